"""What `coachkit check` shows of a practice: problems and notes for a reader, or for a program."""

import json
import textwrap
from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from coachkit.practice import Practice

_WIDE = 80
_MOST_PLACES = 40
"""Places told of one and the same problem in a column; --json tells them all."""
_MOST_TOLD = 300
"""Different problems, or notes, that are told; --json tells them all."""


def as_json(practice: Practice) -> str:
    """{"problems": [...], "notes": [...], "counts": {table: rows}}, each problem with the columns of FAULT_COLUMNS."""
    rows = {name: json.loads(getattr(practice, name).to_json(orient="records")) for name in ("problems", "notes")}
    return json.dumps({**rows, "counts": practice.counts}, indent=1)


def as_text(practice: Practice) -> str:
    """Problems, notes, what was read and what is left out, in lines of 80 characters."""
    parts = [_listed("Problems", practice.problems), _listed("Notes", practice.notes), _summary(practice)]
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
