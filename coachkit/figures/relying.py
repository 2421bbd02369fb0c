"""Figures on what the accepted evidence rests on, and on what a quality assurer's sample of it would show."""

import pandas as pd
import plotly.graph_objects as go

from coachkit.figures.chart import BLUE, GREY, ORANGE, VERMILLION, Chart, blank, label, nothing
from coachkit.narrate import relying as said
from coachkit.narrate import wording
from coachkit.narrate.wording import count, folded
from coachkit.reliance import FEW, MUCH, SORTS

_ROW = 24
_MOST = 4
_HEADS = {"source": "by source", "client": "by client", "month": "by month", "kind": "by kind of evidence"}


def reliance_bars(reliance: pd.DataFrame) -> Chart:
    """The heaviest four of each sort as bars of their share, striped where more than an even spread would explain; a tick is the even share."""
    name = "reliance"
    told = reliance[reliance["reading"].ne(FEW)]
    if told.empty:
        return nothing(name, "too few passages are accepted to say how they are spread")
    rows = _heaviest(told)
    figure = blank(
        height=_ROW * (len(rows) + rows["of"].nunique()) + 110,
        bargap=0.3,
        barmode="overlay",
        xaxis_title="share of the accepted passages",
        legend={"y": -70 / (_ROW * (len(rows) + 6))},
    )
    much = rows["reading"].eq(MUCH)
    _bars(figure, rows[~much], "no more than an even spread may bring", BLUE, "")
    _bars(figure, rows[much], MUCH, ORANGE, "/")
    _even(figure, rows)
    _frame(figure, rows)
    title = said.reliance(reliance).removesuffix(".")
    alt = f"Bars of the share of accepted passages, by source, client, month and kind. {title}."
    narrow = {
        "xaxis.range": [0, 1.55 * rows["share"].max()],
        "xaxis.title.text": "share of the passages",
    }
    return Chart(figure, title, alt, name, narrow)


def _heaviest(told: pd.DataFrame) -> pd.DataFrame:
    """The first rows of each sort, those that carry most, with y: 0 on top, growing downwards, a line for each head."""
    ranked = told.assign(sort=told["of"].map(SORTS.index)).sort_values(
        ["sort", "accepted"], ascending=[True, False], kind="stable"
    )
    rows = ranked.groupby("of", sort=False).head(_MOST).reset_index(drop=True)
    return rows.assign(y=rows.index + rows["of"].ne(rows["of"].shift()).cumsum())


def _bars(figure: go.Figure, rows: pd.DataFrame, name: str, colour: str, pattern: str) -> None:
    if rows.empty:
        return
    figure.add_bar(
        x=rows["share"],
        y=rows["y"],
        orientation="h",
        name=name,
        marker={"color": colour, "pattern": {"shape": pattern, "bgcolor": colour, "fgcolor": "#2b2b2b", "size": 6}},
        hovertext=[_rests(row) for row in rows.itertuples()],
        hoverinfo="text",
    )


def _rests(row: tuple) -> str:
    alone = (
        folded(f"on this alone: {row.criteria.replace(';', ', ')}")
        if row.criteria
        else "no criterion rests on this alone"
    )
    carried = f"{row.accepted} of {count(row.total, 'accepted passage')}, {wording.percent(row.accepted, row.total)}"
    return f"{folded(said.thing(row.of, row.which))}: {carried}<br>{alone}"


def _even(figure: go.Figure, rows: pd.DataFrame) -> None:
    figure.add_scatter(
        x=rows["even"],
        y=rows["y"],
        mode="markers",
        name="an even share",
        marker={"symbol": "line-ns", "size": 15, "line": {"width": 2.5, "color": GREY}},
        hovertext=[f"an even share: {100 * even:.0f}%" for even in rows["even"]],
        hoverinfo="text",
    )


