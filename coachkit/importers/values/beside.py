"""What stands beside a date in one cell: clock times, a length, a weekday; what is none of these is refused."""

import re
from dataclasses import dataclass, replace

from coachkit.dates import WEEKDAYS
from coachkit.importers.values.clock import Length, stretch
from coachkit.importers.values.lengths import read_length, read_time, time_note
from coachkit.importers.values.slips import meant
from coachkit.importers.values.spoken import may_change
from coachkit.values import Refused

_FILLER = {
    "",
    "date",
    "dated",
    "on",
    "the",
    "at",
    "@",
    "of",
    "from",
    "held on",
    "held",
    "date of session",
    "session date",
}
_CURE = "write the date alone, and what else belongs to the contact under its own label"


@dataclass(frozen=True)
class Beside:
    """Clock times (HH:MM), length (minutes) and weekday beside a date, and reasons that a note should tell."""

    start: str = ""
    end: str = ""
    length: int | None = None
    weekday: str = ""
    reasons: tuple[str, ...] = ()


def beside_date(before: str, after: str) -> Beside:
    """What stands before and after a date; raises Refused where it cannot be read, or says two things."""
    found = Beside()
    for text in (before, after):
        for inside in re.findall(r"[(\[]([^()\[\]]*)[)\]]", text):
            found = _with_bracket(found, inside.strip())
        for chunk in re.split(r"[,;|]", re.sub(r"[(\[][^()\[\]]*[)\]]", ",", text)):
            found = _with_chunk(found, chunk.strip(" .:-@"))
    return found


def _with_bracket(found: Beside, inside: str) -> Beside:
    try:
        return _with_piece(found, inside)
    except Refused:
        if may_change(inside):
            raise
    return replace(found, reasons=(*found.reasons, f'"{inside}" is left out'))


def _with_chunk(found: Beside, chunk: str) -> Beside:
    if _read(chunk) or chunk.lower() in _FILLER:
        return _with_piece(found, chunk)
    for piece in re.split(r" - |\bfor\b", chunk):
        found = _with_piece(found, piece.strip(" .:-@"))
    return found


def _with_piece(found: Beside, piece: str) -> Beside:
    if piece.lower() in _FILLER:
        return found
    if weekday := meant(piece.lower().rstrip("."), WEEKDAYS):
        slip = piece.lower().rstrip(".") not in WEEKDAYS
        return _once(
            found, Beside(weekday=weekday, reasons=(f'"{piece}" is taken as {weekday.title()}',) if slip else ())
        )
    read = _read(piece)
    if read is None:
        raise Refused(f'has more beside its date than could be read: "{piece}"', _CURE)
    reasons = (read.note,) if read.note else ()
    return _once(found, Beside(read.start, read.end, read.minutes or None, reasons=reasons))


def _once(found: Beside, more: Beside) -> Beside:
    """Both together, if they do not say the same thing twice in two ways."""
    for name in ("start", "length", "weekday"):
        one, two = getattr(found, name), getattr(more, name)
        if one and two and one != two:
            raise Refused(f"gives two values beside its date, {one} and {two}", "write the one that is right")
    return Beside(
        found.start or more.start,
        found.end or more.end,
        found.length or more.length,
        found.weekday or more.weekday,
        (*found.reasons, *more.reasons),
    )


def _read(piece: str) -> Length | None:
    """Clock times or a length; 0 minutes where it is a start alone."""
    if found := stretch(piece):
        return replace(found, note=f"{found.minutes} minutes, {found.note}" if found.note else "")
    for read in (_start, _length):
        try:
            return read(piece)
        except Refused:
            continue
    return None


def _start(piece: str) -> Length:
    if piece.isdigit():
        raise Refused("may be a year", _CURE)
    start = read_time(piece, None)
    reason = time_note(piece, None)
    return Length(0, "" if start == "00:00" else start, note=f'"{piece}" {reason}' if reason else "")


def _length(piece: str) -> Length:
    if re.fullmatch(r"[0-9.,:/ ]+", piece):
        raise Refused("has no unit", _CURE)
    read = read_length(piece, None, label="")
    return replace(read, note=f'"{piece}" {read.note}' if read.note else "")
