"""Set the voices side by side: what coach and clients both see, what only one of them sees, and where they contradict."""

from collections import Counter

import pandas as pd

from coachkit import own_work
from coachkit.schema import ASPECTS, RATINGS, VOICES
from coachkit.words import content_words

SPOKEN = ["subject", "kind", "voice", "source_id", "start", "end", "sentence", "polarity"]
TRIANGULATION = ["subject", "kind", "voice", "n", "positive", "negative", "reading"]
GAPS = ["client_id", "item", "coach", "client", "n", "gap"]
FEWEST = 3
FAR_APART = 0.3
COMMON_FROM = 100
OWN_COACHING = ("Feeling", "Difficulty", "Perspective", "Learning", "Intention", "Reflection")
"""Labels of a sheet's sentences among which a coach may judge the own work; the others tell of the client or of the day."""
ASPECT_OF_RATING = {"progress": "outcome"}


def spoken(
    reflection_sentences: pd.DataFrame,
    feedback_sentences: pd.DataFrame,
    theme_terms: pd.DataFrame,
    sheet_themes: pd.DataFrame,
    feedback: pd.DataFrame,
) -> pd.DataFrame:
    """One row a subject (an aspect, or a theme by its terms) and a sentence that speaks of it (SPOKEN), not those that are unsure.

    The coach's are the sheets' clear judgements of the own coaching (`coach_sentences`) and own ratings (4 and 5 positive,
    1 and 2 negative), whose start and end are blank.
    """
    voices = feedback.set_index("feedback_id")["voice"]
    said = feedback_sentences.assign(voice=feedback_sentences["feedback_id"].map(voices))
    said = said[said["voice"].ne("coach") & said["polarity"].ne("unsure")].rename(columns={"feedback_id": "source_id"})
    told = pd.concat([coach_sentences(reflection_sentences), said], ignore_index=True)
    every = pd.concat([reflection_sentences["sentence"], feedback_sentences["sentence"]])
    by_theme = _by_theme(told, theme_terms, sheet_themes, every)
    table = pd.concat([_by_aspect(told), _own_ratings(feedback), by_theme], ignore_index=True)
    return table[SPOKEN].astype({"start": "Int64", "end": "Int64"})


def triangulation(spoken: pd.DataFrame) -> pd.DataFrame:
    """One row a subject and voice (TRIANGULATION): how many of the sentences in `spoken` there are, n, and of them positive and negative.

    reading, the same for each voice of a subject, is "too few", "only coach", "only client", "contradiction" (positive
    shares differ by over .3) or "agreed"; under three sentences of a voice say nothing.
    """
    present = [voice for voice in VOICES if voice in ("coach", "client") or (spoken["voice"] == voice).any()]
    themes = sorted(set(spoken.loc[spoken["kind"] == "theme", "subject"]))
    rows = []
    for kind, subject in [("aspect", aspect) for aspect in ASPECTS] + [("theme", theme) for theme in themes]:
        of = spoken[(spoken["kind"] == kind) & (spoken["subject"] == subject)]
        counts = {voice: _counts(of.loc[of["voice"] == voice, "polarity"]) for voice in present}
        told = reading(counts["coach"], counts["client"])
        rows += [(subject, kind, voice, *counts[voice], told) for voice in present] if len(of) else []
    return pd.DataFrame(rows, columns=TRIANGULATION).astype({"n": "int64", "positive": "int64", "negative": "int64"})


def coach_sentences(reflection_sentences: pd.DataFrame) -> pd.DataFrame:
    """The sheets' sentences in the first person, with a label of OWN_COACHING, that clearly judge the own coaching: columns of own_work.JUDGED, and voice.

    A sentence that tells of the client, a plan or a feeling judges nothing, so it is no voice on the coaching and is left out.
    """
    chosen = reflection_sentences[reflection_sentences["label"].isin(OWN_COACHING)]
    chosen = chosen[chosen["sentence"].str.contains(r"\b(?:I|me|my|mine|myself)\b", regex=True)]
    judged = own_work.judgements(chosen.rename(columns={"sheet_id": "source_id"}))
    return judged[judged["polarity"].isin(["positive", "negative"])].assign(voice="coach")


def reading(coach: tuple[int, int, int], client: tuple[int, int, int]) -> str:
    """How the coach's (n, positive, negative) stands beside the clients'."""
    if coach[0] < FEWEST and client[0] < FEWEST:
        return "too few"
    if client[0] < FEWEST:
        return "only coach"
    if coach[0] < FEWEST:
        return "only client"
    return "contradiction" if round(abs(coach[1] / coach[0] - client[1] / client[0]), 9) > FAR_APART else "agreed"


