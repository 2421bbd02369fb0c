"""How a result table is declared, and what several of them have in common."""

from coachkit.schema import Column, Table


def declared(name: str, row: str, **columns: str) -> Table:
    """A result table: its name, what one row is, and what each column means."""
    return Table(f"{name}.csv", row, tuple(Column(column, means) for column, means in columns.items()))


PLACE = {
    "start": "where it begins in the source's text as written, in characters from 0",
    "end": "where it ends, exclusive, in characters",
}
