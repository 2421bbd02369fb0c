"""The rows of a table with a header as records: totals left out, repeats skipped, ditto marks and merged cells read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from coachkit.importers.layouts import by_values, columns, totals
from coachkit.importers.layouts.headers import Header, Row, filled, find, is_value
from coachkit.importers.layouts.pieces import Log, LogRow, Vocabulary, row_place, words
from coachkit.importers.pages import Cell, Grid, Remark
from coachkit.importers.records import Written
from coachkit.importers.values import moments

_DITTO = re.compile(r"[\"“”„〃″]+|''|,,|(?:ditto|do\.?|as above|same as above|same)\.?", re.I)
_SUBHEADING = 8


@dataclass
class _Reading:
    """A log as far as it is read: its rows, where each stood, what was left out, and what holds for rows to come."""

    header: Header
    plan: columns.Plan
    rows: list[LogRow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    over: list[Written] = field(default_factory=list)
    dittos: list[Written] = field(default_factory=list)
    last: dict[int, Cell] = field(default_factory=dict)
    since_total: int = 0
    context: dict[str, Written] = field(default_factory=dict)
    lengths: dict[int, Written] = field(default_factory=dict)
    prose_below: bool = False


def read(grid: Grid, at: int, header: Header, vocabulary: Vocabulary, hint: str) -> tuple[Log, list[Remark], int]:
    """The log whose header begins at row `at`, what is remarked of it, and the first row after it."""
    end = _end(grid, at + header.height, header, vocabulary, hint)
    body = grid.rows[at + header.height : end]
    plan = columns.plan(header, body, grid.rows[at])
    reading = _Reading(header, plan, remarks=list(plan.remarks), prose_below=_has_prose_below(body, header))
    for row in body:
        _row(row, reading, vocabulary)
    place = grid.place or row_place(grid.rows[at])
    reading.remarks += [*_upper(grid.rows[at], header), *_told(reading)]
    names = {label: plan.column(at) for at, label in sorted(plan.labels.items())}
    log = Log(header.table, place, tuple(reading.rows), names, tuple(reading.left_out), at + header.height)
    return log, reading.remarks, end


def _end(grid: Grid, first: int, header: Header, vocabulary: Vocabulary, hint: str) -> int:
    """Where the rows of this header end: at another header, or where a labelled text begins."""
    for at in range(first, len(grid.rows)):
        row = grid.rows[at]
        if header.repeats(row):
            continue
        if _labelled_text(row, header, vocabulary) or find(grid, at, vocabulary, hint, header.table):
            return at
    return len(grid.rows)


def _has_prose_below(body: Sequence[Row], header: Header) -> bool:
    """Whether running text stands in a row of its own under most rows, and never twice in succession."""
    kinds = [len(filled(row)) == 1 and _is_running(filled(row)[0][1]) for row in body if filled(row)]
    texts, rows = kinds.count(True), kinds.count(False)
    apart = not any(one and other for one, other in pairwise(kinds)) and kinds[:1] == [False]
    return apart and texts > 1 and texts * 2 > rows and not header.repeats(body[0])


def _is_running(cell: Cell) -> bool:
    return cell.held is None and words(cell.text) > _SUBHEADING


def _labelled_text(row: Row, header: Header, vocabulary: Vocabulary) -> bool:
    """Whether a row is a label and its text, or a label alone, beneath a table of more columns than that."""
    cells = filled(row)
    if not cells or len(cells) > 2 or len(header.labels) < 3 or is_value(cells[0][1]):
        return False
    text = cells[0][1].text.strip()
    return cells[0][0] == 0 and vocabulary.is_prose(text) and vocabulary.knows(text)


def _row(row: Row, reading: _Reading, vocabulary: Vocabulary) -> None:
    cells = filled(row)
    if not cells:
        return
    if reading.header.repeats(row):
        reading.left_out.append(f"{row_place(row)}: header repeated")
    elif totals.is_total(row, reading.plan, reading.rows):
        _total(row, reading)
    elif len(cells) == 1 and _single(row, cells[0], reading):
        return
    else:
        _record(row, reading)


def _total(row: Row, reading: _Reading) -> None:
    reading.remarks.append(totals.compared(row, reading.plan, reading.rows, reading.since_total))
    reading.left_out.append(f"total in {_spot(row)}")
    reading.since_total = len(reading.rows)


def _spot(row: Row) -> str:
    return row_place(row).rpartition(", ")[2]


def _single(row: Row, cell: tuple[int, Cell], reading: _Reading) -> bool:
    """What a row with one filled cell is: prose that goes on, a heading over rows; False where it is a record."""
    at, one = cell
    written = Written(one.text.strip(), one.place, "", one.held)
    spans = sum(other is one for other in row) > 1
    heading = reading.plan.columns.get(at)
    if reading.rows and heading and heading.column == "text" and not spans:
        _continue(written, at, reading)
    elif heading and not spans and heading.column in ("date", "minutes", "start", "end"):
        return False
    elif heading and heading.column == "number" and not spans:
        reading.remarks.append(Remark(one.place, written.text, "stands alone in its row: left out", note=True))
    elif words(written.text) > _SUBHEADING and reading.rows:
        _below(written, reading)
    else:
        _heading_over(written, reading)
    return True


def _continue(written: Written, at: int, reading: _Reading) -> None:
    """Prose that goes on in the row below its contact is added to that contact's prose."""
    last = reading.rows[-1]
    label = reading.plan.labels[at]
    mine = [prose for prose in last.prose if prose.label == label]
    if mine:
        prose = tuple(replace(one, text=f"{one.text}\n\n{written.text}") if one in mine else one for one in last.prose)
    else:
        prose = (*last.prose, replace(written, label=label))
    reading.rows[-1] = replace(last, prose=prose, shared=(*last.shared, id(written)) if mine else (id(written),))


