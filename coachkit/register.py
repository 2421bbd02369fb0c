"""Read the register of clients into persons and organisations, and each into the forms in which it may be written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from coachkit.namewords import SHORT_FORMS, TITLES
from coachkit.spelling import hyphened, plain, within_one_letter

_PARTICLES = frozenset(
    "van von der den de del della di da do dos la le du al el bin binti ibn ap st ten ter mac y".split()
)
_GROUP_WORDS = re.compile(
    r"\b(?:group|team|leaders|cohort|circle|board|programme|set|network|partners|directors|managers|the)\b", re.I
)
_NO_NAME = frozenset(
    "director manager head officer lead chief partner chair team board hr ceo coo cfo none self tbc tba n/a na"
    " unknown same client internal".split()
)
_EVERY_ORGANISATION = frozenset(
    "the a an st saint royal north south east west new city university college school trust company group"
    " national international british scottish welsh english european"
    " global general united first community care health public social department ministry office institute bank"
    " council self private independent freelance none".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){2,4}")


@dataclass(frozen=True)
class Bearer:
    """A registered person, group or organisation: what is shown in its place and the clients in whose texts it"
    " is at home."""

    shown: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    clients: frozenset[str] = frozenset()
    is_group: bool = False
    given: tuple[str, ...] = ()
    surname: str = ""


@dataclass(frozen=True)
class Form:
    """One way in which a bearer may be written: the folded words, and how sure it is.

    `sort` is full, surname, part (of a hyphenated surname), given, initials (registered), derived (initials), nickname, organisation or first_word.
    """

    bearer: Bearer
    sort: str
    words: str
    capital: bool = False
    tail: re.Pattern | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """The first word, by which the form is found."""
        return re.match(r"[^\W_]+", self.words)[0]


def bearers(clients: pd.DataFrame, coach: str, supervisors: Iterable[str]) -> list[Bearer]:
    """Everyone and everything whose name is replaced, in the order of the register; organisations are numbered"
    " as they first appear."""
    found: list[Bearer] = []
    rows = [
        {column: str(value).strip() for column, value in row.items()} for row in clients.fillna("").to_dict("records")
    ]
    for row in rows:
        found.extend(_client(row))
    sponsored: dict[str, set[str]] = {}
    for row in rows:
        for sponsor in _persons_in(row.get("sponsor", "")):
            sponsored.setdefault(sponsor, set()).add(row["client_id"])
    found.extend(_person("sponsor", "sponsor", name, frozenset(ids)) for name, ids in sponsored.items())
    found.extend(
        _person("supervisor", "supervisor", name) for name in dict.fromkeys(supervisors) for name in _persons_in(name)
    )
    found.extend(_person("coach", "coach", name) for name in _persons_in(coach))
    found.extend(
        Bearer(
            organisation_id,
            "organisation",
            name,
            clients=frozenset(r["client_id"] for r in rows if plain(r.get("organisation", "")) == plain(name)),
        )
        for name, organisation_id in organisation_ids(clients).items()
    )
    return found


def organisation_ids(clients: pd.DataFrame) -> dict[str, str]:
    """O01, O02 ... by organisation as written, numbered by first appearance; spellings that differ in accents or"
    " case share one."""
    numbers: dict[str, str] = {}
    written = [str(name).strip() for name in clients.get("organisation", pd.Series(dtype=str)).fillna("")]
    for name in filter(None, written):
        numbers.setdefault(plain(name), f"O{len(numbers) + 1:02}")
    return {name: numbers[plain(name)] for name in dict.fromkeys(filter(None, written))}


def _persons_in(cell: str) -> list[str]:
    """The names in a cell that may hold several persons, each with a job title after a comma or in brackets."""
    names = [re.split(r"[,(]|\s[–—-]\s", part)[0].strip() for part in re.split(r"[;/]|\s+(?:and|&)\s+", cell)]
    return [name for name in names if name and not _NO_NAME & set(name.lower().split())]


def _client(row: dict[str, str]) -> Iterator[Bearer]:
    client_id, name = row["client_id"], row.get("name", "")
    last_first = re.fullmatch(r"(\S+(?: \S+)?), (\S+)", name)
    name = f"{last_first[2]} {last_first[1]}" if last_first else name
    aliases = tuple(filter(None, (alias.strip() for alias in row.get("aliases", "").split(";"))))
    circle = frozenset({client_id})
    if row.get("kind") == "group" or (row.get("kind") != "person" and _is_phrase(name)):
        members = [alias for alias in aliases if " " in alias and not _is_phrase(alias)]
        yield Bearer(client_id, "client", name, tuple(a for a in aliases if a not in members), circle, True)
        yield from (_person(client_id, "client", member, circle) for member in members)
    elif name or aliases:
        yield _person(client_id, "client", name, circle, aliases)


def _is_phrase(name: str) -> bool:
    words = [word for word in name.split() if word.lower() not in _PARTICLES]
    mixed = len(words) > 2 and words[0][0].isupper() and any(word[0].islower() for word in words)
    return len(words) > 1 and (bool(_GROUP_WORDS.search(name)) or mixed)


def _person(
    shown: str, kind: str, name: str, clients: frozenset[str] = frozenset(), aliases: tuple[str, ...] = ()
) -> Bearer:
    words = [word for word in name.split() if word.strip(".").lower() not in TITLES]
    last = len(words) - 1
    while last > 1 and words[last - 1].lower() in _PARTICLES:
        last -= 1
    given, surname = tuple(words[:last]) or tuple(words), " ".join(words[last:]) if last > 0 else ""
    return Bearer(shown, kind, name, aliases, clients, False, given, surname)


