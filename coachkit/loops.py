"""Follow each intention that a coach states for the own practice to the later text in which it was done, or leave it open."""

import re

import numpy as np
import pandas as pd

from coachkit import linear

LOOP = [
    "intention_sheet",
    "intention_start",
    "intention_end",
    "intention",
    "closing_source",
    "closing_start",
    "closing_end",
    "closing",
    "status",
    "lag_days",
]

SURE_INTENTION = 0.5  # a sentence labelled Intention with less than this needs words of intention too
CLOSED_FROM = 0.25  # a closing less likely than this leaves the loop open
WEIGHTS = {  # of a logistic model; tests/benchmarks/loops.py says how they were learnt and what they are worth
    "stems shared": 14.1,
    "letters shared": 12.7,
    "done": 0.9,
    "of myself": 2.0,
    "days / 100": -1.0,
    "an intention itself": -3.4,
    "constant": -8.3,
}

_INTENDS = re.compile(
    r"\bi(?: also| still)?(?:'ll| will| shall| am(?: also)? going|'m (?:also )?(?:going|resolved|leaving|putting)| intend| mean| want| plan| must| ought| shan't"
    r"| won't| need)\b|\b(?:still mean|must|next (?:time|meeting|session)|from (?:now|here) on)\b|\bi(?:'d| would) (?:like|better)"
)
_DONE = re.compile(
    r"\bas i(?:'d| had) (?:said|promised|meant|planned)|\bi(?:'d| had) promised|\bthis time\b|\bfor once\b|\bbefore we (?:began|started)"
    r"|\bso i\b|\bi(?:'ve| did| asked| told| said| had| put| left| kept| wrote)\b"
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


def loops(
    sentences: pd.DataFrame, reflection_sentences: pd.DataFrame, weights: dict[str, float] = WEIGHTS
) -> pd.DataFrame:
    """One row an intention: intention_sheet, its start, end and words; closing_source, its start, end and words; status and lag_days.

    `sentences` is `text.sentences` of all sources. An intention is closed by the likeliest sentence of a later sheet with
    one of its clients, or of a later supervision meeting, if that is likely enough; else it is open and its closing blank.
    """
    told = coachs_sentences(sentences, reflection_sentences)
    mine = told.index[told["is_intention"]]
    shared = shared_words(told["sentence"].tolist()) if len(mine) else []
    rows = [_row(told, number, shared, weights) for number in mine]
    numbers = dict.fromkeys(["closing_start", "closing_end", "lag_days"], "Int64") | dict.fromkeys(
        ["intention_start", "intention_end"], "int64"
    )
    words = dict.fromkeys([column for column in LOOP if column not in numbers], "str")
    return pd.DataFrame(rows, columns=LOOP).astype(words | numbers)


def coachs_sentences(sentences: pd.DataFrame, labelled: pd.DataFrame) -> pd.DataFrame:
    """The sentences of sheets and supervision notes, with chance (of being an intention), is_intention, done and of_myself."""
    told = sentences[sentences["kind"].isin(["sheet", "supervision"])]
    labelled = labelled.rename(columns={"sheet_id": "source_id"})[["source_id", "start", "end", "label", "probability"]]
    told = told.merge(labelled, how="left", on=["source_id", "start", "end"]).reset_index(drop=True)
    chance = told["probability"].where(told["label"] == "Intention", 0.0)
    plain = told["sentence"].map(linear.plain)
    said = plain.str.replace(_QUOTED, "", regex=True)
    return told.assign(
        chance=chance,
        is_intention=(chance > 0) & ((chance >= SURE_INTENTION) | said.str.contains(_INTENDS)),
        done=plain.str.contains(_DONE).astype(float),
        of_myself=plain.str.contains(r"\bi\b").astype(float),
    )


def _row(told: pd.DataFrame, number: int, shared: list, weights: dict[str, float]) -> tuple:
    intention = told.loc[number]
    place = (intention["source_id"], intention["start"], intention["end"], intention["sentence"])
    compared = compare(told, number, shared)
    chances = 1 / (1 + np.exp(-sum(weights[name] * compared[name] for name in WEIGHTS)))
    if not len(chances) or chances.max() < CLOSED_FROM:
        return (*place, "", pd.NA, pd.NA, "", "open", pd.NA)
    closing = told.loc[chances.idxmax()]
    lag_days = (closing["date"] - intention["date"]).days
    return (*place, closing["source_id"], closing["start"], closing["end"], closing["sentence"], "closed", lag_days)


def compare(told: pd.DataFrame, number: int, shared: list) -> pd.DataFrame:
    """One row a sentence of `told` that may close intention `number` of it, with a column for each of WEIGHTS."""
    later = told[_may_close(told, told.loc[number])]
    stems, letters = ((view[later.index] @ view[[number]].T).toarray()[:, 0] for view in shared)
    days = (later["date"] - told.loc[number, "date"]).dt.days
    values = (stems, letters, later["done"], later["of_myself"], days / 100, later["chance"], 1.0)
    return pd.DataFrame(dict(zip(WEIGHTS, values, strict=True)), index=later.index)


def _may_close(told: pd.DataFrame, intention: pd.Series) -> pd.Series:
    clients = set(intention["client_ids"].split(";")) - {""}
    with_client = {ids: bool(clients & set(ids.split(";"))) for ids in told["client_ids"].unique()}
    return (told["date"] > intention["date"]) & (
        told["client_ids"].map(with_client).astype(bool) | (told["kind"] == "supervision")
    )


def shared_words(texts: list[str]) -> list:
    """Two TF-IDF views of the texts, rows of length 1: stems, and runs of letters."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    stems = TfidfVectorizer(sublinear_tf=True, tokenizer=_stems, token_pattern=None, preprocessor=str, lowercase=False)
    letters = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), preprocessor=linear.plain)
    return [stems.fit_transform(texts), letters.fit_transform(texts)]


def _stems(text: str) -> list[str]:
    return [re.sub(r"(?:ing|ed|es|s|e|'s)$", "", word) if len(word) > 4 else word for word in linear.words(text)]
