import pandas as pd
import pytest

from coachkit.forecast import FEWEST_WEEKS, cumulative, fan, forecast
from coachkit.settings import Settings

COLUMNS = ["rule", "status", "quantile", "date"]


def book(*rows: tuple) -> pd.DataFrame:
    """A ledger of (date, minutes, planned, paid, reason); what a row leaves out is blank."""
    full = [(*row, *[""] * (5 - len(row))) for row in rows]
    table = pd.DataFrame(full, columns=["date", "minutes", "planned", "paid", "reason"])
    types = {"date": "datetime64[s]", "minutes": "Int64", "planned": "str", "paid": "str", "reason": "str"}
    return table.astype(types)


def weekly(first: str, weeks: int, minutes: int = 60, planned: str = "yes") -> pd.DataFrame:
    return book(*((date, minutes, planned) for date in pd.date_range(first, periods=weeks, freq="7D")))


def settings(as_of: str = "2025-03-31", end: str = "", **rules) -> Settings:
    return Settings(period_end=pd.Timestamp(end or pd.NaT), as_of=pd.Timestamp(as_of or pd.NaT), rules=rules)


def dates(table: pd.DataFrame) -> list:
    return [None if pd.isna(date) else f"{date:%Y-%m-%d}" for date in table["date"]]


EIGHT = book(
    ("2025-01-20", 60, "yes", "yes"),
    ("2025-01-06", 60, "yes", "no"),  # the rows need not stand in order
    ("2025-01-06", 10, "no", ""),
    ("2025-02-03", 30, "no", ""),
    ("2025-02-10", 90, "yes", "yes"),
    ("2025-02-11", 500, "yes", "yes", "no consent"),
    ("2025-03-03", 15, "", ""),
    ("2025-03-31", 20, "yes", ""),
)


def test_cumulative_adds_up_the_claimable_minutes_day_by_day():
    table = cumulative(EIGHT)
    assert dates(table) == ["2025-01-06", "2025-01-20", "2025-02-03", "2025-02-10", "2025-03-03", "2025-03-31"]
    assert table["minutes"].tolist() == [70, 60, 30, 90, 15, 20]
    assert table["cumulative_minutes"].tolist() == [70, 130, 160, 250, 265, 285]


def test_cumulative_of_a_rule_counts_only_what_is_known_to_fit_it():
    assert cumulative(EIGHT, "hours_planned")["cumulative_minutes"].tolist() == [60, 120, 210, 230]
    assert cumulative(EIGHT, "hours_paid")["cumulative_minutes"].tolist() == [60, 150]


@pytest.mark.parametrize(
    ("rules", "date"),
    [
        ({"hours_total": 250 / 60}, "2025-02-10"),  # reached to the minute
        ({"hours_total": 251 / 60}, "2025-03-03"),
        ({"hours_planned": 2}, "2025-01-20"),
        ({"hours_paid": 2.5}, "2025-02-10"),
    ],
)
def test_a_rule_that_is_met_shows_the_day_of_the_contact_that_met_it(rules, date):
    table = forecast(EIGHT, settings(**rules))
    assert list(table.columns) == COLUMNS
    assert dates(table) == [date]
    assert table["status"].tolist() == ["met"] and table["quantile"].isna().all()


def test_a_steady_practice_meets_its_rule_on_one_sure_date():
    table = forecast(weekly("2025-01-06", 10), settings("2025-03-10", hours_total=13))
    assert table["rule"].tolist() == ["hours_total"] * 3 and table["status"].tolist() == ["forecast"] * 3
    assert table["quantile"].tolist() == [0.1, 0.5, 0.9]
    assert dates(table) == ["2025-03-31"] * 3  # 10 hours by 10 March, one more a week


def test_the_empty_weeks_are_drawn_too():
    rules = {"hours_total": 30}
    busy = forecast(weekly("2025-01-06", 10), settings("2025-03-10", **rules))
    idle = forecast(weekly("2025-01-06", 10), settings("2025-05-19", **rules))
    weeks_to_go = [(table["date"].iloc[1] - pd.Timestamp(day)).days // 7 for table, day in
                   ((busy, "2025-03-10"), (idle, "2025-05-19"))]  # fmt: skip
    assert weeks_to_go[0] == 20
    assert 35 <= weeks_to_go[1] <= 42  # 10 of 19 whole weeks are busy: about twice as long


