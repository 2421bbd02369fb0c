"""What was imported before: which files, which rows each of them gave, with their ids and values as imported."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import RecordsError
from coachkit.halfway import IMPORTS

RECORD = "record.json"


@dataclass(frozen=True)
class Given:
    """A file as it was imported last: its name, hash and day (ISO), and its rows.

    A row has `table`, `place`, `id`, `values` (what the file told, as far as the coach did not say otherwise) and,
    where the file no longer holds it, `gone`.
    """

    name: str
    sha256: str
    day: str
    rows: tuple[dict, ...]


def read_records(folder: Path) -> list[tuple[Path, dict]]:
    """The records of all imports that stand, with their folders, the oldest first.

    Raises RecordsError where one cannot be read.
    """
    there = folder / IMPORTS
    paths = sorted(path for path in there.iterdir() if path.name.isdigit()) if there.is_dir() else []
    return [(path, _read(path / RECORD)) for path in sorted(paths, key=lambda path: int(path.name))]


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        where = f"private/imports/{path.parent.name}/{path.name}"
        raise RecordsError(f"{where}: cannot be read, and without it no import can be made or taken back") from error


class History:
    """The files imported before, by name and by hash, each as it was imported last."""

    def __init__(self, records: list[tuple[Path, dict]]) -> None:
        given = [
            Given(one["name"], one["sha256"], record["at"][:10], tuple(one["rows"]))
            for _, record in records
            for one in record["originals"]
        ]
        self._by_name = {one.name: one for one in given}
        self._by_hash = {one.sha256: one for one in given}
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._tellers: dict[tuple[str, str], list[tuple[str, dict]]] = defaultdict(list)
        for row in (row for one in given for row in one.rows):
            self._ids[row["table"]].add(row["id"])
        for one in self._by_name.values():
            for row in one.rows:
                self._tellers[row["table"], row["id"]].append((one.name, row))

    def knows(self, sha256: str) -> bool:
        """Whether a file with these very bytes was imported."""
        return sha256 in self._by_hash

    def of(self, name: str, sha256: str) -> Given | None:
        """The same file, or an earlier version of it, as it was imported last."""
        same = self._by_hash.get(sha256)
        return self._by_name.get(same.name if same else name)

    def ids(self, table: str) -> set[str]:
        """Every id that an import has given in a table."""
        return self._ids[table]

    def tellers(self, table: str, row_id: str) -> list[tuple[str, dict]]:
        """(file, row) of each file that told of a row, as it was imported last."""
        return self._tellers.get((table, row_id), [])
