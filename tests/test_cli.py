"""The commands as processes: what they print, where, and the code they leave with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from folders import write
from test_small_practices import ONE_OF_EACH

from conftest import ROOT

CANDIDATE = ["criterion", "rank", "source_id", "start", "end", "passage", "score", "why"]
FAKE_LAB = "import json, os, sys\nprint(json.dumps([sys.argv[1:], os.environ['COACHKIT_PRACTICE']]))\nsys.exit(7)\n"


def coachkit(*words: str, cwd: Path, path: Path | None = None) -> subprocess.CompletedProcess:
    """`coachkit WORDS` in a folder; `path` is looked in first for modules."""
    environment = os.environ | ({"PYTHONPATH": os.pathsep.join([str(path), str(ROOT)])} if path else {})
    command = [sys.executable, "-m", "coachkit", *words]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture
def home(tmp_path) -> Path:
    """A folder with a small practice, an empty folder, and one whose contacts cannot be opened as a table."""
    write(tmp_path / "small", ONE_OF_EACH)
    (tmp_path / "empty").mkdir()
    write(tmp_path / "blank", {"contacts.csv": ""})
    return tmp_path


REFUSED = {
    "report nowhere": (2, "usage: nowhere: there is no such folder; `coachkit new nowhere` makes an empty practice there"),
    "report small/contacts.csv": (2, "usage: small/contacts.csv: is a file; give the folder that holds contacts.csv"),
    "report small --start soon": (2, "usage: start 'soon' is not a date: write it as 2025-01-31, year first"),
    "report small --start 2025-02-01 --end 2025-01-01": (2, "usage: the period starts on 2025-02-01, after its end on 2025-01-01"),
    "report empty": (1, "there is no contacts.csv that can be read; `coachkit check` with the same folder says why"),
    "report blank": (1, "there is no contacts.csv that can be read; `coachkit check` with the same folder says why"),
    "report small --out small/contacts.csv": (3, "the report cannot be written: contacts.csv: File exists; the last good report stands"),
    "candidates nowhere 700-1.3": (2, "usage: nowhere: there is no such folder; `coachkit new nowhere` makes an empty practice there"),
    "app nowhere": (2, "usage: nowhere: there is no such folder; `coachkit new nowhere` makes an empty practice there"),
    "lab nowhere": (2, "usage: nowhere: there is no such folder; `coachkit new nowhere` makes an empty practice there"),
}  # fmt: skip


@pytest.mark.parametrize("command", REFUSED)
def test_what_cannot_be_done_is_one_line_with_its_code_and_nothing_is_written(command, home):
    before = sorted(home.rglob("*"))
    done = coachkit(*command.split(), cwd=home)
    assert (done.returncode, done.stderr, done.stdout) == (
        REFUSED[command][0],
        f"coachkit: {REFUSED[command][1]}\n",
        "",
    )
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize(
    "command", ["report", "report small --colour red", "candidates small", "candidates small 700-1.1 -k 0", "fly"]
)
def test_a_command_that_is_written_wrongly_is_usage(command, home):
    done = coachkit(*command.split(), cwd=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: ")


def test_candidates_for_programs_are_rows_of_the_table_whose_places_hold_their_words(home, example):
    done = coachkit("candidates", str(example), "702-1.1", "-k", "3", "--json", cwd=home)
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, [row["rank"] for row in found]) == (0, "", [1, 2, 3])
    assert [list(row) for row in found] == [CANDIDATE] * 3
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    assert {row["criterion"] for row in found} == {"702-1.1"}
    assert [row for row in found if not (row["passage"] and row["why"] and 0 <= row["start"] < row["end"])] == []


def test_candidates_for_people_are_the_same_passages_in_words(home):
    words, data = (
        coachkit("candidates", "small", "700-1.2", cwd=home),
        coachkit("candidates", "small", "700-1.2", "--json", cwd=home),
    )
    found = json.loads(data.stdout)
    assert (words.returncode, words.stderr) == (0, "") and found
    blocks = [
        f"{row['rank']}. {row['source_id']} ({row['start']}-{row['end']})\n   {row['passage']}\n   may evidence it: {row['why']}\n\n"
        for row in found
    ]
    assert words.stdout == "".join(blocks)
    assert "Ada" not in words.stdout


def test_candidates_where_there_is_no_text_say_so(home):
    write(home / "bare", {"contacts.csv": "contact_id,date,client_id,minutes\n"})
    done = coachkit("candidates", "bare", "700-1.2", cwd=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No passage to offer for 700-1.2.\n", "")


def test_a_criterion_that_is_not_there_is_answered_with_those_that_are(home):
    done = coachkit("candidates", "small", "999-9.9", cwd=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "coachkit: usage: '999-9.9' is not a criterion of this framework; it has 700-1.1, 700-1.2, "
    )
    assert len(done.stderr.splitlines()) == 1


def test_the_lab_is_started_on_this_computer_alone_with_the_practice_in_its_environment(home):
    fake = write(home / "fake", {"jupyterlab/__init__.py": "", "jupyterlab/__main__.py": FAKE_LAB})
    done = coachkit("lab", "small", cwd=home, path=fake)
    said, ran = done.stdout.splitlines()
    arguments, practice = json.loads(ran)
    assert done.returncode == 7
    assert said == "JupyterLab opens evidence-desk.ipynb from small/private/notebooks."
    assert practice == str((home / "small").resolve())
    root = (home / "small" / "private" / "notebooks").resolve()
    wanted = {
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={root}",
        "--LabApp.default_url=/lab/tree/evidence-desk.ipynb",
    }
    assert wanted <= set(arguments)
    assert [one for one in arguments if "token" in one.lower() or "password" in one.lower() or "0.0.0.0" in one] == []


def test_the_app_is_started_on_this_computer_alone_with_a_token_of_its_own_and_the_desk_s_notebooks_only(home):
    listing = "import os, sys\nprint(sorted(os.listdir(sys.argv[1])))\n"
    fake = write(home / "fake", {"voila/__init__.py": "", "voila/__main__.py": listing + FAKE_LAB})
    done = coachkit("app", "small", cwd=home, path=fake)
    said, held, ran = done.stdout.splitlines()
    arguments, practice = json.loads(ran)
    assert (done.returncode, said) == (7, "The desk of small opens as a page; Ctrl+C stops it.")
    assert held == "['evidence-desk.ipynb', 'explore.ipynb']"
    assert practice == str((home / "small").resolve())
    assert {"--Voila.ip=127.0.0.1", "--Voila.auto_token=True", "--VoilaConfiguration.strip_sources=True"} <= set(
        arguments
    )
    assert not (home / "small" / "private").exists()
