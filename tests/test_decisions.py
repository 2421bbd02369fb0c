"""Decisions: on the disk when the call returns, whole or not at all, found again after a re-save, and taken back."""

import csv
import json
import os
import signal
import subprocess
import sys
import textwrap
from datetime import date

import pytest

from coachkit import disk, read_practice
from coachkit.decisions import Decisions
from coachkit.errors import RecordsError, UsageError
from conftest import ROOT

TEXT = "We met on the stairs. I asked what it had cost her. She named a sum, and then laughed."
FILES = {
    "contacts.csv": "contact_id,sheet_id,date,client_id,minutes\nK1,S1,2025-01-10,C01,60\n",
    "sheets.csv": f'sheet_id,written_on,text\nS1,2025-01-10,"{TEXT}"\n',
    "practice.toml": 'framework = "mine.csv"\n',
    "mine.csv": "criterion,text,needed\nvalue,Show what it is worth,2\nethics,Keep to a code,1\n",
}
HEADER = "evidence_id,criterion,source_id,start,end,quote,kind,decision,reason,decided_on,assessor,assessor_decision,sampled\n"
DAY = date(2025, 2, 1)
FIRST = (0, 21)
SECOND = (22, 51)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "a practice"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def desk(folder) -> Decisions:
    return Decisions(read_practice(folder), DAY)


def rows(folder, name="evidence.csv") -> list[dict]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_decision_is_a_row_with_the_words_as_they_are_written(folder):
    given = desk(folder).decide("value", "S1", *SECOND, "accepted", reason="A sum is asked for.", kind="RA")
    assert given == "E001"
    assert (folder / "evidence.csv").read_text("utf-8") == HEADER + (
        "E001,value,S1,22,51,I asked what it had cost her.,RA,accepted,A sum is asked for.,2025-02-01,,,\n"
    )


def test_the_practice_holds_the_decision_at_once(folder):
    decisions = desk(folder)
    decisions.decide("value", "S1", *SECOND, "accepted")
    held = decisions.practice.evidence
    assert held[["criterion", "start", "end", "decision"]].values.tolist() == [["value", 22, 51, "accepted"]]


def test_a_passage_decided_anew_keeps_its_id_and_its_reason_and_is_not_two_rows(folder):
    decisions = desk(folder)
    decisions.decide("value", "S1", *SECOND, "later", reason="A sum is asked for.")
    assert decisions.decide("value", "S1", 22, 86, "accepted") == "E001"
    (row,) = rows(folder)
    assert (row["decision"], row["reason"], row["end"]) == ("accepted", "A sum is asked for.", "86")


def test_the_reason_for_which_it_was_accepted_is_not_that_of_its_rejection(folder):
    decisions = desk(folder)
    decisions.decide("value", "S1", *SECOND, "accepted", reason="A sum is asked for.")
    decisions.decide("value", "S1", *SECOND, "rejected")
    assert rows(folder)[0]["reason"] == ""


def test_one_passage_may_stand_for_two_criteria_and_one_criterion_have_two_passages(folder):
    decisions = desk(folder)
    ids = [decisions.decide(criterion, "S1", *SECOND, "accepted") for criterion in ("value", "ethics")]
    ids.append(decisions.decide("value", "S1", *FIRST, "accepted"))
    assert ids == ["E001", "E002", "E003"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("worth", "S1", 0, 5, "accepted"), "criterion 'worth' is not there; it is one of value, ethics"),
        (("value", "S9", 0, 5, "accepted"), "source_id 'S9' is not there; it is one of S1"),
        (("value", "S1", 5, 5, "accepted"), "S1 has characters 0 to 86; 5 to 5 is no passage of it"),
        (
            ("value", "S1", 0, 5, "maybe"),
            "decision 'maybe' is not allowed; it is one of accepted, rejected, later",
        ),
    ],
)
def test_what_the_practice_does_not_hold_is_refused_and_nothing_is_written(folder, asked, told):
    with pytest.raises(UsageError) as refused:
        desk(folder).decide(*asked)
    assert str(refused.value) == told
    assert not (folder / "evidence.csv").exists()


