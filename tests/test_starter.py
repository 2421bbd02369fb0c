"""A new practice folder: whole, private, ready to be filled in and checked."""

import os
import stat

import pytest

from coachkit.errors import UsageError
from coachkit.practice import read_practice
from coachkit.schema import TABLES
from coachkit.starter import new_practice


def test_a_new_practice_has_every_table_with_its_header_alone(tmp_path):
    folder = new_practice(tmp_path / "a" / "mine")
    for table in TABLES.values():
        assert (folder / table.file).read_text("utf-8") == ",".join(table.names) + "\n"
        assert table.file in (folder / "README.md").read_text("utf-8")


def test_a_new_practice_is_read_without_problem_or_note_and_asks_for_100_hours(tmp_path):
    practice = read_practice(new_practice(tmp_path / "mine"))
    assert (len(practice.problems), len(practice.notes)) == (0, 0)
    assert practice.settings.rules == {"hours_total": 100}


def test_settings_that_are_switched_on_are_valid(tmp_path):
    folder = new_practice(tmp_path / "mine")
    settings = folder / "practice.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("\n# coach", "\ncoach").replace("\n# p", "\np").replace("\n# a", "\na")
    )
    practice = read_practice(folder)
    assert len(practice.problems) == 0
    assert practice.settings.coach == "Your Name" and practice.settings.preset == "icf-acc"


@pytest.mark.skipif(os.name == "nt", reason="no such permissions on Windows")
def test_only_the_owner_can_look_into_it(tmp_path):
    assert stat.S_IMODE(new_practice(tmp_path / "mine").stat().st_mode) == 0o700


def test_an_empty_folder_is_filled_and_one_with_a_file_in_it_is_refused(tmp_path):
    (tmp_path / "mine").mkdir()
    new_practice(tmp_path / "mine")
    with pytest.raises(UsageError) as refused:
        new_practice(tmp_path / "mine")
    assert str(refused.value) == f"{tmp_path / 'mine'}: stands there already and is not empty; nothing was written"


@pytest.mark.parametrize("broken", ["os.replace", "pathlib.Path.write_text"])
def test_where_it_cannot_be_written_nothing_is_left_behind(tmp_path, monkeypatch, broken):
    def refuse(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(broken, refuse)
    with pytest.raises(UsageError) as refused:
        new_practice(tmp_path / "mine")
    assert str(refused.value) == f"{tmp_path / 'mine'}: cannot be written: No space left on device"
    assert list(tmp_path.iterdir()) == []
