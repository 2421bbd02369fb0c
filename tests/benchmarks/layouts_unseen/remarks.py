"""Feedback in the coach's own way, contacts in mails, and a text of supervision meetings."""

from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime

import openpyxl
from docx import Document

from .texts import save
from .truth import Lot, Said, layout
from .word_forms import pairs
from .writings import length, said


def said_of(lot: Lot, start: int, end: int) -> list[tuple]:
    return lot.practice.said[start:end]


def mail(sender: str, day, subject: str, coach: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, f"{coach} <coach@coaching.example>", subject
    message["Date"] = format_datetime(datetime.combine(day, time(9, 12), UTC))
    message["Message-ID"] = f"<{day:%Y%m%d}.{len(subject)}@mail.example>"
    return message


@layout("Mail: a client's remark, quoted-printable", practice="A", stories=0)
def plain_mail(lot: Lot) -> None:
    for at, (text, day, person) in enumerate(said_of(lot, 0, 4)):
        file = lot.file(f"Re_ Wednesday {at}.eml")
        message = mail(f"{person.name} <person{at}@firm.example>", day, "Re: Wednesday", lot.practice.coach)
        message.set_content(text, cte="quoted-printable")
        file.path.write_bytes(bytes(message))
        file.said.append(Said(text, day, (person.name, f"{person.name} <person{at}@firm.example>")))


@layout("Mail: HTML and base64, an umlaut in the sender's name, signature", stories=0)
def html_mail(lot: Lot) -> None:
    for at, (text, day, person) in enumerate(said_of(lot, 0, 4)):
        file = lot.file(f"FW feedback {at}.eml")
        message = mail(
            f'"{person.name}" <p{at}@firm.example>', day, "A word about our sessions – thank you", lot.practice.coach
        )
        message.set_content(text + "\n", cte="base64")
        message.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
        file.path.write_bytes(bytes(message))
        file.said.append(Said(text, day, (person.name, f"{person.name} <p{at}@firm.example>")))


@layout("Mail: a contact that the coach mails to herself", stories=3, most=1)
def own_mail(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file = story.sessions[0], lot.file(f"note to self {at}.eml")
        message = mail(f"{lot.practice.coach} <coach@coaching.example>", s.day, "Coaching note", lot.practice.coach)
        day, spent = said(s.day, "spoken"), length(s.minutes, "mins")
        body = f"Client: {s.person.name}\nDate: {day}\nTime spent: {spent}\n\nReflection:\n\n{story.text}\n"
        message.set_content(body, cte="8bit")
        file.path.write_bytes(bytes(message))
        number = file.sheet(*story.paragraphs, labels=("Reflection:",))
        file.contact(s, s.person.name, day, spent, sheet=number)


@layout("Text: quotes, each with a line for who and when below", practice="A", stories=0)
def quotes(lot: Lot) -> None:
    file, lines = lot.file("Things people said.txt"), []
    for text, day, person in said_of(lot, 4, 9):
        lines += [f"“{text}”", f"– {person.name}, {said(day, 'spoken')}", ""]
        file.said.append(Said(text, day, (person.name,), labels=("“", "”")))
    save(file, lines)


@layout("Text: feedback, who and when in front of each", stories=0)
def quotes_after(lot: Lot) -> None:
    file, lines = lot.file("feedback notes.txt"), ["Feedback", ""]
    for text, day, person in said_of(lot, 4, 6):
        lines += [f"{person.name}, {said(day, 'slashes')} (by phone):", text, ""]
        file.said.append(Said(text, day, (person.name,)))
    save(file, lines)


@layout("Word: a feedback form with ratings", practice="A", stories=0)
def form(lot: Lot) -> None:
    for at, (text, day, person) in enumerate(said_of(lot, 9, 12)):
        file, document = lot.file(f"Feedback form {at + 1}.docx"), Document()
        document.add_heading("Client feedback form", 1)
        when = said(day, "spoken")
        pairs(document, [("Your name", person.name), ("Date completed", when), ("What was most helpful?", text),
                         ("Trust (1-5)", "4"), ("Listening (1-5)", "5"), ("Challenge (1-5)", "3")])  # fmt: skip
        document.save(file.path)
        file.said.append(Said(text, day, (person.name,), labels=("What was most helpful?",)))


@layout("Excel: remarks in a list", stories=0)
def listed(lot: Lot) -> None:
    file, book = lot.file("client feedback.xlsx"), openpyxl.Workbook()
    book.active.title = "Feedback"
    book.active.append(["Date", "From", "Channel", "What they said"])
    for text, day, person in said_of(lot, 6, 8):
        book.active.append([day, person.name, "email", text])
        file.said.append(Said(text, day, (person.name,)))
    book.save(file.path)


@layout("Text: supervision meetings in blocks", stories=0)
def supervision(lot: Lot) -> None:
    file, lines = lot.file("Supervision log.txt"), ["Supervision", ""]
    for day, minutes, who, text in lot.practice.meetings[:5]:
        lines += [
            f"Date: {said(day, 'spoken')}",
            f"Supervisor: {who}",
            f"Duration: {minutes} minutes",
            f"Discussed: {text}",
            "",
        ]
        file.meetings.append((day, minutes))
    save(file, lines)
