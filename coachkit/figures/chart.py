"""What every figure has in common: its look in light, dark, wide and narrow windows, its words, and how an empty one reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import plotly.graph_objects as go

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif'
INK = "#2b2b2b"
PALE = "#e6e6e6"
GRID = "rgba(128,128,128,0.28)"
GREY = "#8a8a8a"

BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
"""Okabe and Ito's colours that are seen on white and on black; a shape or pattern always says the same."""

_AXIS = {
    "gridcolor": GRID,
    "zeroline": False,
    "linecolor": GREY,
    "showline": True,
    "ticks": "outside",
    "tickcolor": GREY,
    "automargin": True,
    "fixedrange": True,
    "title": {"font": {"size": 13}},
}


@dataclass(frozen=True)
class Chart:
    """A figure with its words: the title says the finding, `alt` says it to those who cannot see; `name` is its slug.

    `narrow` holds layout changes for windows under 600 px, `dark` those for a dark page, both in the form that
    Plotly.relayout takes (`{"font.color": "#e6e6e6"}`). The figure itself has no title: it is shown above as text.
    """

    figure: go.Figure
    title: str
    alt: str
    name: str
    narrow: Mapping[str, object] = field(default_factory=dict)

    @property
    def dark(self) -> dict[str, object]:
        """Layout changes for a dark page."""
        return {"font.color": PALE, "hoverlabel.bgcolor": "#22272b", "hoverlabel.font.color": PALE}


CONFIG = {"displayModeBar": False, "responsive": True}
"""How a page draws a chart: as wide as its place, without a bar of buttons."""


_LAYOUT = {
    "autosize": True,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"family": FONT, "size": 13, "color": INK},
    "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
    "legend": {"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0, "xanchor": "left"},
    "hoverlabel": {"bgcolor": "#ffffff", "font": {"family": FONT, "color": INK}, "align": "left"},
    "dragmode": False,
}


_DRAWN, _UNUSED = ("bar", "scatter"), ("coloraxis", "colorscale", "geo", "map", "mapbox", "polar", "scene", "ternary")


@cache
def _template() -> go.layout.Template:
    """What our figures use of plotly's own template, with our axes; put together once."""
    whole = go.Figure().update_layout(template={"layout": {"xaxis": _AXIS, "yaxis": _AXIS}}).layout.template
    parts = whole.to_plotly_json()
    data = {name: traces for name, traces in parts["data"].items() if name in _DRAWN}
    layout = {name: value for name, value in parts["layout"].items() if name not in _UNUSED}
    return go.layout.Template(data=data, layout=layout)


def blank(height: int = 380, **layout: object) -> go.Figure:
    """An empty figure in the report's look: no background, system fonts, grid in grey, legend below.

    The layout is given to plotly whole: setting it piece by piece takes thirty times as long.
    """
    whole = {"template": _template(), "height": height, **_LAYOUT}
    for name, value in layout.items():
        outer, _, inner = name.partition("_") if name.startswith(("xaxis_", "yaxis_")) else (name, "", "")
        value = {inner: value} if inner else value
        whole[outer] = {**whole.get(outer, {}), **value} if isinstance(value, dict) else value
    return go.Figure(layout=whole)


def label(figure: go.Figure, text: str, x: object, y: object, **how: object) -> None:
    """A word beside what it names, without an arrow."""
    figure.add_annotation(**{"text": text, "x": x, "y": y, "showarrow": False, "xanchor": "left", **how})


def nothing(name: str, why: str) -> Chart:
    """A chart for a table that holds too little: it says so in its place."""
    says = f"Nothing to show yet: {why}."
    figure = blank(height=120).update_xaxes(visible=False).update_yaxes(visible=False)
    label(figure, f"nothing to show yet:<br>{why}", 0, 0.5, xref="paper", yref="paper", align="left")
    return Chart(figure, says, says, name)
