"""Reflection labels against the gold sentences, in seven folds of clients: python tests/benchmarks/reflection.py [--model FOLDER] [--wrong N]."""

import sys

import numpy as np
import pandas as pd
from folds import FOLDS, arguments, between, fold_of, labelled, meant, readers_of_folds, sources

from coachkit import meaning, reflection, text

NOTHING = pd.DataFrame(columns=["sheet_id", "start", "end", "label"])


def by_folds(sentences: pd.DataFrame, model: meaning.Meaning | None) -> pd.DataFrame:
    """The reflection_sentences table of all sheets, each labelled by a model that saw no sheet of its two clients."""
    folds = sentences["source_id"].map(fold_of())
    each = zip(FOLDS, readers_of_folds("reflection", sentences, model), strict=True)
    tables = [reflection.sentences(sentences[folds == fold], NOTHING, model, asked) for fold, asked in each]
    return pd.concat(tables, ignore_index=True)


def main() -> int:
    """Print the figures."""
    from sklearn.metrics import classification_report, cohen_kappa_score

    args = arguments()
    model = meant(args.model)
    sentences = text.sentences(sources())
    table = by_folds(sentences, model).set_index(["sheet_id", "start"])["label"]
    first = labelled("reflection", "sheet_id", sentences)
    place = pd.MultiIndex.from_arrays([first["sheet_id"], sentences["start"][first["row"]]])
    found, right = table.reindex(place).fillna("none").to_numpy(), first["label"].to_numpy()

    def kappa(rows: np.ndarray) -> float:
        return cohen_kappa_score(right[rows], found[rows])

    every = np.arange(len(first))
    print(
        f"{len(first)} sentences: kappa {kappa(every):.3f} {between(len(first), kappa)}, accuracy {(right == found).mean():.3f}"
    )
    print(classification_report(right, found, zero_division=0))
    wrong = first.assign(found=found)[right != found]
    for row in wrong.sample(min(args.wrong, len(wrong)), random_state=0).itertuples():
        print(f"  {row.label} read as {row.found}: {row.sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
