"""Triangulation: what voices agree on, and the gap between ratings."""

import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit.schema import RATINGS
from coachkit.triangulation import GAPS, TRIANGULATION, rating_gaps, reading, spoken, triangulation

NO_SENTENCES = pd.DataFrame(
    columns=["source_id", "kind", "date", "client_ids", "voice", "paragraph", "start", "end", "sentence"]
)
NO_LABELS = pd.DataFrame(columns=["sheet_id", "start", "end", "sentence", "label", "probability"]).astype(
    {"sentence": "str"}
)
NO_TERMS = pd.DataFrame(columns=["theme", "term", "weight"])


def _feedback(*rows: tuple) -> pd.DataFrame:
    """feedback_id, client_id, voice, then ratings by item."""
    table = pd.DataFrame(
        [{"feedback_id": id, "client_id": client, "voice": voice, **dict(given)} for id, client, voice, given in rows]
    )
    return table.reindex(columns=["feedback_id", "client_id", "voice", *RATINGS]).astype(
        dict.fromkeys(RATINGS, "Int64")
    )


def _said(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["feedback_id", "sentence", "polarity", "aspects"])


def _table(said: pd.DataFrame, feedback: pd.DataFrame, terms: pd.DataFrame = NO_TERMS) -> pd.DataFrame:
    empty = NO_SENTENCES.astype({"sentence": "str", "start": "int64", "end": "int64", "source_id": "str"})
    labels = NO_LABELS.astype({"start": "int64", "end": "int64", "sheet_id": "str"})
    return triangulation(spoken(empty, labels, said, terms, feedback))


FEEDBACK = _feedback(("F1", "C01", "client", {}), ("F2", "C02", "sponsor", {}), ("F3", "C01", "coach", {"trust": 5}))
SAID = _said(
    ("F1", "I trust you.", "positive", "trust"),
    ("F1", "You asked well and kept it close.", "positive", "trust;questioning"),
    ("F1", "I never know what stays here.", "negative", "trust"),
    ("F1", "Hm.", "unsure", "trust"),
    ("F2", "He trusts you.", "positive", "trust"),
)


def test_sentences_that_are_not_unsure_count_by_aspect_and_voice():
    table = _table(SAID, FEEDBACK)
    assert table.to_numpy().tolist() == [
        ["trust", "aspect", "client", 3, 2, 1, "only client"],
        ["trust", "aspect", "sponsor", 1, 1, 0, "only client"],
        ["trust", "aspect", "coach", 1, 1, 0, "only client"],
        ["questioning", "aspect", "client", 1, 1, 0, "too few"],
        ["questioning", "aspect", "sponsor", 0, 0, 0, "too few"],
        ["questioning", "aspect", "coach", 0, 0, 0, "too few"],
    ]
    assert list(table.columns) == TRIANGULATION


def test_a_sentence_speaks_of_a_theme_where_it_holds_one_of_its_terms():
    terms = pd.DataFrame({"theme": ["delegation", "delegation"], "term": ["handing", "deputy"], "weight": [1.0, 0.5]})
    said = _said(("F1", "I handed it to my deputy.", "positive", ""), ("F1", "It rained.", "neutral", ""))
    assert _table(said, FEEDBACK.iloc[:2], terms).to_numpy().tolist() == [
        ["delegation", "theme", "client", 1, 1, 0, "too few"],
        ["delegation", "theme", "coach", 0, 0, 0, "too few"],
    ]


@pytest.mark.parametrize(
    ("coach", "client", "expected"),
    [
        ((2, 2, 0), (2, 0, 2), "too few"),
        ((3, 3, 0), (2, 0, 2), "only coach"),
        ((0, 0, 0), (3, 0, 2), "only client"),
        ((10, 9, 1), (10, 6, 4), "agreed"),
        ((10, 9, 1), (10, 5, 5), "contradiction"),
    ],
)
def test_readings(coach, client, expected):
    assert reading(coach, client) == expected


def test_without_feedback_there_is_nothing_to_compare():
    assert _table(_said(), _feedback()).empty


def test_one_rating_of_the_coachs_own_counts_as_a_sentence():
    own = _table(_said(), FEEDBACK.iloc[2:])
    assert own.to_numpy().tolist() == [
        ["trust", "aspect", "client", 0, 0, 0, "too few"],
        ["trust", "aspect", "coach", 1, 1, 0, "too few"],
    ]


def test_the_gap_is_coach_less_client_where_the_client_rated_three_times():
    rated = _feedback(
        ("F1", "C01", "client", {"trust": 5}),
        ("F2", "C01", "client", {"trust": 4}),
        ("F3", "C01", "client", {"trust": 3}),
        ("F4", "C01", "coach", {"trust": 3}),
        ("F5", "C02", "client", {"trust": 2}),
        ("F6", "C02", "coach", {"trust": 5}),
    )
    expected = pd.DataFrame(
        [("C01", "trust", 3.0, 4.0, 3, -1.0), ("C02", "trust", 5.0, np.nan, 1, np.nan)], columns=GAPS
    )
    pdt.assert_frame_equal(rating_gaps(rated), expected, check_dtype=False)


def test_no_ratings_give_no_gaps():
    assert rating_gaps(_feedback()).empty
    assert rating_gaps(FEEDBACK.iloc[:2]).empty


def test_the_input_stays_as_it_was():
    before = SAID.copy(deep=True), FEEDBACK.copy(deep=True)
    _table(SAID, FEEDBACK)
    rating_gaps(FEEDBACK)
    pdt.assert_frame_equal(SAID, before[0])
    pdt.assert_frame_equal(FEEDBACK, before[1])
