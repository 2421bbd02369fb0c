"""A word written with one slip of the pen: a letter too many, one too few, another one, or two that changed places."""

from collections.abc import Collection
from itertools import pairwise

FEWEST_LETTERS = 5
"""Shorter words are too near to each other: Jan and Jun, hour and four."""


def meant(word: str, known: Collection[str]) -> str:
    """The known word that the word is, or is one slip from; "" where there is none or more than one."""
    if word in known:
        return word
    if not FEWEST_LETTERS <= len(word) <= 12:
        return ""
    near = [other for other in known if len(other) >= FEWEST_LETTERS and _one_slip(word, other)]
    return near[0] if len(near) == 1 else ""


def _one_slip(word: str, other: str) -> bool:
    if len(word) == len(other):
        apart = [at for at, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
        return len(apart) == 1 or (len(apart) == 2 and _changed_places(word, other, apart))
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _changed_places(word: str, other: str, apart: list[int]) -> bool:
    (one, two) = apart
    return (one, two) in pairwise(range(len(word))) and (word[one], word[two]) == (other[two], other[one])
