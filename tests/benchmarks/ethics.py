"""Ethical moments offered by what they resemble: python tests/benchmarks/ethics.py [--model auto] [--wrong N].

1. The 40 invented sentences of `tests/gold/ethical_moments.csv` that hold a moment, among 40 that only use such words and all sentences of
   the example's sheets with odd numbers: how many are among the first N offered for their moment, and how many near misses are.
2. Sentences that other writers wrote for the readers of feedback and own work: of those offered, how many are labelled `ethics`.
3. Passages offered on the sheets with odd numbers: how many are right (`tests/gold/ethical_moments_read.csv`, by one reader; any = it holds another moment); `--wrong N` prints
   N of those that are not, or not judged.

The examples (data/frameworks/ethical-moments.csv) were written before any of these texts was looked at. That examples of other criteria teach what
is ordinary was chosen with 1 and the even half of 2 in view; 3 was read after that.
"""

import time

import pandas as pd
from folds import arguments, between, gold, meant, rows, sources

from coachkit import ethics, finder, knowledge, text
from coachkit.practice import read_practice

EXAMPLES = knowledge.read_moments()
ASKED = pd.DataFrame({"criterion": [], "moment": []}, dtype="str")
NO_CLIENTS = pd.DataFrame({"client_id": [], "consent": []}, dtype="str")
FIRST = (5, 8, 10, 20)


def odd_sheets() -> pd.DataFrame:
    """The sentences of the example's sheets with odd numbers."""
    every = text.sentences(sources())
    number = every["source_id"].str.extract(r"(\d+)")[0].astype(int)
    return every[every["kind"].eq("sheet") & number.mod(2).eq(1)].reset_index(drop=True)


def alone(told: pd.Series, like: pd.DataFrame) -> pd.DataFrame:
    """Each text as a sentence of a source and a client of its own, with the columns of `like`."""
    ids = [f"X{number:04}" for number in range(len(told))]
    own = {"source_id": ids, "client_ids": ids, "sentence": list(told), "start": 0, "end": told.str.len().to_numpy()}
    return like.iloc[[0] * len(told)].reset_index(drop=True).assign(**own)


def offered(searched: finder.Search, k: int) -> pd.DataFrame:
    none = read_practice("example").evidence.iloc[:0]
    return ethics.moments(searched, EXAMPLES, none, ASKED, k)


def invented(odd: pd.DataFrame, model) -> None:
    """How many invented moments, and near misses, are among the first offered."""
    told = gold("ethical_moments")
    space = pd.concat([alone(told["sentence"], odd), odd], ignore_index=True)
    found = offered(ethics.search(space, NO_CLIENTS, EXAMPLES, model), max(FIRST))
    right = told["moment"].set_axis([f"X{number:04}" for number in told.index])
    found["gold"] = found["source_id"].map(right)
    of = right[right != ""].value_counts()
    for first in FIRST:
        within = found[found["rank"] <= first]
        hits = within[within["gold"] == within["moment"]].groupby("moment").size().reindex(of.index, fill_value=0)
        anywhere = within.loc[within["gold"].fillna("").ne(""), "source_id"].nunique()
        near = within.loc[within["gold"].eq(""), "source_id"].nunique()
        parts = ", ".join(f"{moment} {hits[moment]} of {of[moment]}" for moment in of.index)
        said = f"invented, first {first}: {hits.sum()} of {of.sum()} under their moment ({parts}), {anywhere} under any"
        print(f"{said}; near misses {near} of {right.eq('').sum()}; search space {len(space)} sentences")


def of_others(name: str, odd: pd.DataFrame, model) -> None:
    """By halves: of the sentences of other writers that are offered, how many are labelled ethics."""
    told = rows("data", "models", "written", f"{name}-sentences.csv")
    number = told["source"].str.extract(r"(\d+)")[0].astype(int)
    for half, said in ((0, "even, in view"), (1, "odd, not looked at")):
        within = told[number % 2 == half]
        space = alone(within["sentence"], odd)
        labelled = within["aspects"].str.contains("ethics").set_axis(space["source_id"])
        hit = labelled[offered(ethics.search(space, NO_CLIENTS, EXAMPLES, model), ethics.OFFERED)["source_id"].unique()]
        print(f"{name} ({said}): {hit.sum()} of {len(hit)} offered are labelled ethics, {hit.mean():.3f}", end=" ")
        print(
            f"{between(hit)}, by chance {labelled.mean():.3f}; {hit.sum()} of {labelled.sum()} so labelled are offered"
        )


def on_the_example(odd: pd.DataFrame, model, wrong: int) -> None:
    """How many of the passages offered on the odd sheets are right, by the reader; prints those that are not, or not judged."""
    started = time.perf_counter()
    found = offered(ethics.search(odd, NO_CLIENTS, EXAMPLES, model), ethics.OFFERED)
    took = time.perf_counter() - started
    judged = gold("ethical_moments_read").astype({"start": int, "end": int})
    both = found.merge(judged, on=["moment", "source_id", "start", "end"], how="left")
    right = both.loc[both["right"].notna(), "right"].eq("yes")
    print(f"odd sheets: {right.sum()} of {len(right)} right, {right.mean():.3f} {between(right)}", end=", ")
    print(f"{both['any'].eq('yes').sum()} hold some moment", end="; ")
    print(
        ", ".join(
            f"{moment} {of.eq('yes').sum()} of {len(of)}" for moment, of in both.groupby("moment", sort=False)["right"]
        )
    )
    print(
        f"first 3 a moment: {both[both['rank'] <= 3]['right'].eq('yes').mean():.3f}; not judged {both['right'].isna().sum()}"
    )
    print(f"{odd['source_id'].nunique()} sheets searched in {took:.1f} s")
    for row in both[both["right"].ne("yes")].head(wrong).itertuples():
        print(f"{row.moment},{row.rank},{row.source_id},{row.start},{row.end},{row.right}: {row.passage}")


def main() -> int:
    """Print the figures."""
    asked = arguments()
    model, odd = meant(asked.model), odd_sheets()
    invented(odd, model)
    for name in ("own-work", "feedback"):
        of_others(name, odd, model)
    on_the_example(odd, model, asked.wrong)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
