"""Labels mean columns and sets of labels a table: by the coach's decision and the crosswalk, never by a wild guess."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit import forms
from coachkit.importers.layouts.crosswalk import TABLES_READ, Heading
from coachkit.importers.layouts.headings import READ_ALONE, Headings
from coachkit.importers.pages import Remark
from coachkit.schema import TABLES

HEADINGS = Headings()
# table | what the file or sheet is called | label > column; a table "" is none of a practice's.
TUNED = """
contacts | Coaching log 2024 | Date > date; Client > client_id; Minutes > minutes; Role > role; Planned? > planned; Notes > text
contacts |  | Session date > date; Coachee > client_id; Duration (mins) > minutes; Face to face / phone > medium; Paid / pro bono > paid; Reflection > text
contacts | hours.xlsx Sheet1 | No. > number; When > date; Who > client_id; How long > minutes; What happened > text
contacts |  | DATE: > date; START > start; FINISH > end; CLIENT (initials) > client_id; Running total; Travel time
contacts |  | Date of session > date; Time > time; Name of coachee > client_id; Organisation; Length of session (hours) > minutes; Cumulative hours; Coaching / mentoring > role
contacts | My contact sheet | Contact with > client_id; Date of contact > date; Time spent > minutes; Planned or in the moment > planned; What happened > text; So what? > text; Now what? > text; Date written > written_on
contacts |  | Date > date; Hours > minutes; Minutes > minutes; Mentee > client_id; Individual or group > format; Number in group > group_size
contacts | reflective log | Coach's name; Client's name > client_id; Supervisor's name; Date > date; Length > minutes; Goal > text; Reality > text; Options > text; Will > text
contacts |  | Lenght of session > minutes; Dtae > date; Clinet > client_id; Modle used > model
contacts |  | 1. Date of this coaching conversation > date; 2. Name of coachee (initials) > client_id; 3. No. of minutes > minutes; 4. Model used (if any) > model; 5. Next session date
feedback | Feedback | Date > date; Client > client_id; Comments > text
feedback |  | Who said it > client_id; When > date; How > channel; Asked for or not > solicited; What they said > text
feedback | Client feedback form | Name > client_id; Date > date; Trust > trust; Listening > listening; Questioning > questioning; Challenge > challenge; Overall comments > text
supervision |  | Date > date; Supervisor > supervisor; Length > minutes; Topics > text
supervision | Supervision log | Date > date; Hours > minutes; With > supervisor; Notes > text
clients | Clients | Client name > name; Known as > aliases; Organisation > organisation; Date contracted > contracted_on; Goals agreed > goals_agreed_on; Sponsor > sponsor; Consent (Y/N) > consent
clients |  | ID > client_id; Name > name; Email > email; Phone > phone
documents |  | Title > title; Type > kind; Date > date; Description > text
sheets | Reflective journal | Date of reflection > written_on; What happened > text; What I learned > text
sheets |  | What? > text; So what? > text; Now what? > text
| Expenses | Date; Description; Amount; VAT; Receipt
|  | Action; Owner; Due date; Status
|  | Time; Agenda item; Lead
| Invoices 2024 | Invoice no; Date; Client; Amount; Paid
|  | Goal; Measure; By when; Importance
|  | Criterion; Evidence; Page; Met / not met
"""  # the crosswalk was tuned on these
KEPT = """
contacts | Log of practice | Day > date; Person > client_id; Mins > minutes; Mode of contact > medium; Key points > text
contacts |  | Date & time > date; Coachee / mentee > client_id; Duration (h:mm) > minutes; Coach or mentor? > role; Scheduled? > planned; Fee-paying? > paid
contacts | Diary | Meeting date > date; Met with > client_id; From > start; To > end; Venue > medium; Issues discussed > text; Actions agreed > text
contacts |  | Ref > number; Date held > date; Learner > client_id; Time taken > minutes; Ad hoc or planned? > planned; Preparation time; Total time
contacts |  | Client's initials > client_id; Client's job title; Session number > number; Date of meeting > date; Contact hours > minutes; Hours to date; Techniques used > text; Supervisor's comments > text
contacts | Coaching record form | Name of client: > client_id; Date of session: > date; Start time: > start; End time: > end; Description (what happened?) > text; Feelings > text; Evaluation > text; Analysis > text; Conclusion > text; Action plan > text; Form completed on > written_on
contacts |  | Sesion date > date; Coachees > client_id; Durations (minutes) > minutes; Fromat (individual/group) > format
contacts |  | Date > date; Length of time in minutes > minutes; Who with? > client_id; 1:1 or group > format; No. of people > group_size; How held (phone, Zoom, F2F) > medium; Comments > text
contacts |  | Number > number; Date of conversation > date; Initials of coachee > client_id; Hrs > minutes; Informal or planned > planned; Learning points > text; Date of next meeting
contacts | C03 | Session > number; Date > date; Mins. > minutes; Concrete experience > text; Reflective observation > text; Abstract conceptualisation > text; Active experimentation > text
contacts |  | Date > date; Time started > start; Time finished > end; Client > client_id; Line manager; Tools & techniques > text; Hours remaining
contacts |  | When was it? > date; Who was it with? > client_id; How long did it last? > minutes; Was it planned? > planned; What did I notice? > text; What would I do differently? > text
feedback | Testimonials.docx | From > client_id; Received > date; Via > channel; Words > text
feedback |  | Date received > date; Given by > client_id; Relationship to coach > voice; Solicited? > solicited; Quote > text; Channel > channel
feedback |  | Your name > client_id; Date completed > date; Rapport > trust; Listening skills > listening; Powerful questions > questioning; Progress towards goals > progress; What was most helpful? > text; What could be improved? > text
supervision | Record of supervision | Date of supervision > date; Supervised by > supervisor; Duration > minutes; Individual or group > format; What I took > text; What I took away > text
supervision |  | Supervisor's name > supervisor; Meeting date > date; How long > minutes; Cases discussed > text; Learning > text
clients |  | Coachee > name; Company > organisation; Seniority > seniority; Contract date > contracted_on; Line manager > sponsor; Permission given > consent
clients | Register | Code > client_id; Full name > name; Nickname > aliases; Employer > organisation; Agreement signed > contracted_on; Date of birth
documents | CPD log | Date attended > date; Course > title; Category > kind; Key learning > text
sheets | Learning log | Written on > written_on; Reflections > text; Implications for practice > text
| Mileage claim | Date; From; To; Miles; Cost
|  | Task; Who; By when; Done
| Attendance | Name; Organisation; Signature
|  | Month; Sessions; Total hours
|  | Version; Date; Author; Changes
|  | Strengths; Weaknesses; Opportunities; Threats
|  | Time; Item; Led by; Room
"""  # read once before any change: 27 of 28 tables, 127 of 130 labels, none wrong
FRESH = """
contacts | Log | Date of call > date; Name of mentee > client_id; Call length (mins) > minutes; Purpose > text; Outcome > text
contacts |  | Sheet no. > number; Coachee ref > client_id; Day and date > date; Began > start; Ended > end; Where held > medium; Main issues > text; My reflections > text; Written up on > written_on
contacts |  | Dates > date; Coaching client > client_id; Time in session (hrs) > minutes; Is it paid? > paid; Tools/models used > model; Balance of hours
contacts | Entries | When? > date; With whom? > client_id; For how long? > minutes; Planned/spontaneous > planned; What did I learn? > text
contacts |  | Client code > client_id; Date seen > date; Minutes spent > minutes; Previous session date; Group or individual > format; How many people? > group_size
contacts |  | Date > date; Client > client_id; Duration of coaching (minutes) > minutes; Duration of travel (minutes); Cumulative (hours)
contacts |  | Who was coached > client_id; Date > date; Length (approx. mins) > minutes; Capacity (coach/mentor) > role; Thoughts and feelings > text
feedback |  | Person giving feedback > client_id; Date given > date; Requested or spontaneous > solicited; Exact words > text
feedback | Evaluation | Coachee > client_id; Listening (1-5) > listening; Challenge (1-5) > challenge; Trust (1-5) > trust; Any other comments > text
supervision | 2024 Supervision | Date > date; Mins > minutes; Supervisor's initials > supervisor; Issues taken to supervision > text
clients | Coachees | Coachee name > name; Grade > seniority; Business > organisation; Goals set on > goals_agreed_on; Mobile > phone
documents | Evidence | Document title > title; Document type > kind; Date of document > date; What it shows > text
| Budget | Date; Supplier; Net; VAT; Gross
|  | Action point; Responsible; Target date; RAG
|  | Week commencing; Monday; Tuesday; Wednesday
|  | Unit; Learning outcome; Evidence reference; Assessor decision
"""  # written after the last change but two: 16 of 16 tables, 59 of 63 labels, none wrong


def label_sets(text):
    for line in text.strip().splitlines():
        table, hint, cells = (part.strip() for part in line.split("|", 2)) if line[0] != "|" else _none(line)
        pairs = [cell.partition(" > ")[::2] for cell in cells.split("; ")]
        yield pytest.param(table, hint, dict(pairs), id=cells[:60])


def _none(line):
    _, hint, cells = (part.strip() for part in line.split("|", 2))
    return "", hint, cells


@pytest.mark.parametrize(("table", "hint", "wanted"), [*label_sets(TUNED), *label_sets(KEPT), *label_sets(FRESH)])
def test_a_set_of_labels_belongs_to_its_table_and_each_label_to_its_column(table, hint, wanted):
    fit = HEADINGS.fit(list(wanted), hint)
    assert fit.table == table
    found = {label: fit.columns[at].column if at in fit.columns else "" for at, label in enumerate(wanted)}
    assert found == (wanted if table else dict.fromkeys(wanted, ""))


def test_the_sets_are_many_and_many_of_them_are_no_table_of_a_practice():
    tables = [one.values[0] for text in (TUNED, KEPT, FRESH) for one in label_sets(text)]
    assert len(tables) >= 40 and tables.count("") >= 12
    assert {*tables} == {*TABLES_READ, ""}


def read(label, table="contacts"):
    """Columns and units that a label may mean."""
    return [(one.column, one.unit) for one in HEADINGS.meanings(label, table)]


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("Date of contact", "date"),
        ("Date written", "written_on"),
        ("Date of birth", ""),
        ("Date of next session", ""),
        ("Date (of next session)", ""),
        ("Next session date", ""),
        ("Date contracted", ""),
        ("Date to", ""),
        ("Duration", "minutes"),
        ("Start time", "start"),
        ("Travel time", ""),
        ("Preparation time", ""),
        ("Cumulative total", ""),
        ("Running total", ""),
        ("Hours remaining", ""),
        ("Hours to date", ""),
        ("Balance of hours", ""),
        ("Duration (total)", ""),
        ("Duration (running total, mins)", ""),
        ("Paid hours", ""),
        ("Minutes of meeting", ""),
        ("Client", "client_id"),
        ("Client's organisation", ""),
        ("Client (organisation)", ""),
        ("Client's job title", ""),
        ("Client type", ""),
        ("Coach's name", ""),
        ("Supervisor's name", ""),
        ("Sponsor", ""),
        ("Name of course", ""),
        ("Planned (Y/N)", "planned"),
        ("Planned next steps", "text"),
        ("Feedback from client", "text"),
        ("Coach's feedback", "text"),
        ("Goal", "text"),
        ("Reflection", "text"),
        ("Number of sessions", ""),
        ("Session number", "number"),
        ("Paid on", ""),
        ("Rate", ""),
        ("Type", ""),
        ("", ""),
        ("***", ""),
    ],
)
def test_what_must_not_be_confused_in_a_log_of_contacts_is_not(label, column):
    assert [found for found, _ in read(label)] == ([column] if column else [])


def test_the_same_label_means_another_column_in_another_table():
    assert read("Date contracted", "clients") == [("contracted_on", "")]
    assert read("Supervisor's name", "supervision") == [("supervisor", "")]
    assert read("Client", "clients") == [("name", "")]
    assert HEADINGS.tables("Sponsor") == {"clients"}
    assert HEADINGS.tables("Client feedback") == {"contacts", "sheets", "feedback"}


@pytest.mark.parametrize(
    ("label", "column", "unit"),
    [
        ("Duration (mins)", "minutes", "minutes"),
        ("Length of session in hours", "minutes", "hours"),
        ("Hrs", "minutes", "hours"),
        ("No. of minutes", "minutes", "minutes"),
        ("Length (h)", "minutes", "hours"),
        ("Length (mins, rounded)", "minutes", "minutes"),
        ("Duration (h:mm)", "minutes", ""),
        ("Time spent (hours:minutes)", "minutes", ""),
        ("Hours and minutes", "minutes", ""),
        ("Time (mins)", "minutes", "minutes"),
        ("Time", "time", ""),
    ],
)
def test_a_length_has_the_unit_that_its_label_names(label, column, unit):
    assert read(label) == [(column, unit)]


@pytest.mark.parametrize(
    ("label", "column", "by"),
    [
        ("  3. DATE OF SESSION:* ", "date", "exact"),
        ("Coachee’s name", "client_id", "exact"),
        ("Date of this coaching conversation", "date", "core"),
        ("Session — date", "date", "exact"),
        ("Format (1:1/group)", "format", "exact"),
        ("Medium (phone/Zoom/F2F)", "medium", "exact"),
        ("Role (coach/mentor)", "role", "exact"),
        ("Duratoin", "minutes", "slip"),
        ("Dtae", "date", "slip"),
        ("Who was it with?", "client_id", "loose"),
        ("Location", "medium", "loose"),
    ],
)
def test_a_label_is_found_however_it_is_dressed_and_says_how_surely(label, column, by):
    assert HEADINGS.meaning(label, "contacts") == Heading("contacts", column, "", by)


def test_a_label_that_fits_two_columns_equally_is_told_and_not_taken():
    fit = HEADINGS.fit(["Initials of client", "Organisation", "Email"])
    assert fit.table == "clients" and fit.unsure == {0: ("aliases", "name")}
    assert 0 not in fit.columns and HEADINGS.meaning("Initials of client", "clients") is None


def test_two_labels_that_fit_one_column_equally_are_told_and_not_taken():
    fit = HEADINGS.fit(["Date", "Session date", "Client", "Name", "Mins"])
    assert fit.doubled == {"date": (0, 1)}
    assert {at: one.column for at, one in fit.columns.items()} == {2: "client_id", 4: "minutes"}


def test_hours_and_minutes_side_by_side_make_one_length_and_two_lengths_do_not():
    fit = HEADINGS.fit(["Date", "Client", "Hours", "Mins"])
    assert {at: (one.column, one.unit) for at, one in fit.columns.items() if at > 1} == {
        2: ("minutes", "hours"),
        3: ("minutes", "minutes"),
    }
    assert HEADINGS.fit(["Date", "Client", "Coaching hours", "Mentoring hours"]).doubled == {"minutes": (2, 3)}


def test_labels_that_two_tables_claim_alike_are_asked_about_and_a_hint_decides():
    labels = ["Date", "Client", "Comments"]
    assert (HEADINGS.fit(labels).table, HEADINGS.fit(labels).either) == ("", ("contacts", "feedback"))
    assert HEADINGS.fit(labels, "Feedback 2024.xlsx").table == "feedback"
    assert HEADINGS.fit(labels, table="contacts").columns[2].column == "text"


def decided(*rows):
    return Headings(pd.DataFrame(rows, columns=["reads", "written", "means"]).assign(decided_on=""))


def test_the_coachs_decisions_win_over_everything():
    headings = decided(
        ("column", "total time:", "contacts.minutes"),
        ("column", "Room", "ignore"),
        ("column", "Date", "contacts.written_on"),
        ("unit", "Total time", "hours"),
        ("client", "G.P.", "C01"),
        ("order", "", "month"),
        ("file", "Log.xlsx", "supervision"),
    )
    assert headings.meaning("Total time", "contacts") == Heading("contacts", "minutes", "hours", "decided")
    assert headings.meaning("Total time", "supervision") is None
    assert headings.meaning("Room", "feedback").column == "ignore"
    assert headings.meaning("Date", "contacts").column == "written_on"
    assert headings.client("g.p.") == "C01" and headings.client("Gareth") == ""
    assert (headings.order, headings.unit("Total time"), headings.unit("Mins")) == ("month", "hours", "minutes")
    assert headings.table_of("2024/log.xlsx") == "supervision" and headings.table_of("other.csv") == ""
    assert headings.remarks == ()


def test_a_decision_that_means_nothing_is_told():
    headings = decided(("column", "Room", "place"), ("unit", "Length", "days"), ("order", "", "year"))
    assert headings.remarks == (
        Remark(
            "decisions/import.csv, column Room",
            "place",
            "is nothing that a decision on a column can mean",
            "write a column of docs/tables.md, such as contacts.minutes, or ignore under means",
        ),
        Remark(
            "decisions/import.csv, unit Length",
            "days",
            "is nothing that a decision on a unit can mean",
            "write minutes or hours under means",
        ),
        Remark(
            "decisions/import.csv, order",
            "year",
            "is nothing that a decision on the order of dates can mean",
            "write day or month, whichever comes first under means",
        ),
    )
    assert headings.meaning("Room", "contacts") is None


def test_every_heading_of_the_crosswalk_means_its_own_column():
    rows = forms.crosswalk()
    rows = rows[(rows["table"] != "") & (rows["column"] != "*")]
    lost = [
        (row.table, row.heading)
        for row in rows.itertuples()
        if row.status != "loose" and row.column not in {one.column for one in HEADINGS.meanings(row.heading, row.table)}
    ]
    assert lost == []


def test_every_column_of_the_crosswalk_is_one_that_an_import_knows():
    rows = forms.crosswalk()
    rows = rows[(rows["table"] != "") & (rows["column"] != "*")]
    known = {(table, name) for table in TABLES_READ for name in (*TABLES[table].names, *READ_ALONE.get(table, ()))}
    assert set(zip(rows["table"], rows["column"], strict=True)) - known == set()


SUMS = forms.vocabulary().query("weight == 'sum'")["word"].tolist()


@given(st.sampled_from(SUMS), st.sampled_from(["Hours", "Minutes", "Duration", "Length (mins)", "Coaching time"]))
def test_a_sum_so_far_or_a_rest_is_never_the_length_of_a_contact(word, label):
    for written in (f"{word} {label}", f"{label} {word}", f"{label} ({word})", f"{label}: {word.upper()}"):
        assert "minutes" not in [column for column, _ in read(written)]


@given(st.text(max_size=60))
def test_any_text_at_all_is_a_label_that_can_be_asked_about(text):
    assert HEADINGS.tables(text) <= set(TABLES_READ)
