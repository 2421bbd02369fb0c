"""The journal of a practice's decisions: what each row was before and after, by which the last one can be taken back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coachkit import disk
from coachkit.errors import RecordsError
from coachkit.standing import Standing, read_standing

JOURNAL = Path("private") / "decisions.jsonl"
"""One line a decision, oldest first: when, its table, and the row before and after it; or an undo, and the line it undoes."""


@dataclass(frozen=True)
class Undone:
    """A decision that was taken back: its table, the row as it had been written, and the row that stands again, if any.

    `others` holds such pairs for the further rows that had been written with it.
    """

    table: str
    row: dict[str, str]
    before: dict[str, str] | None
    others: tuple[tuple[dict[str, str], dict[str, str] | None], ...] = ()


def note(folder: Path, table: str, pairs: Sequence[tuple[dict | None, dict]]) -> None:
    """Note rows of a table (before, after) that one decision is about to write; the disk holds it when this returns."""
    told = [{"before": before and _filled(before), "after": _filled(after)} for before, after in pairs]
    _add(folder, table=table, **told[0], **({"others": told[1:]} if told[1:] else {}))


def written(folder: Path, table: str) -> list[dict[str, str]]:
    """Every row that a decision ever wrote in a table."""
    notes = [each for each in _notes(folder) if each.get("table") == table]
    return [row["after"] for each in notes for row in _rows(each)]


def last(folder: Path, table: str) -> dict[str, str]:
    """The row of the last decision on a table, whether taken back or not; empty where there is none."""
    return next(reversed(written(folder, table)), {})


def take_back(folder: Path) -> Undone | None:
    """Put the rows before the last decision that stands back; None where there is none.

    Raises RecordsError, with nothing changed, where its row was changed by hand since.
    """
    for at, decision in _standing_decisions(folder):
        undone = _put_back(folder, decision)
        _add(folder, undoes=at)
        if undone:
            return undone
    return None


def save(standing: Standing, folder: Path) -> None:
    """The working copy of a table in place of the table, in one step."""
    disk.folder((folder / standing.file).parent)
    disk.put(folder / standing.file, standing.after())


def _notes(folder: Path) -> list[dict]:
    data = disk.bytes_of(folder / JOURNAL) or b""
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def _add(folder: Path, **told: object) -> None:
    line = {"at": datetime.now().isoformat(timespec="seconds"), **told}
    disk.append(folder / JOURNAL, (json.dumps(line, ensure_ascii=False) + "\n").encode())


def _standing_decisions(folder: Path) -> Iterator[tuple[int, dict]]:
    """The decisions that are not taken back, with their lines in the journal, the last first."""
    notes = _notes(folder)
    undone = {each["undoes"] for each in notes if "undoes" in each}
    yield from ((at, each) for at, each in reversed([*enumerate(notes)]) if "table" in each and at not in undone)


def _put_back(folder: Path, decision: dict) -> Undone | None:
    """None where the decision never reached its table."""
    standing = read_standing(folder, decision["table"])
    pairs = [(each["before"], each["after"]) for each in _rows(decision)]
    there = [_restored(standing, before, after) for before, after in reversed(pairs)]
    if not any(there):
        return None
    if not all(there):
        raise _changed_since(standing.file)
    save(standing, folder)
    (before, after), *others = pairs
    return Undone(decision["table"], after, before, tuple((row, first) for first, row in others))


def _changed_since(file: str) -> RecordsError:
    return RecordsError(f"{file}: the row of the last decision was changed since it was made; nothing was taken back")


def _rows(note: dict) -> list[dict]:
    """The rows that a note of the journal is about, each with what stood before and after."""
    return [note, *note.get("others", [])]


def _restored(standing: Standing, before: dict[str, str] | None, after: dict[str, str]) -> bool:
    """Put one row as it stood before in the working copy; false where the decision never reached the table."""
    lines = [line for line in standing.lines if not line.gone and _filled(line.values) == after]
    if not lines:
        held = [line for line in standing.lines if _filled(line.values) == before]
        if held or (before is None and not (standing.key and after[standing.key] in standing.by_id())):
            return False
        raise _changed_since(standing.file)
    if before is None:
        standing.remove(lines[-1])
    else:
        for name in {*before, *after}:
            standing.set(lines[-1], name, before.get(name, ""))
    return True


def _filled(values: dict[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in values.items() if text.strip()}
