"""Find what the sheets speak of: the shipped subjects of coaching, widened by the words that this coach uses beside them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coachkit import text
from coachkit.intervals import wilson
from coachkit.words import capitalised, content_words

FEWEST_SHEETS = 6
FEWEST_TO_SAY = 3
TERMS_SHOWN = 12
PASSAGES_SHOWN = 5
FEWEST_WORDS = 8
UNNAMED = "none of these"
_ROLES = frozenset("coach client sponsor supervisor coaching session sheet".split())
_ROUNDS = 2

SHEET_THEMES = ["sheet_id", "theme", "weight"]
TERMS = ["theme", "term", "weight"]
PASSAGES = ["theme", "source_id", "start", "end", "passage"]
SHARES = ["theme", "sheets", "of", "share", "low", "high", "reading"]


@dataclass(frozen=True)
class Themes:
    """The themes of the sheets: `sheet_themes`, `terms` and `passages` as tables, and `choice`, why there are so many."""

    sheet_themes: pd.DataFrame
    terms: pd.DataFrame
    passages: pd.DataFrame
    choice: str


@dataclass(frozen=True)
class _Fit:
    labels: list[str]
    vectors: np.ndarray  # a row a theme, a column a stem, each row of length 1
    levels: np.ndarray  # what each theme scores in the average sheet
    weights: np.ndarray  # a row a sheet, a column a theme


def themes(sources: pd.DataFrame, decisions: pd.DataFrame, subjects: pd.DataFrame) -> Themes:
    """The themes of the sheets among `sources` (read_practice's), with the coach's codebook `decisions` honoured.

    `subjects`: theme, words (knowledge.read_subjects). A theme is a subject that is the main one of at least three sheets.
    sheet_themes: sheet_id, theme, weight (share of the sheet, summing to 1). terms: theme, term, weight.
    passages: theme, source_id, start, end, passage. Under six sheets all three are empty and `choice` says so.
    """
    sheets = sources[sources["kind"] == "sheet"].reset_index(drop=True)
    if len(sheets) < FEWEST_SHEETS:
        return _none(f"Too few sheets to find themes (n = {len(sheets)}; at least {FEWEST_SHEETS}).")
    names = capitalised(sheets["text"]) | _ROLES
    words = [content_words(sheet, names) for sheet in sheets["text"]]
    vectoriser = _vectoriser([[stem for stem, _ in sheet] for sheet in words])
    if vectoriser is None:
        return _none("The sheets share too few words to find themes.")
    matrix = vectoriser.transform([[stem for stem, _ in sheet] for sheet in words])
    kept = set(decisions.loc[decisions["action"].isin(["keep", "split"]), "theme"]) | set(
        decisions.loc[decisions["action"] == "split", "target"]
    )
    asked = _with_decisions(subjects, decisions)
    fit = _chosen(matrix, vectoriser.vocabulary_, asked, kept)
    if not fit.labels:
        return _none("No subject on the list is the main one of three sheets or more.")
    found = Themes(
        _sheet_themes(sheets, fit),
        _terms(fit, vectoriser, words),
        _passages(sheets, fit, vectoriser, names),
        f"{len(fit.labels)} themes: of the {len(asked)} subjects looked for, those that are the main one of at least "
        f"{FEWEST_TO_SAY} of the {len(sheets)} sheets.",
    )
    return _relabelled(found, decisions)


def _none(choice: str) -> Themes:
    return Themes(
        pd.DataFrame(columns=SHEET_THEMES).astype({"weight": "float64"}),
        pd.DataFrame(columns=TERMS).astype({"weight": "float64"}),
        pd.DataFrame(columns=PASSAGES).astype({"start": "int64", "end": "int64"}),
        choice,
    )


def _vectoriser(stems: list[list[str]]):
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(analyzer=lambda sheet: sheet, min_df=2, max_df=0.5, sublinear_tf=True)
    try:
        return vectoriser.fit(stems)
    except ValueError:
        return None


def _with_decisions(subjects: pd.DataFrame, decisions: pd.DataFrame) -> dict[str, set[str]]:
    """The stems of each subject; a split takes the words of its target out into a theme of their own, keep adds what is new."""
    asked = {row.theme: {stem for stem, _ in content_words(row.words)} for row in subjects.itertuples()}
    earlier = {row.target: row.theme for row in decisions.itertuples() if row.action == "rename"}
    for row in decisions.itertuples():
        theme = earlier.get(row.theme, row.theme)
        if row.action == "keep":
            asked.setdefault(theme, {stem for stem, _ in content_words(theme)})
        elif row.action == "split" and row.target:
            own = {stem for stem, _ in content_words(row.target)}
            asked[theme] = asked.get(theme, set()) - own
            asked[row.target] = own
    return asked


def _chosen(matrix, vocabulary: dict[str, int], asked: dict[str, set[str]], kept: set[str]) -> _Fit:
    """The weakest subject is left out, one at a time, until each that stays is the main one of enough sheets."""
    labels = [theme for theme, stems in asked.items() if any(stem in vocabulary for stem in stems)]
    while labels:
        fit = _fit(matrix, vocabulary, labels, asked)
        mains = np.bincount(_mains(fit.weights), minlength=len(labels) + 1)[: len(labels)]
        weak = [(mains[i], i) for i, theme in enumerate(labels) if mains[i] < FEWEST_TO_SAY and theme not in kept]
        if not weak:
            return fit
        del labels[min(weak)[1]]
    return _Fit([], np.zeros((0, matrix.shape[1])), np.zeros(0), np.zeros((matrix.shape[0], 0)))


def _mains(weights: np.ndarray) -> np.ndarray:
    """The number of each sheet's main theme; one past the last where the sheet has none."""
    return np.where(weights.any(axis=1), weights.argmax(axis=1), weights.shape[1])


def _fit(matrix, vocabulary: dict[str, int], labels: list[str], asked: dict[str, set[str]]) -> _Fit:
    """Start from the subjects' own words; twice, add to each theme the words that are commoner in its sheets than in all themes'."""
    seeds = np.zeros((len(labels), matrix.shape[1]))
    for row, theme in enumerate(labels):
        seeds[row, [vocabulary[stem] for stem in asked[theme] if stem in vocabulary]] = 1
    seeds = _unit(seeds / np.maximum(1, seeds.sum(axis=0)))
    vectors = seeds
    for _ in range(_ROUNDS):
        _, weights = _weigh(matrix, vectors)
        beside = _unit((matrix.T @ weights).T)
        vectors = _unit(seeds + _unit(np.maximum(0, beside - beside.mean(axis=0))))
    return _Fit(labels, vectors, *_weigh(matrix, vectors))


def _weigh(matrix, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scores = np.asarray(matrix @ vectors.T)
    levels = np.where(scores.mean(axis=0) > 0, scores.mean(axis=0), 1)
    return levels, _shares((scores / levels) ** 2)


def _shares(table: np.ndarray) -> np.ndarray:
    totals = table.sum(axis=1, keepdims=True)
    return np.divide(table, totals, out=np.zeros_like(table), where=totals > 0)


def _unit(table: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.divide(table, lengths, out=np.zeros_like(table), where=lengths > 0)


def _sheet_themes(sheets: pd.DataFrame, fit: _Fit) -> pd.DataFrame:
    none = 1 - fit.weights.sum(axis=1).round(6)
    table = pd.DataFrame(np.column_stack([fit.weights, none]), columns=[*fit.labels, UNNAMED])
    table.insert(0, "sheet_id", sheets["source_id"])
    long = table.melt("sheet_id", var_name="theme", value_name="weight")
    long = long[(long["theme"] != UNNAMED) & (long["weight"] > 0) | (long["weight"] > 0.5)]
    long["weight"] = long["weight"].round(6)
    return _heaviest_first(long)


def _heaviest_first(sheet_themes: pd.DataFrame) -> pd.DataFrame:
    return sheet_themes.sort_values(["sheet_id", "weight", "theme"], ascending=[True, False, True]).reset_index(
        drop=True
    )


def _terms(fit: _Fit, vectoriser, words: list[list[tuple[str, str]]]) -> pd.DataFrame:
    """Each theme's heaviest stems, shown as the word that stands for them most often."""
    pairs = pd.Series([pair for sheet in words for pair in sheet]).value_counts(sort=False).reset_index()
    pairs[["stem", "word"]] = pairs["index"].tolist()
    commonest = (
        pairs.sort_values(["count", "word"], ascending=[False, True]).drop_duplicates("stem").set_index("stem")["word"]
    )
    stems = vectoriser.get_feature_names_out()
    rows = [
        (theme, commonest[stems[i]], round(float(vector[i]), 6))
        for theme, vector in zip(fit.labels, fit.vectors, strict=True)
        for i in np.lexsort((stems, -vector.round(9)))[:TERMS_SHOWN]
        if vector[i] > 0
    ]
    return pd.DataFrame(rows, columns=TERMS)


def _passages(sheets: pd.DataFrame, fit: _Fit, vectoriser, names: set[str]) -> pd.DataFrame:
    """The passages of two sentences or three that speak of a theme most and of the others least, one a sheet."""
    windows = text.passages(text.sentences(sheets), longest=3)
    windows = windows[windows["last"] > windows["first"]].reset_index(drop=True)
    if windows.empty:
        return _none("").passages
    stems = [[stem for stem, _ in content_words(words, names)] for words in windows["passage"]]
    scores = np.asarray(vectoriser.transform(stems) @ fit.vectors.T) / fit.levels
    scores[[len(words) < FEWEST_WORDS for words in stems]] = 0  # a scrap that holds one telling word shows little
    scores = (scores * _shares(scores**2)).round(9)
    found = []
    for number, theme in enumerate(fit.labels):
        best = windows.assign(theme=theme, score=scores[:, number])
        best = best[best["score"] > 0].sort_values("score", ascending=False, kind="stable").drop_duplicates("source_id")
        found.append(best.head(PASSAGES_SHOWN)[PASSAGES])
    return pd.concat(found, ignore_index=True)


def _relabelled(found: Themes, decisions: pd.DataFrame) -> Themes:
    """The tables after the coach's renamings and mergers, in their order."""
    labels = {theme: theme for theme in found.sheet_themes["theme"].unique()}
    for row in decisions.itertuples():
        if row.action in ("rename", "merge") and row.target:
            labels = {theme: row.target if label == row.theme else label for theme, label in labels.items()}
    tables = [
        table.assign(theme=table["theme"].map(labels)) for table in (found.sheet_themes, found.terms, found.passages)
    ]
    sheet_themes = tables[0].groupby(["sheet_id", "theme"], as_index=False)["weight"].sum()
    sheet_themes["weight"] = sheet_themes["weight"].round(6)
    terms = tables[1].groupby(["theme", "term"], as_index=False)["weight"].max()
    terms = (
        terms.sort_values(["theme", "weight", "term"], ascending=[True, False, True]).groupby("theme").head(TERMS_SHOWN)
    )
    passages = tables[2].sort_values("theme", kind="stable").groupby("theme").head(PASSAGES_SHOWN)
    merged = set(labels.values()) - {UNNAMED}
    note = "" if len(merged) == len(set(labels) - {UNNAMED}) else f" Your codebook merges them into {len(merged)}."
    return Themes(
        _heaviest_first(sheet_themes),
        terms.reset_index(drop=True),
        passages.reset_index(drop=True),
        found.choice + note,
    )


def main_themes(sheet_themes: pd.DataFrame) -> pd.DataFrame:
    """The heaviest theme of each sheet: sheet_id, theme, weight."""
    return _heaviest_first(sheet_themes).drop_duplicates("sheet_id").reset_index(drop=True)


def by_month(sheet_themes: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """How often each theme is a sheet's main one, by month: month (YYYY-MM), theme, sheets, of (sheets in the month),
    share with low and high (90% Wilson interval), reading ("" or "too few to say (n = ...)" under three sheets)."""
    dated = sources[(sources["kind"] == "sheet") & sources["date"].notna()]
    months = dated.assign(month=dated["date"].dt.strftime("%Y-%m"))[["source_id", "month"]]
    return _shares_by("month", sheet_themes, months)


def by_client(sheet_themes: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """How often each theme is a sheet's main one, by client (a sheet of two clients counts for both): client_id, then as by_month."""
    sheets = sources[sources["kind"] == "sheet"]
    clients = sheets.assign(client_id=sheets["client_ids"].str.split(";")).explode("client_id")[
        ["source_id", "client_id"]
    ]
    return _shares_by("client_id", sheet_themes, clients[clients["client_id"].fillna("") != ""])


def _shares_by(group: str, sheet_themes: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    mains = main_themes(sheet_themes).merge(places, left_on="sheet_id", right_on="source_id")
    counts = mains.groupby([group, "theme"], as_index=False).size().rename(columns={"size": "sheets"})
    counts["of"] = counts.groupby(group)["sheets"].transform("sum")
    counts["share"] = counts["sheets"] / counts["of"]
    counts["low"], counts["high"] = wilson(counts["sheets"], counts["of"])
    counts["reading"] = [f"too few to say (n = {n})" if n < FEWEST_TO_SAY else "" for n in counts["of"]]
    return counts[[group, *SHARES]]
