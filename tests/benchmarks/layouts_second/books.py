"""Excel files: bands of months, odd durations, kinds of work mixed, codes, cards, bookings to come, hidden parts."""

from datetime import date, datetime, time, timedelta

import openpyxl
import xlsxwriter
from layouts_unseen.truth import MAY, Lot, at_cell
from layouts_unseen.workbooks import DAY
from layouts_unseen.writings import MONTHS, cycle

from .dealt import layout
from .ways import SHORTEST, long, twelve


def midnight(when: date) -> datetime:
    return datetime.combine(when, time())


@layout("Excel: a band to each month, the day's number alone (may be asked)", stories=3)
def bands(lot: Lot) -> None:
    file, book = lot.file("hours by month.xlsx"), openpyxl.Workbook()
    sheet, month = book.active, None
    sheet.title = "Hours"
    sheet.append(["Day", "Client", "Minutes"])
    for s in lot.sessions:
        if month != (s.day.year, s.day.month):
            month = (s.day.year, s.day.month)
            sheet.append([f"{MONTHS[s.day.month - 1]} {s.day.year}"])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=3)
        sheet.append([s.day.day, s.person.name, s.minutes])
        file.contact(s, s.person.name, str(s.day.day), spot=at_cell("Hours", sheet.max_row), labels=("Day",), ask=MAY)
    book.save(file.path)


@layout("Excel: a sheet to each month, days without a year", stories=5)
def month_sheets(lot: Lot) -> None:
    file, book = lot.file("month by month.xlsx"), openpyxl.Workbook()
    book.remove(book.active)
    for s in lot.sessions:
        name = f"{MONTHS[s.day.month - 1]} {s.day.year}"
        if name not in book.sheetnames:
            book.create_sheet(name).append(["Date", "Coachee", "Length of session", "Remarks"])
        sheet, when = book[name], f"{SHORTEST[s.day.weekday()]} {s.day.day} {MONTHS[s.day.month - 1][:3]}"
        sheet.append([when, s.person.name, long(s.minutes, "hrs"), s.medium])
        file.contact(s, s.person.name, when, long(s.minutes, "hrs"), spot=at_cell(name, sheet.max_row))
    book.save(file.path)


