"""The mapping sheet goes out, is filled in by an assessor, and comes back."""

import csv
import io
import json
import subprocess
import sys
import time
import zipfile
from datetime import datetime

import openpyxl
import pytest
from mapped import FILES, filled, practice, results, rows

from coachkit.decisions import Decisions
from coachkit.errors import UsageError
from coachkit.exports.mapping import export_mapping, write_mapping
from coachkit.mapping import preview
from coachkit.mapping.columns import COLUMNS, LABELS
from coachkit.mapping.taking import take_in
from coachkit.practice import read_practice

LABEL = {column.label: at for at, column in enumerate(COLUMNS)}
PAYLOADS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1;1)", "\t=1+1", '=HYPERLINK("x";"y")')


def out(folder, name="out.xlsx"):
    return write_mapping(results(folder), folder.parent / name)


def evidence(folder) -> dict[str, dict[str, str]]:
    text = (folder / "evidence.csv").read_text("utf-8")
    return {row["evidence_id"]: row for row in csv.DictReader(io.StringIO(text))}


def problems(taken) -> list[tuple[str, str, str]]:
    return [(remark.place, remark.value, remark.problem) for remark in taken.problems]


# Out


def test_there_is_a_sheet_a_unit_after_the_one_that_says_how_to_read_them(tmp_path):
    book = openpyxl.load_workbook(out(practice(tmp_path)))
    assert book.sheetnames == ["How to read this", "1", "2"]
    told = [row[:3] for row in book["How to read this"].iter_rows(min_row=3, max_row=18, values_only=True)]
    assert told == [("Column", "What stands in it", "Filled in by"), *((c.label, c.means, c.by) for c in COLUMNS)]


def test_each_accepted_passage_has_a_row_with_its_place_and_a_criterion_without_any_an_empty_one(tmp_path):
    first, gap = rows(out(practice(tmp_path)), "1")
    assert first == (
        "E001", "1.1", "Uses silence", "Contact sheet S1", "RA: reflective account", datetime(2025, 1, 6),
        "S1, paragraph 1, sentence 1, characters 0 to 32", "I asked C01 what she would lose.", "Waits for her",
        "accepted", datetime(2025, 3, 1), "C01", None, None, None,
    )  # fmt: skip
    assert gap == (None, "1.2", "Agrees a contract", *[None] * 12)


def test_evidence_on_a_whole_source_says_so(tmp_path):
    (row,) = rows(out(practice(tmp_path)), "2")
    assert row[:8] == (
        "E002", "2.1", "Takes feedback", "Feedback F1", "FB: feedback", datetime(2025, 2, 3), "F1, the whole of it", None,
    )  # fmt: skip


def test_a_passage_over_two_paragraphs_and_one_that_is_not_found_are_told_by_their_place(tmp_path):
    head = "evidence_id,criterion,source_id,start,end,quote,decision\n"
    across = 'E1,1.1,S1,33,98,"She was silent for a long time.\nThen we wrote a contract together.",accepted\n'
    folder = practice(tmp_path, evidence=head + across + "E2,1.1,S1,0,4,Gone,accepted\n")
    places = [row[LABEL["Place in the document"]] for row in rows(out(folder), "1")[:2]]
    assert places == [
        "S1, paragraph 1, sentence 2, to paragraph 2, sentence 1, characters 33 to 99",
        "S1: not found there any more",
    ]


def test_a_passage_whose_only_client_does_not_consent_is_left_out_and_counted(tmp_path):
    folder = practice(tmp_path, clients="client_id,name,consent\nC01,Ada Quill,no\nC02,Björn Marsh,yes\n")
    file = out(folder)
    assert [row[0] for row in (*rows(file, "1"), *rows(file, "2"))] == [None, None, None]
    told = dict(row[:2] for row in rows(file, "How to read this"))
    assert told["Left out"] == "2 accepted, of which the only client does not consent"


