"""Coverage: what is accepted for each criterion, weakest first."""

import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit.coverage import COVERAGE, clients_of, coverage, with_left_out

FRAMEWORK = pd.DataFrame({"criterion": ["1.1", "1.2", "1.3", "1.4"], "needed": pd.array([2, 2, 2, 2], "Int64")})
CLIENTS = pd.DataFrame({"client_id": ["C01", "C02", "C03"], "consent": ["yes", "", "no"]})
SOURCES = pd.DataFrame(
    {
        "source_id": ["S1", "S2", "F1", "S3"],
        "kind": ["sheet", "sheet", "feedback", "sheet"],
        "date": pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]).astype("datetime64[s]"),
        "client_ids": ["C01", "C01;C02", "C02", "C03"],
    }
)
COLUMNS = ["criterion", "source_id", "quote", "kind", "decision"]
EVIDENCE = pd.DataFrame(
    [
        ("1.1", "S1", "a", "RA", "accepted"),
        ("1.1", "F1", "b", "", "accepted"),
        ("1.2", "S1", "a", "RA", "accepted"),
        ("1.2", "S2", "so C01 said", "RA", "accepted"),
        ("1.3", "S1", "a", "RA", "accepted"),
        ("1.3", "S3", "a", "RA", "accepted"),
        ("1.4", "S1", "a", "RA", "rejected"),
        ("1.4", "S2", "a", "RA", "later"),
    ],
    columns=COLUMNS,
)


def row(criterion: str, evidence: pd.DataFrame = EVIDENCE) -> dict:
    return coverage(FRAMEWORK, evidence, SOURCES, CLIENTS).set_index("criterion").loc[criterion].to_dict()


def test_weakest_comes_first():
    table = coverage(FRAMEWORK, EVIDENCE, SOURCES, CLIENTS)
    assert list(zip(table["criterion"], table["status"], strict=True)) == [
        ("1.4", "missing"),
        ("1.3", "thin"),
        ("1.2", "one-sided"),
        ("1.1", "covered"),
    ]


def test_two_passages_of_two_clients_cover_a_criterion_and_a_blank_kind_follows_from_the_source():
    assert row("1.1") == {
        "needed": 2,
        "accepted": 2,
        "sources": 2,
        "clients": 2,
        "kinds": "FB;RA",
        "latest": pd.Timestamp("2025-03-01"),
        "status": "covered",
        "remark": "",
    }


def test_a_passage_belongs_to_the_client_it_names_so_two_sheets_may_be_of_one_client():
    assert (row("1.2")["status"], row("1.2")["clients"], row("1.2")["remark"]) == (
        "one-sided",
        1,
        "all of one client, C01",
    )


def test_all_from_one_source_is_one_sided_though_it_has_two_clients():
    evidence = EVIDENCE.assign(source_id="S2", quote="a")
    assert row("1.1", evidence)["remark"] == "all from one source, S2"


def test_what_only_a_client_without_consent_said_is_not_counted_and_told():
    assert row("1.3")["accepted"] == 1
    assert row("1.3")["remark"] == "1 accepted passage is not counted: the only client does not consent"


def test_what_is_not_offered_for_want_of_consent_stands_in_the_remark():
    table = coverage(FRAMEWORK, EVIDENCE, SOURCES, CLIENTS)
    told = with_left_out(table, pd.Series({"1.3": 2, "1.2": 1})).set_index("criterion")["remark"]
    assert told["1.3"] == (
        "1 accepted passage is not counted: the only client does not consent; "
        "2 likely passages are not offered: the only client does not consent"
    )
    assert told["1.2"] == "all of one client, C01; 1 likely passage is not offered: the only client does not consent"
    assert told["1.1"] == table.set_index("criterion").loc["1.1", "remark"]


def test_no_evidence_leaves_every_criterion_missing():
    table = coverage(FRAMEWORK, EVIDENCE.iloc[:0], SOURCES, CLIENTS)
    assert table["status"].tolist() == ["missing"] * 4
    assert table["latest"].isna().all()


def test_no_sources_at_all_still_gives_the_table():
    assert coverage(FRAMEWORK, EVIDENCE.iloc[:0], SOURCES.iloc[:0], CLIENTS.iloc[:0])["remark"].tolist() == [""] * 4


def test_one_accepted_passage_is_thin():
    assert row("1.1", EVIDENCE.iloc[:1])["status"] == "thin"


def test_columns_are_the_contract_and_the_input_stays_as_it_was():
    before = EVIDENCE.copy(deep=True)
    assert list(coverage(FRAMEWORK, EVIDENCE, SOURCES, CLIENTS).columns) == COVERAGE
    pdt.assert_frame_equal(EVIDENCE, before)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("so C02 said to C03", {"C02", "C03"}),
        ("so it went", {"C01", "C04"}),
        ("we sat in room C40", {"C01", "C04"}),
        ("so KL-7 said, not C02's", {"KL-7", "C02"}),
        ("a C02-like plan", {"C02"}),
    ],
)
def test_clients_of_a_passage_are_those_it_names_by_an_id_of_the_practice(passage, expected):
    assert clients_of(passage, "C01;C04", frozenset({"C02", "C03", "KL-7"})) == expected


def test_a_room_that_reads_like_an_id_does_not_make_a_passage_of_a_client_without_consent_countable():
    evidence = EVIDENCE.assign(source_id="S3", quote="we sat in room C40")
    assert row("1.1", evidence)["accepted"] == 0
