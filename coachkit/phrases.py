"""Phrases of a shipped data file as one pattern: words in a row, some of which may vary or be left out."""

import re
from functools import cache

_CLIENT = r"(?:clients?|c\d{2,})"


@cache
def pattern(cell: str) -> re.Pattern:
    """Phrases between semicolons as one pattern for text in lower case; the longest that fits is found.

    In a phrase a star stands for up to three words, `his/her` for either, `a?` for a word that may be missing, `line_manager`
    for two words in one place, and `client` also for a client's id. Its first word is always there: phrases are tried
    by their first letter, which is several times quicker.
    """
    phrases = sorted(filter(None, (phrase.strip().lower() for phrase in cell.split(";"))), key=len, reverse=True)
    by_letter: dict[str, list[str]] = {}
    for first, _, rest in (phrase.partition(" ") for phrase in phrases):
        for way in first.split("/"):
            by_letter.setdefault(way[0], []).append(_phrase(f"{way} {rest}"))
    letters = (rf"(?={re.escape(letter)})(?:{'|'.join(ways)})" for letter, ways in by_letter.items())
    return re.compile(rf"\b(?:{'|'.join(letters)})\b")


def _phrase(phrase: str) -> str:
    *words, last = phrase.split()
    return "".join(map(_with_gap, words)) + _word(last)


def _with_gap(word: str) -> str:
    if word == "*":
        return r"(?:[\w'-]+\s+){0,3}"
    return rf"(?:{_word(word[:-1])}\s+)?" if word.endswith("?") else rf"{_word(word)}\s+"


def _word(word: str) -> str:
    ways = [_CLIENT if way == "client" else re.escape(way).replace("_", r"\s+") for way in word.split("/")]
    return ways[0] if len(ways) == 1 else rf"(?:{'|'.join(ways)})"