def _below(written: Written, reading: _Reading) -> None:
    """A row of running text across the table: the last contact's prose where there is a column for it, else a remark."""
    if reading.prose_below or any(heading.column == "text" for heading in reading.plan.columns.values()):
        last = reading.rows[-1]
        reading.rows[-1] = replace(last, prose=(*last.prose, written), shared=(*last.shared, id(written)))
    else:
        reading.remarks.append(
            Remark(written.place, written.text, "stands in the table as a text of its own", note=True)
        )


def _heading_over(written: Written, reading: _Reading) -> None:
    """A heading over rows: the client or the date of the rows below where they have no column for it, else a note."""
    column = ""
    named = {heading.column for heading in reading.plan.columns.values()}
    if "client_id" not in named and reading.header.table == "contacts" and columns.is_name(written.text):
        column = "client_id"
    elif "date" not in named and columns.is_day(written):
        column = "date"
    if not column:
        reading.over.append(written)
        return
    reading.context[column] = written
    what = "client" if column == "client_id" else "date"
    reading.remarks.append(
        Remark(written.place, written.text, f"stands over rows and is read as the {what} of those below it", note=True)
    )


def _record(row: Row, reading: _Reading) -> None:
    cells: dict[str, Written] = dict(reading.context)
    prose: list[Written] = []
    extra: dict[str, Written] = {}
    shared: list[int] = []
    for at, cell in filled(row):
        written, cell = _written(at, cell, reading)
        column = _column(at, written, reading)
        if column == "text":
            prose.append(written)
            shared.append(id(cell))
        elif column and column != "number":
            _set(cells, column, written, row, at, reading)
        else:
            label = reading.plan.labels.get(at) or f"column {at + 1}"
            extra[f"{label} (column {at + 1})" if label in extra else label] = written
    if not (cells or prose):
        reading.over += extra.values()
        return
    cells = moments.parted(cells) if reading.header.table == "contacts" else cells
    if set(cells) <= set(reading.context) and prose and reading.rows and not extra:
        last = reading.rows[-1]
        reading.rows[-1] = replace(last, prose=(*last.prose, *prose), shared=(*last.shared, *shared))
        return
    kept = {label: one for label, one in extra.items() if not (reading.plan.is_number(label) and one.text.isdigit())}
    reading.rows.append(LogRow(row_place(row), cells, tuple(prose), kept, tuple(shared)))


def _column(at: int, written: Written, reading: _Reading) -> str:
    """Our column of a cell; in a column of media by its values, what is no medium is kept under its own label."""
    heading = reading.plan.columns.get(at)
    if heading and heading.column == "medium" and heading.by == by_values.BY_VALUES:
        return "medium" if by_values.is_medium(written.text) else ""
    return reading.plan.column(at)


def _written(at: int, cell: Cell, reading: _Reading) -> tuple[Written, Cell]:
    """A cell as written; a ditto mark is what stands above it."""
    above = reading.last.get(at)
    if above is not None and cell.held is None and _DITTO.fullmatch(cell.text.strip()):
        reading.dittos.append(Written(cell.text.strip(), cell.place, above.text))
        cell = Cell(above.text, cell.place, above.held) if reading.plan.column(at) != "text" else above
    reading.last[at] = cell
    label = reading.plan.labels.get(at, "")
    return Written(cell.text.strip(), cell.place, label, cell.held, reading.plan.unit(at)), cell


def _set(cells: dict[str, Written], column: str, written: Written, row: Row, at: int, reading: _Reading) -> None:
    """One cell under its column; a length merged over several rows belongs to none of them for sure."""
    if column in ("minutes", "minutes_more") and id(row[at]) in reading.plan.over_rows:
        problem = "is one length of time in a cell that is merged over several contacts"
        remark = Remark(written.place, written.text, problem, "write the length of each contact in a cell of its own")
        if remark not in reading.remarks:
            reading.remarks.append(remark)
        return
    if column in cells and column not in reading.context:
        written = replace(written, text=f"{cells[column].text} {written.text}")
    cells[column] = written


def _upper(row: Row, header: Header) -> list[Remark]:
    """The upper of two rows that name the columns."""
    if header.height == 1:
        return []
    text = " | ".join(cell.text.strip() for _, cell in filled(row))
    return [Remark(row_place(row), text, "is the upper of two rows that name the columns", note=True)]


def _told(reading: _Reading) -> Iterator[Remark]:
    """What was read or left out all over the table, once each."""
    yield from _once(reading.dittos, 'is read as what stands above it, "{}"', "label")
    if reading.over:
        text = "; ".join(dict.fromkeys(written.text for written in reading.over))
        yield Remark(reading.over[0].place, text, "stands over rows as a heading: no value of theirs", note=True)


def _once(found: Sequence[Written], problem: str, key: str) -> Iterator[Remark]:
    if found:
        more = f" (and {len(found) - 1} more such cells)" if len(found) > 1 else ""
        yield Remark(found[0].place, found[0].text, problem.format(getattr(found[0], key)) + more, note=True)
