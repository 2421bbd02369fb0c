"""Explore a practice by hand: controls choose, and a sentence, figures and what stands behind them follow together."""

import os
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from html import escape
from pathlib import Path

import anywidget
import ipywidgets as widgets
import pandas as pd

from coachkit import hours, knowledge
from coachkit.desk import behind
from coachkit.desk.behind import Behind
from coachkit.desk.choice import NO_THEME, Chosen, Shelves, choose, laid_out, sentence
from coachkit.desk.controls import Ticks, day
from coachkit.desk.figure import Plotly
from coachkit.desk.latest import Latest, Step
from coachkit.desk.panel import Panel
from coachkit.desk.reading import Reading
from coachkit.desk.shown import View, views
from coachkit.desk.supposing import Supposing
from coachkit.errors import CoachkitError
from coachkit.results import Results, analyse
from coachkit.schema import ROLES

_ROLES = {role: role for role in (*ROLES, hours.NOT_STATED)}
_PLANNED = {"yes": "planned", "no": "in the moment", hours.NOT_STATED: hours.NOT_STATED}
_COLUMNS = (("Hours", "Cadence", "Feedback"), ("Themes", "Reflection"))
_LOOK = """<style>
.coachkit-explore {line-height: 1.45; padding: 2px 6px}
.coachkit-explore h2 {font-size: 1.3em; margin: 1em 0 .2em}
.coachkit-explore h3 {font-size: 1.05em; margin: .5em 0 .1em}
.coachkit-explore p {margin: .2em 0; line-height: 1.4}
.coachkit-explore .widget-html-content {line-height: 1.4}
.coachkit-explore .says {font-size: 1.15em; margin: .5em 0}
.coachkit-explore .text {font: 1.1em/1.6 Georgia, "Times New Roman", serif; padding: .6em 1em; margin: .3em 0; max-width: 46em;
  max-height: 24em; overflow: auto; border: 1px solid var(--jp-border-color1, #bbb)}
.coachkit-explore .text p {margin: .6em 0; line-height: 1.6}
.coachkit-explore mark {font-weight: 700; text-decoration: underline; color: inherit; background: rgba(230, 159, 0, .22)}
</style>"""


def explore(practice: str = "", start: str = "", end: str = "") -> widgets.Widget:
    """Controls for period, clients, role, planned or not and theme, and what follows them: a sentence, figures, sheets.

    A blank `practice` is the one that `coachkit lab` or `coachkit app` was started for, else the example. Where it
    cannot be read, one line says why.
    """
    try:
        return Explorer(analyse(practice or os.environ.get("COACHKIT_PRACTICE") or "example", start, end))
    except CoachkitError as error:
        return widgets.HTML(f"<p>{escape(str(error))}</p>")


class _Keys(anywidget.AnyWidget):
    """Keeps arrows and letters with the control that has the focus."""

    _esm = Path(__file__).with_name("explore.js").read_text("utf-8")


class Explorer(widgets.VBox):
    """The page: what is chosen, what that holds, what stands behind a mark, and what might be otherwise."""

    def __init__(self, results: Results) -> None:
        self._shelves, self._passages = laid_out(results), results.theme_passages
        self._misread = knowledge.read_misread("meaning" if results.meaning else "words")
        self.controls, self.says = _controls(self._shelves), widgets.HTML()
        self.reading, self.supposing = Reading(results.sentences_in_period), Supposing(results)
        self._chosen = self._choice()
        self._shown = {name: view() for name, view in views(self._chosen, self._misread).items()}
        self.panels = {name: self._panel(name, view) for name, view in self._shown.items()}
        self._tell()
        latest = Latest(self._steps)
        for control in self.controls.values():
            control.observe(latest.ask, "value")
        super().__init__(self._parts())
        self.add_class("coachkit-explore")

    def _parts(self) -> list[widgets.Widget]:
        columns = [widgets.VBox([self.panels[name] for name in names]) for names in _COLUMNS]
        panels = widgets.HBox(columns, layout={"flex_flow": "row wrap"})
        reading, whatif = widgets.HTML("<h2>Read what stands behind</h2>"), widgets.HTML("<h2>What if?</h2>")
        return [
            widgets.HTML(_LOOK),
            Plotly(),
            _Keys(),
            _beside(self.controls),
            self.says,
            panels,
            reading,
            self.reading,
            whatif,
            self.supposing,
        ]

    def _choice(self) -> Chosen:
        return choose(self._shelves, **{name: control.value for name, control in self.controls.items()})

    def _panel(self, name: str, view: View) -> Panel:
        return Panel(name, view.draw(view.table), f"{view.what} {view.note}", partial(self._clicked, name))

    def _steps(self) -> Iterator[Step]:
        """What follows from a change of the choice, the sentence first, then the figures from the top."""
        self._chosen = self._choice()
        yield self._tell
        for name, view in views(self._chosen, self._misread).items():
            yield partial(self._show, name, view)

    def _tell(self) -> None:
        self.says.value = f'<p role="status" class="says">{escape(sentence(self._chosen))}</p>'
        self.reading.offer(behind.everything(self._chosen), opened=False)

    def _show(self, name: str, made: partial) -> None:
        """Draw a view again, unless its table is the one that is drawn."""
        view = made()
        if not view.table.equals(self._shown[name].table):
            self.panels[name].show(view.draw(view.table), f"{view.what} {view.note}")
            self._shown[name] = view

    def _clicked(self, panel: str, name: str, at: object, key: object) -> None:
        self.reading.offer(self._behind(panel, name, at, key))

    def _behind(self, panel: str, name: str, at: object, key: object) -> Behind:
        finds = {
            "Hours": lambda: behind.hours_mark(self._chosen, name, at),
            "Cadence": lambda: behind.cadence_mark(self._chosen, name, key),
            "Themes": lambda: behind.theme_mark(self._chosen, self._passages, at, key),
            "Reflection": lambda: behind.reflection_mark(self._chosen, name, at),
            "Feedback": lambda: behind.feedback_mark(self._chosen, self._shelves.feedback, key),
        }
        return finds[panel]()


def _controls(shelves: Shelves) -> dict[str, widgets.Widget]:
    """The controls by the argument of `choose` that they set; everything is chosen at first."""
    ledger, feedback = shelves.ledger, shelves.feedback
    days = pd.concat([ledger["date"], feedback["date"]]).dropna()
    clients = _occurring(pd.concat([ledger["_client"], feedback["_client"]]))
    return {
        "start": day("From", days.min()),
        "end": day("to", days.max()),
        "clients": Ticks("Clients", {client: client for client in clients}),
        "roles": Ticks("Role", {role: _ROLES[role] for role in _occurring(ledger["_role"], _ROLES)}),
        "planned": Ticks("Contacts", {each: _PLANNED[each] for each in _occurring(ledger["_planned"], _PLANNED)}),
        "about": Ticks("Theme", {theme: theme for theme in _occurring(ledger["theme"])}),
    }


def _occurring(values: pd.Series, order: Collection[str] = ()) -> list[str]:
    """The values that occur, in `order` or else by the alphabet with what is not stated last."""
    occur = set(values)
    alphabet = sorted(occur, key=lambda value: (value in (hours.NOT_STATED, NO_THEME), value))
    return [value for value in order or alphabet if value in occur]


def _beside(controls: Mapping[str, widgets.Widget]) -> widgets.VBox:
    period = widgets.HBox([controls["start"], controls["end"]], layout={"flex_flow": "row wrap"})
    return widgets.VBox([period, *(controls[name] for name in ("clients", "roles", "planned", "about"))])
