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


def openings(openings: pd.DataFrame, reflection_by_sheet: pd.DataFrame) -> str:
    """How many sheets tell what happened for at least half, and that it is a question to the coach."""
    n = len(reflection_by_sheet)
    if n < wording.FEW:
        return f"Which sheets only tell what happened is too few to say (n = {n})."
    if openings.empty:
        return f"In none of {count(n, 'sheet')} does at least half of the sentences only tell what happened."
    one = count(len(openings), "sheet")
    return f"In {one} of {n} at least half of the sentences tell what happened; for each, one sentence that you could open up."


def opened(openings: pd.DataFrame) -> pd.Series:
    """What to ask of the sentence of each sheet, and how much of the sheet tells."""
    between = [
        f"{100 * low:.0f} to {100 * high:.0f}%" for low, high in zip(openings["low"], openings["high"], strict=True)
    ]
    told = zip(openings["question"], openings["told"], openings["sentences"], between, strict=True)
    words = [f"{asked} ({part} of {n} sentences tell; 90% interval {share})" for asked, part, n, share in told]
    return pd.Series(words, index=openings.index, dtype="str")


def silences(silences: pd.DataFrame) -> str:
    """What the coach writes of least, and what never."""
    of = int(silences["of"].max()) if len(silences) else 0
    if of < wording.FEW:
        return f"What you never write about is too few to say (n = {of})."
    never = list(silences.loc[silences["reading"].eq("never"), "topic"])
    if never:
        return f"No sentence about {listed(never)} was found in {count(of, 'sheet')}."
    least = silences.sort_values(["sheets", "topic"], kind="stable").iloc[0]
    return (
        f"Of {listed(list(silences['topic']))}, {least['topic']} come up least: in {count(least['sheets'], 'sheet')} of {of}, "
        f"last on {wording.day(least['latest'])}."
    )


def asked(silences: pd.DataFrame) -> pd.DataFrame:
    """The questions to ask of each topic, least written about first: topic, sheets, of, latest, question."""
    return silences.sort_values(["sheets", "topic"], kind="stable")[
        ["topic", "sheets", "of", "latest", "reading", "question"]
    ]


def by_client(reflection_by_client: pd.DataFrame, label: str = "Learning") -> str:
    """With how many clients a label is seen, of those with sheets."""
    rows = reflection_by_client[reflection_by_client["label"].eq(label)]
    seen = rows[rows["share"].gt(0)]
    if rows.empty:
        return "Your sheets hold no sentence yet."
    return f"Sentences that {_MEANS[label]} were read in sheets with {len(seen)} of {count(len(rows), 'client')}."


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
