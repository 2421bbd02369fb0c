"""practice.toml: what stands in it counts, what cannot be read is told, and nothing in it stops the reading."""

from datetime import date

import pandas as pd
import pytest
from folders import TODAY, write

from coachkit.errors import UsageError
from coachkit.framework import NUMBER_RULES, SWITCH_RULES
from coachkit.settings import FRAMEWORK, Settings, parse_settings, period_date, read_settings


def parsed(text):
    return parse_settings(text, TODAY)


def told(text):
    return [(fault.column, fault.value, fault.problem) for fault in parsed(text)[1]]


def test_no_file_means_the_defaults(tmp_path):
    assert read_settings(tmp_path) == (Settings(), [])
    assert Settings().framework == FRAMEWORK


def test_settings_are_read_as_written():
    settings, faults = parsed(
        'coach = " Ada Quill "\nframework = "own.csv"\nperiod_start = 2025-01-01\nperiod_end = "2025-12-31"\n'
        "as_of = 2026-01-31T09:00:00Z\n[rules]\nhours_total = 100\ncount_mentoring = false\n"
    )
    assert faults == []
    assert (settings.coach, settings.framework) == ("Ada Quill", "own.csv")
    dates = [settings.period_start, settings.period_end, settings.as_of]
    assert dates == [pd.Timestamp("2025-01-01"), pd.Timestamp("2025-12-31"), pd.Timestamp("2026-01-31")]
    assert settings.rules == {"hours_total": 100, "count_mentoring": False}
    assert settings.rule_sources == dict.fromkeys(settings.rules, "practice.toml")


def test_own_rules_override_those_of_the_preset():
    settings, faults = parsed('preset = "icf-acc"\n[rules]\nhours_paid = 60\n')
    assert faults == []
    assert (settings.rules["hours_total"], settings.rules["hours_paid"]) == (100, 60)
    assert settings.rule_sources["hours_paid"] == "practice.toml"
    assert settings.rule_sources["hours_total"].startswith("ICF")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("colour = 1", ("colour", "colour", "is not a setting")),
        ("[rules]\nhours = 1", ("rules", "hours", "is not a setting")),
        ("coach = 4", ("coach", "4", "is not text")),
        ("as_of = 2026-07-01", ("as_of", "2026-07-01", "is in the future")),
        ('period_end = "31/12/2025"', ("period_end", "31/12/2025", "is not a date")),
        ("period_start = 10:00:00", ("period_start", "10:00:00", "is not a date")),
        ('preset = "acc"', ("preset", "acc", "is not a preset that ships with coachkit")),
        ("rules = 3", ("rules", "3", "is not a table of rules")),
        ("[rules]\nclients = inf", ("clients", "inf", "is not a number from 0 up")),
        ("[rules]\nclients = nan", ("clients", "nan", "is not a number from 0 up")),
        ("[rules]\nclients = true", ("clients", "True", "is not a number from 0 up")),
        ("[rules]\nclients = -1", ("clients", "-1", "is not a number from 0 up")),
        ("[rules]\ncount_mentoring = 1", ("count_mentoring", "1", "is not true or false")),
    ],
)
def test_a_value_that_cannot_be_read_is_told_and_counts_as_absent(text, fault):
    settings, faults = parsed(text)
    assert [(one.column, one.value, one.problem) for one in faults] == [fault]
    assert all(one.cure for one in faults)
    assert settings == Settings(preset=settings.preset)


def test_a_period_that_ends_before_it_starts_has_no_end():
    settings, _ = parsed("period_start = 2025-05-01\nperiod_end = 2025-04-30")
    assert pd.isna(settings.period_end)
    assert told("period_start = 2025-05-01\nperiod_end = 2025-04-30") == [
        ("period_end", "2025-04-30", "is before period_start 2025-05-01")
    ]


@pytest.mark.parametrize(
    "text", ['coach = "Ada\n', "as_of = 2025-13-01", "a = " + "[" * 99_999, "a = " + "9" * 9999, "\0"]
)
def test_a_broken_file_is_one_problem_and_leaves_the_defaults(text):
    settings, [fault] = parsed(text)
    assert fault.problem.startswith("cannot be read: ")
    assert settings == Settings()


def test_the_line_of_a_mistake_is_told():
    assert parsed('coach = "Ada"\nas_of 2025-01-01\n')[1][0].line == 2


def test_a_file_from_a_windows_editor_is_read_with_a_note(tmp_path):
    settings, [note] = read_settings(write(tmp_path, {"practice.toml": 'coach = "Zoë Frost"'.encode("cp1252")}))
    assert (settings.coach, note.note) == ("Zoë Frost", True)


def test_a_folder_in_the_place_of_the_file_is_a_problem(tmp_path):
    (tmp_path / "practice.toml").mkdir()
    settings, [fault] = read_settings(tmp_path)
    assert (settings, fault.problem) == (Settings(), "cannot be opened: Is a directory")


def test_today_is_the_clocks_where_none_is_given(tmp_path):
    write(tmp_path, {"practice.toml": f"as_of = {date.today()}"})
    assert read_settings(tmp_path)[1] == []


def test_every_rule_can_be_set():
    rules = [f"{name} = 1" for name in NUMBER_RULES] + [f"{name} = true" for name in SWITCH_RULES]
    assert set(parsed("[rules]\n" + "\n".join(rules))[0].rules) == {*NUMBER_RULES, *SWITCH_RULES}


def test_a_date_of_the_command_line_is_iso_or_refused():
    assert period_date(" 2025-01-31 ", "start") == pd.Timestamp("2025-01-31")
    assert pd.isna(period_date("", "start"))
    with pytest.raises(UsageError) as refused:
        period_date("31/01/2025", "start")
    assert str(refused.value) == "start '31/01/2025' is not a date: write it as 2025-01-31, year first"
