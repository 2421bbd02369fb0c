"""A document as understood: its layout in words, its labels and their columns, its records, and what was not understood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from coachkit.importers.layouts import (
    assembled,
    chapters,
    forms,
    grids,
    journal,
    leftover,
    letters,
    listed,
    openings,
    outline,
    papers,
    quotes,
    years,
)
from coachkit.importers.layouts.drafts import named_after
from coachkit.importers.layouts.headers import filled, is_of_session
from coachkit.importers.layouts.headings import Headings
from coachkit.importers.layouts.pieces import Log, LogRow, Opening, Piece, Prose, Section, Title, Vocabulary, words
from coachkit.importers.layouts.sheets import Assembly
from coachkit.importers.layouts.wording import layout_of
from coachkit.importers.pages import Document, Grid, Paragraph, Remark
from coachkit.importers.records import Record, Understood, Written


@dataclass
class _Part:
    """What belongs together in a document: all of a text, or one sheet of a workbook."""

    name: str
    title: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        return [piece.text for piece in self.pieces if isinstance(piece, Title)]


@dataclass
class _Result:
    """What a part gave."""

    records: list[Record] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    layout: str = ""


def understand(document: Document, headings: Headings) -> Understood:
    """One file as understood; every word of it is in a record, among its labels, or in a remark."""
    decided = headings.table_of(document.name)
    if decided == "ignore":
        remark = Remark("", document.name, "is left out, as decided", note=True)
        return Understood(document.name, "left out, as decided", remarks=(*document.remarks, remark))
    vocabulary = Vocabulary(headings)
    if document.letter is not None and (
        decided == "feedback" or (not decided and not letters.holds_contact(document, vocabulary))
    ):
        records, remarks = quotes.letter(document)
        return Understood(document.name, "a mail", {}, tuple(records), (*document.remarks, *remarks))
    results: list[_Result] = []
    for part in _parts(document, vocabulary, decided):
        first = sum(record.table == "sheets" for result in results for record in result.records)
        results.append(_understood(part, document, vocabulary, decided, first))
    found = Understood(
        document.name,
        "; ".join(dict.fromkeys(result.layout for result in results if result.layout)) or "nothing that is a record",
        {label: column for result in results for label, column in result.columns.items()},
        tuple(record for result in results for record in result.records),
        (
            *document.remarks,
            *(letters.remarks(document) if document.letter and not decided else ()),
            *(remark for result in results for remark in result.remarks),
        ),
    )
    return replace(found, remarks=(*found.remarks, *leftover.remarks(document, found)))


# Parts


def _parts(document: Document, vocabulary: Vocabulary, decided: str) -> list[_Part]:
    parts = [_Part(document.name)]
    waiting: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        _take(parts[-1], waiting, vocabulary)
        if document.kind == "workbook" and (parts[-1].pieces or parts[-1].remarks):
            parts.append(_Part(document.name))
        hint = " ".join((document.name, *_hints(parts[-1], block)))
        _take_grid(parts[-1], block, vocabulary, hint, decided)
        waiting = []
    _take(parts[-1], waiting, vocabulary)
    return parts


def _take(part: _Part, waiting: Sequence[Paragraph], vocabulary: Vocabulary) -> None:
    part.paragraphs += [paragraph for paragraph in waiting if paragraph.text.strip()]
    first = not any(not isinstance(piece, Title) for piece in part.pieces)
    part.pieces += outline.read(waiting, vocabulary, first)


def _hints(part: _Part, grid: Grid) -> Iterable[str]:
    """What stands by a table that may say what it is: its own title, the title of all, the last heading above it."""
    above = [piece for piece in part.pieces if isinstance(piece, Title | Section | Prose)][-1:]
    last = [piece.label if isinstance(piece, Section) else piece.text for piece in above]
    return (grid.title, *part.titles[:1], *(text for text in last if words(text) <= 12))


def _take_grid(part: _Part, grid: Grid, vocabulary: Vocabulary, hint: str, decided: str) -> None:
    pieces, remarks = grids.read(grid, vocabulary, hint, decided)
    if not pieces or isinstance(pieces[0], Log):
        _title_table(part)
    part.title = grid.title
    if not any(isinstance(piece, Log) for piece in pieces) and pieces:
        part.paragraphs += [Paragraph(cell.text, cell.place) for row in grid.rows for _, cell in filled(row)]
    part.pieces += pieces
    part.remarks += remarks


def _title_table(part: _Part) -> None:
    """A short line, or a heading without words below it, that stands right above a table is its title."""
    last = part.pieces[-1] if part.pieces else None
    text = last.label if isinstance(last, Section) else last.text if isinstance(last, Prose) else ""
    short = words(text) <= 8 and not re.search(r"[.?!…”\"]$", text)
    if text and (short or papers.is_caption(text)):
        part.pieces[-1] = Title(text, last.place)


# One part


def _understood(part: _Part, document: Document, vocabulary: Vocabulary, decided: str, first: int) -> _Result:
    """The tables of a part go their own ways; what stands about them is contacts' sheets, or what it says it is."""
    result = _Result(remarks=list(part.remarks))
    others = [piece for piece in part.pieces if isinstance(piece, Log) and piece.table != "contacts"]
    rest = [piece for piece in part.pieces if piece not in others]
    for log in others:
        result.records += [_row(row, log) for row in log.rows]
        result.columns |= log.columns
    part.pieces = rest = _headed(rest, part.title, vocabulary, result)
    if rest:
        _about(
            rest,
            part,
            document,
            vocabulary,
            decided,
            first + sum(one.table == "sheets" for one in result.records),
            result,
        )
    result.layout = layout_of([*others, *part.pieces], result.records) if result.records else ""
    return result


