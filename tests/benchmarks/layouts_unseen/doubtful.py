"""Files in which something must be asked: the coach alone knows, and a reading would be a guess."""

from datetime import timedelta

import openpyxl
from docx import Document

from .delimited import save as save_rows
from .texts import save as save_lines
from .truth import ASK, MAY, SAY, Lot, at_cell, at_line, at_row, layout
from .word_forms import prose
from .word_logs import grid
from .writings import DAYS, british, colon, length, said


@layout("Doubt: weekdays that contradict their dates", practice="A", stories=3)
def weekdays(lot: Lot) -> None:
    file, book = lot.file("diary weekdays.xlsx"), openpyxl.Workbook()
    book.active.title = "Diary"
    book.active.append(["Date", "Client", "Time spent"])
    for row, s in enumerate(lot.sessions, start=2):
        wrong = row % 3 == 0
        day = said(s.day, "weekday slashes")
        if wrong:
            day = f"{DAYS[(s.day.weekday() + 2) % 7][:3]} {s.day:%d/%m/%Y}"
        book.active.append([day, s.person.name, f"{s.minutes} mins"])
        file.contact(s, s.person.name, day, spot=at_cell("Diary", row), ask=ASK if wrong else "")
    book.save(file.path)


@layout("Doubt: numbers without a unit under Length", stories=4)
def unitless(lot: Lot) -> None:
    file, document, rows = lot.file("no unit.docx"), Document(), []
    for row, s in enumerate(lot.sessions, start=2):
        day, bare = said(s.day, "spoken"), row % 2 == 0
        spent = str(s.minutes) if bare else length(s.minutes, "mins")
        rows.append([day, s.person.name, spent])
        file.contact(s, s.person.name, day, spent, spot=at_row(1, row), labels=("Length",), ask=ASK if bare else "")
    grid(document, ["Date", "Client", "Length"], rows)
    document.save(file.path)


@layout("Doubt: initials and first names that fit two clients", stories=14)
def initials(lot: Lot) -> None:
    file, rows = lot.file("short names.csv"), [["Date", "Client", "Minutes"]]
    people = lot.practice.people
    for line, s in enumerate(lot.sessions, start=2):
        shorts = [s.person.initials, s.person.first]
        fits = [[p.initials for p in people].count(shorts[0]) > 1, [p.first for p in people].count(shorts[1]) > 1]
        at = fits.index(True) if True in fits else line % 2
        day = said(s.day, "iso")
        rows.append([day, shorts[at], str(s.minutes)])
        file.contact(s, shorts[at], day, spot=at_line(line), ask=ASK if fits[at] else "")
    save_rows(file, rows)


@layout("Doubt: days without a year, and nothing that gives one", practice="A", stories=2)
def yearless(lot: Lot) -> None:
    file, lines = lot.file("jottings.txt"), ["Jottings", ""]
    for s in lot.sessions:
        lines.append(f"{said(s.day, 'no year')} – {s.person.name} – {s.minutes} mins")
        file.contact(s, s.person.name, said(s.day, "no year"), lines[-1], spot=at_line(len(lines)), ask=ASK)
    save_lines(file, lines)


@layout("Doubt: formulas without a cached value", stories=4)
def uncached(lot: Lot) -> None:
    file, book = lot.file("never opened.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Log"
    sheet.append(["Date", "Client", "Start", "Finish", "Minutes"])
    for row, s in enumerate(lot.sessions, start=2):
        formula = row % 2 == 0
        clocks = [None, None] if formula else [s.start, s.end]
        sheet.append([s.day, s.person.name, *clocks, f"={s.minutes}+0" if formula else s.minutes])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Log", row), ask=ASK if formula else "")
    book.save(file.path)


@layout("Doubt: days and lengths that cannot be", stories=6)
def impossible(lot: Lot) -> None:
    file, rows = lot.file("slips.csv"), [["Session date", "Coachee", "How long (mins)"]]
    wrongs = [("31/02/2025", None), (None, "0"), (None, "-30"), (None, "1500"), ("06/01/2205", None), (None, "tbc"),
              ("14/13/2025", None), (None, ""), ("", None), ("6 Janvember 2025", None), (None, "4O")]  # fmt: skip
    for line, s in enumerate(lot.sessions, start=2):
        wrong = wrongs[line // 2 % len(wrongs)] if line % 2 else (None, None)
        day = said(s.day, "slashes") if wrong[0] is None else wrong[0]
        spent = str(s.minutes) if wrong[1] is None else wrong[1]
        rows.append([day, s.person.name, spent])
        file.contact(
            s, s.person.name, day, spent, spot=at_line(line), ask=ASK if any(w is not None for w in wrong) else ""
        )
    save_rows(file, rows)


@layout("Doubt: both orders of day and month in one column", stories=5)
def both_orders(lot: Lot) -> None:
    file, rows = lot.file("both orders.csv"), [["Date", "Client", "Minutes"]]
    for line, s in enumerate(lot.sessions, start=2):
        day = said(s.day, "american") if line % 2 else f"{s.day.day}/{s.day.month}/{s.day.year}"
        rows.append([day, s.person.name, str(s.minutes)])
        plain = s.day.day > 12 or s.day.day == s.day.month
        file.contact(s, s.person.name, day, spot=at_line(line), ask=MAY if plain else ASK, labels=("Date",))
    both = any(s.day.day > 12 for s in lot.sessions[::2]) and any(s.day.day > 12 for s in lot.sessions[1::2])
    if not both:
        raise ValueError("the stories dealt do not show both orders")
    save_rows(file, rows)


@layout("Doubt: lengths that contradict their clock times", stories=4)
def contradicted(lot: Lot) -> None:
    file, rows = lot.file("contradiction.csv"), [["Date", "Client", "Start", "End", "Minutes"]]
    for line, s in enumerate(lot.sessions, start=2):
        wrong = line % 3 == 0
        day, minutes = said(s.day, "iso"), s.minutes + (5 if wrong else 0)
        rows.append([day, s.person.name, colon(s.start), colon(s.end), str(minutes)])
        file.contact(s, s.person.name, day, spot=at_line(line), ask=SAY if wrong else "")
    save_rows(file, rows)


@layout("Doubt: clock times that end before they begin, days to come", stories=4, most=1)
def backwards(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = story.sessions[0], lot.file(f"backwards {at + 1}.docx"), Document()
        day, clock = said(s.day, "spoken"), f"{british(s.end)}-{british(s.start)}"
        if at % 2:
            day, clock = said(s.day + timedelta(days=3652), "spoken"), f"{british(s.start)}-{british(s.end)}"
        for line in (f"Client: {s.person.name}", f"Date: {day}", f"Time: {clock}", "Reflection:"):
            document.add_paragraph(line)
        sheet = prose(document, file, story, ("Reflection:",))
        document.save(file.path)
        file.contact(s, s.person.name, day, clock, sheet=sheet, ask=ASK)


@layout("Doubt: numbers that may be hours or minutes under Time", practice="A", stories=2)
def hours_or_minutes(lot: Lot) -> None:
    file, book = lot.file("time column.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Time"
    sheet.append(["Date", "Client", "Time"])
    for row, s in enumerate(lot.sessions, start=2):
        written = s.minutes if row % 2 else round(s.minutes / 60, 2)
        sheet.append([s.day, s.person.name, written])
        spot = at_cell("Time", row)
        file.contact(s, s.person.name, s.day.isoformat(), str(written), spot=spot, labels=("Time",), ask=ASK)
    book.save(file.path)
