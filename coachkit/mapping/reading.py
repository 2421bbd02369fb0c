"""Read a mapping sheet as it stands: its tables, which column is which, and the rows with every cell and its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from coachkit.errors import UsageError
from coachkit.importers.files import plain as text_files
from coachkit.importers.files import word, workbook
from coachkit.importers.files.originals import gather
from coachkit.importers.pages import Cell, Document, Grid, Remark, Unreadable
from coachkit.mapping.columns import HOW_TO, LABELS, LOOKED_IN, OURS, key_of, plain

_READERS = {"workbook": workbook.read, "delimited": text_files.read_delimited, "word": word.read}
_HEADER_WITHIN = 30  # rows from the top in which the labels are looked for
_CODE = 15  # characters of the longest cell in a column of ids, as against one of the criteria's words
_ONCE = {"quote", "reason", "criterion", "ref", "decision", "assessor", "assessor_decision", "sampled"}


@dataclass(frozen=True, eq=False)
class Line:
    """One row of a mapping sheet: `cells` by key (columns.LABELS and further ones), `seen` the cells that say where the
    passage stands, `unit` what its sheet is called, `place` its first cell's; `ours` is whether coachkit wrote the table."""

    cells: Mapping[str, Cell]
    seen: Sequence[Cell]
    unit: str
    place: str
    ours: bool

    def text(self, key: str) -> str:
        """What stands in a cell, without blanks around it; "" where there is none."""
        return self.cells[key].text.strip() if key in self.cells else ""

    def at(self, key: str) -> str:
        """The place of a cell; of the row's first where it has no such column."""
        return self.cells[key].place if key in self.cells else self.place


@dataclass(frozen=True)
class Sheets:
    """The mapping sheet of one file: its rows, the labels with the columns that they mean ("" = none), and remarks."""

    file: str
    lines: tuple[Line, ...]
    columns: dict[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def read_sheets(path: str | Path, decided: dict[str, str]) -> Sheets:
    """The mapping sheet in an Excel workbook, a CSV or a table of Word; `decided` as from columns.decided_keys.

    Raises UsageError where there is no such file, or where it cannot be read or holds no table with labels that are known.
    """
    document = _document(Path(path))
    bad = {remark.place for remark in document.remarks if not remark.note}
    grids = [grid for grid in document.grids() if grid.place != f"sheet {HOW_TO}"]
    known = [table for table in (_table(grid, decided, bad) for grid in grids) if table]
    if not known:
        raise UsageError(
            f"{document.name}: holds no table under labels such as {LABELS['criterion']}, {LABELS['quote']} and "
            f"{LABELS['reason']}; give the mapping sheet, with its labels in one row"
        )
    columns = {label: key for _, labels, _ in known for label, key in labels.items()}
    remarks = [remark for _, _, told in known for remark in told]
    lines = tuple(line for lines, _, _ in known for line in lines)
    return Sheets(document.name, lines, columns, (*document.remarks, *remarks))


def _document(path: Path) -> Document:
    gathered = gather([path])
    if gathered.refused:
        refused = gathered.refused[0]
        raise UsageError(f"{refused.name}: {refused.remark.problem}; {refused.remark.cure}")
    if len(gathered.originals) != 1 or gathered.originals[0].kind not in _READERS:
        raise UsageError(f"{path}: is not one mapping sheet; give one Excel workbook, CSV or Word file")
    original = gathered.originals[0]
    try:
        return _READERS[original.kind](original.name, original.data)
    except Unreadable as unreadable:
        problem, cure = unreadable.args
        raise UsageError(f"{original.name}: {problem}; {cure}") from unreadable


def _table(
    grid: Grid, decided: dict[str, str], bad: set[str]
) -> tuple[list[Line], dict[str, str], list[Remark]] | None:
    """The rows below the first row of labels that are known, what the labels mean, and remarks; None without such a row.

    A cell whose place is in `bad` could not be read, and counts as blank.
    """
    head = next((at for at, row in enumerate(grid.rows[:_HEADER_WITHIN]) if _is_header(row, decided)), None)
    if head is None:
        return None
    labels = [cell.text.strip() for cell in grid.rows[head]]
    below = [row for row in grid.rows[head + 1 :] if any(cell.text.strip() for cell in row)]
    keys = _keys(labels, below, decided)
    remarks = list(_doubled(grid.rows[head], keys)) + list(_unknown(grid.rows[head], keys))
    ours = {key for key, label in zip(keys, labels, strict=True) if key in LABELS and LABELS[key] == label} >= OURS
    unit = grid.place.removeprefix("sheet ") if grid.place.startswith("sheet ") else ""
    lines = [_line(row, keys, unit, ours, bad) for row in below if not _is_header(row, decided)]
    return lines, {label: key for label, key in zip(labels, keys, strict=True) if label}, remarks


def _is_header(row: Sequence[Cell], decided: dict[str, str]) -> bool:
    """Whether a row has the label of a criterion and one more, or of a ref and two more."""
    keys = {key_of(cell.text, decided) for cell in row if len(cell.text) <= 60} - {""}
    return len(keys) >= (2 if "criterion" in keys else 3) and bool(keys & {"criterion", "ref"})


def _keys(labels: Sequence[str], rows: Sequence[Sequence[Cell]], decided: dict[str, str]) -> list[str]:
    """The key of each column; of two that may hold the criterion, the one with short cells holds its id, the other its words."""
    keys = [key_of(label, decided) for label in labels]
    several = [at for at, key in enumerate(keys) if key == "criterion"]
    short = [at for at in several if max((len(row[at].text.strip()) for row in rows), default=0) <= _CODE]
    if len(several) == 2 and len(short) == 1 and "asks" not in keys:
        keys[next(at for at in several if at not in short)] = "asks"
    return keys


def _doubled(head: Sequence[Cell], keys: list[str]) -> Iterator[Remark]:
    """A problem for each key that two columns have; neither is read."""
    for key in sorted(_ONCE & {key for key in keys if keys.count(key) > 1}):
        places = [at for at, own in enumerate(keys) if own == key]
        both = " and ".join(f'"{head[at].text.strip()}"' for at in places)
        problem = f"are labels of columns that both may be {LABELS[key]}; neither is read"
        cure = f"rename one, or write a line in decisions/import.csv: column, the label, evidence.{key}"
        yield Remark(head[places[0]].place, both, problem, cure)
        for at in places:
            keys[at] = ""


def _unknown(head: Sequence[Cell], keys: list[str]) -> Iterator[Remark]:
    for cell, key in zip(head, keys, strict=True):
        if cell.text.strip() and not key and plain(cell.text):
            cure = "if it should be, write a line in decisions/import.csv: column, the label, evidence.reason (or another column)"
            yield Remark(
                cell.place, cell.text.strip(), "is a label that is not known; its column is not read", cure, note=True
            )


def _line(row: Sequence[Cell], keys: Sequence[str], unit: str, ours: bool, bad: set[str]) -> Line:
    row = [replace(cell, text="") if cell.place in bad else cell for cell in row]
    cells = {key: cell for key, cell in reversed([*zip(keys, row, strict=True)]) if key}
    seen = [cell for key, cell in zip(keys, row, strict=True) if key in (*LOOKED_IN, "ref") and cell.text.strip()]
    return Line(cells, seen, unit, row[0].place, ours)


def sheet_and_cell(place: str) -> tuple[str, str]:
    """A place in two parts: "sheet 700, cell B4" is 700 and B4; one of another file has its words as the cell."""
    found = re.fullmatch(r"sheet (.*), cell ([A-Z]+\d+)", place, re.DOTALL)
    return (found[1], found[2]) if found else ("", place)
