"""Plain text and Markdown: lines, blocks, tables drawn by hand, front matter, a diary."""

from .truth import File, Lot, at_line, layout
from .writings import british, colon, cycle, length, month, noon, ordinal, said, weekday


def save(file: File, lines: list[str], encoding: str = "utf-8") -> None:
    file.path.write_bytes(("\n".join(lines) + "\n").encode(encoding))


def told(lines: list[str], file: File, story, labels: tuple[str, ...] = ()) -> int:
    """Add a story's paragraphs with a blank line after each."""
    for part in story.paragraphs:
        lines += [part, ""]
    return file.sheet(*story.paragraphs, labels=labels)


@layout("Text: lines of date – short name – length", practice="A", stories=4)
def dashes(lot: Lot) -> None:
    file, lines = lot.file("contacts.txt"), ["My contacts", ""]
    for at, s in enumerate(lot.sessions):
        day, spent = said(s.day, "spoken short"), length(s.minutes, cycle(["mins", "1hr 10", "spoken"], at))
        lines.append(f"{day} – {s.person.short} – {spent}")
        file.contact(s, s.person.short, day, spent, lines[-1], spot=at_line(len(lines)))
    save(file, lines)


@layout("Markdown: a heading to each session, facts in bullets, prose", stories=6, most=1)
def markdown(lot: Lot) -> None:
    file, lines = lot.file("journal.md"), ["# Coaching journal", ""]
    for story in lot.stories:
        s = story.sessions[0]
        day, spent = said(s.day, "iso"), length(s.minutes, "mins")
        lines += [f"## {day} {s.person.name}", "", f"- Duration: {spent}", f"- Mode: {s.medium}", ""]
        start = len(lines) - 4
        number = told(lines, file, story)
        places = tuple(at_line(line) for line in range(start, start + 4))
        file.contact(s, s.person.name, day, spent, sheet=number, spot=places)
    save(file, lines)


@layout("Markdown: a table drawn with bars", practice="A", stories=3)
def drawn(lot: Lot) -> None:
    file, lines = lot.file("log.md"), ["# Log", "", "| Date | Coachee | Time |", "|:-----|:-------:|-----:|"]
    for s in lot.sessions:
        day, clock = said(s.day, "weekday slashes"), f"{british(s.start)}-{british(s.end)}"
        lines.append(f"| {day} | {s.person.name} | {clock} |")
        file.contact(s, s.person.name, day, clock, spot=at_line(len(lines)))
    save(file, lines)


@layout("Text: blocks of labels between rules, prose after Notes:", stories=6, most=1)
def blocks(lot: Lot) -> None:
    file, lines = lot.file("session notes.txt"), []
    for at, story in enumerate(lot.stories):
        s = story.sessions[0]
        day, spent = said(s.day, "weekday comma"), length(s.minutes, cycle(["quarters", "1 hour 10 minutes"], at))
        start = len(lines) + 1
        lines += [f"Client:    {s.person.name}", f"Date:      {day}", f"Length:    {spent}", "Notes:"]
        number = told(lines, file, story, ("Notes:",))
        file.contact(s, s.person.name, day, spent, sheet=number, spot=tuple(at_line(start + n) for n in range(4)))
        lines += ["-" * 40, ""]
    save(file, lines)


@layout("Markdown: front matter, one note to a session", stories=6, most=1)
def front_matter(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file = story.sessions[0], lot.file(f"{story.sessions[0].day} note {at}.md")
        day, spent = said(s.day, "iso"), length(s.minutes, "glued")
        lines = ["---", f"date: {day}", f"client: {s.person.name}", f"duration: {spent}", "tags: [coaching]", "---", ""]
        number = told(lines, file, story)
        save(file, lines)
        file.contact(s, s.person.name, day, spent, sheet=number, spot=tuple(at_line(n) for n in range(2, 5)))


@layout("Text: diary with its day and clock times, prose under each", stories=6, most=1)
def diary(lot: Lot) -> None:
    file, lines = lot.file("diary 2023 on.txt"), []
    for story in lot.stories:
        s = story.sessions[0]
        day, clock = said(s.day, "weekday slashes"), f"{noon(s.start)} to {noon(s.end)}"
        lines.append(f"{day}, {clock}, {s.person.name} ({s.medium})")
        line = len(lines)
        number = told(lines, file, story)
        names = (s.person.name, f"{s.person.name} ({s.medium})")
        file.contact(s, names, day, clock, lines[line - 1], sheet=number, spot=at_line(line))
    save(file, lines, "utf-8-sig")


@layout("Text: columns kept in line by spaces", stories=4)
def aligned(lot: Lot) -> None:
    file, lines = lot.file("columns.txt"), [f"{'DATE':<14}{'CLIENT':<28}{'MINUTES':>8}", "=" * 50]
    for s in lot.sessions:
        day = said(s.day, "hyphen month year")
        lines.append(f"{day:<14}{s.person.name:<28}{s.minutes:>8}")
        file.contact(s, s.person.name, day, spot=at_line(len(lines)))
    save(file, lines)


@layout("Text: days without a year under the year's heading", stories=5)
def year_headings(lot: Lot) -> None:
    file, lines, year = lot.file("by year.txt"), [], None
    for s in lot.sessions:
        if s.day.year != year:
            year = s.day.year
            lines += ["", str(year), "----"]
        day, spent = f"{weekday(s.day)[:3]} {s.day.day} {month(s.day)[:3]}", length(s.minutes, "mins")
        lines.append(f"{day}: {s.person.name}, {spent}")
        file.contact(s, s.person.name, day, spent, lines[-1], spot=at_line(len(lines)))
    save(file, lines)


@layout("Text: days without a year beside a dated sheet", practice="A", stories=5, least=2)
def beside_dated(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file = lot.file(f"sheet text {at + 1}.txt")
        written_on = max(story.written_on, *(s.day for s in story.sessions))
        lines = [f"Written up: {said(written_on, 'spoken')}", "Contacts:"]
        for s in story.sessions:
            day = f"{ordinal(s.day.day)} {month(s.day)}"
            lines.append(f"* {day}, {s.person.name}, {s.minutes} mins")
            file.contact(s, s.person.name, day, f"{s.minutes} mins", lines[-1], sheet=0, spot=at_line(len(lines)))
        lines += ["", "Reflection", ""]
        told(lines, file, story, ("Reflection",))
        save(file, lines)


@layout("Text: cp1252 with sentences for facts (With X on Y for Z)", practice="A", stories=3, most=1)
def sentences(lot: Lot) -> None:
    kept = [s for s in lot.sessions if s.person.name.isascii()]
    file, lines = lot.file("brief.txt"), []
    for s in kept:
        day, spent = said(s.day, "spoken"), length(s.minutes, "minutes")
        lines += [f"With {s.person.name} on {day} for {spent}.", ""]
        file.contact(s, s.person.name, day, spent, lines[-2], spot=at_line(len(lines) - 1))
    save(file, lines, "cp1252")


@layout("Text: numbered contacts, each with its labels on one line", stories=5)
def one_line_labels(lot: Lot) -> None:
    file, lines = lot.file("numbered.txt"), []
    for at, s in enumerate(lot.sessions, start=1):
        day, clock = said(s.day, "spoken long"), f"{colon(s.start)}-{colon(s.end)}"
        lines.append(f"{at}. Client: {s.person.name}; Date: {day}; Time: {clock}")
        file.contact(s, s.person.name, day, clock, lines[-1], spot=at_line(at))
    save(file, lines)
