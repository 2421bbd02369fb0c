"""An import while it is being planned: the tables as they stand, what was imported before, and what is settled so far."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from coachkit.encoding import line_feeds
from coachkit.importers.changes.history import Given, History, read_records
from coachkit.importers.changes.numbering import new_ids, shared_with
from coachkit.importers.pages import Remark
from coachkit.importers.steps import Row, Step
from coachkit.schema import TABLES
from coachkit.standing import Standing, empty, read_standing


class Work:
    """The state of planning one import: `steps` fill up table by table."""

    def __init__(self, folder: Path, is_new: bool, hashes: dict[str, str], rows: Iterable[Row]) -> None:
        self.folder, self.hashes, self._is_new = folder, hashes, is_new
        self.history = History([] if is_new else read_records(folder))
        self.steps: dict[Row, Step] = {}
        self.gone: dict[str, list[dict]] = defaultdict(list)
        self.remarks: dict[str, list[Remark]] = defaultdict(list)
        self.tables: dict[str, Standing] = {}
        self._sheets: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if row.table == "sheets":
                self._sheets[row.file].append(row)
        self._contacts: dict[tuple[str, int | None], set] = defaultdict(set)
        for row in (row for row in rows if row.table == "contacts"):
            self._contacts[row.file, row.sheet].add((row.values.get("date", ""), row.values.get("client_id", "")))
        self._named = {
            row.values["sheet_id"]: row for row in rows if row.table == "sheets" and row.values.get("sheet_id")
        }

    def table(self, name: str) -> Standing:
        """The working copy of a table; that of a folder still to be made is empty."""
        if name not in self.tables:
            header = (",".join(TABLES[name].names) + "\n").encode()
            self.tables[name] = empty(name, header) if self._is_new else read_standing(self.folder, name)
        return self.tables[name]

    def known_as(self, file: str) -> str:
        """The name under which the file was imported first."""
        given = self.given(file)
        return given.name if given else file

    def given(self, file: str) -> Given | None:
        """The file as it was imported last, None where it never was."""
        return self.history.of(file, self.hashes.get(file, ""))

    def note(self, row: Row, value: str, problem: str, cure: str = "") -> None:
        """A remark that loses nothing."""
        self.remarks[row.file].append(Remark(row.place, value, problem, cure, note=True))

    def ask(self, row: Row, value: str, problem: str, cure: str) -> None:
        """A problem, which leaves the value, or the row, to the coach."""
        self.remarks[row.file].append(Remark(row.place, value, problem, cure))

    def settle(self, row: Row, does: str, row_id: str, tells: dict, changes: dict | None = None) -> None:
        """What becomes of a row."""
        self.steps[row] = Step(row, does, row_id, changes or {}, tells)

    def tells(self, row: Row) -> dict[str, str]:
        """What a row says, by column, without an id of its own; its sheet by the id that the sheet has."""
        key = TABLES[row.table].key
        said = {name: text for name, text in row.values.items() if name != key or row.table == "clients"}
        said |= {header_of(label, row.table): text for label, text in row.extra.items()}
        if row.table == "contacts":
            said["sheet_id"] = self._sheet_of(row)
        return {name: line_feeds(text) for name, text in said.items() if text.strip()}

    def _sheet_of(self, row: Row) -> str:
        """The id of the contact's sheet: that of its file, or the one that its own file names."""
        named = row.values.get("sheet_id", "")
        sheet = self._sheets[row.file][row.sheet] if row.sheet is not None else self._named.get(named)
        if sheet:
            return self.steps[sheet].id
        return named if named in self.table("sheets").by_id() else ""

    def prose_of(self, sheet_id: str) -> str:
        """The text of a sheet that stands or comes along, "" where there is none."""
        line = self.table("sheets").by_id().get(sheet_id)
        return line.values.get("text", "") if line else ""

    def contacts_on(self, sheet: Row) -> set[tuple[str, str]]:
        """(date, client) of the contacts of a sheet that comes along."""
        places = {row: at for at, row in enumerate(self._sheets[sheet.file])}
        return self._contacts[sheet.file, places[sheet]]

    def contacts_of(self, sheet_id: str) -> set[tuple[str, str]]:
        """(date, client) of the contacts of a sheet that stands already."""
        lines = self.table("contacts").lines if sheet_id else ()
        of = (line.values for line in lines if line.values.get("sheet_id") == sheet_id)
        return {(values["date"], values["client_id"]) for values in of}

    def ids(self, table: str, rows: Iterable[Row]) -> dict[Row, str]:
        """An id for each of these new rows, in their order: the one that its file names where that is free."""
        rows, key = list(rows), TABLES[table].key
        standing = [line.values.get(key, "") for line in self.table(table).lines]
        used = {one for name in shared_with(table) for one in (*self.table(name).by_id(), *self.history.ids(name))}
        found: dict[Row, str] = {}
        for row in rows:
            own = row.values.get(key, "")
            if own and own not in used | set(found.values()):
                found[row] = own
        fresh = new_ids(table, standing, used | set(found.values()), self.folder)
        for row in (row for row in rows if row not in found):
            found[row] = next(fresh)
            if own := row.values.get(key, ""):
                self.note(row, own, f"is the id of another row already; this one gets {found[row]}")
        return found


def header_of(label: str, table: str) -> str:
    """The name of the further column that keeps what stands under a label."""
    name = re.sub(r"\W+", "_", label.strip().lower()).strip("_") or "further"
    return f"{name}_as_written" if name in TABLES[table].names else name


def in_order(rows: Sequence[Row], day: dict[Row, str]) -> list[Row]:
    """Rows by date, then file, then as they stand in it; those without a date last."""
    rank = {row: at for at, row in enumerate(rows)}
    return sorted(rows, key=lambda row: (not day.get(row), day.get(row, ""), row.file, rank[row]))
