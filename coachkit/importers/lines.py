"""Where the date, the length, the clock times and the rest stand in one line; nothing is read into them here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What was found in a line, each as written ("" where there is none); `rest` holds the other parts, in order.

    `number` is a running number ("2" in "Contact 2:"); `more` names what was found twice: date, length or clock.
    """

    date: str = ""
    length: str = ""
    clock: str = ""
    rest: tuple[str, ...] = ()
    number: str = ""
    more: tuple[str, ...] = ()


def facts(line: str) -> Facts:
    """The facts of one line, by their look alone."""
    return Facts(rest=(line,) if line else ())


def has_day(text: str) -> bool:
    """Whether a date stands in the text."""
    return False


def has_length(text: str) -> bool:
    """Whether a length of time with its unit stands in the text."""
    return False


def kinds(texts: Sequence[str]) -> dict[str, float]:
    """The share of the texts that are wholly a day, length, clock, range, number, name or prose."""
    return dict.fromkeys(("day", "length", "clock", "range", "number", "name", "prose"), 0.0)
