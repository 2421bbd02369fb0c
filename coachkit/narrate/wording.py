"""How hours, counts, shares, dates, lists and places are written, the same in every sentence, figure and table."""

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

_ROLE_FIRST = re.compile(r"(?:^|(?<=[.!?] ))(?:coach|sponsor|supervisor)\b")

FEW = 3
"""Under this many observations a share or a mean is held back."""

RULES = {
    "hours_total": "hours in all",
    "hours_planned": "planned hours",
    "hours_paid": "paid hours",
    "hours_recent": "recent hours",
    "clients": "clients",
    "minutes_per_client": "time with each client",
    "supervision_minutes": "supervision",
    "practice_minutes_per_supervision_minute": "practice for each minute of supervision",
    "feedback_items": "pieces of feedback",
    "currency_months": "currency of evidence",
    "group_size_max": "size of groups",
}
"""What a rule of the settings is called in a sentence."""


def hours(minutes: float) -> str:
    """Minutes as hours to one decimal, such as `134.2 hours` for 8051."""
    return f"{number(minutes / 60, 1)} hours"


def number(value: float, decimals: int = 0) -> str:
    """A number with thousands separated, such as `1,234.5`."""
    return f"{value:,.{decimals}f}"


def count(how_many: float, thing: str, things: str = "") -> str:
    """A number with its noun, such as `1 sheet`, `98 sheets`, `27 criteria`."""
    return f"{number(how_many)} {thing if how_many == 1 else things or thing + 's'}"


def percent(part: float, whole: float) -> str:
    """A share with its n, such as `34% (n = 98)`; under three `too few to say (n = 2)`."""
    if whole < FEW:
        return f"too few to say (n = {number(whole)})"
    return f"{number(100 * part / whole)}% (n = {number(whole)})"


def listed(items: Iterable[str]) -> str:
    """Items as a list in a sentence, such as `a, b and c`."""
    every = [str(item) for item in items]
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def day(date: object) -> str:
    """A date, such as `3 March 2026`; blank gives `an unknown date`."""
    when = pd.to_datetime(date)
    return "an unknown date" if pd.isna(when) else f"{when.day} {when:%B %Y}"


def month(key: object) -> str:
    """A month written YYYY-MM, or any date in it, such as `March 2026`."""
    when = pd.to_datetime(str(key))
    return "an unknown month" if pd.isna(when) else f"{when:%B %Y}"


def rule(key: str) -> str:
    """What a rule is called in a sentence; an unknown one by its own key."""
    return RULES.get(key, key.replace("_", " "))


def shortened(text: str, longest: int = 160) -> str:
    """A text cut between words with an ellipsis where it is longer than `longest` characters."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def capital(text: str) -> str:
    """A sentence with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]


def begun(text: str) -> str:
    """A quotation in which a role that stands for a name has its capital where it begins a sentence."""
    return _ROLE_FIRST.sub(lambda role: capital(role.group()), text)


def folded(text: str, width: int = 60, escaped: bool = True) -> str:
    """A record's text for hover: broken between words with `<br>`, everything else escaped."""
    lines, line = [], ""
    for word in str(text).split():
        if line and len(line) + 1 + len(word) > width:
            lines, line = [*lines, line], word
        else:
            line = f"{line} {word}".strip()
    return "<br>".join(escape(each, quote=False) if escaped else each for each in [*lines, line])


def place(source_id: str, start: object = None, sentences: pd.DataFrame | None = None) -> str:
    """Where a text stands, such as `S042, paragraph 3`; without its sentences only the source."""
    if sentences is None or pd.isna(start):
        return str(source_id)
    within = sentences["source_id"].eq(source_id) & sentences["start"].le(start)
    paragraphs = sentences.loc[within, "paragraph"]
    return f"{source_id}, paragraph {paragraphs.max()}" if len(paragraphs) else str(source_id)
