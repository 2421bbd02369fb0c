"""A coach's own mapping sheet comes in: what is certain becomes evidence, the rest is asked about, never guessed."""

import csv
import io
import subprocess
import sys
from datetime import date, datetime

import pytest
from mapped import FILES, practice, workbook

from coachkit.errors import UsageError
from coachkit.framework import read_framework
from coachkit.mapping.columns import key_of
from coachkit.mapping.taking import take_in, write_framework

TODAY = date(2026, 6, 30)
HEAD = (
    "Ref",
    "Unit and criterion",
    "Page / place",
    "Description of evidence",
    "Quote",
    "Date",
    "Type of evidence",
    "How this meets the criterion",
)
SILENT = "She was silent for a long time."
NONE = FILES["evidence.csv"].partition("\n")[0] + "\n"


def take(folder, *rows, apply=False, head=HEAD, **sheets):
    return take_in(folder, workbook(folder.parent / "own.xlsx", **({"Map": [head, *rows]} | sheets)), apply, TODAY)


def new(taken) -> list[dict[str, str]]:
    return [step.values for step in taken.changes]


def asked(taken) -> list[tuple[str, str, str]]:
    return [(remark.place, remark.value, remark.problem) for remark in taken.problems]


def evidence(folder) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "evidence.csv").read_text("utf-8"))))


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Evidence ref.", "ref"),
        ("Ref No", "ref"),
        ("AC", "criterion"),
        ("Unit & criterion", "criterion"),
        ("Assessment criteria", "criterion"),
        ("Unit No.", "unit"),
        ("Criterion wording", "asks"),
        ("Page/place", "place"),
        ("Where", "place"),
        ("Contact sheet no", "source"),
        ("Description", "title"),
        ("Extract", "quote"),
        ("Evidence type", "kind"),
        ("Date of session", "date"),
        ("How it meets", "reason"),
        ("Justification", "reason"),
        ("Assessor’s decision", "assessor_decision"),
        ("Assessed by", "assessor"),
        ("IQA sampled", "sampled"),
        ("Learner's initials", "own_initials"),
        ("Weather", ""),
    ],
)
def test_a_label_is_known_in_the_words_that_people_use(label, key):
    assert key_of(label, {}) == key


def test_a_row_with_a_known_criterion_and_a_quotation_becomes_accepted_evidence(tmp_path):
    folder = practice(tmp_path, evidence=NONE)
    row = (
        1,
        "1.1",
        "p. 3",
        "Session with her",
        f"“{SILENT}”",
        datetime(2025, 1, 6),
        "Reflective account",
        "She found it",
    )
    taken = take(folder, row, apply=True)
    assert asked(taken) == []
    assert evidence(folder) == [
        {
            "evidence_id": "E001", "criterion": "1.1", "source_id": "S1", "start": "33", "end": "64", "quote": SILENT,
            "kind": "RA", "decision": "accepted", "reason": "She found it", "decided_on": "2026-06-30",
            "assessor": "", "assessor_decision": "", "sampled": "",
        }
    ]  # fmt: skip


def test_columns_in_another_order_under_other_words_and_below_a_title_are_read_alike(tmp_path):
    folder = practice(tmp_path, evidence=NONE)
    head = ("Justification", "Extract", "Weather", "AC")
    taken = take(
        folder,
        head=("My mapping", None, None, None),
        Map=[("My mapping",), (), head, ("Because", SILENT, "wet", "1.1")],
    )
    assert [(row["criterion"], row["source_id"], row["reason"]) for row in new(taken)] == [("1.1", "S1", "Because")]
    notes = [(note.value, note.problem) for note in taken.remarks]
    assert notes == [("Weather", "is a label that is not known; its column is not read")]


def test_numbers_as_a_spreadsheet_holds_them_and_dates_in_any_form_are_read(tmp_path):
    folder = practice(tmp_path, evidence=NONE)
    taken = take(
        folder,
        (1.0, 1.1, 3.0, None, None, datetime(2025, 1, 20), None, None),
        (2, "2.1", None, None, None, "3 Feb 2025", None, None),
    )
    assert asked(taken) == []
    assert [(row["criterion"], row["source_id"]) for row in new(taken)] == [("1.1", "S2"), ("2.1", "F1")]


