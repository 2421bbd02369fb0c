"""Ethical moments: which passages hold one, by which words, and whom they may be shown of."""

import csv

import pandas as pd
import pytest
from test_text import sources

from coachkit import ethics, knowledge, phrases, text
from conftest import ROOT

KNOWN = knowledge.read_moments()
NO_LIKES = pd.DataFrame({"own_criterion": [], "criterion": []}, dtype="str")
ASKED = knowledge.asked_moments(["ilm-l7-diploma"], NO_LIKES)
FEW = pd.DataFrame(
    {"moment": ["power", "referral"], "phrases": ["rank; my fee", "see a doctor"], "unless": ["rank smell", ""]}
)
FOR_FEW = pd.DataFrame({"criterion": ["1.1", "1.2", "1.1"], "moment": ["power", "power", "referral"]})
with (ROOT / "tests" / "gold" / "ethical_moments.csv").open(encoding="utf-8", newline="") as file:
    GOLD = [(row["sentence"], row["moment"]) for row in csv.DictReader(file)]


def found(*texts: str, known=FEW, asked=FOR_FEW) -> pd.DataFrame:
    return ethics.moments(text.sentences(sources(*texts)), known, asked)


def test_a_sentence_with_a_phrase_is_a_passage_with_the_words_that_told_and_the_criteria_that_ask_for_it():
    assert found("It rained. My rank and my fee were in the room.").values.tolist() == [
        ["power", "S001", 11, 47, "My rank and my fee were in the room.", "rank; my fee", "1.1;1.2"]
    ]


def test_sentences_that_adjoin_are_one_passage_of_at_most_four_and_paragraphs_are_apart():
    assert found("My rank. My fee.\n\nMy rank. " + "My fee. " * 4)["passage"].tolist() == [
        "My rank. My fee.",
        "My rank. My fee. My fee. My fee.",
        "My fee.",
    ]


def test_a_phrase_within_an_unless_tells_of_nothing():
    assert len(found("There was a rank smell in the hall.")) == 0


def test_a_passage_may_hold_two_moments():
    assert found("My rank kept him from wanting to see a doctor.")["moment"].tolist() == ["power", "referral"]


def test_without_a_sentence_the_table_is_empty_and_keeps_its_columns():
    assert list(found("").columns) == ethics.MOMENTS


def test_a_document_is_evidence_as_a_whole_and_not_read():
    sentences = text.sentences(sources("My rank.")).assign(kind="document")
    assert len(ethics.moments(sentences, FEW, FOR_FEW)) == 0


def test_a_passage_whose_only_client_withholds_consent_is_not_offered():
    clients = pd.DataFrame({"client_id": ["C01", "C02"], "consent": ["no", "yes"]})
    both = pd.DataFrame({"source_id": ["S001", "S002"], "client_ids": ["C01", "C01;C02"]})
    offered = ethics.offered(found("My rank.", "My fee."), both, clients)
    assert offered["source_id"].tolist() == ["S002"]
    named = ethics.offered(found("My rank.", "My rank and C01."), both, clients)
    assert len(named) == 0


def test_one_each_is_the_passage_with_most_words_from_a_source_of_its_own():
    several = found("My rank and my fee. See a doctor.", "My rank. See a doctor.")
    assert ethics.one_each(several)[["moment", "source_id"]].values.tolist() == [
        ["power", "S001"],
        ["referral", "S002"],
    ]


def test_the_criteria_about_codes_and_ethics_ask_for_every_moment_and_an_own_one_by_what_it_is_like():
    assert set(ASKED["criterion"]) == {"700-2.3", "700-2.4"}
    assert all(set(rows["moment"]) == set(KNOWN["moment"]) for _, rows in ASKED.groupby("criterion"))
    like = pd.DataFrame({"own_criterion": ["A1"], "criterion": ["700-2.4"]})
    assert set(knowledge.asked_moments(["own.csv"], like)["criterion"]) == {"A1"}


def test_the_five_moments_are_those_of_the_issue_and_each_says_what_it_is():
    assert list(KNOWN["moment"]) == ["confidentiality", "boundaries", "dual role", "power", "referral"]
    assert KNOWN["means"].str.len().gt(0).all()


@pytest.mark.parametrize("column", ["phrases", "unless"])
def test_no_phrase_ends_in_a_word_that_may_be_missing_or_begins_with_a_gap(column):
    every = [phrase.strip() for cell in KNOWN[column] for phrase in cell.split(";")]
    assert [phrase for phrase in every if phrase[:1] == "*" or phrase[-1:] in ("*", "?") or "," in phrase] == []


# The sentences below were written before the phrases, by the same person: they hold the phrases to what they find


@pytest.mark.parametrize("moment", KNOWN["moment"])
def test_the_sentences_written_for_a_moment_are_found_as_it(moment):
    missed = [told for told, right in GOLD if right == moment and moment not in set(read(told)["moment"])]
    assert missed == []


def test_of_forty_sentences_that_only_use_such_words_at_most_two_are_taken_for_one():
    near = [told for told, right in GOLD if not right]
    assert len(near) == 40
    assert len([told for told in near if len(read(told))]) <= 2


def read(told: str) -> pd.DataFrame:
    """The moments in one sentence; a client's id stands for a name there already."""
    return found(told, known=KNOWN, asked=ASKED)


# Phrases


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("see a doctor", "to see a doctor now"),
        ("see/saw a doctor", "he saw a doctor"),
        ("not * pass", "i would not ever have to pass it"),
        ("asked my? leave", "he asked leave"),
        ("asked my? leave", "he asked my leave"),
        ("line_manager/boss knew", "her line manager knew"),
        ("question for client", "a question for c09 alone"),
    ],
)
def test_a_phrase_may_vary(phrase, told):
    assert phrases.pattern(phrase).search(told)


@pytest.mark.parametrize(
    ("phrase", "told"), [("see", "seeing"), ("not * pass", "not one of all of these pass"), ("a b", "ab")]
)
def test_a_phrase_is_whole_words_and_a_gap_at_most_three(phrase, told):
    assert not phrases.pattern(phrase).search(told)
