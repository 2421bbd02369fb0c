"""Everyone whom a name in an import may mean, found by every way in which the name may be written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from coachkit.importers.values.name_cells import key
from coachkit.namewords import SHORT_FORMS
from coachkit.register import Bearer, bearers
from coachkit.spelling import within_one_letter

WHY = {
    "initials": "the only client with these initials",
    "first": "the only client with this first name",
    "surname": "the only client with this surname",
    "short": "the only client whose first name it may be short for",
    "name": "the only client whom it fits",
}
"""Why a name is read as somebody, by the way in which it is written."""
_SHORTEST_NEAR = 4
_MOST_ALIKE = 10


@dataclass(eq=False)
class Known:
    """A client, registered or new in this import; `bearers` are the client, and a group's members by name."""

    name: str
    client_id: str
    bearers: tuple[Bearer, ...] = ()
    exact: frozenset[str] = frozenset()
    organisation: str = ""
    proposed: bool = False

    @property
    def told(self) -> str:
        """The name with the id, for a message."""
        return f"{self.name} ({self.client_id})" if self.name else self.client_id


def registered(clients: pd.DataFrame) -> list[Known]:
    """The clients of the register, as written."""
    rows = [{name: str(value).strip() for name, value in row.items()} for row in clients.fillna("").to_dict("records")]
    found: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers(clients, "", ()):
        if bearer.kind == "client":
            found[bearer.shown].append(bearer)
    return [_registered(row, tuple(found[row["client_id"]])) for row in rows if row.get("client_id")]


def _registered(row: dict[str, str], known: tuple[Bearer, ...]) -> Known:
    aliases = row.get("aliases", "").split(";")
    written = [row["client_id"], row.get("name", ""), row.get("email", ""), *aliases, *(one.name for one in known)]
    exact = {key(text) for text in written} | {key(text.replace("'", " ").replace("’", " ")) for text in written}
    return Known(
        row.get("name", ""), row["client_id"], known, frozenset(exact - {""}), key(row.get("organisation", ""))
    )


def bearers_of(names: Iterable[str]) -> dict[str, Bearer]:
    """Names as their parts: who bears them, first names and surname apart."""
    distinct = list(dict.fromkeys(names))
    rows = pd.DataFrame({"client_id": [str(number) for number in range(len(distinct))], "name": distinct}, dtype="str")
    found = {bearer.shown: bearer for bearer in bearers(rows, "", ())}
    return {name: found[str(number)] for number, name in enumerate(distinct) if str(number) in found}


@dataclass
class Index:
    """Known people by the ways in which they are written: exactly, in short, with the same surname, nearly."""

    exact: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    short: dict[str, dict[Known, str]] = field(default_factory=lambda: defaultdict(dict))
    surnames: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    _near: dict[str, list[tuple[str, Known]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known) -> None:
        """Put somebody in."""
        for written in known.exact:
            self.exact[written].append(known)
        for bearer in known.bearers:
            for written, sort in ways(bearer):
                self.short[written].setdefault(known, sort)
            if not bearer.is_group and bearer.surname and len(self.surnames[key(bearer.surname)]) < _MOST_ALIKE:
                self.surnames[key(bearer.surname)].append(known)
            for written in (key(bearer.name), *map(key, bearer.given[:1]), key(bearer.surname)):
                for shortened in _shortened(written) if len(written) >= _SHORTEST_NEAR else ():
                    self._near[shortened].append((written, known))

    def fitting(self, name: str) -> dict[Known, str]:
        """Whom a name in short may mean, and by which way of writing; initials in capitals are initials first."""
        written = key(name)
        initials = name.isupper() and len(written) <= 4
        found = self.short.get(written, {})
        dotted = {known: sort for known, sort in found.items() if sort == "initials"}
        if initials and dotted:
            return dotted
        others = {known: sort for known, sort in found.items() if sort != "initials"}
        return others or (dotted if len(written) <= 4 else {}) or self._without_middle(written.split())

    def meaning(self, name: str) -> dict[Known, str]:
        """Whom a name means, exactly (the way is then "") or in short."""
        return dict.fromkeys(self.exact.get(key(name), ()), "") or self.fitting(name)

    def _without_middle(self, words: list[str]) -> dict[Known, str]:
        """Whom a name with a middle name fits that the register does not hold."""
        if len(words) < 3:
            return {}
        found = self.exact.get(f"{words[0]} {words[-1]}", [])
        return {known: "name" for known in found if all(len(one.given) == 1 for one in known.bearers)}

    def like(self, known: Known) -> list[Known]:
        """Who else has a name one letter away, or the same surname, in the order of their ids."""
        written = key(known.name)
        near = {
            other
            for shortened in _shortened(written)
            for name, other in self._near.get(shortened, ())
            if within_one_letter(written, name)
        }
        same = {other for bearer in known.bearers for other in self.surnames.get(key(bearer.surname), ())}
        return sorted((near | same) - {known}, key=lambda other: other.client_id)


def _shortened(word: str) -> set[str]:
    """The word, and the word with each of its letters left out: two that are one letter apart share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def ways(bearer: Bearer) -> Iterator[tuple[str, str]]:
    """The ways in which somebody may be written in short, each with its sort, a key of WHY; a group has none."""
    if bearer.is_group or not bearer.given:
        return
    first, surname = key(bearer.given[0]), key(bearer.surname)
    if surname:
        yield from ((f"{one} {other}", "name") for one in _firsts(bearer) for other in _lasts(surname))
        yield from ((letters, "initials") for letters in _initials(bearer))
        yield from ((other, "surname") for other in _lasts(surname) if len(other) > 2 and other != surname[:1])
    yield first, "first"
    yield key(" ".join(bearer.given)), "first"
    yield from ((short, "short") for short in short_forms(first))


def short_forms(first: str) -> set[str]:
    """What a first name may be shortened to; never a longer name, which may be somebody else's."""
    forms = {form for family in SHORT_FORMS if first in family for form in family} - {first}
    return {form for form in forms if len(form) <= len(first)}


def _firsts(bearer: Bearer) -> set[str]:
    given = key(bearer.given[0])
    middles = [key(" ".join(bearer.given)), f"{given} {' '.join(key(one)[:1] for one in bearer.given[1:])}".strip()]
    aliases = {key(alias) for alias in bearer.aliases if " " not in alias.strip()}
    return {given, given[:1], *middles, *short_forms(given), *aliases}


def _lasts(surname: str) -> set[str]:
    parts = surname.split()
    return {surname, surname[:1], "".join(part[0] for part in parts), *(part for part in parts if len(part) > 2)}


def _initials(bearer: Bearer) -> set[str]:
    given, parts = [key(one)[:1] for one in bearer.given], key(bearer.surname).split()
    lasts = {"".join(part[0] for part in parts), parts[0][0], parts[-1][0]}
    return {first + last for first in (given[0], "".join(given)) for last in lasts}
