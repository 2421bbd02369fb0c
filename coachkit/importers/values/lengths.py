"""What people write for a length of time, read as whole minutes: what is certain is read and said, the rest is asked."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction

from coachkit.importers.pages import Held
from coachkit.importers.values import spoken
from coachkit.importers.values.clock import (
    LONGEST,
    Length,
    bare_range,
    between,
    in_minutes,
    read_time,
    stretch,
    time_note,
)
from coachkit.minutes import minutes_of, unit_of
from coachkit.values import Refused, plain

__all__ = ["Length", "between", "clock_like", "read_length", "read_time", "time_note"]

CURE = "write how long it was, such as 45 min or 1h30"
_LONGEST_TEXT = 200
DECIMAL_HOURS = "decimal hours"
"""The unit of a column in which decimals stand that are no minutes, as in 0.3333."""
MOST_BARE_HOURS, _FEWEST_BARE_MINUTES = 8, 5
_HOURS = r"(?:hours?|hrs?|h)\.?"
_UNIT = rf"(?:{_HOURS}|(?:minutes?|mins?|m)\.?)"
_DECIMAL_HOURS = re.compile(rf"[0-9]{{1,2}}?[.,]([0-9]{{1,4}}) ?(?:{_HOURS})?")
_UNSAID = {"", "-", "--", "?", "??", "???", "tbc", "tba", "tbd", "n/a", "na", "none", "nil", "unknown", "not recorded", "not known",
    "ditto", "as above", '"', "...", "…", "x", "short", "brief", "quick", "long", "various", "all day", "full day", "half day",
    "half a day", "all morning", "all afternoon", "morning", "afternoon", "evening"}  # fmt: skip
_ASKED = [
    (r"\?", "is marked as not certain", CURE),
    (r"cancel|\bdna\b|no[ -]show|not attend|n't attend|not take place|postponed", "may not have taken place",
     "write how long it was, or take the contact out if it did not take place"),
    (r"[0-9] ?[x×*] ?[0-9]| ?[x×*] ?[0-9]+$|^[0-9]+ ?[x×*] |\beach\b|\btwice\b|\btimes\b", "counts several lengths",
     "write each contact on its own, with its own length"),
    (r"\+|&|\bplus\b|\band\b|,.*[0-9]", "adds several lengths", "write the whole length, such as 60 min, or each contact on its own"),
    (r"[0-9] ?(?:s|secs?|seconds?)\b|[0-9] ?\"|''", "is in seconds", CURE),
    (r"\bdays?\b|\bweeks?\b|\bmonths?\b", "is in days or weeks", CURE),
    (rf"[0-9]\S* ?{_UNIT}? ?(?:-|/|\bto\b|\bor\b) ?\.?[0-9]", "is a range, not one length", CURE),
    (r"^(?:over|under|at least|at most|up to|less than|more than|nearly|almost|just|min|max|minimum|maximum)\b|^[<>]|\+$",
     "says only more or less than a length", CURE),
]  # fmt: skip


def read_length(text: str, held: Held, *, label: str, unit: str = "") -> Length:
    """The length that a text or a workbook's cell holds; the unit stands in it, or is `unit`, or stands in `label`.

    Raises Refused where it is not certain: no unit, a range, a sum, 1.30 under hours, over six hours between two times.
    """
    if len(text) > _LONGEST_TEXT:
        raise Refused("is not a length of time in a form that can be read", CURE)
    if unit == DECIMAL_HOURS:
        return _in_decimal_hours(text, held, label)
    if unit == "seconds" and (seconds := re.fullmatch(r"([0-9]{1,6})(?:\.0+)?", plain(text))):
        return _in_seconds(int(seconds[1]))
    found = _from_workbook(held, text, label, unit) if held is not None else _from_text(text, label, unit)
    return replace(found, note=f"is read as {in_minutes(found.minutes)}: {found.note}") if found.note else found


def _in_decimal_hours(text: str, held: Held, label: str) -> Length:
    """A length of a column whose other values show that hours stand in it as decimals: 0.15 is 9 minutes."""
    amount = held if isinstance(held, float) else plain(text)
    if not clock_like(str(amount)):
        return read_length(text, held, label=label, unit="hours")
    found = _from_text(str(amount).replace(",", ".") + "0", label, "hours")
    why = "decimal hours, as in the rest of its column"
    return replace(found, note=f"is read as {in_minutes(found.minutes)}: {why}")


def _in_seconds(seconds: int) -> Length:
    """A bare number under a heading that says seconds, where it is whole minutes."""
    if seconds % 60:
        raise Refused("is in seconds by its heading, and no whole minutes", CURE)
    minutes = int(_read_amount(f"{seconds // 60} min", "minutes", ""))
    return Length(minutes, note=f"is read as {in_minutes(minutes)}: in seconds by its heading")


def clock_like(text: str) -> bool:
    """Whether decimal hours may be hours and minutes instead, as in 1.30: minutes by fives that are no quarter hour.

    In a column that holds such a value, 1.50 may be 1 h 50 as well.
    """
    match = re.fullmatch(rf"[0-9]{{1,2}}[.,]([0-5][05]) ?(?:{_HOURS})?", plain(text).lower())
    return bool(match) and match[1] not in ("00", "25", "50")


def _from_workbook(held: Held, text: str, label: str, unit: str) -> Length:
    if isinstance(held, (bool, date)):
        raise Refused("is not a length of time", CURE)
    if isinstance(held, timedelta):
        return Length(_read_amount(_minutes_text(held), "minutes", label))
    if isinstance(held, time):
        since = timedelta(hours=held.hour, minutes=held.minute, seconds=held.second)
        return _by_colon(_read_amount(_minutes_text(since), "minutes", label), "hours and minutes")
    written = bool(re.search("[a-z:]", text.lower()))
    return _from_text(text if written else _number_text(held), label, unit)


def _minutes_text(held: timedelta) -> str:
    """The minutes, to the thousandth, as spreadsheets round them."""
    return f"{round(held / timedelta(minutes=1), 3):.3f}".removesuffix(".000") + " min"


def _number_text(held: int | float) -> str:
    return str(int(held)) if isinstance(held, int) or held.is_integer() else repr(held)


def _from_text(text: str, label: str, unit: str) -> Length:
    """The reading of a text; its note gives the reasons alone."""
    said = spoken.tidied(text)
    if said.strip(" .") in _UNSAID:
        raise Refused("does not say how long it was", CURE)
    whole, inside = spoken.bracket(said)
    return _with_bracket(whole, inside, label, unit) if inside else _unbracketed(said, label, unit)


def _with_bracket(whole: str, inside: str, label: str, unit: str) -> Length:
    """A length with a bracket behind it, which may give its unit, say it again, or say something else."""
    if re.fullmatch(_UNIT, inside):
        return _unbracketed(f"{whole} {inside}", label, unit)
    again = _or_none(inside.removeprefix("= "))
    if again:
        return _said_twice(whole, again, label, unit)
    if spoken.says_about(inside):
        return _with_reason(_unbracketed(whole, label, unit), "taken as exact")
    if spoken.may_change(inside):
        raise Refused("has a bracket that may change its length", "write the length alone, such as 45 min")
    found = _unbracketed(whole, label, unit)
    return _with_reason(found, f'"{inside}" is left out')


def _said_twice(whole: str, again: Length, label: str, unit: str) -> Length:
    """A length said twice, as in 90 (1.5 hours) or 10.30-11.15 (45 mins); both must agree."""
    units = [unit or unit_of(label), "minutes", "hours"]
    readings = [found for one in units if one and (found := _or_none(whole, one))]
    agreed = [found for found in readings if found.minutes == again.minutes]
    if agreed:
        return replace(agreed[0], start=agreed[0].start or again.start, end=agreed[0].end or again.end)
    if not readings:
        return _unbracketed(whole, label, unit)
    raise Refused(
        f"gives two lengths, {readings[0].minutes} and {again.minutes} minutes", "write the one that is right"
    )


def _or_none(text: str, unit: str = "") -> Length | None:
    try:
        return _unbracketed(text, "", unit)
    except Refused:
        return None


def _unbracketed(text: str, label: str, unit: str) -> Length:
    text, reasons = spoken.without_asides(text)
    unit = unit or unit_of(label)
    found = _clock_range(text, label, unit) or _amount(*spoken.spelled(text), label, unit)
    for reason in reasons:
        found = _with_reason(found, reason)
    return found


def _with_reason(found: Length, reason: str) -> Length:
    return replace(found, note=f"{found.note}; {reason}" if found.note else reason)


def _clock_range(text: str, label: str, unit: str) -> Length | None:
    """The length between two clock times; two bare numbers that rise, as in 10-11, may be an amount from one to other."""
    if bare_range(text):
        one, two = (int(number) for number in re.findall("[0-9]+", text))
        clock = re.search(r"\b(?:times?|clock|when|slot)\b", label.lower()) and not re.search(
            r"\b(?:spent|taken|length|duration|long)\b", label.lower()
        )
        if unit or max(one, two) > 12 or (one < two and not clock):
            raise Refused("is a range, not one length", f"{CURE}, or the times as 10:00-11:00")
    if unit and re.fullmatch(r"[0-9]\.[0-9]{2} ?(?:-|to) ?[0-9]\.[0-9]{2}", text) and unit == "hours":
        raise Refused("is a range, of hours or of clock times", f"{CURE}, or the times as 10:00-11:00")
    return stretch(text)


def _amount(text: str, spelt: str, label: str, unit: str) -> Length:
    """One amount in minutes or hours, in figures."""
    _refuse_slash(text)
    if match := re.fullmatch(r"([0-9]{1,3}):[0-9]{2}(?::00)?(?: ?h(?:ou)?rs?\.?)?", text):
        return _with_slip(_by_colon(_read_amount(text, unit, label), "hours and minutes"), spelt) if match else None
    hours = _DECIMAL_HOURS.fullmatch(text) if unit == "hours" or re.search("h", text) else None
    if hours:
        return _with_slip(_decimal_hours(text, hours[1], unit, label), spelt)
    minutes = _read_amount(text, unit, label)
    return _with_slip(_bare_checked(text, minutes, unit), spelt)


def _with_slip(found: Length, spelt: str) -> Length:
    return _with_reason(found, spelt) if spelt else found


def _refuse_slash(text: str) -> None:
    """2/3 hours may be two or three, 40/45 mins two lengths; a half, a quarter and three quarters are none of these."""
    slash = re.search(r"([0-9]+) ?/ ?([0-9]+) ?(.*)", text)
    if not slash:
        return
    one, two, after = int(slash[1]), int(slash[2]), slash[3]
    if ((one, two) not in ((1, 2), (1, 4), (3, 4), (1, 3)) and two != 60) or re.match("m", after):
        raise Refused("is a range, not one length", CURE)


def _by_colon(minutes: int, why: str) -> Length:
    if minutes > LONGEST:
        raise Refused(
            "may be a time of day or a length of over 6 hours", "write the length with its unit, such as 45 min"
        )
    return Length(minutes, note=why)


def _decimal_hours(text: str, decimals: str, unit: str, label: str) -> Length:
    if clock_like(text):
        amount = re.match("[0-9]+[.,][0-9]+", text)[0]
        hours, minutes = re.split("[.,]", amount)
        decimal = round(Fraction(amount.replace(",", ".")) * 60)
        raise Refused(
            f"may be {int(hours)} h {int(minutes)} or {decimal} minutes",
            f"write {int(hours)}:{minutes} or {decimal} min",
        )
    amount = 60 * Fraction(re.match("[0-9]*[.,][0-9]+", text)[0].replace(",", "."))
    near = round(amount)
    if amount.denominator > 1 and len(decimals) > 1 and abs(amount - near) <= Fraction(30, 10 ** len(decimals)):
        return Length(_read_amount(f"{near} min", unit, label), note="rounded hours")
    minutes = _bare_checked(text, _read_amount(text, unit, label), unit)
    return _with_reason(minutes, "decimal hours, not hours and minutes") if decimals in "1234" else minutes


def _bare_checked(text: str, minutes: int, unit: str) -> Length:
    """A bare number by the unit of its heading, unless that makes it an unlikely length."""
    if not re.fullmatch("[0-9.,/ ]+", text):
        return Length(minutes)
    if unit == "hours" and minutes > 60 * MOST_BARE_HOURS:
        raise Refused(
            f"would be {minutes // 60} hours by its heading", "write it with its unit, such as 45 min or 1.5 h"
        )
    if unit == "minutes" and minutes < _FEWEST_BARE_MINUTES:
        return Length(minutes, note="the unit of its heading")
    return Length(minutes)


def _read_amount(text: str, unit: str, label: str) -> int:
    if not unit and re.fullmatch("[0-9.,/ ]*[1-9][0-9.,/ ]*", text):
        told = f'neither it nor "{label}" gives' if label else "nothing gives"
        decide = (
            f', or decide the unit of "{label}" in decisions/import.csv (reads=unit, means=minutes)' if label else ""
        )
        raise Refused(f"has no unit: {told} one", f"write 45 min or 1.5 h{decide}")
    try:
        return minutes_of(text, unit or "minutes", label)
    except Refused as refused:
        problem = refused.args[0]
        if "form that can be read" not in problem:
            raise
        raise Refused(
            *next(((why, how) for form, why, how in _ASKED if re.search(form, text)), (problem, CURE))
        ) from None
