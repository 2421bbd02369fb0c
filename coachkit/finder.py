"""Offer passages that may evidence a criterion, learnt from example sentences and from what the coach has accepted."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import comb

import numpy as np
import pandas as pd

from coachkit import text
from coachkit.coverage import clients_of, known_ids, only_refused
from coachkit.likeness import Model, Reading, plain_words
from coachkit.words import WORD, content_words

CANDIDATES = ["criterion", "rank", "source_id", "start", "end", "passage", "score", "why"]
CHECK = ["criterion", "n", "hit_at_5", "hit_at_10", "random_at_5", "longest_at_5"]

OFFERED = 10
MOST_OF_A_SOURCE = 2
FEWEST_WORDS = 6
ORDINARY_AT_MOST = 4000  # sentences of the coach's own that stand for ordinary prose
_EVIDENCE_AT_ALL = 0.3  # weight of "evidences anything" beside the criterion itself; chosen in the folds
_REPEATED = {
    "source_id": 0.3,
    "kind": 0.02,
    "client_ids": 0.05,
}  # taken off the measure for each one of the same already offered


def search(framework: pd.DataFrame, sentences: pd.DataFrame, clients: pd.DataFrame, cues: pd.DataFrame) -> "Search":
    """Make the sentences of a practice searchable for the criteria of a framework.

    `sentences` as from text.sentences; `cues`: criterion, sentence (example sentences; those of other frameworks are left out).
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
    return Search(tuple(known), sentences["sentence"].tolist(), passages, examples)


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

    def candidates(self, criteria, evidence: pd.DataFrame, k: int = OFFERED, honest: bool = False) -> pd.DataFrame:
        """The `k` likeliest passages for each of `criteria` (CANDIDATES; score: larger is likelier), over different sources.

        A passage half of which is accepted or rejected for the criterion is not offered. `honest`: an example of which
        half the runs of four words stand in one of the searched sources is not learnt from.
        """
        wanted = [criterion for criterion in criteria if criterion in self.criteria]
        if not self._refused.size or self._refused.all() or not wanted:
            return _typed([])
        model = self._model(evidence, honest)
        rows = []
        for criterion in wanted:
            measure = self._measure(model.scores(self._reading.passages, criterion), model)
            best = self._pick(measure, self._decided(criterion, evidence) | self._refused, k)
            whys = self._whys(best, model, criterion)
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
        model, counts = self._model(evidence, honest=False), {}
        for criterion in wanted:
            measure = self._measure(model.scores(self._reading.passages, criterion), model)
            counts[criterion] = int(self._refused[self._pick(measure, self._decided(criterion, evidence), k)].sum())
        return pd.Series(counts, dtype="int64")

    def check(self, evidence: pd.DataFrame) -> pd.DataFrame:
        """How often each accepted passage is found again when it is left out (CHECK), beside chance and the longest passages.

        Shares of the `n` accepted passages of a criterion; examples taken from the searched sources are not learnt from.
        """
        accepted = evidence[(evidence["decision"] == "accepted") & evidence["criterion"].isin(self.criteria)]
        searched = self.passages.loc[~self._refused, "source_id"]
        accepted = accepted[accepted["source_id"].isin(searched) & accepted["start"].notna()]
        rows = []
        if len(accepted):
            model = self._model(evidence, honest=True)
            rows = [
                (criterion, *self._checked(links, model, evidence[evidence["criterion"] == criterion]))
                for criterion, links in accepted.groupby("criterion", sort=True)
            ]
        return pd.DataFrame(rows, columns=CHECK).astype(dict.fromkeys(CHECK[2:], "float64") | {"n": "int64"})

    def _checked(self, links: pd.DataFrame, model: Model, decided: pd.DataFrame) -> tuple:
        tried = []
        for number, link in links.iterrows():
            right = self._overlaps([(link["source_id"], link["start"], link["end"])])
            left = (self._decided(link["criterion"], decided.drop(index=number)) & ~right) | self._refused
            scores = model.scores(self._reading.passages, link["criterion"], without=number)
            best = self._pick(self._measure(scores, model), left, OFFERED)
            longest = self._pick(self._lengths, left, 5)
            chance = 1 - comb(int((~left & ~right).sum()), 5) / max(1, comb(int((~left).sum()), 5))
            tried.append((right[best[:5]].any(), right[best].any(), chance, right[longest].any()))
        return len(tried), *np.array(tried, dtype=float).mean(axis=0).round(4)

    @cached_property
    def _models(self) -> dict:
        return {}

    @cached_property
    def _refused(self) -> np.ndarray:
        return self.passages["refused"].to_numpy(dtype=bool)

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.sentences, self.passages, self.examples["sentence"].tolist())

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

    def _model(self, evidence: pd.DataFrame, honest: bool) -> Model:
        """Examples and accepted passages teach what a criterion sounds like; the coach's other sentences what ordinary prose does.

        Learnt once for the same accepted passages."""
        accepted = evidence[(evidence["decision"] == "accepted") & evidence["criterion"].isin(self.criteria)]
        key = (honest, *accepted[["criterion", "quote"]].itertuples(name=None))
        if key not in self._models:
            self._models[key] = self._learnt(accepted, honest)
        return self._models[key]

    def _learnt(self, accepted: pd.DataFrame, honest: bool) -> Model:
        from scipy.sparse import vstack

        kept = ~self._seen if honest else np.ones(len(self.examples), dtype=bool)
        taught = self.examples[kept].assign(number=-1)
        if len(accepted):
            own = accepted.assign(
                sentence=accepted["quote"], origin="your " + accepted["evidence_id"], number=accepted.index
            )
            taught = pd.concat([taught, own[["criterion", "sentence", "origin", "number"]]], ignore_index=True)
        alone = np.flatnonzero((self.passages["first"] == self.passages["last"]).to_numpy())
        alone = alone[:: max(1, -(-len(alone) // ORDINARY_AT_MOST))]
        rows = vstack(
            [
                self._reading.examples[np.flatnonzero(kept)],
                self._reading.read(accepted["quote"].tolist()),
                self._reading.passages[alone],
            ]
        ).tocsr()
        return Model(self.criteria, taught.reset_index(drop=True), rows)

    def _measure(self, scores: np.ndarray, model: Model) -> np.ndarray:
        return _standard(scores) + _EVIDENCE_AT_ALL * _standard(model.scores(self._reading.passages))

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
        open_to_choice = np.where(left_out, -np.inf, measure)
        pool = np.argsort(-open_to_choice, kind="stable")[: 60 * k]
        picked, used = [], Counter()
        places = self.passages[["source_id", "kind", "client_ids", "start", "end"]].iloc[pool].to_dict("records")
        value = {
            int(i): (open_to_choice[i], place)
            for i, place in zip(pool, places, strict=True)
            if open_to_choice[i] > -np.inf
        }
        while value and len(picked) < k:
            best = max(
                value,
                key=lambda i: (
                    value[i][0] - sum(off * used[column, value[i][1][column]] for column, off in _REPEATED.items())
                ),
            )
            chosen = value.pop(best)[1]
            picked.append(best)
            used.update((column, chosen[column]) for column in _REPEATED)
            value = {i: held for i, held in value.items() if not _in_the_way(held[1], chosen, used)}
        return picked

    def _whys(self, rows: list[int], model: Model, criterion: str) -> list[str]:
        """Which example or accepted passage of the criterion each row resembles most, and the rarest words they share."""
        of = np.flatnonzero((model.taught["criterion"] == criterion).to_numpy())
        if not len(of) or not rows:
            return [""] * len(rows)
        alike = np.asarray((self._reading.passages[rows] @ model.rows[of].T).todense())
        return [self._why(row, model.taught.iloc[of[alike[n].argmax()]]) for n, row in enumerate(rows)]

    def _why(self, row: int, example: pd.Series) -> str:
        theirs = {stem for stem, _ in content_words(plain_words(example["sentence"]))}
        ours = dict(reversed(content_words(plain_words(self.passages.at[row, "passage"]))))
        shared = sorted(theirs & ours.keys(), key=lambda word: (-self._reading.rarity(word), word))[:4]
        words = ", ".join(ours[word] for word in shared)
        return f"like {example['origin']}" + (f"; both speak of: {words}" if words else "")


def _runs(words: str) -> set[tuple[str, ...]]:
    found = [match[0] for match in WORD.finditer(plain_words(words))]
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
