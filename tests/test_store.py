"""An import is written whole or not at all, wherever it is cut short, and is taken back byte for byte."""

import errno
import os
import stat
import sys
from pathlib import Path

import folders
import pytest
from importing import AT, contact, files, imported, planned, sheet, tree

from coachkit.errors import RecordsError, UsageError
from coachkit.importers.changes import store
from coachkit.importers.steps import Row
from coachkit.practice import read_practice
from conftest import ROOT

ROWS = [
    sheet("Ada Quill.docx"),
    contact("Ada Quill.docx", "table 1, row 2", "2025-02-03", "C01", 40, 0),
    contact("log.xlsx", "row 2", "2025-02-04", "C02", 25),
    *(
        Row("", "clients", "", {"client_id": client, "name": name})
        for client, name in (("C01", "Ada Quill"), ("C02", "Björn Marsh"), ("C03", "Cleo Vance"))
    ),
    contact("log.xlsx", "row 3", "2025-02-05", "C03", 30),
]
WRITES = ("replace", "fsync", "mkdir", "chmod", "rmdir", "unlink")


@pytest.fixture
def practice(tmp_path):
    """A practice with two contacts and two clients."""
    return folders.write(tmp_path / "practice", {"contacts.csv": folders.CONTACTS, "clients.csv": folders.CLIENTS})


def test_an_import_says_what_it_wrote_and_undo_what_it_took_back(practice):
    made = planned(ROWS, practice)
    applied = store.apply(made, files(ROWS), practice, AT)
    assert applied.number == "0001"
    assert applied.sentences == (
        f"Imported into {practice}: 1 client, 3 contacts and 1 sheet new.",
        f"The originals are kept in {practice}/private/originals; `coachkit undo {practice}` takes the import back.",
    )
    assert store.undo(practice).sentences == (
        f"The import of 2026-11-23 10:15 into {practice} is taken back (1 client, 3 contacts and 1 sheet).",
        "As before it, byte for byte: sheets.csv, contacts.csv, clients.csv.",
    )


def test_rows_that_stand_keep_their_bytes_and_new_ones_follow(practice):
    imported(ROWS, practice)
    assert (practice / "contacts.csv").read_text() == (
        "contact_id,date,client_id,minutes,sheet_id\n"
        "K1,2025-01-06,C01,60,\nK2,2025-01-20,C02,45,\n"
        "K3,2025-02-03,C01,40,S001\nK4,2025-02-04,C02,25,\nK5,2025-02-05,C03,30,\n"
    )
    assert read_practice(practice, today=folders.TODAY).counts == {"clients": 3, "contacts": 5, "sheets": 1}


def test_undo_leaves_the_folder_as_it_was_and_can_be_repeated_to_the_first_import(practice):
    trees = [tree(practice)]
    for number in range(3):
        rows = [contact("log.xlsx", f"row {row}", f"2025-03-0{row + 1}", "C01", 20) for row in range(number + 1)]
        imported(rows, practice, version=str(number))
        trees.append(tree(practice))
    for before in reversed(trees[:-1]):
        store.undo(practice)
        assert tree(practice) == before
    assert store.undo(practice).sentences == (f"Nothing to undo: no import into {practice} is recorded.",)


@pytest.mark.parametrize("stands", [False, True])
def test_the_first_import_makes_the_practice_and_its_undo_takes_it_away(tmp_path, stands):
    folder = tmp_path / "new"
    if stands:
        folder.mkdir()
    imported(ROWS, folder)
    assert read_practice(folder, today=folders.TODAY).counts["contacts"] == 3
    assert store.undo(folder).sentences[0].startswith(f"The import of 2026-11-23 10:15 into {folder} is taken back")
    assert os.listdir(tmp_path) == (["new"] if stands else [])
    assert tree(folder) == {}


def test_a_practice_that_the_import_made_stays_where_something_else_was_put_into_it(tmp_path):
    folder = tmp_path / "new"
    imported(ROWS, folder)
    (folder / "practice.toml").write_text("[rules]\n")
    store.undo(folder)
    assert (folder / "practice.toml").read_text() == "[rules]\n"
    assert (folder / "contacts.csv").read_text().count("\n") == 1
    assert not (folder / "private").exists()


def test_originals_are_kept_byte_for_byte_under_their_hash_for_the_owner_alone(practice):
    imported(ROWS, practice)
    kept = practice / "private" / "originals"
    expected = {f"{sha256}.{name.rpartition('.')[2]}": data for name, data, sha256 in files(ROWS)}
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == expected
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept.iterdir()} == {0o400}
    assert stat.S_IMODE(kept.stat().st_mode) == stat.S_IMODE((practice / "private").stat().st_mode) == 0o700
    names = " ".join(path.as_posix() for path in (practice / "private").rglob("*"))
    assert "Ada" not in names and "log" not in names.replace(str(practice), "")


def test_an_original_that_an_earlier_import_brought_stays_when_a_later_one_is_undone(practice):
    imported(ROWS[:2], practice)
    imported([*ROWS[:2], contact("log.xlsx", "row 9", "2025-05-01", "C01", 10)], practice)
    store.undo(practice)
    assert len(list((practice / "private" / "originals").iterdir())) == 1


