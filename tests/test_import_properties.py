"""Whatever a practice holds, and in whichever layout it is written down, its days, minutes, clients and words come back."""

import csv
import io
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest
import xlsxwriter
from docx_made import docx, p, tbl, tc, tr
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coachkit.importers.importing import import_records
from coachkit.importers.preview import as_text

TODAY = date(2026, 6, 30)
FIRST = ("Dilys", "Björn", "Kwame", "Saoirse", "Marek", "Priti", "Zoë", "Anne-Marie")
LAST = ("Hargreave", "Åkerlund", "Ofori", "Tully", "Wolski", "O'Rourke", "Müller-Haas", "Nwosu")
SENTENCES = (
    "We spoke of the depot for most of the time.",
    "“Nobody asks me that,” she said – and laughed.",
    "Über the whole of it lay the question of who decides.",
    'I heard myself say "always", twice; it was my word, not hers.',
    "One thing I saw: she had decided long before she came…",
    "The café was loud, so we walked.",
    "I'd meant to ask about the board, and didn't.",
    "He drew three boxes - and crossed two of them out.",
    "Half of what I said was advice.",
)


@dataclass(frozen=True)
class Contact:
    """One contact: its day, when it began ("" = not said), the client's name and whole minutes."""

    day: date
    start: time
    client: str
    minutes: int

    @property
    def length(self) -> str:
        """The minutes as people write them."""
        hours, rest = divmod(self.minutes, 60)
        return f"{self.minutes} min" if not hours else f"{hours}h{rest:02}" if rest else f"{hours} hours"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its contacts, and its prose in paragraphs."""

    contacts: tuple[Contact, ...]
    prose: tuple[str, ...]


NAMES = st.lists(st.sampled_from(list(zip(FIRST, LAST, strict=True))), min_size=1, max_size=4, unique=True)
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
STARTS = st.builds(time, st.integers(8, 15), st.sampled_from((0, 5, 10, 15, 20, 30, 45, 50)))
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(" ".join)


@st.composite
def practices(draw) -> tuple[Sheet, ...]:
    """One to three sheets with one or two contacts each, at most one a client and day; no two share their prose."""
    names = [" ".join(name) for name in draw(NAMES)]
    meetings = draw(st.lists(st.tuples(DAYS, st.sampled_from(names)), min_size=1, max_size=6).map(sorted))
    contacts = [Contact(day, draw(STARTS), name, draw(st.integers(1, 480))) for day, name in meetings]
    cuts = sorted({0, len(contacts), *draw(st.lists(st.integers(0, len(contacts)), max_size=2))})
    groups = [contacts[low:high] for low, high in pairwise(cuts)]
    prose = draw(st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=len(groups), max_size=len(groups)))
    return tuple(
        Sheet(tuple(group), (f"This is page {number} of my book.", *told))
        for number, (group, told) in enumerate(zip(groups, prose, strict=True), start=1)
    )


# Layouts: the files that hold the practice, by name


def _paragraphs(sheet: Sheet) -> list[str]:
    return [p(paragraph) for paragraph in sheet.prose]


def _each(ending: str, made):
    """A file for each sheet."""
    return lambda sheets: {f"Sheet {number:02}.{ending}": made(sheet) for number, sheet in enumerate(sheets, start=1)}


def form(sheet: Sheet) -> bytes:
    """A form of two columns for each contact, the reflection below the last."""
    forms = [
        tbl(
            tr("Date", f"{one.day.day} {one.day:%B %Y}"), tr("Start time", f"{one.start:%H:%M}"),
            tr("Client", one.client), tr("Duration", one.length),
        )
        for one in sheet.contacts
    ]  # fmt: skip
    return docx(
        p("Contact sheet"), *(part for one in forms for part in (one, p())), p("Reflection"), *_paragraphs(sheet)
    )


def form_around_prose(sheet: Sheet) -> bytes:
    """A form whose last cell is the reflection, the contacts numbered by their labels."""
    rows = [
        row
        for number, one in enumerate(sheet.contacts, start=1)
        for row in (
            tr(f"Date {number}", f"{one.day:%d/%m/%Y}"),
            tr(f"Client {number}", one.client),
            tr(f"Minutes {number}", str(one.minutes)),
        )
    ]
    return docx(tbl(*rows, tr("Reflection", tc(*_paragraphs(sheet)))))


def table_over_prose(sheet: Sheet) -> bytes:
    """A table of the contacts with the reflection below it."""
    rows = [tr(f"{one.day:%d %b %Y}", one.client, str(one.minutes)) for one in sheet.contacts]
    return docx(tbl(tr("Date", "Coachee", "Time spent (minutes)"), *rows), p("My reflection"), *_paragraphs(sheet))


def sideways(sheet: Sheet) -> bytes:
    """A table with a column for each contact, the reflection below it."""
    one = sheet.contacts
    table = tbl(
        tr("", *(f"Contact {number}" for number in range(1, len(one) + 1))),
        tr("Date", *(f"{contact.day.day} {contact.day:%B %Y}" for contact in one)),
        tr("Client", *(contact.client for contact in one)),
        tr("Length", *(contact.length for contact in one)),
    )
    return docx(table, p("Reflection"), *_paragraphs(sheet))


def _labelled(sheet: Sheet) -> list[str]:
    lines = []
    for one in sheet.contacts:
        lines += [f"Date: {one.day.day} {one.day:%B %Y}", f"Client: {one.client}", f"Duration: {one.length}"]
    return lines


def labelled(sheet: Sheet) -> bytes:
    """Labels and values on lines."""
    return docx(p("Session record"), *map(p, _labelled(sheet)), p("Reflection:"), *_paragraphs(sheet))


def labelled_text(sheet: Sheet) -> bytes:
    """The same as plain text."""
    return "\n".join([*_labelled(sheet), "", "Reflection:", "\n\n".join(sheet.prose), ""]).encode()


def labelled_markdown(sheet: Sheet) -> bytes:
    """The same as Markdown, the labels in bold."""
    lines = [re.sub(r"^(\w+):", r"**\1:**", line) for line in _labelled(sheet)]
    return "\n".join(["# Contact sheet", "", *lines, "", "## Reflection", "", "\n\n".join(sheet.prose), ""]).encode()


def headed(sheet: Sheet) -> bytes:
    """A heading for each contact, the prose below the last."""
    heads = [
        p(f"Contact {number} – {one.day.day} {one.day:%b %Y}, {one.client}, {one.length}")
        for number, one in enumerate(sheet.contacts, start=1)
    ]
    return docx(*heads, *_paragraphs(sheet))


def _prose(sheet: Sheet) -> str:
    return "\n\n".join(sheet.prose)


def log(sheets: tuple[Sheet, ...]) -> dict[str, bytes]:
    """A workbook with title rows, real dates and times, a total, and the notes of each sheet at its first contact."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    page = book.add_worksheet("Log")
    day, clock = (book.add_format({"num_format": shown}) for shown in ("dd/mm/yyyy", "hh:mm"))
    page.write_string(0, 0, "My hours")
    page.write_row(2, 0, ["Date", "Start", "Client", "Minutes", "Notes"])
    row = 3
    for sheet in sheets:
        for number, one in enumerate(sheet.contacts):
            page.write_datetime(row, 0, one.day, day)
            page.write_datetime(row, 1, one.start, clock)
            page.write_string(row, 2, one.client)
            page.write_number(row, 3, one.minutes)
            if number == 0:
                page.write_string(row, 4, _prose(sheet))
            row += 1
    page.write_string(row, 0, "Total")
    page.write_number(row, 3, sum(one.minutes for sheet in sheets for one in sheet.contacts))
    book.close()
    return {"log.xlsx": held.getvalue()}


