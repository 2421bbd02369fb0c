"""Sentences are compared whole, on tables small enough to add up by hand."""

import pandas as pd
import pytest

from coachkit import narrate
from coachkit.narrate import wording

COVERAGE = ["criterion", "needed", "accepted", "sources", "clients", "kinds", "latest", "status", "remark"]
CANDIDATES = ["criterion", "rank", "source_id", "start", "end", "passage", "score", "why"]
CHECK = ["criterion", "n", "hit_at_5", "hit_at_10", "random_at_5", "longest_at_5"]
FEEDBACK = ["feedback_id", "start", "end", "sentence", "polarity", "likeliest", "score", "aspects", "cues"]
TRIANGULATION = ["subject", "kind", "voice", "n", "positive", "negative", "reading"]
GAPS = ["client_id", "item", "coach", "client", "n", "gap"]
LOOPS = [
    "intention_sheet",
    "intention_start",
    "intention_end",
    "intention",
    "closing_source",
    "closing_start",
    "closing_end",
    "closing",
    "status",
    "lag_days",
]
MONTHS = ["month", "sheets", "sentences", "label", "share", "low", "high"]
THEMES = ["month", "theme", "sheets", "of", "share", "low", "high", "reading"]
RULES = ["rule", "unit", "needed", "have", "met", "source"]
FORECAST = ["rule", "status", "quantile", "date"]
FAULTS = ["file", "line", "column", "value", "problem", "cure"]


def frame(columns, *rows):
    return pd.DataFrame(list(rows), columns=columns)


def summary(**minutes):
    return pd.DataFrame({"measure": list(minutes), "minutes": list(minutes.values())})


def coverage(*rows):
    return frame(COVERAGE, *[(c, needed, has, has, has, "RA", pd.NaT, status, "") for c, needed, has, status in rows])


def loop(sheet, words, status, lag=None):
    return (sheet, 5, 9, words, "S9" if status == "closed" else "", 1, 2, "done", status, lag)


def said(aspect, polarity, text="Text.", source="F1", score=0.5):
    return (source, 0, 5, text, polarity, polarity, score, aspect, "")


def test_hours_say_what_can_be_claimed_and_how_it_divides():
    table = summary(logged=600, on_a_sheet=500, claimable=540, planned=480, in_the_moment=60, supervision=90)
    assert narrate.hours(table) == (
        "You can claim 9.0 hours of 10.0 hours logged: 8.0 hours planned and 1.0 hours in the moment; "
        "supervision, 1.5 hours, is counted apart."
    )


@pytest.mark.parametrize("table", [summary(), summary(logged=0, claimable=0)])
def test_hours_of_an_empty_log(table):
    assert narrate.hours(table) == "You have no contacts logged yet."


def test_the_waterfall_names_each_reason():
    table = pd.DataFrame(
        {"step": ["logged", "no consent", "outside the period", "claimable"], "minutes": [600, -60, -90, 450]}
    )
    assert narrate.waterfall(table) == (
        "Of 10.0 hours logged, 2.5 hours cannot be claimed: 1.0 hours for “no consent” and 1.5 hours for “outside the period”."
    )
    whole = pd.DataFrame({"step": ["logged", "claimable"], "minutes": [600, 600]})
    assert narrate.waterfall(whole) == "All 10.0 hours logged can be claimed."
    assert narrate.waterfall(whole.head(0)) == "You have no contacts logged yet."


def test_contacts_left_out_are_counted_with_their_reason():
    columns = ["contact_id", "minutes", "reason"]
    assert narrate.excluded(frame(columns)) == "No contact is left out of the time that you can claim."
    assert (
        narrate.excluded(frame(columns, ("K1", 30, "no consent")))
        == "1 contact (0.5 hours) is left out: 1 for “no consent”."
    )


def test_hours_by_month_and_by_client():
    columns = ["month", "role", "planned", "contacts", "minutes"]
    months = frame(columns, ("2025-01", "coaching", "yes", 2, 120), ("2025-02", "coaching", "no", 1, 15))
    assert narrate.by_month(months) == "You coached in 2 months; most in January 2025, with 2.0 hours in 2 contacts."
    assert narrate.by_month(months.head(0)) == "You have no contacts that count as claimable yet."
    clients = months.rename(columns={"month": "client_id"}).assign(client_id=["C01", "C02"])
    assert narrate.by_client(clients) == "You coached 2 clients, from 2.0 hours with C01 to 0.2 hours with C02."
    assert narrate.by_client(clients.head(1)) == "You coached 1 client: 2.0 hours with C01."
    assert narrate.by_client(clients.head(0)) == "You have no contacts that count as claimable yet."


def test_requirements_name_what_is_short_and_what_is_not_checked():
    table = frame(
        RULES,
        ("hours_total", "minutes", 6000, 6200, "yes", ""),
        ("hours_planned", "minutes", 6000, 4920, "no", ""),
        ("practice_minutes_per_supervision_minute", "ratio", 35, pd.NA, "no", ""),
        ("clients", "clients", pd.NA, 3, "not checked", ""),
    )
    assert narrate.requirements(table) == (
        "You meet 1 of 3 requirements; not yet: planned hours (82.0 of 100.0 hours) and practice for each minute of supervision "
        "(no supervision, at most 35). 1 rule is not checked."
    )
    assert narrate.requirements(table.head(1)) == "You meet the 1 requirement that is checked."
    assert (
        narrate.requirements(table.head(0))
        == "No requirement is checked, because your settings give no figure for one."
    )


