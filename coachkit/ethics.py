"""Passages with an ethical moment: boundaries, confidentiality, dual role, power, referral, for the criteria about codes of practice."""

import pandas as pd

from coachkit import phrases
from coachkit.coverage import clients_of, known_ids, only_refused

MOMENTS = ["moment", "source_id", "start", "end", "passage", "why", "criteria"]
READ = ("sheet", "feedback", "supervision")
"""The kinds of source that are read: a document, such as a copy of a code, is evidence as a whole."""
LONGEST = 4  # adjoining sentences in a passage


def moments(sentences: pd.DataFrame, known: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """One row a passage with an ethical moment (MOMENTS), by moment in the order of `known`, then as the texts stand.

    `sentences` as from text.sentences; `known`: moment, phrases and unless (knowledge.read_moments); `asked`: criterion,
    moment. A sentence holds a moment where it has one of its phrases that is no part of an unless; those that
    adjoin in a paragraph are one passage, up to LONGEST. why = the words that told; criteria = those that ask
    for such a moment, semicolons between.
    """
    read = sentences[sentences["kind"].isin(READ)].reset_index(drop=True)
    plain = read["sentence"].str.lower().str.replace("’", "'")
    rows = []
    for moment in known.itertuples():
        told = _told(plain, moment)
        criteria = ";".join(asked.loc[asked["moment"] == moment.moment, "criterion"])
        rows += [(moment.moment, *_passage(read, told, run), criteria) for run in _runs(read, told)]
    frame = pd.DataFrame(rows, columns=MOMENTS)
    return frame.astype(dict.fromkeys(MOMENTS, "str") | {"start": "int64", "end": "int64"})


def _told(plain: pd.Series, moment: object) -> pd.Series:
    """The words of each sentence that tell of the moment, as a list; sentences without any are left out."""
    if moment.unless:
        plain = plain.str.replace(phrases.pattern(moment.unless), " / ", regex=True)
    found = plain.str.findall(phrases.pattern(moment.phrases))
    return found[found.str.len() > 0]


def _runs(read: pd.DataFrame, told: pd.Series) -> list[list[int]]:
    """The rows of `told` in runs that adjoin in one paragraph of one source, each at most LONGEST."""
    runs: list[list[int]] = []
    place = list(zip(read["source_id"], read["paragraph"], strict=True))
    for row in told.index:
        last = runs[-1] if runs else []
        goes_on = last and row == last[-1] + 1 and place[row] == place[last[-1]] and len(last) < LONGEST
        runs = [*runs[:-1], [*last, row]] if goes_on else [*runs, [row]]
    return runs


def _passage(read: pd.DataFrame, told: pd.Series, run: list[int]) -> tuple:
    within = read.loc[run]
    words = dict.fromkeys(" ".join(word.split()) for found in told[run] for word in found)
    first, last = within.iloc[0], within.iloc[-1]
    return first["source_id"], first["start"], last["end"], " ".join(within["sentence"]), "; ".join(words)


def offered(found: pd.DataFrame, sources: pd.DataFrame, clients: pd.DataFrame) -> pd.DataFrame:
    """The passages of `found` (`moments`) that may be used: not those whose only client withholds consent.

    `sources`: source_id, client_ids; `clients`: client_id, consent.
    """
    refused = set(clients.loc[clients["consent"] == "no", "client_id"])
    known, ids = known_ids(clients["client_id"], sources["client_ids"]), sources.set_index("source_id")["client_ids"]
    usable = [
        not only_refused(clients_of(words, ids[source], known), refused)
        for words, source in zip(found["passage"], found["source_id"], strict=True)
    ]
    return found[pd.Series(usable, found.index, dtype=bool)].reset_index(drop=True)


def one_each(offered: pd.DataFrame) -> pd.DataFrame:
    """The most telling passage of each moment: that with most words that told, each of a source of its own where there is one."""
    telling = offered.assign(words=offered["why"].str.count(";")).sort_values("words", ascending=False, kind="stable")
    chosen, taken = [], set()
    for _, rows in telling.groupby("moment", sort=False):
        fresh = rows[~rows["source_id"].isin(taken)]
        first = (fresh if len(fresh) else rows).iloc[0]
        taken.add(first["source_id"])
        chosen.append(first.name)
    return offered.loc[sorted(chosen)].reset_index(drop=True)
