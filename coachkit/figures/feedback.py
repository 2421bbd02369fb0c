"""Figures about what is said of the coaching: sentence by sentence, voice beside voice, rating beside rating."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from coachkit.figures.chart import BLUE, GREY, PURPLE, VERMILLION, Chart, blank, nothing
from coachkit.narrate import voices as said
from coachkit.narrate import wording
from coachkit.narrate.wording import folded

_LOOKS = {
    "positive": ("circle", BLUE),
    "mixed": ("diamond", PURPLE),
    "negative": ("triangle-down", VERMILLION),
    "neutral": ("square", GREY),
    "unsure": ("circle-open", GREY),
}
_PER_LINE = 24


def feedback_strip(feedback_sentences: pd.DataFrame) -> Chart:
    """Each sentence of feedback as a mark beside its aspect; colour and shape say the polarity, hollow is unsure."""
    name = "feedback-strip"
    by_aspect = said.by_aspect(feedback_sentences)
    if by_aspect.empty:
        return nothing(name, "no sentence of feedback speaks of an aspect")
    dots, ticks = _placed(by_aspect)
    figure = blank(
        height=int(100 + 19 * (dots["y"].max() + 1)),
        xaxis_title="one mark a sentence",
        legend={"y": -46 / (19 * (dots["y"].max() + 2))},
    )
    for polarity, (symbol, colour) in _LOOKS.items():
        rows = dots[dots["polarity"].eq(polarity)]
        marker = {"symbol": symbol, "color": colour, "size": 8, "line": {"width": 1.2, "color": colour}}
        figure.add_scatter(
            x=rows["x"],
            y=rows["y"],
            mode="markers",
            name=polarity,
            marker=marker,
            customdata=_places(rows),
            hovertext=_sentences(rows),
            hoverinfo="text",
        )
    words = [f"{said.aspect(a)} (n = {n})" for a, n in zip(ticks["aspect"], ticks["n"], strict=True)]
    figure.update_yaxes(tickvals=ticks["y"], ticktext=words, range=[dots["y"].max() + 0.8, -0.8], showgrid=False)
    figure.update_xaxes(range=[0, _PER_LINE + 1], showgrid=False, showticklabels=False, ticks="")
    title = said.feedback(feedback_sentences).removesuffix(".")
    return Chart(
        figure,
        title,
        f"A strip of marks by aspect. {title}.",
        name,
        {"yaxis.ticktext": [w.replace(" (", "<br>(") for w in words]},
    )


def _placed(by_aspect: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences in lines of 24 beside their aspect, most spoken of on top; and where each aspect's name goes."""
    order = by_aspect["aspect"].value_counts()
    ranked = by_aspect.assign(
        place=by_aspect["aspect"].map(order.index.get_loc), look=by_aspect["polarity"].map(list(_LOOKS).index)
    ).sort_values(["place", "look", "score"], ascending=[True, True, False], kind="stable")
    number = ranked.groupby("place").cumcount()
    lines = -(-order // _PER_LINE)
    tops = lines.cumsum() - lines + pd.Series(range(len(lines)), index=lines.index)
    dots = ranked.assign(x=number % _PER_LINE + 1, y=ranked["aspect"].map(tops) + number // _PER_LINE)
    ticks = pd.DataFrame({"aspect": order.index, "n": order.to_numpy(), "y": (tops + (lines - 1) / 2).to_numpy()})
    return dots, ticks


def _places(rows: pd.DataFrame) -> list[str]:
    """Which sentence each mark is, such as F001:0 (piece and start)."""
    return [f"{r.feedback_id}:{r.start}" for r in rows.itertuples()] if "start" in rows else []


def _sentences(rows: pd.DataFrame) -> list[str]:
    return [f"{folded(r.sentence)}<br><b>{r.polarity}</b>, {folded(r.feedback_id)}" for r in rows.itertuples()]


_BROKEN = {"coach": "you", "sponsor": "spon-<br>sor", "supervisor": "super-<br>visor"}
_VOICES = ("coach", "client", "sponsor", "supervisor", "peer")
_WIDEST = 24


def voices(triangulation: pd.DataFrame, kind: str = "aspect") -> Chart:
    """Voices side by side, a row a subject: the positive share solid, the negative striped, n beside; under three no bar."""
    name = f"voices-{kind}"
    rows = triangulation[triangulation["kind"].eq(kind)]
    present = [voice for voice in _VOICES if rows.loc[rows["voice"].eq(voice), "n"].sum() > 0]
    if not present:
        return nothing(name, "no voice has spoken yet")
    if rows[rows["n"].ge(wording.FEW)].groupby("subject")["voice"].nunique().max() < 2 and kind == "theme":
        return nothing(name, "two voices are needed that speak of the same subject,<br>each in three sentences")
    subjects = list(dict.fromkeys(rows.sort_values("n", ascending=False, kind="stable")["subject"]))[::-1]
    figure = make_subplots(
        1,
        len(present),
        shared_yaxes=True,
        subplot_titles=[f"{'you' if v == 'coach' else v} (n)" for v in present],
        horizontal_spacing=0.03,
    )
    figure.update_layout(
        blank(
            height=120 + (62 if kind == "theme" else 46) * len(subjects),
            barmode="stack",
            legend={"y": -0.12},
            margin={"l": 8, "r": 8, "t": 52, "b": 8},
        ).layout
    )
    for column, voice in enumerate(present, 1):
        mine = rows[rows["voice"].eq(voice)].set_index("subject").reindex(subjects)
        _share(figure, column, subjects, mine, "positive", BLUE, "")
        _share(figure, column, subjects, mine, "negative", VERMILLION, "/")
        _beside(figure, column, subjects, mine)
    figure.update_annotations(font={"size": 13}).update_xaxes(
        range=[0, 1.02], tickvals=[0, 0.5, 1], ticktext=["", "50%", ""]
    )
    reading = rows.drop_duplicates("subject").set_index("subject")["reading"]
    figure.update_yaxes(tickvals=subjects, ticktext=[_row_name(s, reading[s]) for s in subjects], col=1)
    title = said.triangulation(triangulation, kind).removesuffix(".")
    return Chart(
        figure, title, f"Bars of positive and negative shares, a column a voice. {title}.", name, _narrow(present)
    )


def _narrow(present: list[str]) -> dict[str, object]:
    """Voices in a narrow window: names broken, and shares told by the hover alone."""
    names = {f"annotations[{n}].text": f"{_BROKEN.get(voice, voice)}<br>(n)" for n, voice in enumerate(present)}
    sizes = {f"annotations[{n}].font.size": 11 for n in range(len(present))}
    axes = {f"xaxis{n if n > 1 else ''}.showticklabels": False for n in range(1, len(present) + 1)}
    return names | sizes | axes


def _row_name(subject: str, reading: str) -> str:
    return f"{folded(said.aspect(subject), 18)}<br><i>{reading}</i>"


def _share(
    figure: go.Figure, column: int, subjects: list[str], mine: pd.DataFrame, polarity: str, colour: str, pattern: str
) -> None:
    known = mine["n"].fillna(0).ge(wording.FEW)
    share = (mine[polarity] / mine["n"].where(known)).astype(float)
    hover = [
        f"{polarity}: {wording.percent(part, n)}" if ok else ""
        for part, n, ok in zip(mine[polarity], mine["n"], known, strict=True)
    ]
    figure.add_bar(
        x=share,
        y=subjects,
        orientation="h",
        name=polarity,
        legendgroup=polarity,
        showlegend=column == 1,
        width=0.34,
        offset=-0.34,
        marker={"color": colour, "pattern": {"shape": pattern, "fgcolor": "#ffffff", "size": 5}},
        hovertext=hover,
        hoverinfo="text",
        row=1,
        col=column,
    )


def _beside(figure: go.Figure, column: int, subjects: list[str], mine: pd.DataFrame) -> None:
    counts = mine["n"].fillna(0).astype(int)
    figure.add_scatter(
        x=[0] * len(subjects),
        y=subjects,
        mode="text",
        text=[str(n) if n else "–" for n in counts],
        cliponaxis=False,
        textposition="top right",
        textfont={"size": 11},
        showlegend=False,
        hoverinfo="skip",
        row=1,
        col=column,
    )


def rating_gaps(rating_gaps: pd.DataFrame) -> Chart:
    """Your rating and a client's of each item, a row a client and item, joined by a line with the gap beside it; the widest on top."""
    name = "rating-gaps"
    title = said.rating_gaps(rating_gaps).removesuffix(".")
    known = said.widest_gaps(rating_gaps)
    if known.empty:
        none = rating_gaps.empty
        return nothing(name, "no item is rated by you and a client" if none else title[:1].lower() + title[1:])
    rows = known.head(_WIDEST)
    figure = blank(
        height=130 + 34 * len(rows), xaxis_title="mean rating, 1 to 5", legend={"y": -80 / (34 * len(rows) + 60)}
    )
    y = [f"{said.aspect(r.item)}, {folded(r.client_id)} (n = {r.n})" for r in rows.itertuples()]
    for each, row in zip(y, rows.itertuples(), strict=True):
        _gap(figure, each, row)
    for column, called, symbol, colour in (
        ("coach", "you", "diamond-open", VERMILLION),
        ("client", "the client", "circle", BLUE),
    ):
        marker = {"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}}
        figure.add_scatter(
            x=rows[column],
            y=y,
            mode="markers",
            name=called,
            marker=marker,
            hovertemplate=f"{called}: %{{x:.1f}}<extra></extra>",
        )
    figure.update_xaxes(range=[0.9, 5.9], tickvals=[1, 2, 3, 4, 5]).update_yaxes(autorange="reversed")
    title = f"{title} (drawn: the {_WIDEST} widest)" if len(known) > _WIDEST else title
    narrow = {"yaxis.ticktext": [each.replace(", ", "<br>", 1) for each in y], "yaxis.tickvals": y}
    return Chart(figure, title, f"Two marks a row, one row a client and item. {title}.", name, narrow)


def _gap(figure: go.Figure, y: str, row: object) -> None:
    """The line between two ratings, and how far and which way you are from the client."""
    way = (
        "as the client" if round(row.gap, 1) == 0 else f"you {abs(row.gap):.1f} {'lower' if row.gap < 0 else 'higher'}"
    )
    figure.add_scatter(
        x=[row.coach, row.client],
        y=[y, y],
        mode="lines",
        line={"color": GREY, "width": 2},
        showlegend=False,
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[max(row.coach, row.client)],
        y=[y],
        mode="text",
        text=[f"   {way}"],
        textposition="middle right",
        textfont={"size": 11},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
