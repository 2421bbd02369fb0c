"""One sentence for each table about themes."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed

_NONE = "No theme can be told yet: there are too few sheets with prose."


def totals(themes_by_month: pd.DataFrame) -> pd.Series:
    """The number of sheets of each theme, commonest first; themes without a sheet are left out."""
    sheets = themes_by_month.groupby("theme", sort=False)["sheets"].sum()
    return sheets[sheets.gt(0)].sort_values(ascending=False, kind="stable")


def themes(themes_by_month: pd.DataFrame) -> str:
    """Which themes are commonest, and on how many sheets."""
    found = totals(themes_by_month)
    if found.empty:
        return _NONE
    sheets = _sheets(themes_by_month, "month")
    if sheets < wording.FEW:
        return f"What your sheets are about is too few to say (n = {count(sheets, 'sheet')})."
    named = listed(f"“{theme}” ({n})" for theme, n in found.head(3).items())
    return f"Of {count(len(found), 'theme')} on {count(sheets, 'sheet')}, the commonest {'is' if len(found) == 1 else 'are'} {named}."


def by_client(themes_by_client: pd.DataFrame) -> str:
    """Which theme most clients share, and which stays with one client."""
    rows = themes_by_client[themes_by_client["sheets"].gt(0)]
    if rows.empty:
        return _NONE
    clients = rows.groupby("theme")["client_id"].nunique().sort_values(ascending=False, kind="stable")
    everyone = themes_by_client["client_id"].nunique()
    alone = list(clients[clients.eq(1)].index)
    only = f"; {listed(f'“{theme}”' for theme in alone)} only with one" if alone and len(clients) > 1 else ""
    return f"“{clients.index[0]}” comes up with {clients.iloc[0]} of {count(everyone, 'client')}{only}."


def _sheets(frame: pd.DataFrame, key: str) -> int:
    return int(frame.groupby(key)["of"].max().sum())


def by_month(themes_by_month: pd.DataFrame) -> str:
    """Which months hold too few sheets, and whether any theme moves by more than its intervals."""
    if themes_by_month.empty:
        return _NONE
    months = themes_by_month.groupby("month")["of"].max()
    few = months[months.lt(wording.FEW)]
    held = listed(f"{wording.month(month)} (n = {n})" for month, n in few.items())
    said = (
        f"In {len(few)} of {count(len(months), 'month')} there are too few sheets to say: {held}. " if len(few) else ""
    )
    moved = list(_moved(themes_by_month[themes_by_month["of"].ge(wording.FEW)]))
    if not moved:
        return (
            f"{said}No theme has two months whose 90% intervals lie apart, so what looks like movement may be chance."
        )
    named = listed(f"“{theme}”" for theme in moved)
    return f"{said}Only {named} {'has' if len(moved) == 1 else 'have'} months whose 90% intervals lie apart; other movement may be chance."


def _moved(told: pd.DataFrame) -> pd.Index:
    """The themes of which some month's interval begins above where another month's ends."""
    ends = told.groupby("theme").agg(low=("low", "max"), high=("high", "min"))
    return ends[ends["low"].gt(ends["high"])].index
