"""Sentences and passages: where they are cut, and that they find their words."""

import pandas as pd
import pytest

from coachkit import text
from coachkit.names import Replaced


def sources(*texts: str, **columns) -> pd.DataFrame:
    rows = {
        "source_id": [f"S{number:03}" for number in range(1, len(texts) + 1)],
        "kind": "sheet",
        "date": pd.Timestamp("2025-01-06"),
        "client_ids": "C01",
        "voice": "coach",
        "solicited": "",
        "text": list(texts),
        "replaced": [Replaced(one) for one in texts],
    }
    return pd.DataFrame({**rows, **columns})


@pytest.mark.parametrize(
    ("written", "cut"),
    [
        ("", []),
        ("  \n\n", []),
        ("one", ["one"]),
        ("He came. He went!  Why?", ["He came.", "He went!", "Why?"]),
        ('"Me," said Gareth, and laughed. "Why?" he asked.', ['"Me," said Gareth, and laughed.', '"Why?" he asked.']),
        ('"Whose is it?" Maren asked. "Mine."', ['"Whose is it?" Maren asked.', '"Mine."']),
        ('He said, "Stop." Then he left.', ['He said, "Stop."', "Then he left."]),
        ('He said, "Stop." sponsor left.', ['He said, "Stop."', "sponsor left."]),
        (
            "I saw Dr. Lowe and Mr. A. Ogilvie, e.g. at 3.30 p.m. on Monday.",
            ["I saw Dr. Lowe and Mr. A. Ogilvie, e.g. at 3.30 p.m. on Monday."],
        ),
        ("I wasn't. He was.", ["I wasn't.", "He was."]),
        ("He and I. Then she.", ["He and I.", "Then she."]),
        ("Well... perhaps … not. Fine – really.", ["Well... perhaps … not.", "Fine – really."]),
        ("was it good? yes. it was", ["was it good?", "yes.", "it was"]),
        ("Hi Isla,\n\nthanks.\nBest,\nAmara", ["Hi Isla,", "thanks.", "Best,", "Amara"]),
        ("Aims:\n- to listen\n• to wait\n2) to stop", ["Aims:", "to listen", "to wait", "to stop"]),
        (
            "This is a line which a mail program broke here because it was\nTuesday. Next.",
            ["This is a line which a mail program broke here because it was\nTuesday.", "Next."],
        ),
    ],
)
def test_a_text_is_cut_where_a_reader_would(written, cut):
    assert [written[start:end] for _, start, end in text.spans(written)] == cut


def test_paragraphs_are_counted_from_one():
    table = text.sentences(sources("One. Two.\n\nThree."))
    assert table["paragraph"].tolist() == [1, 1, 2]


def test_start_and_end_find_the_words_in_the_text_as_written():
    written = "Yes. Gareth Pemberley rang 🙂. He hung up on Gareth."
    replaced = Replaced("Yes. C01 rang 🙂. He hung up on C01.", ((5, 21, "C01", "client"), (45, 51, "C01", "client")))
    table = text.sentences(sources(replaced.text, replaced=[replaced]))
    assert table["sentence"].tolist() == ["Yes.", "C01 rang 🙂.", "He hung up on C01."]
    assert [written[row.start : row.end] for row in table.itertuples()] == [
        "Yes.",
        "Gareth Pemberley rang 🙂.",
        "He hung up on Gareth.",
    ]


def test_passages_are_windows_within_one_paragraph():
    table = text.passages(text.sentences(sources("One. Two. Three.\n\nFour.")), longest=2)
    assert table["passage"].tolist() == ["One.", "One. Two.", "Two.", "Two. Three.", "Three.", "Four."]
    assert table[["first", "last"]].values.tolist() == [[0, 0], [0, 1], [1, 1], [1, 2], [2, 2], [3, 3]]
    assert table.loc[3, ["start", "end"]].tolist() == [5, 16]


def test_no_text_gives_empty_tables_of_the_same_types():
    whole = text.sentences(sources("One. Two."))
    empty = text.sentences(sources("One.").iloc[:0])
    assert empty.empty
    pd.testing.assert_series_equal(empty.dtypes, whole.dtypes)
    pd.testing.assert_series_equal(text.passages(empty).dtypes, text.passages(whole).dtypes)


def test_the_sources_are_left_as_they_were():
    given = sources("One. Two.", "Three.")
    before = given.copy(deep=True)
    text.passages(text.sentences(given))
    pd.testing.assert_frame_equal(given, before)
