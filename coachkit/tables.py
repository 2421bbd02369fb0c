"""One table of a practice folder: text first, then each value converted by its column's rule, all faults at once."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from coachkit import dates, delimited, encoding, minutes, values
from coachkit.errors import Fault
from coachkit.schema import TABLES, Column, Table

_LENGTH_WORDS = frozenset("minutes minute mins min hours hour hrs hr h duration length".split())
_CLOCK_WORDS = frozenset("start end begin began finish from to at".split())
_NAMES_AT_RISK = "; until then names in the register are not sure to be replaced"
_COUNTS_AS_NO = "; until then it counts as no"


@dataclass(frozen=True)
class Read:
    """A table as read: the rows that stand, the rows that do not, and what was found.

    `exists` is whether there is a file that can be read as a table. `frame` has every column of the table's schema,
    then unknown ones as text; its index is the physical line. `left_out` has the same columns, for the rows that a
    problem leaves out; `unread` counts problems about rows that cannot even be told apart, which are in neither.
    `ids` are the values of the key column in both, and `unread_text` is the file's text where rows are unread: a
    reference to a row with a problem is not a second problem.
    """

    name: str
    exists: bool
    frame: pd.DataFrame
    left_out: pd.DataFrame
    ids: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    unread: int = 0
    unread_text: str = ""

    def may_hold(self, value: str) -> bool:
        """Whether an id is that of a row, or stands in the text of rows that could not be read."""
        if value in self.ids:
            return True
        return bool(self.unread_text) and bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", self.unread_text))


def read_table(folder: Path, name: str, today: date) -> Read:
    """The table `name` of a practice folder; a missing file gives an empty table without a fault.

    A row with a problem is left out, but for clients: there the row stays and the unreadable value is blank (an
    unreadable consent counts as no), since without the register names could not be replaced.
    """
    table, path = TABLES[name], folder / TABLES[name].file
    if not os.path.lexists(path):
        return _empty(name, table)
    try:
        data = path.read_bytes()
    except OSError as error:
        cure = "put a file that can be opened in its place, or take it away"
        return _empty(name, table, [Fault(table.file, None, "", "", f"cannot be opened: {error.strerror}", cure)])
    text, damaged = encoding.decode(data)
    rows = delimited.read_rows(text) if text or not damaged else delimited.Table()
    faults = [replace(fault, file=table.file) for fault in (*damaged, *rows.faults)]
    read = _typed(name, table, rows, faults, today) if rows.header else _empty(name, table, faults)
    read = replace(read, unread=rows.unread, unread_text=text if rows.unread else "")
    return _safe_register(read, rows) if name == "clients" else read


def _empty(name: str, table: Table, faults: Iterable[Fault] = ()) -> Read:
    frame = _convert(table, pd.DataFrame(columns=list(table.names), dtype="str"), [], date.max, "minutes")
    return Read(name, False, frame, frame, faults=tuple(faults))


def _typed(name: str, table: Table, rows: delimited.Table, faults: list[Fault], today: date) -> Read:
    damaged = _damaged(rows, faults)
    header, minutes_header = _known_headers(table, rows.header, faults)
    text = pd.DataFrame(rows.rows, columns=header, index=pd.Index(rows.lines, name="line", dtype="int64"), dtype="str")
    missing = [column.name for column in table.columns if column.required and column.name not in header]
    twice = {fault.column for fault in faults}
    if lacking := [column for column in missing if column not in twice]:
        faults.append(_missing_columns(table, lacking, rows.header))
    found: list[Fault] = []
    frame = _convert(table, text, found, today, minutes_header)
    found += _required(table, frame, text, found) + _duplicates(table, frame)
    bad = frame.index.isin(list(_unusable(name, found) | (damaged if name != "clients" else set())))
    bad = bad | (bool(missing) if name != "clients" else table.key in missing)
    ids = frozenset(frame[table.key]) - {""} if table.key else frozenset()
    return Read(name, True, frame[~bad], frame[bad], ids, tuple(faults + found))


def _damaged(rows: delimited.Table, faults: Iterable[Fault]) -> set[int]:
    """The lines of the rows that hold a byte that is no character."""
    if all(fault.note for fault in faults):
        return set()
    return {line for line, cells in zip(rows.lines, rows.rows, strict=True) if any("\ufffd" in cell for cell in cells)}


def _unusable(name: str, found: Iterable[Fault]) -> set[int]:
    """Lines of rows that problems leave out; of the register only those without an id, or with one that is taken."""
    key = TABLES["clients"].key
    return {fault.line for fault in found if not fault.note and (name != "clients" or fault.column == key)}


def _known_headers(table: Table, header: tuple[str, ...], faults: list[Fault]) -> tuple[list[str], str]:
    """The headers with a column of lengths under another name read as `minutes`, and the header that it had."""
    if "minutes" not in table.names or "minutes" in header or any(fault.column == "minutes" for fault in faults):
        return list(header), "minutes"
    words = {name: set(re.split(r"[^a-z]+", name)) for name in header if name not in table.names}
    lengths = [name for name, of in words.items() if of & _LENGTH_WORDS]
    lengths = lengths or [name for name, of in words.items() if "time" in of and not of & _CLOCK_WORDS]
    if len(lengths) != 1:
        return list(header), "minutes"
    problem = f'the column "{lengths[0]}" is taken for the column minutes'
    faults.append(Fault(table.file, None, "minutes", "", problem, "rename it to minutes", note=True))
    return ["minutes" if name == lengths[0] else name for name in header], lengths[0]


def _missing_columns(table: Table, missing: list[str], header: Iterable[str]) -> Fault:
    problem = f"has no column {' and no column '.join(missing)}; its columns are: {', '.join(header)}"
    return Fault(table.file, 1, missing[0], "", problem, f"name the columns {', '.join(table.names)}")


def without(read: Read, found: list[Fault]) -> Read:
    """The table less the rows that the problems are about; a client's row stays, with the value blank."""
    mine = [fault for fault in found if fault.file == TABLES[read.name].file and fault.line is not None]
    if read.name == "clients":
        frame = read.frame.copy()
        for fault in mine:
            frame.loc[fault.line, fault.column] = pd.NaT
        return replace(read, frame=frame)
    bad = read.frame.index.isin([fault.line for fault in mine])
    return replace(read, frame=read.frame[~bad], left_out=pd.concat([read.left_out, read.frame[bad]]))


