"""Intentions and closings against gold, in seven folds of clients: python tests/benchmarks/loops.py.

It also learns the weights in coachkit/loops.py anew: a logistic model of whether a later sentence closes a gold
intention; in the folds they come from the six other folds.
"""

import sys

import numpy as np
import pandas as pd
from folds import FOLDS, ROOT, fold_of, gold, placed, sources

sys.path[:0] = [str(ROOT), str(ROOT / "data" / "models")]

from reflection import by_folds  # noqa: E402

from coachkit import loops, text  # noqa: E402


def nearest(told: pd.DataFrame, source: str, start: int, end: int) -> int:
    shared = np.minimum(told["end"], end) - np.maximum(told["start"], start)
    return int(shared.where(told["source_id"] == source, 0).idxmax())


def pairs(told: pd.DataFrame, begun: pd.DataFrame, done: pd.DataFrame) -> pd.DataFrame:
    """One row a gold intention and a later sentence: its comparison, fold and whether it is the gold closing."""
    shared, found = loops.shared_words(told["sentence"].tolist()), []
    for intention, closing in zip(begun.itertuples(), done.itertuples(), strict=True):
        number = nearest(told, intention.intention_sheet, intention.start, intention.end)
        closed_by = nearest(told, closing.closing_sheet, closing.start, closing.end) if closing.closing else -1
        compared = loops.compare(told, number, shared)
        found.append(compared.assign(fold=fold_of()[intention.intention_sheet], closes=compared.index == closed_by))
    return pd.concat(found, ignore_index=True)


def learnt(compared: pd.DataFrame) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    names = [name for name in loops.WEIGHTS if name != "constant"]
    model = LogisticRegression(C=10, max_iter=1000).fit(compared[names], compared["closes"])
    return {**dict(zip(names, model.coef_[0].round(1), strict=True)), "constant": model.intercept_[0].round(1)}


def matched(found: pd.DataFrame, begun: pd.DataFrame) -> dict[int, int]:
    """Row of `found` to row of gold: overlaps by at least half of the shorter one, each gold row once."""
    taken: dict[int, int] = {}
    for row in found.itertuples():
        for right in begun[begun["intention_sheet"] == row.intention_sheet].itertuples():
            shared = min(row.intention_end, right.end) - max(row.intention_start, right.start)
            shorter = min(row.intention_end - row.intention_start, right.end - right.start)
            if shared >= shorter / 2 and right.Index not in taken.values():
                taken[row.Index] = right.Index
                break
    return taken


def main() -> None:
    sentences = text.sentences(sources())
    labels = by_folds(sentences)
    table = gold("loops")
    begun, done = placed(table, "intention_sheet", "intention"), placed(table, "closing_sheet", "closing")
    compared = pairs(loops.coachs_sentences(sentences, labels), begun, done)
    print("learnt from all:", learnt(compared))
    folds = labels["sheet_id"].map(fold_of())
    each = [loops.loops(sentences, labels[folds == fold], learnt(compared[compared["fold"] != fold])) for fold in FOLDS]
    found = pd.concat(each, ignore_index=True)
    pair = matched(found, begun)
    print(
        f"{len(found)} intentions, {len(begun)} in gold: precision {len(pair) / len(found):.3f}, recall {len(pair) / len(begun):.3f}"
    )
    closed = found[found["status"] == "closed"]
    right = [
        row in pair and table["closing_sheet"][pair[row]] == source for row, source in closed["closing_source"].items()
    ]
    among = [ok for row, ok in zip(closed.index, right, strict=True) if row in pair]
    print(
        f"{len(closed)} closings: right {np.mean(right):.3f}, of gold intentions {np.mean(among):.3f}; gold has {(table['closing'] != '').sum()}"
    )


if __name__ == "__main__":
    main()
