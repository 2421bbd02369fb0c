"""Themes: what the sheets speak of, by the shipped subjects and the coach's codebook."""

import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit.intervals import wilson
from coachkit.names import Replaced
from coachkit.themes import SHEET_THEMES, by_client, by_month, main_themes, themes
from coachkit.words import capitalised, stem

SUBJECTS = pd.DataFrame(
    {
        "theme": ["delegation", "wellbeing", "strategy"],
        "words": ["delegate handing decide", "sleep tired doctor", "strategy vision"],
    }
)
HAND = "He keeps handing Lorcan the same task, and cannot delegate or decide what Lorcan may do alone this month."
REST = "She is tired, her sleep is short, and the doctor told her that being tired is a sign to stop."
NO_DECISIONS = pd.DataFrame(columns=["theme", "action", "target", "decided_on"], dtype=object)


def _sources(*texts: str) -> pd.DataFrame:
    ids = [f"S{number}" for number in range(1, len(texts) + 1)]
    frame = pd.DataFrame({"source_id": ids, "text": list(texts)}).assign(kind="sheet", voice="coach")
    frame["date"] = pd.to_datetime([f"2025-0{1 + number // 4}-01" for number in range(len(texts))]).astype(
        "datetime64[s]"
    )
    frame["client_ids"] = ["C01" if number % 2 else "C01;C02" for number in range(len(texts))]
    return frame.assign(replaced=[Replaced(text, ()) for text in texts])


EIGHT = _sources(
    *[f"{HAND} Then we walked in C0{number}'s yard." for number in range(1, 5)],
    *[f"{REST} Then we walked home." for _ in range(4)],
)


