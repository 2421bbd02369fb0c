"""What tests of an import share: rows of a sheet and a log, and an import of them in one step."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from coachkit.importers.changes import store
from coachkit.importers.changes.plan import Plan, Row, plan

AT = datetime(2026, 11, 23, 10, 15)
PROSE = "We spoke of delegation, and of what stays on the desk when nobody asks for it any more. " * 2


def contact(file: str, place: str, day: str, client: str, minutes: int, sheet: int | None = None, **more: str) -> Row:
    """A contact as it comes in."""
    values = {"date": day, "client_id": client, "minutes": str(minutes), **more}
    return Row(file, "contacts", place, values, client, sheet)


def sheet(file: str, text: str = PROSE, **more: str) -> Row:
    """A sheet as it comes in."""
    return Row(file, "sheets", "page 1", {"text": text, **more})


def files(rows: Sequence[Row], version: str = "") -> list[tuple[str, bytes, str]]:
    """(name, bytes, SHA-256) for each file that the rows come from; `version` tells its bytes from other ones."""
    names = {row.file: None for row in rows if row.file}
    data = {name: f"{name}{version}".encode() for name in names}
    return [(name, each, hashlib.sha256(each).hexdigest()) for name, each in data.items()]


def planned(rows: Sequence[Row], folder: Path, version: str = "") -> Plan:
    """The plan of an import of these rows."""
    return plan(rows, [(name, sha256) for name, _, sha256 in files(rows, version)], folder)


def imported(rows: Sequence[Row], folder: Path, version: str = "") -> Plan:
    """The plan, once it is written."""
    made = planned(rows, folder, version)
    store.apply(made, files(rows, version), folder, AT)
    return made


def done(made: Plan) -> list[tuple[str, str]]:
    """(what becomes of it, id) of each row."""
    return [(step.does, step.id) for step in made.steps]


def said(made: Plan, note: bool | None = None) -> list[tuple[str, str, str, str]]:
    """(file, place, value, problem) of the remarks, notes or problems alone where asked for."""
    return [
        (file, remark.place, remark.value, remark.problem)
        for file, remarks in made.remarks.items()
        for remark in remarks
        if note is None or remark.note == note
    ]


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every path under a folder with its bytes, None for a folder."""
    paths = folder.rglob("*") if folder.exists() else ()
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in paths}
