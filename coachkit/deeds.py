"""What clients and sponsors tell that the coach has done: their sentences, put as the coach would have written them."""

import re

import pandas as pd

from coachkit import linear

VOICES = ("client", "sponsor")

_TURNED = {
    **dict.fromkeys(["i", "me"], "they"),
    "my": "their",
    "mine": "theirs",
    "myself": "themselves",
    "you": "i",
    "your": "my",
    "yours": "mine",
    "yourself": "myself",
}
_WORD = re.compile(rf"\b(?:{'|'.join(_TURNED)})\b")
_PROMISED = re.compile(
    r"\b(?:as|like|what|when) you(?:'d| had)? (?:said|promised|told me)(?: (?:you|we)(?:'d| would))?"
)
_TELLS_OF_COACH = re.compile(r"\byou(?:'ve|'d| had| have)? (?!do\b|are\b|will\b|can\b)[a-z]|\byours?\b|\byou\b")
_WISHED = re.compile(
    r"^if\b|\bif you\b|\b(?:could|would|should|might|will) you\b|\byou (?:could|would|should|might|must|ought|will|won't)\b|\byou'll\b"
    r"|\bwould(?: have)? (?:like|liked|been|prefer)|\b(?:wish|hope|please|next time|more of|want you|need you)\b|'d (?:like|have)\b|\?\s*$"
)
_OTHERWISE = re.compile(r"\b(?:again|never|too (?:much|long|many))\b|\byou (?:still|always|keep|kept on|went on)\b")
_UNDONE = re.compile(r"\b(?:not|never|nothing|nobody)\b|n't\b")
_REFRAINS = re.compile(r"\b(?:not|no|never|nothing|without|rather than)\b|n't\b|\bstop \w+ing\b|\bless\b|\bout of it\b")


def told(sentences: pd.DataFrame) -> pd.DataFrame:
    """One row a sentence of a client's or sponsor's feedback that tells of something the coach did: as `sentences`, with `turned`, the sentence in the coach's person."""
    given = sentences[
        sentences["kind"].eq("feedback") & sentences["voice"].isin(VOICES) & sentences["client_ids"].ne("")
    ]
    plain = given["sentence"].map(linear.plain).str.replace(_PROMISED, "", regex=True)
    done = plain.str.contains(_TELLS_OF_COACH) & ~plain.str.contains(_WISHED) & ~plain.str.contains(_OTHERWISE)
    return given.assign(turned=plain.str.replace(_WORD, lambda word: _TURNED[word[0]], regex=True))[done]


def undone(text: str) -> bool:
    """Whether a text says that something was not done, which carries out no intention but one that `refrains`."""
    return bool(_UNDONE.search(linear.plain(text)))


def refrains(text: str) -> bool:
    """Whether an intention is to leave something undone."""
    return bool(_REFRAINS.search(linear.plain(text)))
