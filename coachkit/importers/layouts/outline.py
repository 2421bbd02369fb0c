"""Paragraphs as pieces: `Label: value`, labels on a line of their own, headings of contacts, titles, and prose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from coachkit.importers.layouts import papers
from coachkit.importers.layouts.pieces import (
    SHEET_TITLE,
    Opening,
    Piece,
    Prose,
    Section,
    Title,
    Vocabulary,
    bare,
    entered,
    words,
)
from coachkit.importers.pages import Paragraph
from coachkit.importers.records import Written
from coachkit.importers.values import lines

_LONGEST_LABEL = 8
_LONGEST_HEADING = 18
_LONGEST_MATTER = 60
_MATTER = re.compile(r"\s*([\w -]{1,40}):(?:\s+(.*)|())")
_NUMBERED = re.compile(
    r"(?:coaching |mentoring )?(?:contact|session|meeting|conversation|chat|call|client|coachee)\s*(?:no\.?|number|#)?\s*"
    r"(\d{1,2}|one|two|three|four|five)\b\s*[:.)–—-]?\s*(.*)",
    re.I | re.S,
)
_AHEAD = re.compile(
    r"\b(?:next|book(?:ed|ing)?|agreed?|arranged?|(?-i:will)|shall|plan(?:ned)? (?:for|to)|follow[- ]?up|due|again|see you|until|deadline"
    r"|review(?:ed)?|diary|scheduled|reminder|last (?:time|session)|previous)\b",
    re.I,
)
"""What stands in a line about another meeting than the one that it would open."""
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_FOOT = re.compile(r"(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?|confidential|private (?:and|&) confidential", re.I)


def read(paragraphs: Iterable[Paragraph], vocabulary: Vocabulary, first: bool = True) -> list[Piece]:
    """The pieces of paragraphs, in order; the lines of one paragraph that are prose stay together."""
    every = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    found, every = _front_matter(every) if first else ([], every)
    for paragraph in every:
        found += _paragraph(paragraph, vocabulary, first and all(isinstance(piece, Title) for piece in found))
    return _without_rules(found)


def _front_matter(paragraphs: list[Paragraph]) -> tuple[list[Piece], list[Paragraph]]:
    """The labelled values that a note begins with between two lines of "---", and the paragraphs below them."""
    ends = [at for at, one in enumerate(paragraphs[:_LONGEST_MATTER]) if re.fullmatch(r"-{3,}", one.text.strip())]
    if len(ends) < 2 or ends[0] != 0:
        return [], paragraphs
    found: list[Piece] = []
    for one in paragraphs[1 : ends[1]]:
        for line in one.text.split("\n"):
            told = _MATTER.fullmatch(line)
            item = re.fullmatch(r"\s*-\s+(.+)", line)
            if told:
                found.append(Written((told[2] or "").strip().strip("\"'"), one.place, told[1].replace("_", " ")))
            elif item and found:
                last = found[-1]
                found[-1] = replace(last, text=", ".join(filter(None, (last.text, item[1].strip()))))
            else:
                return [], paragraphs
    return found, paragraphs[ends[1] + 1 :]


def _without_rules(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the rules that are drawn above, below or between other things than prose."""
    shown = [*pieces]
    kept = []
    for at, piece in enumerate(shown):
        about = [*shown[max(at - 1, 0) : at], *shown[at + 1 : at + 2]]
        rule = isinstance(piece, Prose) and not plain_line(piece.text)
        if not rule or (len(about) == 2 and all(isinstance(one, Prose) for one in about)):
            kept.append(piece)
    return kept


def _paragraph(paragraph: Paragraph, vocabulary: Vocabulary, first: bool) -> list[Piece]:
    pieces: list[Piece] = []
    prose: list[str] = []
    for line in paragraph.text.strip("\n").split("\n"):
        one = _line(line, paragraph, vocabulary, first and not prose and not pieces)
        if one is None:
            prose.append(line)
            continue
        pieces += _joined(prose, paragraph) + one
        prose = []
    return pieces + _joined(prose, paragraph)


def _joined(prose: Sequence[str], paragraph: Paragraph) -> list[Piece]:
    text = "\n".join(prose).strip()
    return [Prose(text, paragraph.place)] if text else []


def _line(line: str, paragraph: Paragraph, vocabulary: Vocabulary, first: bool) -> list[Piece] | None:
    """What one line is, None where it is prose."""
    place, text = paragraph.place, plain_line(line)
    heading = paragraph.heading or bool(re.match(r"#{1,6} ", line))
    if not text:
        return None
    if first and not text.endswith(":") and papers.titled([text]) and _is_title(text):
        return [Title(text, place)]
    if (found := pairs(text, place, vocabulary)) and not _runs_on(found[0], vocabulary):
        return [_inline(piece) for written in found for piece in labelled(written, vocabulary)]
    if is_label(text, vocabulary):
        return [Section(bare(text), place)]
    if found := opening(text, place):
        return found
    if place in ("header", "footer") or (first and _is_title(text)):
        return [Title(text, place)]
    if heading or _is_bold_line(line):
        return [Title(text, place) if first else Section(bare(text), place)]
    return None


def _runs_on(written: Written, vocabulary: Vocabulary) -> bool:
    """Whether a label that a form only nearly has is the beginning of a sentence: "What she brought: the move of ..."."""
    meaning = vocabulary.meaning(written.label, "contacts")
    nearly = meaning is None or (meaning.column == "text" and meaning.by != "exact")
    return nearly and words(written.text) > 12 and written.text[0].islower()