def test_the_forecast_says_met_likely_or_not_enough_history():
    dates = pd.to_datetime(["2026-03-24", "2026-06-25", "2026-08-06", "2026-09-24", None])
    table = frame(
        FORECAST,
        ("hours_total", "met", None, dates[0]),
        ("hours_planned", "forecast", 0.1, dates[1]),
        ("hours_planned", "forecast", 0.5, dates[2]),
        ("hours_planned", "forecast", 0.9, dates[3]),
        ("hours_paid", "not enough history", None, dates[4]),
    )
    assert narrate.forecast(table) == (
        "Hours in all: reached on 24 March 2026. Planned hours: likely by 6 August 2026 (8 chances in 10 between 25 June 2026 and "
        "24 September 2026). Paid hours: not enough history to say when."
    )
    assert narrate.forecast(table.head(0)) == "No rule about hours is set, so nothing is forecast."
    never = table.iloc[1:4].assign(date=pd.NaT)
    assert narrate.forecast(never) == "Planned hours: no date is in sight at the pace of your weeks so far."


def test_cadence_tells_the_longest_pause():
    weeks = pd.date_range("2025-01-06", periods=4, freq="7D")
    table = frame(
        ["week", "planned", "contacts", "minutes"],
        *[(week, "yes", n, 60 * n) for week, n in zip(weeks, (1, 0, 0, 2), strict=True)],
        (weeks[0], "no", 1, 15),
    )
    assert narrate.cadence(table) == (
        "You coached in 2 of 4 weeks; the longest pause was 2 weeks, from 13 January 2025; 1 of 4 contacts (0.2 hours) was in the moment."
    )
    assert narrate.cadence(table.head(0)) == "You have no contacts that count as claimable yet."
    assert (
        narrate.cadence(table.head(1)) == "You coached in 1 of 1 week; none of 1 contact (0.0 hours) was in the moment."
    )


def test_cadence_counts_only_what_says_whether_it_was_planned():
    week = pd.Timestamp("2025-01-06")
    columns = ["week", "planned", "contacts", "minutes"]
    some = frame(columns, (week, "yes", 1, 60), (week, "no", 2, 30), (week, "not stated", 3, 90))
    none = frame(columns, (week, "not stated", 3, 90))
    assert (
        narrate.cadence(some)
        == "You coached in 1 of 1 week; 2 of 3 contacts (0.5 hours) were in the moment; 3 contacts do not say."
    )
    assert narrate.cadence(none) == "You coached in 1 of 1 week; none of the 3 contacts says whether it was planned."


def test_the_longest_pause_with_a_client():
    columns = ["client_id", "contacts", "first", "last", "longest_gap_days", "gap_from", "gap_to", "days_since"]
    begin, end = pd.Timestamp("2025-01-01"), pd.Timestamp("2025-03-02")
    table = frame(
        columns, ("C01", 2, begin, end, 60, begin, end, 0), ("C02", 1, begin, begin, pd.NA, pd.NaT, pd.NaT, 60)
    )
    assert (
        narrate.gaps(table)
        == "The longest pause with one client was 60 days, with C01 from 1 January 2025 to 2 March 2025 (n = 1 client)."
    )
    assert narrate.gaps(table.tail(1)) == "No client has two contacts yet, so there is no pause to see."


def test_coverage_leads_with_the_weakest():
    table = coverage(
        ("1.1", 2, 0, "missing"), ("1.2", 2, 1, "thin"), ("1.3", 2, 2, "one-sided"), ("1.4", 2, 3, "covered")
    )
    assert narrate.coverage(table) == (
        "Of 4 criteria, 1 is covered; 1 has nothing accepted (1.1), 1 has less than it needs (1.2) and 1 rests on one source or one client (1.3)."
    )
    assert narrate.coverage(table.tail(1)) == "The 1 criterion is covered."
    assert narrate.coverage(table.head(0)) == "No criteria are set, so there is nothing to cover."


def test_readiness_is_the_weakest_criterion_and_how_many_are_below_and_no_average():
    table = coverage(
        ("1.4", 2, 0, "missing"), ("1.2", 2, 1, "thin"), ("1.1", 2, 2, "one-sided"), ("1.3", 2, 3, "covered")
    )
    assert narrate.readiness(table) == "Weakest first: 1.4 has none of 2; 2 of 4 criteria are below what they need."
    assert narrate.readiness(table.drop(0)) == (
        "Weakest first: 1.2 has 1 of 2; 1 of 3 criteria is below what it needs."
    )
    sided = table.tail(2).assign(remark=["all of one client, C01; 1 likely passage is not offered", ""])
    assert narrate.readiness(sided) == (
        "Weakest first: 1.1 has 2 of 2, all of one client, C01; none of 2 criteria is below what it needs."
    )
    assert narrate.readiness(table.tail(1)) == (
        "None of 1 criterion is below what it needs; the weakest is 1.3, with 3 of 2."
    )
    assert narrate.readiness(table.head(0)) == "No criteria are set, so there is nothing to be ready for."


