"""What a mapping sheet brings, for a reader before a terminal of 80 characters, or for a program as JSON."""

import json
import textwrap
from collections.abc import Iterator

from coachkit.importers.pages import Remark
from coachkit.mapping.columns import LABELS
from coachkit.mapping.reading import sheet_and_cell
from coachkit.mapping.steps import ASSESSED, FILLED, NEW, SAME, Step
from coachkit.mapping.taking import Taken

_WIDE = 80
_COUNTED = {
    NEW: "{} new in evidence.csv",
    ASSESSED: "{} with an assessor's entries",
    FILLED: "{} that fill in what was blank",
    SAME: "{} that stand already",
}
_LONGEST = 160


def as_json(taken: Taken) -> str:
    """{"file", "columns", "rows", "changes": [...], "problems": [P], "notes": [P], "applied"}; P = {"file", "sheet", "cell", "value", "problem", "cure"}.

    A change has place, does (new, assessed, reason), evidence_id ("" = new), criterion and values, names replaced by ids.
    """
    told = {
        "file": taken.file,
        "columns": taken.columns,
        "rows": taken.rows,
        "changes": [_change(step, taken) for step in taken.changes],
        "problems": [_remark(remark, taken) for remark in taken.remarks if not remark.note],
        "notes": [_remark(remark, taken) for remark in taken.remarks if remark.note],
        "applied": taken.applied,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _change(step: Step, taken: Taken) -> dict:
    shown = {name: taken.practice.register.replace(text).text for name, text in step.values.items()}
    of = {"place": step.place, "does": step.does, "evidence_id": step.evidence_id, "criterion": step.criterion}
    return of | {"values": shown}


def _remark(remark: Remark, taken: Taken) -> dict:
    sheet, cell = sheet_and_cell(remark.place)
    value = taken.practice.register.replace(remark.value).text
    return {
        "file": taken.file,
        "sheet": sheet,
        "cell": cell,
        "value": value,
        "problem": remark.problem,
        "cure": remark.cure,
    }


def as_text(taken: Taken) -> str:
    """The same in lines of at most 80 characters; what asks for the coach stands last but for what was written."""
    parts = (_columns, _changes, _notes, _problems, _end)
    return "\n".join(line for part in parts for line in part(taken))


def _columns(taken: Taken) -> Iterator[str]:
    yield _wrapped(f"{taken.file}: {taken.rows} rows" if taken.rows != 1 else f"{taken.file}: 1 row")
    others = {label: key for label, key in taken.columns.items() if LABELS.get(key) != label}
    if others:
        means = (f"{label} -> {LABELS.get(key, key) or 'not read'}" for label, key in others.items())
        yield _wrapped("; ".join(means), 4)
    counts = {does: sum(step.does == does for step in taken.steps) for does in _COUNTED}
    told = ", ".join(words.format(counts[does]) for does, words in _COUNTED.items() if counts[does])
    yield _wrapped(f"Understood: {told or 'no row that brings anything'}", 2)


def _changes(taken: Taken) -> Iterator[str]:
    for step in taken.changes:
        shown = _change(step, taken)["values"]
        words = {name: text for name, text in shown.items() if name not in ("criterion", "start", "end") and text}
        told = "; ".join(f"{name} {_short(text)}" for name, text in words.items())
        yield _wrapped(f"{step.evidence_id or 'new'} {step.criterion}: {told} ({step.place})", 2)


def _notes(taken: Taken) -> Iterator[str]:
    yield from _listed("Notes", [remark for remark in taken.remarks if remark.note], taken)


def _problems(taken: Taken) -> Iterator[str]:
    yield from _listed("Not certain, so not written", taken.problems, taken)


def _listed(title: str, remarks: list[Remark], taken: Taken) -> Iterator[str]:
    if remarks:
        yield f"{title} ({len(remarks)})"
    for remark in remarks:
        told = _remark(remark, taken)
        where = f"{remark.place}: " if remark.place else ""
        value = f'"{_short(told["value"])}" ' if told["value"] else ""
        yield _wrapped(f"{where}{value}{remark.problem}", 2)
        yield _wrapped(f"-> {remark.cure}", 6)


def _end(taken: Taken) -> Iterator[str]:
    if taken.applied:
        rows = "1 row" if len(taken.changes) == 1 else f"{len(taken.changes)} rows"
        yield f"Written into evidence.csv: {rows}, in one step."
    elif taken.changes:
        yield "Nothing is written yet; --apply writes what was understood."
    else:
        yield "There is nothing to write."


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 3] + "..."


def _wrapped(text: str, indent: int = 0) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return textwrap.fill(
        shown,
        _WIDE,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
