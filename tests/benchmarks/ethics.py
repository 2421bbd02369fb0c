"""Ethical moments, by the phrases that ship: python tests/benchmarks/ethics.py [--wrong N].

1. On 80 invented sentences (`tests/gold/ethical_moments.csv`: 40 hold a moment, 40 only use its words). They were written before the phrases by the person who
   then wrote the phrases, so they hold the phrases to what they find and measure nothing. Found = whatever the moment.
2. On sentences that other writers wrote for the readers of feedback and own work: those labelled `ethics`, by halves (the source's number even
   or odd); the phrases were widened with the even half in view, the odd one was never looked at for that.
"""

import pandas as pd
from folds import arguments, between, gold, rows

from coachkit import ethics, knowledge

NO_LIKES = pd.DataFrame({"own_criterion": [], "criterion": []}, dtype="str")


def read(sentences: pd.Series) -> list[set[str]]:
    """The moments found in each sentence, each read as a source of its own."""
    ids = [f"S{number}" for number in range(len(sentences))]
    placed = pd.DataFrame({"source_id": ids, "kind": "sheet", "paragraph": 1, "start": 0, "end": 1})
    asked = knowledge.asked_moments(["ilm-l7-diploma"], NO_LIKES)
    found = ethics.moments(placed.assign(sentence=list(sentences)), knowledge.read_moments(), asked)
    by_source = found.groupby("source_id")["moment"].agg(set)
    return [by_source.get(each, set()) for each in ids]


def invented(wrong: int) -> None:
    """The figures on the invented sentences, and those that are read wrongly."""
    told = gold("ethical_moments")
    told["found"] = read(told["sentence"])
    holds, near = told[told["moment"] != ""], told[told["moment"] == ""]
    hit, named = holds["found"].str.len() > 0, [one.moment in one.found for one in holds.itertuples()]
    taken = near["found"].str.len() > 0
    print(f"invented: found {hit.sum()} of {len(holds)}, under its moment {sum(named)}", end="; ")
    print(f"near misses taken for one {taken.sum()} of {len(near)}")
    for one in pd.concat([holds[~hit], near[taken]]).head(wrong).itertuples():
        print(f"{one.moment or 'none'}, read as {sorted(one.found)}: {one.sentence}")


def of_others(name: str) -> None:
    """By halves: how many sentences labelled ethics are found, and how many others."""
    told = rows("data", "models", "written", f"{name}-sentences.csv")
    found = pd.Series([len(moments) > 0 for moments in read(told["sentence"])])
    labelled = told["aspects"].str.contains("ethics")
    odd = told["source"].str.extract(r"(\d+)")[0].astype(int).mod(2).eq(1)
    for half, within in (("even, in view", ~odd), ("odd, not looked at", odd)):
        hit, others = found[within & labelled], found[within & ~labelled]
        print(
            f"{name} ({half}): found {hit.sum()} of {len(hit)} labelled ethics, {hit.mean():.3f} {between(hit)}",
            end="; ",
        )
        print(f"{others.sum()} of {len(others)} others")


def main() -> int:
    """Print the figures."""
    invented(arguments().wrong)
    for name in ("own-work", "feedback"):
        of_others(name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
