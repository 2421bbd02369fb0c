"""A form of one column, each label or question in a row of its own and its answer in the row below it, set side by side."""

import re
from collections.abc import Sequence

from coachkit.importers.layouts.headers import Row, filled, is_value
from coachkit.importers.layouts.pieces import Vocabulary, bare, words
from coachkit.importers.pages import Cell, Grid

_LONGEST_LABEL = 16
_NUMBERED = re.compile(r"\s*(?:q(?:uestion)? ?)?\(?\d{1,2}[a-z]?[.):]", re.I)
_FACTS = {"date", "client_id", "minutes", "time", "start", "end"}


def beside(grid: Grid, vocabulary: Vocabulary) -> Grid | None:
    """The table with each answer beside its label; None where it is no such form."""
    cells = [_only(row) for row in grid.rows]
    labels = [cell for cell in cells[::2] if cell is not None]
    answers = [cell for cell in cells[1::2] if cell is not None]
    if None in cells or len(cells) % 2 or len(cells) < 4:
        return None
    if not all(_is_label(cell, vocabulary) for cell in labels) or any(vocabulary.knows(one.text) for one in answers):
        return None
    told = {heading.column for cell in labels if (heading := vocabulary.meaning(bare(cell.text), "contacts"))}
    if len(told & _FACTS) < 2:
        return None
    return Grid(tuple(zip(labels, answers, strict=True)), grid.place, grid.title)


def _only(row: Row) -> Cell | None:
    """The one cell that a row has, or that is filled in it; None where there are several."""
    found: Sequence[Cell] = [cell for _, cell in filled(row)]
    return found[0] if len(found) == 1 else row[0] if row and not found else None


def _is_label(cell: Cell, vocabulary: Vocabulary) -> bool:
    text = cell.text.strip()
    if not text or "\n" in text or is_value(Cell(_NUMBERED.sub("", text), cell.place, cell.held)):
        return False
    asks = text.endswith(("?", ":")) or bool(_NUMBERED.match(text))
    return words(text) <= _LONGEST_LABEL and (asks or vocabulary.knows(text))
