"""Which edition of a code of practice is in force at a date, and what in contracts.csv does not fit: a note for each."""

import re
from difflib import get_close_matches

import pandas as pd

from coachkit.errors import Fault
from coachkit.schema import TABLES

_NEAR = 0.6  # how alike a topic and an id are that are taken for one misspelt
_KEPT = "nothing to mend if it was so; "


def in_force(codes: pd.DataFrame, code: str, day: pd.Timestamp) -> str:
    """The edition of a code that is in force on a day; "" where nobody has read its dates.

    `codes` as knowledge.read_codes gives them. An edition whose first day is not read counts as in force from the
    year after the one it is named for until its last day; one of which neither day is read never does.
    """
    editions = codes[_same(codes, code)].itertuples()
    return next((row.edition for row in reversed(list(editions)) if _holds(row, day)), "")


def _holds(row, day: pd.Timestamp) -> bool:
    """Whether the edition of one row is in force on a day."""
    begins, ends = row.in_force_from, row.in_force_until
    if pd.isna(begins) and pd.isna(ends):
        return False
    named_earlier = row.edition.isdigit() and int(row.edition) < day.year
    begun = named_earlier if pd.isna(begins) else begins <= day
    return begun and (pd.isna(ends) or day <= ends)


def _same(codes: pd.DataFrame, code: str) -> pd.Series:
    return codes["code"].str.casefold() == code.casefold()


def known(codes: pd.DataFrame, code: str, edition: str) -> bool:
    """Whether an edition of a code is among those that ship."""
    return bool((_same(codes, code) & codes["edition"].eq(edition)).any())


def remarks(contracts: pd.DataFrame, contacts: pd.DataFrame, topics: pd.DataFrame, codes: pd.DataFrame) -> list[Fault]:
    """Notes on `contracts` (the index is the line): topics that are none of `topics` (topic_id, topic), editions, days after the first contact."""
    return _topics(contracts, topics) + _codes(contracts, codes) + _late(contracts, contacts, topics)


def _topics(contracts: pd.DataFrame, topics: pd.DataFrame) -> list[Fault]:
    ids = list(topics["topic_id"])
    strange = contracts["topic"][~contracts["topic"].isin(ids)]
    problem = f"is none of the {len(ids)} topics, so it is kept and not counted"
    return [
        _note(line, "topic", topic, problem, _one_of(_nearest(topic, topics), ids)) for line, topic in strange.items()
    ]


def _one_of(near: str, allowed: list[str]) -> str:
    every = f"one of {', '.join(allowed)}"
    return f"write {near} if that is meant, else {every}" if near else f"write {every}"


def _nearest(written: str, topics: pd.DataFrame) -> str:
    """The id that is most like what is written, else that of the topic with most of its words; "" where none is."""
    alike = get_close_matches(written.casefold().replace(" ", "_"), list(topics["topic_id"]), 1, _NEAR)
    words = _words(written)
    shared = [len(words & _words(f"{row.topic_id} {row.topic}")) for row in topics.itertuples()]
    most = topics["topic_id"].iloc[shared.index(max(shared))] if any(shared) else ""
    return alike[0] if alike else most


def _words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}


def _codes(contracts: pd.DataFrame, codes: pd.DataFrame) -> list[Fault]:
    """One note for all rows of a client that name one edition on one day."""
    named = contracts[contracts["code"] != ""]
    alike = named.groupby(["client_id", "code", "edition", "settled_on"], sort=False, dropna=False)
    firsts = (rows.iloc[[0]].itertuples() for _, rows in alike)
    return [fault for first in firsts for fault in _edition(next(first), codes)]


def _edition(row, codes: pd.DataFrame) -> list[Fault]:
    editions = list(codes.loc[_same(codes, row.code), "edition"])
    if not editions:
        problem = "is not a code whose editions are known here, so which was in force is not checked"
        return [_note(row.Index, "code", row.code, problem, f"{_KEPT}known are {', '.join(codes['code'].unique())}")]
    if not row.edition or not any(editions):
        return []
    if row.edition not in editions:
        problem = f"is not an edition of {row.code} that is known here, so it is not checked"
        return [_note(row.Index, "edition", row.edition, problem, f"{_KEPT}known are {', '.join(editions)}")]
    return _not_in_force(row, codes)


def _not_in_force(row, codes: pd.DataFrame) -> list[Fault]:
    right = in_force(codes, row.code, row.settled_on) if pd.notna(row.settled_on) else ""
    if right in ("", row.edition):
        return []
    problem = f"was not in force when it was settled with {row.client_id} ({row.settled_on:%Y-%m-%d}); {right} was"
    return [_note(row.Index, "edition", row.edition, problem, f"{_KEPT}else correct edition or settled_on")]


def _late(contracts: pd.DataFrame, contacts: pd.DataFrame, topics: pd.DataFrame) -> list[Fault]:
    """One note for all topics that were first settled with a client on one day after the first contact."""
    counted = contracts[contracts["topic"].isin(topics["topic_id"])].sort_values("settled_on", kind="stable")
    first = counted.drop_duplicates(["client_id", "topic"])
    begun = first["client_id"].map(contacts.groupby("client_id")["date"].min().to_dict()).astype("datetime64[s]")
    late = first.assign(begun=begun)[first["settled_on"] > begun]
    days = late.sort_index().groupby(["client_id", "settled_on"], sort=False)
    return [_after(rows.index[0], rows.iloc[0], len(rows)) for _, rows in days]


def _after(line: int, row: pd.Series, topics: int) -> Fault:
    how_many = "1 topic is" if topics == 1 else f"{topics} topics are"
    begun = f"the first contact with {row['client_id']} ({row['begun']:%Y-%m-%d})"
    cure = f"{_KEPT}a contract is expected to be signed before the first session"
    return _note(
        line, "settled_on", f"{row['settled_on']:%Y-%m-%d}", f"is after {begun}: {how_many} settled late", cure
    )


def _note(line: int, column: str, value: str, problem: str, cure: str) -> Fault:
    return Fault(TABLES["contracts"].file, int(line), column, value, problem, cure, note=True)
