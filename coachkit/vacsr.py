"""What an assessor asks of each criterion's evidence (VACSR): what can be computed, what was asked of the coach, what is blank."""

import pandas as pd

from coachkit.checks import LATE_DAYS
from coachkit.coverage import links, placed
from coachkit.settings import Settings

VACSR = [
    "criterion",
    "needed",
    "accepted",
    "reasons",
    "in_time",
    "dated",
    "third_party",
    "found",
    "quoted",
    "age_days",
    "current",
    "sources",
    "clients",
    "kinds",
    "judged_again",
    "agreed",
    "unread",
    "computed",
    "asked",
    "blank",
]
ACCEPTS = ("accepted", "accept", "yes", "met", "achieved", "pass", "passed")
REJECTS = ("rejected", "reject", "no", "not met", "not achieved", "refer", "referred")
"""How an assessor's decision may be written, in any case; other words are not guessed at and count as unread."""

_NUMBERS = [name for name in VACSR[3:17] if name != "current"]


def vacsr(
    coverage: pd.DataFrame,
    evidence: pd.DataFrame,
    sources: pd.DataFrame,
    clients: pd.DataFrame,
    days: pd.Series,
    settings: Settings,
) -> pd.DataFrame:
    """One row a criterion in the order of `coverage` (VACSR); what cannot be computed is blank, never 0.

    Of the accepted passages that count: reasons (how many have one typed: valid), in_time of dated (sheets written within
    14 days of their first contact, of those with both dates), third_party (in another's voice than the coach's), found of
    quoted (quotes that still stand in their source: authentic), age_days (of the latest source at as_of), current (yes or
    no by the rule currency_months, blank without it), sources, clients, kinds (how many distinct: sufficient); of accepted
    and rejected ones: judged_again (with an assessor's decision that is read), agreed (the same as the coach's: reliable),
    unread. computed, asked and blank say it in words. `days` is that of `days_to_writing`.
    """
    by_criterion = coverage.set_index("criterion")
    table = by_criterion[["needed", "accepted"]]
    table = table.join(_authentic(links(evidence, sources, clients, coverage["criterion"]), sources, days))
    spread = by_criterion[["sources", "clients"]].assign(kinds=by_criterion["kinds"].map(_how_many))
    table = table.join(spread.where(table["accepted"] > 0))
    table["age_days"] = (settings.as_of - by_criterion["latest"]).dt.days
    table["current"] = _current(by_criterion["latest"], settings)
    table = table.join(_judged(placed(evidence, sources, clients))).reset_index()
    table = table.astype(dict.fromkeys(_NUMBERS, "Int64"))
    said = [(_computed(row, settings), _asked(row), _blank(row, settings)) for row in table.itertuples()]
    words = pd.DataFrame(said, table.index, ["computed", "asked", "blank"], dtype="str")
    return table.join(words)[VACSR]


def days_to_writing(contacts: pd.DataFrame, sheets: pd.DataFrame) -> pd.Series:
    """By sheet: the days from its first contact to the day on which it was written; only sheets with both, in that order."""
    first = contacts[contacts["sheet_id"] != ""].groupby("sheet_id")["date"].min()
    days = (sheets.set_index("sheet_id")["written_on"] - first).dt.days
    return days[days >= 0].astype("int64")


def judged(evidence: pd.DataFrame) -> pd.Series:
    """For each decision how the assessor's stands beside it: agreed, differed, unread, or blank where one of the two is not there."""
    words = evidence["assessor_decision"].str.strip().str.casefold()
    theirs = words.map(dict.fromkeys(ACCEPTS, "accepted") | dict.fromkeys(REJECTS, "rejected")).fillna("unread")
    same = (theirs == evidence["decision"]).map({True: "agreed", False: "differed"})
    both = (words != "") & evidence["decision"].isin(["accepted", "rejected"])
    return same.where(theirs != "unread", "unread").where(both, "").astype("str")


