"""Columns of contacts that are not what their label says, told by the values that stand in them."""

import re
from collections.abc import Sequence
from datetime import date

from coachkit.importers.layouts.chosen import column_of
from coachkit.importers.layouts.headers import Row, filled
from coachkit.importers.layouts.headings import Heading
from coachkit.importers.pages import Cell
from coachkit.importers.values import lines
from coachkit.values import plain

_MOST_WORDS = 7
_ANOTHER_DAY = re.compile(
    r"birth|dob|next|invoice|contract|creat|updat|paid|due|writ|enter|end|book|sent|sign|agree|review|typed|log", re.I
)
BY_VALUES = "values"
"""How a column was found that only its values tell."""


def tell(found: dict[int, Heading], labels: dict[int, str], body: Sequence[Row]) -> None:
    """Change the columns found: prose that is figures, media under any label, and running numbers that are days."""
    body = [row for row in body if len(filled(row)) > 1]
    texts = {at: _values(body, at) for at, one in found.items() if one.column == "text"}
    for at in [at for at, values in texts.items() if values and all(map(_is_figure, values))]:
        del found[at]
    texts |= {at: _values(body, at) for at in labels if at not in found}
    media = [at for at in texts if texts[at] and _is_media(texts[at])]
    if len(media) == 1 and not any(one.column == "medium" for one in found.values()):
        found[media[0]] = Heading("contacts", "medium", "", BY_VALUES)
    if any(one.column == "date" for one in found.values()):
        return
    unknown = [at for at in labels if at not in found or found[at].column == "number"]
    days = [at for at in unknown if _are_days(_values(body, at))]
    if len(days) == 1 and not _ANOTHER_DAY.search(labels[days[0]]):
        found[days[0]] = Heading("contacts", "date", "", BY_VALUES)


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a day, a time, a number or a length of time and no more."""
    if cell.held is not None:
        return True
    facts = lines.facts(cell.text.strip())
    told = facts.date or facts.length or facts.clock
    return bool(re.fullmatch(r"[\W\d]*\d[\W\d]*", cell.text.strip())) or bool(told and not facts.rest)


def _is_media(values: Sequence[Cell]) -> bool:
    """Whether most values are words such as telephone, and none is longer than a remark of a few words."""
    media = sum(is_medium(cell.text) for cell in values)
    return media * 2 > len(values) and all(len(cell.text.split()) <= _MOST_WORDS for cell in values)


def is_medium(text: str) -> bool:
    """Whether a text is a word for how people met, and no more."""
    return column_of(text) == "medium"


def _are_days(values: Sequence[Cell]) -> bool:
    """Whether every value is a day with its year, alone or with a time of day."""
    return bool(values) and all(isinstance(cell.held, date) or _is_moment(cell.text) for cell in values)


def _is_moment(text: str) -> bool:
    facts = lines.facts(plain(text))
    return bool(facts.date) and not facts.rest and not facts.length and bool(re.search(r"\d{4}", facts.date))


def _values(body: Sequence[Row], at: int) -> list[Cell]:
    return [row[at] for row in body if at < len(row) and row[at].text.strip()]
