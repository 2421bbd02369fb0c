"""Remarks that a coach kept are feedback with who, when and how, in any usual way of writing that down."""

import pytest
from drawn import notes, paragraphs, problems, understood, values

SAID = [
    {"date": "3 March 2025", "client_id": "Priya", "text": "You made me think."},
    {"date": "12/05/2025", "client_id": "Gareth", "text": "I liked the silence."},
]
WAYS = {
    "who and when before": "Priya, 3 March 2025\n“You made me think.”\nGareth, 12/05/2025\nI liked the silence.",
    "who and when after, with a dash": "“You made me think.”\n— Priya, 3 March 2025\n“I liked the silence.”\n– Gareth, 12/05/2025",
    "who and when after": "“You made me think.”\nPriya, 3 March 2025\n“I liked the silence.”\nGareth, 12/05/2025",
    "on the same line before": "3 March 2025 Priya: You made me think.\n12/05/2025 Gareth: I liked the silence.",
    "in a sentence": "Priya said on 3 March 2025: “You made me think.”\nGareth wrote on 12/05/2025: “I liked the silence.”",
    "on the same line after": "“You made me think.” — Priya, 3 March 2025\n“I liked the silence.” (Gareth, 12/05/2025)",
    "numbered": "1. Priya, 3 March 2025: You made me think.\n2. Gareth, 12/05/2025: I liked the silence.",
    "bulleted": "- Priya, 3 March 2025: You made me think.\n- Gareth, 12/05/2025: I liked the silence.",
    "blocks of Markdown": "Priya, 3 March 2025\n> You made me think.\nGareth, 12/05/2025\n> I liked the silence.",
    "blocks of Markdown with the name in them": "> You made me think.\n> — Priya, 3 March 2025\n> I liked the silence.\n> — Gareth, 12/05/2025",
}


@pytest.mark.parametrize("way", WAYS)
def test_remarks_are_read_in_every_usual_way(way):
    found = understood(*paragraphs(WAYS[way]), kind="text", name="said.txt")
    assert values(found, "feedback") == SAID
    assert problems(found) == []
    assert found.layout == "a text of 2 pieces of feedback"


def test_channel_voice_and_whether_it_was_asked_for_are_read_where_stated():
    text = "Priya (client), 3 March 2025, by email, unsolicited\nYou made me think.\nRob (line manager), 4 March 2025\nHe is calmer."
    found = understood(*paragraphs(text), kind="text")
    assert values(found, "feedback") == [
        {
            "date": "3 March 2025",
            "client_id": "Priya",
            "voice": "client",
            "channel": "by email",
            "solicited": "no",
            "text": "You made me think.",
        },
        {"date": "4 March 2025", "client_id": "Rob", "voice": "line manager", "text": "He is calmer."},
    ]


def test_paragraphs_of_one_remark_stay_together():
    text = "Priya, 3 March 2025\nYou made me think.\nAnd laugh.\nGareth, 12/05/2025\nGood."
    found = understood(*paragraphs(text), kind="text")
    assert values(found, "feedback")[0]["text"] == "You made me think.\n\nAnd laugh."


def test_a_title_above_is_no_remark():
    found = understood(*paragraphs("What people said\n" + WAYS["who and when before"]), kind="text")
    assert values(found, "feedback") == SAID
    assert notes(found) == [("What people said", "is a title: not feedback")]


def test_a_remark_that_nobody_is_named_for_is_asked_about():
    found = understood(*paragraphs(WAYS["who and when after, with a dash"] + "\n“And one more.”"), kind="text")
    assert values(found, "feedback") == SAID
    assert problems(found) == [("And one more.", "has no line that says who said it and when")]


def test_a_line_for_who_and_when_without_words_is_asked_about():
    found = understood(*paragraphs(WAYS["who and when before"] + "\nTom, 13/05/2025"), kind="text")
    assert problems(found) == [("Tom, 13/05/2025", "has no words beside it")]


def test_a_form_joins_its_answers_with_their_questions():
    text = (
        "Feedback form\nName: Gareth\nDate: 6 Jan 25\nTrust: 4 out of 5\nWhat was most helpful?\nThe silence.\n"
        "What could be better?\nThe wifi."
    )
    found = understood(*paragraphs(text))
    assert values(found, "feedback") == [
        {
            "client_id": "Gareth",
            "date": "6 Jan 25",
            "trust": "4 out of 5",
            "text": "What was most helpful?\nThe silence.\n\nWhat could be better?\nThe wifi.",
        }
    ]


def test_several_pieces_under_labels_follow_one_another():
    one = "From: {}\nDate: {} March 2025\nComment: Good.\n"
    found = understood(*paragraphs("Feedback\n" + one.format("Gareth", 3) + one.format("Priya", 4)))
    assert [(value["client_id"], value["date"]) for value in values(found, "feedback")] == [
        ("Gareth", "3 March 2025"),
        ("Priya", "4 March 2025"),
    ]