def _authentic(accepted: pd.DataFrame, sources: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """By criterion: reasons, in_time of dated, third_party, found of quoted; blank where there is nothing to count."""
    after = accepted["source_id"].map(days)
    voices = accepted["source_id"].map(sources.set_index("source_id")["voice"])
    quoted = accepted["quote"].str.strip() != ""
    measured = pd.DataFrame(
        {
            "reasons": accepted["reason"].str.strip() != "",
            "in_time": (after <= LATE_DAYS).where(after.notna()),
            "third_party": (voices != "coach").where(voices.notna()),
            "found": accepted["start"].notna().where(quoted),
        }
    ).astype("Int64")
    by_criterion = measured.groupby(accepted["criterion"])
    totals, tried = by_criterion.sum(min_count=1), by_criterion.count()
    tried = tried[["in_time", "found"]].set_axis(["dated", "quoted"], axis=1)
    return totals.join(tried.mask(tried == 0))


def _current(latest: pd.Series, settings: Settings) -> pd.Series:
    months = settings.rules.get("currency_months")
    if months is None:
        return pd.Series("", latest.index, dtype="str")
    within = latest >= settings.as_of - pd.DateOffset(months=int(months))
    return within.map({True: "yes", False: "no"}).where(latest.notna(), "").astype("str")


def _how_many(kinds: str) -> int:
    return len(list(filter(None, kinds.split(";"))))


def _judged(decided: pd.DataFrame) -> pd.DataFrame:
    """By criterion: judged_again, agreed, unread; blank where no assessor has decided."""
    usable = decided[decided["usable"]]
    readings = judged(usable)
    counts = {name: readings.eq(name).groupby(usable["criterion"]).sum() for name in ("agreed", "differed", "unread")}
    judged_again = counts["agreed"] + counts["differed"]
    some = judged_again > 0
    unread = counts["unread"].where(counts["unread"] > 0)
    return pd.DataFrame(
        {"judged_again": judged_again.where(some), "agreed": counts["agreed"].where(some), "unread": unread}
    )


def _count(how_many: int, thing: str) -> str:
    return f"{how_many} {thing}" if how_many == 1 else f"{how_many} {thing}s"


def _computed(row: tuple, settings: Settings) -> str:
    authentic = [
        f"{row.in_time} of {row.dated} written within {LATE_DAYS} days of the contact" if pd.notna(row.dated) else "",
        f"{row.third_party} in a third party’s voice" if pd.notna(row.third_party) else "",
        f"{row.found} of {_count(row.quoted, 'quote')} still found" if pd.notna(row.quoted) else "",
    ]
    parts = {
        "authentic": ", ".join(filter(None, authentic)),
        "current": _age(row, settings),
        "sufficient": _sufficient(row),
        "reliable": f"an assessor decided {row.agreed} of {row.judged_again} as the coach did"
        if pd.notna(row.judged_again)
        else "",
    }
    return "; ".join(f"{letter}: {said}" for letter, said in parts.items() if said)


def _age(row: tuple, settings: Settings) -> str:
    if pd.isna(row.age_days):
        return ""
    months = settings.rules.get("currency_months")
    asked = {"yes": f", within {months} months", "no": f", more than {months} months", "": ""}[row.current]
    return f"latest source {_count(row.age_days, 'day')} old{asked}"


def _sufficient(row: tuple) -> str:
    if not row.accepted:
        return f"none of {row.needed}" if row.needed else "none needed"
    spread = ", ".join([_count(row.sources, "source"), _count(row.clients, "client"), _count(row.kinds, "kind")])
    return f"{row.accepted} accepted, {row.needed} needed; {spread}"


def _asked(row: tuple) -> str:
    if not row.accepted:
        return ""
    return f"valid: how each passage meets the criterion, typed for {row.reasons} of {row.accepted}"


def _blank(row: tuple, settings: Settings) -> str:
    if not row.accepted and pd.isna(row.judged_again) and pd.isna(row.unread):
        return "valid, authentic, current and reliable: nothing is accepted"
    why = {} if row.accepted else {"valid, authentic and current": "nothing is accepted"}
    if row.accepted and pd.isna(row.dated):
        why["authentic"] = "not known when it was written and of which day it tells"
    if row.accepted and pd.isna(row.age_days):
        why["current"] = "no source has a date"
    elif row.accepted and "currency_months" not in settings.rules:
        why["current"] = "no rule says how old it may be"
    if pd.isna(row.judged_again):
        why["reliable"] = "no assessor has judged these passages"
    if pd.notna(row.unread):
        decisions = _count(row.unread, "decision")
        why["reliable"] = f"{decisions} of an assessor not read as accepted or rejected"
    return "; ".join(f"{letter}: {said}" for letter, said in why.items())
