"""A quoted passage is found again by its words after its source was edited, or told to be lost."""

import pandas as pd
import pytest

from coachkit.errors import Fault
from coachkit.places import locate, placed

TEXT = "She paused. “I don’t know,” she said –\nand laughed. She paused."


@pytest.mark.parametrize(
    ("quote", "start", "place"),
    [
        ("She paused.", 0, (0, 11)),
        ("She paused.", 52, (52, 63)),
        ("She paused.", 40, (52, 63)),
        ("She paused.", 5, (0, 11)),
        ("She paused.", None, (0, 11)),
        ('"I don\'t know," she said - and laughed.', 3, (12, 51)),
        ("“I don’t know,” she said –\r\nand laughed.", 3, (12, 51)),
        ("she  said", None, (28, 36)),
        ("She stopped.", 0, None),
        ("she paused.", 0, None),
    ],
)
def test_a_quote_is_found_where_it_was_else_at_its_nearest_copy_else_by_its_words(quote, start, place):
    assert locate(TEXT, quote, start, None if start is None else start + len(quote)) == place


def test_three_dots_and_the_one_sign_for_them_are_alike():
    assert locate("and so… on", "and so... on") == (0, 10)
    assert locate("and so... on", "and so… on") == (0, 12)


@pytest.mark.parametrize(("start", "end", "place"), [(0, 3, (0, 3)), (3, 3, None), (0, 999, None), (None, None, None)])
def test_without_a_quote_the_place_stands_where_the_text_has_it(start, end, place):
    assert locate(TEXT, " ", start, end) == place


def decisions(*rows):
    frame = pd.DataFrame(rows, columns=["source_id", "start", "end", "quote"], index=range(2, 2 + len(rows)))
    return frame.astype({"start": "Int64", "end": "Int64"})


def test_places_follow_the_quotes_and_each_change_is_a_note():
    frame = decisions(
        ("S1", 0, 11, "She paused."),
        ("S1", 4, 10, "and laughed"),
        ("S1", None, None, "and laughed"),
        ("S1", 0, 4, "Gone"),
        ("S1", 60, 99, ""),
        ("S1", None, None, ""),
        ("S9", 0, 4, "Lost"),
        ("S1", None, None, "She paused."),
    )
    before = frame.copy()
    after, notes = placed(frame, "source_id", {"S1": TEXT}, Fault("evidence.csv", column="source_id", note=True))
    assert after["start"].fillna(-1).tolist() == [0, 39, 39, -1, -1, -1, -1, 0]
    assert after["end"].fillna(-1).tolist() == [11, 50, 50, -1, -1, -1, -1, 11]
    assert [(note.line, note.value, note.problem) for note in notes] == [
        (3, "S1", "has a quoted passage that now stands at 39 to 50, not 4"),
        (5, "S1", "does not hold the quoted passage any more"),
        (6, "S1", "has no such place as start and end name, and there is no quote to find it by"),
        (8, "S9", "cannot be read, so its quoted passage cannot be looked up"),
        (9, "S1", "holds the quoted passage 2 times; the first, at 0 to 11, is taken"),
    ]
    assert all(note.note and note.cure for note in notes)
    pd.testing.assert_frame_equal(frame, before)


def test_no_decisions_have_no_places_and_no_notes():
    after, notes = placed(decisions(), "source_id", {}, Fault(note=True))
    assert (len(after), notes) == (0, [])
