"""Excel files that a coach keeps hours in: title and total rows, times, merged cells, many sheets, several kinds."""

from datetime import date, datetime, time, timedelta

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from .truth import Lot, at_cell, layout
from .writings import colon, cycle, length, said

DAY = {"num_format": "dd/mm/yyyy"}


@layout("Excel: title rows, real dates, a total row with its formula", practice="A", stories=4)
def titled(lot: Lot) -> None:
    file = lot.file("Coaching hours.xlsx")
    book = xlsxwriter.Workbook(str(file.path))
    sheet, day = book.add_worksheet("Log"), book.add_format(DAY)
    sheet.write(0, 0, "Coaching hours log")
    sheet.write(1, 0, f"{lot.practice.coach} – started {lot.sessions[0].day:%B %Y}")
    for column, label in enumerate(["#", "Date", "Client", "Minutes", "Medium"]):
        sheet.write(3, column, label)
    for row, s in enumerate(lot.sessions, start=4):
        sheet.write_row(row, 0, [row - 3, "", s.person.name, s.minutes, s.medium])
        sheet.write_datetime(row, 1, datetime.combine(s.day, time()), day)
        file.contact(s, s.person.name, f"{s.day:%d/%m/%Y}", s.day.isoformat(), spot=at_cell("Log", row + 1))
    end = 4 + len(lot.sessions)
    sheet.write(end + 1, 2, "Total minutes")
    sheet.write_formula(end + 1, 3, f"=SUM(D5:D{end})", None, sum(s.minutes for s in lot.sessions))
    sheet.write(end + 2, 2, "Total hours")
    sheet.write_formula(end + 2, 3, f"=D{end + 2}/60", None, sum(s.minutes for s in lot.sessions) / 60)
    book.close()


