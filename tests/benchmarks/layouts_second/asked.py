"""Files in which something must be asked, of other kinds than in the first set."""

from datetime import timedelta

import openpyxl
from docx import Document
from layouts_unseen.delimited import save as save_rows
from layouts_unseen.texts import save as save_lines
from layouts_unseen.truth import ASK, SAY, Lot, at_cell, at_line, at_row
from layouts_unseen.word_forms import last, prose, run, xml
from layouts_unseen.word_logs import grid
from layouts_unseen.writings import british

from .dealt import layout
from .ways import WHOLE, clock, day, long


@layout("Doubt: two sisters by their surname", stories=26)
def sisters(lot: Lot) -> None:
    file, document, rows = lot.file("surnames.docx"), Document(), []
    for s in lot.sessions:
        if s.person.group or s.person.family_first:
            continue
        family, when, spent = s.person.parts[1], day(s.day, "plain"), long(s.minutes, "min")
        two = [person.parts[1] for person in lot.practice.people].count(family) > 1
        name = (f"Ms {family}" if len(rows) % 2 else family) if two else s.person.name
        rows.append([when, name, spent])
        file.contact(s, name, when, spent, spot=at_row(1, len(rows) + 1), ask=ASK if two else "")
    grid(document, ["Date", "Client", "Time"], rows)
    document.save(file.path)


@layout("Doubt: a wrong weekday over the contacts of its day", stories=5)
def weekdays(lot: Lot) -> None:
    file, lines = lot.file("agenda text.txt"), []
    for number, when in enumerate(sorted({s.day for s in lot.sessions})):
        wrong = number % 2
        written = f"{WHOLE[(when.weekday() + 3 * wrong) % 7]} {when.day} {when:%B} {when.year}"
        lines += ["", written]
        head = len(lines)
        for s in (s for s in lot.sessions if s.day == when):
            lines.append(f"{s.person.name}, {s.minutes} mins")
            spots = (at_line(len(lines)), *([at_line(head)] if wrong else []))
            file.contact(s, s.person.name, written, lines[-1], spot=spots, ask=ASK if wrong else "")
    save_lines(file, lines)


