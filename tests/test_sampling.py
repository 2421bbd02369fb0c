"""The rehearsed sample: drawn by risk and across clients, kinds and criteria, seeded, with the chance that each criterion is seen."""

import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit import sampling
from coachkit.sampling import RISKS, SAMPLE, SAMPLING, rehearse

COLUMNS = ["criterion", "source_id", "kind", "of_clients", "decision", "decided_on", "assessor_decision", "sampled"]


def coverage(**statuses: str) -> pd.DataFrame:
    return pd.DataFrame({"criterion": list(statuses), "status": list(statuses.values())})


def links(*rows: tuple, decided: str = "", assessed: str = "", sampled: str = "") -> pd.DataFrame:
    """Accepted passages as (criterion, source, kind, client)."""
    full = [(c, s, kind, frozenset({client}), "accepted", decided, assessed, sampled) for c, s, kind, client in rows]
    frame = pd.DataFrame(full, columns=COLUMNS)
    texts = dict.fromkeys(["criterion", "source_id", "kind", "decision", "assessor_decision", "sampled"], "str")
    return frame.astype(texts).assign(decided_on=pd.to_datetime(frame["decided_on"]).astype("datetime64[s]"))


FOUR = links(*[(criterion, f"S{n}", "RA", "C1") for n, criterion in enumerate("abcd")])
COVERED = coverage(**dict.fromkeys("abcd", "covered"))


def chances(rehearsal: sampling.Rehearsal) -> dict[str, float]:
    return dict(zip(rehearsal.sampling["criterion"], rehearsal.sampling["chance"], strict=True))


def test_without_risk_or_difference_every_criterion_is_as_likely_to_be_seen():
    assert chances(rehearse(COVERED, FOUR, k=1)) == pytest.approx(dict.fromkeys("abcd", 1 / 4), abs=0.04)
    assert chances(rehearse(COVERED, FOUR, k=2)) == pytest.approx(dict.fromkeys("abcd", 1 / 2), abs=0.04)


def test_a_criterion_in_two_pieces_is_seen_as_often_as_counting_says():
    two = pd.concat([FOUR, links(("a", "S1", "RA", "C1"))])
    assert chances(rehearse(COVERED, two, k=1))["a"] == pytest.approx(2 / 4, abs=0.04)


@pytest.mark.parametrize(
    ("risk", "change"),
    [
        ("the assessor decided otherwise", {"assessor_decision": "rejected"}),
        ("newly decided", {"decided_on": pd.Timestamp("2025-06-01")}),
        ("sampled before", {"sampled": "yes"}),
    ],
)
def test_a_risk_makes_a_piece_so_many_times_likelier(risk, change):
    old = FOUR.assign(decided_on=pd.Timestamp("2025-01-01").as_unit("s"))
    for column, value in change.items():
        old.loc[0, column] = value
    if risk != "newly decided":
        old["decided_on"] = pd.NaT
    times = RISKS[risk]
    assert chances(rehearse(COVERED, old, k=1))["a"] == pytest.approx(times / (times + 3), abs=0.04)


@pytest.mark.parametrize(
    ("status", "risk"), [("thin", "carries a criterion below its need"), ("one-sided", "carries a one-sided criterion")]
)
def test_a_weak_criterion_draws_the_eye(status, risk):
    weak = COVERED.assign(status=[status, *["covered"] * 3])
    drawn = rehearse(weak, FOUR, k=4)
    assert chances(rehearse(weak, FOUR, k=1))["a"] == pytest.approx(2 / 5, abs=0.04)
    first = drawn.sample.set_index("source_id").loc["S0"]
    assert (first["weight"], first["why"].split("; ")[0]) == (2.0, risk)


def test_risks_multiply():
    both = FOUR.assign(assessor_decision="rejected", decided_on=pd.Timestamp("2025-01-01"))
    assert set(rehearse(COVERED, both, k=4).sample["weight"]) == {6.0}


@pytest.mark.parametrize(
    ("client", "kind", "chance"), [("C1", "RA", 5 / 8), ("C2", "RA", 3 / 4), ("C2", "FB", 17 / 20)]
)
def test_a_piece_is_twice_as_likely_for_each_of_criterion_client_and_kind_that_it_adds(client, kind, chance):
    # Drawn first with 1/4; else second, weighing 2, 4 or 8 beside two that add nothing: 1/4 + 3/4 * w / (w + 2)
    pieces = links(("a", "S0", kind, client), *[("b", f"S{n}", "RA", "C1") for n in (1, 2, 3)])
    assert chances(rehearse(COVERED, pieces, k=2))["a"] == pytest.approx(chance, abs=0.04)


def test_why_says_what_a_piece_adds_to_those_drawn_before_it():
    drawn = rehearse(COVERED, links(("a", "S0", "RA", "C1"), ("a", "S1", "FB", "C1")), k=2).sample
    assert list(drawn["why"]) == ["adds a new client, a new kind, a new criterion", "adds a new kind"]
    plain = rehearse(COVERED, links(("a", "S0", "RA", "C1"), ("a", "S1", "RA", "C1")), k=2).sample
    assert list(plain["why"])[1] == "drawn by lot"


def test_the_sample_is_the_first_of_the_draws_and_the_table_says_what_it_shows():
    drawn = rehearse(COVERED, FOUR, k=2)
    assert list(drawn.sample["place"]) == [1, 2]
    shown = set(";".join(drawn.sample["criteria"]).split(";"))
    assert set(drawn.sampling.loc[drawn.sampling["sampled"] == "yes", "criterion"]) == shown


def test_the_same_seed_draws_the_same_and_another_may_not():
    pdt.assert_frame_equal(rehearse(COVERED, FOUR, k=2).sample, rehearse(COVERED, FOUR, k=2).sample)
    assert len({tuple(rehearse(COVERED, FOUR, 2, seed, 1).sample["source_id"]) for seed in range(20)}) > 1


@pytest.mark.parametrize(("pieces", "k"), [(3, 3), (5, 5), (25, 5), (26, 6), (100, 10)])
def test_so_many_are_drawn_as_the_square_root_says_at_least_five_and_never_more_than_there_are(pieces, k):
    many = links(*[("a", f"S{n}", "RA", "C1") for n in range(pieces)])
    told = rehearse(COVERED, many, draws=2)
    assert (set(told.sampling["k"]), len(told.sample), set(told.sampling["pieces"])) == ({k}, k, {pieces})
    assert told.sample["source_id"].is_unique


def test_a_criterion_without_evidence_is_never_seen_and_all_are_where_all_is_drawn():
    told = rehearse(coverage(a="covered", x="missing"), FOUR.head(1))
    assert chances(told) == {"a": 1.0, "x": 0.0}
    assert list(told.sampling["sources"]) == ["S0", ""]


def test_no_evidence_gives_the_columns_and_the_input_stays_as_it_was():
    none = rehearse(COVERED, FOUR.head(0))
    assert (list(none.sampling.columns), list(none.sample.columns)) == (SAMPLING, SAMPLE)
    assert (len(none.sample), set(none.sampling["chance"]), set(none.sampling["k"])) == (0, {0.0}, {0})
    before = FOUR.copy(deep=True)
    rehearse(COVERED, FOUR)
    pdt.assert_frame_equal(FOUR, before)
