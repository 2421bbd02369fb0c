"""Offer passages that may hold an ethical moment: boundaries, confidentiality, dual role, power, referral, for the criteria about codes."""

import textwrap
from dataclasses import replace

import pandas as pd

from coachkit import finder
from coachkit.knowledge import ORDINARY
from coachkit.meaning import Meaning

MOMENTS = ["moment", "rank", "source_id", "start", "end", "passage", "why", "criteria"]
READ = ("sheet", "feedback", "supervision")
"""The kinds of source that are read: a document, such as a copy of a code, is evidence as a whole."""
OFFERED = 8  # passages for each moment
_SHOWN = 60  # characters of the example that a passage is like


def search(
    sentences: pd.DataFrame, clients: pd.DataFrame, examples: pd.DataFrame, meaning: Meaning | None = None
) -> finder.Search:
    """Make the sentences of a practice searchable for ethical moments, which stand in the place of criteria.

    `sentences` as from text.sentences; `examples`: moment, example (knowledge.read_moments).
    """
    read = sentences[sentences["kind"].isin(READ)].reset_index(drop=True)
    moments = pd.Series(names(examples))
    framework = pd.DataFrame({"criterion": moments, "text": moments, "evidence_hint": ""})
    cues = examples.rename(columns={"moment": "criterion", "example": "sentence"})
    found = finder.search(framework, read, clients, cues, meaning)
    quoted = [f"“{textwrap.shorten(each, _SHOWN, placeholder=' …')}”" for each in found.examples["sentence"]]
    return replace(found, examples=found.examples.assign(origin=quoted))


def names(examples: pd.DataFrame) -> list[str]:
    """The moments that the examples tell of, in their order."""
    return [moment for moment in examples["moment"].unique() if moment != ORDINARY]


def moments(
    searched: finder.Search, examples: pd.DataFrame, evidence: pd.DataFrame, asked: pd.DataFrame, k: int = OFFERED
) -> pd.DataFrame:
    """The `k` likeliest passages for each moment (MOMENTS), likeliest first, to be read: none is found for sure.

    `searched` (`search`); `asked`: criterion, moment. criteria = those that ask for the moment and for which the coach has
    neither accepted nor rejected the passage, semicolons between; where there is none left the passage is not offered.
    """
    found = searched.candidates(searched.criteria, _told(examples, evidence, asked), k)
    found = found.rename(columns={"criterion": "moment"})
    open_to = [
        _open(row, asked.loc[asked["moment"] == row.moment, "criterion"], evidence) for row in found.itertuples()
    ]
    kept = found.assign(criteria=pd.Series(open_to, found.index, dtype="str"))
    kept = kept[kept["criteria"].ne("") | ~kept["moment"].isin(asked["moment"])].reset_index(drop=True)
    return kept.assign(rank=kept.groupby("moment").cumcount() + 1)[MOMENTS]


def left_out(searched: finder.Search, examples: pd.DataFrame, evidence: pd.DataFrame, asked: pd.DataFrame) -> int:
    """How many passages would be among the first but are not offered, since their only client does not consent."""
    return int(searched.refused(searched.criteria, _told(examples, evidence, asked), OFFERED).sum())


def _told(examples: pd.DataFrame, evidence: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """What the search is told as decisions: ordinary examples are of no moment; what is decided for all that ask is not offered again.

    The coach's decisions teach nothing here: what evidences a code is not yet of this moment.
    """
    ordinary = examples.loc[examples["moment"].eq(ORDINARY), ["example"]].rename(columns={"example": "quote"})
    decided = _decided(evidence).drop_duplicates(["criterion", "source_id", "start", "end"])
    settled = decided.merge(asked, on="criterion").groupby(["moment", "source_id", "start", "end"]).size()
    settled = settled.rename("of").reset_index()
    settled = settled[settled["of"] == settled["moment"].map(asked["moment"].value_counts())].assign(quote="")
    every = [ordinary.assign(moment=moment) for moment in names(examples)]
    told = pd.concat([*every, settled], ignore_index=True).rename(columns={"moment": "criterion"})
    return told.reindex(columns=["criterion", "source_id", "start", "end", "quote"]).assign(
        decision="rejected", evidence_id=""
    )


def _decided(evidence: pd.DataFrame) -> pd.DataFrame:
    decided = evidence[evidence["decision"].isin(["accepted", "rejected"])]
    return decided[decided["start"].notna() & decided["end"].notna()]


def _open(row: object, criteria: pd.Series, evidence: pd.DataFrame) -> str:
    """Those of `criteria` with no decision on a span that shares half of the shorter of the two with the passage."""
    here = _decided(evidence)
    here = here[here["source_id"] == row.source_id]
    start, end = here["start"].astype("int64"), here["end"].astype("int64")
    shared = end.clip(upper=row.end) - start.clip(lower=row.start)
    over = 2 * shared >= (end - start).clip(upper=row.end - row.start)
    return ";".join(criteria[~criteria.isin(here.loc[over, "criterion"])])
