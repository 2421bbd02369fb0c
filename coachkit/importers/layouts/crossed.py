"""A table with days down its side and clients across its top, or the other way round, turned into one row a contact."""

import re
from collections.abc import Sequence
from datetime import date

from coachkit.importers.layouts.columns import is_day, is_name
from coachkit.importers.layouts.headers import filled, find, is_value
from coachkit.importers.layouts.pieces import Vocabulary, words
from coachkit.importers.pages import Cell, Grid, Remark
from coachkit.importers.records import Written
from coachkit.importers.values.lines import facts

_TOTAL = re.compile(r"(?=.{1,40}$).*\b(?:total|totals|sum|subtotal|average)\b.*", re.I)
_NOTHING = re.compile(r"0+(?:[.,:]0+)*|[-–—./]*", re.I)
_CLIENTS = re.compile(r"\b(?:clients?|coachees?|mentees?|names?)\b", re.I)
_LENGTHS = re.compile(r"\b(?:minutes?|mins?|hours?|hrs?|length|duration|time)\b", re.I)
_FEWEST = 2
_HEADER_WITHIN = 30
_LONGEST = 80


def unfold(grid: Grid, vocabulary: Vocabulary, hint: str) -> tuple[Grid, list[Remark]] | None:
    """A row of date, client and length for each cell that holds a length; None where the table is of another kind."""
    for at, row in enumerate(grid.rows[:-1][:_HEADER_WITHIN]):
        if find(grid, at, vocabulary, hint):
            return None
        across = [(place, cell) for place, cell in filled(row) if place > 0]
        if len(_without_totals(across)) < _FEWEST or any(len(cell.text) > _LONGEST for _, cell in filled(row)):
            continue
        down = [(under, one[0]) for under, one in enumerate(grid.rows[at + 1 :], start=at + 1) if one[0].text.strip()]
        titles = [cell.text for one in grid.rows[:at] for _, cell in filled(one) if len(cell.text) <= _LONGEST]
        above = " ".join([hint, *titles, row[0].text])
        if found := _crossed(grid, at, across, down, above, vocabulary):
            return found
    return None


def _crossed(
    grid: Grid,
    at: int,
    across: Sequence[tuple[int, Cell]],
    down: Sequence[tuple[int, Cell]],
    above: str,
    vocabulary: Vocabulary,
) -> tuple[Grid, list[Remark]] | None:
    top, side = _without_totals(across), _without_totals(down)
    if len(top) < _FEWEST:
        return None
    if _are_days(side) and _are_clients(top, above, vocabulary):
        days_down = True
    elif _are_days(top) and _are_clients(side, above, vocabulary):
        days_down = False
    else:
        return None
    if not _holds_lengths(grid, top, side):
        return None
    corner, place = grid.rows[at][0], grid.place or grid.rows[at][0].place
    rows = [tuple(Cell(text, corner.place) for text in ("Date", "Client", _length_label(above)))]
    for under, left in side:
        for column, head in top:
            cell = grid.rows[under][column]
            if not _NOTHING.fullmatch(cell.text.strip()):
                rows.append((left, head, cell) if days_down else (head, left, cell))
    told = "days down and clients across" if days_down else "clients down and days across"
    labels = " | ".join(cell.text.strip() for one in grid.rows[: at + 1] for _, cell in filled(one))
    remark = Remark(place, labels, f"has {told}: each cell where they cross is read as a contact", note=True)
    totals = [cell for at, cell in (*across, *down) if (at, cell) not in (*top, *side)]
    return Grid(tuple(rows), grid.place, grid.title), [remark, *map(_left_out, totals)]


def _left_out(total: Cell) -> Remark:
    return Remark(total.place, total.text.strip(), "is a total: left out", note=True)


def _without_totals(cells: Sequence[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    return [(at, cell) for at, cell in cells if len(cell.text) > _LONGEST or not _TOTAL.fullmatch(cell.text.strip())]


def _are_days(cells: Sequence[tuple[int, Cell]]) -> bool:
    """Whether all of these are dates of a year."""
    return bool(cells) and all(_is_date(cell) for _, cell in cells)


def _is_date(cell: Cell) -> bool:
    found = facts(cell.text.strip())
    alone = bool(found.date) and not (found.rest or found.length or found.clock)
    return isinstance(cell.held, date) or is_day(Written(cell.text, cell.place, "", cell.held)) or alone


def _are_clients(cells: Sequence[tuple[int, Cell]], above: str, vocabulary: Vocabulary) -> bool:
    """Whether all of these may be clients, and most are plainly names, or the table says that they are clients."""
    texts = [cell.text.strip() for _, cell in cells if not is_value(cell)]
    if not texts or len(texts) < len(cells) or len(set(texts)) < len(texts):
        return False
    headings = vocabulary.headings
    if any(words(text) > 5 or vocabulary.knows(text) or headings.meanings(text, "") for text in texts):
        return False
    named = [text for text in texts if is_name(text) and (words(text) > 1 or _CLIENTS.search(above))]
    return len(named) * 2 > len(texts)


def _holds_lengths(grid: Grid, top: Sequence[tuple[int, Cell]], side: Sequence[tuple[int, Cell]]) -> bool:
    """Whether what stands where they cross is lengths or blanks, for the most part."""
    cells = [grid.rows[under][column] for under, _ in side for column, _ in top]
    held = [cell for cell in cells if cell.text.strip()]
    lengths = [cell for cell in held if re.search(r"\d|hour|half|quarter", cell.text) and words(cell.text) < 5]
    return bool(lengths) and len(lengths) * 2 > len(held)


def _length_label(above: str) -> str:
    """The name of the lengths, with the one unit that what stands above them gives."""
    named = {word.lower()[0] for word in _LENGTHS.findall(above)} & {"m", "h"}
    return {"m": "Minutes", "h": "Hours"}.get(next(iter(named)), "Length") if len(named) == 1 else "Length"
