"""Polarity and aspects against the gold sentences, in seven folds of clients: python tests/benchmarks/feedback.py [--wrong N].

Feedback is read by its words alone, with or without a sentence model. The shipped models of other writing have seen
nothing of the practice, so they are used as they are.
"""

import sys
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
from folds import FOLDS, arguments, between, fold_of, labelled, readers_of_folds, sources

import train  # isort: skip
from coachkit import feedback, text

LEANS = [dict(zip(("mixed", "negative"), two, strict=True)) for two in product((0.4, 0.55, 0.7, 0.85, 1.0), repeat=2)]


def by_folds(sentences: pd.DataFrame) -> pd.DataFrame:
    """The feedback_sentences table, each piece read by models that saw no feedback of its two clients."""
    ours = sentences[sentences["kind"] == "feedback"].reset_index(drop=True)
    folds = ours["source_id"].map(fold_of())
    polarity, aspects = (readers_of_folds(what, sentences) for what in ("polarity", "aspects"))
    polarity = leant(polarity, ours, folds)
    tables = [feedback.sentences(ours[folds == fold], (polarity[fold], aspects[fold])) for fold in FOLDS]
    return pd.concat(tables, ignore_index=True)


def leant(polarity: list, ours: pd.DataFrame, folds: pd.Series) -> list:
    """The readers of polarity, each leaning as is best on the other six folds (train.LEAN is what is best on all seven)."""
    gold = labelled("feedback", "feedback_id", ours)
    parts = [ours[folds == fold] for fold in FOLDS]
    chances = pd.concat(
        pd.DataFrame(read.probabilities(part, feedback.read_by(part)), part.index, read.labels)
        for read, part in zip(polarity, parts, strict=True)
    ).loc[gold["row"]]
    right = {
        number: (chances.mul(lean).fillna(chances).idxmax(axis=1).to_numpy() == gold["polarity"].to_numpy())
        for number, lean in enumerate(map(pd.Series, LEANS))
    }
    found = []
    for fold, read in zip(FOLDS, polarity, strict=True):
        others = (gold["fold"] != fold).to_numpy()
        best = LEANS[max(right, key=lambda number: right[number][others].mean())]
        found.append(replace(read, own=replace(read.own, words=train.leaning(read.own.words, best))))
    return found


def aspects_f1(right: pd.Series, found: pd.Series) -> float:
    """Micro-averaged F1 of the aspects; none is no aspect."""
    pairs = [(set(a.split(";")) - {"", "none"}, set(b.split(";")) - {""}) for a, b in zip(right, found, strict=True)]
    both, either = sum(len(a & b) for a, b in pairs), sum(len(a) + len(b) for a, b in pairs)
    return 2 * both / either


def main() -> int:
    """Print the figures."""
    from sklearn.metrics import confusion_matrix, f1_score

    args = arguments()
    sentences = text.sentences(sources())
    table = by_folds(sentences).set_index(["feedback_id", "start"])
    first = labelled("feedback", "feedback_id", sentences)
    place = pd.MultiIndex.from_arrays([first["feedback_id"], sentences["start"][first["row"]]])
    found = table.reindex(place).reset_index(drop=True)
    right, labels = first["polarity"] == found["likeliest"], sorted(set(first["polarity"]))
    print(f"{len(first)} sentences; VADER as it comes, quoted and not run here: accuracy 0.37, macro-F1 0.27")
    print(f"accuracy {right.mean():.3f} {between(right)}")

    def macro(rows: np.ndarray) -> float:
        return f1_score(
            first["polarity"].iloc[rows], found["likeliest"].iloc[rows], average="macro", labels=labels, zero_division=0
        )

    print(f"macro-F1 {macro(np.arange(len(first))):.3f} {between(len(first), macro)}")
    print(pd.DataFrame(confusion_matrix(first["polarity"], found["likeliest"], labels=labels), labels, labels))
    sure = found["polarity"] != "unsure"
    print(
        f"sure of {sure.mean():.3f}, right in {right[sure].mean():.3f} {between(right[sure])}; the unsure would be right in {right[~sure].mean():.3f}"
    )
    praised = first["challenge_as_praise"] == "yes"
    read = found["likeliest"][praised] == "positive"
    print(f"challenge as praise: {read.sum()} of {praised.sum()} read as positive ({read.mean():.3f} {between(read)})")

    def spoken(rows: np.ndarray) -> float:
        return aspects_f1(first["aspects"].iloc[rows], found["aspects"].iloc[rows])

    print(f"aspects, micro F1: {spoken(np.arange(len(first))):.3f} {between(len(first), spoken)}")
    for row in first[~right].sample(min(args.wrong, (~right).sum()), random_state=0).itertuples():
        print(f"  {row.polarity} read as {found['likeliest'][row.Index]}: {row.sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
