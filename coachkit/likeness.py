"""How far a passage sounds like a criterion: texts as vectors, and a regression learnt from examples of each criterion."""

import itertools
import re
from functools import cached_property

import numpy as np
import pandas as pd

from coachkit.words import WORD, stem

_RIDGE = 3.0  # how far the weights are held back; chosen in the folds
_IDS = re.compile(r"\b[CO]\d{2,}\b")


class Reading:
    """Passages and examples as vectors: words with their neighbours, and runs of letters, each view of length 1."""

    def __init__(self, sentences: list[str], passages: pd.DataFrame, examples: list[str]):
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, preprocessor=plain_words)
        self._views = [
            (CountVectorizer(analyzer=_words_and_pairs), TfidfTransformer(sublinear_tf=True)),
            (letters, TfidfTransformer(sublinear_tf=True)),
        ]
        together, counts = _windows(passages, len(sentences)), []
        for counter, weigher in self._views:
            counted = counter.fit_transform(sentences + examples)
            weigher.fit(counted)
            counts.append(weigher.transform(together @ counted[: len(sentences)]))
        self.passages, self.examples = _joined(counts), self.read(examples)

    def read(self, texts: list[str]):
        """One sparse row a text."""
        from scipy.sparse import csr_matrix

        return _joined(
            [
                weigher.transform(counter.transform(texts)) if texts else csr_matrix((0, len(counter.vocabulary_)))
                for counter, weigher in self._views
            ]
        )

    @cached_property
    def _rarities(self) -> dict[str, float]:
        counter, weigher = self._views[0]
        return {word: float(weigher.idf_[place]) for word, place in counter.vocabulary_.items()}

    def rarity(self, word: str) -> float:
        """How rare a stem is among the sentences; larger is rarer."""
        return self._rarities.get(word, 0.0)


class Model:
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
    columns = (
        np.arange(ends[-1]) - np.repeat(ends - lengths, lengths) + np.repeat(passages["first"].to_numpy(), lengths)
    )
    return csr_matrix((np.ones(len(columns)), columns, np.concatenate([[0], ends])), shape=(len(passages), sentences))


def _joined(views: list):
    from scipy.sparse import hstack

    return hstack(views).tocsr() * 0.5**0.5


def plain_words(words: str) -> str:
    """The text in lower case with straight apostrophes, every id read as "the client"."""
    return _IDS.sub("the client", words).replace("’", "'").lower()


def _words_and_pairs(words: str) -> list[str]:
    stems = [stem(match[0]) for match in WORD.finditer(plain_words(words))]
    return stems + [f"{one} {two}" for one, two in itertools.pairwise(stems)]
