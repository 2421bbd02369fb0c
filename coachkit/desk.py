"""Explore a practice by hand: controls choose, one set of rows follows the choice, and a sentence and figures show it."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go
import traitlets

from coachkit import hours, themes
from coachkit.figures import Chart, feedback_strip, hours_calendar, themes_by_client
from coachkit.narrate import wording
from coachkit.narrate.wording import count
from coachkit.results import Results, analyse
from coachkit.schema import ROLES

NOTHING = "Nothing to show for this choice."
_ROLES = {role: role for role in (*ROLES, hours.NOT_STATED)}
_PLANNED = {"yes": "planned", "no": "in the moment", hours.NOT_STATED: hours.NOT_STATED}


@dataclass(frozen=True)
class Chosen:
    """What one choice leaves of a practice.

    `ledger`: its contacts, with those that cannot be claimed; `sheets`: the sources with prose on one of them, and of
    each sheet's `client_ids` the chosen ones; `sheet_themes` and `feedback_sentences`: the rows of both result tables;
    `as_of`: the last day that the choice looks at.
    """

    ledger: pd.DataFrame
    sheets: pd.DataFrame
    sheet_themes: pd.DataFrame
    feedback_sentences: pd.DataFrame
    as_of: pd.Timestamp


def choose(
    results: Results,
    start: object,
    end: object,
    clients: Collection[str],
    roles: Collection[str],
    planned: Collection[str],
) -> Chosen:
    """What a practice holds from `start` to `end` (both included; None bars nothing) with these clients.

    `roles` and `planned` (yes, no) choose among contacts; a sheet comes along with one of its contacts; feedback, which
    has neither, goes by its own date and client. A blank is chosen by "not stated".
    """
    ledger, sources = _within(results), results.sources
    contacts = ledger[
        _between(ledger["date"], start, end)
        & _stated(ledger["client_id"]).isin(clients)
        & _stated(ledger["role"]).isin(roles)
        & _stated(ledger["planned"]).isin(planned)
    ]
    by_sheet = contacts[contacts["sheet_id"] != ""].groupby("sheet_id")["client_id"]
    clients_of = by_sheet.agg(lambda ids: ";".join(dict.fromkeys(ids)))
    sheets = sources[sources["kind"].eq("sheet") & sources["source_id"].isin(clients_of.index)]
    heard = sources["kind"].eq("feedback") & _stated(sources["client_ids"]).isin(clients)
    feedback = sources[heard & _between(sources["date"], start, end)]
    said, as_of = results.feedback_sentences, results.practice.settings.as_of
    return Chosen(
        contacts,
        sheets.assign(client_ids=sheets["source_id"].map(clients_of)),
        results.themes[results.themes["sheet_id"].isin(sheets["source_id"])],
        said[said["feedback_id"].isin(feedback["source_id"])],
        as_of if end is None else min(as_of, pd.Timestamp(end)),
    )


def _within(results: Results) -> pd.DataFrame:
    """The contacts within the practice's period: what lies outside it is not there to be chosen."""
    return results.ledger[results.ledger["reason"] != hours.OUTSIDE]


def _between(dates: pd.Series, start: object, end: object) -> pd.Series:
    return ~((dates < pd.Timestamp(start)) | (dates > pd.Timestamp(end)))


def _stated(values: pd.Series) -> pd.Series:
    return values.replace("", hours.NOT_STATED)


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


def charts(chosen: Chosen) -> dict[str, Chart]:
    """The figures of a choice by the name of their panel: hours, themes, feedback."""
    return {
        "Hours": hours_calendar(hours.cadence(chosen.ledger, chosen.as_of)),
        "Themes": themes_by_client(themes.by_client(chosen.sheet_themes, chosen.sheets)),
        "Feedback": feedback_strip(chosen.feedback_sentences),
    }


def explore(practice: str = "", start: str = "", end: str = "") -> widgets.VBox:
    """Controls for period, clients, role and planned or not, above a sentence and figures that follow them together.

    A blank `practice` is the one that `coachkit lab` was started for, else the example.
    """
    results = analyse(practice or os.environ.get("COACHKIT_PRACTICE") or "example", start, end)
    controls, panels = _controls(results), {name: Panel(name, what) for name, what in _PANELS.items()}
    says = widgets.HTML()

    def follow(change: object = None) -> None:
        chosen = choose(results, **{name: control.value for name, control in controls.items()})
        drawn = charts(chosen)
        says.value = f'<p style="font-size:1.15em;margin:0.5em 0">{escape(sentence(chosen))}</p>'
        for name, chart in drawn.items():
            panels[name].show(chart)

    follow()
    for control in controls.values():
        control.observe(follow, "value")
    return widgets.VBox([_laid_out(controls), says, _columns(panels)])


_PANELS = {
    "Hours": "Contacts that can be claimed, week by week.",
    "Themes": "The main theme of each sheet that holds a chosen contact.",
    "Feedback": "By its own date and client: it has no role, and is neither planned nor in the moment.",
}
_WIDTH = 540
"""Pixels; a FigureWidget is drawn before it has a place on the page, so it cannot ask how wide that is."""


