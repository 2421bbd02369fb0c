"""What may be shown of the records: their texts, and what was found in them, with registered names replaced."""

from collections.abc import Container, Iterable

import pandas as pd

from coachkit.errors import Fault
from coachkit.names import Register
from coachkit.schema import TABLES

FAULT_COLUMNS = ("file", "line", "column", "value", "problem", "cure")
LONGEST = 400
"""Characters of a value, a problem or a cure that are shown; what is longer ends in three dots."""
_SCHEMA_COLUMNS = frozenset(name for table in TABLES.values() for name in table.names)


def frame(register: Register, written: pd.DataFrame, kept: Container[str]) -> pd.DataFrame:
    """A table with names replaced in all its columns but `kept`; rows are numbered from 0."""
    shown = written.reset_index(drop=True)
    for column in (name for name in shown.columns if name not in kept):
        known = {cell: register.replace(cell).text for cell in shown[column].unique()}
        shown[column] = shown[column].map(known).astype("str")
    return shown


def quotes(register: Register, written: pd.DataFrame, key: str, replaced: pd.Series) -> pd.Series:
    """The column quote as the sources show it (`replaced` by source id), so that both tell names by the same context."""
    shown = []
    for source, start, end, quote in zip(*(written[name] for name in (key, "start", "end", "quote")), strict=True):
        if pd.isna(start):
            shown.append(register.replace(quote, source).text)
        else:
            one = replaced[source]
            shown.append(one.text[one.shown_at(start) : one.shown_at(end, end=True)])
    return pd.Series(shown, dtype="str")


def faults(register: Register, found: Iterable[Fault]) -> pd.DataFrame:
    """One row a fault, with the columns FAULT_COLUMNS; names replaced, long texts cut short."""
    found = list(found)
    columns = {name: [getattr(fault, name) for fault in found] for name in FAULT_COLUMNS}
    for name in ("column", "value", "problem", "cure"):
        known = {cell: cell if cell in _SCHEMA_COLUMNS else _short(register, cell) for cell in set(columns[name])}
        columns[name] = [known[cell] for cell in columns[name]]
    texts = {name: pd.Series(cells, dtype="Int64" if name == "line" else "str") for name, cells in columns.items()}
    return pd.DataFrame(texts)


def _short(register: Register, cell: str) -> str:
    """The text with names replaced, and short: cut twice, so that no name is cut in two before it is replaced."""
    shown = register.replace(cell[: 20 * LONGEST]).text
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 3] + "..."
