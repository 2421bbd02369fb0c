"""The lines of a text file as paragraphs, headings and the tables that people draw with strokes."""

import re
from collections.abc import Iterator, Sequence

from coachkit.importers.files import aligned, typed
from coachkit.importers.files.wrapped import broken_by_a_program, runs
from coachkit.importers.pages import Cell, Grid, Paragraph, Remark

_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_CLOSING = re.compile(r"(?<=\s)#+$")
_UNDERLINE = re.compile(r"={3,}\s*")
_STROKED = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BETWEEN = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_MOST_STROKES = 500
_MOST_CELLS = 1_000_000
_JOINED = "lines that were broken at a width are joined into paragraphs"

Numbered = tuple[int, str]
"""A line with its number, from 1."""


def blocks_of(lines: Sequence[str], *, markdown: bool) -> tuple[list[Paragraph | Grid], list[Remark]]:
    """The paragraphs and tables of a text, and a note where lines were joined.

    A table is two or more lines that begin and end with "|", three and more whose columns are kept in line by blanks,
    or lines with tabs, commas or semicolons under a line of labels. In Markdown "#" gives the level of a heading and the
    marks of bold type go; a line under which stands a line of "=" is a heading of level 1 anywhere.
    """
    blocks: list[Paragraph | Grid] = []
    joined: list[int] = []
    groups = list(_groups(lines))
    after = 0
    for at, group in enumerate(groups):
        if at < after:
            continue
        number = 1 + sum(isinstance(block, Grid) for block in blocks)
        if _is_table(group):
            blocks.append(_table(group, number, markdown))
            continue
        parts = list(_parts(group))
        typed_out = any(rows for _, rows in parts)
        grid, taken = (None, 0) if typed_out else aligned.grid_of(groups[at:], number)
        if grid:
            blocks.append(grid)
            after = at + taken
            continue
        for run, rows in parts:
            if rows:
                blocks.append(_grid(run, rows, 1 + sum(isinstance(block, Grid) for block in blocks)))
                continue
            blocks += _of_run(run, markdown, joined)
    return blocks, _note(joined)


def _of_run(run: list[Numbered], markdown: bool, joined: list[int]) -> list[Paragraph]:
    """The paragraphs of lines that may be one; `joined` takes the first line of those that are."""
    if _UNDERLINE.fullmatch(run[-1][1]) and len(run) == 2:
        return [Paragraph(_plain(run[0][1].strip(), markdown), f"line {run[0][0]}", heading=1)]
    if broken_by_a_program([line for _, line in run]):
        joined.append(run[0][0])
        run = [(run[0][0], " ".join(line.strip() for _, line in run))]
    return [_paragraph(number, line.strip(), markdown) for number, line in run]


def _groups(lines: Sequence[str]) -> Iterator[list[Numbered]]:
    """Consecutive lines that are not blank, those drawn with strokes apart from others."""
    group: list[Numbered] = []
    for number, line in enumerate(lines, start=1):
        stroked = bool(_STROKED.fullmatch(line))
        if group and (not line.strip() or stroked != bool(_STROKED.fullmatch(group[-1][1]))):
            yield group
            group = []
        if line.strip():
            group.append((number, line.rstrip()))
    if group:
        yield group


def _parts(group: Sequence[Numbered]) -> Iterator[tuple[list[Numbered], list[list[str]]]]:
    """What may be paragraphs, with no cells, and tables with the cells of each line."""
    for part, rows in typed.parted(group):
        if rows:
            yield part, rows
        else:
            yield from ((run, []) for run in _runs(part))


def _runs(group: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """What may be paragraphs; a line with a line of "=" under it is one by itself."""
    under = [place for place in range(1, len(group)) if _UNDERLINE.fullmatch(group[place][1])]
    first = 0
    for place in [*under, len(group) + 1]:
        for run in runs([line for _, line in group[first : place - 1]]):
            yield list(group[first : first + len(run)])
            first += len(run)
        if first < place < len(group):
            yield list(group[place - 1 : place + 1])
            first = place + 1


def _is_table(group: Sequence[Numbered]) -> bool:
    strokes = max(line.count("|") for _, line in group)
    drawn = len(group) > 1 and all(_STROKED.fullmatch(line) for _, line in group)
    return drawn and strokes <= _MOST_STROKES and strokes * len(group) <= _MOST_CELLS


def _table(group: Sequence[Numbered], number: int, markdown: bool) -> Grid:
    rows = [(line, _cells(text)) for line, text in group if not _RULE.fullmatch(text.strip())]
    width = max((len(cells) for _, cells in rows), default=0)
    texts = [[_plain(text, markdown) for text in (*cells, *[""] * (width - len(cells)))] for _, cells in rows]
    return _grid(rows, texts, number)


def _grid(lines: Sequence[tuple[int, object]], rows: Sequence[Sequence[str]], number: int) -> Grid:
    """The grid of rows of equal length, each with its line."""
    cells = [
        tuple(Cell(text, f"line {line}, column {column}") for column, text in enumerate(row, start=1))
        for (line, _), row in zip(lines, rows, strict=True)
    ]
    return Grid(tuple(cells), place=f"table {number}")


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _BETWEEN.split(line.strip()[1:-1])]


def _paragraph(number: int, text: str, markdown: bool) -> Paragraph:
    heading = _HEADING.fullmatch(text) if markdown else None
    if heading:
        return Paragraph(
            _plain(_CLOSING.sub("", heading[2]).rstrip(), markdown), f"line {number}", heading=len(heading[1])
        )
    return Paragraph(_plain(text, markdown), f"line {number}")


def _plain(text: str, markdown: bool) -> str:
    return _STRONG.sub(r"\2", text) if markdown else text


def _note(joined: Sequence[int]) -> list[Remark]:
    if not joined:
        return []
    more = f", here and in {len(joined) - 1} more" if len(joined) > 1 else ""
    return [Remark(f"line {joined[0]}", "", _JOINED + more, "nothing to mend", note=True)]
