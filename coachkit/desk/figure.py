"""Figures that share one copy of plotly.js in the browser: with a copy each, five megabytes, a page of six is slow to open."""

import re
from functools import cache
from pathlib import Path

import anywidget
import plotly.graph_objects as go

_EXPORTS = re.compile(r"export\s*\{\s*([\w$]+) as FigureModel,\s*([\w$]+) as FigureView,\s*([\w$]+) as default\s*\};?")
_SHARED = """
{1}.prototype._sendTraceDeltas = {1}.prototype._sendLayoutDelta = () => {{}}; // defaults that no one here asks for
globalThis.coachkitPlotly ??= (() => {{
  const made = {{}};
  made.promise = new Promise((resolve) => {{ made.resolve = resolve; }});
  return made;
}})();
globalThis.coachkitPlotly.resolve({2});
export default {{ render() {{}} }};
"""


@cache
def shared() -> str:
    """The script of plotly's own figure widget, which hands itself to the figures of `Figure`; blank where it is unlike itself."""
    parts = _EXPORTS.split(str(go.FigureWidget._esm), maxsplit=1)
    return f"{parts[0]}{_SHARED.format(*parts[1:4])}{parts[4]}" if len(parts) == 5 else ""


class Plotly(anywidget.AnyWidget):
    """Brings plotly.js; a page needs one of it beside its figures."""

    _esm = "export default { render() {} };"

    def __init__(self) -> None:
        super().__init__(**({"_esm": shared()} if shared() else {}))


class Figure(go.FigureWidget):
    """A FigureWidget that waits for the plotly.js of `Plotly`."""

    _esm = Path(__file__).with_name("figure.js").read_text("utf-8")


def figure(data: list, layout: dict) -> go.FigureWidget:
    """A figure of the desk; with a plotly whose script cannot be shared, plotly's own."""
    return (Figure if shared() else go.FigureWidget)(data=data, layout=layout)
