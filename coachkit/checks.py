"""What the tables of a practice say of one another: references, dates that cannot be, and remarks that lose nothing."""

from collections.abc import Iterable

import pandas as pd

from coachkit.errors import Fault
from coachkit.schema import SOURCES, TABLES
from coachkit.tables import Read

LONG_MINUTES = 240
LATE_DAYS = 14
_NOT_CHECKED_AGAINST_AS_OF = {"decided_on"}


def latest_date(reads: dict[str, Read]) -> pd.Timestamp:
    """The latest date in contacts, sheets, feedback, supervision and documents; NaT where there is none."""
    dated = [("contacts", "date"), ("sheets", "written_on")]
    dated += [(name, "date") for name in ("feedback", "supervision", "documents")]
    return pd.Series([reads[name].frame[column].max() for name, column in dated], dtype="datetime64[s]").max()


def problems(reads: dict[str, Read], criteria: Iterable[str], as_of: pd.Timestamp) -> list[Fault]:
    """Faults that leave a row out: unknown references, and dates after `as_of`."""
    found = [fault for name in reads for fault in _references(reads, name)]
    found += [fault for name in reads for fault in _after(reads[name], as_of)]
    found += _sources_twice(reads) + _evidence(reads, set(criteria))
    return found


def _references(reads: dict[str, Read], name: str) -> Iterable[Fault]:
    for column in TABLES[name].columns:
        target = reads.get(column.refers)
        if target is None or not target.exists:
            continue
        cells = reads[name].frame[column.name]
        unknown = cells[(cells != "") & ~cells.isin(list(target.ids))]
        file = TABLES[column.refers].file
        for line, value in unknown.items():
            problem = f"is not a {TABLES[column.refers].key} in {file}"
            yield Fault(TABLES[name].file, int(line), column.name, value, problem, f"correct it, or add its row to {file}")


def _after(read: Read, as_of: pd.Timestamp) -> Iterable[Fault]:
    table = TABLES[read.name]
    for column in table.columns:
        if column.reads == "date" and column.name not in _NOT_CHECKED_AGAINST_AS_OF and pd.notna(as_of):
            late = read.frame[column.name][read.frame[column.name] > as_of]
            cure = "correct the date, or set a later as_of in practice.toml"
            for line, value in late.items():
                yield Fault(table.file, int(line), column.name, f"{value:%Y-%m-%d}", f"is after as_of {as_of:%Y-%m-%d}", cure)


def _sources_twice(reads: dict[str, Read]) -> list[Fault]:
    """Passages are cited by the id of their source alone, so an id may stand in one table of sources only."""
    owner: dict[str, str] = {}
    found = []
    for name in SOURCES:
        table = TABLES[name]
        for line, value in reads[name].frame[table.key].items():
            if value in owner:
                problem = f"is an id in {owner[value]} too"
                found.append(Fault(table.file, int(line), table.key, value, problem, "give one of the two another id"))
            else:
                owner[value] = table.file
    return found


def _evidence(reads: dict[str, Read], criteria: set[str]) -> list[Fault]:
    frame, file = reads["evidence"].frame, TABLES["evidence"].file
    cure = "use a criterion of the framework that practice.toml names"
    strange = frame["criterion"][~frame["criterion"].isin(list(criteria)) & bool(criteria)]
    found = [
        Fault(file, int(line), "criterion", value, "is not a criterion of this framework", cure)
        for line, value in strange.items()
    ]
    if all(reads[name].exists for name in SOURCES):
        known = frozenset().union(*(reads[name].ids for name in SOURCES))
        lost = frame["source_id"][~frame["source_id"].isin(list(known))]
        found += [_no_source(file, int(line), value) for line, value in lost.items()]
    return found


def _no_source(file: str, line: int, value: str) -> Fault:
    cure = "correct it, or add the source's row"
    return Fault(file, line, "source_id", value, "is not the id of a sheet, feedback, supervision meeting or document", cure)


