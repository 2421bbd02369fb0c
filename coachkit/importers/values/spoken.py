"""Lengths of time as people say them, half an hour or about forty minutes, put in figures with what was left out."""

import re

from coachkit.importers.values.slips import meant
from coachkit.values import plain

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {
    word: 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_NUMBERS = {word: at for at, word in enumerate(_ONES, start=1)} | _TENS
NUMBER_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
HEDGE = (
    r"(?:(?:about|approx(?:imately)?|around|roughly|circa|ca?(?=\.)|just under|over|under|nearly|almost|up to|at least|"
    r"less than|more than)\b[. ]*|[~<>≈] ?)"
)
"""The words before a length that say how sure it is."""
_TENS_ONES = re.compile(rf"\b({'|'.join(_TENS)})[ -]({'|'.join(_ONES[:9])})\b")
_NUMBER = re.compile(rf"\b({NUMBER_WORDS})\b")
_FRACTIONS = {
    "half": "1/2",
    "quarter": "1/4",
    "quarters": "3/4",
    "third": "1/3",
    "1/2": "1/2",
    "1/4": "1/4",
    "3/4": "3/4",
    "1/3": "1/3",
}
_FIGURES = r"1/2|1/4|3/4|1/3"
_SAID = r"half|quarter|third|(?<!\S)3[ -]quarters"
_FRACTION = rf"(?:an? |1 (?=[a-z]))?(?P<part>{_SAID}|{_FIGURES})"
_AND_FRACTION = rf"(?:(?: and| &) {_FRACTION}| (?P<figures>{_FIGURES}))"
_HOURS = r"(?:hours?|hrs?|h)\.?"
_PART_OF = re.compile(rf"{_FRACTION}(?: of)?[ -]?(?:an? |1 )?{_HOURS}")
_HOURS_AND_PART = re.compile(rf"(?P<whole>[0-9]{{1,2}}|an?)? ?{_HOURS},?{_AND_FRACTION}")
_WHOLE_AND_PART = re.compile(rf"(?P<whole>[0-9]{{1,2}}|an?){_AND_FRACTION} ?{_HOURS}")
_ABOUT = re.compile(r"^(?:about|approx(?:imately|\.)?|around|roughly|circa|ca?\.? ?(?=[0-9])|~|≈)[ :]*")
_OR_SO = re.compile(r"[ ,]*\b(?:approx(?:imately|\.)?|or so|or thereabouts|ish)$")
_ISH = re.compile(r"(?<=[0-9])[ -]?ish\b|(?<=[0-9a-z])-ish\b|(?<=hour)ish\b")
_WAYS = (
    r"(?:by |on |via |over |in |an? )?(?:the )?(?:telephone|phone|tel|teams|zoom|skype|google meet|meet|whatsapp|video|online|"
    r"virtual|remote|in[ -]person|face[ -]to[ -]face|f2f|ftf)(?: (?:call|meeting|session|chat))?|"
    r"(?:call|meeting|session|chat|conversation)"
)
_WAY_BEHIND = re.compile(rf"[ ,;/-]+({_WAYS})$")
_WAY_BEFORE = re.compile(rf"^({_WAYS})[ ,;:/-]+(?=[0-9a-z])")
_FILLER_BEFORE = re.compile(r"^(?:for|lasted|lasting|took|total|in total|duration|length|time)[ :]+")
_FILLER_BEHIND = re.compile(r"[ ,]+(?:in total|total|altogether|long|in all)$")
_CHANGING = re.compile(
    r"[0-9=]|cancel|dna|no[ -]show|\bnot?\b|n't|travel|prep|admin|incl|excl|plus|each|\bper\b|twice|two|three|half|book|plan|"
    r"sched|instead|\bor\b|of which|less|more|minus|break|over|under|short|late|early|\?|tbc|\bhours?\b|\bmin|approx|about|est"
)
_UNITS = ("minute", "minutes", "hour", "hours")


def tidied(text: str) -> str:
    """The text in small letters and plain characters, without a closing stop."""
    text = plain(text).lower().replace("’", "'").replace("′", "'").replace("″", '"')
    return re.sub(r"^\((.*)\)$", r"\1", text.strip(" ,;:!")).rstrip(" ,;:!") if not text.endswith("..") else text


def bracket(text: str) -> tuple[str, str]:
    """A text and what stands in a bracket behind it; "" where there is none. "= 90 mins" counts as one."""
    match = re.fullmatch(r"([^()\[\]=]*[^()\[\]= ]) ?(?:[(\[]([^()\[\]]*)[)\]]|= ?([^()\[\]=]+))\.?", text)
    return (match[1], (match[2] or (match[3] and f"= {match[3]}") or "").strip()) if match else (text, "")


def says_about(inside: str) -> bool:
    """Whether a bracket says nothing but that the length is near enough."""
    return bool(re.fullmatch(r"about|approx(?:imately|\.)?|roughly|ish|or so", inside))


def may_change(inside: str) -> bool:
    """Whether the words of a bracket may say that the length is another."""
    return bool(_CHANGING.search(inside))


def without_asides(text: str) -> tuple[str, list[str]]:
    """The text without about, approx, phone and such, and a reason for each that a note should tell."""
    reasons = []
    text = _FILLER_BEFORE.sub("", _FILLER_BEHIND.sub("", text))
    for form in (_ABOUT, _ISH, _OR_SO):
        short = form.sub("", text, count=1)
        reasons += ["taken as exact"] if short != text else []
        text = short
    for form in (_WAY_BEHIND, _WAY_BEFORE):
        if match := form.search(text):
            reasons.append(f'"{match[1]}" is left out')
            text = form.sub("", text)
    return text.strip(), list(dict.fromkeys(reasons))


def spelled(text: str) -> tuple[str, str]:
    """The text in figures, as in 1 1/2 h for an hour and a half, and a reason where a unit is misspelt."""
    text, slip = _units_mended(text)
    text = _TENS_ONES.sub(lambda match: str(_TENS[match[1]] + _NUMBERS[match[2]]), text)
    text = _NUMBER.sub(lambda match: str(_NUMBERS[match[1]]), text)
    text = re.sub(r"(?<=[0-9])-(?=(?:min|hour|hr))", " ", re.sub(r"(?<=[0-9]) ?'(?!')(?=$| )", " min", text))
    return _in_figures(text), slip


def _in_figures(text: str) -> str:
    if match := _PART_OF.fullmatch(text):
        return f"{_part(match)} h"
    if match := _HOURS_AND_PART.fullmatch(text) or _WHOLE_AND_PART.fullmatch(text):
        whole = match["whole"] or "1"
        return f"{1 if whole.startswith('a') else whole} {_part(match)} h"
    return re.sub(rf"^an? (?={_HOURS})", "1 ", text)


def _part(match: re.Match) -> str:
    figures = match.groupdict().get("figures")
    return figures or _FRACTIONS[re.split("[ -]", match["part"])[-1]]


def _units_mended(text: str) -> tuple[str, str]:
    for word in re.findall("[a-z]{5,}", text):
        if word not in _NUMBERS and word not in _UNITS and (unit := meant(word, _UNITS)):
            return re.sub(rf"\b{word}\b|(?<=[0-9]){word}\b", unit, text), f'"{word}" is taken as {unit}'
    return text, ""
