"""What was learnt of one question about a sentence: from coaching prose and from other writing, by words and by meaning."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from coachkit import linear, shipped
from coachkit.meaning import Meaning

COACHING, ELSEWHERE = "coaching", "elsewhere"
SHARPER = 2.0  # how the log odds of coaching prose are turned into its share of the answer
BY_MEANING = 0.4  # the part of the answer that comes from the meaning of a sentence, where that is read


@dataclass(frozen=True)
class Blend:
    """A model of the words of a sentence, and one of its meaning where there is one; both give the same answers in one order."""

    words: linear.Linear
    meant: linear.Linear | None = None

    def probabilities(self, texts: list[str], cues: np.ndarray, meaning: Meaning | None) -> np.ndarray:
        """One row a text, one column an answer."""
        by_words = self.words.probabilities(texts, cues)
        if meaning is None or self.meant is None or not texts:
            return by_words
        by_meaning = self.meant.probabilities(texts, meaning.vectors(texts))
        both = (by_words + 1e-9) ** (1 - BY_MEANING) * (by_meaning + 1e-9) ** BY_MEANING
        return both / both.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Reader:
    """One question: `own` learnt from coaching prose, `other` from writing of other kinds, `kind` tells the two apart."""

    own: Blend
    other: Blend | None = None
    kind: linear.Linear | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The answers, in the order of the columns."""
        return self.own.words.labels

    def probabilities(self, sentences: pd.DataFrame, cues: np.ndarray, meaning: Meaning | None = None) -> np.ndarray:
        """One row a sentence (sentence, source_id), one column an answer: as coaching prose as far as its source sounds like that, else as other writing."""
        texts = sentences["sentence"].tolist()
        own = self.own.probabilities(texts, cues, meaning)
        if self.other is None or self.kind is None or not texts:
            return own
        coaching = self._coaching(sentences)[:, None]
        elsewhere = self.other.probabilities(texts, cues, meaning)
        return coaching * own + (1 - coaching) * _in_order(self.labels, self.other.words.labels, elsewhere)

    def _coaching(self, sentences: pd.DataFrame) -> np.ndarray:
        """How likely each sentence's source is coaching prose: the mean log odds of its sentences and that of all, together."""
        chances = self.kind.probabilities(sentences["sentence"].tolist(), np.zeros((len(sentences), 0)))
        odds = np.diff(
            np.log(chances[:, [self.kind.labels.index(ELSEWHERE), self.kind.labels.index(COACHING)]] + 1e-9), axis=1
        )[:, 0]
        mean = pd.Series(odds).groupby(sentences["source_id"].to_numpy()).transform("mean").to_numpy()
        return 1 / (1 + np.exp(-SHARPER * (mean + odds.mean())))


@cache
def load(question: str) -> Reader:
    """The shipped reader, read once, of "polarity", "aspects" or "reflection"."""
    other = _blend(f"{question}-elsewhere")
    return Reader(_blend(question), other, _model("kind") if other else None)


def _blend(name: str) -> Blend | None:
    words = _model(name)
    return Blend(words, _model(f"{name}-meaning")) if words else None


def _model(name: str) -> linear.Linear | None:
    path = shipped.data("models", f"{name}.npz")
    return linear.load(path) if path.is_file() else None


def _in_order(labels: tuple[str, ...], given: tuple[str, ...], chances: np.ndarray) -> np.ndarray:
    """The columns of another model in this order; an answer that it does not know has no chance."""
    none = np.zeros(len(chances))
    return np.column_stack([chances[:, given.index(label)] if label in given else none for label in labels])