def delimited(separator: str, encoding: str):
    """A CSV of the contacts with the notes of each sheet, line breaks and all, at its first contact."""

    def made(sheets: tuple[Sheet, ...]) -> dict[str, bytes]:
        held = io.StringIO()
        writer = csv.writer(held, delimiter=separator)
        writer.writerow(["Date", "Client", "Minutes", "Notes"])
        for sheet in sheets:
            for number, one in enumerate(sheet.contacts):
                writer.writerow([f"{one.day:%d/%m/%Y}", one.client, one.minutes, "" if number else _prose(sheet)])
        return {"log.csv": held.getvalue().encode(encoding)}

    return made


LAYOUTS = {
    "a form": (_each("docx", form), True),
    "a form around the prose": (_each("docx", form_around_prose), False),
    "a table over prose": (_each("docx", table_over_prose), False),
    "a table on its side": (_each("docx", sideways), False),
    "labels in Word": (_each("docx", labelled), False),
    "labels in a text": (_each("txt", labelled_text), False),
    "labels in Markdown": (_each("md", labelled_markdown), False),
    "headings": (_each("docx", headed), False),
    "a workbook": (log, True),
    "a CSV": (delimited(",", "utf-8"), False),
    "a CSV with semicolons": (delimited(";", "utf-8-sig"), False),
    "a CSV in UTF-16": (delimited("\t", "utf-16"), False),
}
"""Each layout, and whether it tells when a contact began."""


