"""Offer passages that may evidence a criterion, learnt from example sentences and from what the coach has accepted."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import comb

import numpy as np
import pandas as pd

from coachkit import text
from coachkit.coverage import clients_of, known_ids, only_refused
from coachkit.words import WORD, content_words, stem

CANDIDATES = ["criterion", "rank", "source_id", "start", "end", "passage", "score", "why"]
CHECK = ["criterion", "n", "hit_at_5", "hit_at_10", "random_at_5", "longest_at_5"]

OFFERED = 10
MOST_OF_A_SOURCE = 2
FEWEST_WORDS = 6
ORDINARY_AT_MOST = 4000  # sentences of the coach's own that stand for ordinary prose
_RIDGE = 3.0  # how far the weights are held back; chosen in the folds
_EVIDENCE_AT_ALL = 0.3  # weight of "evidences anything" beside the criterion itself; chosen in the folds
_REPEATED = {"source_id": 0.3, "kind": 0.02, "client_ids": 0.05}  # taken off the measure for each one of the same already offered
_IDS = re.compile(r"\b[CO]\d{2,}\b")


def search(framework: pd.DataFrame, sentences: pd.DataFrame, clients: pd.DataFrame, cues: pd.DataFrame) -> "Search":
    """Make the sentences of a practice searchable for the criteria of a framework.

    `sentences` as from text.sentences; `cues`: criterion, sentence (example sentences; those of other frameworks are left out).
    """
    refused = set(clients.loc[clients["consent"] == "no", "client_id"])
    windows, ids = text.passages(sentences), known_ids(clients["client_id"], sentences["client_ids"])
    usable = np.array([
        not only_refused(clients_of(words, of, ids), refused) for words, of in zip(windows["passage"], windows["client_ids"], strict=True)
    ], dtype=bool)
    known = framework["criterion"].tolist()
    wording = (framework["text"] + " " + framework["evidence_hint"]).tolist()
    examples = pd.concat([
        cues.loc[cues["criterion"].isin(known), ["criterion", "sentence"]].assign(origin="an example"),
        pd.DataFrame({"criterion": known, "sentence": wording, "origin": "the criterion's own words"}),
    ], ignore_index=True)
    long_enough = windows["passage"].str.count(r"\w+") >= FEWEST_WORDS
    return Search(tuple(known), sentences["sentence"].tolist(), windows[usable & long_enough].reset_index(drop=True), examples)


@dataclass(frozen=True)
class Search:
    """The passages of a practice (only those that may be shown), and the example sentences of each criterion."""

    criteria: tuple[str, ...]
    sentences: list[str]
    passages: pd.DataFrame
    examples: pd.DataFrame

    def candidates(self, criteria, evidence: pd.DataFrame, k: int = OFFERED, honest: bool = False) -> pd.DataFrame:
        """The `k` likeliest passages for each of `criteria` (CANDIDATES; score: larger is likelier), over different sources.

        A passage half of which is accepted or rejected for the criterion is not offered. `honest`: an example of which
        half the runs of four words stand in one of the searched sources is not learnt from.
        """
        wanted = [criterion for criterion in criteria if criterion in self.criteria]
        if self.passages.empty or not wanted:
            return _typed([])
        model = self._model(evidence, honest)
        rows = []
        for criterion in wanted:
            measure = self._measure(model.scores(self._reading.passages, criterion), model)
            best = self._pick(measure, self._decided(criterion, evidence), k)
            whys = self._whys(best, model, criterion)
            rows += [
                (criterion, rank, *self.passages.loc[i, CANDIDATES[2:6]], round(float(measure[i]), 4), why)
                for rank, (i, why) in enumerate(zip(best, whys, strict=True), start=1)
            ]
        return _typed(rows)

    def check(self, evidence: pd.DataFrame) -> pd.DataFrame:
        """How often each accepted passage is found again when it is left out (CHECK), beside chance and the longest passages.

        Shares of the `n` accepted passages of a criterion; examples taken from the searched sources are not learnt from.
        """
        accepted = evidence[(evidence["decision"] == "accepted") & evidence["criterion"].isin(self.criteria)]
        accepted = accepted[accepted["source_id"].isin(self.passages["source_id"]) & accepted["start"].notna()]
        rows = []
        if len(accepted):
            model = self._model(evidence, honest=True)
            rows = [
                (criterion, *self._checked(links, model, evidence[evidence["criterion"] == criterion]))
                for criterion, links in accepted.groupby("criterion", sort=True)
            ]
        return pd.DataFrame(rows, columns=CHECK).astype(dict.fromkeys(CHECK[2:], "float64") | {"n": "int64"})

    def _checked(self, links: pd.DataFrame, model: "_Model", decided: pd.DataFrame) -> tuple:
        tried = []
        for number, link in links.iterrows():
            right = self._overlaps([(link["source_id"], link["start"], link["end"])])
            left = self._decided(link["criterion"], decided.drop(index=number)) & ~right
            scores = model.scores(self._reading.passages, link["criterion"], without=number)
            best = self._pick(self._measure(scores, model), left, OFFERED)
            longest = self._pick(self._lengths, left, 5)
            chance = 1 - comb(int((~left & ~right).sum()), 5) / max(1, comb(int((~left).sum()), 5))
            tried.append((right[best[:5]].any(), right[best].any(), chance, right[longest].any()))
        return len(tried), *np.array(tried, dtype=float).mean(axis=0).round(4)

    @cached_property
    def _reading(self) -> "_Reading":
        return _Reading(self.sentences, self.passages, self.examples["sentence"].tolist())

    @cached_property
    def _lengths(self) -> np.ndarray:
        return self.passages["passage"].str.len().to_numpy(dtype=float)

    @cached_property
    def _seen(self) -> np.ndarray:
        """Whether half of an example's runs of four words stand in one searched source."""
        runs = [_runs(sentence) for sentence in self.examples["sentence"]]
        wanted = set().union(*runs)
        shares = np.zeros(len(runs))
        alone = self.passages[self.passages["first"] == self.passages["last"]]
        for _, sentences in alone.groupby("source_id"):
            there = _runs(" ".join(sentences["passage"])) & wanted
            if there:
                shares = np.maximum(shares, [len(run & there) / max(1, len(run)) for run in runs])
        return shares >= 0.5

    def _model(self, evidence: pd.DataFrame, honest: bool) -> "_Model":
        """Examples and accepted passages teach what a criterion sounds like; the coach's other sentences what ordinary prose does."""
        from scipy.sparse import vstack

        kept = ~self._seen if honest else np.ones(len(self.examples), dtype=bool)
        accepted = evidence[(evidence["decision"] == "accepted") & evidence["criterion"].isin(self.criteria)]
        taught = self.examples[kept].assign(number=-1)
        if len(accepted):
            own = accepted.assign(sentence=accepted["quote"], origin="your " + accepted["evidence_id"], number=accepted.index)
            taught = pd.concat([taught, own[["criterion", "sentence", "origin", "number"]]], ignore_index=True)
        alone = np.flatnonzero((self.passages["first"] == self.passages["last"]).to_numpy())
        alone = alone[:: max(1, -(-len(alone) // ORDINARY_AT_MOST))]
        rows = vstack([
            self._reading.examples[np.flatnonzero(kept)],
            self._reading.read(accepted["quote"].tolist()),
            self._reading.passages[alone],
        ]).tocsr()
        return _Model(self.criteria, taught.reset_index(drop=True), rows)

    def _measure(self, scores: np.ndarray, model: "_Model") -> np.ndarray:
        return _standard(scores) + _EVIDENCE_AT_ALL * _standard(model.scores(self._reading.passages))

    def _decided(self, criterion: str, evidence: pd.DataFrame) -> np.ndarray:
        decided = evidence[(evidence["criterion"] == criterion) & evidence["decision"].isin(["accepted", "rejected"])]
        return self._overlaps(decided.loc[decided["start"].notna() & decided["end"].notna(), ["source_id", "start", "end"]].to_numpy())

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
        open_to_choice = np.where(left_out, -np.inf, measure)
        pool = np.argsort(-open_to_choice, kind="stable")[: 60 * k]
        picked, used = [], Counter()
        places = self.passages[["source_id", "kind", "client_ids", "start", "end"]].iloc[pool].to_dict("records")
        value = {int(i): (open_to_choice[i], place) for i, place in zip(pool, places, strict=True) if open_to_choice[i] > -np.inf}
        while value and len(picked) < k:
            best = max(value, key=lambda i: value[i][0] - sum(off * used[column, value[i][1][column]] for column, off in _REPEATED.items()))
            chosen = value.pop(best)[1]
            picked.append(best)
            used.update((column, chosen[column]) for column in _REPEATED)
            value = {i: held for i, held in value.items() if not _in_the_way(held[1], chosen, used)}
        return picked

    def _whys(self, rows: list[int], model: "_Model", criterion: str) -> list[str]:
        """Which example or accepted passage of the criterion each row resembles most, and the rarest words they share."""
        of = np.flatnonzero((model.taught["criterion"] == criterion).to_numpy())
        if not len(of) or not rows:
            return [""] * len(rows)
        alike = np.asarray((self._reading.passages[rows] @ model.rows[of].T).todense())
        return [self._why(row, model.taught.iloc[of[alike[n].argmax()]]) for n, row in enumerate(rows)]

    def _why(self, row: int, example: pd.Series) -> str:
        theirs = {stem for stem, _ in content_words(_plain(example["sentence"]))}
        ours = dict(reversed(content_words(_plain(self.passages.at[row, "passage"]))))
        shared = sorted(theirs & ours.keys(), key=lambda word: (-self._reading.rarity(word), word))[:4]
        words = ", ".join(ours[word] for word in shared)
        return f"like {example['origin']}" + (f"; both speak of: {words}" if words else "")


class _Reading:
    """Passages and examples as vectors: words with their neighbours, and runs of letters, each view of length 1."""

    def __init__(self, sentences: list[str], passages: pd.DataFrame, examples: list[str]):
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, preprocessor=_plain)
        self._views = [(CountVectorizer(analyzer=_words_and_pairs), TfidfTransformer(sublinear_tf=True)), (letters, TfidfTransformer(sublinear_tf=True))]
        together, counts = _windows(passages, len(sentences)), []
        for counter, weigher in self._views:
            counted = counter.fit_transform(sentences + examples)
            weigher.fit(counted)
            counts.append(weigher.transform(together @ counted[: len(sentences)]))
        self.passages, self.examples = _joined(counts), self.read(examples)

    def read(self, texts: list[str]):
        """One sparse row a text."""
        from scipy.sparse import csr_matrix

        return _joined([
            weigher.transform(counter.transform(texts)) if texts else csr_matrix((0, len(counter.vocabulary_)))
            for counter, weigher in self._views
        ])

    @cached_property
    def _rarities(self) -> dict[str, float]:
        counter, weigher = self._views[0]
        return {word: float(weigher.idf_[place]) for word, place in counter.vocabulary_.items()}

    def rarity(self, word: str) -> float:
        """How rare a stem is among the sentences; larger is rarer."""
        return self._rarities.get(word, 0.0)


class _Model:
    """Ridge regression on similarities: one answer a criterion, and one for evidence of any kind; ordinary prose counts as none."""

    def __init__(self, criteria: tuple[str, ...], taught: pd.DataFrame, rows):
        from scipy.linalg import solve

        self.criteria, self.taught, self.rows = criteria, taught, rows
        answers = np.zeros((rows.shape[0], len(criteria) + 1))
        answers[np.arange(len(taught)), [criteria.index(criterion) for criterion in taught["criterion"]]] = 1
        answers[: len(taught), -1] = 1
        alike = (rows @ rows.T).toarray()
        alike[np.diag_indices_from(alike)] += _RIDGE
        self._alike = alike
        self._weights = solve(alike, answers, assume_a="pos")

    @cached_property
    def _of_taught(self) -> np.ndarray:
        from scipy.linalg import solve

        return solve(self._alike, np.eye(len(self._alike), len(self.taught)), assume_a="pos")

    def scores(self, passages, criterion: str = "", without: int | None = None) -> np.ndarray:
        """One number a passage: how far it sounds like the criterion (or like evidence at all), as if the accepted
        passage `without` (its row in the evidence) had not been there; the last by the usual rule for leaving a row out."""
        column = self.criteria.index(criterion) if criterion else -1
        weights = self._weights[:, column]
        if without is not None:
            for row in np.flatnonzero((self.taught["number"] == without).to_numpy()):
                weights = weights - self._of_taught[:, row] * weights[row] / self._of_taught[row, row]
        return passages @ (self.rows.T @ weights)


def _windows(passages: pd.DataFrame, sentences: int):
    """A row a passage, a column a sentence: 1 where the sentence is part of the passage."""
    from scipy.sparse import csr_matrix

    lengths = (passages["last"] - passages["first"] + 1).to_numpy()
    ends = np.cumsum(lengths)
    columns = np.arange(ends[-1]) - np.repeat(ends - lengths, lengths) + np.repeat(passages["first"].to_numpy(), lengths)
    return csr_matrix((np.ones(len(columns)), columns, np.concatenate([[0], ends])), shape=(len(passages), sentences))


def _joined(views: list):
    from scipy.sparse import hstack

    return hstack(views).tocsr() * 0.5**0.5


def _plain(words: str) -> str:
    return _IDS.sub("the client", words).replace("’", "'").lower()


def _words_and_pairs(words: str) -> list[str]:
    stems = [stem(match[0]) for match in WORD.finditer(_plain(words))]
    return stems + [f"{one} {two}" for one, two in itertools.pairwise(stems)]


def _runs(words: str) -> set[tuple[str, ...]]:
    found = [match[0] for match in WORD.finditer(_plain(words))]
    return set(zip(found, found[1:], found[2:], found[3:], strict=False))


def _standard(values: np.ndarray) -> np.ndarray:
    spread = values.std()
    return (values - values.mean()) / (spread if spread > 0 else 1.0)


def _in_the_way(place: dict, chosen: dict, used: Counter) -> bool:
    if place["source_id"] != chosen["source_id"]:
        return False
    overlapping = place["start"] < chosen["end"] and chosen["start"] < place["end"]
    return overlapping or used["source_id", place["source_id"]] >= MOST_OF_A_SOURCE


def _typed(rows: list[tuple]) -> pd.DataFrame:
    whole = dict.fromkeys(("rank", "start", "end"), "int64")
    return pd.DataFrame(rows, columns=CANDIDATES).astype({**whole, "score": "float64"})