# The register: what is unreadable in it must not show a name or pass over a refusal


def _safe_register(read: Read, rows: delimited.Table) -> Read:
    """The register with the names of rows that do not fit the header, too, and with a consent in doubt as no."""
    key, faults = TABLES["clients"].key, list(read.faults)
    doubtful = {fault.line for fault in faults if fault.column == "consent" and not fault.note}
    both = pd.concat([read.frame, read.left_out])
    refused = both.loc[(both["consent"] == "no") | both.index.isin(list(doubtful)), key]
    frame = read.frame.assign(consent=read.frame["consent"].mask(read.frame[key].isin(refused), "no"))
    unfit = _unfit(rows)
    return replace(
        read,
        frame=frame,
        left_out=pd.concat([read.left_out, unfit.reindex(columns=read.frame.columns)]) if len(unfit) else read.left_out,
        ids=read.ids | frozenset(unfit[key]),
        faults=tuple(_told_safely(fault) for fault in faults),
        unread=read.unread - len(unfit),
    )


def _unfit(rows: delimited.Table) -> pd.DataFrame:
    """Id, name and aliases of rows that have too few or too many cells: enough to replace the names."""
    cells = {fault.line: fault.value.split(" | ") for fault in rows.faults if fault.value and not fault.column}
    names = [dict(zip(rows.header, values, strict=False)) for values in cells.values()]
    columns = {column: [row.get(column, "").strip() for row in names] for column in ("client_id", "name", "aliases")}
    return pd.DataFrame(columns, index=pd.Index(list(cells), dtype="int64"), dtype="str")


def _told_safely(fault: Fault) -> Fault:
    """A fault of the register without what the row holds, since that is where the names are."""
    if fault.note:
        return fault
    if fault.column == "consent" and fault.value:
        return replace(fault, cure=fault.cure + _COUNTS_AS_NO)
    whole = not fault.column or fault.line is None or fault.column == fault.value
    return replace(fault, value="", cure=fault.cure + _NAMES_AT_RISK) if whole else fault


# From text to values


def _convert(table: Table, text: pd.DataFrame, found: list[Fault], today: date, minutes_header: str) -> pd.DataFrame:
    columns = {}
    for column in table.columns:
        cells = text[column.name] if column.name in text else pd.Series("", index=text.index, dtype="str")
        columns[column.name] = _column(table.file, column, cells, found, today, minutes_header)
    unknown = {name: text[name] for name in text.columns if name not in columns}
    return pd.DataFrame(columns | unknown, index=text.index)


def _column(
    file: str, column: Column, cells: pd.Series, found: list[Fault], today: date, minutes_header: str
) -> pd.Series:
    if column.reads == "prose":
        return cells
    written, lines = list(cells.str.strip()), list(cells.index)
    match column.reads:
        case "date":
            got = dates.read_dates(written, today=today, lines=lines)
        case "minutes":
            got = minutes.read_minutes(written, minutes_header, lines=lines)
        case "whole":
            got = values.read_number(written, column.low, column.high)
        case "choice":
            got = values.read_choice(written, column.allowed, lines=lines)
        case "time":
            got = values.read_time(written, lines=lines)
        case _:
            return pd.Series(written, index=cells.index, dtype="str")
    for at, (problem, cure) in got.faults.items():
        found.append(Fault(file, lines[at], column.name, written[at], problem, cure))
    found += [Fault(file, None, column.name, "", note, "", note=True) for note in got.notes]
    return _series(column, got.values, cells.index)


def _series(column: Column, got: list, index: pd.Index) -> pd.Series:
    if column.reads == "date":
        return pd.Series(np.array(got, dtype="datetime64[s]"), index=index)
    if column.reads in ("minutes", "whole"):
        return pd.Series(pd.array(got, dtype="Int64"), index=index)
    return pd.Series(got, index=index, dtype="str")


def _required(table: Table, frame: pd.DataFrame, text: pd.DataFrame, found: list[Fault]) -> list[Fault]:
    """Faults for blank cells of required columns (a cell that could not be read is a fault already)."""
    known = {(fault.line, fault.column) for fault in found}
    faults = []
    for column in table.columns:
        if column.required and column.name in text:
            cells = frame[column.name]
            blank = [line for line in cells.index[cells.isna() | (cells == "")] if (line, column.name) not in known]
            problem, cure = f"is blank; every row of {table.file} needs a {column.name}", f"fill it in: {column.means}"
            faults += [Fault(table.file, int(line), column.name, "", problem, cure) for line in blank]
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
