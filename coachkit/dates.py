"""Reading a column of dates, with one order of day and month for the whole column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.values import Read, Refused, read_each, told

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS = {name.lower()[:length]: number for number, name in enumerate(MONTH_NAMES, start=1) for length in (3, None)} | {
    "sept": 9
}
WEEKDAYS = {name.lower()[:length]: number for number, name in enumerate(WEEKDAY_NAMES) for length in (3, None)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_DATE_CURE = "write the date as 2025-01-06 or 6 January 2025"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_CLOCK = r"(?:[T ] ?(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)Z?)?"
_DATE_FORMS = [
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})(?P<s>[-/.])(?P<month>[0-9]{1,2})(?P=s)(?P<day>[0-9]{1,2})",
        rf"(?P<one>[0-9]{{1,2}}) ?(?P<s>[-/.]) ?(?P<two>[0-9]{{1,2}}) ?(?P=s) ?{_YEAR}",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/ .]*(?P<name>[a-z]+)[-/ .,]*{_YEAR}",
        rf"(?P<name>[a-z]+)[-/ .]*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[-/ .,]+{_YEAR}",
    )
]
_FIRST = {"day": "day comes before month", "month": "month comes before day"}


@dataclass(frozen=True)
class Written:
    """A date as written: its reading by each order (a date, or why it is none), and the order that it shows, if any."""

    day: date | tuple[str, str]
    month: date | tuple[str, str]
    shows: str = ""


def read_dates(texts: Sequence[str], *, today: date, lines: Sequence[int] | None = None) -> Read:
    """Dates (datetime.date, None where blank), with one order of day and month for the whole column.

    A first part over 12 shows that the day comes first, a second part over 12 that the month does. Where a column shows
    both, no ambiguous date is read, nor the dates of the rarer order; where it shows none, the day comes first.
    `lines`, the physical lines of the texts, are named in messages.
    """
    read = read_each(texts, written)
    showing = {
        order: [at for at, value in enumerate(read.values) if value and value.shows == order] for order in _FIRST
    }
    unclear = [at for at, value in enumerate(read.values) if value and value.day != value.month]
    order, other = ("month", "day") if len(showing["month"]) > len(showing["day"]) else ("day", "month")
    faults = read.faults | _contradicted(texts, lines, showing[order], showing[other], unclear)
    values = [
        _settled(at, getattr(value, order) if value else None, faults, today) for at, value in enumerate(read.values)
    ]
    examples = [at for at in unclear if values[at]]
    return Read(
        values,
        faults,
        _order_notes(texts, lines, values, showing[order], examples, order) if not showing[other] else [],
    )


def not_after(values: Sequence[date | None], as_of: date) -> dict[int, tuple[str, str]]:
    """(problem, cure) by index for the dates after `as_of`, the day on which the records are taken to stand."""
    fault = (
        f"is after {in_words(as_of)}, the day at which the records stand (as_of)",
        "correct the date, or as_of in practice.toml",
    )
    return {index: fault for index, value in enumerate(values) if value and value > as_of}


def _settled(
    at: int, reading: date | tuple[str, str] | None, faults: dict[int, tuple[str, str]], today: date
) -> date | None:
    """The reading if it is a date of the past and without a fault; else the fault is added."""
    if isinstance(reading, tuple):
        faults.setdefault(at, reading)
    elif reading and reading > today:
        faults.setdefault(
            at, (f"is after today, {in_words(today)}", "correct the date; a record is entered once its day has come")
        )
    return None if at in faults else reading


def _contradicted(
    texts: Sequence[str], lines: Sequence[int] | None, usual: list[int], rarer: list[int], unclear: list[int]
) -> dict[int, tuple[str, str]]:
    """Faults for the ambiguous dates and for those of the rarer order, where a column shows both orders."""
    if not rarer:
        return {}
    one, other = told(texts, lines, usual[0]), told(texts, lines, rarer[0])
    doubt = (
        f"may be read with the day or the month first, and its column shows both: {one} and {other}",
        "write the date as 2025-01-06",
    )
    against = (
        f"has another order of day and month than {one}, and a column has one order",
        "write the date as 2025-01-06",
    )
    return dict.fromkeys(unclear, doubt) | dict.fromkeys(rarer, against)


def _order_notes(
    texts: Sequence[str],
    lines: Sequence[int] | None,
    values: Sequence[date | None],
    showing: list[int],
    examples: list[int],
    order: str,
) -> list[str]:
    example = f"{told(texts, lines, examples[0])} is read as {in_words(values[examples[0]])}" if examples else ""
    if showing:
        return [
            f"{_FIRST[order]} in this column, as {told(texts, lines, showing[0])} shows"
            + (f": {example}" if example else "")
        ]
    return (
        [f"{example}: {_FIRST[order]}, as in Britain, since no date of the column shows the order"] if example else []
    )


def in_words(day: date) -> str:
    """The date in English, as in 6 January 2025."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def written(text: str) -> Written:
    """One date by either order of day and month; raises Refused where it is not in a form that can be read."""
    if re.fullmatch(r"[0-9]{5}(?:[.,][0-9]+)?", text):
        meant = in_words(date(1899, 12, 30) + timedelta(days=int(text[:5])))
        raise Refused(
            "is a number, not a date",
            f"format the column as a date (yyyy-mm-dd) in Excel and save again; there {text} is {meant}",
        )
    weekday, rest = _weekday(text)
    match = next((match for form in _DATE_FORMS if (match := form.fullmatch(rest))), None)
    if not match:
        raise Refused("is not a date in a form that can be read", _DATE_CURE)
    parts = match.groupdict()
    if set(parts["clock"] or "") - set("0:."):
        raise Refused(
            "has a time of day", "write the date alone; the time at which a contact began goes in the column start"
        )
    return _by_order(_year(parts["year"]), parts, weekday)


