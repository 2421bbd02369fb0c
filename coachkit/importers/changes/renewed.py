"""The rows of a file that was imported before: ids stay, what changed is shown, and the coach's corrections stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from coachkit.importers.changes.versions import paired
from coachkit.importers.changes.work import Work
from coachkit.importers.steps import ASKS, CHANGED, SAME, Row
from coachkit.schema import TABLES

Now = Mapping[tuple[str, str], Mapping[str, str]]
"""What the files of this import tell of rows that stand already, by file and id."""
_LONGEST = 60


def renew(work: Work, table: str, rows: Sequence[Row]) -> None:
    """Settle those rows of one table that an earlier import of their file gave already."""
    by_file: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_file[row.file].append(row)
    again = [pair for file, mine in by_file.items() for pair in _pairs(work, table, file, mine)]
    now = {(work.known_as(row.file), old["id"]): tells for row, tells, old in again}
    for row, tells, old in again:
        _again(work, row, tells, old, now)


def _pairs(work: Work, table: str, file: str, rows: list[Row]) -> Iterator[tuple[Row, dict[str, str], Mapping]]:
    """(row, what it tells, what was remembered of it) of the rows of one file that came before."""
    given = work.given(file)
    old = [row for row in given.rows if row["table"] == table] if given else []
    new = [(row.place, work.tells(row)) for row in rows] if old else []
    for at, other in sorted(paired(table, [(row["place"], row["values"]) for row in old], new).items()):
        yield rows[at], new[at][1], old[other]


def missing(work: Work, file: str, rows: Sequence[Row]) -> None:
    """Note the remembered rows of a file that no row of its new version is, and go on remembering them."""
    given = work.given(file)
    met = {(row.table, work.steps[row].id) for row in rows if row.file == file}
    for old in given.rows if given else ():
        if (old["table"], old["id"]) in met:
            continue
        work.gone[file].append({**old, "gone": True})
        if not old.get("gone") and old["id"] in work.table(old["table"]).by_id():
            row = Row(file, old["table"], old["place"], {})
            where = TABLES[old["table"]].file
            cure = f"delete {old['id']} from {where} if it should go"
            work.note(row, _told(old), f"is no longer in this file; {old['id']} is kept in {where}", cure)


def _told(old: Mapping) -> str:
    values = old["values"]
    said = [values.get(name, "") for name in ("date", "client_id", "minutes", "title", "name", "text")]
    return short(", ".join(filter(None, said)))


def short(text: str) -> str:
    """A value as a message shows it."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " ..."


def _again(work: Work, row: Row, tells: dict[str, str], old: Mapping, now: Now) -> None:
    """One row and what it was: differences are written where the coach has not changed the same value since."""
    standing = work.table(row.table)
    line = standing.by_id().get(old["id"])
    if line is None:
        work.note(
            row, _told(old), f"came in as {old['id']}, which was taken out of {standing.file} since; it stays out"
        )
        work.settle(row, SAME, old["id"], tells)
        return
    changes: dict[str, tuple[str, str]] = {}
    remembered = dict(tells)
    for column, text in tells.items():
        before = old["values"].get(column, "")
        held = standing.now(line, column)
        if text.strip() in (before.strip(), held.strip()):
            continue
        if doubt := _corrected(standing.file, old, column, held) or _against(work, row, old["id"], column, text, now):
            remembered[column] = before
            work.ask(row, short(text), *doubt)
        else:
            standing.set(line, column, text)
            changes[column] = (held, text)
    does = CHANGED if changes else ASKS if remembered != tells else SAME
    _silent(work, row, old, tells)
    work.settle(row, does, old["id"], {name: text for name, text in remembered.items() if text}, changes)


def _silent(work: Work, row: Row, old: Mapping, tells: Mapping[str, str]) -> None:
    lost = [name for name, text in old["values"].items() if text and name not in tells]
    if lost:
        work.note(row, ", ".join(lost), f"is no longer told in this file; what {old['id']} holds is kept")


def _corrected(file: str, old: Mapping, column: str, held: str) -> tuple[str, str] | None:
    """(problem, cure) where the coach has written another value since the import."""
    if held.strip() == old["values"].get(column, "").strip():
        return None
    problem = f"is what the file now says, but you corrected {column} to {short(held) or 'nothing'} in {file}"
    return f"{problem} ({old['id']})", f"correct the one that is wrong; until then {file} stays as it is"


def _against(work: Work, row: Row, row_id: str, column: str, text: str, now: Now) -> tuple[str, str] | None:
    """(problem, cure) where another file says something else of the same row."""
    for file, other in work.history.tellers(row.table, row_id):
        said = now.get((file, row_id), other["values"]).get(column, "")
        if file != work.known_as(row.file) and not other.get("gone") and said not in ("", text):
            problem = (
                f"is what the file now says for {column} of {row_id}, but {file}, {other['place']} says {short(said)}"
            )
            return problem, "correct the one that is wrong, and import both files again"
    return None
