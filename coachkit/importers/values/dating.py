"""What holds for the dates of one import: the order of day and month in each file, and the period of the practice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

import pandas as pd

from coachkit.importers.pages import Remark
from coachkit.importers.records import Understood, Written
from coachkit.importers.values import days
from coachkit.settings import Settings
from coachkit.values import Refused

DATE_COLUMNS = ("date", "written_on", "contracted_on", "goals_agreed_on")
_MARGIN_DAYS = 366
_FEWEST_HELD = 3


@dataclass(frozen=True)
class Dating:
    """Reads the dates of one import.

    `orders` goes by file: day or month, "" where nothing shows it (then the day comes first, and it is said), or both
    where the file shows both (then an ambiguous date is asked).
    """

    orders: dict[str, str]
    period: days.Period | None
    today: date
    undecided: Sequence[str] = field(default=("day", "month"))

    def read(self, file: str, written: Written, beside: date | None = None) -> days.Day:
        """The date, with whatever the cell says beside it; raises values.Refused where it is not certain."""
        order = self.orders.get(file, "")
        if order != "both":
            return self._read(written, order, beside)
        try:
            first, second = (self._read(written, one, beside) for one in self.undecided)
        except Refused:
            return self._read(written, days.order_shown(written.text), beside)
        if first.day != second.day:
            raise Refused(
                "may be read with the day or the month first, and this file shows both",
                "write the date as 2025-01-06, or decide the order in decisions/import.csv (reads=order, means=day)",
            )
        return first

    def _read(self, written: Written, order: str, beside: date | None) -> days.Day:
        return days.read_day(
            written.text, written.held, order=order, today=self.today, period=self.period, beside=beside
        )


def dating(
    files: Sequence[Understood], settings: Settings, contacts: pd.DataFrame, decided: str, today: date
) -> Dating:
    """The dating of one import into a practice with these settings and contacts; `decided` is the coach's own order.

    A file's order is what its own dates show; a file that shows none takes what the files of one record show together,
    since one hand wrote them.
    """
    shown = {file.name: _shown(file) for file in files}
    small = set().union(*(shown[file.name] for file in files if _is_small(file)), set())
    pooled = small.pop() if len(small) == 1 else ""
    orders = {file.name: decided or _one(shown[file.name], pooled if _is_small(file) else "") for file in files}
    return Dating(orders, _period(settings, contacts, files, today), today)


def dates_of(file: Understood) -> Iterable[Written]:
    """Every date that stands in a file, as written."""
    for record in file.records:
        yield from (record.cells[name] for name in DATE_COLUMNS if name in record.cells)


def _is_small(file: Understood) -> bool:
    return sum(record.table == "contacts" for record in file.records) <= 5


def _shown(file: Understood) -> set[str]:
    return {days.order_shown(written.text) for written in dates_of(file) if written.held is None} - {""}


def _one(shown: set[str], pooled: str) -> str:
    return "both" if len(shown) > 1 else next(iter(shown), pooled)


def _period(settings: Settings, contacts: pd.DataFrame, files: Sequence[Understood], today: date) -> days.Period | None:
    """The practice's period: as set, else as the contacts that stand show it, else the whole dates of this import."""
    if pd.notna(settings.period_start) and pd.notna(settings.period_end):
        return days.Period(settings.period_start.date(), settings.period_end.date(), "the period in practice.toml")
    known = [day.date() for day in contacts["date"].dropna()]
    if known:
        return _around(known, "the contacts that stand", today)
    whole = [day for file in files for written in dates_of(file) if (day := _whole(written, today))]
    return _around(whole, "the other dates of this import", today) if whole else None


def _around(known: list[date], why: str, today: date) -> days.Period:
    margin = timedelta(days=_MARGIN_DAYS)
    return days.Period(min(known) - margin, min(max(known) + margin, today), why)


def _whole(written: Written, today: date) -> date | None:
    """The date where it is written with all four digits of its year."""
    try:
        day = days.read_day(written.text, written.held, order="", today=today, period=None, beside=None).day
    except Refused:
        return None
    return day if written.held is not None or str(day.year) in written.text else None


# Excel set to American dates turns 06/01/2025 into 1 June and leaves 14/01/2025 as text


def turned_round(file: Understood) -> dict[str, Remark]:
    """A remark for each real date, by place, of a column in which Excel may have turned day and month round.

    So it looks where every date that stands as text has a first part over 12, and no real date has a day over 12. It
    is asked where the column runs on in time only if they are turned back, a note where it runs on neither way, and
    nothing where it runs on as it stands.
    """
    columns: dict[str, list[Written]] = {}
    for record in file.records:
        if record.table == "contacts" and "date" in record.cells:
            columns.setdefault(record.cells["date"].label, []).append(record.cells["date"])
    return {place: remark for column in columns.values() for place, remark in _column_turned(column).items()}


def _column_turned(column: Sequence[Written]) -> dict[str, Remark]:
    held = [written for written in column if isinstance(written.held, date)]
    texts = [days.order_shown(written.text) for written in column if written.held is None and _numeric(written.text)]
    plain = [written.held for written in held]
    if len(held) < _FEWEST_HELD or not texts or set(texts) != {"day"} or any(day.day > 12 for day in plain):
        return {}
    if len({(day.day, day.month) for day in plain}) < _FEWEST_HELD or _runs_on(column, turned=False):
        return {}
    return {written.place: _turned(written, asks=_runs_on(column, turned=True)) for written in held}


def _numeric(text: str) -> bool:
    return text[:1].isdigit() and not any(letter.isalpha() for letter in text)


def _runs_on(column: Sequence[Written], turned: bool) -> bool:
    known = [day for written in column if (day := _either_way(written, turned))]
    return all(one <= other for one, other in pairwise(known)) or all(one >= other for one, other in pairwise(known))


def _either_way(written: Written, turned: bool) -> date | None:
    if isinstance(written.held, date):
        day = written.held.date() if isinstance(written.held, datetime) else written.held
        return _swapped(day) if turned else day
    try:
        return days.read_day(written.text, None, order="day", today=date.max, period=None, beside=None).day
    except Refused:
        return None


def _swapped(day: date) -> date:
    return day.replace(day=day.month, month=day.day)


def _turned(written: Written, asks: bool) -> Remark:
    day = written.held.date() if isinstance(written.held, datetime) else written.held
    problem = (
        f"is held as {day}, and may have been typed as {_swapped(day)}: every date of the column with a day over 12 "
        "stands as text, as when Excel is set to American dates"
    )
    cure = "write the dates of this column as 2025-01-06 in the workbook, and import it again"
    return Remark(written.place, written.text, problem, cure, note=not asks)
