"""Tables that people keep in line by blanks: columns told by the blanks that stand below one another in every line."""

import re
from collections.abc import Sequence

from coachkit.importers.pages import Cell, Grid

_RULE = re.compile(r"[\s=_+|-]*[=_-]{3}[\s=_+|-]*")
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_WIDEST = 1000

Numbered = tuple[int, str]
"""A line with its number, from 1."""


def grid_of(groups: Sequence[Sequence[Numbered]], number: int) -> tuple[Grid | None, int]:
    """The table that the first of these groups of lines begin, and how many of them it takes; None and 0 where none.

    Each line has three columns or more with two blanks between them, but for rules, which are left out, and lines with
    words in one column alone, which go on with the cell above. A header may have a blank line below it.
    """
    found, taken = None, 0
    for end in range(1, len(groups) + 1):
        lines = [line for group in groups[:end] for line in group if not _RULE.fullmatch(line[1])]
        cuts = _cuts([text.expandtabs() for _, text in lines])
        grid = _grid(lines, cuts, number) if len(cuts) >= _FEWEST_COLUMNS else None
        if grid and (found is None or len(grid.rows[0]) == len(found.rows[0])):
            found, taken = grid, end
        elif found or end > 1:
            break
    return found, taken


def _cuts(lines: Sequence[str]) -> list[int]:
    """Where the columns begin: after two or more places that are blank in every line."""
    width = max(map(len, lines), default=0)
    if not lines or width > _WIDEST:
        return []
    full = [any(at < len(line) and line[at] != " " for line in lines) for at in range(width)]
    return [at for at in range(width) if full[at] and not any(full[max(at - 2, 0) : at])]


def _grid(lines: Sequence[Numbered], cuts: Sequence[int], number: int) -> Grid | None:
    rows: list[tuple[int, list[str]]] = []
    ends = [*cuts[1:], _WIDEST]
    for line, text in lines:
        cells = [text.expandtabs()[start:end].strip() for start, end in zip(cuts, ends, strict=True)]
        filled = [at for at, cell in enumerate(cells) if cell]
        if len(filled) == 1 and filled[0] > 0 and rows:
            rows[-1][1][filled[0]] = f"{rows[-1][1][filled[0]]} {cells[filled[0]]}".strip()
        elif len(filled) < 2:
            return None
        else:
            rows.append((line, cells))
    if len(rows) < _FEWEST_ROWS:
        return None
    return Grid(
        tuple(
            tuple(Cell(text, f"line {line}, column {column}") for column, text in enumerate(cells, start=1))
            for line, cells in rows
        ),
        place=f"table {number}",
    )
