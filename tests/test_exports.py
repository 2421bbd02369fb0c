"""Exports of apps, and tables told by their values: names apart, seconds, moments, media, prose in rows of its own."""

import pytest
from drawn import grid, notes, paragraphs, problems, understood, values

from coachkit.importers.records import Record, Understood, Written
from coachkit.importers.timing import in_doubt
from coachkit.importers.values import lengths
from coachkit.values import Refused

LONG = "We stayed with the question for longer than either of us found easy that day."


def table(*rows):
    return understood(grid(*rows, place=""), kind="table", name="export.csv")


def test_names_apart_are_one_client_and_moments_are_days_and_times():
    found = table(
        "Invitee First Name | Invitee Last Name | Event Created | Start Date & Time | End Date & Time | Canceled",
        "Isla | Thornbury | 2025-04-14 07:15 pm | 2025-04-25 8:30 am | 2025-04-25 10:30 am | false",
    )
    assert values(found) == [
        {"client_id": "Isla Thornbury", "date": "2025-04-25", "start": "8:30 am", "end": "10:30 am"}
    ]
    told = "are read together as the client's name"
    assert notes(found) == [("Invitee First Name | Invitee Last Name", told)]


def test_a_contact_that_an_app_calls_cancelled_is_asked_about():
    found = table(
        "First name | Surname | Started at | Ended at | Cancelled",
        "Isla | Thornbury | 2025-04-25 08:30 | 2025-04-25 09:30 | true",
    )
    assert values(found) == []
    problem = 'holds "Cancelled: true", which marks this as no contact with a client that took place: it is not counted'
    assert [told for _, told in problems(found)] == [problem]


def test_a_register_with_names_apart_is_read_and_a_birthday_kept_under_its_own_name():
    found = table(
        "First name | Last name | Preferred name | Company | Date of birth",
        "Isla | Thornbury | Izzy | Harbour Trust | 03/05/1980",
    )
    assert values(found, "clients") == [{"name": "Isla Thornbury", "aliases": "Izzy", "organisation": "Harbour Trust"}]
    assert {label: one.text for label, one in found.records[0].extra.items()} == {"Date of birth": "03/05/1980"}


def test_records_made_and_changed_at_other_times_are_no_dates_of_the_session():
    found = table(
        "created_at | updated_at | client_full_name | started_at | duration_seconds",
        "2023-10-04 08:00:00 | 2023-10-09 22:10:00 | Isla Thornbury | 2023-10-09 09:45:00 | 1200",
    )
    assert values(found) == [{"client_id": "Isla Thornbury", "start": "09:45", "minutes": "1200", "date": "2023-10-09"}]
    assert next(one for one in found.records).cells["minutes"].unit == "seconds"


def test_seconds_are_whole_minutes_or_asked():
    length = lengths.read_length("1200", None, label="duration_seconds", unit="seconds")
    assert (length.minutes, length.note) == (20, "is read as 20 minutes: in seconds by its heading")
    with pytest.raises(Refused) as caught:
        lengths.read_length("1210", None, label="duration_seconds", unit="seconds")
    assert caught.value.args[0] == "is in seconds by its heading, and no whole minutes"


def test_a_column_called_session_that_holds_days_is_the_date():
    found = table("Client | Session | Length", "Isla Thornbury | 28 Jan 2023, 09:45 | 1 h")
    assert values(found) == [{"client_id": "Isla Thornbury", "date": "28 Jan 2023, 09:45", "minutes": "1 h"}]


def test_a_survey_is_feedback_of_the_day_of_its_timestamp():
    found = table(
        "Timestamp | Your name | Trust (1-5) | Listening (1-5) | Any other comments",
        "07/08/2023 18:03:11 | Isla Thornbury | 5 | 4 | It helped.",
    )
    assert values(found, "feedback") == [
        {
            "date": "07/08/2023 18:03:11",
            "client_id": "Isla Thornbury",
            "trust": "5",
            "listening": "4",
            "text": "It helped.",
        }
    ]


