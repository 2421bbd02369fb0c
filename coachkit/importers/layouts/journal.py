"""A file with several sessions in it, each with words of its own: where one contact sheet ends and the next begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coachkit.importers.layouts.pieces import (
    SHEET_OF_CONTACTS,
    Log,
    Opening,
    Piece,
    Prose,
    Section,
    Title,
    Vocabulary,
    words,
)
from coachkit.importers.pages import Remark

_OF_MANY = re.compile(r"\b(?:sheets|records|forms|reports|notes|write-?ups)\b", re.I)
_PARTED = "stands over words of its own, as others do in this file, so that each is read as a contact sheet of its own"


@dataclass
class _Stretch:
    """Contacts that follow one another without a word between them, and what stands below them."""

    openings: list[Opening] = field(default_factory=list)
    below: list[Piece] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Whether prose stands below."""
        return any(isinstance(piece, Prose) for piece in self.below)


def parted(pieces: Sequence[Piece], vocabulary: Vocabulary) -> tuple[list[Piece], list[Remark]]:
    """The pieces, with the contacts that begin a sheet marked, and a note where any are.

    They are where two or more stretches of contacts on different days each have prose below them, unless the title of
    one contact sheet stands above, or the last has a reflection under its label that the others lack: then the words
    below the others are notes on each, and all is one sheet.
    """
    if any(isinstance(piece, Log) for piece in pieces):
        return list(pieces), []
    marked: list[Opening] = []
    for run in _runs(pieces):
        stretches = _stretches(run)
        if _is_journal(run, stretches, vocabulary):
            marked += [stretch.openings[0] for stretch in stretches]
    changed = [replace(piece, anew=True) if any(piece is one for one in marked) else piece for piece in pieces]
    remarks = [Remark(marked[0].place, marked[0].text, _PARTED, note=True)] if marked else []
    return [_title(piece, changed[at + 1 : at + 2]) for at, piece in enumerate(changed)], remarks


def _title(piece: Piece, after: Sequence[Piece]) -> Piece:
    """A label right above a contact's heading introduces the contacts: it is a title, over no prose."""
    if not after or not isinstance(after[0], Opening):
        return piece
    if isinstance(piece, Section):
        return Title(piece.label, piece.place)
    introduces = isinstance(piece, Prose) and piece.text.endswith(":") and words(piece.text) <= 8
    return Title(piece.text, piece.place) if introduces else piece


def _runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces from one title of a contact sheet to the next."""
    runs: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Title) and piece.sheet:
            runs.append([])
        runs[-1].append(piece)
    return runs


def _stretches(run: Sequence[Piece]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for piece in run:
        if isinstance(piece, Opening):
            if not found or found[-1].has_words:
                found.append(_Stretch())
            found[-1].openings.append(piece)
        elif found:
            found[-1].below.append(piece)
    return found


def _is_journal(run: Sequence[Piece], stretches: Sequence[_Stretch], vocabulary: Vocabulary) -> bool:
    days = {stretch.openings[0].facts.date for stretch in stretches if stretch.has_words} - {""}
    if len(days) < 2 or not all(stretch.openings[0].facts.date for stretch in stretches):
        return False
    contacts = sum(len(stretch.openings) for stretch in stretches)
    title = run[0] if isinstance(run[0], Title) and run[0].sheet else None
    if title and not _OF_MANY.search(title.text) and contacts <= SHEET_OF_CONTACTS:
        return False
    labelled = [any(_is_reflection(piece, vocabulary) for piece in stretch.below) for stretch in stretches]
    common = labelled[-1] and not any(labelled[:-1]) and contacts <= SHEET_OF_CONTACTS
    return not (common and _longest(stretches[:-1]) < 60)


def _is_reflection(piece: Piece, vocabulary: Vocabulary) -> bool:
    return isinstance(piece, Section) and vocabulary.is_prose(piece.label)


def _longest(stretches: Sequence[_Stretch]) -> int:
    """How many words the longest of the texts below contacts has."""
    return max(sum(words(piece.text) for piece in one.below if isinstance(piece, Prose)) for one in stretches)
