"""Every figure draws a typical, an empty and a one-row table, says its finding, and lets no record's text act as markup."""

import json

import pandas as pd
import pytest

from coachkit import figures
from coachkit.reliance import FEW, MUCH

HOSTILE = "<script>alert(1)</script> & <img onerror=x>"


def dates(*texts):
    return pd.to_datetime(list(texts))


def _waterfall():
    return {"waterfall": pd.DataFrame({"step": ["logged", "no consent", "claimable"], "minutes": [600, -60, 540]})}


def _cumulative():
    days = pd.DataFrame(
        {"date": dates("2025-01-06", "2025-02-03"), "minutes": [60, 60], "cumulative_minutes": [60, 120]}
    )
    fan = pd.DataFrame(
        {
            "week": [0, 1, 2],
            "date": dates("2025-03-01", "2025-03-08", "2025-03-15"),
            "q10": [120, 130, 180],
            "q50": [120, 180, 190],
            "q90": [120, 200, 240],
        }
    )
    rules = pd.DataFrame(
        {"rule": ["hours_total"], "unit": ["minutes"], "needed": [180], "have": [120], "met": ["no"], "source": [""]}
    )
    return {"cumulative": days, "fan": fan, "requirements": rules, "as_of": pd.Timestamp("2025-03-01")}


def _cadence():
    weeks = dates("2025-01-06", "2025-01-06", "2025-01-13", "2025-01-13")
    return {
        "cadence": pd.DataFrame(
            {"week": weeks, "planned": ["yes", "no", "yes", "no"], "contacts": [1, 2, 0, 0], "minutes": [60, 20, 0, 0]}
        )
    }


def _coverage():
    coverage = pd.DataFrame(
        {
            "criterion": ["1.1", "2.1", "2.2"],
            "needed": [2, 2, 2],
            "accepted": [3, 2, 0],
            "sources": [2, 1, 0],
            "clients": [2, 1, 0],
            "kinds": ["RA", "RA", ""],
            "latest": pd.NaT,
            "status": ["covered", "one-sided", "missing"],
            "remark": "",
        }
    )
    return {
        "coverage": coverage,
        "evidence": pd.DataFrame(
            {
                "criterion": ["1.1", "1.1", "2.2"],
                "source_id": ["S1", "F1", "S1"],
                "decision": ["accepted", "accepted", "rejected"],
            }
        ),
        "candidates": pd.DataFrame({"criterion": ["2.2"], "rank": [1], "source_id": ["S1"], "passage": [HOSTILE]}),
        "framework": pd.DataFrame(
            {
                "criterion": ["1.1", "2.1", "2.2"],
                "unit": "7",
                "outcome": ["1", "2", "2"],
                "outcome_title": ["One", "Two", "Two"],
                "text": HOSTILE,
            }
        ),
        "sources": pd.DataFrame({"source_id": ["S1", "F1"], "kind": ["sheet", "feedback"]}),
    }


def _themes(key, first, second):
    return pd.DataFrame(
        {
            key: [first, second],
            "theme": ["conflict", HOSTILE],
            "sheets": [3, 1],
            "of": [4, 2],
            "share": [0.75, 0.5],
            "low": [0.4, 0.1],
            "high": [0.9, 0.9],
            "reading": "",
        }
    )


def _sentences():
    return {
        "feedback_sentences": pd.DataFrame(
            {
                "feedback_id": ["F1", "F1"],
                "sentence": [HOSTILE, "B."],
                "polarity": ["positive", "unsure"],
                "score": [0.9, 0.0],
                "aspects": ["trust;outcome", "trust"],
            }
        )
    }


def _voices():
    return {
        "triangulation": pd.DataFrame(
            {
                "subject": ["trust", "trust", "ethics"],
                "kind": "aspect",
                "voice": ["coach", "client", "client"],
                "n": [1, 5, 3],
                "positive": [1, 4, 1],
                "negative": [0, 1, 2],
                "reading": ["only client"] * 3,
            }
        )
    }


def _ratings():
    return {
        "rating_gaps": pd.DataFrame(
            {
                "client_id": ["C01", "C02", "C03"],
                "item": "challenge",
                "coach": 3.0,
                "client": [4.0, 3.0, None],
                "n": [3, 4, 2],
                "gap": [-1.0, 0.0, None],
            }
        )
    }


