"""What the blocks of a file turn out to be, in reading order: titles, labelled values, contacts' headings, tables, prose."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coachkit.importers.headings import Heading, Headings
from coachkit.importers.lines import Facts
from coachkit.importers.pages import Cell
from coachkit.importers.records import Written

OURS = frozenset(("contacts", "sheets", "clients", "feedback", "supervision", "documents"))
"""The tables that an import can fill."""

SHEET_OF_CONTACTS = 5
"""The most contacts that one contact sheet holds; more are taken as a log."""


@dataclass(frozen=True)
class Title:
    """A title: `sheet` where it begins a contact sheet, such as "Contact sheet 12"."""

    text: str
    place: str
    sheet: bool = False


@dataclass(frozen=True)
class Opening:
    """A line that opens a contact, with what it says of it: "Contact 2 – 6th Jan 25, Priya, 40 mins"."""

    text: str
    place: str
    facts: Facts


@dataclass(frozen=True)
class Section:
    """A label on a line of its own; what follows stands under it."""

    label: str
    place: str


@dataclass(frozen=True)
class Prose:
    """Running text, its line breaks kept."""

    text: str
    place: str


@dataclass(frozen=True)
class LogRow:
    """One row of a table: cells by column, its prose in order, and what stands under other labels.

    `shared` is the identity of its cells of prose: rows that share one merged cell belong to one sheet.
    """

    place: str
    cells: dict[str, Written]
    prose: tuple[Written, ...] = ()
    extra: dict[str, Written] = field(default_factory=dict)
    shared: tuple[int, ...] = ()


@dataclass(frozen=True)
class Log:
    """A table with a row for each record of `table`; `left_out` says which rows are none, `height` which row of it names the columns."""

    table: str
    place: str
    rows: tuple[LogRow, ...]
    columns: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    height: int = 1
    sideways: bool = False


Piece = Title | Opening | Section | Prose | Written | Log


class Vocabulary:
    """Which labels are known, and the columns of contacts and their sheets that they stand for."""

    def __init__(self, headings: Headings) -> None:
        self.headings = headings
        self._known: dict[str, bool] = {}

    def knows(self, label: str) -> bool:
        """Whether some table of ours has a column of this label."""
        label = bare(label)
        if label not in self._known:
            self._known[label] = bool(label) and len(label) <= 80 and bool(self.headings.tables(label) & OURS)
        return self._known[label]

    def meaning(self, label: str, table: str) -> Heading | None:
        """The column of `table` that a label stands for; a contact's form has the columns of its sheet too."""
        found = self.headings.meaning(bare(label), table)
        return self.headings.meaning(bare(label), "sheets") if found is None and table == "contacts" else found

    def is_prose(self, label: str) -> bool:
        """Whether a label stands above prose: in every table that knows it, or in a contact's form."""
        tables = self.headings.tables(bare(label)) & OURS
        found = [self.meaning(label, table) for table in ("contacts", *sorted(tables - {"contacts", "sheets"}))]
        first = next((heading for heading in found if heading), None)
        return first is not None and first.column == "text"


def bare(label: str) -> str:
    """A label without its colon, its emphasis and its bullets."""
    return re.sub(r"^(?:[-*•+>#\s_]|\d{1,2}[.)]\s)+|[\s:*_.–—-]+$", "", " ".join(label.split()))


_NUMBERED = re.compile(r"(.*?\D)\s*[#(]?([1-9])\)?$")


def numbered(label: str) -> tuple[str, int]:
    """A label without its running number, and the number: ("Date", 2) of "Date 2", ("Date", 0) of "Date"."""
    match = _NUMBERED.match(bare(label))
    return (bare(match[1]), int(match[2])) if match and match[1].strip() else (bare(label), 0)


def row_place(cells: Iterable[Cell]) -> str:
    """The place of a row: "table 2, row 3" of "table 2, row 3, column 1", "sheet Log, row 4" of "sheet Log, cell B4"."""
    for cell in cells:
        if cell.place:
            return re.sub(r", column \d+$", "", re.sub(r"\bcell [A-Z]+(\d+)$", r"row \1", cell.place))
    return ""


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


_TICK = re.compile(r"([☒☑✓✔☐□]|\[[xX✓ ]?\])\s*([^☒☑✓✔☐□\[\n]*)")


def ticked(text: str) -> str:
    """What is ticked among boxes, "☐ Coaching ☒ Mentoring" being "Mentoring"; any other text as it is."""
    boxes = _TICK.findall(text)
    if len(boxes) < 2 or not text.strip().startswith(boxes[0][0]):
        return text
    return ", ".join(after.strip(" ,;/") for box, after in boxes if box[0] not in "☐□" and box not in ("[]", "[ ]"))
