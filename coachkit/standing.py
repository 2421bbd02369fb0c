"""One table of a practice as it stands, to the byte: rows that are not touched keep theirs."""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from coachkit import delimited, encoding, tables
from coachkit.errors import RecordsError
from coachkit.schema import TABLES

_BOM = b"\xef\xbb\xbf"


@dataclass(eq=False)
class Line:
    """One record: its cells as written, and its values as the reader takes them ("" = blank or unreadable)."""

    number: int
    first: int
    last: int
    cells: list[str]
    values: dict[str, str]
    touched: bool = False
    gone: bool = False


@dataclass(eq=False)
class Standing:
    """A working copy of one table.

    `lines` are its records, those that do not fit the header left out; `before` is the file's bytes, None where there
    is no file; `notes` say what a rewrite changes beside the rows.
    """

    name: str
    before: bytes | None
    header: list[str]
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    misfits: list[Line] = field(default_factory=list)
    _raw: list[str] = field(default_factory=list)
    _end: str = "\n"
    _bom: bytes = b""
    _head: tuple[int, int] = (0, 0)
    _minutes: str = "minutes"
    _added: list[str] = field(default_factory=list)
    _by_id: dict[str, Line] = field(default_factory=dict)
    _known: int = 0

    @property
    def key(self) -> str:
        """The column that identifies a row, "" where the table has none."""
        return TABLES[self.name].key

    @property
    def file(self) -> str:
        """The table's file in the practice folder."""
        return TABLES[self.name].file

    def by_id(self) -> dict[str, Line]:
        """The records by their ids, the first of each."""
        if self._known != len(self.lines):
            self._known = len(self.lines)
            self._by_id = {line.values[self.key]: line for line in reversed(self.lines) if line.values.get(self.key)}
        return self._by_id

    def is_blank(self, line: Line, column: str) -> bool:
        """Whether nothing at all stands in a cell; a value that cannot be read is not blank."""
        place = self._place(column)
        return place is None or place >= len(line.cells) or not line.cells[place].strip()

    def now(self, line: Line, column: str) -> str:
        """What stands in a cell: its value where that can be read, else as it is written."""
        blank = self.is_blank(line, column)
        return line.values.get(column, "") or ("" if blank else line.cells[self._place(column)].strip())

    def set(self, line: Line, column: str, text: str) -> None:
        """Write one cell of a record."""
        place = self._place(column, add=True)
        line.cells += [""] * (place + 1 - len(line.cells))
        line.cells[place], line.values[column], line.touched = self._written(column, text), text, True

    def append(self, values: Mapping[str, str]) -> Line:
        """A record at the end of the table."""
        line = Line(0, -1, -1, [], {}, touched=True)
        self.lines.append(line)
        ordered = dict.fromkeys((*TABLES[self.name].names, *values))
        for column in ordered:
            if values.get(column):
                self.set(line, column, values[column])
        return line

    def remove(self, line: Line) -> None:
        """Take one record away."""
        line.gone = line.touched = True

    def after(self) -> bytes | None:
        """The file's bytes with what was written; those before where nothing was."""
        if not self._added and not any(line.touched for line in self.lines):
            return self.before
        return self._bom + "".join(self._pieces()).encode()

    # Writing

    def _place(self, column: str, add: bool = False) -> int | None:
        name = self._minutes if column == "minutes" else column
        if name not in self.header and add:
            self.header.append(name)
            self._added.append(name)
        return self.header.index(name) if name in self.header else None

    def _written(self, column: str, text: str) -> str:
        text = encoding.line_feeds(text)
        return f"{text} min" if column == "minutes" and self._minutes != "minutes" and text else text

    def _pieces(self) -> Iterator[str]:
        edited = {line.first: line for line in self.lines if line.touched and line.first >= 0}
        more = {line.first: line for line in (*self.lines, *self.misfits)} if self._added else {}
        at = 0
        while at < len(self._raw):
            if at == self._head[0]:
                yield self._headed()
                at = self._head[1]
            elif at in edited:
                yield "" if edited[at].gone else self._rendered(edited[at].cells)
                at = edited[at].last
            elif at in more:
                yield self._widened(more[at])
                at = more[at].last
            else:
                yield self._longer(self._raw[at]) if at == len(self._raw) - 1 else self._raw[at]
                at += 1
        yield from ("" if self._raw else self._headed(),)
        yield from (self._rendered(line.cells) for line in self.lines if line.first < 0 and not line.gone)

    def _headed(self) -> str:
        written = "".join(self._raw[slice(*self._head)]) or _joined(self.header[: len(self.header) - len(self._added)])
        return self._longer(written, "".join(f",{_cell(name)}" for name in self._added))

    def _rendered(self, cells: Sequence[str]) -> str:
        return _joined([*cells, *[""] * (len(self.header) - len(cells))]) + self._end

    def _widened(self, line: Line) -> str:
        """A record as it was written, with empty cells for the columns that the import adds."""
        old = len(self.header) - len(self._added)
        lacking = 0 if line in self.misfits else max(old - len(line.cells), 0)
        return self._longer("".join(self._raw[line.first : line.last]), "," * (lacking + len(self._added)))

    def _longer(self, written: str, more: str = "") -> str:
        """What was written with more at its end, before the line end that it has or lacks."""
        bare = written.rstrip("\r\n")
        return bare + more + (written[len(bare) :] or self._end)


