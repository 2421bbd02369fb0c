"""The mapping wall: every criterion by kind of source, what is accepted and what may still evidence it."""

import pandas as pd
import plotly.graph_objects as go

from coachkit.figures.chart import BLUE, GREY, GRID, ORANGE, VERMILLION, Chart, blank, label, nothing
from coachkit.narrate import evidence as said
from coachkit.narrate import wording
from coachkit.narrate.wording import count, folded

KINDS = ("sheet", "feedback", "supervision", "document")
_HEADS = ("sheets", "feedback", "super-<br>vision", "docu-<br>ments")
_WEAKEST = {"missing": 0, "thin": 1, "one-sided": 2, "covered": 3}
_WORD = 58
_ROW = 25


def coverage_grid(
    coverage: pd.DataFrame,
    evidence: pd.DataFrame,
    candidates: pd.DataFrame,
    framework: pd.DataFrame,
    sources: pd.DataFrame,
) -> Chart:
    """A row a criterion, in blocks by outcome, the weakest on top: filled with the number accepted, hollow for candidates.

    `framework` gives unit, outcome and the wording, `sources` (source_id, kind) the kind of each source.
    """
    name = "coverage-grid"
    if coverage.empty:
        return nothing(name, "no criteria are set")
    rows = _rows(coverage, framework)
    height = _ROW * (len(rows) + rows["head"].sum()) + 110
    figure = blank(height=int(height), margin={"l": 8, "r": 8, "t": 56, "b": 8}, legend={"y": -0.01})
    kind = sources.drop_duplicates("source_id").set_index("source_id")["kind"]
    _marks(figure, rows, _counts(evidence[evidence["decision"].eq("accepted")], kind), _accepted)
    _marks(figure, rows, _counts(candidates, kind), _hollow)
    _statuses(figure, rows)
    _one_sided(figure, rows[rows["status"].eq("one-sided")])
    _frame(figure, rows)
    heads = _heads(figure, rows)
    title = said.coverage(coverage).removesuffix(".")
    alt = f"A grid of {count(len(coverage), 'criterion', 'criteria')} by kind of source, weakest on top. {title}."
    return Chart(figure, title, alt, name, {"yaxis.ticktext": list(rows["criterion"]), **heads})


def _rows(coverage: pd.DataFrame, framework: pd.DataFrame) -> pd.DataFrame:
    """Coverage with its outcome, blocks and rows weakest first, and y (0 on top, growing downwards, a line for each head)."""
    about = framework[["criterion", "unit", "outcome", "outcome_title", "text"]].drop_duplicates("criterion")
    rows = coverage.merge(about, on="criterion", how="left").fillna({"outcome": "", "outcome_title": "", "text": ""})
    rows["weak"] = rows["status"].map(_WEAKEST) + (rows["accepted"] / rows["needed"].clip(lower=1)).clip(upper=0.9)
    rows["block"] = rows.groupby("outcome")["weak"].transform("min")
    rows = rows.sort_values(["block", "outcome", "weak", "criterion"], kind="stable").reset_index(drop=True)
    rows["head"] = rows["outcome"].ne(rows["outcome"].shift())
    rows["y"] = rows.index + rows["head"].cumsum()
    return rows


def _counts(found: pd.DataFrame, kind: pd.Series) -> pd.DataFrame:
    kinds = found.assign(kind=found["source_id"].map(kind).fillna("other"))
    return kinds.groupby(["criterion", "kind"], as_index=False).agg(
        n=("source_id", "size"), sources=("source_id", "nunique")
    )


def _marks(figure: go.Figure, rows: pd.DataFrame, counts: pd.DataFrame, look: object) -> None:
    known = counts[counts["kind"].isin(KINDS)].merge(rows[["criterion", "y", "text"]], on="criterion")
    if len(known):
        figure.add_scatter(**look(known.assign(x=known["kind"].map(KINDS.index))))