def test_the_shipped_example_is_never_written_to():
    practice = read_practice("example")
    before = (practice.folder / "evidence.csv").read_bytes()
    with pytest.raises(UsageError, match="the example that ships is not written to"):
        Decisions(practice).decide("700-1.3", "S001", 0, 40, "accepted")
    assert (practice.folder / "evidence.csv").read_bytes() == before


# Undo


def test_undo_puts_every_byte_back_and_an_id_is_not_given_twice(folder):
    (folder / "evidence.csv").write_text(HEADER + "E007,value,S1,0,21,We met on the stairs.,,later,,,,,\n")
    before = (folder / "evidence.csv").read_bytes()
    decisions = desk(folder)
    assert decisions.decide("value", "S1", *SECOND, "accepted") == "E008"
    assert decisions.decide("value", "S1", *FIRST, "accepted") == "E007"
    undone = decisions.undo()
    assert (undone.table, undone.row["decision"], undone.before["decision"]) == ("evidence", "accepted", "later")
    decisions.undo()
    assert (folder / "evidence.csv").read_bytes() == before
    assert decisions.decide("value", "S1", *SECOND, "accepted") == "E009"


def test_undo_reaches_back_over_tables_and_days_and_says_when_there_is_no_more(folder):
    decisions = desk(folder)
    decisions.decide("value", "S1", *SECOND, "accepted")
    decisions.relabel("S1", *SECOND, "Learning")
    decisions.name("Stairs", "not_a_name")
    again = desk(folder)
    assert [again.undo().table for _ in range(3)] == ["name_decisions", "labels", "evidence"]
    with pytest.raises(UsageError, match="there is no decision to take back"):
        again.undo()


def test_a_row_changed_by_hand_since_is_not_taken_back(folder):
    desk(folder).decide("value", "S1", *SECOND, "accepted", reason="A sum.")
    path = folder / "evidence.csv"
    path.write_text(path.read_text().replace("A sum.", "A sum is asked for."))
    before = path.read_bytes()
    with pytest.raises(RecordsError) as refused:
        desk(folder).undo()
    assert str(refused.value) == (
        "evidence.csv: the row of the last decision was changed since it was made; nothing was taken back"
    )
    assert path.read_bytes() == before


# The file as it stands


def test_a_file_that_a_spreadsheet_re_saved_is_read_written_and_undone(folder):
    desk(folder).decide("value", "S1", *FIRST, "later")
    saved = (folder / "evidence.csv").read_text("utf-8").replace(",", ";").replace("2025-02-01", "01/02/2025")
    (folder / "evidence.csv").write_bytes(saved.replace("\n", "\r\n").encode("cp1252"))
    decisions = desk(folder)
    assert decisions.decide("value", "S1", *FIRST, "accepted", reason="Naïve, and on the stairs.") == "E001"
    (row,) = rows(folder)
    assert (row["decision"], row["reason"], row["quote"]) == (
        "accepted",
        "Naïve, and on the stairs.",
        "We met on the stairs.",
    )
    assert decisions.undo().before["decision"] == "later"


def test_rows_and_columns_that_are_not_touched_keep_their_bytes(folder):
    odd = (
        'criterion,mine,source_id,quote,decision,evidence_id\nvalue,"a ""note""",S1,"We met on the stairs.",later,E1\n'
    )
    (folder / "evidence.csv").write_text(odd)
    desk(folder).decide("ethics", "S1", *SECOND, "rejected")
    lines = (folder / "evidence.csv").read_text().splitlines()
    assert lines[0].startswith("criterion,mine,source_id,quote,decision,evidence_id,")
    assert lines[1].startswith('value,"a ""note""",S1,"We met on the stairs.",later,E1')


def test_a_quote_stays_linked_when_its_sheet_is_edited_and_is_kept_when_it_is_gone(folder):
    desk(folder).decide("value", "S1", *SECOND, "accepted")
    sheets = folder / "sheets.csv"
    sheets.write_text(sheets.read_text().replace("We met", "Late again, we met"))
    assert read_practice(folder).evidence[["start", "end"]].values.tolist() == [[34, 63]]
    sheets.write_text(sheets.read_text().replace("I asked what it had cost her. ", ""))
    kept = read_practice(folder).evidence
    assert kept["quote"].tolist() == ["I asked what it had cost her."]
    assert kept["start"].isna().all()


