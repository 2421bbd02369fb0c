"""Rows that are told for the first time: those that tell of one thing brought together, and ids for what is new."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from coachkit.importers.changes import same
from coachkit.importers.changes.renewed import short
from coachkit.importers.changes.same import Thing
from coachkit.importers.changes.work import Work, in_order
from coachkit.importers.steps import ASKS, CHANGED, NEW, SAME, Row
from coachkit.schema import TABLES

_BY_HAND = ""
"""The file that rows count for which stand in the practice without an import."""
_WEIGHTY = {column.name for column in TABLES["clients"].columns if column.reads in ("choice", "date")}
"""What the register says of a client beside words: nothing else may be said of it without the coach."""
_DAYS = {"sheets": "written_on"}


def join(work: Work, table: str, rows: Sequence[Row]) -> None:
    """Settle the rows of one table: each is new, or tells of what stands or comes along already, or is asked about."""
    things = _standing(work, table)
    by_key: dict[tuple, list[Thing]] = defaultdict(list)
    for thing in things:
        by_key[same.key(table, thing.values)].append(thing)
    told = {row: work.tells(row) for row in rows}
    for file in _files(rows, told):
        mine = [row for row in rows if row.file == file]
        left = _met(work, table, mine, told, by_key)
        if table == "contacts":
            left = _certain(work, left, told, [thing for each in by_key.values() for thing in each])
        for row in left:
            thing = Thing({}, set())
            thing.tell(row, work.known_as(file), told[row])
            things.append(thing)
            by_key[same.key(table, told[row])].append(thing)
    _fill(work, table, things)
    _add(work, table, rows, [thing for thing in things if thing.line is None])


def _standing(work: Work, table: str) -> list[Thing]:
    """The rows that stand already, with the files that told of them."""
    key = TABLES[table].key
    found = []
    for line in work.table(table).lines:
        values = {name: text for name, text in line.values.items() if text and name != key}
        row_id = line.values.get(key, "")
        files = {file for file, _ in work.history.tellers(table, row_id)} or {_BY_HAND}
        found.append(Thing(values, files, line, id=row_id))
    return found


def _files(rows: Iterable[Row], told: dict[Row, dict[str, str]]) -> list[str]:
    """The files in their order, those with prose before those without."""
    rows = list(rows)
    prose = {row.file for row in rows if told[row].get("sheet_id")}
    return sorted({row.file: None for row in rows}, key=lambda file: file not in prose)


def _met(work: Work, table: str, rows: list[Row], told: dict, by_key: dict) -> list[Row]:
    """Put the rows of one file to the things that other files told of; those that are left."""
    grouped: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[same.key(table, told[row])].append(row)
    file = work.known_as(rows[0].file)
    met = set()
    for key, alike in grouped.items():
        things = [thing for thing in by_key.get(key, ()) if file not in thing.files]
        fits = [[_fits(work, table, row, told[row], thing) for thing in things] for row in alike]
        for at, thing in same.matched([told[row] for row in alike], things, fits):
            _tell_of_both(work, table, alike[at], told[alike[at]], thing)
            thing.tell(alike[at], file, told[alike[at]])
            met.add(alike[at])
    return [row for row in rows if row not in met]


def _fits(work: Work, table: str, row: Row, values: dict[str, str], thing: Thing) -> bool:
    if table != "sheets":
        return same.agrees(table, values, thing.values)
    if not values.get("text"):
        return False
    others = work.contacts_of(thing.id) | {pair for other, _ in thing.told for pair in work.contacts_on(other)}
    return same.is_one_sheet(row.values.get("text", ""), work.contacts_on(row), others)


def _tell_of_both(work: Work, table: str, row: Row, values: dict[str, str], thing: Thing) -> None:
    other = same.differing(values, thing.values)
    kept = (
        f"; there {', '.join(f'{name} is {short(thing.values[name])}' for name in other)}, which is kept"
        if other
        else ""
    )
    work.note(row, _in_words(table, row, values), f"is told in {_place(thing, table)} too, and is kept once{kept}")


def _in_words(table: str, row: Row, values: dict[str, str]) -> str:
    if table == "contacts":
        return f"{values['date']}, {row.client or values['client_id']}, {values['minutes']} minutes"
    return short(values.get("text") or values.get("title") or values.get("date", ""))


def _place(thing: Thing, table: str) -> str:
    """Where a thing is told first, in words."""
    if thing.line:
        return f"{TABLES[table].file}, line {thing.line.number} ({thing.id})"
    row = thing.told[0][0]
    return f"{row.file}, {row.place}"


def _certain(work: Work, rows: list[Row], told: dict, things: list[Thing]) -> list[Row]:
    """The contacts that nothing else on their day puts in doubt; the others are asked about."""
    by_day: dict[tuple, list[Thing]] = defaultdict(list)
    for thing in things:
        by_day[thing.values.get("date"), thing.values.get("client_id")].append(thing)
    certain = []
    for row in rows:
        values, file = told[row], work.known_as(row.file)
        others = by_day[values.get("date"), values.get("client_id")]
        others = [other for other in others if file not in other.files and not same.are_apart(values, other.values)]
        doubtful = [other for other in others if _is_doubtful(work, values, other.values)]
        if doubtful:
            _ask(work, row, values, doubtful)
        else:
            certain.append(row)
            _look(work, row, values, others)
    return certain


def _is_doubtful(work: Work, one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two contacts of one client and day may be one: one alone has prose, or is but remarked on in a few words."""
    proses = [work.prose_of(values.get("sheet_id", "")).strip() for values in (one, other)]
    if not all(proses):
        return any(proses)
    remarked = sum(len(prose) < same.LONG_PROSE for prose in proses)
    return remarked == 1 and one.get("minutes") == other.get("minutes")


