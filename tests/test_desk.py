"""What a choice holds, told without widgets; and that the widgets follow it."""

from datetime import date
from io import StringIO
from types import SimpleNamespace

import pandas as pd
import pytest

from coachkit import analyse, desk, hours, themes

LEDGER = """contact_id,date,client_id,minutes,role,planned,sheet_id,reason
K1,2025-01-10,C01,60,coaching,yes,S1,
K2,2025-01-31,C02,12,coaching,no,S1,
K3,2025-02-01,C02,45,mentoring,yes,S2,
K4,2025-02-20,C03,30,,,,
K5,2025-03-05,C03,90,coaching,yes,S3,no consent
K6,2024-06-01,C01,60,coaching,yes,,outside the period
"""
SOURCES = """source_id,kind,date,client_ids
S1,sheet,2025-01-31,C01;C02
S2,sheet,2025-02-01,C02
S3,sheet,2025-03-05,C03
F1,feedback,2025-01-20,C01
F2,feedback,2025-02-10,
M1,supervision,2025-01-15,
"""
THEMES = """sheet_id,theme,weight
S1,conflict,0.7
S1,strategy,0.3
S2,strategy,1.0
S3,conflict,1.0
"""
SAID = """feedback_id,sentence,polarity,likeliest,score,aspects
F1,You listened.,positive,positive,0.9,listening
F1,You ran over.,negative,negative,-0.8,structure
F2,Fine.,neutral,neutral,0.1,
"""
EVERYONE = ("C01", "C02", "C03", "not stated")
EVERY_ROLE = ("coaching", "mentoring", "blend", "not stated")
ANY = ("yes", "no", "not stated")


def frame(text: str, rows: int) -> pd.DataFrame:
    read = pd.read_csv(StringIO(text), keep_default_na=False).head(rows)
    return read.assign(date=pd.to_datetime(read["date"])) if "date" in read else read


def results(rows: int = 9) -> SimpleNamespace:
    """A practice of six contacts, three sheets and two pieces of feedback, or the first `rows` of each."""
    return SimpleNamespace(
        ledger=frame(LEDGER, rows),
        sources=frame(SOURCES, rows),
        themes=frame(THEMES, rows),
        feedback_sentences=frame(SAID, rows),
        practice=SimpleNamespace(settings=SimpleNamespace(as_of=pd.Timestamp("2025-03-05"))),
    )


def choose(start=None, end=None, clients=EVERYONE, roles=EVERY_ROLE, planned=ANY, of=None) -> desk.Chosen:
    return desk.choose(of or results(), start, end, clients, roles, planned)


def held(chosen: desk.Chosen) -> tuple[list, list, list, list]:
    return (
        list(chosen.ledger["contact_id"]),
        list(chosen.sheets["source_id"]),
        list(chosen.sheet_themes["theme"]),
        list(chosen.feedback_sentences["feedback_id"]),
    )


def test_everything_chosen_is_everything_within_the_period():
    every = (["K1", "K2", "K3", "K4", "K5"], ["S1", "S2", "S3"], ["conflict", "strategy", "strategy", "conflict"])
    assert held(choose()) == (*every, ["F1", "F1", "F2"])


def test_a_period_holds_both_its_ends_and_feedback_goes_by_its_own_date():
    assert held(choose("2025-01-31", "2025-02-01")) == (
        ["K2", "K3"],
        ["S1", "S2"],
        ["conflict", "strategy", "strategy"],
        [],
    )
    assert choose("2025-01-31", "2025-02-01").as_of == pd.Timestamp("2025-02-01")
    assert choose(end="2026-12-31").as_of == pd.Timestamp("2025-03-05")


def test_a_sheet_comes_along_with_one_of_its_contacts_and_counts_for_the_chosen_clients_alone():
    chosen = choose(clients=("C01",))
    assert held(chosen) == (["K1"], ["S1"], ["conflict", "strategy"], ["F1", "F1"])
    assert list(chosen.sheets["client_ids"]) == ["C01"]


def test_role_and_planned_choose_contacts_and_sheets_but_not_feedback():
    assert held(choose(planned=("no",))) == (["K2"], ["S1"], ["conflict", "strategy"], ["F1", "F1", "F2"])
    assert held(choose(roles=("mentoring",)))[:2] == (["K3"], ["S2"])


def test_a_blank_is_chosen_by_not_stated():
    assert held(choose(roles=("not stated",)))[0] == ["K4"]
    assert held(choose(planned=("not stated",)))[0] == ["K4"]
    assert held(choose(clients=("not stated",))) == ([], [], [], ["F2"])


