"""The sheets of a document as records: what is shared filled in, titles told, and prose that belongs nowhere asked about."""

from collections.abc import Sequence

from coachkit.importers.layouts import openings, uncounted
from coachkit.importers.layouts.columns import is_name
from coachkit.importers.layouts.drafts import Contact, Sheet
from coachkit.importers.layouts.pieces import SHEET_OF_CONTACTS, SHEET_TITLE, Opening, words
from coachkit.importers.pages import Remark
from coachkit.importers.records import Record, Written
from coachkit.importers.values import lines

_LARGEST = 12
_FOOTNOTE = 25
_ASKED = ("date", "client_id", "minutes", "start", "end")


def records(sheets: Sequence[Sheet], first: int) -> tuple[list[Record], list[Remark]]:
    """The records of sheets and their contacts, numbered from `first`, and what is remarked of them."""
    found: list[Record] = []
    remarks: list[Remark] = []
    some = any(sheet.contacts for sheet in sheets)
    for sheet in sheets:
        remarks += _from_titles(sheet)
        held = bool(sheet.contacts)
        remarks += _uncounted(sheet)
        if (some or held) and not sheet.contacts:
            remarks += _without_contacts(sheet)
            continue
        text, noted = _text(sheet)
        remarks += [*noted, *_unused(sheet)]
        number = None
        if text is not None or sheet.written_on:
            number = first + sum(record.table == "sheets" for record in found)
            found.append(_sheet(sheet, text))
        found += [_contact(contact, sheet, number) for contact in sheet.contacts]
    return found, remarks


def _without_contacts(sheet: Sheet) -> list[Remark]:
    """Prose and values of a sheet on which no contact was found, beside sheets on which some were."""
    written = [*sheet.shared.values(), *sheet.extra.values(), *([sheet.written_on] if sheet.written_on else [])]
    told = [
        Remark(one.place, f"{one.label}: {one.text}", "stands apart from every contact", note=True) for one in written
    ]
    if not sheet.text:
        return told
    text, place = sheet.text.whole, sheet.text.place
    if words(text) <= _FOOTNOTE:
        return [*told, Remark(place, text, "stands beside the contacts: no part of a record", note=True)]
    cure = "write the date, the client and the length of its contact above it"
    return [*told, Remark(place, text, "stands apart from every contact: it is not read", cure)]


def _uncounted(sheet: Sheet) -> list[Remark]:
    """The contacts of a sheet that are marked as none are taken out, with a question that holds all that they say."""
    found = []
    for contact in list(sheet.contacts):
        if remark := uncounted.asked(contact):
            sheet.contacts.remove(contact)
            cells = " | ".join(one.text for one in (*contact.cells.values(), *contact.extra.values()))
            problem = f'holds "{remark.value}", which {remark.problem}'
            found.append(Remark(remark.place, cells, problem, remark.cure, remark.note))
    return found


def _unused(sheet: Sheet) -> list[Remark]:
    """A date or a length beside contacts that have their own, which says something else: asked about, never dropped."""
    found = []
    for column in _ASKED:
        written = sheet.shared.get(column)
        own = [contact.cells.get(column) for contact in sheet.contacts]
        if written is None or any(one is None for one in own) or written.text in [one.text for one in own]:
            continue
        problem = "stands beside contacts that have their own; it is not read"
        cure = "put it among the contacts if it is one, or take it out"
        found.append(Remark(written.place, f"{written.label}: {written.text}".strip(": "), problem, cure))
    return found


def _from_titles(sheet: Sheet) -> list[Remark]:
    """What the title of a sheet says of a contact that lacks it, noted; other titles are notes."""
    remarks = []
    lacking = [column for column in ("date", "client_id") if not _has(sheet, column)]
    for title in sheet.titles:
        rest = SHEET_TITLE.sub("", title.text)
        told = openings.cells(Opening(rest, title.place, lines.facts(rest)))[0] if lacking else {}
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
    if not sheet.text.is_prose:
        return None, [_no_prose(text)]
    many = len(sheet.contacts)
    if sheet.log and many > _LARGEST:
        if words(text.text) <= _FOOTNOTE:
            return None, [Remark(text.place, text.text, "stands beside the table: no part of a record", note=True)]
        cure = "move it to the sheet of the contacts that it speaks of, or to a file of its own"
        return None, [Remark(text.place, text.text, f"stands beside a table of {many} contacts: it is not read", cure)]
    if many > SHEET_OF_CONTACTS:
        return text, [Remark(text.place, "", f"is read as one reflection on {many} contacts", note=True)]
    return text, []


def _no_prose(text: Written) -> Remark:
    """What stands beside contacts without being prose: asked about where it may tell of another contact."""
    if lines.has_day(text.text) or lines.has_length(text.text):
        cure = "write it like the contacts beside it if it is one, or take it out"
        return Remark(text.place, text.text, "may be a contact, and is not understood: it is not read", cure)
    return Remark(text.place, text.text, "stands beside the contacts: no part of a record", note=True)


def _sheet(sheet: Sheet, text: Written | None) -> Record:
    cells = {"text": text} if text else {}
    if sheet.written_on:
        cells["written_on"] = sheet.written_on
    place = sheet.place or (text.place if text else "")
    return Record("sheets", place, cells, None, {} if sheet.contacts else dict(sheet.extra))


def _contact(contact: Contact, sheet: Sheet, number: int | None) -> Record:
    shared = {column: written for column, written in sheet.shared.items() if column not in contact.cells}
    if {"minutes", "end"} & set(contact.cells):
        shared = {
            column: one for column, one in shared.items() if column not in ("minutes", "minutes_more", "start", "end")
        }
    spare = {
        one.label: one
        for column, one in sheet.shared.items()
        if column not in shared and column not in _ASKED and one.label
    }
    return Record("contacts", contact.place, contact.cells | shared, number, sheet.extra | spare | contact.extra)
