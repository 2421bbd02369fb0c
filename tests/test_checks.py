"""What tables say of one another: references, days that cannot be, and remarks that lose nothing."""

import pytest
from folders import CLIENTS, CONTACTS, found, read

from coachkit.schema import TABLES

SOURCES = {
    "sheets.csv": "sheet_id,text\nS1,We talked.\n",
    "feedback.csv": "feedback_id,text\nF1,Fine.\n",
    "supervision.csv": "supervision_id,text\nV1,Went well.\n",
    "documents.csv": "document_id,text\nD1,A plan.\n",
}


def problems(folder, **files):
    return found(read(folder, named(files)).problems)


def notes(folder, **files):
    return found(read(folder, named(files)).notes)


def named(files):
    """Files by the names of their tables; those of the shared fixture where none are given."""
    given = {TABLES[name].file if name in TABLES else f"{name}.toml": text for name, text in files.items()}
    return {"contacts.csv": CONTACTS} | given


# References


def test_a_client_that_the_register_does_not_have_is_a_problem_on_each_row(tmp_path):
    register = "client_id,name,consent\nC01,Ada Quill,yes\n"
    feedback = "feedback_id,client_id\nF1,C02\nF2,C01\nF3,\n"
    problem = "is not a client_id in clients.csv"
    assert problems(tmp_path, clients=register, feedback=feedback) == [
        ("contacts.csv", 3, "client_id", "C02", problem),
        ("feedback.csv", 2, "client_id", "C02", problem),
    ]


def test_a_sheet_that_is_not_there_is_a_problem_and_a_blank_one_is_none(tmp_path):
    log = "contact_id,sheet_id,date,client_id,minutes\nK1,S1,2025-01-06,C01,60\nK2,S2,2025-01-06,C01,60\nK3,,2025-01-06,C01,60\n"
    told = problems(tmp_path, contacts=log, sheets="sheet_id,text\nS1,Prose\n")
    assert told == [("contacts.csv", 3, "sheet_id", "S2", "is not a sheet_id in sheets.csv")]


def test_references_are_not_checked_against_a_table_that_is_not_there(tmp_path):
    log = "contact_id,sheet_id,date,client_id,minutes\nK1,S9,2025-01-06,C99,60\n"
    assert problems(tmp_path, contacts=log) == []


def test_an_empty_table_is_there_and_the_cure_says_so(tmp_path):
    practice = read(tmp_path, named({"clients": "client_id,name\n"}))
    assert set(practice.problems["problem"]) == {"is not a client_id in clients.csv"}
    assert set(practice.problems["cure"]) == {"add its row to clients.csv, or delete that empty table"}


@pytest.mark.parametrize(
    "row",
    [
        "C02,Bo Marsh,31/02/2025\n",
        "C02,Bo Marsh\n",
        "C02,Bo Marsh,,\x00\n",
        'C02,"Bo Marsh,\n',
    ],
)
def test_a_reference_to_a_row_with_a_problem_is_not_a_second_problem(tmp_path, row):
    register = f"client_id,name,contracted_on\nC01,Ada Quill,\n{row}"
    assert [place[0] for place in problems(tmp_path, clients=register)] == ["clients.csv"]


def test_a_reference_into_a_table_that_cannot_be_read_is_not_a_second_problem(tmp_path):
    assert [place[0] for place in problems(tmp_path, clients="")] == ["clients.csv"]


def test_evidence_names_a_source_that_is_there_and_a_strange_criterion_is_a_note_that_leaves_nothing_out(tmp_path):
    evidence = (
        "evidence_id,criterion,source_id,decision\nE1,700-1.1,S1,accepted\nE2,9.9,D1,accepted\nE3,700-1.1,S7,rejected\n"
    )
    files = {"contacts.csv": CONTACTS, "evidence.csv": evidence} | SOURCES
    place = "is not the id of a sheet, feedback, supervision meeting or document"
    practice = read(tmp_path, files)
    assert found(practice.problems) == [("evidence.csv", 4, "source_id", "S7", place)]
    kept = "is not a criterion of this framework; the decision is kept to be judged again, and not counted"
    assert [note for note in found(practice.notes) if note[0] == "evidence.csv"] == [
        ("evidence.csv", 3, "criterion", "9.9", kept)
    ]
    assert practice.counts["evidence"] == 2


def test_a_source_of_evidence_is_not_checked_while_a_table_of_sources_is_missing(tmp_path):
    evidence = "evidence_id,criterion,source_id,quote,decision\nE1,700-1.1,S7,Words,accepted\n"
    practice = read(tmp_path, named({"evidence": evidence}))
    assert len(practice.problems) == 0
    note = "cannot be read, so its quoted passage cannot be looked up"
    assert found(practice.notes) == [("evidence.csv", 2, "source_id", "S7", note)]


def test_an_id_may_stand_in_one_table_of_sources_alone(tmp_path):
    told = problems(tmp_path, sheets="sheet_id,text\nX1,a\n", documents="document_id,text\nX1,b\n")
    assert told == [("documents.csv", 2, "document_id", "X1", "is an id in sheets.csv too")]


# The day on which the records stand


