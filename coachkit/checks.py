"""What the tables of a practice say of one another: references, dates that cannot be, and remarks that lose nothing."""

from collections.abc import Iterable, Iterator

import pandas as pd

from coachkit import codebook, codes, dates, knowledge
from coachkit.errors import Fault
from coachkit.schema import SOURCES, TABLES
from coachkit.tables import Read

LONG_MINUTES = 240
LATE_DAYS = 14


def latest_date(reads: dict[str, Read]) -> pd.Timestamp:
    """The latest date in contacts, sheets, feedback, supervision and documents; NaT where there is none.

    Rows that a problem leaves out count too, so that mending them does not move the day.
    """
    dated = [("contacts", "date"), ("sheets", "written_on")]
    dated += [(name, "date") for name in ("feedback", "supervision", "documents")]
    latest = [part[column].max() for name, column in dated for part in (reads[name].frame, reads[name].left_out)]
    return pd.Series(latest, dtype="datetime64[s]").max()


def problems(reads: dict[str, Read], as_of: pd.Timestamp) -> list[Fault]:
    """Faults that leave a row out: unknown references, and dates after `as_of`."""
    found = [fault for name in reads for fault in _references(reads, name)]
    found += [fault for name in reads for fault in _after(reads[name], as_of)]
    found += _sources_twice(reads) + _sources_of_evidence(reads)
    return found


def _references(reads: dict[str, Read], name: str) -> Iterator[Fault]:
    for column in TABLES[name].columns:
        target = reads.get(column.refers)
        if target is None or not target.exists:
            continue
        cells = reads[name].frame[column.name]
        unknown = [value for value in cells.unique() if value and not target.may_hold(value)]
        file = TABLES[column.refers].file
        cure = (
            f"correct it, or add its row to {file}"
            if target.ids
            else f"add its row to {file}, or delete that empty table"
        )
        for line, value in cells[cells.isin(unknown)].items():
            problem = f"is not a {TABLES[column.refers].key} in {file}"
            yield Fault(TABLES[name].file, int(line), column.name, value, problem, cure)


def _after(read: Read, as_of: pd.Timestamp) -> Iterator[Fault]:
    for column in TABLES[read.name].columns:
        if column.reads != "date" or column.name == "decided_on" or pd.isna(as_of):
            continue
        late = read.frame[column.name][read.frame[column.name] > as_of]
        for at, (problem, cure) in dates.not_after([day.date() for day in late], as_of.date()).items():
            yield Fault(
                TABLES[read.name].file, int(late.index[at]), column.name, f"{late.iloc[at]:%Y-%m-%d}", problem, cure
            )


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


def _sources_of_evidence(reads: dict[str, Read]) -> list[Fault]:
    frame, file = reads["evidence"].frame, TABLES["evidence"].file
    if not all(reads[name].exists for name in SOURCES):
        return []
    sources = [reads[name] for name in SOURCES]
    lost = [value for value in frame["source_id"].unique() if not any(source.may_hold(value) for source in sources)]
    cells = frame["source_id"][frame["source_id"].isin(lost)]
    return [_no_source(file, int(line), value) for line, value in cells.items()]


def _no_source(file: str, line: int, value: str) -> Fault:
    cure = "correct it, or add the source's row"
    return Fault(
        file, line, "source_id", value, "is not the id of a sheet, feedback, supervision meeting or document", cure
    )


def remarks(reads: dict[str, Read], near_duplicates: Iterable[tuple[str, str]]) -> list[Fault]:
    """Notes: worth a look, and no reason to leave a row out."""
    contacts, clients = reads["contacts"].frame, reads["clients"].frame
    found = _before_contract(contacts, clients) + _goals_late(clients) + _long(contacts) + _overlaps(contacts)
    found += _written_late(contacts, reads["sheets"].frame) + _consent_blank(clients)
    found += codebook.remarks(reads["theme_decisions"].frame, knowledge.read_subjects()["theme"])
    found += codes.remarks(reads["contracts"].frame, contacts, knowledge.read_topics(), knowledge.read_codes())
    return found + _alike(clients, near_duplicates)


def to_judge_again(evidence: Read, criteria: Iterable[str]) -> list[Fault]:
    """A note for each decision on a criterion that is none of the `criteria`, where there are any; the decision is kept."""
    known = list(criteria)
    strange = evidence.frame["criterion"][~evidence.frame["criterion"].isin(known) & bool(known)]
    problem = "is not a criterion of this framework; the decision is kept to be judged again, and not counted"
    cure = "judge it again for a criterion of the framework that practice.toml names; if it is a slip, correct it"
    return [_note("evidence", line, "criterion", value, problem, cure) for line, value in strange.items()]


