"""A table of whatever kind as pieces: a log with a header, a form, a table on its side, or prose set out in cells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from coachkit.importers.layouts import boxes, doubtful, headers, headless, logs, outline, sideways, stacked
from coachkit.importers.layouts.headers import Header, Row, distinct, filled, is_value
from coachkit.importers.layouts.pieces import Log, Piece, Prose, Section, Title, Vocabulary, bare, entered, words
from coachkit.importers.layouts.unfolded import unfold
from coachkit.importers.pages import Cell, Grid, Paragraph, Remark
from coachkit.importers.records import Written

_LONGEST = 1500
_SHORT = 8
_FORM_ROWS = 80

Read = tuple[list[Piece], list[Remark]]


def read(grid: Grid, vocabulary: Vocabulary, hint: str, decided: str = "") -> Read:
    """The pieces of a table, and what is remarked of it."""
    if found := sideways.read(grid, vocabulary) or boxes.read(grid):
        return found, []
    grid, unfolded = unfold(stacked.beside(grid, vocabulary) or grid, vocabulary, hint)
    pieces, remarks = _by_rows(grid, vocabulary, hint, decided)
    remarks = [*unfolded, *remarks]
    if _is_read(grid, pieces, vocabulary) or any(not one.note for one in remarks):
        return pieces, remarks
    if log := headless.read(grid):
        return [log[0]], [*remarks, log[1]]
    if _sets_out_prose(grid):
        return pieces, remarks
    return [], [*remarks, doubtful.asked(grid, _place(grid), _shown(grid), vocabulary) or _foreign(grid)]


def _by_rows(grid: Grid, vocabulary: Vocabulary, hint: str, decided: str) -> Read:
    found: list[Piece] = []
    remarks: list[Remark] = []
    label_columns = _label_columns(grid, vocabulary)
    at, before = 0, decided
    while at < len(grid.rows):
        header = headers.find(grid, at, vocabulary, hint, before)
        if header is None:
            found += _row(grid.rows[at], label_columns, vocabulary, not found)
            at += 1
        elif header.either:
            return found, [*remarks, _either(grid, header)]
        else:
            log, noted, at = logs.read(grid, at, header, vocabulary, hint)
            found, before = _added(found, log), header.table
            remarks += noted
    return _unanswered(found, vocabulary), remarks


def _unanswered(found: list[Piece], vocabulary: Vocabulary) -> list[Piece]:
    """The pieces with each label of no known meaning that has no answer, before another label, as a title."""
    empty = [
        isinstance(one, Section) and isinstance(after, Section | Written) and not vocabulary.knows(one.label)
        for one, after in pairwise(found)
    ]
    return [Title(one.label, one.place) if blank else one for one, blank in zip(found, [*empty, False], strict=False)]


def _added(found: list[Piece], log: Log) -> list[Piece]:
    """A log after what came before; one row under labels that only go on from those above it is one row with that."""
    last = found[-1] if found else None
    if not (isinstance(last, Log) and len(last.rows) == len(log.rows) == 1 and last.table == log.table):
        return [*found, log]
    one, more = last.rows[0], log.rows[0]
    if set(one.cells) & set(more.cells):
        return [*found, log]
    row = replace(
        one,
        cells=one.cells | more.cells,
        prose=one.prose + more.prose,
        extra=one.extra | more.extra,
        shared=one.shared + more.shared,
    )
    return [*found[:-1], replace(last, rows=(row,), columns=last.columns | log.columns)]


# A form


def _label_columns(grid: Grid, vocabulary: Vocabulary) -> set[int]:
    """The columns of a table in which labels stand: at least half of what stands there, the first of two neighbours."""
    rows = [filled(row) for row in grid.rows[:_FORM_ROWS]]
    rows = [row for row in rows if len(row) > 1]
    found: set[int] = {0} if _is_paired(grid, vocabulary) else set()
    for at in range(len(grid.rows[0]) if grid.rows else 0):
        cells = [cell for row in rows for place, cell in row if place == at]
        known = [cell for cell in cells if headers.is_known_label(cell, vocabulary)]
        if known and len(known) * 2 > len(cells) and at - 1 not in found:
            found.add(at)
    return found


def _is_paired(grid: Grid, vocabulary: Vocabulary) -> bool:
    """Whether a table of two columns is a form: short labels on the left, two or more known, and values on the right."""
    rows = [filled(row) for row in grid.rows[:_FORM_ROWS] if filled(row)]
    labels = [row[0][1] for row in rows if row[0][0] == 0]
    if not grid.rows or len(grid.rows[0]) != 2 or len(labels) < len(rows) or any(map(is_value, labels)):
        return False
    short = all(words(cell.text) <= _SHORT and not re.search(r"[.!]$|\n", cell.text.strip()) for cell in labels)
    known = [cell for cell in labels if vocabulary.knows(cell.text)]
    return short and (len(known) > 1 or any(vocabulary.is_prose(bare(cell.text)) for cell in known))


def _row(row: Row, label_columns: set[int], vocabulary: Vocabulary, first: bool) -> list[Piece]:
    """A row of a form: labels with their values; a label alone stands over what comes next."""
    found: list[Piece] = []
    cells = distinct(row)
    label: Cell | None = None
    for number, (at, cell) in enumerate(cells):
        text = cell.text.strip()
        ends = label is not None and at in label_columns and vocabulary.knows(text)
        if label is not None and (text or number == len(cells) - 1) and not ends:
            found += _valued(label, cell, vocabulary)
            label = None
        elif text and (ends or _is_label(at, cell, cells[number + 1 :], label_columns, vocabulary)):
            found += [Section(bare(label.text), label.place)] if label is not None else []
            label = cell
        elif text:
            found += _text(cell, vocabulary, first)
    return found + ([Section(bare(label.text), label.place)] if label is not None else [])


def _is_label(
    at: int, cell: Cell, after: Sequence[tuple[int, Cell]], label_columns: set[int], vocabulary: Vocabulary
) -> bool:
    if "\n" in cell.text.strip() and not vocabulary.knows(cell.text):
        return False
    if (
        at in label_columns
        and not is_value(cell)
        and (vocabulary.knows(cell.text) or len(label_columns) == 1 == len(after))
    ):
        return True
    asks = cell.text.strip().endswith((":", "?"))
    short = words(cell.text) <= (2 * _SHORT if asks else _SHORT) and not is_value(cell)
    follows = any(other.text.strip() and place not in label_columns for place, other in after[:2])
    return short and follows and (at in label_columns or asks)


def _valued(label: Cell, value: Cell, vocabulary: Vocabulary) -> list[Piece]:
    written = Written(entered(value.text), value.place, bare(label.text), value.held)
    return outline.labelled(written, vocabulary)


def _text(cell: Cell, vocabulary: Vocabulary, first: bool) -> list[Piece]:
    """What stands in a cell without a label beside it: a small label above its value, or running text."""
    label, _, value = cell.text.strip().partition("\n")
    if value.strip() and _is_fact(label, vocabulary) and not any(map(vocabulary.knows, value.split("\n"))):
        return _valued(replace(cell, text=label), replace(cell, text=value), vocabulary)
    return outline.read([Paragraph(cell.text, cell.place)], vocabulary, first)


def _is_fact(label: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is that of a fact about a contact, and not of prose."""
    meaning = vocabulary.meaning(label, "contacts") if vocabulary.knows(label) else None
    return bool(meaning) and meaning.column != "text"


