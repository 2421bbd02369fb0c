"""One sentence for each table about what clients, sponsors, peers, supervisor and coach say."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed
from coachkit.triangulation import FAR_APART

ASPECTS = {"outcome": "results", "logistics": "arrangements"}
"""Aspects whose key is not the word to use in a sentence."""

_NAMED = 3
_IN_TURN = ("negative", "positive", "mixed", "neutral")
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


def triangulation(triangulation: pd.DataFrame, kind: str = "") -> str:
    """Where you and clients differ, what only one of you judges (most spoken of first), on how many subjects you agree, and which other voice differs from you.

    `kind` ("aspect" or "theme") tells of these subjects alone.
    """
    rows = triangulation[triangulation["kind"].eq(kind)] if kind else triangulation
    if rows.empty:
        return f"There are not yet two voices to compare{' on any theme' if kind == 'theme' else ''}."
    subjects = rows.drop_duplicates(["kind", "subject"])
    parts = [
        _subjects(rows, subjects, "contradiction", "you and your clients differ about {}", "client"),
        _subjects(rows, subjects, "only client", "clients speak of {}, which you hardly judge", "client"),
        _subjects(rows, subjects, "only coach", "you judge {}, of which clients hardly speak", "coach"),
        _rest(subjects, "agreed", "you agree on {0}", "you agree on {1} subjects"),
        _rest(subjects, "too few", "there is too little to say on {0}", "there is too little to say on {1} subjects"),
        *_others(rows),
    ]
    return f"{wording.capital('; '.join(part for part in parts if part))}."


def _others(rows: pd.DataFrame) -> list[str]:
    """What a sponsor, supervisor or peer sees otherwise than you: at least three sentences of each, positive shares over .3 apart; the three most spoken of."""
    known = rows[rows["n"].ge(wording.FEW)].assign(share=rows["positive"] / rows["n"])
    yours = known[known["voice"].eq("coach")][["kind", "subject", "share", "n"]]
    beside = known[~known["voice"].isin(["coach", "client"])].merge(
        yours, on=["kind", "subject"], suffixes=("", "_yours")
    )
    apart = beside[(beside["share"] - beside["share_yours"]).abs().round(9).gt(FAR_APART)]
    return [
        f"your {each.voice}{'s see' if each.voice == 'peer' else ' sees'} {aspect(each.subject)} otherwise than you "
        f"({each.share:.0%} positive, n = {each.n}; you {each.share_yours:.0%}, n = {each.n_yours})"
        for each in apart.sort_values("n", ascending=False, kind="stable").head(_NAMED).itertuples()
    ]


def _subjects(rows: pd.DataFrame, subjects: pd.DataFrame, reading: str, said: str, voice: str) -> str:
    every = subjects[subjects["reading"].eq(reading)]
    spoken = [(voice_n(rows, s.kind, s.subject, voice), aspect(s.subject)) for s in every.itertuples()]
    names = [f"{name} (n = {n})" for n, name in sorted(spoken, key=lambda pair: -pair[0])]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return said.format(listed(names[:_NAMED] + more)) if names else ""


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
    """Where your rating and a client's lie furthest apart, client by client, and which way."""
    known = widest_gaps(rating_gaps)
    if known.empty:
        return _no_gap(rating_gaps)
    apart = known[known["gap"].abs().round(1).gt(0)]
    if apart.empty:
        return f"You and your clients rate alike, in each of {count(len(known), 'pair')} of ratings."
    told = listed(
        f"{aspect(each.item)} {abs(each.gap):.1f} of a point {'lower' if each.gap < 0 else 'higher'} than {each.client_id} did (n = {each.n})"
        for each in apart.head(_NAMED).itertuples()
    )
    lower, higher = int(apart["gap"].lt(0).sum()), int(apart["gap"].gt(0).sum())
    return (
        f"You rated {told}. Of {count(len(known), 'pair')} of ratings you are lower in {lower} and higher in {higher}."
    )


def _no_gap(rating_gaps: pd.DataFrame) -> str:
    """Why no gap is told: a client's mean is held back under three ratings of the same item."""
    most = int(rating_gaps["n"].max()) if len(rating_gaps) else 0
    if not most:
        return "There are no ratings by you and a client on the same item yet."
    if most < wording.FEW:
        return f"Gaps between ratings are too few to say: no client has rated an item {wording.FEW} times (at most n = {most})."
    return "You and your clients have not rated the same items yet, so there is no gap to tell."


def widest_gaps(rating_gaps: pd.DataFrame) -> pd.DataFrame:
    """The rows of rating_gaps whose gap is known (a client's three ratings of an item or more, and your own), the widest first."""
    known = rating_gaps.dropna(subset=["gap"])
    return known.sort_values("gap", key=lambda gap: gap.astype(float).abs(), ascending=False, kind="stable")


def cells(
    triangulation: pd.DataFrame, spoken: pd.DataFrame, sentences: pd.DataFrame | None = None, most: int = 12
) -> list[dict]:
    """Each subject with its reading, and each voice of it with its quotations, at most a dozen: title, voices (title, items as show.quotes has them)."""
    found = []
    for (kind, subject), rows in triangulation.groupby(["kind", "subject"], sort=False):
        about = spoken[(spoken["kind"] == kind) & (spoken["subject"] == subject)]
        voices = [_cell(row, about[about["voice"] == row.voice], sentences, most) for row in rows.itertuples() if row.n]
        found.append({"title": f"{aspect(subject)}: {rows['reading'].iloc[0]}", "voices": voices})
    return found


def _cell(row: object, said: pd.DataFrame, sentences: pd.DataFrame | None, most: int) -> dict:
    """One voice of one subject; negative, positive, mixed and neutral sentences in turn, so that few quoted show every polarity there is."""
    who = "you" if row.voice == "coach" else row.voice
    more = f", {most} of them quoted" if len(said) > most else ""
    order = said["polarity"].map(_IN_TURN.index)
    turn = said.groupby("polarity").cumcount()
    shown = said.assign(turn=turn, order=order).sort_values(["turn", "order"], kind="stable").head(most)
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
