"""Ethical moments: which passages are offered for one, why, for which criteria, and whose never."""

import pandas as pd
import pytest
from test_text import sources

from coachkit import ethics, knowledge, text

KNOWN = knowledge.read_moments()
NO_LIKES = pd.DataFrame({"own_criterion": [], "criterion": []}, dtype="str")
ASKED = knowledge.asked_moments(["ilm-l7-diploma"], NO_LIKES)
EXAMPLES = pd.DataFrame(
    [
        ("power", "The chairman pays my fee and I went easy on him for it."),
        ("power", "My rank kept her from saying no to me."),
        ("referral", "I told him that a doctor should hear of his sleepless nights."),
        ("referral", "We rang the surgery together and asked for a counsellor."),
        ("ordinary", "The power station pays a fee to the town for its water."),
    ],
    columns=["moment", "example"],
)
FOR_FEW = pd.DataFrame({"criterion": ["1.1", "1.2", "1.1"], "moment": ["power", "power", "referral"]})
TEXTS = (
    "We met at ten and drank tea by the window.",
    "He pays my fee, and I went easy on him today.",
    "She sleeps badly, and I said that a doctor should hear of it.",
    "The team will move to the new office in the spring.",
    "We listed five goals on the board and chose two.",
    "He told his team about the move and they took it well.",
)
CLIENTS = pd.DataFrame({"client_id": ["C01", "C02"], "consent": ["yes", "no"]})
NONE = pd.DataFrame({name: [] for name in ("criterion", "source_id", "start", "end", "quote", "decision")}, dtype="str")


def searched(**columns):
    return ethics.search(text.sentences(sources(*TEXTS, **columns)), CLIENTS, EXAMPLES)


def first(evidence=NONE, asked=FOR_FEW, **columns) -> pd.DataFrame:
    """The likeliest passage for each moment."""
    return ethics.moments(searched(**columns), EXAMPLES, evidence, asked, k=1)


def decision(criterion: str, decided: str) -> dict:
    return {
        "evidence_id": "E1",
        "criterion": criterion,
        "source_id": "S002",
        "start": 0,
        "end": len(TEXTS[1]),
        "quote": TEXTS[1],
        "decision": decided,
    }


def test_the_likeliest_passage_says_what_it_is_like_and_the_criteria_that_ask_for_its_moment():
    assert first().iloc[0].to_dict() == {
        "moment": "power",
        "rank": 1,
        "source_id": "S002",
        "start": 0,
        "end": 45,
        "passage": TEXTS[1],
        "why": "like “The chairman pays my fee and I went easy on him for it.”; both speak of: easy, fee, pays, went",
        "criteria": "1.1;1.2",
    }
    assert first()[["moment", "source_id"]].values.tolist() == [["power", "S002"], ["referral", "S003"]]


def test_a_passage_decided_for_one_criterion_is_offered_for_the_other_alone():
    found = first(pd.DataFrame([decision("1.1", "accepted")]))
    assert found.loc[0, ["source_id", "criteria"]].tolist() == ["S002", "1.2"]


@pytest.mark.parametrize("decided", ["accepted", "rejected"])
def test_a_passage_decided_for_all_that_ask_is_not_offered_again(decided):
    every = pd.DataFrame([decision("1.1", decided), decision("1.2", decided)])
    found = ethics.moments(searched(), EXAMPLES, every, FOR_FEW)
    assert "S002" not in set(found.loc[found["moment"] == "power", "source_id"])


def test_where_no_criterion_asks_for_a_moment_it_is_offered_for_none():
    assert first(asked=FOR_FEW.head(0))["criteria"].tolist() == ["", ""]


def test_the_passage_of_a_client_who_does_not_consent_is_not_offered_and_counted():
    whose = ["C01", "C02", "C01", "C01", "C01", "C01"]
    found = ethics.moments(searched(client_ids=whose), EXAMPLES, NONE, FOR_FEW)
    assert "S002" not in set(found["source_id"])
    assert ethics.left_out(searched(client_ids=whose), EXAMPLES, NONE, FOR_FEW) == 2
    assert ethics.left_out(searched(), EXAMPLES, NONE, FOR_FEW) == 0


def test_an_ordinary_example_makes_what_is_like_it_less_likely():
    space = text.sentences(
        sources("The station pays a fee to the town for my water.", "He knew of my rank and said little.")
    )
    firsts = []
    for each in (EXAMPLES.head(4), EXAMPLES):
        found = ethics.moments(ethics.search(space, CLIENTS, each), each, NONE, FOR_FEW, k=1)
        firsts.append(found["source_id"].iloc[0])
    assert firsts == ["S001", "S002"]


def test_a_document_is_evidence_as_a_whole_and_not_read():
    assert set(first(kind=["sheet", "document", *["sheet"] * 4])["source_id"]).isdisjoint({"S002"})


def test_without_a_sentence_the_table_is_empty_and_keeps_its_columns():
    nothing = ethics.search(text.sentences(sources("")), CLIENTS, EXAMPLES)
    assert list(ethics.moments(nothing, EXAMPLES, NONE, FOR_FEW).columns) == ethics.MOMENTS


def test_the_criteria_about_codes_and_ethics_ask_for_every_moment_and_an_own_one_by_what_it_is_like():
    assert set(ASKED["criterion"]) == {"700-2.3", "700-2.4"}
    assert all(set(rows["moment"]) == set(ethics.names(KNOWN)) for _, rows in ASKED.groupby("criterion"))
    like = pd.DataFrame({"own_criterion": ["A1"], "criterion": ["700-2.4"]})
    assert set(knowledge.asked_moments(["own.csv"], like)["criterion"]) == {"A1"}


def test_each_of_the_five_moments_has_at_least_45_examples_and_none_stands_twice():
    assert ethics.names(KNOWN) == ["confidentiality", "boundaries", "dual role", "power", "referral"]
    assert KNOWN["moment"].value_counts().min() >= 45
    assert not KNOWN["example"].duplicated().any()