def asked(**changed):
    row = {
        "criterion": ["1.1", "1.2", "1.3"],
        "accepted": [0, 2, 1],
        "reasons": [None, 1, 1],
        "third_party": [None, 1, 0],
        "found": [None, 1, 1],
        "quoted": [None, 2, 1],
        "current": "",
        "judged_again": [None, None, None],
        "agreed": [None, None, None],
        "unread": [None, None, None],
    }
    numbers = ["reasons", "third_party", "found", "quoted", "judged_again", "agreed", "unread"]
    return pd.DataFrame(row | changed).astype(dict.fromkeys(numbers, "Int64"))


def test_what_an_assessor_asks_names_what_is_missing_and_what_is_blank():
    assert narrate.vacsr(asked()) == (
        "Of 3 accepted passages, you typed how the passage meets the criterion for 2 (not yet for all of 1.2), 1 is in a "
        "third party’s voice and 1 quote is not found any more. How old evidence may be is blank: no rule of yours says "
        "so. Whether another would judge as you did is blank: no assessor’s decision stands beside yours."
    )
    judged = asked(current=["", "no", "yes"], judged_again=[None, 2, 1], agreed=[None, 1, 1], unread=[None, None, 1])
    assert narrate.vacsr(judged).endswith(
        " The latest source is older than your rule allows for 1.2. An assessor judged 2 of 3 passages again as you had; "
        "1 decision of an assessor could not be read as accepted or rejected."
    )
    few = asked(current=["", "yes", "yes"], judged_again=[None, 2, None], agreed=[None, 1, None])
    assert narrate.vacsr(few).endswith(
        " None is older than your rule allows. Whether another would judge as you did is too few to say (n = 2)."
    )
    assert narrate.vacsr(asked().head(1)) == (
        "Nothing is accepted yet, so there is nothing that an assessor could ask after."
    )


def rests(*rows):
    columns = ["of", "which", "accepted", "total", "share", "even", "criteria", "reading"]
    return frame(columns, *[(of, which, n, 12, n / 12, even, alone, told) for of, which, n, even, alone, told in rows])


def test_over_reliance_is_told_with_its_n_and_what_would_be_even():
    much = "more than an even spread would explain"
    table = rests(
        ("source", "S1", 2, 0.05, "", ""),
        ("client", "C01", 9, 0.25, "1.1;1.2", much),
        ("month", "2025-03", 2, 0.1, "", ""),
        ("kind", "RA", 12, 1.0, "1.1", "the only one there is"),
    )
    assert narrate.reliance(table) == (
        "More than an even spread would explain: 75% (n = 12) of your accepted passages from C01 (25% would be even; "
        "2 criteria rest on nothing else). No source or month carries that much. "
        "All of it rests on reflective accounts, the only kind that there is."
    )
    assert narrate.reliance(table.drop([1, 3])) == (
        "No source or month carries more of your accepted passages than an even spread would explain."
    )
    few = table.assign(reading="too few to say", total=4)
    assert narrate.reliance(few) == "On how few things your evidence rests is too few to say (n = 4)."
    assert narrate.reliance(table.head(0)) == "Nothing is accepted yet, so there is nothing that it could rest on."


def test_what_would_be_left_without_a_client_is_told_by_client():
    table = rests(("client", "C01", 9, 0.25, "1.1;1.2", ""), ("client", "C02", 2, 0.25, "1.4", ""))
    assert narrate.alone(table) == (
        "If one client withdrew, 3 criteria could have nothing left: 1.1 and 1.2 without C01; 1.4 without C02."
    )
    assert narrate.alone(table.head(0)) == (
        "No accepted passage belongs to a client yet, so none would be lost if one withdrew."
    )
    assert narrate.alone(table.assign(criteria="")) == (
        "There is no criterion that would have nothing if one client withdrew."
    )


def test_a_sample_says_what_it_would_seldom_and_never_show():
    columns = ["criterion", "k", "pieces", "draws", "chance", "sampled", "sources"]
    table = frame(
        columns,
        ("1.1", 5, 20, 2000, 0.0, "no", ""),
        ("1.2", 5, 20, 2000, 0.5, "no", "S1"),
        ("1.3", 5, 20, 2000, 0.25, "yes", "S2"),
    )
    drawn = pd.DataFrame({"source_id": ["S2", "S3"]})
    assert narrate.sampling(table) == (
        "In 2,000 draws of 5 of your 20 pieces, 1.3 (25%) and 1.2 (50%) are seen least often, to within 2 in 100; "
        "1 criterion can never be seen, since nothing is accepted for it."
    )
    assert narrate.sample(drawn, table) == (
        "This draw of 2 pieces shows 1 of 3 criteria; 1.2 has evidence that it does not show."
    )
    assert narrate.sample(drawn, table.tail(1)) == "This draw of 2 pieces shows 1 of 1 criterion."
    assert narrate.sampling(table.assign(k=3, pieces=3)) == (
        "A sample would hold all of your 3 pieces; 1 criterion can never be seen, since nothing is accepted for it."
    )
    assert narrate.sampling(table.assign(pieces=0)) == (
        "Nothing is accepted yet, so there is nothing to draw a sample from."
    )
    assert narrate.sample(drawn.head(0), table) == "Nothing is accepted yet, so no piece can be drawn."


