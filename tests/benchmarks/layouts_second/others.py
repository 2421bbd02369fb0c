"""Registers, supervision, feedback in several ways, and contacts and remarks in mails."""

from datetime import date, timedelta

import openpyxl
from docx import Document
from layouts_unseen.delimited import save as save_rows
from layouts_unseen.remarks import mail
from layouts_unseen.texts import save as save_lines
from layouts_unseen.truth import Lot, Said, at_row
from layouts_unseen.word_forms import pairs
from layouts_unseen.word_logs import grid
from layouts_unseen.writings import british

from .dealt import layout
from .ways import day, long


@layout("Word: the register as a table, aliases and initials in it", stories=0)
def register(lot: Lot) -> None:
    file, document, rows = lot.file("Register of clients.docx"), Document(), []
    document.add_heading("Register of clients – keep locked", 1)
    for at, person in enumerate(lot.practice.people):
        signed = day(date(2022, 8, 1) + timedelta(days=at), "plain")
        rows.append([person.name, person.nick or "–", f"Hospital {'KLMN'[at % 4]}", signed, "Yes"])
        file.register.append(person.name)
    grid(document, ["Full name", "Also known as", "Organisation", "Contract date", "Consent given"], rows)
    document.save(file.path)


@layout("CSV: the register, given and family names apart", practice="E", stories=0)
def names_apart(lot: Lot) -> None:
    file, rows = lot.file("clients_export.csv"), []
    rows = [["First name", "Last name", "Preferred name", "Company", "E-mail address", "Mobile", "Date of birth"]]
    for at, person in enumerate(lot.practice.people):
        given, family = person.parts
        rows.append(
            [
                given,
                family,
                person.nick,
                "Harbour Trust",
                f"{at}@harbour.example",
                f"01632 9600{at:02}",
                f"{3 + at:02}/05/1980",
            ]
        )
        file.register.append(person.name)
    save_rows(file, rows, "utf-8-sig")


@layout("Word: supervision log in a table, hours and minutes", stories=0)
def supervised(lot: Lot) -> None:
    file, document = lot.file("Supervision record.docx"), Document()
    document.add_heading("Record of supervision", 1)
    rows = []
    for at, (when, minutes, who, text) in enumerate(lot.practice.meetings[:6], start=1):
        rows.append([str(at), day(when, "plain"), who, long(minutes, "h min"), text])
        file.meetings.append((when, minutes))
    rows.append(["", "Total", "", long(sum(m for _, m in file.meetings), "h min"), ""])
    grid(document, ["No.", "Date of supervision", "Name of supervisor", "Length", "Matters brought"], rows)
    document.save(file.path)


