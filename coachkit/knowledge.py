"""Read what ships as data about coaching prose: what evidence for a criterion sounds like, and the subjects that coaching turns on."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from coachkit import shipped

CUES = ["criterion", "sentence"]
SUBJECTS = ["theme", "words"]
MEASURED = ["question", "mode", "measure", "value"]
SILENCES = ["topic", "phrases", "unless", "question"]
MOMENTS = ["moment", "means", "phrases", "unless"]
ASKED = ["criterion", "moment"]
TOPICS = ["topic_id", "topic", "code_refs"]
CODES = ["code", "edition", "in_force_from", "in_force_until", "body", "note", "source"]
UNNAMED = "none of these"
"""The theme of a sheet that speaks of no subject."""
MISREAD = ["mode", "label", "read", "right", "others", "missed"]


def read_cues(framework: str) -> pd.DataFrame:
    """One row an example sentence of a shipped framework: criterion, sentence; no row for a framework that ships none."""
    return _read(shipped.data("frameworks", f"{framework}-cues.csv"), CUES)


def borrowed_cues(likes: pd.DataFrame) -> pd.DataFrame:
    """The example sentences of the shipped criteria that own ones are like (`likes`: own_criterion, criterion), as of the own: criterion, sentence."""
    return _borrowed(likes, "cues", CUES)


def _borrowed(likes: pd.DataFrame, kind: str, columns: list[str]) -> pd.DataFrame:
    """The rows of every shipped `*-kind.csv` for the criteria that own ones are like, as of the own."""
    every = [_read(path, columns) for path in sorted(shipped.data("frameworks").glob(f"*-{kind}.csv"))]
    borrowed = likes[["own_criterion", "criterion"]].merge(pd.concat(every, ignore_index=True), on="criterion")
    return borrowed.drop(columns="criterion").rename(columns={"own_criterion": "criterion"})[columns]


def read_subjects() -> pd.DataFrame:
    """One row a subject of coaching: theme (its label) and words (separated by spaces) that speak of it."""
    return _read(shipped.data("frameworks", "coaching-themes.csv"), SUBJECTS)


def read_silences() -> pd.DataFrame:
    """One row a topic that a coach may never write about: topic, phrases (between semicolons) that speak of it, unless (phrases that hold one and do not), question."""
    return _read(shipped.data("frameworks", "silences.csv"), SILENCES)


def read_moments() -> pd.DataFrame:
    """One row a kind of ethical moment: moment, means, phrases (between semicolons) that tell of it, unless (phrases that hold one and do not)."""
    return _read(shipped.data("frameworks", "ethics.csv"), MOMENTS)


def asked_moments(frameworks: Iterable[str], likes: pd.DataFrame) -> pd.DataFrame:
    """One row a criterion and kind of ethical moment that it asks for: criterion, moment; those of `likes` as in `borrowed_cues`."""
    own = [_read(shipped.data("frameworks", f"{name}-moments.csv"), ASKED) for name in frameworks]
    return pd.concat([*own, _borrowed(likes, "moments", ASKED)], ignore_index=True)


def read_topics() -> pd.DataFrame:
    """One row a topic that a contract settles: topic_id, topic (in our own words) and code_refs (which part of each code speaks of it)."""
    return _read(shipped.data("frameworks", "contract-topics.csv"), TOPICS)


def read_codes() -> pd.DataFrame:
    """One row an edition of a code of practice: code, edition, in_force_from and in_force_until (dates; blank = not read), body, note, source."""
    codes = _read(shipped.data("frameworks", "codes.csv"), CODES)
    dates = {name: pd.to_datetime(codes[name], format="%Y-%m-%d") for name in ("in_force_from", "in_force_until")}
    return codes.assign(**{name: day.astype("datetime64[s]") for name, day in dates.items()})


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