def test_names_stand_in_no_part_of_the_workbook(tmp_path):
    with zipfile.ZipFile(out(practice(tmp_path))) as parts:
        text = b"".join(parts.read(name) for name in parts.namelist()).decode()
    assert [name for name in ("Ada", "Quill", "Björn", "Marsh") if name in text] == []
    assert "I asked C01 what she would lose." in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_that_a_spreadsheet_might_run_stays_a_text(tmp_path, payload):
    quoted = payload.replace('"', '""')
    folder = practice(
        tmp_path,
        own=f'criterion,unit,unit_title,text\n1.1,1,"{quoted}","{quoted}"\n',
        evidence=f'evidence_id,criterion,source_id,decision,reason,assessor\nE1,1.1,S1,accepted,"{quoted}","{quoted}"\n',
    )
    file = out(folder)
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    held = [cell for cell in cells if cell.value == payload.strip() or cell.value == payload]
    assert len(held) >= 4
    assert {cell.data_type for cell in held} == {"s"}
    assert {
        cell.style.quotePrefix if hasattr(cell.style, "quotePrefix") else cell.quotePrefix
        for cell in held
        if cell.row > 1 and cell.parent.title == "1"
    } == {True}
    with zipfile.ZipFile(file) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_the_sheet_is_set_up_to_be_filled_in_and_printed(tmp_path):
    sheet = openpyxl.load_workbook(out(practice(tmp_path)))["1"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C2", "A1:O3", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"N2:N3": '"accepted,referred,not yet looked at"', "O2:O3": '"yes,no"'}
    assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_the_same_records_give_the_same_bytes(tmp_path):
    folder = practice(tmp_path)
    first = out(folder, "a.xlsx").read_bytes()
    time.sleep(1.1)
    assert out(folder, "b.xlsx").read_bytes() == first


def test_units_of_one_name_in_two_frameworks_and_names_that_excel_refuses_have_sheets_of_their_own(tmp_path):
    folder = practice(tmp_path, other="criterion,unit,text\nX1,1,Listens\nX2,a/b [c]: d?,Asks\nX3,History,Tells\n")
    (folder / "practice.toml").write_text('framework = "own.csv"\nbeside = ["other.csv"]\n')
    names = openpyxl.load_workbook(out(folder)).sheetnames
    assert names == ["How to read this", "1 own", "2", "1 other", "a b c d", "History 2"]


def test_a_name_that_is_no_workbook_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"give a name that ends in \.xlsx"):
        write_mapping(results(practice(tmp_path)), tmp_path / "out.csv")


# Back


def test_what_an_assessor_fills_in_comes_back_into_evidence_and_nothing_else_changes(tmp_path):
    folder = practice(tmp_path)
    file = filled(out(folder), tmp_path / "in.xlsx", unit_1_M2="JB", unit_1_N2="Accepted", unit_1_O2="Yes")
    before = evidence(folder)
    shown = take_in(folder, file)
    assert (shown.applied, evidence(folder), problems(shown)) == (False, before, [])
    assert take_in(folder, file, apply=True).applied
    before["E001"] |= {"assessor": "JB", "assessor_decision": "accepted", "sampled": "yes"}
    assert evidence(folder) == before


def test_a_sheet_that_is_taken_in_twice_changes_nothing_the_second_time(tmp_path):
    folder = practice(tmp_path)
    file = filled(out(folder), tmp_path / "in.xlsx", unit_1_N2="referred")
    take_in(folder, file, apply=True)
    again = take_in(folder, file, apply=True)
    assert (again.changes, again.applied, [step.does for step in again.steps]) == ([], False, ["same", "same"])


def test_all_rows_of_a_sheet_are_one_decision_to_take_back(tmp_path):
    folder = practice(tmp_path)
    before = (folder / "evidence.csv").read_bytes()
    take_in(folder, filled(out(folder), tmp_path / "in.xlsx", unit_1_N2="referred", unit_2_N2="accepted"), apply=True)
    assert {row["assessor_decision"] for row in evidence(folder).values()} == {"referred", "accepted", ""}
    undone = Decisions(read_practice(folder)).undo()
    assert (undone.row["evidence_id"], [row["evidence_id"] for row, _ in undone.others]) == ("E001", ["E002"])
    assert [line.rstrip(b",") for line in (folder / "evidence.csv").read_bytes().splitlines()] == [
        line.rstrip(b",") for line in before.splitlines()
    ]


def test_a_reason_that_was_blank_may_be_filled_in_and_another_is_asked_about(tmp_path):
    folder = practice(tmp_path)
    file = filled(out(folder), tmp_path / "in.xlsx", unit_2_I2="Her own words", unit_1_I2="Another reason")
    taken = take_in(folder, file, apply=True)
    assert problems(taken) == [
        ("sheet 1, cell I2", "Another reason", "is another how it meets the criterion than evidence.csv has")
    ]
    assert [evidence(folder)[ref]["reason"] for ref in ("E001", "E002")] == ["Waits for her", "Her own words"]


