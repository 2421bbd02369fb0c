"""Paragraphs and tables of one story of a Word file (body, header, footnote), each with the place a person counts to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coachkit.importers.files.word_parts import Element, W, whole_number
from coachkit.importers.files.word_styles import Styles
from coachkit.importers.files.word_text import flow, paragraph_text
from coachkit.importers.pages import Cell, Grid, Paragraph, Remark

P, TBL, BOX = W + "p", W + "tbl", W + "txbxContent"
_MOST_COLUMNS = 100  # Word itself allows 63


@dataclass
class Story:
    """What is met along the way: places of paragraphs by element, the text boxes counted so far, and remarks.

    `name` is "" for the body; in a header, a footer or a note it is the place of every paragraph.
    """

    styles: Styles
    name: str = ""
    boxes: int = 0
    places: dict[Element, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def read_blocks(parent: Element, story: Story, place: str = "") -> Iterator[Paragraph | Grid]:
    """The blocks in reading order; a text box follows the paragraph or table that it is anchored in."""
    place = place or story.name
    counted = Counter({P: 0, TBL: 0})
    for child in flow(parent):
        counted[child.tag] += child.tag == TBL
        if child.tag == P:
            text = paragraph_text(child)
            counted[P] += bool(text.strip())
            story.places[child] = place or f"paragraph {max(counted[P], 1)}"
            if text.strip():
                yield Paragraph(text, story.places[child], story.styles.heading(child))
            yield from _boxes(child, story)
        elif child.tag == TBL:
            yield from _table(child, story, f"{place}, table {counted[TBL]}".removeprefix(", "))
        elif child.tag in (W + "altChunk", W + "subDoc"):
            story.remarks.append(_elsewhere(place or f"paragraph {max(counted[P], 1)}"))


def _elsewhere(place: str) -> Remark:
    problem = "the text after this stands in a file of its own inside this one and is not read"
    return Remark(place, "", problem, "open the file in Word and save it again as a Word document (.docx)")


def _boxes(anchor: Element, story: Story) -> Iterator[Paragraph | Grid]:
    """The blocks of the text boxes in a paragraph, those inside a box with that box."""
    around = next(anchor.iterancestors(BOX), None)
    for box in anchor.iter(BOX):
        if next(box.iterancestors(BOX), None) is around:
            story.boxes += 1
            yield from read_blocks(box, story, story.name or f"text box {story.boxes}")


# Tables


@dataclass(frozen=True)
class _Part:
    """One w:tc as it lies in its row: from the column `first` to before `end`; a merged cell has one in each row."""

    element: Element
    first: int
    end: int

    def continues(self, name: str) -> bool | None:
        """Whether it goes on the cell above (vMerge) or before (hMerge); False where it begins one, None for neither."""
        found = self.element.find(f"{W}tcPr/{W}{name}")
        return None if found is None else found.get(W + "val", "continue") != "restart"


class _Table:
    """One table as it is read: `rows` of cells, and `after`: the tables and paragraphs with boxes inside its cells."""

    def __init__(self, place: str, story: Story):
        self.place, self.story = place, story
        self.rows: list[dict[int, Cell]] = []
        self.after: list[tuple[Element, str]] = []
        self._open: dict[int, Cell] = {}  # by first column: cells of the row above that may go on below

    def add(self, parts: Sequence[_Part]) -> None:
        """One row more: {column: cell}."""
        row, still_open = {}, {}
        for number, part in enumerate(parts, start=1):
            place = f"{self.place}, row {len(self.rows) + 1}, column {number}"
            cell = self._cell(part, row, place)
            row |= dict.fromkeys(range(part.first, part.end), cell)
            if part.continues("vMerge") is not None:
                still_open[part.first] = cell
        self._open = still_open
        self.rows.append(row)

    def _cell(self, part: _Part, row: dict[int, Cell], place: str) -> Cell:
        """The merged cell that the part goes on, else a new one."""
        merged = self._open.get(part.first) if part.continues("vMerge") else None
        if part.continues("hMerge"):
            merged = row.get(part.first - 1, merged)
        text = self._text(part.element, place if merged is None else merged.place)
        if merged is None:
            return Cell(text, place)
        if text not in ("", merged.text):
            self.story.remarks.append(_covered(merged.place, text))
        return merged

    def _text(self, element: Element, place: str) -> str:
        """The text of the cell's own paragraphs; what else stands in it is kept for `after`."""
        texts, tables = [], 0
        for child in flow(element):
            if child.tag == TBL:
                tables += 1
                self.after.append((child, f"{place}, table {tables}"))
            elif child.tag == P:
                self.story.places[child] = place
                texts.append(paragraph_text(child))
                if next(child.iter(BOX), None) is not None:
                    self.after.append((child, place))
        return "\n".join(text for text in texts if text.strip())

    def grid(self) -> Grid:
        """The rows made equally long with blank cells, without the columns that only repeat the one before."""
        width = 1 + max((column for row in self.rows for column in row), default=-1)
        kept = [
            column
            for column in range(width)
            if not column or any(row.get(column) is not row.get(column - 1) for row in self.rows)
        ]
        rows = (self._squared(row, number, kept) for number, row in enumerate(self.rows, start=1))
        return Grid(tuple(rows), self.place)

    def _squared(self, row: dict[int, Cell], number: int, kept: Sequence[int]) -> tuple[Cell, ...]:
        where = f"{self.place}, row {number}, column"
        return tuple(row.get(column) or Cell("", f"{where} {place}") for place, column in enumerate(kept, start=1))


def _covered(place: str, text: str) -> Remark:
    problem = "lies under a merged cell, where Word does not show it, and is not read"
    return Remark(place, text, problem, "split the cell in Word, and remove the text or put it where it belongs")


def _table(element: Element, story: Story, place: str) -> Iterator[Paragraph | Grid]:
    """The table's grid, then the tables and the text boxes that stand in its cells."""
    table = _Table(place, story)
    for parts in _rows(element):
        table.add(parts)
    if any(table.rows):
        yield table.grid()
    for child, where in table.after:
        yield from _table(child, story, where) if child.tag == TBL else _boxes(child, story)


def _rows(table: Element) -> list[list[_Part]]:
    """The parts of each row; where every row has as many, the columns go by that, since dragged borders do not line up."""
    rows = [row for row in flow(table) if row.tag == W + "tr"]
    laid = [_laid(row) for row in rows]
    if len({(len(parts), parts[0].first) for parts in laid if parts}) > 1:
        return laid
    return [[_Part(part.element, index, index + 1) for index, part in enumerate(parts)] for parts in laid]


def _laid(row: Element) -> list[_Part]:
    column = _columns(row.find(f"{W}trPr/{W}gridBefore"))
    parts = []
    for cell in flow(row):
        if cell.tag == W + "tc":
            width = max(_columns(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
            parts.append(_Part(cell, column, column + width))
            column += width
    return parts


def _columns(element: Element | None) -> int:
    return min(whole_number(element) or 0, _MOST_COLUMNS)
