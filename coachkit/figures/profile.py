"""Figures of what the sentences of the sheets do: stacked shares by month and by client, and each label's share with its band."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from coachkit.figures.chart import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILLION, Chart, blank, label, nothing
from coachkit.narrate import reflecting as said

_LOOKS = {
    "Experience": (BLUE, ""),
    "Feeling": (VERMILLION, "x"),
    "Belief": (SKY, "/"),
    "Difficulty": (ORANGE, "\\"),
    "Perspective": (PURPLE, "|"),
    "Learning": (GREEN, "-"),
    "Intention": (BLUE, "+"),
    "Reflection": (PURPLE, "."),
    "Other": ("rgba(0,0,0,0)", ""),
}
"""The colour and the pattern of each label: no two have the same pattern but the full and the hollow one."""

_LEGEND = {"y": 1.02, "yanchor": "bottom", "traceorder": "normal"}
_STRIP = 74  # px of one label's strip


def reflection_profile(reflection_by_month: pd.DataFrame) -> Chart:
    """What share of each month's sentences does what, stacked, with n above; each label told by its pattern too."""
    name = "reflection-profile"
    if reflection_by_month.empty or not reflection_by_month["sentences"].sum():
        return nothing(name, "no sheet has a sentence")
    months = said.counted(reflection_by_month).assign(date=pd.to_datetime(reflection_by_month["month"]))
    figure = blank(height=460, barmode="stack", bargap=0.12, legend=_LEGEND)
    for each in _LOOKS:
        rows = months[months["label"].eq(each)].sort_values("date")
        _stack(figure, rows, each, [f"{date:%B %Y}" for date in rows["date"]], x=rows["date"], y=rows["share"])
    above = {"showarrow": False, "xref": "x", "yref": "y", "y": 1.01, "xanchor": "center", "yanchor": "bottom"}
    above |= {"textangle": -90, "font": {"size": 10}}
    n = [{"text": str(row.sentences), "x": row.date, **above} for row in months.drop_duplicates("date").itertuples()]
    figure.update_layout(annotations=n)
    figure.update_yaxes(title="share of sentences (n above)", range=[0, 1.16], tickformat=".0%", tickvals=[0, 0.5, 1])
    figure.update_xaxes(tickformat="%b<br>%Y", nticks=8)
    title = said.profile(reflection_by_month).removesuffix(".")
    return Chart(figure, title, f"Stacked shares by month. {title}.", name, {"xaxis.nticks": 4})


def reflection_by_client(reflection_by_client: pd.DataFrame) -> Chart:
    """What share of the sentences with each client does what, stacked, with n beside the id; in the order of the ids."""
    name = "reflection-by-client"
    if reflection_by_client.empty or not reflection_by_client["sentences"].sum():
        return nothing(name, "no sheet has a sentence")
    clients = said.counted(reflection_by_client)
    ids = sorted(clients["client_id"].unique(), reverse=True)
    figure = blank(height=150 + 28 * len(ids), barmode="stack", bargap=0.2, legend=_LEGEND)
    for each in _LOOKS:
        rows = clients[clients["label"].eq(each)].sort_values("client_id")
        _stack(figure, rows, each, list(rows["client_id"]), x=rows["share"], y=rows["client_id"], orientation="h")
    n = clients.drop_duplicates("client_id").set_index("client_id")["sentences"]
    ticks = {"tickvals": ids, "ticktext": [f"{one} ({n[one]})" for one in ids], "categoryarray": ids}
    figure.update_yaxes(title="client (sentences)", type="category", categoryorder="array", **ticks)
    figure.update_xaxes(title="share of sentences", range=[0, 1], tickformat=".0%", nticks=5)
    title = said.apart(reflection_by_client).removesuffix(".")
    return Chart(figure, title, f"Stacked shares, a bar a client. {title}.", name)


