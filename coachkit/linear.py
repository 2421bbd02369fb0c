"""Linear models of short texts: learn weights from labelled sentences, keep them in one file, apply them without refitting.

Three views of a sentence, each weighted by TF-IDF: its words and pairs of words, the characters within words, and its shape
(frequent words as they stand, rarer ones by their ending), beside cues that the caller supplies as numbers.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

VIEWS = {"words": 1.0, "characters": 0.7, "shape": 1.0}
CUES_COUNT = 0.5  # weight of a cue beside the views
_ID = re.compile(r"\b(?:C\d{2,}|P\d{2,})\b")
_FIRM = re.compile(r"\bO\d{2,}\b")
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[?!;:\",]")
_ENDING = re.compile(r"(?:ed|ing|ly|ness|n't|'s|s)$")


def plain(text: str) -> str:
    """The text in lower case with ids, digits and typographic quotes made alike, so that no name or number is learnt."""
    text = _FIRM.sub("firm", _ID.sub("client", text)).lower()
    return re.sub(r"\d+", "0", text.translate(str.maketrans("’‘“”", "''\"\"")))


def words(text: str) -> list[str]:
    """The words and telling marks of a text, plain."""
    return _TOKEN.findall(plain(text))


@dataclass(frozen=True)
class Linear:
    """A model as learnt: one row of `weights` a shade, one column a feature (the views in order, then the cues).

    A shade is a label, or a label and what sets its texts apart from the label's others: "positive/challenged".
    """

    shades: tuple[str, ...]
    exclusive: bool
    frequent: tuple[str, ...]
    features: dict[str, tuple[str, ...]]
    rarity: dict[str, np.ndarray]
    weights: np.ndarray
    intercept: np.ndarray

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels, each once."""
        return tuple(dict.fromkeys(shade.split("/")[0] for shade in self.shades))

    def probabilities(self, texts: list[str], cues: np.ndarray) -> np.ndarray:
        """One row a text, one column a label (its shades added up); the rows of an exclusive model sum to 1."""
        if not texts:
            return np.zeros((0, len(self.labels)))
        raw = self.matrix(texts, cues) @ self.weights.T + self.intercept
        if not self.exclusive:
            return 1 / (1 + np.exp(-raw))
        raised = np.exp(raw - raw.max(axis=1, keepdims=True))
        shares = raised / raised.sum(axis=1, keepdims=True)
        return np.column_stack([shares[:, self._rows(label)].sum(axis=1) for label in self.labels])

    def _rows(self, label: str) -> list[int]:
        return [row for row, shade in enumerate(self.shades) if shade.split("/")[0] == label]

    def _spoken_for(self, label: str) -> np.ndarray:
        """How much each feature speaks for that shade of a label for which it speaks most."""
        return self.weights[self._rows(label)].max(axis=0)

    def matrix(self, texts: list[str], cues: np.ndarray):
        """The features of each text, sparse."""
        from scipy.sparse import csr_matrix, hstack

        views = [VIEWS[view] * reader.transform(texts) for view, reader in self._readers.items()]
        return hstack([*views, csr_matrix(CUES_COUNT * cues)]).tocsr()

    @cached_property
    def _readers(self) -> dict:
        readers = {}
        for view, reader in _readers(frozenset(self.frequent), self.features).items():
            reader.idf_ = self.rarity[view]
            readers[view] = reader
        return readers

    def telling_words(self, text: str, label: str, most: int = 3) -> list[str]:
        """The longer words and pairs of words of a text that speak most for a label, weightiest first."""
        if "words" not in self._readers:
            return []
        row = self._readers["words"].transform([text])
        worth = row.multiply(self._spoken_for(label)[: len(self.features["words"])]).tocoo()
        found: list[str] = []
        for weight, column in sorted(zip(-worth.data, worth.col, strict=True)):
            word = self.features["words"][column]
            if (
                weight < 0
                and max(map(len, word.split())) > 3
                and not any(word in seen or seen in word for seen in found)
            ):
                found.append(word)
        return found[:most]

    def cue_weights(self, label: str) -> np.ndarray:
        """How much each cue speaks for a label, in the caller's order."""
        return self._spoken_for(label)[sum(map(len, self.features.values())) :]

    def save(self, file: Path) -> None:
        """Write the model to one .npz file, the same bytes for the same model."""
        texts = {f"features_{view}": np.array("\n".join(names)) for view, names in self.features.items()}
        rarity = {f"rarity_{view}": values.astype("float32") for view, values in self.rarity.items()}
        np.savez_compressed(
            file,
            labels=np.array("\n".join(self.shades)),
            exclusive=np.array(self.exclusive),
            frequent=np.array("\n".join(self.frequent)),
            weights=self.weights.astype("float16"),
            intercept=self.intercept.astype("float32"),
            **texts,
            **rarity,
        )


