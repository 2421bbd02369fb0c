"""How much of the accepted evidence rests on one source, client, month or kind, beside what an even spread would explain."""

import pandas as pd

from coachkit.coverage import KIND_OF_SOURCE, only_refused, split_ids

RELIANCE = ["of", "which", "accepted", "total", "share", "even", "criteria", "reading"]
SORTS = ("source", "client", "month", "kind")
FEWEST = 10
"""Under this many accepted passages nothing is said of how they are spread."""
FEWEST_ON_ONE = 3
"""So many passages at least must rest on a thing before it is called much."""
RARE = 0.05
"""An even spread explains what it would bring about, on any of the things of a sort, in more than this share of cases."""

MUCH = "more than an even spread would explain"
FEW = "too few to say"
ONLY = "the only one there is"


def reliance(links: pd.DataFrame, sources: pd.DataFrame, clients: pd.DataFrame) -> pd.DataFrame:
    """One row a thing that accepted evidence rests on (RELIANCE), first what carries too much, then by share, within each sort.

    of (source, client, month, kind), which, accepted (passages that rest on it; one of two clients counts for both), total (all
    that have something of this sort), share, even (the share that each would have if all things of the sort in the records carried
    the same), criteria (";" between: those of which every accepted passage rests on it alone), reading: "more than an even
    spread would explain" where at least three rest on it and so many would fall on any one of them by chance in at most 1 case
    in 20 (binomial, times the number of things), "too few to say" under ten passages, "the only one there is", or blank.
    `links` is that of `coverage.links`.
    """
    tables = [_of(sort, things, _there_are(sort, sources, clients)) for sort, things in _things(links, sources).items()]
    return pd.concat(tables, ignore_index=True)[RELIANCE]


def _things(links: pd.DataFrame, sources: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For each sort a frame with criterion and things: the set of what a passage rests on; without those of nothing."""
    dates = sources.set_index("source_id")["date"].reindex(links["source_id"])
    rests_on = {
        "source": [{source} for source in links["source_id"]],
        "client": list(links["of_clients"]),
        "month": [{month} for month in dates.dt.strftime("%Y-%m").fillna("")],
        "kind": [{kind} for kind in links["kind"]],
    }
    known = {sort: pd.Series([frozenset(s) - {""} for s in sets], links.index) for sort, sets in rests_on.items()}
    return {
        sort: pd.DataFrame({"criterion": links["criterion"], "things": sets})[sets.map(bool).astype(bool)]
        for sort, sets in known.items()
    }


def _there_are(sort: str, sources: pd.DataFrame, clients: pd.DataFrame) -> set[str]:
    """All things of a sort in the records that evidence could rest on; what only a client without consent told is none."""
    refused = set(clients.loc[clients["consent"] == "no", "client_id"])
    unheard = [only_refused(split_ids(ids), refused) for ids in sources["client_ids"]]
    usable = sources[~pd.Series(unheard, sources.index, dtype=bool)]
    if sort == "source":
        return set(usable["source_id"])
    if sort == "client":
        return set().union(*map(split_ids, usable["client_ids"])) - refused
    if sort == "month":
        return set(usable["date"].dropna().dt.strftime("%Y-%m"))
    return set(usable["kind"].map(KIND_OF_SOURCE).dropna())


def _of(sort: str, rows: pd.DataFrame, there_are: set[str]) -> pd.DataFrame:
    each = rows.explode("things")
    accepted = each["things"].value_counts().rename_axis("which").rename("accepted").reset_index()
    how_many = len(there_are | set(accepted["which"]))
    table = accepted.assign(of=sort, total=len(rows), share=accepted["accepted"] / max(len(rows), 1))
    table["even"] = len(each) / max(len(rows) * how_many, 1)
    alone = _alone(rows)
    table["criteria"] = pd.Series([alone.get(which, "") for which in table["which"]], table.index, dtype="str")
    table["reading"] = _readings(table, how_many)
    table["rank"] = table["reading"].ne(MUCH)
    return table.sort_values(["rank", "accepted", "which"], ascending=[True, False, True]).astype({"which": "str"})


def _alone(rows: pd.DataFrame) -> dict[str, str]:
    """By thing the criteria of which every passage rests on it and on nothing else."""
    found: dict[str, list[str]] = {}
    for criterion, sets in rows.groupby("criterion")["things"]:
        first = sets.iloc[0]
        if len(first) == 1 and sets.eq(first).all():
            found.setdefault(next(iter(first)), []).append(criterion)
    return {thing: ";".join(criteria) for thing, criteria in found.items()}


def _readings(table: pd.DataFrame, how_many: int) -> pd.Series:
    from scipy.special import bdtrc

    if not len(table) or table["total"].iloc[0] < FEWEST:
        return pd.Series(FEW, table.index, dtype="str")
    if how_many == 1:
        return pd.Series(ONLY, table.index, dtype="str")
    chance = bdtrc(table["accepted"] - 1, table["total"], table["even"].clip(upper=1)) * how_many
    much = (chance <= RARE) & (table["accepted"] >= FEWEST_ON_ONE)
    return pd.Series(MUCH, table.index).where(much, "").astype("str")
