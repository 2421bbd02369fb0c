"""One sentence for each table about what clients, sponsors, peers, supervisor and coach say."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed

ASPECTS = {"outcome": "results", "logistics": "arrangements"}
"""Aspects whose key is not the word to use in a sentence."""

_NAMED = 3
_NO_FEEDBACK = "You have no feedback yet."


def aspect(key: str) -> str:
    """What an aspect or theme is called in a sentence."""
    return ASPECTS.get(key, key.replace("_", " "))


def feedback(feedback_sentences: pd.DataFrame) -> str:
    """How the sentences of feedback divide by polarity, and what they speak of most."""
    n = len(feedback_sentences)
    if not n:
        return _NO_FEEDBACK
    counts = feedback_sentences["polarity"].value_counts()
    found = [
        f"{counts[name]} {name}" for name in ("positive", "negative", "mixed", "neutral", "unsure") if name in counts
    ]
    first, *others = found
    verb = "reads" if first.startswith("1 ") else "read"
    read = listed([first.replace(" ", f" {verb} as ", 1), *others])
    pieces = count(feedback_sentences["feedback_id"].nunique(), "piece")
    return f"Of {count(n, 'sentence')} in {pieces} of feedback, {read}{_most_said(feedback_sentences)}."


def _most_said(feedback_sentences: pd.DataFrame) -> str:
    said = by_aspect(feedback_sentences)["aspect"].value_counts().head(2)
    if said.empty:
        return ""
    return f"; they speak most of {listed(f'{aspect(name)} (n = {n})' for name, n in said.items())}"


def by_aspect(feedback_sentences: pd.DataFrame) -> pd.DataFrame:
    """Feedback sentences, one row a sentence and aspect; sentences that speak of no aspect are left out."""
    split = feedback_sentences.assign(aspect=feedback_sentences["aspects"].fillna("").str.split(";")).explode("aspect")
    split["aspect"] = split["aspect"].fillna("").astype(str).str.strip()
    return split[split["aspect"].ne("")]


def reach(feedback_reach: pd.DataFrame) -> str:
    """How many clients have given feedback, who has not, what was asked for and how old the rest is."""
    if feedback_reach.empty:
        return "You have no clients yet who could give feedback."
    given = feedback_reach[feedback_reach["items"].gt(0)]
    if given.empty:
        n = len(feedback_reach)
        return (
            f"None of your {n} clients has given feedback yet." if n > 1 else "Your 1 client has given no feedback yet."
        )
    silent = list(feedback_reach.loc[feedback_reach["items"].eq(0), "client_id"])
    none_yet = f"; none yet from {listed(silent)}" if silent else ""
    asked, items = int(given["solicited"].sum()), int(given["items"].sum())
    oldest = given.loc[given["days_since"].idxmax()] if given["days_since"].notna().any() else None
    age = (
        f"; the oldest latest word is {oldest['client_id']}’s, {count(oldest['days_since'], 'day')} ago"
        if oldest is not None
        else ""
    )
    return (
        f"{len(given)} of {count(len(feedback_reach), 'client')} {'has' if len(given) == 1 else 'have'} given feedback{none_yet}; "
        f"you asked for {asked} of {count(items, 'piece')}{age}."
    )


def triangulation(triangulation: pd.DataFrame) -> str:
    """Where you and clients differ, what only one of you says (most spoken of first), and on how many subjects you agree."""
    if triangulation.empty:
        return "There are not yet two voices to compare."
    subjects = triangulation.drop_duplicates(["kind", "subject"])
    parts = [
        _subjects(triangulation, subjects, "contradiction", "you and your clients differ about", "client"),
        _subjects(triangulation, subjects, "only client", "only clients speak of", "client"),
        _subjects(triangulation, subjects, "only coach", "only you speak of", "coach"),
        _rest(subjects, "agreed", "you agree on {0}", "you agree on {1} subjects"),
        _rest(subjects, "too few", "there is too little to say on {0}", "there is too little to say on {1} subjects"),
    ]
    return f"{wording.capital('; '.join(part for part in parts if part))}."


def _subjects(rows: pd.DataFrame, subjects: pd.DataFrame, reading: str, said: str, voice: str) -> str:
    every = subjects[subjects["reading"].eq(reading)]
    spoken = [(voice_n(rows, s.kind, s.subject, voice), aspect(s.subject)) for s in every.itertuples()]
    names = [f"{name} (n = {n})" for n, name in sorted(spoken, key=lambda pair: -pair[0])]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return f"{said} {listed(names[:_NAMED] + more)}" if names else ""


def voice_n(triangulation: pd.DataFrame, kind: str, subject: str, voice: str) -> int:
    """How many sentences one voice has on one subject."""
    mine = triangulation["kind"].eq(kind) & triangulation["subject"].eq(subject) & triangulation["voice"].eq(voice)
    return int(triangulation.loc[mine, "n"].sum())


def _rest(subjects: pd.DataFrame, reading: str, few: str, many: str) -> str:
    """Subjects that ask for nothing: named up to three, else counted."""
    names = [aspect(s) for s in subjects.loc[subjects["reading"].eq(reading), "subject"]]
    return (few if len(names) <= _NAMED else many).format(listed(names), len(names)) if names else ""


def read_as(feedback_sentences: pd.DataFrame) -> pd.Series:
    """For each sentence of feedback what it was read as, the first words that decided, and what it speaks of."""
    return pd.Series(
        [_read_as(row) for row in feedback_sentences.itertuples()], feedback_sentences.index, dtype="object"
    )


def _read_as(row: object) -> str:
    cues = [f"“{cue}”" for cue in str(row.cues).split(";") if cue][:_NAMED]
    about = [aspect(key) for key in str(row.aspects).split(";") if key]
    return "; ".join(
        part
        for part in (
            f"read as {row.polarity}",
            f"from {', '.join(cues)}" if cues else "",
            f"about {listed(about)}" if about else "",
        )
        if part
    )


def rating_gaps(rating_gaps: pd.DataFrame) -> str:
    """On which item your rating and your clients' ratings lie furthest apart, and which way."""
    items = gap_by_item(rating_gaps)
    if items.empty:
        return _no_gap(rating_gaps)
    known = items[items["clients"].ge(wording.FEW)]
    if known.empty:
        return f"Ratings to compare are too few to say (n = {count(items['clients'].max(), 'client')})."
    item = known.loc[known["gap"].abs().idxmax()]
    way = "lower" if item["gap"] < 0 else "higher"
    n = count(item["clients"], "client")
    if round(abs(item["gap"]), 1) == 0:
        return f"You and your clients rate every item alike (n = {n})."
    lower = int(known["gap"].lt(0).sum())
    return (
        f"You rate {aspect(item['item'])} {abs(item['gap']):.1f} of a point {way} than your clients do (n = {n}), the widest gap; "
        f"you are lower on {lower} of {count(len(known), 'item')}."
    )


