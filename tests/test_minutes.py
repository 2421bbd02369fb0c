"""Lengths of time become whole minutes by the unit that is written, never by the size of the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.minutes import read_minutes
from coachkit.values import Read

CURE = "write whole minutes, such as 45, or hours with their unit, such as 1.5 h or 1h30"
UNREADABLE = "is not a length of time in a form that can be read"
WITH_UNIT = [
    ("1h30", 90),
    ("1h 30m", 90),
    ("1H30", 90),
    ("1 hr 30", 90),
    ("1hr30min", 90),
    ("1 hour 30 minutes", 90),
    ("1 hour, 30 mins", 90),
    ("1 hour and 30 minutes", 90),
    ("2 hours & 5 mins.", 125),
    ("0h45", 45),
    ("1.5h", 90),
    ("1,5 h", 90),
    (".5 h", 30),
    ("1.25 hours", 75),
    ("2 hrs.", 120),
    ("24 h", 1440),
    ("90 mins", 90),
    ("90 min", 90),
    ("90 min.", 90),
    ("90m", 90),
    ("90 minutes", 90),
    ("90.0 minutes", 90),
    ("1 minute", 1),
    ("½ h", 30),
    ("½h", 30),
    ("1½ hrs", 90),
    ("1 ½ hours", 90),
    ("1¼h", 75),
    ("¾ hour", 45),
    ("1/2 h", 30),
    ("1 1/2 hours", 90),
    ("⅓ h", 20),
    ("1\u00a0h\u202f30", 90),
    ("９０ min", 90),
    ("1.1666667 h", 70),
    ("1.3333333333333333 h", 80),
]


@pytest.mark.parametrize("header", ["minutes", "hours", "duration"])
@pytest.mark.parametrize(("text", "minutes"), WITH_UNIT)
def test_a_value_with_its_own_unit_is_read_under_any_header(text, minutes, header):
    assert read_minutes([text], header) == Read([minutes])


@pytest.mark.parametrize("header", ["minutes", "mins", "min", "Duration (mins)", "duration_minutes", "LENGTH-MIN"])
def test_a_bare_number_under_a_header_in_minutes_is_minutes(header):
    assert read_minutes(["45", "45.0", "45,00", "8", "1440", "４５"], header) == Read([45, 45, 45, 8, 1440, 45])


@pytest.mark.parametrize("header", ["hours", "hrs", "Hours", "time_hours", "length (h)", "length_(h)"])
def test_a_bare_number_under_a_header_in_hours_is_hours(header):
    texts = ["1", "1.25", "1,5", ".75", "½", "1½", "1.0", "24"]
    assert read_minutes(texts, header) == Read([60, 75, 90, 45, 30, 90, 60, 1440])


@pytest.mark.parametrize("header", ["duration", "length", "time", "hours_or_minutes", "minimum", "month"])
def test_a_bare_number_under_a_header_without_a_unit_is_a_problem(header):
    fault = (
        f'has no unit, and the header "{header}" has none',
        "write 45 min or 1.5 h, or call the column minutes",
    )
    assert read_minutes(["45", "45 min"], header) == Read([None, 45], {0: fault})


@pytest.mark.parametrize("header", ["minutes", "hours", "duration"])
@pytest.mark.parametrize(
    ("text", "minutes"), [("1:30", 90), ("01:30", 90), ("0:45", 45), ("1:30:00", 90), ("1:30 h", 90)]
)
def test_a_colon_stands_between_hours_and_minutes_under_any_header_with_a_note(text, minutes, header):
    note = f'"{text}" on line 5 is read as {minutes} minutes: hours and minutes'
    assert read_minutes([text], header, lines=[5]) == Read([minutes], {}, [note])


def test_one_note_tells_of_all_values_with_a_colon():
    note = '"1:30" (and 2 more) is read as 90 minutes: hours and minutes'
    assert read_minutes(["45", "1:30", "0:20", "1:30"], "minutes").notes == [note]


@pytest.mark.parametrize(("text", "minutes"), [("1.30", 78), ("1.15", 69), ("0,45", 27)])
def test_decimal_hours_that_look_like_hours_and_minutes_are_noted(text, minutes):
    why = "decimal hours; write 1:30 or 1h30 for an hour and a half"
    assert read_minutes([text], "hours") == Read([minutes], {}, [f'"{text}" is read as {minutes} minutes: {why}'])


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("0.75", "write 45 if hours are meant, or 0.75 h; minutes are whole numbers"),
        ("1.5", "write 90 if hours are meant, or 1.5 h; minutes are whole numbers"),
        ("1,5", "write 90 if hours are meant, or 1,5 h; minutes are whole numbers"),
        ("½", "write 30 if hours are meant, or 1/2 h; minutes are whole numbers"),
        ("1½", "write 90 if hours are meant, or 1 1/2 h; minutes are whole numbers"),
        ("90.5", CURE),
        ("0.77", CURE),
    ],
)
def test_a_bare_fraction_under_minutes_is_a_problem(text, cure):
    fault = ("is a fraction under a header in minutes", cure)
    assert read_minutes([text], "minutes") == Read([None], {0: fault})


@pytest.mark.parametrize(
    ("text", "problem", "cure"),
    [
        ("0", "is no time at all", "write how long the contact was, or take the row out if it did not take place"),
        ("0:00", "is no time at all", "write how long the contact was, or take the row out if it did not take place"),
        ("0.0 h", "is no time at all", "write how long the contact was, or take the row out if it did not take place"),
        ("-30", "is below zero", CURE),
        ("\u221230 min", "is below zero", CURE),
        ("-1:30", "is below zero", CURE),
        ("1441", "is 1441 minutes, over 24 hours", "correct it; a row is one contact"),
        ("25h", "is 1500 minutes, over 24 hours", "correct it; a row is one contact"),
        ("90:00", "is 5400 minutes, over 24 hours", "correct it; a row is one contact"),
        ("1h75", "has 75 minutes beside its hours: 59 is the most", CURE),
        ("1:60", "has 60 minutes beside its hours: 59 is the most", CURE),
        ("1.01 h", "is 60.6 minutes: only whole minutes are allowed", CURE),
        ("1.5 mins", "is 1.5 minutes: only whole minutes are allowed", CURE),
        ("90 seconds", "is in seconds", CURE),
        ("90s", "is in seconds", CURE),
        ("5 min 30 secs", "is in seconds", CURE),
        ("1,500", "has a comma that may set off thousands or decimals", CURE),
        ("1,250 h", "has a comma that may set off thousands or decimals", CURE),
    ],
)
def test_an_impossible_length_of_time_is_a_problem_with_its_cure(text, problem, cure):
    assert read_minutes([text], "minutes") == Read([None], {0: (problem, cure)})


@pytest.mark.parametrize(
    "text",
    [
        "three quarters",
        "an hour",
        "nan",
        "inf",
        "-inf",
        "-",
        "1e5",
        "60-90",
        "c. 60",
        "90²",
        "٩٠",
        "1:30:15",
        "1:3",
        "1/0 h",
        "1.5h 30",
        "1 day",
        "€45",
        "#VALUE!",
    ],
)
def test_what_is_no_length_of_time_is_a_problem(text):
    assert read_minutes([text], "minutes") == Read([None], {0: (UNREADABLE, CURE)})


@pytest.mark.parametrize(("text", "minutes"), [("1.01", "60.6"), ("1.33", "79.8"), ("1.1667", "70.002")])
def test_hours_that_do_not_come_to_whole_minutes_are_a_problem(text, minutes):
    fault = (f"is {minutes} minutes: only whole minutes are allowed", CURE)
    assert read_minutes([text], "hours") == Read([None], {0: fault})


def test_a_number_of_any_length_is_refused_not_a_crash():
    assert read_minutes(["9" * 5000], "minutes") == Read([None], {0: (UNREADABLE, CURE)})


def test_a_blank_is_no_problem():
    assert read_minutes(["", " ", "\u00a0"], "minutes") == Read([None, None, None])


def test_a_column_without_rows_is_read():
    assert read_minutes([], "duration") == Read()


FORMS = [
    lambda m: f"{m} min",
    lambda m: f"{m}m",
    lambda m: f"{m}.0 minutes",
    lambda m: f"{m // 60}h{m % 60:02}",
    lambda m: f"{m // 60} hrs {m % 60} mins",
    lambda m: f"{m // 60} hour and {m % 60} minutes",
    lambda m: f"{m // 60}:{m % 60:02}",
    lambda m: f"{m // 60:02}:{m % 60:02}:00",
    lambda m: f"{m / 60!r} h",
    lambda m: f"{m / 60:.7f}".replace(".", ",") + " hours",
    lambda m: f"{m // 60} {m % 60}/60 h",
]


@given(
    st.lists(st.tuples(st.integers(1, 1440), st.sampled_from(FORMS))),
    st.sampled_from(["minutes", "hours", "duration"]),
)
def test_any_minutes_in_any_form_are_read_as_the_same_minutes(written, header):
    got = read_minutes([form(minutes) for minutes, form in written], header)
    assert (got.values, got.faults) == ([minutes for minutes, _ in written], {})


@given(st.lists(st.text("0123456789.,:/ hmins½¼-", max_size=10)), st.sampled_from(["minutes", "hours", "duration"]))
def test_any_text_is_whole_minutes_or_a_problem(texts, header):
    got = read_minutes(texts, header)
    for index, text in enumerate(texts):
        value = got.values[index]
        assert (value is None) == (not text.strip() or index in got.faults)
        assert value is None or (isinstance(value, int) and 1 <= value <= 1440)
