"""Workbooks, delimited files, notes and mails, and files with something in them that must be asked."""

from datetime import date, datetime, timedelta
from itertools import groupby

import openpyxl
from docx import Document
from layouts_unseen.delimited import save as save_rows
from layouts_unseen.remarks import mail
from layouts_unseen.texts import save as save_lines
from layouts_unseen.texts import told
from layouts_unseen.truth import ASK, Lot, at_cell, at_line, at_row
from layouts_unseen.word_logs import grid
from layouts_unseen.writings import DAYS, colon, length, said

from .word import layout


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@layout("Excel: banners over the weeks, the weekday and day below", stories=6)
def weekly(lot: Lot) -> None:
    file, book = lot.file("weekly sheet.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Weeks"
    sheet["A1"] = f"{lot.practice.coach} – coaching week by week"
    row = 2
    for begin, each in groupby(lot.sessions, key=lambda s: monday(s.day)):
        sheet.cell(row + 1, 1, f"Week commencing {said(begin, 'spoken')}")
        sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=4)
        for column, head in enumerate(["Day", "Client", "Minutes", "Where"], start=1):
            sheet.cell(row + 2, column, head)
        row += 3
        for s in each:
            when = f"{DAYS[s.day.weekday()]} {s.day.day} {s.day:%B}"
            for column, value in enumerate([when, s.person.name, s.minutes, s.medium], start=1):
                sheet.cell(row, column, value)
            file.contact(s, s.person.name, when, spot=at_cell("Weeks", row))
            row += 1
    book.save(file.path)


def with_breaks(lot: Lot, name: str, net: bool) -> None:
    """Start, finish and break; with `net` the minutes less the break stand beside, else nothing says what it does."""
    file, book = lot.file(name), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Times"
    sheet.append(["Date", "Client", "Start", "Finish", "Break (mins)"] + ["Net minutes"] * net)
    for row, s in enumerate(lot.sessions, start=2):
        pause = (0, 10, 5)[row % 3] if s.minutes > 20 else 0
        end = datetime.combine(s.day, s.end) + timedelta(minutes=pause * net)
        sheet.append([s.day, s.person.name, s.start, end.time(), pause or None] + [s.minutes] * net)
        spot, ask = at_cell("Times", row), ASK if pause and not net else ""
        values = (s.day.isoformat(), colon(s.start), colon(end.time()))
        file.contact(s, s.person.name, *values, spot=spot, ask=ask, labels=("Break (mins)",) if ask else ())
    book.save(file.path)


@layout("Excel: start, finish, break and net minutes", stories=5)
def net_minutes(lot: Lot) -> None:
    with_breaks(lot, "timesheet net.xlsx", net=True)


@layout("Doubt: start, finish and a break, nothing says if it counts", stories=4)
def breaks(lot: Lot) -> None:
    with_breaks(lot, "timesheet.xlsx", net=False)


@layout("Excel: two blocks side by side, each with its own head", stories=5)
def side_by_side(lot: Lot) -> None:
    file, book = lot.file("two blocks.xlsx"), openpyxl.Workbook()
    sheet, half = book.active, (len(lot.sessions) + 1) // 2
    sheet.title = "Log"
    for at, s in enumerate([None, *lot.sessions[:half], None, *lot.sessions[half:]]):
        block, row = divmod(at, half + 1)
        values = [s.day, s.person.name, s.minutes] if s else ["Date", "Client", "Minutes"]
        for column, value in enumerate(values, start=1 + 4 * block):
            sheet.cell(row + 2, column, value)
        if s:
            # A row holds two contacts here, so the column belongs to the spot.
            letters = "EFG" if block else "ABC"
            file.contact(s, s.person.name, s.day.isoformat(), spot=rf"(?i)\blog\W.*\b[{letters}]{row + 2}\b")
    book.save(file.path)


@layout("Excel: an accreditation log, level, fee kind, hours so far", stories=6)
def accreditation(lot: Lot) -> None:
    file, book, total = lot.file("accreditation log.xlsx"), openpyxl.Workbook(), 0
    sheet = book.active
    sheet.title = "Coaching hours"
    sheet.append(["Log of coaching practice for accreditation"])
    sheet.append(["Applicant:", lot.practice.coach, None, "Membership no.", 440127])
    sheet.append([])
    sheet.append(["Date of session", "Coachee", "Level", "Paid / pro bono", "Duration (mins)", "Cumulative (hrs)"])
    for row, s in enumerate(lot.sessions, start=5):
        total += s.minutes
        kind = ["paid", "pro bono"][row % 2]
        sheet.append([said(s.day, "hyphen month year"), s.person.name, "Senior", kind, s.minutes, round(total / 60, 2)])
        file.contact(s, s.person.name, said(s.day, "hyphen month year"), spot=at_cell("Coaching hours", row))
    book.save(file.path)


