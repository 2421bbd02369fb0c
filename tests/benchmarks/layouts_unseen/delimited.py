"""Delimited files as programs and spreadsheets export them: encodings, separators, quotes, preambles."""

import csv
import io

from .truth import MAY, File, Lot, at_line, layout
from .writings import colon, cycle, length, said


def save(
    file: File, rows: list[list[str]], encoding: str = "utf-8", separator: str = ",", ending: str = "\r\n"
) -> list[int]:
    """Write the rows; gives the physical line on which each begins."""
    starts, out = [], io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=ending)
    for row in rows:
        starts.append(out.getvalue().count("\n") + 1)
        writer.writerow(row)
    file.path.write_bytes(out.getvalue().encode(encoding))
    return starts


def plain_name(name: str) -> str:
    """A name that cp1252 can write."""
    return name.encode("cp1252", "ignore").decode("cp1252")


@layout("CSV: cp1252, semicolons, hours with decimal commas", practice="A", stories=4)
def western(lot: Lot) -> None:
    file = lot.file("stunden export.csv")
    rows = [["Date", "Coachee", "Hours", "Fee (£)"]]
    kept = [s for s in lot.sessions if plain_name(s.person.name) == s.person.name]
    for line, s in enumerate(kept, start=2):
        hours, day = f"{round(s.minutes / 60, 4):g}".replace(".", ","), said(s.day, "dots")
        rows.append([day, s.person.name, hours, f"{s.minutes * 2},00"])
        file.contact(s, s.person.name, day, hours, spot=at_line(line), ask=MAY if s.minutes % 3 else "")
    save(file, rows, "cp1252", ";")


@layout("TSV: UTF-16 as Excel saves Unicode text", stories=5)
def wide(lot: Lot) -> None:
    file = lot.file("Unicode text.txt")
    rows = [["Client", "Date", "Duration (mins)", "Location"]]
    for line, s in enumerate(lot.sessions, start=2):
        day = said(s.day, "slashes")
        rows.append([s.person.name, day, str(s.minutes), s.medium])
        file.contact(s, s.person.name, day, spot=at_line(line))
    save(file, rows, "utf-16", "\t")


@layout("CSV: reflections with line breaks and quotes in quoted cells", practice="A", stories=5, most=1)
def quoted(lot: Lot) -> None:
    file = lot.file("journal export.csv")
    rows = [["Entry date", "Coachee", "Length", "Reflection"]]
    for at, story in enumerate(lot.stories):
        s = story.sessions[0]
        rows.append([said(s.day, "iso"), s.person.name, length(s.minutes, cycle(["mins", "1h10"], at)), story.text])
    lines = save(file, rows, "utf-8-sig")
    for line, row, story in zip(lines[1:], rows[1:], lot.stories, strict=True):
        number = file.sheet(*story.paragraphs)
        file.contact(story.sessions[0], row[1], row[0], row[2], sheet=number, spot=at_line(line))


@layout("CSV: American dates, month first as the file shows", practice="C", stories=6)
def american(lot: Lot) -> None:
    _american(lot, "us export.csv")


@layout("CSV: American dates in a file among British ones", stories=4)
def american_among(lot: Lot) -> None:
    _american(lot, "webtool export.csv")


def _american(lot: Lot, name: str) -> None:
    file, rows = lot.file(name), [["Client Name", "Session Date", "Minutes", "Type"]]
    for line, s in enumerate(lot.sessions, start=2):
        day = said(s.day, "american")
        rows.append([s.person.name, day, str(s.minutes), "Virtual"])
        file.contact(s, s.person.name, day, spot=at_line(line))
    save(file, rows, ending="\n")


