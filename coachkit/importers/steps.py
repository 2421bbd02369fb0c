"""What an import brings and what it would change: rows as settled, one step for each, and the plan of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coachkit.importers.pages import Remark

NEW, SAME, CHANGED, ASKS = "new", "same", "changed", "asks"
"""What a step does: adds a row, finds it there already, changes or fills it, or leaves it to the coach (a problem)."""


@dataclass(frozen=True, eq=False)
class Row:
    """One row of an import, its values as the table's CSV will hold them: ISO dates, whole minutes, ids of clients.

    `values` goes by the columns of schema.TABLES[table] and names no id of the row itself unless the source did;
    `client` is the client's name as written; `sheet` is, for a contact, the index of its sheet among the rows of the
    same file and table "sheets", None where it has no prose; `extra` goes by label and is kept as further columns.
    A client whom the import proposes has no file.
    """

    file: str
    table: str
    place: str
    values: dict[str, str]
    client: str = ""
    sheet: int | None = None
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """What becomes of one row: `does` is new, same, changed or asks; `id` is the one that it gets, has or keeps.

    `changes` goes by column: (text before, text after), for a row that stands already. The id of a row that asks is ""
    where it belongs to none yet. `tells` are the values as settled, references to sheets too: what is remembered.
    """

    row: Row
    does: str
    id: str = ""
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One file of the practice before (None: there is none) and after the import, byte for byte."""

    file: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True)
class Plan:
    """What an import would change; nothing is written by it.

    `steps` has one entry a row, in the order of the rows; `remarks` go by the name of the file that they belong to
    ("" where by none); `again` says of each file that was imported before when that was; `changes` are the tables as
    they would be written; `given` is what is remembered of each file's rows (as history.Given has them); `unseen` are
    the files never imported before. `is_new` is whether the folder is still to be made.
    """

    folder: Path
    is_new: bool
    steps: tuple[Step, ...]
    remarks: dict[str, tuple[Remark, ...]]
    again: dict[str, str]
    changes: tuple[Change, ...]
    given: dict[str, tuple[dict, ...]]
    unseen: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write: no table changes, and no file is new that tells of any row."""
        told = {step.row.file for step in self.steps if step.does != ASKS}
        return not self.changes and not told & self.unseen
