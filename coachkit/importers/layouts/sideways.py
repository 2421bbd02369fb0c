"""A table on its side: labels in its first column, and a contact in each column after it."""

from coachkit.importers.layouts.columns import kind_of_time
from coachkit.importers.layouts.headers import filled, is_value
from coachkit.importers.layouts.pieces import Log, LogRow, Piece, Vocabulary, bare, entered, row_place
from coachkit.importers.pages import Cell, Grid
from coachkit.importers.records import Written


def read(grid: Grid, vocabulary: Vocabulary) -> list[Piece]:
    """The log that a table on its side holds, and no piece where the table is of another kind."""
    labels = _labels(grid, vocabulary)
    fit = vocabulary.headings.fit(list(labels.values()))
    if fit.table != "contacts" or not _is_sideways(grid, list(labels), vocabulary):
        return []
    number = dict(enumerate(labels))
    columns = {number[place]: heading for place, heading in fit.columns.items()}
    for at, heading in list(columns.items()):
        if heading.column == "time":
            others = {one.column for one in columns.values()}
            kind = kind_of_time([cell for _, cell in filled(grid.rows[at])[1:]], others)
            columns[at] = type(heading)(heading.table, kind or "time", heading.unit, heading.by)
    width = len(grid.rows[0])
    rows = [_row(grid, at, labels, columns) for at in range(1, width)]
    names = {label: columns[at].column if at in columns else "" for at, label in labels.items()}
    return [Log("contacts", grid.place, tuple(row for row in rows if row), names, sideways=True)]


def _labels(grid: Grid, vocabulary: Vocabulary) -> dict[int, str]:
    """The labels of the first column by row; the row that numbers the contacts has none."""
    return {
        at: bare(row[0].text)
        for at, row in enumerate(grid.rows)
        if row[0].text.strip() and not is_value(row[0]) and filled(row)[1:]
    }


def _is_sideways(grid: Grid, rows: list[int], vocabulary: Vocabulary) -> bool:
    known = [at for at in rows if vocabulary.knows(grid.rows[at][0].text)]
    if len(known) < 2 or len(known) * 2 < len(rows):
        return False
    several = [at for at in known if len(filled(grid.rows[at])) > 2]
    return len(several) > 1 and not any(
        _labels_beside(grid, at, known, vocabulary) for at in range(1, len(grid.rows[0]))
    )


def _labels_beside(grid: Grid, column: int, rows: list[int], vocabulary: Vocabulary) -> bool:
    """Whether a column after the first holds labels too, as in a form of four columns or under a header."""
    cells = [grid.rows[at][column] for at in rows if grid.rows[at][column].text.strip()]
    labels = [cell for cell in cells if vocabulary.knows(cell.text) and not is_value(cell)]
    return bool(labels) and len(labels) * 2 >= len(cells)


def _row(grid: Grid, column: int, labels: dict[int, str], columns: dict) -> LogRow | None:
    cells: dict[str, Written] = {}
    prose: list[Written] = []
    extra: dict[str, Written] = {}
    shared: list[int] = []
    for at, label in labels.items():
        cell: Cell = grid.rows[at][column]
        if not cell.text.strip():
            continue
        heading = columns.get(at)
        written = Written(entered(cell.text), cell.place, label, cell.held, heading.unit if heading else "")
        if heading and heading.column == "text":
            prose.append(written)
            shared.append(id(cell))
        elif heading and heading.column not in ("number", "time"):
            cells[heading.column] = written
        else:
            extra[label] = written
    own = any(cell.place for cell in (grid.rows[at][column] for at in labels))
    if not own or not {"date", "client_id", "minutes", "start"} & set(cells):
        return None
    return LogRow(_column_place(grid, column, labels), cells, tuple(prose), extra, tuple(shared))


def _column_place(grid: Grid, column: int, labels: dict[int, str]) -> str:
    cell = grid.rows[next(iter(labels))][column]
    place = row_place([cell])
    return f"{grid.place}, column {column + 1}" if grid.place else place