@pytest.mark.parametrize("written", ["Unit 1, 1.2", "Unit 1 AC 1.2", "AC 1.2", "Criterion 1.2", " 1.2 ", "1-2"])
def test_a_criterion_may_be_written_in_other_ways(tmp_path, written):
    taken = take(practice(tmp_path, evidence=NONE), (None, written, "S1", None, None, None, None, None))
    assert ([row["criterion"] for row in new(taken)], asked(taken)) == (["1.2"], [])


def test_the_end_of_an_id_stands_for_it_where_only_one_criterion_ends_so_or_the_unit_is_named(tmp_path):
    own = "criterion,unit,text\n700-1.1,700,a\n702-1.1,702,b\n702-1.2,702,c\n"
    folder = practice(tmp_path, own=own, evidence=NONE)
    head = ("AC", "Source")
    taken = take(folder, head=head, Map=[head, ("1.2", "S1"), ("1.1", "S1")], **{"Unit 700": [head, ("1.1", "S2")]})
    assert [(row["criterion"], row["source_id"]) for row in new(taken)] == [("702-1.2", "S1"), ("700-1.1", "S2")]
    assert asked(taken) == [("sheet Map, cell A3", "1.1", "may be 700-1.1 or 702-1.1")]


def test_a_number_that_may_have_lost_its_last_nought_is_asked_about(tmp_path):
    own = "criterion,unit,text\n1.1,1,a\n1.10,1,b\n"
    taken = take(practice(tmp_path, own=own, evidence=NONE), (None, 1.1, "S1", None, None, None, None, None))
    assert asked(taken) == [("sheet Map, cell B2", "1.1", "may be 1.1 or 1.10")]


def test_one_row_for_several_criteria_is_one_decision_on_each(tmp_path):
    taken = take(practice(tmp_path, evidence=NONE), (None, "1.1, 1.2 and 2.1", "S1", None, None, None, None, None))
    assert [row["criterion"] for row in new(taken)] == ["1.1", "1.2", "2.1"]


def test_a_quotation_is_found_with_its_names_or_with_their_ids(tmp_path):
    folder = practice(tmp_path, evidence=NONE)
    head = ("AC", "Quote")
    taken = take(
        folder, head=head, Map=[head, ("1.1", "Björn wanted answers."), ("1.2", "I asked C01 what she would lose.")]
    )
    assert [(row["source_id"], row["quote"]) for row in new(taken)] == [
        ("S2", "Björn wanted answers."),
        ("S1", "I asked Ada what she would lose."),
    ]


def test_a_document_is_found_by_its_title(tmp_path):
    taken = take(practice(tmp_path, evidence=NONE), (None, "1.2", None, "My Code of Practice", None, None, None, None))
    assert [(row["source_id"], row["quote"]) for row in new(taken)] == [("D1", "")]


@pytest.mark.parametrize(
    ("cells", "place", "value", "problem"),
    [
        ({1: "9.9", 2: "S1"}, "B2", "9.9", "is not a criterion of this framework"),
        ({1: None, 2: "S1"}, "B2", "", "is blank: this row names no criterion"),
        ({1: date(2025, 1, 2), 2: "S1"}, "B2", "2025-01-02", "is a date, where a criterion should stand"),
        ({4: "Words that nobody wrote."}, "E2", "Words that nobody wrote.", "stands in no source of this practice"),
        ({4: SILENT, 2: "S2"}, "E2", SILENT, "stands in S1, not in S2"),
        ({4: "and"}, "E2", "and", "stands in 2 sources: S1, S2"),
        ({2: "S1 and S2"}, "C2", "S1, S2", "names more than one source"),
        ({5: "5 May 2025"}, "F2", "2025-05-05", "is the date of no source of this practice"),
        ({7: "Only why"}, "A2", "", "gives no quotation, id or date by which its source could be found"),
    ],
)
def test_what_is_not_certain_is_asked_about_with_its_cell(tmp_path, cells, place, value, problem):
    folder = practice(
        tmp_path,
        evidence=NONE,
        sheets='sheet_id,written_on,text\nS1,2025-01-06,"Silence and ' + SILENT + '"\nS2,2025-01-20,Yes and no.\n',
    )
    row = [cells.get(at, "1.1" if at == 1 else None) for at in range(8)]
    taken = take(folder, row, apply=True)
    assert asked(taken) == [(f"sheet Map, cell {place}", value, problem)]
    assert (taken.changes, evidence(folder)) == ([], [])