def forms(bearer: Bearer) -> Iterator[Form]:
    """All forms of one bearer, possessives and titles aside."""
    if bearer.kind == "organisation":
        yield from _organisation_forms(bearer)
    elif bearer.is_group:
        yield from _phrases(bearer, (bearer.name, *bearer.aliases))
    else:
        yield from _name_forms(bearer)
        yield from _phrases(bearer, bearer.aliases)


def _name_forms(bearer: Bearer) -> Iterator[Form]:
    given, surname = bearer.given, bearer.surname
    if surname:
        yield _form(bearer, "full", " ".join((*given, surname)))
        yield _form(bearer, "full", f"{given[0]} {surname}")
        if "'" in plain(surname):
            yield _form(bearer, "surname", plain(surname).replace("'", ""))
        yield _form(bearer, "surname", surname)
        parts = [
            part for part in re.split(r"[\s-]", hyphened(surname)) if len(part) > 2 and part.lower() not in _PARTICLES
        ]
        if parts != [surname]:
            yield from (_form(bearer, "full", f"{given[0]} {part}") for part in parts)
            yield from (_form(bearer, "part", part, True) for part in parts)
        yield _form(bearer, "part", f"{surname}s", True)  # the family
        for letters in _own_initials(bearer):
            yield from _initials(bearer, "derived", letters)
    if len(given) > 1:
        yield _form(bearer, "full", " ".join(given))
    if given:
        yield from (_form(bearer, "given", written) for written in {given[0], hyphened(given[0]).replace("-", "")})
        yield from (_form(bearer, "nickname", short, True) for short in _short_forms(plain(given[0])))


def _short_forms(given: str) -> set[str]:
    return {short for family in SHORT_FORMS if given in family for short in family} - {given}


def _own_initials(bearer: Bearer) -> set[str]:
    words = re.findall(r"[^\W_]+", plain(f"{bearer.given[0]} {bearer.surname}").replace("'", ""))
    return {"".join(word[0] for word in words), words[0][0] + words[1][0]}


def _initials(bearer: Bearer, sort: str, letters: str) -> Iterator[Form]:
    yield _form(bearer, sort, letters, True)
    yield _form(bearer, sort, ".".join(letters) + ".", True)


def _phrases(bearer: Bearer, aliases: Iterable[str]) -> Iterator[Form]:
    for alias in aliases:
        if " " in alias and alias.islower():
            continue  # "the five" names nobody
        if alias.isupper() and _INITIALS.fullmatch(alias):
            yield from _initials(bearer, "initials", "".join(re.findall(r"[^\W_]", alias)))
        elif " " in alias:
            yield _form(bearer, "full", alias)
        else:
            yield _form(bearer, "surname" if plain(alias) == plain(bearer.surname) else "given", alias)


def _organisation_forms(bearer: Bearer) -> Iterator[Form]:
    if plain(bearer.name) in _EVERY_ORGANISATION:
        return
    yield _form(bearer, "organisation", bearer.name)
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", bearer.name)
    if "&" in bearer.name:
        yield _form(bearer, "organisation", bearer.name.replace("&", "and"))
    first = next((word for word in words if plain(word) not in {"the", "a"}), "")
    if len(first) > 3 and first != bearer.name and plain(first) not in _EVERY_ORGANISATION:
        yield _form(bearer, "first_word", first, True)


def _form(bearer: Bearer, sort: str, words: str, capital: bool = False) -> Form:
    folded = plain(words)
    first, rest = re.match(r"\W*([^\W_]+)(.*)", folded, re.DOTALL).groups()
    middle = r"(?:\s+[^\W\d_]\.?)?" if sort == "full" and rest.startswith(" ") else ""
    tail = re.compile(middle + _loosened(rest, sort in {"initials", "derived"}) + r"(?![^\W_])") if rest else None
    return Form(bearer, sort, first + rest, capital, tail)


def _loosened(rest: str, dotted: bool) -> str:
    """A pattern for the rest of a form: any white space, hyphen or space, apostrophe or none, dots or none."""
    pattern = []
    for separator, word in re.findall(r"([\W_]*)([^\W_]*)", rest):
        if dotted:
            pattern.append(r"\.?[\s-]?" if word else r"\.?")
        elif "-" in separator:
            pattern.append(r"(?:\s*-\s*|\s+)")
        elif "'" in separator:
            pattern.append(r"\s?'?\s?")
        elif separator.strip() in ("", ".", ",") and separator:
            pattern.append(r"[.,]?\s+" if " " in separator else r"\.?")
        elif separator:
            pattern.append(r"\s*" + re.escape(separator.strip()) + r"\s*")
        pattern.append(re.escape(word))
    return "".join(pattern)


def near_duplicates(clients: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of client ids whose names look like the same person: accents, one letter, or an initial and the"
    " surname."""
    people = [
        (row["client_id"], _person("", "", str(row.get("name", "")))) for row in clients.fillna("").to_dict("records")
    ]
    return [(a_id, b_id) for (a_id, a), (b_id, b) in combinations(people, 2) if _alike(a, b)]


def _alike(one: Bearer, other: Bearer) -> bool:
    a, b = (re.sub(r"[\W_]+", " ", plain(person.name)).strip() for person in (one, other))
    if not (a and b):
        return False
    if a.replace(" ", "") == b.replace(" ", "") or (min(len(a), len(b)) > 5 and within_one_letter(a, b)):
        return True
    initial = min(len(one.given[0].strip(".")), len(other.given[0].strip("."))) == 1
    return initial and a[0] == b[0] and bool(one.surname) and plain(one.surname) == plain(other.surname)