def load(file: Path) -> Linear:
    """Read a model that `Linear.save` wrote."""
    with np.load(file, allow_pickle=False) as kept:

        def lines(key: str) -> tuple[str, ...]:
            return tuple(str(kept[key]).split("\n"))

        return Linear(
            lines("labels"),
            bool(kept["exclusive"]),
            lines("frequent"),
            {view: lines(f"features_{view}") for view in VIEWS if f"features_{view}" in kept},
            {view: kept[f"rarity_{view}"].astype(float) for view in VIEWS if f"features_{view}" in kept},
            kept["weights"].astype(float),
            kept["intercept"].astype(float),
        )


def learn(
    texts: list[str],
    labels: list[str],
    cues: np.ndarray,
    common: list[str],
    strength: float,
    balanced: float = 0.0,
    exclusive: bool = True,
    at_least: int = 1,
    counts: np.ndarray | None = None,
    views: Iterable[str] = tuple(VIEWS),
) -> Linear:
    """Learn a model from labelled texts (`labels` of a model that is not exclusive: several with ; between, or none; else a shade).

    `common` are unlabelled texts whose frequent words keep their form in the shape; `strength` is scikit-learn's C;
    `balanced` from 0 (labels count as often as they stand) to 1 (each label counts the same);
    `counts` is how much each text counts; without `views` only the cues are learnt from.
    """
    frequent = _frequent(common)
    readers = _readers(frozenset(frequent), dict.fromkeys(views), at_least)
    unlike = list(dict.fromkeys(texts))
    for reader in readers.values():
        reader.fit(unlike)
    features = {view: tuple(map(str, reader.get_feature_names_out())) for view, reader in readers.items()}
    rarity = {view: reader.idf_ for view, reader in readers.items()}
    names = tuple(sorted({one for cell in labels for one in cell.split(";") if one}))
    empty = Linear(names, exclusive, frequent, features, rarity, np.zeros((0, 0)), np.zeros(0))
    counts = np.ones(len(texts)) if counts is None else counts
    weights, intercept = _weights(empty.matrix(texts, cues), labels, counts, names, exclusive, strength, balanced)
    return Linear(names, exclusive, frequent, features, rarity, weights, intercept)


def _weights(matrix, labels, counts, names, exclusive, strength, balanced) -> tuple[np.ndarray, np.ndarray]:
    def learnt(told: list):
        from sklearn.linear_model import LogisticRegression

        stands = Counter(told)
        worth = {label: (len(told) / len(stands) / n) ** balanced for label, n in stands.items()}
        return LogisticRegression(C=strength, max_iter=1000, class_weight=worth).fit(matrix, told, counts)

    if exclusive:
        model = learnt(labels)
        if len(names) == 2:  # scikit-learn keeps the weights of the second label alone
            return np.vstack([-model.coef_, model.coef_]) / 2, np.concatenate([-model.intercept_, model.intercept_]) / 2
        return model.coef_, model.intercept_
    each = [learnt([name in cell.split(";") for cell in labels]) for name in names]
    return np.vstack([one.coef_ for one in each]), np.concatenate([one.intercept_ for one in each])


def _frequent(texts: list[str]) -> tuple[str, ...]:
    """The words that stand in at least 3 of 1,000 texts: most say how a thing is said, not what."""
    seen = Counter(word for text in texts for word in set(words(text)))
    return tuple(sorted(word for word, texts_with in seen.items() if texts_with >= max(2, 0.003 * len(texts))))


def _readers(frequent: frozenset[str], vocabulary: dict, at_least: int = 1) -> dict:
    from sklearn.feature_extraction.text import TfidfVectorizer

    def shape(text: str) -> list[str]:
        return [
            "^",
            *(word if word in frequent or not word[0].isalnum() else _ending(word) for word in words(text)),
            "$",
        ]

    how = {
        "words": {"tokenizer": words, "preprocessor": str, "token_pattern": None, "ngram_range": (1, 2)},
        "characters": {"analyzer": "char_wb", "preprocessor": plain, "ngram_range": (2, 5)},
        "shape": {"tokenizer": shape, "preprocessor": str, "token_pattern": None, "ngram_range": (1, 4)},
    }
    kept = {"sublinear_tf": True, "lowercase": False, "min_df": at_least}
    return {view: TfidfVectorizer(vocabulary=vocabulary[view], **kept, **how[view]) for view in vocabulary}


def _ending(word: str) -> str:
    found = _ENDING.search(word)
    return f"-{found[0]}" if found else "-"