def test_two_sources_of_one_date_are_not_chosen_between(tmp_path):
    folder = practice(tmp_path, evidence=NONE, supervision="supervision_id,date,text\nV1,2025-02-03,Talk\n")
    taken = take(folder, (None, "1.1", None, None, None, datetime(2025, 2, 3), None, None))
    assert asked(taken) == [("sheet Map, cell F2", "2025-02-03", "is the date of F1, V1")]


def test_the_words_of_two_sources_are_told_apart_by_the_date(tmp_path):
    folder = practice(
        tmp_path, evidence=NONE, sheets="sheet_id,written_on,text\nS1,2025-01-06,We paused.\nS2,2025-01-20,We paused.\n"
    )
    taken = take(folder, (None, "1.1", None, None, "We paused.", datetime(2025, 1, 20), None, None))
    assert ([row["source_id"] for row in new(taken)], asked(taken)) == (["S2"], [])


def test_a_row_that_only_heads_a_unit_or_names_a_criterion_without_evidence_brings_nothing(tmp_path):
    taken = take(practice(tmp_path, evidence=NONE), (None, "Unit 1: Practice", *[None] * 6), (None, "1.2", *[None] * 6))
    assert (taken.steps, asked(taken)) == ((), [])


def test_a_sheet_taken_in_twice_adds_nothing_and_fills_in_only_what_is_blank(tmp_path):
    folder = practice(tmp_path, evidence=NONE)
    row = (1, "1.1", None, None, SILENT, None, None, None)
    take(folder, row, apply=True)
    assert take(folder, row, apply=True).changes == []
    taken = take(folder, (*row[:6], "OB", "She found it"), apply=True)
    assert [(step.does, step.evidence_id, step.values) for step in taken.changes] == [
        ("reason", "E001", {"reason": "She found it", "kind": "OB"})
    ]
    assert [(row["evidence_id"], row["reason"], row["kind"]) for row in evidence(folder)] == [
        ("E001", "She found it", "OB")
    ]


def test_evidence_on_a_whole_source_and_on_a_passage_of_it_are_two(tmp_path):
    folder = practice(tmp_path, evidence=NONE)
    rows = ((1, "1.1", "S1", None, SILENT, *[None] * 3), (2, "1.1", "S1", *[None] * 5))
    take(folder, *rows, apply=True)
    assert [(row["evidence_id"], row["source_id"], row["quote"]) for row in evidence(folder)] == [
        ("E001", "S1", SILENT),
        ("E002", "S1", ""),
    ]
    assert take(folder, *rows, apply=True).changes == []


def test_a_passage_that_was_rejected_is_not_accepted_by_the_sheet(tmp_path):
    taken = take(practice(tmp_path), (None, "1.1", "S2", None, "Björn wanted answers.", *[None] * 3))
    assert (taken.changes, asked(taken)) == (
        [],
        [("sheet Map, cell A2", "1.1", "is accepted here; E003 says rejected")],
    )


def test_two_columns_for_one_thing_are_asked_about_and_a_decision_settles_it(tmp_path):
    head = ("AC", "Source", "Reason", "Justification")
    folder = practice(tmp_path, evidence=NONE)
    taken = take(folder, head=head, Map=[head, ("1.1", "S1", "a", "b")])
    told = "are labels of columns that both may be How it meets the criterion; neither is read"
    assert asked(taken) == [("sheet Map, cell C1", '"Reason" and "Justification"', told)]
    (folder / "decisions").mkdir()
    (folder / "decisions/import.csv").write_text(
        "reads,written,means\ncolumn,Reason,evidence.reason\ncolumn,Justification,ignore\n"
    )
    taken = take(folder, head=head, Map=[head, ("1.1", "S1", "a", "b")])
    assert ([row["reason"] for row in new(taken)], asked(taken)) == (["a"], [])


