"""Take a mapping sheet into a practice: what it would bring is shown first, and written in one step only when asked."""

import io
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coachkit import disk, shipped
from coachkit.decisions import Decisions
from coachkit.errors import UsageError
from coachkit.framework import read_framework
from coachkit.importers.pages import Remark
from coachkit.mapping.assessed import Returned
from coachkit.mapping.columns import decided_keys
from coachkit.mapping.criteria import framework_of
from coachkit.mapping.older import Older
from coachkit.mapping.reading import Sheets, read_sheets
from coachkit.mapping.steps import SAME, Step
from coachkit.practice import Practice, read_practice


@dataclass(frozen=True)
class Taken:
    """What a mapping sheet brings: a step a row, remarks (those that are no note are problems), and whether it is written.

    `columns` goes by label as written; "" = not read. `rows` counts the rows below the labels, gaps too.
    """

    file: str
    rows: int
    columns: dict[str, str]
    steps: tuple[Step, ...]
    remarks: tuple[Remark, ...]
    practice: Practice
    applied: bool = False

    @property
    def problems(self) -> list[Remark]:
        """What was not understood or is not certain; nothing is written of it."""
        return [remark for remark in self.remarks if not remark.note]

    @property
    def changes(self) -> list[Step]:
        """The steps that add or change a decision."""
        return [step for step in self.steps if step.does != SAME]


def take_in(folder: str | Path, file: str | Path, apply: bool = False, today: date | None = None) -> Taken:
    """What a mapping sheet (xlsx, csv, docx) holds for a practice; written into evidence.csv, all in one step, only with `apply`.

    In a sheet that coachkit wrote, an assessor's entries and reasons that were filled in are taken; in a coach's own,
    each row whose criterion and passage are certain becomes accepted evidence. Raises UsageError for a file that cannot be read.
    """
    practice, today = read_practice(folder), today or date.today()
    sheets = _sheets(practice, file)
    returned = Returned([line for line in sheets.lines if line.ours], practice)
    older = Older([line for line in sheets.lines if not line.ours], practice, today)
    remarks = (*sheets.remarks, *returned.remarks, *older.remarks)
    steps = (*returned.steps, *older.steps)
    taken = Taken(sheets.file, len(sheets.lines), sheets.columns, steps, remarks, practice)
    return _written(taken, today) if apply and taken.changes else taken


def _sheets(practice: Practice, file: str | Path) -> Sheets:
    decided = practice.reads["import_decisions"].frame
    columns = decided[decided["reads"] == "column"]
    return read_sheets(file, decided_keys(columns["written"].tolist(), columns["means"].tolist()))


def _written(taken: Taken, today: date) -> Taken:
    decisions = Decisions(taken.practice, today)
    held = taken.practice.reads["evidence"].frame
    days = dict(zip(held["evidence_id"], held["decided_on"].dt.strftime("%Y-%m-%d").fillna(""), strict=True))
    kept = [
        {"evidence_id": one.evidence_id, "decided_on": days[one.evidence_id]} if one.evidence_id else {}
        for one in taken.changes
    ]
    decisions.put_all("evidence", [first | one.values for first, one in zip(kept, taken.changes, strict=True)])
    return replace(taken, practice=decisions.practice, applied=True)


@dataclass(frozen=True)
class Framework:
    """A framework that was written: its path, how practice.toml names it, how many criteria it has, and what is asked."""

    path: Path
    setting: str
    criteria: int
    asked: tuple[Remark, ...]


def write_framework(folder: str | Path, file: str | Path, out: str | Path) -> Framework:
    """The criteria that a mapping sheet defines, written as a framework for practice.toml.

    A name without a folder is put into the practice. Raises UsageError where the sheet defines none, or a file stands there.
    """
    practice = read_practice(folder)
    path = practice.folder / out if Path(out).name == str(out) else Path(out)
    if path.suffix.lower() != ".csv":
        raise UsageError(f"{out}: a framework is a CSV; give a name that ends in .csv")
    if shipped.is_shipped(path.parent):
        raise UsageError("the example that ships is not written to; give a file elsewhere")
    if path.exists():
        raise UsageError(f"{path.name}: stands there already; give another name")
    sheets = _sheets(practice, file)
    frame, asked = framework_of(sheets.lines, sheets.file)
    held = io.StringIO(newline="")
    frame.to_csv(held, index=False, lineterminator="\n")
    with disk.told(f"{path.name}: was not written"):
        disk.put(path, held.getvalue().encode())
    read_framework(str(path.resolve()))
    inside = path.resolve().is_relative_to(practice.folder)
    setting = path.resolve().relative_to(practice.folder) if inside else path.resolve()
    return Framework(path, setting.as_posix(), len(frame), tuple(asked))
