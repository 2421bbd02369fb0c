"""The report's one page, assembled from the executed notebooks: everything escaped, nothing fetched, scripts by hash."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coachkit import shipped
from coachkit.result_tables import RESULT_TABLES

SHOWN = "application/vnd.coachkit+json"

ORDER = {
    "00-overview": "overview",
    "04-coverage": "coverage",
    "05-reflection": "reflection",
    "03-feedback": "feedback",
    "02-themes": "themes",
    "01-hours": "hours",
    "06-commentary": "commentary",
}
"""The notebooks in the order of the page, and the id of the section that each begins."""

PAPER_ROWS = 60
"""Tables of more rows stay folded in print; their line says where they stand."""

WIDE = ("coverage-grid",)
"""The charts that are wider than the column where there is room."""


@dataclass
class Section:
    """A part of the page under one question: its id, its heading, what it shows, from top to bottom."""

    id: str
    heading: str
    blocks: list[dict] = field(default_factory=list)


def page(notebooks: Mapping[str, object], title: str, subtitle: str = "", version: str = "") -> str:
    """The HTML of the report, from executed notebooks by name (`04-coverage`); those that are missing are left out."""
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    sections = [section for name in ORDER if name in notebooks for section in sections_of(notebooks[name], ORDER[name])]
    overview = next(
        (one for one in sections if one.id == "overview"), Section("overview", "What is worth your attention?")
    )
    findings = [one for block in overview.blocks if block["kind"] == "findings" for one in block["items"]]
    scripts = {"plotly": get_plotlyjs(), "script": _text("page.js")}
    return _template().render(
        title=title,
        subtitle=subtitle,
        version=version,
        overview=overview,
        findings=findings,
        sections=[one for one in sections if one.id != "overview"],
        places=_places(sections),
        paper_rows=PAPER_ROWS,
        saved=set(RESULT_TABLES),
        policy=policy(scripts.values()),
        css=Markup(_text("page.css")),
        **{name: Markup(script) for name, script in scripts.items()},
    )


def policy(scripts: Iterable[str]) -> str:
    """The page's content security policy: these scripts and no other, and no request to anywhere."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "font-src 'none'; form-action 'none'; base-uri 'none'"
    )


def sections_of(notebook, first: str) -> list[Section]:
    """An executed notebook's sections: a Markdown cell with a `# heading` begins one, named by its tag `section:ID`."""
    sections = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            _read_markdown(cell, sections, first)
        elif cell.cell_type == "code":
            sections = sections or [Section(first, first.capitalize())]
            _read_outputs(cell, sections[-1])
    return [Section(one.id, one.heading, _in_reading_order(one.blocks)) for one in sections]


def markdown(text: str, below: int = 3):
    """Markdown as HTML with its own HTML and its links shown as text, its headings put under heading level `below`."""
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    reader = MarkdownIt("commonmark", {"html": False})
    reader.disable(["link", "image", "autolink", "html_inline", "html_block", "reference"])
    tokens = reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + below)}"
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def _read_markdown(cell, sections: list[Section], first: str) -> None:
    head = re.match(r"(#{1,6})\s+(.*)", cell.source)
    rest = cell.source[head.end() :].strip() if head else cell.source.strip()
    if head and (len(head.group(1)) == 1 or not sections):
        sections.append(Section(_tag(cell) or (first if not sections else ""), head.group(2).strip()))
    elif head:
        sections[-1].blocks.append({"kind": "heading", "text": head.group(2).strip(), "id": _tag(cell)})
    if rest:
        sections = sections or [Section(first, first.capitalize())]
        sections[-1].blocks.append({"kind": "markdown", "html": markdown(rest)})


def _read_outputs(cell, section: Section) -> None:
    for output in cell.outputs:
        shown = output.get("data", {}).get(SHOWN)
        if shown:
            section.blocks.append(_block(dict(shown)))


def _block(shown: dict) -> dict:
    """What a cell showed, as the template wants it."""
    if shown["kind"] == "chart" and not shown["figure"]["data"]:
        return {"kind": "nothing", "text": shown["alt"]}
    if shown["kind"] == "chart":
        height = int(shown["figure"]["layout"].get("height", 450))
        return {
            **shown,
            "id": f"chart-{shown['name']}",
            "json": _json(shown),
            "height": height,
            "wide": shown["name"] in WIDE,
            "tables": [],
        }
    if shown["kind"] == "words" and shown.get("markdown"):
        return {**shown, "html": markdown(shown["markdown"])}
    return shown


def _json(shown: dict) -> str:
    """A chart for the page's script; no `<` in it, so that nothing can close its block."""
    from markupsafe import Markup

    wanted = {**shown["figure"], "narrow": shown["narrow"], "dark": shown["dark"]}
    text = json.dumps(wanted, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _in_reading_order(blocks: list[dict]) -> list[dict]:
    """Each sentence above what it tells of, unless a chart's title says the same; each table folded under its chart.

    Where there is nothing to draw, the sentence stands instead.
    """
    ordered, chart, anchor = [], None, None
    for block in blocks:
        if block["kind"] == "table" and chart is not None:
            chart["tables"].append(block)
            continue
        if block["kind"] == "sentence" and anchor is not None:
            if not _same(block["text"], ordered[anchor].get("title", "")):
                ordered.insert(anchor, block)
                anchor += 1
            continue
        if block["kind"] == "sentence" and ordered and ordered[-1]["kind"] == "nothing":
            ordered.pop()
        ordered.append(block)
        anchor = len(ordered) - 1 if block["kind"] in ("chart", "table") else None
        chart = block if block["kind"] == "chart" else None
    return ordered


def _same(sentence: str, title: str) -> bool:
    return sentence.strip().rstrip(".") == title.strip().rstrip(".")


def _places(sections: Iterable[Section]) -> dict[str, str]:
    """The heading that each link of a finding leads to, by id."""
    places = {one.id: one.heading for one in sections}
    inner = {block["id"]: block["text"] for one in sections for block in one.blocks if block["kind"] == "heading"}
    return places | {name: text for name, text in inner.items() if name}


def _tag(cell) -> str:
    tags = [tag for tag in cell.metadata.get("tags", []) if tag.startswith("section:")]
    return tags[0].removeprefix("section:") if tags else ""


def _template():
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["whole"] = _whole
    return environment.from_string(_text("page.html.j2"))


def _whole(text: str):
    """A text, escaped, in which no line ends within `n = 34` or an id such as `700-1.3`."""
    from markupsafe import Markup, escape

    return Markup(re.sub(r"\bn = [\d,]+|\b\d+-\d+(?:\.\d+)*\b", r'<span class="whole">\g<0></span>', str(escape(text))))


def _text(name: str) -> str:
    return shipped.data("page", name).read_text(encoding="utf-8")
