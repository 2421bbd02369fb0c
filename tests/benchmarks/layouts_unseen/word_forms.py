"""Word files that are one form each: labels and values in tables, lines, boxes, controls, headers."""

from docx import Document
from docx.oxml import parse_xml

from .truth import File, Lot, Session, Story, at_column, at_row, layout
from .writings import british, colon, cycle, length, said

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xml(body: str):
    """An element of a Word file; its outermost tag takes the namespaces."""
    head, rest = body.split(" " if " " in body.split(">")[0] else ">", 1)
    return parse_xml(f"{head} {NAMESPACES} {rest}" if " " in body.split(">")[0] else f"{head} {NAMESPACES}>{rest}")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def last(document, element) -> None:
    """Append an element to the body, before its section's properties."""
    document.element.body.insert(len(document.element.body) - 1, element)


def prose(document, file: File, story: Story, labels: tuple[str, ...] = ()) -> int:
    for part in story.paragraphs:
        document.add_paragraph(part)
    return file.sheet(*story.paragraphs, labels=labels)


def pairs(document, rows: list[tuple[str, str]], style: str = "Table Grid"):
    table = document.add_table(rows=0, cols=2, style=style)
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    return table


def rows_of(table: int, first: int, last_row: int) -> tuple[str, ...]:
    return tuple(at_row(table, row) for row in range(first, last_row + 1))


@layout("Word: form of two columns, reflection below", practice="A", stories=5, most=1)
def two_columns(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"Contact record {at + 1}.docx")
        day = said(session.day, cycle(["spoken short", "weekday slashes", "slashes"], at))
        spent = length(session.minutes, cycle(["mins", "1hr 10", "quarters"], at))
        document = Document()
        document.add_heading("Coaching contact record", 0)
        pairs(document, [
            ("Coach", lot.practice.coach), ("Coachee", session.person.name), ("Session date", day),
            ("Time spent", spent), ("How we met", session.medium), ("Model used", "GROW" if at % 2 else ""),
        ])  # fmt: skip
        document.add_heading("Reflection", 1)
        sheet = prose(document, file, story, ("Reflection",))
        document.save(file.path)
        file.contact(session, session.person.name, day, spent, sheet=sheet, spot=rows_of(1, 2, 5))


@layout("Word: lines of Label: value, then What/So what/Now what", practice="A", stories=5, most=1)
def labelled_lines(lot: Lot) -> None:
    heads = ("What?", "So what?", "Now what?")
    for at, story in enumerate(lot.stories):
        session, file = one(story), lot.file(f"{one(story).day:%Y%m%d} session note {at}.docx")
        day, spent = said(session.day, "spoken long"), length(session.minutes, cycle(["minutes", "spoken"], at))
        document = Document()
        for label, value in (
            ("Who", session.person.name),
            ("When", day),
            ("How long", spent),
            ("Where", "their office"),
        ):
            line = document.add_paragraph()
            line.add_run(f"{label}: ").bold = True
            line.add_run(value)
        for number, part in enumerate(story.paragraphs):
            if number < len(heads):
                document.add_heading(heads[number], 2)
            document.add_paragraph(part)
        sheet = file.sheet(*story.paragraphs, labels=heads)
        document.save(file.path)
        file.contact(session, session.person.name, day, spent, sheet=sheet)


@layout("Word: form of four columns with a merged box of prose", stories=6, most=1)
def four_columns(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"form B{at + 1:03}.docx")
        day = said(session.day, cycle(["dots", "hyphen month", "weekday comma"], at))
        document = Document()
        table = document.add_table(rows=4, cols=4, style="Table Grid")
        title = table.cell(0, 0).merge(table.cell(0, 3))
        title.text = "SESSION RECORD – CONFIDENTIAL"
        values = [("Name of client", session.person.name, "Date", day),
                  ("Started", british(session.start), "Finished", british(session.end))]  # fmt: skip
        for row, cells in enumerate(values, start=1):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
        box = table.cell(3, 0).merge(table.cell(3, 3))
        box.text = "Notes and reflection"
        for part in story.paragraphs:
            box.add_paragraph(part)
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=("Notes and reflection",))
        clocks = (british(session.start), british(session.end))
        file.contact(session, session.person.name, day, *clocks, sheet=sheet, spot=rows_of(1, 2, 3))


