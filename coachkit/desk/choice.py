"""What one choice leaves of a practice, without widgets: frames in, frames out, and a sentence that reads them."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from coachkit import hours, themes
from coachkit.narrate import wording
from coachkit.narrate.wording import count
from coachkit.results import Results

NOTHING = "Nothing to show for this choice."
NO_THEME = "no theme"


@dataclass(frozen=True)
class Shelves:
    """What a practice holds within its period, laid out once so that each choice is quick.

    `ledger`: its contacts, with `theme`, the main one of their sheet (else "no theme"), and a blank client, role or planned
    as "not stated" in the columns `_client`, `_role` and `_planned`; `sheets` and `feedback`: its sources of that kind,
    feedback with `_client`; `main_themes`: the main theme of each sheet; the other two as in the results; `as_of`: today.
    """

    ledger: pd.DataFrame
    sheets: pd.DataFrame
    feedback: pd.DataFrame
    main_themes: pd.DataFrame
    feedback_sentences: pd.DataFrame
    reflection_sentences: pd.DataFrame
    as_of: pd.Timestamp


def laid_out(results: Results) -> Shelves:
    """The shelves of a practice; contacts outside its period are not there to be chosen."""
    ledger, sources = results.ledger[results.ledger["reason"] != hours.OUTSIDE], results.sources
    mains = themes.main_themes(results.themes)
    theme_of = dict(zip(mains["sheet_id"], mains["theme"], strict=True))
    feedback = sources[sources["kind"].eq("feedback")]
    return Shelves(
        ledger.assign(
            theme=[theme_of.get(sheet, NO_THEME) for sheet in ledger["sheet_id"]],
            _client=_stated(ledger["client_id"]),
            _role=_stated(ledger["role"]),
            _planned=_stated(ledger["planned"]),
        ),
        sources[sources["kind"].eq("sheet")],
        feedback.assign(_client=_stated(feedback["client_ids"])),
        mains,
        results.feedback_sentences,
        results.reflection_sentences,
        results.practice.settings.as_of,
    )


def _stated(values: pd.Series) -> pd.Series:
    return values.replace("", hours.NOT_STATED)


@dataclass(frozen=True)
class Chosen:
    """What one choice leaves of a practice.

    `ledger`: its contacts, with those that cannot be claimed; `sheets`: the sources with prose on one of them, and of
    each sheet's `client_ids` the chosen ones; `main_themes`: one row a sheet that has one; `feedback_sentences` and
    `reflection_sentences`: the rows of both result tables; `as_of`: the last day that the choice looks at.
    """

    ledger: pd.DataFrame
    sheets: pd.DataFrame
    main_themes: pd.DataFrame
    feedback_sentences: pd.DataFrame
    reflection_sentences: pd.DataFrame
    as_of: pd.Timestamp


def choose(
    shelves: Shelves,
    start: object,
    end: object,
    clients: Collection[str],
    roles: Collection[str],
    planned: Collection[str],
    about: Collection[str],
) -> Chosen:
    """What a practice holds from `start` to `end` (both included; None bars nothing) with these clients.

    `roles`, `planned` (yes, no) and `about` (the main theme of its sheet) choose among contacts; a sheet comes along with
    one of its contacts; feedback, which has none of the three, goes by its own date and client. A blank is chosen by
    "not stated", a contact whose sheet has no theme by "no theme".
    """
    ledger = shelves.ledger
    contacts = ledger[
        _between(ledger["date"], start, end)
        & ledger["_client"].isin(clients)
        & ledger["_role"].isin(roles)
        & ledger["_planned"].isin(planned)
        & ledger["theme"].isin(about)
    ]
    clients_of = _clients_of(contacts)
    sheets = shelves.sheets[shelves.sheets["source_id"].isin(clients_of.index)]
    heard = shelves.feedback["_client"].isin(clients) & _between(shelves.feedback["date"], start, end)
    said, written = shelves.feedback_sentences, shelves.reflection_sentences
    return Chosen(
        contacts,
        sheets.assign(client_ids=sheets["source_id"].map(clients_of)),
        shelves.main_themes[shelves.main_themes["sheet_id"].isin(sheets["source_id"])],
        said[said["feedback_id"].isin(shelves.feedback.loc[heard, "source_id"])],
        written[written["sheet_id"].isin(sheets["source_id"])],
        shelves.as_of if end is None else min(shelves.as_of, pd.Timestamp(end)),
    )


def _between(dates: pd.Series, start: object, end: object) -> pd.Series:
    return ~((dates < pd.Timestamp(start)) | (dates > pd.Timestamp(end)))


def _clients_of(contacts: pd.DataFrame) -> pd.Series:
    """The clients of each sheet's contacts, each once, with ; between."""
    each = contacts.loc[contacts["sheet_id"] != "", ["sheet_id", "client_id"]].drop_duplicates()
    return each.groupby("sheet_id")["client_id"].agg(";".join).astype("str")


def sentence(chosen: Chosen) -> str:
    """What a choice holds: contacts and hours that can be claimed, sheets, sentences of feedback; and what cannot."""
    if chosen.ledger.empty and chosen.feedback_sentences.empty:
        return NOTHING
    claimable = hours.claimable(chosen.ledger)
    barred = chosen.ledger["minutes"].sum() - claimable["minutes"].sum()
    more = len(chosen.ledger) - len(claimable)
    left_out = f" {count(more, 'more contact')} ({wording.hours(barred)}) cannot be claimed." if more else ""
    return (
        f"Your choice holds {count(len(claimable), 'contact')} ({wording.hours(claimable['minutes'].sum())}), "
        f"{count(len(chosen.sheets), 'sheet')} and "
        f"{count(len(chosen.feedback_sentences), 'sentence')} of feedback.{left_out}"
    )
