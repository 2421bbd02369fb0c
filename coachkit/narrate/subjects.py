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


def every_month(themes_by_month: pd.DataFrame, theme: str) -> pd.DataFrame:
    """One theme's row for each month that has sheets; a month without the theme has share 0 and no band."""
    months = themes_by_month.groupby("month", as_index=False)["of"].max()
    mine = themes_by_month.loc[themes_by_month["theme"].eq(theme), ["month", "sheets", "share", "low", "high"]]
    return months.merge(mine, on="month", how="left").fillna({"sheets": 0, "share": 0.0, "low": 0.0, "high": 0.0})
