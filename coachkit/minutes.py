"""Reading a column of lengths of time as whole minutes, each by the unit that the value or the header gives."""

import re
from collections.abc import Sequence
from fractions import Fraction

from coachkit.values import Read, Refused, note, plain, read_each

MINUTES_A_DAY = 24 * 60
_MINUTES_CURE = "write whole minutes, such as 45, or hours with their unit, such as 1.5 h or 1h30"
_AMOUNT = r"(?P<amount>(?:[0-9]{1,4} )?[0-9]{1,4}/[1-9][0-9]{0,3}|[0-9]{0,6}[.,][0-9]{1,20}|[0-9]{1,6}[.,]?)"
_HOURS, _MINS = r"(?:hours?|hrs?|h)\.?", r"(?:minutes?|mins?|m)\.?"
_BARE = re.compile(_AMOUNT)
_IN_HOURS = re.compile(rf"{_AMOUNT} ?{_HOURS}", re.IGNORECASE)
_IN_MINUTES = re.compile(rf"{_AMOUNT} ?{_MINS}", re.IGNORECASE)
_BOTH = re.compile(
    rf"(?P<hours>[0-9]{{1,6}}) ?{_HOURS},? ?(?:and |& ?)?(?P<minutes>[0-9]{{1,2}})(?: ?{_MINS})?", re.IGNORECASE
)
_COLON = re.compile(rf"(?P<hours>[0-9]{{1,6}}):(?P<minutes>[0-9]{{2}})(?::00)?(?: ?{_HOURS})?", re.IGNORECASE)
_CLOCK_LIKE = re.compile(r"[0-9]+[.,](?:10|15|20|30|40|45)")


def read_minutes(texts: Sequence[str], header: str, *, lines: Sequence[int] | None = None) -> Read:
    """Whole minutes from 1 to 1440 (int, None where blank); the unit stands in the value or in the `header`.

    1:30 is 90 minutes under any header, with a note. A bare number under a header without a unit, and a fraction under
    minutes, are faults. `lines`, the physical lines of the texts, are named in messages.
    """
    unit = unit_of(header)
    read = read_each(texts, lambda text: minutes_of(text, unit, header))
    good = [index for index, value in enumerate(read.values) if value is not None]
    colons = [index for index in good if ":" in plain(texts[index])]
    notes = _told_minutes(texts, lines, colons, read.values, "hours and minutes")
    if unit == "hours":
        clock_like = [index for index in good if _CLOCK_LIKE.fullmatch(plain(texts[index]))]
        notes += _told_minutes(
            texts, lines, clock_like, read.values, "decimal hours; write 1:30 or 1h30 for an hour and a half"
        )
    return Read(read.values, read.faults, notes)


def _told_minutes(
    texts: Sequence[str], lines: Sequence[int] | None, chosen: list[int], values: Sequence, why: str
) -> list[str]:
    return note(texts, lines, chosen, f"is read as {values[chosen[0]]} minutes: {why}") if chosen else []


def unit_of(header: str) -> str:
    """minutes, hours, or "" where the header names neither, or both."""
    words = set(re.split(r"[^a-z]+", header.lower()))
    minutes, hours = words & {"minutes", "minute", "mins", "min"}, words & {"hours", "hour", "hrs", "hr", "h"}
    return "" if bool(minutes) == bool(hours) else "minutes" if minutes else "hours"


def minutes_of(text: str, unit: str, header: str) -> int:
    """One length as whole minutes; `unit` (minutes, hours or "") holds where it names none. Raises Refused."""
    if match := _COLON.fullmatch(text) or _BOTH.fullmatch(text):
        return _hours_and_minutes(int(match["hours"]), int(match["minutes"]))
    if match := _IN_HOURS.fullmatch(text):
        return _whole(60 * _amount(match["amount"]))
    if match := _IN_MINUTES.fullmatch(text):
        return _whole(_amount(match["amount"]))
    if not _BARE.fullmatch(text):
        raise Refused(*_no_duration(text))
    amount = _amount(text)
    if not unit:
        raise Refused(
            f'has no unit, and the header "{header}" has none', "write 45 min or 1.5 h, or call the column minutes"
        )
    if unit == "minutes" and not _is_whole(amount):
        raise Refused("is a fraction under a header in minutes", _fraction_cure(text, amount))
    return _whole(amount if unit == "minutes" else 60 * amount)


def _amount(text: str) -> Fraction:
    if re.fullmatch(r"[0-9]+,[0-9]{3}", text):
        raise Refused("has a comma that may set off thousands or decimals", _MINUTES_CURE)
    return sum(map(Fraction, text.replace(",", ".").rstrip(".").split()), Fraction())


def _hours_and_minutes(hours: int, minutes: int) -> int:
    if minutes > 59:
        raise Refused(f"has {minutes} minutes beside its hours: 59 is the most", _MINUTES_CURE)
    return _whole(Fraction(60 * hours + minutes))


def _whole(minutes: Fraction) -> int:
    if not _is_whole(minutes):
        raise Refused(f"is {float(minutes):.6g} minutes: only whole minutes are allowed", _MINUTES_CURE)
    if round(minutes) == 0:
        raise Refused(
            "is no time at all", "write how long the contact was, or take the row out if it did not take place"
        )
    if minutes > MINUTES_A_DAY:
        raise Refused(f"is {round(minutes)} minutes, over 24 hours", "correct it; a row is one contact")
    return round(minutes)


def _is_whole(minutes: Fraction) -> bool:
    """Whether these are whole minutes, but for the last decimals of a spreadsheet: 1.1666667 h is 70 minutes."""
    return abs(minutes - round(minutes)) < Fraction(1, 1000)


def _no_duration(text: str) -> tuple[str, str]:
    if re.match("- ?[0-9.,]", text):
        return "is below zero", _MINUTES_CURE
    if re.search(r"[0-9] ?(?:s|secs?|seconds?)\.?$", text, re.IGNORECASE):
        return "is in seconds", _MINUTES_CURE
    return "is not a length of time in a form that can be read", _MINUTES_CURE


def _fraction_cure(text: str, hours: Fraction) -> str:
    minutes = 60 * hours
    meant = _is_whole(minutes) and minutes <= MINUTES_A_DAY
    return (
        f"write {round(minutes)} if hours are meant, or {text} h; minutes are whole numbers" if meant else _MINUTES_CURE
    )
