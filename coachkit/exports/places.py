"""Where a passage stands in its document, in words that a person can follow: paragraph, sentences, characters."""

import pandas as pd


def in_words(evidence: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """For each row (source_id, start, end, quote) its place, such as "S001, paragraph 2, sentences 3 to 4, characters 145 to 171".

    `sentences` as from text.sentences, of all sources. Sentences count from 1 in their paragraph, characters from 0 in the
    whole text, the end not included.
    """
    numbered = sentences.assign(number=sentences.groupby(["source_id", "paragraph"]).cumcount() + 1)
    of = {source: rows for source, rows in numbered.groupby("source_id") if source in set(evidence["source_id"])}
    none = numbered.iloc[:0]
    told = [_place(row, of.get(row.source_id, none)) for row in evidence.itertuples()]
    return pd.Series(told, index=evidence.index, dtype="str")


def _place(row, sentences: pd.DataFrame) -> str:
    if pd.isna(row.start):
        return (
            f"{row.source_id}: not found there any more" if row.quote.strip() else f"{row.source_id}, the whole of it"
        )
    within = sentences[(sentences["start"] < row.end) & (sentences["end"] > row.start)]
    characters = f"characters {row.start} to {row.end}"
    if within.empty:
        return f"{row.source_id}, {characters}"
    first, last = within.iloc[0], within.iloc[-1]
    if first["paragraph"] == last["paragraph"]:
        where = f"paragraph {first['paragraph']}, {_span('sentence', first['number'], last['number'])}"
    else:
        begins, ends = (f"paragraph {one['paragraph']}, sentence {one['number']}" for one in (first, last))
        where = f"{begins}, to {ends}"
    return f"{row.source_id}, {where}, {characters}"


def _span(what: str, first: int, last: int) -> str:
    return f"{what} {first}" if first == last else f"{what}s {first} to {last}"
