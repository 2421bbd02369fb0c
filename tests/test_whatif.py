"""When a rule would be met if something were otherwise; practices so regular that the date can be counted on the fingers."""

import pandas as pd
import pytest
from test_forecast import dates, settings

from coachkit import hours, narrate
from coachkit.forecast import FEWEST_WEEKS, fan, forecast
from coachkit.whatif import Assumption, clients, suppose

AS_OF = "2025-03-16"  # a Sunday: ten whole weeks from Monday 6 January


def weekly(weeks: int = 10) -> pd.DataFrame:
    """Every Monday an hour with C01, planned, and half an hour with C02, in the moment."""
    mondays = pd.date_range("2025-01-06", periods=weeks, freq="7D")
    both = [(day, *who) for day in mondays for who in (("C01", 60, "yes"), ("C02", 30, "no"))]
    table = pd.DataFrame(both, columns=["date", "client_id", "minutes", "planned"]).assign(paid="yes", reason="")
    return table.astype({"date": "datetime64[s]", "minutes": "Int64"})


def supposed(hours_total: float = 21, weeks: int = 10, **assumed) -> pd.DataFrame:
    """The dates for a rule of 21 hours, of which 15 are done: four weeks more at an hour and a half."""
    return suppose(weekly(weeks), settings(AS_OF, hours_total=hours_total), Assumption(**assumed))[0]


def test_with_nothing_supposed_it_is_the_forecast_and_its_fan():
    set_to = settings(AS_OF, hours_total=21)
    table, lines = suppose(weekly(), set_to, Assumption())
    pd.testing.assert_frame_equal(table, forecast(weekly(), set_to))
    pd.testing.assert_frame_equal(lines, fan(weekly(), set_to, "hours_total"))
    assert dates(table) == ["2025-04-13"] * 3


@pytest.mark.parametrize(
    ("assumed", "date"),
    [
        ({"holiday_weeks": 3}, "2025-05-04"),  # three weeks later
        ({"without_client": "C02"}, "2025-04-27"),  # six hours to go at an hour a week
        ({"without_client": "C01"}, "2025-06-08"),  # and at half an hour a week; what was done with C01 stays
        ({"sessions_a_week": 2, "minutes_each": 45}, "2025-03-30"),  # three hours a week
        ({"sessions_a_week": 2, "minutes_each": 45, "holiday_weeks": 1}, "2025-04-06"),
        ({"planned_only": True}, "2025-06-01"),  # ten hours done, eleven to go at one a week
        ({"without_client": "C09"}, "2025-04-13"),
    ],
)
def test_what_is_supposed_moves_the_date(assumed, date):
    assert dates(supposed(**assumed)) == [date] * 3


def test_a_holiday_is_flat_and_what_comes_after_it_is_as_it_was():
    _, lines = suppose(weekly(), settings(AS_OF, hours_total=21), Assumption(holiday_weeks=2))
    assert lines["q50"].tolist() == [900, 900, 900, 990, 1080, 1170, 1260]
    assert list(lines.columns) == ["week", "date", "q10", "q50", "q90"]


def test_without_the_only_client_no_date_is_in_sight():
    alone = weekly().query("client_id == 'C01'")
    table, _ = suppose(alone, settings(AS_OF, hours_total=21), Assumption(without_client="C01"))
    assert (table["status"].unique().tolist(), dates(table)) == (["forecast"], [None] * 3)


def test_planned_only_is_what_the_rule_count_unplanned_would_say():
    ledger, set_to = weekly(), settings(AS_OF, hours_total=21)
    barred = ledger.assign(
        reason=ledger["planned"].map({"yes": "", "no": hours.SWITCHED_OFF + "count_unplanned = false"})
    )
    pd.testing.assert_frame_equal(suppose(ledger, set_to, Assumption(planned_only=True))[0], forecast(barred, set_to))


def test_a_rule_that_is_met_stays_so_unless_time_in_the_moment_is_left_out():
    assert dates(supposed(15, holiday_weeks=9)) == ["2025-03-10"]
    assert supposed(15, holiday_weeks=9)["status"].tolist() == ["met"]
    assert supposed(15, planned_only=True)["status"].tolist() == ["forecast"] * 3


def test_too_short_a_history_is_not_enough_whatever_is_supposed():
    short = weekly(FEWEST_WEEKS - 1)
    table, lines = suppose(short, settings("2025-02-09", hours_total=21), Assumption(sessions_a_week=3))
    assert (table["status"].tolist(), len(lines)) == (["not enough history"], 0)


@pytest.mark.parametrize("rows", [0, 1])
def test_an_empty_ledger_and_one_of_a_single_row_do_not_fail(rows):
    table, lines = suppose(weekly().head(rows), settings(AS_OF, hours_total=21), Assumption(holiday_weeks=1))
    assert table["status"].unique().tolist() == ["forecast" if rows else "not enough history"]
    assert len(lines) > 0 or not rows


def test_the_ledger_is_left_as_it_was():
    ledger = weekly()
    suppose(ledger, settings(AS_OF, hours_total=21), Assumption(2, "C01", 1, 30, True))
    pd.testing.assert_frame_equal(ledger, weekly())


def test_clients_who_may_leave_are_those_with_claimable_time():
    ledger = weekly()
    assert clients(ledger.assign(reason=ledger["client_id"].map({"C01": "", "C02": "no consent"}))) == ["C01"]


def said(**assumed) -> str:
    table = suppose(weekly(), settings(AS_OF, hours_total=21), Assumption(**assumed))[0]
    return narrate.supposed(forecast(weekly(), settings(AS_OF, hours_total=21)), table, Assumption(**assumed))


ONE_DAY = "(8 chances in 10 between {0} and {0})"


def test_the_sentence_says_what_is_supposed_the_date_and_how_far_it_moved():
    april, may = "13 April 2025", "4 May 2025"
    assert said() == f"As things are. Hours in all: likely by {april} {ONE_DAY.format(april)}."
    assert said(holiday_weeks=3) == (
        f"No contact for 3 weeks from today. Hours in all: likely by {may} {ONE_DAY.format(may)}. "
        f"That is 21 days later than as things are, {april}."
    )
    everything = Assumption(1, "C02", 1, 90, True)
    assert narrate.supposing.assumption(everything) == (
        "no contact for 1 week from today, 1 session of 90 minutes more every week after that, no more contacts with C02 and "
        "time in the moment left out, so far and to come"
    )
    assert said(sessions_a_week=2, minutes_each=45).endswith(
        "That is 14 days sooner than as things are, 13 April 2025."
    )
    assert said(without_client="C09").endswith("That is the same day as it is now.")


def test_without_a_rule_there_is_no_date_to_move():
    none = forecast(weekly(), settings(AS_OF))
    assert (
        narrate.supposed(none, none, Assumption(holiday_weeks=1))
        == "No rule about hours is set, so there is no date to move."
    )
