"""What a choice holds, told without widgets; and that the widgets follow it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import StringIO
from types import SimpleNamespace

import pandas as pd
import pytest

from coachkit import analyse, desk, hours, reflection, themes
from coachkit.desk import behind, choice, explorer, latest, shown
from coachkit.desk.figure import Figure, Plotly, shared

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
LABELLED = """sheet_id,start,end,sentence,label,probability
S1,0,9,We talked.,Experience,0.9
S1,10,20,I was cross.,Feeling,0.8
S2,0,5,Fine.,Experience,0.7
"""
EVERYONE = ("C01", "C02", "C03", "not stated")
EVERY_ROLE = ("coaching", "mentoring", "blend", "not stated")
ABOUT = ("conflict", "strategy", "no theme")
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
        reflection_sentences=frame(LABELLED, rows),
        practice=SimpleNamespace(settings=SimpleNamespace(as_of=pd.Timestamp("2025-03-05"))),
    )


def choose(
    start=None, end=None, clients=EVERYONE, roles=EVERY_ROLE, planned=ANY, about=ABOUT, of=None
) -> choice.Chosen:
    return choice.choose(choice.laid_out(of or results()), start, end, clients, roles, planned, about)


def held(chosen: choice.Chosen) -> tuple[list, list, list, list]:
    return (
        list(chosen.ledger["contact_id"]),
        list(chosen.sheets["source_id"]),
        list(chosen.main_themes["theme"]),
        list(chosen.feedback_sentences["feedback_id"]),
    )


def drawn(chosen: choice.Chosen) -> dict:
    nothing_misread = pd.DataFrame(columns=["label"])
    made = {name: view() for name, view in shown.views(chosen, nothing_misread).items()}
    return {name: view.draw(view.table) for name, view in made.items()}


def test_everything_chosen_is_everything_within_the_period():
    every = (["K1", "K2", "K3", "K4", "K5"], ["S1", "S2", "S3"], ["conflict", "strategy", "conflict"])
    assert held(choose()) == (*every, ["F1", "F1", "F2"])


def test_a_period_holds_both_its_ends_and_feedback_goes_by_its_own_date():
    assert held(choose("2025-01-31", "2025-02-01")) == (
        ["K2", "K3"],
        ["S1", "S2"],
        ["conflict", "strategy"],
        [],
    )
    assert choose("2025-01-31", "2025-02-01").as_of == pd.Timestamp("2025-02-01")
    assert choose(end="2026-12-31").as_of == pd.Timestamp("2025-03-05")


def test_a_sheet_comes_along_with_one_of_its_contacts_and_counts_for_the_chosen_clients_alone():
    chosen = choose(clients=("C01",))
    assert held(chosen) == (["K1"], ["S1"], ["conflict"], ["F1", "F1"])
    assert list(chosen.sheets["client_ids"]) == ["C01"]


def test_role_and_planned_choose_contacts_and_sheets_but_not_feedback():
    assert held(choose(planned=("no",))) == (["K2"], ["S1"], ["conflict"], ["F1", "F1", "F2"])
    assert held(choose(roles=("mentoring",)))[:2] == (["K3"], ["S2"])


def test_a_theme_chooses_the_contacts_whose_sheet_is_mainly_about_it():
    assert held(choose(about=("strategy",))) == (["K3"], ["S2"], ["strategy"], ["F1", "F1", "F2"])
    assert held(choose(about=("no theme",)))[:2] == (["K4"], [])


def test_the_sentences_of_a_chosen_sheet_come_along():
    assert list(choose(about=("conflict",)).reflection_sentences["sentence"]) == ["We talked.", "I was cross."]


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
    assert choice.sentence(chosen) == "Nothing to show for this choice."
    assert [len(chart.figure.data) for chart in drawn(chosen).values()] == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("rows", [0, 1])
def test_an_empty_practice_and_one_of_a_single_contact_can_be_chosen_from(rows):
    chosen = choose(of=results(rows))
    assert list(chosen.ledger["contact_id"]) == ["K1"][:rows]
    assert list(drawn(chosen)) == ["Hours", "Cadence", "Themes", "Reflection", "Feedback"]


def test_choosing_leaves_the_results_as_they_were():
    before, after = results(), results()
    choose(clients=("C01",), of=after)
    for name in ("ledger", "sources", "themes", "feedback_sentences"):
        pd.testing.assert_frame_equal(getattr(after, name), getattr(before, name))


def test_the_sentence_reads_the_choice_and_sets_apart_what_cannot_be_claimed():
    assert choice.sentence(choose()) == (
        "Your choice holds 4 contacts (2.5 hours), 3 sheets and 3 sentences of feedback. 1 more contact (1.5 hours) cannot be claimed."
    )
    assert (
        choice.sentence(choose(clients=("C01",)))
        == "Your choice holds 1 contact (1.0 hours), 1 sheet and 2 sentences of feedback."
    )


@pytest.fixture(scope="module")
def practice():
    return analyse()


def every(practice) -> dict:
    return {name: control.value for name, control in explorer._controls(choice.laid_out(practice)).items()}


def test_the_controls_begin_with_everything_so_that_the_choice_agrees_with_the_tables_of_the_report(practice):
    chosen = choice.choose(choice.laid_out(practice), **every(practice))
    pd.testing.assert_frame_equal(hours.by_client(chosen.ledger), practice.hours_by_client)
    pd.testing.assert_frame_equal(hours.by_month(chosen.ledger), practice.hours_by_month)
    pd.testing.assert_frame_equal(hours.cadence(chosen.ledger, chosen.as_of), practice.cadence)
    pd.testing.assert_frame_equal(themes.by_client(chosen.main_themes, chosen.sheets), practice.themes_by_client)
    months = reflection.by_month(chosen.reflection_sentences, chosen.sheets, practice._misread)
    pd.testing.assert_frame_equal(months, practice.reflection_by_month)
    assert len(chosen.feedback_sentences) == len(practice.feedback_sentences)


def test_the_parts_of_a_choice_add_up_to_the_whole(practice):
    whole, shelves = every(practice), choice.laid_out(practice)
    for name in ("clients", "about"):
        parts = [choice.choose(shelves, **whole | {name: (one,)}).ledger for one in whole[name]]
        assert (
            sum(hours.claimable(part)["minutes"].sum() for part in parts) == practice.hours_by_client["minutes"].sum()
        )


@pytest.fixture
def page(practice, monkeypatch) -> explorer.Explorer:
    """The page as a script sees it: what follows a change is there at once, also while a browser's loop runs beside it."""
    monkeypatch.setattr(latest, "_loop", lambda: None)
    return explorer.Explorer(practice)