@pytest.mark.parametrize("layout", LAYOUTS)
@given(sheets=practices())
@settings(
    max_examples=30, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_a_practice_comes_back_whole_from_any_layout(layout, sheets):
    write, starts = LAYOUTS[layout]
    with tempfile.TemporaryDirectory() as folder:
        given_files = _written(Path(folder) / "records", write(sheets))
        found = import_records(given_files, Path(folder) / "practice", today=TODAY)
        assert found.problems == [], as_text(found)
        assert _contacts(found, starts) == _expected(sheets, starts)
        assert _one_name_a_client(found)
        assert _texts(found) == Counter(_plain(_prose(sheet)) for sheet in sheets)
        assert max(map(len, as_text(found).splitlines())) <= 80


@given(sheets=practices(), data=st.data())
@settings(
    max_examples=40, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_a_practice_in_two_layouts_is_the_same_as_in_one_and_a_second_import_adds_nothing(sheets, data):
    one, other = data.draw(st.lists(st.sampled_from(sorted(LAYOUTS)), min_size=2, max_size=2, unique=True))
    with tempfile.TemporaryDirectory() as folder:
        practice = Path(folder) / "practice"
        first = _written(Path(folder) / "first", LAYOUTS[one][0](sheets))
        second = _written(Path(folder) / "second", LAYOUTS[other][0](sheets))
        import_records(first, practice, apply=True, today=TODAY)
        before = (practice / "contacts.csv").read_text("utf-8")
        again = import_records(second, practice, apply=True, today=TODAY)
        assert again.problems == [], as_text(again)
        assert _minutes(practice) == sum(contact.minutes for sheet in sheets for contact in sheet.contacts)
        assert [line.split(",")[0] for line in before.splitlines()] == [row[0] for row in _rows(practice)]
        assert import_records(second, practice, today=TODAY).plan.is_empty


def _written(folder: Path, files: dict[str, bytes]) -> list[Path]:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder]


def _contacts(found, starts: bool) -> Counter:
    names = dict(zip(found.register["client_id"], found.register["name"], strict=True))
    values = [step.row.values for step in found.plan.steps if step.row.table == "contacts"]
    return Counter(
        (one["date"], one.get("start", "") if starts else "", names[one["client_id"]], int(one["minutes"]))
        for one in values
    )


def _expected(sheets: tuple[Sheet, ...], starts: bool) -> Counter:
    return Counter(
        (str(one.day), f"{one.start:%H:%M}" if starts else "", one.client, one.minutes)
        for sheet in sheets
        for one in sheet.contacts
    )


def _one_name_a_client(found) -> bool:
    return len(set(found.register["client_id"])) == len(set(found.register["name"])) == len(found.register)


def _texts(found) -> Counter:
    rows = [step.row for step in found.plan.steps if step.row.table == "sheets"]
    return Counter(_plain(row.values["text"]) for row in rows)


def _plain(text: str) -> str:
    """The text with one line break between its paragraphs: a cell has no others, and a blank line is not prose."""
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def _rows(practice: Path) -> list[list[str]]:
    with (practice / "contacts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _minutes(practice: Path) -> int:
    header, *rows = _rows(practice)
    return sum(int(row[header.index("minutes")]) for row in rows)