@layout("Doubt: 1.3 and 0.45, hours with a fraction or hours and minutes", stories=4)
def pointed(lot: Lot) -> None:
    file, book = lot.file("pointed.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Log"
    sheet.append(["Date", "Client", "Duration"])
    for row, s in enumerate(lot.sessions, start=2):
        bare = row % 2 == 0
        written = s.minutes // 60 + s.minutes % 60 / 100 if bare else long(s.minutes, "mins")
        sheet.append([s.day, s.person.name, written])
        spot = at_cell("Log", row)
        file.contact(
            s, s.person.name, s.day.isoformat(), str(written), spot=spot, labels=("Duration",), ask=ASK if bare else ""
        )
    book.save(file.path)


@layout("Doubt: lengths about, between and or", stories=6)
def vague(lot: Lot) -> None:
    file, rows = lot.file("vague.csv"), [["Date", "Client", "How long"]]
    for line, s in enumerate(lot.sessions, start=2):
        m, when = s.minutes, day(s.day, "plain")
        told, ask = [
            (f"{m} mins", ""), (f"{m - 5}-{m + 5} mins", ASK), (f"{m} mins", ""), (f"c. {m} mins", SAY), (f"{m} mins", ""),
            (f"{m} or {m + 10} mins", ASK), (f"{m} mins", ""), (f"just under {m} mins", SAY), (f"{m} mins", ""),
            (f"{m} mins?", SAY),
        ][line % 10]  # fmt: skip
        rows.append([when, s.person.name, told])
        file.contact(s, s.person.name, when, told, spot=at_line(line), ask=ask)
    save_rows(file, rows)


@layout("Doubt: two days or two people in one cell", stories=5)
def doubled(lot: Lot) -> None:
    file, document, rows = lot.file("doubled.docx"), Document(), []
    for row, s in enumerate(lot.sessions, start=2):
        other = next(p for p in lot.practice.people[row % 5 :] if p != s.person)
        when, name, spent = day(s.day, "plain"), s.person.name, long(s.minutes, "mins")
        if row % 4 == 0:
            when, spent = f"{when} and {day(s.day + timedelta(days=7), 'plain')}", f"2 x {spent}"
        if row % 4 == 2:
            name = f"{name} and {other.name}"
        rows.append([when, name, spent])
        file.contact(s, name, when, spent, spot=at_row(1, row), ask=ASK if row % 2 == 0 else "")
    grid(document, ["Date", "Client", "Length"], rows)
    document.save(file.path)


@layout("Doubt: a letter wrong in the client's name", stories=6)
def misspelt(lot: Lot) -> None:
    file, rows = lot.file("typing errors.csv"), [["Client", "Date", "Minutes"]]
    for line, s in enumerate(lot.sessions, start=2):
        wrong = line % 3 == 0 and len(s.person.name) > 12
        name = (
            s.person.name[:-3] + s.person.name[-2] + s.person.name[-3] + s.person.name[-1] if wrong else s.person.name
        )
        rows.append([name, s.day.isoformat(), str(s.minutes)])
        file.contact(s, name, s.day.isoformat(), spot=at_line(line), ask=SAY if name != s.person.name else "")
    save_rows(file, rows)


@layout("Doubt: minutes under a head that says hours", stories=3)
def hours(lot: Lot) -> None:
    file, book = lot.file("hours or not.xlsx"), openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Practice hours"
    sheet.append(["Client", "Date", "Hours"])
    for row, s in enumerate(lot.sessions, start=2):
        sheet.append([s.person.name, s.day, s.minutes])
        spot = at_cell("Practice hours", row)
        file.contact(s, s.person.name, s.day.isoformat(), str(s.minutes), spot=spot, labels=("Hours",), ask=ASK)
    book.save(file.path)


@layout("Doubt: forms with a fact missing, unsure or impossible", stories=7, most=1)
def unfinished(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = story.sessions[0], lot.file(f"unfinished {at + 1}.docx"), Document()
        right = [s.person.name, day(s.day, "plain"), long(s.minutes, "mins")]
        put, text = [
            (1, "TBC"),
            (2, ""),
            (1, "31 June 2024"),
            (2, "?"),
            (1, f"{s.day.day} {s.day:%B}"),
            (2, "1.5"),
            (1, "12 March 1925"),
        ][at]
        told = [text if column == put else value for column, value in enumerate(right)]
        for label, value in zip(["Client", "Date", "Length of session"], told, strict=True):
            document.add_paragraph(f"{label}: {value}")
        document.add_paragraph("Reflection:")
        sheet = prose(document, file, story, ("Reflection:",))
        document.save(file.path)
        file.contact(s, told[0], told[1], told[2], sheet=sheet, labels=("Date", "Length of session"), ask=ASK)


@layout("Doubt: rows struck through by hand", stories=3, least=2)
def struck(lot: Lot) -> None:
    def cell(text: str, gone: bool) -> str:
        shown = f'<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if gone else run(text)
        return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p>{shown}</w:p></w:tc>'

    for at, story in enumerate(lot.stories):
        file, document, rows = lot.file(f"struck {at + 1}.docx"), Document(), []
        rows.append((["Date", "Client", "Time spent"], False))
        for number, s in enumerate(story.sessions):
            gone, values = number == 1, [day(s.day, "plain"), s.person.name, long(s.minutes, "mins")]
            rows.append((values, gone))
            file.contact(
                s, values[1], values[0], values[2], sheet=0, spot=at_row(1, number + 2), ask=SAY if gone else ""
            )
        body = "".join(f"<w:tr>{''.join(cell(text, gone) for text in values)}</w:tr>" for values, gone in rows)
        columns = "<w:tblGrid>" + '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>"
        last(document, xml(f"<w:tbl><w:tblPr/>{columns}{body}</w:tbl>"))
        prose(document, file, story)
        document.save(file.path)


@layout("Doubt: a length beside clock times that say otherwise, in lines", stories=4)
def contradicted(lot: Lot) -> None:
    file, lines = lot.file("clock and length.txt"), []
    for line, s in enumerate(lot.sessions, start=1):
        wrong = line % 3 == 0
        when, spent = day(s.day, "plain"), f"{s.minutes + 10 * wrong} mins"
        clocks = f"{british(s.start)}-{british(s.end)}"
        lines.append(f"{when}, {clocks} ({spent}), {s.person.name}")
        file.contact(s, s.person.name, when, clocks, lines[-1], spot=at_line(line), ask=SAY if wrong else "")
    save_lines(file, lines)


@layout("Doubt: a bare number for the length in lines of text", stories=4)
def bare(lot: Lot) -> None:
    file, lines = lot.file("bare numbers.txt"), ["Contacts", ""]
    for s in lot.sessions:
        when, unit = day(s.day, "slashes"), " mins" * (len(lines) % 2)
        lines.append(f"{when}, {s.person.name}, {s.minutes}{unit}")
        spot = at_line(len(lines))
        file.contact(s, s.person.name, when, lines[-1], spot=spot, ask="" if unit else ASK)
    save_lines(file, lines)


@layout("Doubt: an end without a start, a start without an end", stories=4)
def half(lot: Lot) -> None:
    file, rows = lot.file("half times.csv"), [["Date", "Client", "Start time", "End time"]]
    for line, s in enumerate(lot.sessions, start=2):
        times = [clock(s.start), clock(s.end)]
        if line % 3 == 0:
            times[line % 2] = ""
        rows.append([day(s.day, "short"), s.person.name, *times])
        file.contact(s, s.person.name, rows[-1][0], spot=at_line(line), ask=ASK if "" in times else "")
    save_rows(file, rows)
