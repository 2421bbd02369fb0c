"""When an hours rule was met, or when it would be met if the weeks to come are like the weeks so far."""

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
    table = pd.DataFrame(rows, columns=["rule", "status", "quantile", "date"])
    return table.astype({"rule": "str", "status": "str", "quantile": "float64", "date": "datetime64[s]"})


def _rows(ledger: pd.DataFrame, settings: Settings, rule: str, seed: int) -> list[tuple]:
    target, days = _target(settings, rule), cumulative(ledger, rule)
    if days["minutes"].sum() >= target:
        return [(rule, "met", np.nan, days.loc[days["cumulative_minutes"] >= target, "date"].min())]
    lines = _outlook(ledger, settings, rule, seed)
    if lines.empty:
        return [(rule, "not enough history", np.nan, pd.NaT)]
    return [(rule, "forecast", share, lines.loc[lines[line] >= target, "date"].min()) for share, line in _LINES.items()]


def fan(ledger: pd.DataFrame, settings: Settings, rule: str, seed: int = 0) -> pd.DataFrame:
    """The minutes that a rule will count, week by week, until the slow line reaches the figure, at most ten years.

    One row a week: week (0 = today, that is as_of or the end of the period if that is earlier), date, q10, q50, q90
    (minutes that 90%, 50% and 10% of the draws reach). A draw puts whole past weeks, the empty ones too, in a row with
    replacement (bootstrap). Empty where the rule is met or the history too short.
    """
    lines, target = _outlook(ledger, settings, rule, seed), _target(settings, rule)
    if counted(ledger, rule)["minutes"].sum() >= target:
        return lines.head(0)
    return lines[lines["q10"].shift(fill_value=0) < target].reset_index(drop=True)


def _target(settings: Settings, rule: str) -> int:
    return round(settings.rules[rule] * 60)


def _outlook(ledger: pd.DataFrame, settings: Settings, rule: str, seed: int) -> pd.DataFrame:
    """The lines of `fan` over the whole horizon."""
    today = pd.Series([settings.as_of, settings.period_end]).min()
    past, have = _past_weeks(ledger, rule, today), int(counted(ledger, rule)["minutes"].sum())
    if len(past) < FEWEST_WEEKS:
        return pd.DataFrame({"week": [], "date": pd.to_datetime([]), "q10": [], "q50": [], "q90": []})
    drawn = np.random.default_rng(seed).integers(len(past), size=(DRAWS, HORIZON_WEEKS))
    reached = have + past[drawn].cumsum(axis=1)
    ahead = -np.quantile(-reached, [0.9, 0.5, 0.1], axis=0, method="inverted_cdf")
    lines = np.vstack([np.full(3, have), ahead.T]).astype(int)
    week = np.arange(HORIZON_WEEKS + 1)
    table = pd.DataFrame({"week": week, "date": today + pd.to_timedelta(7 * week, unit="D")})
    return table.assign(q10=lines[:, 0], q50=lines[:, 1], q90=lines[:, 2])


def _past_weeks(ledger: pd.DataFrame, rule: str, today: pd.Timestamp) -> np.ndarray:
    """The minutes of each whole week from the first claimable contact to today, the latest week first."""
    first, rows = claimable(ledger)["date"].min(), counted(ledger, rule)
    if pd.isna(first):
        return np.array([], dtype=int)
    whole = ((today - first).days + 1) // 7
    ago = (today - rows["date"]).dt.days.to_numpy() // 7
    return np.bincount(ago, weights=rows["minutes"].to_numpy(dtype=int), minlength=whole)[:whole].astype(int)
