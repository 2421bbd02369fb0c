"""Figures about reflection: what the sentences of the sheets do, month by month, and what became of intentions."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from coachkit.figures.chart import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILLION, Chart, blank, label, nothing
from coachkit.narrate import reflecting as said
from coachkit.narrate.wording import count, day, folded

_LOOKS = {
    "Experience": (BLUE, ""),
    "Feeling": (VERMILLION, ""),
    "Belief": (SKY, "/"),
    "Difficulty": (ORANGE, "x"),
    "Perspective": (PURPLE, ""),
    "Learning": (GREEN, ""),
    "Intention": (GREEN, "/"),
    "Reflection": (PURPLE, "."),
    "Other": (GREY, ""),
}


def reflection_profile(reflection_by_month: pd.DataFrame, banded: str = "Learning") -> Chart:
    """What share of each month's sentences does what, stacked, with n above; below, one label with its 95% band."""
    name = "reflection-profile"
    if reflection_by_month.empty or not reflection_by_month["sentences"].sum():
        return nothing(name, "no sheet has a sentence")
    figure = make_subplots(2, 1, shared_xaxes=True, row_heights=[0.7, 0.3], vertical_spacing=0.06)
    figure.update_layout(
        blank(height=560, barmode="stack", bargap=0.15, legend={"y": -0.12, "traceorder": "normal"}).layout
    )
    months = said.counted(reflection_by_month).assign(date=pd.to_datetime(reflection_by_month["month"]))
    for each, (colour, pattern) in _LOOKS.items():
        _stack(figure, months[months["label"].eq(each)].sort_values("date"), each, colour, pattern)
    n = months.drop_duplicates("date").sort_values("date")
    for row in n.itertuples():
        label(
            figure,
            str(row.sentences),
            row.date,
            1.01,
            xref="x",
            yref="y",
            xanchor="center",
            yanchor="bottom",
            textangle=-90,
            font={"size": 10},
        )
    _band(figure, months[months["label"].eq(banded)].sort_values("date"), banded)
    figure.update_yaxes(tickformat=".0%", rangemode="tozero", nticks=5)
    figure.update_yaxes(title="share of sentences", range=[0, 1.14], row=1).update_yaxes(
        title=f"{banded},<br>95% band", row=2
    )
    figure.update_xaxes(tickformat="%b<br>%Y", nticks=6)
    title = said.reflection(reflection_by_month).removesuffix(".")
    return Chart(figure, title, f"Stacked shares by month. {title}.", name, {"xaxis.nticks": 4, "xaxis2.nticks": 4})


def _stack(figure: go.Figure, rows: pd.DataFrame, each: str, colour: str, pattern: str) -> None:
    if rows["count"].sum() == 0:
        return
    figure.add_bar(
        x=rows["date"],
        y=rows["share"],
        name=each,
        customdata=rows[["count", "sentences"]].to_numpy(),
        marker={"color": colour, "pattern": {"shape": pattern, "fgcolor": "#ffffff", "size": 5, "solidity": 0.3}},
        hovertemplate=f"%{{x|%B %Y}}, {each}: %{{y:.0%}} (%{{customdata[0]}} of n = %{{customdata[1]}})<extra></extra>",
        row=1,
        col=1,
    )


def _band(figure: go.Figure, rows: pd.DataFrame, banded: str) -> None:
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(x=rows["date"], y=rows["high"], row=2, col=1, **edge)
    figure.add_scatter(
        x=rows["date"], y=rows["low"], fill="tonexty", fillcolor="rgba(0,158,115,0.25)", row=2, col=1, **edge
    )
    figure.add_scatter(
        x=rows["date"],
        y=rows["share"],
        mode="lines+markers",
        line={"color": GREEN, "width": 2},
        showlegend=False,
        customdata=rows["sentences"],
        hovertemplate=f"%{{x|%B %Y}}, {banded}: %{{y:.0%}} (n = %{{customdata}})<extra></extra>",
        row=2,
        col=1,
    )


def silence_map(silences_by_month: pd.DataFrame, silences: pd.DataFrame) -> Chart:
    """A row a topic, a column a month: a filled square where sheets speak of it (their number in it), a dot where none does."""
    name = "silence-map"
    if silences_by_month.empty:
        return nothing(name, "no sheet has a date")
    of = silences.set_index("topic")["of"]
    order = list(said.asked(silences)["topic"])[::-1]
    dated = silences_by_month.assign(date=pd.to_datetime(silences_by_month["month"]))
    figure = blank(height=120 + 46 * len(order))
    for spoken, look in (
        (True, {"symbol": "square", "size": 20, "color": BLUE}),
        (False, {"symbol": "circle-open", "size": 6, "color": GREY}),
    ):
        rows = dated[dated["sheets"].gt(0) == spoken]
        hover = [
            f"{row.topic}, {row.date:%B %Y}: {row.sheets} of {count(row.of, 'sheet')}" for row in rows.itertuples()
        ]
        figure.add_scatter(
            x=rows["date"],
            y=rows["topic"],
            mode="markers+text",
            marker=look,
            text=[str(n) if n else "" for n in rows["sheets"]],
            textfont={"color": "#ffffff", "size": 11},
            name="sheets that speak of it" if spoken else "none that month",
            hovertext=hover,
            hoverinfo="text",
        )
    totals = silences.set_index("topic")["sheets"]
    names = [f"{folded(topic, 14)}<br><i>{totals[topic]} of {of[topic]}</i>" for topic in order]
    figure.update_yaxes(
        categoryorder="array", categoryarray=order, tickvals=order, ticktext=names, title="topic (sheets)"
    )
    figure.update_xaxes(tickformat="%b<br>%Y", nticks=6, title="month of the sheet")
    title = said.silences(silences).removesuffix(".")
    alt = f"A row a topic, a square in each month whose sheets speak of it. {title}."
    return Chart(figure, title, alt, name, {"xaxis.nticks": 4})


def reflection_by_client(reflection_by_client: pd.DataFrame, label: str = "Learning") -> Chart:
    """One label's share of the sentences with each client, as a dot with its 95% interval, n beside; in the order of the ids."""
    name = "reflection-by-client"
    rows = reflection_by_client[reflection_by_client["label"].eq(label)].sort_values("client_id", ascending=False)
    if rows.empty:
        return nothing(name, "no sheet has a sentence")
    figure = blank(height=110 + 26 * len(rows), showlegend=False)
    figure.add_scatter(
        x=rows["share"],
        y=rows["client_id"],
        mode="markers",
        marker={"color": GREEN, "size": 9, "symbol": "diamond"},
        error_x={
            "type": "data",
            "array": rows["high"] - rows["share"],
            "arrayminus": rows["share"] - rows["low"],
            "color": GREY,
        },
        hovertext=[
            f"{row.client_id}: {row.share:.0%} of n = {row.sentences} ({row.low:.0%} to {row.high:.0%})"
            for row in rows.itertuples()
        ],
        hoverinfo="text",
    )
    names = [f"{row.client_id} (n = {row.sentences})" for row in rows.itertuples()]
    figure.update_yaxes(tickvals=list(rows["client_id"]), ticktext=names, title="client (sentences)")
    figure.update_xaxes(tickformat=".0%", rangemode="tozero", title=f"sentences labelled {label}, with 95% interval")
    title = said.by_client(reflection_by_client, label).removesuffix(".")
    return Chart(figure, title, f"A dot with its interval for each client. {title}.", name)


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
