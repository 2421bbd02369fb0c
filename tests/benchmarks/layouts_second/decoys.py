"""Files of a coach's office that hold no contact at all: whatever is read from them as one is wrong."""

from datetime import date, timedelta

import openpyxl
from docx import Document
from layouts_unseen.delimited import save as save_rows
from layouts_unseen.remarks import mail
from layouts_unseen.texts import save as save_lines
from layouts_unseen.truth import Lot
from layouts_unseen.word_forms import pairs
from layouts_unseen.word_logs import grid

from .dealt import layout
from .ways import day

BEGIN = date(2025, 2, 3)


def _days(number: int) -> list[date]:
    return [BEGIN + timedelta(days=8 * at) for at in range(number)]


@layout("No contacts: an expenses claim", stories=0)
def expenses(lot: Lot) -> None:
    book = openpyxl.Workbook()
    sheet, people = book.active, lot.practice.people
    sheet.title = "Expenses"
    sheet.append(["Date", "Details", "Miles", "Parking", "Total £"])
    for at, when in enumerate(_days(6)):
        sheet.append([when, f"Train and taxi to {people[at].name}", 12 + at, 4.5, 45 + at])
    sheet.append(["Total", None, 87, 27, 285])
    book.save(lot.file("Expenses claim.xlsx").path)


@layout("No contacts: the agenda of a meeting", stories=0)
def agenda(lot: Lot) -> None:
    document = Document()
    document.add_heading("Agenda – network of internal coaches", 1)
    pairs(document, [("Date", day(BEGIN, "plain")), ("Place", "Board room"), ("Chair", "Dame Philippa Rowntree")])
    grid(document, ["Time", "Item", "Lead"], [
        ["10.00–10.10", "Welcome", "Dame Philippa Rowntree"], ["10.10–10.40", "New contract", "Gethin ap Rhys"],
        ["10.40–11.00", "Any other business", "All"],
    ])  # fmt: skip
    document.save(lot.file("Agenda February.docx").path)


@layout("No contacts: a list of things to do, with an estimate of time", stories=0)
def actions(lot: Lot) -> None:
    rows = [["Action", "Owner", "Due date", "Status", "Priority"]]
    for at, when in enumerate(_days(5)):
        rows.append([f"Draft chapter {at + 1}", lot.practice.coach, day(when, "slashes"), "open", "high"])
    save_rows(lot.file("action list.csv"), rows)


@layout("No contacts: the list of invoices", stories=0)
def invoices(lot: Lot) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Invoices"
    sheet.append(["Invoice no.", "Invoice date", "Client", "Net £", "VAT £", "Gross £", "Due date", "Paid on"])
    for at, when in enumerate(_days(7)):
        sheet.append(
            [f"2025/{at + 1:03}", when, lot.practice.people[at].name, 120, 24, 144, when + timedelta(days=30), None]
        )
    book.save(lot.file("Sales ledger.xlsx").path)


@layout("No contacts: the coach's own training", stories=0)
def training(lot: Lot) -> None:
    rows = [["Date", "CPD activity", "Provider", "CPD hours", "What I learned"]]
    for at, when in enumerate(_days(5)):
        rows.append([day(when, "slashes"), f"Webinar {at + 1}", "Institute of Listening", "1.5", "more than I thought"])
    save_rows(lot.file("CPD log.csv"), rows)


@layout("No contacts: sessions that are yet to be held", stories=0)
def upcoming(lot: Lot) -> None:
    lines = ["Booked for 2028", ""]
    for at, person in enumerate(lot.practice.people[:5]):
        lines.append(f"{day(date(2028, 1, 10 + 7 * (at % 3)), 'plain')}, 10.00-11.00, {person.name}")
    save_lines(lot.file("upcoming.txt"), lines)


@layout("No contacts: sessions that were cancelled", stories=0)
def cancelled(lot: Lot) -> None:
    document, rows = Document(), []
    document.add_heading("Cancelled sessions", 1)
    for at, when in enumerate(_days(4)):
        rows.append([day(when, "plain"), lot.practice.people[at].name, "60 mins", "cancelled by client, not charged"])
    grid(document, ["Date", "Client", "Booked for", "Outcome"], rows)
    document.save(lot.file("Cancellations.docx").path)


@layout("No contacts: a mail that arranges a session", stories=0)
def arranging(lot: Lot) -> None:
    message = mail('"Zbigniew Krawczyk" <zk@trust.example>', BEGIN, "Thursday?", lot.practice.coach)
    message.set_content(
        f"Could we meet on {day(BEGIN + timedelta(days=3), 'plain')} at 10.00 for 60 minutes? My office is free.\n"
    )
    lot.file("Thursday_.eml").path.write_bytes(bytes(message))