def _counts(polarity: pd.Series) -> tuple[int, int, int]:
    return len(polarity), int((polarity == "positive").sum()), int((polarity == "negative").sum())


def _by_aspect(told: pd.DataFrame) -> pd.DataFrame:
    single = told.assign(subject=told["aspects"].str.split(";"), kind="aspect").explode("subject")
    return single.loc[single["subject"].fillna("") != "", SPOKEN]


def _by_theme(
    told: pd.DataFrame, theme_terms: pd.DataFrame, sheet_themes: pd.DataFrame, all_sentences: pd.Series
) -> pd.DataFrame:
    """A sentence speaks of a theme where it holds two of its terms, or one that no other theme has in a sheet mainly on that theme.

    Terms that stand in many of all sentences ("said", "hour") tell no theme by themselves and are passed over.
    """
    terms = _terms(theme_terms, all_sentences)
    main = sheet_themes.sort_values("weight", ascending=False, kind="stable").drop_duplicates("sheet_id")
    mainly = told["source_id"].map(main.set_index("sheet_id")["theme"])
    held = list(zip(map(_stems, told["sentence"]), mainly, strict=True))
    found = [pd.DataFrame(columns=["subject", *told.columns])]
    for theme, own in terms.items():
        telling = own - set().union(*(others for other, others in terms.items() if other != theme))
        speaks = [len(own & words) > 1 or (main == theme and bool(telling & words)) for words, main in held]
        found.append(told.loc[pd.Series(speaks, told.index, dtype=bool)].assign(subject=theme))
    return pd.concat([some for some in found if len(some)] or found).assign(kind="theme")[SPOKEN]


def _terms(theme_terms: pd.DataFrame, all_sentences: pd.Series) -> dict[str, set[str]]:
    """The stems of each theme's terms, but for those of more than one in COMMON_FROM sentences."""
    often = Counter(stem for sentence in all_sentences for stem in _stems(sentence))
    most = max(FEWEST, len(all_sentences) / COMMON_FROM)
    by_theme = theme_terms.groupby("theme")["term"]
    return {theme: {stem for stem in _stems(" ".join(terms)) if often[stem] <= most} for theme, terms in by_theme}


def _stems(text: str) -> set[str]:
    return {stem for stem, _ in content_words(text)}


def _own_ratings(feedback: pd.DataFrame) -> pd.DataFrame:
    own = _ratings(feedback[feedback["voice"] == "coach"], "feedback_id")
    judged = pd.cut(own["rating"], [0, 2, 3, 5], labels=["negative", "neutral", "positive"]).astype("str")
    return pd.DataFrame(
        {
            "subject": own["item"].replace(ASPECT_OF_RATING),
            "kind": "aspect",
            "voice": "coach",
            "source_id": own["feedback_id"],
            "start": pd.NA,
            "end": pd.NA,
            "sentence": [f"own rating: {rating:.0f} of 5" for rating in own["rating"]],
            "polarity": judged,
        }
    )


def _ratings(feedback: pd.DataFrame, *keys: str) -> pd.DataFrame:
    long = feedback.melt(["client_id", "voice", *keys], list(RATINGS), var_name="item", value_name="rating").dropna(
        subset=["rating"]
    )
    return long.astype({"rating": "float64"})


def rating_gaps(feedback: pd.DataFrame) -> pd.DataFrame:
    """One row a client and item that the client or the coach rated (GAPS): mean ratings (1 to 5), n of the client's, gap = coach - client.

    The client's mean and the gap are held back (blank) under three ratings of the client's; the direction of a gap matters: in one
    study coaches who rated the relationship lower than their clients did had clients who grew more.
    """
    rated = _ratings(feedback[feedback["voice"].isin(["coach", "client"]) & (feedback["client_id"] != "")])
    keys = ["client_id", "item"]
    coach = rated[rated["voice"] == "coach"].groupby(keys)["rating"].mean().rename("coach")
    client = (
        rated[rated["voice"] == "client"]
        .groupby(keys)["rating"]
        .agg(["mean", "size"])
        .set_axis(["client", "n"], axis=1)
    )
    table = pd.concat([coach, client], axis=1).rename_axis(keys).reset_index()
    table["n"] = table["n"].fillna(0).astype("int64")
    table["client"] = table["client"].where(table["n"] >= FEWEST)
    table["gap"] = table["coach"] - table["client"]
    order = table["item"].map(RATINGS.index).astype("int64")
    return table.assign(order=order).sort_values(["client_id", "order"])[GAPS].reset_index(drop=True)
