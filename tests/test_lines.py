"""In one line, in any order and with any separator, date, length, clock times and the rest are found as written."""

import time
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.importers.values.lines import KINDS, Facts, facts, has_day, has_length, kinds


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("6th Jan 25 – Gareth P – 40 mins", Facts("6th Jan 25", "40 mins", "", ("Gareth P",))),
        (
            "Contact 2: Tues 14/01/2025, 10.30-11.15, Priya (phone)",
            Facts("Tues 14/01/2025", "", "10.30-11.15", ("Priya", "phone"), "2"),
        ),
        ("Session 3: May Brown, 6 Jan 2025 (1hr 10)", Facts("6 Jan 2025", "1hr 10", "", ("May Brown",), "3")),
        ("Session 1 of 4, Gareth, 6 Jan 2025, half an hour", Facts("6 Jan 2025", "half an hour", "", ("Gareth",), "1")),
        ("#4 June Hall | 14.1.25 | 45 minutes", Facts("14.1.25", "45 minutes", "", ("June Hall",), "4")),
        ("2. 14/01/2025 Priya 1½ hrs", Facts("14/01/2025", "1½ hrs", "", ("Priya",), "2")),
        ("2 - Gareth - 40 mins - 6 Jan 2025", Facts("6 Jan 2025", "40 mins", "", ("Gareth",), "2")),
        ("Contact 3", Facts(number="3")),
        ("6. January 2025, Priya", Facts("6. January 2025", "", "", ("Priya",))),
        ("6 January 2025\tPriya Nair\t45 min", Facts("6 January 2025", "45 min", "", ("Priya Nair",))),
        (
            "Priya Nair - Tuesday 14th January 2025 - 10:30 to 11:15 - Teams",
            Facts("Tuesday 14th January 2025", "", "10:30 to 11:15", ("Priya Nair", "Teams")),
        ),
        ("Meeting with Gareth on 6 May 2025 for 40 mins", Facts("6 May 2025", "40 mins", "", ("Meeting with Gareth",))),
        ("Date: 6 Jan 2025 Length: 40 mins Priya", Facts("6 Jan 2025", "40 mins", "", ("Priya",))),
        ("Duration: 6 Jan 2025", Facts("6 Jan 2025", rest=("Duration",))),
        ("14/01/2025 10:30, Priya, 45 mins", Facts("14/01/2025", "45 mins", "10:30", ("Priya",))),
        (
            "6 May 2025 2–3.30pm Will Young (in person)",
            Facts("6 May 2025", "", "2–3.30pm", ("Will Young", "in person")),
        ),
        ("Gareth P., 40 mins, 6 Jan 10.30-11.15", Facts("6 Jan", "40 mins", "10.30-11.15", ("Gareth P.",))),
        ("Gareth—6 Jan 2025—40 mins", Facts("6 Jan 2025", "40 mins", "", ("Gareth",))),
        ("Priya [14/01/2025] (45 mins) phone", Facts("14/01/2025", "45 mins", "", ("Priya", "phone"))),
        ("6 Jan 25 - 40 mins - G.P.", Facts("6 Jan 25", "40 mins", "", ("G.P.",))),
        ("Gareth (40') 6.1.25", Facts("6.1.25", "40'", "", ("Gareth",))),
        ("14 Jan 2025, 40 mins, 2 people", Facts("14 Jan 2025", "40 mins", "", ("2 people",))),
        ("Room 2 M Patel, 6 May 2025", Facts("6 May 2025", "", "", ("Room 2 M Patel",))),
        ("Talked in the corridor", Facts(rest=("Talked in the corridor",))),
        ("", Facts()),
    ],
)
def test_the_facts_of_a_line_are_found_as_they_are_written(line, found):
    assert facts(line) == found


@pytest.mark.parametrize("name", ["April Marsh", "May Brown", "June Hall", "Simon March", "Will May", "August Wells"])
def test_a_name_that_looks_like_a_month_stays_a_name(name):
    assert facts(f"{name}, 6 May 2025, 40 mins") == Facts("6 May 2025", "40 mins", "", (name,))
    assert facts(f"6 May 2025 – 40 mins – {name}") == Facts("6 May 2025", "40 mins", "", (name,))


