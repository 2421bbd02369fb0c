"""Other ways in which people write days, lengths and clock times."""

from datetime import date, time

from layouts_unseen.writings import MONTHS, noon, ordinal

SHORTEST = "Mon Tue Wed Thu Fri Sat Sun".split()
WHOLE = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


DAYS = {
    "capitals": lambda d: f"{d:%d} {_month(d)[:3].upper()} {d.year}",
    "comma year": lambda d: f"{WHOLE[d.weekday()]} {ordinal(d.day)} {_month(d)}, {d.year}",
    "year dots": lambda d: f"{d:%Y.%m.%d}",
    "month slashes": lambda d: f"{d.day}/{_month(d)[:3]}/{d.year}",
    "apostrophe": lambda d: f"{ordinal(d.day)} {_month(d)} '{d:%y}",
    "dotted": lambda d: f"{SHORTEST[d.weekday()]}. {d.day} {_month(d)[:3]}. {d.year}",
    "on the": lambda d: f"{WHOLE[d.weekday()]} the {ordinal(d.day)} of {_month(d)} {d.year}",
    "bracketed": lambda d: f"{d.day} {_month(d)} {d.year} ({SHORTEST[d.weekday()]})",
    "weekday lean": lambda d: f"{SHORTEST[d.weekday()]} {d.day}/{d.month}/{d:%y}",
    "spaced": lambda d: f"{d.day} / {d.month} / {d.year}",
    "plain": lambda d: f"{d.day} {_month(d)} {d.year}",
    "short": lambda d: f"{d.day} {_month(d)[:3]} {d.year}",
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "month first": lambda d: f"{d:%m/%d/%Y}",
}


def day(when: date, way: str) -> str:
    return DAYS[way](when)


def _parts(minutes: int, hour: str, minute: str, joint: str = " ") -> str:
    hours, rest = divmod(minutes, 60)
    named = [hour.format(hours, "s" if hours > 1 else "")] * bool(hours) + [minute.format(rest)] * bool(rest)
    return joint.join(named)


LENGTHS = {
    "spelt": lambda m: _parts(m, "{} hour{}", "{} minutes", " and "),
    "dotted": lambda m: _parts(m, "{} hr{}.", "{} min."),
    "h min": lambda m: _parts(m, "{} h", "{} min"),
    "0h50": lambda m: f"{m // 60}h{m % 60:02}",
    "clock hrs": lambda m: f"{m // 60}:{m % 60:02} hrs",
    "minute session": lambda m: f"{m} minute session",
    "both": lambda m: f"{m} mins ({m // 60}h{m % 60:02})",
    "hrs": lambda m: f"{m / 60:g} hr{'s' if m > 60 else ''}" if m % 15 == 0 else f"{m} min",
    "h:mm:ss": lambda m: f"{m // 60:02}:{m % 60:02}:00",
    "mins": lambda m: f"{m} mins",
    "min": lambda m: f"{m} min",
    "capital": lambda m: f"{m} Minutes",
}


def long(minutes: int, way: str) -> str:
    return LENGTHS[way](minutes)


def clock(when: time) -> str:
    return f"{when.hour:02}:{when.minute:02}"


def twelve(when: time) -> str:
    """2:30 PM."""
    return f"{(when.hour - 1) % 12 + 1}:{when.minute:02} {'AM' if when.hour < 12 else 'PM'}"


def until(start: time, end: time) -> str:
    """9.45am until 10.30am."""
    return f"{noon(start)} until {noon(end)}"
