"""Taking the last import back exactly, unless something stands on it; and setting right one that was cut short."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from coachkit import disk
from coachkit.errors import RecordsError, UsageError
from coachkit.halfway import IMPORTS, MARKERS
from coachkit.importers.changes.history import RECORD, read_records
from coachkit.importers.changes.leaning import rows_that_name

DRAFT, HALFWAY, UNDOING = (IMPORTS / name for name in ("draft", *MARKERS))
ORIGINALS = Path("private") / "originals"
LOCK = Path("private") / ".lock"
_MOST_TOLD = 5


@dataclass(frozen=True)
class Undone:
    """What was taken back: the number of the import's record ("" where there was none), and that in sentences."""

    number: str
    sentences: tuple[str, ...]


def undo(folder: str | Path) -> Undone:
    """Take the last import back: every table as it was before it, byte for byte.

    Raises UsageError where there is no such folder or another import is at work; RecordsError, with nothing changed,
    where a table was changed since, or later decisions stand on what the import added.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    if not (folder / "private").is_dir():
        return _nothing(folder)
    with disk.told(f"{folder.name}: the undo was cut short, run it again"), disk.alone(folder, folder / LOCK):
        had = mend(folder)
        if had is not None:
            tidy(folder, had)
            return Undone("", (f"The import into {folder} that was cut short is taken back; nothing of it is left.",))
        records = read_records(folder)
        if not records:
            tidy(folder, [])
            return _nothing(folder)
        path, record = records[-1]
        _refuse(folder, path, record)
        if not (record["made"] and _stands_alone(folder, record)):
            tidy(folder, take_back(folder, path.relative_to(folder)))
            return Undone(path.name, tuple(_sentences(folder, record)))
        _remove(folder.resolve(), record)
    return Undone(path.name, tuple(_sentences(folder, record)))


def _nothing(folder: Path) -> Undone:
    return Undone("", (f"Nothing to undo: no import into {folder} is recorded.",))


def mend(folder: Path) -> list[str] | None:
    """Take back an import, or finish an undo, that was cut short; call it with the lock held.

    What that import had found of `left_behind`, None where none was cut short.
    """
    found = next((place for place in (UNDOING, HALFWAY) if (folder / place).is_dir()), None)
    if found is None:
        disk.clear(folder / DRAFT)
        return None
    return take_back(folder, found)


def take_back(folder: Path, place: Path) -> list[str]:
    """Restore every table from the copies kept with an import at `place`, and remove what else it brought.

    It can be cut short anywhere, and called again; what it returns is for `tidy`. Raises RecordsError where a table
    is neither as it was before the import nor as the import left it.
    """
    record = json.loads((folder / place / RECORD).read_text("utf-8"))
    for file, hashes in record["tables"].items():
        _is_ours(folder, file, hashes)
    if place != UNDOING:
        disk.move(folder / place, folder / UNDOING)
    for file, hashes in record["tables"].items():
        _restore(folder, file, hashes["before"])
    for name in record["brought"]:
        (folder / ORIGINALS / name).unlink(missing_ok=True)
    disk.clear(folder / DRAFT)
    disk.move(folder / UNDOING, folder / DRAFT)
    disk.clear(folder / DRAFT)
    return record["had"]


def _is_ours(folder: Path, file: str, hashes: dict) -> None:
    now = disk.bytes_of(folder / file)
    if now is not None and disk.sha256(now) not in hashes.values():
        cure = f"save it under another name outside {folder}, take it away, and run `coachkit undo {folder}`"
        raise RecordsError(f"{file}: was changed by hand after an import was cut short; {cure}")


def _restore(folder: Path, file: str, before: str | None) -> None:
    path, kept = folder / file, folder / UNDOING / "before" / file
    disk.draft_of(path).unlink(missing_ok=True)
    if before is None:
        path.unlink(missing_ok=True)
    elif kept.exists():
        disk.give_back(path, kept)


def left_behind() -> list[str]:
    """What an import makes beside tables, originals and its record, the innermost first."""
    return [path.as_posix() for path in (IMPORTS, ORIGINALS, LOCK, Path("private"))]


def tidy(folder: Path, had: list[str]) -> None:
    """Remove the folders and the lock that were not there before, where nothing else is in them."""
    for name in left_behind():
        if name in had or (name == LOCK.as_posix() and (folder / IMPORTS).exists()):
            continue
        with suppress(OSError):
            (folder / name).rmdir() if (folder / name).is_dir() else (folder / name).unlink()


def draft_beside(folder: Path) -> Path:
    """Where a practice is made until it is whole, and stands while it is removed."""
    return folder.parent / f".{folder.name}.importing"


# What stands on it


def _refuse(folder: Path, path: Path, record: dict) -> None:
    found = [*_changed(folder, path, record), *_leaning(folder, record)]
    if found:
        more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        raise RecordsError(
            f"The import of {_when(record)} is not taken back, and nothing was changed: "
            f"{'; '.join(found[:_MOST_TOLD])}{more}"
        )


def _changed(folder: Path, path: Path, record: dict) -> Iterator[str]:
    for file, hashes in record["tables"].items():
        now = disk.bytes_of(folder / file)
        if now is None:
            yield f"{file} was taken away since"
        elif disk.sha256(now) != hashes["after"]:
            line = _first_difference(now, (path / "after" / file).read_bytes())
            yield f"{file} was changed since (the first difference is on line {line})"


def _first_difference(one: bytes, other: bytes) -> int:
    lines = zip_longest(one.splitlines(keepends=True), other.splitlines(keepends=True))
    return next((number for number, (left, right) in enumerate(lines, start=1) if left != right), 1)


def _leaning(folder: Path, record: dict) -> Iterator[str]:
    before = set(record["leaning"])
    for where in rows_that_name(folder, record["ids"], set(record["tables"])):
        if where.print not in before:
            why = f"{where.id}, which the import added" if record["ids"][where.id] == "added" else where.id
            why = why if record["ids"][where.id] == "added" else f"{where.id}, whose text the import changed"
            yield f"{where.file}, line {where.line} stands on {why}"


# A practice that the import itself made


def _stands_alone(folder: Path, record: dict) -> bool:
    """Whether the folder holds only what the import made."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    private = [name for name in files if name.startswith("private/")]
    rest = {name: disk.sha256(path.read_bytes()) for name, path in files.items() if name not in private}
    ours = ("private/.lock", *(f"{ORIGINALS.as_posix()}/{name}" for name in record["brought"]))
    strange = [name for name in private if name not in ours and not name.startswith(f"{IMPORTS.as_posix()}/")]
    return rest == record["made_files"] and not strange and len(read_records(folder)) == 1


def _remove(folder: Path, record: dict) -> None:
    """The whole folder, in one step; an empty one is left where an empty one was."""
    beside = draft_beside(folder)
    disk.clear(beside)
    os.replace(folder, beside)
    if record["made"] == "contents":
        folder.mkdir()
    disk.clear(beside)


def _when(record: dict) -> str:
    return record["at"][:16].replace("T", " ")


def _sentences(folder: Path, record: dict) -> Iterator[str]:
    new = f" ({record['counts']})" if record["counts"] else ""
    yield f"The import of {_when(record)} into {folder} is taken back{new}."
    if not folder.exists():
        yield "The folder, which that import had made, is gone with it."
    elif record["tables"]:
        yield f"As before it, byte for byte: {', '.join(record['tables'])}."
