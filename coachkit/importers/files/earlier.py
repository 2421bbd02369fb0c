"""What in a mail's body are its sender's own words: quoted and forwarded messages and the signature told apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ORIGINAL = re.compile(r"\s*-{3,}\s*original (?:message|appointment)\s*-{3,}\s*", re.IGNORECASE)
_FORWARDED = re.compile(
    r"\s*-{3,}\s*forwarded (?:message|by .{0,200}?)\s*-{3,}\s*|\s*begin forwarded message:\s*", re.IGNORECASE
)
_HEAD_LINE = re.compile(
    r"\W{0,4}(from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments)\s*:\W{0,3}?\s*(.*)", re.I
)
_WROTE = re.compile(r"\s*on\b.{6,300}\bwrote:\s*", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r"\s?>")
_DEVICE = re.compile(r"\s*sent from (?:my|outlook|mail for|yahoo)\b.{0,60}", re.IGNORECASE)
_MOST_IN_SIGNATURE = 12
_MOST_IN_ATTRIBUTION = 3
_HEAD = 12  # the most lines that the head of a quoted message has


@dataclass(frozen=True)
class Message:
    """The lines of a body, those that are not its sender's words blank; how many were quoted, how many a signature.

    `forwarded` is the index of the line at which a forwarded message begins, None where there is none.
    """

    lines: tuple[str, ...]
    quoted: int = 0
    signature: int = 0
    forwarded: int | None = None


def own_words(lines: Sequence[str], *, forwards: bool = False) -> Message:
    """The body without what was quoted and without the signature; `forwards`: the subject says that it is passed on."""
    end, forwarded = _end_of_own(lines, forwards)
    own, attributed = _without_attributions(list(lines[:end]))
    quoted = attributed + _count(line for line in own if _QUOTED.match(line)) + _count(lines[end:])
    own = ["" if _QUOTED.match(line) else line for line in own]
    own, signature = _without_signature(own)
    blank = [""] * (len(lines) - end)
    return Message((*own, *blank), quoted, signature, end if forwarded else None)


def _count(lines: Iterable[str]) -> int:
    return sum(1 for line in lines if line.strip())


def _end_of_own(lines: Sequence[str], forwards: bool) -> tuple[int, bool]:
    """The index from which on all is an earlier message, and whether that one is forwarded."""
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if _FORWARDED.fullmatch(line):
            return index, True
        if _ORIGINAL.fullmatch(line) or len(head(lines[index : index + _HEAD])) > 2:
            return _over_rules(lines, index), forwards or not _count(lines[:index])
        if _attribution(lines, index) and not any(map(_QUOTED.match, lines[index:])):
            return index, False
    return len(lines), False


def _over_rules(lines: Sequence[str], index: int) -> int:
    """The index moved up over a ruled line, as programs draw it above the message that they quote."""
    above = index - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and re.fullmatch(r"\s*[_-]{5,}\s*", lines[above]) else index


def head(lines: Sequence[str]) -> dict[str, str]:
    """The head of a message quoted from these lines on: From, then Sent or Date, and others, by label in small letters.

    {} where the lines do not begin with such a head.
    """
    found: dict[str, str] = {}
    for line in lines[:_HEAD]:
        match = _HEAD_LINE.fullmatch(line.rstrip())
        if not match:
            break
        found.setdefault(match[1].lower(), match[2].strip(" *"))
    return found if "from" in found and found.keys() & {"sent", "date"} else {}


def _attribution(lines: Sequence[str], index: int) -> int:
    """How many lines from here are "On ... wrote:", 0 where none is."""
    if not re.match(r"\s*on\b", lines[index], re.IGNORECASE):
        return 0
    for count in range(1, _MOST_IN_ATTRIBUTION + 1):
        piece = lines[index : index + count]
        if _WROTE.fullmatch("\n".join(piece)) and re.search(r"\d", piece[0]):
            return count
    return 0


def _without_attributions(lines: list[str]) -> tuple[list[str], int]:
    gone = 0
    for index in range(len(lines)):
        if lines[index].strip() and (count := _attribution(lines, index)):
            lines[index : index + count] = [""] * count
            gone += count
    return lines, gone


def _without_signature(lines: list[str]) -> tuple[list[str], int]:
    written = [index for index, line in enumerate(lines) if line.strip()]
    near_the_end = written[-_MOST_IN_SIGNATURE:]
    for index in written:
        if lines[index] == "-- " or (lines[index].rstrip() == "--" and index in near_the_end):
            return _blank_from(lines, index)
    if written and _DEVICE.fullmatch(lines[written[-1]]):
        return _blank_from(lines, written[-1])
    return lines, 0


def _blank_from(lines: list[str], index: int) -> tuple[list[str], int]:
    return [*lines[:index], *[""] * (len(lines) - index)], _count(lines[index:])


def passed_on(lines: Sequence[str], first: int) -> tuple[list[str], dict[str, str]]:
    """The message forwarded from the line of that index on, all above it and its head blank; and its head."""
    below = list(lines[first:])
    if below and (
        _FORWARDED.fullmatch(below[0]) or _ORIGINAL.fullmatch(below[0]) or re.fullmatch(r"\s*[_-]{5,}\s*", below[0])
    ):
        below[0] = ""
    if all(_QUOTED.match(line) for line in below if line.strip()):
        below = [re.sub(r"^\s?> ?", "", line) for line in below]
    start = next((index for index, line in enumerate(below) if line.strip()), len(below))
    found = head(below[start : start + _HEAD])
    end = start
    while found and end < len(below) and _HEAD_LINE.fullmatch(below[end].rstrip()):
        end += 1
    return [*[""] * (first + end), *below[end:]], found