def test_a_table_whose_rows_cannot_be_told_apart_is_left_as_it_is(folder):
    (folder / "evidence.csv").write_text('evidence_id,criterion,source_id,decision\nE1,"value,S1,later\n')
    before = (folder / "evidence.csv").read_bytes()
    with pytest.raises(RecordsError, match=r"evidence\.csv: its rows cannot be told apart, so nothing can be written"):
        desk(folder).decide("value", "S1", *SECOND, "accepted")
    assert (folder / "evidence.csv").read_bytes() == before


def test_a_full_disk_is_told_in_one_line_and_leaves_the_table(folder, monkeypatch):
    desk(folder).decide("value", "S1", *FIRST, "later")
    before = (folder / "evidence.csv").read_bytes()

    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(disk, "put", full)
    with pytest.raises(RecordsError) as told:
        desk(folder).decide("value", "S1", *SECOND, "accepted")
    assert str(told.value) == "a practice: the decision was not written: evidence.csv: No space left on device"
    assert (folder / "evidence.csv").read_bytes() == before


# Cut short, and two at once

DECIDING = """
    import os, signal, sys
    from coachkit import disk, read_practice
    from coachkit.decisions import Decisions
    place, number = sys.argv[2], int(sys.argv[3])
    real = getattr(disk, place)
    calls = iter(range(100))
    def cut(*given):
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given)
    setattr(disk, place, cut)
    Decisions(read_practice(sys.argv[1])).decide("value", "S1", 22, 51, "accepted")
"""


@pytest.mark.parametrize(("place", "number"), [("append", 0), ("put", 0), ("write", 0), ("move", 0), ("sync", 0)])
def test_killed_at_any_step_the_table_is_as_before_or_as_after_and_the_next_decision_goes_on(folder, place, number):
    desk(folder).decide("value", "S1", *FIRST, "later")
    before = rows(folder)
    script = [sys.executable, "-c", textwrap.dedent(DECIDING), str(folder), place, str(number)]
    done = subprocess.run(script, cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert rows(folder)[: len(before)] == before
    assert len(rows(folder)) in (1, 2)
    decisions = desk(folder)
    decisions.decide("ethics", "S1", *SECOND, "accepted")
    assert decisions.undo().row["criterion"] == "ethics"


def test_a_last_line_of_the_journal_that_a_cut_left_unfinished_gives_way(folder):
    desk(folder).decide("value", "S1", *FIRST, "later")
    with (folder / "private" / "decisions.jsonl").open("a") as journal:
        journal.write('{"at": "2025-')
    decisions = desk(folder)
    decisions.decide("ethics", "S1", *SECOND, "accepted")
    assert [decisions.undo().row["criterion"] for _ in range(2)] == ["ethics", "value"]


def test_two_programs_that_decide_at_once_lose_nothing(folder):
    script = textwrap.dedent(
        """
        import sys
        from coachkit import read_practice
        from coachkit.decisions import Decisions
        decisions = Decisions(read_practice(sys.argv[1]))
        for at in range(0, 40, 10):
            decisions.decide(sys.argv[2], "S1", at, at + 9, "later")
        """
    )
    both = [
        subprocess.Popen([sys.executable, "-c", script, str(folder), criterion], cwd=ROOT)
        for criterion in ("value", "ethics")
    ]
    assert [one.wait() for one in both] == [0, 0]
    found = rows(folder)
    assert sorted(row["evidence_id"] for row in found) == [f"E{n:03}" for n in range(1, 9)]
    assert sum(row["criterion"] == "value" for row in found) == 4


def test_the_journal_is_for_its_owner_alone(folder):
    desk(folder).decide("value", "S1", *FIRST, "later")
    journal = folder / "private" / "decisions.jsonl"
    assert os.name == "nt" or journal.stat().st_mode & 0o077 == 0
    assert json.loads(journal.read_text().splitlines()[0])["table"] == "evidence"


def test_the_command_takes_the_last_decision_back_and_says_which(folder):
    desk(folder).decide("value", "S1", *FIRST, "later")
    command = [sys.executable, "-m", "coachkit", "undo", str(folder), "--decision"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "The last decision, in evidence.csv, E001, is taken back: its row is gone again.\n"
    assert rows(folder) == []
