"""Likely names that stand in no register: what is asked about, and what is not."""

import pandas as pd
import pytest

from coachkit import analyse
from coachkit.strangers import STRANGERS, strangers

NONE = pd.DataFrame({"surface": [], "source_id": []}, dtype="str")


def found(*sentences: str, decided: pd.DataFrame = NONE) -> list[tuple[str, int]]:
    frame = pd.DataFrame(
        {"source_id": [f"S{n}" for n, _ in enumerate(sentences, 1)], "sentence": sentences}, dtype="str"
    )
    return list(strangers(frame, decided)[["surface", "n"]].itertuples(index=False, name=None))


def test_the_most_frequent_name_comes_first_with_its_first_sentence():
    sentences = pd.DataFrame(
        {
            "source_id": ["S1", "S2", "S2"],
            "sentence": ["I met Petra.", "Then Oke came.", "It was Oke’s idea, and Oke’s van."],
        }
    )
    assert strangers(sentences, NONE).to_dict("split")["data"] == [
        ["Oke", 3, "S2", "Then Oke came."],
        ["Petra", 1, "S1", "I met Petra."],
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("She rang Petra Lund at noon.", "Petra Lund"),
        ("She rang Mrs Lund at noon.", "Mrs Lund"),
        ("She rang Dr. O’Hare at noon.", "Dr. O’Hare"),
        ("She rang Jean-Luc Vane at noon.", "Jean-Luc Vane"),
        ("Nadia Brandt watched: I asked Brandt why.", "Nadia Brandt"),
        ("Yesterday Oke came, as yesterday.", "Oke"),
    ],
)
def test_a_name_is_taken_as_long_as_it_is_written(sentence, name):
    assert name in dict(found(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday I'd gone in early, and I'm glad of it.",
        "The tree fell, and so did The Tree; I saw a tree.",
        "We met at Stanmoor.",
        "We walked down Ashby Lane to the Corn Exchange.",
        "C01 asked for the NHS form in English, at Christmas.",
        "Lindiwe left.",
    ],
)
def test_days_ids_places_ordinary_words_and_a_capital_that_only_opens_a_sentence_are_no_names(sentence):
    assert found(sentence) == []


def test_what_is_decided_for_everywhere_or_for_that_source_is_not_asked_again():
    sentences = ("I met Petra.", "I met Petra and Oke.")
    assert found(*sentences, decided=pd.DataFrame({"surface": ["Petra"], "source_id": [""]})) == [("Oke", 1)]
    assert found(*sentences, decided=pd.DataFrame({"surface": ["Petra"], "source_id": ["S1"]})) == [
        ("Oke", 1),
        ("Petra", 1),
    ]


def test_no_sentence_has_no_name():
    none = strangers(pd.DataFrame({"source_id": [], "sentence": []}, dtype="str"), NONE)
    assert none.empty
    assert list(none.columns) == STRANGERS


def test_on_the_example_nine_of_ten_that_are_asked_about_are_somebody_or_some_firm_in_the_gold(root):
    practice = analyse()
    gold = pd.read_csv(root / "tests" / "gold" / "names.csv", dtype="str", keep_default_na=False)
    people = gold.loc[gold["kind"].isin(["person", "organisation"]), "surface"]
    known = {word for surface in people for word in surface.split()}
    asked = strangers(practice.sentences, practice.practice.reads["name_decisions"].frame)
    named = asked["surface"].map(lambda surface: bool(known & set(surface.split())))
    assert named.mean() > 0.9
    assert len(asked) > 100
