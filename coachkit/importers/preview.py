"""What an import found, for a reader before a terminal of 80 characters, or for a program as JSON."""

import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from coachkit.dates import MONTH_NAMES
from coachkit.importers.importing import Import
from coachkit.importers.pages import Remark
from coachkit.importers.records import Understood
from coachkit.importers.steps import ASKS, CHANGED, SAME, Step
from coachkit.schema import TABLES

_WIDE = 80
_FILE_WIDE = 32
_SAYS = {SAME: "stands already", CHANGED: "changes"}
_DIFFERS = re.compile(
    r'"[^"]*"|\d+(?:st|nd|rd|th)?|\b(?:' + "|".join((*MONTH_NAMES, *(m[:3] for m in MONTH_NAMES))) + r")\b"
)
_UNITS = {"contacts": "contact", "sheets": "sheet", "clients": "client", "feedback": "piece of feedback",
          "supervision": "supervision meeting", "documents": "document"}  # fmt: skip


def as_json(found: Import) -> str:
    """{"files": [{"file", "layout", "columns", "rows", "problems", "notes"}], "clients", "faults", "applied"}.

    A row has table, place, client (the name as written), values, id and does (new, same, changed); clients are those
    that the import proposes; rows that ask are not among the rows but among the problems.
    """
    told = {
        "files": [_file(file, found) for file in found.files],
        "clients": [_row(step) for step in found.plan.steps if not step.row.file],
        "faults": [{"file": one.file, "value": one.value, "problem": one.problem, "cure": one.cure} for one in found.faults],
        "applied": found.applied,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1)


def _file(file: Understood, found: Import) -> dict:
    remarks = found.remarks.get(file.name, ())
    return {
        "file": file.name,
        "layout": file.layout,
        "columns": file.columns,
        "rows": [_row(step) for step in found.plan.steps if step.row.file == file.name and step.does != ASKS],
        "problems": [_remark(one) for one in remarks if not one.note],
        "notes": [_remark(one) for one in remarks if one.note],
    }


def _row(step: Step) -> dict:
    row = step.row
    named = {"client": row.client} if row.table in ("contacts", "feedback", "clients") else {}
    values = {**row.values, **step.tells, **({TABLES[row.table].key: step.id} if step.id else {})}
    return {"table": row.table, "place": row.place, **named, "values": values, "id": step.id, "does": step.does}


def _remark(one: Remark) -> dict:
    return {"place": one.place, "value": one.value, "problem": one.problem, "cure": one.cure}


# For a reader: what was understood, each contact, what was read how, and last what was not understood


def as_text(found: Import) -> str:
    """The import in lines of at most 80 characters; what asks for the coach stands last, where a terminal ends."""
    parts = (_layouts, _contacts, _others, _clients, _read_so, _asked, _end)
    return "\n".join(line for part in parts for line in part(found))


def _layouts(found: Import) -> Iterator[str]:
    alike: dict[tuple, list[Understood]] = {}
    for file in found.files:
        alike.setdefault((_DIFFERS.sub("#", file.layout), tuple(sorted(file.columns.items()))), []).append(file)
    for files in alike.values():
        yield _wrapped(f"{_named(files)}: {files[0].layout}")
        if columns := "; ".join(
            f"{label} -> {column or 'kept as it is'}" for label, column in files[0].columns.items()
        ):
            yield _wrapped(columns, 4)
    yield ""


def _named(files: Sequence[Understood]) -> str:
    return files[0].name if len(files) == 1 else f"{len(files)} files, such as {files[0].name}"


def _contacts(found: Import) -> Iterator[str]:
    steps = [step for step in found.plan.steps if step.row.table == "contacts" and step.does != ASKS]
    if not steps:
        return
    names = dict(zip(found.register["client_id"], found.register["name"], strict=True))
    yield "Contacts"
    yield f"  {'date':10}  {'min':>4}  {'client':22}  {'id':5} where it stands"
    for step in sorted(steps, key=lambda step: step.row.values["date"]):
        values = step.row.values
        client = f"{values['client_id']} {names.get(values['client_id'], '')}"
        state = f", {_SAYS[step.does]}" if step.does in _SAYS else ""
        where = _middle_out(f"{step.row.file}, {step.row.place}", _WIDE - 52 - len(state))
        yield f"  {values['date']:10}  {values['minutes']:>4}  {client[:22]:22}  {step.id:5} {where}{state}"
    yield ""


