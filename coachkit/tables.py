"""One table of a practice folder: text first, then each value converted by its column's rule, all faults at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from coachkit import dates, delimited, encoding, minutes, values
from coachkit.errors import Fault
from coachkit.schema import TABLES, Column, Table

_MINUTES_HEADER = re.compile(r"(minutes?|mins?|duration|length|time_spent|time|hours?|hrs?)\b")


@dataclass(frozen=True)
class Read:
    """A table as read: the rows that stand, the rows that do not, and what was found.

    `frame` has every column of the table's schema, then unknown ones as text; its index is the physical line.
    `left_out` has the columns of `frame` that could be read, for the rows that a problem leaves out.
    `ids` are the values of the key column in all rows, also those left out, so that a reference to a row with a
    problem is not a second problem.
    """

    name: str
    exists: bool
    frame: pd.DataFrame
    left_out: pd.DataFrame
    ids: frozenset[str]
    faults: tuple[Fault, ...]


def read_table(folder: Path, name: str, today: date) -> Read:
    """The table `name` of a practice folder; a missing file gives an empty table without a fault.

    A row with a problem is left out, but for clients: there the row stays and the unreadable value is blank, since
    without the register names could not be replaced.
    """
    table, path = TABLES[name], folder / TABLES[name].file
    if not path.is_file():
        return _empty(name, table, exists=False, faults=())
    try:
        data = path.read_bytes()
    except OSError as error:
        fault = Fault(table.file, None, "", "", f"cannot be opened: {error.strerror}", "close it elsewhere, or mend its permissions")
        return _empty(name, table, exists=True, faults=(fault,))
    text, faults = encoding.decode(data)
    rows = delimited.read_rows(text) if text or not faults else delimited.Table()
    faults = [replace(fault, file=table.file) for fault in (*faults, *rows.faults)]
    return _typed(name, table, rows, faults, today)


def _empty(name: str, table: Table, exists: bool, faults: Iterable[Fault]) -> Read:
    frame = _convert(table, pd.DataFrame(columns=list(table.names), dtype="str"), [], date.max, {})
    return Read(name, exists, frame, frame, frozenset(), tuple(faults))


def _typed(name: str, table: Table, rows: delimited.Table, faults: list[Fault], today: date) -> Read:
    header, minutes_header = _known_headers(table, rows.header, faults)
    missing = [column.name for column in table.columns if column.required and column.name not in header]
    if missing or not header:
        if header:
            faults.append(_missing_columns(table, missing, rows.header))
        return _empty(name, table, True, faults)
    text = pd.DataFrame(rows.rows, columns=header, index=pd.Index(rows.lines, name="line", dtype="int64"), dtype="str")
    found: list[Fault] = []
    frame = _convert(table, text, found, today, {"minutes": minutes_header})
    found += _required(table, frame, text, found) + _duplicates(table, frame)
    bad = {fault.line for fault in found if not fault.note} if name != "clients" else _unusable(found, table)
    keep = ~frame.index.isin(list(bad))
    ids = frozenset(frame[table.key]) - {""} if table.key else frozenset()
    return Read(name, True, frame[keep], frame[~keep], ids, tuple(faults + found))


def _known_headers(table: Table, header: tuple[str, ...], faults: list[Fault]) -> tuple[list[str], str]:
    """The headers with a column of time under another name read as `minutes`, and the header that it had."""
    if "minutes" not in table.names or "minutes" in header:
        return list(header), "minutes"
    times = [name for name in header if name not in table.names and _MINUTES_HEADER.match(name)]
    if len(times) != 1:
        return list(header), "minutes"
    faults.append(Fault(table.file, 1, times[0], "", f"column {times[0]} is read as minutes", "rename it to minutes", note=True))
    return ["minutes" if name == times[0] else name for name in header], times[0]


def _missing_columns(table: Table, missing: list[str], header: Iterable[str]) -> Fault:
    problem = f"has no column {' and no column '.join(missing)}; its columns are: {', '.join(header)}"
    return Fault(table.file, 1, missing[0], "", problem, f"name the columns {', '.join(table.names)}")


def _convert(table: Table, text: pd.DataFrame, found: list[Fault], today: date, headers: dict[str, str]) -> pd.DataFrame:
    columns = {}
    for column in table.columns:
        cells = text[column.name] if column.name in text else pd.Series("", index=text.index, dtype="str")
        columns[column.name] = _column(table.file, column, cells, found, today, headers.get(column.name, column.name))
    unknown = {name: text[name] for name in text.columns if name not in columns}
    return pd.DataFrame(columns | unknown, index=text.index)


def _column(file: str, column: Column, cells: pd.Series, found: list[Fault], today: date, header: str) -> pd.Series:
    if column.reads == "prose":
        return cells
    stripped = cells.str.strip()
    match column.reads:
        case "date":
            got = dates.read_dates(list(stripped), today=today, lines=list(cells.index))
        case "minutes":
            got = minutes.read_minutes(list(stripped), header)
        case "whole":
            got = values.read_number(list(stripped), column.low, column.high)
        case "choice":
            got = values.read_choice(list(stripped), column.allowed)
        case "time":
            got = values.read_time(list(stripped))
        case _:
            return stripped
    lines = cells.index
    for at, (problem, cure) in got.faults.items():
        found.append(Fault(file, int(lines[at]), column.name, stripped.iloc[at], problem, cure))
    found += [Fault(file, None, column.name, "", note, "", note=True) for note in got.notes]
    return _series(column, got.values, cells.index)


def _series(column: Column, got: list, index: pd.Index) -> pd.Series:
    if column.reads == "date":
        return pd.Series(pd.to_datetime(pd.Series(got, index=index, dtype="object")), index=index).astype("datetime64[s]")
    if column.reads in ("minutes", "whole"):
        return pd.Series(pd.array(got, dtype="Int64"), index=index)
    return pd.Series(["" if value is None else value for value in got], index=index, dtype="str")


def _required(table: Table, frame: pd.DataFrame, text: pd.DataFrame, found: list[Fault]) -> list[Fault]:
    """Faults for blank cells of required columns (a cell that could not be read is a fault already)."""
    faults = []
    for column in table.columns:
        if column.required:
            blank = text.index[text[column.name].str.strip() == ""]
            problem = f"is blank; every row of {table.file} needs a {column.name}"
            faults += [Fault(table.file, int(line), column.name, "", problem, f"fill it in: {column.means}") for line in blank]
    return faults


def _duplicates(table: Table, frame: pd.DataFrame) -> list[Fault]:
    if not table.key:
        return []
    ids = frame[table.key]
    first = {value: line for line, value in zip(ids.index[::-1], ids[::-1], strict=True)}
    again = ids[(ids != "") & ids.duplicated()]
    cure = "give this row an id of its own; the first row keeps it"
    return [
        Fault(table.file, int(line), table.key, value, f"stands already in line {first[value]}", cure)
        for line, value in again.items()
    ]


def _unusable(found: list[Fault], table: Table) -> set[int | None]:
    """Lines of clients without an id, or with one that is taken: the only ones of the register that are left out."""
    return {fault.line for fault in found if not fault.note and fault.column == table.key}
