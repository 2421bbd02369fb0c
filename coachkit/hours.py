"""Count the minutes of practice: what is logged, what may be claimed and why not the rest, and what the rules ask."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from coachkit.schema import ROLES
from coachkit.settings import Settings

NO_CONSENT = "no consent"
OUTSIDE = "outside the period"
SWITCHED_OFF = "switched off by a rule: "
NOT_STATED = "not stated"
UNITS = {
    "hours_total": "minutes",
    "hours_planned": "minutes",
    "hours_paid": "minutes",
    "hours_recent": "minutes",
    "clients": "clients",
    "minutes_per_client": "minutes",
    "supervision_minutes": "minutes",
    "practice_minutes_per_supervision_minute": "ratio",
    "feedback_items": "items",
    "currency_months": "months",
}
"""The rules that ask for something, and the unit in which `requirements` shows them; the others only filter."""

_KEPT = ["contact_id", "date", "client_id", "minutes", "role", "planned", "paid", "format", "group_size", "sheet_id"]
_TOTALS = {"contacts": ("contact_id", "size"), "minutes": ("minutes", "sum")}


def ledger(contacts: pd.DataFrame, sheets: pd.DataFrame, clients: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """One row a readable contact, with whether it has prose and the one reason why it cannot be claimed.

    Columns: contact_id, date, client_id, minutes, role, planned, paid, format, group_size, sheet_id, on_a_sheet (true
    where its sheet is there and not blank; false for all without a table of sheets), reason ("" = claimable; else the
    first of: no consent, outside the period, switched off by a rule: and the rule, such as `count_mentoring = false`).
    """
    rows = contacts[_KEPT].reset_index(drop=True)
    written = sheets.loc[sheets["text"].str.strip() != "", "sheet_id"]
    return rows.assign(on_a_sheet=rows["sheet_id"].isin(written), reason=_reasons(rows, clients, settings))


def _reasons(rows: pd.DataFrame, clients: pd.DataFrame, settings: Settings) -> pd.Series:
    refused = clients.loc[clients["consent"] == "no", "client_id"]
    found = {NO_CONSENT: rows["client_id"].isin(refused), OUTSIDE: ~in_period(rows["date"], settings)}
    found |= {SWITCHED_OFF + rule: hit for rule, hit in _switched_off(rows, clients, settings.rules)}
    hits = [hit.to_numpy(dtype=bool, na_value=False) for hit in found.values()]
    return pd.Series(np.select(hits, list(found), default=""), index=rows.index, dtype="str")


def _switched_off(rows: pd.DataFrame, clients: pd.DataFrame, rules: dict) -> Iterator[tuple[str, pd.Series]]:
    """Each rule that leaves contacts out, as it would be written, and the contacts; an unknown value is never a hit."""
    contracted_on = clients.drop_duplicates("client_id").set_index("client_id")["contracted_on"]
    hits = {
        "count_mentoring": rows["role"] == "mentoring",
        "count_unplanned": rows["planned"] == "no",
        "count_before_contract": rows["date"] < contracted_on.reindex(rows["client_id"]).to_numpy(),
    }
    yield from ((f"{rule} = false", hit) for rule, hit in hits.items() if not rules.get(rule, True))
    if "group_size_max" in rules:
        yield f"group_size_max = {rules['group_size_max']:g}", rows["group_size"] > rules["group_size_max"]


def in_period(dates: pd.Series, settings: Settings) -> pd.Series:
    """True for each date within the practice's period, both ends included; a blank date or end bars nothing."""
    return ~((dates < settings.period_start) | (dates > settings.period_end))


