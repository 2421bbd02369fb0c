"""How often the finder puts a right passage among the first five and ten, in the folds of clients and for the four thin criteria."""

import sys
import time

import numpy as np
import pandas as pd
from folds import FOLDS, PAIRS, arguments, example, fold_of, gold, meant

from coachkit import finder, knowledge, text
from coachkit.practice import Practice, read_practice

THIN = ("700-1.3", "700-1.4", "700-2.4", "703-2.2")
DRAWS = 2000


def right_spans() -> pd.DataFrame:
    """The first reader's passages and the second's clear ones: criterion, source_id, start, end, first (the first reader's)."""
    tables = (
        ("sheets", "sheet_id"),
        ("feedback", "feedback_id"),
        ("supervision", "supervision_id"),
        ("documents", "document_id"),
    )
    written = pd.concat([example(table).set_index(key)["text"] for table, key in tables])
    second = gold("evidence_second")
    spans = pd.concat([gold("evidence").assign(first=True), second[second["strength"] == "clear"].assign(first=False)])
    starts = np.array(
        [written[source].index(quote) for source, quote in zip(spans["source_id"], spans["quote"], strict=True)]
    )
    return spans.assign(start=starts, end=starts + spans["quote"].str.len())[
        ["criterion", "source_id", "start", "end", "first"]
    ]


