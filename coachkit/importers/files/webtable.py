"""The tables of a web page as lines: cells of a row parted by tabs, those of a table that only sets out a page apart."""

from collections.abc import Sequence

WITHIN = "\v"
"""What parts the lines of one cell, as no person types it."""


class Table:
    """The rows of one table that is being read, each cell the lines that stand in it."""

    def __init__(self) -> None:
        self.rows: list[list[list[str]]] = []
        self.nests = False

    def begin_row(self) -> None:
        """A new row."""
        self.rows.append([])

    def begin_cell(self) -> None:
        """A new cell, in a row of its own where none is open."""
        if not self.rows:
            self.begin_row()
        self.rows[-1].append([])

    def take(self, line: str) -> bool:
        """Whether the line stands in a cell of the table, where it is kept."""
        if not self.rows or not self.rows[-1]:
            return False
        self.rows[-1][-1].append(line)
        return True

    def lines(self) -> list[str]:
        """A line for each row of a table of data, else a line for each line of its cells."""
        holds = not self.nests and sum(len(row) > 1 for row in self.rows) > 1
        return [line for row in self.rows for line in _row(row, holds)]


def _row(row: Sequence[Sequence[str]], holds: bool) -> list[str]:
    cells = [[line for line in cell if line.strip()] for cell in row]
    if holds or all(len(cell) < 2 for cell in cells):
        text = "\t".join(WITHIN.join(line.strip() for line in cell) for cell in cells)
        return [text] if text.strip() else []
    return [line for cell in row for line in cell]