@pytest.mark.parametrize(
    "length",
    [
        "about 40 mins",
        "40-45 mins",
        "2 x 45 mins",
        "45 mins x 2",
        "20 + 20 mins",
        "90 mins (booked 60)",
        "40 mins?",
        "over 40 mins",
    ],
)
def test_what_makes_a_length_uncertain_stays_with_it(length):
    assert facts(f"6 Jan 2025, Priya, {length}") == Facts("6 Jan 2025", length, "", ("Priya",))


@pytest.mark.parametrize(
    "day", ["w/c 6 Jan 2025", "6-8 Jan 2025", "6, 8 and 13 Jan", "c. 6 Jan 2025", "6 Jan 2025?", "Sept 25"]
)
def test_what_makes_a_date_uncertain_stays_with_it(day):
    assert facts(f"{day} – Priya – 40 mins") == Facts(day, "40 mins", "", ("Priya",))


def test_of_two_dates_and_lengths_the_first_is_given_and_the_others_stay_in_the_rest():
    rest = ("13 Jan 2025 30 mins",)
    assert facts("6 Jan 2025 40 mins, 13 Jan 2025 30 mins") == Facts(
        "6 Jan 2025", "40 mins", "", rest, more=("date", "length")
    )


PARTS = ["6th Jan 2025", "40 mins", "10.30-11.15", "Gareth Pugh"]


@pytest.mark.parametrize("order", list(permutations(PARTS)))
@pytest.mark.parametrize("separator", [" – ", " | ", ", ", "\t", " - ", "; ", " — "])
def test_the_order_and_the_separator_of_the_parts_do_not_matter(order, separator):
    assert facts(separator.join(order)) == Facts("6th Jan 2025", "40 mins", "10.30-11.15", ("Gareth Pugh",))


@pytest.mark.parametrize(
    ("text", "day", "length"),
    [
        ("6 Jan 2025", True, False),
        ("I met her on 14/01/25 for half an hour", True, True),
        ("twenty minutes in the corridor", False, True),
        ("she may 6 times a week", False, False),
        ("In May 2 people left", False, False),
        ("10.30-11.15", False, False),
        ("section 1.2.3 of the plan", False, False),
        ("", False, False),
    ],
)
def test_whether_a_day_or_a_length_stands_in_a_text_is_told(text, day, length):
    assert (has_day(text), has_length(text)) == (day, length)


def test_the_kinds_of_a_column_are_shares_of_what_is_written():
    texts = ["6 Jan 2025", "10.30", "10.30-11.15", "45", "45 mins", "Priya Nair", "We talked of many things", ""]
    assert kinds(texts) == dict.fromkeys(KINDS, 1 / 7)
    assert kinds(["45", "50", "1.5", "½"])["number"] == 1
    assert kinds(["10:30", "2pm", "11.15am"])["clock"] == 1
    assert kinds([]) == dict.fromkeys(KINDS, 0.0)


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from("6 14 Jan May 2025 25 mins hr – | , ( ) 10.30 - and about Contact : 2 Priya ½ x".split()),
            max_size=12,
        ).map(" ".join),
    )
)
def test_any_line_has_facts_that_stand_in_it_and_no_word_is_lost(line):
    found = facts(line)
    for text in (found.date, found.length, found.clock, found.number):
        assert text in line
    assert 0 <= sum(kinds([line]).values()) <= 1
    kept = " ".join((found.date, found.length, found.clock, found.number, *found.rest))
    for word in ("Priya", "½"):
        assert kept.count(word) == line.count(word)


@pytest.mark.parametrize("piece", ["1 ", "9, ", "6 Jan ", "an ", "(1", "10.", "12/", "1-", "½", "twenty ", "a"])
def test_a_line_without_end_is_looked_through_quickly(piece):
    began = time.monotonic()
    for text in (piece * 600, piece * 5_000_00):
        facts(text), has_day(text), has_length(text)
    assert time.monotonic() - began < 5