@layout("Excel: one column with times, texts and formulas for lengths", stories=5)
def odd_lengths(lot: Lot) -> None:
    file = lot.file("durations.xlsx")
    book = xlsxwriter.Workbook(str(file.path))
    sheet, when, span = book.add_worksheet("Contacts"), book.add_format(DAY), book.add_format({"num_format": "h:mm"})
    sheet.merge_range(0, 0, 0, 3, "Record of one-to-one work")
    sheet.write_row(2, 0, ["Name of client", "Date of session", "Contact time", "Venue"])
    for row, s in enumerate(lot.sessions, start=3):
        sheet.write(row, 0, s.person.name)
        sheet.write_datetime(row, 1, midnight(s.day), when)
        if row % 3 == 0:
            sheet.write_number(row, 2, s.minutes / 1440, span)
        elif row % 3 == 1:
            sheet.write(row, 2, long(s.minutes, cycle(["spelt", "h min", "both"], row // 3)))
        else:
            sheet.write_formula(row, 2, f"=TIME(0,{s.minutes},0)", span, s.minutes / 1440)
        sheet.write(row, 3, s.medium)
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Contacts", row + 1))
    book.close()


@layout("Excel: preparation, travel, coaching and total hours side by side", stories=5)
def kinds_of_time(lot: Lot) -> None:
    file, book = lot.file("time by kind.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Time"
    sheet.append(["Date", "Client", "Prep (hrs)", "Travel (hrs)", "Coaching (hrs)", "Write-up (hrs)", "Total (hrs)"])
    for row, s in enumerate(lot.sessions, start=2):
        hours = s.minutes / 60
        sheet.append([s.day, s.person.name, 0.5, 0.75, hours, 0.25, hours + 1.5])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Time", row))
    whole = sum(s.minutes for s in lot.sessions) / 60
    sheet.append(["Totals", None, None, None, whole, None, whole + 1.5 * len(lot.sessions)])
    book.save(file.path)


@layout("Excel: coaching among training, supervision and office work", stories=5)
def activities(lot: Lot) -> None:
    file, book = lot.file("work diary.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Diary"
    sheet.append(["Date", "Activity", "Who with", "Start", "Finish", "Notes"])
    others = [("CPD", "Webinar: endings", "by the institute"), ("Admin", None, "invoices, filing"),
              ("Cancelled", "Gethin ap Rhys", "rang to say he was ill"), ("Travel", None, "Swansea and back")]  # fmt: skip
    for at, s in enumerate(lot.sessions):
        sheet.append([s.day, "Coaching", s.person.name, s.start, s.end, s.medium])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Diary", sheet.max_row))
        if at % 2:
            kind, who, note = others[at // 2 % 4]
            sheet.append([s.day, kind, who, time(19), time(20, 30), note])
    book.save(file.path)


@layout("Excel: codes for clients, which another sheet resolves", stories=5)
def codes(lot: Lot) -> None:
    file, book = lot.file("coded log.xlsx"), openpyxl.Workbook()
    code = {person.key: f"{'KLMNPQRSTVWXZ'[at]}{7 + 3 * at}" for at, person in enumerate(lot.practice.people)}
    sheet = book.active
    sheet.title = "Log"
    sheet.append(["Session date", "Client code", "Session length (min)", "Place"])
    for row, s in enumerate(lot.sessions, start=2):
        sheet.append([s.day, code[s.person.key], s.minutes, s.medium])
        file.contact(s, (s.person.name, code[s.person.key]), s.day.isoformat(), spot=at_cell("Log", row))
    key = book.create_sheet("Key to codes")
    key.append(["Client code", "Client name"])
    for person in lot.practice.people:
        key.append([code[person.key], person.name])
    book.save(file.path)


@layout("Excel: attended, missed and cancelled sessions, all with their minutes", stories=5)
def statuses(lot: Lot) -> None:
    file, book = lot.file("attendance.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sessions"
    sheet.append(["Client", "Date", "Minutes", "Attendance"])
    absent = ["DNA", "Cancelled by client", "Cancelled by coach", "Did not attend", "Postponed"]
    for at, s in enumerate(lot.sessions):
        sheet.append([s.person.name, s.day, s.minutes, "Attended"])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Sessions", sheet.max_row))
        if at % 2 == 0:
            sheet.append([s.person.name, s.day + timedelta(days=30), 60, absent[at // 2 % 5]])
    book.save(file.path)


@layout("Excel: bookings to come under a line below those that have been", stories=4)
def bookings(lot: Lot) -> None:
    file, book = lot.file("past and future.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2022-28"
    sheet.append(["Date", "Time", "Client", "Mins"])
    for row, s in enumerate(lot.sessions, start=2):
        sheet.append([s.day, s.start, s.person.name, s.minutes])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("2022-28", row))
    sheet.append([])
    sheet.append(["Booked, not yet held"])
    for at, person in enumerate(lot.practice.people[:4]):
        sheet.append([date(2028, 3, 6 + at), time(10), person.name, 60])
    book.save(file.path)


@layout("Excel: a card to each client, personal facts above the sessions", stories=6)
def cards(lot: Lot) -> None:
    file, book = lot.file("client cards.xlsx"), openpyxl.Workbook()
    book.remove(book.active)
    for number, key in enumerate(sorted({s.person.key for s in lot.sessions}), start=1):
        block, name = [s for s in lot.sessions if s.person.key == key], f"Card {number}"
        sheet = book.create_sheet(name)
        sheet.append(["Client", block[0].person.name])
        sheet.append(["Date of birth", date(1975, 4, 2 + number)])
        sheet.append(["Contract signed", date(2022, 8, number)])
        sheet.append([])
        sheet.append(["Session", "Date held", "Length (minutes)", "Next appointment"])
        for row, s in enumerate(block, start=6):
            sheet.append([row - 5, s.day, s.minutes, s.day + timedelta(days=28)])
            file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell(name, row))
    book.save(file.path)


@layout("Excel: two rows to a contact, the reflection merged below its facts", stories=4, most=1)
def two_rows(lot: Lot) -> None:
    file = lot.file("log with notes.xlsx")
    book = xlsxwriter.Workbook(str(file.path))
    sheet, when = book.add_worksheet("Log"), book.add_format({"num_format": "d mmmm yyyy"})
    wrap = book.add_format({"text_wrap": True})
    sheet.write_row(0, 0, ["Date", "Client", "Time spent (mins)"])
    for at, story in enumerate(lot.stories):
        s, row = story.sessions[0], 1 + 2 * at
        sheet.write_datetime(row, 0, midnight(s.day), when)
        sheet.write_row(row, 1, [s.person.name, s.minutes])
        sheet.merge_range(row + 1, 0, row + 1, 2, "\n".join(story.paragraphs), wrap)
        number = file.sheet(*story.paragraphs)
        file.contact(s, s.person.name, s.day.isoformat(), sheet=number, spot=at_cell("Log", row + 1))
    book.close()


@layout("Excel: days as numbers like 20250314, times as 2:30 PM in text", practice="E", stories=6)
def packed(lot: Lot) -> None:
    file, book = lot.file("packed.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "export"
    sheet.append(["session_date", "client_name", "time_from", "time_to", "location"])
    for row, s in enumerate(lot.sessions, start=2):
        sheet.append([int(f"{s.day:%Y%m%d}"), s.person.name, twelve(s.start), twelve(s.end), s.medium])
        file.contact(s, s.person.name, f"{s.day:%Y%m%d}", s.day.isoformat(), spot=at_cell("export", row))
    book.save(file.path)


@layout("Excel: an overview with hours by client and month, lists hidden behind", stories=5)
def overview(lot: Lot) -> None:
    file, book = lot.file("workbook with overview.xlsx"), openpyxl.Workbook()
    front, data, lists = book.active, book.create_sheet("Data"), book.create_sheet("Lists")
    front.title, lists.sheet_state = "Overview", "hidden"
    data.append(["Client name", "Session date", "Duration (min)", "Funding"])
    for row, s in enumerate(lot.sessions, start=2):
        data.append([s.person.name, s.day, s.minutes, "own" if row % 2 else "employer"])
        file.contact(s, s.person.name, s.day.isoformat(), spot=at_cell("Data", row))
    years = sorted({s.day.year for s in lot.sessions})
    front.append(["Row labels", *years, "Grand total"])
    for name in sorted({s.person.name for s in lot.sessions}):
        sums = [sum(s.minutes for s in lot.sessions if s.person.name == name and s.day.year == year) for year in years]
        front.append([name, *sums, sum(sums)])
    for entry in ("own", "employer", 15, 30, 45, 60):
        lists.append([entry])
    book.save(file.path)


@layout("Excel: rows that a filter hides (may be asked), minutes by formula", stories=4)
def filtered(lot: Lot) -> None:
    file = lot.file("filtered.xlsx")
    book = xlsxwriter.Workbook(str(file.path))
    sheet, when, hour = book.add_worksheet("Hours"), book.add_format(DAY), book.add_format({"num_format": "hh:mm"})
    sheet.write_row(0, 0, ["Client", "Date", "From", "To", "Minutes", "Paid"])
    for row, s in enumerate(lot.sessions, start=1):
        sheet.write_row(row, 0, [s.person.name])
        sheet.write_datetime(row, 1, midnight(s.day), when)
        sheet.write_datetime(row, 2, s.start, hour)
        sheet.write_datetime(row, 3, s.end, hour)
        sheet.write_formula(row, 4, f"=(D{row + 1}-C{row + 1})*1440", None, s.minutes - 0.00000000002)
        sheet.write(row, 5, "Yes" if row % 3 else "No")
        if row % 3 == 0:
            sheet.set_row(row, options={"hidden": True})
        spot = at_cell("Hours", row + 1)
        file.contact(s, s.person.name, s.day.isoformat(), spot=spot, ask="" if row % 3 else MAY)
    sheet.autofilter(0, 0, len(lot.sessions), 5)
    sheet.filter_column_list("F", ["Yes"])
    book.close()
