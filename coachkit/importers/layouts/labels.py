"""A label as people write it, taken apart: its words without ornament, what they mean, and the unit they name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from coachkit.spelling import plain, within_one_letter

_NUMBERED = re.compile(
    r"^\s*(?:(?:q(?:uestion)?|section|part)\s*)?(?:\d+(?:\.\d+)*[a-z]?[.):]|\d+(?:\.\d+)+\s|\(?[a-z]\)|[ivx]+[.)])(?=\s*[^\s\d])"
)
_CLOCK = re.compile(r"\bh{1,2}\s*[:.]\s*m{1,2}(?:\s*[:.]\s*s{1,2})?\b")
_YES_OR_NO = re.compile(r"\by(?:es)?\s*(?:[/|,]|or)\s*no?\b")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]?")
_WORD = re.compile(r"[^\W_]+|#")
_UNITS = {"hours", "minutes", "seconds"}


@dataclass(frozen=True)
class Label:
    """A label's words in order; what they mean (`ideas`), and without words that may be left out (`core`); its unit.

    `told` is the words in order without those that never count; `bare` the label without words for units of time;
    `unit` is "hours", "minutes", "seconds" or "".
    """

    key: str
    told: str
    ideas: frozenset[str]
    core: frozenset[str]
    unit: str
    bare: "Label | None" = None


class Vocabulary:
    """The words that labels are made of: `words` as forms.vocabulary() gives them, and all other words of headings."""

    def __init__(self, words: pd.DataFrame, headings: Iterable[str]) -> None:
        self._means = dict(zip(words["word"], words["means"], strict=True))
        self._weight = dict(zip(words["word"], words["weight"], strict=True))
        self._nearest: dict[str, str] = {}
        self._labels: dict[str, Label] = {}
        phrases = sorted((word for word in self._means if " " in word), key=len, reverse=True)
        self._phrase = re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
        self._known = {word for text in (*headings, *filter(str.isalpha, self._means)) for word in key(text).split()}

    def read(self, label: str) -> Label:
        """The label taken apart."""
        if label not in self._labels:
            self._labels[label] = self._read(label)
        return self._labels[label]

    def _read(self, label: str) -> Label:
        text = key(label)
        clock = bool(_CLOCK.search(plain(label)))
        parts = self._parts(text)
        units = {self._weight.get(part, "") for part in parts} & _UNITS
        unit = units.pop() if len(units) == 1 and not clock else ""
        without = [part for part in parts if self._weight.get(part) not in _UNITS]
        bare = self._label(" ".join(without), without, unit) if 0 < len(without) < len(parts) else None
        return self._label(text, parts, unit, bare)

    def _parts(self, text: str) -> list[str]:
        joined = self._phrase.sub(lambda found: found[0].replace(" ", "_"), text)
        return [part.replace("_", " ") for part in joined.split()]

    def _label(self, text: str, parts: list[str], unit: str, bare: Label | None = None) -> Label:
        counted = [part for part in parts if self._weight.get(part) != "idle"]
        spare = [part for part in counted if self._weight.get(part) == "spare"]
        ideas = frozenset(map(self._idea, counted))
        return Label(text, " ".join(counted) or text, ideas, ideas - frozenset(map(self._idea, spare)), unit, bare)

    def _idea(self, part: str) -> str:
        """What a word means: as the vocabulary says, also for a plural; else the word itself."""
        if part in self._means:
            return self._means[part]
        single = part[:-1] if len(part) > 3 and part.endswith("s") and not part.endswith("ss") else part
        return self._means.get(single, single)

    def sums(self, label: str) -> bool:
        """Whether the label speaks of a sum so far or a rest, so that it is no length of one contact."""
        return any(self._weight.get(part) == "sum" for part in self._parts(key(label)))

    def besides(self, words: str, headings: str) -> bool:
        """Whether all of these words that are words of labels at all are among those of some headings, or never count."""
        theirs = set(map(self._idea, self._parts(key(headings))))
        counted = (part for part in self._parts(key(words)) if self.knows(part) and self._weight.get(part) != "idle")
        counted = (part for part in counted if not part.isdigit())
        return all(self._idea(part) in theirs for part in counted)

    def knows(self, word: str) -> bool:
        """Whether a word, or its singular, is in the vocabulary or in a heading."""
        return word in self._known or word.removesuffix("s") in self._known or word in self._means

    def mended(self, label: str) -> str:
        """The label with each unknown word as the one known word that is a slip of the pen away; "" where none is."""
        fixed = []
        for word in key(label).split():
            if not (right := word if self.knows(word) or word.isdigit() else self._near(word)):
                return ""
            fixed.append(right)
        return " ".join(fixed) if fixed != key(label).split() else ""

    def _near(self, word: str) -> str:
        if word not in self._nearest:
            near = {known for known in self._known if abs(len(known) - len(word)) < 2 and _slip(word, known)}
            self._nearest[word] = min(near) if len({self._idea(known) for known in near}) == 1 else ""
        return self._nearest[word]


def key(label: str) -> str:
    """The words of a label: lower case, no accents, numbering, punctuation or possessive s; "no." is a number."""
    text = _CLOCK.sub(" ", _YES_OR_NO.sub(" ", _NUMBERED.sub("", plain(label).replace("&", " and "))))
    return " ".join(_WORD.findall(re.sub(r"(?<=\w)'s\b|(?<=s)'(?!\w)", "", text.replace("'t", "t"))))


def outside_brackets(label: str) -> str:
    """The label without what stands in brackets; "" where nothing else is there."""
    return _BRACKETS.sub(" ", label).strip(" :*")


def inside_brackets(label: str) -> Iterator[str]:
    """What stands in brackets."""
    return (found[0].strip("()[]{} ") for found in _BRACKETS.finditer(label))


def _slip(word: str, known: str) -> bool:
    """Whether a word of four letters or more has two neighbours exchanged, or one of six or more another slip."""
    if min(len(word), len(known)) < 4 or (word[0] != known[0] and sorted(word[:2]) != sorted(known[:2])):
        return False
    exchanged = len(word) == len(known) and sorted(word) == sorted(known)
    return within_one_letter(word, known) and (exchanged or len(known) > 5)
