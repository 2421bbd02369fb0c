"""What people write where a table allows certain words only is read as one of them, or asked about."""

import pytest

from coachkit.importers.values.choices import _WORDS, group_size, read_rating, read_word
from coachkit.schema import TABLES
from coachkit.values import Refused


def column(table, name):
    return next(one for one in TABLES[table].columns if one.name == name)


def word(table, name, text):
    return read_word(column(table, name), text)


def refusal(read, table, name, text):
    with pytest.raises(Refused) as refused:
        read(column(table, name), text)
    return refused.value.args


@pytest.mark.parametrize(
    ("table", "name", "texts", "value"),
    [
        ("contacts", "role", ("coaching", "Coaching", "C", "coach", "Coaching session."), "coaching"),
        ("contacts", "role", ("mentoring", "M", "Mentor"), "mentoring"),
        ("contacts", "role", ("blend", "both", "Coaching & mentoring", "mixed", "coaching/mentoring"), "blend"),
        ("contacts", "planned", ("yes", "Planned", "scheduled", "Y", "formal", "☒", "✓"), "yes"),
        ("contacts", "planned", ("no", "in the moment", "Ad hoc", "corridor", "unplanned", "N", "☐"), "no"),
        ("contacts", "format", ("individual", "1:1", "one-to-one", "121", "1-2-1", "1 to 1"), "individual"),
        ("contacts", "format", ("group", "Team", "team coaching"), "group"),
        ("contacts", "format", ("three_way", "3-way", "Three way", "three-way", "tripartite"), "three_way"),
        ("contacts", "paid", ("yes", "Paid", "fee-paying", "✔"), "yes"),
        ("contacts", "paid", ("no", "pro bono", "Pro-Bono", "unpaid", "free"), "no"),
        ("clients", "consent", ("yes", "given", "Signed", "y"), "yes"),
        ("clients", "consent", ("no", "refused", "withdrawn"), "no"),
        ("clients", "seniority", ("executive", "Director", "C-suite"), "executive"),
        ("clients", "seniority", ("senior", "Senior manager", "head of service"), "senior"),
        ("clients", "kind", ("group", "team"), "group"),
        ("feedback", "voice", ("client", "Coachee"), "client"),
        ("feedback", "voice", ("sponsor", "Line manager"), "sponsor"),
        ("feedback", "voice", ("coach", "self", "Own rating"), "coach"),
        ("feedback", "solicited", ("no", "unprompted", "Volunteered"), "no"),
        ("documents", "kind", ("cpd", "Course", "workshop"), "cpd"),
        ("documents", "kind", ("code_of_practice", "Code of ethics", "code of practice"), "code_of_practice"),
        ("contacts", "role", ("", "  "), ""),
    ],
)
def test_a_word_is_read_as_the_one_that_the_table_allows(table, name, texts, value):
    assert {text: word(table, name, text) for text in texts} == dict.fromkeys(texts, value)


def test_every_word_that_is_known_means_something_that_a_column_of_that_name_allows():
    allowed = {}
    for table in TABLES.values():
        for one in table.columns:
            allowed.setdefault(one.name, set()).update(one.allowed)
    wrong = [(name, value) for name, words in _WORDS.items() for value in words if value not in allowed[name]]
    assert wrong == []


def test_no_word_means_two_things_that_one_column_allows():
    for table in TABLES.values():
        for one in (one for one in table.columns if one.name in _WORDS):
            words = [
                word
                for value, said in _WORDS[one.name].items()
                if value in one.allowed
                for word in (value, *said.split("|"))
            ]
            assert sorted(words) == sorted(set(words)), (table.file, one.name)


def test_a_word_of_another_column_is_not_taken():
    assert refusal(read_word, "contacts", "role", "1:1") == (
        "is not allowed here: allowed are coaching, mentoring and blend",
        "write one of these, or leave it blank",
    )


def test_an_empty_box_is_no_refusal_of_consent():
    assert word("clients", "consent", "☒") == "yes"
    assert refusal(read_word, "clients", "consent", "☐") == (
        "is a box without a tick: refused, or not filled in yet",
        "write yes or no",
    )


@pytest.mark.parametrize("text", ["perhaps", "yes and no", "Y/N", "?", "0", "maybe planned"])
def test_a_word_that_may_mean_either_is_refused(text):
    problem, _ = refusal(read_word, "contacts", "planned", text)
    assert problem == "is not allowed here: allowed are yes and no"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "4") for text in ("4", "4/5", "4 / 5", "4 out of 5", "4.0", "4 of 5", " 4 ", "4 stars", "4 points")),
        ("5 Stars", "5"),
        ("1 point", "1"),
        ("", ""),
    ],
)
def test_a_rating_is_read_out_of_five(text, value):
    assert read_rating(column("feedback", "trust"), text) == value


@pytest.mark.parametrize("text", ["8/10", "0", "6", "4.5", "4/10", "4-5", "good", "-3"])
def test_a_rating_on_another_scale_is_refused(text):
    problem, cure = refusal(read_rating, "feedback", "trust", text)
    assert problem and cure


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("group of 5", ("group", "5")),
        ("Team (6)", ("group", "6")),
        ("Group size 12 people", ("group", "12")),
        ("group", ("", "")),
        ("5", ("", "")),
        ("1:1", ("", "")),
    ],
)
def test_the_size_of_a_group_stands_beside_its_word(text, found):
    assert group_size(text) == found
