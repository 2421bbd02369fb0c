"""Word files with several contacts: tables of contacts, sessions under headings, lists of lines, diaries."""

from docx import Document
from docx.enum.section import WD_ORIENT

from .truth import Lot, at_row, layout
from .word_forms import last, prose, run, xml
from .writings import british, colon, cycle, length, noon, said


def grid(document, head: list[str], rows: list[list[str]]):
    table = document.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
    for row, cells in enumerate([head, *rows]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    return table


@layout("Word: table of up to five contacts, reflection below", practice="A", stories=6, least=2)
def five_contacts(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"Contact sheet {at + 1:02}.docx"), Document()
        document.add_heading(f"Contact sheet {at + 1}", 1)
        written = [
            (s, said(s.day, cycle(["spoken short", "slashes", "weekday slashes"], at)), length(s.minutes, "mins"))
            for s in story.sessions
        ]
        body = [[day, s.person.first, spent, s.medium] for s, day, spent in written]
        grid(document, ["When", "With", "How long", "Where / how"], body + [[""] * 4] * (5 - len(body)))
        document.add_heading("Reflection on these contacts", 2)
        sheet = prose(document, file, story, ("Reflection on these contacts",))
        document.save(file.path)
        for row, (session, day, spent) in enumerate(written, start=2):
            file.contact(session, session.person.first, day, spent, sheet=sheet, spot=at_row(1, row))


@layout("Word: merged cells, a date over the contacts of its day", stories=5, least=2)
def merged(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"merged {at + 1}.docx"), Document()
        many = sorted(story.sessions, key=lambda s: s.day)
        table = grid(document, ["Date", "Name", "Mins"], [[""] * 3 for _ in [*many, 0]])
        title = table.cell(0, 0).merge(table.cell(0, 2))
        title.text = "Contacts on this sheet"
        for column, label in enumerate(["Date", "Name", "Mins"]):
            table.cell(1, column).text = label
        written, first = [], 2
        for row, session in enumerate(many, start=2):
            day = said(session.day, "spoken")
            if row > 2 and many[row - 3].day == session.day:
                table.cell(first, 0).merge(table.cell(row, 0))
            else:
                first, table.cell(row, 0).text = row, day
            table.cell(row, 1).text, table.cell(row, 2).text = session.person.name, str(session.minutes)
            written.append((session, day, row + 1))
        for row in range(2, len(many) + 2):
            cell = table.cell(row, 0)
            cell.text = cell.text.strip()
        sheet = prose(document, file, story)
        document.save(file.path)
        for session, day, row in written:
            file.contact(session, session.person.name, day, str(session.minutes), sheet=sheet, spot=at_row(1, row))


@layout("Word: one long file, a heading with all facts to each session", practice="A", stories=5, most=1)
def headings(lot: Lot) -> None:
    file, document = lot.file("All my sessions.docx"), Document()
    document.add_heading("My coaching journal", 0)
    for at, story in enumerate(lot.stories):
        session = story.sessions[0]
        day, spent = said(session.day, "spoken"), length(session.minutes, "mins")
        head = f"Session {at + 1} – {day} – {session.person.name} ({spent})"
        document.add_heading(head, 1)
        sheet = prose(document, file, story)
        file.contact(session, session.person.name, day, spent, head, sheet=sheet)
    document.save(file.path)


@layout("Word: a chapter to each client, a heading to each date", stories=12, most=1)
def chapters(lot: Lot) -> None:
    file, document = lot.file("by client.docx"), Document()
    document.add_heading("Case notes", 0)
    for key in sorted({story.sessions[0].person.key for story in lot.stories}):
        chapter = [story for story in lot.stories if story.sessions[0].person.key == key]
        document.add_heading(chapter[0].sessions[0].person.name, 1)
        for story in chapter:
            session = story.sessions[0]
            day = said(session.day, "weekday comma")
            document.add_heading(day, 2)
            line = f"{session.minutes} minutes, {session.medium}"
            document.add_paragraph(line)
            sheet = prose(document, file, story, (line,))
            file.contact(session, session.person.name, day, line, sheet=sheet)
    document.save(file.path)


@layout("Word: list of lines date – short name – length, then prose", practice="A", stories=4, least=2)
def bullets(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"week note {at + 1}.docx"), Document()
        document.add_paragraph("Contacts:")
        written = []
        for session in story.sessions:
            day, spent = said(session.day, "spoken short"), length(session.minutes, cycle(["mins", "spoken"], at))
            line = f"{day} – {session.person.short} – {spent}"
            document.add_paragraph(line, style="List Bullet")
            written.append((session, day, spent, line))
        document.add_paragraph("What happened and what I make of it:")
        sheet = prose(document, file, story, ("What happened and what I make of it:",))
        document.save(file.path)
        for session, *values in written:
            file.contact(session, session.person.short, *values, sheet=sheet)


@layout("Word: diary like the official one, prose in each row", stories=6, most=1)
def diary(lot: Lot) -> None:
    file, document = lot.file("Coaching diary.docx"), Document()
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    head = ["No.", "Date", "Name of coachee", "Start time", "Finish time", "Focus of session", "What I learned"]
    rows = []
    for row, story in enumerate(lot.stories, start=2):
        session = story.sessions[0]
        day = said(session.day, "slashes")
        rows.append([str(row - 1), day, session.person.name, noon(session.start), noon(session.end), story.paragraphs[0],
                     "\n".join(story.paragraphs[1:])])  # fmt: skip
        sheet = file.sheet(*story.paragraphs, labels=("Focus of session", "What I learned"))
        file.contact(session, session.person.name, day, sheet=sheet, spot=at_row(1, row))
    grid(document, head, rows)
    document.save(file.path)


@layout("Word: a small table before each of several reflections", practice="A", stories=3, least=1)
def tables_between(lot: Lot) -> None:
    file, document = lot.file("Portfolio section 2.docx"), Document()
    for at, story in enumerate(lot.stories, start=1):
        document.add_heading(f"Sheet {at}", 2)
        written = [(s, said(s.day, "hyphen month year"), length(s.minutes, "glued")) for s in story.sessions]
        grid(document, ["Date of session", "Client", "Duration"], [[d, s.person.name, t] for s, d, t in written])
        sheet = prose(document, file, story, (f"Sheet {at}",))
        for row, (session, day, spent) in enumerate(written, start=2):
            file.contact(session, session.person.name, day, spent, sheet=sheet, spot=at_row(at, row))
    document.save(file.path)


@layout("Word: running prose lines with times of the clock", stories=6, least=2)
def clock_lines(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"cl {at + 1}.docx"), Document()
        written = []
        for number, session in enumerate(story.sessions, start=1):
            day, clock = said(session.day, "weekday slashes"), f"{british(session.start)}-{british(session.end)}"
            line = f"Contact {number}: {day}, {clock}, {session.person.name} ({session.medium})"
            document.add_paragraph(line)
            written.append((session, day, clock, line))
        sheet = prose(document, file, story)
        document.save(file.path)
        for session, *values in written:
            names = (session.person.name, f"{session.person.name} ({session.medium})")
            file.contact(session, names, *values, sheet=sheet)


@layout("Word: fields, links and a footnote mark among the values", stories=4, most=1)
def fields(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file, document = story.sessions[0], lot.file(f"fld {at + 1}.docx"), Document()
        day, spent = said(session.day, "spoken"), length(session.minutes, "quarters")
        simple = f'<w:fldSimple w:instr=" DATE \\@ &quot;d MMMM yyyy&quot; ">{run(day)}</w:fldSimple>'
        link = f'<w:hyperlink w:anchor="client">{run(session.person.name)}</w:hyperlink>'
        codes = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> FILLIN "How long?" </w:instrText></w:r>'
        codes += (
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(spent)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        last(document, xml(f"<w:p>{run('Session with: ')}{link}</w:p>"))
        last(document, xml(f"<w:p>{run('On: ')}{simple}</w:p>"))
        last(document, xml(f"<w:p>{run('Lasted: ')}{codes}</w:p>"))
        sheet = prose(document, file, story)
        document.save(file.path)
        file.contact(session, session.person.name, day, spent, sheet=sheet)


@layout("Word: table without a row of labels, units in the cells", stories=3, least=2)
def unlabelled(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"bare table {at + 1}.docx"), Document()
        table = document.add_table(rows=0, cols=4)
        written = []
        for row, s in enumerate(story.sessions, start=1):
            day, spent = said(s.day, "spoken"), length(s.minutes, "mins")
            for cell, text in zip(table.add_row().cells, [str(row), day, s.person.name, spent], strict=True):
                cell.text = text
            written.append((s, day, spent, row))
        sheet = prose(document, file, story)
        document.save(file.path)
        for session, day, spent, row in written:
            file.contact(session, session.person.name, day, spent, sheet=sheet, spot=at_row(1, row))


@layout("Word: American dates, month first as the file shows", practice="C", stories=5, least=2)
def american(lot: Lot) -> None:
    file, document = lot.file("client log US.docx"), Document()
    head, body = ["Session Date", "Client", "Start", "End", "Total Min."], []
    for row, session in enumerate(lot.sessions, start=2):
        day = said(session.day, "american short")
        body.append([day, session.person.name, colon(session.start), colon(session.end), str(session.minutes)])
        file.contact(session, session.person.name, day, str(session.minutes), spot=at_row(1, row))
    grid(document, head, body)
    document.save(file.path)
