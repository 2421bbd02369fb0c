"""What the heading of a contact says of it: date, length, clock times, the client, and how it was held."""

import re
from collections.abc import Sequence
from itertools import takewhile

from coachkit.importers.layouts.chosen import column_of
from coachkit.importers.layouts.columns import is_name, kind_of_time
from coachkit.importers.layouts.pieces import Log, Opening, Piece, Prose, Title, words
from coachkit.importers.pages import Cell, Remark
from coachkit.importers.records import Written
from coachkit.importers.values import lines
from coachkit.importers.values.name_cells import is_group

_PLACED = re.compile(r"(?:on|in|at|by|via|over|through|during|after|before|from|a|an|the|walking|while)\b")
NAMING = re.compile(r"^(?:client|coachee|mentee|with|met|saw|name)\s*[:–—-]?\s+", re.I)


def cells(opening: Opening) -> tuple[dict[str, Written], dict[str, Written]]:
    """The cells of a contact's heading, and the parts of it that are no column, as "also"."""
    facts, found, extra = opening.facts, {}, []

    def written(text: str, label: str) -> Written:
        return Written(text, opening.place, label)

    if facts.date and "date" not in facts.more:
        found["date"] = written(facts.date, "date")
    if (facts.length or facts.clock) and not {"length", "clock"} & set(facts.more):
        found["minutes"] = written(facts.length or facts.clock, "length")
    if facts.length and facts.clock:
        found |= _clock(facts.clock, opening.place)
    extra += [facts.date] if "date" in facts.more else []
    extra += [facts.length or facts.clock] if {"length", "clock"} & set(facts.more) else []
    client = _client(facts.rest)
    for part in facts.rest:
        column = column_of(part)
        if column and column not in found:
            found[column] = written(part, "")
        elif part == client and "client_id" not in found:
            found["client_id"] = written(NAMING.sub("", part), "")
        else:
            extra.append(part)
    return found, {"also": written("; ".join(extra), "also")} if extra else {}


def may_name(part: str) -> bool:
    """Whether a part of a line may be its client: it is no value by itself, and no word on the place or a sum so far."""
    remark = _PLACED.match(part) if part == part.lower() else None
    return words(part) <= 6 and not (column_of(part) or remark or lines.is_sum(part))


def names(part: str) -> bool:
    """Whether a part of a line is a client by its look: a person's name or a group's."""
    part = NAMING.sub("", part)
    return may_name(part) and (is_name(part) or is_group(part))


def _client(rest: Sequence[str]) -> str:
    """The part that is a client: the first that can be a name, else the only one that is no value by itself."""
    parts = [part for part in rest if may_name(part)]
    named = [part for part in parts if names(part)]
    return next(iter(named or parts[: len(parts) == 1]), "")


def doubled(opening: Opening) -> list[Remark]:
    """A question for each thing that stands twice in the heading of a contact."""
    named = {"date": "dates", "length": "lengths of time", "clock": "times of day"}
    cure = "leave one of them in the heading"
    facts = opening.facts
    return [
        Remark(opening.place, opening.text, f"holds two {named[name]}; neither is read", cure) for name in facts.more
    ]


def _clock(text: str, place: str) -> dict[str, Written]:
    """The start, and the end where there is one, of clock times that stand beside a length."""
    parts = re.split(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*", text.strip())
    names = ("start", "end") if len(parts) == 2 else ("start",)
    return {name: Written(part, place, name) for name, part in zip(names, parts, strict=False)}


def from_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the short lines at the top as one heading where only together they make one."""
    if any(isinstance(piece, Opening | Written | Log) for piece in pieces):
        return list(pieces)
    top = list(takewhile(_is_short, pieces))
    lead = [piece for piece in top if not (isinstance(piece, Title) and piece.sheet)]
    for size in range(2, len(lead) + 1):
        text = " – ".join(piece.text.strip(" .") for piece in lead[:size])
        facts = lines.facts(text)
        if facts.date and (facts.length or facts.clock) and any(map(is_name, facts.rest)):
            rest = [piece for piece in pieces if piece not in lead[:size]]
            before = len(top) - len(lead)
            return [*rest[:before], Opening(text, lead[0].place, facts), *rest[before:]]
    return list(pieces)


def _is_short(piece: Piece) -> bool:
    return isinstance(piece, Title | Prose) and words(piece.text) <= 8 and not re.search(r"[?!]|\.\s", piece.text)


def time_column(written: Written, others: set[str]) -> str:
    """What a value under the label "Time" is, by its look and by what else the form holds: minutes, start or ""."""
    cell = Cell(written.text, written.place, written.held)
    return kind_of_time([cell], others - {"time"})
