"""The sheets that mostly tell, the sentence of each that could be opened up, and what to ask of it."""

import inspect
import re

import pandas as pd
import pytest

from coachkit import knowledge, openings
from coachkit.narrate import reflecting

WORDS = {
    "I asked him what he wanted.": "You write “I asked him what he wanted”: what made you ask this just then, and what else did you want to know?",
    "I told her about my own first board.": "You write “I told her about my own first …”: what were you after when you did this, and whose need did it meet?",
    "We waited a good while.": "You write “We waited a good while”: what went on in you meanwhile, and what made you go on?",
    "I felt the floor move.": "You write “I felt the floor move”: what was this feeling about, and what did you do with it in the room?",
    "I stood up and opened a window.": "You write “I stood up and opened a window”: what made you do this just then, and what did you leave unsaid?",
    "Then she told me why.": "You write “she told me why”: what did you hear in it, and what did you do with what you heard?",
    "He read one of my sentences back to me.": "You write “He read one of my sentences back …”: how did this reach you, and what did you make of it?",
    "There was a long silence.": "You write “long silence”: what went on in you while it was quiet, and what ended it?",
    "The rota is new this year.": "You write “The rota is new this year”: what did you make of this at the time, and what do you make of it now?",
}


@pytest.mark.parametrize("own", WORDS)
def test_the_question_fits_what_the_sentence_is_and_names_its_words(own):
    assert openings.question(own) == WORDS[own]


def test_what_an_if_supposes_was_not_done():
    assert openings.question("If I asked him now he might laugh.").endswith(openings._PLAIN)


def sheet(*rows: tuple[str, str, float], sheet_id: str = "S001") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["sentence", "label", "probability"]).astype({"sentence": "str"})
    ends = (table["sentence"].str.len() + 1).cumsum().astype("int64")
    return table.assign(sheet_id=sheet_id, start=ends.shift(fill_value=0), end=ends - 1)


TOLD = ("The committee had met for the third time that month.", "Experience", 0.5)
ASKED = ("I asked him who else on the committee might have said so.", "Experience", 0.9)


@pytest.mark.parametrize(
    "passed_over",
    [
        ("I asked him about the invoice and the parking at the depot.", "Other", 0.3),
        ("(I asked him about the other thing that he had in mind.)", "Other", 0.3),
        ("I asked.", "Experience", 0.3),
        ("I asked myself what he wanted with the committee.", "Learning", 0.3),
    ],
    ids=["an arrangement", "an aside", "a fragment", "another label"],
)
def test_the_sentence_nearest_to_the_coachs_own_part_is_opened(passed_over):
    given = sheet(TOLD, TOLD, TOLD, passed_over, ASKED)
    assert openings.openings(given)["sentence"].tolist() == [ASKED[0]]


def test_what_stands_in_quotation_marks_is_anothers_and_is_not_opened():
    first = ('He said, "I told you of the fourth of the month.', "Belief", 0.2)
    rest = ('I asked for a remuneration committee on the 4th."', "Other", 0.2)
    assert openings.openings(sheet(TOLD, TOLD, first, rest, ASKED))["sentence"].tolist() == [ASKED[0]]


def test_a_sheet_of_quotations_alone_still_has_a_sentence_and_a_question():
    table = openings.openings(sheet(*[('"I asked him."', "Other", 0.2)] * 5))
    assert table["sentence"].tolist() == ['"I asked him."']
    assert table["question"].str.startswith("You write “").all()


def test_a_sheet_stands_here_from_half_of_five_sentences_with_its_interval():
    felt = ("I felt it.", "Feeling", 0.9)
    half = sheet(TOLD, TOLD, ASKED, felt, felt, felt, sheet_id="S002")
    less = sheet(TOLD, ASKED, felt, felt, felt, sheet_id="S001")
    short = sheet(TOLD, TOLD, TOLD, ASKED, sheet_id="S003")
    table = openings.openings(pd.concat([half, less, short], ignore_index=True))
    assert table["sheet_id"].tolist() == ["S002"]
    assert table[["sentences", "told", "share"]].values.tolist() == [[6, 3, 0.5]]
    assert table["low"][0] == pytest.approx(0.2213, abs=1e-3)  # Wilson for 3 of 6 at 90%


def test_no_sheet_gives_an_empty_table():
    table = openings.openings(sheet())
    assert table.columns.tolist() == openings.OPENING
    assert table.empty


def test_the_table_is_left_as_it_was():
    given = sheet(TOLD, TOLD, TOLD, TOLD, ASKED)
    before = given.copy(deep=True)
    openings.openings(given)
    pd.testing.assert_frame_equal(given, before)


GRADES = re.compile(
    r"\b(?:good|bad|better|best|worse|worst|poor(?:ly)?|weak|strong|scores?|grades?|marks?|fail(?:s|ed)?|only|merely|shallow|deep|rank(?:s|ed)?)\b",
    re.IGNORECASE,
)


def test_nothing_that_is_asked_or_told_of_reflection_grades_it():
    asked = [asked for *_, asked in openings._KINDS] + [openings._PLAIN, *knowledge.read_silences()["question"]]
    told = re.findall(r'"([^"\n]+)"', inspect.getsource(reflecting))
    assert len(told) > 50
    assert [words for words in [*asked, *told] if GRADES.search(words)] == []