def _others(found: Import) -> Iterator[str]:
    for table in ("feedback", "supervision", "documents", "sheets"):
        steps = [step for step in found.plan.steps if step.row.table == table and step.does != ASKS]
        if not steps:
            continue
        yield table.capitalize()
        for step in steps:
            values = step.row.values
            day = values.get("date") or values.get("written_on") or "no date"
            who = values.get("client_id", "") or values.get("supervisor", "") or values.get("title", "")
            words = " ".join(values.get("text", "").split())
            state = f" ({_SAYS[step.does]})" if step.does in _SAYS else ""
            line = " ".join(filter(None, (f"{step.id}{state}", day if table != "sheets" else "", who)))
            yield _cut(f"  {line}: {len(words.split())} words: {words}")
        yield ""


def _clients(found: Import) -> Iterator[str]:
    steps = [step for step in found.plan.steps if step.row.table == "clients" and step.does != SAME]
    booked = Counter(
        step.row.values["client_id"] for step in found.plan.steps if step.row.table == "contacts" and step.does != ASKS
    )
    if steps:
        yield "New or changed clients"
        for step in steps:
            number = booked[step.id]
            yield _cut(f"  {step.id} {step.row.values.get('name', '')}: {_counted(number, 'contact')} here")
        yield ""


def _read_so(found: Import) -> Iterator[str]:
    """The notes: one example of each kind of reading, with the number of others like it."""
    alike: dict[str, list[tuple[str, Remark]]] = {}
    for file, remarks in found.remarks.items():
        for one in remarks:
            if one.note:
                alike.setdefault(_DIFFERS.sub("#", one.problem), []).append((file, one))
    if alike:
        yield "Read so"
    for remarks in alike.values():
        file, one = remarks[0]
        more = f" (and {len(remarks) - 1} more like it; --json names them)" if len(remarks) > 1 else ""
        yield _wrapped(f"{_at(file, one)}: {_valued(one)}{more}", 2)
        if one.cure:
            yield _wrapped(f"-> {one.cure}", 6)
    if alike:
        yield ""


def _asked(found: Import) -> Iterator[str]:
    problems = found.problems
    if problems or found.faults:
        yield f"Not understood, and not taken over ({len(problems) + len(found.faults)})"
    for file, one in problems:
        yield _wrapped(f"{_at(file, one)}: {_valued(one)}", 2)
        if one.cure:
            yield _wrapped(f"-> {one.cure}", 6)
    for fault in found.faults:
        line = f" line {fault.line}" if fault.line else ""
        yield _wrapped(f"{fault.file}{line}: {fault.value!r} {fault.problem}", 2)
        yield _wrapped(f"-> {fault.cure}", 6)
    if problems or found.faults:
        yield ""


def _end(found: Import) -> Iterator[str]:
    for file, when in found.plan.again.items():
        yield _wrapped(f"{file}: {when}")
    contacts = [step for step in found.plan.steps if step.row.table == "contacts" and step.does != ASKS]
    counts = Counter(step.row.table for step in found.plan.steps if step.does not in (SAME, ASKS))
    told = ", ".join(_counted(counts[table], _UNITS[table]) for table in _UNITS if counts[table]) or "nothing"
    minutes = sum(int(step.row.values["minutes"]) for step in contacts)
    whole = f" All contacts here: {minutes} minutes ({minutes // 60} h {minutes % 60:02} min)." if contacts else ""
    if found.applied:
        yield _wrapped(f"{found.done}{whole}")
    elif found.plan.is_empty:
        yield _wrapped(f"Nothing new to write.{whole}")
    else:
        yield _wrapped(f"To be added or changed: {told}.{whole}")
        yield _wrapped(f"Nothing is written yet: the same command with --apply writes it to {found.plan.folder}.")


# Words and lines


def _counted(number: int, unit: str) -> str:
    if number == 1:
        return f"1 {unit}"
    return f"{number} {unit.replace('piece', 'pieces') if unit.startswith('piece') else unit + 's'}"


def _at(file: str, one: Remark) -> str:
    return ", ".join(filter(None, (file, one.place)))


def _valued(one: Remark) -> str:
    value = " ".join(one.value.split())
    return f'"{value if len(value) <= 60 else value[:57] + "..."}" {one.problem}' if value else one.problem


def _middle_out(text: str, most: int) -> str:
    """The text, with three dots for its middle where it is too long: a file's ending and a place are at its end."""
    if len(text) <= most:
        return text
    last = min(len(text.rpartition(", ")[2]) + 8, most - 6)
    return f"{text[: most - last - 3]}...{text[-last:]}"


def _cut(text: str) -> str:
    text = _shown(text)
    return text if len(text) <= _WIDE else text[: _WIDE - 3] + "..."


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _wrapped(text: str, indent: int = 0) -> str:
    first, then = " " * indent, " " * (indent + 2)
    return textwrap.fill(_shown(text), _WIDE, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
