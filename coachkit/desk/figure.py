"""Figures that share one copy of plotly.js in the browser: with a copy each, five megabytes, a page of six is slow to open."""

from functools import cache
from pathlib import Path

import anywidget
import plotly.graph_objects as go
import traitlets


@cache
def shared() -> str:
    """The script of plotly's own figure widget, for the figures of `Figure`; blank where it does not export what they need."""
    script = str(go.FigureWidget._esm)
    return script if "as FigureView" in script and "as default" in script else ""


class Plotly(anywidget.AnyWidget):
    """Brings plotly.js; a page needs one of it beside its figures."""

    _esm = Path(__file__).with_name("plotly.js").read_text("utf-8")
    script = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(script=shared())


class Figure(go.FigureWidget):
    """A FigureWidget that waits for the plotly.js of `Plotly`."""

    _esm = Path(__file__).with_name("figure.js").read_text("utf-8")


def figure(data: list, layout: dict) -> go.FigureWidget:
    """A figure of the desk; with a plotly whose script cannot be shared, plotly's own."""
    return (Figure if shared() else go.FigureWidget)(data=data, layout=layout)
