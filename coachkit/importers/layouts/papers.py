"""What a text without contacts is: a form of another table, a document that says what it is, or a question."""

import re
from collections.abc import Sequence

from coachkit.importers.layouts import forms
from coachkit.importers.layouts.pieces import Opening, Piece, Prose, Section, Title, Vocabulary, words
from coachkit.importers.pages import Document, Remark
from coachkit.importers.records import Written
from coachkit.importers.values import lines

_KINDS = (
    ("contract", r"contract\b(?!ing)"),
    ("agreement", r"agreement|memorandum of understanding|terms of engagement"),
    ("code_of_practice", r"codes? of (?:ethics|conduct|practice)|ethical (?:code|framework|guidelines)|guidance"),
    ("cpd", r"cpd|continuing professional development|training|course|workshop|webinar|conference|certificate"),
    ("plan", r"plan|outline|programme"),
    ("essay", r"essay|assignment|critique|literature review|dissertation"),
    (
        "other",
        r"statement|policy|polic(?:y|ies)|procedure|philosophy|biography|profile|cv|curriculum vitae|handbook|leaflet",
    ),
)
_WHOLE = re.compile(r"\b(?:" + "|".join(pattern for _, pattern in _KINDS) + r")\b", re.I)
_TITLED = {
    "supervision": re.compile(r"\bsupervision\b|\bsupervisor'?s? (?:notes?|meeting)", re.I),
    "feedback": re.compile(
        r"\bfeedback\b|\btestimonials?\b|\bevaluation form\b|\bwhat (?:people|clients|they|others) (?:have )?said", re.I
    ),
}
_CONTACT_WORDS = re.compile(r"\b(?:client|coachee|mentee|session|coached|coaching|met with|conversation)\b", re.I)
_LONGEST_CAPTION = 25
_CAPTION = re.compile(
    r"(?:my |a |the )?(?:record|log|list|schedule|summary|register|diary) of (?:\w+ )?"
    r"(?:coaching|mentoring|contacts?|sessions?|hours?|practice)\b|.*\b(?:printed|exported|generated|downloaded) (?:on|at|by)\b",
    re.I,
)
"""How a line begins that says what the table below it is, however long it is."""


def titled(texts: Sequence[str]) -> str:
    """supervision or feedback where a title names it, else ""."""
    return next((table for text in texts for table, named in _TITLED.items() if named.search(text)), "")


def is_document(text: str) -> bool:
    """Whether a title, or a file's name, says that this is a document: a contract, a plan, an essay."""
    return bool(_WHOLE.search(re.sub(r"[_.-]+", " ", text)))


def kind_of(text: str) -> str:
    """The kind of document that its title names, "other" where it names none."""
    plain = re.sub(r"[_.-]+", " ", text)
    return next((kind for kind, pattern in _KINDS if re.search(rf"\b(?:{pattern})\b", plain, re.I)), "other")


def stem(name: str) -> str:
    """A file's name without its folders and its ending."""
    return re.sub(r"\.[A-Za-z]{1,5}$", "", name.replace("\\", "/").rpartition("/")[2])


def document(pieces: Sequence[Piece], name: str, title: Title | None, vocabulary: Vocabulary) -> forms.Form:
    """A document: its title, kind, date and words; titles after the first are among its words."""
    said = [
        piece if piece is title or not isinstance(piece, Title) else Prose(piece.text, piece.place) for piece in pieces
    ]
    form = forms.Form("documents")
    for one in forms.read(said, "documents", vocabulary):
        form.text.parts += one.text.parts
        form.extra |= one.extra | {
            written.label: written for column, written in one.cells.items() if column in form.cells
        }
        form.cells = one.cells | form.cells
    place = title.place if title else form.text.place
    form.cells.setdefault("title", Written(title.text if title else stem(name), place))
    form.cells.setdefault("kind", Written(kind_of(form.cells["title"].text + " " + stem(name)), place))
    if "date" not in form.cells and (dated := _dated(said)):
        form.cells["date"] = dated
    return form


def _dated(pieces: Sequence[Piece]) -> Written | None:
    """A line that is a date and nothing else, or says on which day the paper was made."""
    for piece in pieces:
        if isinstance(piece, Prose | Title) and words(piece.text) <= 8:
            facts = lines.facts(piece.text)
            if facts.date and sum(map(words, facts.rest)) <= 3:
                return Written(facts.date, piece.place)
    return None


def unread(document_: Document, pieces: Sequence[Piece]) -> Remark:
    """The question about a text that is no record: what was looked for in it, and not found."""
    prose = [piece for piece in pieces if isinstance(piece, Prose | Title | Opening | Section | Written)]
    text = "\n\n".join(_said(piece) for piece in prose)
    place = prose[0].place if prose else ""
    looked = _looked(text)
    cure = (
        'write the date, the client and the length on lines of their own ("Date: 6 January 2025"), and import it again'
    )
    if not looked:
        cure = 'decide in decisions/import.csv what this file is (reads file, means documents or "ignore")'
        return Remark(
            place, text, "is neither a contact sheet nor a document that says what it is: it is not read", cure
        )
    return Remark(place, text, f"looks like a contact sheet, but {looked}: it is not read", cure)


def _said(piece: Piece) -> str:
    if isinstance(piece, Written):
        return f"{piece.label}: {piece.text}"
    return piece.label if isinstance(piece, Section) else piece.text


def _looked(text: str) -> str:
    """What a text that speaks of coaching lacks for a contact to be read; "" where it does not speak of it."""
    found = lines.has_day(text), lines.has_length(text), bool(_CONTACT_WORDS.search(text))
    if sum(found) < 2:
        return ""
    lacks = [name for name, here in zip(("a date", "a length of time"), found, strict=False) if not here]
    if lacks:
        return f"{' and '.join(lacks)} was looked for and not found"
    return "the date, the client and the length stand in the running text, where they cannot be told for certain"


def is_caption(text: str) -> bool:
    """Whether a line says what the table below it is, as in: Record of coaching practice, printed on 14 May."""
    return len(text.split()) <= _LONGEST_CAPTION and bool(_CAPTION.match(text))