def _note(name: str, line: int, column: str, value: object, problem: str, cure: str) -> Fault:
    return Fault(TABLES[name].file, int(line), column, str(value), problem, cure, note=True)


def _iso(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"


def _of(ids: pd.Series, values: pd.Series) -> pd.Series:
    """The value of each id; Series.map fails for dates where `values` is empty."""
    return values.reindex(ids).set_axis(ids.index)


def _before_contract(contacts: pd.DataFrame, clients: pd.DataFrame) -> list[Fault]:
    signed = _of(contacts["client_id"], clients.set_index("client_id")["contracted_on"])
    early = contacts[contacts["date"] < signed]
    rows = zip(early.index, early["date"], early["client_id"], signed[early.index], strict=True)
    cure = "nothing to mend if it was so; an assessor may ask"
    return [
        _note("contacts", line, "date", _iso(day), f"is before the contract of {client} ({_iso(since)})", cure)
        for line, day, client, since in rows
    ]


def _goals_late(clients: pd.DataFrame) -> list[Fault]:
    late = clients[clients["goals_agreed_on"] > clients["contracted_on"]]
    rows = zip(late.index, late["goals_agreed_on"], late["client_id"], late["contracted_on"], strict=True)
    cure = "nothing to mend if it was so; goals are expected before the contract"
    return [
        _note("clients", line, "goals_agreed_on", _iso(day), f"is after the contract of {client} ({_iso(since)})", cure)
        for line, day, client, since in rows
    ]


def _long(contacts: pd.DataFrame) -> list[Fault]:
    over = contacts["minutes"][contacts["minutes"] > LONG_MINUTES]
    cure = "nothing to mend if it was so; check that the unit is minutes"
    return [_note("contacts", line, "minutes", value, "is over four hours", cure) for line, value in over.items()]


def _overlaps(contacts: pd.DataFrame) -> list[Fault]:
    """Contacts that begin before an earlier one has ended, where both starts are known; the earlier one is named."""
    known = contacts[contacts["start"] != ""]
    begins = known["date"] + pd.to_timedelta(known["start"] + ":00")
    known = known.assign(begins=begins, ends=begins + pd.to_timedelta(known["minutes"].astype("int64"), unit="min"))
    known = known.sort_values("begins", kind="stable")
    rows = zip(known.index, known["contact_id"], known["start"], known["begins"], known["ends"], strict=True)
    notes, last, until = [], "", pd.Timestamp.min
    cure = "correct start or minutes, if one of them is wrong"
    for line, contact, start, begins, ends in rows:
        if begins < until:
            notes.append(_note("contacts", line, "start", start, f"overlaps {last}, which ends at {until:%H:%M}", cure))
        last, until = (contact, ends) if ends > until else (last, until)
    return notes


def _written_late(contacts: pd.DataFrame, sheets: pd.DataFrame) -> list[Fault]:
    written = _of(contacts["sheet_id"], sheets.set_index("sheet_id")["written_on"])
    days = (written - contacts["date"]).dt.days
    late = contacts[days > LATE_DAYS]
    rows = zip(late.index, late["sheet_id"], days[late.index], strict=True)
    cure = "nothing to mend if it was so; an assessor may ask how it was remembered"
    return [
        _note("contacts", line, "sheet_id", sheet, f"was written {int(after)} days after the contact", cure)
        for line, sheet, after in rows
    ]


def _consent_blank(clients: pd.DataFrame) -> list[Fault]:
    blank = clients["client_id"][clients["consent"] == ""]
    cure = "ask, and write yes or no; a blank counts as not refused, and blocks the assessor's pack"
    return [
        _note("clients", line, "consent", client, "has no consent recorded", cure) for line, client in blank.items()
    ]


def _alike(clients: pd.DataFrame, pairs: Iterable[tuple[str, str]]) -> list[Fault]:
    lines = dict(zip(clients["client_id"], clients.index, strict=True))
    cure = "if they are one person, give the contacts of both one client_id"
    return [
        _note("clients", lines[two], "name", two, f"has a name that looks like that of {one}", cure)
        for one, two in pairs
    ]
