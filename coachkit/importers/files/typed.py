"""Tables that stand in running text as lines: cells parted by tabs, commas or semicolons, under a line of labels."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence

from coachkit.importers.files.webtable import WITHIN

_FEWEST_CELLS = 3
_MOST_CELLS = 40
_LONGEST_LABEL = 40

Numbered = tuple[int, str]


def parted(group: Sequence[Numbered]) -> Iterator[tuple[list[Numbered], list[list[str]]]]:
    """Consecutive lines cut into tables, with the cells of each line, and the lines between, with none."""
    plain: list[Numbered] = []
    at = 0
    while at < len(group):
        rows = _table([line for _, line in group[at:]])
        if rows and plain:
            yield plain, []
            plain = []
        if rows:
            yield list(group[at : at + len(rows)]), rows
        else:
            plain.append(group[at])
        at += max(len(rows), 1)
    if plain:
        yield plain, []


def _table(lines: Sequence[str]) -> list[list[str]]:
    """The rows of the table that begins with the first line; none where it is not a line of labels with rows below."""
    for cells_of in (_by_tabs, _by_commas, _by_semicolons):
        head = cells_of(lines[0])
        if not _FEWEST_CELLS <= len(head) <= _MOST_CELLS or not _are_labels(head):
            continue
        rows = [head]
        for line in lines[1:]:
            cells = cells_of(line)
            if not _goes_on(cells, head, cells_of):
                break
            rows.append([*cells, *[""] * (len(head) - len(cells))])
        if len(rows) > 1:
            return rows
    return _of_long_cells(lines)


def _are_labels(head: Sequence[str]) -> bool:
    short = all(0 < len(text) <= _LONGEST_LABEL and not re.search(r"[0-9]", text) for text in head)
    return short and not re.search(r"[.!?:]$", head[-1])


def _goes_on(cells: Sequence[str], head: Sequence[str], cells_of: Callable[[str], list[str]]) -> bool:
    if cells_of is _by_tabs:
        return 1 < len(cells) <= len(head)
    return len(cells) == len(head) and any(re.search(r"[0-9]", text) for text in cells)


def _of_long_cells(lines: Sequence[str]) -> list[list[str]]:
    """Rows of which one has a cell of several lines: a table of a web page, whatever stands in it."""
    end = next((at for at, line in enumerate(lines) if "\t" not in line), len(lines))
    if not any(WITHIN in line for line in lines[:end]):
        return []
    rows = [_by_tabs(line) for line in lines[:end]]
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _by_tabs(line: str) -> list[str]:
    return [cell.strip(" ").replace(WITHIN, "\n") for cell in line.split("\t")]


def _by_commas(line: str) -> list[str]:
    return _by_csv(line, ",")


def _by_semicolons(line: str) -> list[str]:
    return _by_csv(line, ";")


def _by_csv(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []
