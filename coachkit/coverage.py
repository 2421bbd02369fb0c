"""Show which criteria have enough accepted evidence, from how many sources, clients and kinds, weakest first."""

import re

import pandas as pd

COVERAGE = ["criterion", "needed", "accepted", "sources", "clients", "kinds", "latest", "status", "remark"]
STATUSES = ("missing", "thin", "one-sided", "covered")
KIND_OF_SOURCE = {"sheet": "RA", "feedback": "FB", "supervision": "SV", "document": "PR"}
_WORD = re.compile(r"[\w-]+")


def coverage(
    framework: pd.DataFrame, evidence: pd.DataFrame, sources: pd.DataFrame, clients: pd.DataFrame
) -> pd.DataFrame:
    """One row a criterion, weakest first (COVERAGE): accepted passages, distinct sources and clients, kinds (";" between),
    latest date of a source, status (missing: none; thin: under `needed`; one-sided: all from one source or all of one and
    the same client; covered), remark.

    An accepted passage whose only client does not consent counts for nothing, and the remark says how many there are.
    """
    accepted = placed(evidence[evidence["decision"] == "accepted"], sources, clients)
    rows = []
    for row in framework.itertuples(index=False):
        found = accepted[accepted["criterion"] == row.criterion]
        rows.append(_row(row.criterion, int(row.needed), found, sources))
    return _weakest_first(pd.DataFrame(rows, columns=COVERAGE), sources)


def with_left_out(coverage: pd.DataFrame, refused: pd.Series) -> pd.DataFrame:
    """The coverage table with a remark on the passages that are not offered because their only client does not consent.

    `refused`: by criterion, how many of the likeliest passages that is (finder.Search.refused).
    """
    counts = coverage["criterion"].map(refused).fillna(0).astype("int64")
    remarks = [
        "; ".join(filter(None, [remark, _left_out(count)]))
        for remark, count in zip(coverage["remark"], counts, strict=True)
    ]
    return coverage.assign(remark=pd.Series(remarks, index=coverage.index, dtype="str"))


def _left_out(count: int) -> str:
    if not count:
        return ""
    passages = "1 likely passage is" if count == 1 else f"{count} likely passages are"
    return f"{passages} not offered: the only client does not consent"


def placed(evidence: pd.DataFrame, sources: pd.DataFrame, clients: pd.DataFrame) -> pd.DataFrame:
    """The rows of `evidence` with kind (of the source where blank), of_clients (the ids of a passage's clients) and usable: false
    where the passage's only client does not consent, so that it counts for nothing.
    """
    by_id = sources.set_index("source_id")
    ids = evidence["source_id"].map(by_id["client_ids"]).fillna("")
    kinds = evidence["source_id"].map(by_id["kind"]).map(KIND_OF_SOURCE).fillna("")
    known = known_ids(clients["client_id"], sources["client_ids"])
    refused = set(clients.loc[clients["consent"] == "no", "client_id"])
    of_clients = [clients_of(quote, of, known) for quote, of in zip(evidence["quote"], ids, strict=True)]
    return evidence.assign(
        kind=evidence["kind"].where(evidence["kind"] != "", kinds),
        of_clients=pd.Series(of_clients, evidence.index, dtype="object"),
        usable=pd.Series([not only_refused(of, refused) for of in of_clients], evidence.index, dtype=bool),
    )


def links(evidence: pd.DataFrame, sources: pd.DataFrame, clients: pd.DataFrame, criteria: pd.Series) -> pd.DataFrame:
    """The accepted passages that count for one of the `criteria`, one row each, with the columns of `placed`."""
    accepted = evidence[(evidence["decision"] == "accepted") & evidence["criterion"].isin(criteria)]
    found = placed(accepted, sources, clients)
    return found[found["usable"]].reset_index(drop=True)


def clients_of(passage: str, client_ids: str, known: frozenset[str]) -> frozenset[str]:
    """The clients whom a passage belongs to: those of the `known` ids that it names, else all of its source."""
    words = frozenset(_WORD.findall(passage)) | frozenset(re.findall(r"\w+", passage))
    return words & known or split_ids(client_ids)


def known_ids(registered: pd.Series, client_ids: pd.Series) -> frozenset[str]:
    """Every client's id, whether in the register or only among the clients of a source."""
    return frozenset(registered).union(*map(split_ids, client_ids.unique()))


def split_ids(client_ids: str) -> frozenset[str]:
    """The ids in a list separated by semicolons."""
    return frozenset(filter(None, client_ids.split(";")))


def only_refused(of_clients: frozenset[str], refused: set[str]) -> bool:
    """Whether there is a client and every one of them withholds consent."""
    return bool(of_clients) and of_clients <= refused


def _row(criterion: str, needed: int, found: pd.DataFrame, sources: pd.DataFrame) -> tuple:
    usable = found[found["usable"]]
    dates = sources.loc[sources["source_id"].isin(usable["source_id"]), "date"]
    status = _status(needed, usable)
    return (
        criterion,
        needed,
        len(usable),
        usable["source_id"].nunique(),
        len(frozenset().union(*usable["of_clients"])),
        ";".join(sorted(set(usable["kind"]) - {""})),
        dates.max() if len(dates) else pd.NaT,
        status,
        _remark(status, usable, len(found) - len(usable)),
    )


def _status(needed: int, usable: pd.DataFrame) -> str:
    if usable.empty and needed > 0:
        return "missing"
    if len(usable) < needed:
        return "thin"
    return "one-sided" if len(usable) and _one_side(usable) else "covered"


def _one_side(usable: pd.DataFrame) -> str:
    if usable["source_id"].nunique() == 1:
        return f"all from one source, {usable['source_id'].iloc[0]}"
    first = usable["of_clients"].iloc[0]
    if len(first) == 1 and (usable["of_clients"] == first).all():
        return f"all of one client, {next(iter(first))}"
    return ""


def _remark(status: str, usable: pd.DataFrame, without_consent: int) -> str:
    parts = []
    if status == "one-sided":
        parts.append(_one_side(usable))
    if without_consent:
        passages = "1 accepted passage is" if without_consent == 1 else f"{without_consent} accepted passages are"
        parts.append(f"{passages} not counted: the only client does not consent")
    return "; ".join(parts)


def _weakest_first(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    strength = table["status"].map(STATUSES.index).astype("int64")
    order = table.assign(strength=strength, order=range(len(table)), short=table["accepted"] - table["needed"])
    order = order.sort_values(["strength", "short", "sources", "clients", "order"])
    return order[COVERAGE].astype({"latest": sources["date"].dtype}).reset_index(drop=True)
