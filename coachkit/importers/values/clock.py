"""Clock times as people write them, and the length between two of them."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import product

from coachkit.importers.pages import Held
from coachkit.minutes import MINUTES_A_DAY
from coachkit.values import Refused, plain

LONGEST = 6 * 60
"""Minutes: a longer stretch between two clock times is asked, since one of them may be wrong."""
_LONGEST_DAY = 10 * 60
TIME_CURE = "write hours and minutes, such as 09:05"
_HALF = r"(?: ?[ap]\.? ?m\b\.?| ?[ap]\b| ?o'?clock)?"
TIME = (
    rf"(?:(?:12 ?)?(?:noon|midday|midnight)|[0-9]{{1,2}}:[0-9]{{2}}(?::00)?{_HALF}(?: ?(?:hrs|h)\b)?|"
    rf"[0-9]{{1,2}}(?:\.[0-9]{{2}})?{_HALF}(?![0-9:.])|[0-9]{{3,4}}{_HALF}(?: ?(?:hrs|h)\b)?)"
)
"""One clock time, loosely: the text that `moment` reads or refuses."""
TO = r" ?(?:-+>?|→|\bto\b|\buntil\b|\btill?\b) ?"
RANGE = rf"(?:(?:from )?{TIME}{TO}{TIME}|between {TIME} and {TIME})"
"""Two clock times, loosely: the text that `stretch` reads or refuses."""
_TWO = re.compile(rf"(?:from )?(?P<start>{TIME}){TO}(?P<end>{TIME})", re.IGNORECASE)
_FORM = re.compile(
    r"(?:(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::00)?)?|(?P<run>[0-9]{3,4}))"
    r"(?: ?(?P<half>[ap])(?:\.? ?m)?\.?| ?(?P<oclock>o'?clock))?(?P<hrs> ?(?:hrs|h))?",
    re.IGNORECASE,
)
_NAMED = {"noon": "12:00pm", "midday": "12:00pm", "midnight": "12:00am"}


@dataclass(frozen=True)
class Length:
    """Whole minutes, with the clock times (HH:MM) that they lie between where those are written.

    `note` reads on from the value and says how an uncertain form was read, "" where it is plainly written.
    """

    minutes: int
    start: str = ""
    end: str = ""
    note: str = ""


@dataclass(frozen=True)
class Moment:
    """A clock time as written, in minutes since midnight.

    `open` is true where the other half of the day may be meant, `bare` where nothing but an hour stands there.
    """

    minutes: int
    open: bool = False
    bare: bool = False

    @property
    def usual(self) -> int:
        """Minutes since midnight, an open hour from 1 to 6 taken as one of the afternoon."""
        return self.minutes + 720 if self.open and 60 <= self.minutes < 420 else self.minutes

    @property
    def likely(self) -> bool:
        """Whether the half of the day is as good as written: 8 to 12 is the working morning and noon."""
        return not self.open or 480 <= self.minutes < 780


def moment(text: str) -> Moment:
    """One clock time; raises Refused where it is none."""
    text = _tidied(text)
    named = re.fullmatch("(?:12 ?)?(noon|midday|midnight)", text)
    match = _FORM.fullmatch(_NAMED[named[1]] if named else text)
    if not match:
        raise Refused("is not a time of day", TIME_CURE)
    hour, minute = (int(match["run"][:-2]), int(match["run"][-2:])) if match["run"] else _parts(match)
    half = match["half"] or ""
    if minute > 59 or hour > 23 or (half and hour == 0) or (half == "a" and hour > 12):
        raise Refused("is a time that no clock shows", "write a time from 00:00 to 23:59")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    padded = (match["hour"] or "").startswith("0") or len(match["run"] or "") == 4 or bool(match["hrs"])
    bare = not (match["minute"] or match["run"] or half)
    return Moment(60 * hour + minute, not half and not padded and 1 <= hour <= 12, bare)


def _parts(match: re.Match) -> tuple[int, int]:
    return int(match["hour"]), int(match["minute"] or 0)


def stretch(text: str) -> Length | None:
    """The length of two clock times in one text, None where the text is no such range.

    Raises Refused where it is one that is not certain. The note gives the reading alone, as in: 11:00 to 13:00.
    """
    match = _TWO.fullmatch(re.sub("^between (.+) and ", r"\1 - ", _tidied(text)))
    return _between(moment(match["start"]), moment(match["end"])) if match else None


def bare_range(text: str) -> bool:
    """Whether the text is two bare numbers, which may be hours of the clock or an amount from one to the other."""
    return bool(re.fullmatch(rf"[0-9]{{1,3}}{TO}[0-9]{{1,3}}", _tidied(text)))


def _tidied(text: str) -> str:
    return plain(text).lower().strip(" ,;")


def between(start: str, end: str) -> Length:
    """The length between two times of day (HH:MM), over noon or midnight with a note; raises Refused."""
    one, two = (moment(text) for text in (start, end))
    found = _between(Moment(one.minutes), Moment(two.minutes, two.minutes < 720 and two.minutes <= one.minutes))
    as_written = found.end == shown(two.minutes) and found.start < found.end
    return replace(found, note="" if as_written else f"is read as {in_minutes(found.minutes)}: {_told(found)}")


def _between(start: Moment, end: Moment) -> Length:
    """The shortest stretch from the one to the other that both may mean, if it is not too long."""
    starts = _halves(start) if start.open and not end.open else [start.usual]
    ends = _halves(end) if end.open else [end.minutes]
    stretches = [((two - one) % MINUTES_A_DAY or MINUTES_A_DAY, one, two) for one, two in product(starts, ends)]
    minutes, one, two = min(stretches)
    _refuse_unlikely(minutes, start, end)
    found = Length(minutes, shown(one), shown(two))
    return found if one < two and _certain(start, end, two) else replace(found, note=_told(found))


def _certain(start: Moment, end: Moment, read: int) -> bool:
    """Whether both halves of the day are as good as written; one of them tells the other, as in 2-3.30pm or 9am-10."""
    if start.open != end.open:
        return True
    return start.likely and end.likely and end.minutes == read and not (start.bare and end.bare and start.open)


def _refuse_unlikely(minutes: int, start: Moment, end: Moment) -> None:
    if minutes <= LONGEST:
        return
    if start.minutes == end.minutes:
        raise Refused("begins and ends at the same time", "correct the times, or write the length, such as 45 min")
    if end.minutes < start.minutes and minutes > _LONGEST_DAY:
        raise Refused("ends before it begins", "correct the times, or write the length, such as 45 min")
    raise Refused(
        f"is {minutes} minutes, over {LONGEST // 60} hours",
        f"correct the times, or write {minutes} min as the length if it was so long",
    )


def _halves(at: Moment) -> list[int]:
    return [at.minutes, (at.minutes + 720) % MINUTES_A_DAY]


def in_minutes(minutes: int) -> str:
    """A number of minutes in words: 1 minute, 45 minutes."""
    return f"{minutes} minute{'s' if minutes != 1 else ''}"


def shown(minutes: int) -> str:
    """Minutes since midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _told(found: Length) -> str:
    return f"{found.start} to {found.end}" + (", over midnight" if found.end <= found.start else "")


def read_time(text: str, held: Held) -> str:
    """A time of day as HH:MM; 2.30, which is no hour for a meeting at night, is 14:30. Raises Refused."""
    return _held_time(held) if isinstance(held, (datetime, time, timedelta)) else shown(_alone(text).usual)


def time_note(text: str, held: Held) -> str:
    """How a time of day was read where its half of the day is not written, "" where it is certain."""
    if isinstance(held, (datetime, time, timedelta)) or _alone(text).likely:
        return ""
    return f"is read as {shown(_alone(text).usual)}: no am or pm is written"


def _alone(text: str) -> Moment:
    at = moment(re.sub(r"^(?:at|from|@) ?", "", plain(text).lower()))
    if at.bare and not re.search("clock|h", plain(text).lower()):
        raise Refused("is not a time of day", TIME_CURE)
    return at


def _held_time(held: datetime | time | timedelta) -> str:
    since = (
        held if isinstance(held, timedelta) else timedelta(hours=held.hour, minutes=held.minute, seconds=held.second)
    )
    minutes, rest = divmod(round(since.total_seconds()), 60)
    if rest or not 0 <= minutes < MINUTES_A_DAY:
        raise Refused("is not a time of day in whole minutes", TIME_CURE)
    return shown(minutes)
