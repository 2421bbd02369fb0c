"""The year that a heading such as "2023" or "November 2023" gives to the days under it that have none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coachkit.importers.layouts.pieces import Log, Opening, Piece, Prose, Section, Title, Vocabulary
from coachkit.importers.pages import Remark
from coachkit.importers.records import Written
from coachkit.importers.values.dated import dates_in
from coachkit.spelling import plain

_YEAR = re.compile(r"(?:the )?(?:year )?(?:(?P<month>[a-z]{3,9})\.?,? )?(?P<year>(?:19|20)[0-9]{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TURN = 6
_GIVEN = "is a heading that gives its year to the days under it"


@dataclass
class _Heading:
    """A heading that names a year; `months` are those of the days that were given it, in order."""

    piece: Piece
    year: str
    month: str
    months: list[int]

    def gives(self, month: int) -> bool:
        """Whether a day of that month can be of this year: of the heading's month, and not after the year has turned."""
        if self.month:
            return _number(self.month) == month
        falls = [later - sooner for sooner, later in zip(self.months, self.months[1:], strict=False)]
        step = month - self.months[-1] if self.months else 0
        turned = step <= -_TURN and not any(fall < 0 for fall in falls)
        return not (turned or (step >= _TURN and any(fall < 0 for fall in falls)))


def given(pieces: Sequence[Piece], vocabulary: Vocabulary, title: str = "") -> tuple[list[Piece], list[Remark]]:
    """The pieces with the years of headings written after the days under them, and a note at each such heading.

    A heading's month must be the day's. Where the days run past the end of the year without another heading, those
    that come after have no year. `title` is what a workbook's sheet is called.
    """
    found: list[Piece] = []
    heading = _told(Title(title, f"sheet {title}")) if title else None
    used: list[_Heading] = []
    for piece in pieces:
        if told := _told(piece):
            heading = told
        elif heading and (dated := _with_year(piece, heading, vocabulary)):
            piece = dated
            used += [heading] if heading not in used else []
        found.append(piece)
    over = [one.piece for one in used]
    notes = [Remark(one.place, _text(one), _GIVEN, note=True) for one in over]
    return [piece for piece in found if not any(piece is one for one in over)], notes


def _text(piece: Piece) -> str:
    return piece.label if isinstance(piece, Section) else piece.text


def _told(piece: Piece) -> _Heading | None:
    if not isinstance(piece, Title | Section | Prose):
        return None
    match = _YEAR.fullmatch(plain(_text(piece)).strip(" :.-–—=*#"))
    if not match or (match["month"] and not _number(match["month"])):
        return None
    return _Heading(piece, match["year"], match["month"] or "", [])


def _number(month: str) -> int:
    """1 to 12, 0 where it is no month."""
    return _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 0


def _with_year(piece: Piece, heading: _Heading, vocabulary: Vocabulary) -> Piece | None:
    if isinstance(piece, Opening):
        day = _dated(piece.facts.date, heading)
        return replace(piece, facts=replace(piece.facts, date=day)) if day else None
    if isinstance(piece, Written):
        meaning = vocabulary.meaning(piece.label, "contacts")
        day = _dated(piece.text, heading) if meaning and meaning.column == "date" and piece.held is None else ""
        return replace(piece, text=day) if day else None
    if isinstance(piece, Log):
        rows = [_row(row, heading) for row in piece.rows]
        return (
            replace(piece, rows=tuple(rows)) if any(a is not b for a, b in zip(rows, piece.rows, strict=True)) else None
        )
    return None


def _row(row, heading: _Heading):
    written = row.cells.get("date")
    day = _dated(written.text, heading) if written and written.held is None else ""
    return replace(row, cells=row.cells | {"date": replace(written, text=day)}) if day else row


def _dated(text: str, heading: _Heading) -> str:
    """A day without a year with the heading's year after it; "" where it has one, or the year is not certain."""
    days = dates_in(plain(text))
    if len(days) != 1 or days[0].whole or days[0].parts["either"] or days[0].parts["several"]:
        return ""
    month = _number(plain(days[0].parts["name"]))
    if not month or not heading.gives(month):
        return ""
    heading.months.append(month)
    return f"{text.rstrip(' .,')} {heading.year}"
