"""A table that gave no record though days or lengths of time stand in it: asked about, never passed over."""

import re
from datetime import date, time, timedelta

from coachkit.importers.layouts.columns import is_day, is_name
from coachkit.importers.layouts.headers import filled
from coachkit.importers.layouts.pieces import Vocabulary
from coachkit.importers.pages import Cell, Grid, Remark
from coachkit.importers.records import Written
from coachkit.importers.values import lines

_LABELS_OF_OTHERS = 2
_RANGE = re.compile(r"\d\s*(?:[ap]\.?m\.?)?\s*(?:[-–—]|to|until|till)\s*\d", re.I)


def asked(grid: Grid, place: str, shown: str, vocabulary: Vocabulary) -> Remark | None:
    """The question about a table with days or lengths; None where it has none, or its labels tell another list."""
    cells = [cell for row in grid.rows for _, cell in filled(row)]
    long = any(map(_is_length, cells))
    if not long and (not any(map(_is_day, cells)) or _is_other_list(grid, vocabulary)):
        return None
    problem = "holds days or lengths of time, but no header that names a date, a client and a length: it is not read"
    cure = (
        "name its columns Date, Client and Minutes in the row above them, with one contact to a row; or decide in "
        "decisions/import.csv that the file is none (reads file, means ignore)"
    )
    return Remark(place, shown, problem, cure)


def _is_other_list(grid: Grid, vocabulary: Vocabulary) -> bool:
    """Whether a row of labels names an expense list, a list of actions or the like."""
    headings = vocabulary.headings
    rows = [[cell.text for _, cell in filled(row)] for row in grid.rows[:10]]
    return any(sum(bool(headings.meanings(text, "")) for text in row) >= _LABELS_OF_OTHERS for row in rows)


def _is_day(cell: Cell) -> bool:
    return isinstance(cell.held, date) or is_day(Written(cell.text, cell.place, "", cell.held))


def _is_length(cell: Cell) -> bool:
    if isinstance(cell.held, time | timedelta):
        return True
    found = lines.facts(cell.text.strip()) if cell.held is None and len(cell.text) < 40 else None
    if not found:
        return False
    names = any(" " in one and is_name(one) for one in found.rest)
    return (bool(found.length) and not found.rest) or (bool(_RANGE.search(found.clock)) and names)
