"""Lengths in two columns of which each row has one filled, such as paid and pro bono hours: one length, and which it was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.importers.layouts.headers import Row, filled, is_value
from coachkit.importers.layouts.pieces import Vocabulary, row_place
from coachkit.importers.pages import Cell, Grid, Remark
from coachkit.importers.values.choices import read_word
from coachkit.schema import TABLES
from coachkit.values import Refused

_NAMES = {"paid": "Paid", "role": "Role", "planned": "Planned", "format": "Format"}
_COLUMNS = {column.name: column for column in TABLES["contacts"].columns if column.name in _NAMES}
_UNIT = re.compile(r"\b(?:(hours?|hrs?|h)|(minutes?|mins?)|time|duration|length)\b", re.I)
_SPARE = re.compile(r"\b(?:number of|no of|sessions?|contacts?|clients?|of|in|with|spent)\b|[()/:,.-]", re.I)
_HEADER_WITHIN = 30
_ONE_TO_ONE = re.compile(r"\b1[: -]1\b")
_TICK = re.compile(r"[x✓✔☒☑y1]|yes", re.I)
_EMPTY = re.compile(r"0+(?:[.,:]0+)*|[-–—☐.]*|no?|n/a", re.I)


@dataclass(frozen=True)
class _Part:
    """One of the columns: its place, what it says of a contact, and the unit of its lengths."""

    at: int
    column: str
    value: str
    unit: str
    timed: bool


def unfold(grid: Grid, vocabulary: Vocabulary, hint: str) -> tuple[Grid, list[Remark]] | None:
    """The table with one column for the length and one for what its columns told apart; None where it has none such."""
    for at, row in enumerate(grid.rows[:-1][:_HEADER_WITHIN]):
        if any(is_value(cell) and not _ONE_TO_ONE.search(cell.text) for _, cell in filled(row)) or len(filled(row)) < 4:
            continue
        for column in _NAMES:
            parts = [part for place, cell in filled(row) if (part := _part(place, cell.text, column))]
            if len(parts) > 1 and len({part.value for part in parts}) == len(parts) and _tell(grid, at, parts):
                return _joined(grid, at, parts, vocabulary)
    return None


def _part(at: int, label: str, column: str) -> _Part | None:
    unit = _UNIT.search(label)
    alone = " ".join(_UNIT.sub(" ", label).split()).strip(" ()")
    said = " ".join(_SPARE.sub(" ", alone).split())
    for word in (alone, said, re.sub(r"\s*(?:coaching|mentoring)$", "", said, flags=re.I), f"in {said}"):
        try:
            value = read_word(_COLUMNS[column], word) if word else ""
        except Refused:
            continue
        if value:
            return _Part(at, column, value, _unit(unit), bool(unit))
    return None


def _unit(found: re.Match | None) -> str:
    return "Hours" if found and found[1] else "Minutes" if found and found[2] else "Length"


def _tell(grid: Grid, at: int, parts: Sequence[_Part]) -> bool:
    """Whether lengths or ticks stand below, and hardly ever in two of the columns at once."""
    filled_in = [[_is_filled(row[part.at]) for part in parts] for row in grid.rows[at + 1 :]]
    some = [one for one in filled_in if any(one)]
    cells = [row[part.at] for row in grid.rows[at + 1 :] for part in parts if _is_filled(row[part.at])]
    alone = sum(sum(one) == 1 for one in some) * 2 > len(some)
    timed = all(part.timed for part in parts) or not any(_TICK.fullmatch(cell.text.strip()) for cell in cells)
    plain = all(re.search(r"\d", cell.text) or _TICK.fullmatch(cell.text.strip()) for cell in cells)
    ticked = all(_TICK.fullmatch(cell.text.strip()) for cell in cells)
    return bool(cells) and alone and plain and (timed or ticked) and len({part.unit for part in parts}) == 1


def _is_filled(cell: Cell) -> bool:
    return not _EMPTY.fullmatch(cell.text.strip())


def _joined(grid: Grid, at: int, parts: Sequence[_Part], vocabulary: Vocabulary) -> tuple[Grid, list[Remark]]:
    head, column = grid.rows[at], parts[0].column
    cells = [row[part.at] for row in grid.rows[at + 1 :] for part in parts if _is_filled(row[part.at])]
    ticked = not parts[0].timed and all(_TICK.fullmatch(cell.text.strip()) for cell in cells)
    places = [part.at for part in parts]
    others = [vocabulary.headings.meaning(cell.text, "contacts") for at, cell in filled(head) if at not in places]
    told = ticked or not any(one.column == column for one in others if one)
    names = [*([] if ticked else [parts[0].unit]), *([_NAMES[column]] if told else [])]
    kept = [place for place in range(len(head)) if place not in places]
    rows = [_padded(row, kept, len(kept) + len(names)) for row in grid.rows[:at]]
    rows.append((*(head[place] for place in kept), *(Cell(name, head[places[0]].place) for name in names)))
    remarks = [_told(head, parts, ticked, told)]
    for row in grid.rows[at + 1 :]:
        used = [part for part in parts if _is_filled(row[part.at])]
        if len(used) > 1 and not _sums_up(row):
            remarks.append(_both(row, used, head))
        values = [] if ticked else [row[used[0].at] if len(used) == 1 else _blank(row, parts)]
        values += [Cell(used[0].value, row[used[0].at].place) if len(used) == 1 else _blank(row, parts)] if told else []
        rows.append((*(row[place] for place in kept), *values))
    return Grid(tuple(rows), grid.place, grid.title), remarks


def _told(head: Row, parts: Sequence[_Part], ticked: bool, told: bool) -> Remark:
    labels = " | ".join(head[part.at].text.strip() for part in parts)
    column = parts[0].column
    read = "the length is read from it" if not ticked else ""
    said = f"{column} {'is read' if ticked else ''} from its label".replace("  ", " ") if told else ""
    how = ", and ".join(filter(None, (read, said)))
    return Remark(head[parts[0].at].place, labels, f"has one of these filled in each row: {how}", note=True)


def _padded(row: Row, kept: Sequence[int], width: int) -> Row:
    found = [row[place] for place in kept]
    return (*found, *(Cell("", found[-1].place) for _ in range(width - len(found))))


def _blank(row: Row, parts: Sequence[_Part]) -> Cell:
    return Cell("", row[parts[0].at].place)


def _sums_up(row: Row) -> bool:
    return any(re.match(r"(?:grand |sub)?-?totals?\b|sum\b", cell.text.strip(), re.I) for _, cell in filled(row))


def _both(row: Row, used: Sequence[_Part], head: Row) -> Remark:
    said = " | ".join(f"{head[part.at].text.strip()}: {row[part.at].text.strip()}" for part in used)
    problem = "stand in one row, of which one was to be filled: neither is read"
    return Remark(row_place(row), said, problem, "write each as a contact in a row of its own")
