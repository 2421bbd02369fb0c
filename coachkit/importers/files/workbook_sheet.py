"""Read one sheet of a workbook: its filled cells, merged ranges and hidden rows, and the grid that they make."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from xml.etree.ElementTree import Element

from coachkit.importers.files.workbook_parts import (
    CELL_LIMIT,
    Damaged,
    Parts,
    Sheet,
    local,
    text_of,
    too_large,
    unescaped,
)
from coachkit.importers.files.workbook_values import NoDay, from_iso, moment, number, shown, written
from coachkit.importers.pages import Cell, Grid, Held, Remark, Unreadable

PLACES_LIMIT = 400_000
"""Places in the grids of one workbook, blank ones among them."""
_ROWS_LIMIT = 20_000
_SAVE = "save the workbook, and import it again"
_ROW, _COLUMN = 1_048_576, 16_384
"""The last row and column that Excel has."""


class Reading:
    """One sheet being read: its filled cells by row and column (from 1), its merged ranges, and what was remarked."""

    def __init__(self, parts: Parts, sheet: Sheet):
        self._parts, self._sheet = parts, sheet
        self.cells: dict[tuple[int, int], Cell] = {}
        self.remarks: list[Remark] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row = self._column = 0
        self._filled_rows = self._last_row = 0
        for event, element in parts.events(sheet):
            self._take(event, local(element), element)

    def _take(self, event: str, name: str, element: Element) -> None:
        if event == "start":
            if name == "row":
                self._start_row(element)
        elif name == "c":
            self._take_cell(element)
            element.clear()
        elif name == "row":
            element.clear()
        elif name == "col" and element.get("hidden") in ("1", "true"):
            first, last = int(element.attrib["min"]), min(int(element.attrib["max"]), _COLUMN)
            self._hidden_columns.update(range(first, last + 1))
        elif name == "mergeCell":
            self._merged.append(_range(element.attrib["ref"]))

    def _start_row(self, row: Element) -> None:
        self._row, self._column = int(row.get("r", self._row + 1)), 0
        if row.get("hidden") in ("1", "true"):
            self._hidden_rows.add(self._row)

    def _take_cell(self, element: Element) -> None:
        row, column = _corner(element.get("r")) if element.get("r") else (self._row, self._column + 1)
        self._column = column
        place = self._place(row, column)
        text, held = self._value(element, place)
        if not text.strip():
            return
        if len(text) > CELL_LIMIT:
            raise Unreadable(*too_large(f"over {CELL_LIMIT:,} characters in {place}"))
        if (row, column) in self.cells:
            raise Damaged(f"{place} stands there twice")
        self.cells[row, column] = Cell(text, place, held)
        self._check_size(row)

    def _check_size(self, row: int) -> None:
        self._filled_rows += row != self._last_row
        self._last_row = row
        if self._filled_rows > _ROWS_LIMIT:
            raise Unreadable(*too_large(f"over {_ROWS_LIMIT:,} rows in sheet {self._sheet.name}"))
        if len(self.cells) > PLACES_LIMIT:
            raise Unreadable(*too_large(f"over {PLACES_LIMIT:,} cells in sheet {self._sheet.name}"))

    def _place(self, row: int, column: int) -> str:
        return f"sheet {self._sheet.name}, cell {_letters(column)}{row}"

    # what a cell shows, and what it holds

    def _value(self, element: Element, place: str) -> tuple[str, Held]:
        parts = {local(child): child for child in element}
        kind, stored = element.get("t", "n"), parts["v"].text or "" if "v" in parts else ""
        if "f" in parts and self._lacks_result(kind, stored):
            formula = f"={parts['f'].text or ''}"
            self._problem(
                place,
                formula,
                "holds a formula without a result",
                "open the workbook in Excel, save it, and import it again",
            )
            return formula, None
        match kind:
            case "s":
                return self._shared(stored), None
            case "inlineStr":
                return text_of(parts.get("is")), None
            case "str":
                return unescaped(stored), None
            case "b":
                return ("TRUE", True) if stored == "1" else ("FALSE", False)
            case "e":
                self._problem(place, stored, "is an error that Excel shows", f"correct the cell in Excel, {_SAVE}")
                return stored, None
        return self._quantity(kind, stored, self._format(element), place) if stored else ("", None)

    def _lacks_result(self, kind: str, stored: str) -> bool:
        """Programs that do not calculate leave a formula's result blank, or 0 until the workbook is opened."""
        return kind != "str" and (not stored or (self._parts.not_calculated and stored == "0"))

    def _shared(self, stored: str) -> str:
        if not stored:
            return ""
        if int(stored) < 0:
            raise Damaged("a text before the first")
        return self._parts.strings[int(stored)]

    def _format(self, element: Element) -> str:
        style, formats = int(element.get("s", 0)), self._parts.formats
        return formats[style] if 0 <= style < len(formats) else "General"

    def _quantity(self, kind: str, stored: str, number_format: str, place: str) -> tuple[str, Held]:
        if kind == "d":
            held = from_iso(stored)
            return written(held), held
        value = number(stored)
        try:
            held = moment(value, number_format, self._parts.from_1904)
        except NoDay:
            self._problem(
                place, shown(value, ""), "is formatted as a date, and is no day", f"correct the cell, {_SAVE}"
            )
            return shown(value, ""), value
        return (shown(value, number_format), value) if held == value else (written(held), held)

    def _problem(self, place: str, value: str, problem: str, cure: str) -> None:
        self.remarks.append(Remark(place, value, problem, cure))

    # what they make together

    def grid(self, room: int) -> Grid:
        """The sheet's cells from the first to the last that is filled, with at most `room` places."""
        rows = _with_gaps({row for row, _ in self.cells})
        columns = _with_gaps({column for _, column in self.cells})
        if len(rows) * len(columns) > room:
            raise Unreadable(*too_large(f"over {PLACES_LIMIT:,} cells, blank ones between filled ones among them"))
        cells = self.cells | self._merged_cells(rows, columns)
        filled = tuple(
            tuple(cells.get((row, column)) or Cell("", self._place(row, column)) for column in columns) for row in rows
        )
        return Grid(filled, f"sheet {self._sheet.name}", self._sheet.name)

    def _merged_cells(self, rows: list[int], columns: list[int]) -> dict[tuple[int, int], Cell]:
        """The cell of each merged range in every place that it covers."""
        found: dict[tuple[int, int], Cell] = {}
        taken: set[tuple[int, int]] = set()
        for top, left, bottom, right in dict.fromkeys(self._merged):
            covered = list(product(_between(rows, top, bottom), _between(columns, left, right)))
            if not taken.isdisjoint(covered):
                raise Damaged("merged ranges overlap")
            taken.update(covered)
            if cell := self.cells.get((top, left)):
                found |= dict.fromkeys(covered, cell)
            self.remarks += [_unseen(self.cells[place]) for place in covered if self._is_under(place, (top, left))]
        return found

    def _is_under(self, place: tuple[int, int], corner: tuple[int, int]) -> bool:
        return place in self.cells and place != corner

    def hidden(self) -> Iterator[Remark]:
        """A note on filled rows, and one on filled columns, that are hidden and read all the same."""
        rows = sorted(self._hidden_rows & {row for row, _ in self.cells})
        columns = sorted(self._hidden_columns & {column for _, column in self.cells})
        if rows:
            yield self._note(
                f"holds {counted(len(rows), 'hidden row')}, the first is row {rows[0]}; what is hidden counts"
            )
        if columns:
            first = f"the first is column {_letters(columns[0])}"
            yield self._note(f"holds {counted(len(columns), 'hidden column')}, {first}; what is hidden counts")

    def _note(self, problem: str) -> Remark:
        cure = f"if it should not count, delete it in a copy of the workbook, {_SAVE}"
        return Remark(f"sheet {self._sheet.name}", "", problem, cure, note=True)


def _unseen(cell: Cell) -> Remark:
    problem = "stands under a merged cell, where Excel does not show it"
    return Remark(cell.place, cell.text, problem, f"unmerge the cells, {_SAVE}")


def counted(number: int, thing: str) -> str:
    """A number with its noun: 1 comment, 3 comments."""
    return f"{number} {thing}" + ("s" if number > 1 else "")


def _with_gaps(numbers: Iterable[int]) -> list[int]:
    """The numbers in order, and the first one that is missing of each gap between them."""
    found: list[int] = []
    for one in sorted(numbers):
        if found and one > found[-1] + 1:
            found.append(found[-1] + 1)
        found.append(one)
    return found


def _between(numbers: list[int], first: int, last: int) -> list[int]:
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


def _range(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of a range such as A1:C2."""
    first, _, last = reference.partition(":")
    return (*_corner(first), *_corner(last or first))


def _corner(reference: str) -> tuple[int, int]:
    """Row and column of a cell such as B4."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", reference)
    if not match:
        raise Damaged(f"{reference} is no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > _COLUMN or int(match[2]) > _ROW:
        raise Damaged(f"{reference} lies outside the sheet")
    return int(match[2]), column


@cache
def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