def test_without_as_of_the_latest_date_of_the_records_is_today(tmp_path):
    practice = read(
        tmp_path,
        named(
            {
                "sheets": "sheet_id,written_on\nS1,2025-02-01\n",
                "feedback": "feedback_id,date\nF1,2025-02-02\n",
                "supervision": "supervision_id,date\nV1,2025-02-04\n",
                "documents": "document_id,date\nD1,2025-02-03\n",
                "evidence": "evidence_id,criterion,source_id,decision,decided_on\nE1,700-1.1,S1,later,2025-03-01\n",
            }
        ),
    )
    assert f"{practice.settings.as_of:%Y-%m-%d}" == "2025-02-04"
    assert len(practice.problems) == 0


def test_a_row_that_is_left_out_counts_for_the_latest_date(tmp_path):
    log = CONTACTS + "K3,2025-03-01,C01,\n"
    practice = read(tmp_path, {"contacts.csv": log, "sheets.csv": "sheet_id,written_on\nS1,2025-02-20\n"})
    assert f"{practice.settings.as_of:%Y-%m-%d}" == "2025-03-01"


def test_a_date_after_as_of_is_a_problem_but_for_the_date_of_a_decision(tmp_path):
    told = problems(
        tmp_path,
        practice="as_of = 2025-01-10",
        clients="client_id,name,contracted_on,consent\nC01,Ada Quill,2025-01-11,yes\nC02,Bo Marsh,2025-01-09,yes\n",
        likes="own_criterion,criterion,decided_on\nA1,700-1.1,2025-05-05\n",
    )
    problem = "is after 10 January 2025, the day at which the records stand (as_of)"
    assert told == [
        ("clients.csv", 2, "contracted_on", "2025-01-11", problem),
        ("contacts.csv", 3, "date", "2025-01-20", problem),
    ]


def test_a_client_with_a_date_after_as_of_stays_with_that_date_blank(tmp_path):
    register = "client_id,name,contracted_on,consent\nC01,Ada Quill,2026-01-11,no\nC02,Bo Marsh,,yes\n"
    practice = read(tmp_path, named({"clients": register}))
    assert practice.clients["consent"].tolist() == ["no", "yes"]
    assert practice.clients["contracted_on"].isna().all()
    assert (len(practice.problems), practice.left_out_rows) == (1, 0)


def test_a_date_after_the_clocks_today_is_a_problem(tmp_path):
    told = problems(tmp_path, contacts=CONTACTS + "K3,2026-07-01,C01,30\n")
    assert told == [("contacts.csv", 4, "date", "2026-07-01", "is after today, 30 June 2026")]


# Remarks


def test_a_contact_before_the_contract_and_goals_after_it_are_notes(tmp_path):
    register = "client_id,name,goals_agreed_on,contracted_on,consent\nC01,Ada Quill,2025-01-20,2025-01-10,yes\nC02,Bo Marsh,2025-01-02,2025-01-20,yes\n"
    assert notes(tmp_path, clients=register) == [
        ("contacts.csv", 2, "date", "2025-01-06", "is before the contract of C01 (2025-01-10)"),
        ("clients.csv", 2, "goals_agreed_on", "2025-01-20", "is after the contract of C01 (2025-01-10)"),
    ]


def test_a_contact_over_four_hours_is_a_note(tmp_path):
    log = "contact_id,date,client_id,minutes\nK1,2025-01-06,C01,240\nK2,2025-01-07,C01,241\n"
    assert notes(tmp_path, contacts=log) == [("contacts.csv", 3, "minutes", "241", "is over four hours")]


def test_contacts_that_overlap_are_notes_that_name_the_earlier_one(tmp_path):
    log = (
        "contact_id,date,start,client_id,minutes\n"
        "K1,2025-01-06,10:00,C01,120\nK2,2025-01-06,09:30,C02,31\nK3,2025-01-06,10:30,C03,15\n"
        "K4,2025-01-06,11:59,C04,15\nK5,2025-01-06,12:14,C05,15\nK6,2025-01-06,,C06,600\nK7,2025-01-07,10:00,C01,60\n"
    )
    assert [note[1:] for note in notes(tmp_path, contacts=log) if note[2] == "start"] == [
        (2, "start", "10:00", "overlaps K2, which ends at 10:01"),
        (4, "start", "10:30", "overlaps K1, which ends at 12:00"),
        (5, "start", "11:59", "overlaps K1, which ends at 12:00"),
    ]


def test_a_sheet_written_over_two_weeks_after_a_contact_is_a_note(tmp_path):
    log = "contact_id,sheet_id,date,client_id,minutes\nK1,S1,2025-01-01,C01,60\nK2,S1,2025-01-02,C01,60\nK3,S2,2025-01-01,C01,60\n"
    sheets = "sheet_id,written_on,text\nS1,2025-01-16,Late.\nS2,,Undated.\n"
    assert notes(tmp_path, contacts=log, sheets=sheets) == [
        ("contacts.csv", 2, "sheet_id", "S1", "was written 15 days after the contact")
    ]


def test_clients_whose_names_look_alike_and_those_without_consent_are_notes(tmp_path):
    register = "client_id,name,consent\nC01,Ada Quill,yes\nC02,Ada Quil,\n"
    assert notes(tmp_path, clients=register) == [
        ("clients.csv", 3, "consent", "C02", "has no consent recorded"),
        ("clients.csv", 3, "name", "C02", "has a name that looks like that of C01"),
    ]


def test_a_clean_practice_has_neither_problems_nor_notes(tmp_path):
    practice = read(tmp_path, named({"clients": CLIENTS}) | SOURCES)
    assert (len(practice.problems), len(practice.notes)) == (0, 0)
