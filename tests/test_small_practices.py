"""Practices of next to nothing: every cell of every notebook stands, and the page says what is not there yet."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from cells import Notebooks, drawn, run_cells, shown
from folders import write
from opened import opened

from coachkit.page import page
from coachkit.starter import new_practice

HEAD = "contact_id,date,client_id,minutes\n"
FEW = "K1,2025-01-06,C01,60\nK2,2025-01-20,C02,20\nK3,2025-02-07,C01,45\n"
ONE_OF_EACH = {
    "contacts.csv": "contact_id,sheet_id,date,client_id,minutes,role,planned\nK1,S1,2025-01-06,C01,60,coaching,yes\n",
    "clients.csv": "client_id,name,organisation,sponsor,consent\nC01,Ada Quill,Marsh Mills,Odo Frost,yes\n",
    "sheets.csv": "sheet_id,written_on,text\nS1,2025-01-06,Next time I will ask Ada one more question.\n",
    "feedback.csv": "feedback_id,date,client_id,voice,solicited,text,trust\nF1,2025-01-07,C01,client,no,You challenged me.,4\n"
    "F2,2025-01-07,C01,coach,no,,3\n",
    "supervision.csv": "supervision_id,date,minutes,supervisor,text\nV1,2025-01-08,60,Zed Carrow,We spoke of Ada.\n",
    "documents.csv": "document_id,title,kind,date,text\nD1,Contract,contract,2025-01-02,We agreed what is kept private.\n",
    "contracts.csv": "client_id,topic,settled_on\nC01,confidentiality,2025-01-02\n",
    "evidence.csv": "evidence_id,criterion,source_id,start,end,quote,kind,decision\nE1,700-1.1,S1,,,I will ask,RA,accepted\n",
}
SMALL = {
    "an empty log": {"contacts.csv": HEAD},
    "one contact": {"contacts.csv": HEAD + FEW.splitlines()[0] + "\n"},
    "one contact of no length of time": {"contacts.csv": HEAD + "K1,2025-01-06,C01,0\n"},
    "a few contacts": {"contacts.csv": HEAD + FEW},
    "not one row that can be read": {"contacts.csv": HEAD + "K1,2025-13-06,C01,60\n"},
    "no consent at all": ONE_OF_EACH | {"clients.csv": "client_id,name,consent\nC01,Ada Quill,no\n"},
    "nothing within the period": ONE_OF_EACH | {"practice.toml": "period_start = 2025-02-01\n"},
    "one row of each table": ONE_OF_EACH,
    "sheets without contacts": {"contacts.csv": HEAD, "sheets.csv": ONE_OF_EACH["sheets.csv"]},
    "feedback without contacts": {"contacts.csv": HEAD, "feedback.csv": ONE_OF_EACH["feedback.csv"].replace("C01", "")},
    "sheets without words": {"contacts.csv": ONE_OF_EACH["contacts.csv"], "sheets.csv": "sheet_id,text\nS1,\n"},
    "a dozen sheets without a sentence on the own coaching": {
        "contacts.csv": HEAD + FEW,
        "sheets.csv": "sheet_id,written_on,text\n"
        + "".join(f"S{n},2025-01-{n:02},He told the board about his plan for the team.\n" for n in range(1, 13)),
    },
    "no rule": {"contacts.csv": HEAD + FEW, "practice.toml": "[rules]\n"},
    "a preset's rules": {"contacts.csv": HEAD + FEW, "practice.toml": 'preset = "icf-acc"\n'},
}
RAW = re.compile(r"\bnan\b|\bNaT\b|<NA>|\bNone\b(?! of\b)|\bundefined\b|\bTimestamp\b|dtype")
"""What Python or JavaScript writes where a value is missing, which nobody should read."""


@pytest.fixture(params=[*SMALL, "as `coachkit new` makes it"])
def practice(request, tmp_path) -> Path:
    folder = tmp_path / "small"
    return write(folder, SMALL[request.param]) if request.param in SMALL else Path(new_practice(folder))


def sentences(notebooks: Notebooks) -> list[str]:
    return [one["text"] for one in shown(notebooks, "sentence")]


def test_every_cell_stands_says_something_whole_and_is_drawn_in_the_page(practice, browser, tmp_path):
    notebooks = run_cells(practice)
    file = tmp_path / "index.html"
    file.write_text(page(notebooks, "Practice report: small", "", "0"), encoding="utf-8")
    with opened(browser, file) as seen:
        assert len(seen.charts()) == drawn(notebooks)
        assert seen.blank() == []
        assert seen.trouble() == []
        text = seen.text()
    charts = [one[key] for one in shown(notebooks, "chart") for key in ("title", "alt")]
    assert [RAW.findall(one) for one in (*sentences(notebooks), *charts, text) if RAW.search(one)] == []
    assert [one for one in sentences(notebooks) if not one.endswith((".", "?"))] == []


def test_an_empty_log_is_told_what_it_has_not_yet(tmp_path):
    said = sentences(run_cells(write(tmp_path, SMALL["an empty log"])))
    assert {
        "You have no contacts logged yet.",
        "You have no feedback yet.",
        "Your sheets hold no sentence yet.",
        "No intention was found in your sheets yet.",
        "No theme can be told yet: there are too few sheets with prose.",
    } <= set(said)


def test_contacts_alone_make_a_whole_report(tmp_path):
    practice = write(tmp_path / "alone", {"contacts.csv": HEAD + FEW + "K4,2025-02-30,C01,45\n"})
    command = [sys.executable, "-m", "coachkit", "report", str(practice), "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == (
        f"1 problem in the records is left out of it; `coachkit check {practice}` lists what to mend"
    )
    text = Path(done.stdout.strip()).read_text("utf-8")
    assert "30 February" in text or "2025-02-30" in text
    assert "3 contacts" in text
    assert "You have no feedback yet." in text
