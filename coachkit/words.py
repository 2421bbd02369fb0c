"""The words of a text that carry its meaning: lower case, shortened to their stem, without names and small words."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("s", ""))
_OPENS = re.compile(r"(?:^|[.?!:…\n\"“‘'(])\s*$")


@cache
def stem(word: str) -> str:
    """The word without its commonest ending, so that "handing" and "handed" meet; at least three letters stay."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def content_words(text: str, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The content words of a text in order as (stem, word in lower case); `without` = words to leave out."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    found = []
    for match in WORD.finditer(text):
        word = match[0].lower().replace("’", "'").removesuffix("'s")
        if len(word) > 2 and "'" not in word and word not in ENGLISH_STOP_WORDS and word not in without:
            found.append((stem(word), word))
    return found


def capitalised(texts: Iterable[str]) -> set[str]:
    """The words, in lower case, that stand with a capital inside sentences at least as often as without: names of people and places."""
    capital, small = Counter(), Counter()
    for text in texts:
        for match in WORD.finditer(text):
            if not match[0][0].isupper():
                small[match[0]] += 1
            elif not _OPENS.search(text, max(0, match.start() - 3), match.start()):
                capital[match[0].lower().removesuffix("'s").removesuffix("’s")] += 1
    return {word for word, times in capital.items() if times >= small[word]}