def test_a_csv_with_semicolons_in_windows_letters_is_read(tmp_path):
    folder = practice(tmp_path, evidence=NONE)
    text = "Criterion;Quote;How it meets it;Date\r\n1.1;Björn wanted answers.;“Café” – naïve;20/01/2025\r\n"
    (tmp_path / "own.csv").write_bytes(text.encode("cp1252"))
    taken = take_in(folder, tmp_path / "own.csv", apply=True, today=TODAY)
    assert [(row["source_id"], row["quote"], row["reason"]) for row in evidence(folder)] == [
        ("S2", "Björn wanted answers.", "“Café” – naïve")
    ]
    assert asked(taken) == []


def test_a_file_without_a_table_of_that_sort_is_refused(tmp_path):
    folder = practice(tmp_path)
    with pytest.raises(
        UsageError, match=r"own\.xlsx: holds no table under labels such as Criterion, Quotation and How"
    ):
        take(folder, head=("Day", "Minutes"), Map=[("Day", "Minutes"), (1, 2)])
    (tmp_path / "own.xlsx").write_bytes(b"PK nothing")
    with pytest.raises(UsageError, match=r"^own\.xlsx: "):
        take_in(folder, tmp_path / "own.xlsx")


# Criteria of its own


def test_a_sheet_with_criteria_of_its_own_becomes_a_framework(tmp_path):
    folder = practice(tmp_path)
    rows = [
        ("No", "AC", "Assessment criteria", "Evidence"),
        (1, "1.1", "Uses silence on purpose", "S1"),
        (2, "1.1", "Uses silence on purpose", "S2"),
        (3, "1.2", "Agrees what is to be done", None),
    ]
    written = write_framework(folder, workbook(tmp_path / "m.xlsx", Map=rows), "mapping.csv")
    assert (written.path, written.setting, written.criteria, written.asked) == (
        folder / "mapping.csv",
        "mapping.csv",
        2,
        (),
    )
    frame = read_framework("mapping.csv", folder)
    assert list(zip(frame["criterion"], frame["text"], frame["status"], strict=True)) == [
        ("1.1", "Uses silence on purpose", "own"),
        ("1.2", "Agrees what is to be done", "own"),
    ]
    with pytest.raises(UsageError, match=r"mapping\.csv: stands there already; give another name"):
        write_framework(folder, tmp_path / "m.xlsx", "mapping.csv")


def test_the_id_and_the_words_may_stand_in_one_cell_and_an_id_of_two_units_has_its_unit(tmp_path):
    folder, head = practice(tmp_path), ("Criterion", "Evidence")
    sheets = {"700": [head, ("1.1 Weighs coaching", None)], "702": [head, ("1.1: Plans a programme", None)]}
    write_framework(folder, workbook(tmp_path / "m.xlsx", **sheets), "mapping.csv")
    frame = read_framework("mapping.csv", folder)
    assert list(zip(frame["criterion"], frame["unit"], frame["text"], strict=True)) == [
        ("700-1.1", "700", "Weighs coaching"),
        ("702-1.1", "702", "Plans a programme"),
    ]


def test_two_wordings_of_one_criterion_are_asked_about_by_the_command(tmp_path):
    practice(tmp_path)
    workbook(tmp_path / "m.xlsx", Map=[("AC", "Criterion text"), ("1", "One"), ("1", "Another")])
    command = [sys.executable, "-m", "coachkit", "mapping", "kim", "--from", "m.xlsx", "--framework", "mapping.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        1,
        'sheet Map, cell B3: "Another" is another wording of 1 than "One"; give each criterion one wording; the first is taken\n',
    )
    assert done.stdout.endswith('mapping.csv: 1 criteria; in practice.toml write framework = "mapping.csv"\n')


def test_a_sheet_without_words_for_its_criteria_defines_none(tmp_path):
    folder = practice(tmp_path)
    file = workbook(tmp_path / "m.xlsx", Map=[("AC", "Source"), ("1.1", "S1")])
    with pytest.raises(UsageError, match=r"m\.xlsx: defines no criteria; give each an id and its words"):
        write_framework(folder, file, "mapping.csv")
