"""Follow each intention that a coach states for the own practice to the later text in which it was done, or leave it open."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from coachkit import deeds, linear
from coachkit.meaning import Meaning

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
CLOSED_FROM = -0.96  # a closing less sure than this (see `_sure`) leaves the loop open
CLOSED_FROM_BY_MEANING = -1.17
HEARD_FROM = (
    0.65  # what a client's sentence has to share with the intention, by stems and letters together, to close it
)
HEARD_FROM_BY_MEANING = 1.2  # likewise with meaning added
_RIVAL = 0.3  # how much another text that is nearly as likely takes from a closing, and
_NO_RIVAL = 0.05  # how likely one has to be to take anything
LONGEST = pd.Timedelta(days=2 * 365)  # what is done later than this is not taken for the deed
WEIGHTS = {  # of a logistic model; tests/benchmarks/loops.py says how they were learnt and what they are worth
    "stems shared": 15.424,
    "letters shared": 15.056,
    "done": 0.636,
    "of myself": 2.401,
    "days / 100": -1.214,
    "an intention itself": -3.787,
    "in supervision": -2.257,
    "place / 40": 0.186,
    "tells": 2.027,
    "learns": -1.724,
    "feels": -1.948,
    "constant": -9.629,
}
WEIGHTS_BY_MEANING = {
    "stems shared": 11.622,
    "letters shared": 9.609,
    "done": 0.612,
    "of myself": 2.241,
    "days / 100": -1.249,
    "an intention itself": -4.22,
    "in supervision": -2.236,
    "place / 40": -0.155,
    "tells": 2.475,
    "learns": -1.239,
    "feels": -1.426,
    "meaning shared": 8.882,
    "meaning beside": 3.422,
    "constant": -11.807,
}
_LABELS = {"tells": "Experience", "learns": "Learning", "feels": "Feeling"}

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
    sentences: pd.DataFrame,
    reflection_sentences: pd.DataFrame,
    meaning: Meaning | None = None,
    weights: dict[str, float] | None = None,
) -> pd.DataFrame:
    """One row an intention: intention_sheet, its start, end and words; closing_source, its start, end and words; status and lag_days.

    `sentences` is `text.sentences` of all sources. An intention is closed by the likeliest sentence of a later sheet with
    one of its clients, or of a later supervision meeting, within two years, if that is sure enough; else by a sentence in
    which one of its clients or their sponsor tells the coach of it later; else it is open and its closing blank. With
    `meaning`, sentences are compared by it too.
    """
    own = coachs_sentences(sentences, reflection_sentences)
    mine = own.index[own["is_intention"]]
    weights = weights or (WEIGHTS_BY_MEANING if meaning else WEIGHTS)
    told = compared_in(own, meaning, deeds.told(sentences)) if len(mine) else None
    rows = [_row(told, number, weights) for number in mine]
    numbers = dict.fromkeys(["closing_start", "closing_end", "lag_days"], "Int64") | dict.fromkeys(
        ["intention_start", "intention_end"], "int64"
    )
    words = dict.fromkeys([column for column in LOOP if column not in numbers], "str")
    return pd.DataFrame(rows, columns=LOOP).astype(words | numbers)


def coachs_sentences(sentences: pd.DataFrame, labelled: pd.DataFrame) -> pd.DataFrame:
    """The sentences of sheets and supervision notes, with chance (of being an intention), is_intention, and what WEIGHTS weigh of each by itself."""
    told = sentences[sentences["kind"].isin(["sheet", "supervision"])]
    labelled = labelled.rename(columns={"sheet_id": "source_id"})[["source_id", "start", "end", "label", "probability"]]
    told = told.merge(labelled, how="left", on=["source_id", "start", "end"]).reset_index(drop=True)
    chance = told["probability"].where(told["label"] == "Intention", 0.0)
    plain = told["sentence"].map(linear.plain)
    said = plain.str.replace(_QUOTED, "", regex=True)
    does = {name: told["probability"].where(told["label"] == label, 0.0) for name, label in _LABELS.items()}
    return told.assign(
        chance=chance,
        is_intention=(chance > 0) & ((chance >= SURE_INTENTION) | said.str.contains(_INTENDS)),
        done=plain.str.contains(_DONE).astype(float),
        of_myself=plain.str.contains(r"\bi\b").astype(float),
        place=told.groupby("source_id").cumcount() / 40,
        **does,
    )


@dataclass(frozen=True)
class Told:
    """The coach's sentences, then what clients and sponsors tell, and what is looked up in both: rows of length 1 for each by stems, by runs of letters and perhaps by meaning; row numbers by client ("" for supervision) of either."""

    sentences: pd.DataFrame
    views: list
    rows: dict[str, np.ndarray]
    heard: dict[str, np.ndarray]

    def later(self, number: int, heard: bool = False) -> np.ndarray:
        """The rows that may close intention `number`: later, within two years, of one of its clients or of supervision."""
        clients = set(self.sentences.at[number, "client_ids"].split(";")) - {""}
        by_client = self.heard if heard else self.rows
        found = [by_client[client] for client in ("", *clients) if client in by_client]
        rows = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=int)
        dates, begun = self.sentences["date"].to_numpy()[rows], self.sentences.at[number, "date"]
        return rows[(dates > begun.to_datetime64()) & (dates <= (begun + LONGEST).to_datetime64())]


