"""Notebooks of a coach's own: copied into the practice, followed while they are not changed, never written over when they are."""

import json

import pytest

from coachkit import lab, shipped
from coachkit.errors import RecordsError, UsageError
from coachkit.own_notebooks import own_notebooks

SHIPPED = sorted(path.name for path in shipped.notebooks().glob("*.ipynb"))


def cells(path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]


def edited(path, **cell) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][-1] |= cell
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_every_shipped_notebook_is_copied_without_outputs_and_a_report_s_reads_this_practice(tmp_path):
    folder, changed = own_notebooks(tmp_path)
    assert (folder, changed) == (tmp_path / "private" / "notebooks", [])
    assert sorted(path.name for path in folder.glob("*.ipynb")) == SHIPPED
    assert [line for line in cells(folder / "01-hours.ipynb") if f'practice: str = "{tmp_path}"' in line] != []
    assert cells(folder / "explore.ipynb") == cells(shipped.notebooks() / "explore.ipynb")
    outputs = [
        cell["outputs"]
        for path in folder.glob("*.ipynb")
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    assert outputs and not any(outputs)


def test_one_that_was_run_and_saved_stays_and_one_that_was_changed_is_told_and_kept(tmp_path):
    folder, _ = own_notebooks(tmp_path)
    edited(folder / "explore.ipynb", outputs=[{"output_type": "stream", "name": "stdout", "text": "mine"}])
    edited(folder / "01-hours.ipynb", source=["my own words"])
    (folder / "02-themes.ipynb").write_text("not a notebook", encoding="utf-8")
    (folder / "mine.ipynb").write_text("{}", encoding="utf-8")
    for _ in range(2):
        assert own_notebooks(tmp_path)[1] == ["01-hours.ipynb", "02-themes.ipynb"]
    assert "mine" in (folder / "explore.ipynb").read_text("utf-8")
    assert cells(folder / "01-hours.ipynb")[-1] == "my own words"
    assert (folder / "mine.ipynb").read_text("utf-8") == "{}"


def test_one_that_was_not_changed_follows_what_ships(tmp_path, monkeypatch):
    ships = tmp_path / "ships"
    ships.mkdir()
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    monkeypatch.setattr(shipped, "notebooks", lambda: ships)
    for words in ("of today", "of tomorrow"):
        (ships / "a.ipynb").write_text(json.dumps({"cells": [cell | {"source": [words]}]}), encoding="utf-8")
        folder, changed = own_notebooks(tmp_path / "practice")
        assert (cells(folder / "a.ipynb"), changed) == ([words], [])


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "private").write_text("a file")
    with pytest.raises(RecordsError, match=r"^the notebooks cannot be copied into the practice: "):
        own_notebooks(tmp_path)


def test_the_example_is_opened_as_a_copy_and_another_practice_as_it_is(tmp_path, monkeypatch):
    told = []
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    assert (lab.practice_for("mine", told.append), told) == (tmp_path / "mine", [])
    for folder in ("", "example", str(shipped.data("example"))):
        assert lab.practice_for(folder, told.append) == tmp_path / "example-practice"
    assert (
        told
        == ["This is a copy of the example, in the folder example-practice; what you decide in it is kept there."] * 3
    )
    assert not (shipped.data("example") / "private").exists()


def test_something_else_in_the_place_of_the_copy_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "example-practice").mkdir()
    with pytest.raises(UsageError):
        lab.practice_for("", print)
    assert list((tmp_path / "example-practice").iterdir()) == []
