"""A figure in its place on the desk: its name, its finding, and one widget that stays while what it draws changes."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

import ipywidgets as widgets
import numpy as np
import plotly.graph_objects as go

from coachkit.desk.choice import NOTHING
from coachkit.desk.figure import figure
from coachkit.figures import Chart

WIDTH = 460
"""Pixels; a FigureWidget is drawn before it has a place on the page, so it cannot ask how wide that is."""
_ON_PAGE = {"width": WIDTH, "autosize": False, "paper_bgcolor": "#ffffff"}
"""On white, since a figure's ink is dark in a dark JupyterLab too."""

Clicked = Callable[[str, object, object], None]
"""Is told the name of the marks, and the place along the axis and the key of the one that was clicked."""


class Panel(widgets.VBox):
    """A figure under its name and finding; what has changed goes to the browser in one message, and nothing else does.

    Marks of one kind and name stay the same trace, hidden while there are none. The first chart is given to the widget as
    it is made: a page of Voilà shows nothing of what is added before it is open.
    """

    def __init__(self, name: str, chart: Chart, what: str = "", clicked: Clicked | None = None) -> None:
        self._name, self._clicked = name, clicked
        self._traces, self._layout = _traces(chart), _layout(chart)
        self.words = widgets.HTML()
        self.figure = figure(list(self._traces.values()), self._layout)
        self.figure._config = {"displayModeBar": False}
        self._place = widgets.Box([self.figure])
        super().__init__([self.words, self._place], layout={"width": f"{WIDTH}px", "margin": "0 1rem 1rem 0"})
        self._listen(self.figure.data)
        self._tell(chart, what)

    def show(self, chart: Chart, what: str = "") -> None:
        """Draw a chart in place of the last one."""
        self._tell(chart, what)
        wanted, layout = _traces(chart), _layout(chart) if chart.figure.data else self._layout
        hidden = {slot: {**drawn, "visible": False} for slot, drawn in self._traces.items() if slot not in wanted}
        after = {slot: (hidden | wanted)[slot] for slot in [*self._traces, *wanted]}
        with self.figure.batch_update():
            for trace, slot in zip(self.figure.data, self._traces, strict=True):
                _change(trace, self._traces[slot], after[slot])
            _change(self.figure.layout, self._layout, layout)
        new = [slot for slot in wanted if slot not in self._traces]
        if new:
            self.figure.add_traces([wanted[slot] for slot in new])
            self._listen(self.figure.data[-len(new) :])
        self._traces, self._layout = after, layout

    def move(self, these: slice, places: Sequence[Mapping[str, list]], title: str, what: str = "") -> None:
        """Give some of the traces other places and leave all else as it is, which is quicker than a chart drawn anew."""
        slots = list(self._traces)[these]
        with self.figure.batch_update():
            for trace, slot, place in zip(self.figure.data[these], slots, places, strict=True):
                _change(trace, self._traces[slot], self._traces[slot] | place)
        self._traces |= {slot: self._traces[slot] | place for slot, place in zip(slots, places, strict=True)}
        self._say(title, what)

    def _tell(self, chart: Chart, what: str) -> None:
        drawn = bool(chart.figure.data)
        self._say(chart.title if drawn else "", what)
        self._place.layout.display = "" if drawn else "none"

    def _say(self, title: str, what: str) -> None:
        finding = f"<b>{escape(title)}.</b> {escape(what)}" if title else NOTHING
        self.words.value = f"<h3>{escape(self._name)}</h3><p>{finding}</p>"

    def _listen(self, traces: tuple[go.Scatter | go.Bar, ...]) -> None:
        for trace in traces if self._clicked else ():
            trace.on_click(self._told)

    def _told(self, trace: go.Scatter | go.Bar, points: object, _: object) -> None:
        if points.point_inds:
            at = points.point_inds[0]
            key = trace.customdata[at] if trace.customdata is not None and at < len(trace.customdata) else None
            self._clicked(trace.name, points.xs[0], key)


def _traces(chart: Chart) -> dict[tuple[str, str, int], dict]:
    """The traces of a chart as JSON, by kind, name, and which one of that name it is."""
    seen, found = Counter(), {}
    for trace in chart.figure.data:
        seen[trace.type, trace.name] += 1
        found[trace.type, trace.name, seen[trace.type, trace.name]] = trace.to_plotly_json()
    return found


def _layout(chart: Chart) -> dict:
    return {**chart.figure.layout.to_plotly_json(), **_ON_PAGE}


def _change(target: object, before: Mapping, after: Mapping) -> None:
    """Set what differs between two JSONs of a trace or a layout, leaf by leaf."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for path in [*new, *(path for path in old if path not in new)]:
        if not _same(old.get(path), new.get(path)):
            target[path] = new.get(path)


def _leaves(values: Mapping, above: str = "") -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        if name in ("template", "type", "uid"):
            continue
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return type(one) is type(other) and one.dtype == other.dtype and np.array_equal(one, other)
    return type(one) is type(other) and one == other
