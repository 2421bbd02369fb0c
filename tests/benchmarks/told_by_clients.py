"""Intentions that only a client's or sponsor's words may close: python tests/benchmarks/told_by_clients.py [--model auto].

The pairs of told_by_clients.csv were written for this: an intention, a later sentence of feedback, and whether it confirms
the deed. Each pair is a client of its own beside the shipped practice. Thresholds were chosen on the pairs of odd number.
"""

import sys

import pandas as pd
from folds import arguments, meant, rows, sources

from coachkit import loops, text


def practice(pairs: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences of the shipped practice and the pairs, and the labels: each pair's intention is one for sure."""
    shipped = text.sentences(sources())
    shipped = shipped[shipped["kind"].isin(["sheet", "supervision"])]
    clients = [f"C{100 + number}" for number in range(len(pairs))]
    said = pd.DataFrame({"client_ids": clients, "paragraph": 1, "start": 0})
    begun = said.assign(
        kind="sheet", voice="coach", source_id=[f"I{one}" for one in clients], sentence=pairs["intention"]
    )
    later = said.assign(
        kind="feedback", voice=pairs["voice"], source_id=[f"F{one}" for one in clients], sentence=pairs["feedback"]
    )
    begun, later = begun.assign(date=pd.Timestamp("2025-03-03")), later.assign(date=pd.Timestamp("2025-04-07"))
    both = pd.concat([begun, later]).assign(end=lambda every: every["sentence"].str.len())
    labels = both[both["kind"].eq("sheet")].rename(columns={"source_id": "sheet_id"})
    labels = labels.assign(label="Intention", probability=1.0)[["sheet_id", "start", "end", "label", "probability"]]
    return pd.concat([shipped, both], ignore_index=True), labels


def main() -> int:
    """Print the figures."""
    args = arguments()
    model, pairs = meant(args.model), rows("tests", "benchmarks", "told_by_clients.csv")
    found = loops.loops(*practice(pairs), model)
    named = pd.Series(found["closing_source"].str.startswith("F").to_numpy(), index=found["intention_sheet"])
    closed = named[[f"IC{100 + number}" for number in range(len(pairs))]].to_numpy()
    confirms = pairs["confirms"].eq("yes").to_numpy()
    for part, kept in (
        ("odd, tuned on", slice(0, None, 2)),
        ("even, held back", slice(1, None, 2)),
        ("all", slice(None)),
    ):
        claimed, true = closed[kept], confirms[kept]
        right = int((claimed & true).sum())
        print(
            f"{part}: {len(true)} pairs, {true.sum()} confirm; {claimed.sum()} claimed, {right} rightly; recall {right / true.sum():.2f}"
        )
    for row in pairs[closed != confirms].head(args.wrong).itertuples():
        print(f"  {row.confirms}: {row.intention} -> {row.feedback}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
