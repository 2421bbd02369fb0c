"""Evidence whose quote is no longer found in its source, beside the text there that is most like it."""

from difflib import SequenceMatcher

import pandas as pd

from coachkit import text

BROKEN_LINKS = [
    "evidence_id",
    "criterion",
    "source_id",
    "decision",
    "quote",
    "nearest_start",
    "nearest_end",
    "nearest",
    "likeness",
]
_SHORTEST, _LONGEST = 0.4, 2.5  # how long a stretch may be beside the quote, as a share of its characters


def broken_links(evidence: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """One row a decision whose quote does not stand in its source any more, in their order (BROKEN_LINKS).

    `evidence` and `sources` are the practice's; nearest: the whole sentences there that are most like the quote, with
    their place in the text as written; likeness: share of characters in common, 0 to 1 (difflib's ratio). All four are
    blank where the source itself is gone.
    """
    lost = evidence[evidence["start"].isna() & (evidence["quote"].str.strip() != "")]
    by_id = sources.drop_duplicates("source_id").set_index("source_id")[["text", "replaced"]]
    found = [
        _nearest(row.quote, *by_id.loc[row.source_id]) if row.source_id in by_id.index else (None, None, "", None)
        for row in lost.itertuples()
    ]
    nearest = pd.DataFrame(found, lost.index, BROKEN_LINKS[5:])
    table = lost[BROKEN_LINKS[:5]].join(nearest).reset_index(drop=True)
    whole = dict.fromkeys(("nearest_start", "nearest_end"), "Int64")
    return table.astype({**whole, "nearest": "str", "likeness": "Float64"})


def _nearest(quote: str, shown: str, replaced) -> tuple[int | None, int | None, str, float | None]:
    """The sentences of a text most like a quote: start, end (places in the text as written), the words, their likeness."""
    matcher = SequenceMatcher(None, "", quote, autojunk=False)
    best, most = None, -1.0
    for start, end in _stretches(shown, len(quote)):
        matcher.set_seq1(shown[start:end])
        if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and (ratio := matcher.ratio()) > most:
            best, most = (start, end), ratio
    if best is None:
        return None, None, "", None
    start, end = best
    return replaced.written(start), replaced.written(end, end=True), shown[start:end], round(most, 2)


def _stretches(shown: str, length: int) -> list[tuple[int, int]]:
    """Adjoining sentences of one paragraph about as long as the quote; all sentences where none is."""
    spans = text.spans(shown)
    found = [
        (start, end)
        for first, (paragraph, start, _) in enumerate(spans)
        for other, _, end in spans[first:]
        if other == paragraph and _SHORTEST * length <= end - start <= _LONGEST * length
    ]
    return found or [(start, end) for _, start, end in spans]
