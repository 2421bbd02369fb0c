"""Rehearse a quality assurer's sample: draw pieces of evidence by risk and across clients, kinds and criteria, many times over."""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
import pandas as pd

from coachkit.coverage import split_ids
from coachkit.vacsr import judged

SAMPLING = ["criterion", "k", "pieces", "draws", "chance", "sampled", "sources"]
SAMPLE = ["place", "source_id", "kind", "clients", "criteria", "weight", "why"]
SEED = 1
DRAWS = 2000
FEWEST = 5
"""A sample is at least so many pieces; else the square root of how many there are, rounded up."""

RISKS = {
    "the assessor decided otherwise": 3.0,
    "carries a criterion below its need": 2.0,
    "carries a one-sided criterion": 2.0,
    "newly decided": 2.0,
    "sampled before": 0.5,
}
"""What makes a piece likelier to be drawn, and how many times; they multiply. coachkit's own figures: no body publishes any."""

SPREAD = 2.0
"""A piece is so many times likelier for each of three things that it adds to those drawn before: a client, a kind, a criterion."""
NEW_DAYS = 90
"""A piece is newly decided if accepted within so many days of the latest decision."""


@dataclass(frozen=True)
class Rehearsal:
    """What many seeded draws show: `sampling`, one row a criterion, and `sample`, the first of those draws, one row a piece."""

    sampling: pd.DataFrame
    sample: pd.DataFrame


def rehearse(
    coverage: pd.DataFrame, links: pd.DataFrame, k: int = 0, seed: int = SEED, draws: int = DRAWS
) -> Rehearsal:
    """Draw `k` pieces (sources that carry accepted passages) `draws` times; the same seed draws the same.

    `k` 0 is the square root of the number of pieces, rounded up, at least five; never more than there are. Pieces are drawn one
    after the other without putting back, each with a chance in proportion to its weight by RISKS, doubled (SPREAD) for each of
    client, kind and criterion of which it adds one not drawn before. sampling, in the order of `coverage` (SAMPLING): k, pieces,
    draws, chance (0 to 1: the share of draws with at least one piece that carries the criterion; 0 where nothing is accepted),
    sampled (yes or no: seen in `sample`), sources (";" between). sample, in the order drawn (SAMPLE): place (1 first), weight
    (before the spread is allowed for), why. `links` is that of `coverage.links`.
    """
    pieces = _pieces(coverage, links)
    k = min(k or max(FEWEST, ceil(sqrt(len(pieces)))), len(pieces))
    has = {name: _matrix(pieces[name]) for name in ("clients", "kind", "criteria")}
    drawn, new = _draws(pieces["weight"].to_numpy(), list(has.values()), k, draws, np.random.default_rng(seed))
    return Rehearsal(_seen(coverage, pieces, drawn, k), _sample(pieces, drawn[:1], new[:1]))


def _pieces(coverage: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """One row a source: source_id, kind, clients, criteria (";" between), weight, why (the risks that it carries)."""
    of = links["source_id"]
    risks = _risks(coverage, links).groupby(of).any()
    told = ["; ".join(risks.columns[row]) for row in risks.to_numpy()]
    table = pd.DataFrame(
        {
            "kind": links["kind"].groupby(of).agg(_joined),
            "clients": links["of_clients"].map(";".join).astype("str").groupby(of).agg(_joined),
            "criteria": links["criterion"].groupby(of).agg(_joined),
            "weight": risks.mul(pd.Series(RISKS)).where(risks, 1.0).prod(axis=1),
            "why": pd.Series(told, risks.index, dtype="str"),
        }
    )
    return table.rename_axis("source_id").reset_index()


def _risks(coverage: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """One row a passage, a column a risk of RISKS: whether it has it."""
    status = links["criterion"].map(coverage.set_index("criterion")["status"])
    newest = links["decided_on"].max() - pd.Timedelta(days=NEW_DAYS)
    has = [
        judged(links).eq("differed"),
        status.isin(["missing", "thin"]),
        status.eq("one-sided"),
        links["decided_on"].ge(newest),
        links["sampled"].eq("yes"),
    ]
    return pd.DataFrame(dict(zip(RISKS, has, strict=True))).astype(bool)


def _joined(texts: pd.Series) -> str:
    return ";".join(sorted(frozenset().union(*map(split_ids, texts))))


def _matrix(lists: pd.Series) -> np.ndarray:
    """Pieces by what is in their lists: 1 where a piece has it."""
    return lists.str.get_dummies(";").to_numpy(dtype=float) if len(lists) else np.zeros((0, 0))


def _draws(
    weights: np.ndarray, has: list[np.ndarray], k: int, draws: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """All draws at once: the pieces in the order drawn (draws by k), and which of clients, kinds and criteria each added.

    The largest of log weight plus Gumbel noise is a draw in proportion to weight (Gumbel-max), anew for every place.
    """
    rows, left = np.arange(draws), np.ones((draws, len(weights)), dtype=bool)
    seen = [np.zeros((draws, matrix.shape[1])) for matrix in has]
    drawn, added = np.zeros((draws, k), dtype=int), np.zeros((draws, k, len(has)), dtype=bool)
    for place in range(k):
        new = np.stack([(1 - so_far) @ matrix.T > 0 for so_far, matrix in zip(seen, has, strict=True)], axis=2)
        chances = np.log(weights) + np.log(SPREAD) * new.sum(axis=2)
        chosen = np.where(left, chances + rng.gumbel(size=left.shape), -np.inf).argmax(axis=1)
        drawn[:, place], added[:, place] = chosen, new[rows, chosen]
        left[rows, chosen] = False
        seen = [np.maximum(so_far, matrix[chosen]) for so_far, matrix in zip(seen, has, strict=True)]
    return drawn, added


def _seen(coverage: pd.DataFrame, pieces: pd.DataFrame, drawn: np.ndarray, k: int) -> pd.DataFrame:
    carried = [pieces["criteria"].map(split_ids).map(lambda ids, c=c: c in ids) for c in coverage["criterion"]]
    by_piece = np.array(carried, dtype=bool).reshape(len(coverage), len(pieces))
    visible = by_piece[:, drawn].any(axis=2)
    return pd.DataFrame(
        {
            "criterion": coverage["criterion"],
            "k": k,
            "pieces": len(pieces),
            "draws": len(drawn),
            "chance": visible.mean(axis=1),
            "sampled": np.where(visible[:, 0], "yes", "no"),
            "sources": [";".join(pieces.loc[carries, "source_id"]) for carries in by_piece],
        }
    ).astype({"sampled": "str", "sources": "str"})


def _sample(pieces: pd.DataFrame, drawn: np.ndarray, added: np.ndarray) -> pd.DataFrame:
    chosen = pieces.iloc[drawn[0]].reset_index(drop=True)
    names = np.array(["a new client", "a new kind", "a new criterion"])
    adds = [", ".join(names[new]) for new in added[0]]
    why = [
        "; ".join(filter(None, [risk, f"adds {new}" if new else ""]))
        for risk, new in zip(chosen["why"], adds, strict=True)
    ]
    why = pd.Series([said or "drawn by lot" for said in why], chosen.index, dtype="str")
    return chosen.assign(place=range(1, len(chosen) + 1), why=why)[SAMPLE]
