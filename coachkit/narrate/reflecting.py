"""One sentence for each table about reflection: a description with its n, never a judgement."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed

_MEANS = {
    "Experience": "tell what happened",
    "Feeling": "name a feeling",
    "Belief": "state a belief",
    "Difficulty": "name a difficulty",
    "Perspective": "take another’s view",
    "Learning": "say what was learnt",
    "Intention": "say what you will do",
    "Reflection": "look back on what it means",
    "Other": "do something else",
}


def reflection(reflection_by_month: pd.DataFrame) -> str:
    """What most sentences do, and how many state learning and intentions."""
    reflection_by_month = counted(reflection_by_month)
    n = int(reflection_by_month["count"].sum())
    if not n:
        return "Your sheets hold no sentence yet."
    if n < wording.FEW:
        return f"What your sentences do is too few to say (n = {n})."
    labels = reflection_by_month.groupby("label")["count"].sum().sort_values(ascending=False, kind="stable")
    most = list(labels.index[:1])
    others = [each for each in ("Learning", "Intention") if labels.get(each, 0) and each not in most]
    parts = [f"{_percent(labels[each], n)} {_MEANS.get(each, each)}" for each in [*most, *others]]
    months = count(reflection_by_month.loc[reflection_by_month["count"].gt(0), "month"].nunique(), "month")
    return f"Of {count(n, 'sentence')} in {months}, {listed(parts)}, as the program reads them."


def counted(reflection_by_month: pd.DataFrame) -> pd.DataFrame:
    """The table with `count`, the number of the month's sentences that have the label, from its share and its n."""
    counts = (reflection_by_month["share"].astype(float) * reflection_by_month["sentences"].astype(float)).round()
    return reflection_by_month.assign(count=counts.fillna(0).astype(int))


def _percent(part: int, n: int) -> str:
    return f"{100 * part / n:.0f}%"


def loops(loops: pd.DataFrame) -> str:
    """How many intentions were carried out in a later text, how long that took, and how many are open."""
    n = len(loops)
    if not n:
        return "No intention was found in your sheets yet."
    closed = loops[loops["status"].eq("closed")]
    if closed.empty:
        return f"For none of the {count(n, 'intention')} that you wrote was a later text found that carries it out."
    if n < wording.FEW:
        return f"You wrote {count(n, 'intention')} and carried out {len(closed)}; a share is too few to say (n = {n})."
    lag = closed["lag_days"].dropna()
    took = f", half of them within {count(lag.median(), 'day')}" if len(lag) >= wording.FEW else ""
    rest = f"; for the other {n - len(closed)} none was found" if n > len(closed) else ""
    share = wording.number(100 * len(closed) / n)
    return f"For {len(closed)} of {count(n, 'intention')} ({share}%) a later text was found that carries it out{took}{rest}."
