"""The seven folds of two clients in which everything on the shipped practice is measured, and its gold labels."""

import argparse
import csv
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "data" / "models")]
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


def between(right: pd.Series | int, figure=None, draws: int = 1000) -> str:
    """The 90% bootstrap interval of a share, or of a `figure` of the drawn row numbers among so many rows."""
    n = right if isinstance(right, int) else len(right)
    if not n:
        return "(n = 0)"
    random, values = np.random.default_rng(0), None if isinstance(right, int) else right.to_numpy(float)
    drawn = (random.integers(0, n, n) for _ in range(draws if figure is None else 200))
    found = [figure(rows) if figure else values[rows].mean() for rows in drawn]
    low, high = np.quantile(found, [0.05, 0.95])
    return f"({low:.3f} to {high:.3f})"


def meant(setting: str):
    """The sentence model that is asked for, or None, which is said."""
    from coachkit import meaning

    found, said = meaning.find(setting, ROOT)
    print(said)
    return meaning.Meaning(found.model) if found else None


def arguments() -> argparse.Namespace:
    """What is asked of a benchmark: how sentences are read, and how many read wrongly to print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--model", default="off", help='"off" (words alone), "auto" or the folder of model.onnx')
    asked.add_argument("--wrong", type=int, default=0, help="how many sentences read wrongly to print")
    return asked.parse_args()


def readers_of_folds(question: str, sentences: pd.DataFrame, model=None) -> list:
    """The reader of a question for each fold, which has learnt nothing from the fold's two clients.

    The shipped models of other writing have seen nothing of the practice, so they are used as they are.
    """
    import train

    from coachkit import readers

    told, folds = train.taught(question, sentences), sentences["source_id"].map(fold_of())
    seen, shipped, found = train.cues(question, told, sentences), readers.load(question), []
    vectors = model.vectors(told["sentence"].tolist()) if model else None
    for fold in FOLDS:
        kept = (told["fold"] != fold).to_numpy()
        own = train.learn(question, told[kept], seen[kept], sentences.loc[folds != fold, "sentence"].tolist())
        by_meaning = train.learn_meaning(told[kept], vectors[kept]) if model else None
        found.append(replace(shipped, own=readers.Blend(own, by_meaning)))
    return found
