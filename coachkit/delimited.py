"""A delimited text file as rows of text with the physical lines on which they stand; nothing is converted here."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from coachkit.encoding import SAVE_AGAIN, line_feeds
from coachkit.errors import Fault

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_LONGEST_CELL = 2**31 - 1  # the most that every platform's csv accepts; its own limit is 131,072 characters
_SAMPLE_LINES = 200


@dataclass(frozen=True)
class Table:
    """The rows of one file as text.

    One row is one record, with a cell for each of `header`; `lines` holds the physical line on which each row begins
    (the header counts, and so do line breaks inside a cell). Rows that could not be read are in `faults` instead, and
    `unread` is how many faults are about such rows.
    """

    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    delimiter: str = ","
    faults: list[Fault] = field(default_factory=list)
    unread: int = field(default=0, compare=False)


def read_rows(text: str) -> Table:
    """The table in a text, with everything found wrong with its lines, cells and headers."""
    if not text.strip():
        return Table(
            faults=[
                Fault(
                    problem="is empty: expected a header line with the names of the columns",
                    cure="restore the file, or remove it",
                )
            ]
        )
    lines = [line + "\n" for line in line_feeds(text).removesuffix("\n").split("\n")]
    first, told = _first_line(lines)
    with long_cells():
        delimiter = told or _delimiter(lines[first:])
        faults: list[Fault] = [] if delimiter == "," else [_other_delimiter(first + 1, delimiter)]
        records = list(_records(lines, first, delimiter, faults))
    return (
        _table(records, delimiter, faults)
        if records
        else Table(delimiter=delimiter, faults=faults, unread=sum(not fault.note for fault in faults))
    )


@contextmanager
def long_cells() -> Iterator[None]:
    """csv's limit for one cell lifted for a while: a text may be of any length, and so may an unclosed quote."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _first_line(lines: Sequence[str]) -> tuple[int, str]:
    """The index of the header's line, and the delimiter where Excel's own first line `sep=;` tells it."""
    first = next(index for index, line in enumerate(lines) if line.strip())
    told = re.fullmatch(r'"?sep=([,;\t])"?', lines[first].strip("\n ").lower())
    return (first + 1, told[1]) if told else (first, "")


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter by which the header has several cells and the rows most often as many; the comma where none has."""

    def fit(delimiter: str) -> tuple[bool, float, int]:
        widths = [len(row) for row in csv.reader(lines[: _SAMPLE_LINES + 1], delimiter=delimiter) if row] or [0]
        return widths[0] > 1, widths[1:].count(widths[0]) / max(len(widths) - 1, 1), widths[0]

    return max(DELIMITERS, key=fit)  # the first of equals, so the comma


def _other_delimiter(line: int, delimiter: str) -> Fault:
    problem = f"cells are separated by {DELIMITERS[delimiter]}s, not by commas"
    return Fault(line=line, problem=problem, cure="nothing to mend if the columns are right", note=True)


def _records(lines: Sequence[str], first: int, delimiter: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """(physical line, cells) of each record that is not blank; after a faulty quote, from the next whole record on."""
    width = 0
    while first < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(first, len(lines))), delimiter=delimiter, strict=True)
        start = first
        try:
            for cells in reader:
                if any(map(str.strip, cells)):
                    width = width or len(cells)
                    yield start + 1, cells
                start = first + reader.line_num
            return
        except csv.Error:
            opened, closed = _open_quote(lines, start, first + reader.line_num, delimiter)
            first = _resume(lines, opened + 1, width, delimiter)
            faults.append(_quote_fault(opened, closed, start, first))


def _open_quote(lines: Sequence[str], start: int, end: int, delimiter: str) -> tuple[int, int | None]:
    """The indices of the lines with the quote at which the record from `start` fails, and with its would-be end."""
    text = "".join(lines[start:end])
    place = 0
    while True:
        if text[place : place + 1] != '"':
            place = text.index(delimiter, place) + 1
            continue
        opened, closed = place, _closing_quote(text, place)
        if text[closed + 1 : closed + 2] != delimiter or closed < 0:
            break
        place = closed + 2
    return start + text.count("\n", 0, opened), None if closed < 0 else start + text.count("\n", 0, closed)


def _closing_quote(text: str, opened: int) -> int:
    """The place of the next quote that is not doubled, -1 if there is none."""
    place = text.find('"', opened + 1)
    while text[place + 1 : place + 2] == '"' and place >= 0:
        place = text.find('"', place + 2)
    return place


def _resume(lines: Sequence[str], first: int, width: int, delimiter: str) -> int:
    """The index of the first line from `first` on that begins a record as wide as the header."""
    whole = (
        index
        for index in range(first, len(lines))
        if len(next(csv.reader([lines[index]], delimiter=delimiter), [])) == width > 0
    )
    return next(whole, len(lines))


def _quote_fault(opened: int, closed: int | None, start: int, end: int) -> Fault:
    after = "" if closed is None else f": the next quote, on line {closed + 1}, has text after it"
    unread = f"line {start + 1} is" if end == start + 1 else f"lines {start + 1} to {end} are"
    cure = 'close the quote at the end of its cell; write a quote inside a quoted cell twice ("")'
    return Fault(line=opened + 1, problem=f"opens a quote that is never closed{after}; {unread} not read", cure=cure)


# From records to a table


def _table(records: list[tuple[int, list[str]]], delimiter: str, faults: list[Fault]) -> Table:
    (header_line, written), *records = records
    while not written[-1].strip():  # Excel writes empty cells beyond the last column
        written = written[:-1]
    names = [re.sub(r"[\s-]+", "_", name.strip()).lower() for name in written]
    records = [(line, cells) for line, cells in records if _fits(line, cells, len(names), delimiter, faults)]
    unread = sum(not fault.note for fault in faults)
    header_faults, kept = _headers(header_line, written, names, records)
    rows = [tuple(cells[: len(names)]) for _, cells in records]
    if len(kept) < len(names):
        rows = [tuple(row[place] for place in kept) for row in rows]
    faults = sorted(faults + header_faults, key=lambda fault: fault.line or 0)
    return Table(tuple(names[place] for place in kept), rows, [line for line, _ in records], delimiter, faults, unread)


def _fits(line: int, cells: list[str], allowed: int, delimiter: str, faults: list[Fault]) -> bool:
    """Whether the row has a cell for each column and no NUL; else a fault is added."""
    if len(cells) != allowed and (len(cells) < allowed or any(map(str.strip, cells[allowed:]))):
        faults.append(_ragged(line, cells, allowed, DELIMITERS[delimiter]))
    elif any("\0" in cell for cell in cells):
        before = delimiter.join(cells).partition("\0")[0].count("\n")
        cure = f"type the cell again; if every line has them, the file is UTF-16: {SAVE_AGAIN}"
        faults.append(
            Fault(line=line + before, problem="holds a NUL byte, which is no character; the row is not read", cure=cure)
        )
    else:
        return True
    return False


def _ragged(line: int, cells: list[str], allowed: int, delimiter: str) -> Fault:
    if len(cells) > allowed:
        cure = f"a cell that holds a {delimiter} must stand in double quotes; else remove what is too much"
    else:
        cure = f"add the missing {delimiter}s; a cell that holds a line break must stand in double quotes"
    found = f"{len(cells)} cell" + "s" * (len(cells) != 1)
    value = " | ".join(cells)
    return Fault(
        line=line,
        value=value,
        problem=f"has {found}, but the header has {allowed}; the row is not read",
        cure=cure,
    )


def _headers(
    line: int, written: Sequence[str], names: Sequence[str], records: Sequence
) -> tuple[list[Fault], list[int]]:
    """What is wrong with the names of the columns, and the places of the columns that can be told by their names."""
    faults, kept = [], []
    for place, name in enumerate(names):
        if not name:
            faults += _nameless(line, place, records)
        elif names.count(name) == 1:
            kept.append(place)
        elif names.index(name) == place:
            faults.append(_duplicate(line, name, [other + 1 for other, same in enumerate(names) if same == name]))
    changed = [f'"{old}" as {new}' for old, new in zip(written, names, strict=True) if old != new and new]
    if changed:
        problem = f"headers are read in lower case with underscores: {', '.join(changed)}"
        faults.append(Fault(line=line, problem=problem, cure="nothing to mend", note=True))
    return faults, kept


def _nameless(line: int, place: int, records: Sequence) -> list[Fault]:
    held = [(row_line, cells[place]) for row_line, cells in records if cells[place].strip()]
    if not held:
        return []
    which = f"column {place + 1} has no name in the header, but holds values (the first on line {held[0][0]})"
    cure = "write the column's name in the header, or empty the column"
    return [Fault(line=line, value=held[0][1], problem=f"{which}; the column is not read", cure=cure)]


def _duplicate(line: int, name: str, places: Sequence[int]) -> Fault:
    both, neither = ("both", "neither") if len(places) == 2 else ("all", "none")
    which = ", ".join(map(str, places[:-1])) + f" and {places[-1]}"
    problem = f'columns {which} are {both} called "{name}"; {neither} is read'
    return Fault(line=line, column=name, value=name, problem=problem, cure="rename or remove the one that is not meant")
