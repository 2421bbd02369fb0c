"""Whether a registered name stands in a text, found in a simple way that owes nothing to coachkit's own register."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

ORDINARY = {"bates", "cole", "hale", "hart", "lattice", "perry", "rusk"}
"""Parts of registered names that are also English words: in small letters they are taken for the word."""
STRANGERS = re.compile("Dermot Hale")
"""Somebody else with half of a client's surname; tests/gold/names.csv says so too."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def folded(text: str) -> str:
    """The text without accents, letter for letter."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return plain.translate(str.maketrans("łŁøØđĐ’", "lLoOdD'"))


def people(practice: Path) -> list[str]:
    """Every person of the practice by full name: clients, group members, sponsors, supervisors, the coach."""
    clients, meetings = rows(practice / "clients.csv"), rows(practice / "supervision.csv")
    aliases = [alias.strip() for row in clients for alias in row["aliases"].split(";")]
    sponsors = [row["sponsor"].split(",")[0] for row in clients]
    coach = re.findall(r'^coach = "(.+)"$', (practice / "practice.toml").read_text("utf-8"), re.MULTILINE)
    supervisors = {row["supervisor"].removeprefix("Dr ") for row in meetings}
    members = [
        alias for alias in aliases if re.fullmatch(r"[A-Z]\w+ [A-Z][\w'-]+", alias) and not alias.startswith("Mr ")
    ]
    return [*(row["name"] for row in clients), *members, *sponsors, *coach, *supervisors]


def registered(practice: Path) -> set[str]:
    """Full names, surnames (a double one also by its halves) and organisations, without accents."""
    surnames = {name.split()[-1] for name in people(practice) if name != "Lattice emerging leaders"}  # a group has none
    halves = {half for surname in surnames for half in surname.split("-") if len(half) > 3}
    organisations = {row["organisation"] for row in rows(practice / "clients.csv")}
    return {folded(name) for name in {*people(practice), *surnames, *halves, *organisations}}


def standing(names: Iterable[str], text: str) -> set[str]:
    """Which of these names stand in a text as words of their own, whatever their case."""
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    found = (
        match[0]
        for match in re.finditer(rf"(?<![^\W_])(?:{either})(?![^\W_])", STRANGERS.sub("", folded(text)), re.IGNORECASE)
    )
    return {name for name in found if name not in ORDINARY}


def texts(value: object) -> Iterator[str]:
    """Every text within a JSON value, its keys too, but for numbers that plotly packs into letters."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner) if key != "bdata" else ()
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value
