"""Finding the row of a table that names its columns, whether in one row or in two, and whatever stands above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coachkit.importers.layouts.chosen import column_of
from coachkit.importers.layouts.headings import Fit, Heading
from coachkit.importers.layouts.pieces import OURS, Vocabulary
from coachkit.importers.pages import Cell, Grid

Row = Sequence[Cell]
_LONGEST_NAME = 80
_OF_SESSION = re.compile(r"\b(?:sessions?|contacts?|coach(?:ing|ed)|mentor(?:ing|ed)|conversations?|held|seen)\b", re.I)
_OTHER_LIST = re.compile(
    r"\b(?:invoices?|invoicing|billing|expenses?|payments?|budget|forecast|planner|schedule|rota|actions?)\b", re.I
)


@dataclass(frozen=True)
class Header:
    """A header row: the table it belongs to, its labels and their columns by place, and how many rows it takes."""

    table: str
    labels: dict[int, str]
    columns: dict[int, Heading]
    height: int
    texts: tuple[tuple[str, ...], ...]
    unsure: dict[int, tuple[str, ...]] = field(default_factory=dict)
    either: tuple[str, ...] = ()

    def repeats(self, row: Row) -> bool:
        """Whether a row is one of this header's again, as on a new page."""
        return any(cell.text.strip() for cell in row) and _texts(row) in self.texts


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(cell.text.lower().split()) for cell in row)


def distinct(row: Row) -> list[tuple[int, Cell]]:
    """The cells of a row with the first column that each covers, a merged one once."""
    seen: set[int] = set()
    return [(at, cell) for at, cell in enumerate(row) if not (id(cell) in seen or seen.add(id(cell)))]


def filled(row: Row) -> list[tuple[int, Cell]]:
    """The distinct cells of a row that hold something."""
    return [(at, cell) for at, cell in distinct(row) if cell.text.strip()]


_SCALE = re.compile(r"(?<=[a-z?])\s*[(\[]\s*(?:out of )?\d{1,2}\s*(?:(?:[-–—/]|to)\s*\d{1,2}\s*)?[)\]]", re.I)
"""The scale that a rating is asked for on, as in: Trust (1-5)."""


def is_value(cell: Cell) -> bool:
    """Whether a cell holds a date, a number or a time rather than a name of something."""
    text = _SCALE.sub("", cell.text.strip())
    return cell.held is not None or bool(re.search(r"\d[/.:-]\d|^\W*\d+\W*$|\b(?:19|20)\d\d\b", text))


def is_known_label(cell: Cell, vocabulary: Vocabulary) -> bool:
    """Whether a cell holds a label that is known, and not a value such as "phone" or "no" that is a label elsewhere."""
    text = cell.text.strip()
    return bool(text) and not is_value(cell) and not column_of(text) and vocabulary.knows(text)


def find(grid: Grid, at: int, vocabulary: Vocabulary, hint: str, before: str = "") -> Header | None:
    """The header that begins at this row, None where the row is none; `before` is the table of a header above."""
    one = _header(grid, at, 1, vocabulary, hint, before)
    two = _header(grid, at, 2, vocabulary, hint, before)
    if two and (one is None or len(two.columns) > len(one.columns)):
        return two
    return one


def _header(grid: Grid, at: int, height: int, vocabulary: Vocabulary, hint: str, before: str) -> Header | None:
    rows = grid.rows[at : at + height]
    if len(rows) < height or not any(filled(row) for row in rows):
        return None
    if any(is_value(cell) or len(cell.text) > _LONGEST_NAME for row in rows for _, cell in filled(row)):
        return None
    if height == 2 and (not filled(rows[0]) or not _second(rows, vocabulary)):
        return None
    if not any(filled(row) for row in grid.rows[at + height :]):
        return None
    labels = _labels(rows, vocabulary)
    known = [place for place, label in labels.items() if vocabulary.knows(label)]
    if len(known) < 2 or _is_form(grid, at + height, labels, known, vocabulary):
        return None
    width = len(rows[0])
    texts = [labels.get(place, "") for place in range(width)]
    fit = vocabulary.headings.fit(texts, hint)
    if not fit.table and not fit.either:
        fit = vocabulary.headings.fit(texts, hint, table=before) if before else _mixed(texts, hint, vocabulary)
    columns = fit.columns | _doubled(fit)
    told = {heading.column for heading in columns.values()} - {"number"}
    if not (fit.table in OURS and (len(told) > 1 or fit.unsure)) and not fit.either:
        return None
    return Header(fit.table, labels, columns, height, tuple(map(_texts, rows)), fit.unsure, fit.either)