@layout("Excel: a form in cells, a sheet to each session", stories=6, most=1)
def forms(lot: Lot) -> None:
    file, book = lot.file("session forms.xlsx"), openpyxl.Workbook()
    book.remove(book.active)
    for at, story in enumerate(lot.stories, start=1):
        s, sheet = story.sessions[0], book.create_sheet(f"Form {at}")
        spent = length(s.minutes, "minutes")
        facts = [("Client", s.person.name), ("Date", s.day), ("Time spent", spent), ("Reflection", story.text)]
        for row, (label, value) in enumerate(facts, start=3):
            sheet.cell(row, 2, label)
            sheet.cell(row, 3, value)
        sheet["B1"] = "Session form"
        sheet.merge_cells("C6:H20")
        number = file.sheet(*story.paragraphs, labels=("Reflection",))
        spots = tuple(at_cell(sheet.title, row) for row in (3, 4, 5))
        file.contact(s, s.person.name, s.day.isoformat(), spent, sheet=number, spot=spots)
    book.save(file.path)


@layout("CSV: from a German Excel, cp1252 and semicolons", stories=6)
def german(lot: Lot) -> None:
    file, rows = lot.file("Stundennachweis.csv"), [["Datum", "Klient", "Dauer (Min.)", "Form", "Bemerkung"]]
    for s in lot.sessions:
        if s.person.name.encode("cp1252", "ignore").decode("cp1252") != s.person.name:
            continue  # a name that this code page cannot write
        rows.append([f"{s.day:%d.%m.%Y}", s.person.name, str(s.minutes), "persönlich", ""])
        file.contact(s, s.person.name, rows[-1][0], spot=at_line(len(rows)))
    save_rows(file, rows, "cp1252", ";")


@layout("CSV: from a French Excel, lengths like 1h05", stories=5)
def french(lot: Lot) -> None:
    file, rows = lot.file("suivi des séances.csv"), [["Séance", "Date", "Client", "Durée", "Tarif (€)"]]
    for number, s in enumerate(lot.sessions, start=1):
        rows.append([str(number), f"{s.day:%d/%m/%Y}", s.person.name, length(s.minutes, "1h10"), "110,00"])
        file.contact(s, s.person.name, rows[-1][1], rows[-1][3], spot=at_line(len(rows)))
    save_rows(file, rows, "utf-8-sig", ";")


@layout("CSV: a calendar's export, private appointments among them", stories=5)
def calendar(lot: Lot) -> None:
    head = ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event", "Location"]
    file, rows = lot.file("calendar export.csv"), [head]
    for at, s in enumerate(lot.sessions):
        when, subject = f"{s.day:%d/%m/%Y}", f"Coaching: {s.person.name}"
        if at % 4 == 1:
            rows.append(["Dentist", when, "08:00", when, "08:20", "False", "Castle Street"])
        rows.append([subject, when, colon(s.start), when, colon(s.end), "False", s.medium])
        values = (when, colon(s.start), colon(s.end))
        file.contact(s, (s.person.name, subject), *values, spot=at_line(len(rows)))
    save_rows(file, rows)


@layout("Text: a phone's note, small letters, no heads", stories=5)
def phone(lot: Lot) -> None:
    file, lines = lot.file("note from phone.txt"), ["coaching times"]
    for s in lot.sessions:
        when, spent = said(s.day, "spoken short").lower(), f"{s.minutes}min"
        lines.append(f"{when} {s.person.name.lower()} {spent}")
        file.contact(s, s.person.name, when, spent, lines[-1], spot=at_line(len(lines)))
    save_lines(file, lines)


@layout("Text: a rule with the facts in it above each account", stories=6, most=1)
def ruled(lot: Lot) -> None:
    file, lines = lot.file("journal with rules.txt"), ["JOURNAL", ""]
    for story in lot.stories:
        s = story.sessions[0]
        when, spent = said(s.day, "spoken"), f"{s.minutes} minutes"
        lines += [f"=== {when} | {s.person.name} | {spent} ===", ""]
        spot = at_line(len(lines) - 1)
        file.contact(s, s.person.name, when, spent, lines[-2], sheet=told(lines, file, story), spot=spot)
    save_lines(file, lines)


