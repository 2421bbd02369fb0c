"""Word files: forms, logs, bullets, the register, supervision and feedback; and the list of the third set's layouts."""

from datetime import date, timedelta
from functools import partial
from itertools import groupby

from docx import Document
from docx.enum.section import WD_ORIENT
from layouts_unseen import truth
from layouts_unseen.truth import Layout, Lot, Said, at_row
from layouts_unseen.word_forms import one, pairs, prose
from layouts_unseen.word_logs import grid
from layouts_unseen.writings import MONTHS, cycle, noon, ordinal, said

THIRD: list[Layout] = []
QUESTIONS = (
    "What happened in the session?",
    "What did I notice in myself?",
    "What do I take into the next session?",
)
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty".split()

layout = partial(truth.layout, practice="G", into=THIRD)


def numeral(number: int) -> str:
    tens, units = divmod(number, 10)
    return ONES[number] if number < 20 else TENS[tens] + (f"-{ONES[units]}" if units else "")


def in_words(minutes: int) -> str:
    """Forty-five minutes, one hour and five minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{numeral(hours)} hour{'s' if hours > 1 else ''}"] * bool(hours)
    return " and ".join(parts + [f"{numeral(rest)} minutes"] * bool(rest))


@layout("Word: two-column form, questions with long answers", stories=6, most=1)
def asked_and_answered(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"Reflective form {at + 1}.docx"), Document()
        document.add_heading("Reflective practice form", 1)
        document.add_paragraph("Please complete within 48 hours of the session. Keep to two pages.")
        when, spent = said(s.day, cycle(["spoken", "weekday comma"], at)), f"{s.minutes} minutes"
        facts = [("Name of coach", lot.practice.coach), ("Name of coachee", s.person.name), ("Date of session", when)]
        pairs(document, [*facts, ("Length of session", spent), *zip(QUESTIONS, story.paragraphs, strict=True)])
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=QUESTIONS)
        file.contact(s, s.person.name, when, spent, sheet=sheet)


@layout("Word: landscape log, the month merged down the side", stories=6)
def months(lot: Lot) -> None:
    file, document = lot.file("Practice log landscape.docx"), Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    rows, named = [["Month", "Day", "Client", "Minutes", "How we met"]], []
    for row, s in enumerate(lot.sessions, start=2):
        named.append(f"{MONTHS[s.day.month - 1]} {s.day.year}")
        rows.append(["", ordinal(s.day.day), s.person.name, str(s.minutes), s.medium])
        file.contact(s, s.person.name, f"{named[-1]} {rows[-1][1]}", rows[-1][1], spot=at_row(1, row))
    table = grid(document, rows[0], rows[1:])
    first = 1
    for name, each in groupby(named):
        after = first + len(list(each))
        table.cell(first, 0).merge(table.cell(after - 1, 0)).text = name
        first = after
    document.save(file.path)


@layout("Word: lengths in words, in a table", stories=5)
def words(lot: Lot) -> None:
    file, document, rows = lot.file("In words.docx"), Document(), []
    for row, s in enumerate(lot.sessions, start=2):
        when, spent = said(s.day, "the spoken"), in_words(s.minutes)
        rows.append([s.person.name, when, spent, s.medium])
        file.contact(s, s.person.name, when, spent, spot=at_row(1, row))
    grid(document, ["Coachee", "Seen on", "For how long", "Where"], rows)
    document.save(file.path)


@layout("Word: contacts as bullets, then What I learned", stories=6, least=2)
def bullets(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"Learning sheet {at + 1}.docx"), Document()
        document.add_heading("Who I saw", 2)
        for s in story.sessions:
            when, spent = said(s.day, "spoken"), f"{s.minutes} minutes"
            document.add_paragraph(f"{s.person.name} – {when} – {spent}, {s.medium}", style="List Bullet")
        document.add_heading("What I learned", 2)
        sheet = prose(document, file, story, ("What I learned",))
        document.save(file.path)
        for s in story.sessions:
            file.contact(s, s.person.name, said(s.day, "spoken"), f"{s.minutes} minutes", sheet=sheet)


@layout("Word: the day as a heading, below it a table of from, to and client", stories=5)
def day_pages(lot: Lot) -> None:
    file, document = lot.file("Daybook.docx"), Document()
    for number, (when, each) in enumerate(groupby(lot.sessions, key=lambda s: s.day), start=1):
        written, rows = said(when, "spoken long"), []
        document.add_heading(written, 2)
        for row, s in enumerate(each, start=2):
            rows.append([noon(s.start), noon(s.end), s.person.name, s.medium])
            file.contact(s, s.person.name, written, *rows[-1][:2], spot=at_row(number, row))
        grid(document, ["From", "To", "Client", "Medium"], rows)
    document.save(file.path)


@layout("Word: the register, contracts and sponsors beside", stories=0)
def register(lot: Lot) -> None:
    file, document, rows = lot.file("Coaching clients.docx"), Document(), []
    document.add_heading("My coaching clients", 1)
    for at, person in enumerate(lot.practice.people, start=1):
        began = said(date(2022, 8, 20) + timedelta(days=2 * at), "slashes")
        rows.append([str(at), person.name, began, f"Sponsor {'PQRS'[at % 4]}", "6 x 60 min"])
        file.register.append(person.name)
    grid(document, ["No.", "Name of coachee", "Start of contract", "Sponsor", "Agreed"], rows)
    document.save(file.path)


@layout("Word: a form to each supervision meeting", stories=0)
def supervision(lot: Lot) -> None:
    for at, (when, minutes, who, text) in enumerate(lot.practice.meetings[:6], start=1):
        file, document = lot.file(f"Supervision form {at}.docx"), Document()
        document.add_heading("Coaching supervision record", 1)
        facts = [("Supervisee", lot.practice.coach), ("Supervisor", who), ("Date of meeting", said(when, "spoken"))]
        pairs(document, [*facts, ("Length of meeting", f"{minutes} minutes"), ("What I brought", text)])
        document.save(file.path)
        file.meetings.append((when, minutes))


@layout("Word: feedback in a table, the coach's response beside", stories=0)
def feedback(lot: Lot) -> None:
    file, document, rows = lot.file("Feedback received.docx"), Document(), []
    document.add_heading("Feedback received from clients", 1)
    for text, when, person in lot.practice.said[:7]:
        rows.append([person.name, said(when, "spoken"), text, "Thanked them."])
        file.said.append(Said(text, when, (person.name,)))
    grid(document, ["Client", "Date received", "Feedback", "My response"], rows)
    document.save(file.path)
