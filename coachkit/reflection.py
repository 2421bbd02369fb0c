"""Label the sentences of contact sheets by what they do, in the nine labels of CEReD (Nehyba & Štefánik 2022), and count them.

It shows where a coach reflects; it never grades how well.
"""

import re

import numpy as np
import pandas as pd

from coachkit import linear, readers
from coachkit.intervals import Z90, wilson
from coachkit.meaning import Meaning
from coachkit.schema import REFLECTION_LABELS

SENTENCE = ["sheet_id", "start", "end", "sentence", "label", "probability"]
PROFILE = ["sheets", "sentences", "label", "share", "low", "high"]

CUES = {
    "intends": r"next (?:time|session)|i(?:'ll| will| shall| intend| plan| mean to)\b|i(?:'m| am) going to|i(?:'d| would) (?:like|better)"
    r"|i (?:also )?want to|from (?:now|here) on|(?:before|when) we (?:next )?(?:meet|speak|sit)|i(?:'ve| have) (?:put|asked|booked)",
    "feels": r"\b(?:i fe(?:el|lt)|asham|proud|relie[fv]|anxious|nervous|fright|afraid|angry|cross\b|irritat|annoy|sad\b|moved\b|touched"
    r"|glad|pleas(?:ed|ure)|happy|env[iy]|jealous|drained|tired|guilt|embarrass|uneas|uncomfort|delight|fond\b|dread|lonely|bored"
    r"|stung|excit|flatter|worr[iy]|bother|shak(?:en|y)|hurt|mortif|furious|grateful|thrill|sore\b|warmth|stomach|heart)",
    "other's eyes": r"if i were|(?:from|on) (?:his|her|their|client's) (?:side|end|chair|seat|point)|\b(?:for|to) (?:him|her|them),?\b"
    r"|(?:he|she|they|client|it|that) (?:must|may|might|probably|perhaps) |in (?:his|her|their) (?:place|shoes)"
    r"|i (?:can |could )?(?:imagine|suspect|suppose|picture)|seen from|no doubt",
    "struggles": r"couldn't|could not|can't|\bstuck|\bhard(?:er|est)?\b|difficult|struggl|(?:didn't|don't) know|unsure|not sure|\btorn\b|awkward|\bnot easy|wasn't easy",
    "learns": r"\bi (?:now |then )?(?:learn|realis|understood)|i (?:now )?see (?:now|that)|now see|saw (?:then|that)|taught me|show(?:ed|n) me"
    r"|what i (?:take|took)|lesson|dawned|hadn't (?:known|seen)|turns? out|that was when i",
    "holds true": r"\bi (?:still )?(?:think|believe|reckon|hold)\b|\balways\b|\bnever\b|\bpeople\b|\banyone\b|\bnobody\b|\byou\b|\bworth\b",
    "looks at own part": r"\bi (?:notice|wonder|caught|was doing|should have|shouldn't have|might have|needn't|could have|ought|tend|had been)"
    r"|looking back|hindsight|\bmy (?:part|own|need|habit|fault)|honest|myself|was i\b|did i\b",
    "opens with I": r"^i\b",
    "asks": r"\?",
    "quotes": r"\"",
    "speaks": r"\b(?:said|asked|told|says|laughed)\b",
}
_CUES = {name: re.compile(pattern) for name, pattern in CUES.items()}
_COUNTS = tuple(
    map(
        re.compile,
        (
            r"\b(?:i|me|my)\b",
            r"\b(?:he|she|they|him|her|them|his|their|client)\b",
            r"\b(?:is|are|isn't|does|has|can)\b",
            r"\b(?:was|were|had|did|\w{2,}ed)\b",
        ),
    )
)


def sentences(
    sheet_sentences: pd.DataFrame,
    labels: pd.DataFrame,
    meaning: Meaning | None = None,
    asked: readers.Reader | None = None,
) -> pd.DataFrame:
    """One row a sentence of a sheet: sheet_id, start, end (code points), sentence, label and probability (0 to 1).

    `sheet_sentences` is `text.sentences` of the sheets; a corrected label (`labels`: sheet_id, start, end, label) outweighs
    the model and has probability 1. `asked` is the shipped reader unless another is given.
    """
    ours = sheet_sentences[sheet_sentences["kind"] == "sheet"].reset_index(drop=True)
    asked = asked or readers.load("reflection")
    chances = asked.probabilities(ours[["source_id", "sentence"]], cues(ours), meaning)
    best = chances.argmax(axis=1) if len(ours) else np.zeros(0, dtype=int)
    table = ours.rename(columns={"source_id": "sheet_id"}).assign(
        label=pd.Series([asked.labels[number] for number in best], dtype="str"),
        probability=chances.max(axis=1, initial=0.0).round(4),
    )[SENTENCE]
    return _corrected(table, labels)


def cues(sentences: pd.DataFrame) -> np.ndarray:
    """What a reader would go by, as numbers from 0 to 1: CUES, counts of pronouns and verbs, and the place in the text."""
    plain = sentences["sentence"].map(linear.plain)
    said = [plain.str.contains(cue).to_numpy(float) for cue in _CUES.values()]
    counted = [plain.str.count(pattern).clip(upper=4).to_numpy(float) / 4 for pattern in _COUNTS]
    length = np.log1p(plain.str.len().to_numpy(float)) / 6
    place = (sentences["start"] / sentences.groupby("source_id")["end"].transform("max")).to_numpy(float)
    return np.column_stack([*said, *counted, length, place, 1 - place, place > 0.85, place < 0.1]).astype(float)


