"""Delimited files as appointment books, timers and practice programs export them, with many other columns."""

import unicodedata
from datetime import timedelta

from layouts_unseen.delimited import save
from layouts_unseen.truth import MAY, Lot, at_line

from .dealt import layout
from .ways import clock, day, long, twelve


@layout("CSV: an appointment book's export, names apart (family first may be asked)", stories=5)
def appointments(lot: Lot) -> None:
    file = lot.file("events-export.csv")
    rows = [["Event Type Name", "Event UUID", "Invitee First Name", "Invitee Last Name", "Invitee Email", "Event Created",
             "Start Date & Time", "End Date & Time", "Location", "Canceled", "Cancellation reason", "Marked as No-Show"]]  # fmt: skip

    def entry(s, when, number: int, gone: str = "false") -> list[str]:
        given, family = s.person.parts if not s.person.group else (s.person.name, "")
        begin, finish = (f"{when} {twelve(moment).lower()}" for moment in (s.start, s.end))
        return ["Coaching session", f"{number * 104729:x}", given, family, f"p{number}@trust.example",
                f"{when - timedelta(days=11)} 07:15 pm", begin, finish, s.medium, gone, "unwell" * (gone == "true"), "No"]  # fmt: skip

    for number, s in enumerate(lot.sessions, start=1):
        rows.append(entry(s, s.day, number))
        names, turned = (s.person.name, " ".join(s.person.parts)), MAY if s.person.family_first else ""
        file.contact(s, names, rows[-1][6], rows[-1][7], spot=at_line(len(rows)), ask=turned)
        if number % 3 == 0:
            rows.append(entry(s, s.day + timedelta(days=40), number + 500, "true"))
    save(file, rows)


@layout("CSV: a timer's export, travel and preparation among the sessions", stories=5)
def timer(lot: Lot) -> None:
    file = lot.file("Detailed_report.csv")
    rows = [["User", "Email", "Client", "Project", "Description", "Billable", "Start date", "Start time", "End date",
             "End time", "Duration", "Tags", "Amount (GBP)"]]  # fmt: skip
    for number, s in enumerate(lot.sessions, start=1):
        me = [lot.practice.coach, "me@coaching.example", s.person.name]
        times = [s.day.isoformat(), f"{clock(s.start)}:00", s.day.isoformat(), f"{clock(s.end)}:00"]
        rows.append([*me, "Coaching", "Coaching session", "Yes", *times, long(s.minutes, "h:mm:ss"), "", "90.00"])
        file.contact(s, s.person.name, times[0], rows[-1][10], spot=at_line(len(rows)))
        if number % 3 == 0:
            what = "Travel" if number % 2 else "Preparation"
            late = [s.day.isoformat(), "20:00:00", s.day.isoformat(), "20:40:00"]
            rows.append([*me, what, f"{what} for session", "No", *late, "00:40:00", "", "0.00"])
    save(file, rows, "utf-8-sig")


@layout("CSV: UTF-16 with sep=; in its first line, hours with commas", stories=5)
def commas(lot: Lot) -> None:
    file = lot.file("Auszug.csv")
    rows = [["sep=;"], ["Date of session", "Name of client", "Duration", "Paid"]]
    for line, s in enumerate(lot.sessions, start=3):
        when = f"{s.day:%d.%m.%Y}"
        hours = f"{s.minutes / 60:g}".replace(".", ",") + " h" if s.minutes % 15 == 0 else f"{s.minutes} min"
        rows.append([when, s.person.name, hours, "ja" if line % 2 else "nein"])
        file.contact(s, s.person.name, when, hours, spot=at_line(line))
    text = "\r\n".join(";".join(row) for row in rows) + "\r\n"
    file.path.write_bytes(text.encode("utf-16"))


