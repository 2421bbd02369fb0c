"""What people write for a date, read as a day: what is certain is read and said, what is not is asked."""

from dataclasses import dataclass
from datetime import date

from coachkit.importers.pages import Held
from coachkit.values import Refused


@dataclass(frozen=True)
class Period:
    """The days between which the practice lies, both included; `why` says where that is known from."""

    first: date
    last: date
    why: str


@dataclass(frozen=True)
class Day:
    """A day as read, with clock times (HH:MM) and length (minutes) where they stand beside it.

    `note` says how an uncertain form was read, "" where the date is plainly written.
    """

    day: date
    start: str = ""
    end: str = ""
    length: int | None = None
    note: str = ""


def read_day(
    text: str, held: Held, *, order: str, today: date, period: Period | None = None, beside: date | None = None
) -> Day:
    """The day that a text or a workbook's cell holds; `order` is day, month or "" where nothing shows it.

    `beside` is the date of the sheet, for a day and month without a year. Raises Refused where it is not certain.
    """
    raise Refused("is not a date in a form that can be read", "write the date as 2025-01-06 or 6 January 2025")


def order_shown(text: str) -> str:
    """The order of day and month that a date in figures shows by itself: day, month or ""."""
    return ""
