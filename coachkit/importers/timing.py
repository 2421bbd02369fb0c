"""When a contact was and how long: its date, its length and its clock times, which must agree."""

import re
from dataclasses import replace
from datetime import date

from coachkit.importers.pages import Remark
from coachkit.importers.records import Record, Understood, Written
from coachkit.importers.remarked import Giving, has
from coachkit.importers.values import days, lengths
from coachkit.importers.values.dating import Dating
from coachkit.values import Refused

_PAUSE = re.compile(r"\b(?:break|pause|lunch|interval|less)\b", re.IGNORECASE)


def day_of(record: Record, file: Understood, dating: Dating, giving: Giving) -> days.Day | None:
    """The day of a contact, None and a problem where it is not certain.

    A date without a year is read beside the date of its sheet, else beside that of another contact of the sheet.
    """
    if not has(record, "date"):
        giving.lacking(record, "has no date", _date_cure(record, file))
        return None
    try:
        day = _dated(record, file, dating)
    except Refused as refused:
        giving.problem(record.cells["date"], *refused.args)
        return None
    giving.note(record.cells["date"], day.note)
    return day


def _date_cure(record: Record, file: Understood) -> str:
    """How to give a contact its date; where its sheet alone is dated, how to say that this is the contact's too."""
    cure = "write the date of the contact in the file, and import it again"
    sheets = [one for one in file.records if one.table == "sheets"]
    sheet = sheets[record.sheet] if record.sheet is not None and record.sheet < len(sheets) else None
    if sheet is None or not has(sheet, "written_on"):
        return cure
    label = sheet.cells["written_on"].label
    return f'{cure}; or, if "{label}" is it, say so in decisions/import.csv (reads=column, written={label}, means=date)'


def optional_day(record: Record, column: str, dating: Dating, giving: Giving) -> date | None:
    """The day in a column that may be blank; a problem where it cannot be read."""
    if not has(record, column):
        return None
    try:
        day = dating.read(giving.name, record.cells[column])
    except Refused as refused:
        giving.problem(record.cells[column], *refused.args)
        return None
    giving.note(record.cells[column], day.note)
    return day.day


def _dated(record: Record, file: Understood, dating: Dating) -> days.Day:
    try:
        return dating.read(file.name, record.cells["date"])
    except Refused:
        beside = _beside(record, file, dating)
        if beside is None:
            raise
        return dating.read(file.name, record.cells["date"], beside)


def _beside(record: Record, file: Understood, dating: Dating) -> date | None:
    if record.sheet is None:
        return None
    sheets = [one for one in file.records if one.table == "sheets"][record.sheet : record.sheet + 1]
    others = [one for one in file.records if one.table == "contacts" and one.sheet == record.sheet]
    cells = [one.cells.get("written_on") for one in sheets]
    cells += [one.cells.get("date") for one in others if one is not record]
    for written in filter(None, cells):
        try:
            return dating.read(file.name, written).day
        except Refused:
            continue
    return None


def length_of(record: Record, day: days.Day | None, giving: Giving) -> lengths.Length | None:
    """How long it was, as stated or by its clock times, None and a problem where neither is certain or they differ."""
    try:
        stated, clock = _stated(record), _by_clock(record, day)
    except _NotReadError as unread:
        giving.problem(unread.written, *unread.refused)
        return None
    if stated and clock and clock.minutes - stated.minutes not in (0, _minutes_of(_pause(record))):
        problem = f"contradicts its clock times: {clock.start} to {clock.end} is {clock.minutes} minutes"
        giving.problem(record.cells["minutes"], problem, "correct the length or the times in the file")
        return None
    if clock and not stated and (pause := _pause(record)):
        problem = f"stands beside clock times that make {clock.minutes} minutes; whether it counts is not said"
        giving.problem(pause, problem, "write how long the contact was, without the break, in a column of minutes")
        return None
    length = replace(stated, start=clock.start) if stated and clock else stated or clock
    if length is None:
        giving.lacking(record, "has no length of time", "write how long it was, such as 45 min, and import it again")
        return None
    told = next(record.cells[name] for name in ("minutes", "minutes_more", "start", "date") if has(record, name))
    giving.note(told, length.note)
    return length if length.start else replace(length, start=_start(record, day, giving))


def _pause(record: Record) -> Written | None:
    """What stands under a label such as Break, where that is anything at all."""
    pauses = [written for label, written in record.extra.items() if _PAUSE.search(label)]
    return next((one for one in pauses if not re.fullmatch(r"[0:.,\s-]*|none|no", one.text, re.IGNORECASE)), None)


