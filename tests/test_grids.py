"""Tables are read by what stands in them: headers in one row or two, totals, ditto marks, merged cells, columns by value."""

import pytest
from drawn import grid, notes, problems, understood, values

LOG = (
    "Coaching log 2025: Isla Thornbury | < | < | <",
    "",
    "Date | Client | Duration (mins) | Notes",
    "06/01/2025 | Gareth | 40 | went well",
    "Date | Client | Duration (mins) | Notes",
    '" | Priya | 20 | fine',
    "February 2025 | < | < | <",
    "13/02/2025 | Gareth | 45 | ",
    "Total | | 105 | ",
)


def test_a_log_is_read_below_its_title_and_without_its_total():
    found = understood(grid(*LOG, title="Log", sheet=True), kind="workbook", name="log.xlsx")
    assert found.layout == (
        "a table of 3 contacts, header in row 3, sheet Log, row 5: header repeated, total in row 9 left out"
    )
    assert found.columns == {"Date": "date", "Client": "client_id", "Duration (mins)": "minutes", "Notes": "text"}
    assert values(found) == [
        {"date": "06/01/2025", "client_id": "Gareth", "minutes": "40"},
        {"date": "06/01/2025", "client_id": "Priya", "minutes": "20"},
        {"date": "13/02/2025", "client_id": "Gareth", "minutes": "45"},
    ]
    assert [record.place for record in found.records if record.table == "contacts"] == [
        "sheet Log, row 4",
        "sheet Log, row 6",
        "sheet Log, row 8",
    ]
    assert notes(found) == [
        ("Total | 105", "is a total: left out; it agrees with the rows above it (105 minutes)"),
        ('"', 'is read as what stands above it, "06/01/2025"'),
        ("February 2025", "stands over rows as a heading: no value of theirs"),
        ("Coaching log 2025: Isla Thornbury", "is a title: no part of a record"),
    ]


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("Total | | 2", "is a total: left out; it agrees with the rows above it (120 minutes)"),
        (" | | 2", "is a total: left out; it agrees with the rows above it (120 minutes)"),
        ("Total hours | | 3", "is a total: left out; it says 180 minutes, but the rows above it make 120"),
        ("Grand total | | about two", "is a total: left out; it cannot be compared with the rows above it"),
    ],
)
def test_a_total_is_left_out_and_compared(total, told):
    rows = ("Date | Client | Hours", "06/01/2025 | Gareth | 1.5", "07/01/2025 | Priya | 0.5")
    found = understood(grid(*rows, total), kind="table", name="log.csv")
    assert len(values(found)) == 2
    assert [note for _, note in notes(found)] == [told]


def test_a_row_with_a_length_alone_that_is_no_sum_stays_a_row():
    rows = ("Date | Client | Hours", "06/01/2025 | Gareth | 1.5", "07/01/2025 | Priya | 0.5", " | | 1")
    assert values(understood(grid(*rows)))[-1] == {"minutes": "1"}


def test_two_header_rows_are_read_together():
    found = understood(
        grid("Date | Client | Time | < | Notes", " | | Start | End | ", "6/1/25 | Gareth | 10:30 | 11:15 | ok")
    )
    assert values(found) == [{"date": "6/1/25", "client_id": "Gareth", "start": "10:30", "end": "11:15"}]
    assert notes(found) == [("Date | Client | Time | Notes", "is the upper of two rows that name the columns")]


def test_a_merged_cell_of_prose_makes_one_sheet_and_a_merged_date_is_both_rows():
    found = understood(
        grid(
            "Date | Client | Length | Reflection",
            "6 Jan 25 | Gareth | 40 mins | I noticed a lot.",
            "7 Jan 25 | Priya | 20 mins | ^",
            "^ | Tom | 10 mins | ^",
        )
    )
    assert [value["date"] for value in values(found)] == ["6 Jan 25", "7 Jan 25", "7 Jan 25"]
    assert values(found, "sheets") == [{"text": "I noticed a lot."}]
    assert {record.sheet for record in found.records if record.table == "contacts"} == {0}


def test_a_length_merged_over_contacts_is_asked_about():
    found = understood(grid("Date | Client | Minutes", "6 Jan 25 | Gareth | 60", "7 Jan 25 | Priya | ^"))
    assert ["minutes" in value for value in values(found)] == [False, False]
    assert problems(found) == [("60", "is one length of time in a cell that is merged over several contacts")]


def test_rows_with_prose_of_their_own_are_sheets_of_their_own():
    found = understood(
        grid("Date | Client | Length | Notes", "6 Jan 25 | Gareth | 40 mins | One.", "7 Jan 25 | Priya | 20 mins | "),
        kind="table",
    )
    assert values(found, "sheets") == [{"text": "One."}]
    assert [record.sheet for record in found.records if record.table == "contacts"] == [0, None]


def test_prose_goes_on_in_the_row_below():
    found = understood(
        grid("Date | Client | Length | Notes", "6 Jan 25 | Gareth | 40 mins | A start", " | | | and more of it")
    )
    assert values(found, "sheets") == [{"text": "A start\n\nand more of it"}]