def _ask(work: Work, row: Row, values: dict[str, str], others: list[Thing]) -> None:
    told = " and ".join(f"{_place(other, 'contacts')} tells of {_unlike(values, other)}" for other in others)
    problem = f"is told here, but {told}, on the same day with the same client"
    cure = "correct the one that is wrong and import again; if they are two contacts, type this one into contacts.csv"
    work.ask(row, _in_words("contacts", row, values), problem, cure)
    work.settle(row, ASKS, "", values)


def _unlike(values: dict[str, str], other: Thing) -> str:
    """What another contact says otherwise, in words."""
    against = same.against("contacts", values, other.values)
    said = f"{other.values.get('minutes', 'unreadable')} minutes"
    return said + "".join(f", {name} {short(other.values[name])}" for name in against if name != "sheet_id")


def _look(work: Work, row: Row, values: dict[str, str], others: list[Thing]) -> None:
    """A word on contacts that are kept apart though they look alike, or where neither file has prose."""
    for other in others:
        alike = other.values.get("minutes") == values["minutes"]
        if alike or not values.get("sheet_id"):
            also = _unlike(values, other)
            problem = (
                f"is told here, and {_place(other, 'contacts')} tells of {also} on the same day; kept as two contacts"
            )
            cure = "if they are one contact, delete one of the two from contacts.csv after the import"
            work.note(row, _in_words("contacts", row, values), problem, cure)


def _fill(work: Work, table: str, things: Iterable[Thing]) -> None:
    """Fill what is blank in rows that stand already."""
    standing = work.table(table)
    for thing in things:
        for row, values in thing.told if thing.line else ():
            blank = {name: text for name, text in values.items() if standing.is_blank(thing.line, name)}
            for name, text in blank.items():
                standing.set(thing.line, name, text)
            changes = {name: ("", text) for name, text in blank.items()}
            work.settle(row, CHANGED if changes else SAME, thing.id, values, changes)


def _add(work: Work, table: str, rows: Sequence[Row], things: list[Thing]) -> None:
    """New rows, in order of date, file and place."""
    first = {thing.told[0][0]: thing for thing in things}
    day = (
        {row: max([day for day, _ in work.contacts_on(row)], default="") for row in first} if table == "sheets" else {}
    )
    day = {row: day.get(row) or thing.values.get(_DAYS.get(table, "date"), "") for row, thing in first.items()}
    ordered = in_order([row for row in rows if row in first], day)
    for row, row_id in work.ids(table, ordered).items():
        thing = first[row]
        work.table(table).append({TABLES[table].key: row_id, **thing.values})
        for at, (other, values) in enumerate(thing.told):
            work.settle(other, SAME if at else NEW, row_id, values)


# The register


def join_clients(work: Work, rows: Sequence[Row]) -> None:
    """Settle clients by their ids; one that the import proposes is added where something is booked to it."""
    booked = {step.tells.get("client_id") for step in work.steps.values() if step.does in (NEW, CHANGED)}
    standing = work.table("clients")
    for row in rows:
        values = work.tells(row)
        line = standing.by_id().get(values.get("client_id", ""))
        if line is None and not row.file and values["client_id"] not in booked:
            work.settle(row, SAME, "", values)
        elif line is None:
            row_id = values.get("client_id") or work.ids("clients", [row])[row]
            values = {"client_id": row_id, **values}
            standing.append(values)
            work.settle(row, NEW, row_id, values)
        else:
            _known(work, row, values, line)


def _known(work: Work, row: Row, values: dict[str, str], line: same.Line) -> None:
    """A client who is in the register: blanks are filled, and nothing that stands there is overwritten."""
    standing, row_id = work.table("clients"), values["client_id"]
    changes, asked = {}, {}
    for name, text in values.items() if row.file else ():
        held = standing.now(line, name)
        if not held:
            standing.set(line, name, text)
            changes[name] = ("", text)
        elif held != text and name != "client_id":
            problem = f"is told here for {name} of {row_id}, but clients.csv says {short(held)}, which is kept"
            tell = work.ask if name in _WEIGHTY else work.note
            tell(row, short(text), problem, "correct the one that is wrong")
            asked |= {name: text} if name in _WEIGHTY else {}
    does = CHANGED if changes else ASKS if asked else SAME
    work.settle(row, does, row_id, {name: text for name, text in values.items() if name not in asked}, changes)
