"""How the layout of a file is told in one line of plain words."""

from collections import Counter
from collections.abc import Sequence

from coachkit.importers.layouts.pieces import Log, Opening, Piece, Title, Written
from coachkit.importers.records import Record

_ONE = {
    "contacts": "contact",
    "feedback": "piece of feedback",
    "clients": "client",
    "supervision": "supervision meeting",
    "documents": "document",
    "sheets": "sheet",
}
_MANY = {"feedback": "pieces of feedback"}


def layout_of(pieces: Sequence[Piece], records: Sequence[Record]) -> str:
    """The layout in words, as in: a log of 173 contacts, header in row 4, total in row 178 left out."""
    logs = [piece for piece in pieces if isinstance(piece, Log)]
    told = [_log(log, records) for log in logs]
    if rest := _others(pieces, records, logs):
        told.append(rest)
    return "; ".join(told)


def counted(number: int, table: str) -> str:
    """A number of records in words: "3 contacts"."""
    return f"{number} {_ONE[table]}" if number == 1 else f"{number} {_MANY.get(table, _ONE[table] + 's')}"


def _log(log: Log, records: Sequence[Record]) -> str:
    what = counted(len(log.rows), log.table)
    sheets = {record.sheet for record in records if record.table == "contacts"}
    if log.sideways:
        told = f"a table on its side of {what}"
    elif log.table == "contacts" and len(sheets) == 1 and None not in sheets:
        told = f"a table of {what} with one reflection"
    elif log.table == "contacts" and len(log.rows) > 5:
        told = f"a log of {what}"
    else:
        told = f"a table of {what}"
    header = f"header in row {log.height}" if log.height else "no header"
    if not log.sideways and log.height != 1:
        told += f", {header}"
    if log.left_out:
        shown = ", ".join(log.left_out[:3])
        told += f", {shown}" + (f" and {len(log.left_out) - 3} more" if len(log.left_out) > 3 else "") + " left out"
    return told


def _others(pieces: Sequence[Piece], records: Sequence[Record], logs: Sequence[Log]) -> str:
    counts = Counter(record.table for record in records)
    for log in logs:
        counts[log.table] -= len(log.rows)
    contacts, sheets = counts["contacts"], counts["sheets"]
    if contacts > 0 and not logs:
        opened = any(isinstance(piece, Opening) for piece in pieces)
        told = f"{counted(contacts, 'contacts')} under headings" if opened else "a form of labels and values"
        if not opened and contacts > 1:
            told += f" with {counted(contacts, 'contacts')}"
        titled = sum(isinstance(piece, Title) and piece.sheet for piece in pieces)
        told += f", {counted(sheets, 'sheets')} each with a title" if sheets > 1 and titled > 1 else ""
        return told + (f", {counted(sheets, 'sheets')}" if sheets > 1 >= titled else "")
    return _elsewhere(counts, pieces)


def _elsewhere(counts: Counter, pieces: Sequence[Piece]) -> str:
    for table, number in counts.items():
        if number > 0 and table not in ("contacts", "sheets"):
            form = number == 1 and any(isinstance(piece, Written) for piece in pieces)
            return "a form of labels and values" if form else "a text of " + counted(number, table)
    return ""
