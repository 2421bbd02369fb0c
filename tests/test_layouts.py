"""Every usual layout of a coach's records gives the same contacts, sheets and feedback, and no word of a file is lost."""

import re

import pytest
from drawn import document, grid, notes, paragraphs, problems, understood, values
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.importers.layouts.headings import Headings
from coachkit.importers.layouts.layouts import understand
from coachkit.importers.pages import Document, Grid, Letter, Paragraph

GARETH = {"date": "6 Jan 25", "client_id": "Gareth Pryce", "minutes": "40 mins"}
PROSE = "He talked of the depot until he stopped.\n\nI noticed that I had waited."
ONE_CONTACT = {
    "a form in two columns": [
        grid(
            "Date | 6 Jan 25",
            "Client | Gareth Pryce",
            "Duration | 40 mins",
            "Reflection | " + PROSE.replace("\n", "\\n"),
        )
    ],
    "a form in four columns": [
        grid("Client | Gareth Pryce | Date | 6 Jan 25", "Length | 40 mins | | "),
        *paragraphs("Reflection\n" + PROSE),
    ],
    "labels above values": [
        grid("Date | Client | Duration", "6 Jan 25 | Gareth Pryce | 40 mins", "Notes | < | <"),
        *paragraphs(PROSE),
    ],
    "a table with prose below": [
        grid("Date | Coachee | Time spent", "6 Jan 25 | Gareth Pryce | 40 mins"),
        *paragraphs(PROSE),
    ],
    "a table with prose above": [
        *paragraphs("Reflection\n" + PROSE),
        grid("Date | Coachee | Time spent", "6 Jan 25 | Gareth Pryce | 40 mins"),
    ],
    "labels and values on lines": paragraphs(
        "Contact sheet\nDate: 6 Jan 25\nClient: Gareth Pryce\nHow long: 40 mins\nReflection:\n" + PROSE
    ),
    "labels and values on one line": paragraphs("Date: 6 Jan 25   Client: Gareth Pryce   Duration: 40 mins\n" + PROSE),
    "labels and values set apart by tabs": paragraphs(
        "Date\t6 Jan 25\nClient\tGareth Pryce\nDuration\t40 mins\n" + PROSE
    ),
    "labels on lines of their own": paragraphs(
        "Date\n6 Jan 25\nClient\nGareth Pryce\nDuration\n40 mins\nNotes\n" + PROSE
    ),
    "a heading": paragraphs("Contact 1 – 6 Jan 25, Gareth Pryce, 40 mins\n" + PROSE),
    "short lines at the top": paragraphs("Gareth Pryce\n6 Jan 25\n40 mins\n" + PROSE),
    "a table on its side": [
        grid(
            " | Contact 1 | Contact 2",
            "Date | 6 Jan 25 | 7 Jan 25",
            "Client | Gareth Pryce | Priya",
            "Duration | 40 mins | 20 mins",
        ),
        *paragraphs(PROSE),
    ],
}


@pytest.mark.parametrize("layout", ONE_CONTACT)
def test_a_contact_is_the_same_in_every_layout(layout):
    found = understood(*ONE_CONTACT[layout])
    assert values(found)[0] == GARETH
    assert [text["text"] for text in values(found, "sheets")] == [PROSE]
    assert {record.sheet for record in found.records if record.table == "contacts"} == {0}
    assert problems(found) == []


def test_contacts_under_headings_are_one_sheet_with_all_the_prose():
    found = understood(
        *paragraphs(
            "Contact sheet 12\nContact 1 – 6th Jan 25, Gareth, 40 mins\nThe depot.\n"
            "Contact 2: Tues 14/01/2025, 10.30-11.15, Priya (phone)\nThe board."
        )
    )
    assert values(found) == [
        {"date": "6th Jan 25", "client_id": "Gareth", "minutes": "40 mins"},
        {"date": "Tues 14/01/2025", "client_id": "Priya", "minutes": "10.30-11.15", "medium": "phone"},
    ]
    assert values(found, "sheets") == [{"text": "The depot.\n\nThe board."}]
    assert found.layout == "2 contacts under headings"


