"""A Word file of the old kind (.doc) as it stands, by antiword where that is installed."""

import re
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from coachkit.importers.files import converter, prose
from coachkit.importers.files.docbook import Rows, Structure, letters, same_letters, structure_of
from coachkit.importers.files.marks import clean
from coachkit.importers.files.plain import lines_of
from coachkit.importers.pages import Cell, Document, Grid, Paragraph, Remark, Unreadable

MOST_SECONDS = 8
"""How long antiword may take for one file."""
_SAVE = "open it in Word and save it as .docx"
_INSTALL = f"install antiword (Debian, Ubuntu: apt-get install antiword; macOS: brew install antiword), or {_SAVE}"
_DRAWN = re.compile(r"\s*\|.*\|\s*")
_PICTURE = "[pic]"
_HEADERS = Remark(
    "", "", "has its headers and footers, if any, left out by antiword", f"if they matter, {_SAVE}", note=True
)


def read(name: str, data: bytes) -> Document:
    """A .doc file as paragraphs and tables, with a note that antiword shows no headers and footers; raises Unreadable."""
    text, structure, complaints = _converted(data)
    tables = _Tables(structure)
    blocks: list[Paragraph | Grid] = []
    joined: list[Remark] = []
    for drawn, lines in _pieces(lines_of(text)):
        if drawn:
            blocks.append(tables.grid(lines))
        else:
            found, told = prose.blocks_of(lines, markdown=False)
            blocks, joined = [*blocks, *found], joined or told
    blocks, pictures = _placed(blocks, structure)
    blocks, marked = clean(blocks)
    remarks = [
        _HEADERS,
        *_told(complaints),
        *pictures,
        *tables.remarks,
        *(replace(one, place="") for one in joined),
        *marked,
    ]
    if not blocks:
        raise Unreadable("holds no text that antiword can find", _SAVE)
    return Document(name, "word", blocks, tuple(remarks))


def _converted(data: bytes) -> tuple[str, Structure, str]:
    """What antiword makes of a file, as text and as DocBook, and its complaints; raises Unreadable."""
    program = shutil.which("antiword")
    if not program:
        raise Unreadable("is a Word file of the old kind, which only antiword can read here", _INSTALL)
    deadline = time.monotonic() + MOST_SECONDS
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "file.doc")
        file.write_bytes(data)
        text, complaints = _text([program, "-m", "UTF-8.txt", "-w", "0", "-t", str(file)], Path(folder), deadline)
        try:
            book = converter.run([program, "-m", "UTF-8.txt", "-x", "db", str(file)], Path(folder), deadline).written
        except (converter.Stopped, OSError):
            book = b""
    return text, structure_of(book), complaints


def _text(command: Sequence[str], folder: Path, deadline: float) -> tuple[str, str]:
    try:
        ran = converter.run(command, folder, deadline)
        text = ran.written.decode("utf-8")
    except converter.Stopped:
        raise Unreadable(f"was not read by antiword within {MOST_SECONDS} seconds", _SAVE) from None
    except OSError:
        raise Unreadable("cannot be read, since antiword does not start", _INSTALL) from None
    except UnicodeDecodeError:
        raise Unreadable("is not read: antiword makes no text of it", _SAVE) from None
    complaints = " ".join(ran.complaints.decode("utf-8", errors="replace").replace(str(folder), "").split())
    if "ncrypt" in complaints:
        raise Unreadable("is protected by a password", "take the password off in Word and save it as .docx")
    if ran.code:
        raise Unreadable("is not read: antiword fails at it", _SAVE)
    return text.replace("\r\n", "\n").replace("\f", "\n"), complaints


def _told(complaints: str) -> list[Remark]:
    if not complaints:
        return []
    problem = f'may not be read in full: antiword says "{complaints[:200]}"'
    return [Remark("", "", problem, f"compare it with the file, or {_SAVE}")]


def _pieces(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """(whether drawn with strokes, the lines) of each run of lines."""
    for drawn, run in groupby(lines, key=lambda line: bool(_DRAWN.fullmatch(line))):
        yield drawn, list(run)


class _Tables:
    """Tables drawn with strokes, their rows taken from DocBook where that holds the very same characters."""

    def __init__(self, structure: Structure) -> None:
        self._known = list(structure.tables)
        self._count = 0
        self.remarks: list[Remark] = []

    def grid(self, lines: Sequence[str]) -> Grid:
        """The table in the next drawn lines."""
        self._count += 1
        known = self._next(lines)
        if known is None:
            problem = "has rows that are told apart by its drawn lines alone"
            self.remarks.append(Remark(f"table {self._count}", "", problem, f"compare its rows, or {_SAVE}"))
        return _grid(_drawn_rows(lines) if known is None else known, self._count)

    def _next(self, lines: Sequence[str]) -> Rows | None:
        """The rows of the next one or several tables of DocBook that are these lines."""
        rows: Rows = []
        for count, table in enumerate(self._known, start=1):
            rows = [*rows, *table]
            if same_letters(lines, rows):
                del self._known[:count]
                return rows
        return None


def _drawn_rows(lines: Sequence[str]) -> Rows:
    """A line is a row, unless its first cell is blank: then it goes on with the row above."""
    rows: Rows = []
    for line in lines:
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")]
        if rows and not cells[0] and len(cells) == len(rows[-1]):
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def _grid(rows: Rows, number: int) -> Grid:
    width = max(map(len, rows), default=0)
    return Grid(
        tuple(
            tuple(
                Cell(text, f"table {number}, row {place}, column {column}")
                for column, text in enumerate([*cells, *[""] * (width - len(cells))], start=1)
            )
            for place, cells in enumerate(rows, start=1)
        ),
        place=f"table {number}",
    )


def _placed(blocks: Sequence[Paragraph | Grid], structure: Structure) -> tuple[list[Paragraph | Grid], list[Remark]]:
    """The paragraphs numbered as in Word, headings with their level, without the marks that stand for pictures."""
    placed: list[Paragraph | Grid] = []
    pictures = number = 0
    for block in blocks:
        if isinstance(block, Grid):
            placed.append(block)
        elif block.text == _PICTURE:
            pictures += 1
        else:
            number += 1
            placed.append(Paragraph(block.text, f"paragraph {number}", structure.headings.get(letters(block.text), 0)))
    note = Remark("", "", f"holds pictures ({pictures}), which are not read", "nothing to mend", note=True)
    return placed, [note] * bool(pictures)