@pytest.mark.parametrize(
    ("hours", "minutes", "first"),
    [
        (("1", "0"), ("10", "40"), {"minutes": "1", "minutes_more": "10"}),
        (("1", "0.5"), ("60", "30"), {"minutes": "60"}),
    ],
)
def test_hours_and_minutes_add_up_or_are_one_length_in_two_units(hours, minutes, first):
    rows = [f"0{day}/01/2025 | Gareth | {h} | {m}" for day, h, m in zip((6, 7), hours, minutes, strict=True)]
    found = understood(grid("Date | Client | Hours | Mins", *rows), kind="table")
    assert values(found)[0] == {"date": "06/01/2025", "client_id": "Gareth"} | first
    assert problems(found) == []


def test_hours_and_minutes_that_are_neither_are_asked_about():
    found = understood(grid("Date | Client | Hours | Mins", "06/01/2025 | Gareth | 1.5 | 20"))
    assert problems(found) == [
        ("Hours", 'may be either of two columns for one thing ("Hours" and "Mins"); neither is read')
    ]


@pytest.mark.parametrize(
    ("header", "time", "column"),
    [
        ("Date | Client | Time", "10.30-11.15", "minutes"),
        ("Date | Client | Time", "40 mins", "minutes"),
        ("Date | Client | Time", "0:45", "minutes"),
        ("Date | Client | Time | Duration", "10:30 | 40 min", "start"),
        ("Date | Client | Time | Duration", "1:30 | 40 min", "start"),
    ],
)
def test_a_column_called_time_is_what_its_values_are(header, time, column):
    found = understood(grid(header, f"06/01/2025 | Gareth | {time}"))
    assert values(found)[0][column] == time.split(" | ")[0]
    assert problems(found) == []


def test_a_column_called_time_that_may_be_either_is_asked_about():
    found = understood(grid("Date | Client | Time", "06/01/2025 | Gareth | 1:30"))
    assert problems(found) == [("1:30", 'stands under "Time" and may be a time of day or a length of time')]


def test_a_clients_name_over_rows_is_the_client_where_no_column_is():
    found = understood(
        grid(
            "Date | Duration",
            "Gareth Pryce | <",
            "06/01/2025 | 40 min",
            "Priya Nair | <",
            "07/01/2025 | 20 min",
        )
    )
    assert [value["client_id"] for value in values(found)] == ["Gareth Pryce", "Priya Nair"]
    assert notes(found)[0] == ("Gareth Pryce", "stands over rows and is read as the client of those below it")


def test_a_table_without_a_header_is_read_only_where_its_values_leave_no_doubt():
    sure = understood(grid("06/01/2025 | Gareth | 40 mins", "07/01/2025 | Priya | 20 mins"), kind="table")
    unsure = understood(grid("06/01/2025 | Gareth | 40", "07/01/2025 | Priya | 20"), kind="table")
    assert values(sure)[0] == {"date": "06/01/2025", "client_id": "Gareth", "minutes": "40 mins"}
    assert [note for _, note in notes(sure)] == [
        "has no header; by what stands in it, column 1 as date, column 2 as client_id, column 3 as minutes is read"
    ]
    assert unsure.records == ()


def test_a_table_of_another_kind_is_noted_with_what_stands_in_it():
    found = understood(grid("Action | By when | Owner", "Ring Priya | Friday | me"))
    assert found.records == ()
    assert notes(found) == [
        (
            "Action | By when | Owner / Ring Priya | Friday | me",
            "is a table of another kind: nothing in it is imported",
        )
    ]


def test_a_register_of_clients_and_ratings_by_client_are_tables_too():
    register = grid("Name | Organisation | Consent", "Gareth Pryce | Brackwell | yes", title="Clients", sheet=True)
    ratings = grid("Client | Date | Trust | Listening", "Gareth | 6 Jan 25 | 4 | 5", title="Ratings", sheet=True)
    found = understood(register, ratings, kind="workbook", name="log.xlsx")
    assert values(found, "clients") == [{"name": "Gareth Pryce", "organisation": "Brackwell", "consent": "yes"}]
    assert values(found, "feedback") == [{"client_id": "Gareth", "date": "6 Jan 25", "trust": "4", "listening": "5"}]


def test_boxes_ticked_below_numbers_are_ratings():
    found = understood(
        grid("Client | Gareth", "Date | 6 Jan 25"),
        grid(" | 1 | 2 | 3 | 4 | 5", "Trust | ☐ | ☐ | ☐ | ☒ | ☐", "Listening | ☐ | ☐ | ☐ | ☐ | ☒", place="table 2"),
        name="feedback form.docx",
    )
    assert values(found, "feedback") == [{"client_id": "Gareth", "date": "6 Jan 25", "trust": "4", "listening": "5"}]


def test_a_long_log_is_read_quickly_and_whole():
    rows = [f"{1 + day % 28:02}/01/2025 | Gareth | {10 + day % 50} | words {day}" for day in range(3000)]
    found = understood(grid("Date | Client | Minutes | Notes", *rows), kind="table")
    assert found.layout == "a log of 3000 contacts"


def test_columns_of_another_kind_leave_contacts_what_they_are_unless_it_is_called_a_list_of_another_kind():
    one = understood(grid("Date | Client | Length | Status", "6 Jan 25 | Gareth | 40 mins | done"))
    several = understood(
        grid("Date | Client | Hours | Fee | Invoice no", "6 Jan 25 | Gareth | 1 | 90 | 17"), name="invoices.docx"
    )
    assert len(values(one)) == 1
    assert problems(several) == [
        (
            "Date | Client | Hours | Fee | Invoice no / 6 Jan 25 | Gareth | 1 | 90 | 17",
            "may be a table of contacts or of another kind; it is not read",
        )
    ]
