"""One sentence for each table about time."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, day, listed

_NONE_LOGGED = "You have no contacts logged yet."
_NONE_CLAIMABLE = "You have no contacts that count as claimable yet."


def hours(hours_summary: pd.DataFrame) -> str:
    """What can be claimed of what is logged, and how it divides."""
    minutes = _by(hours_summary, "measure")
    if not minutes.get("logged"):
        return _NONE_LOGGED
    parts = [
        f"{wording.hours(minutes[name])} {name.replace('_', ' ')}"
        for name in ("planned", "in_the_moment")
        if minutes.get(name)
    ]
    divided = f": {listed(parts)}" if parts else ""
    supervision = minutes.get("supervision", 0)
    apart = f"; supervision, {wording.hours(supervision)}, is counted apart" if supervision else ""
    claimable = minutes.get("claimable", 0)
    return f"You can claim {wording.hours(claimable)} of {wording.hours(minutes['logged'])} logged{divided}{apart}."


def waterfall(waterfall: pd.DataFrame) -> str:
    """What lies between the time logged and the time that can be claimed, and why."""
    minutes = _by(waterfall, "step")
    if not minutes.get("logged"):
        return _NONE_LOGGED
    reasons = {step: abs(m) for step, m in minutes.items() if step not in ("logged", "claimable") and m}
    if not reasons:
        return f"All {wording.hours(minutes['logged'])} logged can be claimed."
    left_out = sum(reasons.values())
    alone = f"“{next(iter(reasons))}”"
    why = listed(f"{wording.hours(m)} for “{reason}”" for reason, m in reasons.items()) if len(reasons) > 1 else alone
    return f"Of {wording.hours(minutes['logged'])} logged, {wording.hours(left_out)} cannot be claimed: {why}."


def excluded(hours_excluded: pd.DataFrame) -> str:
    """How many contacts are left out of the claimable time, and for which reasons."""
    if hours_excluded.empty:
        return "No contact is left out of the time that you can claim."
    reasons = hours_excluded["reason"].value_counts(sort=True)
    why = listed(f"{n} for “{reason}”" for reason, n in reasons.items())
    minutes = hours_excluded["minutes"].sum()
    verb = "is" if len(hours_excluded) == 1 else "are"
    return f"{count(len(hours_excluded), 'contact')} ({wording.hours(minutes)}) {verb} left out: {why}."


def by_month(hours_by_month: pd.DataFrame) -> str:
    """Over how many months the claimable time spreads, and which holds most."""
    if hours_by_month.empty:
        return _NONE_CLAIMABLE
    months = hours_by_month.groupby("month")[["contacts", "minutes"]].sum()
    most = months["minutes"].idxmax()
    return (
        f"You coached in {count(len(months), 'month')}; most in {wording.month(most)}, with "
        f"{wording.hours(months.loc[most, 'minutes'])} in {count(months.loc[most, 'contacts'], 'contact')}."
    )


def by_client(hours_by_client: pd.DataFrame) -> str:
    """Over how many clients the claimable time spreads, and who has most and least."""
    if hours_by_client.empty:
        return _NONE_CLAIMABLE
    clients = hours_by_client.groupby("client_id")["minutes"].sum().sort_values(ascending=False)
    first = f"{wording.hours(clients.iloc[0])} with {clients.index[0]}"
    if len(clients) == 1:
        return f"You coached 1 client: {first}."
    last = f"{wording.hours(clients.iloc[-1])} with {clients.index[-1]}"
    return f"You coached {count(len(clients), 'client')}, from {first} to {last}."


def requirements(requirements: pd.DataFrame) -> str:
    """Which of the rules that were checked are met, and how far the others are."""
    checked = requirements[requirements["met"].isin(["yes", "no"])]
    unchecked = len(requirements) - len(checked)
    left = f" {count(unchecked, 'rule')} {'is' if unchecked == 1 else 'are'} not checked." if unchecked else ""
    if checked.empty:
        return f"No requirement is checked, because your settings give no figure for one.{left}"
    short = checked[checked["met"].eq("no")]
    met = len(checked) - len(short)
    if short.empty:
        return (
            f"You meet {'the 1 requirement that is' if met == 1 else f'all {met} requirements that are'} checked.{left}"
        )
    missing = listed(f"{wording.rule(row.rule)} ({amount(row)})" for row in short.itertuples())
    return f"You meet {met} of {count(len(checked), 'requirement')}; not yet: {missing}.{left}"


def amount(row: object) -> str:
    """What one requirement has of what it needs, such as `82.0 of 100.0 hours`; a ratio asks for at most its figure."""
    if row.unit == "minutes":
        return f"{wording.number(row.have / 60, 1)} of {wording.hours(row.needed)}"
    if row.unit == "ratio":
        have = "no supervision" if pd.isna(row.have) else f"{row.have:.1f}"
        return f"{have}, at most {row.needed:g}"
    if row.unit == "months":
        return f"oldest {count(row.have, 'month')}, at most {row.needed:g}"
    return f"{wording.number(row.have)} of {wording.number(row.needed)} {row.unit}"


def forecast(hours_forecast: pd.DataFrame) -> str:
    """For each hours rule, when it was met or when it is likely to be."""
    if hours_forecast.empty:
        return "No rule about hours is set, so nothing is forecast."
    return " ".join(_likely(rule, rows) for rule, rows in hours_forecast.groupby("rule", sort=False))


def _likely(rule: str, rows: pd.DataFrame) -> str:
    name, status = wording.capital(wording.rule(rule)), rows["status"].iloc[0]
    if status == "met":
        return f"{name}: reached on {day(rows['date'].iloc[0])}."
    if status != "forecast":
        return f"{name}: {status} to say when."
    dates = dict(zip(rows["quantile"].astype(float), pd.to_datetime(rows["date"]), strict=True))
    if pd.isna(dates.get(0.5, pd.NaT)):
        return f"{name}: no date is in sight at the pace of your weeks so far."
    latest = dates.get(0.9, pd.NaT)
    to = "some time that cannot be seen yet" if pd.isna(latest) else day(latest)
    return f"{name}: likely by {day(dates[0.5])} (8 chances in 10 between {day(dates.get(0.1))} and {to})."


def cadence(cadence: pd.DataFrame) -> str:
    """In how many weeks there was coaching, the longest pause, and how much was in the moment."""
    if cadence.empty or not cadence["contacts"].sum():
        return _NONE_CLAIMABLE
    weeks = cadence.groupby("week")["contacts"].sum().sort_index()
    pause, since = _longest_pause(weeks)
    paused = f"; the longest pause was {count(pause, 'week')}, from {day(since)}" if pause else ""
    return f"You coached in {(weeks > 0).sum()} of {count(len(weeks), 'week')}{paused}; {_in_the_moment(cadence)}."


def _in_the_moment(cadence: pd.DataFrame) -> str:
    """How many contacts were in the moment, of those that say whether they were planned, and how many do not say."""
    contacts = cadence.groupby("planned")["contacts"].sum()
    unplanned, said = int(contacts.get("no", 0)), int(contacts.drop("not stated", errors="ignore").sum())
    silent = int(contacts.sum()) - said
    if not said:
        return (
            f"none of the {count(silent, 'contact')} says whether it was planned"
            if silent > 1
            else "the 1 contact does not say whether it was planned"
        )
    hours = wording.hours(cadence.loc[cadence["planned"].eq("no"), "minutes"].sum())
    unsaid = f"; {count(silent, 'contact')} {'does' if silent == 1 else 'do'} not say" if silent else ""
    were = "was" if unplanned == 1 or said == 1 else "were"
    return f"{number_of(unplanned)} of {count(said, 'contact')} ({hours}) {were} in the moment{unsaid}"


def number_of(value: float) -> str:
    """A count at the start of a clause: `none` instead of 0."""
    return wording.number(value) if value else "none"


def _longest_pause(weeks: pd.Series) -> tuple[int, object]:
    """How many weeks without a contact the longest pause has, and its first week; 0 where there is none."""
    run = weeks.eq(0).groupby(weeks.gt(0).cumsum()).cumsum()
    longest, end = int(run.max()), int(run.argmax())
    return longest, weeks.index[end - longest + 1] if longest else None


def gaps(gaps: pd.DataFrame) -> str:
    """The longest pause with one client."""
    known = gaps.dropna(subset=["longest_gap_days"])
    if known.empty:
        return "No client has two contacts yet, so there is no pause to see."
    longest = known.loc[known["longest_gap_days"].idxmax()]
    return (
        f"The longest pause with one client was {count(longest['longest_gap_days'], 'day')}, with {longest['client_id']} from "
        f"{day(longest['gap_from'])} to {day(longest['gap_to'])} (n = {count(len(known), 'client')})."
    )


def _by(frame: pd.DataFrame, key: str) -> dict[str, int]:
    return dict(zip(frame[key], frame["minutes"].fillna(0).astype(int), strict=True))
