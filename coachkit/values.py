"""Reading one column of text, strict and explained: what cannot be read is a problem with its cure, never a guess."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Read:
    """One column as read, a value for each text.

    `faults` holds (problem, cure) by index; the value there is None ("" in a column of choices or times). A problem
    reads on from its value, as in: "31/02/2025" is no day of the calendar. `notes` are about the whole column.
    """

    values: list[Any] = field(default_factory=list)
    faults: dict[int, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class Refused(Exception):
    """A value that cannot be read: (problem, cure)."""


def read_each(texts: Sequence[str], convert: Callable[[str], Any], blank: Any = None) -> Read:
    """Each text by `convert`, each distinct text once."""
    known: dict[str, tuple[Any, tuple | None]] = {}
    for text in set(texts):
        try:
            typed = plain(text)
            known[text] = (convert(typed) if typed else blank, None)
        except Refused as refused:
            known[text] = (blank, refused.args)
    found = [known[text] for text in texts]
    return Read([value for value, _ in found], {index: fault for index, (_, fault) in enumerate(found) if fault})


def plain(text: str) -> str:
    """Wide digits, odd blanks, dashes and fractions as a keyboard has them; superscripts stay as they are."""
    return " ".join((text if text.isascii() else "".join(map(_keyboard, text))).split())


def _keyboard(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # marks of direction, blanks without width
        return ""
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    kind = unicodedata.decomposition(character).partition(" ")[0]
    if kind in ("<fraction>", "<wide>"):
        character = (" " if kind == "<fraction>" else "") + unicodedata.normalize("NFKC", character)
    return character.replace("\N{FRACTION SLASH}", "/")


def note(texts: Sequence[str], lines: Sequence[int] | None, chosen: Iterable[int], what: str) -> list[str]:
    """One note about all the chosen values, told by the first of them."""
    chosen = list(chosen)
    if not chosen:
        return []
    more = f" (and {len(chosen) - 1} more)" if len(chosen) > 1 else ""
    return [f"{told(texts, lines, chosen[0])}{more} {what}"]


def told(texts: Sequence[str], lines: Sequence[int] | None, index: int) -> str:
    """The value as written, and its line where that is known."""
    return f'"{texts[index].strip()}"' + (f" on line {lines[index]}" if lines is not None else "")


def read_number(texts: Sequence[str], low: int | None = None, high: int | None = None) -> Read:
    """Whole numbers from `low` to `high` (int, None where blank); 4.0, as spreadsheets write it, is 4."""
    allowed = _range(low, high)

    def convert(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,15}(?:[.,]0{1,2})?", text):
            raise Refused("is not a whole number", f"write {allowed}, or leave it blank")
        number = int(re.split("[.,]", text)[0])
        if (low is not None and number < low) or (high is not None and number > high):
            raise Refused(f"is out of range: {allowed} is allowed", "correct it, or leave it blank")
        return number

    return read_each(texts, convert)


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return "any whole number" if high is None else f"a whole number up to {high}"
    return f"a whole number from {low} up" if high is None else f"a whole number from {low} to {high}"


def read_choice(texts: Sequence[str], allowed: Sequence[str], *, lines: Sequence[int] | None = None) -> Read:
    """Each value as `allowed` writes it ("" where blank), whatever its case, with blanks or hyphens for underscores.

    Where yes and no are allowed, so are y, n, true and false, with a note.
    """
    known = {_folded(value): value for value in allowed}
    loose = {"y": "yes", "true": "yes", "n": "no", "false": "no"} if set(allowed) == {"yes", "no"} else {}

    def convert(text: str) -> str:
        key = loose.get(_folded(text), _folded(text))
        if key not in known:
            raise Refused(f"is not allowed here: {_listed(allowed)}", "write one of these, or leave it blank")
        return known[key]

    read = read_each(texts, convert, blank="")
    others = [index for index, text in enumerate(texts) if loose and _folded(text) in loose]
    return Read(
        read.values, read.faults, note(texts, lines, others, f"is read as {read.values[others[0]]}") if others else []
    )


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip()).lower()


def _listed(allowed: Sequence[str]) -> str:
    return "allowed are " + ", ".join(allowed[:-1]) + " and " + allowed[-1]


def read_time(texts: Sequence[str], *, lines: Sequence[int] | None = None) -> Read:
    """Times of day as "HH:MM" ("" where blank): 9:05, 09:05, 9:05 am, 09:05:00, and 9.05 with a note."""
    read = read_each(texts, _time, blank="")
    dots = [
        index
        for index, text in enumerate(texts)
        if read.values[index] and "." in plain(text).lower().replace("a.m.", "").replace("p.m.", "")
    ]
    return Read(
        read.values,
        read.faults,
        note(texts, lines, dots, f"is read as {read.values[dots[0]]}, a time of day") if dots else [],
    )


def _time(text: str) -> str:
    match = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?)?(?: ?([ap])\.?m\.?)?", text, re.IGNORECASE)
    if not match or not (match[2] or match[3]):
        raise Refused("is not a time of day", "write hours and minutes, such as 09:05")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise Refused("is a time that no clock shows", "write a time from 00:00 to 23:59")
    return f"{hour % 12 + (12 if half == 'p' else 0) if half else hour:02}:{minute:02}"