def hours(*texts):
    cells = [Written(text, f"row {number}", "Hours", None, "hours") for number, text in enumerate(texts, start=2)]
    return Understood("log.xlsx", "", records=tuple(Record("contacts", one.place, {"minutes": one}) for one in cells))


def test_bare_hours_beside_more_hours_than_a_contact_has_are_all_in_doubt():
    assert [(one.value, one.problem) for one in in_doubt(hours("45", "8", "1.5", "60"))] == [
        ("8", 'may be hours or minutes, since "45" stands in the same column'),
        ("1.5", 'may be hours or minutes, since "45" stands in the same column'),
    ]
    assert in_doubt(hours("2", "8", "1.5")) == []


def test_preparation_beside_the_session_makes_no_sheet():
    found = table("Date | Client | Session length (h:mm) | Preparation (h:mm)", "2025-01-06 | Isla | 1:45 | 0:20")
    assert values(found, "sheets") == []
    assert found.records[0].extra["Preparation (h:mm)"].text == "0:20"


def test_a_column_of_media_is_told_by_its_values_and_keeps_the_rest_under_its_name():
    found = table(
        "Date | Client | Mins | Notes",
        "2025-01-06 | Isla | 30 | Zoom",
        "2025-01-07 | Isla | 30 | on a walk",
        "2025-01-08 | Isla | 30 | ran late",
    )
    assert [one.get("medium") for one in values(found)] == ["Zoom", "on a walk", None]
    assert found.records[2].extra["Notes"].text == "ran late"


def test_prose_in_a_row_of_its_own_under_each_contact_is_that_contacts():
    found = table(
        "Date | Client | Mins", "2025-01-06 | Isla | 30", f"{LONG} | < | <", "2025-01-07 | Isla | 40", f"{LONG} | < | <"
    )
    assert values(found, "sheets") == [{"text": LONG}, {"text": LONG}]
    assert [one.sheet for one in found.records if one.table == "contacts"] == [0, 1]


def test_questions_above_their_answers_in_one_column_are_a_form():
    rows = ("1. Name of client coached", "Isla Thornbury", "2. Date of session", "6 January 2025")
    found = understood(grid(*rows, "3. How long did the session last?", "45 minutes", "4. What took place?", LONG))
    assert values(found) == [{"client_id": "Isla Thornbury", "date": "6 January 2025", "minutes": "45 minutes"}]


def test_the_title_of_a_workbooks_sheet_gives_the_year_to_its_days():
    sheet = grid("Date | Client | Mins", "Wed 26 Jun | Isla | 30", title="June 2024", sheet=True)
    found = understood(sheet, kind="workbook", name="log.xlsx")
    assert values(found)[0]["date"] == "Wed 26 Jun 2024"
    assert notes(found) == [("June 2024", "is a heading that gives its year to the days under it")]


def test_a_line_that_says_what_the_table_is_is_no_prose():
    line = "Record of coaching practice, Isla Thornbury. Printed on 14 May 2026. Target: 100 hours."
    found = understood(paragraphs(line), grid("Date | Client | Mins", "2025-01-06 | Gareth | 30"))
    assert values(found, "sheets") == []
    assert notes(found) == [(line, "is a title: no part of a record")]


def test_a_form_of_two_columns_keeps_what_it_does_not_know_under_its_own_name():
    found = understood(
        grid(
            "Client | Gareth", "Date of birth | 11 May 1979", "Session date | 18 Nov 2023", "Travel time | 1 hr",
            "Contact time | 35 min", "Invoice date | 30 Nov 2023",
        )
    )  # fmt: skip
    assert values(found) == [{"client_id": "Gareth", "date": "18 Nov 2023", "minutes": "35 min"}]
    assert set(found.records[0].extra) == {"Date of birth", "Travel time", "Invoice date"}
    assert values(found, "sheets") == []


def test_a_planner_with_times_and_names_is_asked_about():
    found = understood(grid("Monday 13 | Tuesday 14", "9.45–10.05 Isla Thornbury | "))
    assert values(found) == []
    problem = "holds days or lengths of time, but no header that names a date, a client and a length: it is not read"
    assert problem in [told for _, told in problems(found)]
