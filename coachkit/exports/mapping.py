"""Write the mapping sheet as an Excel workbook: a sheet a unit, each accepted passage with its place, gaps as empty rows."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from coachkit import coverage, disk
from coachkit.errors import UsageError
from coachkit.exports import places
from coachkit.mapping.assessed import holds_more
from coachkit.mapping.columns import (
    ASSESSED,
    COLUMNS,
    FILLED_IN,
    HOW_TO,
    LABELS,
    TO_JUDGE_AGAIN,
    MappingColumn,
    fitted,
)
from coachkit.mapping.reading import read_sheets
from coachkit.results import Results
from coachkit.schema import KINDS_IN_WORDS, YES_NO

_PROPOSED = MappingColumn(
    "proposals", "May meet now", 16, "Criteria of the frameworks loaded that it may meet; proposed"
)
_AGAIN = (*COLUMNS[:2], _PROPOSED, *(column for column in COLUMNS[3:] if column.key not in FILLED_IN))
_CALLED = {"sheet": "Contact sheet", "feedback": "Feedback", "supervision": "Supervision", "document": "Document"}
_EARLIEST = datetime(2000, 1, 1)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for a formula where it stands first in a text (CWE-1236)."""


def write_mapping(results: Results, file: str | Path) -> Path:
    """The mapping sheet of a practice as an Excel workbook, in one step; the same bytes for the same records.

    Accepted passages whose only client does not consent are left out and counted on the first sheet. Every text is
    written as a text, never as a formula. Raises UsageError where it cannot be written.
    """
    path = Path(file)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{file}: a mapping sheet is an Excel workbook; give a name that ends in .xlsx")
    data = _workbook(results)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.put(path, data)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}; close it where it is open") from error
    return path


def export_mapping(results: Results, out: str | Path = "") -> Path:
    """The mapping sheet at `out`, by default reports/<practice>-mapping.xlsx; its path.

    Raises UsageError where a file stands there that holds more than evidence.csv does, such as an assessor's decisions.
    """
    practice = results.practice
    path = Path(out) if str(out) else Path("reports") / f"{practice.name}-mapping.xlsx"
    if path.exists() and holds_more(read_sheets(path, {}).lines, practice):
        raise UsageError(
            f"{path}: stands there, and holds what evidence.csv does not; take it in with --from {path} --apply, "
            "or give another name with --out"
        )
    return write_mapping(results, path)


def mapping_rows(results: Results) -> pd.DataFrame:
    """One row an accepted passage, and one with blanks a criterion without any, in the framework's order: framework, unit,
    unit_title and the keys of mapping.columns.COLUMNS."""
    links = _told(results, results.links)
    framework = results.practice.framework.rename(columns={"text": "asks"})
    of = framework[["framework", "unit", "unit_title", "criterion", "asks"]].assign(order=range(len(framework)))
    rows = of.merge(links, on="criterion", how="left").sort_values(["order", "ref"], kind="stable")
    return rows.drop(columns="order").reset_index(drop=True)


def _told(results: Results, evidence: pd.DataFrame) -> pd.DataFrame:
    """Decisions as the sheet tells of them; `evidence` as from coverage.placed."""
    practice = results.practice
    sources = practice.sources.set_index("source_id")
    titles = practice.documents.set_index("document_id")["title"]
    called = evidence["source_id"].map(sources["kind"]).map(_CALLED).fillna("") + " " + evidence["source_id"]
    title = evidence["source_id"].map(titles).fillna("")
    kinds = [f"{kind}: {KINDS_IN_WORDS[kind]}" if kind in KINDS_IN_WORDS else kind for kind in evidence["kind"]]
    return pd.DataFrame(
        {
            "ref": evidence["evidence_id"],
            "criterion": evidence["criterion"],
            "title": title.where(title != "", called),
            "kind": pd.Series(kinds, index=evidence.index, dtype="str"),
            "date": evidence["source_id"].map(sources["date"]),
            "place": places.in_words(evidence, results.sentences),
            "client": pd.Series(["; ".join(sorted(of)) for of in evidence["of_clients"]], evidence.index, dtype="str"),
            **{name: evidence[name] for name in ("quote", "reason", "decision", "decided_on")},
            **{name: evidence[name] for name in ("assessor", "assessor_decision", "sampled")},
        }
    )


def _to_judge_again(results: Results) -> pd.DataFrame:
    """The decisions on criteria that no framework loaded has, but for those that rejected a passage."""
    practice = results.practice
    of_all = coverage.placed(practice.to_judge_again, practice.sources, practice.clients)
    asked = of_all[of_all["usable"] & (of_all["decision"] != "rejected")]
    proposals = results.to_judge_again.set_index("evidence_id")["proposals"].str.replace(";", "; ")
    return _told(results, asked).assign(proposals=asked["evidence_id"].map(proposals)).reset_index(drop=True)


# The workbook


@dataclass(frozen=True)
class _Formats:
    """How cells look; `formula` is for texts that a spreadsheet might take for a formula."""

    head: Any
    text: Any
    formula: Any
    gap: Any
    date: Any
    title: Any
    plain: Any


def _workbook(results: Results) -> bytes:
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    held, rows, again = io.BytesIO(), mapping_rows(results), _to_judge_again(results)
    as_of = results.practice.settings.as_of
    with xlsxwriter.Workbook(held, options) as book:
        created = _EARLIEST if pd.isna(as_of) else as_of.to_pydatetime()
        book.set_properties({"title": f"Mapping sheet: {results.practice.name}", "created": created})
        formats = _formats(book)
        sheets = _sheets(rows)
        _how_to(book.add_worksheet(HOW_TO), results, sheets, again, formats)
        for name, part in sheets.items():
            _sheet(book.add_worksheet(name), COLUMNS, part, formats)
        if len(again):
            _sheet(book.add_worksheet(TO_JUDGE_AGAIN), _AGAIN, again, formats)
    return held.getvalue()


