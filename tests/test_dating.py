"""The order of day and month, and the period for years of two digits, are settled over all files of an import."""

from datetime import date, datetime

import pandas as pd
import pytest

from coachkit.importers.pages import Remark
from coachkit.importers.records import Record, Understood, Written
from coachkit.importers.values.dating import dating, turned_round
from coachkit.settings import Settings
from coachkit.values import Refused

TODAY = date(2026, 6, 30)
NONE = pd.DataFrame({"date": pd.to_datetime([])})
ISO = "write the date as 2025-01-06 or 6 January 2025"


def contacts(name, *texts):
    """A file of contacts with these dates; a date is held by a workbook, a text is typed."""
    records = [
        Record("contacts", f"row {number}", {"date": _written(text, f"cell A{number}")})
        for number, text in enumerate(texts, start=1)
    ]
    return Understood(name, "a log", records=tuple(records))


def _written(text, place):
    held = None if isinstance(text, str) else text
    return Written(text if held is None else f"{held:%Y-%m-%d}", place, "Date", held)


def read(files, text, file="", settings=None, standing=NONE, decided=""):
    """(day, note) of a text in one of the files, the first where none is named."""
    found = dating(files, settings or Settings(), standing, decided, TODAY)
    day = found.read(file or files[0].name, Written(text, "cell A9", "Date"))
    return str(day.day), day.note


def refused(files, text, **more):
    with pytest.raises(Refused) as found:
        read(files, text, **more)
    return found.value.args


# The order of day and month


def test_where_nothing_shows_the_order_the_day_comes_first_and_that_is_said():
    assert read([contacts("a.csv", "06/01/2025", "07/02/2025")], "06/01/2025") == (
        "2025-01-06",
        "is read as 6 January 2025: the day first, as in Britain",
    )


def test_a_file_that_shows_the_day_first_needs_no_word():
    assert read([contacts("a.csv", "06/01/2025", "14/01/2025")], "06/01/2025") == ("2025-01-06", "")


def test_a_file_that_shows_the_month_first_is_read_so():
    assert read([contacts("a.csv", "01/06/2025", "01/14/2025")], "01/06/2025") == ("2025-01-06", "")


def test_a_weekday_shows_the_order_too():
    assert read([contacts("a.csv", "Mon 06/01/2025", "07/02/2025")], "07/02/2025") == ("2025-02-07", "")


def test_where_a_file_shows_both_an_ambiguous_date_is_asked_and_a_plain_one_is_read():
    files = [contacts("a.csv", "14/01/2025", "01/14/2025")]
    assert refused(files, "06/01/2025") == (
        "may be read with the day or the month first, and this file shows both",
        "write the date as 2025-01-06, or decide the order in decisions/import.csv (reads=order, means=day)",
    )
    assert read(files, "05/05/2025")[0] == "2025-05-05"
    assert read(files, "28/02/2025")[0] == "2025-02-28"
    assert read(files, "02/28/2025")[0] == "2025-02-28"
    assert read(files, "6 January 2025")[0] == "2025-01-06"


def test_the_coachs_decision_goes_before_what_the_files_show():
    assert read([contacts("a.csv", "06/01/2025")], "06/01/2025", decided="month") == ("2025-06-01", "")
    assert refused([contacts("a.csv", "06/01/2025")], "14/01/2025", decided="month") == (
        "has the day first, and the dates of its file have the month first",
        ISO,
    )


def test_small_files_take_the_order_that_they_show_together():
    files = [contacts("1.docx", "01/06/2025"), contacts("2.docx", "01/14/2025")]
    assert read(files, "01/06/2025", "1.docx") == ("2025-01-06", "")


def test_small_files_that_show_different_orders_together_show_none():
    files = [contacts("1.docx", "01/06/2025"), contacts("2.docx", "01/14/2025"), contacts("3.docx", "14/02/2025")]
    assert read(files, "01/06/2025", "1.docx") == ("2025-06-01", "is read as 1 June 2025: the day first, as in Britain")


