"""Polarity and aspects against the gold sentences, in seven folds of clients: python tests/benchmarks/feedback.py."""

import sys

import pandas as pd
from folds import FOLDS, ROOT, fold_of, labelled, sources

sys.path[:0] = [str(ROOT), str(ROOT / "data" / "models")]

from train import gold, learn  # noqa: E402

from coachkit import feedback, text  # noqa: E402


def by_folds(sentences: pd.DataFrame) -> pd.DataFrame:
    """The feedback_sentences table, each piece read by models that saw no feedback of its two clients."""
    told, folds = gold("feedback", "feedback_id", sentences), sentences["source_id"].map(fold_of())
    tables = []
    for fold in FOLDS:
        seen = told[told["fold"] != fold]
        models = tuple(learn(what, seen, sentences, sentences[folds != fold]) for what in ("polarity", "aspects"))
        tables.append(feedback.sentences(sentences[folds == fold], models))
    return pd.concat(tables, ignore_index=True)


def aspects_f1(right: pd.Series, found: pd.Series) -> float:
    """Micro-averaged F1 of the aspects; none is no aspect."""
    pairs = [(set(a.split(";")) - {"", "none"}, set(b.split(";")) - {""}) for a, b in zip(right, found, strict=True)]
    both, either = sum(len(a & b) for a, b in pairs), sum(len(a) + len(b) for a, b in pairs)
    return 2 * both / either


def main() -> None:
    from sklearn.metrics import classification_report

    sentences = text.sentences(sources())
    table = by_folds(sentences).set_index(["feedback_id", "start"])
    first = labelled("feedback", "feedback_id", sentences)
    found = table.reindex(
        pd.MultiIndex.from_arrays([first["feedback_id"], sentences["start"][first["row"]]])
    ).reset_index(drop=True)
    print(f"{len(first)} sentences; VADER as it comes, quoted and not run here: accuracy 0.37, macro-F1 0.27")
    print(classification_report(first["polarity"], found["likeliest"], digits=3, zero_division=0))
    sure = found["polarity"] != "unsure"
    right = first["polarity"] == found["likeliest"]
    print(
        f"said of {sure.mean():.3f} of them, right in {right[sure].mean():.3f}; the unsure would be right in {right[~sure].mean():.3f}"
    )
    praised = first["challenge_as_praise"] == "yes"
    print(
        f"challenge as praise: {(found['likeliest'][praised] == 'positive').sum()} of {praised.sum()} read as positive"
    )
    print(f"aspects, micro F1: {aspects_f1(first['aspects'], found['aspects']):.3f}")


if __name__ == "__main__":
    main()