def _frame(figure: go.Figure, rows: pd.DataFrame) -> None:
    names = [folded(said.thing(row.of, row.which)) for row in rows.itertuples()]
    figure.update_yaxes(
        tickvals=rows["y"], ticktext=names, range=[rows["y"].max() + 0.7, -0.7], showgrid=False, ticks=""
    )
    ticks = [0, 0.25, 0.5, 0.75] if rows["share"].max() > 0.4 else [0, 0.1, 0.2, 0.3, 0.4]
    figure.update_xaxes(range=[0, 1.25 * rows["share"].max()], tickformat=".0%", tickvals=ticks, tickangle=0)
    for row in rows.itertuples():
        label(figure, f"{row.accepted} of {row.total}", 1, row.y, xref="paper", xanchor="right")
    for row in rows.drop_duplicates("of").itertuples():
        label(figure, f"<b>{_HEADS[row.of]}</b>", 0, row.y - 1, xref="paper")


_LOOKS = {
    "seen in the sample below": ("circle", BLUE),
    "has evidence, not seen in it": ("circle-open", VERMILLION),
    "nothing accepted, never seen": ("x-thin", GREY),
}


def sampling_chances(sampling: pd.DataFrame) -> Chart:
    """A dot a criterion at the chance that a sample shows it, least on top: filled where the rehearsed sample does, a cross without evidence."""
    name = "sampling"
    if sampling.empty or not sampling["pieces"].iloc[0]:
        return nothing(name, "nothing is accepted that could be drawn")
    rows = sampling.sort_values("chance", kind="stable").reset_index(drop=True)
    looks = [_look(row) for row in rows.itertuples()]
    figure = blank(
        height=_ROW * len(rows) + 130,
        xaxis_title=f"chance that {rows['k'].iloc[0]} of {count(rows['pieces'].iloc[0], 'piece')} show it",
        legend={"y": -75 / (_ROW * (len(rows) + 3))},
    )
    for look, (symbol, colour) in _LOOKS.items():
        _dots(figure, rows[[look == one for one in looks]], look, symbol, colour)
    figure.update_yaxes(
        tickvals=rows.index,
        ticktext=list(map(folded, rows["criterion"])),
        range=[len(rows) - 0.3, -0.7],
        showgrid=False,
    )
    figure.update_xaxes(range=[-0.03, 1.3], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%")
    title = said.sampling(sampling).removesuffix(".")
    return Chart(
        figure,
        title,
        f"Dots of {count(len(rows), 'criterion', 'criteria')}, the least often seen on top. {title}.",
        name,
    )


def _look(row: tuple) -> str:
    seen, unseen, never = _LOOKS
    return never if not row.sources else seen if row.sampled == "yes" else unseen


def _dots(figure: go.Figure, rows: pd.DataFrame, name: str, symbol: str, colour: str) -> None:
    if rows.empty:
        return
    texts = [_beside(row) for row in rows.itertuples()]
    carried = [folded(row.sources.replace(";", ", ")) or "no source" for row in rows.itertuples()]
    figure.add_scatter(
        x=rows["chance"],
        y=rows.index,
        mode="markers+text",
        name=name,
        text=[f"  {text}" for text in texts],
        textposition="middle right",
        textfont={"size": 11.5},
        cliponaxis=False,
        error_x={
            "type": "data",
            "symmetric": False,
            "array": 0 * rows["chance"],
            "arrayminus": rows["chance"],
            "color": GREY,
            "width": 0,
            "thickness": 1,
        },
        marker={"symbol": symbol, "color": colour, "size": 10, "line": {"width": 2, "color": colour}},
        hovertext=[f"{folded(c)}: {t}<br>{of}" for c, t, of in zip(rows["criterion"], texts, carried, strict=True)],
        hoverinfo="text",
    )


def _beside(row: tuple) -> str:
    if not row.sources:
        return "nothing accepted"
    return f"{100 * row.chance:.0f}%, {count(len(row.sources.split(';')), 'source')}"
