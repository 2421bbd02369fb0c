"""How often each reflection label is misread, in seven folds of clients, written to data/models/misread.csv: python tests/benchmarks/misread.py --model auto."""

import sys

import pandas as pd
from folds import ROOT, arguments, labelled, meant, sources
from reflection import by_folds

from coachkit import text
from coachkit.knowledge import MISREAD
from coachkit.schema import REFLECTION_LABELS


def misread(right: pd.Series, found: pd.Series, mode: str) -> pd.DataFrame:
    """One row a label (MISREAD): of the gold sentences read as it how many are right, and of the others how many should have been."""
    rows = []
    for label in REFLECTION_LABELS:
        read, meant_so = found == label, right == label
        rows.append((mode, label, read.sum(), (read & meant_so).sum(), (~read).sum(), (~read & meant_so).sum()))
    return pd.DataFrame(rows, columns=MISREAD)


def main() -> int:
    """Write the table, for words alone and, with a model, for meaning too."""
    model = meant(arguments().model)
    sentences = text.sentences(sources())
    gold = labelled("reflection", "sheet_id", sentences)
    place = pd.MultiIndex.from_arrays([gold["sheet_id"], sentences["start"][gold["row"]]])
    tables = []
    for mode, by in (("words", None), ("meaning", model))[: 2 if model else 1]:
        found = by_folds(sentences, by).set_index(["sheet_id", "start"])["label"].reindex(place)
        tables.append(misread(gold["label"].reset_index(drop=True), found.reset_index(drop=True), mode))
    table = pd.concat(tables)
    table.to_csv(ROOT / "data" / "models" / "misread.csv", index=False, lineterminator="\n")
    print(table.to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
