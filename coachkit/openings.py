"""The sheets that tell what happened and little else, each with the sentence that could be opened up and a question to ask of it."""

import re

import pandas as pd

from coachkit.intervals import wilson

OPENING = ["sheet_id", "sentences", "told", "share", "low", "high", "start", "end", "sentence", "question"]
TELLS = ("Experience", "Other")
MOSTLY = 0.5  # a sheet tells and does little else where at least this share of its sentences tells
FEWEST_SENTENCES = 5
LONG_ENOUGH = 40  # letters of a sentence that is worth opening

_QUESTIONS = (
    (
        r"\b(?:silence|quiet|pause|paused|gap|said nothing|waited|wait)\b",
        "What went on in you while it was quiet, and what kept you from speaking, or made you?",
    ),
    (
        r"\b(?:cried|crying|tears|wept|laughed|laughing|shouted|angry|shook|blushed|red in the face|went white|voice)\b",
        "What did this stir in you, and what did you do with it in the room?",
    ),
    (
        r"\bi (?:told|gave|offered|suggested|advised|jumped|stepped|explained|drew|shared|lent|answered|showed)\b",
        "What were you after when you did this, and whose need did it meet?",
    ),
    (
        r"\bi (?:asked|said|put|wondered aloud|began|started|opened|named|tried|used)\b",
        "What made you choose this just then, and what did you leave unsaid?",
    ),
    (
        r"[\"“]|\b(?:said|told me|asked)\b",
        "What did you hear in these words, and what might they have meant for the other?",
    ),
    (
        r"\b(?:late|cancelled|postponed|moved|rang off|left|ended|over-?ran|phone)\b",
        "What do you think this told you, and did you say so?",
    ),
)
_PLAIN = "What did you make of this at the time, and what do you make of it now?"


def openings(reflection_sentences: pd.DataFrame) -> pd.DataFrame:
    """One row a sheet that tells and does little else (OPENING), in the sheets' order; never all sheets, and none as better or worse.

    told = sentences labelled Experience or Other, share of all with its 90% interval (Wilson 1927): a sheet counts where
    share is MOSTLY or more, and it has five sentences or more. sentence is the one of the coach's own doing, or else of the
    day, that came nearest to another label; question is one to ask of it.
    """
    rows = []
    for sheet_id, sheet in reflection_sentences.groupby("sheet_id", sort=False):
        told = sheet[sheet["label"].isin(TELLS)]
        rows.append((sheet_id, len(sheet), len(told)))
    table = pd.DataFrame(rows, columns=["sheet_id", "sentences", "told"])
    table["share"] = table["told"] / table["sentences"]
    table["low"], table["high"] = wilson(table["told"], table["sentences"])
    table = table[(table["share"] >= MOSTLY) & (table["sentences"] >= FEWEST_SENTENCES)]
    chosen = [_opened(reflection_sentences[reflection_sentences["sheet_id"] == sheet]) for sheet in table["sheet_id"]]
    places = pd.DataFrame(chosen, columns=["start", "end", "sentence"], index=table.index)
    table = table.join(places).assign(question=[question(sentence) for sentence in places["sentence"]])
    numbers = dict.fromkeys(["sentences", "told", "start", "end"], "int64")
    return (
        table[OPENING]
        .astype(numbers | dict.fromkeys(["sheet_id", "sentence", "question"], "str"))
        .reset_index(drop=True)
    )


def question(sentence: str) -> str:
    """A question to ask of a sentence that tells, by what it tells of."""
    plain = sentence.lower().replace("’", "'")
    return next((asked for pattern, asked in _QUESTIONS if re.search(pattern, plain)), _PLAIN)


def _opened(sheet: pd.DataFrame) -> tuple[int, int, str]:
    told = sheet[sheet["label"].isin(TELLS)]
    long = told[told["sentence"].str.len() >= LONG_ENOUGH]
    among = told if long.empty else long
    own = among[among["sentence"].str.contains(r"\b(?:I|me|my)\b", regex=True)]
    among = among if own.empty else own
    plain = among["sentence"].map(question).eq(_PLAIN)
    best = among.assign(plain=plain).sort_values(["plain", "probability"], kind="stable").iloc[0]
    return best["start"], best["end"], best["sentence"]
