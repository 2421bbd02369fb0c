"""One sentence for each table about reflection: a description with its n, never a judgement."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed

MEANS = {
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


_SHARES = (
    "Each share is of the sentences, so that long and short sheets compare; its 90% interval allows for how few they are and for "
    "how often a label is misread."
)


def reflection(reflection_by_month: pd.DataFrame) -> str:
    """What most sentences do, how many state learning and intentions, and what the shares and their intervals are of."""
    told = profile(reflection_by_month)
    return f"{told} {_SHARES}" if reflection_by_month["sentences"].sum() >= wording.FEW else told


def profile(reflection_by_month: pd.DataFrame) -> str:
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
    parts = [f"{_percent(labels[each], n)} {MEANS.get(each, each)}" for each in [*most, *others]]
    months = count(reflection_by_month.loc[reflection_by_month["count"].gt(0), "month"].nunique(), "month")
    return f"Of {count(n, 'sentence')} in {months}, {listed(parts)}, as the program reads them."


def counted(reflection_by_month: pd.DataFrame) -> pd.DataFrame:
    """The table with `count`, the number of the month's sentences that have the label, from its share and its n."""
    counts = (reflection_by_month["share"].astype(float) * reflection_by_month["sentences"].astype(float)).round()
    return reflection_by_month.assign(count=counts.fillna(0).astype(int))


def _percent(part: int, n: int) -> str:
    return f"{100 * part / n:.0f}%"


def apart(profile: pd.DataFrame) -> str:
    """Which shares of single months or clients have an interval that leaves out the share of all: named up to three, furthest first."""
    profile = counted(profile)
    if profile["sentences"].sum() < wording.FEW:
        return "How the shares differ is too few to say."
    key = str(profile.columns[0])
    thing = {"month": "month", "client_id": "client"}[key]
    if profile[key].nunique() == 1:
        return f"There is 1 {thing} with sheets, so there is nothing to compare it with."
    total = profile.groupby("label")[["count", "sentences"]].sum()
    of_all = profile["label"].map(total["count"] / total["sentences"])
    out = profile[(of_all < profile["low"]) | (of_all > profile["high"])]
    of = f"{count(len(profile), 'share')} ({count(profile['label'].nunique(), 'label')}, {count(profile[key].nunique(), thing)})"
    if out.empty:
        return f"No {thing} stands apart: each of {of} has a 90% interval that holds the share of all."
    furthest = (out["share"] - of_all[out.index]).abs().sort_values(ascending=False, kind="stable").index[: wording.FEW]
    named = listed(_apart(row, key, of_all[row.Index]) for row in out.loc[furthest].itertuples())
    verb = "has" if len(out) == 1 else "have"
    return f"{len(out)} of {of} {verb} a 90% interval that leaves out the share of all: {named}{_more(len(out))}."


def _apart(row: object, key: str, of_all: float) -> str:
    where = wording.month(row.month) if key == "month" else row.client_id
    within = "in" if key == "month" else "with"
    return f"{row.label} {within} {where} ({100 * row.share:.0f}% of n = {row.sentences}, {100 * of_all:.0f}% of all)"


def _more(found: int) -> str:
    return f", and {found - wording.FEW} more" if found > wording.FEW else ""


def of_sheets(reflection_of_sheets: pd.DataFrame) -> pd.DataFrame:
    """One row a sheet in the order of the ids: sheet_id, sentences and each label's share with its interval, such as `24% (8-39)`."""
    shares = zip(*(100 * reflection_of_sheets[column] for column in ("share", "low", "high")), strict=True)
    said = reflection_of_sheets.assign(told=[f"{share:.0f}% ({low:.0f}–{high:.0f})" for share, low, high in shares])
    wide = said.pivot(index=["sheet_id", "sentences"], columns="label", values="told").reindex(columns=list(MEANS))
    return wide.reset_index().rename_axis(columns=None)


def openings(openings: pd.DataFrame, reflection_by_sheet: pd.DataFrame) -> str:
    """In how many sheets half or more of the sentences tell what happened, of how many that is sure, and what is offered."""
    n = len(reflection_by_sheet)
    if n < wording.FEW:
        return f"Which sheets mostly tell what happened is too few to say (n = {n})."
    if openings.empty:
        return f"In none of {count(n, 'sheet')} do half or more of the sentences tell what happened."
    between = sorted({f"{100 * share:.0f}" for share in (openings["share"].min(), openings["share"].max())}, key=int)
    sure = int(openings["low"].ge(0.5).sum())
    certain = f"for {sure} of them" if sure else "for none of them"
    return (
        f"In {len(openings)} of {count(n, 'sheet')} half or more of the sentences ({' to '.join(between)}%) are read as telling what happened, "
        f"or as none of the other labels; {certain} the 90% interval lies above half. The rest of such a sheet does something else. "
        "For each there is one sentence that you could open up, in the order of the sheets."
    )


def opened(openings: pd.DataFrame, sentences: pd.DataFrame | None = None) -> list[dict]:
    """Each sheet with its share, the question and the sentence that it is asked of, as show.cells has them, in the order of the sheets."""
    return [
        {
            "title": f"{row.sheet_id}: {row.told} of {row.sentences} sentences tell ({100 * row.share:.0f}%; 90% interval {100 * row.low:.0f} to {100 * row.high:.0f}%)",
            "voices": [
                {
                    "title": row.question,
                    "items": [
                        {
                            "text": wording.begun(row.sentence),
                            "place": wording.place(row.sheet_id, row.start, sentences),
                            "why": "",
                            "source_id": row.sheet_id,
                        }
                    ],
                }
            ],
        }
        for row in openings.itertuples()
    ]


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
