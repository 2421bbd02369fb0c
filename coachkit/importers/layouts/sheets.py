"""Pieces in reading order as contact sheets: the contacts of each, and the one reflection that belongs to them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coachkit.importers.layouts import openings
from coachkit.importers.layouts.columns import is_name
from coachkit.importers.layouts.drafts import Contact, Sheet, groups_of, prose_of
from coachkit.importers.layouts.pieces import (
    SHEET_OF_CONTACTS,
    Log,
    Opening,
    Piece,
    Prose,
    Section,
    Title,
    Vocabulary,
    numbered,
    words,
)
from coachkit.importers.pages import Remark
from coachkit.importers.records import Written
from coachkit.importers.values import lines

_BRIEF = ("date", "minutes", "time", "start", "end", "client_id")
_LONGEST_VALUE = 12
"""Words under a label such as "Hours" by which they are a paragraph of prose, and no value."""


class Assembly:
    """The sheets of one document, taken piece by piece; `columns` and `remarks` gather what is told of it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.sheets = [Sheet()]
        self.columns: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self._pending: Section | None = None
        self._numbers: dict[int, Contact] = {}
        self._rows: list[Sheet] = []
        self._above: Title | None = None

    @property
    def sheet(self) -> Sheet:
        """The sheet that is being read."""
        return self.sheets[-1]

    def take(self, pieces: Sequence[Piece]) -> None:
        """Each piece in order."""
        for at, piece in enumerate(pieces):
            match piece:
                case Title():
                    self._title(piece)
                case Opening():
                    self._opening(piece)
                case Section():
                    self._section(piece, pieces[at + 1 : at + 2])
                case Written():
                    self._labelled(piece, pieces[at + 1 :])
                case Log():
                    self._log(piece)
                case Prose():
                    self._prose(piece)

    def next_sheet(self) -> None:
        """A new sheet, where the last holds anything."""
        self._pending = None
        self._numbers = {}
        if self.sheet.is_begun or self.sheet.shared:
            self.sheets.append(Sheet())

    # Pieces

    def _title(self, piece: Title) -> None:
        self._pending = None
        if piece.sheet and self.sheet.is_begun:
            self.next_sheet()
        self._above = piece
        self.sheet.titles.append(piece)

    def _opening(self, piece: Opening) -> None:
        if self._is_told_already(piece):
            self._prose(Prose(piece.text, piece.place))
            return
        self._form_is_shared(piece)
        if piece.anew and self.sheet.is_begun:
            shared = self.sheet.shared
            self.next_sheet()
            self.sheet.shared = dict(shared)
        contact = Contact(piece.place, "heading")
        contact.cells, contact.extra = openings.cells(piece)
        self.remarks += openings.doubled(piece)
        self._pending = None
        self._begin(contact)

    def _is_told_already(self, piece: Opening) -> bool:
        """Whether a line with a day and a length stands below a whole form or a table, whose reflection speaks of it."""
        last = self.sheet.contacts[-1] if self.sheet.contacts else None
        numbered_ = bool(re.match(r"\W*(?:contact|session|meeting|conversation)\b", piece.text, re.I))
        return last is not None and not numbered_ and (last.by == "log" or (last.by == "form" and last.is_whole))

    def _begin(self, contact: Contact) -> None:
        self.sheet.place = self.sheet.place or contact.place
        self.sheet.contacts.append(contact)

    def _section(self, piece: Section, after: Sequence[Piece]) -> None:
        column = self._column(piece.label)
        if not column and after and isinstance(after[0], Written) and is_name(piece.label):
            self._person(piece)
            return
        self.columns.setdefault(piece.label, column)
        if column in ("", "text"):
            self.sheet.text.begin(piece.label, piece.place, known=column == "text", inline=piece.inline)
            self._pending = None
        else:
            self._pending = piece

    def _person(self, piece: Section) -> None:
        """A name as the heading over labelled values is the client whom they are about."""
        self._begin(Contact(piece.place, "form", {"client_id": Written(piece.label, piece.place)}))
        note = "stands as a heading over labelled values and is read as the client"
        self.remarks.append(Remark(piece.place, piece.label, note, note=True))

    def _prose(self, piece: Prose) -> None:
        if self._pending is not None and words(piece.text) <= 12:
            label, self._pending = self._pending.label, None
            self._labelled(Written(piece.text, piece.place, label), ())
            return
        self._join_rows(piece)
        self.sheet.place = self.sheet.place or piece.place
        self.sheet.text.add(piece.text, piece.place)

    def _join_rows(self, piece: Prose) -> None:
        """The rows of a small table that have prose of their own are one sheet where prose stands below them all."""
        mine, self._rows = self._rows, []
        if len(mine) < 2:
            return
        if sum(len(sheet.contacts) for sheet in mine) > SHEET_OF_CONTACTS:
            self.next_sheet()
            return
        first, *others = mine
        for sheet in others:
            first.take_in(sheet)
        self.sheets = [sheet for sheet in self.sheets if sheet not in others]
        first.text.end()

    def _column(self, label: str) -> str:
        found = self.vocabulary.meaning(label, "contacts")
        return found.column if found else ""

    def _labelled(self, written: Written, after: Sequence[Piece]) -> None:
        """A labelled value: the open contact's, or what all the contacts of the sheet share."""
        number = numbered(written.label)[1]
        heading = self.vocabulary.meaning(written.label, "contacts")
        number = number if heading and heading.column not in ("number", "text", "written_on") else 0
        column = heading.column if heading else ""
        if column in _BRIEF and words(written.text) > _LONGEST_VALUE:
            self.sheet.text.begin(written.label, written.place, inline=True)
            self.sheet.text.add(written.text, written.place)
            return
        if column == "time":
            column = self._time(written, after)
        self.columns[written.label] = "" if column in ("number", "ignore") else column
        if not written.text.strip() or column == "ignore":
            return
        written = replace(written, unit=heading.unit if heading else "")
        if column == "written_on":
            self._written_on(written)
        elif column in ("", "number"):
            if column and self.sheet.contacts and self.sheet.text:
                self.next_sheet()
            self._extra(written)
        elif number:
            self._of_number(number, column, written)
        else:
            self._cell(column, written, after)

    def _time(self, written: Written, after: Sequence[Piece]) -> str:
        """start or minutes, by the look of the value; asked about where it may be either."""
        column = openings.time_column(written, self._ahead(after))
        if not column:
            problem = f'stands under "{written.label}" and may be a time of day or a length of time'
            cure = f'write "Start" or "Duration" in place of "{written.label}"'
            self.remarks.append(Remark(written.place, written.text, problem, cure))
        return column

    def _ahead(self, after: Sequence[Piece]) -> set[str]:
        """The columns of the labelled values that follow at once, and of the open contact."""
        found = set(self.sheet.contacts[-1].cells) if self.sheet.contacts else set()
        for piece in after:
            if not isinstance(piece, Written):
                break
            if piece.text.strip():
                found.add(self._column(piece.label))
        return found

    def _written_on(self, written: Written) -> None:
        if self.sheet.written_on is None:
            self.sheet.written_on = written
        else:
            self._twice(written, self.sheet.written_on)

    def _extra(self, written: Written) -> None:
        open_form = self.sheet.contacts and self.sheet.contacts[-1].by == "form"
        target = self.sheet.contacts[-1].extra if open_form else self.sheet.extra
        if written.label in target:
            kept = target[written.label]
            written = replace(kept, text=f"{kept.text}\n{written.text}")
        target[written.label] = written

    def _of_number(self, number: int, column: str, written: Written) -> None:
        if not self._numbers and len(self.sheet.contacts) == 1 and self.sheet.contacts[0].by == "form":
            first = self.sheet.contacts[0]
            if first.is_whole:
                self._numbers[1] = first
            else:
                self._share(self.sheet.contacts.pop())
        if number not in self._numbers:
            self._numbers[number] = Contact(written.place, "form")
            self._begin(self._numbers[number])
        cells = self._numbers[number].cells
        if column in cells:
            self._twice(written, cells[column])
        else:
            cells[column] = written

    def _cell(self, column: str, written: Written, after: Sequence[Piece]) -> None:
        contact = self.sheet.contacts[-1] if self.sheet.contacts else None
        if self._numbers or (contact and contact.by == "log"):
            self._shared(column, written)
        elif contact is None:
            self._begin(Contact(written.place, "form", {column: written}))
        elif column not in contact.cells:
            contact.cells[column] = written
        elif contact.by == "heading" and not contact.cells[column].label:
            contact.extra["also"] = contact.cells[column]
            contact.cells[column] = written
        elif column == "minutes" and {written.unit, contact.cells[column].unit} == {"hours", "minutes"}:
            contact.cells["minutes_more"] = written
        elif self._restarts(column, contact, after):
            if self.sheet.text:
                self.next_sheet()
            self._begin(Contact(written.place, "form", {column: written}))
        else:
            self._twice(written, contact.cells[column])

    def _restarts(self, column: str, contact: Contact, after: Sequence[Piece]) -> bool:
        """Whether a label that comes again begins another contact: others of this contact come again with it."""
        again = self._columns_ahead(after) & set(contact.cells) - {column}
        first = next(iter(contact.cells), "") == column or column in ("date", "client_id")
        return (bool(again) and first) or len(again) > 1

    def _columns_ahead(self, after: Sequence[Piece]) -> set[str]:
        found = set()
        for piece in after:
            if isinstance(piece, Written):
                found.add(self._column(piece.label))
            elif isinstance(piece, Prose | Log | Opening):
                break
        return found

    def _shared(self, column: str, written: Written) -> None:
        if column in self.sheet.shared:
            self._twice(written, self.sheet.shared[column])
        else:
            self.sheet.shared[column] = written

    def _twice(self, written: Written, first: Written) -> None:
        if written.text.strip() == first.text.strip():
            return
        problem = (
            f'stands under "{written.label}", which stood before with "{first.text}" ({first.place}); it is not read'
        )
        cure = "take one of the two out, or give each contact a heading of its own"
        self.remarks.append(Remark(written.place, written.text, problem, cure))

    # Tables

    def _log(self, log: Log) -> None:
        self._pending = None
        self._form_is_shared(log)
        self.columns |= log.columns
        groups = groups_of(log)
        if self.sheet.contacts and (self.sheet.text or len(groups) > 1):
            self.next_sheet()
        place = self.sheet.place or log.place
        for number, rows in enumerate(groups):
            if number:
                self.sheets.append(Sheet())
            self.sheet.place = place if len(groups) == 1 else rows[0].place
            self.sheet.log = log
            self.sheet.contacts += [Contact(row.place, "log", dict(row.cells), dict(row.extra)) for row in rows]
            self._date_from_above(self.sheet.contacts[-len(rows) :])
            for written in prose_of(rows):
                self.sheet.text.begin(written.label, written.place)
                self.sheet.text.add(written.text, written.place)
        if len(groups) == 1:
            self.sheet.text.end()
        self._rows = self.sheets[-len(groups) :] if len(groups) > 1 else []

    def _date_from_above(self, contacts: Sequence[Contact]) -> None:
        """The day of the heading right above a table without one holds for the rows of that table alone."""
        title, day = self._above, lines.facts(self._above.text).date if self._above else ""
        undated = [contact for contact in contacts if "date" not in contact.cells]
        if title and day and len(undated) == len(contacts):
            for contact in undated:
                contact.cells["date"] = Written(day, title.place)

    def _form_is_shared(self, before: Log | Opening) -> None:
        """One form above a table or headings of contacts says what holds for them; a length of its own is asked about."""
        if len(self.sheet.contacts) != 1 or self.sheet.contacts[0].by != "form":
            return
        form = self.sheet.contacts.pop()
        if form.is_whole and "minutes" in form.cells:
            length = form.cells.pop("minutes")
            problem = "stands above other contacts and may be one of its own, or the length of them all; it is not read"
            cure = "put it among the contacts below, or take it out"
            self.remarks.append(Remark(length.place, length.text, problem, cure))
        self._share(form)

    def _share(self, form: Contact) -> None:
        self.sheet.shared |= form.cells
        self.sheet.extra |= form.extra
