"""Tell by the words around it whether a word that is also a name (Will, Hope, Mark) stands for a person."""

import re

from coachkit.namewords import ABBREVIATIONS, DAYS, MONTHS

KIN = (
    "wife|husband|partner|spouse|fianc[eé]e?|girlfriend|boyfriend|son|daughter|child|brother|sister|mother|father"
    "|mum|dad|uncle|aunt|aunty"
    "|cousin|nephew|niece|stepson|stepdaughter|grandson|granddaughter|godson|goddaughter|neighbour|friend|dog|cat"
    "|baby|toddler|twin"
)
NOT_A_SURNAME = (
    DAYS
    | MONTHS
    | frozenset(
        "i he she it we they you the a an and but or so then when if as at in on of to for from by with this that"
        " there here his her my our your their"
        " what who why how where which is was has had did not no yes ok christmas easter new year english french"
        " german welsh irish re fyi ps".split()
    )
)

_WORD_AFTER = frozenset(  # after Will, Hope, Mark at the head of a sentence: the ordinary word
    "i you he she it we they me him us them my your his her its our their the a an this that these those all"
    " everyone everybody anyone someone there"
    " some any no one each both not to of for be have do so against my nothing something things people period".split()
)
_IRREGULAR = (
    "said|told|came|went|had|was|is|has|did|does|got|took|gave|rang|thought|knew|felt|saw|left|kept|found|made"
    "|sat|stood|wrote|put|ran|spoke|began|held"
    "|let|meant|met|sent|brought|bought|caught|chose|drew|drove|ate|fell|forgot|grew|heard|hid|laid|led|lost|paid"
    "|rose|shook|shut|slept|swore|taught|tore"
    "|threw|understood|woke|won|wore|broke|read|cut|hit|isn't|wasn't|hasn't|hadn't|didn't|doesn't|also|never|then"
    "|just|already|still|again|himself|herself"
)
_VERB_AFTER = re.compile(
    rf"\s+(?:{_IRREGULAR}|\w{{2,}}ed|(?:say|ask|tell|come|go|want|think|know|feel|see|find|need|look|seem|call"
    rf"|ring|work|live|keep|run|tend)e?s)\b",
    re.I,
)
_LOWER_AFTER = re.compile(
    rf"(?:['’]s\b|\s+(?:{_IRREGULAR}|asked|wanted|called|looked|laughed|nodded|smiled|shouted|on (?:mon|tues"
    rf"|wednes|thurs|fri|satur|sun)day)\b)",
    re.I,
)
_STARTS = re.compile(r"(?:^|[.?!…:\n]|[\"“‘(\[«*•–—]|(?:^|\s)[-'’])[\"'”’)\]»*_\s]*$")
_CLAUSE = re.compile(
    r"(?:^|[.?!…:;,\n(\"“–—-]|\b(?:then|and|but|when|because|that|if|where|until|while|after|before))\s*$", re.I
)
_MONTH_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|by|since|until|till|during|last|next|early|late|mid|this|of|from|to"
    r"|through|between|before|after))[ -]$",
    re.I,
)
_SUBJECT_BEFORE = re.compile(r"\b(?:i|we|you|they)\s$", re.I)
_MONTH_AFTER = re.compile(r",?\s+(?:the\s+)?\d")
_DETERMINED = re.compile(
    r"\b(?:a|an|the|his|her|their|my|your|our|its|any|some|no|local|every|own|new|see|another)\s$", re.I
)
_ADJOINED = re.compile(
    r"[\s-]+(?:appointment|surgery|practice|referral|letter|visit|check|trainee|receptionist|meeting|team"
    r"|department|role|models?|level|grade)s?\b",
    re.I,
)
_AND_CAPITAL = re.compile(r"\s+(?:and|or|&)\s+[A-Z]")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+(?:['’]\w+)?)")


def starts_sentence(before: str) -> bool:
    """Whether a word that follows `before` opens a sentence, a quotation or a line."""
    return bool(_STARTS.search(before[-12:])) or not before.strip()


def is_person(word: str, before: str, after: str, about: bool) -> bool:
    """Whether an ordinary word that is also a registered name stands for the person.

    `before` and `after` are the text around it; `about` says that the text is known to be about that person.
    """
    if word.islower():
        return about and bool(_LOWER_AFTER.match(after)) and bool(_CLAUSE.search(before[-12:]))
    if word.lower() in MONTHS and (_MONTH_BEFORE.search(before[-12:]) or _MONTH_AFTER.match(after)):
        return False
    if re.match(r"['’]s\b", after) or (re.search(r"\n\s*$", before) and re.match(r"\s*(?:\n|$)", after)):
        return True  # Will's; or a signature
    if (word.isupper() and len(word) > 1) or starts_sentence(before):
        return _opens_with_person(word.lower(), after, about)
    return not (
        _SUBJECT_BEFORE.search(before[-12:])
        and word.lower() in {"will", "may", "hope", "mark"}
        and not _VERB_AFTER.match(after)
    )


def _opens_with_person(word: str, after: str, about: bool) -> bool:
    following = _NEXT_WORD.match(after)
    if following is None:
        return about or after[:1] in ",:"
    if following[1].lower() in _WORD_AFTER:
        return False
    if _VERB_AFTER.match(after):
        return about or not re.match(r"\s+(?:is|was|has|had|does|did)\b", after)
    return about and (
        word not in {"will", "may"}
        or bool(_AND_CAPITAL.match(after))
        or following[1].lower() in {"on", "at", "in", "with", "from", "by", "who"}
    )


def are_initials(initials: str, before: str, after: str, about: bool, registered: bool) -> bool:
    """Whether capitals stand for a person: never after an article or possessive, or before a noun that they qualify.

    `registered` = written as an alias in the register; initials that are only derived need a text about the person.
    """
    if _DETERMINED.search(before[-12:]) or _ADJOINED.match(after):
        return False
    return about or (registered and initials.lower() not in ABBREVIATIONS)
