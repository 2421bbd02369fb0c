"""Headings that stand over contacts: the client or the day that a heading gives to the contacts under it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coachkit.importers.layouts import listed
from coachkit.importers.layouts.chosen import column_of
from coachkit.importers.layouts.columns import is_name
from coachkit.importers.layouts.openings import NAMING, may_name, names
from coachkit.importers.layouts.pieces import Opening, Piece, Prose, Section, Title, Vocabulary, words
from coachkit.importers.pages import Remark
from coachkit.importers.records import Written
from coachkit.importers.values import lines
from coachkit.importers.values.lines import Facts
from coachkit.importers.values.name_cells import is_group

_LENGTHS = frozenset(("minutes", "start", "end", "time"))
_NO_CHAPTER = re.compile(
    r"\b(?:diary|journals?|jottings|cases?|overview|summary|introduction|appendix|portfolio|others?|misc\w*|background"
    r"|evidence|entries|contents|dates?|untitled|document)\b",
    re.I,
)
_AS_CLIENT = "is a heading over contacts and is read as their client"
_AS_DAY = "is a heading over contacts and is read as their day"


class _Chapters:
    """The pieces read so far, and the client and the day of the chapter that is open."""

    def __init__(self, pieces: Sequence[Piece], vocabulary: Vocabulary) -> None:
        self.pieces, self.vocabulary = pieces, vocabulary
        self.found: list[Piece] = []
        self.remarks: list[Remark] = []
        self.made = 0
        self._client = self._day = ""

    def read(self) -> None:
        """Each piece in order."""
        at = 0
        while at < len(self.pieces):
            at += self._take(at)

    def _take(self, at: int) -> int:
        """The piece at that place, and how many pieces were read with it."""
        piece = self.pieces[at]
        text = _heading(piece)
        if isinstance(piece, Title) and piece.sheet:
            self._client = self._day = ""
        if isinstance(piece, Opening):
            self._open(piece)
        elif facts := self._dated(at):
            return self._day_heading(at, text, facts)
        elif self._day and (under := _under_day(piece, self._day)):
            self._open(under)
        elif text and (self._heads_contacts(at + 1) or self._heads_next(at, text)):
            self._chapter(piece, text)
        else:
            self.found.append(piece)
        return 1

    def _open(self, opening: Opening) -> None:
        if self._client and self._client not in opening.facts.rest:
            self._beside(opening)
            opening = replace(opening, facts=replace(opening.facts, rest=(self._client, *opening.facts.rest)))
        self.made += opening not in self.pieces
        self.found.append(opening)

    def _beside(self, opening: Opening) -> None:
        """A word on what may be another client in a line under a client's heading: a note, a question where it is long."""
        for part in filter(names, opening.facts.rest):
            problem = f'stands under the heading "{self._client}", which is read as the client; it is kept beside'
            cure = f'if the contact was with "{part}", put it under a heading of its own'
            self.remarks.append(Remark(opening.place, part, problem, cure, note=words(part) == 1))

    def _day_heading(self, at: int, text: str, facts: Facts) -> int:
        """A day's heading: of one contact, whose length stands below it, or of the contacts of that day."""
        piece = self.pieces[at]
        self._day = ""
        below = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if below is not None and not facts.rest and _under_day(below, text):
            self._day = text
            self.remarks.append(Remark(piece.place, text, _AS_DAY, note=True))
            return 1
        if isinstance(below, Prose | Title) and _is_length(below):
            whole = f"{text}, {below.text}"
            self._open(Opening(whole, piece.place, lines.facts(whole)))
            return 2
        self._open(Opening(text, piece.place, facts))
        return 1

    def _chapter(self, piece: Piece, text: str) -> None:
        """A heading right above contacts: the client's name where those have none, else a title."""
        self._client = text if self._is_client(text) else ""
        if self._client:
            self.remarks.append(Remark(piece.place, text, _AS_CLIENT, note=True))
        else:
            self.found.append(Title(text, piece.place) if isinstance(piece, Section) else piece)

    def _is_client(self, text: str) -> bool:
        named = (is_name(text) or is_group(text)) and not _NO_CHAPTER.search(text)
        return named and not self.vocabulary.knows(text) and not column_of(text)

    def _heads_contacts(self, at: int) -> bool:
        """Whether a contact that names no client begins there."""
        if at >= len(self.pieces):
            return False
        piece = self.pieces[at]
        facts = piece.facts if isinstance(piece, Opening) and piece.facts.date else self._dated(at)
        return bool(facts) and not _names(facts)

    def _heads_next(self, at: int, text: str) -> bool:
        """Whether a client stands right above a contact, as one did above the contacts before."""
        below = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        return bool(self._client) and isinstance(below, Opening) and bool(below.facts.date) and self._is_client(text)

    def _dated(self, at: int) -> Facts | None:
        """What a heading that is a day, with the client or without, says; its length must stand below it."""
        piece = self.pieces[at]
        text = _heading(piece)
        facts = lines.facts(text) if 0 < words(text) <= 12 else None
        if not facts or not facts.date or facts.more or facts.length or facts.clock or not re.search(r"\d", facts.date):
            return None
        if not all(_names_or_chooses(part) for part in facts.rest) or (isinstance(piece, Prose) and facts.rest):
            return None
        return facts if self._has_length(at + 1, text) else None

    def _has_length(self, at: int, day: str) -> bool:
        """Whether the length of a contact stands there: in a short line, or under a label before any prose."""
        for piece in self.pieces[at:]:
            if isinstance(piece, Written):
                heading = self.vocabulary.meaning(piece.label, "contacts")
                if heading and heading.column in _LENGTHS:
                    return True
                continue
            return piece is self.pieces[at] and (_is_length(piece) or _under_day(piece, day) is not None)
        return False