def _profile():
    return {
        "reflection_by_month": pd.DataFrame(
            {
                "month": "2025-01",
                "sheets": 1,
                "sentences": 10,
                "label": ["Experience", "Learning"],
                "share": [0.6, 0.4],
                "low": [0.3, 0.2],
                "high": [0.8, 0.7],
            }
        )
    }


def _clients():
    return {
        "reflection_by_client": pd.DataFrame(
            {
                "client_id": ["C01", "C02"],
                "sheets": 2,
                "sentences": 10,
                "label": "Learning",
                "share": [0.4, 0.0],
                "low": [0.2, 0.0],
                "high": [0.7, 0.3],
            }
        )
    }


def _months():
    return {
        "hours_by_month": pd.DataFrame(
            {
                "month": ["2025-01", "2025-01", "2025-02"],
                "role": ["coaching", "mentoring", ""],
                "planned": ["yes", "no", ""],
                "contacts": [2, 1, 1],
                "minutes": [120, 15, 30],
            }
        )
    }


def _supposing():
    given = _cumulative()
    table = pd.DataFrame({"rule": "hours_total", "status": "forecast", "quantile": [0.1, 0.5, 0.9]})
    table["date"] = dates("2025-03-15", "2025-03-22", "2025-03-29")
    fans = {"fan": given["fan"], "supposed": given["fan"].assign(date=given["fan"]["date"] + pd.Timedelta(days=14))}
    return {"cumulative": given["cumulative"], **fans, "dates": table, "target": 180, "as_of": given["as_of"]}


def _silences():
    return {
        "silences_by_month": pd.DataFrame(
            {
                "topic": ["power", "power", "endings", "endings"],
                "month": ["2025-01", "2025-02"] * 2,
                "sheets": [2, 0, 0, 0],
                "of": [5, 4, 5, 4],
            }
        ),
        "silences": pd.DataFrame(
            {
                "topic": ["power", "endings"],
                "sheets": [2, 0],
                "of": 9,
                "share": [2 / 9, 0.0],
                "low": [0.1, 0.0],
                "high": [0.5, 0.2],
                "latest": [pd.Timestamp("2025-01-20"), pd.NaT],
                "reading": ["", "never"],
                "question": HOSTILE,
            }
        ),
    }


def _loops():
    return {
        "loops": pd.DataFrame(
            {
                "intention_sheet": ["S1", "S2"],
                "intention_start": [0, 0],
                "intention": [HOSTILE, "I will."],
                "closing_source": ["S2", ""],
                "closing": ["I did.", ""],
                "status": ["closed", "open"],
                "lag_days": pd.array([31, None], dtype="Int64"),
            }
        ),
        "sources": pd.DataFrame({"source_id": ["S1", "S2"], "date": dates("2025-01-01", "2025-02-01")}),
    }


def _reliance():
    rows = [
        ("source", "S1", 5, 10, 0.5, 0.05, "1.1", MUCH),
        ("source", "S2", 1, 10, 0.1, 0.05, "", ""),
        ("client", HOSTILE, 4, 10, 0.4, 0.5, "", ""),
        ("kind", "RA", 6, 10, 0.6, 0.5, "1.1;1.2", ""),
    ]
    columns = ["of", "which", "accepted", "total", "share", "even", "criteria", "reading"]
    return {"reliance": pd.DataFrame(rows, columns=columns)}


def _sampling():
    rows = [("1.1", 0.0, "no", ""), ("1.2", 0.5, "yes", "S1;S2"), ("1.3", 0.25, "no", HOSTILE)]
    table = pd.DataFrame(rows, columns=["criterion", "chance", "sampled", "sources"])
    return {"sampling": table.assign(k=5, pieces=20, draws=2000)}


def _contracts():
    topics = pd.DataFrame(
        {
            "client_id": ["C01", "C01", "C01", "C01", "C02", "C02", "C02", "C02"],
            "topic": ["fees", "records", "nature", "parking"] * 2,
            "settled": ["yes", "yes", "", "yes", "yes", "", "yes", ""],
            "settled_on": [*dates("2025-01-01", "2025-01-02"), None, None, *dates("2025-02-01"), None, None, None],
            "code": ["ICF", "", "", "", HOSTILE, "", "", ""],
            "edition": ["2025", "", "", "", "2020", "", "", ""],
            "edition_in_force": ["2020", "", "", "", "2020", "", "", ""],
            "before_first_contact": ["yes", "no", "", "", "yes", "", "", ""],
            "remark": [HOSTILE, "", "", "", "", "", "no date", ""],
        }
    )
    return {
        "contract_topics": topics,
        "contracts_by_client": pd.DataFrame({"client_id": ["C01", "C02"], "settled": [2, 2]}),
        "contracts_by_topic": pd.DataFrame(
            {"topic": ["fees", "records", "nature"], "means": HOSTILE, "clients": [2, 1, 1], "of": 2}
        ),
    }


