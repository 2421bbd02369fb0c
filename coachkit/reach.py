"""Whom feedback has reached: each client with the time coached, what the client has said, and how old the last of it is."""

import pandas as pd

REACH = [
    "client_id",
    "minutes",
    "items",
    "solicited",
    "unsolicited",
    "latest",
    "days_since",
    "items_of_others",
]


def reach(feedback: pd.DataFrame, ledger: pd.DataFrame, clients: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row a client, also without feedback: client_id, minutes (of all contacts), items (the client's own pieces), solicited and
    unsolicited (of those), latest (their last date), days_since (from it to `as_of`), items_of_others (about this client).

    Own is voice client alone; others are sponsors, supervisors and peers; the coach's own ratings are no feedback. Least heard
    first: fewest own items, then most minutes.
    """
    given = feedback[feedback["client_id"] != ""]
    own = given[given["voice"] == "client"]
    others = given[~given["voice"].isin(["client", "coach"])]
    known = set(pd.concat([clients["client_id"], ledger["client_id"], own["client_id"], others["client_id"]])) - {""}
    index = pd.Index(sorted(known), name="client_id", dtype="str")
    table = pd.DataFrame(
        {
            "minutes": ledger.groupby("client_id")["minutes"].sum().reindex(index, fill_value=0).astype("int64"),
            "items": _pieces(own, index),
            "solicited": _pieces(own[own["solicited"] == "yes"], index),
            "unsolicited": _pieces(own[own["solicited"] == "no"], index),
            "latest": own.groupby("client_id")["date"].max().reindex(index),
            "items_of_others": _pieces(others, index),
        },
        index=index,
    ).reset_index()
    table["days_since"] = (as_of - table["latest"]).dt.days.astype("Int64")
    return table.sort_values(["items", "minutes", "client_id"], ascending=[True, False, True], ignore_index=True)[REACH]


def _pieces(feedback: pd.DataFrame, index: pd.Index) -> pd.Series:
    return feedback.groupby("client_id").size().reindex(index, fill_value=0).astype("int64")
