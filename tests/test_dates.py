"""A column of dates is read in one order of day and month; what cannot be told apart is not guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.dates import MONTH_NAMES, WEEKDAY_NAMES, not_after, read_dates
from coachkit.values import Read

TODAY = date(2026, 11, 23)
FORM_CURE = "write the date as 2025-01-06 or 6 January 2025"
SIXTH = date(2025, 1, 6)


def read(*texts: str) -> Read:
    return read_dates(texts, today=TODAY, lines=range(2, 2 + len(texts)))


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-06",
        "2025-1-6",
        "2025/01/06",
        "2025.01.06",
        "2025-01-06 00:00",
        "2025-01-06 00:00:00",
        "2025-01-06T00:00:00.000",
        "2025-01-06T00:00:00Z",
        "6 Jan 2025",
        "06 jan 2025",
        "6-Jan-2025",
        "6Jan2025",
        "6 January 2025",
        "6 JANUARY, 2025",
        "6th January 2025",
        "6th of January 2025",
        "Jan 6, 2025",
        "Jan. 6 2025",
        "January 6th, 2025",
        "Mon 6 Jan 2025",
        "Monday, 6 January 2025",
        "Mon. 2025-01-06",
        "Monday January 6, 2025",
        "\u200e6\u00a0Jan\u00a02025",
        "６ Jan ２０２５",
    ],
)
def test_a_date_of_clear_order_is_read_without_a_note(text):
    assert read(text) == Read([SIXTH])


@pytest.mark.parametrize("text", ["", " ", "\u00a0"])
def test_a_blank_is_no_date_and_no_problem(text):
    assert read(text) == Read([None])


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_by_its_name_and_short_name(month):
    name, day = MONTH_NAMES[month - 1], date(2025, month, 9)
    assert read(f"9 {name} 2025", f"9 {name[:3]} 2025", f"9 {name[:3]}. 2025") == Read([day] * 3)


def test_september_has_a_second_short_name():
    assert read("9 Sept 2025").values == [date(2025, 9, 9)]


def test_without_a_sign_of_the_order_the_day_comes_first_with_a_note():
    note = (
        '"06/01/2025" on line 2 is read as 6 January 2025: day comes before month, as in Britain, '
        "since no date of the column shows the order"
    )
    assert read("06/01/2025", "7.1.2025", "2025-01-08", "9 Jan 2025") == Read(
        [SIXTH, date(2025, 1, 7), date(2025, 1, 8), date(2025, 1, 9)], {}, [note]
    )


def test_a_first_part_over_12_shows_that_the_day_comes_first():
    note = 'day comes before month in this column, as "13/01/2025" on line 3 shows: "06/01/2025" on line 2 is read as'
    assert read("06/01/2025", "13/01/2025") == Read([SIXTH, date(2025, 1, 13)], {}, [f"{note} 6 January 2025"])


def test_a_second_part_over_12_shows_that_the_month_comes_first():
    note = 'month comes before day in this column, as "01/13/2025" on line 2 shows: "01/06/2025" on line 3 is read as'
    assert read("01/13/2025", "01/06/2025") == Read([date(2025, 1, 13), SIXTH], {}, [f"{note} 6 January 2025"])


def test_the_order_is_told_also_where_no_date_is_in_doubt():
    note = 'day comes before month in this column, as "13/01/2025" on line 2 shows'
    assert read("13/01/2025", "05/05/2025") == Read([date(2025, 1, 13), date(2025, 5, 5)], {}, [note])


def test_in_a_column_of_both_orders_no_ambiguous_date_is_guessed():
    got = read("06/01/2025", "13/01/2025", "14-01-2025", "01/15/2025", "05/05/2025", "2025-01-06")
    doubt = (
        "may be read with the day or the month first, and its column shows both: "
        '"13/01/2025" on line 3 and "01/15/2025" on line 5',
        "write the date as 2025-01-06",
    )
    against = (
        'has another order of day and month than "13/01/2025" on line 3, and a column has one order',
        "write the date as 2025-01-06",
    )
    values = [None, date(2025, 1, 13), date(2025, 1, 14), None, date(2025, 5, 5), SIXTH]
    assert got == Read(values, {0: doubt, 3: against}, [])


def test_the_dates_against_the_column_are_those_of_the_rarer_order():
    assert read("13/01/2025", "01/13/2025", "01/14/2025").values == [None, date(2025, 1, 13), date(2025, 1, 14)]


@pytest.mark.parametrize(
    ("text", "problem", "cure"),
    [
        (
            "30/02/2025",
            "is no day of the calendar: February 2025 has no day 30",
            "correct the day or the month",
        ),
        ("2025-02-29", "is no day of the calendar: February 2025 has no day 29", "correct the day or the month"),
        ("31 April 2025", "is no day of the calendar: April 2025 has no day 31", "correct the day or the month"),
        ("32/01/2025", "is no day of the calendar: January 2025 has no day 32", "correct the day or the month"),
        ("0/1/2025", "is no day of the calendar: January 2025 has no day 0", "correct the day or the month"),
        ("2025-13-01", "has no month: 13 is not between 1 and 12", FORM_CURE),
        ("13/13/2025", "has no month: both its parts are over 12", FORM_CURE),
        ("06/01/25", "has a year of two digits", "write the year with four digits, as in 2025-01-06"),
        ("6-Jan-25", "has a year of two digits", "write the year with four digits, as in 2025-01-06"),
        ("Jan 6, '25", "has a year of two digits", "write the year with four digits, as in 2025-01-06"),
        ("1825-01-06", "is in the year 1825, before 1900", "correct the year"),
        (
            "45663",
            "is a number, not a date",
            "format the column as a date (yyyy-mm-dd) in Excel and save again; there 45663 is 6 January 2025",
        ),
        (
            "45663.5",
            "is a number, not a date",
            "format the column as a date (yyyy-mm-dd) in Excel and save again; there 45663.5 is 6 January 2025",
        ),
        (
            "2026-11-24",
            "is after today, 23 November 2026",
            "correct the date; a record is entered once its day has come",
        ),
        (
            "Tuesday 6 January 2025",
            "has the wrong weekday: 6 January 2025 is a Monday, not a Tuesday",
            "correct the date or the weekday",
        ),
        (
            "Tue 06/01/2025",
            "has the wrong weekday: 6 January 2025 is a Monday, not a Tuesday",
            "correct the date or the weekday",
        ),
        (
            "2025-01-06 14:30",
            "has a time of day",
            "write the date alone; the time at which a contact began goes in the column start",
        ),
        ("6 Janvier 2025", 'has no English month: "Janvier"', FORM_CURE),
    ],
)
def test_an_impossible_date_is_a_problem_with_its_cure(text, problem, cure):
    got = read(text)
    assert (got.values, got.faults) == ([None], {0: (problem, cure)})


@pytest.mark.parametrize(
    "text", ["soon", "2025", "January 2025", "06/01", "06/01-2025", "20250106", "6/1/2025 to 7/1/2025", "nan", "#N/A"]
)
def test_what_is_no_date_is_a_problem(text):
    fault = ("is not a date in a form that can be read", FORM_CURE)
    assert read(text) == Read([None], {0: fault})


def test_the_29th_of_february_is_read_in_a_leap_year():
    assert read("29/02/2024").values == [date(2024, 2, 29)]


def test_a_date_that_is_a_problem_is_no_example_in_a_note():
    assert read("Tue 06/01/2025").notes == []
    assert read("05/01/2027").notes == []


def test_lines_are_named_only_where_they_are_known():
    assert read_dates(["06/01/2025"], today=TODAY).notes[0].startswith('"06/01/2025" is read as 6 January 2025')


def test_today_itself_is_no_date_after_today():
    assert read("2026-11-23") == Read([TODAY])


def test_dates_after_the_records_day_are_faults_of_their_own():
    fault = (
        "is after 6 January 2025, the day at which the records stand (as_of)",
        "correct the date, or as_of in practice.toml",
    )
    assert not_after([SIXTH, None, date(2025, 1, 7)], SIXTH) == {2: fault}


def test_a_column_without_rows_is_read():
    assert read() == Read()


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 11 <= day <= 13 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


CLEAR_FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d} 00:00:00",
    lambda d: f"{d.day} {MONTH_NAMES[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}-{MONTH_NAMES[d.month - 1][:3]}-{d.year}",
    lambda d: f"{MONTH_NAMES[d.month - 1][:3]} {d.day}, {d.year}",
    lambda d: f"{_ordinal(d.day)} {MONTH_NAMES[d.month - 1].lower()} {d.year}",
    lambda d: f"{WEEKDAY_NAMES[d.weekday()]}, {MONTH_NAMES[d.month - 1]} {_ordinal(d.day)}, {d.year}",
    lambda d: f"{WEEKDAY_NAMES[d.weekday()][:3]} {d.isoformat()}",
]
DAY_FIRST = [
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{WEEKDAY_NAMES[d.weekday()][:3]} {d.day}-{d.month}-{d.year}",
]
MONTH_FIRST = [
    lambda d: f"{d.month:02}/{d.day:02}/{d.year}",
    lambda d: f"{d.month}-{d.day}-{d.year} 00:00",
    lambda d: f"{WEEKDAY_NAMES[d.weekday()]} {d.month}.{d.day}.{d.year}",
]
DATES = st.dates(date(1900, 1, 1), TODAY)


@given(st.lists(st.tuples(DATES, st.sampled_from(CLEAR_FORMS + DAY_FIRST))))
def test_any_date_in_any_form_with_the_day_first_is_read_as_the_same_date(written):
    got = read(*(form(day) for day, form in written))
    assert (got.values, got.faults) == ([day for day, _ in written], {})


@given(st.lists(st.tuples(DATES, st.sampled_from(CLEAR_FORMS + MONTH_FIRST))))
def test_any_date_with_the_month_first_is_read_as_the_same_date_once_the_column_shows_it(written):
    got = read("12/31/1999", *(form(day) for day, form in written))
    assert (got.values[1:], got.faults) == ([day for day, _ in written], {})


@given(st.lists(st.tuples(DATES, st.sampled_from(DAY_FIRST + MONTH_FIRST)), min_size=1))
def test_in_a_column_of_both_orders_no_date_is_read_wrongly(written):
    got = read("31/12/1999", "12/31/1999", *(form(day) for day, form in written))
    assert all(value in (None, day) for value, (day, _) in zip(got.values[2:], written, strict=True))
    assert all((value is None) == (index in got.faults) for index, value in enumerate(got.values))


@given(st.lists(st.text("0123456789/-. JanuaryMonT:,'th", max_size=24)))
def test_any_text_is_a_date_or_a_problem(texts):
    got = read(*texts)
    assert len(got.values) == len(texts)
    blank = [not text.strip() for text in texts]
    assert all((got.values[i] is None) == (blank[i] or i in got.faults) for i in range(len(texts)))


def test_days_that_follow_each_other_are_read_as_such():
    days = [date(2023, 12, 25) + timedelta(days=step) for step in range(800)]
    assert read(*(f"{day:%d/%m/%Y}" for day in days)).values == days