def _weekday(text: str) -> tuple[int | None, str]:
    """The weekday in front of a date, and the rest."""
    match = re.fullmatch(r"([A-Za-z]+)[.,]? (.+)", text)
    known = WEEKDAYS.get(match[1].lower()) if match else None
    return (known, match[2]) if match and known is not None else (None, text)


def _year(text: str) -> int:
    if len(text) < 4:
        raise Refused("has a year of two digits", "write the year with four digits, as in 2025-01-06")
    if int(text) < 1900:
        raise Refused(f"is in the year {text}, before 1900", "correct the year")
    return int(text)


def _by_order(year: int, parts: dict[str, str | None], weekday: int | None) -> Written:
    if parts.get("one"):
        return _numeric(year, int(parts["one"]), int(parts["two"]), weekday)
    month = int(parts["month"]) if parts.get("month") else MONTHS.get(parts["name"].lower())
    if month is None:
        raise Refused(f'has no English month: "{parts["name"]}"', _DATE_CURE)
    reading = _day(year, month, int(parts["day"]), weekday)
    return Written(reading, reading)


def _numeric(year: int, one: int, two: int, weekday: int | None) -> Written:
    if one > 12 and two > 12:
        raise Refused("has no month: both its parts are over 12", _DATE_CURE)
    day_first, month_first = _day(year, two, one, weekday), _day(year, one, two, weekday)
    if one > 12:
        return Written(day_first, day_first, "day" if one <= 31 else "")
    if two > 12:
        return Written(month_first, month_first, "month" if two <= 31 else "")
    return Written(day_first, month_first)


def _day(year: int, month: int, day: int, weekday: int | None) -> date | tuple[str, str]:
    """The date, or (problem, cure) where the calendar has no such day or another weekday."""
    if not 1 <= month <= 12:
        return f"has no month: {month} is not between 1 and 12", _DATE_CURE
    try:
        found = date(year, month, day)
    except ValueError:
        return (
            f"is no day of the calendar: {MONTH_NAMES[month - 1]} {year} has no day {day}",
            "correct the day or the month",
        )
    if weekday is not None and weekday != found.weekday():
        actual = WEEKDAY_NAMES[found.weekday()]
        return (
            f"has the wrong weekday: {in_words(found)} is a {actual}, not a {WEEKDAY_NAMES[weekday]}",
            "correct the date or the weekday",
        )
    return found
