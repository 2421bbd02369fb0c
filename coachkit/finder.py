"""Offer passages that may evidence a criterion, learnt from example sentences and from what the coach has accepted."""

from dataclasses import dataclass
from functools import cached_property
from math import comb

import numpy as np
import pandas as pd

from coachkit import text
from coachkit.coverage import clients_of, known_ids, only_refused
from coachkit.likeness import Meanings, Regression, Words, plain_words, similarities, stacked, taken_from
from coachkit.meaning import Meaning
from coachkit.words import content_words

CANDIDATES = ["criterion", "rank", "source_id", "start", "end", "passage", "score", "why"]
CHECK = ["criterion", "n", "hit_at_5", "hit_at_10", "random_at_5", "longest_at_5"]

OFFERED = 10
MOST_OF_A_SOURCE = 2
FEWEST_WORDS = 6
ORDINARY_AT_MOST = 600  # sentences of the coach's own that stand for ordinary prose, for each half
_EVIDENCE_AT_ALL = 0.5  # weight of "evidences anything" beside the criterion itself; chosen in the folds
_BY_WORDS, _BY_MEANING = 1.5, 1.0  # weights of the two readings where both are there; chosen in the folds
_REPEATED = {
    "source_id": 0.3,
    "kind": 0.02,
    "client_ids": 0.05,
}  # taken off the measure for each one of the same already offered


def search(
    framework: pd.DataFrame,
    sentences: pd.DataFrame,
    clients: pd.DataFrame,
    cues: pd.DataFrame,
    meaning: Meaning | None = None,
) -> "Search":
    """Make the sentences of a practice searchable for the criteria of a framework.

    `sentences` as from text.sentences; `cues`: criterion, sentence (example sentences; those of other frameworks are
    left out); `meaning`: the sentence model to read with beside words.
    """
    refused = set(clients.loc[clients["consent"] == "no", "client_id"])
    windows, ids = text.passages(sentences), known_ids(clients["client_id"], sentences["client_ids"])
    refusing = np.array(
        [
            only_refused(clients_of(words, of, ids), refused)
            for words, of in zip(windows["passage"], windows["client_ids"], strict=True)
        ],
        dtype=bool,
    )
    known = framework["criterion"].tolist()
    wording = (framework["text"] + " " + framework["evidence_hint"]).tolist()
    examples = pd.concat(
        [
            cues.loc[cues["criterion"].isin(known), ["criterion", "sentence"]].assign(origin="an example"),
            pd.DataFrame({"criterion": known, "sentence": wording, "origin": "the criterion's own words"}),
        ],
        ignore_index=True,
    )
    long_enough = windows["passage"].str.count(r"\w+") >= FEWEST_WORDS
    passages = windows.assign(refused=refusing)[long_enough].reset_index(drop=True)
    return Search(tuple(known), sentences["sentence"].tolist(), passages, examples, meaning)


