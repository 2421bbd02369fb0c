"""The whole run: what it leaves, under which name, and that a failure leaves the last good report as it was."""

import errno
import io
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest

from coachkit import commentary, progress, provenance, report
from coachkit.errors import RunError, UsageError
from coachkit.practice import read_practice
from coachkit.result_tables import RESULT_TABLES
from conftest import ROOT

CONTACTS = "contact_id,date,client_id,minutes\nK1,2025-01-06,C01,60\nK2,2025-01-07,C01,none\n"
PARAMETERS = 'practice: str = "example"  # the folder\nstart: str = ""  # first day\nend: str = ""  # last day'


@pytest.fixture
def practice(tmp_path) -> Path:
    """A practice of one contact that can be read and one that cannot."""
    folder = tmp_path / "my practice"
    folder.mkdir()
    (folder / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    return folder


@pytest.fixture
def tiny(tmp_path, monkeypatch) -> Path:
    """One small notebook instead of the seven, and empty result tables instead of the analyses."""
    path = tmp_path / "00-overview.ipynb"

    def write(code: str) -> Path:
        cells = [
            nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell(code),
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# What now?"), *cells]), path)
        return path

    def analysed(folder, start="", end=""):
        tables = {name: pd.DataFrame(columns=[c.name for c in table.columns]) for name, table in RESULT_TABLES.items()}
        return SimpleNamespace(practice=read_practice(folder, start, end), **tables)

    monkeypatch.setattr(report.notebooks, "report_notebooks", lambda: [path])
    monkeypatch.setattr(report, "analyse", analysed)
    write("from coachkit import show\nshow.sentence(f'All is well in {practice}.')")
    return SimpleNamespace(write=write)


def made(practice: Path, tmp_path: Path, **how: str) -> report.Made:
    return report.make_report(practice, tmp_path / "out", watch=progress.Lines(io.StringIO()), **how)


def tree(folder: Path) -> dict[str, bytes]:
    """Each file below a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def test_a_report_holds_the_page_the_notebooks_and_every_table_and_names_no_folder(practice, tmp_path, tiny):
    done = made(practice, tmp_path)
    run = done.page.parent
    assert re.fullmatch(r"my-practice-2025-01-07-[0-9a-f]{8}", run.name)
    assert set(tree(run)) == {"index.html", "00-overview.ipynb", *(f"tables/{name}.csv" for name in RESULT_TABLES)}
    assert (done.problems, done.remarks) == (1, ())
    assert str(tmp_path).encode() not in b"".join(tree(run).values())
    assert "All is well in my practice." in done.page.read_text("utf-8")
    heads = {name: (run / "tables" / f"{name}.csv").read_text("utf-8").splitlines()[0] for name in RESULT_TABLES}
    assert heads == {name: ",".join(column.name for column in table.columns) for name, table in RESULT_TABLES.items()}
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [".my-practice.lock", run.name]
    assert sorted(file.name for file in practice.iterdir()) == ["contacts.csv"]


def test_the_same_inputs_give_the_same_bytes_in_the_same_place(practice, tmp_path, tiny):
    first = made(practice, tmp_path)
    before = tree(first.page.parent)
    (first.page.parent / "stray.txt").write_text("left by an editor")
    assert made(practice, tmp_path) == first
    assert tree(first.page.parent) == before


def test_other_inputs_or_another_period_get_another_name(practice, tmp_path):
    def name(**period: str) -> str:
        return report.run_name(read_practice(practice, **period), {"start": "", "end": "", **period})

    names = [name(), name(start="2025-01-01")]
    (practice / "contacts.csv").write_text(CONTACTS + "K3,2025-01-06,C01,10\n", encoding="utf-8")
    names.append(name())
    assert len(set(names)) == 3
    (practice / "private").mkdir()
    (practice / "private" / "key").write_text("secret")
    (practice / "commentary").mkdir()
    (practice / "commentary" / commentary.SEEN).write_text("{}")
    assert name() == names[-1]


def test_a_report_by_another_model_gets_another_name_and_a_cache_does_not(practice, monkeypatch):
    read = read_practice(practice)
    by_words, by_model = [], []
    for names, found in ((by_words, None), (by_model, "a model")):
        monkeypatch.setattr(report.provenance.meaning, "find", lambda *_, found=found: (found, ""))
        names.append(report.run_name(read, {}))
        (practice / ".cache").mkdir(exist_ok=True)
        (practice / ".cache" / "meaning.npz").write_text("vectors")
        names.append(report.run_name(read, {}))
    assert len({*by_words}) == len({*by_model}) == 1
    assert by_words != by_model


def test_a_run_that_fails_leaves_the_last_good_report_and_no_draft(practice, tmp_path, tiny):
    good = made(practice, tmp_path)
    before = tree(tmp_path / "out")
    tiny.write("raise ValueError('no')")
    with pytest.raises(RunError) as failed:
        made(practice, tmp_path)
    assert (
        str(failed.value) == "00-overview, cell 2 `raise ValueError('no')`: ValueError: no; the last good report stands"
    )
    assert tree(tmp_path / "out") == before
    assert good.page.exists()


def test_a_full_disk_at_any_write_leaves_the_last_good_report_and_one_line(practice, tmp_path, tiny, monkeypatch):
    made(practice, tmp_path)
    before = tree(tmp_path / "out")

    def full(self, *_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(report.notebooks, "run_notebooks", lambda *_, **__: [])
    for broken, message in (
        (
            (Path, "write_text"),
            "the report cannot be written: index.html: No space left on device; the last good report stands",
        ),
        ((pd.DataFrame, "to_csv"), "the report cannot be written: "),
    ):
        with monkeypatch.context() as one:
            one.setattr(*broken, full)
            with pytest.raises(RunError) as failed:
                made(practice, tmp_path)
        assert str(failed.value).startswith(message) and "No space left" in str(failed.value)
        assert tree(tmp_path / "out") == before


def test_a_rename_that_fails_brings_the_last_good_report_back(practice, tmp_path, monkeypatch):
    draft, run, old = (tmp_path / name for name in ("draft", "run", "old"))
    run.mkdir()
    (run / "index.html").write_text("good")
    with pytest.raises(FileNotFoundError):
        report._put(draft, run, old)
    assert tree(run) == {"index.html": b"good"}
    assert not old.exists()


def test_what_a_killed_run_left_is_mended_by_the_next(tmp_path):
    run, draft, old = (tmp_path / name for name in ("run", ".draft-run", ".old-run"))
    for folder, text in ((draft, "half"), (old, "good")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    report._recover(run, draft, old)
    assert tree(tmp_path) == {"run/index.html": b"good"}


HOLD = """
import sys, time
from pathlib import Path
from coachkit import report
from coachkit.practice import read_practice
with report._alone(Path(sys.argv[2]), read_practice(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_at_the_same_time_is_refused_and_a_killed_one_holds_nothing(practice, tmp_path, tiny, root):
    out = tmp_path / "out"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, practice, out], stdout=subprocess.PIPE, text=True, cwd=root)
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RunError) as refused:
            made(practice, tmp_path)
        assert str(refused.value) == f"another report on my practice is being made in {out}; wait until it is done"
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    assert made(practice, tmp_path).page.exists()


def test_words_are_remembered_with_the_figures_beside_which_they_were_seen(practice, tmp_path, tiny):
    (practice / "commentary").mkdir()
    (practice / "commentary" / "hours.md").write_text("Slow weeks.")
    assert made(practice, tmp_path).remarks == ()
    seen = commentary.read_seen(practice)
    assert {file: entry["section"] for file, entry in seen.items()} == {"hours.md": "hours"}
    assert sorted(file.name for file in (practice / "commentary").iterdir()) == [commentary.SEEN, "hours.md"]


def test_a_practice_or_a_period_that_cannot_be_is_told_before_anything_is_written(practice, tmp_path, tiny):
    with pytest.raises(UsageError):
        made(tmp_path / "none", tmp_path)
    with pytest.raises(UsageError):
        made(practice, tmp_path, start="soon")
    assert not (tmp_path / "out").exists()


def test_progress_is_a_line_a_cell_where_there_is_no_terminal():
    stream = io.StringIO()
    with progress.progress(stream) as told:
        told("04-coverage", 1, 9)
        told("05-reflection", 1, 7)
    assert stream.getvalue() == "04-coverage: cell 1 of 9\n05-reflection: cell 1 of 7\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_a_notebook_on_a_terminal():
    stream = Terminal()
    with progress.progress(stream) as told:
        told("04-coverage", 1, 9)
        told("04-coverage", 9, 9)
    assert "04-coverage" in stream.getvalue()
    assert "cell 9 of 9" in stream.getvalue()


def test_the_version_in_a_report_is_the_project_s():
    import coachkit

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert coachkit.__version__ == provenance.VERSION == project["version"]


def test_inputs_are_listed_with_names_replaced_and_without_what_is_private(practice):
    (practice / "clients.csv").write_text("client_id,name,consent\nC01,Gareth Pemberley,yes\n", encoding="utf-8")
    (practice / "Gareth Pemberley.txt").write_text("x")
    (practice / "private").mkdir()
    (practice / "private" / "key").write_text("secret")
    listed = provenance.inputs(read_practice(practice))
    assert list(listed["file"]) == ["C01.txt", "clients.csv", "contacts.csv"]
    assert list(listed["bytes"]) == [1, 48, len(CONTACTS)]
    assert listed["hash"].iloc[0] == "2d711642b726"
    assert provenance.inputs_said(listed) == (
        "The report rests on 3 files; a change in any of them, or in the model that sentences are read with, gives it another folder, so no report is overwritten by another."
    )


def test_versions_name_every_program_that_took_part():
    listed = provenance.versions()
    assert list(listed["program"]) == ["coachkit", "python", *provenance.LIBRARIES]
    assert provenance.versions_said(listed).startswith(f"Made by coachkit {provenance.VERSION} on Python 3.")
