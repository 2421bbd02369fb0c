"""The figures of a choice: which table each draws, and how much of it an eye can take in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from coachkit import figures, hours, reflection, themes
from coachkit.desk.choice import Chosen
from coachkit.narrate.wording import count

MONTHS, WEEKS, CLIENTS, SENTENCES = 36, 156, 30, 400
"""The most that a figure of the desk draws; where there is more it is the latest, or the clients with most sheets."""


@dataclass(frozen=True)
class View:
    """One figure of a choice: what it shows, its table, how that is drawn, and a note where the table is cut."""

    what: str
    table: pd.DataFrame
    draw: Callable[[pd.DataFrame], figures.Chart]
    note: str = ""


def views(chosen: Chosen, misread: pd.DataFrame) -> dict[str, Callable[[], View]]:
    """The views of a choice by the name of their panel, each made when it is asked for."""
    return {
        "Hours": partial(_hours, chosen),
        "Cadence": partial(_cadence, chosen),
        "Themes": partial(_themes, chosen),
        "Reflection": partial(_reflection, chosen, misread),
        "Feedback": partial(_feedback, chosen),
    }


def _hours(chosen: Chosen) -> View:
    table, note = _latest(hours.by_month(chosen.ledger), "month", MONTHS)
    return View("Time that can be claimed, month by month.", table, figures.hours_months, note)


def _cadence(chosen: Chosen) -> View:
    table, note = _latest(hours.cadence(chosen.ledger, chosen.as_of), "week", WEEKS)
    return View("Contacts that can be claimed, week by week.", table, figures.hours_calendar, note)


def _themes(chosen: Chosen) -> View:
    table = themes.by_client(chosen.main_themes, chosen.sheets)
    most = table.drop_duplicates("client_id").nlargest(CLIENTS, "of")["client_id"]
    note = _of("clients with most sheets", CLIENTS, table["client_id"].nunique())
    what = "The main theme of each sheet that holds a chosen contact."
    return View(what, table[table["client_id"].isin(most)] if note else table, figures.themes_by_client, note)


def _reflection(chosen: Chosen, misread: pd.DataFrame) -> View:
    dated = chosen.sheets.dropna(subset=["date"])
    last = dated["date"].max() - pd.DateOffset(months=MONTHS - 1)
    recent = dated[dated["date"].ge(last.replace(day=1))] if len(dated) else dated
    note = "The latest 36 months." if len(recent) < len(dated) else ""
    table = reflection.by_month(chosen.reflection_sentences, recent, misread)
    return View(
        "What the sentences of those sheets do, as the program reads them.", table, figures.reflection_profile, note
    )


def _feedback(chosen: Chosen) -> View:
    said = chosen.feedback_sentences
    what = "By its own date and client: it has no role or theme, and is neither planned nor in the moment."
    note = _of("sentences", SENTENCES, len(said))
    return View(what, said.tail(SENTENCES), figures.feedback_strip, note)


def _latest(table: pd.DataFrame, column: str, most: int) -> tuple[pd.DataFrame, str]:
    every = table[column].drop_duplicates().sort_values()
    if len(every) <= most:
        return table, ""
    return table[table[column].ge(every.iloc[-most])].reset_index(drop=True), f"The latest {count(most, column)}."


def _of(things: str, most: int, there_are: int) -> str:
    return f"{most} of {there_are:,} {things}." if there_are > most else ""
