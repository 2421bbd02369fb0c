"""Total rows of a table: told by their words or by being the sum of what stands above, left out, and compared with it."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from fractions import Fraction

from coachkit.importers.layouts import columns
from coachkit.importers.layouts.headers import Row, filled
from coachkit.importers.layouts.pieces import LogRow, row_place
from coachkit.importers.pages import Cell, Remark
from coachkit.importers.values import lengths
from coachkit.values import Refused

_TOTAL = re.compile(
    r"(?:grand |sub|sub-|sub |running |overall |monthly |cumulative |page )?(?:totals?|sum)\b.*"
    r"|.{0,40}\btotals?(?: hours| time| minutes)?[:\s]*|(?:brought|carried) forward.*|[bc]/f\b.*|hours to date.*|average\b.*",
    re.I | re.S,
)
_MINUTES = {"hours": Fraction(60), "minutes": Fraction(1), "seconds": Fraction(1, 60)}


def is_total(row: Row, plan: "columns.Plan", rows: Sequence[LogRow]) -> bool:
    """Whether a row sums up those above: it says so or holds their sum alone, and is no contact with date and client."""
    cells = filled(row)
    told = [
        cell for _, cell in cells if len(cell.text) < 80 and cell.held is None and _TOTAL.fullmatch(cell.text.strip())
    ]
    own = {plan.column(at) for at, cell in cells if cell not in told}
    if told:
        return not {"date", "client_id"} <= own and "text" not in own
    alone = bool(own) and own <= {"minutes", "minutes_more", "number", ""} and len(rows) > 1
    return alone and minutes_of(row, plan) is not None and minutes_of(row, plan) == sum_of(rows)


def compared(row: Row, plan: "columns.Plan", rows: Sequence[LogRow], since: int) -> Remark:
    """The note on a total: left out, and whether it agrees with the rows above it."""
    place, text = row_place(row), " | ".join(cell.text.strip() for _, cell in filled(row))
    stated = minutes_of(row, plan)
    here, all_rows = sum_of(rows[since:]), sum_of(rows)
    if stated is None or all_rows is None:
        return Remark(place, text, "is a total: left out; it cannot be compared with the rows above it", note=True)
    if stated in (here, all_rows):
        return Remark(
            place, text, f"is a total: left out; it agrees with the rows above it ({stated} minutes)", note=True
        )
    problem = (
        f"is a total: left out; it says {stated} minutes, but the rows above it make {all_rows if not since else here}"
    )
    return Remark(place, text, problem, "look which is right", note=True)


def sum_of(rows: Sequence[LogRow]) -> int | None:
    """The minutes of rows, None where one of them cannot be read."""
    total = 0
    for row in rows:
        for column in ("minutes", "minutes_more"):
            written = row.cells.get(column)
            if written is None or not written.text or re.fullmatch(r"0+", written.text):
                continue
            try:
                total += lengths.read_length(written.text, written.held, label=written.label, unit=written.unit).minutes
            except Refused:
                return None
    return total


def minutes_of(row: Row, plan: "columns.Plan") -> int | None:
    """The minutes that a total row states, None where it states none."""
    found = [
        _minutes(cell, plan.unit(at))
        for at, cell in filled(row)
        if plan.column(at) in ("minutes", "minutes_more") and re.search(r"\d", cell.text)
    ]
    if not found or None in found:
        return None
    return round(sum(found))


def _minutes(cell: Cell, unit: str) -> Fraction | None:
    if isinstance(cell.held, timedelta):
        return Fraction(round(cell.held.total_seconds()), 60)
    if isinstance(cell.held, time | datetime):
        return Fraction(cell.held.hour * 60 + cell.held.minute)
    text = re.sub(r"(?<=\d),(?!\d{3}\b)(?=\d)", ".", cell.text.strip().lower()).replace(",", "")
    if match := re.fullmatch(r"(\d+):(\d\d)(?::00)?", text):
        return Fraction(int(match[1]) * 60 + int(match[2]))
    if match := re.search(r"(\d+)\s*h(?:(?:ou)?rs?)?\.?,?\s*(?:and )?(\d+)(?!\d)", text):
        return Fraction(int(match[1]) * 60 + int(match[2]))
    match = re.search(r"(\d+(?:\.\d+)?)\s*(h|m)?", text)
    told = {"h": "hours", "m": "minutes"}.get(match[2] or "", unit) if match else ""
    return Fraction(match[1]) * (60 if told.endswith("hours") else 1) if told and match else None
