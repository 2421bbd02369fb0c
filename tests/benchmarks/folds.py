"""The seven folds of two clients in which everything on the shipped practice is measured, and its gold labels."""

import csv
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
PAIRS = tuple((f"C{first:02}", f"C{first + 1:02}") for first in range(1, 14, 2))
FOLDS = range(len(PAIRS))
AS_WRITTEN = SimpleNamespace(written=lambda offset, end=False: offset, shown_at=lambda offset: offset, names=())


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


def sources_as_written() -> pd.DataFrame:
    """The texts of the shipped practice with no name replaced, in the columns of `Practice.sources`."""
    last = example("contacts").groupby("sheet_id")["date"].max()
    clients = {source: ";".join(ids) for source, ids in clients_of().items()}
    frames = []
    for table, kind, date in (("sheets", "sheet", "written_on"), ("feedback", "feedback", "date"),
                              ("supervision", "supervision", "date"), ("documents", "document", "date")):
        frame = example(table).rename(columns={f"{kind}_id": "source_id", date: "date"}).assign(kind=kind)
        frame["date"] = frame["source_id"].map(last).fillna(frame["date"]) if kind == "sheet" else frame["date"]
        frame["voice"] = frame["voice"] if "voice" in frame else "coach"
        frame["solicited"] = frame["solicited"] if "solicited" in frame else ""
        frames.append(frame[["source_id", "kind", "date", "voice", "solicited", "text"]])
    whole = pd.concat(frames, ignore_index=True)
    whole["date"] = pd.to_datetime(whole["date"]).astype("datetime64[s]")
    whole["client_ids"] = whole["source_id"].map(clients).fillna("")
    return whole.assign(replaced=AS_WRITTEN)


def labelled(name: str, key: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """The gold sentences of one file, each with the number in `sentences` of the one that overlaps it most, and its fold."""
    texts = pd.concat([example(table).set_axis(["source_id", *example(table).columns[1:]], axis=1) for table in ("sheets", "feedback")])
    written = texts.set_index("source_id")["text"]
    folds, ours, table = fold_of(), dict(list(sentences.groupby("source_id"))), gold(name)
    starts = [written[row[key]].index(row["sentence"]) for _, row in table.iterrows()]
    table = table.assign(start=starts, end=np.array(starts) + table["sentence"].str.len(), fold=table[key].map(folds))
    return table.assign(row=[_nearest(ours[getattr(row, key)], row.start, row.end) for row in table.itertuples()])


def _nearest(sentences: pd.DataFrame, start: int, end: int) -> int:
    shared = np.minimum(sentences["end"], end) - np.maximum(sentences["start"], start)
    return int(shared.idxmax())
