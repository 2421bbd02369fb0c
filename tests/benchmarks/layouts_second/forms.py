"""Word files that are one form each: numbered questions, boxes, ticks, guidance, form fields, facts that are none."""

from dataclasses import replace
from datetime import timedelta

from docx import Document
from docx.enum.text import WD_BREAK
from layouts_unseen.truth import Lot, at_row
from layouts_unseen.word_forms import last, one, pairs, prose, rows_of, run, xml
from layouts_unseen.writings import british, cycle

from .dealt import layout
from .ways import day, long, until


@layout("Word: numbered questions, each with its answer in the row below", stories=5, most=1)
def questions(lot: Lot) -> None:
    asked = ["4. What took place?", "5. What did you notice in yourself?", "6. What will you do with it?"]
    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"Reflective log {at + 1}.docx"), Document()
        when, spent = day(s.day, cycle(["comma year", "capitals"], at)), long(s.minutes, "spelt")
        document.add_heading("Reflective log – unit 702", 0)
        told = [("1. Name of client coached", s.person.name), ("2. Date on which the session took place", when),
                ("3. How long did the session last?", spent), *zip(asked, story.paragraphs, strict=True)]  # fmt: skip
        table = document.add_table(rows=0, cols=1, style="Table Grid")
        for text in (text for both in told for text in both):
            table.add_row().cells[0].text = text
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=asked)
        file.contact(s, s.person.name, when, spent, sheet=sheet, spot=rows_of(1, 1, 6))


@layout("Word: boxes with a small label above the value in one cell", stories=5, most=1)
def boxed(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"Record of coaching {at + 11}.docx"), Document()
        when, spent = day(s.day, "short"), long(s.minutes, "h min")
        table = document.add_table(rows=2, cols=4, style="Table Grid")
        values = [
            ("CLIENT", s.person.name),
            ("DATE OF SESSION", when),
            ("SESSION NO.", str(at + 3)),
            ("CONTACT TIME", spent),
        ]
        for cell, (label, value) in zip(table.rows[0].cells, values, strict=True):
            cell.text = label
            cell.add_paragraph(value)
        wide = table.cell(1, 0).merge(table.cell(1, 3))
        wide.text = "NARRATIVE"
        for part in story.paragraphs:
            wide.add_paragraph(part)
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=("NARRATIVE",))
        file.contact(s, s.person.name, when, spent, sheet=sheet, spot=at_row(1, 1))


@layout("Word: a form to each page of one file", stories=6, most=1)
def pages(lot: Lot) -> None:
    file, document = lot.file("Contacts one to a page.docx"), Document()
    for at, story in enumerate(lot.stories, start=1):
        s = one(story)
        when, clocks = day(s.day, "dotted"), f"{british(s.start)} to {british(s.end)}"
        document.add_paragraph("Coaching contact", style="Title")
        pairs(document, [("Person coached", s.person.name), ("Date of contact", when), ("From / to", clocks),
                         ("Setting", s.medium)])  # fmt: skip
        document.add_paragraph("Thoughts afterwards").runs[0].bold = True
        sheet = prose(document, file, story, ("Thoughts afterwards", "Coaching contact"))
        if at < len(lot.stories):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        file.contact(s, s.person.name, when, clocks, sheet=sheet, spot=rows_of(at, 1, 4))
    document.save(file.path)