@pytest.mark.parametrize(
    "nothing",
    [{"clients": ()}, {"start": "2025-03-06"}, {"end": date(2, 1, 1)}, {"start": "2025-02-01", "end": "2025-01-01"}],
)
def test_a_choice_of_nothing_says_so_and_its_figures_are_empty(nothing):
    chosen = choose(**nothing)
    assert held(chosen) == ([], [], [], [])
    assert desk.sentence(chosen) == "Nothing to show for this choice."
    assert [len(chart.figure.data) for chart in desk.charts(chosen).values()] == [0, 0, 0]


@pytest.mark.parametrize("rows", [0, 1])
def test_an_empty_practice_and_one_of_a_single_contact_can_be_chosen_from(rows):
    chosen = choose(of=results(rows))
    assert list(chosen.ledger["contact_id"]) == ["K1"][:rows]
    assert list(desk.charts(chosen)) == ["Hours", "Themes", "Feedback"]


def test_choosing_leaves_the_results_as_they_were():
    before, after = results(), results()
    choose(clients=("C01",), of=after)
    for name in ("ledger", "sources", "themes", "feedback_sentences"):
        pd.testing.assert_frame_equal(getattr(after, name), getattr(before, name))


def test_the_sentence_reads_the_choice_and_sets_apart_what_cannot_be_claimed():
    assert desk.sentence(choose()) == (
        "Your choice holds 4 contacts (2.5 hours), 3 sheets and 3 sentences of feedback. 1 more contact (1.5 hours) cannot be claimed."
    )
    assert (
        desk.sentence(choose(clients=("C01",)))
        == "Your choice holds 1 contact (1.0 hours), 1 sheet and 2 sentences of feedback."
    )


@pytest.fixture(scope="module")
def practice():
    return analyse()


def every(practice) -> dict:
    return {name: control.value for name, control in desk._controls(practice).items()}


def test_the_controls_begin_with_everything_so_that_the_choice_agrees_with_the_tables_of_the_report(practice):
    chosen = desk.choose(practice, **every(practice))
    pd.testing.assert_frame_equal(hours.by_client(chosen.ledger), practice.hours_by_client)
    pd.testing.assert_frame_equal(hours.by_month(chosen.ledger), practice.hours_by_month)
    pd.testing.assert_frame_equal(hours.cadence(chosen.ledger, chosen.as_of), practice.cadence)
    pd.testing.assert_frame_equal(themes.by_client(chosen.sheet_themes, chosen.sheets), practice.themes_by_client)
    assert len(chosen.feedback_sentences) == len(practice.feedback_sentences)


def test_the_parts_of_a_choice_add_up_to_the_whole(practice):
    whole = every(practice)
    minutes = [
        hours.claimable(desk.choose(practice, **whole | {"clients": (client,)}).ledger)["minutes"].sum()
        for client in whole["clients"]
    ]
    assert sum(minutes) == practice.hours_by_client["minutes"].sum()


def test_the_figures_stay_the_same_widgets_while_controls_change_what_they_draw(monkeypatch, practice):
    monkeypatch.setattr(desk, "analyse", lambda *given: practice)
    (_, clients, _, planned), says, columns = (
        each if n == 1 else each.children for n, each in enumerate(desk.explore().children)
    )
    panels = [panel for column in columns for panel in column.children]
    widgets, drawn = [panel.figure for panel in panels], [panel.figure.to_dict() for panel in panels]
    assert "165 contacts (103.3 hours)" in says.value
    told = []
    clients.observe(told.append, "value")
    clients.tick(False)
    assert len(told) == 1
    assert "Nothing to show for this choice." in says.value
    assert [len(panel.figure.data) for panel in panels] == [0, 0, 0]
    planned.boxes["yes"].value = False
    clients.tick(True)
    assert "90 contacts (21.6 hours)" in says.value
    planned.boxes["yes"].value = True
    assert [panel.figure for panel in panels] == widgets
    assert [marks(panel.figure.to_dict()) for panel in panels] == [marks(figure) for figure in drawn]


def marks(figure: dict) -> list:
    return [(trace["name"], len(trace["x"]), list(trace["hovertext"])) for trace in figure["data"]]


@pytest.mark.parametrize(
    ("given", "told", "opened"), [("", "", "example"), ("", "mine", "mine"), ("example", "mine", "example")]
)
def test_a_blank_practice_is_the_one_that_the_lab_was_started_for_else_the_example(
    monkeypatch, practice, given, told, opened
):
    asked = []
    monkeypatch.setenv("COACHKIT_PRACTICE", told)
    monkeypatch.setattr(desk, "analyse", lambda *wanted: asked.append(wanted) or practice)
    desk.explore(given, "2025-01-01", "2025-12-31")
    assert asked == [(opened, "2025-01-01", "2025-12-31")]