def test_candidates_are_never_called_evidence_before_they_are_read():
    table = frame(CANDIDATES, ("1.1", 1, "S1", 0, 5, "A.", 1.0, ""), ("1.2", 1, "S2", 0, 5, "B.", 1.0, ""))
    assert (
        narrate.candidates(table)
        == "2 passages may evidence criteria 1.1 and 1.2; they are not checked until you have read them."
    )
    assert (
        narrate.candidates(table.head(1))
        == "1 passage may evidence criterion 1.1; it is not checked until you have read it."
    )
    assert narrate.candidates(table.head(0)).startswith("There is no passage to look at")


def test_the_finder_admits_that_it_is_no_better_than_chance():
    table = frame(CHECK, ("1.1", 20, 0.1, 0.2, 0.05, 0.1))
    assert narrate.finder_check(table) == (
        "Of 20 passages that you accepted, each left out in turn, the finder had 10% among its first five (n = 20), where five at random "
        "would have 5% and the five longest 10%: that is no better than chance, so treat its list as a place to start reading and no more."
    )
    better = frame(CHECK, ("1.1", 40, 0.5, 0.6, 0.05, 0.1))
    assert narrate.finder_check(better).endswith(
        "the five longest 10%: that is better than chance, but it misses passages too."
    )
    assert narrate.finder_check(table.assign(n=2)) == "How well the finder works is too few to say (n = 2)."
    assert narrate.finder_check(table.head(0)) == "How well the finder works is too few to say (n = 0)."


def test_feedback_is_counted_by_polarity():
    table = frame(
        FEEDBACK, said("trust;outcome", "positive"), said("trust", "unsure"), said("", "negative", source="F2")
    )
    assert narrate.feedback(table) == (
        "Of 3 sentences in 2 pieces of feedback, 1 reads as positive, 1 negative and 1 unsure; they speak most of trust (n = 2) and results (n = 1)."
    )
    assert narrate.feedback(table.tail(1)) == "Of 1 sentence in 1 piece of feedback, 1 reads as negative."
    assert narrate.feedback(table.head(0)) == "You have no feedback yet."


def test_triangulation_names_what_only_clients_say():
    table = frame(
        TRIANGULATION,
        ("trust", "aspect", "client", 5, 4, 1, "only client"),
        ("trust", "aspect", "coach", 1, 1, 0, "only client"),
        ("structure", "aspect", "client", 4, 1, 3, "contradiction"),
        ("ethics", "aspect", "coach", 2, 1, 0, "too few"),
    )
    assert narrate.triangulation(table) == (
        "You and your clients differ about structure (n = 4); clients speak of trust (n = 5), which you hardly judge; there is too little to say on ethics."
    )
    assert narrate.triangulation(table.head(0)) == "There are not yet two voices to compare."
    assert narrate.triangulation(table, "theme") == "There are not yet two voices to compare on any theme."


def test_triangulation_says_where_a_voice_other_than_the_clients_differs_from_you():
    table = frame(
        TRIANGULATION,
        ("listening", "aspect", "client", 4, 3, 1, "agreed"),
        ("listening", "aspect", "peer", 3, 0, 3, "agreed"),
        ("listening", "aspect", "sponsor", 2, 0, 2, "agreed"),
        ("listening", "aspect", "supervisor", 10, 5, 5, "agreed"),
        ("listening", "aspect", "coach", 5, 4, 1, "agreed"),
    )
    assert narrate.triangulation(table) == (
        "You agree on listening; your peers see listening otherwise than you (0% positive, n = 3; you 80%, n = 5)."
    )


def test_triangulation_names_three_subjects_and_counts_the_others():
    subjects = [(f"s{n}", "theme", "client", n, 1, 1, "only client") for n in (3, 6, 4, 5)]
    agreed = [(f"a{n}", "theme", "client", 9, 9, 0, "agreed") for n in range(4)]
    assert narrate.triangulation(frame(TRIANGULATION, *subjects, *agreed)) == (
        "Clients speak of s6 (n = 6), s5 (n = 5), s4 (n = 4) and 1 more, which you hardly judge; you agree on 4 subjects."
    )


def test_a_sentence_of_feedback_says_what_it_was_read_as_and_from_which_words():
    row = {"polarity": "negative", "cues": "might have;pushed;where;side", "aspects": "challenge;outcome"}
    table = pd.DataFrame([row, row | {"polarity": "mixed", "cues": "", "aspects": ""}])
    assert list(narrate.read_as(table)) == [
        "read as negative; from “might have”, “pushed”, “where”; about challenge and results",
        "read as mixed",
    ]


