"""Journals, chapters, years in headings, mails to oneself and tables kept in line by blanks give what a coach means by them."""

from datetime import date

import pytest
from drawn import document, grid, notes, paragraphs, problems, understood, values

from coachkit.importers.files import plain
from coachkit.importers.layouts.headings import Headings
from coachkit.importers.layouts.layouts import understand
from coachkit.importers.pages import Document, Grid, Letter

WORDS = "He talked of the depot until he stopped, and I noticed that I had waited for him to go on."


def _text(text, name="a.txt"):
    return understand(plain.read_text(name, text.encode()), Headings(None))


def _sheets(found):
    return [record.sheet for record in found.records if record.table == "contacts"]


def test_a_chapter_to_each_client_and_a_heading_to_each_day():
    text = (
        f"Case notes\nHope Castle\n6 January 2025\n40 minutes, phone\n{WORDS}\n8 January 2025\n20 minutes\n{WORDS}\n"
        f"Finance leads circle\n9 January 2025\n1 hour, Teams\n{WORDS}"
    )
    levels = {"Case notes": 1, "Hope Castle": 1, "Finance leads circle": 1} | {
        f"{day} January 2025": 2 for day in (6, 8, 9)
    }
    found = understood(*paragraphs(text, levels))
    assert [(one["client_id"], one["date"], one["minutes"]) for one in values(found)] == [
        ("Hope Castle", "6 January 2025", "40 minutes"),
        ("Hope Castle", "8 January 2025", "20 minutes"),
        ("Finance leads circle", "9 January 2025", "1 hour"),
    ]
    assert [one["text"] for one in values(found, "sheets")] == [WORDS] * 3
    assert _sheets(found) == [0, 1, 2]
    assert ("Hope Castle", "is a heading over contacts and is read as their client") in notes(found)
    assert problems(found) == []


def test_a_day_over_its_contacts_gives_them_their_date():
    found = understood(
        *paragraphs("Monday 6 January 2025\nGareth, 40 mins\nPriya, 20 mins, phone\n7 January 2025\nGareth, 5 mins")
    )
    assert [(one["date"], one["client_id"], one["minutes"]) for one in values(found)] == [
        ("Monday 6 January 2025", "Gareth", "40 mins"),
        ("Monday 6 January 2025", "Priya", "20 mins"),
        ("7 January 2025", "Gareth", "5 mins"),
    ]


def test_each_session_of_a_journal_is_a_sheet_and_its_title_no_prose():
    text = f"My coaching journal\nSession 1 – 6 January 2025 – Gareth Pryce (40 mins)\n{WORDS}\nSession 2 – 8 January 2025 – Priya Rao (1 hr)\n{WORDS}"
    found = understood(*paragraphs(text))
    assert [one["text"] for one in values(found, "sheets")] == [WORDS, WORDS]
    assert _sheets(found) == [0, 1]
    assert ("My coaching journal", "is a title: no part of a record") in notes(found)


def test_contacts_above_one_reflection_stay_together():
    text = f"Contacts:\n6 Jan 25, Gareth, 40 mins\n8 Jan 25, Priya, 20 mins\nReflection\n{WORDS}"
    found = understood(*paragraphs(text))
    assert [one["text"] for one in values(found, "sheets")] == [WORDS]
    assert _sheets(found) == [0, 0]


def test_a_word_on_each_contact_and_a_labelled_reflection_on_all_are_one_sheet():
    text = f"6 Jan 25, Gareth, 40 mins\nThe depot.\n8 Jan 25, Priya, 20 mins\nThe board.\nReflection\n{WORDS}"
    found = understood(*paragraphs(text))
    assert _sheets(found) == [0, 0]
    assert values(found, "sheets") == [{"text": f"The depot.\n\nThe board.\n\nReflection\n{WORDS}"}]


def test_a_markdown_heading_with_a_day_and_a_client_has_its_facts_below():
    found = _text(
        f"# Journal\n\n## 2025-01-06 Gareth Pryce\n\n- Duration: 40 mins\n\n{WORDS}\n\n"
        f"## 2025-01-08 Priya Rao\n\n- Duration: 20 mins\n\n{WORDS}\n",
        "j.md",
    )
    assert [(one["date"], one["client_id"], one["minutes"]) for one in values(found)] == [
        ("2025-01-06", "Gareth Pryce", "40 mins"),
        ("2025-01-08", "Priya Rao", "20 mins"),
    ]
    assert [one["text"] for one in values(found, "sheets")] == [WORDS, WORDS]


def test_front_matter_is_labelled_values_and_no_prose():
    found = _text(
        f"---\ndate: 2025-01-06\nclient: Gareth\nduration: 40 mins\ntags:\n  - depot\n  - change\n---\n\n{WORDS}\n",
        "n.md",
    )
    assert values(found) == [{"date": "2025-01-06", "client_id": "Gareth", "minutes": "40 mins"}]
    assert values(found, "sheets") == [{"text": WORDS}]
    contact = next(record for record in found.records if record.table == "contacts")
    assert {label: one.text for label, one in contact.extra.items()} == {"tags": "depot, change"}


@pytest.mark.parametrize("label", ["My reflections", "What I take from these contacts"])
def test_the_label_of_all_the_prose_is_left_out(label):
    form = "Date: 6 Jan 25\nClient: Gareth\nDuration: 40 mins\n"
    found = understood(
        *paragraphs(
            f"{form}{label}\n{WORDS}\nWhat he brought: the move of the depot, which he had not yet told anybody at all about."
        )
    )
    [sheet] = values(found, "sheets")
    assert sheet["text"].startswith(WORDS + "\n\nWhat he brought: the move")