def _no_gap(rating_gaps: pd.DataFrame) -> str:
    """Why no gap is told: a client's mean is held back under three ratings of the same item."""
    most = int(rating_gaps["n"].max()) if len(rating_gaps) else 0
    if not most:
        return "There are no ratings by you and a client on the same item yet."
    if most < wording.FEW:
        return f"Gaps between ratings are too few to say: no client has rated an item {wording.FEW} times (at most n = {most})."
    return "You and your clients have not rated the same items yet, so there is no gap to tell."


def gap_by_item(rating_gaps: pd.DataFrame) -> pd.DataFrame:
    """One rated item: item, clients (number of clients), gap (mean over clients, coach less client, in points)."""
    known = rating_gaps.dropna(subset=["gap"])
    grouped = known.groupby("item", sort=False)["gap"]
    return grouped.agg(clients="count", gap="mean").reset_index()


def cells(
    triangulation: pd.DataFrame, spoken: pd.DataFrame, sentences: pd.DataFrame | None = None, most: int = 6
) -> list[dict]:
    """Each subject with its reading, and each voice of it with its quotations: title, voices (title, items as show.quotes has them)."""
    found = []
    for (kind, subject), rows in triangulation.groupby(["kind", "subject"], sort=False):
        about = spoken[(spoken["kind"] == kind) & (spoken["subject"] == subject)]
        voices = [_cell(row, about[about["voice"] == row.voice], sentences, most) for row in rows.itertuples() if row.n]
        found.append({"title": f"{aspect(subject)}: {rows['reading'].iloc[0]}", "voices": voices})
    return found


def _cell(row: object, said: pd.DataFrame, sentences: pd.DataFrame | None, most: int) -> dict:
    """One voice of one subject; what is negative or mixed first, since the rest is heard anyway."""
    who = "you" if row.voice == "coach" else row.voice
    more = f", the first {most} of them" if len(said) > most else ""
    order = said["polarity"].map({"negative": 0, "mixed": 1, "positive": 2}).fillna(3)
    shown = said.assign(order=order).sort_values("order", kind="stable").head(most)
    items = [
        {
            "text": wording.begun(each.sentence),
            "place": wording.place(each.source_id, each.start, sentences),
            "why": f"read as {each.polarity}",
            "source_id": each.source_id,
        }
        for each in shown.itertuples()
    ]
    return {
        "title": f"{wording.capital(who)} (n = {row.n}: {row.positive} positive, {row.negative} negative{more})",
        "items": items,
    }
