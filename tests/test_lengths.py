"""What people write for a length of time is whole minutes where it is certain, told where taken so, else asked."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_minutes import FORMS as STRICT_FORMS
from test_minutes import WITH_UNIT

from coachkit.importers.values.lengths import Length, between, clock_like, read_length, read_time, time_note
from coachkit.values import Refused

CURE = "write how long it was, such as 45 min or 1h30"
STRICT_CURE = "write whole minutes, such as 45, or hours with their unit, such as 1.5 h or 1h30"
UNREADABLE = "is not a length of time in a form that can be read"
AS_CLOCK = f"{CURE}, or the times as 10:00-11:00"


def read(text, held=None, label="Length", unit="") -> Length:
    return read_length(text, held, label=label, unit=unit)


def refused(text, held=None, **known) -> tuple:
    with pytest.raises(Refused) as caught:
        read(text, held, **known)
    return caught.value.args


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("40 mins", 40),
        ("40min", 40),
        ("40'", 40),
        ("40′", 40),
        ("1hr 10", 70),
        ("1 hr 10 mins", 70),
        ("1h 10'", 70),
        ("1 hr. 30 min.", 90),
        ("1¼ hrs", 75),
        ("1 1/2 hours", 90),
        ("1 & 1/2 hrs", 90),
        ("0.75 hr", 45),
        ("1,5 hrs", 90),
        ("half an hour", 30),
        ("Half hour", 30),
        ("half-hour", 30),
        ("1/2 an hour", 30),
        ("an hour", 60),
        ("One Hour", 60),
        ("an hour and a half", 90),
        ("hour and a half", 90),
        ("1 hour and a quarter", 75),
        ("an hour and three quarters", 105),
        ("one and a half hours", 90),
        ("two and a quarter hours", 135),
        ("quarter of an hour", 15),
        ("a quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("three-quarters of an hour", 45),
        ("twenty minutes", 20),
        ("forty-five minutes", 45),
        ("an hour and ten minutes", 70),
        ("10-minute", 10),
        ("for 45 mins", 45),
        ("45 mins in total", 45),
        ("45 (mins)", 45),
        ("1.5 hours (90 mins)", 90),
        ("90 mins = 1.5 hours", 90),
        ("(45 mins)", 45),
        ("45 mins.", 45),
        ("４５ mins", 45),
    ],
)
def test_a_length_that_is_plainly_written_is_read_without_a_note(text, minutes):
    assert read(text) == Length(minutes)


@pytest.mark.parametrize(("text", "minutes"), WITH_UNIT)
def test_what_the_practice_folder_reads_is_read_alike(text, minutes):
    assert read(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "minutes", "why"),
    [
        ("45 minutes (phone)", 45, '"phone" is left out'),
        ("45 mins, on Teams", 45, '"on teams" is left out'),
        ("Phone call, 45 mins", 45, '"phone call" is left out'),
        ("about 40 mins", 40, "taken as exact"),
        ("c. 40 mins", 40, "taken as exact"),
        ("approx. 40 mins", 40, "taken as exact"),
        ("~40 mins", 40, "taken as exact"),
        ("40ish mins", 40, "taken as exact"),
        ("40 mins or so", 40, "taken as exact"),
        ("about an hour", 60, "taken as exact"),
        ("40 mins (approx)", 40, "taken as exact"),
        ("1:30", 90, "hours and minutes"),
        ("0:45", 45, "hours and minutes"),
        ("1.3 h", 78, "decimal hours, not hours and minutes"),
        ("0.33 hrs", 20, "rounded hours"),
        ("1.667 hours", 100, "rounded hours"),
        ("45 minuets", 45, '"minuets" is taken as minutes'),
    ],
)
def test_a_reading_that_is_not_plainly_written_is_told(text, minutes, why):
    assert read(text) == Length(minutes, note=f"is read as {minutes} minutes: {why}")


@pytest.mark.parametrize(
    ("text", "start", "end", "minutes"),
    [
        ("10.30-11.15", "10:30", "11:15", 45),
        ("10:30 to 11:15", "10:30", "11:15", 45),
        ("10.30am – 11.15am", "10:30", "11:15", 45),
        ("2-3.30pm", "14:00", "15:30", 90),
        ("2pm-3.30", "14:00", "15:30", 90),
        ("11-12.30", "11:00", "12:30", 90),
        ("11.30-1pm", "11:30", "13:00", 90),
        ("10am-12pm", "10:00", "12:00", 120),
        ("1400-1500", "14:00", "15:00", 60),
        ("0930 - 1015 hrs", "09:30", "10:15", 45),
        ("from 10.30 until 11.15", "10:30", "11:15", 45),
        ("between 10.30 and 11.15", "10:30", "11:15", 45),
        ("noon-1pm", "12:00", "13:00", 60),
        ("10.30-11.15 (45 mins)", "10:30", "11:15", 45),
        ("45 mins (10.30-11.15)", "10:30", "11:15", 45),
    ],
)
def test_two_clock_times_give_the_length_between_them(text, start, end, minutes):
    assert read(text) == Length(minutes, start, end)


@pytest.mark.parametrize(
    ("text", "start", "end", "minutes"),
    [
        ("11-1", "11:00", "13:00", 120),
        ("10-4", "10:00", "16:00", 360),
        ("12.30-1.15", "12:30", "13:15", 45),
        ("2.30-3.15", "14:30", "15:15", 45),
    ],
)
def test_clock_times_without_their_half_of_the_day_are_told(text, start, end, minutes):
    assert read(text) == Length(minutes, start, end, f"is read as {minutes} minutes: {start} to {end}")


@pytest.mark.parametrize("text", ["11pm-12.30am", "23:00-00:30"])
def test_clock_times_over_midnight_are_told(text):
    note = "is read as 90 minutes: 23:00 to 00:30, over midnight"
    assert read(text) == Length(90, "23:00", "00:30", note)


def test_two_bare_numbers_that_rise_are_clock_times_only_under_a_label_that_says_so():
    assert read("10-11", label="Time") == Length(60, "10:00", "11:00", "is read as 60 minutes: 10:00 to 11:00")
    for label in ("Length", "Time spent", "Minutes", ""):
        assert refused("10-11", label=label) == ("is a range, not one length", AS_CLOCK)


@pytest.mark.parametrize(
    ("text", "problem", "cure"),
    [
        ("40-45 mins", "is a range, not one length", CURE),
        ("40/45 mins", "is a range, not one length", CURE),
        ("30/15 mins", "is a range, not one length", CURE),
        ("1-2 h", "is a range, not one length", CURE),
        ("2/3 hours", "is a range, not one length", CURE),
        ("1.30-2.30 hours", "is a range, not one length", CURE),
        ("40-45", "is a range, not one length", AS_CLOCK),
        ("100-120", "is a range, not one length", AS_CLOCK),
        ("2 x 45 mins", "counts several lengths", "write each contact on its own, with its own length"),
        ("45 mins x 2", "counts several lengths", "write each contact on its own, with its own length"),
        ("60 mins each", "counts several lengths", "write each contact on its own, with its own length"),
        (
            "40 + 20 mins",
            "adds several lengths",
            "write the whole length, such as 60 min, or each contact on its own",
        ),
        ("two half hours", UNREADABLE, CURE),
        ("all day", "does not say how long it was", CURE),
        ("short", "does not say how long it was", CURE),
        ("-", "does not say how long it was", CURE),
        ("?", "does not say how long it was", CURE),
        ("TBC", "does not say how long it was", CURE),
        ("n/a", "does not say how long it was", CURE),
        ("", "does not say how long it was", CURE),
        ("0", "is no time at all", "write how long the contact was, or take the row out if it did not take place"),
        ("0 mins", "is no time at all", "write how long the contact was, or take the row out if it did not take place"),
        ("90 (booked 60)", "has a bracket that may change its length", "write the length alone, such as 45 min"),
        ("45 mins (cancelled)", "has a bracket that may change its length", "write the length alone, such as 45 min"),
        ("10.30-11.15 (50 mins)", "gives two lengths, 45 and 50 minutes", "write the one that is right"),
        (
            "DNA",
            "may not have taken place",
            "write how long it was, or take the contact out if it did not take place",
        ),
        ("1.30 hrs", "may be 1 h 30 or 78 minutes", "write 1:30 or 78 min"),
        ("over 40 mins", "says only more or less than a length", CURE),
        ("just under an hour", "says only more or less than a length", CURE),
        ("40 mins?", "is marked as not certain", CURE),
        ("1 day", "is in days or weeks", CURE),
        ("90 seconds", "is in seconds", STRICT_CURE),
        ("-30 mins", "is below zero", STRICT_CURE),
        ("1,500 mins", "has a comma that may set off thousands or decimals", STRICT_CURE),
        ("25 h", "is 1500 minutes, over 24 hours", "correct it; a row is one contact"),
        (
            "10:30",
            "may be a time of day or a length of over 6 hours",
            "write the length with its unit, such as 45 min",
        ),
        ("11.15-10.30", "ends before it begins", "correct the times, or write the length, such as 45 min"),
        (
            "10.30-10.30",
            "begins and ends at the same time",
            "correct the times, or write the length, such as 45 min",
        ),
        (
            "9-5",
            "is 480 minutes, over 6 hours",
            "correct the times, or write 480 min as the length if it was so long",
        ),
        ("25.30-26.00", "is a time that no clock shows", "write a time from 00:00 to 23:59"),
        ("a long chat about goals", UNREADABLE, CURE),
        ("90²", UNREADABLE, CURE),
    ],
)
def test_what_is_not_certain_is_asked(text, problem, cure):
    assert refused(text) == (problem, cure)


def test_a_bare_number_takes_the_unit_of_its_label_or_the_one_given():
    assert read("45", label="Duration (mins)") == Length(45)
    assert read("1.5", label="Hours") == Length(90)
    assert read("1.5", unit="hours") == Length(90)
    assert read("45", label="Hours", unit="minutes") == Length(45)
    assert read("½", label="hrs") == Length(30)


def test_a_bare_number_without_a_unit_is_asked():
    decide = 'or decide the unit of "Length" in decisions/import.csv (reads=unit, means=minutes)'
    problem = 'has no unit: neither it nor "Length" gives one'
    assert refused("45") == (problem, f"write 45 min or 1.5 h, {decide}")
    assert refused("45", label="") == ("has no unit: nothing gives one", "write 45 min or 1.5 h")


def test_a_bare_number_that_its_unit_makes_unlikely_is_asked_or_told():
    cure = "write it with its unit, such as 45 min or 1.5 h"
    assert refused("10", label="Hours") == ("would be 10 hours by its heading", cure)
    assert read("2", label="Minutes") == Length(2, note="is read as 2 minutes: the unit of its heading")
    assert read("1", label="Minutes") == Length(1, note="is read as 1 minute: the unit of its heading")


@pytest.mark.parametrize("text", ["1.30", "1.15", "0,45", "1.20 hrs", "2.10 h"])
def test_decimals_by_fives_that_are_no_quarter_may_be_hours_and_minutes(text):
    assert clock_like(text)
    assert refused(text, label="Hours")[0].startswith("may be ")


@pytest.mark.parametrize("text", ["1.25", "1.5", "1.50", "0.75", "2.00", "1.33", "45", "1.30 mins", ""])
def test_other_decimals_are_not_like_a_clock(text):
    assert not clock_like(text)


@pytest.mark.parametrize(
    ("held", "label", "minutes", "note"),
    [
        (timedelta(minutes=45), "Length", 45, ""),
        (timedelta(days=0.03125), "Length", 45, ""),
        (timedelta(minutes=44, seconds=59, microseconds=999990), "Length", 45, ""),
        (time(0, 45), "Length", 45, "is read as 45 minutes: hours and minutes"),
        (time(1, 30), "Minutes", 90, "is read as 90 minutes: hours and minutes"),
        (0.75, "Hours", 45, ""),
        (1 / 3, "Hours", 20, ""),
        (0.7500000000001746, "Hours", 45, ""),
        (45, "Minutes", 45, ""),
        (45.0, "Minutes", 45, ""),
        (1.3, "Hours", 78, "is read as 78 minutes: decimal hours, not hours and minutes"),
    ],
)
def test_what_a_workbook_holds_is_read_to_the_minute(held, label, minutes, note):
    assert read(str(held) if isinstance(held, (int, float)) else "", held, label=label) == Length(minutes, note=note)


def test_a_number_shown_with_its_unit_in_a_workbook_is_read_by_what_is_shown():
    assert read("45 mins", 45) == Length(45)


@pytest.mark.parametrize(
    ("held", "problem", "cure"),
    [
        (date(2025, 1, 6), "is not a length of time", CURE),
        (datetime(2025, 1, 6, 10), "is not a length of time", CURE),
        (True, "is not a length of time", CURE),
        (
            time(10, 30),
            "may be a time of day or a length of over 6 hours",
            "write the length with its unit, such as 45 min",
        ),
        (timedelta(minutes=-30), "is below zero", STRICT_CURE),
        (timedelta(hours=45), "is 2700 minutes, over 24 hours", "correct it; a row is one contact"),
        (timedelta(seconds=90), "is 1.5 minutes: only whole minutes are allowed", STRICT_CURE),
        (float("nan"), UNREADABLE, CURE),
        (float("inf"), UNREADABLE, CURE),
    ],
)
def test_what_a_workbook_holds_that_is_no_length_is_asked(held, problem, cure):
    assert refused("", held) == (problem, cure)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10.30", "10:30"),
        ("10:30am", "10:30"),
        ("10:30:00", "10:30"),
        ("1030", "10:30"),
        ("10 am", "10:00"),
        ("2pm", "14:00"),
        ("2.30", "14:30"),
        ("02:30", "02:30"),
        ("14.30pm", "14:30"),
        ("noon", "12:00"),
        ("12am", "00:00"),
        ("at 10.30", "10:30"),
        ("10 o'clock", "10:00"),
    ],
)
def test_a_time_of_day_is_read(text, shown):
    assert read_time(text, None) == shown


@pytest.mark.parametrize(
    ("held", "shown"),
    [(time(2, 30), "02:30"), (datetime(2025, 1, 6, 10, 30), "10:30"), (timedelta(hours=10, minutes=30), "10:30")],
)
def test_a_held_time_of_day_is_taken_as_it_is(held, shown):
    assert (read_time("", held), time_note("", held)) == (shown, "")


def test_a_time_of_day_without_its_half_is_told():
    assert time_note("2.30", None) == "is read as 14:30: no am or pm is written"
    assert time_note("10.30", None) == time_note("2.30pm", None) == ""


@pytest.mark.parametrize("text", ["", "soon", "10", "half past ten", "10.30-11.15", "10.5"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(Refused) as caught:
        read_time(text, None)
    assert caught.value.args == ("is not a time of day", "write hours and minutes, such as 09:05")


@pytest.mark.parametrize("text", ["10.75", "25:00", "13am"])
def test_a_time_that_no_clock_shows_is_refused(text):
    with pytest.raises(Refused) as caught:
        read_time(text, None)
    assert caught.value.args == ("is a time that no clock shows", "write a time from 00:00 to 23:59")


def test_between_two_times_of_day_lies_a_length():
    assert between("10:30", "11:15") == Length(45, "10:30", "11:15")
    assert between("11:30", "01:00") == Length(90, "11:30", "13:00", "is read as 90 minutes: 11:30 to 13:00")
    over = "is read as 90 minutes: 23:00 to 00:30, over midnight"
    assert between("23:00", "00:30") == Length(90, "23:00", "00:30", over)


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        ("11:15", "10:30", "ends before it begins"),
        ("10:30", "10:30", "begins and ends at the same time"),
        ("09:00", "17:00", "is 480 minutes, over 6 hours"),
    ],
)
def test_two_times_that_leave_the_length_open_are_asked(start, end, problem):
    with pytest.raises(Refused) as caught:
        between(start, end)
    assert caught.value.args[0] == problem


FORMS = [
    *STRICT_FORMS[:4],
    lambda m: f"{m} mins (phone)",
    lambda m: f"about {m} minutes",
    lambda m: f"{m}'",
    lambda m: f"{m // 60} hour{'s' * (m >= 120)} and {m % 60} minutes" if m >= 60 else f"{m} minutes",
    lambda m: f"{m // 60}hr {m % 60}" if m >= 60 else f"{m}min",
    lambda m: f"{m / 60:.6f} h",
    lambda m: f"{m} ({m} mins)",
    lambda m: f"{m} mins (= {m / 60:.6f} hours)",
]


@given(st.integers(1, 480), st.sampled_from(FORMS), st.sampled_from(["Length", "Hours", "Minutes", ""]))
def test_any_minutes_in_any_form_read_back_exactly(minutes, form, label):
    assert read(form(minutes), label=label).minutes == minutes


@given(st.integers(1, 480), st.sampled_from(["{}", "{} ", "{}.0"]))
def test_any_bare_minutes_under_minutes_read_back_exactly(minutes, form):
    assert read(form.format(minutes), label="Minutes").minutes == minutes


CLOCKS = [
    lambda m: f"{m // 60:02}:{m % 60:02}",
    lambda m: f"{m // 60:02}{m % 60:02}",
    lambda m: f"{m // 60 % 12 or 12}.{m % 60:02}{'am' if m < 720 else 'pm'}",
    lambda m: f"{m // 60 % 12 or 12}:{m % 60:02} {'a.m.' if m < 720 else 'p.m.'}",
]


@given(
    st.integers(0, 1439),
    st.integers(1, 360),
    st.sampled_from(CLOCKS),
    st.sampled_from(["{}-{}", "{} – {}", "from {} to {}"]),
)
def test_any_two_clock_times_give_the_minutes_between_them(start, minutes, clock, form):
    end = (start + minutes) % 1440
    found = read(form.format(clock(start), clock(end)))
    assert (found.minutes, found.start, found.end) == (minutes, CLOCKS[0](start), CLOCKS[0](end))
    assert bool(found.note) == (end <= start)


@given(st.integers(480, 1080), st.integers(1, 360))
def test_two_working_times_without_am_or_pm_give_the_minutes_between_them(start, minutes):
    def clock(at):
        return f"{at // 60 % 12 or 12}.{at % 60:02}"

    assert read(f"{clock(start)}-{clock(start + minutes)}").minutes == minutes


PIECES = "6 1 2 30 45 90 1.5 1.30 10.30 2025 h hr mins hours an a half quarter and & - / , ( ) : ' ½ x + to c. ~ ? = 0 12 noon three phone each".split()


@given(
    st.one_of(st.text(max_size=24), st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)),
    st.sampled_from(["", "Hours", "Minutes", "Time", "Length"]),
)
def test_any_text_is_whole_minutes_or_refused_with_a_cure(text, label):
    clock_like(text)
    try:
        found = read(text, label=label)
    except Refused as caught:
        assert len(caught.args) == 2 and all(caught.args)
    else:
        assert type(found.minutes) is int and 1 <= found.minutes <= 1440


@given(st.text("bcdfgklqvwxyz", min_size=3, max_size=9), st.sampled_from(["{} 45 mins", "45 mins {}", "45 {} mins"]))
def test_words_that_were_not_understood_are_never_dropped(word, form):
    assert len(refused(form.format(word))) == 2


@given(st.text(max_size=20))
def test_any_text_is_a_time_of_day_or_refused(text):
    try:
        assert "00:00" <= read_time(text, None) <= "23:59"
    except Refused as caught:
        assert len(caught.args) == 2
