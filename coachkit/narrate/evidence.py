"""One sentence for each table about criteria and the passages that evidence them."""

from math import sqrt

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed

SHORT = ("missing", "thin", "one-sided")
"""The statuses of a criterion that needs more, weakest first."""

BELOW = ("missing", "thin")
"""The statuses of a criterion that has fewer accepted passages than it needs."""

_MEANS = {
    "missing": ("has nothing accepted", "have nothing accepted"),
    "thin": ("has less than it needs", "have less than they need"),
    "one-sided": ("rests on one source or one client", "rest on one source or one client"),
}
_NAMED = 4


def coverage(coverage: pd.DataFrame) -> str:
    """How many criteria are covered, and which are weakest."""
    if coverage.empty:
        return "No criteria are set, so there is nothing to cover."
    short = coverage[coverage["status"].isin(SHORT)]
    if short.empty:
        return f"{_all(len(coverage))} covered."
    parts = [_some(status, short) for status in SHORT if short["status"].eq(status).any()]
    covered = len(coverage) - len(short)
    return f"Of {_criteria(len(coverage))}, {wording.number(covered)} {'is' if covered == 1 else 'are'} covered; {listed(parts)}."


def _some(status: str, short: pd.DataFrame) -> str:
    ids = list(short.loc[short["status"].eq(status), "criterion"])
    verb = _MEANS[status][len(ids) > 1]
    return f"{len(ids)} {verb} ({named(ids)})"


def named(ids: list[str], most: int = _NAMED) -> str:
    """The first few ids of a list, and how many more there are."""
    return listed(ids) if len(ids) <= most else f"{', '.join(ids[:most])} and {len(ids) - most} more"


def in_words(criterion: str, framework: pd.DataFrame | None, longest: int = 90) -> str:
    """A criterion with the beginning of its wording, such as `700-2.2 “Analyse why strong communication is needed”`."""
    texts = framework.loc[framework["criterion"].eq(criterion), "text"] if framework is not None else []
    return f"{criterion} “{wording.shortened(str(texts.iloc[0]), longest)}”" if len(texts) else criterion


def may_evidence(candidates: pd.DataFrame, framework: pd.DataFrame) -> pd.Series:
    """For each candidate the criterion that it may evidence, with the beginning of its wording."""
    said = [f"may evidence {in_words(criterion, framework)}" for criterion in candidates["criterion"]]
    return pd.Series(said, candidates.index, dtype="object")


def _criteria(n: int) -> str:
    return count(n, "criterion", "criteria")


def _all(n: int) -> str:
    return "The 1 criterion is" if n == 1 else f"All {n} criteria are"


def candidates(candidates: pd.DataFrame) -> str:
    """How many passages may evidence the criteria that are below their need."""
    if candidates.empty:
        return "There is no passage to look at: every criterion has what it needs, or no text may evidence the rest."
    criteria = list(dict.fromkeys(candidates["criterion"]))
    passages = len(candidates)
    which = "criterion" if len(criteria) == 1 else "criteria"
    return (
        f"{count(passages, 'passage')} may evidence {which} {named(criteria)}; "
        f"{'it is' if passages == 1 else 'they are'} not checked until you have read {'it' if passages == 1 else 'them'}."
    )


def finder_check(finder_check: pd.DataFrame) -> str:
    """How often the finder has an accepted passage among its first five, beside chance and length."""
    n = int(finder_check["n"].sum())
    if n < wording.FEW:
        return f"How well the finder works is too few to say (n = {n})."
    found, chance, longest = (_mean(finder_check, name) for name in ("hit_at_5", "random_at_5", "longest_at_5"))
    better = found - max(chance, longest) > 2 * sqrt(found * (1 - found) / n)
    said = (
        "that is better than chance, but it misses passages too"
        if better
        else "that is no better than chance, so treat its list as a place to start reading and no more"
    )
    return (
        f"Of {n} passages that you accepted, each left out in turn, the finder had {_share(found)} among its first five "
        f"(n = {n}), where five at random would have {_share(chance)} and the five longest {_share(longest)}: {said}."
    )


def _mean(frame: pd.DataFrame, column: str) -> float:
    known = frame.dropna(subset=[column])
    return float((known[column] * known["n"]).sum() / max(known["n"].sum(), 1))


def _share(part: float) -> str:
    return f"{100 * part:.0f}%"
