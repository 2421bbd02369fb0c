"""Which topics the contract with each client settles, on what date, under which edition of which code of practice."""

import pandas as pd

from coachkit import codes as editions

TOPICS = [
    "client_id",
    "topic",
    "settled",
    "settled_on",
    "code",
    "edition",
    "edition_in_force",
    "before_first_contact",
    "remark",
]
BY_CLIENT = ["client_id", "settled", "of", "before_first_contact", "after_first_contact", "latest", "codes", "open"]
BY_TOPIC = ["topic", "means", "code_refs", "clients", "of", "before_first_contact", "open"]


def contract_topics(
    contracts: pd.DataFrame,
    contacts: pd.DataFrame,
    clients: pd.DataFrame,
    topics: pd.DataFrame,
    codes: pd.DataFrame,
    as_of: pd.Timestamp,
) -> pd.DataFrame:
    """One row a client and topic (TOPICS), in the order of `topics`, then the client's topics that are none of them.

    settled is "yes" or blank; settled_on, code and edition are the latest row's, edition_in_force is that of settled_on
    (blank = not read); before_first_contact ("yes", "no", blank = not known) goes by the day on which the topic was first
    settled. A client who does not consent is left out (`refused`), as coverage counts nothing of such a client; where
    no topic is recorded at all there is no row.
    """
    refusing = set(refused(contracts, clients))
    kept = contracts[~contracts["client_id"].isin(refusing)]
    known = set(pd.concat([clients["client_id"], contacts["client_id"], kept["client_id"]])) - refusing
    known -= set(clients.loc[clients["consent"] == "no", "client_id"])
    begun = contacts.groupby("client_id")["date"].min()
    rows = []
    for client in sorted(known) if len(kept) else []:
        own = kept[kept["client_id"] == client].sort_values("settled_on", kind="stable", na_position="first")
        every = [*topics["topic_id"], *own.loc[~own["topic"].isin(topics["topic_id"]), "topic"].unique()]
        first, settled = begun.get(client, pd.NaT), dict(iter(own.groupby("topic")))
        rows += [_row(client, topic, settled.get(topic), first, codes, as_of) for topic in every]
    table = pd.DataFrame(rows, columns=TOPICS).astype(dict.fromkeys(TOPICS, "str") | {"settled_on": "datetime64[s]"})
    return table.assign(remark=_strange(table, topics))


def refused(contracts: pd.DataFrame, clients: pd.DataFrame) -> list[str]:
    """The clients with a contract who do not consent, in order."""
    no = set(clients.loc[clients["consent"] == "no", "client_id"])
    return sorted(no & set(contracts["client_id"]))


def _row(client: str, topic: str, rows: pd.DataFrame | None, begun: pd.Timestamp, codes: pd.DataFrame, as_of) -> tuple:
    if rows is None:
        return (client, topic, "", pd.NaT, "", "", "", "", "")
    last, first = rows.iloc[-1], rows["settled_on"].min()
    dated = pd.notna(last["settled_on"])
    right = editions.in_force(codes, last["code"], last["settled_on"]) if dated else ""
    before = "" if pd.isna(first) or pd.isna(begun) else "no" if first > begun else "yes"
    told = [_dates(last["settled_on"], first), _edition(last, right, codes), _since(last["code"], right, codes, as_of)]
    told.append(f"after the first contact ({begun:%Y-%m-%d})" if before == "no" else "")
    remark = "; ".join(filter(None, told))
    return (client, topic, "yes", last["settled_on"], last["code"], last["edition"], right, before, remark)


def _dates(last: pd.Timestamp, first: pd.Timestamp) -> str:
    if pd.isna(last):
        return "no date"
    return f"first settled on {first:%Y-%m-%d}" if first < last else ""


def _edition(row: pd.Series, right: str, codes: pd.DataFrame) -> str:
    """What is to be said of the edition, where a code is named."""
    if not row["code"] or right == row["edition"] != "":
        return ""
    if right:
        return f"the {right} edition was in force then" if row["edition"] else "edition not stated"
    return "which edition was in force then is not checked"


def _since(code: str, right: str, codes: pd.DataFrame, as_of: pd.Timestamp) -> str:
    """Whether another edition has come into force since."""
    now = editions.in_force(codes, code, as_of) if right and pd.notna(as_of) else ""
    return f"the {now} edition has come into force since" if now not in ("", right) else ""


def _strange(table: pd.DataFrame, topics: pd.DataFrame) -> pd.Series:
    said = f"none of the {len(topics)} topics, not counted"
    strange = ~table["topic"].isin(topics["topic_id"])
    return table["remark"].mask(strange, (table["remark"] + "; " + said).str.removeprefix("; "))


def by_client(contract_topics: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """One row a client (BY_CLIENT), fewest topics first: how many are settled of how many, how many first before and after the
    first contact, the latest day, the codes with their editions and the topics still open (semicolons between)."""
    counted = contract_topics[contract_topics["topic"].isin(topics["topic_id"])]
    rows = []
    for client, own in counted.groupby("client_id", sort=True):
        settled = own[own["settled"] == "yes"]
        when = [int(settled["before_first_contact"].eq(answer).sum()) for answer in ("yes", "no")]
        named = sorted(set((settled["code"] + " " + settled["edition"]).str.strip()) - {""})
        still = own.loc[own["settled"] == "", "topic"]
        rows.append(
            (client, len(settled), len(own), *when, settled["settled_on"].max(), ";".join(named), ";".join(still))
        )
    table = pd.DataFrame(rows, columns=BY_CLIENT).astype(_typed(BY_CLIENT, "latest"))
    return table.sort_values(["settled", "client_id"], ignore_index=True)


def by_topic(contract_topics: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """One row a topic (BY_TOPIC), least settled first, else in the order of `topics`: with how many clients of how many it is settled,
    with how many before the first contact, and with whom it is open (semicolons between)."""
    rows = []
    for topic in topics.itertuples():
        own = contract_topics[contract_topics["topic"] == topic.topic_id]
        before, still = own["before_first_contact"].eq("yes").sum(), own.loc[own["settled"] == "", "client_id"]
        settled = int(own["settled"].eq("yes").sum())
        rows.append((topic.topic_id, topic.topic, topic.code_refs, settled, len(own), int(before), ";".join(still)))
    table = pd.DataFrame(rows if len(contract_topics) else [], columns=BY_TOPIC).astype(_typed(BY_TOPIC))
    return table.sort_values("clients", kind="stable", ignore_index=True)


def _typed(columns: list[str], date: str = "") -> dict[str, str]:
    """The type of each column: counts are whole numbers, all others text but for a date."""
    counts = {"settled", "of", "before_first_contact", "after_first_contact", "clients"}
    return {name: "int64" if name in counts else "datetime64[s]" if name == date else "str" for name in columns}
