"""Codes of practice: the edition in force at a date, and what contracts.csv says that does not fit."""

import pandas as pd
import pytest
from folders import read

from coachkit import codes, knowledge

TOPICS = knowledge.read_topics()
SHIPPED = knowledge.read_codes()
ICF, GLOBAL = "ICF Code of Ethics", "Global Code of Ethics"
HEAD = "client_id,topic,settled_on,code,edition\n"
LOG = "contact_id,date,client_id,minutes\nK1,2024-06-10,C01,60\nK2,2025-11-01,C01,60\nK3,2025-11-02,C02,60\n"
ALLOWED = (
    "purpose_goals, nature, parties_roles, logistics, fees, confidentiality, confidentiality_limits, records, "
    "data_protection, boundaries, conflict_of_interest, power_status, supervision, feedback_review, competence_referral, "
    "termination, complaints, code_named, insurance_liability, ip_materials, signatures_dates"
)


def notes(folder, rows: str) -> list[tuple]:
    table = read(folder, {"contacts.csv": LOG, "contracts.csv": HEAD + rows})
    assert len(table.problems) == 0
    found = table.notes[table.notes["file"] == "contracts.csv"]
    return list(found[["line", "column", "value", "problem", "cure"]].itertuples(index=False, name=None))


def test_twenty_one_topics_ship_each_in_own_words_with_the_part_of_a_code_that_speaks_of_it():
    assert ", ".join(TOPICS["topic_id"]) == ALLOWED
    assert TOPICS["topic"].str.len().gt(0).all() and TOPICS["code_refs"].str.len().gt(0).all()


@pytest.mark.parametrize(
    ("code", "day", "edition"),
    [
        (ICF, "2025-04-01", "2025"),
        (ICF, "2025-03-31", "2020"),
        (ICF.lower(), "2025-04-01", "2025"),
        (ICF, "2021-01-01", "2020"),
        (ICF, "2020-12-31", ""),  # the first day of the 2020 edition is not read
        (GLOBAL, "2024-01-01", ""),  # no date of either edition is read
        ("A code of my own", "2024-01-01", ""),
    ],
)
def test_the_edition_in_force_is_that_of_the_day_and_blank_where_nobody_has_read_it(code, day, edition):
    assert codes.in_force(SHIPPED, code, pd.Timestamp(day)) == edition


def test_a_topic_that_is_none_of_the_21_is_kept_with_a_note_that_names_the_nearest_and_lists_all(tmp_path):
    problem = "is none of the 21 topics, so it is kept and not counted"
    rows = (
        "C01,Confidentialty,2024-06-01,,\nC01,fees,2024-06-01,,\nC01,indemnity,2024-06-01,,\nC01,parking,2024-06-01,,\n"
    )
    assert notes(tmp_path, rows) == [
        (2, "topic", "Confidentialty", problem, f"write confidentiality if that is meant, else one of {ALLOWED}"),
        (4, "topic", "indemnity", problem, f"write insurance_liability if that is meant, else one of {ALLOWED}"),
        (5, "topic", "parking", problem, f"write one of {ALLOWED}"),
    ]


def test_an_edition_not_yet_or_no_longer_in_force_is_one_note_a_day_with_the_one_that_was(tmp_path):
    rows = (
        f"C01,fees,2024-06-01,{ICF},2025\nC01,nature,2024-06-01,{ICF},2025\n"
        f"C02,fees,2025-10-01,{ICF},2020\nC02,nature,2025-10-01,{ICF},2025\n"
    )
    cure = "nothing to mend if it was so; else correct edition or settled_on"
    assert notes(tmp_path, rows) == [
        (2, "edition", "2025", "was not in force when it was settled with C01 (2024-06-01); 2020 was", cure),
        (4, "edition", "2020", "was not in force when it was settled with C02 (2025-10-01); 2025 was", cure),
    ]


def test_a_code_or_edition_that_does_not_ship_is_told_and_one_without_dates_is_not_guessed(tmp_path):
    rows = (
        "C01,fees,2024-06-01,House code,1\nC01,nature,2024-06-01,ICF Code of Ethics,2022\n"
        "C01,records,2024-06-01,Global Code of Ethics,2016\nC01,complaints,2024-06-01,Association for Coaching guidance,\n"
    )
    known = "nothing to mend if it was so; known are "
    strange = "is not a code whose editions are known here, so which was in force is not checked"
    assert notes(tmp_path, rows) == [
        (2, "code", "House code", strange, f"{known}{ICF}, {GLOBAL}, Association for Coaching guidance"),
        (
            3,
            "edition",
            "2022",
            f"is not an edition of {ICF} that is known here, so it is not checked",
            known + "2020, 2025",
        ),
    ]


def test_topics_first_settled_after_the_first_contact_are_one_note_a_day(tmp_path):
    rows = "C01,fees,2024-06-11,,\nC01,nature,2024-06-11,,\nC01,records,2024-06-10,,\nC01,records,2025-01-01,,\nC02,fees,2025-11-03,,\n"
    cure = "nothing to mend if it was so; a contract is expected to be signed before the first session"
    assert notes(tmp_path, rows.replace("2025-11-03", "2025-11-02")) == [
        (
            2,
            "settled_on",
            "2024-06-11",
            "is after the first contact with C01 (2024-06-10): 2 topics are settled late",
            cure,
        )
    ]


def test_a_topic_without_a_date_or_a_client_without_a_contact_brings_no_note(tmp_path):
    assert notes(tmp_path, f"C01,fees,,{ICF},2025\nC09,fees,2025-11-02,{ICF},2025\n") == []


def test_a_registered_name_in_a_topic_is_not_shown(tmp_path):
    files = {
        "contacts.csv": LOG,
        "clients.csv": "client_id,name,consent\nC01,Tobias Wren,yes\nC02,Ada Quill,yes\n",
        "contracts.csv": HEAD + "C01,fees with Tobias Wren,2024-06-01,,\n",
    }
    values = list(read(tmp_path, files).notes["value"])
    assert values == ["fees with C01"]