def _accepted(found: pd.DataFrame) -> dict:
    hover = [
        f"{r.criterion}: {count(r.n, 'accepted passage')} from {count(r.sources, r.kind)}<br>{folded(r.text)}"
        for r in found.itertuples()
    ]
    return {
        "name": "accepted passages, how many",
        "x": found["x"] - 0.14,
        "y": found["y"],
        "mode": "markers+text",
        "text": found["n"].astype(str),
        "hovertext": hover,
        "hoverinfo": "text",
        "textfont": {"color": "#ffffff", "size": 11},
        "marker": {"color": BLUE, "size": 20},
    }


def _hollow(found: pd.DataFrame) -> dict:
    hover = [
        f"{r.criterion}: {count(r.n, 'candidate')} from {count(r.sources, r.kind)}, not checked<br>{folded(r.text)}"
        for r in found.itertuples()
    ]
    return {
        "name": "candidates, not checked",
        "x": found["x"] + 0.22,
        "y": found["y"],
        "mode": "markers+text",
        "text": found["n"].astype(str),
        "hovertext": hover,
        "hoverinfo": "text",
        "textfont": {"size": 10},
        "marker": {"symbol": "circle-open", "color": VERMILLION, "size": 18, "line": {"width": 1.5}},
    }


def _statuses(figure: go.Figure, rows: pd.DataFrame) -> None:
    """At the right of each row what it has of what it needs, bold where it is short."""
    for row in rows.itertuples():
        have = f"{row.accepted} / {row.needed}"
        text = f"<b>{have}</b>" if row.status in said.BELOW else have
        label(figure, text, len(KINDS) - 0.1, row.y, font={"size": 12}, xanchor="center")


def _one_sided(figure: go.Figure, rows: pd.DataFrame) -> None:
    """A mark beside what a criterion has where all of it comes from one source or one client."""
    if len(rows):
        figure.add_scatter(
            x=[len(KINDS) + 0.28] * len(rows),
            y=rows["y"],
            mode="markers",
            name="all from one source or one client",
            marker={"symbol": "diamond", "color": ORANGE, "size": 9},
            hovertext=[f"{criterion}: all from one source or one client" for criterion in rows["criterion"]],
            hoverinfo="text",
        )


def _frame(figure: go.Figure, rows: pd.DataFrame) -> None:
    words = [f"{_short(row.text)}  {row.criterion}" for row in rows.itertuples()]
    figure.update_yaxes(
        tickvals=list(rows["y"]), ticktext=words, range=[rows["y"].max() + 0.8, -0.6], ticklabelstandoff=4
    )
    figure.update_yaxes(showgrid=False, ticks="", tickfont={"size": 12.5})
    for y in rows["y"]:
        ends = {"x0": -0.5, "x1": len(KINDS) - 0.5, "y0": y, "y1": y}
        figure.add_shape(type="line", layer="below", line={"color": GRID, "width": 1}, **ends)
    figure.update_xaxes(
        side="top",
        tickvals=[*range(len(KINDS)), len(KINDS) - 0.1],
        ticktext=[*_HEADS, "has /<br>needs"],
        range=[-0.5, len(KINDS) + 0.4],
        showgrid=False,
        tickangle=0,
    )


def _short(text: str) -> str:
    return folded(wording.shortened(text, _WORD), 10**6)


def _heads(figure: go.Figure, rows: pd.DataFrame) -> dict[str, str]:
    """A line above each outcome's criteria; returns what it says in a narrow window."""
    narrow = {}
    for row in rows[rows["head"]].itertuples():
        narrow[f"annotations[{len(figure.layout.annotations)}].text"] = _head(row, 30)
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=row.y - 1.5, y1=row.y - 1.5, line={"color": GREY, "width": 1}
        )
        label(figure, _head(row, 60), 0, row.y - 1, xref="paper")
    return narrow


def _head(row: object, longest: int) -> str:
    return f"<b>{row.outcome}</b>  {folded(wording.shortened(row.outcome_title, longest), 10**6)}"