def test_a_row_whose_ref_is_unknown_or_whose_quotation_was_changed_is_a_problem_with_its_cell(tmp_path):
    folder = practice(tmp_path)
    file = filled(
        out(folder), tmp_path / "in.xlsx", unit_1_H2="I told Ada.", unit_1_N2="accepted", unit_2_A2="E9", unit_2_N2="accepted"
    )  # fmt: skip
    before = (folder / "evidence.csv").read_bytes()
    taken = take_in(folder, file, apply=True)
    assert problems(taken) == [
        ("sheet 1, cell H2", "I told Ada.", "is not the passage of E001 in evidence.csv"),
        ("sheet 2, cell A2", "E9", "is no id in evidence.csv"),
    ]
    assert (folder / "evidence.csv").read_bytes() == before
    assert json.loads(preview.as_json(taken))["problems"][0] == {
        "file": "in.xlsx",
        "sheet": "1",
        "cell": "H2",
        "value": "I told C01.",
        "problem": "is not the passage of E001 in evidence.csv",
        "cure": "`coachkit mapping` writes the sheet anew; fill it in there",
    }


def test_a_quotation_that_a_spreadsheet_has_set_anew_is_the_same(tmp_path):
    text = '"It\'s mine - she said... at last."'
    folder = practice(
        tmp_path,
        sheets='sheet_id,text\nS1,"""It\'s mine - she said... at last."""\nS2,x\n',
        evidence=f'evidence_id,criterion,source_id,quote,decision\nE1,1.1,S1,"{text.replace(chr(34), chr(34) * 2)}",accepted\n',
    )
    file = filled(
        out(folder), tmp_path / "in.xlsx", unit_1_H2="“It’s mine –  she said… at last.”", unit_1_N2="accepted"
    )
    assert (problems(take_in(folder, file)), len(take_in(folder, file).changes)) == ([], 1)


def test_what_is_written_beside_a_gap_is_asked_about(tmp_path):
    folder = practice(tmp_path)
    taken = take_in(folder, filled(out(folder), tmp_path / "in.xlsx", unit_1_N3="accepted", unit_1_M3="JB"))
    assert problems(taken) == [
        ("sheet 1, cell M3", "JB", "stands in a row that has no evidence ref"),
        ("sheet 1, cell N3", "accepted", "stands in a row that has no evidence ref"),
    ]


def test_a_decision_changed_in_the_sheet_is_not_taken_for_one_made_anew(tmp_path):
    folder = practice(tmp_path)
    taken = take_in(
        folder, filled(out(folder), tmp_path / "in.xlsx", unit_1_J2="rejected", unit_1_N2="referred"), apply=True
    )
    told = "is not the decision of E001, which is accepted"
    assert (problems(taken), taken.changes) == ([("sheet 1, cell J2", "rejected", told)], [])


def test_sampled_may_be_a_tick_and_an_odd_word_is_a_problem(tmp_path):
    folder = practice(tmp_path)
    taken = take_in(folder, filled(out(folder), tmp_path / "in.xlsx", unit_1_O2=True, unit_2_O2="perhaps"))
    assert [step.values["sampled"] for step in taken.changes] == ["yes"]
    assert problems(taken) == [("sheet 2, cell O2", "perhaps", "is not allowed here: allowed are yes and no")]


def test_a_formula_without_a_result_in_the_place_of_a_decision_is_not_written(tmp_path):
    folder = practice(tmp_path)
    taken = take_in(folder, filled(out(folder), tmp_path / "in.xlsx", unit_1_N2="=A1"), apply=True)
    assert [(place, value) for place, value, _ in problems(taken)] == [("sheet 1, cell N2", "=A1")]
    assert evidence(folder)["E001"]["assessor_decision"] == ""


def test_not_yet_looked_at_stands_for_a_blank_and_takes_nothing_away(tmp_path):
    folder = practice(
        tmp_path, evidence=FILES["evidence.csv"].replace("2025-03-02,,,\nE003", "2025-03-02,JB,accepted,yes\nE003")
    )
    file = filled(
        out(folder), tmp_path / "in.xlsx", unit_1_N2="Not yet looked at", unit_2_N2="not yet looked at", unit_2_M2=None
    )
    taken = take_in(folder, file)
    assert (taken.changes, problems(taken)) == ([], [])
    assert [(note.place, note.problem) for note in taken.remarks] == [
        ("sheet 2, cell M2", "is blank; evidence.csv keeps JB"),
        ("sheet 2, cell N2", "is blank; evidence.csv keeps accepted"),
    ]


