"""Which sheets, and which words in them, stand behind a bar or a point of a figure."""

from dataclasses import dataclass, field
from html import unescape

import pandas as pd

from coachkit import hours
from coachkit.desk.choice import Chosen
from coachkit.narrate import wording
from coachkit.narrate.wording import count

PLACE = ["source_id", "start", "end"]
_PLANNED = {"planned": "yes", "in the moment": "no", "not stated": hours.NOT_STATED}


def _nowhere() -> pd.DataFrame:
    return pd.DataFrame(columns=PLACE)


@dataclass(frozen=True)
class Behind:
    """The sources behind a mark, earliest first; `marks`: source_id, start and end of the words that it stands for."""

    title: str
    sources: pd.DataFrame
    marks: pd.DataFrame = field(default_factory=_nowhere)


def everything(chosen: Chosen) -> Behind:
    """All sheets of a choice, with nothing in them marked."""
    return Behind(f"All sheets of your choice: {len(chosen.sheets):,}", _ordered(chosen.sheets))


def hours_mark(chosen: Chosen, name: str, month: object) -> Behind:
    """Behind a bar of the months: the sheets of its contacts."""
    key = str(month)[:7]
    within = chosen.ledger["date"].dt.strftime("%Y-%m").eq(key)
    return _contacts(chosen, name, within, wording.month(key))


def cadence_mark(chosen: Chosen, name: str, monday: object) -> Behind:
    """Behind a mark of the calendar: the sheets of that week's contacts; `monday` is the mark's key."""
    if monday is None:
        return Behind("No contact that week", chosen.sheets.head(0))
    first = pd.Timestamp(str(monday))
    within = chosen.ledger["date"].between(first, first + pd.Timedelta(days=6))
    return _contacts(chosen, name, within, f"Week of {wording.day(first)}")


def _contacts(chosen: Chosen, name: str, within: pd.Series, when: str) -> Behind:
    rows = hours.claimable(chosen.ledger[within & chosen.ledger["_planned"].eq(_PLANNED.get(name, name))])
    sheets = chosen.sheets[chosen.sheets["source_id"].isin(rows["sheet_id"])]
    return Behind(f"{when}, {name}: {count(len(rows), 'contact')}, {count(len(sheets), 'sheet')}", _ordered(sheets))


def theme_mark(chosen: Chosen, passages: pd.DataFrame, client: object, theme: object) -> Behind:
    """Behind a cell of the grid: the client's sheets with that main theme, and the theme's passages in them.

    `passages`: theme, source_id, start, end; `theme` as the figure has it, escaped.
    """
    theme = unescape(str(theme))
    about = chosen.main_themes.loc[chosen.main_themes["theme"].eq(theme), "sheet_id"]
    of_client = (";" + chosen.sheets["client_ids"] + ";").str.contains(f";{client};", regex=False)
    sheets = chosen.sheets[of_client & chosen.sheets["source_id"].isin(about)]
    told = passages[passages["theme"].eq(theme) & passages["source_id"].isin(sheets["source_id"])]
    return Behind(f"{client}, {theme}: {count(len(sheets), 'sheet')}", _ordered(sheets), told[PLACE])


def reflection_mark(chosen: Chosen, name: str, month: object) -> Behind:
    """Behind a part of a month's bar: the sheets with a sentence of that label, and those sentences."""
    key = str(month)[:7]
    dated = chosen.sheets[chosen.sheets["date"].dt.strftime("%Y-%m").eq(key)]
    told = chosen.reflection_sentences[
        chosen.reflection_sentences["label"].eq(name) & chosen.reflection_sentences["sheet_id"].isin(dated["source_id"])
    ]
    sheets = dated[dated["source_id"].isin(told["sheet_id"])]
    title = f"{wording.month(key)}, {name}: {count(len(told), 'sentence')} in {count(len(sheets), 'sheet')}"
    return Behind(title, _ordered(sheets), told.rename(columns={"sheet_id": "source_id"})[PLACE])


def feedback_mark(chosen: Chosen, feedback: pd.DataFrame, key: object) -> Behind:
    """Behind a mark of the strip: the piece of feedback, and its sentence; `key` is piece:start."""
    piece, _, start = str(key).rpartition(":")
    said = chosen.feedback_sentences
    told = said[said["feedback_id"].eq(piece) & said["start"].astype(str).eq(start)]
    source = feedback[feedback["source_id"].eq(piece)]
    return Behind(f"Feedback {piece}", source, told.rename(columns={"feedback_id": "source_id"})[PLACE])


def _ordered(sheets: pd.DataFrame) -> pd.DataFrame:
    return sheets.sort_values(["date", "source_id"], kind="stable")
