"""Which topics the contract with each client settles: a row a topic, a column a client."""

import pandas as pd
import plotly.graph_objects as go

from coachkit.figures.chart import BLUE, GREY, GRID, ORANGE, VERMILLION, Chart, blank, nothing
from coachkit.narrate import contracting as said
from coachkit.narrate import wording
from coachkit.narrate.wording import folded

_ROW = 25
_WORD = 44
_LOOKS = {
    "settled by the first contact": ("square", BLUE, 9),
    "settled after it": ("diamond-open", VERMILLION, 9),
    "settled, day not known": ("circle", GREY, 8),
    "open": ("circle-open", GREY, 4),
}
"""What a mark says, and its shape, colour and size: no two are of one shape and size."""


def contract_map(
    contract_topics: pd.DataFrame, contracts_by_client: pd.DataFrame, contracts_by_topic: pd.DataFrame
) -> Chart:
    """A row a topic, the least settled on top, a column a client: settled before or after the first contact, or open.

    A cross marks an edition that was not in force on its day; after a topic stands with how many clients it is settled.
    """
    name = "contract-map"
    if contract_topics.empty:
        return nothing(name, "no topic of a contract is recorded in contracts.csv")
    topics, clients = list(contracts_by_topic["topic"]), sorted(contract_topics["client_id"].unique())
    placed = contract_topics[contract_topics["topic"].isin(topics)]
    placed = placed.assign(x=placed["client_id"].map(clients.index), y=placed["topic"].map(topics.index))
    figure = blank(height=_ROW * len(topics) + 130, legend={"y": -0.01})
    for what, (symbol, colour, size) in _LOOKS.items():
        _marks(figure, placed[_state(placed).eq(what)], what, {"symbol": symbol, "color": colour, "size": size})
    _marks(
        figure,
        placed[said.wrong_edition(placed)],
        "edition not in force then",
        {"symbol": "x-thin", "size": 13, "line": {"width": 2, "color": ORANGE}},
    )
    _frame(figure, contracts_by_topic, clients)
    title = said.contracts(contracts_by_client, contracts_by_topic).removesuffix(".")
    alt = f"A grid of topics by client, the least settled on top. {title}."
    short = [f"{said.named(row.topic)} {row.clients}/{row.of}" for row in contracts_by_topic.itertuples()]
    return Chart(figure, title, alt, name, {"yaxis.ticktext": short})


def _state(placed: pd.DataFrame) -> pd.Series:
    before, after, unknown, still = _LOOKS
    when = placed["before_first_contact"].map({"yes": before, "no": after}).fillna(unknown)
    return when.where(placed["settled"].eq("yes"), still)


def _marks(figure: go.Figure, rows: pd.DataFrame, what: str, marker: dict) -> None:
    if len(rows):
        hover = [f"{row.client_id}, {said.named(row.topic)}: {what}{_told(row)}" for row in rows.itertuples()]
        figure.add_scatter(
            x=rows["x"], y=rows["y"], mode="markers", name=what, marker=marker, hovertext=hover, hoverinfo="text"
        )


def _told(row: object) -> str:
    """Date, code and remark of a settled topic, on lines of their own."""
    if not row.settled:
        return ""
    code = f"{row.code} {row.edition}".strip()
    when = "" if pd.isna(row.settled_on) else wording.day(row.settled_on)
    return "".join(f"<br>{folded(part)}" for part in (when, code, row.remark) if part)


def _frame(figure: go.Figure, topics: pd.DataFrame, clients: list[str]) -> None:
    words = [
        f"{folded(wording.shortened(row.means, _WORD), 10**6)}  {row.clients} / {row.of}" for row in topics.itertuples()
    ]
    figure.update_yaxes(
        tickvals=list(range(len(topics))), ticktext=words, range=[len(topics) - 0.4, -0.6], showgrid=False, ticks=""
    )
    for row in range(len(topics)):
        ends = {"x0": -0.5, "x1": len(clients) - 0.5, "y0": row, "y1": row}
        figure.add_shape(type="line", layer="below", line={"color": GRID, "width": 1}, **ends)
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(clients))),
        ticktext=clients,
        range=[-0.6, len(clients) - 0.4],
        showgrid=False,
        tickangle=-90,
        title="client",
    )
