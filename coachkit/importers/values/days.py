"""What people write for a date, read as a day: what is certain is read and said, what is not is asked."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from coachkit.dates import MONTHS, WEEKDAY_NAMES, WEEKDAYS, Written, in_words, written
from coachkit.importers.pages import Held
from coachkit.importers.values.beside import Beside, beside_date
from coachkit.importers.values.dated import Found, dates_in, day_and_month
from coachkit.importers.values.slips import meant
from coachkit.values import Refused, plain

CURE = "write the date as 2025-01-06 or 6 January 2025"
_LONGEST_TEXT = 200
_FIRST_YEAR = 1990
_YEARS_BACK = 15
_DAYS_BEFORE, _DAYS_AFTER, _DAYS_AFTER_WITH_WEEKDAY = 180, 7, 180
_UNSAID = {"", "-", "--", "?", "??", "tbc", "tba", "tbd", "n/a", "na", "none", "unknown", "not known", "not recorded", "various", "ditto", '"', "as above",
    "ongoing", "…", "..."}  # fmt: skip
_FROM_ANOTHER_DAY = re.compile(
    r"\b(?:yesterday|today|tomorrow|last|this|next|previous|ago|week|month|morning|afternoon|evening|same day)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """The days between which the practice lies, both included; `why` says where that is known from."""

    first: date
    last: date
    why: str


@dataclass(frozen=True)
class Day:
    """A day as read, with clock times (HH:MM) and length (minutes) where they stand beside it.

    `note` reads on from the value and says how an uncertain form was read, "" where the date is plainly written.
    """

    day: date
    start: str = ""
    end: str = ""
    length: int | None = None
    note: str = ""


@dataclass(frozen=True)
class _Known:
    """What is known of the dates around one date."""

    order: str
    today: date
    period: Period | None
    beside: date | None


def read_day(
    text: str, held: Held, *, order: str, today: date, period: Period | None = None, beside: date | None = None
) -> Day:
    """The day that a text or a workbook's cell holds; `order` is day, month or "" where nothing shows it.

    `beside` is the date of the sheet, for a day and month without a year. Raises Refused where it is not certain.
    """
    found = _held_day(held) if held is not None else None
    found = found or _from_text(text, _Known(order, today, period, beside))
    if found.day > today:
        raise Refused(
            f"is after today, {in_words(today)}", "correct the date; a record is entered once its day has come"
        )
    if found.day.year < _FIRST_YEAR:
        raise Refused(f"is in the year {found.day.year}, before {_FIRST_YEAR}", "correct the year")
    return replace(found, note=f"is read as {in_words(found.day)}: {found.note}") if found.note else found


def order_shown(text: str) -> str:
    """The order of day and month that a date in figures shows by itself or by its weekday: day, month or ""."""
    found = [one for one in dates_in(_tidied(text)) if one.parts["two"] and one.parts["year"]]
    if len(found) != 1:
        return ""
    try:
        reading = written(_in_figures(found[0], _century(found[0].parts["year"])))
        weekday = _weekday(found[0])
    except Refused:
        return ""
    return reading.shows or (_by_weekday(reading, weekday) if reading.day != reading.month else "")


def _held_day(held: Held) -> Day | None:
    """The day in a workbook's cell; None where it holds a number, which is read as text."""
    if isinstance(held, datetime):
        return Day(held.date(), f"{held:%H:%M}" if held.time() != time() else "")
    if isinstance(held, date):
        return Day(held)
    if isinstance(held, (time, timedelta, bool)):
        raise Refused("is a time of day, not a date" if not isinstance(held, bool) else "is not a date", CURE)
    return None


def _from_text(text: str, known: _Known) -> Day:
    """The reading of a text; its note gives the reasons alone."""
    said = _tidied(text)
    if len(text) > _LONGEST_TEXT:
        raise Refused("is not a date in a form that can be read", CURE)
    found = dates_in(said) or [one for one in (day_and_month(text.strip()),) if one]
    if not found:
        return _otherwise(said, known)
    if len(found) > 1 or found[0].parts["several"]:
        raise Refused("holds several days", "write each contact on its own, with its own date")
    _refuse_doubt(found[0])
    around = beside_date(said[: found[0].start], said[found[0].end :])
    day, reasons = _settled(found[0], _weekday(found[0], around), known)
    return Day(day, around.start, around.end, around.length, "; ".join([*reasons, *around.reasons]))


def _tidied(text: str) -> str:
    """The text in plain characters, without brackets around it or a closing stop."""
    said = plain(text).replace("’", "'").strip(" .,;:")
    said = re.sub(r"^[(\[](.*)[)\]]$", r"\1", said)
    said = re.sub(r"(?<=[0-9])T(?=[0-9]{2}:)", " ", said)
    return re.sub(r"([0-9]:[0-9]{2})(?::[0-5][0-9])?(?:\.0+)?Z?$", r"\1", said)


def _otherwise(said: str, known: _Known) -> Day:
    """A text in which no date stands as people write it: as the practice folder reads it, or why it is none."""
    if said.lower().strip(" .?") in _UNSAID:
        raise Refused("does not say on which day it was", CURE)
    if compact := re.fullmatch(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})", said):
        day = _dated(written("-".join(compact.groups())).day)
        return Day(day, note="year, month and day in one number")
    if said.lower().strip(".") in WEEKDAYS or _FROM_ANOTHER_DAY.search(said):
        raise Refused("names a day without its date", CURE)
    day, reason = _by_order(written(said), None, known.order)
    return Day(day, note=reason)