CLIENTS_ALIKE = (
    "No client stands apart: each of 2 shares (1 label, 2 clients) has a 90% interval that holds the share of all"
)
CASES = {
    "hours_cumulative": (_cumulative, "You have 2.0 of 3.0 hours in all; likely by 8 March 2025"),
    "hours_waterfall": (_waterfall, "Of 10.0 hours logged, 1.0 hours cannot be claimed: “no consent”"),
    "hours_calendar": (
        _cadence,
        "You coached in 1 of 2 weeks; the longest pause was 1 week, from 13 January 2025; 2 of 3 contacts (0.3 hours) were in the moment",
    ),
    "coverage_grid": (
        _coverage,
        "Of 3 criteria, 1 is covered; 1 has nothing accepted (2.2) and 1 rests on one source or one client (2.1)",
    ),
    "contract_map": (_contracts, "Your contracts settle 2 of 3 topics (n = 2 clients)"),
    "themes_over_time": (lambda: {"themes_by_month": _themes("month", "2025-01", "2025-02")}, None),
    "themes_by_client": (lambda: {"themes_by_client": _themes("client_id", "C01", "C02")}, None),
    "feedback_strip": (
        _sentences,
        "Of 2 sentences in 1 piece of feedback, 1 reads as positive and 1 unsure; they speak most of trust (n = 2) and results (n = 1)",
    ),
    "voices": (_voices, "Clients speak of trust (n = 5) and ethics (n = 3), which you hardly judge"),
    "rating_gaps": (
        _ratings,
        "You rated challenge 1.0 of a point lower than C01 did (n = 3). Of 2 pairs of ratings you are lower in 1 and higher in 0",
    ),
    "reflection_profile": (
        _profile,
        "Of 10 sentences in 1 month, 60% tell what happened and 40% say what was learnt, as the program reads them",
    ),
    "reflection_by_client": (_clients, CLIENTS_ALIKE),
    "reflection_bands": (_profile, "There is 1 month with sheets, so there is nothing to compare it with"),
    "reliance_bars": (
        _reliance,
        "More than an even spread would explain: 50% (n = 10) of your accepted passages from S1 (5% would be even; 1 criterion rests on nothing else). No client or kind carries that much",
    ),
    "sampling_chances": (
        _sampling,
        "In 2,000 draws of 5 of your 20 pieces, 1.3 (25%) and 1.2 (50%) are seen least often, to within 2 in 100; 1 criterion can never be seen, since nothing is accepted for it",
    ),
    "hours_months": (_months, "You coached in 2 months; most in January 2025, with 2.2 hours in 3 contacts"),
    "hours_supposed": (
        _supposing,
        "Hours in all: likely by 22 March 2025 (8 chances in 10 between 15 March 2025 and 29 March 2025)",
    ),
    "silence_map": (_silences, "No sentence about endings was found in 9 sheets"),
    "loops_arcs": (_loops, "You wrote 2 intentions and carried out 1; a share is too few to say (n = 2)"),
}


def drawn(name, tables):
    return getattr(figures, name)(**tables)


def cut(tables, rows):
    return {key: table.head(rows) if isinstance(table, pd.DataFrame) else table for key, table in tables.items()}


def test_every_figure_is_tried():
    assert set(CASES) == set(figures.__all__) - {"CONFIG", "Chart"}


@pytest.mark.parametrize("name", CASES)
def test_a_typical_table_is_drawn_under_its_finding(name):
    make, title = CASES[name]
    chart = drawn(name, make())
    assert len(chart.figure.data) > 0
    assert chart.figure.layout.title.text is None
    assert title is None or chart.title == title
    assert chart.title in chart.alt


@pytest.mark.parametrize("name", CASES)
def test_an_empty_table_says_that_there_is_nothing_to_show(name):
    chart = drawn(name, cut(CASES[name][0](), 0))
    assert len(chart.figure.data) == 0
    assert chart.figure.layout.annotations[0].text.startswith("nothing to show yet:<br>")
    assert chart.title.startswith("Nothing to show yet: ")


