"""Figures about what the sheets are about: over time, and client by client."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from coachkit.figures.chart import BLUE, GREY, Chart, blank, nothing
from coachkit.narrate import subjects as said
from coachkit.narrate import wording
from coachkit.narrate.wording import count, folded

_COLUMNS = 2


def themes_over_time(themes_by_month: pd.DataFrame) -> Chart:
    """A small panel a theme, commonest first: its share of each month's sheets with a 90% band; n stands in the hover."""
    name = "themes-over-time"
    totals = said.totals(themes_by_month)
    if totals.empty:
        return nothing(name, "no sheet has a theme")
    lines = -(-len(totals) // _COLUMNS)
    names = [f"{theme} ({wording.number(n)})" for theme, n in totals.items()]
    heads = [folded(each, 34) for each in names]
    figure = make_subplots(
        lines,
        _COLUMNS,
        shared_xaxes=True,
        shared_yaxes="all",
        subplot_titles=heads,
        horizontal_spacing=0.06,
        vertical_spacing=min(0.5 / lines, 60 / (150 * lines)),
    )
    figure.update_layout(
        blank(height=60 + 150 * lines, showlegend=False, margin={"l": 8, "r": 8, "t": 44, "b": 8}).layout
    )
    for index, theme in enumerate(totals.index):
        rows = said.every_month(themes_by_month, theme)
        _panel(figure, rows, index // _COLUMNS + 1, index % _COLUMNS + 1)
    figure.update_yaxes(tickformat=".0%", rangemode="tozero", nticks=4).update_xaxes(
        nticks=4, tickformat="%b<br>%Y", tickangle=0
    )
    figure.update_yaxes(title="share of sheets", row=1, col=1).update_annotations(font={"size": 12})
    title = said.themes(themes_by_month).removesuffix(".")
    return Chart(
        figure,
        title,
        f"Small panels, one a theme, by month. {title}.",
        name,
        {f"annotations[{n}].text": folded(each, 16) for n, each in enumerate(names)}
        | {f"annotations[{n}].font.size": 11 for n in range(len(names))}
        | {f"xaxis{n or ''}.nticks": 3 for n in [0, *range(2, len(names) + 1)]},
    )


def _panel(figure: go.Figure, rows: pd.DataFrame, line: int, column: int) -> None:
    x = pd.to_datetime(rows["month"])
    band = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    figure.add_scatter(x=x, y=rows["high"], row=line, col=column, **band)
    figure.add_scatter(
        x=x, y=rows["low"], fill="tonexty", fillcolor="rgba(86,180,233,0.25)", row=line, col=column, **band
    )
    figure.add_scatter(
        x=x,
        y=rows["share"],
        mode="lines+markers",
        line={"color": BLUE, "width": 1.5},
        marker={"size": 5},
        customdata=rows["of"],
        hovertemplate="%{x|%B %Y}: %{y:.0%} of the month’s sheets (n = %{customdata})<extra></extra>",
        row=line,
        col=column,
    )


def themes_by_client(themes_by_client: pd.DataFrame) -> Chart:
    """A grid of theme by client: the larger the mark, the larger the share of the client's sheets; hollow under three."""
    name = "themes-by-client"
    rows = themes_by_client[themes_by_client["sheets"].gt(0)]
    if rows.empty:
        return nothing(name, "no sheet has a theme")
    order = rows.groupby("theme")["sheets"].sum().sort_values().index
    rows = rows.assign(y=rows["theme"].map(order.get_loc))
    figure = blank(height=130 + 34 * len(order), showlegend=True, legend={"y": -0.02, "itemsizing": "constant"})
    for few, called, symbol in (
        (False, "size: share of the client’s sheets", "circle"),
        (True, "under three sheets", "circle-open"),
    ):
        _grid(figure, rows[rows["of"].lt(wording.FEW).eq(few)], called, symbol)
    figure.update_yaxes(tickvals=list(range(len(order))), ticktext=[folded(theme, 24) for theme in order])
    clients = sorted(themes_by_client["client_id"].unique())
    figure.update_xaxes(
        categoryorder="array", categoryarray=clients, tickvals=clients, side="top", tickangle=-90, title="client"
    )
    title = said.by_client(themes_by_client).removesuffix(".")
    narrow = {
        "yaxis.ticktext": [folded(theme, 14) for theme in order],
        "xaxis.tickfont.size": 9,
        "yaxis.tickfont.size": 11,
    }
    return Chart(figure, title, f"A grid of themes by client. {title}.", name, narrow)


def _grid(figure: go.Figure, rows: pd.DataFrame, called: str, symbol: str) -> None:
    if rows.empty:
        return
    hover = [
        f"{r.client_id}, {folded(r.theme)}: {count(r.sheets, 'sheet')}, {wording.percent(r.sheets, r.of)}"
        for r in rows.itertuples()
    ]
    colour = GREY if symbol.endswith("open") else BLUE
    marker = {
        "symbol": symbol,
        "color": colour,
        "sizemode": "area",
        "size": rows["share"],
        "sizeref": 1 / 18**2,
        "sizemin": 3,
        "line": {"width": 1.5, "color": colour},
    }
    figure.add_scatter(
        x=rows["client_id"], y=rows["y"], mode="markers", name=called, marker=marker, hovertext=hover, hoverinfo="text"
    )