def test_nothing_new_writes_nothing(practice):
    imported(ROWS, practice)
    before = tree(practice)
    again = store.apply(planned(ROWS, practice), files(ROWS), practice, AT)
    assert again == store.Applied("", ("Nothing to import: all of it stands there already. Nothing was written.",))
    assert tree(practice) == before


def test_a_table_changed_since_the_preview_is_not_overwritten(practice):
    made = planned(ROWS, practice)
    (practice / "contacts.csv").write_text(folders.CONTACTS + "K3,2025-01-21,C02,15\n")
    before = tree(practice)
    with pytest.raises(RecordsError) as told:
        store.apply(made, files(ROWS), practice, AT)
    assert str(told.value) == "contacts.csv: was changed since the preview was made; import again"
    assert {path: data for path, data in tree(practice).items() if not path.startswith("private")} == before


def test_undo_refuses_where_a_table_was_changed_since(practice):
    imported(ROWS, practice)
    text = (practice / "contacts.csv").read_text()
    (practice / "contacts.csv").write_text(text.replace("C01,40", "C01,45"))
    before = tree(practice)
    with pytest.raises(RecordsError) as told:
        store.undo(practice)
    assert str(told.value) == (
        "The import of 2026-11-23 10:15 is not taken back, and nothing was changed: "
        "contacts.csv was changed since (the first difference is on line 4)"
    )
    assert tree(practice) == before


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        (
            "evidence.csv",
            "evidence_id,criterion,source_id,decision\nE1,700-1.2,S001,accepted\n",
            "evidence.csv, line 2 stands on S001, which the import added",
        ),
        (
            "decisions/labels.csv",
            "sheet_id,label\nS001,Belief\n",
            "decisions/labels.csv, line 2 stands on S001, which the import added",
        ),
        (
            "contracts.csv",
            "client_id,topic\nC01,fees\nC03,fees\n",
            "contracts.csv, line 3 stands on C03, which the import added",
        ),
    ],
)
def test_undo_refuses_where_later_decisions_stand_on_what_came_in(practice, file, text, why):
    imported(ROWS, practice)
    folders.write(practice, {file: text})
    before = tree(practice)
    with pytest.raises(RecordsError) as told:
        store.undo(practice)
    assert str(told.value) == f"The import of 2026-11-23 10:15 is not taken back, and nothing was changed: {why}"
    assert tree(practice) == before


def test_undo_refuses_where_a_passage_was_judged_in_a_text_that_the_import_changed(practice):
    imported([sheet("a.docx")], practice)
    imported([sheet("a.docx", "Other words altogether.")], practice, version="2")
    folders.write(practice, {"evidence.csv": "evidence_id,criterion,source_id,decision\nE1,700-1.2,S001,accepted\n"})
    with pytest.raises(RecordsError) as told:
        store.undo(practice)
    assert str(told.value).endswith("evidence.csv, line 2 stands on S001, whose text the import changed")


def test_a_decision_that_was_there_at_the_import_does_not_bar_undo(practice):
    folders.write(practice, {"evidence.csv": "evidence_id,criterion,source_id,decision\nE1,700-1.2,S001,accepted\n"})
    rows = [Row("s.csv", "sheets", "line 2", {"sheet_id": "S001", "text": "Words."})]
    before = tree(practice)
    imported(rows, practice)
    store.undo(practice)
    assert tree(practice) == before


def test_links_are_not_written_through(practice, tmp_path):
    (practice / "contacts.csv").rename(tmp_path / "elsewhere.csv")
    (practice / "contacts.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(RecordsError) as told:
        planned(ROWS, practice)
    assert str(told.value) == ("contacts.csv: is a link to another place; put the file itself there")


def test_two_imports_at_once_are_told_apart(practice):
    from filelock import FileLock

    made = planned(ROWS, practice)
    (practice / "private").mkdir()
    with FileLock(practice / "private" / ".lock"), pytest.raises(UsageError) as told:
        store.apply(made, files(ROWS), practice, AT)
    assert str(told.value) == "practice: another import, undo or decision is being written there; wait until it is done"


def test_a_record_that_cannot_be_read_is_told(practice):
    imported(ROWS, practice)
    (practice / "private" / "imports" / "0001" / "record.json").write_text("{")
    with pytest.raises(RecordsError) as told:
        store.undo(practice)
    assert str(told.value) == (
        "private/imports/0001/record.json: cannot be read, and without it no import can be made or taken back"
    )


def test_an_original_whose_bytes_are_not_those_of_its_hash_is_refused(practice):
    before = tree(practice)
    swapped = [(name, b"other", sha256) for name, _, sha256 in files(ROWS)]
    with pytest.raises(RecordsError) as told:
        store.apply(planned(ROWS, practice), swapped, practice, AT)
    assert str(told.value) == "practice: nothing was imported: an original was not kept byte for byte"
    assert tree(practice) == before


# Cut short at every point


class Failing:
    """Every call of the system that writes, counted; from the n-th on, once or for good, there is no room left."""

    def __init__(self, monkeypatch, at: int, for_good: bool) -> None:
        self.calls, self.at, self.for_good = 0, at, for_good
        for name in WRITES:
            monkeypatch.setattr(os, name, self._counting(getattr(os, name)))

    def _counting(self, call):
        def counted(*args, **named):
            self.calls += 1
            if self.calls == self.at or (self.for_good and self.calls > self.at):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*args, **named)

        return counted