def test_rating_gaps_keep_their_direction_client_by_client():
    table = frame(
        GAPS,
        ("C01", "challenge", 4, 4, 3, 0.0),
        ("C02", "challenge", 3, 4, 3, -1.0),
        ("C03", "trust", 5, 3.5, 4, 1.5),
        ("C04", "trust", 1, pd.NA, 2, pd.NA),
    )
    assert narrate.rating_gaps(table) == (
        "You rated trust 1.5 of a point higher than C03 did (n = 4) and challenge 1.0 of a point lower than C02 did (n = 3). "
        "Of 3 pairs of ratings you are lower in 1 and higher in 1."
    )
    assert narrate.rating_gaps(table.head(1)) == "You and your clients rate alike, in each of 1 pair of ratings."


def test_rating_gaps_are_held_back_under_three():
    once = frame(GAPS, ("C01", "trust", pd.NA, pd.NA, 1, pd.NA))
    assert narrate.rating_gaps(once) == (
        "Gaps between ratings are too few to say: no client has rated an item 3 times (at most n = 1)."
    )
    assert narrate.rating_gaps(once.assign(n=3)) == (
        "You and your clients have not rated the same items yet, so there is no gap to tell."
    )
    assert narrate.rating_gaps(once.head(0)) == "There are no ratings by you and a client on the same item yet."


def test_a_cell_quotes_each_polarity_in_turn_and_says_how_many_there_are():
    said = [
        ("trust", "aspect", "client", "F1", 0, 9, f"{polarity} {n}.", polarity)
        for n in range(8)
        for polarity in ("positive", "negative")
    ]
    spoken = frame(["subject", "kind", "voice", "source_id", "start", "end", "sentence", "polarity"], *said)
    table = frame(TRIANGULATION, ("trust", "aspect", "client", 16, 8, 8, "only client"))
    (cell,) = narrate.cells(table, spoken)
    (voice,) = cell["voices"]
    assert voice["title"] == "Client (n = 16: 8 positive, 8 negative, 12 of them quoted)"
    assert [one["why"] for one in voice["items"]] == ["read as negative", "read as positive"] * 6


def test_reflection_is_a_profile_with_its_n():
    table = frame(MONTHS, ("2025-01", 1, 10, "Experience", 0.6, 0, 1), ("2025-01", 1, 10, "Learning", 0.4, 0, 1))
    assert narrate.reflection(table) == (
        "Of 10 sentences in 1 month, 60% tell what happened and 40% say what was learnt, as the program reads them. Each share is of the "
        "sentences, so that long and short sheets compare; its 90% interval allows for how few they are and for how often a label is misread."
    )
    assert narrate.reflection(table.head(0)) == "Your sheets hold no sentence yet."
    few = frame(MONTHS, ("2025-01", 1, 2, "Experience", 1.0, 0, 1))
    assert narrate.reflection(few) == "What your sentences do is too few to say (n = 2)."


def test_shares_that_stand_apart_are_named_furthest_first():
    table = frame(
        MONTHS,
        ("2025-01", 1, 10, "Experience", 0.6, 0.5, 0.8),
        ("2025-01", 1, 10, "Learning", 0.4, 0.2, 0.6),
        ("2025-02", 1, 10, "Experience", 0.4, 0.3, 0.7),
        ("2025-02", 1, 10, "Learning", 0.6, 0.4, 0.7),
    )
    assert narrate.apart(table) == (
        "No month stands apart: each of 4 shares (2 labels, 2 months) has a 90% interval that holds the share of all."
    )
    apart = table.assign(low=[0.51, 0.2, 0.3, 0.51])
    assert narrate.apart(apart) == (
        "2 of 4 shares (2 labels, 2 months) have a 90% interval that leaves out the share of all: Experience in January 2025 "
        "(60% of n = 10, 50% of all) and Learning in February 2025 (60% of n = 10, 50% of all)."
    )
    clients = apart.rename(columns={"month": "client_id"}).assign(
        client_id=["C01", "C01", "C02", "C02"], low=[0, 0, 0, 0.51]
    )
    assert narrate.apart(clients) == (
        "1 of 4 shares (2 labels, 2 clients) has a 90% interval that leaves out the share of all: Learning with C02 "
        "(60% of n = 10, 50% of all)."
    )
    assert narrate.apart(table.head(2)) == "There is 1 month with sheets, so there is nothing to compare it with."
    assert narrate.apart(table.head(0)) == "How the shares differ is too few to say."


def test_a_sheets_shares_stand_beside_their_intervals():
    table = frame(
        ["sheet_id", "sentences", "label", "share", "low", "high"],
        ("S1", 4, "Experience", 0.75, 0.301, 0.954),
        ("S1", 4, "Learning", 0.25, 0.046, 0.699),
    )
    wide = narrate.of_sheets(table)
    assert wide.columns.tolist()[:2] == ["sheet_id", "sentences"]
    assert wide[["sheet_id", "sentences", "Experience", "Learning"]].values.tolist() == [
        ["S1", 4, "75% (30–95)", "25% (5–70)"]
    ]


