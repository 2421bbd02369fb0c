"""What an import found, for a reader before a terminal of 80 characters, or for a program as JSON."""

import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from coachkit.dates import MONTH_NAMES
from coachkit.importers.importing import Import
from coachkit.importers.pages import Remark
from coachkit.importers.records import Understood
from coachkit.importers.steps import ASKS, CHANGED, SAME, Step
from coachkit.schema import TABLES

_WIDE = 80
_SAYS = {SAME: "stands already", CHANGED: "changes"}
_DIFFERS = re.compile(
    r'"[^"]*"|read as [^:()]*\([^)]*\)|\d+(?:st|nd|rd|th)?|\b(?:'
    + "|".join((*MONTH_NAMES, *(m[:3] for m in MONTH_NAMES)))
    + r")\b"
)
_UNITS = {"contacts": "contact", "sheets": "sheet", "clients": "client", "feedback": "piece of feedback",
          "supervision": "supervision meeting", "documents": "document"}  # fmt: skip


def as_json(found: Import) -> str:
    """{"files": [{"file", "layout", "columns", "rows", "problems", "notes"}], "clients", "faults", "remarks", "applied"}.

    A row has table, place, client (the name as written), values, id and does (new, same, changed); clients are those
    that the import proposes; remarks are on the practice's tables; rows that ask are not among the rows but among the problems.
    """
    told = {
        "files": [_file(file, found) for file in found.files],
        "clients": [_row(step) for step in found.plan.steps if not step.row.file],
        "faults": [{"file": one.file, "value": one.value, "problem": one.problem, "cure": one.cure} for one in found.faults],
        "remarks": [_remark(one) for one in found.remarks.get("", ())],
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
    parts = (_layouts, _contacts, _others, _clients, _changed, _read_so, _asked, _end)
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
    contacts = _once(found)
    if not contacts:
        return
    names = dict(zip(found.register["client_id"], found.register["name"], strict=True))
    yield "Contacts"
    yield f"  {'date':10}  {'min':>4}  {'client':22}  {'id':5} where (+1: in one more file)"
    for step, files in sorted(contacts, key=lambda contact: contact[0].row.values["date"]):
        values = step.row.values
        client = f"{values['client_id']} {names.get(values['client_id'], '')}"
        state = (f" +{files - 1}" if files > 1 else "") + (", changes" if step.does == CHANGED else "")
        where = _SAYS[SAME] if step.does == SAME else _where(step, _WIDE - 51 - len(state)) + state
        yield f"  {values['date']:10}  {values['minutes']:>4}  {client[:22]:22}  {step.id:5} {where}"
    yield ""


def _once(found: Import) -> list[tuple[Step, int]]:
    """Each contact once, by the step that adds or changes it where one does, and how many files tell of it."""
    told: dict[str, list[Step]] = {}
    for step in found.plan.steps:
        if step.row.table == "contacts" and step.does != ASKS:
            told.setdefault(step.id, []).append(step)
    firsts = {id: next((step for step in steps if step.does != SAME), steps[0]) for id, steps in told.items()}
    return [(firsts[id], len({step.row.file for step in steps})) for id, steps in told.items()]


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
    booked = Counter(step.row.values["client_id"] for step, _ in _once(found))
    if steps:
        yield "New or changed clients"
        for step in steps:
            number = booked[step.id]
            yield _cut(f"  {step.id} {step.row.values.get('name', '')}: {_counted(number, 'contact')} here")
        yield ""


def _changed(found: Import) -> Iterator[str]:
    """What stands in the practice already and is changed or filled: before -> after."""
    steps = [step for step in found.plan.steps if step.does == CHANGED and step.changes]
    if steps:
        yield "Changes to what stands"
        for step in steps:
            for column, (before, after) in step.changes.items():
                was, now = (_ended(" ".join(text.split()), 40) for text in (before, after))
                yield _wrapped(f"{step.id} {column}: {was or 'blank'} -> {now or 'blank'} ({_told_in(step)})", 2)
        yield ""


def _told_in(step: Step) -> str:
    return ", ".join(filter(None, (step.row.file, step.row.place)))


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
    told = [(file, _at(file, one), _valued(one), one.cure) for file, one in found.problems]
    for fault in found.faults:
        place = f"{fault.file} line {fault.line}" if fault.line else fault.file
        told.append((fault.file, place, f'"{fault.value}" {fault.problem}', fault.cure))
    if told:
        yield f"Not understood, and not taken over ({len(told)})"
    for (_, cure), alike in groupby(told, key=lambda one: (one[0], one[3])):
        yield from (_wrapped(f"{place}: {what}", 2) for _, place, what, _ in alike)
        if cure:
            yield _wrapped(f"-> {cure}", 6)
    if told:
        yield ""


def _end(found: Import) -> Iterator[str]:
    for when in dict.fromkeys(found.plan.again.values()):
        files = [file for file, then in found.plan.again.items() if then == when]
        yield _wrapped(f"{files[0]}{f' and {len(files) - 1} more' if len(files) > 1 else ''}: {when}")
    contacts = [step for step, _ in _once(found)]
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
    return f'"{_ended(value, 60)}" {one.problem}' if value else one.problem


def _where(step: Step, most: int) -> str:
    """The file's own name and the place in it; the name gives way where both are too long."""
    name, place = step.row.file.rpartition("/")[2], step.row.place
    room = max(most - len(place) - 2, 8)
    name = name if len(name) <= room else f"{name[: room - 6]}...{name[-3:]}"
    return _ended(", ".join(filter(None, (name, place))), most)


def _ended(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."


def _cut(text: str) -> str:
    return _ended(_shown(text), _WIDE)


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _wrapped(text: str, indent: int = 0) -> str:
    first, then = " " * indent, " " * (indent + 2)
    return textwrap.fill(_shown(text), _WIDE, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
