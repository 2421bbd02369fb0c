"""One sentence for each table about contracts, the codes that they follow, and passages with an ethical moment."""

import pandas as pd

from coachkit.narrate import wording
from coachkit.narrate.wording import count, listed


def contracts(contracts_by_client: pd.DataFrame, contracts_by_topic: pd.DataFrame, left_out: list[str] = ()) -> str:
    """How many topics the contracts settle, which none does, and whose contract is left out (`left_out`: client ids)."""
    if contracts_by_client.empty:
        return f"You have recorded no topic that a contract settles.{_left_out(left_out)}"
    fewest, most = contracts_by_client["settled"].min(), contracts_by_client["settled"].max()
    between = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    never = [named(topic) for topic in contracts_by_topic.loc[contracts_by_topic["clients"].eq(0), "topic"]]
    none = f"; none settles {listed(never)}" if never else ""
    clients = count(len(contracts_by_client), "client")
    said = f"Your contracts settle {between} of {len(contracts_by_topic)} topics (n = {clients}){none}."
    return said + _left_out(left_out)


def _left_out(clients: list[str]) -> str:
    if not clients:
        return ""
    verb = "is left out: this client does" if len(clients) == 1 else "are left out: these clients do"
    return f" {listed(clients)} {verb} not consent."


def named(topic: str) -> str:
    """A topic's id as words, such as `power status`."""
    return " ".join("IP" if word == "ip" else word for word in topic.split("_"))


def wrong_edition(contract_topics: pd.DataFrame) -> pd.Series:
    """Whether each topic names an edition that was not in force on its day."""
    right, edition = contract_topics["edition_in_force"], contract_topics["edition"]
    return right.ne("") & edition.ne("") & edition.ne(right)


def editions(contract_topics: pd.DataFrame) -> str:
    """How many topics were settled late, name an edition not in force on their day, or one whose dates nobody has read."""
    settled = contract_topics[contract_topics["settled"].eq("yes")]
    if settled.empty:
        return "There is no contract to compare with the dates of a code."
    late, wrong = settled["before_first_contact"].eq("no"), wrong_edition(settled)
    unread = settled["code"].ne("") & settled["edition_in_force"].eq("")
    parts = [
        f"{_of(late, settled)} first settled after the first contact",
        f"{_of(wrong, settled)} settled under an edition that was not in force on the day",
        f"of {wording.number(unread.sum())} the edition is not checked, since its dates are not read",
    ]
    return f"Of {count(len(settled), 'topic')} settled with {count(settled['client_id'].nunique(), 'client')}, {listed(parts)}."


def _of(which: pd.Series, settled: pd.DataFrame) -> str:
    clients = sorted(settled.loc[which, "client_id"].unique())
    whom = f" ({listed(clients)})" if clients else ""
    return f"{wording.number(which.sum())}{whom} {'was' if which.sum() == 1 else 'were'}"


def moments(ethical_moments: pd.DataFrame, left_out: int = 0) -> str:
    """How many passages may hold an ethical moment, of which kinds, and what they may evidence."""
    refused = f" {count(left_out, 'passage')} {'is' if left_out == 1 else 'are'} not offered: the only client does not consent."
    refused = refused if left_out else ""
    if ethical_moments.empty:
        return f"No passage with an ethical moment was found.{refused}"
    kinds = [f"{moment} (n = {n})" for moment, n in ethical_moments["moment"].value_counts(sort=False).items()]
    criteria = sorted({each for cell in ethical_moments["criteria"] for each in cell.split(";")} - {""})
    offered = f" They may evidence {listed(criteria)}." if criteria else ""
    passages = count(len(ethical_moments), "passage")
    verb = "holds" if len(ethical_moments) == 1 else "hold"
    return (
        f"{passages} {verb} words that tell of an ethical moment: {listed(kinds)}.{offered} "
        f"None is checked until you have read it.{refused}"
    )


def may_show(ethical_moments: pd.DataFrame) -> pd.Series:
    """For each passage the moment that it may hold, the words that told, and what it may evidence."""
    said = [
        f"{row.moment}, by “{row.why.replace('; ', '”, “')}”"
        + (f"; may evidence {listed(row.criteria.split(';'))}" if row.criteria else "")
        for row in ethical_moments.itertuples()
    ]
    return pd.Series(said, ethical_moments.index, dtype="object")
