"""What the heading of a contact says of it: date, length, clock times, the client, and how it was held."""

import re

from coachkit.importers import choices
from coachkit.importers.columns import kind_of_time
from coachkit.importers.pages import Cell
from coachkit.importers.pieces import Opening, words
from coachkit.importers.records import Written
from coachkit.schema import TABLES
from coachkit.values import Refused

_CHOSEN = ("role", "planned", "format", "paid")
_MEDIUM = re.compile(
    r"(?:in person|face[ -]to[ -]face|f2f|by (?:phone|video)|(?:tele)?phone|phone call|call|video(?: call)?|zoom|(?:ms )?teams"
    r"|skype|online|virtual|remote|e-?mail|whatsapp|text|google meet|facetime)",
    re.I,
)
_NAMING = re.compile(r"^(?:client|coachee|mentee|with|met|saw|name)\s*[:–—-]?\s+", re.I)


def cells(opening: Opening) -> tuple[dict[str, Written], dict[str, Written]]:
    """The cells of a contact's heading, and the parts of it that are no column, as "also"."""
    facts, found, extra = opening.facts, {}, []

    def written(text: str, label: str) -> Written:
        return Written(text, opening.place, label)

    if facts.date:
        found["date"] = written(facts.date, "date")
    if facts.length or facts.clock:
        found["minutes"] = written(facts.length or facts.clock, "length")
    if facts.length and facts.clock:
        found |= _clock(facts.clock, opening.place)
    for part in facts.rest:
        column = _column(part)
        if column and column not in found:
            found[column] = written(part, "")
        elif not column and "client_id" not in found and words(part) <= 6:
            found["client_id"] = written(_NAMING.sub("", part), "")
        else:
            extra.append(part)
    return found, {"also": written("; ".join(extra), "also")} if extra else {}


def _clock(text: str, place: str) -> dict[str, Written]:
    """The start, and the end where there is one, of clock times that stand beside a length."""
    parts = re.split(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*", text.strip())
    names = ("start", "end") if len(parts) == 2 else ("start",)
    return {name: Written(part, place, name) for name, part in zip(names, parts, strict=False)}


def _column(part: str) -> str:
    if _MEDIUM.fullmatch(part.strip(" .()")):
        return "medium"
    columns = {column.name: column for column in TABLES["contacts"].columns}
    for name in _CHOSEN:
        try:
            if len(part) > 2 and choices.read_word(columns[name], part):
                return name
        except Refused:
            continue
    return ""


def time_column(written: Written, others: set[str]) -> str:
    """What a value under the label "Time" is, by its look and by what else the form holds: minutes, start or ""."""
    cell = Cell(written.text, written.place, written.held)
    return kind_of_time([cell], others - {"time"}) or "minutes"