@layout("Excel: supervision in hours, next meeting beside", stories=0)
def supervision_hours(lot: Lot) -> None:
    file, book = lot.file("my supervision.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Supervision"
    sheet.append(["Supervision hours"])
    sheet.append(["Date", "Supervisor", "Hours", "Fee", "Next meeting", "Themes"])
    for when, minutes, who, text in lot.practice.meetings[6:]:
        sheet.append([when, who, minutes / 60, 110, when + timedelta(days=80), text])
        file.meetings.append((when, minutes))
    book.save(file.path)


@layout("Word: questionnaire at the end, questions above their answers", stories=0)
def questionnaire(lot: Lot) -> None:
    for at, (text, when, person) in enumerate(lot.practice.said[:3]):
        file, document = lot.file(f"End of programme feedback {at + 1}.docx"), Document()
        document.add_heading("Feedback on coaching", 1)
        for line in (f"Name: {person.name}", f"Date: {day(when, 'plain')}", f"Coach: {lot.practice.coach}"):
            document.add_paragraph(line)
        question = "In your own words, what has the coaching been like?"
        document.add_paragraph(question).runs[0].bold = True
        document.add_paragraph(text)
        document.save(file.path)
        file.said.append(Said(text, when, (person.name,), labels=(question,)))


@layout("CSV: a survey tool's export with ratings", stories=0)
def survey(lot: Lot) -> None:
    file, rows = lot.file("survey responses.csv"), []
    rows = [["Timestamp", "Your name", "Trust (1-5)", "Listening (1-5)", "Challenge (1-5)", "Any other comments"]]
    for text, when, person in lot.practice.said[3:6]:
        rows.append([f"{when:%d/%m/%Y} 18:03:11", person.name, "5", "4", "4", text])
        file.said.append(Said(text, when, (person.name,)))
    save_rows(file, rows)


@layout("Markdown: quotations with > and a line for who said it", stories=0)
def quotations(lot: Lot) -> None:
    file, lines = lot.file("what clients say.md"), ["# What clients say", ""]
    for text, when, person in lot.practice.said[6:9]:
        lines += [f"> {text}", f"> — {person.name}, {day(when, 'short')}", ""]
        file.said.append(Said(text, when, (person.name,)))
    save_lines(file, lines)


@layout("Word: remarks in a table, how each came", stories=0)
def remarks(lot: Lot) -> None:
    file, document, rows = lot.file("Unsolicited feedback.docx"), Document(), []
    for text, when, person in lot.practice.said[9:12]:
        rows.append([day(when, "slashes"), person.name, "in passing", text])
        file.said.append(Said(text, when, (person.name,)))
    grid(document, ["Date", "Who said it", "How it came", "Their words"], rows)
    document.save(file.path)


@layout("Word: a letter of testimony, sender and day as in letters", practice="E", stories=0)
def letter(lot: Lot) -> None:
    text, when, person = lot.practice.said[0]
    file, document = lot.file("Witness testimony.docx"), Document()
    pairs(document, [("Witness testimony from", person.name), ("Date", day(when, "plain")), ("Statement", text)])
    document.save(file.path)
    file.said.append(Said(text, when, (person.name,), labels=("Statement",)))


@layout("Mail: a client's answer above what it answers", practice="E", stories=0)
def answered(lot: Lot) -> None:
    for at, (text, when, person) in enumerate(lot.practice.said[1:4]):
        file = lot.file(f"RE_ our sessions {at}.eml")
        address = f"{person.name} <c{at}@harbour.example>"
        message = mail(f'"{person.name}" <c{at}@harbour.example>', when, "RE: our sessions", lot.practice.coach)
        before = day(when - timedelta(days=1), "short")
        quoted = f"On {before} at 18:00, {lot.practice.coach} wrote:\n> How have you found our sessions?\n> Best wishes"
        message.set_content(f"{text}\n\n{quoted}\n")
        file.path.write_bytes(bytes(message))
        file.said.append(Said(text, when, (person.name, address)))


@layout("Mail: a client's remark that the coach forwards to himself", practice="E", stories=0)
def forwarded(lot: Lot) -> None:
    for at, (text, when, person) in enumerate(lot.practice.said[4:6]):
        file, me = lot.file(f"Fwd_ thanks {at}.eml"), f"{lot.practice.coach} <coach@coaching.example>"
        message = mail(me, when + timedelta(days=3), "Fwd: thanks", lot.practice.coach)
        head = (
            f"From: {person.name} <f{at}@harbour.example>\nSent: {day(when, 'plain')} 09:12\nTo: {me}\nSubject: thanks"
        )
        message.set_content(f"-------- Original message --------\n{head}\n\n{text}\n")
        file.path.write_bytes(bytes(message))
        file.said.append(Said(text, when, (person.name, f"{person.name} <f{at}@harbour.example>")))


@layout("Mail: the week's contacts in an HTML table, no plain part", stories=4)
def weekly_mail(lot: Lot) -> None:
    file = lot.file("Hours for the file.eml")
    me = f"{lot.practice.coach} <coach@coaching.example>"
    message = mail(me, max(s.day for s in lot.sessions) + timedelta(days=1), "Hours for the file", lot.practice.coach)
    body = "<tr><th>Date</th><th>Client</th><th>Minutes</th></tr>"
    for row, s in enumerate(lot.sessions, start=2):
        when = day(s.day, "short")
        body += f"<tr><td>{when}</td><td>{s.person.name}</td><td>{s.minutes}</td></tr>"
        file.contact(s, s.person.name, when, spot=at_row(1, row))
    message.set_content(f"<html><body><table>{body}</table></body></html>", subtype="html")
    file.path.write_bytes(bytes(message))


@layout("Mail: a contact with clock times mailed to oneself, account below", stories=4, most=1)
def self_mail(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file = story.sessions[0], lot.file(f"log entry {at + 1}.eml")
        me = f"{lot.practice.coach} <coach@coaching.example>"
        when, clocks = day(s.day, "comma year"), f"{british(s.start)}-{british(s.end)}"
        message = mail(me, story.written_on, f"Log entry {at + 1}", lot.practice.coach)
        message.set_content(
            f"Coachee: {s.person.name}\nSession date: {when}\nTime: {clocks}\n\nAccount:\n{story.text}\n"
        )
        file.path.write_bytes(bytes(message))
        number = file.sheet(*story.paragraphs, labels=("Account:",))
        file.contact(s, s.person.name, when, clocks, sheet=number)
