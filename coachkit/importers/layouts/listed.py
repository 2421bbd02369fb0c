"""Lines in a list of contacts that begin with a day and a client but lack their length, or its unit."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coachkit.importers.layouts.openings import may_name, names
from coachkit.importers.layouts.pieces import Opening, Piece, Prose, Section, Title, words
from coachkit.importers.values import lines
from coachkit.importers.values.lines import Facts
from coachkit.spelling import plain

_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,:][0-9]{1,2})?")
_MOST_WORDS = 14


def completed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with such lines as openings of contacts, so that what they lack is asked about.

    A line that gives a day, a client and a bare number is one; a line that gives a day and a client is one where the
    line before or after it is a contact of the same look. Neither is prose of the contact above.
    """
    found = [_with_number(piece) or piece for piece in pieces]
    for at, piece in enumerate(found):
        about = [*found[max(at - 1, 0) : at], *found[at + 1 : at + 2]]
        if any(isinstance(one, Opening) and _begins_with_day(one.text, one.facts) for one in about):
            found[at] = _without_length(piece) or piece
    return found


def numbered(facts: Facts) -> Facts | None:
    """The facts of a line with its only bare number as its length, where it has no other and names a client."""
    parts = [part for one in facts.rest for part in re.split(rf"(?<=[^\W\d_]) +(?={_NUMBER.pattern}$)", one)]
    numbers = [part for part in parts if _NUMBER.fullmatch(part)]
    rest = tuple(part for part in parts if part not in numbers)
    if facts.length or facts.clock or len(numbers) != 1 or not _is_told(rest):
        return None
    return replace(facts, length=numbers[0], rest=rest)


def _is_told(rest: Sequence[str]) -> bool:
    """Whether the parts of a line are a client and a few words at most."""
    return any(map(names, rest)) and all(words(part) <= 4 for part in rest if may_name(part))


def _with_number(piece: Piece) -> Opening | None:
    facts = _facts(piece)
    told = numbered(facts) if facts else None
    return Opening(_text(piece), piece.place, told) if told else None


def _without_length(piece: Piece) -> Opening | None:
    facts = _facts(piece)
    if not facts or facts.length or facts.clock or not _is_told(facts.rest):
        return None
    return Opening(_text(piece), piece.place, facts)


def _facts(piece: Piece) -> Facts | None:
    """The facts of a short line that begins with a day."""
    text = _text(piece)
    if not text or "\n" in text or words(text) > _MOST_WORDS:
        return None
    facts = lines.facts(text)
    return facts if not facts.more and _begins_with_day(text, facts) else None


def _text(piece: Piece) -> str:
    if isinstance(piece, Section):
        return piece.label
    return piece.text if isinstance(piece, Prose) or (isinstance(piece, Title) and not piece.sheet) else ""


def _begins_with_day(text: str, facts: Facts) -> bool:
    bare = re.sub(r"^[-*•+#\s]+", "", text)
    return bool(re.search(r"[0-9]", facts.date)) and plain(bare).startswith(plain(facts.date))