# What is no record


def _is_read(grid: Grid, pieces: Sequence[Piece], vocabulary: Vocabulary) -> bool:
    """Whether a table gave rows, or a form's labels: two that are known, or one where all rows are pairs."""
    labels = {piece.label for piece in pieces if isinstance(piece, Written) and vocabulary.knows(piece.label)}
    labels |= {
        piece.label
        for piece, after in pairwise(pieces)
        if isinstance(piece, Section) and isinstance(after, Prose) and vocabulary.knows(piece.label)
    }
    narrow = all(len(filled(row)) <= 2 for row in grid.rows)
    return any(isinstance(piece, Log) for piece in pieces) or len(labels) > 1 or (narrow and len(labels) == 1)


def _sets_out_prose(grid: Grid) -> bool:
    """Whether a table only sets out prose: one column or one row of it, or long texts."""
    rows = [filled(row) for row in grid.rows if filled(row)]
    return all(len(row) == 1 for row in rows) or (len(rows) == 1 and any(words(cell.text) > 12 for _, cell in rows[0]))


def _foreign(grid: Grid) -> Remark:
    return Remark(_place(grid), _shown(grid), "is a table of another kind: nothing in it is imported", note=True)


def _place(grid: Grid) -> str:
    return grid.place or next((cell.place for row in grid.rows for cell in row), "")


def _shown(grid: Grid) -> str:
    """What stands in a table, in one line; of a long one its beginning."""
    rows = (" | ".join(" ".join(cell.text.split()) for _, cell in filled(row)) for row in grid.rows if filled(row))
    text = " / ".join(rows)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " ..."


def _either(grid: Grid, header: Header) -> Remark:
    problem = f"may be a table of {' or of '.join(header.either)}; it is not read"
    cure = "decide once in decisions/import.csv (reads file, written the file's name, means the table)"
    return Remark(_place(grid), _shown(grid), problem, cure)