@dataclass(frozen=True)
class Search:
    """The passages of a practice, and the example sentences of each criterion.

    `passages` has the columns of text.passages and refused: whether its only client withholds consent; such a passage
    is never offered.
    """

    criteria: tuple[str, ...]
    sentences: list[str]
    passages: pd.DataFrame
    examples: pd.DataFrame
    meaning: Meaning | None = None

    def candidates(self, criteria, evidence: pd.DataFrame, k: int = OFFERED, honest: bool = False) -> pd.DataFrame:
        """The `k` likeliest passages for each of `criteria` (CANDIDATES; score: larger is likelier), over different sources.

        A passage half of which is accepted or rejected for the criterion is not offered. `honest`: an example of which
        half the runs of four words stand in one of the searched sources is not learnt from.
        """
        wanted = [criterion for criterion in criteria if criterion in self.criteria]
        if not self._refused.size or self._refused.all() or not wanted:
            return _typed([])
        rows = []
        for criterion in wanted:
            measure = self._measure(criterion, evidence, honest)
            best = self._pick(measure, self._decided(criterion, evidence) | self._refused, k)
            whys = self._whys(best, criterion, evidence)
            rows += [
                (criterion, rank, *self.passages.loc[i, CANDIDATES[2:6]], round(float(measure[i]), 4), why)
                for rank, (i, why) in enumerate(zip(best, whys, strict=True), start=1)
            ]
        return _typed(rows)

    def refused(self, criteria, evidence: pd.DataFrame, k: int = OFFERED) -> pd.Series:
        """By criterion: how many of the passages among its first `k` are left out because their only client does not consent."""
        wanted = [criterion for criterion in criteria if criterion in self.criteria]
        if not self._refused.any():
            return pd.Series(0, index=pd.Index(wanted, dtype="str"), dtype="int64")
        counts = {}
        for criterion in wanted:
            measure = self._measure(criterion, evidence)
            counts[criterion] = int(self._refused[self._pick(measure, self._decided(criterion, evidence), k)].sum())
        return pd.Series(counts, dtype="int64")

    def check(self, evidence: pd.DataFrame) -> pd.DataFrame:
        """How often each accepted passage is found again when it is left out (CHECK), beside chance and the longest passages.

        Shares of the `n` accepted passages of a criterion; examples taken from the searched sources are not learnt from.
        """
        accepted = evidence[(evidence["decision"] == "accepted") & evidence["criterion"].isin(self.criteria)]
        searched = self.passages.loc[~self._refused, "source_id"]
        accepted = accepted[accepted["source_id"].isin(searched) & accepted["start"].notna()]
        rows = [
            (criterion, *self._checked(criterion, links, evidence))
            for criterion, links in accepted.groupby("criterion", sort=True)
        ]
        return pd.DataFrame(rows, columns=CHECK).astype(dict.fromkeys(CHECK[2:], "float64") | {"n": "int64"})

    def _checked(self, criterion: str, links: pd.DataFrame, evidence: pd.DataFrame) -> tuple:
        tried = []
        for number, link in links.iterrows():
            right = self._overlaps([(link["source_id"], link["start"], link["end"])])
            others = evidence.drop(index=number)
            left = (self._decided(criterion, others) & ~right) | self._refused
            best = self._pick(self._measure(criterion, others, honest=True), left, OFFERED)
            longest = self._pick(self._lengths, left, 5)
            chance = 1 - comb(int((~left & ~right).sum()), 5) / max(1, comb(int((~left).sum()), 5))
            tried.append((right[best[:5]].any(), right[best].any(), chance, right[longest].any()))
        return len(tried), *np.array(tried, dtype=float).mean(axis=0).round(4)

    # What it is read with

    @cached_property
    def _refused(self) -> np.ndarray:
        return self.passages["refused"].to_numpy(dtype=bool)

    @cached_property
    def _words(self) -> Words:
        return Words(self.sentences, self.passages, self.examples["sentence"].tolist())

    @cached_property
    def _readings(self) -> list[tuple[float, Words | Meanings]]:
        """What passages are read with, and its weight."""
        if self.meaning is None:
            return [(_BY_WORDS, self._words)]
        meanings = Meanings(self.meaning, self.sentences, self.passages, self.examples["sentence"].tolist())
        return [(_BY_WORDS, self._words), (_BY_MEANING, meanings)]

    @cached_property
    def _lengths(self) -> np.ndarray:
        return self.passages["passage"].str.len().to_numpy(dtype=float)

    @cached_property
    def _seen(self) -> np.ndarray:
        """Which examples are taken from a searched source."""
        alone = self.passages[self.passages["first"] == self.passages["last"]]
        return taken_from(self.examples["sentence"].tolist(), alone.groupby("source_id")["passage"].agg(" ".join))

    @cached_property
    def _halves(self) -> list[np.ndarray]:
        """The passages of every other source, and the rest: none is told from ordinary prose that it is itself part of."""
        return [np.flatnonzero(self._alike["source_id"] % 2 == half) for half in (0, 1)]

    @cached_property
    def _learnt(self) -> dict[bool, list[tuple[float, Words | Meanings, list[Regression]]]]:
        return {}

    def _regressions(self, honest: bool) -> list[tuple[float, Words | Meanings, list[Regression]]]:
        """For each reading its weight and a regression for each half of the passages, learnt once.

        Examples teach what a criterion sounds like; sentences of the other half, what ordinary prose does.
        """
        if honest not in self._learnt:
            kept = np.flatnonzero(~self._seen) if honest else np.arange(len(self.examples))
            answers = np.zeros((len(kept), len(self.criteria) + 1))
            answers[np.arange(len(kept)), [self.criteria.index(of) for of in self.examples["criterion"].iloc[kept]]] = 1
            answers[:, -1] = 1
            self._learnt[honest] = [
                (weight, reading, self._both(reading, reading.examples[kept], answers))
                for weight, reading in self._readings
            ]
        return self._learnt[honest]

    def _both(self, reading: Words | Meanings, examples, answers: np.ndarray) -> list[Regression]:
        alike = similarities(examples)
        return [self._regression(reading, examples, alike, answers, half) for half in (0, 1)]

    def _regression(self, reading: Words | Meanings, examples, alike, answers: np.ndarray, half: int) -> Regression:
        ordinary = self._halves[1 - half]
        alone = ordinary[(self.passages["first"] == self.passages["last"]).to_numpy()[ordinary]]
        alone = alone[:: max(1, -(-len(alone) // ORDINARY_AT_MOST))]
        none = np.zeros((len(alone), answers.shape[1]))
        told, passages = reading.passages[alone], reading.passages[self._halves[half]]
        alike = similarities(examples, told, alike)
        return Regression(stacked(examples, told), alike, np.vstack([answers, none]), passages, reading.ridge)

    def _measure(self, criterion: str, evidence: pd.DataFrame, honest: bool = False) -> np.ndarray:
        """One number a passage: how far it sounds like the criterion, and like evidence at all, in all readings.

        Accepted passages teach what the criteria sound like, those rejected for this one what it does not.
        """
        questions = (self.criteria.index(criterion), len(self.criteria))
        told = [self._told(evidence, each) for each in (criterion, "")]
        everything = list(dict.fromkeys([*told[0], *told[1]]))
        measure = np.zeros(len(self.passages))
        for weight, reading, halves in self._regressions(honest):
            found = np.zeros((len(self.passages), 2))
            for half, regression in zip(self._halves, halves, strict=True):
                regression.teach(everything, reading.read)
                for column, (question, answers) in enumerate(zip(questions, told, strict=True)):
                    found[half, column] = regression.scores(question, answers)
            measure += weight * (_standard(found[:, 0]) + _EVIDENCE_AT_ALL * _standard(found[:, 1]))
        return measure

    def _told(self, evidence: pd.DataFrame, criterion: str) -> dict[str, float]:
        """What the coach's decisions teach of a criterion, or of evidence at all: 1 or 0 for each quote."""
        known = evidence[evidence["criterion"].isin(self.criteria) & (evidence["quote"].str.strip() != "")]
        accepted = known[known["decision"] == "accepted"]
        rejected = known[(known["decision"] == "rejected") & (known["criterion"] == criterion)]
        told = dict.fromkeys([*accepted["quote"], *rejected["quote"]], 0.0)
        meant = accepted if not criterion else accepted[accepted["criterion"] == criterion]
        return told | dict.fromkeys(meant["quote"], 1.0)

    # What is offered

    def _decided(self, criterion: str, evidence: pd.DataFrame) -> np.ndarray:
        decided = evidence[(evidence["criterion"] == criterion) & evidence["decision"].isin(["accepted", "rejected"])]
        return self._overlaps(
            decided.loc[decided["start"].notna() & decided["end"].notna(), ["source_id", "start", "end"]].to_numpy()
        )

    def _overlaps(self, spans) -> np.ndarray:
        """Whether a passage shares at least half of the shorter of the two with one of the spans (source_id, start, end)."""
        source, start, end = (self.passages[column].to_numpy() for column in ("source_id", "start", "end"))
        found = np.zeros(len(self.passages), dtype=bool)
        for of, opens, closes in spans:
            shared = np.minimum(end, int(closes)) - np.maximum(start, int(opens))
            found |= (source == of) & (2 * shared >= np.minimum(end - start, int(closes) - int(opens)))
        return found

    def _pick(self, measure: np.ndarray, left_out: np.ndarray, k: int) -> list[int]:
        """The rows of the best passages that do not overlap, with something taken off for each earlier one of the same source,
        clients or kind."""
        value = np.where(left_out, -np.inf, measure)
        pool = np.argsort(-value, kind="stable")[: 60 * k]
        value, picked = value[pool], []
        like = {column: codes[pool] for column, codes in self._alike.items()}
        start, end = (self.passages[column].to_numpy()[pool] for column in ("start", "end"))
        while len(picked) < k and (value > -np.inf).any():
            best = int(value.argmax())
            picked.append(best)
            for column, off in _REPEATED.items():
                value = value - off * (like[column] == like[column][best])
            here = like["source_id"] == like["source_id"][best]
            often = sum(like["source_id"][one] == like["source_id"][best] for one in picked) >= MOST_OF_A_SOURCE
            value[here & (often | ((start < end[best]) & (start[best] < end)))] = -np.inf
        return [int(row) for row in pool[picked]]

    @cached_property
    def _alike(self) -> dict[str, np.ndarray]:
        """For each column of _REPEATED, a number that passages with the same value share."""
        return {column: self.passages[column].astype("category").cat.codes.to_numpy() for column in _REPEATED}

    def _whys(self, rows: list[int], criterion: str, evidence: pd.DataFrame) -> list[str]:
        """Which example or accepted passage of the criterion each row resembles most, and the rarest words they share."""
        examples = np.flatnonzero((self.examples["criterion"] == criterion).to_numpy())
        own = evidence[(evidence["criterion"] == criterion) & (evidence["decision"] == "accepted")]
        texts = [*self.examples["sentence"].iloc[examples], *own["quote"]]
        origins = [*self.examples["origin"].iloc[examples], *("your " + own["evidence_id"])]
        if not texts or not rows:
            return [""] * len(rows)
        taught = self._words.examples[examples]
        taught = stacked(taught, self._words.read(own["quote"].tolist())) if len(own) else taught
        alike = (self._words.passages[rows] @ taught.T).toarray().argmax(axis=1)
        return [self._why(row, texts[best], origins[best]) for row, best in zip(rows, alike, strict=True)]

    def _why(self, row: int, example: str, origin: str) -> str:
        theirs = {stem for stem, _ in content_words(plain_words(example))}
        ours = dict(reversed(content_words(plain_words(self.passages.at[row, "passage"]))))
        shared = sorted(theirs & ours.keys(), key=lambda word: (-self._words.rarity(word), word))[:4]
        words = ", ".join(ours[word] for word in shared)
        return f"like {origin}" + (f"; both speak of: {words}" if words else "")


def _standard(values: np.ndarray) -> np.ndarray:
    spread = values.std()
    return (values - values.mean()) / (spread if spread > 0 else 1.0)


def _typed(rows: list[tuple]) -> pd.DataFrame:
    whole = dict.fromkeys(("rank", "start", "end"), "int64")
    return pd.DataFrame(rows, columns=CANDIDATES).astype({**whole, "score": "float64"})