def test_a_document_with_the_title_of_a_sheet_over_each_holds_several_sheets():
    one = "Session record {}\nDate: {} Jan 25\nClient: Gareth\nDuration: 40 mins\nReflection: Sheet {}."
    found = understood(*paragraphs("\n".join(one.format(n, n, n) for n in (1, 2, 3))))
    assert values(found, "sheets") == [{"text": "Sheet 1."}, {"text": "Sheet 2."}, {"text": "Sheet 3."}]
    assert [record.sheet for record in found.records if record.table == "contacts"] == [0, 1, 2]
    assert found.layout == "a form of labels and values with 3 contacts, 3 sheets each with a title"


def test_a_form_repeated_with_its_reflection_is_several_sheets_and_without_it_is_one():
    rows = ("Date | 6 Jan 25", "Client | Gareth", "Duration | 40 mins")
    more = ("Date | 7 Jan 25", "Client | Priya", "Duration | 20 mins")
    several = understood(grid(*rows, "Reflection | One."), grid(*more, "Reflection | Two.", place="table 2"))
    one = understood(grid(*rows), grid(*more, place="table 2"), *paragraphs("Reflection\nBoth."))
    assert [text["text"] for text in values(several, "sheets")] == ["One.", "Two."]
    assert [text["text"] for text in values(one, "sheets")] == ["Both."]
    assert len(values(several)) == len(values(one)) == 2


def test_a_label_with_two_values_in_one_form_is_asked_about():
    found = understood(grid("Date | 6 Jan 25", "Client | Gareth", "Duration | 40 mins", "Duration | 50 mins"))
    assert problems(found) == [
        (
            "50 mins",
            'stands under "Duration", which stood before with "40 mins" (table 1, row 3, column 2); it is not read',
        )
    ]


def test_numbered_labels_are_contacts_of_one_form():
    found = understood(
        *paragraphs(
            "Client: Gareth\nDate 1: 6 Jan 25\nDuration 1: 40 mins\nDate 2: 7 Jan 25\nDuration 2: 20 mins\nNotes: All."
        )
    )
    assert values(found) == [
        {"date": "6 Jan 25", "minutes": "40 mins", "client_id": "Gareth"},
        {"date": "7 Jan 25", "minutes": "20 mins", "client_id": "Gareth"},
    ]


def test_what_stands_above_a_table_holds_for_the_rows_that_lack_it():
    found = understood(*paragraphs("Client: Gareth"), grid("Date | Length", "6 Jan 25 | 40 mins", "7 Jan 25 | 20 mins"))
    assert [value["client_id"] for value in values(found)] == ["Gareth", "Gareth"]


def test_a_length_above_a_table_of_contacts_is_asked_about():
    found = understood(
        *paragraphs("Client: Gareth\nDate: 6 Jan 25\nDuration: 60 mins"),
        grid("Date | Client | Length", "6 Jan 25 | Gareth | 40 mins"),
    )
    assert [value["minutes"] for value in values(found)] == ["40 mins"]
    assert problems(found) == [
        ("60 mins", "stands above other contacts and may be one of its own, or the length of them all; it is not read")
    ]


def test_unknown_labels_with_short_values_are_kept_by_their_name():
    found = understood(grid("Date | 6 Jan 25", "Client | Gareth", "Duration | 40 mins", "Weather | wet"))
    assert {label: one.text for label, one in found.records[0].extra.items()} == {"Weather": "wet"}


def test_several_sections_keep_their_labels_and_a_single_one_loses_it():
    head = "Date: 6 Jan 25\nClient: Gareth\nDuration: 40 mins\n"
    two = understood(*paragraphs(head + "What happened\nThis.\nWhat I learned\nThat."))
    one = understood(*paragraphs(head + "Reflective notes\nThis."))
    assert values(two, "sheets") == [{"text": "What happened\nThis.\n\nWhat I learned\nThat."}]
    assert values(one, "sheets") == [{"text": "This."}]


def test_the_day_of_writing_goes_to_the_sheet():
    found = understood(
        *paragraphs("Date: 6 Jan 25\nClient: Gareth\nDuration: 40 mins\nDate written: 9 Jan 25\nNotes: All.")
    )
    assert values(found, "sheets") == [{"text": "All.", "written_on": "9 Jan 25"}]


def test_boxes_say_what_is_ticked_and_dotted_lines_are_blank():
    found = understood(
        grid("Date | 6 Jan 25", "Client | ......", "Duration | 40 mins", "Role | ☐ coaching ☒ mentoring")
    )
    assert values(found) == [{"date": "6 Jan 25", "minutes": "40 mins", "role": "mentoring"}]


