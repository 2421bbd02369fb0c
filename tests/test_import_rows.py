"""From records as written to rows: what is certain is a value, what is not is a problem, and nothing is lost between."""

from datetime import date, time

import pandas as pd
import pytest
from folders import write

from coachkit.importers.records import Record, Understood, Written
from coachkit.importers.rows import settle
from coachkit.importers.values.dating import dating
from coachkit.importers.who import settle_names
from coachkit.settings import Settings
from coachkit.tables import read_table

TODAY = date(2026, 6, 30)
CLIENTS = (
    "client_id,name,sponsor,email\n"
    "C01,Dilys Hargreave,Odile Marchetti,dilys@client.example\n"
    "C02,Kwame Ofori,Odile Marchetti,\n"
    "C03,Björn Åkerlund,Gwen Rook,\n"
)
CONTACT = {"date": "6 January 2025", "client_id": "Dilys Hargreave", "minutes": "45 min"}
KEPT = "the rest of the row is read, and this is kept as a column of its own"


def record(table, sheet=None, extra=None, **cells):
    """A record of these cells; a value is a text, or (text, unit), or (text, unit, held)."""
    return Record(
        table,
        "row 1",
        {name: _cell(name, cell) for name, cell in cells.items()},
        sheet,
        {label: Written(text, "row 1", label) for label, text in (extra or {}).items()},
    )


def _cell(name, cell):
    text, unit, held = (*cell, None)[:3] if isinstance(cell, tuple) else (cell, "", None)
    return Written(text, f"row 1, {name}", name, held, unit)


@pytest.fixture
def settled(tmp_path):
    """A function that settles records as those of one file, against three clients."""
    register = read_table(write(tmp_path, {"clients.csv": CLIENTS}), "clients", TODAY).frame.reset_index(drop=True)

    def settle_records(*records):
        files = [Understood("a.csv", "a table", records=records)]
        who = settle_names(files, register, {}, "Isolde Kerr")
        dates = dating(files, Settings(), pd.DataFrame({"date": pd.to_datetime([])}), "", TODAY)
        found = settle(files, dates, who)
        told = found.remarks["a.csv"]
        rows = [(row.table, row.values, row.extra) for row in found.rows if row.file]
        return (
            rows,
            [(one.value, one.problem, one.cure) for one in told if not one.note],
            [(one.value, one.problem) for one in told if one.note],
        )

    return settle_records


def one(found):
    """The values of the only row, where nothing was asked."""
    ((_, values, _),), problems, _ = found
    assert problems == []
    return values


def asked(found):
    """The (value, problem) of the only problem, where no row came of it."""
    rows, ((value, problem, cure),), _ = found
    assert rows == [] and cure
    return value, problem


# Contacts


def test_a_contact_has_its_day_its_client_and_whole_minutes(settled):
    assert one(settled(record("contacts", **CONTACT))) == {"date": "2025-01-06", "client_id": "C01", "minutes": "45"}


@pytest.mark.parametrize(
    ("column", "problem", "cure"),
    [
        ("date", "has no date", "write the date of the contact in the file, and import it again"),
        ("client_id", "has no client", "write the client's name in the file, and import it again"),
        ("minutes", "has no length of time", "write how long it was, such as 45 min, and import it again"),
    ],
)
def test_a_contact_without_one_of_them_is_asked_for_it(settled, column, problem, cure):
    for record_of in (
        record("contacts", **{name: text for name, text in CONTACT.items() if name != column}),
        record("contacts", **CONTACT | {column: " "}),
    ):
        assert settled(record_of)[:2] == ([], [("", problem, cure)])


def test_all_that_is_wrong_with_a_contact_is_told_at_once(settled):
    rows, problems, _ = settled(record("contacts", date="31 February 2025", client_id="Isolde Kerr", minutes="long"))
    assert (rows, [value for value, *_ in problems]) == ([], ["31 February 2025", "long", "Isolde Kerr"])


@pytest.mark.parametrize(
    ("hours", "minutes", "whole"),
    [("1", "30", "90"), ("0", "45", "45"), ("2", "0", "120"), ("2", "", "120"), ("", "20", "20")],
)
def test_hours_and_minutes_in_two_columns_are_added(settled, hours, minutes, whole):
    cells = {"minutes": (hours, "hours"), "minutes_more": (minutes, "minutes")}
    assert one(settled(record("contacts", **CONTACT | cells)))["minutes"] == whole


def test_no_hours_and_no_minutes_are_no_length(settled):
    cells = {"minutes": ("0", "hours"), "minutes_more": ("0", "minutes")}
    assert asked(settled(record("contacts", **CONTACT | cells)))[0] == "0"


