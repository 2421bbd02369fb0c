"""Names as written in an import to clients: known for certain, read with a note, new with an id, or asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from coachkit.importers.values import name_cells
from coachkit.importers.values.client_ids import ClientIds
from coachkit.importers.values.known_people import WHY, Index, Known, bearers_of, registered, ways
from coachkit.importers.values.name_cells import MEDIA, Parted, key
from coachkit.register import bearers

_NAME_IT = "write the client's name in the file, or leave the row out"


@dataclass(frozen=True)
class Person:
    """The client whom a name means, with a note on how it was read; or a problem and its cure, without an id.

    `proposed` is true for a client whom the register does not hold yet. Note and problem read on from the name.
    """

    client_id: str
    name: str
    proposed: bool
    note: str
    problem: str = ""
    cure: str = ""


@dataclass(frozen=True)
class _Reading:
    """Whom a name may mean while ids are not given out yet: one, several (then it is asked), or none with a fault.

    `why` is a key of WHY, "" where the name is exactly somebody's, "decided" or "new".
    """

    who: tuple[Known, ...] = ()
    why: str = ""
    beside: str = ""
    fault: tuple[str, str] = ("", "")


class People:
    """Reads the names of one import against the register.

    `clients` is clients.csv as written; `decided` holds the coach's decisions, name to client id; `coach` is the
    coach's own name.
    """

    def __init__(self, clients: pd.DataFrame, decided: Mapping[str, str], coach: str = ""):
        self._register = registered(clients)
        self._decided = {key(name): client_id.strip() for name, client_id in decided.items() if key(name)}
        known = bearers(clients, coach, ())
        self._organisations = _with_first_words(key(one.name) for one in known if one.kind == "organisation")
        self._sponsors = {key(one.name): sorted(one.clients) for one in known if one.kind == "sponsor"}
        self._coach = {key(coach)} - {""}
        self._coach_ways = {way for one in known if one.kind == "coach" for way, _ in ways(one)}

    def settle(self, names: Sequence[str]) -> dict[str, Person]:
        """The person whom each name means, by the name as written; all names of an import at once, in any order.

        Fuller names are settled first, so that a short one may mean somebody who is new in the same import.
        """
        index, ids = Index(), ClientIds(known.client_id for known in self._register)
        for known in self._register:
            index.add(known)
        parts = {name: self._parted(name, index) for name in set(names)}
        borne = bearers_of(part.name for part in parts.values())
        readings: dict[str, _Reading] = {}
        for name in sorted(parts, key=lambda name: _fullness(name, parts[name])):
            reading = self._read(name, parts[name], index, ids)
            if reading.why == "new":
                new = reading.who[0]
                bearer = borne.get(new.name)
                new.bearers = (bearer,) if bearer and not name_cells.is_pseudonym(new.name) else ()
                index.add(new)
            readings[name] = reading
        new = [reading.who[0] for reading in readings.values() if reading.why == "new" and not reading.who[0].client_id]
        new.sort(key=lambda known: (key(known.name), known.name))
        for known, client_id in zip(new, ids.next_free(len(new)), strict=True):
            known.client_id = client_id
        return {name: self._person(name, parts[name], readings[name], index) for name in names}

    # taking a cell apart

    def _parted(self, written: str, index: Index) -> Parted:
        """The name in a cell with "Surname, First" turned round, and what stands beside it."""
        if key(written) in index.exact or key(written) in self._decided:
            return Parted(written.strip())
        part = name_cells.parted(written)
        first, *rest = [piece.strip() for piece in part.name.split(",")]
        if len(rest) != 1 or not (key(first) and key(rest[0])):
            return part
        turned = replace(part, name=f"{rest[0]} {first}")
        if key(turned.name) in index.exact:
            return turned
        if name_cells.is_post(rest[0]) or key(rest[0]) in self._organisations or key(first) in index.exact:
            return Parted(first, ", ".join(filter(None, (rest[0], part.beside))))
        known = [set(index.meaning(piece)) for piece in (first, rest[0])]
        two = all(known) and known[0].isdisjoint(known[1])
        return part if two or min(len(first.split()), len(rest[0].split())) > 1 else turned

    # whom it means

    def _read(self, written: str, part: Parted, index: Index, ids: ClientIds) -> _Reading:
        """Whom a name means, given everyone in the index; a new client where it is nobody known."""
        if decided := self._decided.get(key(written)):
            return self._as_decided(decided, index)
        if exact := index.exact.get(key(part.name)):
            return _Reading(self._at_organisation(exact, part.beside), "")
        if fault := self._fault(part.name):
            return _Reading(fault=fault)
        several = name_cells.several(part.name.replace(",", ";"))
        if len(several) > 1:
            return self._together(several, written, index)
        if ids.is_one(part.name):
            return _by_id(ids.spelled(part.name), index)
        if fits := index.fitting(part.name):
            who = self._at_organisation(list(fits), part.beside)
            return _Reading(who, fits[who[0]])
        if fault := self._nobody(part.name):
            return _Reading(fault=fault)
        return _Reading((Known(part.name, "", exact=frozenset({key(part.name)}), proposed=True),), "new")

    def _as_decided(self, client_id: str, index: Index) -> _Reading:
        known = [one for one in index.exact.get(key(client_id), ()) if one.client_id.lower() == client_id.lower()]
        if known:
            return _Reading((known[0],), "decided")
        problem = f"is decided in decisions/import.csv to be {client_id}, which is no client"
        return _Reading(fault=(problem, "correct that row, or add the client to clients.csv"))

    def _at_organisation(self, known: Sequence[Known], beside: str) -> tuple[Known, ...]:
        """Of several, those of the organisation that stands beside the name, where it decides."""
        there = tuple(one for one in known if self._is_of(one, beside))
        return there if len(known) > 1 and there else tuple(known)

    def _is_of(self, known: Known, beside: str) -> bool:
        organisation = self._organisations.get(key(beside), frozenset())
        return known.organisation in organisation

    def _fault(self, name: str) -> tuple[str, str] | None:
        """What is wrong with a name that is nobody's exactly, before it is compared in other ways."""
        if name_cells.is_filler(name):
            return "is not a name", _NAME_IT
        if key(name) in self._coach:
            return "is the coach's own name", _NAME_IT
        if key(name) in self._organisations:
            return "is an organisation, not a client", _NAME_IT
        return None

    def _nobody(self, name: str) -> tuple[str, str] | None:
        """What is wrong with a name that fits nobody."""
        if key(name) in self._coach_ways:
            return "may be the coach's own name, and fits no client", _NAME_IT
        return ("is not a name", _NAME_IT) if name_cells.is_no_name(name) else None

    def _together(self, names: list[str], written: str, index: Index) -> _Reading:
        """Several names in one cell: one client where all of them mean the same, else it is asked."""
        if len(names) == 2 and key(names[1]) in self._organisations:
            part = Parted(*names)
            known = index.meaning(part.name)
            who = self._at_organisation(list(known), part.beside)
            if len(who) == 1 and self._is_of(who[0], part.beside):
                return _Reading(who, known[who[0]] or "name", part.beside)
        meant = [index.meaning(name) for name in names]
        if all(len(each) == 1 for each in meant) and len({one for each in meant for one in each}) == 1:
            return _Reading(tuple(meant[0]), "name")
        return _Reading(fault=_asks_whose(written))

    # what is told

    def _person(self, written: str, part: Parted, reading: _Reading, index: Index) -> Person:
        if any(reading.fault):
            return _asked(*reading.fault)
        if len(reading.who) > 1:
            told = sorted(reading.who, key=lambda known: known.client_id)
            row = _row(written, told[0].client_id)
            return _asked(f"fits {_listed(told)}", f"write the full name, or add {row}")
        known = reading.who[0]
        if reading.why == "decided":
            return Person(known.client_id, known.name, known.proposed, "")
        beside, fault = self._beside(reading.beside or part.beside, known, reading.why, written, index)
        if any(fault):
            return _asked(*fault)
        note = self._note(written, part.name, known, reading.why, index)
        if beside:
            note = f"{note or f'is read as {known.told}'}; {beside}"
        return Person(known.client_id, known.name, known.proposed, note)

    def _note(self, written: str, name: str, known: Known, why: str, index: Index) -> str:
        """How the name was read; "" where it is exactly the client's in the register."""
        if why in WHY:
            return f"is read as {known.told}: {WHY[why]}"
        if known.proposed:
            return self._new(written, known, index)
        others = [one for one in index.fitting(name) if one is not known] if len(key(name).split()) == 1 else []
        if others and key(name) != key(known.client_id):
            return f"is read as {known.told}, as the register has it; it would fit {_listed(others)} too"
        return ""

    def _new(self, written: str, known: Known, index: Index) -> str:
        name = "" if known.name == written or not known.name else f" with the name {known.name}"
        note = f"is a new client, proposed as {known.client_id}{name}"
        if known.name and name_cells.is_short(known.name) and not name_cells.is_pseudonym(known.name):
            note += "; the name is short, so look whether it is somebody in the register"
        if sponsored := self._sponsors.get(key(known.name)):
            note += f"; the sponsor of {', '.join(sponsored)} has this name"
        if like := index.like(known):
            note += f"; it looks like {_listed(like)}: if they are one, add {_row(written, like[0].client_id)}"
        return note

    def _beside(self, beside: str, known: Known, why: str, written: str, index: Index) -> tuple[str, tuple[str, str]]:
        """What stands beside a name in words, or the fault of it where it leaves in doubt who is meant."""
        if not beside or key(beside) in MEDIA:
            return f'"{beside}" is taken for how they met' if beside else "", ("", "")
        meant = index.meaning(beside)
        if known in meant:
            return f'"{beside}" is the same client', ("", "")
        if key(beside) in self._organisations and (known.proposed or self._is_of(known, beside)):
            return f'"{beside}" is the organisation', ("", "")
        if meant:
            return "", _asks_whose(written)
        if name_cells.is_post(beside) and key(beside) not in self._organisations:
            return f'"{beside}" is taken for a post', ("", "")
        if why in WHY:
            problem = f'has "{beside}" beside it, so it is not certain that {known.told} is meant'
            return "", (problem, f"write the full name alone, or add {_row(written, known.client_id)}")
        return f'"{beside}" beside the name is left out', ("", "")


