"""What the desk shows, as HTML: the criterion, the passage in its paragraph, what there is already. Everything escaped."""

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from coachkit.desk.passage import Passage

STYLE = """<style>
.coachkit-desk {max-width: 1180px; line-height: 1.45; padding: 2px 6px 6px; overflow: visible}
.coachkit-desk:focus {outline: 2px solid var(--jp-brand-color1, #0072b2); outline-offset: 1px}
.coachkit-desk .widget-html-content, .coachkit-desk .jupyter-widgets.widget-html > .widget-html-content {line-height: 1.45}
.coachkit-desk .widget-html {min-height: 0; height: auto}
.coachkit-desk h2 {font-size: 1.25em; line-height: 1.3; margin: .1em 0}
.coachkit-desk h3 {font-size: 1em; margin: .7em 0 .1em}
.coachkit-desk p, .coachkit-desk ul {margin: .15em 0}
.coachkit-desk ul {padding-left: 1.2em}
.coachkit-desk .quiet {opacity: .8}
.coachkit-desk .source {font-weight: 600}
.coachkit-desk .text {font: 1.15em/1.6 Georgia, "Times New Roman", serif; white-space: pre-wrap; padding: .7em 1em; margin: .3em 0;
  border: 1px solid var(--jp-border-color1, #bbb); border-left: 4px solid var(--jp-brand-color1, #0072b2); max-height: 24em; overflow: auto}
.coachkit-desk .text mark {font-weight: 700; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 3px;
  color: inherit; background: rgba(230, 159, 0, .22)}
.coachkit-desk .bracket {font-weight: 700; user-select: none}
.coachkit-desk .progress {columns: 14em; column-gap: 1.5em; list-style: none; padding: 0}
.coachkit-desk .progress li {break-inside: avoid; white-space: nowrap}
.coachkit-desk .shape {letter-spacing: .1em}
.coachkit-says {min-height: 1.5em; margin: .35em 0; padding: .2em .6em; font-weight: 600; border-left: 4px solid currentColor}
.coachkit-says:empty {border-color: transparent}
.coachkit-desk kbd {border: 1px solid currentColor; border-radius: 3px; padding: 0 .3em; font-size: .9em}
.coachkit-desk .widget-button {line-height: 1.4; height: auto; padding: .3em .7em}
</style>"""
"""How the desk looks; JupyterLab's own colours where there are any, so that it is readable in the dark too."""


def shape(accepted: int, needed: int) -> str:
    """What a criterion has of what it needs: a filled square each, an empty one for each that is missing."""
    return "■" * accepted + "□" * max(needed - accepted, 0) or "–"


def criterion(wording: pd.Series) -> str:
    """A criterion's own words, where it belongs, and its hint."""
    hint = f"<p><b>What may show it:</b> {escape(wording['evidence_hint'])}</p>" if wording["evidence_hint"] else ""
    where = ", ".join(filter(None, [wording["unit_title"], wording["outcome_title"]]))
    return (
        f"<h2>{escape(wording['criterion'])}: {escape(wording['text'])}</h2>"
        f'<p class="quiet">{escape(where)} (wording: {escape(wording["status"])})</p>{hint}'
    )


def state(standing: pd.Series) -> str:
    """What a criterion has of what it needs, in words and squares."""
    accepted, needed = int(standing["accepted"]), int(standing["needed"])
    remark = f": {escape(standing['remark'])}" if standing["remark"] else ""
    return (
        f'<p><span class="shape" aria-hidden="true">{shape(accepted, needed)}</span> '
        f"has <b>{accepted} of {needed}</b> needed, {escape(standing['status'])}{remark}</p>"
    )


def already(accepted: pd.DataFrame) -> str:
    """The passages accepted for a criterion, with how each meets it."""
    if accepted.empty:
        return "<h3>Accepted so far</h3><p>Nothing yet.</p>"
    return f"<h3>Accepted so far</h3><ul>{''.join(map(_accepted, accepted.itertuples()))}</ul>"


def _accepted(row) -> str:
    lost = " <b>[not found in its source any more]</b>" if pd.isna(row.start) and row.quote.strip() else ""
    reason = f"<br>How it meets it: {escape(row.reason)}" if row.reason else ""
    return f"<li><b>{escape(row.evidence_id)}</b>, {escape(row.source_id)}{lost}: “{escape(row.quote)}”{reason}</li>"


def asked(row: pd.Series) -> str:
    """What an assessor asks of the criterion's evidence: what can be computed, what was asked, what is blank."""
    told = [("computed", "Can be computed"), ("asked", "Asked of you"), ("blank", "Blank")]
    lines = "".join(f"<li><b>{name}.</b> {escape(row[column])}</li>" for column, name in told if row[column])
    return f"<h3>What an assessor asks (VACSR)</h3><ul>{lines}</ul>"


def source(row: pd.Series) -> str:
    """Where a passage comes from: id, kind, date, clients."""
    when = "no date" if pd.isna(row["date"]) else f"{row['date']:%A} {row['date'].day} {row['date']:%B %Y}"
    who = row["client_ids"].replace(";", ", ") or "no client named"
    return f"{escape(row.name)}, {escape(row['kind'])}, {when}, {escape(who)}"


def passage(passage: Passage) -> str:
    """The passage in its paragraph, between brackets, bold and underlined; each piece knows where it begins in the text."""
    start, end = passage.around
    more_before, more_after = passage.goes_on
    pieces = [(start, passage.start, "span"), (passage.start, passage.end, "mark"), (passage.end, end, "span")]
    before, marked, after = (_piece(passage.shown.text, *piece) for piece in pieces)
    opens, closes = '<span class="bracket">[</span>', '<span class="bracket">]</span>'
    dots = ["… " if more_before else "", " …" if more_after else ""]
    return f'<div class="text" tabindex="0" role="region" aria-label="Passage">{dots[0]}{before}{opens}{marked}{closes}{after}{dots[1]}</div>'


def _piece(text: str, start: int, end: int, tag: str) -> str:
    return f'<{tag} data-from="{start}">{escape(text[start:end])}</{tag}>'


def marked(sentence: str, surface: str) -> str:
    """A sentence with some words in it marked wherever they stand."""
    opens, closes = '<span class="bracket">[</span><mark>', '</mark><span class="bracket">]</span>'
    pieces = re.split(rf"(?<!\w){re.escape(surface)}(?!\w)", sentence) if surface else [sentence]
    return f'<div class="text">{f"{opens}{escape(surface)}{closes}".join(map(escape, pieces))}</div>'


def progress(criteria: pd.DataFrame, here: str) -> str:
    """Every criterion, weakest first, with what it has of what it needs."""
    lines = "".join(
        f"<li>{'▸ ' if row.criterion == here else ''}{escape(row.criterion)} "
        f'<span class="shape" aria-hidden="true">{shape(row.accepted, row.needed)}</span> '
        f"{row.accepted} of {row.needed}, {escape(row.status)}</li>"
        for row in criteria.itertuples()
    )
    return f'<h3>Progress by criterion, weakest first</h3><ul class="progress">{lines}</ul>'


def lines(texts: Iterable[str], look: str = "quiet") -> str:
    """Each text as a paragraph."""
    return "".join(f'<p class="{look}">{escape(text)}</p>' for text in texts)
