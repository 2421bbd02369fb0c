"""What `coachkit check` shows of a practice: problems and notes for a reader, or for a program."""

import json
import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pandas as pd

from coachkit.forms import answered, read_form
from coachkit.practice import Practice

_WIDE = 80
_QUESTION_WIDE = 45
_MOST_PLACES = 40
"""Places told of one and the same problem in a column; --json tells them all."""
_MOST_TOLD = 300
"""Different problems, or notes, that are told; --json tells them all."""


def as_json(practice: Practice, form: str = "") -> str:
    """{"problems": [...], "notes": [...], "counts": {table: rows}}, each problem with the columns of FAULT_COLUMNS.

    With the name of a form also "form": a row a question, with the columns of forms.answered.
    Raises UsageError for a form that is none of those shipped.
    """
    rows = {name: json.loads(getattr(practice, name).to_json(orient="records")) for name in ("problems", "notes")}
    asked = {"form": json.loads(_questions(practice, form).to_json(orient="records"))} if form else {}
    return json.dumps({**rows, "counts": practice.counts, **asked}, indent=1)


def as_text(practice: Practice, form: str = "") -> str:
    """Problems, notes, what was read and what is left out, in lines of 80 characters; then the questions of a form.

    Raises UsageError for a form that is none of those shipped.
    """
    parts = [_listed("Problems", practice.problems), _listed("Notes", practice.notes), _summary(practice)]
    parts += [_form(form, _questions(practice, form))] if form else []
    return "\n".join(line for part in parts for line in part)


def _listed(title: str, frame: pd.DataFrame) -> Iterator[str]:
    if len(frame):
        yield f"{title} ({len(frame)})"
    told = list(_entries(frame.fillna({"line": 0}).to_dict("records")))
    for rows, cure in told[:_MOST_TOLD]:
        yield _wrapped(f"{_places(rows)}: {rows[0]['problem']}", "  ", "    ")
        if cure:
            yield _wrapped(f"-> {cure}", "      ", "         ")
    if len(told) > _MOST_TOLD:
        yield f"  and {len(told) - _MOST_TOLD} more (--json names them)"


def _entries(rows: list[dict]) -> Iterator[tuple[list[dict], str]]:
    """Rows with one problem, and the cure where none with the same cure follow."""
    for (_, _, cure), alike in groupby(rows, key=lambda row: (row["file"], row["column"], row["cure"])):
        told: dict[str, list[dict]] = {}
        for row in alike:
            told.setdefault(row["problem"], []).append(row)
        *others, last = told.values()
        yield from ((one, "") for one in others)
        yield last, cure


def _places(rows: list[dict]) -> str:
    """Where one problem stands, such as `contacts.csv line 8, date '31/02/2025', and line 9 '32/01/2025'`."""
    first, *others = rows
    line = f" line {first['line']}" if first["line"] else ""
    column = f", {first['column']}" if first["column"] else ""
    told = [f"{first['file']}{line}{column}{_value(first)}"]
    told += [f"line {row['line']}{_value(row)}" for row in others[: _MOST_PLACES - 1]]
    told += [f"{len(rows) - _MOST_PLACES} more (--json names them)"] if len(rows) > _MOST_PLACES else []
    return f"{'; '.join(told[:-1])}; and {told[-1]}" if others else told[0]


def _value(row: dict) -> str:
    return f" {row['value']!r}" if row["value"] else ""


def _wrapped(text: str, first: str, then: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return textwrap.fill(shown, _WIDE, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)


def _summary(practice: Practice) -> Iterator[str]:
    counts = ", ".join(f"{rows} {name}" for name, rows in practice.counts.items()) or "no tables"
    yield _wrapped(f"Read: {counts}.", "", "  ")
    if practice.problems.empty:
        yield "No problems."
        return
    rows, minutes = practice.left_out_rows, practice.left_out_minutes
    number = "1 problem" if len(practice.problems) == 1 else f"{len(practice.problems)} problems"
    left_out = f"{rows} row is" if rows == 1 else f"{rows or 'no'} rows are"
    among = f", with {minutes} minutes that could be read" if minutes else ""
    yield _wrapped(f"{number}; until all is mended {left_out} left out{among}.", "", "  ")


def _questions(practice: Practice, form: str) -> pd.DataFrame:
    rows = read_form(form)
    return answered(rows, {name: getattr(practice, name) for name in practice.counts if name in set(rows["table"])})


def _form(name: str, questions: pd.DataFrame) -> Iterator[str]:
    """What the form asks, with the column that answers it, and then what no column of this practice answers."""
    held = questions["rows"].notna()
    yield ""
    yield f"What the form {name} asks, in our words, and where this practice answers it"
    yield from (line for row in questions[held].itertuples() for line in _question(row, f"{row.filled} of {row.rows}"))
    if not held.all():
        yield "The form would have asked (where a column is named, it could stand there):"
        yield from (line for row in questions[~held].itertuples() for line in _question(row, ""))
    if (questions[held]["column"] == "text").any():
        yield _wrapped("A column text holds whole prose, which may or may not answer the question.", "", "  ")
    if (questions["status"] == "inferred").any():
        yield "~ is not known of this form: such forms often ask it."


def _question(row: Any, count: str) -> Iterator[str]:
    """One question, wrapped, with the column and the count to its right."""
    mark = "~ " if row.status == "inferred" else "  "
    first, *others = textwrap.wrap(row.asks, _QUESTION_WIDE)
    column = f"{row.table}.{row.column}" if row.table else ""
    yield f"{mark}{first:<{_QUESTION_WIDE}}  {column:<20} {count:>10}".rstrip()
    yield from (f"    {line}" for line in others)
