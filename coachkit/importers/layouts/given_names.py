"""A client's given name and family name that stand in two columns, as apps write them, set together as one name."""

import re
from collections.abc import Sequence

from coachkit.importers.layouts.headers import Row, filled, is_value
from coachkit.importers.layouts.labels import key
from coachkit.importers.layouts.pieces import Vocabulary, row_place
from coachkit.importers.pages import Cell, Grid, Remark

_WHOSE = (
    r"(?:(?:client|coachee|mentee|learner|invitee|attendee|participant|customer|contact|guest|student|person|respondent"
    r"|member|your|booker|patient)s? )?"
)
_GIVEN = re.compile(rf"{_WHOSE}(?:first|given|fore) ?names?|{_WHOSE}forename")
_FAMILY = re.compile(rf"{_WHOSE}(?:last|family|second) ?names?|{_WHOSE}surname")
_WHOLE = "Client name"
_HEADER_WITHIN = 30


def joined(grid: Grid, vocabulary: Vocabulary) -> tuple[Grid, list[Remark]]:
    """The table with both names in one column; as it is where it has no two such columns, or a client's name besides."""
    for at, row in enumerate(grid.rows[:-1][:_HEADER_WITHIN]):
        given, family = _column(row, _GIVEN), _column(row, _FAMILY)
        if given is None or family is None:
            continue
        if any(is_value(cell) for _, cell in filled(row)) or _is_named_besides(row, vocabulary):
            continue
        rows = [*grid.rows[:at], *(_one(line, given, family, line is row) for line in grid.rows[at:])]
        value = f"{row[given].text.strip()} | {row[family].text.strip()}"
        told = Remark(row_place(row), value, "are read together as the client's name", note=True)
        return Grid(tuple(rows), grid.place, grid.title), [told]
    return grid, []


def _column(row: Row, label: re.Pattern) -> int | None:
    """The one column with such a label; None where there is none, or several."""
    found = [at for at, cell in filled(row) if label.fullmatch(key(cell.text))]
    return found[0] if len(found) == 1 else None


def _is_named_besides(row: Row, vocabulary: Vocabulary) -> bool:
    headings = vocabulary.headings
    told = [one for _, cell in filled(row) for one in headings.meanings(cell.text, "contacts") if one.by != "loose"]
    return any(one.column == "client_id" for one in told)


def _one(row: Row, given: int, family: int, is_header: bool) -> Sequence[Cell]:
    """A row with the given name and the family name in the first of their columns, and without the second."""
    first, second = sorted((given, family))
    names = [row[at].text.strip() for at in (given, family)]
    whole = " ".join(name for name in names if name)
    cells = [*row]
    cells[first] = Cell(_WHOLE if is_header else whole, row[first].place)
    return tuple(cell for at, cell in enumerate(cells) if at != second)