@layout("Excel: real dates mixed with text dates, decimal hours", stories=5)
def mixed(lot: Lot) -> None:
    file, book = lot.file("hours 2023-26.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["Session date", "Coachee", "Hours", "Running total", "Paid?"])
    total = 0
    for row, s in enumerate(lot.sessions, start=2):
        written = s.day if row % 2 else said(s.day, cycle(["spoken short", "weekday lean", "dots"], row // 2))
        total += s.minutes
        sheet.append([written, s.person.name, s.minutes / 60, total / 60, "Y" if row % 3 else "N"])
        if row % 2:
            sheet.cell(row, 1).number_format = "DD-MMM-YY"
        file.contact(s, s.person.name, str(written), s.day.isoformat(), spot=at_cell("Sheet1", row))
    book.save(file.path)


@layout("Excel: start and end as times, length by formula with its value", stories=5)
def clocks(lot: Lot) -> None:
    file = lot.file("timesheet.xlsx")
    book = xlsxwriter.Workbook(str(file.path))
    sheet, day = book.add_worksheet("Sessions"), book.add_format({"num_format": "ddd d mmm yyyy"})
    clock, span = book.add_format({"num_format": "hh:mm"}), book.add_format({"num_format": "[h]:mm"})
    sheet.write_row(0, 0, ["Date", "Start", "End", "Time spent", "Who with"])
    for row, s in enumerate(lot.sessions, start=1):
        sheet.write_datetime(row, 0, datetime.combine(s.day, time()), day)
        sheet.write_datetime(row, 1, s.start, clock)
        sheet.write_datetime(row, 2, s.end, clock)
        sheet.write_formula(row, 3, f"=C{row + 1}-B{row + 1}", span, s.minutes / 1440)
        sheet.write(row, 4, s.person.name)
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Sessions", row + 1))
    sheet.write_formula(len(lot.sessions) + 1, 3, "=SUM(D2:D99)", span, sum(s.minutes for s in lot.sessions) / 1440)
    book.close()


@layout("Excel: client and month merged over their contacts", practice="A", stories=4)
def merged(lot: Lot) -> None:
    file = lot.file("by client merged.xlsx")
    book = xlsxwriter.Workbook(str(file.path))
    sheet, day = book.add_worksheet("2024-26"), book.add_format({"num_format": "d mmm yyyy"})
    sheet.merge_range(0, 0, 0, 3, "Hours with each client")
    sheet.write_row(1, 0, ["Client", "Date", "Length (mins)", "How"])
    row = 2
    for key in sorted({s.person.key for s in lot.sessions}):
        block = [s for s in lot.sessions if s.person.key == key]
        if len(block) > 1:
            sheet.merge_range(row, 0, row + len(block) - 1, 0, block[0].person.name)
        else:
            sheet.write(row, 0, block[0].person.name)
        for s in block:
            sheet.write_datetime(row, 1, datetime.combine(s.day, time()), day)
            sheet.write_row(row, 2, [s.minutes, s.medium])
            row += 1
            file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("2024-26", row))
    book.close()


@layout("Excel: a sheet to each client, the client's name on its tab", stories=6)
def tabs(lot: Lot) -> None:
    file, book = lot.file("clients on tabs.xlsx"), openpyxl.Workbook()
    book.remove(book.active)
    for key in sorted({s.person.key for s in lot.sessions}):
        block = [s for s in lot.sessions if s.person.key == key]
        name = block[0].person.name
        sheet = book.create_sheet(name)
        sheet.append(["Date", "Duration (mins)", "Topic"])
        for row, s in enumerate(block, start=2):
            sheet.append([s.day, s.minutes, "handover"])
            file.contact(s, name, s.day.isoformat(), spot=at_cell(name, row))
        sheet.append(["Total", sum(s.minutes for s in block)])
    book.save(file.path)


@layout("Excel: a sheet a year, with supervision, clients and a summary", practice="A", stories=5)
def years(lot: Lot) -> None:
    file, book = lot.file("Everything.xlsx"), openpyxl.Workbook()
    book.remove(book.active)
    summary = book.create_sheet("Summary")
    summary.append(["Year", "Contacts", "Hours"])
    for year in sorted({s.day.year for s in lot.sessions}):
        block = [s for s in lot.sessions if s.day.year == year]
        summary.append([year, len(block), round(sum(s.minutes for s in block) / 60, 2)])
        sheet = book.create_sheet(str(year))
        sheet.append(["When", "Coachee", "Mins", "In person / phone"])
        for row, s in enumerate(block, start=2):
            sheet.append([s.day, s.person.name, s.minutes, s.medium])
            file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell(str(year), row))
    sheet = book.create_sheet("Supervision")
    sheet.append(["Date", "Supervisor", "Minutes", "What we discussed"])
    for day, minutes, who, text in lot.practice.meetings[:6]:
        sheet.append([day, who, minutes, text])
        file.meetings.append((day, minutes))
    book.save(file.path)


@layout("Excel: the register, with a column Known as", stories=0)
def register(lot: Lot) -> None:
    file, book = lot.file("Client list.xlsx"), openpyxl.Workbook()
    book.active.title = "Clients"
    book.active.append(["Client name", "Known as", "Organisation", "Contract signed", "E-mail"])
    for at, person in enumerate(lot.practice.people):
        book.active.append([person.name, person.nick, f"Firm {'ABCDEFGH'[at % 8]}", date(2022, 11, 1 + at), None])
        file.register.append(person.name)
    book.save(file.path)


@layout("Excel: two header rows, hours and minutes apart", stories=5)
def two_heads(lot: Lot) -> None:
    file = lot.file("log two heads.xlsx")
    book = xlsxwriter.Workbook(str(file.path))
    sheet, day = book.add_worksheet("Log"), book.add_format(DAY)
    sheet.merge_range(0, 0, 0, 1, "Contact")
    sheet.merge_range(0, 2, 0, 3, "Time")
    sheet.write_row(1, 0, ["Date", "Who", "Hours", "Mins"])
    for row, s in enumerate(lot.sessions, start=2):
        sheet.write_datetime(row, 0, datetime.combine(s.day, time()), day)
        sheet.write_row(row, 1, [s.person.name, s.minutes // 60, s.minutes % 60])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Log", row + 1))
    book.close()


@layout("Excel: paid and pro bono hours in two columns, one filled", stories=5)
def paid(lot: Lot) -> None:
    file, book = lot.file("credential log.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Coaching Log"
    sheet.append(["Client Name", "Individual / Group", "Number in Group", "Date", "Paid Hours", "Pro Bono Hours"])
    for row, s in enumerate(lot.sessions, start=2):
        hours = s.minutes / 60
        kind = ["Group", 5] if s.person.group else ["Individual", 1]
        sheet.append([s.person.name, *kind, s.day, *([hours, None] if row % 3 else [None, hours])])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Coaching Log", row))
    book.save(file.path)


@layout("Excel: days down, clients across, minutes where they cross", stories=4)
def crossed(lot: Lot) -> None:
    file, book = lot.file("matrix.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Minutes"
    kept = {(s.day, s.person.key): s for s in lot.sessions}
    people = {s.person.key: s.person for s in kept.values()}
    sheet.append(["Minutes of coaching by day and client"])
    sheet.append(["Date", *(person.name for person in people.values())])
    for row, day in enumerate(sorted({day for day, _ in kept}), start=3):
        here = [kept.get((day, key)) for key in people]
        sheet.append([day, *(s.minutes if s else None for s in here)])
        for s in filter(None, here):
            file.contact(s, s.person.name, day.isoformat(), spot=at_cell("Minutes", row))
    book.save(file.path)


@layout("Excel: an invoice list, numbers of many other kinds", practice="A", stories=4)
def invoices(lot: Lot) -> None:
    file, book = lot.file("Bookings & invoices.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bookings"
    sheet.append(["Booking ref", "Invoice no", "Invoice date", "Session date", "Coachee", "Duration", "Rate £/hr", "Fee",
                  "Mileage", "Paid"])  # fmt: skip
    for row, s in enumerate(lot.sessions, start=2):
        spent = length(s.minutes, cycle(["mins", "1hr 10", "h:mm"], row))
        sheet.append([f"BK{2000 + row}", 300 + row, s.day + timedelta(days=9), s.day, s.person.filed, spent, 120,
                      s.minutes * 2, 14, "yes" if row % 4 else "no"])  # fmt: skip
        names = (s.person.filed, s.person.name)
        file.contact(s, names, spent, s.day.isoformat(), spot=at_cell("Bookings", row))
    book.save(file.path)


@layout("Excel: a log that begins at C7, a key of initials beside it", practice="A", stories=4)
def off_corner(lot: Lot) -> None:
    file, book = lot.file("log with key.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Practice"
    sheet["C5"] = "All times in minutes"
    for column, label in zip("CDEF", ["Date", "Initials", "Time", "Planned?"], strict=True):
        sheet[f"{column}7"] = label
    for row, s in enumerate(lot.sessions, start=8):
        sheet[f"C{row}"], sheet[f"D{row}"], sheet[f"E{row}"] = s.day, s.person.initials, f"{s.minutes} min"
        sheet[f"F{row}"] = "yes"
        file.contact(s, s.person.initials, f"{s.minutes} min", s.day.isoformat(), spot=at_cell("Practice", row))
    sheet["I7"] = "Key"
    for row, person in enumerate(lot.practice.people, start=8):
        sheet[f"I{row}"], sheet[f"J{row}"] = person.initials, person.name
    book.save(file.path)


@layout("Excel: from a Mac, days counted from 1904", stories=3)
def mac(lot: Lot) -> None:
    file, book = lot.file("mac log.xlsx"), openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Log"
    sheet.append(["Date", "Client", "Minutes"])
    for row, s in enumerate(lot.sessions, start=2):
        sheet.append([s.day, s.person.name, s.minutes])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Log", row))
    book.save(file.path)


@layout("Excel: subtotals by month, blank rows and cancelled sessions", stories=6)
def subtotals(lot: Lot) -> None:
    file, book = lot.file("monthly.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contacts"
    sheet.append(["Month", "Date", "Client", "Contact time (hh:mm)", "Status"])
    for month in sorted({f"{s.day:%Y-%m}" for s in lot.sessions}):
        block = [s for s in lot.sessions if f"{s.day:%Y-%m}" == month]
        for at, s in enumerate(block):
            head = f"{s.day:%B %Y}" if not at else None
            sheet.append([head, s.day, s.person.name, timedelta(minutes=s.minutes), "done"])
            file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Contacts", sheet.max_row))
        sheet.append([None, block[-1].day + timedelta(days=1), block[-1].person.name, None, "cancelled by client"])
        sheet.append([f"Total {block[0].day:%B}", None, None, timedelta(minutes=sum(s.minutes for s in block)), None])
        sheet.append([None] * 5)
    book.save(file.path)


@layout("Excel: reflection in a column beside the facts", practice="A", stories=4, most=1)
def beside(lot: Lot) -> None:
    file, book = lot.file("reflective log.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Reflective log"
    sheet.append(["Date of session", "Name", "Time spent (minutes)", "My reflection"])
    for row, story in enumerate(lot.stories, start=2):
        s = story.sessions[0]
        sheet.append([s.day, s.person.name, s.minutes, "\n".join(story.paragraphs)])
        number = file.sheet(*story.paragraphs)
        file.contact(s, s.person.name, s.day.isoformat(), sheet=number, spot=at_cell("Reflective log", row))
    book.save(file.path)


@layout("Excel: each row a client, contacts to the right in pairs", stories=4)
def pairs_across(lot: Lot) -> None:
    file, book = lot.file("across.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Across"
    blocks = [[s for s in lot.sessions if s.person.key == key] for key in sorted({s.person.key for s in lot.sessions})]
    most = max(map(len, blocks))
    sheet.append(
        ["Client", *(label for at in range(1, most + 1) for label in (f"Session {at} date", f"Session {at} mins"))]
    )
    for row, block in enumerate(blocks, start=2):
        sheet.append([block[0].person.name, *(value for s in block for value in (s.day, s.minutes))])
        for s in block:
            file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Across", row))
    book.save(file.path)


@layout("Excel: American dates as text, month first as the file shows", practice="C", stories=6)
def american(lot: Lot) -> None:
    file, book = lot.file("sessions US.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sessions"
    sheet.append(["Date", "Client", "Start", "Hours"])
    for row, s in enumerate(lot.sessions, start=2):
        written = said(s.day, "american")
        sheet.append([written, s.person.name, colon(s.start), s.minutes / 60])
        file.contact(s, s.person.name, written, spot=at_cell("Sessions", row))
    book.save(file.path)
