"""Writing an import whole or not at all: the tables, the originals and the record by which it can be taken back."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from coachkit import disk
from coachkit.errors import RecordsError
from coachkit.halfway import IMPORTS
from coachkit.importers.changes.history import RECORD
from coachkit.importers.changes.leaning import rows_that_name
from coachkit.importers.changes.undoing import (
    DRAFT,
    HALFWAY,
    LOCK,
    ORIGINALS,
    UNDOING,
    Undone,
    draft_beside,
    left_behind,
    mend,
    take_back,
    tidy,
    undo,
)
from coachkit.importers.steps import CHANGED, NEW, Plan, Step
from coachkit.schema import TABLES
from coachkit.starter import new_practice

__all__ = ["Applied", "Undone", "apply", "set_right", "undo"]

_KINDS = frozenset("docx docm doc xlsx xlsm xls csv tsv txt md eml".split())
_ONE = {"contacts": "contact", "sheets": "sheet", "clients": "client", "feedback": "piece of feedback"}
_ONE |= {"supervision": "supervision meeting", "documents": "document"}
_MANY = {table: f"{one}s" for table, one in _ONE.items()} | {"feedback": "pieces of feedback"}


@dataclass(frozen=True)
class Applied:
    """What an import wrote: the number of its record ("" where there was nothing to write), and that in sentences."""

    number: str
    sentences: tuple[str, ...]


def apply(plan: Plan, originals: Iterable[tuple[str, bytes, str]], folder: str | Path, at: datetime) -> Applied:
    """Write what a plan says; `originals` are (name, bytes, SHA-256) of the files that it was made from.

    Raises RecordsError, with nothing written, where a table is not as the plan saw it or cannot be written, and
    UsageError where another import is at work.
    """
    folder, originals = Path(folder), list(originals)
    if plan.is_empty:
        return Applied("", ("Nothing to import: all of it stands there already. Nothing was written.",))
    with disk.told(f"{folder.name}: nothing was imported"):
        number = _into_new(plan, originals, folder, at) if plan.is_new else _into(plan, originals, folder, at)
    return Applied(number, tuple(_sentences(plan, folder)))


def set_right(folder: str | Path) -> bool:
    """Take back an import, or finish an undo, that was cut short; whether there was one.

    Raises UsageError where another import is at work, RecordsError where it cannot be done.
    """
    folder = Path(folder)
    if not any((folder / marker).is_dir() for marker in (HALFWAY, UNDOING)):
        return False
    with disk.told(f"{folder.name}: what was cut short is not set right"), disk.alone(folder, folder / LOCK):
        had = mend(folder)
        tidy(folder, had or [])
    return True


def _into(plan: Plan, originals: list, folder: Path, at: datetime) -> str:
    had = [name for name in left_behind() if (folder / name).exists()]
    if (folder / "private").is_symlink():
        raise RecordsError("private: is a link to another place; put the folder itself there, and import again")
    with disk.alone(folder, folder / LOCK):
        left = mend(folder)
        _unchanged(plan, folder)
        record = {"at": at.isoformat(timespec="seconds"), "had": had if left is None else left, "made": ""}
        return _write(plan, originals, folder, record)


def _unchanged(plan: Plan, folder: Path) -> None:
    for change in plan.changes:
        if disk.bytes_of(folder / change.file) != change.before:
            raise RecordsError(f"{change.file}: was changed since the preview was made; import again")


def _into_new(plan: Plan, originals: list, folder: Path, at: datetime) -> str:
    """A new practice with the import in it, made beside its place and then moved there in one step."""
    folder = folder.resolve()
    draft = draft_beside(folder)
    disk.clear(draft)
    try:
        practice = new_practice(disk.folder(draft) / "practice")
        made = {"at": at.isoformat(timespec="seconds"), "had": [], "made": "contents" if folder.exists() else "folder"}
        number = _write(plan, originals, practice, made)
        disk.move(practice, folder)
    finally:
        with suppress(OSError):
            disk.clear(draft)
    return number


def _write(plan: Plan, originals: list, folder: Path, record: dict) -> str:
    """Draft, commit by one rename, then tables and originals in their places; taken back where that fails."""
    imports = folder / IMPORTS
    number = _next_number(imports)
    try:
        _draft(plan, originals, folder, record)
        disk.move(folder / DRAFT, folder / HALFWAY)
        for change in plan.changes:
            disk.put(folder / change.file, change.after)
        _keep_originals(folder)
        disk.move(folder / HALFWAY, imports / number)
    except BaseException as error:
        if not (imports / number).exists():  # else all is in its place, and only the last word to the disk failed
            _give_up(folder, record["had"], error)
            raise
    return number


def _give_up(folder: Path, had: list[str], error: BaseException) -> None:
    """Take back what was written; where that cannot be done either, what is to be done is said."""
    try:
        if (folder / HALFWAY).exists():
            take_back(folder, HALFWAY)
        disk.clear(folder / DRAFT)
        tidy(folder, had)
    except (OSError, RecordsError) as again:
        if any((folder / marker).exists() for marker in (HALFWAY, UNDOING)):
            why = getattr(error, "strerror", "") or error
            cure = f"`coachkit undo {folder}` sets it right"
            raise RecordsError(f"{folder.name}: the import was cut short ({why}); {cure}") from again


def _next_number(imports: Path) -> str:
    numbers = [int(path.name) for path in imports.glob("*") if path.name.isdigit()]
    return f"{max(numbers, default=0) + 1:04}"


def _draft(plan: Plan, originals: list, folder: Path, record: dict) -> None:
    """Everything that the import writes, in one folder, on the disk."""
    draft = folder / DRAFT
    for part in ("before", "after", "originals"):
        disk.folder(draft / part)
    for change in plan.changes:
        disk.write(draft / "after" / change.file, change.after)
        if change.before is not None:
            disk.write(draft / "before" / change.file, change.before)
    brought = [_copy(draft, folder, data, kept) for data, kept in _kept(plan, originals).values()]
    disk.write(draft / RECORD, json.dumps(record | _told(plan, originals, folder, brought), indent=1).encode())
    for path in (draft / "before", draft / "after", draft / "originals", draft):
        disk.sync(path)


def _kept(plan: Plan, originals: list) -> dict[str, tuple[bytes, str]]:
    """The bytes of each original and the name under which it is kept, which holds nobody's name."""
    return {name: (data, _kept_as(name, sha256)) for name, data, sha256 in originals if name in plan.given}


