"""Lists of contacts in texts and mails: a sum so far is no length, a day and a client head lines, tables stay tables."""

import pytest
from drawn import notes, paragraphs, problems, understood, values

from coachkit.importers.files import mail
from coachkit.importers.files.webtext import text_of
from coachkit.importers.layouts.headings import Headings
from coachkit.importers.layouts.layouts import understand
from coachkit.importers.layouts.openings import may_name
from coachkit.importers.pages import Grid
from coachkit.importers.values import lines
from coachkit.importers.values.lines import Facts

HEAD = "From: Olwen Vaughan <olwen@example.org>\nTo: olwen@example.org\nSubject: Hours\nDate: Mon, 6 Jan 2025 09:00:00 +0000\n"


def mailed(body: str, kind: str = "plain"):
    """A mail to herself as understood."""
    data = f"{HEAD}Content-Type: text/{kind}; charset=utf-8\n\n{body}".encode()
    return understand(mail.read("hours.eml", data), Headings(None))


def contact(day: str, client: str, minutes: str, **more: str) -> dict[str, str]:
    return {"date": day, "minutes": minutes, "client_id": client, **more}


@pytest.mark.parametrize("beside", ["[total so far 2 h 15 min]", "(running total: 3 hours)", "| cumulative 3 h"])
def test_a_sum_so_far_beside_a_length_is_no_second_length(beside):
    said = beside.strip("[]()| ")
    assert lines.facts(f"06/01/2025  Gareth  15 min  {beside}") == Facts("06/01/2025", "15 min", "", ("Gareth", said))


def test_two_lengths_without_such_words_are_still_asked_about():
    assert lines.facts("06/01/2025  Gareth  15 min  [20 min]").more == ("length",)


def test_a_day_heads_every_line_below_it_until_the_next_day():
    found = understood(
        *paragraphs(
            "Monday 6 January 2025\nGwen ap Rhys, 90 mins\nWard managers' forum, 40 mins\n"
            "Tuesday 7 January 2025\n9.45 - 10.20   Priya Nair (telephone)"
        )
    )
    assert values(found) == [
        contact("Monday 6 January 2025", "Gwen ap Rhys", "90 mins"),
        contact("Monday 6 January 2025", "Ward managers' forum", "40 mins"),
        contact("Tuesday 7 January 2025", "Priya Nair", "9.45 - 10.20", medium="telephone"),
    ]
    assert problems(found) == []


def test_a_client_as_a_bullet_heads_lines_whose_other_words_are_no_client():
    found = understood(
        *paragraphs(
            "- Gwen ap Rhys\n- 6 January 2025: 55 min, on a walk\n- 7 January 2025: 40 min\n"
            "- Priya Nair\n- 8 January 2025: 8 min, in the garden"
        )
    )
    assert values(found) == [
        contact("6 January 2025", "Gwen ap Rhys", "55 min", medium="on a walk"),
        contact("7 January 2025", "Gwen ap Rhys", "40 min"),
        contact("8 January 2025", "Priya Nair", "8 min"),
    ]


@pytest.mark.parametrize("comma", [", ", " "])
def test_a_day_and_a_client_with_a_bare_number_is_a_contact_and_no_prose(comma):
    text = "06/01/2025, Gwen ap Rhys, 65 mins\n07/01/2025, Priya Nair, 75\n08/01/2025, Gareth"
    found = understood(*paragraphs(text.replace(", ", comma)))
    assert values(found) == [
        contact("06/01/2025", "Gwen ap Rhys", "65 mins"),
        contact("07/01/2025", "Priya Nair", "75"),
        {"date": "08/01/2025", "client_id": "Gareth"},
    ]
    assert values(found, "sheets") == []


@pytest.mark.parametrize("text", ["on a walk", "by the river", "phone", "total so far 3 h"])
def test_words_on_the_place_are_no_client(text):
    assert not may_name(text)


ROWS = [contact("6 Jan 2025", "Gareth Pryce", "105"), contact("7 Jan 2025", "Priya Nair", "15")]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Date\tClient\tMinutes\n6 Jan 2025\tGareth Pryce\t105\n7 Jan 2025\tPriya Nair\t15", "plain"),
        ("Date,Client,Minutes\n6 Jan 2025,Gareth Pryce,105\n7 Jan 2025,Priya Nair,15", "plain"),
        (
            "Date         Client         Minutes\n6 Jan 2025   Gareth Pryce   105\n7 Jan 2025   Priya Nair     15",
            "plain",
        ),
        (
            "<table><tr><th>Date</th><th><p>Client</p></th><th>Minutes</th></tr>"
            "<tr><td><p>6 Jan 2025</p></td><td>Gareth Pryce</td><td>105</td></tr>"
            "<tr><td>7 Jan 2025</td><td>Priya Nair</td><td>15</td></tr></table>",
            "html",
        ),
    ],
)
def test_a_table_in_a_mail_to_herself_is_a_log(body, kind):
    found = mailed(body, kind)
    assert values(found) == ROWS
    assert problems(found) == []
    assert ("Hours", "is the subject of the mail: no part of a record") in notes(found)


def test_a_table_that_only_sets_out_a_page_stays_lines():
    inner = "<table><tr><td>a</td></tr></table>"
    page = f"<table><tr><td>{inner}</td></tr><tr><td><p>b</p><p>c</p></td></tr></table>"
    assert text_of(page).split("\n") == ["a", "b", "", "c", ""]


def test_a_blank_cell_keeps_its_place_and_a_cell_its_lines():
    page = "<table><tr><th>A</th><th>B</th></tr><tr><td></td><td><p>c</p><p>d</p></td></tr></table>"
    data = f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{page}".encode()
    [table] = mail.read("x.eml", data).blocks
    assert isinstance(table, Grid)
    assert [[cell.text for cell in row] for row in table.rows] == [["A", "B"], ["", "c\nd"]]


def test_a_place_under_a_clients_heading_is_no_client_and_is_noted():
    found = understood(
        *paragraphs(
            "Gwen Rhys\n6 January 2025: 55 min\n7 January 2025: 40 min, Cardiff\nPriya Nair\n8 January 2025: 8 min, Bangor"
        )
    )
    assert [one["client_id"] for one in values(found)] == ["Gwen Rhys", "Gwen Rhys", "Priya Nair"]
    said = 'stands under the heading "Priya Nair", which is read as the client; it is kept beside'
    assert ("Bangor", said) in notes(found)
