"""What a coach writes about and what never: endings, mistakes, power, own feelings, ethics. It asks; it does not judge."""

import pandas as pd

from coachkit import phrases, quotations
from coachkit.intervals import wilson

SILENCE = ["topic", "sheets", "of", "share", "low", "high", "latest", "reading", "question"]
BY_MONTH = ["topic", "month", "sheets", "of"]
QUOTED = ["topic", "source_id", "start", "end", "sentence"]
SELDOM_UNDER = 0.1  # the share of sheets, at most, of a topic that is seldom written about
SURE_FROM = 0.5  # a label less likely than this is not counted as a feeling
_FELT = "own feelings"


def sentences(reflection_sentences: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """One row a topic and a sentence of a sheet that speaks of it (QUOTED), the most telling first.

    `topics`: topic, phrases and unless (between semicolons), question (knowledge.read_silences). A sentence speaks of a
    topic where its own words, quotations left out, hold one of the phrases that is no part of an unless; of the own feelings it
    must besides be labelled Feeling, by the coach or with SURE_FROM or more. Most telling is who holds most phrases.
    """
    own = quotations.own_words(reflection_sentences).str.lower().str.replace("’", "'")
    felt = reflection_sentences["label"].eq("Feeling") & reflection_sentences["probability"].ge(SURE_FROM)
    found = []
    for topic in topics.itertuples():
        plain = own.str.replace(phrases.pattern(topic.unless), " / ", regex=True) if topic.unless else own
        told = plain.str.count(phrases.pattern(topic.phrases))
        told = felt * reflection_sentences["probability"] * told.gt(0) if topic.topic == _FELT else told.astype(float)
        spoken = reflection_sentences.assign(topic=topic.topic, told=told)[told > 0]
        found.append(spoken.sort_values("told", ascending=False, kind="stable"))
    return pd.concat(found, ignore_index=True).rename(columns={"sheet_id": "source_id"})[QUOTED]


def one_each(spoken: pd.DataFrame) -> pd.DataFrame:
    """The most telling sentence of each topic (QUOTED) among those that speak of no other; else one that stands for no other yet; else the first."""
    place = spoken["source_id"].astype(str) + " " + spoken["start"].astype(str)
    topics, taken, chosen = place.map(place.value_counts()), set(), []
    for _, rows in spoken.groupby("topic", sort=False):
        fresh = rows[~place[rows.index].isin(taken)]
        alone = rows[topics[rows.index].eq(1)]
        first = next(each for each in (alone, fresh, rows) if len(each)).index[0]
        taken.add(place[first])
        chosen.append(first)
    return spoken.loc[chosen].reset_index(drop=True)


def silences(spoken: pd.DataFrame, sheets: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """One row a topic: how many of the sheets speak of it, their share with its 90% interval (Wilson 1927), the latest day, a reading and a question.

    `spoken` is `sentences`; `sheets` the sheets of the practice (source_id, date). reading is "never", "seldom" (in under a
    tenth of the sheets) or "" and, under five sheets, "too few to say (n = ...)".
    """
    dates = sheets.set_index("source_id")["date"]
    rows = []
    for topic in topics.itertuples():
        within = sorted(set(spoken.loc[spoken["topic"] == topic.topic, "source_id"]))
        rows.append((topic.topic, len(within), len(sheets), dates.reindex(within).max(), topic.question))
    table = pd.DataFrame(rows, columns=["topic", "sheets", "of", "latest", "question"]).astype({"latest": dates.dtype})
    table["share"] = (table["sheets"] / table["of"]).fillna(0.0)
    table["low"], table["high"] = wilson(table["sheets"], table["of"])
    table["reading"] = [_reading(sheets, of) for sheets, of in zip(table["sheets"], table["of"], strict=True)]
    return table[SILENCE]


def by_month(spoken: pd.DataFrame, sheets: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """One row a topic and month (YYYY-MM) in which sheets were written: sheets that speak of it, of all."""
    months = sheets.dropna(subset=["date"]).set_index("source_id")["date"].dt.strftime("%Y-%m")
    of = months.value_counts().sort_index()
    once = spoken.drop_duplicates(["topic", "source_id"])
    counts = once.assign(month=once["source_id"].map(months)).groupby(["topic", "month"]).size()
    rows = [
        (topic, month, int(counts.get((topic, month), 0)), int(n))
        for topic in topics["topic"]
        for month, n in of.items()
    ]
    return pd.DataFrame(rows, columns=BY_MONTH).astype(
        {"topic": "str", "month": "str", "sheets": "int64", "of": "int64"}
    )


def _reading(sheets: int, of: int) -> str:
    if of < 5:
        return f"too few to say (n = {of})"
    return "never" if not sheets else "seldom" if sheets / of < SELDOM_UNDER else ""