def _corrected(table: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    table = table.copy()
    for decided in labels.dropna(subset=["start", "end"]).itertuples():
        shared = np.minimum(table["end"], decided.end) - np.maximum(table["start"], decided.start)
        shared = shared.where(table["sheet_id"] == decided.sheet_id, 0)
        if len(shared) and shared.max() > 0:
            table.loc[shared.astype(int).idxmax(), ["label", "probability"]] = [decided.label, 1.0]
    return table


def by_sheet(reflection_sentences: pd.DataFrame) -> pd.DataFrame:
    """One row a sheet: sheet_id, sentences (number) and, for each of the nine labels, its share of them (0 to 1)."""
    counts = pd.crosstab(reflection_sentences["sheet_id"], reflection_sentences["label"])
    counts = counts.reindex(columns=list(REFLECTION_LABELS), fill_value=0)
    total = counts.sum(axis=1)
    table = counts.div(total, axis=0).assign(sentences=total).reset_index()
    return (
        table[["sheet_id", "sentences", *REFLECTION_LABELS]]
        .rename_axis(columns=None)
        .astype({"sheet_id": "str", "sentences": "int64"})
    )


def by_month(
    reflection_sentences: pd.DataFrame, sources: pd.DataFrame, misread: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row a month (YYYY-MM) and label: month, sheets, sentences (numbers), label, share of the sentences (0 to 1), low and high.

    `sources` are the practice's (source_id, date). low and high are a 90% interval: that of a share in so few sentences,
    each taken as independent, widened by how often the label is misread (`misread`: knowledge.read_misread), see `_between`.
    """
    dated = sources.dropna(subset=["date"])
    months = dated["date"].dt.strftime("%Y-%m")
    return _profile("month", reflection_sentences, dated["source_id"], months, misread)


def by_client(
    reflection_sentences: pd.DataFrame, sources: pd.DataFrame, misread: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row a client and label, as by_month; a sheet of several clients counts for each."""
    each = sources.assign(client_id=sources["client_ids"].str.split(";")).explode("client_id")
    each = each[each["client_id"].fillna("") != ""]
    return _profile("client_id", reflection_sentences, each["source_id"], each["client_id"], misread)


def of_sheets(reflection_sentences: pd.DataFrame, misread: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a sheet and label, as by_month, without the number of sheets; in the order of the ids."""
    ids = pd.Series(reflection_sentences["sheet_id"].unique(), dtype="str")
    return _profile("sheet_id", reflection_sentences, ids, ids, misread).drop(columns="sheets")


def _profile(
    key: str, labelled: pd.DataFrame, sheets: pd.Series, groups: pd.Series, misread: pd.DataFrame | None
) -> pd.DataFrame:
    places = pd.DataFrame({"sheet_id": sheets.to_numpy(), "group": groups.to_numpy()}).astype({"sheet_id": "str"})
    placed = labelled.merge(places, on="sheet_id").assign(group=lambda rows: rows["group"].astype("str"))
    size = placed.groupby("group").agg(sheets=("sheet_id", "nunique"), sentences=("sheet_id", "size"))
    size["read"] = placed["probability"].lt(1).groupby(placed["group"]).sum()
    counts = _counts(placed).rename("count").to_frame()
    counts["read"] = _counts(placed[placed["probability"] < 1]).reindex(counts.index, fill_value=0)
    table = counts.reset_index().merge(size.reset_index(), on="group", suffixes=("", "_all"))
    table = table.sort_values(["group", "label"], key=_in_order, kind="stable").reset_index(drop=True)
    low, high = _between(table, misread)
    table = table.assign(share=table["count"] / table["sentences"], low=low, high=high)
    return table.rename(columns={"group": key})[[key, *PROFILE]]


def _counts(placed: pd.DataFrame) -> pd.Series:
    """The number of sentences by group and label, every label of every group."""
    counts = pd.crosstab(placed["group"], placed["label"]).reindex(columns=list(REFLECTION_LABELS), fill_value=0)
    counts.columns.name = "label"
    return counts.stack()


def _between(table: pd.DataFrame, misread: pd.DataFrame | None) -> tuple[pd.Series, pd.Series]:
    """The interval of each share: from below the lower to above the higher of the share as read and the share as the misreadings
    measured on gold sentences would have it, by Wilson's half-width (1927) and that of the misreadings, added as squares.

    A sentence that the coach labelled is not misread.
    """
    n, share = table["sentences"], table["count"] / table["sentences"]
    low, high = wilson(table["count"], n)
    if misread is None or misread.empty:
        return low, high
    gold = misread.set_index("label").reindex(table["label"]).reset_index(drop=True)
    rightly, missed = gold["right"] / gold["read"].clip(lower=1), gold["missed"] / gold["others"].clip(lower=1)
    others = table["read_all"] - table["read"]
    middle = (table["count"] - table["read"] + table["read"] * rightly + others * missed) / n
    doubt = _doubt(table["read"], rightly, gold["read"]) + _doubt(others, missed, gold["others"])
    spread = Z90**2 * doubt / n**2
    low = np.minimum(share, middle) - np.sqrt((share - low) ** 2 + spread)
    high = np.maximum(share, middle) + np.sqrt((high - share) ** 2 + spread)
    return low.clip(lower=0), high.clip(upper=1)


def _doubt(sentences: pd.Series, chance: pd.Series, tried: pd.Series) -> pd.Series:
    """The variance of how many of the sentences are so, with a chance that was itself measured on `tried` sentences."""
    return chance * (1 - chance) * (sentences + sentences**2 / tried.clip(lower=1))


def _in_order(column: pd.Series) -> pd.Series:
    order = {label: number for number, label in enumerate(REFLECTION_LABELS)}
    return column.map(order) if column.name == "label" else column
