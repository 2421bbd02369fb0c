"""The whole way of an import: files are opened, understood, settled and planned; written only when told to."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from coachkit.errors import Fault, UsageError
from coachkit.importers.changes import store
from coachkit.importers.changes.plan import plan
from coachkit.importers.changes.undoing import undo as undo_import
from coachkit.importers.files import mail, oldword, plain, word, workbook
from coachkit.importers.files.originals import Gathered, Original, Refused, gather
from coachkit.importers.layouts.headings import Headings
from coachkit.importers.layouts.layouts import understand
from coachkit.importers.pages import Remark, Unreadable
from coachkit.importers.records import Understood
from coachkit.importers.rows import settle
from coachkit.importers.steps import ASKS, Plan
from coachkit.importers.values.dating import dating
from coachkit.importers.who import settle_names
from coachkit.settings import read_settings
from coachkit.tables import Read, read_table

__all__ = ["NOT_READ", "Import", "import_records", "undo_import"]
_READERS = {
    "word": word.read,
    "oldword": oldword.read,
    "workbook": workbook.read,
    "delimited": plain.read_delimited,
    "text": plain.read_text,
    "mail": mail.read,
}
NOT_READ = "not read"
"""The layout of a file that is refused."""
TWIN = "read once, under its other name"
"""The layout of a file that is given a second time."""


@dataclass(frozen=True)
class Import:
    """One import as shown, and as written where `applied`.

    `files` are in the order given, refused ones among them; `remarks` go by file; `faults` are those of the practice's
    own settings and decisions; `done` says what was written.
    """

    files: tuple[Understood, ...]
    remarks: dict[str, tuple[Remark, ...]]
    plan: Plan
    register: pd.DataFrame
    faults: tuple[Fault, ...] = ()
    applied: bool = False
    done: str = ""

    @property
    def problems(self) -> list[tuple[str, Remark]]:
        """(file, remark) of everything that was not understood, in order."""
        return [(file, remark) for file, told in self.remarks.items() for remark in told if not remark.note]


def import_records(
    files: Iterable[str | Path], into: str | Path, apply: bool = False, today: date | None = None
) -> Import:
    """What `files` (or folders, or zips) hold for the practice folder `into`; written there only with `apply`.

    What is not certain is a problem and is not written; the rest is. Raises UsageError for a file that is not there
    and for a folder that cannot be written, RecordsError where a table of the folder cannot be told apart in rows.
    """
    folder, today, files = Path(into), today or date.today(), list(files)
    if missing := [str(file) for file in files if not os.path.exists(file)]:
        raise UsageError(f"{', '.join(missing)}: there is no such file; check the name and the folder")
    if apply and folder.is_dir():
        store.set_right(folder)
    gathered = gather([Path(file) for file in files])
    settings, faults = read_settings(folder, today)
    reads = {name: read_table(folder, name, today) for name in ("clients", "contacts", "import_decisions")}
    headings = Headings(reads["import_decisions"].frame)
    understood = [_understood(original, headings) for original in gathered.originals]
    who = settle_names(understood, _register(reads["clients"]), _decided(reads["import_decisions"]), settings.coach)
    dates = dating(understood, settings, reads["contacts"].frame, headings.order, today)
    settled = settle(understood, dates, who)
    planned = plan(settled.rows, [(one.name, one.sha256) for one in gathered.originals], folder)
    found = Import(
        (*understood, *_unread(gathered)),
        _together(settled.remarks, planned.remarks, *({one.name: (one.remark,)} for one in _aside(gathered))),
        planned,
        who.register,
        (*faults, *reads["import_decisions"].faults, *map(_fault, headings.remarks)),
    )
    return _written(found, gathered.originals) if apply else found


def _understood(original: Original, headings: Headings) -> Understood:
    try:
        return understand(_READERS[original.kind](original.name, original.data), headings)
    except Unreadable as unreadable:
        problem, cure = unreadable.args
        return Understood(original.name, NOT_READ, remarks=(Remark("", original.name, problem, cure),))


def _unread(gathered: Gathered) -> Iterable[Understood]:
    return (Understood(one.name, TWIN if one.remark.note else NOT_READ) for one in _aside(gathered))


def _aside(gathered: Gathered) -> tuple[Refused, ...]:
    return (*gathered.refused, *gathered.repeated)


def _fault(remark: Remark) -> Fault:
    """A decision that means nothing, as a fault of the practice's own file."""
    return Fault(remark.place, None, "means", remark.value, remark.problem, remark.cure)


def _register(clients: Read) -> pd.DataFrame:
    return clients.frame.reset_index(drop=True)


def _decided(decisions: Read) -> dict[str, str]:
    rows = decisions.frame[decisions.frame["reads"] == "client"]
    return dict(zip(rows["written"], rows["means"], strict=True))


def _together(*remarks: dict[str, Sequence[Remark]]) -> dict[str, tuple[Remark, ...]]:
    names = dict.fromkeys(name for each in remarks for name in each)
    return {name: tuple(one for each in remarks for one in each.get(name, ())) for name in names}


def _written(found: Import, originals: Sequence[Original]) -> Import:
    if found.plan.is_empty:
        return found
    kept = {step.row.file for step in found.plan.steps if step.does != ASKS}
    mine = [(one.name, one.data, one.sha256) for one in originals if one.name in kept]
    applied = store.apply(found.plan, mine, found.plan.folder, datetime.now())
    return Import(
        found.files, found.remarks, found.plan, found.register, found.faults, True, " ".join(applied.sentences)
    )