def marks(page: explorer.Explorer) -> dict:
    """The texts of the marks that are shown, by panel and trace."""
    return {
        name: {
            trace["name"]: list(trace["hovertext"])
            for trace in each.figure.to_dict()["data"]
            if trace.get("visible", True) and len(trace["x"])
        }
        for name, each in page.panels.items()
    }


def test_the_figures_stay_the_same_widgets_while_controls_change_what_they_draw(page):
    clients, planned = page.controls["clients"], page.controls["planned"]
    figures, before, told = [each.figure for each in page.panels.values()], marks(page), []
    assert "165 contacts (103.3 hours)" in page.says.value
    clients.observe(told.append, "value")
    clients.tick(False)
    assert len(told) == 1
    assert "Nothing to show for this choice." in page.says.value
    assert [each._place.layout.display for each in page.panels.values()] == ["none"] * 5
    planned.boxes["yes"].value = False
    clients.tick(True)
    assert "90 contacts (21.6 hours)" in page.says.value
    assert list(marks(page)["Hours"]) == ["in the moment"]
    planned.boxes["yes"].value = True
    assert [each.figure for each in page.panels.values()] == figures
    assert marks(page) == before


def test_only_what_has_changed_is_sent(practice, page, monkeypatch):
    sent = []
    monkeypatch.setattr(Figure, "_send_update_msg", lambda self, *given, **named: sent.append((self, given, named)))
    page.supposing.controls["holiday_weeks"].value = 3
    ((figure, _, message),) = sent or [(None, None, None)]
    assert figure is page.supposing.panel.figure
    assert sorted(message["restyle_data"]) == ["x", "y"] and not message["relayout_data"]
    sent.clear()
    page.controls["roles"].boxes["mentoring"].value = False
    assert page.panels["Feedback"].figure not in [figure for figure, *_ in sent]
    assert page.panels["Hours"].figure in [figure for figure, *_ in sent]


def test_figures_share_one_plotly_of_the_version_that_is_installed():
    assert shared() and len(Plotly._esm) < 5_000
    assert Plotly().script == shared()


def test_the_last_of_several_changes_wins_and_drops_what_is_left_of_the_one_before():
    done = []

    async def changes():
        follows = latest.Latest(lambda: [lambda number=number: done.append((asked[-1], number)) for number in range(3)])
        asked = ["first"]
        follows.ask()
        asked.append("second")
        follows.ask()
        await asyncio.sleep(0.1)
        assert done == [("second", 0), ("second", 1), ("second", 2)]
        done.clear()
        follows._begin()
        asked.append("third")
        follows.ask()
        await asyncio.sleep(0.1)

    with ThreadPoolExecutor() as beside:  # a loop of its own
        beside.submit(lambda: asyncio.run(changes())).result()
    assert done == [("second", 0), ("third", 0), ("third", 1), ("third", 2)]


def test_a_figure_says_where_it_shows_only_a_part(monkeypatch):
    monkeypatch.setattr(shown, "WEEKS", 2)
    monkeypatch.setattr(shown, "CLIENTS", 1)
    monkeypatch.setattr(shown, "SENTENCES", 2)
    made = {name: view() for name, view in shown.views(choose(), pd.DataFrame(columns=["label"])).items()}
    assert {name: view.note for name, view in made.items() if view.note} == {
        "Cadence": "The latest 2 weeks.",
        "Themes": "1 of 3 clients with most sheets.",
        "Feedback": "2 of 3 sentences.",
    }
    assert [f"{week:%m-%d}" for week in made["Cadence"].table["week"].unique()] == ["02-24", "03-03"]
    assert set(made["Themes"].table["client_id"]) == {"C02"}