def _refuse_doubt(found: Found) -> None:
    parts = found.parts
    if parts["week"]:
        raise Refused("names a week, not a day", CURE)
    if parts["doubt"] or parts["query"]:
        raise Refused("is marked as not certain", CURE)
    if parts["either"]:
        number = parts["either"].lstrip("'")
        if len(number) == 4 or parts["either"].startswith("'") or int(number) > 31:
            raise Refused("names no day of the month", CURE)
        month = parts["name"]
        raise Refused(f"may be day {int(number)} of {month}, or {month} of the year 20{number:0>2}", CURE)


def _weekday(found: Found, around: Beside | None = None) -> int | None:
    """The weekday that stands at the date, 0 = Monday; raises Refused where two stand there that differ."""
    names = [found.parts["weekday"], found.parts["behind"], around.weekday if around else ""]
    told = {WEEKDAYS[name.lower()] for name in names if name}
    if len(told) > 1:
        raise Refused("names two weekdays", "correct the weekday")
    return told.pop() if told else None


def _settled(found: Found, weekday: int | None, known: _Known) -> tuple[date, list[str]]:
    """The day and the reasons that a note should tell."""
    parts = found.parts
    if not found.whole:
        day, reasons = _without_year(found, weekday, known)
    else:
        reading = written(_in_figures(found, _century(parts["year"])))
        day, reason = _by_order(reading, weekday, known.order)
        reasons = [reason, _two_digits(day, known) if 0 < len(parts["year"].lstrip("'")) < 4 else ""]
    if parts["slip"]:
        reasons.append(f'"{parts["slip"]}" is taken as {meant(parts["slip"].lower(), MONTHS).title()}')
    _refuse_weekday(day, weekday)
    return day, [reason for reason in reasons if reason]


def _century(year: str) -> int:
    digits = year.lstrip("'")
    return int(digits or 0) + (2000 if len(digits) < 4 else 0)


def _in_figures(found: Found, year: int) -> str:
    """The date in the strict form of the practice folder."""
    parts = found.parts
    if parts["iso"]:
        return parts["iso"]
    if parts["two"]:
        return f"{parts['one']}/{parts['two']}/{year:04}"
    return f"{parts['day']} {parts['name'] or meant(parts['slip'].lower(), MONTHS)} {year:04}"


def _dated(reading: date | tuple[str, str]) -> date:
    if isinstance(reading, tuple):
        raise Refused(*reading)
    return reading


def _by_order(reading: Written, weekday: int | None, order: str) -> tuple[date, str]:
    """The day by the order of day and month, and the reason where nothing but custom or a weekday tells it."""
    if reading.shows and order and reading.shows != order:
        raise Refused(f"has the {reading.shows} first, and the dates of its file have the {order} first", CURE)
    if reading.day == reading.month:
        return _dated(reading.day), ""
    if order:
        return _dated(getattr(reading, order)), ""
    if shown := _by_weekday(reading, weekday):
        return _dated(getattr(reading, shown)), f"the {shown} first, as its weekday shows"
    return _dated(reading.day), "the day first, as in Britain"


def _by_weekday(reading: Written, weekday: int | None) -> str:
    """The order of day and month by which alone the date falls on the weekday, or ""."""
    fits = [order for order in ("day", "month") if _falls_on(getattr(reading, order), weekday)]
    return fits[0] if len(fits) == 1 else ""


def _falls_on(day: date | tuple[str, str], weekday: int | None) -> bool:
    return isinstance(day, date) and day.weekday() == weekday


def _refuse_weekday(day: date, weekday: int | None) -> None:
    if weekday is None or day.weekday() == weekday:
        return
    actual, said = WEEKDAY_NAMES[day.weekday()], WEEKDAY_NAMES[weekday]
    later = (weekday - day.weekday()) % 7
    near = day + timedelta(days=later if later <= 3 and day.year < date.max.year else later - 7)
    raise Refused(
        f"has the wrong weekday: {in_words(day)} is a {actual}, not a {said}",
        f"correct the date or the weekday; {in_words(near)} is a {said}",
    )


def _two_digits(day: date, known: _Known) -> str:
    """Why a year of two digits is certain; raises Refused where it is not."""
    cure = "write the year with four digits, as in 2025-01-06"
    if known.period and known.period.first <= day <= known.period.last:
        return f"a year of two digits, within {known.period.why}"
    if known.period:
        raise Refused(f"has a year of two digits, and {in_words(day)} is outside {known.period.why}", cure)
    if not 0 <= known.today.year - day.year <= _YEARS_BACK:
        raise Refused(f"has a year of two digits, and {day.year} is not one of the last {_YEARS_BACK} years", cure)
    return f"a year of two digits, within the last {_YEARS_BACK} years"


def _without_year(found: Found, weekday: int | None, known: _Known) -> tuple[date, list[str]]:
    """A day and month in the one year that brings them close to the date of the sheet."""
    if known.beside is None:
        raise Refused("has no year", CURE)
    readings = [_in_year(found, year, weekday, known) for year in range(known.beside.year - 1, known.beside.year + 2)]
    after = _DAYS_AFTER if weekday is None else _DAYS_AFTER_WITH_WEEKDAY
    close = [one for one in readings if one and -_DAYS_BEFORE <= (one[0] - known.beside).days <= after]
    certain = [one for one in close if (one[0] - known.beside).days <= _DAYS_AFTER or one[0].weekday() == weekday]
    if len(certain) != 1:
        raise Refused(f"has no year, and is not close to {in_words(known.beside)}, the date beside it", CURE)
    day, reason = certain[0]
    return day, [reason, f"without a year, beside {in_words(known.beside)}"]


def _in_year(found: Found, year: int, weekday: int | None, known: _Known) -> tuple[date, str] | None:
    try:
        return _by_order(written(_in_figures(found, year)), weekday, known.order)
    except Refused:
        return None
