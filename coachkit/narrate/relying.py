"""Sentences on what the accepted evidence rests on: readiness, what an assessor asks, over-reliance, and a rehearsed sample."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.evidence import BELOW, SHORT, named
from coachkit.narrate.wording import count, listed
from coachkit.reliance import FEW, MUCH, ONLY, SORTS

KINDS = {
    "PR": "products of work",
    "RA": "reflective accounts",
    "OB": "observations",
    "WT": "witness testimony",
    "PD": "professional discussions",
    "FB": "feedback",
    "SV": "supervision",
    "Q": "questioning",
}
"""What a kind of evidence is called in a sentence."""


def thing(of: str, which: str) -> str:
    """What a row of reliance is about, in words: `reflective accounts`, `March 2026`, `C03`, `S042`."""
    if of == "month":
        return wording.month(which)
    return KINDS.get(which, which) if of == "kind" else which


def readiness(coverage: pd.DataFrame) -> str:
    """The weakest criterion, and how many are below what they need: every one must be met, so no average is told."""
    if coverage.empty:
        return "No criteria are set, so there is nothing to be ready for."
    first = coverage.iloc[0]
    below, of = int(coverage["status"].isin(BELOW).sum()), count(len(coverage), "criterion", "criteria")
    if first["status"] not in SHORT:
        return f"None of {of} is below what it needs; the weakest is {first['criterion']}, with {first['accepted']} of {first['needed']}."
    has = f"{first['accepted'] or 'none'} of {first['needed']}"
    if not below:
        return f"Weakest first: {first['criterion']} has {has}, {first['remark'].split(';')[0]}; none of {of} is below what it needs."
    return f"Weakest first: {first['criterion']} has {has}; {below} of {of} {'is' if below == 1 else 'are'} below what {'it needs' if below == 1 else 'they need'}."


def vacsr(vacsr: pd.DataFrame) -> str:
    """What of the accepted passages an assessor would ask after first: reasons, quotes, third parties, currency, a second judgement."""
    some = vacsr[vacsr["accepted"].gt(0)]
    if some.empty:
        return "Nothing is accepted yet, so there is nothing that an assessor could ask after."
    total = int(some["accepted"].sum())
    bare = some[some["reasons"].lt(some["accepted"])]
    parts = [f"you typed how the passage meets the criterion for {_sum(some, 'reasons')}"]
    parts[0] += f" (not yet for all of {named(list(bare['criterion']))})" if len(bare) else ""
    parts.append(
        f"{_sum(some, 'third_party') or 'none'} {'is' if _sum(some, 'third_party') == 1 else 'are'} in a third party’s voice"
    )
    lost = _sum(some, "quoted") - _sum(some, "found")
    parts += [f"{count(lost, 'quote')} {'is' if lost == 1 else 'are'} not found any more"] if lost else []
    return f"Of {count(total, 'accepted passage')}, {listed(parts)}. {_old(some)} {_again(vacsr)}"


def _sum(frame: pd.DataFrame, column: str) -> int:
    return int(frame[column].sum())


def _old(some: pd.DataFrame) -> str:
    old = list(some.loc[some["current"].eq("no"), "criterion"])
    if some["current"].eq("").all():
        return "How old evidence may be is blank: no rule of yours says so."
    return (
        f"The latest source is older than your rule allows for {named(old)}."
        if old
        else "None is older than your rule allows."
    )


def _again(vacsr: pd.DataFrame) -> str:
    judged, unread = _sum(vacsr, "judged_again"), _sum(vacsr, "unread")
    says = f"; {count(unread, 'decision')} of an assessor could not be read as accepted or rejected" if unread else ""
    if not judged:
        return f"Whether another would judge as you did is blank: no assessor’s decision stands beside yours{says}."
    agreed = _sum(vacsr, "agreed")
    if judged < wording.FEW:
        return f"Whether another would judge as you did is too few to say (n = {judged}){says}."
    return f"An assessor judged {agreed} of {count(judged, 'passage')} again as you had{says}."


def reliance(reliance: pd.DataFrame) -> str:
    """What carries more of the accepted evidence than an even spread would explain, with its n; and where nothing does."""
    if reliance.empty:
        return "Nothing is accepted yet, so there is nothing that it could rest on."
    if reliance["reading"].eq(FEW).all():
        return f"On how few things your evidence rests is too few to say (n = {reliance['total'].max()})."
    told = reliance[reliance["reading"].ne(FEW)]
    much, only = (told[told["reading"].eq(reading)] for reading in (MUCH, ONLY))
    said = f"More than an even spread would explain: {listed(map(_carries, much.itertuples()))}." if len(much) else ""
    all_on = f"All of it rests on {listed(map(_only, only.itertuples()))}." if len(only) else ""
    return " ".join(filter(None, [said, _evenly(told[told["reading"].eq("")], much), all_on]))


def _evenly(rest: pd.DataFrame, much: pd.DataFrame) -> str:
    sorts = [sort for sort in SORTS if rest["of"].eq(sort).any() and not much["of"].eq(sort).any()]
    if not sorts:
        return ""
    none = " or ".join(filter(None, [", ".join(sorts[:-1]), sorts[-1]]))
    return f"No {none} carries {'that much' if len(much) else 'more of your accepted passages than an even spread would explain'}."


def _carries(row: tuple) -> str:
    alone = len(row.criteria.split(";")) if row.criteria else 0
    rest = "rests" if alone == 1 else "rest"
    also = f"; {count(alone, 'criterion', 'criteria')} {rest} on nothing else" if alone else ""
    share = f"{wording.percent(row.accepted, row.total)} of your accepted passages"
    return f"{share} from {thing(row.of, row.which)} ({100 * row.even:.0f}% would be even{also})"


def _only(row: tuple) -> str:
    return f"{thing(row.of, row.which)}, the only {row.of} that there is"


def alone(reliance: pd.DataFrame) -> str:
    """The criteria that would have nothing without one client, by client."""
    if not reliance["of"].eq("client").any():
        return "No accepted passage belongs to a client yet, so none would be lost if one withdrew."
    held = reliance[reliance["of"].eq("client") & reliance["criteria"].ne("")]
    if held.empty:
        return "There is no criterion that would have nothing if one client withdrew."
    by = [f"{listed(row.criteria.split(';'))} without {row.which}" for row in held.itertuples()]
    criteria = sum(len(row.criteria.split(";")) for row in held.itertuples())
    return (
        f"If one client withdrew, {count(criteria, 'criterion', 'criteria')} could have nothing left: {'; '.join(by)}."
    )


def sampling(sampling: pd.DataFrame) -> str:
    """Which criteria a quality assurer's sample would show least often, and how large it is."""
    if sampling.empty or not sampling["pieces"].iloc[0]:
        return "Nothing is accepted yet, so there is nothing to draw a sample from."
    first, none = sampling.iloc[0], int(sampling["sources"].eq("").sum())
    pieces = count(first["pieces"], "piece")
    if first["k"] == first["pieces"]:
        return f"A sample would hold all of your {pieces}{_never(none)}."
    seen = sampling[sampling["sources"].ne("")].sort_values("chance", kind="stable").head(3)
    least = [f"{row.criterion} ({100 * row.chance:.0f}%)" for row in seen.itertuples()]
    return (
        f"In {wording.number(first['draws'])} draws of {first['k']} of your {pieces}, {listed(least)} "
        f"{'is' if len(least) == 1 else 'are'} seen least often, to within 2 in 100{_never(none)}."
    )


def _never(none: int) -> str:
    if not none:
        return ""
    return f"; {count(none, 'criterion', 'criteria')} can never be seen, since nothing is accepted for {'it' if none == 1 else 'them'}"


def sample(sample: pd.DataFrame, sampling: pd.DataFrame) -> str:
    """What the rehearsed sample shows, and which criteria with evidence it leaves unseen."""
    if sample.empty:
        return "Nothing is accepted yet, so no piece can be drawn."
    seen = int(sampling["sampled"].eq("yes").sum())
    unseen = list(sampling.loc[sampling["sampled"].eq("no") & sampling["sources"].ne(""), "criterion"])
    shows = (
        f"This draw of {count(len(sample), 'piece')} shows {seen} of {count(len(sampling), 'criterion', 'criteria')}"
    )
    return (
        f"{shows}; {named(unseen)} {'has' if len(unseen) == 1 else 'have'} evidence that it does not show."
        if unseen
        else f"{shows}."
    )
