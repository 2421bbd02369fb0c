"""Likely names that stand in no register: third parties whom a coach writes of, for the coach to decide on."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from coachkit.namewords import ABBREVIATIONS, DAYS, MONTHS, NAME_WORDS, TITLES
from coachkit.senses import NOT_A_SURNAME, starts_sentence

STRANGERS = ["surface", "n", "source_id", "sentence"]

_TOKEN = re.compile(r"(?<!\w)[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*(?!\w)")
_POSSESSIVE = re.compile(r"['’]s$")
_TITLED = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})\.\s$", re.I)
_PLACED = re.compile(r"\b(?:in|at|near|outside|towards|across|into|past|off)\s$")
_PLACE_WORDS = frozenset(
    """
    avenue beach bridge close common court exchange green grove hall high hill house inn junction lane moor park quay river road
    sands square station street terrace tower ward way wharf works yard
    """.split()
)
_NO_NAME = (
    NOT_A_SURNAME
    | MONTHS
    | DAYS
    | {f"{day}s" for day in DAYS}
    | ABBREVIATIONS
    | _PLACE_WORDS
    | frozenset(
        """
        aug dec feb jan jul jun mar nov oct sept apr excel google internet outlook powerpoint skype whatsapp zoom linkedin gantt
        african american asian australian british chinese dutch european french german germans indian irish italian polish roman
        russian scots scottish spanish thai turkish victorian christian jewish methodist muslim quaker bible god
        africa asia britain europe italy london scotland wales remembrance whitsun xmas
        """.split()
    )
)


def strangers(sentences: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """One row a likely name, most frequent first (STRANGERS): surface, n (places), and the first source and sentence it stands in.

    `sentences` (source_id, sentence; registered names replaced) as from text.sentences; a surface on which the coach has
    decided for everywhere, or for a sentence's source (`decided`: surface, source_id), is not asked about again. Sure of a
    name before it asks: a word must stand with a capital inside a sentence and never without one, and not be where a
    place or a firm would be.
    """
    names, never_small = _names(sentences["sentence"])
    settled = set(zip(decided["surface"], decided["source_id"], strict=True))
    rows = [
        (surface, source, sentence)
        for source, sentence in zip(sentences["source_id"], sentences["sentence"], strict=True)
        for surface in _surfaces(sentence, names, never_small)
        if not {(surface, ""), (surface, source)} & settled
    ]
    found = pd.DataFrame(rows, columns=["surface", "source_id", "sentence"], dtype="str")
    table = found.groupby("surface", sort=False).agg(
        n=("surface", "size"), source_id=("source_id", "first"), sentence=("sentence", "first")
    )
    table = table.reset_index().sort_values(["n", "surface"], ascending=[False, True], ignore_index=True)
    return table[STRANGERS].astype({"n": "int64"} | dict.fromkeys(("surface", "source_id", "sentence"), "str"))


def _names(sentences: pd.Series) -> tuple[set[str], set[str]]:
    """The words that are written as a name is: with a capital inside sentences, never small, seldom where a place stands;
    and all words that stand with a capital and never small, which may be half of a name."""
    small, capital, inside, placed = set(), set(), Counter(), Counter()
    for sentence in sentences:
        for token in _TOKEN.finditer(sentence):
            word, before = _POSSESSIVE.sub("", token[0]), sentence[max(0, token.start() - 12) : token.start()]
            (small if word.islower() else capital).add(word)
            if _has_capital(word) and (not starts_sentence(before) or _TITLED.search(before)):
                inside[word] += 1
                placed[word] += bool(_PLACED.search(before))
    never_small = {word for word in capital if _is_open(word) and word.lower() not in small}
    return {word for word in never_small if 3 * placed[word] < inside[word]}, never_small


def _has_capital(word: str) -> bool:
    return word[0].isupper() and any(letter.islower() for letter in word)


def _is_open(word: str) -> bool:
    """Whether a word may be a name: no day, language or title, and no `I'd`."""
    return not {word.lower(), *re.split(r"['’-]", word.lower())} & (_NO_NAME | TITLES)


def _surfaces(sentence: str, names: set[str], never_small: set[str]) -> Iterator[str]:
    """The names in a sentence, each as long as it is written: `Mrs Pugh`, `Gail Ormerod`; none that ends as a place does."""
    run: list[re.Match] = []
    for token, following in pairwise([*_TOKEN.finditer(sentence), None]):
        run.append(token)
        if following is None or not _joined(sentence, token, following):
            yield from _name_in(sentence, run, names, never_small)
            run = []


def _joined(sentence: str, token: re.Match, following: re.Match) -> bool:
    """Whether two words may be of one name: both with a capital, a blank between; after a title also a full stop."""
    between = sentence[token.end() : following.start()]
    close = between == " " or (between == ". " and token[0].lower() in TITLES)
    return close and _has_capital(token[0]) and _has_capital(following[0]) and not _POSSESSIVE.search(token[0])


def _name_in(sentence: str, run: list[re.Match], names: set[str], never_small: set[str]) -> Iterator[str]:
    """The name in a run of words with a capital, without the ordinary word that opens the sentence; `Hope` and the like stay before one."""
    words = [_POSSESSIVE.sub("", token[0]) for token in run]
    known = [word in names for word in words]
    if not any(known) or words[-1].lower() in _PLACE_WORDS:
        return
    first, last = known.index(True), len(known) - known[::-1].index(True)
    while first and (words[first - 1] in never_small or words[first - 1].lower() in TITLES | NAME_WORDS):
        first -= 1
    yield sentence[run[first].start() : run[last - 1].start() + len(words[last - 1])]
