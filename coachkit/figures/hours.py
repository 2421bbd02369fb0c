"""Figures about time: towards the target, from logged to claimable, and week by week."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coachkit.figures.chart import BLUE, GREY, ORANGE, VERMILLION, Chart, blank, label, nothing
from coachkit.narrate import time as said
from coachkit.narrate import wording
from coachkit.narrate.wording import day, folded

NONE = "no contact can be counted"


def hours_cumulative(
    cumulative: pd.DataFrame, fan: pd.DataFrame, requirements: pd.DataFrame, as_of: object, rule: str = "hours_total"
) -> Chart:
    """The time that one rule counts as a line towards its target, with where it may go in 8 of 10 draws."""
    name = f"hours-cumulative-{rule.removeprefix('hours_')}"
    if cumulative.empty:
        return nothing(name, NONE)
    today, have = pd.Timestamp(as_of), int(cumulative["cumulative_minutes"].iloc[-1])
    target = _target(requirements, rule)
    figure = blank(yaxis_title="hours", xaxis_title="date", showlegend=False, hovermode="closest")
    _fan(figure, fan)
    line_so_far(figure, cumulative, today, have)
    _today(figure, today, have)
    if target:
        figure.add_hline(y=target / 60, line={"color": VERMILLION, "dash": "dash", "width": 1.5})
        label(figure, f"target {wording.hours(target)}", 0.01, target / 60, xref="paper", yanchor="bottom")
    figure.update_yaxes(rangemode="tozero")
    title = _cumulative_title(rule, have, target, cumulative, fan)
    alt = f"A line of {wording.rule(rule)} from {day(cumulative['date'].iloc[0])} to {day(today)}. {title}"
    return Chart(figure, title, alt, name, {"xaxis.nticks": 4})


def _target(requirements: pd.DataFrame, rule: str) -> float:
    needed = requirements.loc[requirements["rule"].eq(rule), "needed"].dropna()
    return float(needed.iloc[0]) if len(needed) else 0.0


def _cumulative_title(rule: str, have: int, target: float, cumulative: pd.DataFrame, fan: pd.DataFrame) -> str:
    what = wording.rule(rule)
    if not target:
        return f"You have {wording.number(have / 60, 1)} {what}; no target is set"
    of = f"{wording.number(have / 60, 1)} of {wording.number(target / 60, 1)} {what}"
    if have >= target:
        reached = cumulative.loc[cumulative["cumulative_minutes"].ge(target), "date"].iloc[0]
        return f"You reached the target on {day(reached)}: {of}"
    likely = fan.loc[fan["q50"].ge(target), "date"] if len(fan) else fan
    return f"You have {of}; likely by {day(likely.iloc[0])}" if len(likely) else f"You have {of}"


def _fan(figure: go.Figure, fan: pd.DataFrame) -> None:
    if fan.empty:
        return
    band = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    figure.add_scatter(x=fan["date"], y=fan["q90"] / 60, **band)
    figure.add_scatter(x=fan["date"], y=fan["q10"] / 60, fill="tonexty", fillcolor="rgba(86,180,233,0.28)", **band)
    figure.add_scatter(
        x=fan["date"],
        y=fan["q50"] / 60,
        mode="lines",
        line={"color": BLUE, "dash": "dot", "width": 1.5},
        hovertemplate="likely on %{x|%-d %b %Y}: %{y:.1f} hours<extra></extra>",
    )
    middle = fan.iloc[int(len(fan) * 0.6)]
    label(figure, "8 in 10 draws", middle["date"], middle["q10"] / 60, yanchor="top")


def line_so_far(figure: go.Figure, cumulative: pd.DataFrame, today: pd.Timestamp, have: int) -> None:
    """The time counted so far as steps, up to today."""
    figure.add_scatter(
        x=iso([*cumulative["date"], max(today, cumulative["date"].iloc[-1])]),
        y=[*(cumulative["cumulative_minutes"] / 60), have / 60],
        mode="lines",
        line={"color": BLUE, "width": 2.5, "shape": "hv"},
        hovertemplate="%{x|%-d %b %Y}: %{y:.1f} hours<extra></extra>",
    )


def iso(dates: Sequence) -> list[str]:
    """Days as texts, which plotly takes as they are; a list of timestamps takes it a multiple of the time."""
    return np.datetime_as_string(np.asarray(dates, dtype="datetime64[D]")).tolist()


def _today(figure: go.Figure, today: pd.Timestamp, have: int) -> None:
    figure.add_scatter(
        x=[today],
        y=[have / 60],
        mode="markers",
        marker={"color": BLUE, "size": 9, "line": {"color": GREY, "width": 1}},
        hovertemplate=f"{day(today)}: %{{y:.1f}} hours<extra></extra>",
    )
    label(
        figure, f"today {wording.hours(have)}", today, have / 60, xanchor="right", xshift=-8, yanchor="bottom", yshift=3
    )


def hours_waterfall(waterfall: pd.DataFrame) -> Chart:
    """From the time logged, reason by reason, down to the time that can be claimed."""
    name = "hours-waterfall"
    if waterfall.empty or not waterfall["minutes"].iloc[0]:
        return nothing(name, "no contact is logged")
    steps = [_step_name(step) for step in waterfall["step"]]
    figure = blank(height=110 + 52 * len(steps), xaxis_title="hours", showlegend=False)
    figure.add_waterfall(
        orientation="h",
        y=steps,
        x=waterfall["minutes"] / 60,
        measure=["absolute", *["relative"] * (len(steps) - 2), "total"],
        text=_amounts(waterfall),
        textposition="outside",
        cliponaxis=False,
        connector={"line": {"color": GREY, "width": 1}},
        totals={"marker": {"color": BLUE}},
        decreasing={"marker": {"color": ORANGE, "line": {"color": VERMILLION, "width": 1}}},
        customdata=waterfall["minutes"].abs(),
        hovertemplate="%{y}: %{customdata:,} minutes<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed").update_xaxes(range=[0, 1.18 * waterfall["minutes"].max() / 60])
    title = said.waterfall(waterfall).removesuffix(".")
    narrow = {"xaxis.range": [0, 1.4 * waterfall["minutes"].max() / 60]}
    return Chart(figure, title, f"Bars from logged to claimable time. {title}.", name, narrow)


def _step_name(step: str) -> str:
    return folded(wording.capital(step), 18)


def _amounts(waterfall: pd.DataFrame) -> list[str]:
    return [f"{'−' if m < 0 else ''}{abs(m) / 60:,.1f} h" for m in waterfall["minutes"]]


_SHAPES = {
    "yes": ("planned", "circle", BLUE, -0.2),
    "no": ("in the moment", "diamond-open", VERMILLION, 0.2),
    "not stated": ("not stated", "square-open", GREY, 0.0),
}


def hours_calendar(cadence: pd.DataFrame) -> Chart:
    """Each week as marks sized by time, a row a quarter: filled circle = planned, open diamond below it = in the moment."""
    name = "hours-calendar"
    if cadence.empty or not cadence["contacts"].sum():
        return nothing(name, NONE)
    weeks = _calendar(cadence)
    rows = list(dict.fromkeys(weeks.sort_values("row")["quarter"]))
    figure = blank(height=130 + 44 * len(rows), legend={"y": -56 / (44 * len(rows)), "itemsizing": "constant"})
    for planned in _SHAPES:
        _weeks(figure, weeks, planned)
    pauses = weeks.groupby(["week", "x", "row"], as_index=False)["contacts"].sum().query("contacts == 0")
    dot = {"color": GREY, "size": 3}
    hover = [f"week of {day(week)}<br>no contact" for week in pauses["week"]]
    figure.add_scatter(
        x=pauses["x"], y=pauses["row"], mode="markers", marker=dot, name="no contact", hovertext=hover, hoverinfo="text"
    )
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=rows, range=[len(rows) - 0.5, -0.5], showgrid=False)
    figure.update_xaxes(title="week of the quarter", tickvals=[1, 4, 7, 10, 13], range=[0.3, 14.5], showgrid=False)
    title = said.cadence(cadence).removesuffix(".")
    return Chart(figure, title, f"A calendar, one mark a week, larger for more time. {title}.", name)


def _calendar(cadence: pd.DataFrame) -> pd.DataFrame:
    quarter = cadence["week"].dt.to_period("Q")
    begins = quarter.dt.start_time
    name = [f"{q:%b}–{q + pd.DateOffset(months=2):%b} {q:%Y}" for q in begins]
    return cadence.assign(
        x=(cadence["week"] - begins).dt.days // 7 + 1, quarter=name, row=pd.factorize(begins, sort=True)[0]
    )


def _weeks(figure: go.Figure, weeks: pd.DataFrame, planned: str) -> None:
    rows = weeks[weeks["planned"].eq(planned) & weeks["contacts"].gt(0)]
    if rows.empty:
        return
    name, symbol, colour, aside = _SHAPES[planned]
    largest = int(weeks["minutes"].max())
    texts = [
        f"week of {day(r.week)}<br>{name}: {wording.count(r.contacts, 'contact')}, {wording.hours(r.minutes)} ({r.minutes} minutes)"
        for r in rows.itertuples()
    ]
    marker = {
        "symbol": symbol,
        "color": colour,
        "sizemode": "area",
        "size": rows["minutes"],
        "sizeref": largest / 17**2,
        "sizemin": 5,
        "line": {"width": 1.5, "color": colour},
    }
    figure.add_scatter(
        x=rows["x"],
        y=rows["row"] + aside,
        mode="markers",
        name=name,
        marker=marker,
        customdata=[f"{week:%Y-%m-%d}" for week in rows["week"]],
        hovertext=texts,
        hoverinfo="text",
    )


_BARS = {
    "yes": ("planned", BLUE, ""),
    "no": ("in the moment", VERMILLION, "/"),
    "not stated": ("not stated", GREY, "."),
}


def hours_months(hours_by_month: pd.DataFrame) -> Chart:
    """The time of each month as a bar: planned full, in the moment striped."""
    name = "hours-months"
    if hours_by_month.empty:
        return nothing(name, NONE)
    rows = hours_by_month.assign(planned=hours_by_month["planned"].replace("", "not stated"))
    months = rows.groupby(["month", "planned"], as_index=False)[["contacts", "minutes"]].sum()
    figure = blank(
        height=300, barmode="stack", bargap=0.15, yaxis_title="hours", legend={"y": 1.02, "yanchor": "bottom"}
    )
    for planned, (called, colour, pattern) in _BARS.items():
        part = months[months["planned"].eq(planned)]
        hover = [
            f"{wording.month(r.month)}, {called}: {wording.count(r.contacts, 'contact')}, {wording.hours(r.minutes)}"
            for r in part.itertuples()
        ]
        marker = {"color": colour, "pattern": {"shape": pattern, "fgcolor": "#ffffff", "size": 6, "solidity": 0.4}}
        figure.add_bar(
            x=part["month"] + "-01",
            y=part["minutes"] / 60,
            name=called,
            marker=marker,
            hovertext=hover,
            hoverinfo="text",
        )
    figure.update_xaxes(type="date", tickformat="%b<br>%Y", nticks=8, title="month")
    title = said.by_month(hours_by_month).removesuffix(".")
    return Chart(figure, title, f"A bar a month. {title}.", name, {"xaxis.nticks": 4})
