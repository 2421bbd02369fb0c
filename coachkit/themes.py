"""Find what the sheets speak of: the shipped subjects of coaching, widened by the words that this coach uses beside them."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from coachkit import text
from coachkit.intervals import wilson
from coachkit.knowledge import UNNAMED
from coachkit.words import capitalised, content_words

FEWEST_SHEETS = 6
FEWEST_TO_SAY = 3
TERMS_SHOWN = 12
PASSAGES_SHOWN = 5
FEWEST_WORDS = 8
_ROLES = frozenset("coach client sponsor supervisor coaching session sheet".split())
_ROUNDS = 3
_OWN_WORDS = 0.25  # what each of a subject's own words weighs, and
_ALL_SHEETS = 0.35  # what the words of all sheets weigh, in shares of what a theme's sheets hold on average
_SHARPNESS = 10.0  # how much a sheet's weights favour its likeliest theme; a sheet's words are not independent

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
    beside: (
        np.ndarray
    )  # a row a theme, a column a stem: how much of the stem the theme's sheets hold; 0 for a stem of one sheet
    telling: np.ndarray  # likewise: log of how likely the stem is in the theme over how likely it is in any sheet
    levels: np.ndarray  # what each theme scores in the average sheet
    weights: np.ndarray  # a row a sheet, a column a theme


def themes(sources: pd.DataFrame, decisions: pd.DataFrame, subjects: pd.DataFrame) -> Themes:
    """The themes of the sheets among `sources` (read_practice's), with the coach's codebook `decisions` honoured.

    `subjects`: theme, words (knowledge.read_subjects). A theme is a subject that is the main one of a sheet.
    sheet_themes: sheet_id, theme, weight (share of the sheet, summing to 1). terms: theme, term, weight.
    passages: theme, source_id, start, end, passage. Under six sheets all three are empty and `choice` says so.
    """
    sheets = sources[sources["kind"] == "sheet"].reset_index(drop=True)
    if len(sheets) < FEWEST_SHEETS:
        return _none(f"Too few sheets to find themes (n = {len(sheets)}; at least {FEWEST_SHEETS}).")
    names = capitalised(sheets["text"]) | _ROLES
    words = [content_words(sheet, names) for sheet in sheets["text"]]
    counter = _Counter(words)
    asked, kept = _with_decisions(subjects, decisions)
    fit = _fit(counter.counts(words), counter.columns, asked, kept)
    if not fit.labels:
        return _none(f"None of the {len(asked)} subjects looked for stands in the {len(sheets)} sheets.")
    found = Themes(_sheet_themes(sheets, fit), _terms(fit, counter, words), _passages(sheets, fit, counter, names), "")
    relabelled = _relabelled(found, decisions)
    return replace(
        relabelled, choice=_choice(len(subjects), len(asked), fit, kept, main_themes(relabelled.sheet_themes))
    )


def _none(choice: str) -> Themes:
    return Themes(
        pd.DataFrame(columns=SHEET_THEMES).astype({"weight": "float64"}),
        pd.DataFrame(columns=TERMS).astype({"weight": "float64"}),
        pd.DataFrame(columns=PASSAGES).astype({"start": "int64", "end": "int64"}),
        choice,
    )


def _choice(shipped: int, asked: int, fit: _Fit, kept: set[str], mains: pd.DataFrame) -> str:
    """Why there are so many themes: what was looked for, what was found, and of what there is too little."""
    own = f" and {asked - shipped} of your codebook" if asked > shipped else ""
    found = sorted({fit.labels[row] for row in fit.weights.argmax(axis=1)[fit.weights.any(axis=1)]})
    sheets = mains.loc[mains["theme"] != UNNAMED, "theme"].value_counts().sort_index()
    merged = "" if len(sheets) == len(found) else f", which your codebook merges into {len(sheets)}"
    few = "; ".join(f"“{theme}” is too few to say (n = {n})" for theme, n in sheets.items() if n < FEWEST_TO_SAY)
    absent = "; ".join(
        f"“{theme}”, which your codebook keeps, is the main one of none" for theme in sorted(kept - {*found})
    )
    themes = f"{len(found)} {'theme' if len(found) == 1 else 'themes'}{merged}"
    looked = "1 subject that ships was" if shipped == 1 else f"{shipped} subjects that ship were"
    rest = "; ".join(filter(None, [few, absent]))
    return (
        f"{themes}: the {looked} looked for{own}, and no others; a subject counts as a theme if it is the main one of at least one of the {len(mains)} sheets{f'; {rest}' if rest else ''}. "
        "A subject of your own is not found by itself: name it in decisions/themes.csv (keep)."
    )


class _Counter:
    """Counts the stems of texts, each count as log(1 + n), in a fixed order of columns."""

    def __init__(self, words: list[list[tuple[str, str]]]):
        self.stems = sorted({stem for text_words in words for stem, _ in text_words})
        self.columns = {stem: column for column, stem in enumerate(self.stems)}

    def counts(self, words: list[list[tuple[str, str]]]) -> sparse.csr_array:
        """A row a text, a column a stem."""
        found = [Counter(stem for stem, _ in text_words if stem in self.columns) for text_words in words]
        rows = np.repeat(np.arange(len(found)), [len(stems) for stems in found])
        columns = [self.columns[stem] for stems in found for stem in stems]
        values = np.log1p([float(n) for stems in found for n in stems.values()])
        return sparse.csr_array((values, (rows, columns)), shape=(len(found), len(self.stems)))


def _with_decisions(subjects: pd.DataFrame, decisions: pd.DataFrame) -> tuple[dict[str, set[str]], set[str]]:
    """The stems of each subject, and the subjects that stay though no sheet has them as its main one.

    A split takes the words of its target out into a theme of their own, keep adds what is new.
    """
    asked = {row.theme: {stem for stem, _ in content_words(row.words)} for row in subjects.itertuples()}
    earlier = {row.target: row.theme for row in decisions.itertuples() if row.action == "rename"}
    kept: set[str] = set()
    for row in decisions.itertuples():
        theme = earlier.get(row.theme, row.theme)
        if row.action == "keep":
            kept |= {theme}
            asked.setdefault(theme, {stem for stem, _ in content_words(theme)})
        elif row.action == "split" and row.target:
            own = {stem for stem, _ in content_words(row.target)}
            asked[theme] = asked.get(theme, set()) - own
            asked[row.target] = own
            kept |= {theme, row.target}
    return asked, kept


def _fit(counts: sparse.csr_array, columns: dict[str, int], asked: dict[str, set[str]], kept: set[str]) -> _Fit:
    """Each sheet's shares of the themes, by a mixture of word distributions that starts from the subjects' own words.

    Expectation maximisation (Dempster, Laird and Rubin 1977) with the subjects' words and all sheets' words as the prior
    of each distribution, a sheet's score as the mean of its words, and centred on the average sheet, so that neither
    long sheets nor common subjects win. Subjects that are the main one of no sheet are left out.
    """
    labels = [theme for theme, stems in asked.items() if any(stem in columns for stem in stems)]
    if not labels:
        return _Fit([], *[np.zeros((0, counts.shape[1]))] * 2, np.zeros(0), np.zeros((counts.shape[0], 0)))
    own = np.zeros((len(labels), counts.shape[1]))
    for row, theme in enumerate(labels):
        own[row, [columns[stem] for stem in asked[theme] if stem in columns]] = 1
    theirs = own.any(axis=0)
    own /= np.maximum(1, own.sum(axis=0))
    usual = counts.sum(axis=0) / counts.sum()
    mass = counts.sum() / len(labels)
    beside = np.zeros_like(own)
    for _ in range(_ROUNDS + 1):
        chances = _OWN_WORDS * mass * own + beside + _ALL_SHEETS * mass * usual
        chances /= chances.sum(axis=1, keepdims=True)
        telling = np.log(chances / usual)
        scores = _scores(counts, telling)
        levels = scores.mean(axis=0)
        weights = _weights(scores - levels)
        beside = (counts.T @ weights).T
    weights[counts[:, theirs].sum(axis=1) == 0] = 0
    mains = set(weights.argmax(axis=1)[weights.any(axis=1)])
    stay = [row for row, theme in enumerate(labels) if row in mains or theme in kept]
    beside *= (counts > 0).sum(axis=0) > 1
    return _Fit([labels[row] for row in stay], beside[stay], telling[stay], levels[stay], _shares(weights[:, stay]))


def _scores(counts: sparse.csr_array, telling: np.ndarray) -> np.ndarray:
    """How much a text's words tell of each theme, a word: a row a text, a column a theme."""
    return (counts @ telling.T) / np.maximum(counts.sum(axis=1), 1e-9)[:, None]


def _weights(scores: np.ndarray) -> np.ndarray:
    likely = np.exp(_SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    return likely / likely.sum(axis=1, keepdims=True)


def _shares(table: np.ndarray) -> np.ndarray:
    totals = table.sum(axis=1, keepdims=True)
    return np.divide(table, totals, out=np.zeros_like(table), where=totals > 0)


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


def _terms(fit: _Fit, counter: _Counter, words: list[list[tuple[str, str]]]) -> pd.DataFrame:
    """The stems that tell most of each theme (how much its sheets hold times how telling it is, of 1 together), shown as the commonest word of each."""
    pairs = pd.Series([pair for sheet in words for pair in sheet]).value_counts(sort=False).reset_index()
    pairs[["stem", "word"]] = pairs["index"].tolist()
    commonest = (
        pairs.sort_values(["count", "word"], ascending=[False, True]).drop_duplicates("stem").set_index("stem")["word"]
    )
    tell = _shares(np.maximum(0, fit.beside * fit.telling)).round(6)
    rows = [
        (theme, commonest[counter.stems[i]], float(told[i]))
        for theme, told in zip(fit.labels, tell, strict=True)
        for i in np.argsort(-told, kind="stable")[:TERMS_SHOWN]
        if told[i] > 0
    ]
    return pd.DataFrame(rows, columns=TERMS)


def _passages(sheets: pd.DataFrame, fit: _Fit, counter: _Counter, names: set[str]) -> pd.DataFrame:
    """The passages of two sentences or three that speak of a theme most and of the others least, one a sheet."""
    windows = text.passages(text.sentences(sheets), longest=3)
    windows = windows[windows["last"] > windows["first"]].reset_index(drop=True)
    if windows.empty:
        return _none("").passages
    stems = [content_words(words, names) for words in windows["passage"]]
    scores = _scores(counter.counts(stems), fit.telling) - fit.levels
    scores[[len(words) < FEWEST_WORDS for words in stems]] = 0  # a scrap that holds one telling word shows little
    scores = (np.maximum(0, scores) * _weights(scores)).round(9)
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
    return replace(
        found,
        sheet_themes=_heaviest_first(sheet_themes),
        terms=terms.reset_index(drop=True),
        passages=passages.reset_index(drop=True),
    )


def main_themes(sheet_themes: pd.DataFrame) -> pd.DataFrame:
    """The heaviest theme of each sheet: sheet_id, theme, weight."""
    return _heaviest_first(sheet_themes).drop_duplicates("sheet_id").reset_index(drop=True)


def by_month(sheet_themes: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """How often each theme is a sheet's main one, by month, also where it is of none: month (YYYY-MM), theme, sheets, of
    (sheets in the month), share with low and high (90% Wilson interval), reading ("" or "too few to say (n = ...)" under three sheets)."""
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
    every = pd.MultiIndex.from_product(
        [sorted(mains[name].unique()) for name in (group, "theme")], names=[group, "theme"]
    )
    counts = mains.groupby([group, "theme"]).size().reindex(every, fill_value=0).rename("sheets").reset_index()
    counts["of"] = counts.groupby(group)["sheets"].transform("sum")
    counts["share"] = counts["sheets"] / counts["of"]
    counts["low"], counts["high"] = wilson(counts["sheets"], counts["of"])
    counts["reading"] = [f"too few to say (n = {n})" if n < FEWEST_TO_SAY else "" for n in counts["of"]]
    return counts[[group, *SHARES]]