def _mixed(texts: Sequence[str], hint: str, vocabulary: Vocabulary) -> Fit:
    """A table with a date, a client and a length beside columns of another kind: contacts where these leave no doubt.

    Beside one such column they are; beside several where all three are plainly named, and where the table is not
    called a list of invoices, of expenses or of plans, unless its date is named as that of a session.
    """
    fit = vocabulary.headings.fit(texts, hint, table="contacts")
    have = {heading.column for heading in fit.columns.values()}
    if not ({"date", "client_id"} <= have and have & {"minutes", "time", "start"}):
        return Fit("")
    foreign = [text for at, text in enumerate(texts) if text and at not in fit.columns]
    if len(foreign) < 2 or _is_plainly_contacts(fit, texts, hint):
        return fit
    return Fit("", either=("contacts", "another kind"))


def _is_plainly_contacts(fit: Fit, texts: Sequence[str], hint: str) -> bool:
    plain = {heading.column: texts[at] for at, heading in fit.columns.items() if heading.by != "loose"}
    if not ({"date", "client_id"} <= set(plain) and ("minutes" in plain or {"start", "end"} <= set(plain))):
        return False
    return is_of_session(plain["date"]) or not _OTHER_LIST.search(hint)


def is_of_session(label: str) -> bool:
    """Whether a label says that it speaks of a session, a contact or the like."""
    return bool(_OF_SESSION.search(label))


def _doubled(fit: Fit) -> dict[int, Heading]:
    """The columns that several labels fit equally: their values tell them apart, or the coach does."""
    return {at: Heading(fit.table, column) for column, places in fit.doubled.items() for at in places}


def _second(rows: Sequence[Row], vocabulary: Vocabulary) -> bool:
    """Whether the second of two rows goes on naming columns: parts of a merged cell, or names where none stood."""
    top, below = rows
    own = [(at, cell) for at, cell in filled(below) if top[at] is not cell]
    known = [at for at, cell in own if vocabulary.knows(cell.text) or vocabulary.knows(f"{top[at].text} {cell.text}")]
    beneath = [at for at, _ in own if not top[at].text.strip() or _spans(top, at)]
    return bool(own) and len(known) * 2 >= len(own) and len(beneath) * 2 >= len(own)


def _spans(row: Row, at: int) -> bool:
    """Whether a cell stands over several columns: merged, or with blanks to its right as where nobody merged it."""
    merged = any(other is row[at] for place, other in enumerate(row) if place != at)
    return merged or (at + 1 < len(row) and not row[at + 1].text.strip())


def _labels(rows: Sequence[Row], vocabulary: Vocabulary) -> dict[int, str]:
    """The label of each column; a merged cell over columns that have names of their own lends its name where needed."""
    if len(rows) == 1:
        return {at: " ".join(cell.text.split()) for at, cell in filled(rows[0])}
    top, below = rows
    found, group = {}, ""
    for at, cell in distinct(below):
        upper = next((c.text for c in top[at : at + 1] if c.text.strip()), "" if top[at] is cell else group)
        group = upper
        if top[at] is cell or not cell.text.strip():
            found[at] = " ".join(top[at].text.split())
        else:
            found[at] = _own(" ".join(cell.text.split()), " ".join(upper.split()), vocabulary)
    return {at: label for at, label in found.items() if label}


def _own(lower: str, upper: str, vocabulary: Vocabulary) -> str:
    both = f"{upper} {lower}".strip()
    return lower if vocabulary.knows(lower) or not vocabulary.knows(both) else both


def _is_form(grid: Grid, below: int, labels: dict[int, str], known: Sequence[int], vocabulary: Vocabulary) -> bool:
    """Whether labels stand below labels, as in a form of labels and values side by side."""
    row = next((row for row in grid.rows[below:] if filled(row)), None)
    if row is None:
        return True
    again = [at for at in known if is_known_label(row[at], vocabulary)]
    same = [at for at in again if " ".join(row[at].text.lower().split()) == labels[at].lower()]
    return len(again) > len(same) and len(again) * 2 >= len(known)
