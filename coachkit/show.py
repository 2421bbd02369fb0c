"""What a notebook cell shows: plain data for the report's page, escaped HTML for JupyterLab, text for a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from coachkit.narrate import wording

if TYPE_CHECKING:
    from coachkit.figures import Chart

MIME = "application/vnd.coachkit+json"
_PLOTLY = "application/vnd.plotly.v1+json"
_ROWS = 200


@dataclass(frozen=True)
class Shown:
    """One thing shown: `data` is plain JSON with its `kind`; the others are the same for JupyterLab and terminals."""

    data: Mapping[str, object]
    html: str
    text: str
    plotly: Mapping[str, object] | None = None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        bundle = {MIME: dict(self.data), "text/html": self.html, "text/plain": self.text}
        return bundle | ({_PLOTLY: dict(self.plotly)} if self.plotly else {})

    def __repr__(self) -> str:
        return self.text


def sentence(text: str) -> Shown:
    """A computed sentence; data: kind, text."""
    return Shown({"kind": "sentence", "text": text}, f"<p>{escape(text)}</p>", text)


def chart(chart: "Chart") -> Shown:
    """A figure under its title; data: kind, name, title, alt, figure (plotly JSON), narrow and dark (layout changes)."""
    import json

    from coachkit.figures import CONFIG

    drawn = json.loads(chart.figure.to_json())
    data = {"kind": "chart", "name": chart.name, "title": chart.title, "alt": chart.alt, "figure": drawn}
    data |= {"narrow": dict(chart.narrow), "dark": dict(chart.dark)}
    titled = json.loads(chart.figure.to_json())
    titled["layout"] |= {"title": _title(chart.title)} | {"margin": titled["layout"].get("margin", {}) | {"t": 90}}
    html = f"<figure><figcaption><b>{escape(chart.title)}</b></figcaption><p>{escape(chart.alt)}</p></figure>"
    return Shown(data, html, f"[{chart.title}]", {**titled, "config": CONFIG})


def _title(title: str) -> dict:
    """The title as JupyterLab shows it, inside the plot: it shows a figure's plotly form and nothing beside it."""
    return {
        "text": wording.folded(title, 80),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "yref": "container",
        "y": 0.99,
        "yanchor": "top",
        "font": {"size": 14},
    }


def table(
    frame: pd.DataFrame,
    caption: str,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    rows: int = _ROWS,
    name: str = "",
) -> Shown:
    """A table; `columns` picks and names its columns; data: kind, name, caption, columns, rows (texts), more.

    Whole `minutes` are shown as hours to one decimal beside the exact minutes. `more` is the number of rows not shown.
    """
    chosen = _chosen(frame, columns)
    shown = _with_hours(frame[list(chosen)].head(rows), chosen)
    heads = [{"name": key, "label": label, "numeric": bool(numeric)} for key, label, numeric, _ in shown]
    texts = [list(row) for row in zip(*(values for *_, values in shown), strict=True)]
    more = max(len(frame) - rows, 0)
    data = {"kind": "table", "name": name, "caption": caption, "columns": heads, "rows": texts, "more": more}
    return Shown(data, _table_html(data), _table_text(data))


def _chosen(frame: pd.DataFrame, columns: Mapping[str, str] | Sequence[str] | None) -> dict[str, str]:
    if isinstance(columns, Mapping):
        return dict(columns)
    return {
        name: wording.capital(str(name).replace("_", " "))
        for name in (columns if columns is not None else frame.columns)
    }


def _with_hours(frame: pd.DataFrame, chosen: Mapping[str, str]) -> list[tuple[str, str, bool, list[str]]]:
    """Each column as name, label, whether it holds numbers, and its texts; one of minutes has its hours before it."""
    shown = []
    for key, label in chosen.items():
        numeric = pd.api.types.is_numeric_dtype(frame[key]) and not pd.api.types.is_bool_dtype(frame[key])
        if key == "minutes" or key.endswith("_minutes"):
            hours = ["" if pd.isna(m) else wording.number(m / 60, 1) for m in frame[key]]
            shown.append(
                (
                    key.replace("minutes", "hours"),
                    label.replace("Minutes", "Hours").replace("minutes", "hours"),
                    True,
                    hours,
                )
            )
        shown.append((key, label, numeric, [_cell(value) for value in frame[key]]))
    return shown


def _cell(value: object) -> str:
    """One value as a text: dates as ISO, whole numbers with thousands, others to two decimals, yes/no for truth."""
    if value is None or value is pd.NaT or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if pd.api.types.is_integer(value):
        return wording.number(int(value))
    if pd.api.types.is_float(value):
        return wording.number(value) if float(value).is_integer() else wording.number(value, 2)
    return str(value)


