"""The coach's own words for a section of the report, and whether its figures have changed since they were written."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from coachkit.errors import Fault

SECTIONS = {
    "overview": ("hours_summary", "requirements", "coverage", "triangulation", "loops"),
    "coverage": ("coverage", "candidates"),
    "reflection": ("reflection_by_sheet", "loops"),
    "feedback": ("feedback_sentences", "triangulation", "rating_gaps"),
    "themes": ("themes", "theme_terms"),
    "hours": ("hours_summary", "hours_by_month", "hours_by_client", "hours_excluded", "hours_forecast", "requirements"),
}
"""Each section that commentary can speak of, and the result tables whose figures stand in it."""

SEEN = ".seen.json"

_front = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Commentary:
    """One file of the coach's words: the section it speaks of, its Markdown, its file name, what was wrong with it."""

    section: str
    markdown: str
    file: str
    fault: Fault | None = None
    changed: bool = False

    @property
    def words(self) -> str:
        """A short hash of the words; it changes with every edit."""
        return _short(self.markdown)


def read_commentary(folder: str | Path) -> list[Commentary]:
    """All words in `folder`/commentary, by file name; what is odd in a file is told in its `fault`, never dropped."""
    return [_read(file) for file in sorted(Path(folder, "commentary").glob("*.md")) if file.is_file()]


def fingerprint(section: str, tables: object) -> str:
    """A short hash of the figures of one section; `tables` has the result tables as attributes."""
    texts = (getattr(tables, name).to_csv(index=False, float_format="%.6g") for name in SECTIONS[section])
    return _short("\n\n".join(texts))


def read_seen(folder: str | Path) -> dict[str, dict[str, str]]:
    """What each file's words and figures were when they were last seen together; empty if nothing can be read."""
    try:
        seen = json.loads(Path(folder, "commentary", SEEN).read_text("utf-8"))
        return {file: {key: str(entry[key]) for key in ("words", "section", "figures")} for file, entry in seen.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def marked(words: Iterable[Commentary], seen: Mapping, figures: Mapping[str, str]) -> list[Commentary]:
    """The same words, `changed` where their section's figures are no longer those that they were written beside."""
    return [
        replace(item, changed=_same_words(item, seen) and seen[item.file]["figures"] != figures[item.section])
        for item in words
    ]


def now_seen(words: Iterable[Commentary], seen: Mapping, figures: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What to keep after a run: the figures at first sight of the words, anew at each edit or change of section."""
    return {
        item.file: dict(seen[item.file])
        if _same_words(item, seen)
        else {"words": item.words, "section": item.section, "figures": figures[item.section]}
        for item in words
    }


def own_words(results: object, section: str) -> dict[str, object]:
    """What the coach wrote for one section, names replaced, for coachkit.show.words: title, markdown ("" = nothing), changed."""
    folder, named = results.practice.folder, results.practice.register.replace
    words = [item for item in read_commentary(folder) if item.section == section]
    if not words:
        return {"title": "Questions to you", "markdown": "", "changed": False}
    beside = marked(words, read_seen(folder), {section: fingerprint(section, results)})
    markdown = "\n\n".join(named(item.markdown).text for item in beside)
    return {"title": "In your own words", "markdown": markdown, "changed": any(item.changed for item in beside)}


def overview(results: object) -> pd.DataFrame:
    """One row a file of words: file (names replaced), section, state (figures as you saw them, figures changed), remark."""
    folder, named = results.practice.folder, results.practice.register.replace
    seen = read_seen(folder)
    rows = [
        (
            named(f"commentary/{item.file}").text,
            item.section,
            _state(item, seen, results),
            item.fault.problem if item.fault else "",
        )
        for item in read_commentary(folder)
    ]
    return pd.DataFrame(rows, columns=["file", "section", "state", "remark"])


def said(overview: pd.DataFrame) -> str:
    """On how many sections there are words, and how many files speak of figures that have changed since."""
    if overview.empty:
        return "You have not written any commentary yet: put a Markdown file for a section into the folder commentary."
    changed = int(overview["state"].eq("figures changed").sum())
    since = (
        f"the figures of {changed} have changed since" if changed else "none speaks of figures that have changed since"
    )
    files = f"{len(overview)} {'file' if len(overview) == 1 else 'files'} of your words"
    return f"{files} on {overview['section'].nunique()} of {len(SECTIONS)} sections; {since}."


def _read(file: Path) -> Commentary:
    text, fault = _decoded(file)
    found = _front.match(text)
    body = text[found.end() :] if found else text
    wanted = _wanted(found.group(1)) if found else ""
    section = wanted or file.stem.lower()
    if text.startswith("---\n") and not found:
        fault = _fault(file, "---", "the front matter is opened by --- and never closed", "close it with a line of ---")
    if wanted and wanted not in SECTIONS:
        fault = _fault(
            file,
            wanted,
            "there is no such section; the words stand in the overview",
            "section is one of " + ", ".join(SECTIONS),
        )
    return Commentary(section if section in SECTIONS else "overview", body.strip(), file.name, fault)


def _decoded(file: Path) -> tuple[str, Fault | None]:
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError:
        fault = _fault(file, "", "the file is not UTF-8; it was read as Windows text", "save it as UTF-8")
        return raw.decode("cp1252", errors="replace").replace("\r\n", "\n"), fault


def _wanted(front: str) -> str:
    line = re.search(r"^section[ \t]*:[ \t]*(.*)$", front, re.MULTILINE)
    return line.group(1).strip().strip("\"'").lower() if line else ""


def _fault(file: Path, value: str, problem: str, cure: str) -> Fault:
    return Fault(file=f"commentary/{file.name}", value=value, problem=problem, cure=cure, note=True)


def _same_words(item: Commentary, seen: Mapping) -> bool:
    entry = seen.get(item.file, {})
    return entry.get("words") == item.words and entry.get("section") == item.section


def _state(item: Commentary, seen: Mapping, tables: object) -> str:
    if _same_words(item, seen) and seen[item.file]["figures"] != fingerprint(item.section, tables):
        return "figures changed"
    return "figures as you saw them"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