@layout("Word: content controls in lines, in cells and around blocks", practice="A", stories=5, most=1)
def controls(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"template_filled_{at}.docx")
        day, spent = said(session.day, "spoken"), length(session.minutes, "1 hour 10 minutes")
        document = Document()
        name = f'<w:sdt><w:sdtPr><w:alias w:val="name"/><w:text/></w:sdtPr><w:sdtContent>{run(session.person.name)}</w:sdtContent></w:sdt>'
        last(document, xml(f"<w:p>{run('Client name: ')}{name}</w:p>"))
        chosen = f'<w:sdt><w:sdtPr><w:date w:fullDate="{session.day}T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date></w:sdtPr><w:sdtContent><w:p>{run(day)}</w:p></w:sdtContent></w:sdt>'
        width = '<w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>'
        rows = f"<w:tr><w:tc>{width}<w:p>{run('Date of meeting')}</w:p></w:tc><w:tc>{width}{chosen}<w:p/></w:tc></w:tr>"
        whole = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tc>{width}<w:p>{run(spent)}</w:p></w:tc></w:sdtContent></w:sdt>"
        rows += f"<w:tr><w:tc>{width}<w:p>{run('Duration')}</w:p></w:tc>{whole}</w:tr>"
        grid = '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
        last(document, xml(f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>"))
        last(document, xml(f"<w:p>{run('My reflections')}</w:p>"))
        block = "".join(f"<w:p>{run(part)}</w:p>" for part in story.paragraphs)
        last(document, xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{block}</w:sdtContent></w:sdt>"))
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=("My reflections",))
        file.contact(session, session.person.name, day, spent, sheet=sheet, spot=rows_of(1, 1, 2))


@layout("Word: facts in a text box (with its fallback copy)", stories=5, most=1)
def text_box(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"boxed {at + 1}.docx")
        day, spent = said(session.day, "weekday lean"), length(session.minutes, "1h10")
        inside = "".join(
            f"<w:p>{run(line)}</w:p>"
            for line in (f"Client: {session.person.name}", f"Date: {day}", f"Contact time: {spent}")
        )
        content = f"<w:txbxContent>{inside}</w:txbxContent>"
        shape = (
            '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
            '<wp:docPr id="1" name="box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
            f'wordprocessingShape"><wps:wsp><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
            f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        document = Document()
        document.add_heading("Learning from a session", 1)
        last(document, xml(shape))
        sheet = prose(document, file, story, ("Learning from a session",))
        document.save(file.path)
        file.contact(session, session.person.name, day, spent, sheet=sheet)


@layout("Word: client and date in the page header, length in the footer", stories=5, most=1)
def header_footer(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"hdr-{at + 1}.docx")
        day, spent = said(session.day, cycle(["the spoken", "dashes"], at)), length(session.minutes, "minutes")
        document = Document()
        section = document.sections[0]
        section.header.paragraphs[0].text = f"Coaching client: {session.person.name}\tDate: {day}"
        section.footer.paragraphs[0].text = f"Session length: {spent}"
        sheet = prose(document, file, story)
        document.save(file.path)
        file.contact(session, session.person.name, day, spent, sheet=sheet)


@layout("Word: table on its side, a contact to each column", practice="A", stories=3, least=2)
def sideways(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        file, many = lot.file(f"Sheet {at + 1} (landscape).docx"), story.sessions
        document = Document()
        table = document.add_table(rows=5, cols=len(many) + 1, style="Table Grid")
        for row, label in enumerate(["", "Date", "Coachee", "Length of contact", "Medium"]):
            table.cell(row, 0).text = label
        written = []
        for column, session in enumerate(many, start=1):
            day, spent = said(session.day, "spoken short"), length(session.minutes, "m")
            for row, text in enumerate([f"Contact {column}", day, session.person.short, spent, session.medium]):
                table.cell(row, column).text = text
            written.append((session, day, spent, column + 1))
        document.add_paragraph("")
        document.add_paragraph("What I take from these contacts").runs[0].bold = True
        sheet = prose(document, file, story, ("What I take from these contacts",))
        document.save(file.path)
        for session, day, spent, column in written:
            place = at_column(1, column)
            file.contact(session, session.person.short, day, spent, sheet=sheet, spot=place)


@layout("Word: soft line breaks, runs cut anywhere, no-break spaces", stories=5, most=1)
def soft_breaks(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"note{at + 1}.docx")
        day, spent = said(session.day, "spoken short"), length(session.minutes, "mins")
        document = Document()
        line = document.add_paragraph()
        text = f"CLIENT:\u00a0{session.person.name}\nDATE: {day.replace(' ', chr(160))}\nMINUTES SPENT: {spent}"
        for start in range(0, len(text), 5):
            line.add_run(text[start : start + 5])
        line = document.add_paragraph()
        for word in "Reflective", " account":
            line.add_run(word).bold = True
        sheet = prose(document, file, story, ("Reflective account",))
        document.save(file.path)
        file.contact(session, session.person.name, day, spent, sheet=sheet)


@layout("Word: two labels to a line, tabs and dotted leaders", stories=5, most=1)
def leaders(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"old form {at + 1}.docx")
        day, spent = said(session.day, "slashes"), length(session.minutes, "1 hr and 10 mins")
        document = Document()
        document.add_paragraph(f"Name: {session.person.name}\tDate: {day}")
        document.add_paragraph(f"Venue: ..................\tTime taken: {spent}")
        document.add_paragraph("Reflection:")
        sheet = prose(document, file, story, ("Reflection:",))
        document.save(file.path)
        file.contact(session, session.person.name, day, spent, sheet=sheet)


@layout("Word: form tables nested in a table that only lays out", stories=4, most=1)
def nested(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = story.sessions[0], lot.file(f"nested {at + 1}.docx")
        day, clock = said(session.day, "spoken"), f"{colon(session.start)} – {colon(session.end)}"
        document = Document()
        outer = document.add_table(rows=2, cols=1)
        inner = outer.cell(0, 0).add_table(rows=3, cols=2)
        for row, (label, value) in enumerate(
            [("Client", session.person.name), ("Date of contact", day), ("Time (from – to)", clock)]
        ):
            inner.cell(row, 0).text, inner.cell(row, 1).text = label, value
        below = outer.cell(1, 0)
        below.text = "Account of the session"
        for part in story.paragraphs:
            below.add_paragraph(part)
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=("Account of the session",))
        file.contact(session, session.person.name, day, clock, sheet=sheet)


def one(story: Story) -> Session:
    return story.sessions[0]


@layout("Word: tracked changes, only the accepted counts", stories=5, most=1)
def tracked(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        session, file = one(story), lot.file(f"reviewed {at + 1}.docx")
        day, spent = said(session.day, "spoken"), length(session.minutes, "minutes")
        who = 'w:id="1" w:author="reader" w:date="2026-01-01T00:00:00Z"'
        gone = f'<w:del {who}><w:r><w:delText xml:space="preserve">{session.minutes + 15} minutes</w:delText></w:r></w:del>'
        new = f"<w:ins {who}>{run(spent)}</w:ins>"
        document = Document()
        last(document, xml(f"<w:p>{run('Coachee: ' + session.person.name)}</w:p>"))
        last(document, xml(f"<w:p>{run('Date: ' + day)}</w:p>"))
        last(document, xml(f"<w:p>{run('Duration: ')}{gone}{new}</w:p>"))
        last(document, xml(f"<w:p>{run('Reflection')}</w:p>"))
        first, *others = story.paragraphs
        cut = first.find(" ", len(first) // 2)
        struck = f'<w:del {who}><w:r><w:delText xml:space="preserve"> which I regret</w:delText></w:r></w:del>'
        last(document, xml(f"<w:p>{run(first[:cut])}{struck}<w:ins {who}>{run(first[cut:])}</w:ins></w:p>"))
        for part in others:
            last(document, xml(f"<w:p>{run(part)}</w:p>"))
        away = f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{gone}</w:p>"
        last(document, xml(away))
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=("Reflection",))
        file.contact(session, session.person.name, day, spent, sheet=sheet)