def _minutes_of(pause: Written | None) -> int:
    """The whole minutes of a break, 0 where there is none or it is written otherwise."""
    return int(pause.text) if pause and re.fullmatch("[0-9]{1,3}", pause.text.strip()) else 0


class _NotReadError(Exception):
    """A cell that was refused: the cell, and (problem, cure)."""

    def __init__(self, written: Written, refused: Refused) -> None:
        super().__init__(written, refused)
        self.written, self.refused = written, refused.args


def _stated(record: Record) -> lengths.Length | None:
    """The length in its cell; hours and minutes in two cells are added, one of which may be 0."""
    cells = [record.cells[name] for name in ("minutes", "minutes_more") if has(record, name)]
    if len(cells) == 2:
        cells = [cell for cell in cells if not re.fullmatch(r"0+([.,]0+)?", cell.text.strip())] or cells[:1]
    read = [_read_length(cell) for cell in cells]
    if len(read) < 2:
        return read[0] if read else None
    return lengths.Length(sum(one.minutes for one in read), note="; ".join(one.note for one in read if one.note))


def _read_length(cell: Written) -> lengths.Length:
    try:
        return lengths.read_length(cell.text, cell.held, label=cell.label, unit=cell.unit)
    except Refused as refused:
        raise _NotReadError(cell, refused) from refused


def _by_clock(record: Record, day: days.Day | None) -> lengths.Length | None:
    if has(record, "start") and has(record, "end"):
        start, end = (_time(record.cells[name]) for name in ("start", "end"))
        try:
            return lengths.between(start, end)
        except Refused as refused:
            raise _NotReadError(record.cells["end"], refused) from refused
    return lengths.Length(day.length, day.start, day.end) if day and day.length else None


def _time(cell: Written) -> str:
    try:
        return lengths.read_time(cell.text, cell.held)
    except Refused as refused:
        raise _NotReadError(cell, refused) from refused


def _start(record: Record, day: days.Day | None, giving: Giving) -> str:
    if not has(record, "start"):
        return day.start if day else ""
    cell = record.cells["start"]
    try:
        start = _time(cell)
        giving.note(cell, lengths.time_note(cell.text, cell.held))
        return start
    except _NotReadError as unread:
        giving.problem(unread.written, *unread.refused)
        return ""


def in_doubt(file: Understood) -> list[Remark]:
    """A problem for each length of a column whose other lengths make its unit doubtful.

    That is so for decimals where another looks like hours and minutes, as 1.30 does, and for bare numbers under hours
    where another would be over eight hours.
    """
    columns: dict[str, list[Written]] = {}
    for record in (record for record in file.records if record.table == "contacts" and has(record, "minutes")):
        columns.setdefault(record.cells["minutes"].label, []).append(record.cells["minutes"])
    return [remark for column in columns.values() for remark in (_clock_like(column) or _too_many_hours(column))]


def _clock_like(column: list[Written]) -> list[Remark]:
    open_ones = [cell for cell in column if cell.held is None and cell.unit != lengths.DECIMAL_HOURS]
    sign = next((cell for cell in open_ones if lengths.clock_like(cell.text)), None)
    if sign is None:
        return []
    problem = f'may be decimal hours or hours and minutes, since "{sign.text}" stands in the same column'
    cure = "write the lengths of this column as minutes, or as 1h30"
    decimal = [cell for cell in column if re.fullmatch(r"[0-9]+[.,][0-9]+(?: ?h.*)?", cell.text.strip(), re.IGNORECASE)]
    return [Remark(cell.place, cell.text, problem, cure) for cell in decimal if not lengths.clock_like(cell.text)]


def _too_many_hours(column: list[Written]) -> list[Remark]:
    """The bare numbers of a column of hours in which one is more hours than a contact has."""
    bare = [
        cell
        for cell in column
        if cell.unit.endswith("hours") and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", cell.text.strip())
    ]
    sign = next((cell for cell in bare if float(cell.text.strip().replace(",", ".")) > lengths.MOST_BARE_HOURS), None)
    if sign is None:
        return []
    problem = f'may be hours or minutes, since "{sign.text}" stands in the same column'
    label = f', or decide the unit of "{sign.label}" in decisions/import.csv (reads=unit, means=minutes)'
    cure = f"write the lengths of this column with their unit, such as 45 min or 1.5 h{label if sign.label else ''}"
    rest = [cell for cell in bare if cell is not sign]
    return [Remark(cell.place, cell.text, problem, cure) for cell in rest if not _is_refused(cell)]


def _is_refused(cell: Written) -> bool:
    try:
        _read_length(cell)
    except _NotReadError:
        return True
    return False