def _stack(figure: go.Figure, rows: pd.DataFrame, each: str, groups: list[str], **places: object) -> None:
    """One label's part of each bar, with its interval on hover."""
    if rows["count"].sum() == 0:
        return
    colour, pattern = _LOOKS[each]
    line = {"color": GREY if each == "Other" else "#ffffff", "width": 1}
    marks = {"shape": pattern, "fgcolor": "#ffffff", "size": 6, "solidity": 0.35}
    told = zip(groups, rows.itertuples(), strict=True)
    hover = [
        f"{group}, {each}: {row.share:.0%} ({row.count} of n = {row.sentences}; 90% interval {row.low:.0%} to {row.high:.0%})"
        for group, row in told
    ]
    marker = {"color": colour, "line": line, "pattern": marks}
    figure.add_bar(name=each, marker=marker, hovertext=hover, hoverinfo="text", textposition="none", **places)


def reflection_bands(reflection_by_month: pd.DataFrame) -> Chart:
    """A strip a label: its share of each month's sentences with the 90% interval, a dotted line at its share of all; each strip has its own scale."""
    name = "reflection-bands"
    if reflection_by_month.empty or not reflection_by_month["sentences"].sum():
        return nothing(name, "no sheet has a sentence")
    months = said.counted(reflection_by_month).assign(date=pd.to_datetime(reflection_by_month["month"]))
    labels = [each for each in _LOOKS if months["label"].eq(each).any()]
    gap = 0.36 / len(labels)
    figure = make_subplots(len(labels), 1, shared_xaxes=True, vertical_spacing=gap if len(labels) > 1 else 0)
    figure.update_layout(
        blank(height=80 + _STRIP * len(labels), showlegend=False, margin={"l": 8, "r": 8, "t": 26, "b": 8}).layout
    )
    for row, each in enumerate(labels, start=1):
        _strip(figure, row, each, months[months["label"].eq(each)].sort_values("date"))
    figure.update_xaxes(tickformat="%b<br>%Y", nticks=8)
    title = said.apart(reflection_by_month).removesuffix(".")
    narrow = {f"xaxis{row if row > 1 else ''}.nticks": 4 for row in range(1, len(labels) + 1)}
    narrow |= {f"annotations[{number}].text": f"<b>{each}</b>" for number, each in enumerate(labels)}
    return Chart(figure, title, f"A strip a label, with a band in each month. {title}.", name, narrow)


def _strip(figure: go.Figure, row: int, each: str, rows: pd.DataFrame) -> None:
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(x=rows["date"], y=rows["high"], row=row, col=1, **edge)
    band = {"fill": "tonexty", "fillcolor": "rgba(0,114,178,0.22)"}
    figure.add_scatter(x=rows["date"], y=rows["low"], row=row, col=1, **band, **edge)
    hover = [
        f"{one.date:%B %Y}, {each}: {one.share:.0%} (n = {one.sentences}; {one.low:.0%} to {one.high:.0%})"
        for one in rows.itertuples()
    ]
    look = {"mode": "lines+markers", "line": {"color": BLUE, "width": 1.5}, "marker": {"size": 5}}
    figure.add_scatter(x=rows["date"], y=rows["share"], hovertext=hover, hoverinfo="text", row=row, col=1, **look)
    mean = rows["count"].sum() / rows["sentences"].sum()
    figure.add_hline(y=mean, line={"color": GREY, "width": 1, "dash": "dot"}, row=row, col=1)
    top = rows["high"].max() * 1.05
    figure.update_yaxes(range=[0, top], tickvals=[0, mean], ticktext=["0%", f"{mean:.0%}"], row=row, col=1)
    axis = "" if row == 1 else str(row)
    how = {"xref": "paper", "yref": f"y{axis} domain", "yanchor": "bottom", "font": {"size": 12}}
    label(figure, f"<b>{each}</b>: sentences that {said.MEANS[each]}", 0, 1.02, **how)