def _joined(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells))


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search('[",\r\n]', text) else text


# Reading


def read_standing(folder: Path, name: str) -> Standing:
    """The table `name` of a practice, or an empty one where there is no file.

    Raises RecordsError where its rows cannot be told apart, or where it is a link or cannot be opened.
    """
    path = folder / TABLES[name].file
    if path.is_symlink():
        raise RecordsError(f"{path.name}: is a link to another place; put the file itself there")
    if not os.path.lexists(path):
        return empty(name, None)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecordsError(f"{path.name}: cannot be opened: {error.strerror}; nothing can be written") from error
    if not data.removeprefix(_BOM).strip():
        return empty(name, data)
    return _parsed(folder, name, data)


def empty(name: str, before: bytes | None) -> Standing:
    """A table without rows, its header as the schema has it."""
    return Standing(name, before, list(TABLES[name].names))


def _parsed(folder: Path, name: str, data: bytes) -> Standing:
    text, damaged = encoding.decode(data)
    rows = delimited.read_rows(text) if text else delimited.Table()
    open_quote = any("opens a quote" in fault.problem for fault in rows.faults)
    if any(not fault.note for fault in damaged) or not rows.header or open_quote:
        raise _unreadable(folder, name)
    is_ours = not damaged and rows.delimiter == "," and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    raw = _raw_lines(data.removeprefix(_BOM).decode() if is_ours else text)
    (first, last, written), *records = _records(raw, rows.delimiter)
    header = [re.sub(r"[\s-]+", "_", label.strip()).lower() for label in written]
    standing = Standing(name, data, header, _raw=raw, _head=(first, last), _end=_end_of(raw[0]))
    standing._bom = _BOM if is_ours and data.startswith(_BOM) else b""
    _fill(standing, records, rows, tables.read_table(folder, name, date.max))
    if lost := _lost_columns(standing):
        raise _unreadable(folder, name, f"{', '.join(lost)} cannot be told among its columns")
    return standing if is_ours else _converted(standing, written, bool(damaged))


def _raw_lines(text: str) -> list[str]:
    """The lines as the reader counts them, each with its own line end."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :] or "\n"


def _records(raw: list[str], delimiter: str) -> list[tuple[int, int, list[str]]]:
    """(first line, line after the last, cells) of every record that is not blank, from index 0; the header is first."""
    found, start = [], 0
    skip = next(at for at, line in enumerate(raw) if line.strip())
    skip += bool(re.fullmatch(r'"?sep=[,;\t]"?', raw[skip].strip().lower()))
    with delimited.long_cells():
        reader = csv.reader(raw[skip:], delimiter=delimiter, strict=True)
        for cells in reader:
            if any(map(str.strip, cells)):
                found.append((skip + start, skip + reader.line_num, cells))
            start = reader.line_num
    return found


def _fill(standing: Standing, records: list, rows: delimited.Table, read: tables.Read) -> None:
    """The records, each with its values where it fits the header."""
    both = pd.concat([_texts(read.frame), _texts(read.left_out)])
    values = dict(zip(both.index, both.to_dict("records"), strict=True))
    fitting = set(rows.lines)
    for first, last, cells in records:
        into = standing.lines if first + 1 in fitting else standing.misfits
        into.append(Line(first + 1, first, last, cells, values.get(first + 1, {}) if into is standing.lines else {}))
    if "minutes" in TABLES[standing.name].names and "minutes" not in standing.header:
        taken = [name for name in rows.header if name not in read.frame.columns]
        standing._minutes = taken[0] if taken else "minutes"


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Every value as its table's CSV would hold it, "" where there is none."""
    as_text = {
        name: cells.dt.strftime("%Y-%m-%d") if cells.dtype.kind == "M" else cells.astype("str")
        for name, cells in frame.items()
    }
    return pd.DataFrame(as_text, index=frame.index).astype("object").where(frame.notna(), "")


def _lost_columns(standing: Standing) -> list[str]:
    """Columns that every row needs and that are not there, and columns that are there twice."""
    names = [("minutes" if name == standing._minutes else name) for name in standing.header]
    table = TABLES[standing.name]
    needed = [column.name for column in table.columns if column.required and column.name not in names]
    return needed + [name for name in table.names if names.count(name) > 1]


def _converted(standing: Standing, header: list[str], was_1252: bool) -> Standing:
    """The table as UTF-8 with commas, which is how it would be written."""
    was = "in Windows-1252" if was_1252 else "in UTF-16, or with other separators than commas"
    standing.notes.append(f"was {was}; it would be written as UTF-8 with commas")
    everything = sorted((*standing.lines, *standing.misfits), key=lambda line: line.first)
    standing._raw = [_joined(header) + "\n", *(_joined(line.cells) + "\n" for line in everything)]
    standing._head, standing._end = (0, 1), "\n"
    for at, line in enumerate(everything, start=1):
        line.first, line.last = at, at + 1
    return standing


def _unreadable(folder: Path, name: str, why: str = "its rows cannot be told apart") -> RecordsError:
    return RecordsError(
        f"{TABLES[name].file}: {why}, so nothing can be written into it; "
        f"`coachkit check {folder}` says what is wrong and how to mend it"
    )
