"""Paragraphs fall into titles, labelled values, headings of contacts and prose, by how they look and what labels mean."""

import pytest

from coachkit.importers.layouts import outline
from coachkit.importers.layouts.headings import Headings
from coachkit.importers.layouts.pieces import Opening, Prose, Section, Title, Vocabulary, entered
from coachkit.importers.pages import Paragraph
from coachkit.importers.records import Written

VOCABULARY = Vocabulary(Headings(None))


def read(text, heading=0, first=False):
    return outline.read([Paragraph(text, "p", heading)], VOCABULARY, first)


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Date: 6 Jan 25", {"Date": "6 Jan 25"}),
        ("**Date:** 6 Jan 25", {"Date": "6 Jan 25"}),
        ("- Date: 6 Jan 25", {"Date": "6 Jan 25"}),
        ("Client\tGareth Pryce", {"Client": "Gareth Pryce"}),
        ("Date – 6 Jan 25", {"Date": "6 Jan 25"}),
        ("Time: 10:30", {"Time": "10:30"}),
        (
            "Date: 6 Jan 25   Client: Gareth   Duration: 40 mins",
            {"Date": "6 Jan 25", "Client": "Gareth", "Duration": "40 mins"},
        ),
        ("Date: 6 Jan 25; Client: Gareth", {"Date": "6 Jan 25", "Client": "Gareth"}),
        ("Date: 6 Jan 25 | Client: Gareth", {"Date": "6 Jan 25", "Client": "Gareth"}),
    ],
)
def test_labelled_values_are_found_in_a_line(line, labels):
    found = read(line)
    assert all(isinstance(piece, Written) for piece in found)
    assert {piece.label: piece.text for piece in found} == labels


@pytest.mark.parametrize(
    "line",
    [
        "One thing I noticed: he looked tired.",
        "He said to me: what next, then?",
        "I told the client: Date: no.",
        "On the whole – and I mean the whole – it went well.",
    ],
)
def test_a_sentence_with_a_colon_or_a_dash_is_prose(line):
    assert read(line) == [Prose(line, "p")]


def test_prose_under_a_label_on_its_line_stands_in_a_section():
    assert read("Reflection: I told the client: rest.") == [
        Section("Reflection", "p", inline=True),
        Prose("I told the client: rest.", "p"),
    ]


def test_the_lines_of_one_paragraph_of_prose_stay_together():
    assert read("He talked.\nThen he stopped.") == [Prose("He talked.\nThen he stopped.", "p")]
    assert read("Reflection\nHe talked.\nHe stopped.") == [
        Section("Reflection", "p"),
        Prose("He talked.\nHe stopped.", "p"),
    ]


@pytest.mark.parametrize(
    "title", ["Contact sheet 12", "Session record 3", "Coaching contact sheet", "Reflective session notes 4"]
)
def test_the_title_of_a_sheet_is_known_anywhere(title):
    assert read(title) == [Title(title, "p", True)]


def test_a_short_first_line_is_a_title_and_a_heading_later_is_a_section():
    assert read("The corridor and I", first=True) == [Title("The corridor and I", "p")]
    assert read("The corridor and I", heading=2) == [Section("The corridor and I", "p")]
    assert read("The corridor and I") == [Prose("The corridor and I", "p")]


@pytest.mark.parametrize(
    ("line", "date", "length"),
    [
        ("Contact 1 – 6th Jan 25, Gareth, 40 mins", "6th Jan 25", "40 mins"),
        ("6th Jan 25 – Gareth P – 40 mins", "6th Jan 25", "40 mins"),
        ("Gareth, Tues 14/01/2025, half an hour", "Tues 14/01/2025", "half an hour"),
    ],
)
def test_a_line_with_a_day_and_a_length_opens_a_contact(line, date, length):
    (found,) = read(line)
    assert isinstance(found, Opening)
    assert (found.facts.date, found.facts.length) == (date, length)


def test_a_sentence_with_a_day_and_a_length_opens_none():
    line = "On 6 January 2025 I sat for 40 minutes with him in the yard and we talked about what the depot was for."
    assert read(line) == [Prose(line, "p")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("☐ coaching ☒ mentoring", "mentoring"),
        ("coaching ☐ mentoring ☒", "mentoring"),
        ("[x] coaching [ ] mentoring", "coaching"),
        ("☐ coaching ☐ mentoring", ""),
        ("______", ""),
        ("......", ""),
        ("40 mins", "40 mins"),
    ],
)
def test_what_was_entered_is_told_from_the_form(text, value):
    assert entered(text) == value
