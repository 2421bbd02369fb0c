"""Read what ships as data about coaching prose: what evidence for a criterion sounds like, and the subjects that coaching turns on."""

import csv
from pathlib import Path

import pandas as pd

from coachkit import shipped

CUES = ["criterion", "sentence"]
SUBJECTS = ["theme", "words"]
MEASURED = ["question", "mode", "measure", "value"]
SILENCES = ["topic", "phrases", "unless", "question"]
UNNAMED = "none of these"
"""The theme of a sheet that speaks of no subject."""
MISREAD = ["mode", "label", "read", "right", "others", "missed"]


def read_cues(framework: str) -> pd.DataFrame:
    """One row an example sentence of a shipped framework: criterion, sentence; no row for a framework that ships none."""
    return _read(shipped.data("frameworks", f"{framework}-cues.csv"), CUES)


def borrowed_cues(likes: pd.DataFrame) -> pd.DataFrame:
    """The example sentences of the shipped criteria that own ones are like (`likes`: own_criterion, criterion), as of the own: criterion, sentence."""
    shipped_cues = [_read(path, CUES) for path in sorted(shipped.data("frameworks").glob("*-cues.csv"))]
    borrowed = likes[["own_criterion", "criterion"]].merge(pd.concat(shipped_cues, ignore_index=True), on="criterion")
    return borrowed.drop(columns="criterion").rename(columns={"own_criterion": "criterion"})[CUES]


def read_subjects() -> pd.DataFrame:
    """One row a subject of coaching: theme (its label) and words (separated by spaces) that speak of it."""
    return _read(shipped.data("frameworks", "coaching-themes.csv"), SUBJECTS)


def read_silences() -> pd.DataFrame:
    """One row a topic that a coach may never write about: topic, phrases (between semicolons) that speak of it, unless (phrases that hold one and do not), question."""
    return _read(shipped.data("frameworks", "silences.csv"), SILENCES)


def read_measured() -> pd.DataFrame:
    """One row a figure of tests/benchmarks: question, mode (words, meaning or both), measure and value."""
    return _read(shipped.data("models", "measured.csv"), MEASURED)


def read_misread(mode: str) -> pd.DataFrame:
    """One row a reflection label in a mode (words or meaning): gold sentences read as it and how many rightly, the others and how many should have been."""
    table = _read(shipped.data("models", "misread.csv"), MISREAD)
    table = table[table["mode"] == mode].drop(columns="mode").reset_index(drop=True)
    return table.astype(dict.fromkeys(MISREAD[2:], "int64"))


def _read(path: Path, columns: list[str]) -> pd.DataFrame:
    if not path.is_file():
        return pd.DataFrame(columns=columns, dtype="str")
    with path.open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file)), columns=columns, dtype="str")
