"""One sentence on when an hours rule would be met if something were otherwise, beside the forecast of today."""

import pandas as pd

from coachkit.narrate import time, wording
from coachkit.narrate.wording import count, day, listed
from coachkit.whatif import Assumption


def supposed(hours_forecast: pd.DataFrame, dates: pd.DataFrame, assumed: Assumption) -> str:
    """When the rule of `dates` would be met with what is supposed, and how far that is from its row in `hours_forecast`."""
    if dates.empty:
        return "No rule about hours is set, so there is no date to move."
    rule = dates["rule"].iloc[0]
    if assumed == Assumption():
        return f"As things are. {time.forecast(dates)}"
    now = hours_forecast[hours_forecast["rule"].eq(rule)]
    return f"{wording.capital(assumption(assumed))}. {time.forecast(dates)}{_moved(_likely(now), _likely(dates))}"


def assumption(assumed: Assumption) -> str:
    """What is supposed, in words; blank where it is nothing."""
    sessions = f"{count(assumed.sessions_a_week, 'session')} of {count(assumed.minutes_each, 'minute')} more every week"
    after = " after that" if assumed.holiday_weeks and assumed.sessions_a_week else ""
    parts = [
        f"no contact for {count(assumed.holiday_weeks, 'week')} from today" if assumed.holiday_weeks else "",
        sessions + after if assumed.sessions_a_week else "",
        f"no more contacts with {assumed.without_client}" if assumed.without_client else "",
        "time in the moment left out, so far and to come" if assumed.planned_only else "",
    ]
    return listed(filter(None, parts))


ASSUMES = (
    "It supposes that the weeks to come are like the weeks so far, busy and empty ones drawn at random (2,000 times); it looks at "
    "your whole practice, whatever you chose above. Sessions that you add count for the rule; contacts so far with a client who "
    "leaves still count."
)


def _likely(dates: pd.DataFrame) -> pd.Timestamp:
    """The date of a met rule, or that by which half of the draws have met it; blank where there is none."""
    told = dates[dates["quantile"].eq(0.5) | dates["status"].eq("met")]
    return told["date"].iloc[0] if len(told) else pd.NaT


def _moved(before: pd.Timestamp, after: pd.Timestamp) -> str:
    if pd.isna(before) or pd.isna(after):
        return "" if pd.isna(before) else f" As things are, it is {day(before)}."
    days = (after - before).days
    if not days:
        return " That is the same day as it is now."
    return f" That is {count(abs(days), 'day')} {'later' if days > 0 else 'sooner'} than as things are, {day(before)}."
