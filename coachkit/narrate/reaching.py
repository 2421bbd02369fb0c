"""Sentences on whom feedback has reached: how many clients, how much of the time with clients, and how old it is."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed


def reach(feedback_reach: pd.DataFrame) -> str:
    """How many clients have given feedback of their own, who has not, by hours too, what was asked for, and what others gave."""
    n = len(feedback_reach)
    if not n:
        return "You have no clients yet who could give feedback."
    given, silent = _parted(feedback_reach)
    if given.empty:
        none = (
            f"None of your {n} clients has given feedback yet" if n > 1 else "Your 1 client has given no feedback yet"
        )
        return f"{none}{_others(feedback_reach)}."
    have = "has" if len(given) == 1 else "have"
    asked, items = int(given["solicited"].sum()), int(given["items"].sum())
    return (
        f"{len(given)} of {count(n, 'client')} {have} given feedback; you asked for {asked} of {count(items, 'piece')}"
        f"{_others(feedback_reach)}. {_by_hours(given, silent)}"
    )


def age(feedback_reach: pd.DataFrame) -> str:
    """How old each client's latest word is at the practice's as_of: the newest, the middle and the oldest."""
    dated = feedback_reach.dropna(subset=["days_since"])
    if dated.empty:
        return "No feedback of a client has a date."
    on = wording.day((dated["latest"] + pd.to_timedelta(dated["days_since"].astype("int64"), unit="D")).iloc[0])
    oldest = dated.loc[dated["days_since"].idxmax()]
    if len(dated) < wording.FEW:
        return f"On {on} the oldest latest word of a client is {oldest['client_id']}’s, {count(oldest['days_since'], 'day')} old."
    newest = dated.loc[dated["days_since"].idxmin()]
    return (
        f"On {on} the latest words of {count(len(dated), 'client')} are from {count(newest['days_since'], 'day')} ({newest['client_id']}) "
        f"to {count(oldest['days_since'], 'day')} ({oldest['client_id']}) old, half of them over {count(dated['days_since'].median(), 'day')}."
    )


def _parted(feedback_reach: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clients who have given feedback of their own, and those who have not, in the order of their ids."""
    has = feedback_reach["items"].gt(0)
    return feedback_reach[has], feedback_reach[~has].sort_values("client_id")


def _others(feedback_reach: pd.DataFrame) -> str:
    others = int(feedback_reach["items_of_others"].sum())
    return f" (beside {count(others, 'piece')} of sponsors, supervisors and peers)" if others else ""


def _by_hours(given: pd.DataFrame, silent: pd.DataFrame) -> str:
    heard, unheard = given["minutes"].sum(), silent["minutes"].sum()
    if silent.empty:
        return f"All of your {wording.hours(heard)} are with them."
    has = "has" if len(silent) == 1 else "have"
    return (
        f"{wording.number(heard / 60, 1)} of your {wording.hours(heard + unheard)} are with clients who have given feedback; "
        f"{listed(silent['client_id'])} ({wording.hours(unheard)}) {has} given none."
    )