@layout("Word: an old text box with the facts and the next appointment", stories=4, most=1)
def old_box(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"aide memoire {at + 1}.docx"), Document()
        when, spent, later = day(s.day, "on the"), long(s.minutes, "mins"), day(s.day + timedelta(days=21), "on the")
        lines = (
            f"Coachee: {s.person.name}",
            f"Seen: {when}",
            f"Time spent: {spent}",
            f"Next appointment: {later}, 60 mins",
        )
        inside = "".join(f"<w:p>{run(line)}</w:p>" for line in lines)
        box = f"<v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>"
        last(document, xml(f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"))
        sheet = prose(document, file, story)
        document.save(file.path)
        file.contact(s, s.person.name, when, spent, sheet=sheet)


@layout("Word: content controls that repeat, the last with its placeholders", stories=4, least=2)
def repeated(lot: Lot) -> None:
    width = '<w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'

    def cell(text: str, hint: bool = False) -> str:
        shown = f"<w:sdtPr>{'<w:showingPlcHdr/>' * hint}<w:text/></w:sdtPr>"
        return f"<w:tc>{width}<w:p><w:sdt>{shown}<w:sdtContent>{run(text)}</w:sdtContent></w:sdt></w:p></w:tc>"

    for at, story in enumerate(lot.stories):
        file, document, written = lot.file(f"e-form {at + 1}.docx"), Document(), []
        head = "".join(
            f"<w:tc>{width}<w:p>{run(text)}</w:p></w:tc>" for text in ("Session date", "Participant", "Duration")
        )
        rows = f"<w:tr>{head}</w:tr>"
        for row, s in enumerate(story.sessions, start=2):
            values = (day(s.day, "plain"), s.person.name, long(s.minutes, "spelt"))
            rows += f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{''.join(map(cell, values))}</w:tr></w:sdtContent></w:sdt>"
            written.append((s, values, row))
        hints = "".join(
            cell(text, True)
            for text in ("Click or tap to enter a date.", "Click or tap here to enter text.", "Choose an item.")
        )
        rows += f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{hints}</w:tr></w:sdtContent></w:sdt>"
        columns = "<w:tblGrid>" + '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>"
        last(document, xml(f"<w:tbl><w:tblPr/>{columns}{rows}</w:tbl>"))
        document.add_paragraph("Reflection on practice")
        sheet = prose(document, file, story, ("Reflection on practice",))
        document.save(file.path)
        for s, (when, name, spent), row in written:
            file.contact(s, name, when, spent, sheet=sheet, spot=at_row(1, row))


@layout("Word: boxes to tick for medium, kind and length", stories=5, most=1)
def ticked(lot: Lot) -> None:
    def ticks(options: list[str], chosen: str) -> str:
        return "   ".join(f"{'☒' if option == chosen else '☐'} {option}" for option in options)

    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"tick sheet {at + 1}.docx"), Document()
        when, lengths = day(s.day, "slashes"), sorted({10, 30, s.minutes, 100})
        spent = ticks([f"{m} minutes" for m in lengths], f"{s.minutes} minutes")
        pairs(document, [
            ("Client's name", s.person.name), ("Date", when), ("Length of session", spent),
            ("Held", ticks(["face to face", "telephone", "Zoom", "on a walk"], s.medium)),
            ("Was it planned?", ticks(["Yes", "No"], "No")), ("Kind", ticks(["Coaching", "Mentoring"], "Coaching")),
        ])  # fmt: skip
        document.add_heading("Notes to self", 2)
        sheet = prose(document, file, story, ("Notes to self",))
        document.save(file.path)
        file.contact(s, s.person.name, when, spent, f"{s.minutes} minutes", sheet=sheet, spot=rows_of(1, 1, 6))


@layout("Word: preparation, travel and writing up beside the contact time", stories=5, most=1)
def times_apart(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"time & fee note {at + 1}.docx"), Document()
        when, spent = day(s.day, "month slashes"), long(s.minutes, "dotted")
        pairs(document, [
            ("Client", s.person.name), ("Date of birth", "11 May 1979"), ("Contract date", "3 October 2022"),
            ("Session date", when), ("Preparation time", "25 min."), ("Travel time", "1 hr. 10 min."),
            ("Contact time", spent), ("Writing up", "20 min."), ("Invoice date", day(s.day + timedelta(days=12), "short")),
            ("Next session", day(s.day + timedelta(days=28), "short")),
        ])  # fmt: skip
        document.add_heading("Commentary", 2)
        sheet = prose(document, file, story, ("Commentary",))
        document.save(file.path)
        file.contact(s, s.person.name, when, spent, sheet=sheet, spot=(at_row(1, 1), at_row(1, 4), at_row(1, 7)))


@layout("Word: one sentence with all the facts, then the account", stories=5, most=1)
def sentence(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"account {at + 1}.docx"), Document()
        when, clocks = day(s.day, "comma year"), until(s.start, s.end)
        line = f"Session with {s.person.name} on {when}, {clocks}."
        document.add_paragraph(line).runs[0].italic = True
        sheet = prose(document, file, story, (line,))
        document.save(file.path)
        file.contact(s, s.person.name, when, clocks, line, sheet=sheet)


@layout("Word: a protected form with the old form fields", stories=4, most=1)
def form_fields(lot: Lot) -> None:
    def box(name: str, text: str) -> str:
        data = f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:textInput/></w:ffData>'
        mark = '<w:r><w:fldChar w:fldCharType="{}"{}</w:r>'
        code = '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        return (
            mark.format("begin", f">{data}</w:fldChar>")
            + code
            + mark.format("separate", "/>")
            + run(text)
            + mark.format("end", "/>")
        )

    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"Diary page {at + 1}.docx"), Document()
        when, spent = day(s.day, "apostrophe"), long(s.minutes, "capital")
        told = (("Learner:", "Text1", lot.practice.coach), ("Client name:", "Text2", s.person.name), ("Date:", "Text3", when),
                ("Hours / minutes of coaching:", "Text4", spent))  # fmt: skip
        for label, name, text in told:
            last(document, xml(f"<w:p>{run(label + ' ')}{box(name, text)}</w:p>"))
        document.add_paragraph("Review of the session:")
        for part in story.paragraphs:
            last(document, xml(f"<w:p>{box('Text5', part)}</w:p>"))
        document.save(file.path)
        sheet = file.sheet(*story.paragraphs, labels=("Review of the session:",))
        file.contact(s, s.person.name, when, spent, sheet=sheet)


