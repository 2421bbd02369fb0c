"""Tables that are no plain log: days across clients, contacts side by side, lengths apart, moments, decimals, no header."""

import datetime

import pytest
from drawn import grid, notes, problems, understood, values

from coachkit.importers import timing
from coachkit.importers.pages import Remark
from coachkit.importers.records import Record, Understood, Written
from coachkit.importers.values import lengths
from coachkit.importers.values.moments import parted
from coachkit.values import Refused

LOG = "Date | Client | Duration (mins)"


def table(*rows, name="log.csv"):
    return understood(grid(*rows), name=name, kind="table")


def three(found):
    """Date, client and length of each contact as written."""
    return [tuple(row.get(name, "") for name in ("date", "client_id", "minutes")) for row in values(found)]


# Days across clients


def test_minutes_where_days_and_clients_cross_are_contacts():
    found = table(
        "Minutes by day and client | | ",
        "Date | Gareth Pryce | Priya Raman | Total",
        "6 Jan 2025 | 45 | | 45",
        "13 Jan 2025 | 30 | 60 | 90",
        "Total | 75 | 60 | 135",
    )
    assert three(found) == [
        ("6 Jan 2025", "Gareth Pryce", "45"),
        ("13 Jan 2025", "Gareth Pryce", "30"),
        ("13 Jan 2025", "Priya Raman", "60"),
    ]
    assert {record.cells["minutes"].unit for record in found.records} == {"minutes"}
    assert notes(found) == [
        (
            "Minutes by day and client | Date | Gareth Pryce | Priya Raman | Total",
            "has days down and clients across: each cell where they cross is read as a contact",
        ),
        ("Total", "is a total: left out"),
        ("Total", "is a total: left out"),
    ]


def test_clients_may_stand_down_the_side_and_days_across():
    found = table("Client | 6 Jan 2025 | 13 Jan 2025", "Gareth Pryce | 1h | 0", "Priya Raman | - | 20 mins")
    assert three(found) == [("6 Jan 2025", "Gareth Pryce", "1h"), ("13 Jan 2025", "Priya Raman", "20 mins")]


def test_names_of_one_word_are_clients_only_where_the_table_says_so():
    rows = ("Date | Gareth | Priya", "6 Jan 2025 | 45 mins | ", "13 Jan 2025 | | 20 mins")
    assert three(table("Clients | | ", *rows)) == [
        ("6 Jan 2025", "Gareth", "45 mins"),
        ("13 Jan 2025", "Priya", "20 mins"),
    ]
    assert [problem for _, problem in problems(table(*rows))] == [
        "holds days or lengths of time, but no header that names a date, a client and a length: it is not read"
    ]


def test_days_across_kinds_of_work_are_no_contacts():
    found = table("Date | Travel | Admin | Coaching", "6 Jan 2025 | 45 | 10 | 30", "13 Jan 2025 | 30 | 20 | ")
    assert found.records == ()
    assert len(problems(found)) == 1


# Contacts side by side


@pytest.mark.parametrize(
    "head",
    [
        ("Client | Session 1 date | Session 1 mins | Session 2 date | Session 2 mins",),
        ("Client | Date 1 | Length 1 (mins) | Date 2 | Length 2 (mins)",),
        ("Client | Session 1 | < | Session 2 | <", " | Date | Mins | Date | Mins"),
    ],
)
def test_contacts_to_the_right_of_their_client_are_read_one_by_one(head):
    found = table(*head, "Gareth | 6/1/2025 | 40 | 13/1/2025 | 30", "Priya | 7/1/2025 | 20 | | ")
    assert three(found) == [("6/1/2025", "Gareth", "40"), ("13/1/2025", "Gareth", "30"), ("7/1/2025", "Priya", "20")]
    labels = " | ".join(text for row in head for text in row.split(" | ") if text.strip() and text != "<")
    assert notes(found) == [(labels, "has several contacts side by side in a row: each is read as one")]


def test_two_logs_side_by_side_are_one():
    found = table(
        "Date | Client | Mins | | Date | Client | Mins",
        "6/1/2025 | Gareth | 40 | | 8/2/2025 | Priya | 30",
        "7/1/2025 | Ann | 10",
    )
    assert three(found) == [("6/1/2025", "Gareth", "40"), ("8/2/2025", "Priya", "30"), ("7/1/2025", "Ann", "10")]


# Lengths in one of several columns