@pytest.mark.parametrize("name", CASES)
def test_one_row_does_not_fail(name):
    chart = drawn(name, cut(CASES[name][0](), 1))
    assert len(chart.figure.data) > 0 or chart.title.startswith("Nothing to show yet: ")


@pytest.mark.parametrize("name", CASES)
def test_the_tables_are_left_as_they_were(name):
    tables, before = CASES[name][0](), CASES[name][0]()
    drawn(name, tables)
    for key, table in before.items():
        if isinstance(table, pd.DataFrame):
            pd.testing.assert_frame_equal(tables[key], table)


@pytest.mark.parametrize("name", CASES)
def test_no_text_of_a_record_acts_as_markup(name):
    chart = drawn(name, CASES[name][0]())
    text = json.dumps([json.loads(chart.figure.to_json()), dict(chart.narrow)], ensure_ascii=False)
    assert "<script" not in text and "<img" not in text


def test_hover_shows_the_sentence_escaped():
    chart = drawn("feedback_strip", _sentences())
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img onerror=x&gt;" in chart.figure.data[0].hovertext[0]


def test_a_month_of_under_three_sheets_is_a_strip_and_no_dot_and_the_others_have_intervals():
    table = _themes("month", "2025-01", "2025-02")
    strip, dots = drawn("themes_over_time", {"themes_by_month": table.assign(theme="conflict")}).figure.data[:2]
    assert list(strip.hovertext) == ["February 2025: too few to say (n = 2)"]
    assert dots.y[0] == 0.75 and pd.isna(dots.y[1])
    assert [round(float(ends[0]), 2) for ends in (dots.error_y.array, dots.error_y.arrayminus)] == [0.15, 0.35]
    assert dots.hovertext[0] == "January 2025: 3 of 4 sheets, 75% (90% interval 40% to 90%)"


def test_a_cell_of_the_grid_tells_its_interval_and_is_hollow_under_three():
    reach, share, few = drawn("themes_by_client", {"themes_by_client": _themes("client_id", "C01", "C02")}).figure.data
    assert list(share.hovertext) == ["C01, conflict: 3 sheets, 75% (n = 4; 90% interval 40% to 90%)"]
    assert (list(reach.marker.size), list(share.marker.size)) == ([0.9], [0.75])
    assert few.marker.symbol == "circle-open" and few.hovertext[0].endswith("1 sheet, too few to say (n = 2)")


def test_the_weakest_criterion_stands_on_top_and_its_outcome_first():
    chart = drawn("coverage_grid", _coverage())
    assert chart.narrow["yaxis.ticktext"] == ["2.2", "2.1", "1.1"]


def test_accepted_is_filled_with_its_number_and_candidates_are_hollow():
    accepted, candidates = drawn("coverage_grid", _coverage()).figure.data[:2]
    assert (list(accepted.text), accepted.marker.symbol) == (["1", "1"], None)
    assert (list(candidates.text), candidates.marker.symbol) == (["1"], "circle-open")


def test_each_state_of_a_topic_has_a_shape_of_its_own_and_a_wrong_edition_a_cross():
    marks = {data.name: data for data in drawn("contract_map", _contracts()).figure.data}
    assert {name: (mark.marker.symbol, len(mark.x)) for name, mark in marks.items()} == {
        "settled by the first contact": ("square", 2),
        "settled after it": ("diamond-open", 1),
        "settled, day not known": ("circle", 1),
        "open": ("circle-open", 2),
        "edition not in force then": ("x-thin", 1),
    }
    assert list(marks["settled after it"].hovertext) == ["C01, records: settled after it<br>2 January 2025"]


def test_a_share_of_under_three_is_held_back():
    bars = drawn("voices", _voices()).figure.data
    coach = next(bar for bar in bars if bar.type == "bar")
    assert pd.isna(coach.x).all()


def test_a_bar_of_a_month_is_striped_where_it_is_in_the_moment_and_what_is_not_stated_has_its_own():
    planned, moment, unsaid = drawn("hours_months", _months()).figure.data
    assert [(bar.name, bar.marker.pattern.shape, list(bar.y)) for bar in (planned, moment, unsaid)] == [
        ("planned", "", [2.0]),
        ("in the moment", "/", [0.25]),
        ("not stated", ".", [0.5]),
    ]