def is_right(offered: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Whether each passage offered shares half of the shorter one with a gold span of its source, each span counted once."""
    left, found = spans[["source_id", "start", "end"]].values.tolist(), []
    for row in offered.itertuples():
        hits = [
            span
            for span in left
            if span[0] == row.source_id
            and 2 * (min(span[2], row.end) - max(span[1], row.start)) >= min(span[2] - span[1], row.end - row.start)
        ]
        found.append(bool(hits))
        left = [span for span in left if span not in hits[:1]]
    return np.array(found, dtype=bool)


def searched(practice: Practice, sources: pd.DataFrame, cues: pd.DataFrame, model=None) -> finder.Search:
    """The finder over some of the sources; here all clients count as consenting."""
    clients = practice.clients.assign(consent="yes")
    return finder.search(practice.framework, text.sentences(sources), clients, cues, model)


def in_folds(practice: Practice, cues: pd.DataFrame, model=None) -> pd.DataFrame:
    """One row a pair of criterion and fold that has a passage of the first reader: hit at 5, hit at 10, share right of five."""
    spans, none, folds, rows = right_spans(), practice.evidence.iloc[:0], fold_of(), []
    for fold in FOLDS:
        sources = practice.sources[practice.sources["source_id"].map(folds) == fold]
        search = searched(practice, sources, cues, model)
        offered = search.candidates(practice.framework["criterion"], none, honest=True)
        here = spans[spans["source_id"].isin(sources["source_id"])]
        for criterion in sorted(set(here.loc[here["first"], "criterion"]) - set(THIN)):
            right = is_right(offered[offered["criterion"] == criterion], here[here["criterion"] == criterion])
            rows.append((fold, criterion, right[:5].any(), right.any(), right[:5].sum() / 5))
    return pd.DataFrame(rows, columns=["fold", "criterion", "hit_at_5", "hit_at_10", "right_of_5"])


def as_a_whole(practice: Practice, search: finder.Search, decided: pd.DataFrame) -> pd.DataFrame:
    """One row a criterion of the first reader: hit at 5, hit at 10, share right of five, with these decisions taught."""
    spans, rows = right_spans(), []
    wanted = sorted(set(spans.loc[spans["first"], "criterion"]) - set(THIN))
    offered = search.candidates(wanted, decided, honest=True)
    for criterion in wanted:
        right = is_right(offered[offered["criterion"] == criterion], spans[spans["criterion"] == criterion])
        rows.append((criterion, right[:5].any(), right.any(), right[:5].sum() / 5))
    return pd.DataFrame(rows, columns=["criterion", "hit_at_5", "hit_at_10", "right_of_5"])


def after_ten(practice: Practice, search: finder.Search, draws: int = 5) -> tuple[float, float]:
    """Share right of five after ten links that the coach would accept, taught or only not offered again, in `draws` draws.

    The ten are right passages of criteria drawn at random, and are counted neither way.
    """
    spans, found = right_spans(), []
    spans = spans[spans["first"] & ~spans["criterion"].isin(THIN)].reset_index(drop=True)
    written = practice.sources.set_index("source_id")["replaced"]
    for draw in range(draws):
        ten = spans.sample(10, random_state=draw)
        quotes = [
            written[row.source_id].text[
                written[row.source_id].shown_at(row.start) : written[row.source_id].shown_at(row.end, end=True)
            ]
            for row in ten.itertuples()
        ]
        links = ten.assign(evidence_id="E", quote=quotes, decision="accepted")
        kept = links.assign(decision="rejected", quote="")
        both = [as_a_whole(practice, search, decided).set_index("criterion") for decided in (links, kept)]
        found.append([table.loc[ten["criterion"].unique(), "right_of_5"].mean() for table in both])
    return tuple(np.mean(found, axis=0))


def interval(values: pd.Series) -> str:
    """The mean with a bootstrapped 90% interval."""
    draws = np.random.default_rng(0).choice(values.to_numpy(dtype=float), (DRAWS, len(values))).mean(axis=1)
    low, high = np.quantile(draws, [0.05, 0.95])
    return f"{values.mean():.3f} ({low:.3f} to {high:.3f})"


def thin(practice: Practice, search: finder.Search) -> None:
    """Print, for each thin criterion, yes or no only: a gold passage among the first ten in the whole practice."""
    offered = search.candidates(THIN, practice.evidence.iloc[:0])
    spans = right_spans()
    for criterion in THIN:
        right = is_right(offered[offered["criterion"] == criterion], spans[spans["criterion"] == criterion])
        print(f"{criterion}: a right passage among the first ten: {'yes' if right.any() else 'no'}")


def main() -> int:
    """Print the figures."""
    practice, cues = read_practice("example"), knowledge.read_cues("ilm-l7-diploma")
    model = meant(arguments().model)
    began = time.perf_counter()
    search = searched(practice, practice.sources, cues, model)
    from_gold = search.examples["sentence"][search._seen]
    for what, taught in (("all examples", cues), ("gold's alone", cues[cues["sentence"].isin(from_gold)])):
        table = in_folds(practice, taught, model)
        print(f"{what} ({len(taught)}): {len(table)} pairs of criterion and fold ({len(PAIRS)} folds), 90% intervals")
        for column in ("hit_at_5", "hit_at_10", "right_of_5"):
            print(f"  {column}: {interval(table[column])}")
    none = practice.evidence.iloc[:0]
    whole = as_a_whole(practice, search, none)
    print(f"the whole practice by written examples alone, {len(whole)} criteria:")
    for column in ("hit_at_5", "hit_at_10", "right_of_5"):
        print(f"  {column}: {interval(whole[column])}")
    thin(practice, search)
    taught, only = after_ten(practice, search)
    print(f"after ten accepted links, share right of five for their criteria: {only:.3f} before, {taught:.3f} after")
    print(f"so far {time.perf_counter() - began:.0f} s")
    speed(practice, cues, model)
    check = finder.search(practice.framework, text.sentences(practice.sources), practice.clients, cues, model)
    check = check.check(practice.evidence)
    shares = (
        check[["hit_at_5", "hit_at_10", "random_at_5", "longest_at_5"]].mul(check["n"], axis=0).sum() / check["n"].sum()
    )
    print(
        f"accepted links left out in turn (n = {check['n'].sum()}): "
        + ", ".join(f"{k} {v:.2f}" for k, v in shares.items())
    )
    return 0


def speed(practice: Practice, cues: pd.DataFrame, model) -> None:
    """Print the time of the first candidates for all criteria, and of a criterion's queue after one more decision."""
    began = time.perf_counter()
    search = finder.search(practice.framework, text.sentences(practice.sources), practice.clients, cues, model)
    search.candidates(practice.framework["criterion"], practice.evidence)
    print(f"candidates for all criteria on {len(practice.sheets)} sheets: {time.perf_counter() - began:.1f} s")
    more = practice.evidence.iloc[[0]].assign(quote="It was said on the stairs and cost the trust nothing at all.")
    began = time.perf_counter()
    search.candidates(["700-1.3"], pd.concat([practice.evidence, more], ignore_index=True))
    print(f"a criterion's queue after one more decision: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