OPENINGS = ["sheet_id", "sentences", "told", "share", "low", "high", "start", "end", "sentence", "question"]


def test_sheets_that_mostly_tell_are_told_with_their_share_and_how_sure_that_is():
    table = frame(
        OPENINGS,
        ("S1", 10, 5, 0.5, 0.27, 0.73, 0, 8, "I asked.", "You write “I asked”: why?"),
        ("S2", 10, 10, 1.0, 0.79, 1.0, 0, 8, "I asked.", "You write “I asked”: why?"),
    )
    sheets = pd.DataFrame({"sheet_id": ["S1", "S2", "S3"]})
    assert narrate.openings(table, sheets) == (
        "In 2 of 3 sheets half or more of the sentences (50 to 100%) are read as telling what happened, or as none of the other labels; "
        "for 1 of them the 90% interval lies above half. The rest of such a sheet does something else. "
        "For each there is one sentence that you could open up, in the order of the sheets."
    )
    assert narrate.openings(table.head(0), sheets) == (
        "In none of 3 sheets do half or more of the sentences tell what happened."
    )
    assert (
        narrate.openings(table, sheets.head(2)) == "Which sheets mostly tell what happened is too few to say (n = 2)."
    )


def test_every_sheet_can_be_opened_to_its_sentence_and_question():
    table = frame(OPENINGS, ("S1", 10, 5, 0.5, 0.27, 0.73, 0, 8, "sponsor asked.", "You write “sponsor asked”: why?"))
    assert narrate.opened(table) == [
        {
            "title": "S1: 5 of 10 sentences tell (50%; 90% interval 27 to 73%)",
            "voices": [
                {
                    "title": "You write “sponsor asked”: why?",
                    "items": [{"text": "Sponsor asked.", "place": "S1", "why": "", "source_id": "S1"}],
                }
            ],
        }
    ]


SILENCES = ["topic", "sheets", "of", "share", "low", "high", "latest", "reading", "question"]


def test_contracts_say_how_many_topics_are_settled_which_never_and_who_is_left_out():
    clients = pd.DataFrame({"client_id": ["C01", "C02"], "settled": [1, 2]})
    topics = pd.DataFrame({"topic": ["ip_materials", "complaints", "fees"], "clients": [0, 0, 2]})
    assert narrate.contracts(clients, topics, ["C03"]) == (
        "Your contracts settle 1 to 2 of 3 topics (n = 2 clients); none settles IP materials and complaints. "
        "C03 is left out: this client does not consent."
    )
    assert (
        narrate.contracts(clients.head(1), topics.assign(clients=1))
        == "Your contracts settle 1 of 3 topics (n = 1 client)."
    )
    assert narrate.contracts(clients.head(0), topics) == "You have recorded no topic that a contract settles."


def test_editions_name_the_clients_settled_late_and_under_an_edition_not_in_force():
    columns = ["client_id", "settled", "code", "edition", "edition_in_force", "before_first_contact"]
    table = frame(
        columns,
        ("C01", "yes", "ICF", "2020", "2020", "yes"),
        ("C02", "yes", "ICF", "2025", "2020", "no"),
        ("C02", "yes", "Global", "2021", "", ""),
        ("C02", "", "", "", "", ""),
    )
    assert narrate.editions(table) == (
        "Of 3 topics settled with 2 clients, 1 (C02) was first settled after the first contact, 1 (C02) was settled under an "
        "edition that was not in force on the day and of 1 the edition is not checked, since its dates are not read."
    )
    assert narrate.editions(table.tail(1)) == "There is no contract to compare with the dates of a code."


def test_ethical_moments_are_counted_by_kind_offered_for_criteria_and_never_called_checked():
    columns = ["moment", "source_id", "passage", "why", "criteria"]
    table = frame(
        columns, ("power", "S1", "My rank.", "my rank", "1.1;1.2"), ("referral", "S1", "A doctor.", "a; b", "")
    )
    assert narrate.ethical_moments(table, 1) == (
        "2 passages hold words that tell of an ethical moment: power (n = 1) and referral (n = 1). They may evidence 1.1 and 1.2. "
        "None is checked until you have read it. 1 passage is not offered: the only client does not consent."
    )
    assert narrate.ethical_moments(table.head(0)) == "No passage with an ethical moment was found."
    assert list(narrate.may_show(table)) == ["power, by “my rank”; may evidence 1.1 and 1.2", "referral, by “a”, “b”"]


def test_silences_name_what_is_never_found_else_what_comes_up_least():
    table = frame(
        SILENCES,
        ("power", 3, 9, 0.3, 0.1, 0.6, pd.Timestamp("2025-01-20"), "", "Who has the power?"),
        ("endings", 0, 9, 0.0, 0.0, 0.2, pd.NaT, "never", "Which are near an end?"),
    )
    assert narrate.silences(table) == "No sentence about endings was found in 9 sheets."
    both = table.assign(sheets=[3, 4], reading="")
    assert (
        narrate.silences(both)
        == "Of power and endings, power come up least: in 3 sheets of 9, last on 20 January 2025."
    )
    assert narrate.silences(table.assign(of=2)) == "What you never write about is too few to say (n = 2)."
    assert narrate.asked(table)["topic"].tolist() == ["endings", "power"]