def claimable(ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows of a ledger that no reason bars."""
    return ledger[ledger["reason"] == ""]


def counted(ledger: pd.DataFrame, rule: str) -> pd.DataFrame:
    """The claimable rows that an hours rule counts: known to be planned for hours_planned, paid for hours_paid."""
    rows = claimable(ledger)
    column = {"hours_planned": "planned", "hours_paid": "paid"}.get(rule)
    return rows[rows[column] == "yes"] if column else rows


def summary(ledger: pd.DataFrame, supervision: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """One row a measure of time: measure, minutes.

    on_a_sheet is a part of logged; planned, in_the_moment, coaching, mentoring and blend are parts of claimable, and
    what is not stated is in none of them. supervision is the time of the meetings within the period.
    """
    claim = ledger["reason"] == ""
    parts = {
        "logged": ledger["reason"].notna(),
        "on_a_sheet": ledger["on_a_sheet"],
        "claimable": claim,
        "planned": claim & (ledger["planned"] == "yes"),
        "in_the_moment": claim & (ledger["planned"] == "no"),
        **{role: claim & (ledger["role"] == role) for role in ROLES},
    }
    minutes = {measure: int(ledger.loc[part, "minutes"].sum()) for measure, part in parts.items()}
    minutes["supervision"] = _supervision_minutes(supervision, settings)
    return pd.DataFrame({"measure": list(minutes), "minutes": list(minutes.values())})


def by_month(ledger: pd.DataFrame) -> pd.DataFrame:
    """Claimable time, one row a month, role and planned or not: month (YYYY-MM), role, planned, contacts, minutes."""
    return _totals(claimable(ledger).assign(month=ledger["date"].dt.strftime("%Y-%m")), "month")


def by_client(ledger: pd.DataFrame) -> pd.DataFrame:
    """Claimable time, one row a client, role and planned or not: client_id, role, planned, contacts, minutes."""
    return _totals(claimable(ledger), "client_id")


def _totals(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    named = rows.assign(**{column: rows[column].replace("", NOT_STATED) for column in ("role", "planned")})
    return named.groupby([key, "role", "planned"], as_index=False).agg(**_TOTALS)


def excluded(ledger: pd.DataFrame) -> pd.DataFrame:
    """One row a contact that is not claimable: contact_id, minutes, reason; sums to logged less claimable."""
    return ledger.loc[ledger["reason"] != "", ["contact_id", "minutes", "reason"]].reset_index(drop=True)


def waterfall(ledger: pd.DataFrame) -> pd.DataFrame:
    """The way from logged to claimable: step, minutes; each reason that occurs takes its minutes away (below 0)."""
    minutes = -excluded(ledger).groupby("reason")["minutes"].sum()
    order = [NO_CONSENT, OUTSIDE, *sorted(set(minutes.index) - {NO_CONSENT, OUTSIDE})]
    reasons = minutes.reindex([reason for reason in order if reason in minutes.index])
    ends = int(ledger["minutes"].sum()), int(claimable(ledger)["minutes"].sum())
    steps = {"logged": ends[0], **reasons.astype(int), "claimable": ends[1]}
    return pd.DataFrame({"step": list(steps), "minutes": list(steps.values())})


def requirements(
    ledger: pd.DataFrame,
    supervision: pd.DataFrame,
    feedback: pd.DataFrame,
    settings: Settings,
    evidence_dates: pd.Series,
) -> pd.DataFrame:
    """One row a rule that asks for something: rule, unit, needed, have, met (yes, no, not checked), source.

    Time is in minutes. A rule that is not set is not checked; nor is hours_recent without recent_months. `have` of
    currency_months is the age at as_of of the oldest of `evidence_dates` (the dates of the sources of accepted
    passages) in months begun, blank without one, met if at most the figure. `have` of minutes_per_client is the time of the client
    with least; of practice_minutes_per_supervision_minute claimable time by supervision time, met if at most the
    figure, blank without supervision. Feedback counts if it is not the coach's own, is in the period, is from no client
    without consent and, where feedback_months is set, is dated within those months up to as_of.
    """
    have = _have(ledger, supervision, feedback, settings)
    have["currency_months"] = _months_begun(evidence_dates.min(), settings.as_of)
    table = pd.DataFrame({"rule": list(UNITS), "unit": list(UNITS.values())})
    table["needed"] = table["rule"].map(lambda rule: _needed(rule, settings.rules)).astype("Float64")
    table["have"] = table["rule"].map(have).astype("Float64")
    at_most = table["unit"].isin(["ratio", "months"])
    enough = (table["have"] <= table["needed"]).where(at_most, table["have"] >= table["needed"])
    table["met"] = enough.map({True: "yes", False: "no"}).fillna("not checked").astype("str")
    table["have"] = table["have"].replace(np.inf, pd.NA)
    table["source"] = table["rule"].map(lambda rule: settings.rule_sources.get(rule, "")).astype("str")
    return table


def _needed(rule: str, rules: dict) -> float | None:
    figure = rules.get(rule)
    return round(figure * 60) if figure is not None and rule.startswith("hours_") else figure


def _have(ledger: pd.DataFrame, supervision: pd.DataFrame, feedback: pd.DataFrame, settings: Settings) -> dict:
    rows = claimable(ledger)
    practised, supervised = int(rows["minutes"].sum()), _supervision_minutes(supervision, settings)
    least = rows.groupby("client_id")["minutes"].sum().min()
    hours = {rule: counted(ledger, rule)["minutes"].sum() for rule in ("hours_total", "hours_planned", "hours_paid")}
    recent = rows.loc[_within(rows["date"], settings, "recent_months"), "minutes"].sum()
    return hours | {
        "hours_recent": recent if "recent_months" in settings.rules else None,
        "clients": rows["client_id"].nunique(),
        "minutes_per_client": 0 if pd.isna(least) else least,
        "supervision_minutes": supervised,
        "practice_minutes_per_supervision_minute": _ratio(practised, supervised),
        "feedback_items": _feedback_items(ledger, feedback, settings),
    }


def _months_begun(since: pd.Timestamp, as_of: pd.Timestamp) -> int | None:
    """The months from one day to another, a begun one counted: 1 May to 1 July is 2, to 2 July is 3."""
    if pd.isna(since) or pd.isna(as_of):
        return None
    return (as_of.year - since.year) * 12 + as_of.month - since.month + (as_of.day > since.day)


def _ratio(practised: int, supervised: int) -> float:
    if supervised:
        return practised / supervised
    return np.inf if practised else 0


def _within(dates: pd.Series, settings: Settings, rule: str) -> pd.Series:
    """True for each date in the last months that a rule names, up to and with as_of; for all where it is not set."""
    if rule not in settings.rules:
        return pd.Series(True, index=dates.index)
    earliest = settings.as_of - pd.DateOffset(months=int(settings.rules[rule]))
    return (dates > earliest) & (dates <= settings.as_of)


def _supervision_minutes(supervision: pd.DataFrame, settings: Settings) -> int:
    return int(supervision.loc[in_period(supervision["date"], settings), "minutes"].sum())


def _feedback_items(ledger: pd.DataFrame, feedback: pd.DataFrame, settings: Settings) -> int:
    refused = ledger.loc[ledger["reason"] == NO_CONSENT, "client_id"]
    others = (feedback["voice"] != "coach") & ~feedback["client_id"].isin(refused)
    dated = in_period(feedback["date"], settings) & _within(feedback["date"], settings, "feedback_months")
    return int((others & dated).sum())


def cadence(ledger: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Claimable time, one row a week and planned or not, from the first contact to as_of with the empty weeks in it.

    Columns: week (its Monday), planned (yes, no, not stated; all three for every week), contacts, minutes.
    """
    rows = claimable(ledger)
    mondays = rows["date"] - pd.to_timedelta(rows["date"].dt.day_of_week, unit="D")
    weeks = pd.date_range(mondays.min(), as_of, freq="7D") if len(rows) else mondays
    every = pd.MultiIndex.from_product([weeks, ["yes", "no", NOT_STATED]], names=["week", "planned"])
    named = rows.assign(week=mondays, planned=rows["planned"].replace("", NOT_STATED))
    return named.groupby(["week", "planned"]).agg(**_TOTALS).reindex(every, fill_value=0).reset_index()


def gaps(ledger: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row a client, longest pause first; contacts that only a rule switched off are meetings too and count here.

    Columns: client_id, contacts, first, last (dates), longest_gap_days, gap_from, gap_to (the pause; blank with one
    contact), days_since (days from the last contact to as_of).
    """
    seen = ledger[~ledger["reason"].isin([NO_CONSENT, OUTSIDE])].sort_values(["client_id", "date"], kind="stable")
    before = seen.groupby("client_id")["date"].shift()
    steps = seen.assign(gap_from=before, gap_to=seen["date"].where(before.notna()))
    steps["longest_gap_days"] = (steps["gap_to"] - steps["gap_from"]).dt.days.astype("Int64")
    longest = steps.sort_values("longest_gap_days", ascending=False, kind="stable").drop_duplicates("client_id")
    spans = seen.groupby("client_id")["date"].agg(contacts="size", first="min", last="max")
    spans["days_since"] = (as_of - spans["last"]).dt.days
    columns = ["client_id", "contacts", "first", "last", "longest_gap_days", "gap_from", "gap_to", "days_since"]
    return longest.join(spans, on="client_id")[columns].reset_index(drop=True)
