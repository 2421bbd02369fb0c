"""Figures about reflection: what is never written about, month by month, and what became of intentions."""

import pandas as pd
import plotly.graph_objects as go

from coachkit.figures.chart import BLUE, GREY, VERMILLION, Chart, blank, nothing
from coachkit.narrate import reflecting as said
from coachkit.narrate.wording import count, day, folded


def silence_map(silences_by_month: pd.DataFrame, silences: pd.DataFrame) -> Chart:
    """A row a topic, a column a month: a filled box where sheets speak of it (their number in it), a dot where none does."""
    name = "silence-map"
    if silences_by_month.empty:
        return nothing(name, "no sheet has a date")
    order = list(said.asked(silences)["topic"])[::-1]
    months = pd.to_datetime(silences_by_month["month"])
    middle = months + (months + pd.offsets.MonthBegin() - months) / 2
    dated = silences_by_month.assign(middle=middle, y=silences_by_month["topic"].map(order.index))
    legend = {"y": 1.02, "yanchor": "bottom"}
    figure = blank(height=120 + 46 * len(order), legend=legend, bargap=0, uniformtext={"minsize": 7, "mode": "show"})
    _spoken(figure, dated[dated["sheets"].gt(0)])
    _unspoken(figure, dated[dated["sheets"].eq(0)])
    figure.update_yaxes(
        tickvals=list(range(len(order))),
        ticktext=[_topic(row) for row in silences.set_index("topic").loc[order].reset_index().itertuples()],
        title="topic (sheets)",
        range=[-0.5, len(order) - 0.5],
        showgrid=False,
    )
    figure.update_xaxes(tickformat="%b<br>%Y", nticks=6, title="month of the sheet")
    title = said.silences(silences).removesuffix(".")
    alt = f"A row a topic, a box in each month whose sheets speak of it. {title}."
    return Chart(figure, title, alt, name, {"xaxis.nticks": 4})


_BOX_DAYS, _BOX_HEIGHT = 24, 0.56


def _spoken(figure: go.Figure, rows: pd.DataFrame) -> None:
    """Boxes that are as wide as their month, so that they stay apart in a narrow window too."""
    figure.add_bar(
        x=rows["middle"],
        y=[_BOX_HEIGHT] * len(rows),
        base=rows["y"] - _BOX_HEIGHT / 2,
        width=_BOX_DAYS * 86_400_000,
        marker={"color": BLUE, "line": {"width": 0}},
        text=[str(n) for n in rows["sheets"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": "#ffffff", "size": 11},
        name="sheets that speak of it",
        hovertext=_months(rows),
        hoverinfo="text",
    )


def _unspoken(figure: go.Figure, rows: pd.DataFrame) -> None:
    figure.add_scatter(
        x=rows["middle"],
        y=rows["y"],
        mode="markers",
        marker={"symbol": "circle-open", "size": 5, "color": GREY},
        name="none that month",
        hovertext=_months(rows),
        hoverinfo="text",
    )


def _months(rows: pd.DataFrame) -> list[str]:
    return [f"{row.topic}, {row.middle:%B %Y}: {row.sheets} of {count(row.of, 'sheet')}" for row in rows.itertuples()]


def _topic(row: object) -> str:
    return f"{folded(row.topic, 14)}<br><i>{row.sheets} of {row.of}</i>"


_STEPS = 16


def loops_arcs(loops: pd.DataFrame, sources: pd.DataFrame) -> Chart:
    """Each intention as an arc to where it was carried out, as high as the days between; open ones hang below the line.

    `sources` (source_id, date) gives the dates; an intention without a date is left out of the picture, not of the title.
    """
    name = "loops-arcs"
    dates = sources.drop_duplicates("source_id").set_index("source_id")["date"]
    placed = loops.assign(
        begins=_dated(loops["intention_sheet"], dates), ends=_dated(loops["closing_source"], dates)
    ).dropna(subset=["begins"])
    closed, still = placed[placed["status"].eq("closed") & placed["ends"].notna()], placed[placed["status"].eq("open")]
    if closed.empty and still.empty:
        return nothing(name, "no intention with a date is found in your sheets")
    figure = blank(
        height=400, xaxis_title="date of the sheet", yaxis_title="days until carried out", legend={"y": -0.24}
    )
    _arcs(figure, closed)
    top = max([28, *closed["lag_days"].dropna()])
    _hanging(figure, still, top)
    figure.update_yaxes(tickvals=_ticks(top)).update_xaxes(tickformat="%b<br>%Y", nticks=8)
    figure.add_hline(y=0, line={"color": GREY, "width": 1})
    title = said.loops(loops).removesuffix(".")
    return Chart(figure, title, f"Arcs along a time line. {title}.", name, {"xaxis.nticks": 4})


def _dated(ids: pd.Series, dates: pd.Series) -> pd.Series:
    return pd.Series([dates.get(each, pd.NaT) for each in ids], index=ids.index, dtype="datetime64[s]")


def _ticks(top: float) -> list[int]:
    step = next((s for s in (7, 14, 28, 56, 91, 182) if top / s <= 6), 364)
    return list(range(0, int(top) + 1, step))


def _arcs(figure: go.Figure, closed: pd.DataFrame) -> None:
    if closed.empty:
        return
    x, y = [], []
    for row in closed.itertuples():
        share = [step / _STEPS for step in range(_STEPS + 1)]
        x += [row.begins + (row.ends - row.begins) * s for s in share] + [None]
        y += [4 * s * (1 - s) * int(row.lag_days) for s in share] + [None]
    figure.add_scatter(
        x=x, y=y, mode="lines", line={"color": BLUE, "width": 1.2}, opacity=0.85, showlegend=False, hoverinfo="skip"
    )
    hover = [
        f"{_words(r)}<br><b>carried out</b> after {count(r.lag_days, 'day')}, {folded(r.closing_source)}:<br>{folded(r.closing)}"
        for r in closed.itertuples()
    ]
    figure.add_scatter(
        x=closed["ends"],
        y=[0] * len(closed),
        mode="markers",
        name=f"carried out (n = {len(closed)})",
        hovertext=hover,
        hoverinfo="text",
        marker={"color": BLUE, "size": 8},
    )


def _hanging(figure: go.Figure, still: pd.DataFrame, top: float) -> None:
    if still.empty:
        return
    depth = -0.07 * top * (still.groupby("begins").cumcount() + 1)
    x, y = [], []
    for begins, low in zip(still["begins"], depth, strict=True):
        x, y = [*x, begins, begins, None], [*y, 0, low, None]
    figure.add_scatter(
        x=x, y=y, mode="lines", line={"color": VERMILLION, "width": 1}, showlegend=False, hoverinfo="skip"
    )
    hover = [f"{_words(r)}<br><b>open</b>: no later text found" for r in still.itertuples()]
    marker = {"symbol": "circle-open", "color": VERMILLION, "size": 7, "line": {"width": 1.5}}
    figure.add_scatter(
        x=still["begins"],
        y=depth,
        mode="markers",
        name=f"none found (n = {len(still)})",
        hovertext=hover,
        hoverinfo="text",
        marker=marker,
    )


def _words(row: object) -> str:
    return f"{folded(row.intention_sheet)}, {day(row.begins)}:<br>{folded(row.intention)}"
