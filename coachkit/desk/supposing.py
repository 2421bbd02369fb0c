"""Sliders for what might be otherwise, and beside them the date on which the hours target would then be met."""

from html import escape

import ipywidgets as widgets
import pandas as pd

from coachkit import forecast, whatif
from coachkit.desk.latest import Latest
from coachkit.desk.panel import WIDTH, Panel
from coachkit.figures import Chart, hours_supposed
from coachkit.figures.supposing import SUPPOSED, way
from coachkit.narrate import forecast as forecast_said
from coachkit.narrate import supposed, wording
from coachkit.narrate.supposing import ASSUMES
from coachkit.results import Results
from coachkit.whatif import Assumption

_STYLE = {"style": {"description_width": "12rem"}, "layout": {"width": "auto"}}
NOBODY = "nobody"


class Supposing(widgets.VBox):
    """Controls of an `Assumption`, the sentence that it leads to, and both forecasts drawn."""

    def __init__(self, results: Results) -> None:
        self._results, self.says = results, widgets.HTML()
        self.rule = _rules(results)
        self.controls = _controls(results)
        self._begun: dict[str, tuple] = {}
        self.panel = Panel("Towards the target", self._chart(), ASSUMES)
        moved, changed = Latest(lambda: [self._move]), Latest(lambda: [self._draw])
        self.rule.observe(changed.ask, "value")
        for control in self.controls.values():
            control.observe(moved.ask, "value")
        left = widgets.VBox(
            [self.rule, *self.controls.values(), self.says], layout={"width": f"{WIDTH}px", "margin": "0 1rem 0 0"}
        )
        super().__init__([widgets.HBox([left, self.panel], layout={"flex_flow": "row wrap"})])

    def _draw(self) -> None:
        self.panel.show(self._chart(), ASSUMES)

    def _move(self) -> None:
        """Something else is supposed of the same rule: only its own lines move."""
        if self.rule.value and len(self._as_things_are(self.rule.value)[0]):
            dates, would = self._supposed()
            self.panel.move(SUPPOSED, way(would), forecast_said(dates).removesuffix("."), ASSUMES)

    def _chart(self) -> Chart:
        rule = self.rule.value
        dates, would = self._supposed()
        so_far, fan, target = self._as_things_are(rule) if rule else (would, would, 0)
        return hours_supposed(so_far, fan, would, dates, target, forecast.today_of(self._results.practice.settings))

    def _supposed(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The dates and the fan of what the controls suppose, told in the sentence beside them."""
        results, rule = self._results, self.rule.value
        none = results.hours_forecast.head(0), results.fan().head(0)
        found = whatif.suppose(results.ledger, results.practice.settings, self.assumed, rule) if rule else none
        said = supposed(results.hours_forecast, found[0], self.assumed)
        self.says.value = f'<p role="status" class="says">{escape(said)}</p>'
        return found

    def _as_things_are(self, rule: str) -> tuple:
        """The time so far, the forecast and the target of a rule: worked out once."""
        if rule not in self._begun:
            target = forecast.target_of(self._results.practice.settings, rule)
            self._begun[rule] = (_thinned(self._results.cumulative(rule)), self._results.fan(rule), target)
        return self._begun[rule]

    @property
    def assumed(self) -> Assumption:
        """What the controls suppose."""
        values = {name: control.value for name, control in self.controls.items()}
        return Assumption(**values | {"without_client": values["without_client"].replace(NOBODY, "")})


def _thinned(so_far: pd.DataFrame) -> pd.DataFrame:
    """The last day of each week alone where there are more days than the figure has pixels."""
    return so_far if len(so_far) <= WIDTH else so_far.groupby(so_far["date"].dt.to_period("W")).tail(1)


def _rules(results: Results) -> widgets.Dropdown:
    """The hours rules that are set, the first that is not met yet chosen."""
    table = results.hours_forecast
    unmet = [*table.loc[table["status"].ne("met"), "rule"], *table["rule"], ""]
    named = [(wording.rule(rule), rule) for rule in table["rule"].unique()] or [("none is set", "")]
    return widgets.Dropdown(options=named, value=unmet[0], description="Target", **_STYLE)


def _controls(results: Results) -> dict[str, widgets.Widget]:
    """The controls by the field of `Assumption` that they set; nothing is supposed at first."""
    clients = [NOBODY, *whatif.clients(results.ledger)]
    return {
        "holiday_weeks": widgets.IntSlider(0, 0, 26, description="Weeks of holiday from today", **_STYLE),
        "sessions_a_week": widgets.IntSlider(0, 0, 10, description="Sessions more every week", **_STYLE),
        "minutes_each": widgets.IntSlider(60, 10, 120, 5, description="Minutes of each of them", **_STYLE),
        "without_client": widgets.Dropdown(options=clients, description="No more contacts with", **_STYLE),
        "planned_only": widgets.Checkbox(False, description="Leave out time in the moment", **_STYLE),
    }
