"""Over-reliance: what carries more of the accepted evidence than an even spread would explain, with n, and held back when few."""

import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit.coverage import links
from coachkit.reliance import FEW, MUCH, ONLY, RELIANCE, reliance

CLIENTS = pd.DataFrame({"client_id": ["C01", "C02", "C03", "C04"], "consent": ["yes", "", "no", "yes"]})
SOURCES = pd.DataFrame(
    {
        "source_id": ["S1", "S2", "S3", "S4", "F1", "D1"],
        "kind": ["sheet", "sheet", "sheet", "sheet", "feedback", "document"],
        "date": pd.to_datetime(["2025-01-01", "2025-01-20", "2025-02-01", "2025-03-01", "2025-04-01", None]),
        "client_ids": ["C01", "C02", "C03", "C01;C04", "C02", ""],
    }
)


def accepted(*of: tuple[str, str]) -> pd.DataFrame:
    """Accepted passages as (criterion, source)."""
    rows = [(criterion, source, "a", "", "accepted") for criterion, source in of]
    evidence = pd.DataFrame(rows, columns=["criterion", "source_id", "quote", "kind", "decision"]).astype("str")
    return links(evidence, SOURCES, CLIENTS, pd.Series(["1.1", "1.2", "1.3"]))


def table(*of: tuple[str, str]) -> pd.DataFrame:
    return reliance(accepted(*of), SOURCES, CLIENTS).set_index(["of", "which"])


TWELVE = [("1.1", "S1")] * 9 + [("1.2", "S2"), ("1.2", "F1"), ("1.3", "S4")]


def test_a_thing_has_its_passages_its_share_and_what_would_be_even():
    assert table(*TWELVE).loc[("source", "S1")].to_dict() == {
        "accepted": 9,
        "total": 12,
        "share": 0.75,
        "even": pytest.approx(1 / 5),  # S3 is of a client who does not consent
        "criteria": "1.1",
        "reading": MUCH,
    }


def test_what_an_even_spread_explains_is_not_called_much():
    even = [("1.1", source) for source in ("S1", "S2", "S4", "F1", "D1")] * 2
    assert set(table(*even).loc["source", "reading"]) == {""}


def test_the_threshold_is_one_case_in_twenty_over_all_things_of_the_sort():
    # 10 passages over 5 sources: 5 or more on one of them have a chance of 5 * .0328 = .16, 6 or more of 5 * .0064 = .03
    rest = [("1.2", source) for source in ("S2", "S4", "F1", "D1")]
    readings = [table(*[("1.1", "S1")] * n, *(rest * 2)[: 10 - n]).loc[("source", "S1"), "reading"] for n in (5, 6)]
    assert readings == ["", MUCH]


def test_under_ten_passages_nothing_is_said_but_the_counts_stand():
    few = table(*[("1.1", "S1")] * 9)
    assert set(few["reading"]) == {FEW}
    assert few.loc[("source", "S1"), "accepted"] == 9


def test_a_passage_of_two_clients_counts_for_both_and_a_criterion_rests_on_neither_alone():
    clients = table(*TWELVE).loc["client"]
    assert clients["accepted"].to_dict() == {"C01": 10, "C02": 2, "C04": 1}
    assert clients["criteria"].to_dict() == {"C01": "1.1", "C02": "1.2", "C04": ""}
    assert clients["even"].iloc[0] == pytest.approx(13 / 12 / 3)


def test_what_has_no_date_or_client_is_not_in_the_total_of_months_and_clients():
    told = table(*[("1.1", "D1")] * 2, ("1.1", "S1"))
    assert told["total"].groupby("of").first().to_dict() == {"source": 3, "kind": 3, "client": 1, "month": 1}
    assert list(told.loc["month"].index) == ["2025-01"]


def test_a_blank_kind_is_that_of_the_source_and_all_kinds_there_could_be_are_counted():
    kinds = table(*TWELVE).loc["kind"]
    assert kinds["accepted"].to_dict() == {"RA": 11, "FB": 1}
    assert kinds["even"].iloc[0] == pytest.approx(1 / 3)


def test_what_only_a_client_without_consent_said_carries_nothing():
    assert "S3" not in table(*TWELVE, ("1.3", "S3")).loc["source"].index


def test_the_only_one_there_is_cannot_be_too_much():
    one = SOURCES.head(1)
    told = reliance(accepted(*[("1.1", "S1")] * 10), one, CLIENTS)
    assert list(told["reading"]) == [ONLY] * 4


def test_no_evidence_gives_the_columns_and_the_input_stays_as_it_was():
    assert list(reliance(accepted(), SOURCES, CLIENTS).columns) == RELIANCE
    assert reliance(accepted(), SOURCES.head(0), CLIENTS.head(0)).empty
    found, before = accepted(*TWELVE), accepted(*TWELVE)
    reliance(found, SOURCES, CLIENTS)
    pdt.assert_frame_equal(found, before)
