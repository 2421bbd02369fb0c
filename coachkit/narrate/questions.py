"""Questions to the coach, made from the findings, for a section in which the coach has not yet written: never prose."""

from collections.abc import Callable

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.evidence import BELOW
from coachkit.narrate.time import amount
from coachkit.narrate.voices import aspect
from coachkit.narrate.wording import count

MOST = 3


def prompts(section: str, **tables: pd.DataFrame) -> list[str]:
    """Two or three questions for one section (overview, coverage, reflection, feedback, themes, hours) from its tables.

    The tables go by their names (`coverage=`, `loops=`, ...); one that is missing or empty brings no question of its
    own, and the section's standing question stands in its place.
    """
    given = {name: table for name, table in tables.items() if len(table)}
    made = [question(given[name]) for name, question in _QUESTIONS.get(section, ()) if name in given]
    return [question for question in [*made, *_STANDING.get(section, _ELSE)] if question][:MOST]


def _weakest(coverage: pd.DataFrame) -> str:
    below = coverage[coverage["status"].isin(BELOW)]
    if below.empty:
        return ""
    first = below.iloc[0]
    return f"{first['criterion']} has {first['accepted']} of {first['needed']} passages: what have you done that speaks to it, and where did you write it down?"


def _one_sided(coverage: pd.DataFrame) -> str:
    lean = coverage[coverage["status"].eq("one-sided")]
    return f"{lean['criterion'].iloc[0]} rests on one source or one client: who else saw it?" if len(lean) else ""


def _open_loop(loops: pd.DataFrame) -> str:
    still = loops[loops["status"].eq("open")]
    if still.empty:
        return ""
    first = still.iloc[0]
    return f"In {first['intention_sheet']} you wrote “{wording.shortened(first['intention'], 120)}” What became of it?"


def _closed_loop(loops: pd.DataFrame) -> str:
    closed = loops[loops["status"].eq("closed")].dropna(subset=["lag_days"])
    if closed.empty:
        return ""
    longest = closed.loc[closed["lag_days"].idxmax()]
    return (
        f"What made it take {count(longest['lag_days'], 'day')} to do what you set out in {longest['intention_sheet']}?"
    )


def _only_client(triangulation: pd.DataFrame) -> str:
    return _reading(
        triangulation,
        "only client",
        "Your clients judge {0} and you hardly do: what do they see there that you do not write about?",
    )


def _contradiction(triangulation: pd.DataFrame) -> str:
    return _reading(
        triangulation,
        "contradiction",
        "You and your clients see {0} differently: what might each of you be looking at?",
    )


def _reading(triangulation: pd.DataFrame, reading: str, question: str) -> str:
    rows = triangulation[triangulation["reading"].eq(reading) & triangulation["subject"].ne("logistics")]
    return question.format(aspect(rows.loc[rows["n"].idxmax(), "subject"])) if len(rows) else ""


def _silent(feedback_reach: pd.DataFrame) -> str:
    none = feedback_reach[feedback_reach["items"].eq(0)]
    if none.empty:
        return ""
    most = none.sort_values("minutes", ascending=False, kind="stable").iloc[0]
    return f"{most['client_id']} has had {wording.hours(most['minutes'])} with you and has given no feedback: what would you like to ask?"


def _negative(feedback_sentences: pd.DataFrame) -> str:
    rows = feedback_sentences[feedback_sentences["polarity"].isin(["negative", "mixed"])]
    if rows.empty:
        return ""
    clearest = rows.loc[rows["score"].astype(float).idxmin()]
    return f"“{wording.shortened(clearest['sentence'], 120)}” ({clearest['feedback_id']}): what did you do with that?"


def _commonest(themes: pd.DataFrame) -> str:
    main = themes.sort_values("weight", ascending=False, kind="stable").drop_duplicates("sheet_id")
    theme = main["theme"].value_counts().idxmax()
    return f"“{theme}” comes back most often: is that your clients’ subject, your own, or both?"


def _missing_hours(requirements: pd.DataFrame) -> str:
    short = requirements[requirements["met"].eq("no")]
    return (
        f"{wording.capital(wording.rule(short['rule'].iloc[0]))}: {amount(short.iloc[0])}. What would bring the rest, and by when?"
        if len(short)
        else ""
    )


def _left_out(hours_excluded: pd.DataFrame) -> str:
    return f"{wording.hours(hours_excluded['minutes'].sum())} cannot be claimed (n = {count(len(hours_excluded), 'contact')}): can any of it be put right?"


def _unplanned(hours_summary: pd.DataFrame) -> str:
    minutes = dict(zip(hours_summary["measure"], hours_summary["minutes"], strict=True)).get("in_the_moment", 0)
    return (
        f"You coached {wording.hours(minutes)} in the moment: how would you show an assessor that it was coaching?"
        if minutes
        else ""
    )


_QUESTIONS: dict[str, tuple[tuple[str, Callable[[pd.DataFrame], str]], ...]] = {
    "overview": (("coverage", _weakest), ("triangulation", _only_client), ("loops", _open_loop)),
    "coverage": (("coverage", _weakest), ("coverage", _one_sided)),
    "reflection": (("loops", _open_loop), ("loops", _closed_loop)),
    "feedback": (
        ("triangulation", _only_client),
        ("triangulation", _contradiction),
        ("feedback_reach", _silent),
        ("feedback_sentences", _negative),
    ),
    "themes": (("themes", _commonest),),
    "hours": (("requirements", _missing_hours), ("hours_excluded", _left_out), ("hours_summary", _unplanned)),
}
_STANDING = {
    "overview": ("What do you want to do about it first?", "What here surprises you?"),
    "coverage": (
        "Which piece of evidence would you show first, and why that one?",
        "What have you done that these records do not show?",
    ),
    "reflection": (
        "Which sheet would you write differently today?",
        "What do you do differently now from when you began?",
    ),
    "feedback": ("Which remark has stayed with you, and why?", "Whom have you not asked?"),
    "themes": ("Which theme is missing that you expected to see?", "What has changed over the months?"),
    "hours": (
        "What do the busy and the empty weeks say about how you work?",
        "What would you like the next months to look like?",
    ),
}
_ELSE = ("What does this tell you?", "What will you do next?")