def _headed(pieces: list[Piece], title: str, vocabulary: Vocabulary, result: _Result) -> list[Piece]:
    """The pieces with what stands in headings over contacts given to them, and each session of a journal apart."""
    pieces, clients = chapters.headed(listed.completed(pieces), vocabulary)
    pieces, given = years.given(openings.from_lines(pieces), vocabulary, title)
    pieces, parted = journal.parted(pieces, vocabulary)
    result.remarks += [*clients, *given, *parted]
    return pieces


def _row(row: LogRow, log: Log) -> Record:
    cells = dict(row.cells)
    if row.prose:
        several = len(row.prose) > 1
        texts = [f"{one.label}\n{one.text}" if several and one.label else one.text for one in row.prose]
        cells["text"] = replace(row.prose[0], text="\n\n".join(texts))
    return Record(log.table, row.place, cells, None, row.extra)


def _about(
    pieces: list[Piece],
    part: _Part,
    document: Document,
    vocabulary: Vocabulary,
    decided: str,
    first: int,
    result: _Result,
) -> None:
    table = decided or _table(pieces, part, document, vocabulary)
    if table in ("contacts", "sheets"):
        _contacts(pieces, part.title, vocabulary, first, result)
    elif table == "feedback" and not _is_form(pieces, vocabulary) and quotes.looks_quoted(_body(part.paragraphs)):
        records, remarks = quotes.read(_body(part.paragraphs))
        result.records += records
        result.remarks += [*remarks, *_beside(one for one in pieces if one.place in ("header", "footer"))]
    elif table == "documents":
        paper = papers.document(pieces, document.name, _first_title(pieces), vocabulary)
        result.records.append(paper.record)
        result.remarks += paper.remarks
        result.columns |= _columns(pieces, table, vocabulary)
    elif table:
        _forms(pieces, table, vocabulary, result)
    elif result.records or all(isinstance(piece, Title) and piece.place in ("header", "footer") for piece in pieces):
        result.remarks += _beside(pieces)
    else:
        result.remarks.append(papers.unread(document, pieces))


