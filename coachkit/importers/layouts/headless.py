"""A table without a header: read as contacts only where its values tell beyond doubt which column is which."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from coachkit.importers.layouts.chosen import column_of
from coachkit.importers.layouts.columns import is_name
from coachkit.importers.layouts.headers import filled
from coachkit.importers.layouts.pieces import Log, LogRow, row_place, words
from coachkit.importers.pages import Cell, Grid, Remark
from coachkit.importers.records import Written
from coachkit.importers.values import lines


def read(grid: Grid) -> tuple[Log, Remark] | None:
    """The log with a note on how its columns were told; None where a column of dates, lengths or names is not certain."""
    rows = [row for row in grid.rows if filled(row)]
    if not rows or len(rows[0]) < 3:
        return None
    by_column = [[row[at] for row in rows if row[at].text.strip()] for at in range(len(rows[0]))]
    full = [at for at, cells in enumerate(by_column) if len(cells) == len(rows)]
    dates = [at for at in full if all(map(_is_date, by_column[at]))]
    lengths = [at for at in full if all(map(_is_length, by_column[at]))]
    chosen = {at: column for at in full if at not in (*dates, *lengths) and (column := _chosen(by_column[at]))}
    names = [at for at in full if at not in (*dates, *lengths, *chosen) and _are_names(by_column[at])]
    if len(dates) != 1 or len(lengths) != 1 or len(names) != 1:
        return None
    columns = {dates[0]: "date", names[0]: "client_id", lengths[0]: "minutes"}
    columns |= {at: column for at, column in chosen.items() if list(chosen.values()).count(column) == 1}
    columns |= {at: "text" for at in full if at not in columns and all(words(cell.text) > 6 for cell in by_column[at])}
    found = tuple(_row(row, columns) for row in rows)
    names_of = {f"column {at + 1}": column for at, column in sorted(columns.items())}
    told = ", ".join(f"column {at + 1} as {column}" for at, column in sorted(columns.items()))
    place = grid.place or row_place(rows[0])
    return Log("contacts", place, found, names_of, height=0), Remark(
        place, "", f"has no header; by what stands in it, {told} is read", note=True
    )


def _row(row: Sequence[Cell], columns: dict[int, str]) -> LogRow:
    written = {
        at: Written(cell.text.strip(), cell.place, "" if columns.get(at) == "text" else f"column {at + 1}", cell.held)
        for at, cell in filled(row)
    }
    return LogRow(
        row_place(row),
        {columns[at]: one for at, one in written.items() if columns.get(at, "text") != "text"},
        tuple(one for at, one in written.items() if columns.get(at) == "text"),
        {one.label: one for at, one in written.items() if at not in columns},
        tuple(id(row[at]) for at in written if columns.get(at) == "text"),
    )


def _chosen(cells: Sequence[Cell]) -> str:
    """The one column of which all these cells are values by themselves, such as phone and video."""
    found = {column_of(cell.text) for cell in cells}
    return found.pop() if len(found) == 1 else ""


def _are_names(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a column are names: all of them may be, and half of them plainly are names of persons."""
    texts = [cell.text.strip() for cell in cells]
    may_be = all(text[0].isupper() and words(text) <= 5 and re.fullmatch(r"[^\d.,;:!?()]+\.?", text) for text in texts)
    return (may_be and sum(map(is_name, texts)) * 2 >= len(texts)) or all(_is_of_group(text) for text in texts)


def _is_of_group(text: str) -> bool:
    return is_name(text) or bool(
        re.fullmatch(r"[^\W\d_][^\d.,;:!?()]{2,40}\b(?:group|team|circle|set|cohort|board)", text)
    )


def _is_date(cell: Cell) -> bool:
    if isinstance(cell.held, date | datetime):
        return True
    facts = lines.facts(cell.text.strip())
    return bool(facts.date) and not (facts.rest or facts.length or facts.clock)


def _is_length(cell: Cell) -> bool:
    facts = lines.facts(cell.text.strip())
    return bool(facts.length or facts.clock) and not (facts.rest or facts.date)
