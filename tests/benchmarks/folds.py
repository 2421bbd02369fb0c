"""The seven folds of two clients in which everything on the shipped practice is measured, and its gold labels."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
PAIRS = tuple((f"C{first:02}", f"C{first + 1:02}") for first in range(1, 14, 2))
FOLDS = range(len(PAIRS))


def rows(*parts: str) -> pd.DataFrame:
    """A CSV file of the project, every cell as text."""
    with ROOT.joinpath(*parts).open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file)), dtype=object).astype(str)


def example(table: str) -> pd.DataFrame:
    return rows("data", "example", f"{table}.csv")


def gold(name: str) -> pd.DataFrame:
    return rows("tests", "gold", f"{name}.csv")


def clients_of() -> dict[str, tuple[str, ...]]:
    """The clients of each sheet (by its contacts) and each piece of feedback."""
    sheets = example("contacts").groupby("sheet_id")["client_id"].agg(lambda ids: tuple(sorted(set(ids))))
    feedback = example("feedback").set_index("feedback_id")["client_id"].map(lambda one: (one,))
    return {**sheets.to_dict(), **feedback.to_dict()}


def fold_of() -> dict[str, int]:
    """The fold (0 to 6) of each sheet and each piece of feedback; other sources belong to none."""
    pair = {client: number for number, two in enumerate(PAIRS) for client in two}
    folds = {source: {pair[one] for one in clients} for source, clients in clients_of().items()}
    assert all(len(found) == 1 for found in folds.values()), "a source stands in two folds"
    return {source: found.pop() for source, found in folds.items()}


def sources() -> pd.DataFrame:
    """The texts of the shipped practice, names replaced, as `Practice.sources` gives them."""
    from coachkit.practice import read_practice

    return read_practice("example").sources


def placed(table: pd.DataFrame, key: str, quote: str) -> pd.DataFrame:
    """The table with start and end of each quote in its text as written; a blank quote has -1."""
    written = {
        **example("sheets").set_index("sheet_id")["text"],
        **example("feedback").set_index("feedback_id")["text"],
    }
    starts = np.array([written[row[key]].index(row[quote]) if row[quote] else -1 for row in table.to_dict("records")])
    return table.assign(start=starts, end=starts + table[quote].str.len())


def labelled(name: str, key: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """The gold sentences of one file, each with the number in `sentences` of the one that overlaps it most, and its fold."""
    ours, table = dict(list(sentences.groupby("source_id"))), gold(name)
    table = placed(table, key, "sentence").assign(fold=table[key].map(fold_of()))
    return table.assign(row=[_nearest(ours[getattr(row, key)], row.start, row.end) for row in table.itertuples()])


def _nearest(sentences: pd.DataFrame, start: int, end: int) -> int:
    shared = np.minimum(sentences["end"], end) - np.maximum(sentences["start"], start)
    return int(shared.idxmax())