def _formats(book) -> _Formats:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#999999"}
    return _Formats(
        head=book.add_format(cell | {"bold": True, "bg_color": "#E6E6E6"}),
        text=book.add_format(cell | {"num_format": "@"}),
        formula=book.add_format(cell | {"num_format": "@", "quote_prefix": True}),
        gap=book.add_format(cell | {"num_format": "@", "bg_color": "#F2F2F2"}),
        date=book.add_format(cell | {"num_format": "yyyy-mm-dd", "align": "left"}),
        title=book.add_format({"bold": True, "font_size": 14}),
        plain=book.add_format({"text_wrap": True, "valign": "top"}),
    )


def _sheets(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows by the name of their sheet: the unit, with the framework where two have a unit of one name."""
    groups = dict(list(rows.groupby(["framework", "unit"], sort=False)))
    units = pd.Series([unit for _, unit in groups]).value_counts()
    named: dict[str, pd.DataFrame] = {}
    for (framework, unit), part in groups.items():
        own = unit or Path(framework).stem
        named[_free(own if units[unit] == 1 else f"{own} {Path(framework).stem}", named)] = part
    return named


def _free(name: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have: without signs that Excel keeps to itself, short, and not yet taken."""
    clean = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip("' ").split())[:27] or "Criteria"
    used = {other.casefold() for other in (*taken, HOW_TO, TO_JUDGE_AGAIN, "History")}
    tries = (clean, *(f"{clean} {number}" for number in range(2, 1000)))
    return next(each for each in tries if each.casefold() not in used)


def _sheet(sheet, columns: Sequence[MappingColumn], rows: pd.DataFrame, formats: _Formats) -> None:
    _printed(sheet, landscape=True)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.label, formats.head)
    for number, row in enumerate(rows.to_dict("records"), start=1):
        for at, column in enumerate(columns):
            _cell(sheet, number, at, row[column.key], formats, gap=pd.isna(row["ref"]))
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    _choices(sheet, columns, len(rows))


def _cell(sheet, row: int, at: int, value: Any, formats: _Formats, gap: bool) -> None:
    """One cell: a date as a date, all else as a text, whatever it begins with."""
    if isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, at, value.to_pydatetime(), formats.date)
        return
    text = "" if pd.isna(value) else fitted(str(value))
    look = formats.formula if text.startswith(_FORMULA) else formats.gap if gap else formats.text
    if text:
        sheet.write_string(row, at, text, look)
    else:
        sheet.write_blank(row, at, None, look)


def _choices(sheet, columns: Sequence[MappingColumn], rows: int) -> None:
    """What may be picked from a list in the columns that come back filled in; other words are asked about, not refused."""
    lists: Mapping[str, Sequence[str]] = {"assessor_decision": ASSESSED, "sampled": YES_NO}
    for at, column in enumerate(columns):
        if column.key in lists and rows:
            asked = f"one of: {', '.join(lists[column.key])}"
            rule = {"validate": "list", "source": list(lists[column.key]), "error_type": "warning"}
            told = {"error_title": column.label, "error_message": f"The list has {asked}. Keep other words?"}
            sheet.data_validation(1, at, rows, at, rule | told)


def _printed(sheet, landscape: bool) -> None:
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _how_to(
    sheet, results: Results, sheets: Mapping[str, pd.DataFrame], again: pd.DataFrame, formats: _Formats
) -> None:
    """The first sheet: what each column holds, who fills it in, and how many passages each sheet has."""
    _printed(sheet, landscape=False)
    for at, width in enumerate((26, 64, 18, 18)):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, "How to read this mapping sheet", formats.title)
    blocks = [
        [("Column", "What stands in it", "Filled in by"), *((c.label, c.means, c.by) for c in COLUMNS)],
        [("Sheet", "Unit", "Criteria", "With evidence"), *(_counted(name, part) for name, part in sheets.items())],
        [("", "Counted"), *_counts(results, sheets, again)],
    ]
    at = 2
    for block in blocks:
        for number, row in enumerate(block):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text, formats.text if number else formats.head)
            at += 1
        at += 1


def _counted(name: str, part: pd.DataFrame) -> tuple[str, ...]:
    titles = " / ".join(filter(None, part["unit_title"].unique()))
    filled = part.loc[part["ref"].notna(), "criterion"].nunique()
    return name, fitted(titles), str(part["criterion"].nunique()), str(filled)


def _counts(results: Results, sheets: Mapping[str, pd.DataFrame], again: pd.DataFrame) -> list[tuple[str, str]]:
    practice, as_of = results.practice, results.practice.settings.as_of
    left = int((practice.evidence["decision"] == "accepted").sum()) - len(results.links)
    rows = [
        ("Records as of", "" if pd.isna(as_of) else f"{as_of:%Y-%m-%d}"),
        ("Accepted passages", str(len(results.links))),
    ]
    rows.append(("Left out", f"{left} accepted, of which the only client does not consent"))
    rows.append((TO_JUDGE_AGAIN, f"{len(again)}, made for a criterion that no framework loaded has; not counted"))
    rows.append(
        (
            LABELS["place"],
            "Paragraphs count from 1, sentences from 1 in their paragraph, characters from 0; the last is not included",
        )
    )
    return rows
