"""Rows of a practice that name an id: what stands on an import, and would stand on nothing once it were taken back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coachkit import delimited, encoding
from coachkit.disk import sha256
from coachkit.schema import TABLES

_NAMING = ("source_id", "means")


@dataclass(frozen=True)
class Where:
    """A row that names an id: its file, physical line, the id, and the hash of the row, by which it is known again."""

    file: str
    line: int
    id: str
    print: str


def rows_that_name(folder: Path, ids: Mapping[str, str], besides: set[str]) -> Iterator[Where]:
    """Every row that refers to one of these ids, in all tables but `besides`."""
    for table in TABLES.values():
        path = folder / table.file
        if table.file in besides or not path.is_file() or not ids:
            continue
        text, _ = encoding.decode(path.read_bytes())
        naming = {column.name for column in table.columns if column.refers or column.name in _NAMING}
        for line, cells in _rows(text, naming):
            yield from (
                Where(table.file, line, one, sha256("\0".join((table.file, *cells)).encode()))
                for one in dict.fromkeys(cells)
                if one in ids
            )


def _rows(text: str, naming: set[str]) -> Iterator[tuple[int, list[str]]]:
    """(line, cells that may name an id) of each row; of a row that cannot be read, every word."""
    read = delimited.read_rows(text)
    places = [at for at, name in enumerate(read.header) if name in naming]
    for line, cells in zip(read.lines, read.rows, strict=True):
        yield line, [cells[at].strip() for at in places]
    if read.unread:
        known = set(read.lines)
        for line, written in enumerate(text.split("\n"), start=1):
            if line not in known:
                yield line, re.findall(r"[^\s,;\"]+", written)
