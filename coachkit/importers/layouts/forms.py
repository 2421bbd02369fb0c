"""Forms of tables other than contacts: labelled values and prose as records, one after another where the labels repeat."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coachkit.importers.layouts.pieces import Log, Opening, Piece, Prose, Section, Title, Vocabulary, words
from coachkit.importers.layouts.texts import Text
from coachkit.importers.pages import Remark
from coachkit.importers.records import Record, Written

_SHORT_VALUE = 12


@dataclass
class Form:
    """One record of `table` as far as it is read, and what is asked about it."""

    table: str
    cells: dict[str, Written] = field(default_factory=dict)
    extra: dict[str, Written] = field(default_factory=dict)
    text: Text = field(default_factory=Text)
    remarks: list[Remark] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether it holds anything."""
        return bool(self.cells or self.extra or self.text)

    @property
    def record(self) -> Record:
        """The record, its text put together."""
        cells = dict(self.cells)
        if self.text:
            cells["text"] = Written(self.text.whole, self.text.place)
        first = next(iter((*self.cells.values(), *self.extra.values(), *cells.values())))
        return Record(self.table, first.place, cells, None, self.extra)

    def put(self, written: Written, vocabulary: Vocabulary) -> None:
        """A labelled value in its column; under its own label where it has none, or where the column is taken."""
        heading = vocabulary.meaning(written.label, self.table)
        column = heading.column if heading else ""
        if not written.text.strip() or column == "ignore":
            return
        if column in self.cells and self.cells[column].text != written.text:
            problem = (
                f'stands under "{written.label}", which stood before with "{self.cells[column].text}"; it is not read'
            )
            self.remarks.append(Remark(written.place, written.text, problem, "take one of the two out"))
        elif column and column != "text":
            self.cells[column] = replace(written, unit=heading.unit)
        else:
            kept = self.extra.get(written.label)
            self.extra[written.label] = replace(kept, text=f"{kept.text}\n{written.text}") if kept else written


def read(pieces: Sequence[Piece], table: str, vocabulary: Vocabulary) -> list[Form]:
    """The forms that pieces make: a new one where the label that began the last comes again, or under a heading."""
    forms = [Form(table)]
    pending: Section | None = None
    for piece in pieces:
        if _begins(piece, forms[-1], table, vocabulary):
            forms.append(Form(table))
        if isinstance(piece, Section):
            column = _column(piece.label, table, vocabulary)
            pending = piece if column not in ("", "text") else None
            if pending is None:
                forms[-1].text.begin(piece.label, piece.place)
        elif isinstance(piece, Prose) and pending is not None and words(piece.text) <= _SHORT_VALUE:
            forms[-1].put(Written(piece.text, piece.place, pending.label), vocabulary)
            pending = None
        else:
            _take(piece, forms[-1], vocabulary)
    return [form for form in forms if form]


def _take(piece: Piece, form: Form, vocabulary: Vocabulary) -> None:
    match piece:
        case Written():
            form.put(piece, vocabulary)
        case Opening() if form.table == "supervision" and piece.facts.date:
            form.cells |= _opened(piece)
        case Prose() | Opening():
            form.text.add(piece.text, piece.place)
        case Title() | Log() | Section():
            pass


def _begins(piece: Piece, form: Form, table: str, vocabulary: Vocabulary) -> bool:
    """Whether a piece begins another form: a heading with a date, or the first label over again."""
    if isinstance(piece, Opening):
        return table == "supervision" and bool(form) and bool(piece.facts.date)
    if not isinstance(piece, Written) or not form.cells:
        return False
    column = _column(piece.label, table, vocabulary)
    return column == next(iter(form.cells)) and (len(form.cells) > 1 or bool(form.text))


def _column(label: str, table: str, vocabulary: Vocabulary) -> str:
    heading = vocabulary.meaning(label, table)
    return heading.column if heading else ""


def _opened(piece: Opening) -> dict[str, Written]:
    """What the heading of a supervision meeting says: its date, its length, and with whom it was."""
    facts = piece.facts
    told = {
        "date": facts.date,
        "minutes": facts.length or facts.clock,
        "supervisor": facts.rest[0] if facts.rest else "",
    }
    return {column: Written(text, piece.place) for column, text in told.items() if text}
