"""Where the date, the length, the clock times and the rest stand in one line; nothing is read into them here."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coachkit.importers.values.clock import RANGE, bare_range, stretch
from coachkit.importers.values.dated import dates_in
from coachkit.importers.values.spoken import HEDGE, NUMBER_WORDS, may_change
from coachkit.values import Refused

_LONGEST_LINE = 2000
_LEADING = re.compile(
    r"(?:(?:coaching |mentoring )?(?:contact|session|meeting|conversation|entry|item|number|no\.?|call)(?: no\.?| number)? ?#?|#)"
    r" ?(?P<number>[0-9]{1,3})(?![0-9/.]|(?:st|nd|rd|th)\b| ?(?:h|m|min|mins|minutes|hours?|hrs?)\b)(?: of [0-9]{1,3})?[:.) ]*(?:- )?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,3})(?:[.)]|:(?![0-9])|(?= - (?![0-9])))(?: +|$)(?:- )?")
_PART = "[¼½¾⅓⅔]"
_AMOUNT = rf"(?:[0-9]+(?:[.,:][0-9]+)?(?: ?{_PART}| [0-9]/[0-9])?|{_PART}|[0-9]/[0-9]|\.[0-9]+)"
_AND_PART = r"(?: and (?:a )?(?:half|quarter|three[ -]quarters)| & (?:a )?(?:half|quarter))"
_IN_WORDS = (
    rf"(?:(?:a )?half(?: of)?(?: an?)?|(?:a )?quarter of an?|(?:a )?quarter|three[ -]quarters? of an?|"
    rf"(?:{NUMBER_WORDS})(?:[ -](?:{NUMBER_WORDS}))?{_AND_PART}?|an?|[0-9]{{1,2}}{_AND_PART})"
)
_MINUTES = r"(?: ?-?(?:minutes?|mins?)(?![a-z])\.?|(?<=[0-9])m(?![a-z])|(?<=[0-9])'(?![a-z0-9']))"
_HOURS = r"(?: ?-?(?:hours?|hrs?)(?![a-z])\.?|(?<=[0-9¼½¾]) ?(?-i:h)(?![a-z]))"
_MORE = (
    rf"(?: ?(?:[0-9]{{2}}|(?<=[a-z]) [0-9])(?![0-9.:/]| ?(?:am|pm|people|st|nd|rd|th)\b){_MINUTES}?|"
    rf"(?:,| and| &)? ?(?:[0-9]{{1,2}}|(?:{NUMBER_WORDS})(?:[ -](?:{NUMBER_WORDS}))?){_MINUTES}|{_AND_PART})"
)
_LENGTH = re.compile(
    rf"(?<![\w.:/£$€])(?<![\w]-)(?:{HEDGE})?(?:[0-9]{{1,2}} ?[x×*] ?)?(?:{_AMOUNT} ?{_MINUTES}? ?(?:-|/|\+|\bto\b|\bor\b|\band\b|&) ?)*"
    rf"(?:(?:{_AMOUNT}|{_IN_WORDS})(?:[ -]?ish)?(?:{_HOURS}{_MORE}?|{_MINUTES}))"
    r"(?:[ ,]*(?:[x×*] ?[0-9]+|\beach\b|\bor so\b|\bapprox\b\.?|-?ish\b|\+(?: ?[0-9]+(?: ?mins?)?)?|\(?\?\)?))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(rf"(?<![\w.:/-])(?P<text>{RANGE})(?![\w/:]|\.[0-9])", re.IGNORECASE)
_ONE_TIME = re.compile(
    r"(?<![\w.:/-])(?:(?:at|@) ?)?(?P<text>[0-9]{1,2}:[0-9]{2}(?: ?[ap]\.?m\b\.?)?|[0-9]{1,2}(?:\.[0-9]{2})? ?[ap]\.?m\b\.?|"
    r"(?<=at )[0-9]{1,2}\.[0-9]{2}|(?<=@)[0-9]{1,2}\.[0-9]{2}|\b(?:noon|midday)\b)(?![\w/:])",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5
_LINKING = {
    "date": r"(?:on|dated?|when|from)",
    "clock": r"(?:at|@|from|time|when)",
    "length": r"(?:for|time|duration|length|lasting|lasted)",
    "number": r"(?!)",
}
"""The words that only lead to a fact of each kind."""
_SEPARATORS = re.compile(r"[\n\t|,;()\[\]]| [-–—]+ |—|(?<=\w) - | {3,}")


_SUM = (
    r"(?:(?:running|cumulative|overall|grand|new) (?:total|sum|hours)|(?:total|sum|hours|minutes|time) (?:so far|to date|now)"
    r"|cumulative(?:ly)?|so far|to date|carried (?:forward|over)|brought forward)\b"
)
"""What a sum that runs along with a list of contacts is called."""
_SUM_BESIDE = re.compile(
    rf"[(\[] ?(?P<inside>{_SUM}[^()\[\]\n]*|[^()\[\]\n]*\b(?:so far|to date|running total))[)\]]"
    rf"|(?:[|,;\n]| -| =|  ) ?(?P<behind>{_SUM}[^()\[\]|;\n]*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Facts:
    """What was found in a line, each as written ("" where there is none); `rest` holds the other parts, in order.

    `clock` is two clock times or, where there are no two, one. `number` is a running number ("2" in "Contact 2:").
    `more` names what was found twice (date, length, clock): the first is given, the others stand in `rest`.
    """

    date: str = ""
    length: str = ""
    clock: str = ""
    rest: tuple[str, ...] = ()
    number: str = ""
    more: tuple[str, ...] = ()


Span = tuple[int, int]


def facts(line: str) -> Facts:
    """The facts of one line, by their look alone; a line of more than 2000 characters holds none."""
    if len(line) > _LONGEST_LINE:
        return Facts(rest=(line.strip(),))
    seen = _seen(line)
    number, seen = _number(seen)
    seen = _without_sum(seen)
    found: dict[str, list[Span]] = {}
    for name, spans_of in _FINDERS.items():
        found[name] = spans_of(seen)
        seen = _blanked(seen, found[name][:1] if name != "date" else found[name])
    first = {name: spans[0] for name, spans in found.items() if spans}
    texts = {name: line[start:end].strip(" ,") for name, (start, end) in first.items()}
    more = tuple(name for name, spans in found.items() if len(spans) > 1)
    taken = sorted([*((span, name) for name, span in first.items()), *([((0, number[1]), "number")] if number else [])])
    return Facts(**texts, rest=_rest(line, taken), number=number[0] if number else "", more=more)


def is_sum(text: str) -> bool:
    """Whether a part of a line is a sum so far, which is no length of its own: "total so far 2 h 15 min"."""
    return bool(re.match(_SUM, text, re.IGNORECASE) or re.search(r"\b(?:so far|to date|total)$", text, re.IGNORECASE))


def _without_sum(seen: str) -> str:
    """The line with the sum that runs along in it blanked, where a length of its own stands before that."""
    found = _SUM_BESIDE.search(seen)
    if not found or not (_LENGTH.search(seen[: found.start()]) or _CLOCK.search(seen[: found.start()])):
        return seen
    return _blanked(seen, [found.span("inside" if found["inside"] else "behind")])


def has_day(text: str) -> bool:
    """Whether a date stands in the first 2000 characters of the text, with or without a year."""
    return bool(re.search("[0-9]", text[:_LONGEST_LINE])) and bool(dates_in(_seen(text[:_LONGEST_LINE])))


def has_length(text: str) -> bool:
    """Whether a length of time with its unit stands in the first 2000 characters of the text."""
    return bool(_LENGTH.search(_seen(text[:_LONGEST_LINE])))


KINDS = ("day", "length", "clock", "range", "number", "name", "prose")


def kinds(texts: Sequence[str]) -> dict[str, float]:
    """The share of the texts that are, by their look, a day, length, clock, range, number, name or prose; blanks left out.

    0:45 and 1:30 count as clock, which a length may be too: the label and the other values decide. A day may have clock
    times or a length beside it.
    """
    told = [_kind(text.strip()) for text in texts if text.strip()]
    return {kind: told.count(kind) / max(len(told), 1) for kind in KINDS}


def _kind(text: str) -> str:
    """The kind of one text, "" where it is none of them."""
    found = facts(text)
    if not found.rest and not found.number and not found.more:
        for kind, value in (("day", found.date), ("length", found.length), ("clock", found.clock)):
            if value:
                return "range" if kind == "clock" and _CLOCK.fullmatch(_seen(value)) else kind
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?|[0-9]*[¼½¾]", text):
        return "clock" if re.fullmatch(r"(?:[7-9]|1[0-9]|2[0-3])\.[0-5][0-9]", text) else "number"
    if re.fullmatch(r"(?:[A-Z][\w.'’-]*\s*){1,4}", text):
        return "name"
    return "prose" if len(text.split()) >= _FEWEST_WORDS else ""


def _seen(line: str) -> str:
    """The line in plain characters, each in the place of its own; line breaks and tabs part what stands on either side."""
    return line if line.isascii() and not re.search(r"[\t\r\n]", line) else "".join(map(_plain, line))


def _plain(character: str) -> str:
    if character in "\t\r\n":
        return "\n"
    category = unicodedata.category(character)
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if category == "Zs":
        return " "
    if unicodedata.decomposition(character).startswith("<wide>"):
        return unicodedata.normalize("NFKC", character)[0]
    return {"’": "'", "′": "'"}.get(character, character)


def _number(seen: str) -> tuple[tuple[str, int] | None, str]:
    """The running number that a line opens with and where it ends, and the line with it blanked."""
    start = len(seen) - len(seen.lstrip())
    match = _LEADING.match(seen, start) or _NUMBERED.match(seen, start)
    if not match or any(one.start < match.end() for one in dates_in(seen) if one.whole or one.parts["day"]):
        return None, seen
    return (match["number"], match.end()), _blanked(seen, [(0, match.end())])


def _blanked(seen: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        seen = seen[:start] + "\n" * (end - start) + seen[end:]
    return seen


def _dates(seen: str) -> list[Span]:
    """Dates with their year first, so that a May who is a person does not stand for one."""
    found = dates_in(seen)
    whole = [one for one in found if one.whole]
    others = [one for one in found if not one.whole and not (whole and one.parts["either"])]
    return [(one.start, one.end) for one in [*whole, *others]]


def _clocks(seen: str) -> list[Span]:
    ranges = [match.span("text") for match in _CLOCK.finditer(seen) if _is_range(match["text"], seen, match.end())]
    return ranges or [match.span("text") for match in _ONE_TIME.finditer(seen) if not _unit_follows(seen, match.end())]


def _is_range(text: str, seen: str, end: int) -> bool:
    """Whether two clock times stand there, be they certain or not: 40-45, or 10-11 mins, are none."""
    if _unit_follows(seen, end):
        return False
    if bare_range(text) and any(int(number) > 12 for number in re.findall("[0-9]+", text)):
        return False
    try:
        return stretch(text) is not None
    except Refused as refused:
        return "clock" not in refused.args[0]


def _unit_follows(seen: str, end: int) -> bool:
    return bool(re.match(r" ?-?(?:hours?|hrs?|h|minutes?|mins?|m|people|%)\b|'", seen[end:], re.IGNORECASE))


def _lengths(seen: str) -> list[Span]:
    return [_with_bracket(seen, match) for match in _LENGTH.finditer(seen)]


def _with_bracket(seen: str, match: re.Match) -> Span:
    """A length with the bracket behind it, where that may change it, as in 90 mins (booked 60)."""
    behind = re.match(r" ?\(([^()\n]*)\)", seen[match.end() :])
    changes = behind and may_change(behind[1].lower()) and not (_LENGTH.search(behind[1]) and not _says_more(behind[1]))
    return match.start(), match.end() + (behind.end() if changes else 0)


def _says_more(inside: str) -> bool:
    return bool(_LENGTH.sub("", inside).strip(" ,.="))


_FINDERS: dict[str, Callable[[str], list[Span]]] = {"date": _dates, "clock": _clocks, "length": _lengths}


def _rest(line: str, taken: Sequence[tuple[Span, str]]) -> tuple[str, ...]:
    """The parts between what was found, without the words that only lead to it."""
    text, at = "", 0
    for (start, end), name in taken:
        before = re.sub(rf"(?<![\w-]){_LINKING[name]}\s*[:.–-]?\s*$", "", line[at:start], flags=re.IGNORECASE)
        text, at = f"{text}{before}\n", max(at, end)
    parts = (_trimmed(part) for part in _SEPARATORS.split(text + line[at:]))
    return tuple(part for part in parts if re.search(r"\w|\?", part))


def _trimmed(part: str) -> str:
    part = " ".join(part.split()).strip(" -–—:,;·•*")
    return re.sub(r"(?<=[a-z0-9]{2})\.$", "", part)