def behind_of(found: behind.Behind) -> tuple[str, list, list]:
    return found.title, list(found.sources["source_id"]), found.marks.to_numpy().tolist()


def test_behind_a_bar_of_the_months_are_the_sheets_of_its_contacts():
    assert behind_of(behind.hours_mark(choose(), "planned", "2025-01-01")) == (
        "January 2025, planned: 1 contact, 1 sheet",
        ["S1"],
        [],
    )
    assert behind_of(behind.hours_mark(choose(), "not stated", "2025-02-01")) == (
        "February 2025, not stated: 1 contact, 0 sheets",
        [],
        [],
    )


def test_behind_a_week_are_the_sheets_of_its_contacts_and_a_week_without_one_says_so():
    assert behind_of(behind.cadence_mark(choose(), "in the moment", "2025-01-27")) == (
        "Week of 27 January 2025, in the moment: 1 contact, 1 sheet",
        ["S1"],
        [],
    )
    assert behind_of(behind.cadence_mark(choose(), "no contact", None)) == ("No contact that week", [], [])


def test_behind_a_theme_are_the_clients_sheets_and_its_passages():
    passages = pd.DataFrame({"theme": ["conflict"] * 2, "source_id": ["S1", "S3"], "start": [0, 4], "end": [9, 8]})
    assert behind_of(behind.theme_mark(choose(), passages, "C02", "conflict")) == (
        "C02, conflict: 1 sheet",
        ["S1"],
        [["S1", 0, 9]],
    )


def test_behind_a_label_are_its_sentences_of_that_month():
    assert behind_of(behind.reflection_mark(choose(), "Feeling", "2025-01-01")) == (
        "January 2025, Feeling: 1 sentence in 1 sheet",
        ["S1"],
        [["S1", 10, 20]],
    )


def test_behind_a_mark_of_feedback_is_its_piece_and_sentence():
    said = frame(SAID, 9).assign(start=[0, 14, 0], end=[13, 27, 5])
    chosen = replace(choose(), feedback_sentences=said)
    feedback = choice.laid_out(results()).feedback
    assert behind_of(behind.feedback_mark(chosen, feedback, "F1:14")) == ("Feedback F1", ["F1"], [["F1", 14, 27]])


def test_a_text_is_read_in_paragraphs_with_its_words_marked_and_names_replaced(page):
    page._clicked("Reflection", "Experience", "2024-09-01", None)
    assert page.reading._title.value == "<h3>September 2024, Experience: 57 sentences in 6 sheets</h3>"
    text = page.reading.text.value
    assert 'aria-label="Text of S001"><p>' in text and "<mark>[First proper session with C01, in the glass box" in text
    assert "Pemberley" not in text
    page.reading.later.click()
    assert page.reading.list.value == "S002" and "Text of S002" in page.reading.text.value
    page.controls["clients"].tick(False)
    assert page.reading._title.value == "<h3>All sheets of your choice: 0</h3>"
    assert page.reading.text.value.startswith("<p>Choose a sheet from the list")


def test_what_is_supposed_is_said_beside_the_forecast_and_drawn(page):
    supposing = page.supposing
    assert supposing.rule.value == "hours_planned"
    assert "As things are. Planned hours: likely by 7 August 2026" in supposing.says.value
    supposing.controls["holiday_weeks"].value = 2
    assert "No contact for 2 weeks from today. Planned hours: likely by 21 August 2026" in supposing.says.value
    assert "That is 14 days later than as things are, 7 August 2026." in supposing.says.value
    assert "Planned hours: likely by 21 August 2026" in supposing.panel.words.value
    flat = supposing.panel.figure.data[5]
    assert list(flat.y[:3]) == [flat.y[0]] * 3 and flat.y[3] > flat.y[2]
    supposing.rule.value = "hours_total"
    assert "Hours in all: reached on" in supposing.says.value


def test_a_practice_that_cannot_be_read_is_one_line(tmp_path):
    assert desk.explore(str(tmp_path / "nowhere")).value.startswith(
        f"<p>{tmp_path / 'nowhere'}: there is no such folder"
    )


@pytest.mark.parametrize(
    ("given", "told", "opened"), [("", "", "example"), ("", "mine", "mine"), ("example", "mine", "example")]
)
def test_a_blank_practice_is_the_one_that_the_lab_was_started_for_else_the_example(
    monkeypatch, practice, given, told, opened
):
    asked = []
    monkeypatch.setenv("COACHKIT_PRACTICE", told)
    monkeypatch.setattr(explorer, "analyse", lambda *wanted: asked.append(wanted) or practice)
    desk.explore(given, "2025-01-01", "2025-12-31")
    assert asked == [(opened, "2025-01-01", "2025-12-31")]
