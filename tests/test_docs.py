"""The documents say what the code does: commands, tables, messages, public names."""

import re
from pathlib import Path

import pandas as pd
import pytest

import coachkit
import generate
from coachkit.cli import app
from coachkit.practice import read_practice
from coachkit.result_tables import RESULT_TABLES
from coachkit.schema import TABLES
from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
GLOSSARY = (ROOT / "GLOSSARY.md").read_text("utf-8")
PAGES = {path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")}
COMMANDS = sorted(command.name or command.callback.__name__ for command in app.registered_commands)

VALUE = r'^"[^"]*"( on line \d+)?( \(and \d+ more\))? (?=is read as .* minutes|.* a time of day)'  # a note on a column
UNRULY = {
    "practice.toml": 'colour = "red"\nas_of = "2025-13-01"\nframework = 3\n[rules]\nhours_total = "100"\nclients = 5\n',
    "clients.csv": "client_id,name,contracted_on,goals_agreed_on,consent\n"
    "C01,Ada Quill,2025-02-01,2025-03-01,\nC01,Ada Quil,,,perhaps\nC02,Ada Quil,,,yes\n,Nobody,,,yes\n",
    "contacts.csv": "contact_id,sheet_id,date,start,client_id,minutes,role,planned,group_size\n"
    "K1,S01,2025-01-06,09:00,C01,60,coaching,yes,1\n"
    "K2,S01,2025-01-06,09:30,C01,300,coaching,yes,1\n"
    "K3,S09,06/13/2025,25:00,C09,1.5,singing,maybe,0\n"
    "K4,S01,31/02/2025,9 ish,C01,ninety,coaching,yes,two\n"
    "K5,S01,06/01/25,,C01,1:30,coaching,yes,1,extra\n"
    "K6,S01,45658,,,\n"
    "K7,S01,2099-01-06,,NA,-5,coaching,yes,1\n"
    "K1,S01,2025-01-07,,C01,90 mins,coaching,yes,1\n"
    "K8,S01,13/01/2025,9.15,C01,1:30,coaching,yes,1\n",
    "sheets.csv": "sheet_id;written_on;text\nS01;2025-06-01;We talked.\nS02;2025-06-01;\x00\n",
    "feedback.csv": "Feedback ID,date,voice,text\nF01,2025-02-01,ghost,Fine\nF02,03/04/2025,client,Good\n",
    "supervision.csv": "",
    "documents.csv": "document_id,kind,date,text,text\nD01,poem,2025-01-01,Ode,Ode\n",
    "contracts.csv": "topic\nfees\n",
    "evidence.csv": "evidence_id,criterion,source_id,start,end,quote,decision\nE1,999-9.9,S77,0,3,Not,perhaps\n"
    "E2,700-1.1,S01,0,3,Nowhere to be found,accepted\nE3,700-1.1,S01,4,10,We talked,accepted\n",
    "decisions/labels.csv": 'sheet_id,start,end,quote,label\nS01,0,9,"never closed,Feeling\n',
    "commentary/hours.md": "---\nsection: weather\n---\nWords.\n",
}


def test_each_command_is_in_the_readme():
    assert [command for command in COMMANDS if f"`coachkit {command} " not in README] == []
    assert {"new", "check", "report"} <= set(COMMANDS)


def test_the_readme_opens_with_the_two_commands_of_make():
    assert re.findall(r"^make \w+", README, re.MULTILINE)[:2] == ["make report", "make test"]


def test_the_page_of_tables_is_what_the_generator_writes():
    assert PAGES["tables.md"] == generate.tables()


def test_the_page_of_problems_is_what_the_generator_writes():
    assert PAGES["problems.md"] == generate.problems()


@pytest.mark.parametrize("table", [*TABLES.values(), *RESULT_TABLES.values()], ids=lambda table: table.file)
def test_each_table_and_column_is_explained(table):
    section = PAGES["tables.md"].partition(f"### {table.file}\n")[2].partition("\n### ")[0]
    explained = dict(re.findall(r"^\| (\w+) \| (.+) \|$", section, re.MULTILINE))
    assert [name for name in table.names if not explained.get(name, "").strip()] == []


def test_each_module_that_states_a_problem_has_its_part_in_the_page():
    stating = {path.stem for path in (ROOT / "coachkit").glob("*.py") if dict(generate.messages(path.stem))}
    assert stating == set(generate.READING)


def unruly_practice(folder: Path) -> Path:
    """A practice folder in which much is wrong."""
    for name, text in UNRULY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def documented() -> list[re.Pattern]:
    """The messages of docs/problems.md as patterns; one that says nothing of its own is none."""
    about_records = PAGES["problems.md"].partition("## What a command may refuse")[0]
    rows = re.findall(r"^\| (.+?) \| .*\|$", about_records, re.MULTILINE)
    said = [row for row in rows if re.search("[a-z]{2}", row.replace("…", ""))]
    return [re.compile(re.escape(row).replace("…", ".*"), re.DOTALL) for row in said]


def test_each_problem_and_note_of_an_unruly_practice_is_in_the_page(tmp_path):
    practice = read_practice(unruly_practice(tmp_path))
    found = pd.concat([practice.problems, practice.notes])["problem"].str.replace(VALUE, "", regex=True)
    patterns = documented()
    assert len(found) > 25
    assert [text for text in found if not any(pattern.fullmatch(text) for pattern in patterns)] == []


@pytest.mark.parametrize("name", coachkit.__all__)
def test_each_public_name_has_a_docstring_and_is_in_a_document(name):
    assert (getattr(coachkit, name).__doc__ or "").strip()
    assert any(re.search(rf"\bcoachkit\.{name}\b", text) for text in (README, *PAGES.values()))


def test_the_glossary_has_one_line_a_term_in_alphabetical_order():
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("- ")]
    terms = [re.fullmatch(r"- \*\*(.+?)\*\*: .+\.", line) for line in lines]
    assert [line for line, term in zip(lines, terms, strict=True) if term is None] == []
    names = [term[1].casefold() for term in terms]
    assert names == sorted(set(names))


def test_the_links_of_the_documents_lead_somewhere():
    places = {ROOT / name: (ROOT / name).read_text("utf-8") for name in ("README.md", "GLOSSARY.md", "CHANGELOG.md")}
    places |= {ROOT / "docs" / name: text for name, text in PAGES.items()}
    dead = [
        (path.name, link)
        for path, text in places.items()
        for link in re.findall(r"\]\(([^)#:]+)\)", text)
        if not (path.parent / link).exists()
    ]
    assert dead == []
