"""What one cell of a workbook holds: text, a number, a day, a time of day, a length of time, yes or no."""

import math
import re
from datetime import datetime, time, timedelta

from coachkit.importers.pages import Held

_FIRST_1904, _DAY_BEFORE_1900 = datetime(1904, 1, 1), datetime(1899, 12, 30)
_SECONDS = 86400
_LONGEST_DAYS = 366
"""From here on a number that is shown as a time of day is a day with a time, below it a length of over 24 hours."""
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_COLOURS_AND_PLACES = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_RUNNING = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


class NoDay(Exception):
    """A number that Excel cannot show as the day or time that its format asks for."""


def number(text: str) -> int | float:
    """A number as the workbook holds it, whole where it is whole; raises ValueError for what is no number."""
    value = float(text)
    if not math.isfinite(value) or "_" in text:
        raise ValueError(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def shown(value: int | float, number_format: str) -> str:
    """A number as a person sees it, every digit of it: 0.75, 45, and with its format's own words 75%, 45 mins, 007."""
    first = number_format.split(";")[0]
    bare, words = _COLOURS_AND_PLACES.sub("", _QUOTED.sub("", first)), _words(first)
    if bare.endswith("%"):
        return f"{value * 100:.15g}%"
    if re.fullmatch("0{2,}", bare) and isinstance(value, int):
        return f"{value:0{len(bare)}}"
    return f"{value:.15g}" + (f" {words}" if words else "")


def _words(number_format: str) -> str:
    """The words that a number format writes after each number."""
    after = re.split(r"[0#?](?=[^0#?]*$)", _COLOURS_AND_PLACES.sub("", number_format))[-1]
    words = "".join(one or other for one, other in _QUOTED.findall(after)).strip()
    return words if any(letter.isalpha() for letter in words) else ""


def moment(value: int | float, number_format: str, from_1904: bool) -> Held:
    """A number as what its format makes of it: a day, a day with a time, a time of day, a length; else the number.

    A day without a time of day is a date where the format shows no time. Seconds are rounded to whole ones. Raises
    NoDay for a number that is no day of the calendar.
    """
    from openpyxl.styles.numbers import is_date_format

    pattern = _COLOURS_AND_PLACES.sub("", _QUOTED.sub("", number_format.split(";")[0])).lower()
    if not is_date_format(number_format):
        return value
    if _RUNNING.search(pattern):
        return timedelta(seconds=round(value * _SECONDS))
    clock = "h" in pattern or "s" in pattern
    days = not clock or "d" in pattern or "y" in pattern
    return _at(value, days, clock, from_1904)


def _at(value: int | float, days: bool, clock: bool, from_1904: bool) -> Held:
    if value == 0 and not clock:
        return 0  # an empty cell that a formula points to
    if value < 0:
        raise NoDay
    if value < 1:
        return (datetime.min + timedelta(seconds=min(round(value * _SECONDS), _SECONDS - 1))).time()
    if not days and value < _LONGEST_DAYS:
        return timedelta(seconds=round(value * _SECONDS))
    whole = _day(value, from_1904)
    return whole if clock or whole.time() != time() else whole.date()


def _day(value: int | float, from_1904: bool) -> datetime:
    """Days from 1900 count a 29 February 1900 that never was, so the first sixty are one short."""
    first = _FIRST_1904 if from_1904 else _DAY_BEFORE_1900 + timedelta(days=value < 60)
    try:
        return first + timedelta(seconds=round(value * _SECONDS))
    except OverflowError:
        raise NoDay from None


def from_iso(text: str) -> Held:
    """A day or time as some programs write it out; raises ValueError for anything else."""
    text = text.removesuffix("Z")
    if ":" in text and "-" not in text:
        return time.fromisoformat(text.removeprefix("T"))
    whole = datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    return whole if whole.time() != time() else whole.date()


def written(held: Held) -> str:
    """A day, time or length as text: 2025-01-06, 2025-01-06 14:30, 14:30, 1:15 (hours and minutes)."""
    if isinstance(held, timedelta):
        minutes, seconds = divmod(abs(round(held.total_seconds())), 60)
        text = f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        return f"-{text}" if held < timedelta() else text
    if isinstance(held, datetime):
        return f"{held.date()} {written(held.time())}"
    if isinstance(held, time):
        return held.isoformat("seconds" if held.second else "minutes")
    return str(held)
