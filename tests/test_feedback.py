"""Feedback by sentence."""

import pandas as pd
import pytest
from test_text import sources

from coachkit import feedback, shipped, text
from coachkit.schema import ASPECTS, POLARITIES


def told(*texts: str) -> pd.DataFrame:
    return text.sentences(sources(*texts, kind="feedback", voice="client"))


def test_each_sentence_of_feedback_has_one_row():
    table = feedback.sentences(told("You made me squirm and I am grateful for it. Can we move the 13th to the 14th?"))
    assert table.columns.tolist() == feedback.SENTENCE
    assert table[["start", "end"]].values.tolist() == [[0, 44], [45, 78]]
    assert table["likeliest"].tolist() == ["positive", "neutral"]
    assert table["aspects"].tolist() == ["challenge", "logistics"]


@pytest.mark.parametrize(
    ("sentence", "likeliest"),
    [
        ("You challenged me hard and I left uncomfortable, exactly what I needed.", "positive"),
        ("I would have liked more structure.", "negative"),
        ("Thank you, I trust you with things I tell nobody else.", "positive"),
        ("Could we start at half past three on Tuesday?", "neutral"),
    ],
)
def test_polarity_is_the_judgement_of_the_coaching(sentence, likeliest):
    assert feedback.sentences(told(sentence))["likeliest"].tolist() == [likeliest]


def test_cues_name_what_decided():
    cues = feedback.sentences(told("I would have liked more structure."))["cues"][0].split(";")
    assert "would have liked" in cues
    assert all(cue in "i would have liked more structure." for cue in cues)


@pytest.mark.parametrize(
    ("sentence", "unsure"),
    [
        ("Marvellous, another form to fill in before we may talk.", True),
        ("Yeah right, an hour of that and I was a new man.", True),
        ("What a great listener (not).", True),
        ("A treat to be kept waiting, I don't think.", True),
        ("Wonderful, just what I needed!", False),
        ("Brilliant. More of this please.", False),
        ("How lovely that you remembered her name.", False),
    ],
)
def test_a_turn_of_sarcasm_is_unsure_and_hearty_praise_is_not(sentence, unsure):
    assert (feedback.sentences(told(sentence))["polarity"].iloc[0] == "unsure") == unsure


def test_what_is_not_sure_is_said_to_be_unsure():
    table = feedback.sentences(told("Well, that was an experience. Can we move the 13th to the 14th?"))
    assert table["polarity"].tolist() == ["unsure", "neutral"]
    assert table["likeliest"][0] in POLARITIES[:4]


def test_scores_and_aspects_keep_to_their_range():
    table = feedback.sentences(told("You listened. Your questions were good. You were late.", "I did not like it."))
    assert table["score"].between(-1, 1).all()
    assert {aspect for cell in table["aspects"] for aspect in cell.split(";")} <= {*ASPECTS, ""}


def test_only_feedback_is_read():
    assert feedback.sentences(text.sentences(sources("A sheet."))).empty


def test_no_feedback_gives_an_empty_table():
    table = feedback.sentences(told("One.").iloc[:0])
    assert table.columns.tolist() == feedback.SENTENCE
    assert table.empty


def test_the_same_sentences_give_the_same_table_and_are_left_as_they_were():
    given = told("You made me think. Thank you.")
    before = given.copy(deep=True)
    pd.testing.assert_frame_equal(feedback.sentences(given), feedback.sentences(given))
    pd.testing.assert_frame_equal(given, before)


def test_the_weights_hold_no_registered_name():
    from coachkit import linear

    with shipped.data("example", "clients.csv").open(encoding="utf-8") as file:
        clients = pd.read_csv(file, dtype=str, keep_default_na=False)
    surnames = {name.split()[-1].lower() for name in clients["name"]} - {"leaders"}
    for name in ("polarity", "aspects", "reflection"):
        learnt = linear.load(shipped.data("models", f"{name}.npz"))
        words = {word for pair in learnt.features["words"] for word in pair.split()}
        assert not words & surnames