def test_loops_count_what_was_carried_out():
    table = frame(
        LOOPS, *[loop("S1", "I will.", "closed", days) for days in (10, 20, 30)], loop("S2", "I shall.", "open")
    )
    assert (
        narrate.loops(table)
        == "For 3 of 4 intentions (75%) a later text was found that carries it out, half of them within 20 days; for the other 1 none was found."
    )
    assert narrate.loops(table.head(1)) == "You wrote 1 intention and carried out 1; a share is too few to say (n = 1)."
    assert (
        narrate.loops(table.tail(1))
        == "For none of the 1 intention that you wrote was a later text found that carries it out."
    )
    assert narrate.loops(table.head(0)) == "No intention was found in your sheets yet."


def test_themes_by_month_and_client():
    table = frame(THEMES, ("2025-01", "conflict", 2, 3, 0.67, 0, 1, ""), ("2025-01", "strategy", 1, 3, 0.33, 0, 1, ""))
    assert narrate.themes(table) == "Of 2 themes on 3 sheets, the commonest are “conflict” (2) and “strategy” (1)."
    assert narrate.themes(table.head(0)) == "No theme can be told yet: there are too few sheets with prose."
    assert narrate.themes(table.head(1).assign(of=2)) == "What your sheets are about is too few to say (n = 2 sheets)."
    assert narrate.themes_by_month(table) == (
        "No theme has two months whose 90% intervals lie apart, so what looks like movement may be chance."
    )
    apart = frame(
        THEMES,
        ("2025-01", "conflict", 0, 9, 0.0, 0.0, 0.23, ""),
        ("2025-02", "conflict", 2, 2, 1.0, 0.43, 1.0, "too few to say (n = 2)"),
        ("2025-03", "conflict", 9, 9, 1.0, 0.77, 1.0, ""),
    )
    assert narrate.themes_by_month(apart) == (
        "In 1 of 3 months there are too few sheets to say: February 2025 (n = 2). "
        "Only “conflict” has months whose 90% intervals lie apart; other movement may be chance."
    )
    assert narrate.themes_by_month(table.head(0)) == "No theme can be told yet: there are too few sheets with prose."
    clients = table.rename(columns={"month": "client_id"}).assign(client_id=["C01", "C02"])
    assert (
        narrate.themes_by_client(clients)
        == "“conflict” comes up with 1 of 2 clients; “conflict” and “strategy” only with one."
    )


def test_notes_are_gathered_by_kind():
    notes = frame(
        FAULTS,
        *[("contacts.csv", n, "date", "x", f"is before the contract of C0{n} (2024-08-2{n})", "") for n in (1, 2)],
    )
    none = frame(FAULTS)
    assert narrate.notes(none, notes) == (
        "Every row of your records was read. Noted, with nothing lost: 2 contacts dated before their client’s contract."
    )
    assert (
        narrate.notes(notes.head(1), none)
        == "1 problem in your records keeps what it concerns out of every figure: 1 in contacts.csv."
    )
    assert narrate.notes(none, none) == "Every row of your records was read, with nothing to note."


def test_findings_are_at_most_five_each_with_a_link_and_the_words_with_their_place():
    found = narrate.findings(**_everything())
    assert [finding["link"] for finding in found] == ["coverage", "reflection", "feedback", "hours", "records"]
    assert [finding["text"] for finding in found] == [
        "1 of 2 criteria is still short of evidence, weakest first 1.1; this passage may evidence one.",
        "For 1 of 1 intention that you wrote, no later text was found that carries it out; the oldest is from 2 March 2025.",
        "Only your clients judge trust: 5 sentences of theirs (n = 5), none of yours.",
        "For planned hours you have 82.0 of 100.0 hours; 1.0 hours of 100.0 hours logged cannot be claimed.",
        "Your records hold 1 contact dated before its client’s contract; nothing is lost, but an assessor may ask.",
    ]
    assert found[0]["quotes"] == [
        {
            "text": "A passage.",
            "place": "S042, paragraph 3",
            "why": "may evidence 1.1 “Agree a contract”; not checked",
            "source_id": "S042",
            "criterion": "1.1",
        }
    ]
    assert found[1]["quotes"][0]["text"] == "I will ask."
    assert found[2]["quotes"][0]["place"] == "F1, paragraph 1"


def test_where_clients_are_not_alone_the_widest_difference_is_told():
    differ = frame(
        TRIANGULATION,
        ("trust", "aspect", "client", 5, 1, 4, "contradiction"),
        ("trust", "aspect", "coach", 4, 4, 0, "contradiction"),
    )
    found = narrate.findings(**{**_everything(), "triangulation": differ})
    assert (
        found[2]["text"]
        == "You and your clients differ about trust: of their 5 sentences 20% read as positive and 80% as negative, "
        "of your 4 sentences 100% read as positive and 0% as negative."
    )