def remarks(reads: dict[str, Read], near_duplicates: Iterable[tuple[str, str]]) -> list[Fault]:
    """Notes: worth a look, and no reason to leave a row out."""
    contacts, clients = reads["contacts"].frame, reads["clients"].frame
    found = _before_contract(contacts, clients) + _goals_late(clients) + _long(contacts) + _overlaps(contacts)
    found += _written_late(contacts, reads["sheets"].frame) + _consent_blank(reads["clients"])
    cure = "if they are one person, give both rows' contacts one client_id"
    for one, other in near_duplicates:
        found.append(_note("clients", None, "name", f"{one}, {other}", "have names that look like the same person's", cure))
    return found


def _note(name: str, line: int | None, column: str, value: object, problem: str, cure: str) -> Fault:
    return Fault(TABLES[name].file, line, column, str(value), problem, cure, note=True)


def _before_contract(contacts: pd.DataFrame, clients: pd.DataFrame) -> list[Fault]:
    signed = contacts["client_id"].map(clients.set_index("client_id")["contracted_on"])
    early = contacts[contacts["date"] < signed]
    return [
        _note(
            "contacts",
            int(line),
            "date",
            f"{row.date:%Y-%m-%d}",
            f"is before the contract of {row.client_id} ({signed[line]:%Y-%m-%d})",
            "nothing to mend if it was so; an assessor may ask",
        )
        for line, row in zip(early.index, early.itertuples(), strict=True)
    ]


def _goals_late(clients: pd.DataFrame) -> list[Fault]:
    late = clients[clients["goals_agreed_on"] > clients["contracted_on"]]
    cure = "nothing to mend if it was so; goals are expected before the contract"
    return [
        _note(
            "clients",
            int(line),
            "goals_agreed_on",
            f"{row.goals_agreed_on:%Y-%m-%d}",
            f"is after the contract of {row.client_id} ({row.contracted_on:%Y-%m-%d})",
            cure,
        )
        for line, row in zip(late.index, late.itertuples(), strict=True)
    ]


def _long(contacts: pd.DataFrame) -> list[Fault]:
    over = contacts["minutes"][contacts["minutes"] > LONG_MINUTES]
    cure = "nothing to mend if it was so; check that the unit is minutes"
    return [_note("contacts", int(line), "minutes", value, "is over four hours", cure) for line, value in over.items()]


def _overlaps(contacts: pd.DataFrame) -> list[Fault]:
    """Contacts on one day of which one begins before another has ended, where both starts are known."""
    known = contacts[(contacts["start"] != "") & contacts["date"].notna()]
    begin = known["date"] + pd.to_timedelta(known["start"] + ":00")
    known = known.assign(begin=begin, finish=begin + pd.to_timedelta(known["minutes"].astype("int64"), unit="min"))
    known = known.sort_values("begin", kind="stable")
    reached = known["finish"].cummax().shift()
    return [
        _note(
            "contacts",
            int(line),
            "start",
            known.at[line, "start"],
            f"overlaps an earlier contact on {known.at[line, 'date']:%Y-%m-%d}",
            "correct start or minutes, if one of them is wrong",
        )
        for line in known.index[(known["begin"] < reached).to_numpy()]
    ]


def _written_late(contacts: pd.DataFrame, sheets: pd.DataFrame) -> list[Fault]:
    written = contacts["sheet_id"].map(sheets.set_index("sheet_id")["written_on"])
    days = (written - contacts["date"]).dt.days
    cure = "nothing to mend if it was so; an assessor may ask how it was remembered"
    return [
        _note(
            "contacts",
            int(line),
            "sheet_id",
            contacts.at[line, "sheet_id"],
            f"was written {int(days[line])} days after the contact",
            cure,
        )
        for line in contacts.index[(days > LATE_DAYS).to_numpy()]
    ]


def _consent_blank(clients: Read) -> list[Fault]:
    blank = clients.frame[clients.frame["consent"] == ""]
    cure = "ask, and write yes or no; a blank counts as not refused, and blocks the assessor's pack"
    return [_note("clients", int(line), "consent", row, "has no consent recorded", cure) for line, row in blank["client_id"].items()]
