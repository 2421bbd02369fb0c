"""A table in whose rows several contacts stand side by side, turned into one row a contact."""

import re
from collections.abc import Sequence

from coachkit.importers.layouts.headers import Row, filled, is_value
from coachkit.importers.layouts.pieces import Vocabulary
from coachkit.importers.pages import Cell, Grid, Remark

_NUMBER = re.compile(r"\b[a-z]?\d{1,2}(?:st|nd|rd|th)?\b|#|\b(?:first|second|third|fourth|fifth|sixth)\b|\(\s*\)", re.I)
_HEADER_WITHIN = 30
_LONGEST = 80
_LONG = frozenset(("minutes", "time", "start"))


def unfold(grid: Grid, vocabulary: Vocabulary, hint: str) -> tuple[Grid, list[Remark]] | None:
    """The contacts below one another, each with what its row says of all; None where no date and length repeat."""
    for at in range(min(len(grid.rows) - 1, _HEADER_WITHIN)):
        for height in (1, 2):
            rows = grid.rows[at : at + height]
            labels = _labels(rows)
            if not labels or at + height >= len(grid.rows):
                continue
            groups = _groups(labels, vocabulary)
            if groups and _holds_dates(grid.rows[at + height :], labels, groups[0], vocabulary):
                return _below(grid, at + height, labels, groups), [_told(grid, at + height)]
    return None


def _labels(rows: Sequence[Row]) -> dict[int, str]:
    """The label of each column without the number of its contact; none where a row holds values."""
    if any(is_value(cell) or len(cell.text) > _LONGEST for row in rows for _, cell in filled(row)):
        return {}
    found: dict[int, str] = {}
    for at in range(len(rows[0])):
        below = next((row[at].text for row in reversed(rows) if row[at].text.strip()), "")
        found[at] = " ".join(_NUMBER.sub(" ", below.replace("(", " ( ").replace(")", " ) ")).split()).strip(" ()-–:")
    return {at: label for at, label in found.items() if label}


def _groups(labels: dict[int, str], vocabulary: Vocabulary) -> list[list[int]]:
    """The columns of each contact, where labels come again in one order, a date and a length among them."""
    named = {at: label.lower() for at, label in labels.items()}
    counts = {label: list(named.values()).count(label) for label in named.values()}
    again = [at for at, label in named.items() if counts[label] > 1]
    if not again:
        return []
    several = counts[named[again[0]]]
    size, left = divmod(len(again), several)
    groups = [again[first : first + size] for first in range(0, len(again), size)] if size else []
    orders = {tuple(named[at] for at in group) for group in groups}
    if left or len(orders) != 1:
        return []
    columns = {one.column for at in groups[0] for one in vocabulary.headings.meanings(labels[at], "contacts")}
    return groups if "date" in columns and columns & _LONG else []


def _holds_dates(rows: Sequence[Row], labels: dict[int, str], group: list[int], vocabulary: Vocabulary) -> bool:
    """Whether figures stand in the column of dates, as below a header, and not labels as in a form."""
    meanings = {at: vocabulary.headings.meanings(labels[at], "contacts") for at in group}
    dates = [at for at, found in meanings.items() if "date" in {one.column for one in found}]
    return any(re.search(r"\d", row[at].text) for row in rows for at in dates)


def _below(grid: Grid, first: int, labels: dict[int, str], groups: list[list[int]]) -> Grid:
    """One row a contact: what its row says of all, then what it says of this one; contacts without anything are none."""
    own = {at for group in groups for at in group}
    shared = [at for at in labels if at not in own]
    head = tuple(Cell(labels[at], grid.rows[first - 1][at].place) for at in (*shared, *groups[0]))
    rows = [head]
    for row in grid.rows[first:]:
        for number, group in enumerate(groups):
            if any(row[at].text.strip() for at in group) or (number == 0 and not _any(row, own)):
                rows.append(tuple(row[at] for at in (*shared, *group)))
    return Grid(tuple(rows), grid.place, grid.title)


def _any(row: Row, places: set[int]) -> bool:
    return any(row[at].text.strip() for at in places)


def _told(grid: Grid, first: int) -> Remark:
    text = " | ".join(cell.text.strip() for row in grid.rows[:first] for _, cell in filled(row))
    place = grid.place or grid.rows[0][0].place
    return Remark(place, text, "has several contacts side by side in a row: each is read as one", note=True)