def test_what_is_supposed_has_its_own_three_traces_also_where_there_is_nothing_to_draw():
    from coachkit.figures.supposing import SUPPOSED, way

    tables = _supposing()
    for supposed in (tables["supposed"], tables["supposed"].head(0)):
        traces = drawn("hours_supposed", {**tables, "supposed": supposed}).figure.data[SUPPOSED]
        assert [{"x": list(trace.x), "y": list(trace.y)} for trace in traces] == way(supposed)
    assert way(tables["supposed"])[2] == {"x": ["2025-03-15", "2025-03-22", "2025-03-29"], "y": [2.0, 3.0, 190 / 60]}


def test_marks_know_what_they_stand_for():
    calendar = drawn("hours_calendar", CASES["hours_calendar"][0]()).figure.data[0]
    assert all(pd.Timestamp(key).day_name() == "Monday" for key in calendar.customdata)
    share = drawn("themes_by_client", {"themes_by_client": _themes("client_id", "C01", "C02")}).figure.data[1]
    assert list(share.customdata) == ["conflict"]
    said = _sentences()["feedback_sentences"].assign(start=7)
    assert set(drawn("feedback_strip", {"feedback_sentences": said}).figure.data[0].customdata) == {
        f"{piece}:7" for piece in said["feedback_id"].unique()
    }


def test_a_met_target_is_told_with_its_day():
    tables = _cumulative()
    met = tables["requirements"].assign(needed=120)
    title = drawn("hours_cumulative", {**tables, "requirements": met, "fan": tables["fan"].head(0)}).title
    assert title == "You reached the target on 3 February 2025: 2.0 of 2.0 hours in all"


def test_no_two_labels_look_alike_without_colour():
    from coachkit.figures.profile import _LOOKS
    from coachkit.schema import REFLECTION_LABELS

    assert set(_LOOKS) == set(REFLECTION_LABELS)
    hollow = {label for label, (colour, _) in _LOOKS.items() if colour == "rgba(0,0,0,0)"}
    patterns = [pattern for label, (_, pattern) in _LOOKS.items() if label not in hollow]
    assert hollow == {"Other"}
    assert len(set(patterns)) == len(patterns)


def test_each_label_has_a_strip_with_its_band_and_a_hover_that_gives_it():
    chart = drawn("reflection_bands", _profile())
    assert [note.text for note in chart.figure.layout.annotations] == [
        "<b>Experience</b>: sentences that tell what happened",
        "<b>Learning</b>: sentences that say what was learnt",
    ]
    high, low, share = chart.figure.data[:3]
    assert (list(low.y), list(share.y), list(high.y)) == ([0.3], [0.6], [0.8])
    assert list(share.hovertext) == ["January 2025, Experience: 60% (n = 10; 30% to 80%)"]


def test_months_in_the_silence_map_stay_apart_however_narrow_the_window():
    box, dot = drawn("silence_map", _silences()).figure.data
    assert (list(box.text), len(dot.x)) == (["2"], 3)
    assert box.width < 28 * 86_400_000  # milliseconds: less than the shortest month


def test_what_carries_too_much_is_striped_and_each_bar_has_its_count():
    chart = drawn("reliance_bars", _reliance())
    plain, striped, even = chart.figure.data
    assert (plain.marker.pattern.shape, striped.marker.pattern.shape) == ("", "/")
    assert (list(striped.x), list(even.x)) == ([0.5], [0.05, 0.05, 0.5, 0.5])
    assert striped.hovertext[0] == "S1: 5 of 10 accepted passages, 50% (n = 10)<br>on this alone: 1.1"
    counts = [note.text for note in chart.figure.layout.annotations if " of " in note.text and "<b>" not in note.text]
    assert counts == ["5 of 10", "1 of 10", "4 of 10", "6 of 10"]


def test_too_few_passages_are_not_drawn():
    few = _reliance()["reliance"].assign(reading=FEW)
    assert drawn("reliance_bars", {"reliance": few}).title == (
        "Nothing to show yet: too few passages are accepted to say how they are spread."
    )


def test_criteria_seen_in_the_sample_not_seen_and_never_seen_have_marks_of_their_own_least_on_top():
    chart = drawn("sampling_chances", _sampling())
    assert [(list(dots.y), dots.marker.symbol) for dots in chart.figure.data] == [
        ([2], "circle"),
        ([1], "circle-open"),
        ([0], "x-thin"),
    ]
    assert list(chart.figure.layout.yaxis.ticktext) == ["1.1", "1.3", "1.2"]
    assert chart.figure.data[0].text[0].strip() == "50%, 2 sources"
