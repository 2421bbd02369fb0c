"""The time towards a target as it is likely to go, and as it would go if something were otherwise."""

import pandas as pd
import plotly.graph_objects as go

from coachkit.figures.chart import BLUE, SKY, VERMILLION, Chart, blank, label, nothing
from coachkit.figures.hours import NONE, iso, line_so_far
from coachkit.narrate import time as said
from coachkit.narrate import wording

_LOOKS = {
    "as things are": ({"color": BLUE, "dash": "dot", "width": 2}, "rgba(86,180,233,0.28)", SKY),
    "if it were so": ({"color": VERMILLION, "dash": "dashdot", "width": 2.5}, "rgba(213,94,0,0.14)", VERMILLION),
}
"""The line and the band of each; the dashes say the same as the colour."""


def hours_supposed(
    cumulative: pd.DataFrame,
    fan: pd.DataFrame,
    supposed: pd.DataFrame,
    dates: pd.DataFrame,
    target: float,
    as_of: object,
) -> Chart:
    """The minutes that a rule counts so far, and two fans to its target: as things are, and as supposed.

    `fan` and `supposed` as `forecast.fan` and `whatif.fan` give them, `dates` the table of what is supposed, `target` in
    minutes. A fan that there is none of is an empty line, so that the lines stay the same ones whatever is supposed.
    """
    name = "hours-supposed"
    if cumulative.empty or dates.empty:
        return nothing(name, NONE if cumulative.empty else "no rule about hours is set")
    figure = blank(height=360, xaxis_title="date", yaxis_title="hours", legend={"y": 1.02, "yanchor": "bottom"})
    for called, lines in zip(_LOOKS, (fan, supposed), strict=True):
        _fan(figure, called, lines)
    line_so_far(figure, cumulative, pd.Timestamp(as_of), int(cumulative["cumulative_minutes"].iloc[-1]))
    figure.data[-1].update(name="so far", showlegend=True)
    figure.add_hline(y=target / 60, line={"color": VERMILLION, "dash": "dash", "width": 1.5})
    label(figure, f"target {wording.hours(target)}", 0.01, target / 60, xref="paper", yanchor="bottom")
    figure.update_yaxes(rangemode="tozero")
    title = said.forecast(dates).removesuffix(".")
    return Chart(figure, title, f"Two fans from today to the target. {title}.", name, {"xaxis.nticks": 4})


def way(lines: pd.DataFrame) -> list[dict[str, list]]:
    """The x and y of the three traces of a fan: its upper and lower edge, and its middle."""
    return [{"x": iso(lines["date"]), "y": (lines[line] / 60).tolist()} for line in ("q90", "q10", "q50")]


SUPPOSED = slice(3, 6)
"""The traces of the figure that draw what is supposed."""


def _fan(figure: go.Figure, called: str, lines: pd.DataFrame) -> None:
    line, colour, edge = _LOOKS[called]
    upper, lower, middle = way(lines)
    band = {"mode": "lines", "line": {"width": 0.5, "color": edge}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(**upper, **band)
    figure.add_scatter(**lower, fill="tonexty", fillcolor=colour, **band)
    hover = f"{called}, likely on %{{x|%-d %b %Y}}: %{{y:.1f}} hours<extra></extra>"
    figure.add_scatter(**middle, mode="lines", line=line, name=called, hovertemplate=hover)