@layout("Markdown: a table with a total in bold", stories=5)
def table(lot: Lot) -> None:
    file, lines = lot.file("hours.md"), ["# Hours", "", "| Date | Client | Length | Medium |", "|:--|:--|--:|:--|"]
    for s in lot.sessions:
        when, spent = said(s.day, "spoken"), length(s.minutes, "mins")
        lines.append(f"| {when} | {s.person.name} | {spent} | {s.medium} |")
        file.contact(s, s.person.name, when, spent, lines[-1], spot=(at_line(len(lines)), at_row(1, len(lines) - 3)))
    lines.append(f"| **Total** | | **{sum(s.minutes for s in lot.sessions)} mins** | |")
    save_lines(file, lines)


@layout("Markdown: facts between --- lines, then the account", stories=5, most=1)
def front_matter(lot: Lot) -> None:
    for at, story in enumerate(lot.stories, start=1):
        s, file = story.sessions[0], lot.file(f"vault note {at}.md")
        lines = [
            "---",
            f"date: {s.day}",
            f"client: {s.person.name}",
            f"minutes: {s.minutes}",
            "tags: [coaching]",
            "---",
        ]
        lines.append("")
        file.contact(s, s.person.name, s.day.isoformat(), sheet=told(lines, file, story))
        save_lines(file, lines)


@layout("Mail: two contacts in sentences, reflection below", stories=4, least=2, most=2)
def sentences(lot: Lot) -> None:
    for at, story in enumerate(lot.stories, start=1):
        file, me = lot.file(f"to my file {at}.eml"), f"{lot.practice.coach} <coach@coaching.example>"
        message, said_so = mail(me, story.written_on, f"For my file {at}", lot.practice.coach), []
        for s in story.sessions:
            said_so.append(f"On {said(s.day, 'spoken')} I coached {s.person.name} for {s.minutes} minutes.")
        message.set_content("\n".join([*said_so, "", "Reflection:", "", story.text, ""]))
        file.path.write_bytes(bytes(message))
        number = file.sheet(*story.paragraphs, labels=("Reflection:", *said_so))
        for s, sentence in zip(story.sessions, said_so, strict=True):
            file.contact(s, s.person.name, said(s.day, "spoken"), f"{s.minutes} minutes", sentence, sheet=number)


@layout("Doubt: lengths that a phone's note leaves open", stories=4)
def open_lengths(lot: Lot) -> None:
    file, lines = lot.file("rough times.txt"), []
    vague = ["all morning", "a quick call", "an hour or so", "until lunch"]
    for at, s in enumerate(lot.sessions):
        spent, ask = (vague[at // 2 % 4], ASK) if at % 2 else (f"{s.minutes} mins", "")
        lines.append(f"{said(s.day, 'spoken')} - {s.person.name} - {spent}")
        values = (said(s.day, "spoken"), spent, lines[-1])
        file.contact(s, s.person.name, *values, spot=at_line(len(lines)), ask=ask)
    save_lines(file, lines)


@layout("Doubt: days that are a week, a month's beginning or a span", stories=4)
def open_days(lot: Lot) -> None:
    file, document, rows = lot.file("some days uncertain.docx"), Document(), []
    for row, s in enumerate(lot.sessions, start=2):
        when, vague = said(s.day, "spoken"), row % 2
        week = said(monday(s.day), "spoken")
        if vague:
            when = [f"w/c {week}", f"early {s.day:%B %Y}", f"{s.day:%B %Y}"][row // 2 % 3]
        rows.append([when, s.person.name, f"{s.minutes} mins"])
        file.contact(s, s.person.name, *rows[-1][::2], spot=at_row(1, row), ask=ASK if vague else "")
    grid(document, ["Date", "Client", "Length"], rows)
    document.save(file.path)


@layout("Doubt: no client, or a question mark for one", stories=4)
def nobody(lot: Lot) -> None:
    file, rows = lot.file("who was it.csv"), [["Date", "Client", "Minutes"]]
    for at, s in enumerate(lot.sessions):
        name, ask = (["?", "", "can't recall"][at // 3 % 3], ASK) if at % 3 == 1 else (s.person.name, "")
        rows.append([said(s.day, "slashes"), name, str(s.minutes)])
        file.contact(s, name, rows[-1][0], spot=at_line(len(rows)), ask=ask)
    save_rows(file, rows)
