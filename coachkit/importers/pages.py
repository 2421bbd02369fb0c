"""What stands in a file, whatever its kind: paragraphs and grids of cells, each with its place; nothing is read into it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Held = date | datetime | time | timedelta | int | float | bool | None
"""What a workbook holds in a cell that is not text: a datetime.date is a day without a time of day."""


@dataclass(frozen=True)
class Remark:
    """One thing that was not understood, or that is worth a word: where, what stands there, and how to mend it.

    `problem` reads on from the value, as in: "31/02/2025" is no day of the calendar. A note loses nothing.
    """

    place: str
    value: str = ""
    problem: str = ""
    cure: str = ""
    note: bool = False


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell: its text with LF between its paragraphs, its place, and the value where a workbook holds one.

    `place` is as the person finds it: "table 2, row 3, column 1", "sheet Log, cell B4", "line 12, column 3".
    A merged cell is one object that stands in every row and column that it covers.
    """

    text: str
    place: str
    held: Held = None


@dataclass(frozen=True, eq=False)
class Grid:
    """A table as it stands: rows of equal length; `place` is "table 2", "sheet Log" or "" for a delimited file."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str = ""
    title: str = ""


@dataclass(frozen=True, eq=False)
class Paragraph:
    """One paragraph; `heading` is 1 to 9 where its style makes it a heading (1 = title or highest), else 0.

    `place` is "paragraph 7", "line 12", "header", "footer" or "text box 1".
    """

    text: str
    place: str
    heading: int = 0


@dataclass(frozen=True)
class Letter:
    """The head of a mail: who sent it (name and address as they stand), to whom, on which day, about what."""

    sender: str
    address: str
    recipients: tuple[str, ...]
    sent: date | None
    subject: str


@dataclass(frozen=True)
class Document:
    """One file as it stands: its blocks in reading order, headers first and footers last, and what was remarked.

    `name` is the file's name as given; `kind` is word, workbook, table, text or mail.
    """

    name: str
    kind: str
    blocks: tuple[Paragraph | Grid, ...]
    remarks: tuple[Remark, ...] = ()
    letter: Letter | None = field(default=None)

    def grids(self) -> Iterator[Grid]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, Grid))


class Unreadable(Exception):
    """A file that cannot be read at all: (problem, cure), the problem reading on from the file's name."""
