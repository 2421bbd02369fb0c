"""Intentions and closings against gold, in seven folds of clients: python tests/benchmarks/loops.py.

It also learns the weights in coachkit/loops.py anew: a logistic model of whether a later sentence closes a gold
intention; in the folds they come from the six other folds.
"""

import sys

import numpy as np
import pandas as pd
from folds import FOLDS, arguments, between, fold_of, gold, meant, placed, sources
from reflection import by_folds

from coachkit import loops, meaning, text


def nearest(told: pd.DataFrame, source: str, start: int, end: int) -> int:
    """The row of `told` that overlaps the place most."""
    shared = np.minimum(told["end"], end) - np.maximum(told["start"], start)
    return int(shared.where(told["source_id"] == source, 0).idxmax())


def pairs(own: pd.DataFrame, begun: pd.DataFrame, done: pd.DataFrame, model: meaning.Meaning | None) -> pd.DataFrame:
    """One row a gold intention and a later sentence: its comparison, fold and whether it is the gold closing."""
    told, found = loops.compared_in(own, model), []
    for intention, closing in zip(begun.itertuples(), done.itertuples(), strict=True):
        number = nearest(own, intention.intention_sheet, intention.start, intention.end)
        closed_by = nearest(own, closing.closing_sheet, closing.start, closing.end) if closing.closing else -1
        compared = loops.compare(told, number)
        found.append(compared.assign(fold=fold_of()[intention.intention_sheet], closes=compared.index == closed_by))
    return pd.concat(found, ignore_index=True)


def learnt(compared: pd.DataFrame) -> dict[str, float]:
    """The weights of a logistic model, in the features' own units."""
    from sklearn.linear_model import LogisticRegression

    names = [name for name in compared.columns if name not in ("constant", "fold", "closes")]
    spread = compared[names].std().replace(0, 1)
    model = LogisticRegression(C=3, max_iter=2000).fit(
        (compared[names] - compared[names].mean()) / spread, compared["closes"]
    )
    weights = pd.Series(model.coef_[0], names) / spread
    constant = model.intercept_[0] - (weights * compared[names].mean()).sum()
    return {**weights.round(3).to_dict(), "constant": round(float(constant), 3)}


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


def main() -> int:
    """Print the figures."""
    args = arguments()
    model = meant(args.model)
    sentences = text.sentences(sources())
    labels = by_folds(sentences, model)
    table = gold("loops")
    begun, done = placed(table, "intention_sheet", "intention"), placed(table, "closing_sheet", "closing")
    compared = pairs(loops.coachs_sentences(sentences, labels), begun, done, model)
    print("learnt from all:", learnt(compared))
    folds = labels["sheet_id"].map(fold_of())
    each = [
        loops.loops(sentences, labels[folds == fold], model, learnt(compared[compared["fold"] != fold]))
        for fold in FOLDS
    ]
    found = pd.concat(each, ignore_index=True)
    pair = matched(found, begun)
    precision, recall = len(pair) / len(found), len(pair) / len(begun)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(found)} intentions, {len(begun)} in gold: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    closed = found[found["status"] == "closed"]
    right = pd.Series(
        [
            row in pair and table["closing_sheet"][pair[row]] == source
            for row, source in closed["closing_source"].items()
        ],
        dtype=bool,
    )
    carried_out = int((table["closing"] != "").sum())
    print(f"{len(closed)} closings claimed: wrong {1 - right.mean():.3f} {between(~right)}")
    print(f"of {carried_out} carried out, the right later sheet for {right.sum()} ({right.sum() / carried_out:.3f})")
    names = [place for place, ok in zip(closed.index, right, strict=True) if not ok][: args.wrong]
    for row in found.loc[names].itertuples():
        print(f"  {row.intention} -> {row.closing}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
