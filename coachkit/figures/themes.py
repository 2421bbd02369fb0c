"""Figures about what the sheets are about: over time, and client by client."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from coachkit.figures.chart import BLUE, GREY, Chart, blank, nothing
from coachkit.narrate import subjects as said
from coachkit.narrate import wording
from coachkit.narrate.wording import count, folded

_COLUMNS = 2
_FIRST = {"row": 1, "col": 1}
_STRIP = 26 * 24 * 3600 * 1000  # milliseconds: most of a month
_INTERVAL = "rgba(0,114,178,0.45)"
_PALE = "rgba(86,180,233,0.4)"
_FEW = "under three sheets: too few to say"


def themes_over_time(themes_by_month: pd.DataFrame) -> Chart:
    """A small panel a theme, commonest first: its share of each month's sheets with its 90% interval; a month of under three sheets is a grey strip."""
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
        blank(
            height=90 + 150 * lines,
            margin={"l": 8, "r": 8, "t": 44, "b": 8},
            legend={"y": -0.3 / lines, "itemclick": False, "itemdoubleclick": False},
        ).layout
    )
    told = themes_by_month["of"].ge(wording.FEW)
    top = max([0.3, *themes_by_month.loc[told, "high"]])
    for index, theme in enumerate(totals.index):
        rows = themes_by_month[themes_by_month["theme"].eq(theme)]
        _panel(figure, rows, top, {"row": index // _COLUMNS + 1, "col": index % _COLUMNS + 1})
    figure.update_yaxes(tickformat=".0%", range=[-0.03, top], nticks=4).update_xaxes(
        nticks=4, tickformat="%b<br>%Y", tickangle=0
    )
    figure.update_yaxes(title="share of sheets", row=1, col=1).update_annotations(font={"size": 12})
    title = said.themes(themes_by_month).removesuffix(".")
    return Chart(
        figure,
        title,
        f"Small panels, one a theme, by month, each share with its interval. {title}. {said.by_month(themes_by_month)}",
        name,
        {f"annotations[{n}].text": folded(each, 16) for n, each in enumerate(names)}
        | {f"annotations[{n}].font.size": 11 for n in range(len(names))}
        | {f"xaxis{n or ''}.nticks": 3 for n in [0, *range(2, len(names) + 1)]},
    )


def _panel(figure: go.Figure, rows: pd.DataFrame, top: float, place: dict[str, int]) -> None:
    """A dot with its interval for each month of three sheets or more, joined where the months adjoin; a strip for the others."""
    monthly = rows.set_index(pd.to_datetime(rows["month"])).asfreq("MS")
    few = monthly[monthly["of"].lt(wording.FEW)]
    told = monthly.where(monthly["of"].ge(wording.FEW))
    figure.add_bar(
        x=few.index,
        y=[top + 0.03] * len(few),
        base=-0.03,
        width=_STRIP,
        marker={"color": GREY, "opacity": 0.3, "line": {"width": 0}},
        hovertext=[f"{month:%B %Y}: too few to say (n = {n:.0f})" for month, n in few["of"].items()],
        hoverinfo="text",
        name=_FEW,
        showlegend=place == _FIRST and len(few) > 0,
        **place,
    )
    figure.add_scatter(
        x=told.index,
        y=told["share"],
        mode="lines+markers",
        connectgaps=False,
        line={"color": BLUE, "width": 1},
        marker={"size": 5},
        error_y={
            "array": told["high"] - told["share"],
            "arrayminus": told["share"] - told["low"],
            "color": _INTERVAL,
            "thickness": 1.5,
            "width": 0,
        },
        hovertext=[
            ""
            if pd.isna(row.share)
            else f"{row.Index:%B %Y}: {row.sheets:.0f} of {row.of:.0f} sheets, {row.share:.0%} (90% interval {row.low:.0%} to {row.high:.0%})"
            for row in told.itertuples()
        ],
        hoverinfo="text",
        name="share with 90% interval",
        showlegend=place == _FIRST,
        **place,
    )


def themes_by_client(themes_by_client: pd.DataFrame) -> Chart:
    """A grid of theme by client: the larger the mark, the larger the share of the client's sheets, in a disc as large as the 90% interval reaches; hollow under three."""
    name = "themes-by-client"
    rows = themes_by_client[themes_by_client["sheets"].gt(0)]
    if rows.empty:
        return nothing(name, "no sheet has a theme")
    order = rows.groupby("theme")["sheets"].sum().sort_values().index
    rows = rows.assign(y=rows["theme"].map(order.get_loc))
    figure = blank(height=130 + 34 * len(order), showlegend=True, legend={"y": -0.02, "itemsizing": "constant"})
    few = rows["of"].lt(wording.FEW)
    _grid(figure, rows[~few], "pale: how far its 90% interval reaches", "high", {"color": _PALE})
    _grid(figure, rows[~few], "size: share of the client’s sheets", "share", {"color": BLUE})
    _grid(figure, rows[few], _FEW, "share", {"symbol": "circle-open", "color": GREY, "size": 7})
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


def _grid(figure: go.Figure, rows: pd.DataFrame, called: str, size: str, marker: dict[str, object]) -> None:
    """One mark a row, its area as its `size`, unless `marker` has a size of its own."""
    if rows.empty:
        return
    sized = {"sizemode": "area", "size": rows[size], "sizeref": 1 / 18**2, "sizemin": 3}
    figure.add_scatter(
        x=rows["client_id"],
        y=rows["y"],
        mode="markers",
        name=called,
        marker={"line": {"width": 0 if "symbol" not in marker else 1.5}, "opacity": 1, **sized, **marker},
        customdata=[folded(theme, 10**6) for theme in rows["theme"]],
        hovertext=[_cell(row) for row in rows.itertuples()],
        hoverinfo="text",
    )


def _cell(row: object) -> str:
    """A cell in words, such as `C01, conflict: 3 sheets, 38% (n = 8; 90% interval 16% to 66%)`."""
    head = f"{row.client_id}, {folded(row.theme)}: {count(row.sheets, 'sheet')}, "
    if row.of < wording.FEW:
        return head + wording.percent(row.sheets, row.of)
    return f"{head}{row.share:.0%} (n = {row.of}; 90% interval {row.low:.0%} to {row.high:.0%})"