def _kept_as(name: str, sha256: str) -> str:
    kind = PurePath(name).suffix.lower().removeprefix(".")
    return f"{sha256}.{kind if kind in _KINDS else 'bin'}"


def _copy(draft: Path, folder: Path, data: bytes, kept: str) -> str:
    """One original, read again after it was written; "" where its very bytes are kept already."""
    wanted = kept.partition(".")[0]
    there = disk.bytes_of(folder / ORIGINALS / kept)
    if there is not None and disk.sha256(there) == wanted:
        return ""
    copy = draft / "originals" / kept
    disk.write(copy, data, 0o400)
    if disk.sha256(copy.read_bytes()) != wanted:
        raise OSError(None, "an original was not kept byte for byte")
    return kept


def _keep_originals(folder: Path) -> None:
    kept = disk.folder(folder / ORIGINALS)
    for path in sorted((folder / HALFWAY / "originals").iterdir()):
        disk.move(path, kept / path.name)
    (folder / HALFWAY / "originals").rmdir()


def _told(plan: Plan, originals: list, folder: Path, brought: list[str]) -> dict:
    """What is remembered: each file with its rows, each table with its hashes, and what may stand on the import."""
    files = [
        {"name": name, "sha256": sha256, "rows": plan.given[name]}
        for name, _, sha256 in originals
        if name in plan.given
    ]
    tables = {
        change.file: {
            "before": None if change.before is None else disk.sha256(change.before),
            "after": disk.sha256(change.after),
        }
        for change in plan.changes
    }
    ids = {step.id: "added" for step in plan.steps if step.does == NEW and step.id}
    ids |= {step.id: "changed the text of" for step in plan.steps if _rewrites(step)}
    found = [where.print for where in rows_that_name(folder, ids, set(tables))]
    starter = {} if not plan.is_new else _hashes(folder) | {file: one["after"] for file, one in tables.items()}
    return {
        "originals": files,
        "brought": [name for name in brought if name],
        "tables": tables,
        "ids": ids,
        "leaning": found,
        "made_files": starter,
        "counts": _counts(plan),
    }


def _rewrites(step: Step) -> bool:
    """Whether a row's prose, in which passages have their places, is changed."""
    prose = {column.name for column in TABLES[step.row.table].columns if column.reads == "prose"}
    return step.does == CHANGED and any(name in prose and before for name, (before, _) in step.changes.items())


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(folder / "private"))
    return {path.relative_to(folder).as_posix(): disk.sha256(path.read_bytes()) for path in files}


# In sentences


def _counts(plan: Plan) -> str:
    """What is new, in words."""
    new = Counter(step.row.table for step in plan.steps if step.does == NEW)
    return _listed([f"{number} {(_ONE if number == 1 else _MANY)[table]}" for table, number in sorted(new.items())])


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def _sentences(plan: Plan, folder: Path) -> Iterable[str]:
    changed = len({(step.row.table, step.id) for step in plan.steps if step.does == CHANGED})
    rows = "" if not changed else "1 row changed" if changed == 1 else f"{changed} rows changed"
    new = _counts(plan)
    yield f"Imported into {folder}: {_listed([part for part in (new and f'{new} new', rows) if part]) or 'nothing new'}."
    yield f"The originals are kept in {folder / ORIGINALS}; `coachkit undo {folder}` takes the import back."