def _inline(piece: Piece) -> Piece:
    return replace(piece, inline=True) if isinstance(piece, Section) else piece


def plain_line(line: str) -> str:
    """A line without the marks of a heading, of emphasis and of a rule."""
    text = re.sub(r"^\s*#{1,6}\s+|\s+#+\s*$", "", line).strip()
    if re.fullmatch(r"[-=_*~\s]{3,}", text):
        return ""
    return _EMPHASIS.sub(r"\2", text).strip()


def _is_bold_line(line: str) -> bool:
    return bool(re.fullmatch(r"\s*(\*\*|__)[^*_]{1,60}\1:?\s*", line))


def _is_title(text: str) -> bool:
    runs_on = re.search(r"[.?!;,…”\"]$", text) or re.match(r"[-–—•*>“\"‘]", text)
    return (words(text) <= 10 and len(text) <= 90 and not runs_on) or bool(_FOOT.fullmatch(text))


# Labels


def is_label(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a whole line is a label that is known, with or without a colon."""
    if words(text) > _LONGEST_LABEL or re.search(r"[.!;,]$", text) or _NUMBERED.fullmatch(text):
        return False
    numbers = (meaning := vocabulary.meaning(text, "contacts")) is not None and meaning.column == "number"
    if numbers and not text.endswith(":"):
        return False
    return vocabulary.knows(text) and (text.endswith((":", "?")) or text[0].isupper() or text[0] in "-*•")


def pairs(text: str, place: str, vocabulary: Vocabulary) -> list[Written]:
    """The labelled values of one line, one or several: "Date: 6 Jan 25   Client: Gareth"; none where it has none."""
    starts = _starts(text, vocabulary)
    if not starts or starts[0][0] != 0:
        return []
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    return [
        Written(entered(text[value:end].strip(" \t|;,")), place, bare(text[start:colon]))
        for (start, colon, value), end in zip(starts, ends, strict=True)
    ]


def _starts(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, int]]:
    """(start of label, its end, start of value) of the labels in a line, as long as its values are short."""
    found: list[tuple[int, int, int]] = []
    for mark in re.finditer(r"\s*(?::(?!\d\d\b|//)|\t+)\s*|\s+[–—-]\s+|\s*=\s+", text):
        since = found[-1][2] if found else 0
        start = _label_before(text, since, mark, vocabulary, bool(found))
        if start is None or (found and (vocabulary.is_prose(text[found[-1][0] : found[-1][1]]) or start - since > 60)):
            if not found:
                return []
            continue
        found.append((start, mark.start(), mark.end()))
    return found


def _label_before(text: str, since: int, mark: re.Match, vocabulary: Vocabulary, later: bool) -> int | None:
    """Where the label before a mark begins: at the line's start or, later in the line, after its last value."""
    before = text[since : mark.start()]
    dash = mark[0].strip(" \t:") != ""
    if not later:
        fits = words(before) <= _LONGEST_LABEL and vocabulary.knows(before) and not (dash and not _sure_label(before))
        return 0 if fits else None
    if dash:
        return None
    starts = [match.start() for match in re.finditer(r"(?<![^\s|;,(])[A-Z]", before)]
    starts = [start for start in starts if words(before[start:]) <= 5 and vocabulary.knows(before[start:])]
    return since + starts[0] if starts else None


def _sure_label(label: str) -> bool:
    """Whether a label may stand before a dash: the ones that no sentence and no list of names begins with."""
    return bool(
        re.fullmatch(
            r"(?:date|client|coachee|duration|length|time spent|time|venue|medium|role)\b.{0,20}", label.strip(), re.I
        )
    )


def labelled(written: Written, vocabulary: Vocabulary) -> list[Piece]:
    """A labelled value as a piece: prose under its label where the label or the value's length says so."""
    label, _ = written.label, written.text
    long_unknown = not vocabulary.knows(label) and words(written.text) > 12
    if not (vocabulary.is_prose(label) or long_unknown):
        return [written] if written.text else [Section(label, written.place)]
    return [Section(label, written.place), *([Prose(written.text, written.place)] if written.text else [])]


# Headings of contacts and of sheets


def opening(text: str, place: str) -> list[Piece]:
    """The title of a sheet, the heading of a contact, or both; nothing where the line is neither."""
    title = SHEET_TITLE.match(text)
    if title and words(text) <= _LONGEST_HEADING:
        rest = text[title.end() :].strip(" \t:–—-|,")
        facts = lines.facts(rest) if rest else None
        if facts and facts.date and (facts.length or facts.clock):
            return [Title(text[: title.end()], place, True), Opening(rest, place, facts)]
        return [Title(text, place, True)] if not re.search(r"[.!?]$", text) else []
    if words(text) > _LONGEST_HEADING:
        return []
    numbered = _NUMBERED.fullmatch(text)
    facts = lines.facts(numbered[2] if numbered else text)
    heads = bool(numbered) and not re.search(r"[.!?]$", text)
    if not heads and _AHEAD.search(text):
        return []
    told = (
        facts.date
        and (facts.length or facts.clock)
        and sum(words(part) for part in facts.rest if not lines.is_sum(part)) <= 8
    )
    return [Opening(text, place, facts)] if told or heads else []


def paragraphs(texts: Iterable[tuple[str, str]]) -> list[Paragraph]:
    """Paragraphs of (text, place), such as the cells of a table that only sets out prose."""
    return [Paragraph(text, place) for place, group in groupby(texts, lambda pair: pair[1]) for text, _ in group]
