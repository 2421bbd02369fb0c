"""Forms as data: what coaches and awarding bodies call the columns of a practice, and what their forms ask."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from coachkit import delimited, encoding, shipped
from coachkit.errors import UsageError

FORM_COLUMNS = ("table", "column", "heading", "unit", "asks", "status")
_HELD_AS = {"number": "sheet_id"}
"""Where a practice holds what an import reads as a column of its own: the number of a sheet is its id."""
_COMMON, _WORDS = "common", "words"
"""The two files of data/forms that are no form: what coaches call things, and the words that labels are made of."""


def form_names() -> list[str]:
    """The shipped forms by name, such as "ilm-diary"."""
    return sorted(path.stem for path in shipped.data("forms").glob("*.csv") if path.stem not in (_COMMON, _WORDS))


def read_form(name: str) -> pd.DataFrame:
    """One row a question of the form, with FORM_COLUMNS; table and column are blank where the practice has no column.

    Raises UsageError, listing the forms, where there is none of that name.
    """
    if name not in form_names():
        raise UsageError(f"there is no form {name!r}; those shipped are {', '.join(form_names())}")
    return _read(shipped.data("forms", f"{name}.csv"))


def crosswalk() -> pd.DataFrame:
    """One row a heading of the forms, or a name that coaches use, with FORM_COLUMNS; status "loose" is no plain name.

    A blank table stands for lists that are none of a practice's tables, column "*" for what a file or sheet is called.
    """
    frames = [_read(shipped.data("forms", f"{name}.csv")) for name in (*form_names(), _COMMON)]
    rows = pd.concat(frames, ignore_index=True)
    asked_for_nothing = (rows["table"] == "") & (rows["column"] == "")
    return rows[~asked_for_nothing].reset_index(drop=True)


def vocabulary() -> pd.DataFrame:
    """One row a word or phrase of labels: word, means (words that mean the same share it), weight.

    Weight: idle (never counts), spare (may be left out), means, hours, minutes, sum (bars a length), other (known).
    """
    return _read(shipped.data("forms", f"{_WORDS}.csv"))


def _read(path: Path) -> pd.DataFrame:
    table = delimited.read_rows(encoding.decode(path.read_bytes())[0])
    return pd.DataFrame(table.rows, columns=list(table.header), dtype="str")


def answered(form: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a question of a form: asks, status, table, column, filled (rows that hold an answer), rows.

    `filled` and `rows` are missing where none of these tables has a column for the question.
    """
    frame = form.assign(column=form["column"].replace(_HELD_AS))
    counts = [_filled(tables.get(row.table), row.column) for row in frame.itertuples()]
    filled, rows = zip(*counts, strict=True) if counts else ((), ())
    frame = frame.assign(filled=pd.array(filled, dtype="Int64"), rows=pd.array(rows, dtype="Int64"))
    return frame[["asks", "status", "table", "column", "filled", "rows"]].drop_duplicates(ignore_index=True)


def _filled(frame: pd.DataFrame | None, column: str) -> tuple[int | None, int | None]:
    """In how many rows a column holds something, of how many; None and None where there is no such column."""
    if frame is None or column not in frame:
        return None, None
    held = frame[column]
    return int((held.notna() & (held.astype("str").str.strip() != "")).sum()), len(frame)