def test_a_payload_filled_in_by_an_assessor_goes_out_again_as_a_text(tmp_path):
    folder = practice(tmp_path, evidence=FILES["evidence.csv"].replace("2025-03-01,,,", "2025-03-01,@SUM(1),=1+1,"))
    row = rows(out(folder), "1")[0]
    assert row[LABEL["Assessor's initials"] : LABEL["Assessor's decision"] + 1] == ("@SUM(1)", "=1+1")
    assert [step.does for step in take_in(folder, tmp_path / "out.xlsx").steps] == ["same", "same"]


def test_the_sheet_saved_as_a_csv_with_semicolons_in_windows_letters_comes_back_too(tmp_path):
    folder = practice(tmp_path, evidence=FILES["evidence.csv"].replace("rejected", "accepted"))
    book = openpyxl.load_workbook(out(folder))
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";")
    for row in book["1"].iter_rows(values_only=True):
        writer.writerow(
            [f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else cell or "" for cell in row[:12]] + [*row[12:]]
        )
    text = (
        held.getvalue()
        .replace("None", "")
        .replace("accepted;02/03/2025;C02;;;", "accepted;02/03/2025;C02;ZÖ;referred;no")
    )
    (tmp_path / "in.csv").write_bytes(text.encode("cp1252"))
    taken = take_in(folder, tmp_path / "in.csv", apply=True)
    assert problems(taken) == []
    assert [evidence(folder)["E003"][key] for key in ("assessor", "assessor_decision", "sampled")] == [
        "ZÖ",
        "referred",
        "no",
    ]


def test_a_sheet_that_an_assessor_has_filled_in_is_not_written_over(tmp_path):
    folder = practice(tmp_path)
    file = export_mapping(results(folder), tmp_path / "m.xlsx")
    export_mapping(results(folder), file)
    filled(file, file, unit_1_N2="accepted")
    with pytest.raises(UsageError, match="stands there, and holds what"):
        export_mapping(results(folder), file)
    take_in(folder, file, apply=True)
    assert rows(export_mapping(results(folder), file), "1")[0][LABEL["Assessor's decision"]] == "accepted"


def test_the_command_writes_shows_and_takes_in(tmp_path):
    folder = practice(tmp_path)

    def run(*words: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "coachkit", "mapping", *words], cwd=tmp_path, capture_output=True, text=True
        )

    assert (run("kim").stdout, run("kim", "--apply").returncode) == ("reports/kim-mapping.xlsx\n", 2)
    file = filled(tmp_path / "reports/kim-mapping.xlsx", tmp_path / "in.xlsx", unit_1_N2="referred")
    shown = run("kim", "--from", "in.xlsx")
    assert (shown.returncode, shown.stdout) == (
        0,
        "in.xlsx: 3 rows\n  Understood: 1 with an assessor's entries, 1 that stand already\n"
        "  E001 1.1: assessor_decision referred (sheet 1, cell A2)\n"
        "Nothing is written yet; --apply writes what was understood.\n",
    )
    assert run("kim", "--from", str(file), "--apply").stdout.endswith(
        "Written into evidence.csv: 1 row, in one step.\n"
    )
    assert evidence(folder)["E001"]["assessor_decision"] == "referred"
    gone = run("kim", "--from", "nowhere.xlsx")
    assert (gone.returncode, gone.stderr) == (
        2,
        "coachkit: usage: nowhere.xlsx: is not there; check the name and the folder\n",
    )


def test_the_example_that_ships_is_not_written_to(tmp_path, example):
    file = filled(write_mapping(results(example), tmp_path / "out.xlsx"), tmp_path / "in.xlsx", unit_700_N2="accepted")
    assert len(take_in(example, file).changes) == 1
    with pytest.raises(UsageError, match="the example that ships is not written to"):
        take_in(example, file, apply=True)


def test_every_column_is_explained_and_labelled_once():
    assert len({column.label for column in COLUMNS}) == len(LABELS) == len(COLUMNS)
    assert all(column.means and column.width for column in COLUMNS)