@pytest.mark.parametrize(
    ("one", "other", "column", "first", "second"),
    [
        ("Paid hours", "Pro bono hours", "paid", "yes", "no"),
        ("Coaching hours", "Mentoring hours", "role", "coaching", "mentoring"),
        ("Planned (hrs)", "In the moment (hrs)", "planned", "yes", "no"),
        ("1:1 hours", "Group hours", "format", "individual", "group"),
    ],
)
def test_the_filled_one_of_two_columns_gives_the_length_and_what_it_was(one, other, column, first, second):
    found = table(f"Date | Client | {one} | {other}", "6 Jan 25 | Gareth | 1 | ", "7 Jan 25 | Priya | 0 | 0.5")
    assert values(found) == [
        {"date": "6 Jan 25", "client_id": "Gareth", "minutes": "1", column: first},
        {"date": "7 Jan 25", "client_id": "Priya", "minutes": "0.5", column: second},
    ]
    assert {record.cells["minutes"].unit for record in found.records} == {"hours"}
    told = f"has one of these filled in each row: the length is read from it, and {column} from its label"
    assert notes(found) == [(f"{one} | {other}", told)]


def test_a_row_with_both_of_them_filled_is_asked_about():
    found = table(
        "Date | Client | Paid hours | Pro bono hours",
        "6 Jan 25 | Gareth | 1 | ",
        "7 Jan 25 | Priya | | 1",
        "8 Jan 25 | Priya | 1 | 0.5",
    )
    assert [row.get("minutes") for row in values(found)] == ["1", "1", None]
    assert problems(found) == [
        ("Paid hours: 1 | Pro bono hours: 0.5", "stand in one row, of which one was to be filled: neither is read")
    ]


def test_ticks_in_two_columns_beside_a_length_say_which_it_was():
    found = table(f"{LOG} | Planned | In the moment", "6 Jan 25 | Gareth | 40 | x | ", "7 Jan 25 | Priya | 20 | | x")
    assert [(row["minutes"], row["planned"]) for row in values(found)] == [("40", "yes"), ("20", "no")]


# Beside other things


def test_money_sums_and_numbers_of_other_kinds_are_no_lengths():
    found = table(
        "Booking ref | Invoice no | Invoice date | Session date | Coachee | Hours | Running total | Rate | Fee | Mileage",
        "BK1 | 302 | 20/1/2025 | 6/1/2025 | Gareth | 1 | 1 | 120 | 120 | 14",
        name="bookings and invoices.csv",
    )
    assert values(found) == [{"date": "6/1/2025", "client_id": "Gareth", "minutes": "1"}]
    kept = ["Booking ref", "Invoice no", "Invoice date", "Running total", "Rate", "Fee", "Mileage"]
    assert list(found.records[0].extra) == kept


def test_a_preamble_and_totals_of_months_leave_the_log_a_log():
    found = table(
        "Coaching log | | | ",
        "Printed: | 01/11/2026 | | ",
        " | | | ",
        "Date of contact | Client | Session length (minutes) | Room",
        "2-Aug-2023 | Gareth | 25 | R2",
        "6-Aug-2023 | Priya | 60 | R2",
        "Subtotal August 2023 | | 85 | ",
        "Grand total | | 85 | ",
    )
    assert three(found) == [("2-Aug-2023", "Gareth", "25"), ("6-Aug-2023", "Priya", "60")]


def test_a_topic_of_a_few_words_is_kept_apart_and_sentences_are_prose():
    short = table(f"{LOG} | Topic", "6 Jan 25 | Gareth | 40 | handover", "7 Jan 25 | Priya | 20 | the new board")
    long = table(f"{LOG} | Topic", "6 Jan 25 | Gareth | 40 | How he hands over to Ann, whom he does not yet trust.")
    assert [record.extra["Topic"].text for record in short.records] == ["handover", "the new board"]
    assert short.columns["Topic"] == ""
    assert [record.table for record in long.records] == ["sheets", "contacts"]


@pytest.mark.parametrize("status", ["cancelled by client", "DNA", "no-show", "postponed"])
def test_a_contact_that_did_not_take_place_is_left_out_or_asked_about_where_it_has_a_length(status):
    found = table(f"{LOG} | Status", "6 Jan 25 | Gareth | 40 | done", f"7 Jan 25 | Priya | | {status}")
    timed = table(f"{LOG} | Status", "6 Jan 25 | Gareth | 40 | done", f"7 Jan 25 | Priya | 60 | {status}")
    within = table(LOG, "6 Jan 25 | Gareth | 40", f"7 Jan 25 | Priya | {status}")
    told = f'holds "{status}", which says that it did not take place: it is no contact and left out'
    assert [len(values(one)) for one in (found, timed, within)] == [1, 1, 1]
    assert (f"7 Jan 25 | Priya | {status}", told) in notes(found)
    assert (f"7 Jan 25 | Priya | {status}", told) in notes(within)
    assert [value for value, _ in problems(timed)] == [f"7 Jan 25 | Priya | 60 | {status}"]


# Without a header that is known


def test_a_table_without_a_header_may_hold_groups_and_how_they_met():
    found = table(
        "1 | 3 April 2023 | Finance leads circle | 25 mins | phone", "2 | 6 April 2023 | Priya Raman | 20 mins | phone"
    )
    assert values(found)[0] == {
        "date": "3 April 2023",
        "client_id": "Finance leads circle",
        "minutes": "25 mins",
        "medium": "phone",
    }