def test_prose_that_looks_like_a_contact_sheet_is_asked_about_and_no_document():
    text = "I met with Gareth, a client, and coached him for forty minutes on the depot and its many doors."
    found = understood(*paragraphs(text), name="notes.docx")
    assert found.records == ()
    assert problems(found) == [
        (text, "looks like a contact sheet, but a date was looked for and not found: it is not read")
    ]


def test_prose_that_says_nothing_of_itself_is_asked_about():
    text = "The rain fell all day upon the yard, and nobody came to see the ducks or feed them."
    assert problems(understood(*paragraphs(text))) == [
        (text, "is neither a contact sheet nor a document that says what it is: it is not read")
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Coaching contract with Brackwell", "contract"),
        ("Global code of ethics", "code_of_practice"),
        ("CPD record 2025", "cpd"),
        ("Development plan", "plan"),
        ("Essay on endings", "essay"),
        ("My philosophy statement", "other"),
    ],
)
def test_a_document_is_one_where_its_title_says_so(title, kind):
    found = understood(*paragraphs(f"{title}\n6 January 2025\nWe agree to meet on Thursdays."))
    words = "6 January 2025\n\nWe agree to meet on Thursdays."
    assert values(found, "documents") == [{"title": title, "kind": kind, "date": "6 January 2025", "text": words}]


def test_supervision_meetings_follow_one_another_in_a_file():
    one = "Date: {} March 2025\nSupervisor: Dr Maren\nDuration: 1 hour\nNotes: Endings."
    found = understood(*paragraphs("Supervision log\n" + one.format(3) + "\n" + one.format(4)))
    assert [value["date"] for value in values(found, "supervision")] == ["3 March 2025", "4 March 2025"]
    assert {value["text"] for value in values(found, "supervision")} == {"Endings."}


def test_a_mail_is_feedback_and_an_earlier_mail_below_is_kept_apart():
    letter = Letter("Priya Nair", "priya@example.org", ("isla@example.org",), None, "Thursday")
    body = "You made me think.\n\nOn 2 March 2025, Isla wrote:\n> How was it?"
    found = understand(Document("m.eml", "mail", (Paragraph(body, "line 1"),), letter=letter), Headings(None))
    assert values(found, "feedback") == [
        {"client_id": "Priya Nair <priya@example.org>", "channel": "email", "text": "You made me think."}
    ]
    assert {label: one.text for label, one in found.records[0].extra.items()} == {
        "subject": "Thursday",
        "earlier mail": "On 2 March 2025, Isla wrote:\n> How was it?",
    }


def test_tables_of_several_kinds_in_one_file_go_their_own_ways():
    found = understood(
        *paragraphs("Contacts"),
        grid("Date | Client | Length", "6 Jan 25 | Gareth | 40 mins"),
        *paragraphs("Feedback"),
        grid("Date | Said by | Comment", "7 Jan 25 | Gareth | Good", place="table 2"),
        *paragraphs("Spent"),
        grid("Date | Item | Amount", "6 Jan 25 | train | 40.20", place="table 3"),
    )
    assert [record.table for record in found.records] == ["feedback", "contacts"]
    assert notes(found)[0] == (
        "Date | Item | Amount / 6 Jan 25 | train | 40.20",
        "is a table of another kind: nothing in it is imported",
    )


def test_the_name_of_a_workbooks_sheet_is_the_client_where_no_column_is():
    found = understood(
        grid("Date | Length", "6 Jan 25 | 40 mins", title="Gareth Pryce", sheet=True),
        grid("Date | Length", "6 Jan 25 | 40 mins", title="Log 2025", sheet=True),
        kind="workbook",
    )
    assert [value.get("client_id") for value in values(found)] == ["Gareth Pryce", None]
    assert notes(found) == [
        ("Gareth Pryce", "is the name of the sheet, which has no column for the client, and is read as the client")
    ]


