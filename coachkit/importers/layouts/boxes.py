"""Ratings given by ticking a box beneath a number: a question in the first column, 1 to 5 above the boxes."""

import re

from coachkit.importers.layouts.headers import Row, filled
from coachkit.importers.layouts.pieces import Piece, bare
from coachkit.importers.pages import Grid
from coachkit.importers.records import Written

_TICK = re.compile(r"[☒☑✓✔✗✘xX●]|\[[xX✓]\]|yes", re.I)
_EMPTY = re.compile(r"[☐□○]|\[ ?\]|")


def read(grid: Grid) -> list[Piece]:
    """Each question with its number as a labelled value; nothing where the table has no such boxes."""
    top = next((at for at, row in enumerate(grid.rows) if len(_numbers(row)) >= 3), None)
    if top is None:
        return []
    numbers = _numbers(grid.rows[top])
    below = [row for row in grid.rows[top + 1 :] if filled(row)]
    boxes = [row[at].text.strip() for row in below for at in numbers]
    if not below or not all(_TICK.fullmatch(box) or _EMPTY.fullmatch(box) for box in boxes):
        return []
    return [written for row in below if (written := _rated(row, numbers))]


def _numbers(row: Row) -> dict[int, str]:
    """The columns headed by a number from 1 to 5, which may have a word beside it."""
    found = {at: re.search(r"(?<!\d)[1-5](?!\d)", cell.text) for at, cell in filled(row) if at and len(cell.text) < 40}
    numbers = {at: match[0] for at, match in found.items() if match}
    return numbers if len(set(numbers.values())) == len(numbers) else {}


def _rated(row: Row, numbers: dict[int, str]) -> Written | None:
    chosen = [number for at, number in numbers.items() if _TICK.fullmatch(row[at].text.strip())]
    if not row[0].text.strip() or not chosen:
        return None
    return Written(" and ".join(chosen), row[0].place, bare(row[0].text))
