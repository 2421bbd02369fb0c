"""Days and times of day that stand in one cell, as apps write them: 2025-01-06T09:30:00 is a day and a start."""

import re
from dataclasses import replace
from datetime import datetime

from coachkit.importers.records import Written

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2} [^\W\d_]{3,9},? \d{4})(?:T|,? +(?:at )?)"
    r"(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?)(?:Z|[+-]\d\d:?\d\d)?",
    re.I,
)


def parted(cells: dict[str, Written]) -> dict[str, Written]:
    """The cells of a contact with the day of its start as its date, and times of day for its start and end.

    They stay as they are where they hold no such moments, and where the days of date, start and end differ.
    """
    start = _parts(cells.get("start"))
    if start is None:
        return cells
    end = _parts(cells.get("end"))
    day = cells.get("date")
    if (day and not _same(day, start[0])) or (end and not _same(end[0], start[0])):
        return cells if day else cells | {"date": start[0]}
    return cells | {"date": day or start[0], "start": start[1]} | ({"end": end[1]} if end else {})


def _parts(written: Written | None) -> tuple[Written, Written] | None:
    """The day and the time of day that stand in a cell; None where it holds only one of them."""
    if written is None:
        return None
    if isinstance(written.held, datetime):
        day, time = written.held.date(), written.held.time()
        return replace(written, text=str(day), held=day), replace(written, text=f"{time:%H:%M}", held=time)
    match = _MOMENT.fullmatch(" ".join(written.text.split())) if written.held is None else None
    if match is None:
        return None
    time = re.sub(r"^(\d{1,2}:\d\d)(?::00(?:\.0+)?)?", r"\1", match[2])
    return replace(written, text=match[1]), replace(written, text=time)


def _same(one: Written, other: Written) -> bool:
    if one.held is not None and other.held is not None:
        return one.held == other.held
    return one.text.strip() == other.text.strip()