def test_the_quantiles_come_in_order_and_the_same_seed_gives_the_same_dates():
    log = pd.concat([weekly("2025-01-06", 6), weekly("2025-02-19", 3, 15, "no")], ignore_index=True)
    rules = settings(hours_total=40, hours_planned=40)
    table = forecast(log, rules, seed=3)
    for _, rows in table.groupby("rule"):
        assert rows["date"].is_monotonic_increasing and rows["date"].is_unique
    pd.testing.assert_frame_equal(table, forecast(log, rules, seed=3))
    assert not table.equals(forecast(log, rules, seed=4))


def test_planned_time_is_never_forecast_before_all_time():
    log = pd.concat([weekly("2025-01-06", 6), weekly("2025-02-19", 3, 15, "no")], ignore_index=True)
    table = forecast(log, settings(hours_total=40, hours_planned=40)).set_index(["rule", "quantile"])["date"]
    assert (table["hours_total"] <= table["hours_planned"]).all()


def test_the_fan_reaches_the_target_on_the_dates_of_the_forecast():
    log = pd.concat([weekly("2025-01-06", 6), weekly("2025-02-19", 3, 15, "no")], ignore_index=True)
    rules = settings(hours_planned=40)
    lines, found = fan(log, rules, "hours_planned"), forecast(log, rules)
    for line, date in zip(("q90", "q50", "q10"), found["date"], strict=True):
        assert lines.loc[lines[line] >= 2400, "date"].min() == date
    assert lines["date"].max() == found["date"].max()


def test_the_fan_starts_today_with_what_is_there_and_keeps_its_lines_in_order():
    lines = fan(weekly("2025-01-06", 10), settings("2025-03-10", hours_total=13), "hours_total")
    assert list(lines.columns) == ["week", "date", "q10", "q50", "q90"]
    assert lines["week"].tolist() == [0, 1, 2, 3]
    assert dates(lines) == ["2025-03-10", "2025-03-17", "2025-03-24", "2025-03-31"]
    assert lines["q10"].tolist() == lines["q50"].tolist() == lines["q90"].tolist() == [600, 660, 720, 780]


def test_the_fan_of_a_rule_that_is_met_is_empty():
    assert fan(EIGHT, settings(hours_total=1), "hours_total").empty


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2025-02-15", "not enough history"), ("2025-02-16", "forecast")],  # 41 days, 42 days
)
def test_under_six_whole_weeks_nothing_is_forecast(as_of, status):
    assert FEWEST_WEEKS == 6
    log = weekly("2025-01-06", 5)
    table = forecast(log, settings(as_of, hours_total=100))
    assert set(table["status"]) == {status}
    assert fan(log, settings(as_of, hours_total=100), "hours_total").empty == (status == "not enough history")


def test_too_short_a_history_is_one_row_without_a_date():
    table = forecast(weekly("2025-01-06", 1), settings("2025-01-06", hours_total=100))
    assert table[["rule", "status"]].values.tolist() == [["hours_total", "not enough history"]]
    assert table[["quantile", "date"]].isna().all(axis=None)


def test_a_rule_that_no_contact_counts_towards_is_a_forecast_without_a_date():
    table = forecast(weekly("2025-01-06", 10), settings(hours_paid=10))
    assert table["status"].tolist() == ["forecast"] * 3 and dates(table) == [None] * 3


def test_a_date_over_ten_years_ahead_is_not_given():
    within, beyond = (forecast(weekly("2025-01-06", 10), settings("2025-03-10", hours_total=10 + weeks))
                      for weeks in (522, 523))  # fmt: skip
    assert dates(within) == ["2035-03-12"] * 3
    assert dates(beyond) == [None] * 3


def test_a_period_that_has_ended_is_forecast_from_its_end():
    table = forecast(weekly("2025-01-06", 10), settings("2025-12-31", end="2025-03-10", hours_total=13))
    assert dates(table) == ["2025-03-31"] * 3


def test_rules_that_are_not_set_have_no_rows_and_an_empty_log_has_no_history():
    none = forecast(EIGHT, settings(clients=8))
    assert none.empty and list(none.columns) == COLUMNS
    assert forecast(book(), settings("", hours_total=1))["status"].tolist() == ["not enough history"]
    assert forecast(book(), settings("", hours_total=0))["status"].tolist() == ["met"]
    assert fan(book(), settings("", hours_total=1), "hours_total").empty
    assert list(cumulative(book()).columns) == ["date", "minutes", "cumulative_minutes"]


def test_no_forecast_changes_the_ledger():
    before = EIGHT.copy(deep=True)
    rules = settings(hours_total=100, hours_planned=1)
    forecast(EIGHT, rules), fan(EIGHT, rules, "hours_total"), cumulative(EIGHT)
    pd.testing.assert_frame_equal(EIGHT, before)
