"""How far a passage sounds like a criterion: texts as vectors, and a regression learnt from examples of each criterion."""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import numpy as np
import pandas as pd

from coachkit.meaning import Meaning
from coachkit.words import WORD, stem

_IDS = re.compile(r"\b[CO]\d{2,}\b")


class Words:
    """Passages and examples as vectors of their words with their neighbours, and of runs of letters, each view of length 1."""

    ridge = 3.0
    """How far the weights are held back; chosen in the folds."""

    def __init__(self, sentences: list[str], passages: pd.DataFrame, examples: list[str]):
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, preprocessor=plain_words)
        self._views = [
            (CountVectorizer(analyzer=_words_and_pairs), TfidfTransformer(sublinear_tf=True)),
            (letters, TfidfTransformer(sublinear_tf=True)),
        ]
        together, of_passages, of_examples = _windows(passages, len(sentences)), [], []
        for counter, weigher in self._views:
            counted = counter.fit_transform(sentences + examples)
            weigher.fit(counted)
            of_passages.append(weigher.transform(together @ counted[: len(sentences)]))
            of_examples.append(weigher.transform(counted[len(sentences) :]))
        self.passages, self.examples = _joined(of_passages), _joined(of_examples)

    def read(self, texts: list[str]):
        """One sparse row a text."""
        return _joined([weigher.transform(counter.transform(texts)) for counter, weigher in self._views])

    @cached_property
    def _rarities(self) -> dict[str, float]:
        counter, weigher = self._views[0]
        return {word: float(weigher.idf_[place]) for word, place in counter.vocabulary_.items()}

    def rarity(self, word: str) -> float:
        """How rare a stem is among the sentences; larger is rarer."""
        return self._rarities.get(word, 0.0)


class Meanings:
    """Passages and examples as vectors of their meaning; a passage's is the direction of the sum of its sentences'."""

    ridge = 1.0

    def __init__(self, meaning: Meaning, sentences: list[str], passages: pd.DataFrame, examples: list[str]):
        self._meaning = meaning
        read = meaning.vectors([*sentences, *examples]).astype("float64")
        together = _windows(passages, len(sentences)) @ read[: len(sentences)]
        self.passages = together / np.maximum(np.linalg.norm(together, axis=1, keepdims=True), 1e-9)
        self.examples = read[len(sentences) :]

    def read(self, texts: list[str]) -> np.ndarray:
        """One row a text."""
        return self._meaning.vectors(texts).astype("float64")


class Regression:
    """Ridge regression on similarities that scores some passages for several questions at once.

    `rows`: what it is taught, `alike`: how similar each is to each; `answers`: a column a question; `passages`: what it
    scores. What is taught later is kept apart, so that one text more, or one left out, costs a moment and gives the same
    as learning everything anew (the rule for the inverse of a bordered matrix).
    """

    def __init__(self, rows, alike: np.ndarray, answers: np.ndarray, passages, ridge: float):
        from scipy.linalg import cho_factor, cho_solve

        alike = alike + ridge * np.eye(len(alike))
        self._rows, self._passages, self._ridge = rows, passages, ridge
        self._factor = cho_factor(alike, lower=True, overwrite_a=True)
        self._weights = cho_solve(self._factor, answers)
        self._scores = _dense(passages @ (rows.T @ self._weights))
        self._later: dict[str, int] = {}
        self._met = np.zeros((rows.shape[0], 0))
        self._pulls, self._among, self._seen = np.zeros((passages.shape[0], 0)), np.zeros((0, 0)), None

    def teach(self, texts: Iterable[str], read: Callable[[list[str]], object]) -> None:
        """Make texts ready to be taught, as a reading's `read` gives them; those that are known already cost nothing."""
        from scipy.linalg import cho_solve

        new = [text for text in texts if text not in self._later]
        if not new:
            return
        held, more = len(self._later), read(new)
        self._later |= {text: held + number for number, text in enumerate(new)}
        met = _dense(self._rows @ more.T)
        solved = cho_solve(self._factor, met)
        pulls = _dense(self._passages @ more.T) - _dense(self._passages @ (self._rows.T @ solved))
        self._seen = stacked(self._seen, more) if held else more
        self._met, self._pulls = np.hstack([self._met, met]), np.hstack([self._pulls, pulls])
        beside = _dense(self._seen @ more.T) - self._met.T @ solved
        beside[held:][np.diag_indices(len(new))] += self._ridge
        self._among = np.block([[self._among, beside[:held]], [beside[:held].T, beside[held:]]])

    def scores(self, question: int, told: Mapping[str, float]) -> np.ndarray:
        """One number a passage for a question, with these texts and their answers taught as well."""
        from scipy.linalg import solve

        if not told:
            return self._scores[:, question]
        at, answers = [self._later[text] for text in told], np.array([*told.values()])
        missed = answers - self._met[:, at].T @ self._weights[:, question]
        return self._scores[:, question] + self._pulls[:, at] @ solve(self._among[np.ix_(at, at)], missed)


def similarities(rows, more=None, alike: np.ndarray | None = None) -> np.ndarray:
    """How similar each row is to each, then each of `more` too; `alike`: what is known among the rows alone."""
    alike = _dense(rows @ rows.T) if alike is None else alike
    if more is None:
        return alike
    beside = _dense(rows @ more.T)
    return np.block([[alike, beside], [beside.T, _dense(more @ more.T)]])


def _windows(passages: pd.DataFrame, sentences: int):
    """A row a passage, a column a sentence: 1 where the sentence is part of the passage."""
    from scipy.sparse import csr_matrix

    lengths = (passages["last"] - passages["first"] + 1).to_numpy()
    ends = np.cumsum(lengths)
    columns = (
        np.arange(ends[-1]) - np.repeat(ends - lengths, lengths) + np.repeat(passages["first"].to_numpy(), lengths)
    )
    return csr_matrix((np.ones(len(columns)), columns, np.concatenate([[0], ends])), shape=(len(passages), sentences))


def _dense(matrix) -> np.ndarray:
    return matrix.toarray() if hasattr(matrix, "toarray") else np.asarray(matrix)


def stacked(one, other):
    """Two readings' rows, one under the other."""
    from scipy.sparse import issparse, vstack

    return vstack([one, other]).tocsr() if issparse(one) else np.vstack([one, other])


def _joined(views: list):
    from scipy.sparse import hstack

    return hstack(views).tocsr() * 0.5**0.5


def plain_words(words: str) -> str:
    """The text in lower case with straight apostrophes, every id read as "the client"."""
    return _IDS.sub("the client", words).replace("’", "'").lower()


def _words_and_pairs(words: str) -> list[str]:
    stems = [stem(match[0]) for match in WORD.finditer(plain_words(words))]
    return stems + [f"{one} {two}" for one, two in itertools.pairwise(stems)]


def taken_from(examples: list[str], texts: Iterable[str]) -> np.ndarray:
    """Whether half of each example's runs of four words stand in one of the texts."""
    runs = [_runs(example) for example in examples]
    wanted, shares = set().union(*runs), np.zeros(len(runs))
    for text in texts:
        if there := _runs(text) & wanted:
            shares = np.maximum(shares, [len(run & there) / max(1, len(run)) for run in runs])
    return shares >= 0.5


def _runs(words: str) -> set[tuple[str, ...]]:
    found = [match[0] for match in WORD.finditer(plain_words(words))]
    return set(zip(found, found[1:], found[2:], found[3:], strict=False))