@layout("Word: a group's session, with the list of those who came", stories=3, most=1)
def group(lot: Lot) -> None:
    forum, others = lot.practice.people[-1], lot.practice.people[:5]
    for at, story in enumerate(lot.stories):
        s, file, document = replace(one(story), person=forum), lot.file(f"Group record {at + 1}.docx"), Document()
        when, spent = day(s.day, "bracketed"), long(s.minutes, "min")
        pairs(document, [("Group", forum.name), ("Facilitator", lot.practice.coach), ("Date of session", when),
                         ("Length of session", spent), ("Number present", "5"),
                         ("Present", "\n".join(person.name for person in others)), ("Apologies", "Sioned Vaughan")])  # fmt: skip
        document.add_heading("Group reflection", 2)
        sheet = prose(document, file, story, ("Group reflection",))
        document.save(file.path)
        file.contact(s, forum.name, when, spent, sheet=sheet, spot=(at_row(1, 1), at_row(1, 3), at_row(1, 4)))


@layout("Word: label, answer and guidance for filling it in, side by side", stories=5, most=1)
def guided(lot: Lot) -> None:
    for at, story in enumerate(lot.stories):
        s, file, document = one(story), lot.file(f"Practice evidence {at + 1}.docx"), Document()
        when, spent = day(s.day, "slashes"), long(s.minutes, cycle(["h min", "min"], at))
        table = document.add_table(rows=0, cols=3, style="Table Grid")
        for cells in (
            ("Field", "Your entry", "Guidance"),
            ("Candidate", lot.practice.coach, "Your own name as registered"),
            ("Client", s.person.name, "Use a code if the client prefers it"),
            ("Date of session", when, "Write it as dd/mm/yyyy"),
            ("Duration", spent, "Contact time alone, e.g. 1 h 30 min; leave out travel"),
        ):
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("Reflective commentary").style = "Heading 1"
        sheet = prose(document, file, story, ("Reflective commentary",))
        document.save(file.path)
        file.contact(s, s.person.name, when, spent, sheet=sheet, spot=rows_of(1, 3, 5))
