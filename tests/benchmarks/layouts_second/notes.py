"""Text and Markdown: days with their contacts below, nested lists, labels above values, running totals."""

from datetime import timedelta

from layouts_unseen.texts import save, told
from layouts_unseen.truth import Lot, at_line
from layouts_unseen.writings import british, cycle

from .dealt import layout
from .ways import clock, day, long


@layout("Text: a line to each day, its contacts indented below", stories=5)
def days(lot: Lot) -> None:
    file, lines, before = lot.file("coaching days.txt"), [], None
    for s in lot.sessions:
        when = day(s.day, "comma year")
        if s.day != before:
            lines += ["", when]
            before = s.day
        clocks = f"{british(s.start)} - {british(s.end)}"
        lines.append(f"    {clocks}   {s.person.name} ({s.medium})")
        names = (s.person.name, f"{s.person.name} ({s.medium})")
        file.contact(s, names, when, clocks, lines[-1].strip(), spot=at_line(len(lines)))
    save(file, lines)


@layout("Markdown: clients as bullets, their contacts as bullets below", stories=5)
def nested_bullets(lot: Lot) -> None:
    file, lines = lot.file("by client.md"), ["# Hours", ""]
    for key in sorted({s.person.key for s in lot.sessions}):
        block = [s for s in lot.sessions if s.person.key == key]
        lines.append(f"- **{block[0].person.name}**")
        for s in block:
            when, spent = day(s.day, "plain"), long(s.minutes, "h min")
            lines.append(f"  - {when}: {spent}, {s.medium}")
            file.contact(s, s.person.name, when, spent, lines[-1].strip(" -"), spot=at_line(len(lines)))
    save(file, lines)


@layout("Markdown: bold labels on one line, prose, a list of things to do", stories=6, most=1)
def bold_labels(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file = story.sessions[0], lot.file(f"note-{at + 1:02}.md")
        when, spent = day(s.day, "short"), long(s.minutes, "mins")
        lines = [f"**Client:** {s.person.name}  **Date:** {when}  **Length:** {spent}", "", "## What I noticed", ""]
        todo = [f"send the article by {day(s.day + timedelta(days=6), 'plain')}", "book the small room for 60 minutes"]
        for part in story.paragraphs:
            lines += [part, ""]
        lines += ["## To do", "", *(f"- [ ] {task}" for task in todo)]
        save(file, lines)
        labels = ("What I noticed", "To do", *todo)
        number = file.sheet(*story.paragraphs, labels=labels)
        file.contact(s, s.person.name, when, spent, lines[0], sheet=number, spot=at_line(1))


@layout("Text: labels in capitals, each above its value", stories=5, most=1)
def above(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file = story.sessions[0], lot.file(f"typed form {at + 1}.txt")
        when, spent = day(s.day, "on the"), long(s.minutes, "spelt")
        lines = ["CLIENT", s.person.name, "", "DATE OF SESSION", when, "", "LENGTH OF SESSION", spent, "", "REFLECTION"]
        number = told(lines, file, story, ("REFLECTION",))
        save(file, lines, cycle(["utf-8", "utf-16"], at))
        file.contact(s, s.person.name, when, spent, sheet=number, spot=tuple(map(at_line, range(1, 9))))


@layout("Text: the sum so far at the end of each line, a sum to each month", stories=5)
def sums(lot: Lot) -> None:
    file, lines, total, month = lot.file("running log.txt"), ["Coaching hours, running log", ""], 0, None
    for s in lot.sessions:
        if month and month != f"{s.day:%B %Y}":
            lines += [f"Total to the end of {month}: {long(total, 'h min')}", ""]
        month, total = f"{s.day:%B %Y}", total + s.minutes
        when, spent = day(s.day, "slashes"), long(s.minutes, "min")
        lines.append(f"{when}  {s.person.name}  {spent}  [total so far {long(total, 'h min')}]")
        file.contact(s, s.person.name, when, spent, lines[-1], spot=at_line(len(lines)))
    lines.append(f"TOTAL {long(total, 'h min')}")
    save(file, lines)


@layout("Text: sentences from a phone, Saw X for Y on Z", practice="E", stories=6, most=2)
def phone(lot: Lot) -> None:
    file, lines = lot.file("phone notes.txt"), []
    for s in lot.sessions:
        when, spent = day(s.day, "on the"), long(s.minutes, "spelt")
        lines += [f"Saw {s.person.name} for {spent} on {when}.", ""]
        file.contact(s, s.person.name, when, spent, lines[-2], spot=at_line(len(lines) - 1))
    save(file, lines)


@layout("Text: known by alias or initials, bars between the facts", stories=6)
def aliases(lot: Lot) -> None:
    file, lines = lot.file("quick list.txt"), []
    for s in lot.sessions:
        name, when = s.person.nick or s.person.lettered, day(s.day, "dotted")
        clocks = f"{clock(s.start)}-{clock(s.end)}"
        lines.append(f"{when} | {clocks} | {name} | {s.medium}")
        file.contact(s, (name, s.person.name), when, clocks, lines[-1], spot=at_line(len(lines)))
    save(file, lines)