@layout("CSV: notes with line breaks, other days and lengths within", stories=5, most=1)
def noted(lot: Lot) -> None:
    file, rows, written = lot.file("notes_export.csv"), [["Client", "Session", "Length", "Session notes", "Author"]], []
    for story in lot.stories:
        s = story.sessions[0]
        later = f"Next: {day(s.day + timedelta(days=21), 'slashes')} at 10.00, 90 mins.\r\nAction: {s.person.first} to write to the board."
        when = f"{day(s.day, 'short')}, {clock(s.start)}"
        note = "\r\n\r\n".join([*story.paragraphs, later])
        rows.append([s.person.name, when, long(s.minutes, "h min"), note, lot.practice.coach])
        written.append((s, when, rows[-1][2], file.sheet(*story.paragraphs, *later.split("\r\n"))))
    for line, (s, when, spent, sheet) in zip(save(file, rows)[1:], written, strict=True):
        file.contact(s, s.person.name, when, spent, sheet=sheet, spot=at_line(line))


@layout("CSV: lengths in seconds, records made and changed at other times", practice="E", stories=6)
def seconds(lot: Lot) -> None:
    file = lot.file("sessions_dump.csv")
    rows = [["session_id", "created_at", "updated_at", "client_full_name", "started_at", "duration_seconds", "rating"]]
    for line, s in enumerate(lot.sessions, start=2):
        made, begun = f"{s.day - timedelta(days=5)} 08:00:00", f"{s.day} {clock(s.start)}:00"
        rows.append([f"s-{line}", made, f"{s.day} 22:10:00", s.person.name, begun, str(s.minutes * 60), "5"])
        file.contact(s, s.person.name, begun, rows[-1][5], spot=at_line(line))
    save(file, rows, ending="\n")


@layout("TSV: cp1252, booked and actual minutes, a running total", stories=4)
def booked(lot: Lot) -> None:
    file = lot.file("appointments.tsv")
    rows, total = [["Appointment date", "Booked minutes", "Actual minutes", "Minutes to date", "Attendee", "Fee £"]], 0
    for s in lot.sessions:
        name = s.person.name
        try:
            name.encode("cp1252")
        except UnicodeEncodeError:
            continue
        total += s.minutes
        rows.append([day(s.day, "slashes"), "60", str(s.minutes), str(total), name, "95.00"])
        file.contact(s, name, rows[-1][0], spot=at_line(len(rows)))
    save(file, rows, "cp1252", "\t")


@layout("CSV: names without their marks, as an old program writes them (may be asked)", stories=10)
def unmarked(lot: Lot) -> None:
    file, rows = lot.file("OLDPROG.CSV"), [["DATE", "CLIENT", "MINS"]]
    for s in lot.sessions:
        name = unicodedata.normalize("NFD", s.person.name.replace("ł", "l")).encode("ascii", "ignore").decode().upper()
        rows.append([day(s.day, "capitals"), name, str(s.minutes)])
        plain = name.lower() == s.person.name.lower()
        file.contact(s, (name, s.person.name), rows[-1][0], spot=at_line(len(rows)), ask="" if plain else MAY)
    save(file, rows)


@layout("CSV: month first with AM and PM, length as h:mm:ss", practice="F", stories=7)
def month_first(lot: Lot) -> None:
    file, rows = (
        lot.file("Session History.csv"),
        [["Session Start", "Session End", "Coachee Name", "Length", "Service"]],
    )
    for s in lot.sessions:
        when = day(s.day, "month first")
        moments = [f"{when} {twelve(moment)}" for moment in (s.start, s.end)]
        rows.append([*moments, s.person.name, long(s.minutes, "h:mm:ss"), "1:1 Coaching"])
        file.contact(s, s.person.name, *moments, spot=at_line(len(rows)))
    save(file, rows)


@layout("CSV: month first, a refund column, length in the service's name", practice="F", stories=6)
def services(lot: Lot) -> None:
    file, rows = (
        lot.file("order lines.csv"),
        [["Order", "Client", "Session Date", "Service", "Minutes", "Paid", "Refunded"]],
    )
    for number, s in enumerate(lot.sessions, start=1):
        when = day(s.day, "month first")
        rows.append(
            [
                f"#{7000 + number}",
                s.person.name,
                when,
                f"Coaching, {s.minutes} minutes",
                str(s.minutes),
                "150.00",
                "0.00",
            ]
        )
        file.contact(s, s.person.name, when, spot=at_line(len(rows)))
    save(file, rows)
