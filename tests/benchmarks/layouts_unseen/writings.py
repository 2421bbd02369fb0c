"""How people write days, lengths and clock times."""

from datetime import date, time

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SHORT_DAYS = "Mon Tues Wed Thurs Fri Sat Sun".split()
QUARTERS = {15: "¼", 30: "½", 45: "¾"}
SPOKEN = {
    10: "ten minutes", 15: "quarter of an hour", 20: "twenty minutes", 30: "half an hour",
    45: "three quarters of an hour", 60: "an hour", 75: "an hour and a quarter", 90: "an hour and a half",
    120: "two hours",
}  # fmt: skip


def ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def month(day: date) -> str:
    return MONTHS[day.month - 1]


def weekday(day: date) -> str:
    return DAYS[day.weekday()]


DATES = {
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "lean slashes": lambda d: f"{d.day}/{d.month}/{d:%y}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "short dots": lambda d: f"{d:%d.%m.%y}",
    "dashes": lambda d: f"{d:%d-%m-%Y}",
    "spoken short": lambda d: f"{ordinal(d.day)} {month(d)[:3]} {d:%y}",
    "spoken": lambda d: f"{d.day} {month(d)} {d.year}",
    "spoken long": lambda d: f"{weekday(d)} {ordinal(d.day)} {month(d)} {d.year}",
    "the spoken": lambda d: f"{ordinal(d.day)} of {month(d)} {d.year}",
    "weekday slashes": lambda d: f"{SHORT_DAYS[d.weekday()]} {d:%d/%m/%Y}",
    "weekday comma": lambda d: f"{weekday(d)}, {d.day} {month(d)} {d.year}",
    "weekday lean": lambda d: f"{weekday(d)[:3]} {d.day} {month(d)[:3]} '{d:%y}",
    "hyphen month": lambda d: f"{d.day:02}-{month(d)[:3]}-{d:%y}",
    "hyphen month year": lambda d: f"{d.day}-{month(d)[:3]}-{d.year}",
    "american": lambda d: f"{d.month}/{d.day}/{d.year}",
    "american spoken": lambda d: f"{month(d)} {d.day}, {d.year}",
    "american short": lambda d: f"{month(d)[:3]} {ordinal(d.day)}, {d.year}",
    "month first": lambda d: f"{month(d)} {ordinal(d.day)} {d.year}",
    "no year": lambda d: f"{d.day} {month(d)[:3]}",
    "year slashes": lambda d: f"{d:%Y/%m/%d}",
}


def said(day: date, style: str) -> str:
    """A day as people of that habit write it."""
    return DATES[style](day)


def quartered(minutes: int) -> str:
    """1¼ hrs where it goes into quarters, else minutes."""
    hours, rest = divmod(minutes, 60)
    if rest and rest not in QUARTERS:
        return f"{minutes} mins"
    return f"{hours or ''}{QUARTERS.get(rest, '')} {'hr' if minutes <= 60 else 'hrs'}"


def split_up(minutes: int, hour: str = "hr", ending: str = "") -> str:
    """1hr 10, or 40 mins under an hour."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} mins"
    return f"{hours}{hour} {rest}{ending}" if rest else f"{hours}{hour}"


LENGTHS = {
    "mins": lambda m: f"{m} mins",
    "minutes": lambda m: f"{m} minutes",
    "min.": lambda m: f"{m} min.",
    "glued": lambda m: f"{m}min",
    "m": lambda m: f"{m}m",
    "1hr 10": split_up,
    "1 hour 10 minutes": lambda m: split_up(m, " hour", " minutes"),
    "1 hr and 10 mins": lambda m: split_up(m, " hr and", " mins") if m > 60 and m % 60 else split_up(m, " hr"),
    "1h10": lambda m: f"{m // 60}h{m % 60:02}",
    "h:mm": lambda m: f"{m // 60}:{m % 60:02}",
    "quarters": quartered,
    "spoken": lambda m: SPOKEN.get(m, f"{m} minutes"),
    "decimal hours": lambda m: f"{m / 60:g} hours" if m % 15 == 0 else f"{m} minutes",
    "about": lambda m: f"{m} mins",
    "capitals": lambda m: f"{m} MINS",
}


def length(minutes: int, style: str) -> str:
    """A length as people of that habit write it."""
    return LENGTHS[style](minutes)


def british(clock: time) -> str:
    return f"{clock.hour}.{clock.minute:02}"


def colon(clock: time) -> str:
    return f"{clock.hour:02}:{clock.minute:02}"


def noon(clock: time, dot: str = ".") -> str:
    """2pm, 10.30am."""
    hour, half = (clock.hour - 1) % 12 + 1, "am" if clock.hour < 12 else "pm"
    return f"{hour}{dot}{clock.minute:02}{half}" if clock.minute else f"{hour}{half}"


def cycle(styles: list[str], at: int) -> str:
    return styles[at % len(styles)]
