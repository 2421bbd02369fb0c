"""What people write for a date is read where it is certain, told where it was taken so, and asked where it is not."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.dates import MONTH_NAMES, WEEKDAY_NAMES
from coachkit.importers.values.days import Day, Period, order_shown, read_day
from coachkit.values import Refused

TODAY = date(2026, 11, 23)
PERIOD = Period(date(2024, 1, 1), TODAY, "the period in practice.toml")
SHEET = date(2025, 1, 10)
SIXTH, FOURTEENTH = date(2025, 1, 6), date(2025, 1, 14)
CURE = "write the date as 2025-01-06 or 6 January 2025"
ALONE = "write the date alone, and what else belongs to the contact under its own label"
TWO_DIGITS = "a year of two digits, within the period in practice.toml"


def read(text, held=None, *, order="", period=PERIOD, beside=None) -> Day:
    return read_day(text, held, order=order, today=TODAY, period=period, beside=beside)


def refused(text, held=None, **known) -> tuple:
    with pytest.raises(Refused) as caught:
        read(text, held, **known)
    return caught.value.args


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-14",
        "14 January 2025",
        "14 Jan 2025",
        "14Jan2025",
        "14-Jan-2025",
        "14/01/2025",
        "14.1.2025",
        "14 / 1 / 2025",
        "Tues 14/01/2025",
        "Tuesday 14th January, 2025",
        "Tuesday the 14th of January 2025",
        "14 Jan 2025 (Tues)",
        "14 Jan 2025 Tuesday",
        "Jan 14th 2025",
        "Jan. 14, 2025",
        "the 14th of January 2025",
        "14ᵗʰ Jan 2025",
        "(14 Jan 2025)",
        "14 Jan 2025.",
        "Date: 14/01/2025",
        "１４ Jan ２０２５",
        "14\u00a0Jan\u00a02025",
        "2025-01-14 00:00:00",
    ],
)
def test_a_whole_date_of_clear_order_is_read_without_a_note(text):
    assert read(text) == Day(FOURTEENTH)


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        ("6th Jan 25", SIXTH, TWO_DIGITS),
        ("14-Jan-25", FOURTEENTH, TWO_DIGITS),
        ("6 Jan '25", SIXTH, TWO_DIGITS),
        ("6 Jan ’25", SIXTH, TWO_DIGITS),
        ("14.1.25", FOURTEENTH, TWO_DIGITS),
        ("06/01/25", SIXTH, f"the day first, as in Britain; {TWO_DIGITS}"),
        ("06/01/2025", SIXTH, "the day first, as in Britain"),
        ("Tues 03/06/2025", date(2025, 6, 3), "the day first, as its weekday shows"),
        ("Thurs 03/06/2025", date(2025, 3, 6), "the month first, as its weekday shows"),
        ("Janurary 6 2025", SIXTH, '"Janurary" is taken as January'),
        ("14 Feburary 2025", date(2025, 2, 14), '"Feburary" is taken as February'),
        ("Teusday 14 Jan 2025", FOURTEENTH, '"Teusday" is taken as Tuesday'),
        ("6 Jan 2025 (phone)", SIXTH, '"phone" is left out'),
        ("20250114", FOURTEENTH, "year, month and day in one number"),
    ],
)
def test_a_reading_that_is_not_plainly_written_is_told(text, day, why):
    words = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    assert read(text) == Day(day, note=f"is read as {words}: {why}")


@pytest.mark.parametrize(
    ("text", "start", "end", "length"),
    [
        ("14/01/2025 10:30", "10:30", "", None),
        ("14 Jan 2025, 10.30-11.15", "10:30", "11:15", 45),
        ("14 Jan 2025 at 2.30pm", "14:30", "", None),
        ("14 Jan 2025 at 2.30pm for 45 mins", "14:30", "", 45),
        ("14 Jan 2025 (45 mins)", "", "", 45),
        ("10.30 - 11.15, Tues 14/01/2025", "10:30", "11:15", 45),
        ("14 Jan 2025 10:30-11:15 (45 mins)", "10:30", "11:15", 45),
        ("2025-01-14T10:30:00Z", "10:30", "", None),
        ("14 Jan 2025 noon-1pm", "12:00", "13:00", 60),
    ],
)
def test_clock_times_and_a_length_beside_the_date_are_read_too(text, start, end, length):
    assert read(text) == Day(FOURTEENTH, start, end, length)


def test_clock_times_without_their_half_of_the_day_are_told():
    note = "is read as 14 January 2025: 60 minutes, 10:00 to 11:00"
    assert read("14/01/2025 10-11") == Day(FOURTEENTH, "10:00", "11:00", 60, note)


@pytest.mark.parametrize(
    ("text", "problem", "cure"),
    [
        ("w/c 6 Jan 2025", "names a week, not a day", CURE),
        ("week commencing 6th January 2025", "names a week, not a day", CURE),
        ("6/7 January 2025", "holds several days", "write each contact on its own, with its own date"),
        ("6, 8 and 13 Jan", "holds several days", "write each contact on its own, with its own date"),
        ("6-8 Jan 2025", "holds several days", "write each contact on its own, with its own date"),
        ("6 Jan 2025 and 7 Jan 2025", "holds several days", "write each contact on its own, with its own date"),
        ("06/01/2025-08/01/2025", "holds several days", "write each contact on its own, with its own date"),
        ("Sept 25", "may be day 25 of Sept, or Sept of the year 2025", CURE),
        ("Sept '25", "names no day of the month", CURE),
        ("January 2025", "names no day of the month", CURE),
        ("6 Jan", "has no year", CURE),
        ("6/1", "has no year", CURE),
        ("Tues", "names a day without its date", CURE),
        ("yesterday", "names a day without its date", CURE),
        ("last Tuesday", "names a day without its date", CURE),
        ("TBC", "does not say on which day it was", CURE),
        ("", "does not say on which day it was", CURE),
        ("6 Jan 2025?", "is marked as not certain", CURE),
        ("c. 6 Jan 2025", "is marked as not certain", CURE),
        (
            "6 Jan 19",
            "has a year of two digits, and 6 January 2019 is outside the period in practice.toml",
            "write the year with four digits, as in 2025-01-06",
        ),
        (
            "Mon 14/01/2025",
            "has the wrong weekday: 14 January 2025 is a Tuesday, not a Monday",
            "correct the date or the weekday; 13 January 2025 is a Monday",
        ),
        (
            "Fri 06/03/2025",
            "has the wrong weekday: 6 March 2025 is a Thursday, not a Friday",
            "correct the date or the weekday; 7 March 2025 is a Friday",
        ),
        ("Mon 14/01/2025 (Tues)", "names two weekdays", "correct the weekday"),
        (
            "14/01/2027",
            "is after today, 23 November 2026",
            "correct the date; a record is entered once its day has come",
        ),
        ("14/01/1985", "is in the year 1985, before 1990", "correct the year"),
        ("31/02/2025", "is no day of the calendar: February 2025 has no day 31", "correct the day or the month"),
        ("6 Janvier 2025", 'has no English month: "Janvier"', CURE),
        ("soon", "is not a date in a form that can be read", CURE),
        ("½", "is not a date in a form that can be read", CURE),
        ("14 Jan 2025 Priya", 'has more beside its date than could be read: "Priya"', ALONE),
        ("14 Jan 2025 -2025", 'has more beside its date than could be read: "2025"', ALONE),
        (
            "14 Jan 2025, 10.30-11.15 (50 mins)",
            "gives two values beside its date, 45 and 50",
            "write the one that is right",
        ),
        ("14 Jan 2025 11.15-10.30", "ends before it begins", "correct the times, or write the length, such as 45 min"),
    ],
)
def test_what_is_not_certain_is_asked(text, problem, cure):
    if "two values" in problem:
        order = refused(text)
        assert order[1] == cure and sorted(order[0].split()[-1:] + order[0].split()[-3:-2]) == ["45", "50"]
    else:
        assert refused(text) == (problem, cure)


def test_an_order_that_is_decided_is_followed_without_a_note():
    assert read("06/01/2025", order="day") == Day(SIXTH)
    assert read("01/06/2025", order="month") == Day(SIXTH)


def test_a_date_that_shows_another_order_than_the_decided_one_is_asked():
    problem = "has the month first, and the dates of its file have the day first"
    assert refused("01/14/2025", order="day") == (problem, CURE)


def test_without_a_known_period_a_year_of_two_digits_is_one_of_the_last_fifteen():
    note = "is read as 6 January 2012: a year of two digits, within the last 15 years"
    assert read("6 Jan 12", period=None) == Day(date(2012, 1, 6), note=note)
    assert refused("6 Jan 10", period=None) == (
        "has a year of two digits, and 2010 is not one of the last 15 years",
        "write the year with four digits, as in 2025-01-06",
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6 Jan", SIXTH),
        ("6th January", SIXTH),
        ("Mon 6 Jan", SIXTH),
        ("10 Jan", SHEET),
        ("17 Jan", date(2025, 1, 17)),
        ("20 December", date(2024, 12, 20)),
        ("14 July", date(2024, 7, 14)),
        ("Mon 10 March", date(2025, 3, 10)),
    ],
)
def test_a_day_without_a_year_takes_the_year_that_brings_it_close_to_its_sheet(text, day):
    words = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    assert read(text, beside=SHEET) == Day(day, note=f"is read as {words}: without a year, beside 10 January 2025")


@pytest.mark.parametrize("text", ["18 Jan", "10 March", "13 July", "30 Feb", "Tues 10 March"])
def test_a_day_without_a_year_that_is_not_close_to_its_sheet_is_asked(text):
    problem = "has no year, and is not close to 10 January 2025, the date beside it"
    assert refused(text, beside=SHEET) == (problem, CURE)


def test_a_weekday_without_a_year_must_fit_too():
    assert refused("Wed 14 Jan", beside=SHEET) == (
        "has the wrong weekday: 14 January 2025 is a Tuesday, not a Wednesday",
        "correct the date or the weekday; 15 January 2025 is a Wednesday",
    )


def test_what_a_workbook_holds_is_taken_as_it_is():
    assert read("06/01/2025", SIXTH) == Day(SIXTH)
    assert read("06/01/2025", datetime(2025, 1, 6)) == Day(SIXTH)
    assert read("06/01/2025 10:30", datetime(2025, 1, 6, 10, 30)) == Day(SIXTH, "10:30")


def test_a_held_date_of_the_future_is_asked():
    assert refused("", date(2026, 11, 24))[0] == "is after today, 23 November 2026"


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        (time(10, 30), "is a time of day, not a date"),
        (timedelta(hours=1), "is a time of day, not a date"),
        (True, "is not a date"),
    ],
)
def test_a_workbooks_time_or_truth_is_no_date(held, problem):
    assert refused(str(held), held) == (problem, CURE)


@pytest.mark.parametrize("held", [45663, 45663.0, 45663.5])
def test_a_bare_number_of_a_workbook_is_asked_with_the_day_that_it_would_be(held):
    text = str(held)
    cure = f"format the column as a date (yyyy-mm-dd) in Excel and save again; there {text} is 6 January 2025"
    assert refused(text, held) == ("is a number, not a date", cure)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("14/01/2025", "day"),
        ("Tues 14.1.25", "day"),
        ("01/14/2025", "month"),
        ("06/01/2025", ""),
        ("05/05/2025", ""),
        ("Tues 03/06/2025", "day"),
        ("Thurs 03/06/2025", "month"),
        ("Fri 03/06/2025", ""),
        ("2025-01-14", ""),
        ("14 Jan 2025", ""),
        ("14/01/2025, 10.30-11.15", "day"),
        ("14/01/2025 and 15/01/2025", ""),
        ("nothing", ""),
        ("", ""),
    ],
)
def test_the_order_is_shown_by_a_part_over_12_or_by_the_weekday(text, order):
    assert order_shown(text) == order


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 11 <= day <= 13 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _month(day: date) -> str:
    return MONTH_NAMES[day.month - 1]


FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d/%m/%y}",
    lambda d: f"{d.day}.{d.month}.{d.year % 100:02}",
    lambda d: f"{WEEKDAY_NAMES[d.weekday()][:3]} {d.day}/{d.month}/{d.year}",
    lambda d: f"{_ordinal(d.day)} {_month(d)[:3]} {d.year % 100:02}",
    lambda d: f"{d.day} {_month(d)} {d.year}",
    lambda d: f"the {_ordinal(d.day)} of {_month(d)} {d.year}",
    lambda d: f"{WEEKDAY_NAMES[d.weekday()]}, {_month(d)} {_ordinal(d.day)}, {d.year}",
    lambda d: f"{d.day}-{_month(d)[:3]}-{d.year % 100:02}",
    lambda d: f"{d.day}{_month(d)[:3]}{d.year}",
    lambda d: f"{_month(d)[:3]} {d.day}, {d.year}",
    lambda d: f"{_month(d)} {_ordinal(d.day)} '{d.year % 100:02}",
]
BESIDE = ["", " 10:30", ", 10.30-11.15", " (45 mins)", " at 2.30pm", " 9am – 10.15am", ", 1hr 10", "."]


@given(st.dates(PERIOD.first, TODAY), st.sampled_from(FORMS), st.sampled_from(BESIDE))
def test_any_date_in_any_form_reads_back_as_the_same_day_whatever_stands_beside_it(day, form, beside):
    assert read(form(day) + beside, order="day").day == day


@given(
    st.dates(date(2021, 1, 1), TODAY - timedelta(days=400)), st.integers(-7, 180), st.sampled_from(["{} {}", "{}th {}"])
)
def test_any_day_within_reach_of_its_sheet_reads_back_without_its_year(sheet, before, form):
    day = sheet - timedelta(days=before)
    assert read(form.format(day.day, _month(day)), beside=sheet).day == day


PIECES = "6 14 1 30 45 2025 25 Jan May Sept Tues Monday am h mins half - – / , . ( ) : ' ½ to of the th c. ? w/c phone".split()
PIECES += ["14/01/2025", "2025-01-14", "10.30", "11.15", "24:00", " ", "\n", "²", "٣", "9" * 30]


@given(
    st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)),
    st.sampled_from(["", "day", "month"]),
    st.sampled_from([None, PERIOD]),
    st.sampled_from([None, SHEET]),
)
def test_any_text_is_a_day_of_the_past_or_refused_with_a_cure(text, order, period, beside):
    assert order_shown(text) in ("", "day", "month")
    try:
        day = read(text, order=order, period=period, beside=beside)
    except Refused as caught:
        assert len(caught.args) == 2 and all(caught.args)
    else:
        assert date(1990, 1, 1) <= day.day <= TODAY and (day.length is None or day.length > 0)


@given(st.sampled_from(FORMS), st.text("abcdxyz", min_size=3, max_size=8))
def test_words_that_were_not_understood_beside_a_date_are_never_dropped(form, word):
    try:
        found = read(f"{form(FOURTEENTH)} {word}", order="day")
    except Refused:
        return
    assert found.note


@pytest.mark.parametrize("text", ["31/12/9999", "Mon 31/12/9999", "01/01/0001", "9" * 5000, "6 Jan 2025 " * 100])
def test_the_ends_of_the_calendar_and_texts_without_end_are_refused(text):
    assert len(refused(text)) == 2