@pytest.mark.parametrize(
    "rows",
    [
        ("Client | Session 1 | Session 2", "Gareth Pryce | 6/1/2025 40 min | 13/1/2025 30 min"),
        ("Tag | Wer | Dauer", "6 Jan 2025 | Gareth Pryce | 40", "7 Jan 2025 | Priya Raman | 30"),
    ],
)
def test_days_or_lengths_that_give_no_record_are_never_passed_over(rows):
    found = table(*rows)
    assert found.records == ()
    assert [problem for _, problem in problems(found)] == [
        "holds days or lengths of time, but no header that names a date, a client and a length: it is not read"
    ]


# Moments


def test_moments_of_an_app_are_a_day_and_times():
    found = table(
        "id | participant | starts_at | ends_at",
        "a1 | Gareth | 2023-06-23T09:30:00 | 2023-06-23T10:30:00Z",
        "a2 | Priya | 2023-06-27T09:00 | 2023-06-27T09:25",
    )
    assert values(found) == [
        {"client_id": "Gareth", "date": "2023-06-23", "start": "09:30", "end": "10:30"},
        {"client_id": "Priya", "date": "2023-06-27", "start": "09:00", "end": "09:25"},
    ]


def test_moments_on_two_days_stay_as_they_are():
    cells = {
        "start": Written("2023-06-23T23:30:00", "line 2"),
        "end": Written("2023-06-24T00:30:00", "line 2"),
    }
    assert parted(cells)["end"] is cells["end"]
    assert parted(cells)["start"] is cells["start"]


def test_a_workbooks_moments_are_parted_too():
    start, end = (datetime.datetime(2023, 6, 23, hour, 30) for hour in (9, 10))
    found = parted({"start": Written("", "cell A2", held=start), "end": Written("", "cell B2", held=end)})
    assert [found[name].held for name in ("date", "start", "end")] == [start.date(), start.time(), end.time()]


# Decimal hours


@pytest.mark.parametrize(
    ("text", "minutes"), [("0,3333", 20), ("0.33", 20), ("0,1333", 8), ("0.42", 25), ("0.13", 8), ("1.17", 70)]
)
def test_a_decimal_hour_is_the_one_whole_minute_that_it_rounds(text, minutes):
    found = lengths.read_length(text, None, label="Hours", unit="hours")
    assert found.minutes == minutes
    assert found.note.endswith(": rounded hours")


@pytest.mark.parametrize("text", ["0.11", "0.3335"])
def test_a_decimal_hour_that_rounds_no_whole_minute_is_refused(text):
    with pytest.raises(Refused, match="only whole minutes are allowed"):
        lengths.read_length(text, None, label="Hours", unit="hours")


def test_a_column_with_decimals_that_are_no_minutes_is_decimal_hours_throughout():
    found = table("Date | Client | Hours", "6 Jan 25 | Gareth | 0,3333", "7 Jan 25 | Priya | 0,15")
    cell = found.records[1].cells["minutes"]
    read = lengths.read_length(cell.text, cell.held, label=cell.label, unit=cell.unit)
    assert (read.minutes, read.note) == (9, "is read as 9 minutes: decimal hours, as in the rest of its column")
    assert timing.in_doubt(found) == []


def test_such_a_value_in_a_column_without_them_is_asked_about():
    cells = (
        {"minutes": Written("0.5", "p1", "Hours", unit="hours")},
        {"minutes": Written("1.30", "p2", "Hours", unit="hours")},
    )
    file = Understood("log.csv", "", records=tuple(Record("contacts", one["minutes"].place, one) for one in cells))
    problem = 'may be decimal hours or hours and minutes, since "1.30" stands in the same column'
    cure = "write the lengths of this column as minutes, or as 1h30"
    assert timing.in_doubt(file) == [Remark("p1", "0.5", problem, cure)]


def test_prose_beside_ids_and_days_is_no_crossing_of_days_and_clients():
    prose = "First hour with Gareth, a client. In total he spoke for 40 minutes. " * 4
    found = table("sheet_id | written_on | text", f"S001 | 2024-09-03 | {prose}", f"S002 | 2024-09-10 | {prose}")
    assert [record.table for record in found.records] == ["sheets", "sheets"]


@pytest.mark.parametrize(("label", "read"), [("Seen on", "6 Jan 2025"), ("Date of birth", "")])
def test_days_under_a_label_that_is_not_known_are_the_date_unless_it_names_another_day(label, read):
    found = table(
        f"Coachee | {label} | For how long", "Gareth Pryce | 6 Jan 2025 | 45 mins", "Al Ray | 7 Jan 2025 | 1 h"
    )
    assert [day for day, _, _ in three(found)][:1] == [read]
    told = [value for value, problem in notes(found) if problem.startswith("stands over a day in every row")]
    assert told == ([label] if read else [])