@pytest.mark.parametrize(
    ("label", "value"),
    [("Status", "Cancelled by client"), ("Attended", "No"), ("Type", "Supervision"), ("Outcome type", "DNA")],
)
def test_a_row_that_is_marked_as_no_contact_is_asked_about_and_not_counted(label, value):
    rows = (
        f"Date | Client | Length | {label}",
        f"6 Jan 25 | Gareth | 40 mins | {value}",
        "7 Jan 25 | Priya | 20 mins | ",
    )
    found = understood(grid(*rows))
    assert [one["client_id"] for one in values(found)] == ["Priya"]
    said = "Attended: No" if value == "No" else value
    assert problems(found) == [
        (
            f"6 Jan 25 | Gareth | 40 mins | {value}",
            f'holds "{said}", which marks this as no contact with a client that took place: it is not counted',
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Next session: 20 Jan 2025, 60 mins",
        "Booked 20 Jan 2025 for 60 mins with Gareth",
        "20 Jan 2025, Gareth, 60 mins",
    ],
)
def test_a_line_about_another_meeting_below_a_form_is_prose(line):
    found = understood(*paragraphs("Date: 6 Jan 25\nClient: Gareth\nDuration: 40 mins\nNotes\nHe talked.\n" + line))
    assert len(values(found)) == 1
    assert values(found, "sheets") == [{"text": "He talked.\n\n" + line}]


def test_a_time_that_may_be_a_length_is_asked_about_in_a_form_too():
    found = understood(*paragraphs("Date: 6 Jan 25\nClient: Gareth\nTime: 1:30"))
    assert values(found) == [{"date": "6 Jan 25", "client_id": "Gareth"}]
    assert problems(found) == [("1:30", 'stands under "Time" and may be a time of day or a length of time')]


# Nothing is lost

WORDS = st.sampled_from("depot board Gareth Priya harvest noticed waiting silence Thursday ledger yes no phone".split())
SENTENCE = st.lists(WORDS, min_size=1, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")
LABEL = st.sampled_from(
    "Date|Client|Duration|Reflection|Notes|Weather|What happened|Medium|Role|Planned|Supervisor|Trust|Date written|No".split(
        "|"
    )
)
VALUE = st.one_of(
    st.sampled_from(["6 Jan 25", "07/01/2025", "40 mins", "1 hr", "10.30-11.15", "Gareth", "", "4", "total", '"']),
    SENTENCE,
)
LINE = st.one_of(
    SENTENCE,
    st.tuples(LABEL, VALUE).map(": ".join),
    LABEL,
    st.sampled_from(
        [
            "Contact sheet 3",
            "Contact 1 – 6 Jan 25, Gareth, 40 mins",
            "Contact 2",
            "Supervision notes",
            "Feedback",
            "Priya, 3 March 2025 (email)",
            "— Gareth, 12/05/2025",
            "“You made me think.”",
            "Gareth, 12 May 2025: “Good.”",
            "Coaching contract",
        ]
    ),
)
CELL = st.one_of(LABEL, VALUE, st.just("<"), st.just("^"))
TABLE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
)
HEADED = st.tuples(
    st.just(["Date", "Client", "Duration", "Notes"]), st.lists(st.lists(VALUE, min_size=4, max_size=4), max_size=5)
).map(lambda pair: [pair[0], *pair[1]])


def _drawn(rows):
    tidy = [
        ["" if (text == "<" and not x) or (text == "^" and not y) else text for x, text in enumerate(row)]
        for y, row in enumerate(rows)
    ]
    return grid(*(" | ".join(row) for row in tidy))


BLOCK = st.one_of(LINE.map(lambda line: Paragraph(line, "paragraph 1")), TABLE.map(_drawn), HEADED.map(_drawn))


def _words(text):
    """Words in lower case; labels that only say what a value is are none."""
    return set(re.findall(r"[a-z]{2,}", text.lower())) - {"contact", "date", "client"}


def _told(found):
    texts = [found.layout, *found.columns, *found.columns.values()]
    for record in found.records:
        for one in (*record.cells.values(), *record.extra.values()):
            texts += [one.text, one.label]
        texts += [*record.extra, record.table]
    texts += [part for remark in found.remarks for part in (remark.value, remark.problem)]
    return _words(" ".join(texts))


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=8), st.sampled_from(["word", "workbook", "text", "table"]))
def test_no_word_of_a_file_is_lost(blocks, kind):
    drawn = document(*blocks, kind=kind)
    texts = [block.text for block in drawn.blocks if isinstance(block, Paragraph)]
    texts += [cell.text for block in drawn.blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    assert _words(" ".join(texts)) - _told(understand(drawn, Headings(None))) == set()
