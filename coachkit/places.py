"""Where a quoted passage stands in its source: at the place noted, elsewhere if the text was edited, or nowhere."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from coachkit.errors import Fault

_SPACES = re.compile(r"\s+")
_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def locate(text: str, quote: str, start: int | None = None, end: int | None = None) -> tuple[int, int] | None:
    """The (start, end) of a quote in a text: where it was, else its nearest exact copy, else a copy that differs in

    blanks, quotation marks and dashes only; None where there is none. Without a quote the place stands as it is.
    """
    if not quote.strip():
        return (start, end) if start is not None and end is not None and 0 <= start < end <= len(text) else None
    if start is not None and text.startswith(quote, start):
        return start, start + len(quote)
    near = start or 0
    words = [re.escape(word) for word in _SPACES.split(quote.strip().translate(_ALIKE))]
    exact = [match.span() for match in re.finditer(re.escape(quote), text)]
    alike = exact or [match.span() for match in re.finditer(r"\s+".join(words), text.translate(_ALIKE))]
    return min(alike, key=lambda span: abs(span[0] - near), default=None)


def placed(frame: pd.DataFrame, key: str, texts: Mapping[str, str], fault: Fault) -> tuple[pd.DataFrame, list[Fault]]:
    """`frame` with start and end as its quotes stand now, and a note for each that moved or is not found.

    `key` is the column that names the source; `fault` carries the file and column that the notes are about. A row
    whose source is not among `texts`, or whose quote is not found, keeps its place blank.
    """
    frame, notes = frame.copy(), []
    for line, row in zip(frame.index, frame.to_dict("records"), strict=True):
        was = tuple(None if pd.isna(row[name]) else int(row[name]) for name in ("start", "end"))
        source = row[key]
        found = locate(texts[source], row["quote"], *was) if source in texts else None
        frame.loc[line, ["start", "end"]] = found or (pd.NA, pd.NA)
        if found != was:
            notes.append(replace(fault, line=int(line), value=source, **_told(found, was, source)))
    return frame, notes


def _told(found: tuple[int, int] | None, was: tuple[int | None, int | None], source: str) -> dict[str, str]:
    if found is None:
        return {
            "problem": "quotes a passage that is no longer in its source",
            "cure": f"look at {source} and correct the quote; the decision is kept",
        }
    return {
        "problem": f"quotes a passage that now stands at {found[0]} to {found[1]}" + (f", not {was[0]}" if was[0] is not None else ""),
        "cure": "nothing to mend; it was found again by its words",
    }
