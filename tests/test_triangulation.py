"""Triangulation: what voices agree on, and the gap between ratings."""

import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit.schema import RATINGS
from coachkit.triangulation import GAPS, TRIANGULATION, coach_sentences, rating_gaps, reading, spoken, triangulation

NO_LABELS = pd.DataFrame(columns=["sheet_id", "start", "end", "sentence", "label", "probability"]).astype(
    {"sentence": "str", "start": "int64", "end": "int64", "sheet_id": "str", "label": "str"}
)
NO_TERMS = pd.DataFrame(columns=["theme", "term", "weight"])
NO_THEMES = pd.DataFrame(columns=["sheet_id", "theme", "weight"])


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


def _sheet(*rows: tuple[str, str]) -> pd.DataFrame:
    """One sheet's sentences with their labels."""
    table = pd.DataFrame([("S1", 0, 9, sentence, label, 0.9) for label, sentence in rows], columns=NO_LABELS.columns)
    return table.astype(NO_LABELS.dtypes.to_dict())


def _table(
    said: pd.DataFrame,
    feedback: pd.DataFrame,
    terms: pd.DataFrame = NO_TERMS,
    sheet: pd.DataFrame = NO_LABELS,
    themes: pd.DataFrame = NO_THEMES,
) -> pd.DataFrame:
    return triangulation(spoken(sheet, said, terms, themes, feedback))


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


DELEGATION = pd.DataFrame({"theme": "delegation", "term": ["handing", "deputy"], "weight": [1.0, 0.5]})


def test_a_sentence_speaks_of_a_theme_where_it_holds_two_of_its_terms():
    said = _said(
        ("F1", "I handed it to my deputy.", "positive", ""),
        ("F1", "My deputy laughed.", "negative", ""),
        ("F1", "It rained.", "neutral", ""),
    )
    assert _table(said, FEEDBACK.iloc[:2], DELEGATION).to_numpy().tolist() == [
        ["delegation", "theme", "client", 1, 1, 0, "too few"],
        ["delegation", "theme", "coach", 0, 0, 0, "too few"],
    ]


def test_one_term_that_no_other_theme_has_is_enough_in_a_sheet_mainly_on_the_theme():
    sheet = _sheet(("Difficulty", "I am ashamed that I talked too much and rescued his deputy again."))
    rest = pd.DataFrame({"theme": ["rest"], "term": ["sleep"], "weight": [1.0]})
    mainly = pd.DataFrame({"sheet_id": "S1", "theme": ["rest", "delegation"], "weight": [0.4, 0.6]})

    def found(terms: pd.DataFrame, themes: pd.DataFrame) -> list:
        return (
            _table(_said(), FEEDBACK.head(0), terms, sheet, themes)
            .query("kind == 'theme' and n > 0")["subject"]
            .tolist()
        )

    assert found(DELEGATION, mainly) == ["delegation"]
    assert found(DELEGATION, mainly.assign(weight=[0.6, 0.4])) == []
    assert found(pd.concat([DELEGATION, rest.assign(term="deputy")]), mainly) == []


def test_a_term_that_stands_in_many_sentences_tells_no_theme():
    said = _said(
        *[("F1", f"The deputy was handing out the {n} forms.", "neutral", "") for n in ("first", "second", "third")]
    )
    assert _table(said, FEEDBACK, DELEGATION).query("kind == 'theme'")["n"].max() == 3
    often = pd.concat([said, said.head(1)], ignore_index=True)
    assert _table(often, FEEDBACK, DELEGATION).query("kind == 'theme'").empty


def test_the_coach_s_voice_is_what_clearly_judges_the_own_coaching():
    sheet = _sheet(
        ("Difficulty", "I talked far too much and rescued her again."),
        ("Reflection", "I am glad that I kept quiet, it was the right thing and it helped."),
        ("Perspective", "I suppose that to his deputy he looks like a closed door."),
        ("Experience", "I talked far too much and rescued her again."),
        ("Difficulty", "He talked far too much and rescued her again."),
    )
    judged = coach_sentences(sheet)
    assert list(zip(judged["sentence"].str[:13], judged["polarity"], strict=True)) == [
        ("I talked far ", "negative"),
        ("I am glad tha", "positive"),
    ]


def test_sheets_without_a_sentence_on_the_own_coaching_leave_themes_empty():
    assert _table(_said(), _feedback(), DELEGATION, _sheet(("Experience", "The deputy was handing out forms."))).empty


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
