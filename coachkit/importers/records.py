"""What was understood of a file: which label is which column, and its records with every value still as written."""

from dataclasses import dataclass, field, replace

from coachkit.importers.pages import Held, Remark


@dataclass(frozen=True)
class Written:
    """A value as written, with its place, the label it stands under, and the value where a workbook holds one."""

    text: str
    place: str
    label: str = ""
    held: Held = None
    unit: str = ""


@dataclass(frozen=True)
class Record:
    """One row to be of a practice table, its values still as written.

    `cells` goes by the columns of schema.TABLES[table], and for reading alone: `end` (time of day at which a contact
    ended) and, for a second column of lengths that adds to the first, `minutes_more`. A contact's `client_id`, a
    piece of feedback's too, holds the name as written. `sheet` is the number, from 0 within the file, of the sheet's
    record that a contact belongs to, None where it has no prose. `extra` keeps what stands under labels that are no
    column, by label.
    """

    table: str
    place: str
    cells: dict[str, Written]
    sheet: int | None = None
    extra: dict[str, Written] = field(default_factory=dict)

    def with_cells(self, **cells: Written) -> "Record":
        """The record with these cells too."""
        return replace(self, cells=self.cells | cells)


@dataclass(frozen=True)
class Understood:
    """One file as understood: its layout in words, its labels and the columns they became, records and remarks.

    `columns` goes by label as written; the column is "" where a label's values are kept under their own name.
    """

    name: str
    layout: str
    columns: dict[str, str] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    remarks: tuple[Remark, ...] = ()
