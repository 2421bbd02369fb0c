"""The rows and remarks that one file gives while it is settled; what repeats is told once a file."""

from dataclasses import dataclass, field

from coachkit.importers.pages import Remark
from coachkit.importers.records import Record, Written
from coachkit.importers.steps import Row


@dataclass
class Giving:
    """What one file has given so far; `sheets` leads from a sheet's number in the file to its number among the rows."""

    name: str
    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sheets: dict[int, int] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def problem(self, written: Written, problem: str, cure: str) -> None:
        """A value that is not taken over."""
        self.remarks.append(Remark(written.place, written.text, problem, cure))

    def lacking(self, record: Record, problem: str, cure: str) -> None:
        """A record that is not taken over for want of a value."""
        self.remarks.append(Remark(record.place, "", problem, cure))

    def note(self, written: Written, problem: str, cure: str = "") -> None:
        """How a value was read; the same of the same words is told once, "" not at all."""
        if problem and (written.text, problem) not in self._told:
            self._told.add((written.text, problem))
            self.remarks.append(Remark(written.place, written.text, problem, cure, note=True))


def has(record: Record, column: str) -> bool:
    """Whether something stands in that column."""
    return column in record.cells and bool(record.cells[column].text.strip())