def _by_id(client_id: str, index: Index) -> _Reading:
    if known := index.exact.get(key(client_id)):
        return _Reading(tuple(known))
    return _Reading((Known("", client_id, exact=frozenset({key(client_id)}), proposed=True),), "new")


def _with_first_words(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Organisations by their whole name and by its first word, where that is a word of some length."""
    found: dict[str, frozenset[str]] = {}
    for name in filter(None, names):
        for written in {name, name.split()[0]}:
            if len(written) > 3:
                found[written] = found.get(written, frozenset()) | {name}
    return found


def _fullness(written: str, part: Parted) -> tuple:
    """The order in which names are settled: whole names, names with an initial, one word, initials, several names."""
    words = key(part.name).split()
    if len(name_cells.several(part.name.replace(",", ";"))) > 1:
        level = 4
    elif not words or all(len(word) == 1 for word in words) or (part.name.isupper() and len(part.name) <= 4):
        level = 3
    elif len(words) == 1:
        level = 2
    else:
        level = int(name_cells.is_short(part.name))
    one_case = part.name in (part.name.upper(), part.name.lower())
    return level, -len(key(part.name)), key(part.name), one_case, part.name, part.beside, written


def _listed(known: Sequence[Known]) -> str:
    """Clients for a message, the first three by name and id."""
    told = [one.told for one in sorted(known, key=lambda one: one.client_id)]
    if len(told) > 3:
        told = [*told[:2], f"{len(told) - 2} more"]
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def _row(written: str, client_id: str) -> str:
    return f"a row to decisions/import.csv (reads=client, written={written.strip()}, means={client_id})"


def _asks_whose(written: str) -> tuple[str, str]:
    problem = "holds more than one name, and whose contact it is cannot be told"
    return problem, f"write one client, or a row for each; for a group, add {_row(written, 'its client_id')}"


def _asked(problem: str, cure: str) -> Person:
    return Person("", "", False, "", problem, cure)
