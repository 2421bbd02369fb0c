"""Where dates stand in a text, by their look: in figures or with a month's name, with what is written around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coachkit.dates import MONTHS, WEEKDAYS
from coachkit.importers.values.slips import meant

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_NTH = r"(?: ?(?:st|nd|rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)\b)"
_NO_CLOCK = r"(?! ?[ap]\.?m\b|[:.][0-9]| ?(?:m|mins?|minutes?|h|hrs?|hours?)\b|'(?![0-9])|[¼½¾]|/[0-9])"
_NO_RANGE = r"(?!(?:0[0-9]|1[0-2]) ?(?:-|to|until) ?[0-9]{1,2}(?:[:.][0-9]{2}| ?[ap]\.?m\b))"
_YEAR = rf"(?:(?P<year>(?:19|20)[0-9]{{2}}|'[0-9]{{2}}|{_NO_RANGE}[0-9]{{2}})(?![0-9]){_NO_CLOCK})"
_BEFORE = (
    rf"(?P<week>\b(?:w/?c|w/?e|wk|wb|week(?: (?:commencing|beginning|ending|of|starting))?)[ :.]+)?"
    rf"(?P<doubt>(?:\b(?:about|approx(?:imately)?|around|circa|ca?|early|mid|late|before|after|since|by)\b[. -]*|~ ?))?"
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b[.,]*[ -]*)?(?:the )?"
)
_SEVERAL = rf"(?P<several>(?:[0-9]{{1,2}}{_NTH}?(?: ?[,/&+-] ?| (?:and|to|or|until) )(?![ap]m)){{0,6}})"
_AFTER = rf"(?:[ ,]*\(?\b(?P<behind>{_WEEKDAY})\b\)?)?(?P<query> ?\(?\?\)?)?"
_EDGE = r"(?<![\w./£$€#])"
_NAMED_DAY = rf"(?<![0-9])(?P<day>[0-9]{{1,2}})(?P<nth>{_NTH}?)\.?(?: of)?[-/ .,]{{0,2}}"
_DAY_YEAR = (
    rf"\.?[-/ .]{{0,2}}(?P<day>[0-9]{{1,2}})(?P<nth>{_NTH}?)"
    rf"(?:[-/ .,]{{1,2}}(?=[0-9]{{4}}|')|(?<=[a-z]) ?,? ?|, ?){_YEAR}"
)
_FORMS = tuple(
    re.compile(_EDGE + _BEFORE + form + _AFTER, re.IGNORECASE)
    for form in (
        r"(?P<iso>(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?![0-9])",
        rf"{_SEVERAL}(?<![0-9])(?P<one>[0-9]{{1,2}}) ?(?P<s>[-/.]) ?(?P<two>[0-9]{{1,2}}) ?(?P=s) ?(?P<year>[0-9]{{4}}|'?[0-9]{{2}})(?![0-9]|(?P=s)[0-9])",
        rf"{_SEVERAL}{_NAMED_DAY}(?P<name>{_MONTH})\b\.?(?![a-z])(?:[-/ .,]{{0,2}}{_YEAR})?",
        rf"{_SEVERAL}{_NAMED_DAY}(?P<name>{_MONTH})(?=[0-9'])\.?{_YEAR}",
        rf"{_SEVERAL}{_NAMED_DAY}(?P<slip>[a-z]{{5,10}})\b\.?[-/ .,]{{0,2}}{_YEAR}",
        rf"\b(?P<name>{_MONTH})\b{_DAY_YEAR}",
        rf"\b(?P<slip>[a-z]{{5,10}}){_DAY_YEAR}",
        rf"\b(?P<name>{_MONTH})\b\.?[-/ .]{{0,2}}(?P<day>[0-9]{{1,2}})(?P<nth>{_NTH})",
        rf"\b(?P<name>{_MONTH})\b\.?[-/ .,]{{0,2}}(?P<either>'?[0-9]{{2}}|[0-9]|(?:19|20)[0-9]{{2}})(?![0-9]|[-/][0-9]|(?-i: [a-z])){_NO_CLOCK}",
        r"(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})(?![0-9/]|[.,][0-9]| ?(?:h|m))",
    )
)


@dataclass(frozen=True)
class Found:
    """A date that stands in a text from `start` to `end`, by its parts; what is not written is ""."""

    start: int
    end: int
    parts: dict[str, str]

    @property
    def whole(self) -> bool:
        """Whether a year is written."""
        return bool(self.parts["year"] or self.parts["iso"])


_PARTS = (
    "week",
    "doubt",
    "weekday",
    "several",
    "iso",
    "one",
    "s",
    "two",
    "day",
    "nth",
    "name",
    "slip",
    "either",
    "year",
    "behind",
    "query",
)


def dates_in(text: str) -> list[Found]:
    """The dates in a text, in order; those with a year are found before those without."""
    found: list[Found] = []
    for one in sorted(_candidates(text), key=lambda one: (not one.whole, one.start - one.end)):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[Found]:
    for form in _FORMS:
        for match in form.finditer(text):
            parts = {name: (match.groupdict().get(name) or "").strip() for name in _PARTS}
            if _likely(parts):
                yield Found(match.start(), match.end(), parts)


def _likely(parts: dict[str, str]) -> bool:
    """Whether these are a date: a misspelt month must be one, and 3/4 needs a weekday or the look of 03/04."""
    if parts["either"] and parts["name"].islower():
        return False
    if parts["slip"]:
        return bool(meant(parts["slip"].lower(), MONTHS))
    if parts["two"] and not parts["year"]:
        return bool(parts["weekday"]) or (len(parts["one"]) == len(parts["two"]) == 2)
    if parts["two"] and parts["s"] == ".":
        return int(parts["one"]) <= 31 and 1 <= int(parts["two"]) <= 12
    return True


def day_and_month(text: str) -> Found | None:
    """A day and month in figures that are the whole text, as in 6/1; None where the text is something else."""
    match = re.fullmatch(r"(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})", text)
    parts = dict.fromkeys(_PARTS, "") | (match.groupdict() if match else {})
    return Found(0, len(text), parts) if match else None
