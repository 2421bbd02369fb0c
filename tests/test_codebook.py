"""The coach's codebook of themes: each row that does nothing, or not what was meant, is noted with its cure."""

import pandas as pd
import pytest

from coachkit import codebook, read_practice

SUBJECTS = pd.Series(["delegation", "wellbeing", "strategy"])


def noted(*rows: tuple[str, str, str]) -> list[tuple]:
    """Line, column, value, problem and cure of each note."""
    decisions = pd.DataFrame(rows, columns=["theme", "action", "target"], index=range(2, 2 + len(rows)))
    found = codebook.remarks(decisions, SUBJECTS)
    assert all(each.note and each.file == "decisions/themes.csv" for each in found)
    return [(each.line, each.column, each.value, each.problem, each.cure) for each in found]


@pytest.mark.parametrize(
    "row",
    [
        ("wellbeing", "rename", "staying well"),
        ("wellbeing", "merge", "strategy"),
        ("wellbeing", "split", "sleep tired"),
        ("night shifts", "keep", ""),
        ("none of these", "rename", "the rest"),
    ],
)
def test_a_row_that_does_what_it_says_is_not_noted(row):
    assert noted(row) == []


@pytest.mark.parametrize("action", ["rename", "merge", "split"])
def test_a_misspelt_theme_is_noted_with_the_nearest(action):
    problem = "is not a theme of the report, so the row changes none"
    assert noted(("Delegatoin", action, "strategy")) == [
        (2, "theme", "Delegatoin", problem, "write “delegation” if that is meant")
    ]


def test_a_theme_that_is_like_none_is_noted_without_a_guess():
    problem = "is not a theme of the report, so the row changes none"
    assert noted(("gardening", "rename", "plants")) == [
        (2, "theme", "gardening", problem, "write a theme's label as the report shows it")
    ]


@pytest.mark.parametrize(
    ("action", "cure"),
    [
        ("rename", "write the new label"),
        ("merge", "write the theme to merge it into"),
        ("split", "write the words that the new theme takes out of it"),
    ],
)
def test_a_blank_target_is_noted(action, cure):
    assert noted(("strategy", action, "")) == [(2, "target", "", "is blank, so the row does nothing", cure)]


def test_a_merger_into_a_misspelt_theme_is_noted_since_it_only_renames():
    cure = "write “wellbeing” if that is meant"
    assert noted(("strategy", "merge", "welbeing")) == [
        (2, "target", "welbeing", "is not a theme, so the row only renames", cure)
    ]


def test_a_kept_theme_that_is_nearly_a_shipped_one_is_noted():
    cure = "write “strategy” if that is meant"
    assert noted(("stratgy", "keep", "")) == [(2, "theme", "stratgy", "is not a theme, though nearly “strategy”", cure)]


def test_rows_are_read_in_order_so_a_theme_goes_by_its_new_name():
    renamed = ("wellbeing", "rename", "staying well")
    assert noted(renamed, ("staying well", "merge", "strategy")) == []
    assert [note[:3] for note in noted(renamed, ("wellbeing", "merge", "strategy"))] == [(3, "theme", "wellbeing")]


def test_the_notes_stand_among_those_of_the_practice(tmp_path):
    (tmp_path / "contacts.csv").write_text("contact_id,date,client_id,minutes\nK1,2025-01-06,C01,60\n", "utf-8")
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "themes.csv").write_text(
        "theme,action,target,decided_on\nstrategy,rename,,2025-01-06\n", "utf-8"
    )
    practice = read_practice(tmp_path)
    assert practice.problems.empty
    assert practice.notes[["file", "line", "column", "problem"]].to_numpy().tolist() == [
        ["decisions/themes.csv", 2, "target", "is blank, so the row does nothing"]
    ]
