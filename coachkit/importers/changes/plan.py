"""What an import would change in a practice folder: which rows are new, which stand there already, which change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from coachkit import halfway
from coachkit.errors import UsageError
from coachkit.importers.changes.joined import join, join_clients
from coachkit.importers.changes.renewed import missing, renew
from coachkit.importers.changes.work import Work
from coachkit.importers.pages import Remark
from coachkit.importers.steps import ASKS, CHANGED, NEW, SAME, Change, Plan, Row, Step
from coachkit.schema import TABLES

__all__ = ["ASKS", "CHANGED", "NEW", "SAME", "Change", "Plan", "Row", "Step", "plan"]

_ORDER = ("sheets", "contacts", "feedback", "supervision", "documents", "clients")
"""A contact refers to its sheet; a proposed client comes only with a row that is booked to it."""


def plan(rows: Iterable[Row], originals: Iterable[tuple[str, str]], folder: str | Path) -> Plan:
    """What an import of these rows would change in the practice; `originals` are (name, SHA-256) of the files read.

    Raises UsageError where the folder holds something else than a practice, RecordsError where one of its tables, or
    the record of an earlier import, cannot be read, or an import was cut short.
    """
    rows, originals, folder = list(rows), list(originals), Path(folder)
    is_new = _is_new(folder)
    halfway.check(folder)
    twins = _twins(originals)
    work = Work(folder, is_new, dict(originals), [row for row in rows if row.file not in twins])
    for table in _ORDER:
        _settle(work, table, [row for row in rows if row.table == table and row.file not in twins])
    for name in dict(originals):
        if name not in twins:
            missing(work, name, rows)
    _as_their_twins(work, rows, twins)
    _unreadable(work)
    return _planned(work, rows, originals, twins, is_new)


def _is_new(folder: Path) -> bool:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return True
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file; give a folder, or the name of one that is to be made")
    if not any((folder / name).exists() for name in ("practice.toml", *(table.file for table in TABLES.values()))):
        cure = "give a practice folder, or the name of a new one"
        raise UsageError(f"{folder}: holds other things and no practice; {cure}")
    return False


def _twins(originals: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Files that hold the very bytes of another one of the same import, and the name of that one."""
    first: dict[str, str] = {}
    return {name: first[sha256] for name, sha256 in originals if first.setdefault(sha256, name) != name}


def _settle(work: Work, table: str, rows: list[Row]) -> None:
    renew(work, table, rows)
    fresh = [row for row in rows if row not in work.steps]
    if fresh and table == "clients":
        join_clients(work, fresh)
    elif fresh:
        join(work, table, fresh)


def _as_their_twins(work: Work, rows: list[Row], twins: dict[str, str]) -> None:
    """The rows of a file that stands twice in the import are those of the first, in the same order."""
    by_file: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_file[row.file].append(row)
    for name, first in twins.items():
        work.remarks[name].append(Remark("", "", f"is the same file as {first}, and is read once", "", note=True))
        for row, other in zip(by_file[name], by_file[first], strict=False):
            step = work.steps[other]
            work.settle(row, ASKS if step.does == ASKS else SAME, step.id, dict(step.tells))


def _unreadable(work: Work) -> None:
    for standing in work.tables.values():
        doubtful = [line for line in standing.lines if standing.name == "contacts" and not _is_whole(line.values)]
        if number := len(standing.misfits) + len(doubtful):
            what = "1 row that cannot be read" if number == 1 else f"{number} rows that cannot be read"
            problem = f"{standing.file} holds {what}; what comes in is not compared with such rows"
            cure = f"`coachkit check {work.folder}` names them; mend them first"
            work.remarks[""].append(Remark(standing.file, "", problem, cure, note=True))


def _is_whole(values: dict[str, str]) -> bool:
    return all(values.get(name) for name in ("date", "client_id", "minutes"))


def _planned(work: Work, rows: list[Row], originals: list, twins: dict[str, str], is_new: bool) -> Plan:
    changes = []
    for standing in work.tables.values():
        after = standing.after()
        if after is not None and after != standing.before:
            changes.append(Change(standing.file, standing.before, after))
            notes = [Remark(standing.file, "", note, "", note=True) for note in standing.notes]
            work.remarks[""] += notes
    given = {name: (*_given(work, rows, name), *work.gone[name]) for name, _ in originals if name not in twins}
    again = _again(work, rows, twins)
    return Plan(
        work.folder,
        is_new,
        tuple(work.steps[row] for row in rows),
        {name: tuple(remarks) for name, remarks in work.remarks.items() if remarks},
        again,
        tuple(changes),
        given,
        frozenset(name for name in given if not work.history.knows(work.hashes[name])),
    )


def _given(work: Work, rows: list[Row], file: str) -> Iterable[dict]:
    """What is remembered of the rows of a file: those that have an id in the practice."""
    for row in rows:
        step = work.steps[row]
        if row.file == file and step.id and row.table in TABLES:
            yield {"table": row.table, "place": row.place, "id": step.id, "values": dict(step.tells)}


def _again(work: Work, rows: list[Row], twins: dict[str, str]) -> dict[str, str]:
    """For each file whose very bytes were imported before, when that was; a word where it tells something new now."""
    found = {}
    for name, sha256 in work.hashes.items():
        given = work.history.of(name, sha256) if work.history.knows(sha256) else None
        if given is None or name in twins:
            continue
        found[name] = f"imported on {given.day} already"
        new = [row for row in rows if row.file == name and work.steps[row].does in (NEW, CHANGED)]
        if new:
            problem = (
                f"was imported on {given.day} already; {len(new)} of its rows could not be read then, or otherwise"
            )
            work.remarks[name].append(Remark("", "", problem, "look at what is new in the preview", note=True))
    return found