def test_a_large_file_neither_gives_its_order_to_small_ones_nor_takes_theirs():
    large = contacts("log.csv", *(f"01/{day}/2025" for day in range(13, 20)))
    silent = contacts("other.csv", *(f"0{day}/01/2025" for day in range(1, 8)))
    small = contacts("1.docx", "01/06/2025")
    assert read([large, small], "01/06/2025", "1.docx")[0] == "2025-06-01"
    assert read([contacts("2.docx", "01/14/2025"), silent], "02/01/2025", "other.csv")[0] == "2025-01-02"


# The period for years of two digits


def test_a_year_of_two_digits_is_read_within_the_period_that_is_set():
    settings = Settings(period_start=pd.Timestamp(2024, 9, 1), period_end=pd.Timestamp(2025, 8, 31))
    files = [contacts("a.csv", "14/01/25")]
    assert read(files, "14/01/25", settings=settings) == (
        "2025-01-14",
        "is read as 14 January 2025: a year of two digits, within the period in practice.toml",
    )
    assert refused(files, "14/01/23", settings=settings) == (
        "has a year of two digits, and 14 January 2023 is outside the period in practice.toml",
        "write the year with four digits, as in 2025-01-06",
    )


def test_without_a_period_the_contacts_that_stand_tell_it():
    standing = pd.DataFrame({"date": pd.to_datetime(["2024-10-01", "2025-03-01"])})
    files = [contacts("a.csv", "14/01/25")]
    assert read(files, "14/01/25", standing=standing)[1].endswith("within the contacts that stand")
    assert "is outside the contacts that stand" in refused(files, "14/01/19", standing=standing)[0]


def test_in_a_new_practice_the_whole_dates_of_the_import_tell_it():
    files = [contacts("a.docx", "14/01/25"), contacts("log.csv", "6 January 2025")]
    assert read(files, "14/01/25")[1].endswith("within the other dates of this import")
    assert "is outside the other dates of this import" in refused(files, "14/01/20")[0]


def test_where_nothing_tells_a_period_the_last_years_are_taken():
    assert read([contacts("a.csv", "14/01/25")], "14/01/25") == (
        "2025-01-14",
        "is read as 14 January 2025: a year of two digits, within the last 15 years",
    )


def test_a_date_after_today_is_refused():
    assert refused([contacts("a.csv")], "1 July 2026")[0] == "is after today, 30 June 2026"


# Days and months that Excel has turned round


HELD = [date(2025, 3, 2), date(2025, 4, 2), date(2025, 5, 2), date(2025, 6, 2)]
"""2 March to 2 June as Excel holds what was typed 03/02, 04/02, 05/02 and 06/02 in February."""
WHY = "every date of the column with a day over 12 stands as text, as when Excel is set to American dates"
CURE = "write the dates of this column as 2025-01-06 in the workbook, and import it again"


def test_dates_that_run_on_only_if_turned_back_are_asked():
    found = turned_round(contacts("log.xlsx", *HELD, "13/02/2025", "14/02/2025"))
    assert list(found) == ["cell A1", "cell A2", "cell A3", "cell A4"]
    problem = f"is held as 2025-03-02, and may have been typed as 2025-02-03: {WHY}"
    assert found["cell A1"] == Remark("cell A1", "2025-03-02", problem, CURE)


def test_dates_that_run_on_neither_way_are_noted():
    found = turned_round(contacts("log.xlsx", HELD[2], *HELD, "13/02/2025"))
    assert {one.note for one in found.values()} == {True}
    assert len(found) == 5


@pytest.mark.parametrize(
    "dates",
    [
        (*HELD, "13/06/2025", "14/07/2025"),
        (*HELD, date(2025, 6, 14), "13/02/2025"),
        (*HELD, "February 13th"),
        HELD,
        (HELD[0], HELD[1], "13/02/2025"),
        (*HELD, "02/13/2025"),
        ("13/02/2025", "14/02/2025"),
    ],
    ids=["in order as they stand", "a day over 12 is held", "no figures", "no text", "too few", "month first", "text"],
)
def test_dates_that_give_no_such_sign_are_left_alone(dates):
    assert turned_round(contacts("log.xlsx", *dates)) == {}


def test_dates_with_a_time_of_day_are_looked_at_too():
    held = [datetime(one.year, one.month, one.day, 9, 30) for one in HELD]
    found = turned_round(contacts("log.xlsx", *held, "13/02/2025"))
    assert {one.problem.partition(",")[0] for one in found.values()} == {f"is held as {day}" for day in HELD}
