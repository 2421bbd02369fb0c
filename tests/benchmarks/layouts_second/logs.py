"""Word files with several contacts: headings, sideways tables, running totals, planners, struck and nested rows."""

from datetime import timedelta

from docx import Document
from docx.enum.section import WD_ORIENT
from layouts_unseen.truth import MAY, Lot, at_column, at_row
from layouts_unseen.word_forms import escaped, last, one, prose, run, xml
from layouts_unseen.word_logs import grid
from layouts_unseen.writings import british, cycle, noon

from .dealt import layout
from .ways import WHOLE, clock, day, long


@layout("Word: a heading to each contact, one reflection at the end", stories=5, least=2)
def headed(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document, written = lot.file(f"Weekly sheet {at + 1}.docx"), Document(), []
        document.add_heading("Weekly contact sheet", 1)
        for number, s in enumerate(story.sessions, start=1):
            when, spent = day(s.day, "dotted"), long(s.minutes, cycle(["both", "dotted"], at))
            document.add_heading(f"Contact no. {number}", 2)
            for line in (f"Date – {when}", f"Client – {s.person.name}", f"Time – {spent}", f"Setting – {s.medium}"):
                document.add_paragraph(line)
            written.append((s, when, spent))
        document.add_heading("What the week taught me", 1)
        sheet = prose(document, file, story, ("What the week taught me",))
        document.save(file.path)
        for s, *values in written:
            file.contact(s, s.person.name, *values, sheet=sheet)


@layout("Word: on its side, a client merged over their columns, start and end", stories=4, least=3)
def sideways(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"sideways {at + 1}.docx"), Document()
        many = sorted(story.sessions, key=lambda s: s.person.key)
        labels = ["Client", "Date", "Started at", "Ended at"]
        table = document.add_table(rows=4, cols=len(many) + 1, style="Table Grid")
        for row, label in enumerate(labels):
            table.cell(row, 0).text = label
        written, first = [], 1
        for column, s in enumerate(many, start=1):
            if column > 1 and many[column - 2].person == s.person:
                table.cell(0, first).merge(table.cell(0, column)).text = s.person.name
            else:
                first, table.cell(0, column).text = column, s.person.name
            values = (day(s.day, "capitals"), noon(s.start), noon(s.end))
            for row, text in enumerate(values, start=1):
                table.cell(row, column).text = text
            written.append((s, values[0], column + 1))
        document.add_paragraph("Afterthoughts").runs[0].bold = True
        sheet = prose(document, file, story, ("Afterthoughts",))
        document.save(file.path)
        for s, when, column in written:
            file.contact(s, s.person.name, when, sheet=sheet, spot=at_column(1, column))


@layout("Word: landscape log, carried forward, head repeated, hours so far", stories=6)
def carried(lot: Lot) -> None:
    file, document, total = lot.file("Log of coaching hours.docx"), Document(), 0
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    head = ["Ref", "Date", "Client", "Session length (h:mm)", "Preparation (h:mm)", "Hours to date", "Initialled"]
    rows: list[list[str]] = []
    for number, s in enumerate(lot.sessions, start=1):
        if number % 5 == 0:
            so_far = f"{total // 60}:{total % 60:02}"
            rows += [
                ["", "", "Carried forward", "", "", so_far, ""],
                head,
                ["", "", "Brought forward", "", "", so_far, ""],
            ]
        when, spent = day(s.day, "short"), f"{s.minutes // 60}:{s.minutes % 60:02}"
        total += s.minutes
        rows.append([f"L{number:03}", when, s.person.name, spent, "0:20", f"{total // 60}:{total % 60:02}", "BT"])
        file.contact(s, s.person.name, when, spent, spot=at_row(1, len(rows) + 1))
    rows.append(["", "", "TOTAL", f"{total // 60}:{total % 60:02}", "", "", ""])
    grid(document, head, rows)
    document.save(file.path)


@layout("Word: two rows to a contact, the facts and below them the prose", stories=6, most=1)
def two_rows(lot: Lot) -> None:
    file, document = lot.file("Diary of practice.docx"), Document()
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    for cell, text in zip(table.add_row().cells, ["Date", "Client", "Duration", "Type of contact"], strict=True):
        cell.text = text
    for at, story in enumerate(lot.stories, start=1):
        s = one(story)
        when, spent = day(s.day, "weekday lean"), long(s.minutes, "min")
        for cell, text in zip(table.add_row().cells, [when, s.person.name, spent, s.medium], strict=True):
            cell.text = text
        cells = table.add_row().cells
        cells[0].merge(cells[3]).text = "\n".join(story.paragraphs)
        sheet = file.sheet(*story.paragraphs)
        file.contact(s, s.person.name, when, spent, sheet=sheet, spot=at_row(1, 2 * at))
    document.save(file.path)


@layout("Word: rows that tracked changes put in and took out", stories=3, least=2)
def tracked_rows(lot: Lot) -> None:
    who = 'w:id="7" w:author="proofreader" w:date="2026-02-02T10:00:00Z"'
    width = '<w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'

    def row(values: list[str], change: str = "") -> str:
        gone = [
            f'<w:del {who}><w:r><w:delText xml:space="preserve">{escaped(text)}</w:delText></w:r></w:del>'
            for text in values
        ]
        shown = {"": map(run, values), "ins": (f"<w:ins {who}>{run(text)}</w:ins>" for text in values), "del": gone}[
            change
        ]
        cells = "".join(f"<w:tc>{width}<w:p>{text}</w:p></w:tc>" for text in shown)
        return f"<w:tr>{f'<w:trPr><w:{change} {who}/></w:trPr>' if change else ''}{cells}</w:tr>"

    for at, story in enumerate(lot.stories):
        file, document, written = lot.file(f"tracked rows {at + 1}.docx"), Document(), []
        rows = row(["Date of contact", "Name", "Time taken"])
        for number, s in enumerate(story.sessions):
            values = [day(s.day, "plain"), s.person.name, long(s.minutes, "mins")]
            rows += row(values, "ins" if number % 2 else "")
            written.append((s, values))
        away = written[-1][0]
        rows += row([day(away.day + timedelta(days=9), "plain"), away.person.name, "33 mins"], "del")
        columns = "<w:tblGrid>" + '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>"
        last(document, xml(f"<w:tbl><w:tblPr/>{columns}{rows}</w:tbl>"))
        sheet = prose(document, file, story)
        document.save(file.path)
        for number, (s, (when, name, spent)) in enumerate(written, start=2):
            file.contact(s, name, when, spent, sheet=sheet, spot=at_row(1, number))


@layout("Word: a table of contacts inside a cell of a form", stories=4, least=2)
def nested(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document, written = lot.file(f"period {at + 1}.docx"), Document(), []
        outer = document.add_table(rows=3, cols=2, style="Table Grid")
        outer.cell(0, 0).text, outer.cell(0, 1).text = "Coach", lot.practice.coach
        outer.cell(1, 0).text, outer.cell(2, 0).text = "Contacts in this period", "Reflection on the period"
        inner = outer.cell(1, 1).add_table(rows=1, cols=3)
        for cell, text in zip(inner.rows[0].cells, ["Who", "When", "Minutes"], strict=True):
            cell.text = text
        for s in story.sessions:
            when = day(s.day, "short")
            for cell, text in zip(inner.add_row().cells, [s.person.name, when, str(s.minutes)], strict=True):
                cell.text = text
            written.append((s, when))
        outer.cell(1, 1).add_paragraph()
        outer.cell(2, 1).text = "\n".join(story.paragraphs)
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=("Reflection on the period",))
        for s, when in written:
            file.contact(s, s.person.name, when, sheet=sheet)


@layout("Word: a week's planner, weekdays across (may be asked)", stories=3, least=2)
def planner(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document = lot.file(f"week planner {at + 1}.docx"), Document()
        monday = story.sessions[0].day - timedelta(days=story.sessions[0].day.weekday())
        here = [s for s in story.sessions if 0 <= (s.day - monday).days < 7]
        document.add_heading(f"Week commencing {day(monday, 'plain')}", 1)
        table = grid(document, [f"{WHOLE[n]} {(monday + timedelta(days=n)).day}" for n in range(7)], [[""] * 7])
        for number, name in enumerate(WHOLE):
            mine = [s for s in here if s.day.weekday() == number]
            told = [f"{british(s.start)}–{british(s.end)} {s.person.name}" for s in mine]
            table.cell(1, number).text = "\n".join(told)
            for s, text in zip(mine, told, strict=True):
                head = f"{name} {s.day.day}"
                file.contact(s, s.person.name, head, text, spot=at_column(1, number + 1), labels=(head,), ask=MAY)
        document.save(file.path)


@layout("Word: ditto marks under the day and the client", stories=5, least=2)
def ditto(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document, before, rows = lot.file(f"ditto {at + 1}.docx"), Document(), None, []
        mark = cycle(['"', "ditto", "″", "do."], at)
        written = []
        for row, s in enumerate(story.sessions, start=2):
            when, spent = day(s.day, "plain"), long(s.minutes, "mins")
            same = before and (before.day == s.day, before.person == s.person)
            rows.append([mark if same and same[0] else when, mark if same and same[1] else s.person.name, spent])
            written.append((s, when, spent, row))
            before = s
        grid(document, ["Date", "Client", "Time spent"], rows)
        sheet = prose(document, file, story)
        document.save(file.path)
        for s, when, spent, row in written:
            file.contact(s, (s.person.name, mark), when, spent, sheet=sheet, spot=at_row(1, row))


@layout("Word: a cover page, the log, then hours summed by client", stories=5)
def summed(lot: Lot) -> None:
    file, document = lot.file("Portfolio appendix C.docx"), Document()
    document.add_paragraph("Appendix C", style="Title")
    document.add_paragraph(
        f"Record of coaching practice, {lot.practice.coach}. Printed on 14 May 2026. Target: 100 hours."
    )
    document.add_page_break()
    rows, sums = [], {}
    for row, s in enumerate(lot.sessions, start=2):
        when, spent = day(s.day, "year dots"), long(s.minutes, "0h50")
        rows.append([str(row - 1), s.person.name, when, spent])
        sums[s.person.name] = sums.get(s.person.name, 0) + s.minutes
        file.contact(s, s.person.name, when, spent, spot=at_row(1, row))
    grid(document, ["No", "Coachee", "Date of session", "Length"], rows)
    document.add_paragraph("Hours by client")
    totals = [
        [name, str(sum(s.person.name == name for s in lot.sessions)), long(m, "0h50")] for name, m in sums.items()
    ]
    grid(document, ["Coachee", "Sessions", "Total time"], totals)
    document.save(file.path)


@layout("Word: spare rows with n/a and dashes, planned or not beside", stories=5, least=1, most=3)
def spare(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, document, rows, written = lot.file(f"CS{at + 41}.docx"), Document(), [], []
        for row, s in enumerate(story.sessions, start=2):
            when, spent = day(s.day, "apostrophe"), long(s.minutes, "h min")
            rows.append([f"{row - 1}.", when, s.person.lettered, spent, "planned" if row % 2 else "in the moment"])
            written.append((s, when, spent, row))
        for number in range(len(rows) + 1, 6):
            rows.append([f"{number}.", *([cycle(["n/a", "–", "N/A"], at)] * 4)])
        grid(document, ["Contact", "Date", "Client", "How long", "Planned / in the moment"], rows)
        document.add_paragraph("Reflection:")
        sheet = prose(document, file, story, ("Reflection:",))
        document.save(file.path)
        for s, when, spent, row in written:
            file.contact(s, (s.person.lettered, s.person.name), when, spent, sheet=sheet, spot=at_row(1, row))


@layout("Word: a heading to each client, below it their table of sessions", stories=6)
def client_tables(lot: Lot) -> None:
    file, document = lot.file("Sessions by client.docx"), Document()
    document.add_heading("Sessions by client", 0)
    for number, key in enumerate(sorted({s.person.key for s in lot.sessions}), start=1):
        block = [s for s in lot.sessions if s.person.key == key]
        document.add_heading(block[0].person.name, 1)
        rows = [[day(s.day, "comma year"), f"{clock(s.start)}–{clock(s.end)}", s.medium] for s in block]
        grid(document, ["Date", "Time", "Where"], rows)
        for row, (s, (when, clocks, _)) in enumerate(zip(block, rows, strict=True), start=2):
            file.contact(s, s.person.name, when, clocks, spot=at_row(number, row))
    document.save(file.path)
