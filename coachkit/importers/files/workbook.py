"""Read an Excel workbook as it stands: one grid for each sheet that is shown, with what each cell shows and holds."""

from collections.abc import Iterable, Iterator

from coachkit.importers.files import marks
from coachkit.importers.files.workbook_parts import Parts, Sheet, too_large
from coachkit.importers.files.workbook_sheet import PLACES_LIMIT, Reading, counted
from coachkit.importers.pages import Document, Paragraph, Remark, Unreadable

_XML_LIMIT = 300_000_000
_IMPORT_AGAIN = "save the workbook, and import it again"


def read(original_name: str, data: bytes) -> Document:
    """A workbook as it stands; a cell's text is what a person sees, a date's is ISO, `held` is what Excel keeps.

    Hidden sheets are left out, hidden rows and columns read, each with a note; a formula without a result and an error
    of Excel's are problems. Of blank rows or columns that follow one another the first alone stands. Raises Unreadable.
    """
    try:
        return _document(original_name, Parts(data))
    except Unreadable:
        raise
    except Exception as fault:  # a damaged zip or damaged XML fails in a hundred ways
        raise Unreadable(*_why(data)) from fault


def _why(data: bytes) -> tuple[str, str]:
    """What the bytes are, where they are no workbook that can be read."""
    if not data:
        return "is empty", "look for the file that was meant"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is protected with a password", f"open it in Excel, take the password off, {_IMPORT_AGAIN}"
        return "is a workbook of the old kind (.xls)", "open it in Excel and save it as an Excel workbook (.xlsx)"
    if b"opendocument.spreadsheet" in data[:200]:
        return "is an OpenDocument spreadsheet", "open it and save it as an Excel workbook (.xlsx)"
    if not data.startswith(b"PK"):
        return "is no Excel workbook", "open it in the program that wrote it, and save it as an Excel workbook (.xlsx)"
    return "is damaged", "open it in Excel, which may repair it, save it under another name, and import that"


def _document(name: str, parts: Parts) -> Document:
    sheets = [sheet for sheet in parts.sheets if sheet.kind == "worksheet"]
    seen = [sheet for sheet in sheets if sheet.state == "visible"]
    if parts.unpacked(seen) > _XML_LIMIT:
        raise Unreadable(*too_large("over 300 million characters of cells and formats"))
    blocks, remarks, room = [], list(_left_out(parts)), PLACES_LIMIT
    for sheet in seen:
        reading = Reading(parts, sheet)
        grid = reading.grid(room)
        room -= sum(map(len, grid.rows))
        blocks += [*([grid] if grid.rows else []), *_text_boxes(parts, sheet)]
        remarks += [*reading.remarks, *_notes(parts, sheet, reading)]
    if not blocks:
        raise Unreadable(*_nothing(remarks))
    blocks, marked = marks.clean(blocks)
    return Document(name, "workbook", blocks, (*remarks, *marked))


def _nothing(remarks: Iterable[Remark]) -> tuple[str, str]:
    """Why a workbook without a filled cell is of no use."""
    hidden = [remark.value for remark in remarks if "hidden" in remark.problem]
    if hidden:
        return (
            f"holds nothing in the sheets that are shown; hidden: {', '.join(hidden)}",
            f"show these, {_IMPORT_AGAIN}",
        )
    return "holds nothing in any cell", "look for the file that was meant"


def _left_out(parts: Parts) -> Iterator[Remark]:
    for sheet in parts.sheets:
        place = f"sheet {sheet.name}"
        if sheet.kind == "chartsheet":
            yield Remark(place, sheet.name, "is a chart, which holds no records", "nothing to mend", note=True)
        elif sheet.kind != "worksheet":
            yield Remark(place, sheet.name, "is a sheet of commands, which is not read", "nothing to mend", note=True)
        elif sheet.state != "visible":
            cure = f"if it should count, show it in Excel, {_IMPORT_AGAIN}"
            yield Remark(place, sheet.name, "is a hidden sheet, which is left out", cure, note=True)


def _text_boxes(parts: Parts, sheet: Sheet) -> list[Paragraph]:
    texts = enumerate(parts.text_boxes(sheet), start=1)
    return [Paragraph(text, f"sheet {sheet.name}, text box {count}") for count, text in texts]


def _notes(parts: Parts, sheet: Sheet, reading: Reading) -> Iterator[Remark]:
    """What a person who looks at the sheet might miss."""
    yield from reading.hidden()
    if commented := parts.comments(sheet):
        problem = f"carries {counted(len(commented), 'comment')}, the first at cell {commented[0]}, not read"
        cure = "if a comment should count, write it in a cell"
        yield Remark(f"sheet {sheet.name}", "", problem, cure, note=True)
    if not reading.cells and parts.has_picture(sheet) and not parts.text_boxes(sheet):
        cure = "write what they show in cells, if it should count"
        yield Remark(f"sheet {sheet.name}", "", "holds only pictures or charts, which are not read", cure, note=True)