def _table_html(data: Mapping) -> str:
    heads = "".join(f'<th scope="col">{escape(column["label"])}</th>' for column in data["columns"])
    body = "".join(f"<tr>{_row_html(row)}</tr>" for row in data["rows"])
    return f"<table><caption>{escape(data['caption'])}{escape(_more(data['more']))}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row_html(row: list[str]) -> str:
    head, *cells = row or [""]
    return f'<th scope="row">{escape(head)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells)


def _table_text(data: Mapping) -> str:
    lines = ["\t".join(column["label"] for column in data["columns"]), *("\t".join(row) for row in data["rows"])]
    return "\n".join([data["caption"] + _more(data["more"]), *lines])


def _more(rows: int) -> str:
    return f" ({wording.count(rows, 'more row', 'more rows')} in the folder tables)" if rows else ""


def quotes(
    frame: pd.DataFrame,
    caption: str,
    text: str = "passage",
    source: str = "source_id",
    why: str = "",
    most: int = 6,
    sentences: pd.DataFrame | None = None,
) -> Shown:
    """Quotations from a table; `text`, `source`, `why` name its columns; data: kind, caption, items (text, place, why, source_id).

    `sentences` (the frame of coachkit.text) turns the column start, where there is one, into a paragraph. A caption says
    how many there are where more than `most` are given.
    """
    caption = f"{caption} ({most} of {wording.number(len(frame))})" if len(frame) > most else caption
    starts = frame["start"] if "start" in frame else [None] * len(frame)
    reasons = frame[why] if why else [""] * len(frame)
    every = zip(frame[text], frame[source], starts, reasons, strict=True)
    items = [
        {
            "text": wording.begun(str(words)),
            "place": wording.place(where, start, sentences),
            "why": str(reason),
            "source_id": str(where),
        }
        for words, where, start, reason in list(every)[:most]
    ]
    data = {"kind": "quotes", "caption": caption, "items": items}
    said = "".join(_quote_html(item) for item in items)
    return Shown(
        data,
        f"<section><p>{escape(caption)}</p>{said}</section>",
        "\n".join([caption, *(_quote_text(item) for item in items)]),
    )


def _quote_html(item: Mapping[str, str]) -> str:
    return f"<blockquote><p>{escape(item['text'])}</p><footer>{escape(_from(item))}</footer></blockquote>"


def _quote_text(item: Mapping[str, str]) -> str:
    return f"  “{item['text']}” ({_from(item)})"


def _from(item: Mapping[str, str]) -> str:
    return "; ".join(part for part in (item["place"], item["why"]) if part)


def cells(items: list[dict], caption: str) -> Shown:
    """Subjects that open to the quotations of each voice; data: kind, caption, items as narrate.cells gives them."""
    said = "".join(
        f"<details><summary>{escape(item['title'])}</summary>{''.join(map(_voice_html, item['voices']))}</details>"
        for item in items
    )
    lines = [
        line
        for item in items
        for line in [
            f"- {item['title']}",
            *(f"  {voice['title']}: {len(voice['items'])} quoted" for voice in item["voices"]),
        ]
    ]
    data = {"kind": "cells", "caption": caption, "items": items}
    return Shown(data, f"<section><p>{escape(caption)}</p>{said}</section>", "\n".join([caption, *lines]))


def _voice_html(voice: Mapping) -> str:
    return f"<details><summary>{escape(voice['title'])}</summary>{''.join(map(_quote_html, voice['items']))}</details>"


def findings(items: list[dict]) -> Shown:
    """What is worth attention; data: kind, items as narrate.findings gives them (text, link, quotes)."""
    listed = "".join(
        f"<li>{escape(item['text'])}{''.join(_quote_html(q) for q in item['quotes'])}</li>" for item in items
    )
    text = "\n".join(
        line for item in items for line in [f"- {item['text']}", *(_quote_text(q) for q in item["quotes"])]
    )
    return Shown({"kind": "findings", "items": items}, f"<ol>{listed}</ol>", text or "Nothing needs your attention.")


def words(section: str, title: str, markdown: str = "", prompts: Sequence[str] = (), changed: bool = False) -> Shown:
    """The coach's own words for a section, else questions; data: kind, section, title, markdown or prompts, changed."""
    data = {"kind": "words", "section": section, "title": title, "changed": changed}
    data |= {"markdown": markdown} if markdown.strip() else {"prompts": list(prompts)}
    heading = f"<h3>{escape(title)}</h3>"
    since = "The figures have changed since these words were written." if changed else ""
    if "markdown" in data:
        return Shown(
            data,
            f"{heading}<p>{escape(since)}</p><pre>{escape(markdown)}</pre>",
            "\n".join(filter(None, [title, since, markdown])),
        )
    asked = "".join(f"<li>{escape(prompt)}</li>" for prompt in prompts)
    return Shown(data, f"{heading}<ul>{asked}</ul>", "\n".join([title, *(f"- {prompt}" for prompt in prompts)]))
