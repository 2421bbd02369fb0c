"""Where a quoted passage stands in its source: at the place noted, elsewhere if the text was edited, or nowhere."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from coachkit.errors import Fault

_ALIKE = ("'‘’", '"“”', "-–—‑")
_TOKENS = re.compile(r"\s+|…|\.\.\.|.")
Span = tuple[int, int]


def locate(text: str, quote: str, start: int | None = None, end: int | None = None) -> Span | None:
    """The (start, end) of a quote in a text, None where it does not stand there.

    Where it was; else its nearest exact copy; else the nearest that differs in blanks, line breaks, quotation marks,
    dashes and dots alone, as spreadsheets and word processors change them. Without a quote the place stands as it is.
    """
    if not quote.strip():
        return (start, end) if start is not None and end is not None and 0 <= start < end <= len(text) else None
    if start is not None and text.startswith(quote, start):
        return start, start + len(quote)
    found = [match.span() for match in re.finditer(re.escape(quote), text)]
    found = found or [match.span() for match in re.finditer(_loosely(quote), text)]
    return min(found, key=lambda span: abs(span[0] - (start or 0)), default=None)


def shares_half(one: Span, other: Span) -> bool:
    """Whether two stretches of one source share at least half of the shorter, and so count as the same passage."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _loosely(quote: str) -> str:
    return _TOKENS.sub(lambda match: _token(match[0]), quote.strip())


def _token(token: str) -> str:
    if token.isspace():
        return r"\s+"
    if token in ("…", "..."):
        return r"(?:…|\.\.\.)"
    return next((f"[{alike}]" for alike in _ALIKE if token in alike), re.escape(token))


def placed(frame: pd.DataFrame, key: str, texts: Mapping[str, str], fault: Fault) -> tuple[pd.DataFrame, list[Fault]]:
    """`frame` with start and end as its quotes stand now, and a note for each that moved or is not found.

    `key` is the column that names the source; `fault` carries the file and column that the notes are about. A row
    whose source is not among `texts`, or whose quote is not found, keeps its place blank; a row with neither quote nor
    place is about its whole source.
    """
    notes, spans = [], []
    for line, row in zip(frame.index, frame.to_dict("records"), strict=True):
        start, end = (None if pd.isna(row[name]) else int(row[name]) for name in ("start", "end"))
        source, quote = row[key], row["quote"]
        whole = start is None and end is None and not quote.strip()
        found = locate(texts[source], quote, start, end) if source in texts else None
        spans.append(found or (None, None))
        told = _told(found, start, texts[source], source, quote) if source in texts else _not_there(source)
        if told and found != (start, end) and not whole:
            notes.append(replace(fault, line=line, value=source, **told))
    places = {name: pd.array([span[at] for span in spans], dtype="Int64") for at, name in enumerate(("start", "end"))}
    return frame.assign(**places), notes


def _told(found: Span | None, start: int | None, text: str, source: str, quote: str) -> dict[str, str]:
    """What to note of a row whose place is not as noted; nothing where it had none and the quote stands once."""
    if found and start is None:
        return _standing_twice(len(re.findall(_loosely(quote), text)), found)
    if found:
        return {
            "problem": f"has a quoted passage that now stands at {found[0]} to {found[1]}, not {start}",
            "cure": "nothing to mend; it was found again by its words",
        }
    if quote.strip():
        return {
            "problem": "does not hold the quoted passage any more",
            "cure": f"look at {source} and correct the quote; the decision is kept",
        }
    return {
        "problem": "has no such place as start and end name, and there is no quote to find it by",
        "cure": "copy the passage into the column quote; the decision is kept",
    }


def _standing_twice(times: int, first: Span) -> dict[str, str]:
    if times < 2:
        return {}
    return {
        "problem": f"holds the quoted passage {times} times; the first, at {first[0]} to {first[1]}, is taken",
        "cure": "if another is meant, give its start and end, or more of its words",
    }


def _not_there(source: str) -> dict[str, str]:
    return {
        "problem": "cannot be read, so its quoted passage cannot be looked up",
        "cure": f"mend or add {source}; the decision is kept",
    }
