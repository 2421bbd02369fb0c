"""When an hours rule would be met if something were otherwise: a holiday, a client fewer, more sessions, planned time alone."""

from dataclasses import dataclass

import pandas as pd

from coachkit import forecast
from coachkit.hours import SWITCHED_OFF, claimable, counted
from coachkit.settings import Settings

LEFT_OUT = f"{SWITCHED_OFF}count_unplanned = false"


@dataclass(frozen=True)
class Assumption:
    """What is supposed of the weeks to come; as it stands, nothing.

    `holiday_weeks`: whole weeks from today without a contact. `without_client`: no more contacts with this client from
    today; those that were still count. `sessions_a_week` of `minutes_each`: beside what the weeks so far held, in every
    week after the holiday, and counted by the rule. `planned_only`: time in the moment counts neither so far nor to come.
    """

    holiday_weeks: int = 0
    without_client: str = ""
    sessions_a_week: int = 0
    minutes_each: int = 60
    planned_only: bool = False


def suppose(
    ledger: pd.DataFrame, settings: Settings, assumed: Assumption, rule: str = "hours_total"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """When a rule that is set would be met, and the way there.

    The first table has rule, status, quantile and date as `forecast.forecast`, the second week, date, q10, q50 and q90 as
    `forecast.fan`. With nothing assumed they are those two; under six whole weeks of history it is "not enough history" too.
    """
    counts, target = _counting(ledger, assumed), forecast.target_of(settings, rule)
    lines = _outlook(counts, settings, assumed, rule)
    dates = forecast.dates(rule, target, forecast.cumulative(counts, rule), lines)
    return forecast.as_table(dates), forecast.until(lines, target)


def _counting(ledger: pd.DataFrame, assumed: Assumption) -> pd.DataFrame:
    """The ledger as the rule count_unplanned = false would have it, where planned time alone is supposed to count."""
    if not assumed.planned_only:
        return ledger
    barred = ledger["reason"].eq("") & ledger["planned"].eq("no")
    return ledger.assign(reason=ledger["reason"].mask(barred, LEFT_OUT))


def _outlook(counts: pd.DataFrame, settings: Settings, assumed: Assumption, rule: str) -> pd.DataFrame:
    today, have = forecast.today_of(settings), int(counted(counts, rule)["minutes"].sum())
    past = forecast.past_weeks(counts, rule, today)
    if assumed.without_client:
        others = counts.assign(minutes=counts["minutes"].mask(counts["client_id"].eq(assumed.without_client), 0))
        past = forecast.past_weeks(others, rule, today)
    more = assumed.sessions_a_week * assumed.minutes_each
    return forecast.outlook(past, have, today, idle=assumed.holiday_weeks, more=more)


def clients(ledger: pd.DataFrame) -> list[str]:
    """Those with whom there is claimable time, so that going on without one makes a difference; by the alphabet."""
    return sorted(claimable(ledger)["client_id"].unique())
