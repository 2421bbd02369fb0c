"""Reflection labels against the gold sentences, in seven folds of clients: python tests/benchmarks/reflection.py."""

import sys

import pandas as pd
from folds import FOLDS, ROOT, fold_of, labelled, sources

sys.path[:0] = [str(ROOT), str(ROOT / "data" / "models")]

from train import gold, learn  # noqa: E402

from coachkit import reflection, text  # noqa: E402


def by_folds(sentences: pd.DataFrame) -> pd.DataFrame:
    """The reflection_sentences table of all sheets, each labelled by a model that saw no sheet of its two clients."""
    told, folds = gold("reflection", "sheet_id", sentences), sentences["source_id"].map(fold_of())
    nothing = pd.DataFrame(columns=["sheet_id", "start", "end", "label"])
    tables = []
    for fold in FOLDS:
        model = learn("reflection", told[told["fold"] != fold], sentences, sentences[folds != fold])
        tables.append(reflection.sentences(sentences[folds == fold], nothing, model))
    return pd.concat(tables, ignore_index=True)


def main() -> None:
    from sklearn.metrics import accuracy_score, classification_report, cohen_kappa_score

    sentences = text.sentences(sources())
    table = by_folds(sentences).set_index(["sheet_id", "start"])["label"]
    first = labelled("reflection", "sheet_id", sentences)
    place = pd.MultiIndex.from_arrays([first["sheet_id"], sentences["start"][first["row"]]])
    found = table.reindex(place).fillna("none").to_numpy()
    print(
        f"{len(first)} sentences: kappa {cohen_kappa_score(first['label'], found):.3f}, accuracy {accuracy_score(first['label'], found):.3f}"
    )
    print(classification_report(first["label"], found, zero_division=0))


if __name__ == "__main__":
    main()
