"""The sheets of a document as records: what is shared filled in, titles told, and prose that belongs nowhere asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coachkit.importers import lines, openings
from coachkit.importers.columns import is_name
from coachkit.importers.pages import Remark
from coachkit.importers.pieces import SHEET_OF_CONTACTS, Opening, words
from coachkit.importers.records import Record, Written
from coachkit.importers.sheets import Contact, Sheet

_LARGEST = 12
_FOOTNOTE = 25


def records(sheets: Sequence[Sheet], first: int) -> tuple[list[Record], list[Remark]]:
    """The records of sheets and their contacts, numbered from `first`, and what is remarked of them."""
    found: list[Record] = []
    remarks: list[Remark] = []
    for sheet in _joined(sheets):
        if not sheet.contacts and not sheet.text:
            continue
        remarks += _from_titles(sheet)
        text, noted = _text(sheet)
        remarks += noted
        number = None
        if text is not None or sheet.written_on:
            number = first + sum(record.table == "sheets" for record in found)
            found.append(_sheet(sheet, text))
        found += [_contact(contact, sheet, number) for contact in sheet.contacts]
    return found, remarks


def _joined(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Sheets of one small table whose rows have prose of their own are one where prose stands below the table too."""
    return [sheet for sheet in sheets if sheet.is_begun or sheet.shared or sheet.titles]


def _from_titles(sheet: Sheet) -> list[Remark]:
    """What the title of a sheet says of a contact that lacks it, noted; other titles are notes."""
    remarks = []
    lacking = [column for column in ("date", "client_id") if not _has(sheet, column)]
    for title in sheet.titles:
        told = openings.cells(Opening(title.text, title.place, lines.facts(title.text)))[0] if lacking else {}
        used = {column: told[column] for column in lacking if column in told and _fits(column, told[column])}
        if used and sheet.contacts:
            sheet.shared |= used
            what = " and ".join("client" if column == "client_id" else column for column in used)
            remarks.append(Remark(title.place, title.text, f"is a title, from which the {what} is read", note=True))
            lacking = [column for column in lacking if column not in used]
        else:
            remarks.append(Remark(title.place, title.text, "is a title: no part of a record", note=True))
    return remarks


def _has(sheet: Sheet, column: str) -> bool:
    return column in sheet.shared or all(column in contact.cells for contact in sheet.contacts)


def _fits(column: str, written: Written) -> bool:
    return column == "date" or is_name(written.text)


def _text(sheet: Sheet) -> tuple[Written | None, list[Remark]]:
    """The prose of a sheet; below a long table it is a footnote or a question, and no reflection on all of it."""
    if not sheet.text:
        return None, []
    text = Written(sheet.text.whole, sheet.text.place)
    many = len(sheet.contacts)
    if sheet.log and many > _LARGEST:
        if words(text.text) <= _FOOTNOTE:
            return None, [Remark(text.place, text.text, "stands beside the table: no part of a record", note=True)]
        cure = "move it to the sheet of the contacts that it speaks of, or to a file of its own"
        return None, [Remark(text.place, text.text, f"stands beside a table of {many} contacts: it is not read", cure)]
    if many > SHEET_OF_CONTACTS:
        return text, [Remark(text.place, "", f"is read as one reflection on {many} contacts", note=True)]
    return text, []


def _sheet(sheet: Sheet, text: Written | None) -> Record:
    cells = {"text": text} if text else {}
    if sheet.written_on:
        cells["written_on"] = sheet.written_on
    place = sheet.place or (text.place if text else "")
    return Record("sheets", place, cells, None, {} if sheet.contacts else dict(sheet.extra))


def _contact(contact: Contact, sheet: Sheet, number: int | None) -> Record:
    shared = {column: written for column, written in sheet.shared.items() if column not in contact.cells}
    if {"minutes", "end"} & set(contact.cells):
        shared = {column: one for column, one in shared.items() if column not in ("minutes", "minutes_more", "start", "end")}
    return Record("contacts", contact.place, contact.cells | shared, number, sheet.extra | contact.extra)


def without_contacts(records_: Iterable[Record]) -> bool:
    """Whether no contact is among the records."""
    return not any(record.table == "contacts" for record in records_)


def renamed(record: Record, place: str) -> Record:
    """The record at a place."""
    return replace(record, place=record.place or place)