def old_or_told(folder: Path, states: list[dict]) -> bool:
    """Whether the practice reads as one of the states, or says that an import was cut short."""
    try:
        read_practice(folder, today=folders.TODAY)
    except RecordsError as error:
        return str(error) == f"{folder.name}: an import was cut short; `coachkit undo {folder}` sets it right"
    return records(folder) in states


def records(folder: Path) -> dict:
    """The folder without private/, which no reader looks at."""
    return {path: data for path, data in tree(folder).items() if path.split("/")[0] != "private"}


@pytest.mark.parametrize("for_good", [False, True])
def test_a_disk_that_is_full_at_any_write_leaves_the_old_state_or_one_that_undo_sets_right(
    tmp_path, monkeypatch, for_good
):
    for at in range(1, 200):
        practice = folders.write(tmp_path / str(at) / "practice", {"contacts.csv": folders.CONTACTS})
        before, made = tree(practice), planned(ROWS, practice)
        with monkeypatch.context() as patch:
            failing = Failing(patch, at, for_good)
            try:
                store.apply(made, files(ROWS), practice, AT)
            except RecordsError as error:
                assert "No space left on device" in str(error)
            else:
                assert records(practice) != before
                if failing.calls < at:
                    return
                continue
        assert old_or_told(practice, [before])
        store.undo(practice)
        assert tree(practice) == before
    raise AssertionError("the import never came to its end")


def test_an_undo_cut_short_at_any_write_can_be_repeated(tmp_path, monkeypatch):
    for at in range(1, 200):
        practice = folders.write(tmp_path / str(at) / "practice", {"contacts.csv": folders.CONTACTS})
        before = tree(practice)
        imported(ROWS, practice)
        after = records(practice)
        with monkeypatch.context() as patch:
            failing = Failing(patch, at, for_good=True)
            try:
                store.undo(practice)
            except RecordsError as error:
                assert "No space left on device" in str(error)
        assert old_or_told(practice, [before, after])
        store.undo(practice)
        assert tree(practice) == before
        if failing.calls < at:
            return
    raise AssertionError("the undo never came to its end")


@pytest.mark.parametrize("for_good", [False, True])
def test_a_new_practice_is_made_whole_or_not_at_all(tmp_path, monkeypatch, for_good):
    for at in range(1, 300):
        place = tmp_path / str(at)
        made = planned(ROWS, place / "new")
        with monkeypatch.context() as patch:
            failing = Failing(patch, at, for_good)
            try:
                store.apply(made, files(ROWS), place / "new", AT)
            except (RecordsError, UsageError) as error:
                assert "No space left on device" in str(error)
        if (place / "new").exists():
            assert read_practice(place / "new", today=folders.TODAY).counts["contacts"] == 3
        if failing.calls < at:
            return
    raise AssertionError("the import never came to its end")


KILLED = """
import os, sys, itertools
sys.path[:0] = [{root!r}, {tests!r}]
import coachkit.importers.changes.store as store
from test_store import ROWS, WRITES, AT, files, planned
from pathlib import Path
folder, at, does = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
count = itertools.count(1)
def killing(call):
    def counted(*args, **named):
        if next(count) == at:
            os._exit(9)
        return call(*args, **named)
    return counted
made = planned(ROWS, folder) if does == "apply" else None
for name in WRITES:
    setattr(os, name, killing(getattr(os, name)))
store.apply(made, files(ROWS), folder, AT) if does == "apply" else store.undo(folder)
os._exit(0)
"""


@pytest.mark.parametrize("does", ["apply", "undo"])
def test_a_kill_at_any_write_is_set_right_by_the_next_undo_or_import(tmp_path, does):
    script = KILLED.format(root=str(ROOT), tests=str(ROOT / "tests"))
    imported(ROWS, folders.write(tmp_path / "whole" / "practice", {"contacts.csv": folders.CONTACTS}))
    whole = records(tmp_path / "whole" / "practice")
    for at in range(1, 200):
        practice = folders.write(tmp_path / str(at) / "practice", {"contacts.csv": folders.CONTACTS})
        before = records(practice)
        if does == "undo":
            imported(ROWS, practice)
        pid = os.fork()
        if pid == 0:
            sys.argv = ["-", str(practice), str(at), does]
            exec(compile(script, "killed", "exec"), {})
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert old_or_told(practice, [before, whole])
        if code == 0:
            return
        if at % 2:
            store.undo(practice)
            assert records(practice) == before
        else:
            store.set_right(practice)
            if records(practice) == before:
                imported(ROWS, practice)
            assert read_practice(practice, today=folders.TODAY).counts["contacts"] == 5
    raise AssertionError("it never came to its end")