@layout("CSV: an app's export, moments in ISO form, names of columns like_this", stories=5)
def app(lot: Lot) -> None:
    file = lot.file("app_export_2026.csv")
    rows = [["id", "participant", "starts_at", "ends_at", "status", "created_at"]]
    for line, s in enumerate(lot.sessions, start=2):
        start, end = f"{s.day}T{colon(s.start)}:00", f"{s.day}T{colon(s.end)}:00"
        rows.append([f"{line * 7919:08x}", s.person.name, start, end, "completed", f"{s.day}T21:00:00"])
        file.contact(s, s.person.name, start, end, spot=at_line(line))
    save(file, rows, ending="\n")


@layout("CSV: a calendar's export, the client in the subject", practice="A", stories=2)
def calendar(lot: Lot) -> None:
    file = lot.file("calendar.CSV")
    rows = [["Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event", "Location"]]
    for line, s in enumerate(lot.sessions, start=2):
        day, subject = said(s.day, "slashes"), f"Coaching - {s.person.name}"
        rows.append([subject, day, f"{colon(s.start)}:00", day, f"{colon(s.end)}:00", "False", ""])
        file.contact(s, (subject, s.person.name), day, spot=at_line(line))
    save(file, rows)


@layout("CSV: no row of labels, units in the values", stories=3)
def headless(lot: Lot) -> None:
    file, rows = lot.file("list.csv"), []
    for line, s in enumerate(lot.sessions, start=1):
        day, spent = said(s.day, "iso"), length(s.minutes, "glued")
        rows.append([day, s.person.name, spent])
        file.contact(s, s.person.name, day, spent, spot=at_line(line))
    save(file, rows)


@layout("CSV: a preamble, a total for each month and at the end", stories=5)
def preamble(lot: Lot) -> None:
    file = lot.file("report from system.csv")
    rows = [["Coaching log", "", "", ""], ["Coach:", lot.practice.coach, "", ""], ["Printed:", "01/11/2026", "", ""], [""],
            ["Date of contact", "Client", "Session length (minutes)", "Room"]]  # fmt: skip
    for month in sorted({f"{s.day:%Y-%m}" for s in lot.sessions}):
        block = [s for s in lot.sessions if f"{s.day:%Y-%m}" == month]
        for s in block:
            day = said(s.day, "hyphen month year")
            rows.append([day, s.person.name, str(s.minutes), "R2"])
            file.contact(s, s.person.name, day, spot=at_line(len(rows)))
        rows.append([f"Subtotal {block[0].day:%B %Y}", "", str(sum(s.minutes for s in block)), ""])
    rows.append(["Grand total", "", str(sum(s.minutes for s in lot.sessions)), ""])
    save(file, rows)


@layout("CSV: bars between cells, clock ranges, surname first", stories=5)
def bars(lot: Lot) -> None:
    file, rows = lot.file("piped.csv"), [["Day", "Client (surname first)", "From-to"]]
    for line, s in enumerate(lot.sessions, start=2):
        day, clock = said(s.day, "year slashes"), f"{colon(s.start)}-{colon(s.end)}"
        rows.append([day, s.person.filed, clock])
        file.contact(s, (s.person.filed, s.person.name), day, clock, spot=at_line(line))
    save(file, rows, separator="|")


@layout("TSV: nicknames and first names where only one can be meant", practice="A", stories=4)
def nicknames(lot: Lot) -> None:
    _nicknames(lot, "quick log.tsv")


@layout("TSV: nicknames from a register of the same import", stories=4)
def nicknames_beside(lot: Lot) -> None:
    _nicknames(lot, "quick log B.tsv")


def _nicknames(lot: Lot, name: str) -> None:
    file, rows = lot.file(name), [["on", "who", "mins"]]
    firsts = [person.first for person in lot.practice.people]
    kept = [s for s in lot.sessions if s.person.nick or firsts.count(s.person.first) == 1]
    for line, s in enumerate(kept, start=2):
        day = said(s.day, "lean slashes")
        rows.append([day, s.person.called, str(s.minutes)])
        file.contact(s, s.person.called, day, spot=at_line(line))
    save(file, rows, separator="\t", ending="\n")