def _is_form(pieces: Sequence[Piece], vocabulary: Vocabulary) -> bool:
    """Whether feedback stands under labels of its own: two of its columns at least."""
    found = _columns(pieces, "feedback", vocabulary).values()
    return len({*found} - {""}) > 1


def _body(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.place not in ("header", "footer")]


def _table(pieces: Sequence[Piece], part: _Part, document: Document, vocabulary: Vocabulary) -> str:
    """The table that what stands here belongs to: by its title, its labels, its headings of contacts, its remarks."""
    titles = [piece.text for piece in pieces if isinstance(piece, Title)][:2]
    named = papers.titled(titles)
    labels = list(
        dict.fromkeys(vocabulary.base(piece.label) for piece in pieces if isinstance(piece, Written | Section))
    )
    fit = vocabulary.headings.fit(labels, " ".join((document.name, *titles)))
    log = any(isinstance(piece, Log) for piece in pieces)
    opened = any(isinstance(piece, Opening) and piece.facts.date for piece in pieces)
    if log or (opened and not named):
        return "contacts"
    if named and (labels or opened or quotes.looks_quoted(_body(part.paragraphs))):
        return named
    if fit.table in ("contacts", "supervision", "feedback", "clients"):
        return fit.table
    if _is_contact(labels, vocabulary):
        return "contacts"
    if quotes.looks_quoted(_body(part.paragraphs)):
        return "feedback"
    if any(papers.is_document(text) for text in (*titles[:1], papers.stem(document.name))):
        return "documents"
    return fit.table if fit.table == "documents" else ""


def _is_contact(labels: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a form has a client, a length and the date of a session, whatever labels of other lists stand beside."""
    found = {heading.column: label for label in labels if (heading := vocabulary.meaning(label, "contacts"))}
    return {"client_id", "minutes", "date"} <= set(found) and is_of_session(found["date"])


def _contacts(pieces: Sequence[Piece], title: str, vocabulary: Vocabulary, first: int, result: _Result) -> None:
    assembly = Assembly(vocabulary)
    assembly.take(pieces)
    result.remarks += named_after(assembly.sheets, title)
    records, remarks = assembled.records(assembly.sheets, first)
    result.records += records
    result.columns |= assembly.columns
    result.remarks += [*assembly.remarks, *remarks]


def _forms(pieces: Sequence[Piece], table: str, vocabulary: Vocabulary, result: _Result) -> None:
    """Forms of records of another table."""
    for form in forms.read(pieces, table, vocabulary):
        result.records.append(form.record)
        result.remarks += form.remarks
    result.columns |= _columns(pieces, table, vocabulary)
    result.remarks += _titles(pieces)


def _columns(pieces: Sequence[Piece], table: str, vocabulary: Vocabulary) -> dict[str, str]:
    labels = [piece.label for piece in pieces if isinstance(piece, Written | Section)]
    found = {label: vocabulary.meaning(label, table) for label in labels}
    return {label: heading.column if heading else "" for label, heading in found.items()}


def _titles(pieces: Sequence[Piece]) -> list[Remark]:
    return [
        Remark(piece.place, piece.text, "is a title: no part of a record", note=True)
        for piece in pieces
        if isinstance(piece, Title)
    ]


def _first_title(pieces: Sequence[Piece]) -> Title | None:
    return next(
        (piece for piece in pieces if isinstance(piece, Title) and piece.place not in ("header", "footer")), None
    )


def _beside(pieces: Iterable[Piece]) -> list[Remark]:
    """What stands about the tables of a file, as notes."""
    found = []
    for piece in pieces:
        text = piece.label if isinstance(piece, Section) else "" if isinstance(piece, Log) else piece.text
        if isinstance(piece, Written):
            text = f"{piece.label}: {piece.text}"
        if text:
            found.append(Remark(piece.place, text, "stands beside the table: no part of a record", note=True))
    return found
