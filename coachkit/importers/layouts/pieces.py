"""What the blocks of a file turn out to be, in reading order: titles, labelled values, contacts' headings, tables, prose."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coachkit.importers.layouts.headings import Heading, Headings
from coachkit.importers.pages import Cell
from coachkit.importers.records import Written
from coachkit.importers.values.lines import Facts

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
    """A line that opens a contact, with what it says of it: "Contact 2 – 6th Jan 25, Priya, 40 mins".

    `anew` where it begins a contact sheet too.
    """

    text: str
    place: str
    facts: Facts
    anew: bool = False


@dataclass(frozen=True)
class Section:
    """A label on a line of its own; what follows stands under it. `inline` where its words began on the same line."""

    label: str
    place: str
    inline: bool = False


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


_LONGEST_LABEL = 12


class Vocabulary:
    """Which labels are known, and the columns of contacts and their sheets that they stand for."""

    def __init__(self, headings: Headings) -> None:
        self.headings = headings
        self._known: dict[str, bool] = {}

    def knows(self, label: str) -> bool:
        """Whether some table of ours has a column of this label."""
        label = bare(label)
        if label not in self._known:
            short = bool(label) and len(label) <= 80 and words(label) <= _LONGEST_LABEL
            self._known[label] = short and bool(self.headings.tables(label) & OURS or self._numbered(label, "contacts"))
        return self._known[label]

    def meaning(self, label: str, table: str) -> Heading | None:
        """The column of `table` that a label stands for; a contact's form has the columns of its sheet too."""
        found = self.headings.meaning(bare(label), table)
        if found is None and table == "contacts":
            return self.headings.meaning(bare(label), "sheets") or self._numbered(label, table)
        return found

    def base(self, label: str) -> str:
        """A label without the number of its contact, where it has one."""
        return numbered(label)[0] if self._numbered(label, "contacts") else bare(label)

    def _numbered(self, label: str, table: str) -> Heading | None:
        """The column of "Date 2", which is that of "Date"."""
        base, number = numbered(label)
        found = self.headings.meaning(base, table) if number else None
        return found if found and found.column not in ("number", "text") else None

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
    places = [re.sub(r", column \d+$", "", re.sub(r"\bcell [A-Z]+(\d+)$", r"row \1", cell.place)) for cell in cells]
    return max(filter(None, places), key=_last_number, default="")


def _last_number(place: str) -> int:
    """The row that a place ends with: a merged cell has the place of the row where it begins."""
    match = re.search(r"(\d+)$", place)
    return int(match[1]) if match else 0


_KIND = r"(?:contact|session|coaching|mentoring|client|reflection|reflective|meeting)"
_MONTH = r"(?:st|nd|rd|th)?\s*(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
SHEET_TITLE = re.compile(
    rf"(?:{_KIND}\s+){{1,3}}(?:sheet|record|form|report|note|write-?up)s?\b"
    rf"(?:\s*(?:no\.?|number|#)?\s*\d{{1,3}}\b(?!{_MONTH}|[/.:-]\d))?",
    re.I,
)
"""What a title that begins a contact sheet begins with: "Contact sheet 12", "Session record"."""


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


_BOX = r"(?:[☒☑✓✔☐□]|\[[xX✓ ]?\])"
_BEFORE = re.compile(rf"({_BOX})\s*([^☒☑✓✔☐□\[\n]*)")
_AFTER = re.compile(rf"([^☒☑✓✔☐□\[\n]*?)\s*({_BOX})")


def entered(text: str) -> str:
    """What was entered as a value: what is ticked among boxes, nothing on a dotted line, else the text as it is."""
    text = text.strip()
    if re.fullmatch(r"[_.…\s]*", text):
        return ""
    boxes = _BEFORE.findall(text)
    if len(boxes) < 2 or not (text[0] in "☒☑✓✔☐□[" or text[-1] in "☒☑✓✔☐□]"):
        return text
    if text[0] not in "☒☑✓✔☐□[":
        boxes = [(box, before) for before, box in _AFTER.findall(text)]
    return ", ".join(said.strip(" ,;/") for box, said in boxes if box not in ("☐", "□", "[]", "[ ]"))