@pytest.mark.parametrize(
    ("cells", "start"),
    [
        ({"minutes": "45 min", "start": "10:00", "end": "10:45"}, "10:00"),
        ({"minutes": "", "start": "10:00", "end": "10:45"}, "10:00"),
        ({"minutes": "45 min", "start": "10:00"}, "10:00"),
        ({"minutes": "10:00 - 10:45"}, "10:00"),
        ({"minutes": "", "start": ("10:00", "", time(10)), "end": ("10:45", "", time(10, 45))}, "10:00"),
        ({"minutes": "45 min"}, ""),
    ],
    ids=["both agree", "clock alone", "start and length", "a range", "held times", "no clock"],
)
def test_the_length_comes_from_what_is_stated_or_from_the_clock(settled, cells, start):
    values = one(settled(record("contacts", **CONTACT | cells)))
    assert (values["minutes"], values.get("start", "")) == ("45", start)


def test_a_length_that_contradicts_its_clock_times_is_asked(settled):
    found = settled(record("contacts", **CONTACT | {"minutes": "60 min", "start": "10:00", "end": "10:45"}))
    assert found[:2] == (
        [],
        [
            (
                "60 min",
                "contradicts its clock times: 10:00 to 10:45 is 45 minutes",
                "correct the length or the times in the file",
            )
        ],
    )


def test_a_length_that_contradicts_the_clock_times_beside_the_date_is_asked(settled):
    found = settled(record("contacts", **CONTACT | {"date": "6 January 2025, 10:00-10:45", "minutes": "60 min"}))
    assert asked(found) == ("60 min", "contradicts its clock times: 10:00 to 10:45 is 45 minutes")


def test_clock_times_that_run_backwards_are_asked_even_with_a_length(settled):
    found = settled(record("contacts", **CONTACT | {"start": "10:45", "end": "10:00"}))
    assert asked(found)[0] == "10:00"


def test_a_start_that_is_no_time_is_told_and_the_contact_is_not_lost(settled):
    rows, problems, _ = settled(record("contacts", **CONTACT | {"start": "25:99"}))
    assert [values["minutes"] for _, values, _ in rows] == ["45"]
    assert [value for value, *_ in problems] == ["25:99"]


def test_a_date_without_a_year_is_read_beside_that_of_its_sheet(settled):
    sheet = record("sheets", text="A page.", written_on="7 January 2025")
    rows, problems, _ = settled(sheet, record("contacts", 0, **CONTACT | {"date": "6 Jan"}))
    assert problems == []
    assert [values.get("date") for table, values, _ in rows if table == "contacts"] == ["2025-01-06"]
    assert asked(settled(record("contacts", **CONTACT | {"date": "6 Jan"}))) == ("6 Jan", "has no year")


def test_a_sheet_without_words_is_none_and_its_contact_stands(settled):
    rows, problems, _ = settled(record("sheets", text="  "), record("contacts", 0, **CONTACT))
    assert ([table for table, *_ in rows], problems) == (["contacts"], [])


def test_a_value_that_holds_a_damaged_sign_is_left_to_the_problem_that_told_it(settled):
    assert settled(record("contacts", **CONTACT | {"client_id": "Bj\ufffdrn"}))[0] == []


# Choices, ratings, formulas


def test_a_choice_that_is_not_understood_is_told_and_kept_as_a_column_of_its_own(settled):
    rows, problems, _ = settled(record("contacts", **CONTACT | {"planned": "sort of"}))
    assert rows == [("contacts", {"date": "2025-01-06", "client_id": "C01", "minutes": "45"}, {"planned": "sort of"})]
    assert problems == [
        ("sort of", "is not allowed here: allowed are yes and no", f"write one of these, or leave it blank; {KEPT}")
    ]


def test_words_for_a_choice_become_its_value(settled):
    values = one(
        settled(
            record("contacts", **CONTACT | {"planned": "ad hoc", "role": "M", "format": "team (6)", "paid": "pro bono"})
        )
    )
    assert {name: values[name] for name in ("planned", "role", "format", "group_size", "paid")} == {
        "planned": "no",
        "role": "mentoring",
        "format": "group",
        "group_size": "6",
        "paid": "no",
    }


@pytest.mark.parametrize("formula", ["=1+1", "  =HYPERLINK(A1)", "\t=2"])
def test_a_value_that_looks_like_a_formula_is_asked_and_words_of_prose_are_not(settled, formula):
    rows, problems, _ = settled(record("contacts", **CONTACT | {"medium": formula}))
    assert problems == [(formula, "looks like a formula", f"write the value itself; {KEPT}")]
    assert "medium" not in rows[0][1]
    assert rows[0][2] == {"medium": formula}
    assert one(settled(record("sheets", text=formula))) == {"text": formula}