class Panel(widgets.VBox):
    """A figure under its name and finding; the figure stays the same widget while what it draws changes."""

    def __init__(self, name: str, what: str) -> None:
        self._name, self._what = name, what
        self.words, self.figure = widgets.HTML(), go.FigureWidget(layout={"width": _WIDTH})
        self.figure._config = {"displayModeBar": False}
        self._place = widgets.Box([self.figure])
        super().__init__([self.words, self._place], layout={"width": f"{_WIDTH}px", "margin": "0 1rem 1rem 0"})

    def show(self, chart: Chart) -> None:
        """Draw a chart in place of the last one; on white, since its ink is dark in a dark JupyterLab too."""
        drawn = chart.figure
        finding = f"<b>{escape(chart.title)}.</b> {self._what}" if drawn.data else NOTHING
        self.words.value = (
            f'<h3 style="margin:0.5em 0 0">{self._name}</h3><p style="margin:0;line-height:1.4">{finding}</p>'
        )
        self._place.layout.display = "" if drawn.data else "none"
        with self.figure.batch_update():
            self.figure.data = ()
            if drawn.data:
                self.figure.add_traces(drawn.data)
                self.figure.layout = drawn.layout.update(width=_WIDTH, autosize=False, paper_bgcolor="#ffffff")


def _columns(panels: Mapping[str, Panel]) -> widgets.HBox:
    left, right = widgets.VBox([panels["Hours"], panels["Feedback"]]), widgets.VBox([panels["Themes"]])
    return widgets.HBox([left, right], layout={"flex_flow": "row wrap"})


class Ticks(widgets.HBox):
    """Boxes to tick under one name; `value` has the options ticked, and changes once when all or none are."""

    value = traitlets.Tuple()

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        box = {"width": "auto", "margin": "0 1rem 0 0"}
        self.boxes = {
            o: widgets.Checkbox(True, description=text, indent=False, layout=box) for o, text in options.items()
        }
        every = [self._button(name, "all", True), self._button(name, "none", False)] if len(options) > 4 else []
        row = widgets.Box(
            [*self.boxes.values(), *every], layout={"flex_flow": "row wrap", "max_height": "9rem", "overflow": "auto"}
        )
        super().__init__([widgets.HTML(f"<b>{escape(name)}</b>", layout=_NAME), row], layout={"align_items": "center"})
        for each in self.boxes.values():
            each.observe(self._ticked, "value")
        self._ticked()

    def _ticked(self, change: object = None) -> None:
        self.value = tuple(option for option, box in self.boxes.items() if box.value)

    def _button(self, name: str, word: str, ticked: bool) -> widgets.Button:
        button = widgets.Button(description=word, tooltip=f"{name}: {word}", layout={"width": "4rem"})
        button.on_click(lambda _: self.tick(ticked))
        return button

    def tick(self, ticked: bool) -> None:
        """Tick all boxes, or none."""
        with self.hold_trait_notifications():
            for box in self.boxes.values():
                box.value = ticked


_NAME = {"width": "6rem", "flex": "0 0 auto"}


def _controls(results: Results) -> dict[str, widgets.Widget]:
    """The controls by the argument of `choose` that they set; everything is chosen at first."""
    ledger, sources = _within(results), results.sources
    feedback = sources[sources["kind"].eq("feedback")]
    days = pd.concat([ledger["date"], feedback["date"]]).dropna()
    clients = {client: client for client in _occurring([ledger["client_id"], feedback["client_ids"]])}
    return {
        "start": _day("From", days.min()),
        "end": _day("to", days.max()),
        "clients": Ticks("Clients", clients),
        "roles": Ticks("Role", {role: _ROLES[role] for role in _occurring([ledger["role"]], _ROLES)}),
        "planned": Ticks("Contacts", {each: _PLANNED[each] for each in _occurring([ledger["planned"]], _PLANNED)}),
    }


def _occurring(columns: list[pd.Series], order: Collection[str] = ()) -> list[str]:
    """The values that occur, in `order` or else by the alphabet with "not stated" last."""
    occur = set(_stated(pd.concat(columns)))
    alphabet = sorted(occur, key=lambda value: (value == hours.NOT_STATED, value))
    return [value for value in order or alphabet if value in occur]


def _day(name: str, value: pd.Timestamp) -> widgets.DatePicker:
    """A field for a date, not a list of months: JupyterLab takes the arrow keys and letters of lists for its own."""
    day = None if pd.isna(value) else value.date()
    return widgets.DatePicker(
        value=day, description=name, style={"description_width": _NAME["width"]}, layout={"width": "16rem"}
    )


def _laid_out(controls: Mapping[str, widgets.Widget]) -> widgets.VBox:
    period = widgets.HBox([controls["start"], controls["end"]], layout={"flex_flow": "row wrap"})
    return widgets.VBox([period, controls["clients"], controls["roles"], controls["planned"]])