def test_the_year_of_a_heading_is_given_to_the_days_under_it():
    found = _text("2024\n----\nTue 5 Nov: Hope Castle, 10 mins\nMon 9 Dec: Gareth Pryce, 1 hr\n")
    assert [one["date"] for one in values(found)] == ["Tue 5 Nov 2024", "Mon 9 Dec 2024"]
    assert ("2024", "is a heading that gives its year to the days under it") in notes(found)
    assert values(found, "sheets") == []


def test_a_year_is_not_given_where_it_has_turned_or_to_another_month():
    turned = _text("2024\nTue 5 Nov: Hope Castle, 10 mins\nMon 6 Jan: Gareth Pryce, 1 hr\n")
    other = _text("November 2024\n5 Nov: Hope Castle, 10 mins\n9 Dec: Gareth Pryce, 1 hr\n")
    assert [one["date"] for one in values(turned)] == ["Tue 5 Nov 2024", "Mon 6 Jan"]
    assert [one["date"] for one in values(other)] == ["5 Nov 2024", "9 Dec"]


def test_columns_kept_in_line_by_blanks_are_a_table():
    found = _text(
        "DATE          CLIENT                 MINUTES\n============================================\n"
        "18-Oct-2024   Hope Castle                 15\n3-Nov-2024    Finance leads circle       125\n4-Nov-2024    Hope Castle                  5\n"
    )
    assert [tuple(one.values()) for one in values(found)] == [
        ("18-Oct-2024", "Hope Castle", "15"),
        ("3-Nov-2024", "Finance leads circle", "125"),
        ("4-Nov-2024", "Hope Castle", "5"),
    ]
    assert problems(found) == []


def test_a_line_that_goes_on_in_one_column_belongs_to_the_row_above():
    read = plain.read_text(
        "a.txt",
        b"Date        Client         Notes\n\n6 Jan 2025  Gareth Pryce   the depot and\n                           the move\n7 Jan 2025  Hope Castle    nothing\n",
    )
    [table] = read.blocks
    assert isinstance(table, Grid)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Date", "Client", "Notes"],
        ["6 Jan 2025", "Gareth Pryce", "the depot and the move"],
        ["7 Jan 2025", "Hope Castle", "nothing"],
    ]


def test_a_mail_with_a_contact_under_labels_is_a_contact_sheet():
    letter = Letter("Dilys Moor", "dilys@example.org", ("Dilys Moor <dilys@example.org>",), date(2025, 1, 7), "Note")
    body = paragraphs(f"Client: Gareth\nDate: 6 January 2025\nTime spent: 40 mins\nReflection:\n{WORDS}")
    found = understand(Document("n.eml", "mail", tuple(body), (), letter), Headings(None))
    assert values(found) == [{"client_id": "Gareth", "date": "6 January 2025", "minutes": "40 mins"}]
    assert values(found, "sheets") == [{"text": WORDS}]
    assert notes(found) == [
        ("Dilys Moor, 2025-01-07", "holds a contact, so that it is read as a contact sheet and not as feedback"),
        ("Note", "is the subject of the mail: no part of a record"),
    ]


def test_feedback_is_given_to_a_group_and_to_whoever_a_line_names():
    found = understood(
        *paragraphs(
            "“It was good.”\n– Gareth Pryce, 5 December 2024\n“It was long.”\n– Lattice emerging leaders, 9 December 2024\n"
            "“It was odd.”\n– the people in finance, 3 February 2025"
        )
    )
    assert [(one["client_id"], one["text"]) for one in values(found, "feedback")] == [
        ("Gareth Pryce", "It was good."),
        ("Lattice emerging leaders", "It was long."),
        ("the people in finance", "It was odd."),
    ]


def test_a_feedback_form_asks_for_ratings_on_a_scale():
    form = grid(
        "Your name | Hope Castle",
        "Date completed | 4 March 2025",
        "What was most helpful? | The silence, and that you waited.",
        "Trust (1-5) | 4",
        "Listening (1-5) | 5",
        "Challenge (1-5) | 3",
    )
    found = understood(*paragraphs("Client feedback form"), form)
    assert values(found, "feedback") == [
        {
            "client_id": "Hope Castle",
            "date": "4 March 2025",
            "trust": "4",
            "listening": "5",
            "challenge": "3",
            "text": "What was most helpful?\nThe silence, and that you waited.",
        }
    ]


def test_lasted_and_on_are_labels_of_a_contact():
    found = understand(
        document(*paragraphs(f"Session with: Gareth\nOn: 2 March 2025\nLasted: 1 hr\n{WORDS}")), Headings(None)
    )
    assert values(found) == [{"client_id": "Gareth", "date": "2 March 2025", "minutes": "1 hr"}]


def test_will_is_a_client_too():
    found = understood(*paragraphs("16th May 25 – Will S – ten minutes\n19th May 25 – Yusuf I – 25 mins"))
    assert [one["client_id"] for one in values(found)] == ["Will S", "Yusuf I"]


def test_the_day_of_a_heading_over_a_table_holds_for_that_table_alone():
    first, second = "Sunday 16th April 2023", "Wednesday 19th April 2023"
    found = understood(
        paragraphs(first, {first: 2}),
        grid("From | To | Client", "8.30am | 9.05am | Gwen Rook"),
        paragraphs(second, {second: 2}),
        grid("From | To | Client", "11.20am | 12.35pm | Odile Marchetti", place="table 2"),
    )
    assert [one["date"] for one in values(found)] == [first, second]