def _decisions(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame([(*row, "2025-01-01") for row in rows], columns=NO_DECISIONS.columns)


def test_each_sheet_has_its_subject_and_weights_that_sum_to_one():
    found = themes(EIGHT, NO_DECISIONS, SUBJECTS)
    assert main_themes(found.sheet_themes)["theme"].tolist() == ["delegation"] * 4 + ["wellbeing"] * 4
    assert found.sheet_themes.groupby("sheet_id")["weight"].sum().tolist() == pytest.approx([1] * 8, abs=1e-5)
    assert list(found.sheet_themes.columns) == SHEET_THEMES


NOT_BY_ITSELF = " A subject of your own is not found by itself: name it in decisions/themes.csv (keep)."


def test_a_subject_that_is_the_main_one_of_no_sheet_is_left_out_and_the_reason_told():
    assert themes(EIGHT, NO_DECISIONS, SUBJECTS).choice == (
        "2 themes: the 3 subjects that ship were looked for, and no others; a subject counts as a theme if it is the main one "
        "of at least one of the 8 sheets." + NOT_BY_ITSELF
    )


def test_a_theme_of_under_three_sheets_is_said_to_be_too_few():
    two = EIGHT.iloc[2:]
    assert "; “delegation” is too few to say (n = 2). " in themes(two, NO_DECISIONS, SUBJECTS).choice


@pytest.mark.parametrize("n", range(6))
def test_too_few_sheets_are_said_to_be_too_few(n):
    found = themes(EIGHT.iloc[:n], NO_DECISIONS, SUBJECTS)
    assert found.choice == f"Too few sheets to find themes (n = {n}; at least 6)."
    assert found.sheet_themes.empty and found.terms.empty and found.passages.empty
    assert by_month(found.sheet_themes, EIGHT.iloc[:n]).empty


def test_sheets_that_speak_of_no_subject_are_said_so():
    found = themes(_sources(*["We walked along the river and back again."] * 6), NO_DECISIONS, SUBJECTS)
    assert found.choice == "None of the 3 subjects looked for stands in the 6 sheets."


def test_no_term_is_a_name_or_an_id():
    terms = set(themes(EIGHT, NO_DECISIONS, SUBJECTS).terms["term"])
    assert "handing" in terms
    assert not terms & {"lorcan", "c01"}


def test_a_passage_stands_at_its_place():
    passage = themes(EIGHT, NO_DECISIONS, SUBJECTS).passages.iloc[0]
    text = EIGHT.set_index("source_id").at[passage["source_id"], "text"]
    assert text[passage["start"] : passage["end"]] == passage["passage"]


def test_a_theme_is_renamed():
    found = themes(EIGHT, _decisions(("wellbeing", "rename", "staying well")), SUBJECTS)
    assert set(found.sheet_themes["theme"]) == set(found.terms["theme"]) == {"delegation", "staying well"}


def test_merged_themes_add_up():
    found = themes(EIGHT, _decisions(("wellbeing", "merge", "delegation")), SUBJECTS)
    assert found.sheet_themes["theme"].unique().tolist() == ["delegation"]
    assert found.sheet_themes["weight"].tolist() == pytest.approx([1] * 8)
    assert found.choice.startswith(
        "2 themes, which your codebook merges into 1: the 3 subjects that ship were looked for, "
    )


def test_one_theme_is_not_called_themes():
    only = SUBJECTS[SUBJECTS["theme"] == "delegation"]
    assert themes(EIGHT, NO_DECISIONS, only).choice.startswith(
        "1 theme: the 1 subject that ships was looked for, and no others;"
    )


def test_a_kept_theme_that_no_sheet_turns_on_is_said_to_be_the_main_one_of_none():
    found = themes(EIGHT, _decisions(("walked", "keep", "")), SUBJECTS)
    assert found.choice == (
        "2 themes: the 3 subjects that ship were looked for and 1 of your codebook, and no others; a subject counts as a theme "
        "if it is the main one of at least one of the 8 sheets; “walked”, which your codebook keeps, is the main one of none."
        + NOT_BY_ITSELF
    )


def test_a_kept_theme_whose_words_stand_nowhere_is_named_too():
    assert "; “night shifts”, which your codebook keeps, is the main one of none. " in (
        themes(EIGHT, _decisions(("night shifts", "keep", "")), SUBJECTS).choice
    )


def test_a_theme_is_kept_under_its_new_name_too():
    walking = SUBJECTS.assign(words=[*SUBJECTS["words"][:2], "walked"])
    renamed = ("strategy", "rename", "the long view")
    found = themes(EIGHT, _decisions(renamed, ("the long view", "keep", "")), walking)
    assert "the long view" not in set(themes(EIGHT, _decisions(renamed), walking).terms["theme"])
    assert "the long view" in set(found.terms["theme"])


def test_a_split_theme_gives_the_words_of_its_target_a_theme_of_their_own():
    found = themes(EIGHT, _decisions(("wellbeing", "split", "sleep")), SUBJECTS)
    assert {"wellbeing", "sleep"} <= set(found.sheet_themes["theme"])


def test_a_kept_theme_stays_though_few_sheets_speak_of_it():
    found = themes(EIGHT, _decisions(("walked home", "keep", "")), SUBJECTS)
    assert "walked home" in set(found.terms["theme"])


def test_months_and_clients_count_main_themes_with_their_interval():
    sheet_themes = themes(EIGHT, NO_DECISIONS, SUBJECTS).sheet_themes
    months = by_month(sheet_themes, EIGHT)
    assert months[["month", "theme", "sheets", "of", "reading"]].to_numpy().tolist() == [
        ["2025-01", "delegation", 4, 4, ""],
        ["2025-01", "wellbeing", 0, 4, ""],
        ["2025-02", "delegation", 0, 4, ""],
        ["2025-02", "wellbeing", 4, 4, ""],
    ]
    assert months["low"].round(2).tolist() == [0.6, 0, 0, 0.6]
    assert months["high"].round(2).tolist() == [1, 0.4, 0.4, 1]
    clients = by_client(sheet_themes, EIGHT)
    assert clients[["client_id", "theme", "sheets", "of"]].to_numpy().tolist() == [
        ["C01", "delegation", 4, 8],
        ["C01", "wellbeing", 4, 8],
        ["C02", "delegation", 2, 4],
        ["C02", "wellbeing", 2, 4],
    ]


def test_two_sheets_in_a_month_are_too_few_to_say():
    months = by_month(themes(EIGHT, NO_DECISIONS, SUBJECTS).sheet_themes, EIGHT.iloc[:2])
    assert months["reading"].tolist() == ["too few to say (n = 2)"]


def test_an_interval_of_one_in_two_reaches_far_and_stays_within_bounds():
    low, high = wilson(pd.Series([1, 2]), pd.Series([2, 2]))
    assert low.round(3).tolist() == [0.121, 0.425]
    assert high.round(3).tolist() == [0.879, 1.0]


def test_the_same_sheets_give_the_same_bytes_and_stay_as_they_were():
    before = EIGHT.copy(deep=True)
    first, second = (themes(EIGHT, NO_DECISIONS, SUBJECTS) for _ in range(2))
    for table in ("sheet_themes", "terms", "passages"):
        assert getattr(first, table).to_csv() == getattr(second, table).to_csv()
    pdt.assert_frame_equal(EIGHT, before)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("handing", "hand"), ("planned", "plan"), ("studies", "study"), ("boss", "boss"), ("was", "was")],
)
def test_stems(word, expected):
    assert stem(word) == expected


def test_words_with_a_capital_inside_sentences_are_names():
    assert capitalised(["Then Hugh spoke. Then the board spoke to Hugh's own board."]) == {"hugh"}
