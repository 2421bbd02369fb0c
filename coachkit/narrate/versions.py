"""One sentence on frameworks: what was decided for another version, and which own criteria may be like shipped ones."""

import pandas as pd

from coachkit.narrate.evidence import named
from coachkit.narrate.wording import count, number


def frameworks(to_judge_again: pd.DataFrame, like_proposals: pd.DataFrame) -> str:
    """How many decisions wait to be judged again, and how many own criteria are confirmed as like shipped ones."""
    return " ".join(filter(None, [_again(to_judge_again), _likes(like_proposals)]))


def _again(table: pd.DataFrame) -> str:
    if table.empty:
        return "No decision waits to be judged again for another version of the framework."
    criteria = named(list(table["criterion"].unique()))
    one, proposed = len(table) == 1, int(table["proposals"].ne("").sum())
    first = (
        f"{count(len(table), 'decision')} {'was' if one else 'were'} made for what no framework loaded has ({criteria})"
    )
    kept = f"{'it is' if one else 'they are'} kept, counted for nothing, and to be judged again"
    return f"{first}: {kept}; to_judge_again.csv proposes criteria for {number(proposed)} of {number(len(table))}."


def _likes(table: pd.DataFrame) -> str:
    if table.empty:
        return ""
    own = table.groupby("own_criterion", sort=False)["confirmed"].agg(lambda each: each.eq("yes").any())
    settled, all_of = int(own.sum()), count(len(own), "own criterion", "own criteria")
    return f"Of {all_of}, {number(settled)} {'is' if settled == 1 else 'are'} confirmed as like a shipped one; like_proposals.csv proposes."
