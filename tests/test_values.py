"""Numbers, choices and times of day are read strictly, and every refusal says what is allowed."""

import pytest

from coachkit.values import Read, note, plain, read_choice, read_number, read_time

YES_NO = ("yes", "no")


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("  two  words ", "two words"),
        ("1\u00a0h\u202f30", "1 h 30"),  # blanks that do not break
        ("\u200e06/01/2025\u200f", "06/01/2025"),  # marks of direction, which Excel pastes
        ("６\uff0f１", "6/1"),
        ("1½", "1 1/2"),
        ("1\u20442", "1/2"),  # fraction slash
        ("6\u20131\u20132025", "6-1-2025"),
        ("\u22125", "-5"),
        ("90²", "90²"),
        ("Zoë", "Zoë"),
    ],
)
def test_what_a_keyboard_cannot_type_is_read_as_what_it_can(text, typed):
    assert plain(text) == typed


def test_a_note_names_the_first_value_and_counts_the_others():
    assert note(["a", " b ", "c"], [2, 5, 6], [1, 2], "is odd") == ['"b" on line 5 (and 1 more) is odd']
    assert note(["a"], None, [0], "is odd") == ['"a" is odd']
    assert note(["a"], None, [], "is odd") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("4", 4), ("4.0", 4), ("4,00", 4), (" 1 ", 1), ("05", 5), ("+3", 3), ("３", 3), ("", None), (" ", None)],
)
def test_a_whole_number_is_read_also_as_spreadsheets_write_it(text, number):
    assert read_number([text], 1, 5) == Read([number])


@pytest.mark.parametrize("text", ["4.5", "four", "4/5", "1e0", "nan", "inf", "1,000", "½", "4 5", "٤", "9" * 5000])
def test_what_is_not_a_whole_number_is_a_problem(text):
    fault = ("is not a whole number", "write a whole number from 1 to 5, or leave it blank")
    assert read_number([text], 1, 5) == Read([None], {0: fault})


@pytest.mark.parametrize(
    ("low", "high", "text", "allowed"),
    [
        (1, 5, "0", "a whole number from 1 to 5"),
        (1, 5, "6", "a whole number from 1 to 5"),
        (1, None, "0", "a whole number from 1 up"),
        (None, 9, "10", "a whole number up to 9"),
        (1, 5, "-4", "a whole number from 1 to 5"),
    ],
)
def test_a_number_out_of_range_is_a_problem_that_names_the_range(low, high, text, allowed):
    fault = (f"is out of range: {allowed} is allowed", "correct it, or leave it blank")
    assert read_number([text], low, high) == Read([None], {0: fault})


def test_any_whole_number_is_allowed_without_a_range():
    assert read_number(["-7", "x"]).values == [-7, None]
    assert read_number(["x"]).faults == {0: ("is not a whole number", "write any whole number, or leave it blank")}


@pytest.mark.parametrize("text", ["three_way", "Three-Way", "THREE WAY", " three way "])
def test_a_choice_is_read_whatever_its_case_and_blanks(text):
    assert read_choice([text], ("individual", "three_way")) == Read(["three_way"])


def test_a_choice_is_given_back_as_the_schema_writes_it():
    assert read_choice(["pr", "Sv", ""], ("PR", "SV")) == Read(["PR", "SV", ""])


def test_another_choice_is_a_problem_that_names_the_allowed_ones():
    fault = (
        "is not allowed here: allowed are individual, group and three_way",
        "write one of these, or leave it blank",
    )
    assert read_choice(["group", "solo"], ("individual", "group", "three_way")) == Read(["group", ""], {1: fault})


def test_yes_and_no_are_read_without_a_note():
    assert read_choice(["yes", "No", "YES", ""], YES_NO) == Read(["yes", "no", "yes", ""])


@pytest.mark.parametrize(
    ("text", "value"), [("Y", "yes"), ("y", "yes"), ("TRUE", "yes"), ("True", "yes"), ("N", "no"), ("FALSE", "no")]
)
def test_short_forms_and_excels_forms_of_yes_and_no_are_read_with_a_note(text, value):
    assert read_choice([text], YES_NO, lines=[7]) == Read([value], {}, [f'"{text}" on line 7 is read as {value}'])


@pytest.mark.parametrize("text", ["1", "0", "maybe", "in the moment", "ja", "-", "n/a"])
def test_anything_else_is_neither_yes_nor_no(text):
    fault = ("is not allowed here: allowed are yes and no", "write one of these, or leave it blank")
    assert read_choice([text], YES_NO) == Read([""], {0: fault})


def test_true_is_no_word_for_yes_in_another_column():
    assert read_choice(["true"], ("yes", "no", "unknown")).values == [""]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9:05", "09:05"),
        ("09:05", "09:05"),
        ("09:05:00", "09:05"),
        ("00:00", "00:00"),
        ("23:59", "23:59"),
        ("9:05 am", "09:05"),
        ("9:05pm", "21:05"),
        ("9 a.m.", "09:00"),
        ("12:00 AM", "00:00"),
        ("12:30 p.m.", "12:30"),
        ("", ""),
    ],
)
def test_a_time_of_day_is_read(text, value):
    assert read_time([text]) == Read([value])


@pytest.mark.parametrize(("text", "value"), [("9.05", "09:05"), ("9.05 p.m.", "21:05")])
def test_a_time_with_a_dot_is_read_with_a_note(text, value):
    assert read_time([text], lines=[3]) == Read([value], {}, [f'"{text}" on line 3 is read as {value}, a time of day'])


@pytest.mark.parametrize("text", ["9", "905", "9:5", "nine", "9:05:30", "0.375", "9:05-10:00", "-9:05"])
def test_what_is_not_a_time_of_day_is_a_problem(text):
    fault = ("is not a time of day", "write hours and minutes, such as 09:05")
    assert read_time([text]) == Read([""], {0: fault})


@pytest.mark.parametrize("text", ["24:00", "25:10", "9:60", "13:00 pm", "0:30 am"])
def test_a_time_that_no_clock_shows_is_a_problem(text):
    fault = ("is a time that no clock shows", "write a time from 00:00 to 23:59")
    assert read_time([text]) == Read([""], {0: fault})


def test_columns_without_rows_are_read():
    assert read_number([]) == read_choice([], YES_NO) == read_time([]) == Read()