def compared_in(own: pd.DataFrame, meaning: Meaning | None, heard: pd.DataFrame | None = None) -> Told:
    """The coach's sentences (`coachs_sentences`) and what others tell (`deeds.told`), ready for `compare`; with `meaning`, by its vectors too."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    every = own if heard is None else pd.concat([own, heard], ignore_index=True)
    mine, texts = own["sentence"].tolist(), every.get("turned", every["sentence"]).fillna(every["sentence"]).tolist()
    stems = TfidfVectorizer(sublinear_tf=True, tokenizer=_stems, token_pattern=None, preprocessor=str, lowercase=False)
    letters = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), preprocessor=linear.plain)
    views = [view.fit(mine).transform(texts) for view in (stems, letters)]
    who = own["client_ids"].where(own["kind"] == "sheet", "").str.split(";").explode()
    who = who[(who != "") | (own.loc[who.index, "kind"] == "supervision").to_numpy()]
    others = every["client_ids"].iloc[len(own) :].str.split(";").explode()
    return Told(every, [*views, meaning.vectors(texts)] if meaning else views, _by_client(who), _by_client(others))


def _by_client(who: pd.Series) -> dict[str, np.ndarray]:
    return {client: numbers.to_numpy() for client, numbers in who.index.to_series().groupby(who.to_numpy())}


def _row(told: Told, number: int, weights: dict[str, float]) -> tuple:
    intention = told.sentences.loc[number]
    place = (intention["source_id"], intention["start"], intention["end"], intention["sentence"])
    found = _done(told, number, weights)
    found = _heard(told, number) if found is None else found
    if found is None:
        return (*place, "", pd.NA, pd.NA, "", "open", pd.NA)
    closing = told.sentences.loc[found]
    lag_days = (closing["date"] - intention["date"]).days
    return (*place, closing["source_id"], closing["start"], closing["end"], closing["sentence"], "closed", lag_days)


def _done(told: Told, number: int, weights: dict[str, float]) -> int | None:
    """The row of the coach's own sentence that closes an intention, if one is sure enough."""
    compared = compare(told, number)
    if compared.empty:
        return None
    chances = 1 / (1 + np.exp(-sum(weights[name] * compared[name] for name in weights)))
    enough = CLOSED_FROM_BY_MEANING if "meaning shared" in weights else CLOSED_FROM
    return int(chances.idxmax()) if _sure(chances, told.sentences["source_id"]) >= enough else None


def _sure(chances: pd.Series, sources: pd.Series) -> float:
    """The log of the likeliest closing's chance, less where the likeliest of another text is nearly as likely."""
    by_source = chances.groupby(sources.loc[chances.index].to_numpy()).max().sort_values()
    rival = by_source.iloc[-2] if len(by_source) > 1 else 0.0
    return float(np.log(by_source.iloc[-1]) - _RIVAL * np.log(max(rival, _NO_RIVAL)))


def _heard(told: Told, number: int) -> int | None:
    """The row of the sentence in which a client or sponsor tells of the deed, if one shares enough with the intention."""
    rows = told.later(number, heard=True)
    if not len(rows):
        return None
    shared = sum(_shared(view, pd.Index(rows), number) for view in told.views)
    if not deeds.refrains(told.sentences.at[number, "sentence"]):
        shared = np.where(told.sentences.loc[rows, "sentence"].map(deeds.undone), 0, shared)
    enough = HEARD_FROM_BY_MEANING if len(told.views) > 2 else HEARD_FROM
    return int(rows[shared.argmax()]) if shared.max() >= enough else None


def compare(told: Told, number: int) -> pd.DataFrame:
    """One row a sentence that may close intention `number`, with a column for each weight."""
    later = told.sentences.iloc[told.later(number)]
    stems, letters, *meant = (_shared(view, later.index, number) for view in told.views)
    days = (later["date"] - told.sentences.at[number, "date"]).dt.days
    supervision = (later["kind"] == "supervision").astype(float)
    alone = [later[name] for name in ("place", *_LABELS)]
    values = (stems, letters, later["done"], later["of_myself"], days / 100, later["chance"], supervision, *alone, 1.0)
    table = pd.DataFrame(dict(zip(WEIGHTS, values, strict=True)), index=later.index)
    if not meant:
        return table
    return table.assign(**{"meaning shared": meant[0], "meaning beside": _beside(later["source_id"], meant[0])})


def _shared(view, rows: pd.Index, number: int) -> np.ndarray:
    found = view[rows] @ view[[number]].T
    return (found if isinstance(found, np.ndarray) else found.toarray())[:, 0]


def _beside(sources: pd.Series, shared: np.ndarray) -> pd.Series:
    """What the sentence before or after shares, whichever is more; 0 where there is none."""
    by_source = pd.Series(shared, index=sources.index).groupby(sources)
    return pd.concat([by_source.shift(1), by_source.shift(-1)], axis=1).max(axis=1).fillna(0.0)


def _stems(text: str) -> list[str]:
    return [re.sub(r"(?:ing|ed|es|s|e|'s)$", "", word) if len(word) > 4 else word for word in linear.words(text)]