def test_a_difference_is_shown_by_a_client_s_sentence_on_the_side_where_clients_stand():
    told = frame(
        FEEDBACK, said("trust", "positive", "You kept it safe."), said("trust", "negative", "I was not sure who heard.")
    )
    told["score"] = [0.9, -0.4]

    def quoted(client: int, coach: int) -> str:
        rows = [
            ("trust", "aspect", voice, 5, n, 5 - n, "contradiction")
            for voice, n in (("client", client), ("coach", coach))
        ]
        tables = {"triangulation": frame(TRIANGULATION, *rows), "feedback_sentences": told}
        return narrate.findings(**{**_everything(), **tables})[2]["quotes"][0]["text"]

    assert quoted(1, 4) == "I was not sure who heard."
    assert quoted(4, 1) == "You kept it safe."


def test_a_candidate_names_its_criterion_in_words():
    rows = frame(CANDIDATES, ("1.1", 1, "S1", 0, 9, "A.", 1.0, ""), ("1.2", 1, "S2", 0, 9, "B.", 1.0, ""))
    assert list(narrate.may_evidence(rows, _everything()["framework"])) == [
        "may evidence 1.1 “Agree a contract”",
        "may evidence 1.2",
    ]


def test_a_passage_of_a_few_words_gives_way_to_a_longer_one_among_the_first_three():
    words = [
        "Too short.",
        "Then this one, which has nine words in it.",
        "Another that has more than eight words in it.",
    ]
    table = frame(CANDIDATES, *[("1.1", n, f"S00{n}", 0, 9, text, 1.0, "") for n, text in enumerate(words, 1)])
    quoted = [narrate.findings(**{**_everything(), "candidates": rows})[0]["quotes"] for rows in (table, table.head(1))]
    assert [[one["text"] for one in quotes] for quotes in quoted] == [[words[1]], [words[0]]]


def test_no_findings_from_empty_tables():
    empty = {name: table.head(0) for name, table in _everything().items()}
    assert narrate.findings(**empty) == []


def _everything():
    return {
        "coverage": coverage(("1.1", 2, 0, "missing"), ("1.2", 2, 2, "covered")),
        "candidates": frame(CANDIDATES, ("1.1", 1, "S042", 50, 60, "A passage.", 1.0, "")),
        "loops": frame(LOOPS, loop("S042", "I will ask.", "open")),
        "triangulation": frame(TRIANGULATION, ("trust", "aspect", "client", 5, 4, 1, "only client")),
        "requirements": frame(RULES, ("hours_planned", "minutes", 6000, 4920, "no", "")),
        "hours_forecast": frame(FORECAST),
        "hours_summary": summary(logged=6000, claimable=5940),
        "notes": frame(FAULTS, ("contacts.csv", 2, "date", "x", "is before the contract of C01 (2024-08-28)", "")),
        "problems": frame(FAULTS),
        "framework": pd.DataFrame({"criterion": ["1.1"], "text": ["Agree a contract"]}),
        "feedback_sentences": frame(FEEDBACK, said("trust", "positive", "You kept it safe.")),
        "sentences": frame(
            ["source_id", "date", "paragraph", "start", "voice"],
            *[("S042", pd.Timestamp("2025-03-02"), p, at, "coach") for p, at in ((1, 0), (3, 40))],
            ("F1", pd.Timestamp("2025-03-09"), 1, 0, "client"),
        ),
    }


@pytest.mark.parametrize("section", ["overview", "coverage", "reflection", "feedback", "themes", "hours"])
def test_every_section_has_two_or_three_questions_and_no_prose(section):
    for tables in ({}, _everything()):
        asked = narrate.prompts(section, **tables)
        assert 2 <= len(asked) <= 3
        assert all("?" in question for question in asked)


def test_prompts_quote_what_was_found():
    assert (
        narrate.prompts("reflection", loops=_everything()["loops"])[0]
        == "In S042 you wrote “I will ask.” What became of it?"
    )


def test_the_question_on_themes_asks_for_the_one_that_most_sheets_are_about():
    rows = [("S1", "a", 0.4), ("S1", "b", 0.6), ("S2", "a", 0.3), ("S2", "b", 0.7), ("S3", "a", 1.0)]
    table = pd.DataFrame(rows, columns=["sheet_id", "theme", "weight"])
    assert narrate.prompts("themes", themes=table)[0] == (
        "“b” comes back most often: is that your clients’ subject, your own, or both?"
    )


def test_the_sentences_leave_their_tables_as_they_were():
    tables = _everything()
    before = {name: table.copy() for name, table in tables.items()}
    narrate.findings(**tables)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_wording_is_the_same_everywhere():
    assert wording.hours(8051) == "134.2 hours"
    assert wording.percent(1, 2) == "too few to say (n = 2)"
    assert wording.percent(1, 3) == "33% (n = 3)"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.count(27, "criterion", "criteria") == "27 criteria"
    assert wording.folded("<img onerror=x> & more", 60) == "&lt;img onerror=x&gt; &amp; more"
    assert wording.begun("coach waited. sponsor left the coach.") == "Coach waited. Sponsor left the coach."
    assert wording.shortened("one two three", 8) == "one two …"
