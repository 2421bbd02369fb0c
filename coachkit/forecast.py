"""When an hours rule was met, or when it would be met if the weeks to come are like the weeks so far."""

from functools import lru_cache

import numpy as np
import pandas as pd

from coachkit.hours import claimable, counted
from coachkit.settings import Settings

HOURS_RULES = ("hours_total", "hours_planned", "hours_paid")
FEWEST_WEEKS = 6
HORIZON_WEEKS = 522
DRAWS = 2_000
_LINES = {0.1: "q90", 0.5: "q50", 0.9: "q10"}
"""The line of `fan` that reaches the target at each quantile of the date: the quickest tenth of draws comes first."""


def cumulative(ledger: pd.DataFrame, rule: str = "hours_total") -> pd.DataFrame:
    """One row a day with contacts that the rule counts: date, minutes, cumulative_minutes."""
    days = counted(ledger, rule).groupby("date", as_index=False)["minutes"].sum()
    return days.assign(cumulative_minutes=days["minutes"].cumsum())


def forecast(ledger: pd.DataFrame, settings: Settings, seed: int = 0) -> pd.DataFrame:
    """For each hours rule that is set, when it was met or will be: rule, status, quantile, date.

    met: one row, the date of the contact that reached the figure. forecast: three rows, the dates by which 10%, 50% and
    90% of the draws of `fan` have reached it; blank where not within ten years, as for a rule that no contact counts
    towards. not enough history: one row without a date, under six whole weeks.
    """
    rows = [row for rule in HOURS_RULES if rule in settings.rules for row in _rows(ledger, settings, rule, seed)]
    return as_table(rows)


def _rows(ledger: pd.DataFrame, settings: Settings, rule: str, seed: int) -> list[tuple]:
    return dates(rule, target_of(settings, rule), cumulative(ledger, rule), _outlook(ledger, settings, rule, seed))


def dates(rule: str, target: int, days: pd.DataFrame, lines: pd.DataFrame) -> list[tuple]:
    """The rows of `forecast` for one rule and its target in minutes, from `cumulative` and the lines of `outlook`."""
    if days["minutes"].sum() >= target:
        return [(rule, "met", np.nan, days.loc[days["cumulative_minutes"] >= target, "date"].min())]
    if lines.empty:
        return [(rule, "not enough history", np.nan, pd.NaT)]
    return [(rule, "forecast", share, lines.loc[lines[line] >= target, "date"].min()) for share, line in _LINES.items()]


def as_table(rows: list[tuple]) -> pd.DataFrame:
    """Rows of `dates` as `forecast` returns them."""
    table = pd.DataFrame(rows, columns=["rule", "status", "quantile", "date"])
    return table.astype({"rule": "str", "status": "str", "quantile": "float64", "date": "datetime64[s]"})


def fan(ledger: pd.DataFrame, settings: Settings, rule: str, seed: int = 0) -> pd.DataFrame:
    """The minutes that a rule will count, week by week, until the slow line reaches the figure, at most ten years.

    One row a week: week (0 = today, that is as_of or the end of the period if that is earlier), date, q10, q50, q90
    (minutes that 90%, 50% and 10% of the draws reach). A draw puts whole past weeks, the empty ones too, in a row with
    replacement (bootstrap). Empty where the rule is met or the history too short.
    """
    return until(_outlook(ledger, settings, rule, seed), target_of(settings, rule))


def until(lines: pd.DataFrame, target: int) -> pd.DataFrame:
    """The lines of `outlook` up to the week in which the slow one reaches the target; none where it is reached today."""
    if len(lines) and lines["q50"].iloc[0] >= target:
        return lines.head(0)
    return lines[lines["q10"].shift(fill_value=0) < target].reset_index(drop=True)


def target_of(settings: Settings, rule: str) -> int:
    """What an hours rule that is set asks for, in minutes."""
    return round(settings.rules[rule] * 60)


def _outlook(ledger: pd.DataFrame, settings: Settings, rule: str, seed: int) -> pd.DataFrame:
    """The lines of `fan` over the whole horizon."""
    today = today_of(settings)
    past, have = past_weeks(ledger, rule, today), int(counted(ledger, rule)["minutes"].sum())
    return outlook(past, have, today, seed)


def today_of(settings: Settings) -> pd.Timestamp:
    """The day that a forecast sets out from: as_of, or the end of the period if that is earlier."""
    return pd.Series([settings.as_of, settings.period_end]).min()


def outlook(
    past: np.ndarray, have: int, today: pd.Timestamp, seed: int = 0, idle: int = 0, more: int = 0
) -> pd.DataFrame:
    """The lines of `fan` over ten years, from the minutes of past weeks and those that there are.

    The first `idle` weeks to come hold nothing; each week after them holds `more` minutes beside those that are drawn.
    No row under six past weeks.
    """
    if len(past) < FEWEST_WEEKS:
        return pd.DataFrame({"week": [], "date": pd.to_datetime([]), "q10": [], "q50": [], "q90": []})
    week = np.arange(HORIZON_WEEKS + 1)
    at_work = np.maximum(week - idle, 0)
    lines = have + _drawn(past.astype("int64").tobytes(), seed)[at_work] + more * at_work[:, None]
    table = pd.DataFrame({"week": week, "date": today + pd.to_timedelta(7 * week, unit="D")})
    return table.assign(q10=lines[:, 0], q50=lines[:, 1], q90=lines[:, 2])


@lru_cache(maxsize=64)
def _drawn(past: bytes, seed: int) -> np.ndarray:
    """The minutes that 90%, 50% and 10% of the draws reach in each week, the first 0; `past` as bytes, to be kept."""
    weeks = np.frombuffer(past, dtype="int64")
    drawn = np.random.default_rng(seed).integers(len(weeks), size=(DRAWS, HORIZON_WEEKS))
    reached = weeks[drawn].cumsum(axis=1)
    ahead = -np.quantile(-reached, [0.9, 0.5, 0.1], axis=0, method="inverted_cdf")
    return np.vstack([np.zeros(3), ahead.T]).astype(int)


def past_weeks(ledger: pd.DataFrame, rule: str, today: pd.Timestamp) -> np.ndarray:
    """The minutes of each whole week from the first claimable contact to today, the latest week first."""
    first, rows = claimable(ledger)["date"].min(), counted(ledger, rule)
    if pd.isna(first):
        return np.array([], dtype=int)
    whole = ((today - first).days + 1) // 7
    ago = (today - rows["date"]).dt.days.to_numpy() // 7
    return np.bincount(ago, weights=rows["minutes"].to_numpy(dtype=int), minlength=whole)[:whole].astype(int)