def headed(pieces: Sequence[Piece], vocabulary: Vocabulary) -> tuple[list[Piece], list[Remark]]:
    """The pieces with the contacts of chapters as such, and notes on headings that were read for them.

    A chapter is headed by a client or a day; one day's heading with its length in the line below is one contact.
    Where this would make no more than one contact nothing is changed.
    """
    chapters = _Chapters(pieces, vocabulary)
    chapters.read()
    openings = sum(isinstance(piece, Opening) for piece in chapters.found)
    return (chapters.found, chapters.remarks) if chapters.made and openings > 1 else (list(pieces), [])


def _heading(piece: Piece) -> str:
    """The words of a heading, or of a line that is as short as one; "" of anything else."""
    if isinstance(piece, Section):
        return piece.label
    if isinstance(piece, Title):
        return "" if piece.sheet or piece.place in ("header", "footer") else piece.text
    short = isinstance(piece, Prose) and words(piece.text) <= 6 and not re.search(r"[.!?;,…\"”]$|\n", piece.text)
    return re.sub(r"^[-*•+]\s+", "", piece.text.strip()).strip(" :") if short else ""


def _names_or_chooses(part: str) -> bool:
    return bool(column_of(part)) or is_name(NAMING.sub("", part)) or is_group(part)


def _names(facts: Facts) -> bool:
    """Whether a heading names a client."""
    return any(map(names, facts.rest))


def _is_length(piece: Piece) -> bool:
    """Whether a line is a length or clock times, with no more than a word or two on how it was held."""
    if not isinstance(piece, Prose | Title) or words(piece.text) > 10 or re.search(r"[!?;…]$|\n", piece.text):
        return False
    facts = lines.facts(piece.text)
    told = bool(facts.length or facts.clock) and not facts.date and not facts.more
    return told and all(_names_or_chooses(part) for part in facts.rest)


def _under_day(piece: Piece, day: str) -> Opening | None:
    """The contact of a line that gives a client and a length under the heading of its day."""
    text = piece.text if isinstance(piece, Prose) else _heading(piece)
    if not text or words(text) > 10 or re.search(r"[!?;…]$|\n", text):
        return None
    facts = lines.facts(text)
    facts = listed.numbered(facts) or facts
    told = bool(facts.length or facts.clock) and not facts.date and not facts.more
    if not told or not any(map(names, facts.rest)):
        return None
    if not all(_names_or_chooses(part) or not may_name(part) for part in facts.rest):
        return None
    return Opening(text, piece.place, replace(facts, date=lines.facts(day).date))
