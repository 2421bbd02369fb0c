"""Text files as they stand: delimited ones as one table, others line by line."""

import codecs
from collections.abc import Sequence

from coachkit.encoding import decode
from coachkit.errors import Fault
from coachkit.importers.files import loose, prose
from coachkit.importers.files.kinds import utf16_without_mark
from coachkit.importers.files.marks import clean
from coachkit.importers.pages import Cell, Document, Grid, Remark, Unreadable

MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_CELLS = 1_000_000
MOST_CHARACTERS = 1_000_000
"""The longest text that one cell or one line may hold."""
_SPLIT = "split it by year"
_EMPTY = ("is empty", "restore it from a copy, or take it out")


def read_delimited(name: str, data: bytes) -> Document:
    """A delimited file as one table, every row of it, padded with blank cells to one width; raises Unreadable.

    A cell's place is its physical line and its column. Rows above a header, a total row and blank rows between stay.
    """
    text, remarks = _text(data)
    delimiter, first = loose.delimiter_of(text)
    rows, faults = loose.rows_of(text, delimiter, first, MOST_ROWS)
    if not rows:
        raise Unreadable(*_EMPTY)
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"has more than {MOST_ROWS:,} rows", _SPLIT)
    blocks, marked = clean([_grid(rows)])
    return Document(name, "table", blocks, (*remarks, *map(_remark, faults), *marked))


def _grid(rows: Sequence[tuple[int, Sequence[str]]]) -> Grid:
    width = max((len(cells) for _, cells in rows), default=0)
    if width > MOST_COLUMNS:
        raise Unreadable(f"has a row of {width:,} cells: up to {MOST_COLUMNS} are read", "take out what is too much")
    if width * len(rows) > MOST_CELLS:
        raise Unreadable(f"has more than {MOST_CELLS:,} cells, with blank ones", f"{_SPLIT}, or take out columns")
    return Grid(tuple(_row(line, cells, width) for line, cells in rows))


def _row(line: int, cells: Sequence[str], width: int) -> tuple[Cell, ...]:
    row = []
    for column, text in enumerate([*cells, *[""] * (width - len(cells))], start=1):
        if len(text) > MOST_CHARACTERS:
            raise Unreadable(*_too_long("cell", f"line {line}, column {column}"))
        row.append(Cell(text.strip(), f"line {line}, column {column}"))
        line += text.count("\n")
    return tuple(row)


def read_text(name: str, data: bytes) -> Document:
    """A text or Markdown file: a paragraph a line, prose broken at a width joined, tables as grids; raises Unreadable.

    In a Markdown file (by its ending) headings have their level. A paragraph's place is its first line.
    """
    text, remarks = _text(data)
    blocks, joined = prose.blocks_of(lines_of(text), markdown=name.lower().endswith((".md", ".markdown")))
    blocks, marked = clean(blocks)
    return Document(name, "text", blocks, (*remarks, *joined, *marked))


def lines_of(text: str) -> list[str]:
    """The lines of a text; raises Unreadable where there are too many or one is too long."""
    lines = text.split("\n")
    if len(lines) > MOST_ROWS:
        raise Unreadable(f"has more than {MOST_ROWS:,} lines", _SPLIT)
    for number, line in enumerate(lines, start=1):
        if len(line) > MOST_CHARACTERS:
            raise Unreadable(*_too_long("line", f"line {number}"))
    return lines


def _too_long(what: str, place: str) -> tuple[str, str]:
    problem = f"has a {what} of over {MOST_CHARACTERS:,} characters ({place})"
    return problem, f"shorten that {what}, or split the file there"


def _text(data: bytes) -> tuple[str, list[Remark]]:
    """The text of a file and the remarks on its bytes; raises Unreadable where there is none."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    text, faults = decode(marks.get(utf16_without_mark(data), b"") + data)
    text = text.removeprefix("\ufeff")
    if faults and not text:
        raise Unreadable(faults[0].problem, faults[0].cure)
    if not text.strip("\0 \t\n"):
        raise Unreadable(*_EMPTY)
    return text, [_remark(fault) for fault in faults]


def _remark(fault: Fault) -> Remark:
    place = f"line {fault.line}" if fault.line else ""
    return Remark(place, fault.value, fault.problem, fault.cure, fault.note)
