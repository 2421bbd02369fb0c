"""The notebooks as they are kept in git: they run under nbval, and what they hold is what coachkit computes now."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from cells import Notebooks, run_cells
from registered import registered, standing, texts

from coachkit.notebooks import report_notebooks
from coachkit.page import SHOWN
from conftest import ROOT

AGAIN = 'python -c "from coachkit import notebooks as n; [n.run_notebook(path, path) for path in n.report_notebooks()]"'
OF_THE_MACHINE = {"table:versions"}
"""Tables of what ran the notebook, which differ from one computer to the next."""


def kept() -> Notebooks:
    return {path.stem: nbformat.read(path, as_version=4) for path in report_notebooks()}


def tables(notebooks: Notebooks) -> dict[tuple[str, str], list]:
    """What each cell with a tag `table:NAME` showed, by notebook and tag."""
    return {
        (name, tag): [output.get("data", {}).get(SHOWN) for output in cell.outputs]
        for name, notebook in notebooks.items()
        for cell in notebook.cells
        for tag in cell.metadata.get("tags", [])
        if tag.startswith("table:")
    }


@pytest.fixture(scope="module")
def now(tmp_path_factory, example) -> Notebooks:
    """The notebooks run now, on a copy of the example that no report has been made of."""
    folder = tmp_path_factory.mktemp("now") / "example"
    return run_cells(shutil.copytree(example, folder, ignore=shutil.ignore_patterns(".seen.json")))


def test_each_tagged_table_in_git_is_what_coachkit_computes_now(now):
    stored, computed = tables(kept()), tables(now)
    assert list(stored) == list(computed)
    assert [
        where for where, shown in stored.items() if [one["kind"] for one in shown if one] not in (["table"], ["quotes"])
    ] == []
    stale = [where for where in stored if where[1] not in OF_THE_MACHINE and stored[where] != computed[where]]
    assert stale == [], f"run the notebooks again: {AGAIN}"


def test_each_sentence_in_git_is_what_coachkit_says_now(now):
    def said(notebooks: Notebooks) -> list[str]:
        outputs = [output for one in notebooks.values() for cell in one.cells for output in cell.get("outputs", [])]
        data = [output.get("data", {}).get(SHOWN) or {} for output in outputs]
        sentences = [one["text"] for one in data if one.get("kind") == "sentence"]
        return [one for one in sentences if not one.startswith("Made by ")]

    assert said(kept()) == said(now), f"run the notebooks again: {AGAIN}"


def test_the_notebooks_in_git_hold_no_name_and_no_place_of_a_machine(example):
    names = registered(example)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        held = "\n".join(texts(nbformat.read(path, as_version=4)))
        assert standing(names, held) == set(), path.name
        assert [place for place in (str(Path.home()), str(ROOT), sys.prefix, "site-packages") if place in held] == [], (
            path.name
        )


def test_every_notebook_runs_under_nbval_in_its_own_folder():
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout", "120"]
    command += [
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:hypothesispytest",
        "-o",
        "addopts=",
        "notebooks",
    ]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COACHKIT_"))}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        command, cwd=ROOT, env=clean | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=400
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    cells = sum(
        cell.cell_type == "code"
        for file in (ROOT / "notebooks").glob("*.ipynb")
        for cell in nbformat.read(file, 4).cells
    )
    assert f"{cells} passed" in done.stdout.splitlines()[-1]