def test_what_stands_under_labels_of_its_own_is_kept(settled):
    rows, problems, _ = settled(record("contacts", extra={"Room": "4.12", "Mood": " "}, **CONTACT))
    assert (rows[0][2], problems) == ({"Room": "4.12"}, [])


def test_ratings_are_read_out_of_five_and_others_are_told(settled):
    cells = {"client_id": "Kwame Ofori", "text": "It helped.", "trust": "4/5", "challenge": "8/10", "structure": "5"}
    ((_, values, extra),), problems, _ = settled(record("feedback", **cells))
    assert (values["trust"], values["structure"], "challenge" in values) == ("4", "5", False)
    assert extra == {"challenge": "8/10"}
    assert [value for value, *_ in problems] == ["8/10"]


# Feedback


def said(settled, name, **cells):
    ((_, values, extra),), problems, notes = settled(record("feedback", client_id=name, text="It helped.", **cells))
    assert problems == []
    return {column: text for column, text in values.items() if column != "text"}, extra, notes


@pytest.mark.parametrize("name", ["Dilys Hargreave", "Dilys Hargreave <dilys@client.example>", "dilys@client.example"])
def test_feedback_of_a_client_is_in_the_clients_voice(settled, name):
    assert said(settled, name)[:2] == ({"client_id": "C01", "voice": "client"}, {})


def test_a_voice_that_is_said_goes_before_the_one_that_is_told(settled):
    assert said(settled, "Dilys Hargreave", voice="own rating")[0] == {"client_id": "C01", "voice": "coach"}


def test_feedback_of_the_sponsor_of_one_client_is_about_that_client(settled):
    assert said(settled, "Gwen Rook") == (
        {"voice": "sponsor", "client_id": "C03"},
        {"said by": "Gwen Rook"},
        [("Gwen Rook", "is the sponsor of C03")],
    )


def test_feedback_of_the_sponsor_of_several_is_about_none_of_them(settled):
    assert said(settled, "Odile Marchetti <odile@firm.example>") == (
        {"voice": "sponsor"},
        {"said by": "Odile Marchetti <odile@firm.example>"},
        [("Odile Marchetti <odile@firm.example>", "is the sponsor of C01, C02")],
    )


def test_feedback_of_somebody_unknown_is_kept_without_a_client_and_makes_none(settled):
    problem = "is no client or sponsor in the register, so this is kept without a client and without a voice"
    assert said(settled, "Olwen Peake") == ({}, {"said by": "Olwen Peake"}, [("Olwen Peake", problem)])


def test_feedback_without_words_or_ratings_is_asked(settled):
    assert asked(settled(record("feedback", client_id="Kwame Ofori", date="6 January 2025"))) == (
        "",
        "holds neither words nor ratings",
    )


# Other tables


def test_a_supervision_meeting_without_a_length_stands_and_one_that_is_unclear_is_asked(settled):
    assert one(settled(record("supervision", date="6 January 2025", text="On my hurry."))) == {
        "date": "2025-01-06",
        "text": "On my hurry.",
    }
    assert one(settled(record("supervision", date="6 January 2025", minutes=("1,5", "hours"))))["minutes"] == "90"
    assert asked(settled(record("supervision", date="6 January 2025", minutes="a while")))[0] == "a while"


def test_a_client_of_a_table_keeps_the_id_of_the_register_and_a_new_one_gets_the_next(settled):
    rows, problems, _ = settled(record("clients", name="Kwame Ofori"), record("clients", name="Priti Anand-Shaw"))
    assert [(values["client_id"], values["name"]) for _, values, _ in rows] == [
        ("C02", "Kwame Ofori"),
        ("C04", "Priti Anand-Shaw"),
    ]
    assert problems == []


def test_what_is_read_the_same_way_twice_is_told_once(settled):
    twice = [record("contacts", **CONTACT | {"date": "06/01/2025"})] * 2
    assert [value for value, _ in settled(*twice)[2]].count("06/01/2025") == 1


def test_an_id_that_the_source_names_is_kept(settled):
    assert one(settled(record("contacts", **CONTACT | {"contact_id": " K77 "})))["contact_id"] == "K77"


def test_a_break_between_clock_times_is_asked_about_unless_the_length_says_that_it_is_taken_off(settled):
    times = {"date": "6 January 2025", "client_id": "Dilys Hargreave", "start": "09:00", "end": "10:00"}
    rows, problems, _ = settled(record("contacts", **times, extra={"Break (mins)": "10"}))
    assert (rows, [problem for _, problem, _ in problems]) == (
        [],
        ["stands beside clock times that make 60 minutes; whether it counts is not said"],
    )
    net = record("contacts", **times, minutes="50 min", extra={"Break (mins)": "10"})
    assert one(settled(net))["minutes"] == "50"
    assert settled(record("contacts", **times, minutes="45 min", extra={"Break (mins)": "10"}))[0] == []
