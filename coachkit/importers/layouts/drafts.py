"""A contact and a contact sheet as far as they are read, and the sheets that the rows of a table make."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from coachkit.importers.layouts.columns import is_name
from coachkit.importers.layouts.pieces import Log, LogRow, Title
from coachkit.importers.layouts.texts import Text
from coachkit.importers.pages import Remark
from coachkit.importers.records import Written


@dataclass(eq=False)
class Contact:
    """One contact as far as it is read; `by` says whether a form, a heading or a table gave it."""

    place: str
    by: str
    cells: dict[str, Written] = field(default_factory=dict)
    extra: dict[str, Written] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it has a date and a length of its own."""
        return "date" in self.cells and bool({"minutes", "start"} & set(self.cells))


@dataclass(eq=False)
class Sheet:
    """One contact sheet as far as it is read; `shared` holds for all its contacts that lack it."""

    place: str = ""
    titles: list[Title] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    text: Text = field(default_factory=Text)
    shared: dict[str, Written] = field(default_factory=dict)
    extra: dict[str, Written] = field(default_factory=dict)
    written_on: Written | None = None
    log: Log | None = None

    @property
    def is_begun(self) -> bool:
        """Whether it holds a contact or prose."""
        return bool(self.contacts or self.text)

    def take_in(self, other: "Sheet") -> None:
        """All that the other sheet holds."""
        self.titles += other.titles
        self.contacts += other.contacts
        self.text.parts += other.text.parts
        self.shared |= other.shared
        self.extra |= other.extra
        self.written_on = self.written_on or other.written_on


def named_after(sheets: Iterable[Sheet], title: str) -> list[Remark]:
    """The name of a workbook's sheet given to its contacts as the client where its tables have no column for that."""
    mine = [sheet for sheet in sheets if sheet.log and sheet.contacts]
    contacts = [contact for sheet in mine for contact in sheet.contacts]
    if not contacts or not is_name(title) or any("client_id" in contact.cells for contact in contacts):
        return []
    written = Written(title, f"sheet {title}")
    for sheet in mine:
        sheet.shared.setdefault("client_id", written)
    note = "is the name of the sheet, which has no column for the client, and is read as the client"
    return [Remark(written.place, title, note, note=True)]


def groups_of(log: Log) -> list[list[LogRow]]:
    """The rows by sheet: one that shares its cell of prose, or rows without prose, with the row above stays with it."""
    if not any(row.prose for row in log.rows):
        return [list(log.rows)]
    groups: list[list[LogRow]] = []
    for row in log.rows:
        if groups and groups[-1][-1].shared == row.shared:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def prose_of(rows: Iterable[LogRow]) -> list[Written]:
    """The prose of rows of one sheet, a merged cell once."""
    found = {(written.place, written.label): written for row in rows for written in row.prose}
    return list(found.values())
