"""The rows of a delimited text that nobody tidied: any width, titles above the header, quotes that are no quotes."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from coachkit.errors import Fault

DELIMITERS = "\t;,|"
"""Those that are told apart, the surest first: prose holds commas, and numbers may, but seldom a tab."""
_SAMPLE_LINES = 400
_NEARLY_ALL = 0.8
_LONGEST_CELL = 2**31 - 1
_MOST_OPEN = 5
_DECIMAL = re.compile(r"(?<=[0-9]),(?=[0-9])")
_CLOSE = 'close the quote at the end of its cell; write a quote inside a quoted cell twice ("")'

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class _Fit:
    """How a delimiter fits a text: the usual width of its rows, their share from the first to the last, how many."""

    widths: list[int]
    usual: int = 1
    first: int = 0
    share: float = 0.0

    @property
    def several(self) -> int:
        """How many rows have more than one cell."""
        return sum(width > 1 for width in self.widths)


def delimiter_of(text: str) -> tuple[str, int]:
    """The delimiter of a text and the index of its first line of rows: after Excel's own first line `sep=;`.

    A delimiter is possible where nearly all rows, from the first to the last of the usual width, have equally many
    cells; of those the one with most cells, where a comma between two digits may be a decimal comma; then the one by
    which the first row that may be the header has most. Else it is the one that most rows hold, or none: the comma.
    """
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if told := re.fullmatch(r'"?sep=([,;\t|])"?', lines[first].strip(" ").lower()):
        return told[1], first + 1
    sample = [line + "\n" for line in lines[first : first + _SAMPLE_LINES]]
    with _long_cells():
        fits = {delimiter: _fit(sample, delimiter) for delimiter in DELIMITERS}
        plain = _fit([_DECIMAL.sub(".", line) for line in sample], ",")
    most = max(fit.several for fit in fits.values())
    possible = [
        d for d, fit in fits.items() if fit.share >= _NEARLY_ALL and fit.several > 1 and 2 * fit.several >= most
    ]
    if not possible:
        return (max(DELIMITERS, key=lambda delimiter: fits[delimiter].several) if most else ","), first
    header = min(fits[delimiter].first for delimiter in possible)
    cells = {d: plain.usual if d == "," and len(possible) > 1 else fits[d].usual for d in possible}
    return max(possible, key=lambda delimiter: (cells[delimiter], fits[delimiter].widths[header])), first


def _fit(lines: Sequence[str], delimiter: str) -> _Fit:
    widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    several = Counter(width for width in widths if width > 1)
    if not several:
        return _Fit(widths)
    usual = max(several, key=lambda width: (several[width], width))
    first, last = widths.index(usual), len(widths) - widths[::-1].index(usual)
    rows = sum(width > 0 for width in widths[first:last])
    return _Fit(widths, usual, first, several[usual] / rows)


@contextmanager
def _long_cells() -> Iterator[None]:
    """csv's limit for one cell lifted for a while."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def rows_of(text: str, delimiter: str, first: int, most: int) -> tuple[list[Row], list[Fault]]:
    """(physical line, cells) of each row from the line of that index, and what is wrong with its quotes.

    Blank cells at the end of a row are left out; several blank rows are one, and none stands at the top or the
    bottom. Reading ends after one row more than `most`.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    blank: list[Row] = []
    with _long_cells():
        for line, cells in _records(text.removesuffix("\n").split("\n"), first, delimiter, faults):
            if not (cells := _without_blank_end(cells)):
                blank = blank or [(line, [])] * bool(rows)
                continue
            rows += [*blank, (line, cells)]
            blank = []
            if len(rows) > most:
                break
    return rows, faults


def _without_blank_end(cells: list[str]) -> list[str]:
    end = next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)
    return cells[:end]


def _records(lines: Sequence[str], first: int, delimiter: str, faults: list[Fault]) -> Iterator[Row]:
    """Each record; a line with a faulty quote is a row by itself."""
    never_closed = 0
    while first < len(lines):
        reader = csv.reader(
            (lines[place] + "\n" for place in range(first, len(lines))), delimiter=delimiter, strict=True
        )
        start = first
        try:
            for cells in reader:
                yield start + 1, cells
                start = first + reader.line_num
            return
        except csv.Error:
            never_closed += first + reader.line_num == len(lines)
        faults.append(_quote_fault(start + 1, lines[start]))
        first = len(lines) if never_closed > _MOST_OPEN else start + 1
        yield from ((place + 1, _cells(lines[place], delimiter)) for place in range(start, first))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line; what stands after a closing quote belongs to the cell, an open quote ends with the line."""
    return next(csv.reader([line], delimiter=delimiter), [])


def _quote_fault(line: int, text: str) -> Fault:
    if text.count('"') % 2:
        return Fault(line=line, problem="opens a quote that is never closed; the line is read by itself", cure=_CLOSE)
    problem = "holds a quoted cell with text after its closing quote; the cell is read without these quotes"
    return Fault(line=line, problem=problem, cure="nothing to mend if the text is right", note=True)
