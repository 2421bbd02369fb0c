"""One sentence for what was found in the records themselves: rows that cannot be read, and notes that lose nothing."""

import re

import pandas as pd

from coachkit.narrate.wording import count, listed, number

_KINDS = (
    (
        "is before the contract of",
        "contact dated before its client’s contract",
        "contacts dated before their client’s contract",
    ),
    (
        "is after the contract of",
        "client whose goals were agreed after the contract",
        "clients whose goals were agreed after the contract",
    ),
    ("was written", "sheet written long after its contact", "sheets written long after their contacts"),
    ("overlaps", "contact that overlaps another", "contacts that overlap others"),
    ("is over four hours", "contact over four hours", "contacts over four hours"),
    ("has no consent recorded", "client whose consent is not recorded", "clients whose consent is not recorded"),
)
_PARTICULARS = re.compile(r"\d{4}-\d{2}-\d{2}|\b[A-Z]+\d+\b|\d+")


def notes(problems: pd.DataFrame, notes: pd.DataFrame) -> str:
    """How many rows could not be read, and what the notes on the others are about."""
    if problems.empty and notes.empty:
        return "Every row of your records was read, with nothing to note."
    return f"{_unread(problems)} {_noted(notes)}".strip()


def _unread(problems: pd.DataFrame) -> str:
    n = len(problems)
    if not n:
        return "Every row of your records was read."
    where = listed(f"{k} in {file}" for file, k in problems["file"].value_counts().items())
    return f"{count(n, 'problem')} in your records {'keeps' if n == 1 else 'keep'} what {'it concerns' if n == 1 else 'they concern'} out of every figure: {where}."


def _noted(notes: pd.DataFrame) -> str:
    groups = by_kind(notes)
    if groups.empty:
        return ""
    return f"Noted, with nothing lost: {listed(groups['text'])}."


def by_kind(notes: pd.DataFrame) -> pd.DataFrame:
    """One kind of note, commonest first: n, file, text (`9 contacts dated before their client’s contract`)."""
    kinds = notes.assign(kind=[_PARTICULARS.sub("…", text) for text in notes["problem"].astype(str)])
    rows = [(len(rows), file, _text(rows, file)) for (file, _), rows in kinds.groupby(["file", "kind"], sort=False)]
    return pd.DataFrame(rows, columns=["n", "file", "text"]).sort_values("n", ascending=False, kind="stable")


def _text(rows: pd.DataFrame, file: str) -> str:
    problem = str(rows["problem"].iloc[0])
    for stem, one, many in _KINDS:
        if problem.startswith(stem):
            return count(len(rows), one, many)
    return f"{number(len(rows))} in {file} (“{rows['column'].iloc[0]} {problem}”)"
