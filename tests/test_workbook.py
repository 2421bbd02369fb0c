"""A workbook is read as it stands: what a cell shows, what it holds, where it is; and what is wrong is told."""

import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as clock

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.importers.files import workbook
from coachkit.importers.pages import Document, Remark, Unreadable

AGAIN = "save the workbook, and import it again"
DELETE = "delete what does not belong to the log, or split it over several workbooks"
REPAIR = "open it in Excel, which may repair it, save it under another name, and import that"


def written(fill, **options) -> bytes:
    """A workbook that `fill` writes, given the workbook and its first sheet, Log."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Log"))
    book.close()
    return file.getvalue()


def read(fill, **options) -> Document:
    return workbook.read("log.xlsx", written(fill, **options))


def cells(document: Document) -> list[list[tuple]]:
    return [[(cell.text, cell.held) for cell in row] for grid in document.grids() for row in grid.rows]


def one(value, number_format: str = "", **options) -> tuple:
    """Text and held value of a cell with this value and format."""

    def fill(book, sheet):
        sheet.write(0, 0, value, book.add_format({"num_format": number_format} if number_format else {}))

    document = read(fill, **options)
    assert document.remarks == ()
    return cells(document)[0][0]


def with_parts(changes: dict[str, str | None], data: bytes | None = None) -> bytes:
    """A workbook with other parts, or without those that are None."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or written(lambda book, sheet: sheet.write(0, 0, "Date")))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if (part := changes.get(name, old.read(name))) is not None:
                new.writestr(name, part)
    return file.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook whose sheet holds these rows of XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return with_parts({"xl/worksheets/sheet1.xml": sheet})


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(Unreadable) as told:
        workbook.read("log.xlsx", data)
    return told.value.args


def test_each_sheet_that_holds_something_is_a_grid_and_blank_edges_are_dropped():
    def fill(book, sheet):
        sheet.write(3, 1, "Date")
        sheet.write(5, 3, "GP")
        book.add_worksheet("Blank")
        book.add_worksheet("Other").write(0, 0, "x")

    document = read(fill)
    assert [(grid.place, grid.title) for grid in document.grids()] == [("sheet Log", "Log"), ("sheet Other", "Other")]
    places = [[cell.place for cell in row] for row in next(document.grids()).rows]
    assert places == [[f"sheet Log, cell {column}{row}" for column in "BCD"] for row in (4, 5, 6)]
    assert cells(document)[0] == [("Date", None), ("", None), ("", None)]
    assert (document.name, document.kind, document.remarks) == ("log.xlsx", "workbook", ())


@pytest.mark.parametrize(
    ("value", "number_format", "text", "held"),
    [
        (0.75, "", "0.75", 0.75),
        (45, "", "45", 45),
        (45.0, "0.00", "45", 45),
        (5 / 6, "0.00", "0.833333333333333", 0.8333333333333334),
        (0.75, "0%", "75%", 0.75),
        (45, '0 "mins"', "45 mins", 45),
        (1.5, '0.0\\ "hrs"', "1.5 hrs", 1.5),
        (7, "000", "007", 7),
        (12, '"£"#,##0.00', "12", 12),
        (-3, "", "-3", -3),
        (True, "", "TRUE", True),
        ("45", "", "45", None),
        ("14/03/2025", "dd/mm/yyyy", "14/03/2025", None),
        ("-", "", "-", None),
        ("@home", "", "@home", None),
        ("two\nlines", "", "two\nlines", None),
        (datetime(2025, 1, 6), "dd/mm/yyyy", "2025-01-06", date(2025, 1, 6)),
        (datetime(2025, 1, 6), "[$-F800]dddd, mmmm dd, yyyy", "2025-01-06", date(2025, 1, 6)),
        (datetime(2025, 1, 6), "mmmm", "2025-01-06", date(2025, 1, 6)),
        (datetime(2025, 1, 6), "dd/mm/yyyy hh:mm", "2025-01-06 00:00", datetime(2025, 1, 6)),
        (datetime(2025, 1, 6, 14, 30), "dd/mm/yyyy", "2025-01-06 14:30", datetime(2025, 1, 6, 14, 30)),
        (clock(10, 30), "hh:mm", "10:30", clock(10, 30)),
        (clock(10, 30), "h:mm AM/PM", "10:30", clock(10, 30)),
        (clock(10, 30, 15), "hh:mm:ss", "10:30:15", clock(10, 30, 15)),
        (timedelta(hours=1, minutes=15), "[h]:mm", "1:15", timedelta(hours=1, minutes=15)),
        (timedelta(hours=30), "[h]:mm", "30:00", timedelta(hours=30)),
        (timedelta(hours=30), "hh:mm", "30:00", timedelta(hours=30)),
        (timedelta(minutes=90), "[mm]", "1:30", timedelta(minutes=90)),
        (45, "dd/mm/yyyy", "1900-02-14", date(1900, 2, 14)),
        (0, "dd/mm/yyyy", "0", 0),
    ],
)
def test_a_cell_has_the_text_that_a_person_sees_and_the_value_that_excel_holds(value, number_format, text, held):
    found = one(value, number_format)
    assert found == (text, held)
    assert type(found[1]) is type(held)


@pytest.mark.parametrize("day", [date(1904, 1, 2), date(2025, 1, 6), date(2024, 2, 29)])
def test_days_are_counted_from_1904_where_the_workbook_says_so(day):
    assert one(day, "dd/mm/yyyy", date_1904=True) == (str(day), day)


def test_text_that_begins_like_a_formula_stays_text():
    document = read(lambda book, sheet: [sheet.write_string(0, n, text) for n, text in enumerate(["=A1", "+1", "-x"])])
    assert cells(document) == [[("=A1", None), ("+1", None), ("-x", None)]]


def test_rich_text_is_joined():
    document = read(
        lambda book, sheet: sheet.write_rich_string(0, 0, "Met ", book.add_format({"bold": True}), "GP", " twice")
    )
    assert cells(document) == [[("Met GP twice", None)]]


def test_a_formula_gives_the_result_that_excel_left():
    def fill(book, sheet):
        sheet.write_formula("A1", "=B1*60", None, 45)
        sheet.write_formula("A2", '=""&"GP"', None, "GP")

    document = read(fill)
    assert cells(document) == [[("45", 45)], [("GP", None)]]
    assert document.remarks == ()


@pytest.mark.parametrize("left", [0, ""])
def test_a_formula_without_a_result_is_a_problem_at_its_cell(left):
    document = read(lambda book, sheet: sheet.write_formula("B2", "=SUM(A1:A9)", None, left))
    problem, cure = "holds a formula without a result", "open the workbook in Excel, save it, and import it again"
    assert document.remarks == (Remark("sheet Log, cell B2", "=SUM(A1:A9)", problem, cure),)
    assert cells(document) == [[("=SUM(A1:A9)", None)]]


def test_an_error_of_excels_is_a_problem_at_its_cell():
    document = read(lambda book, sheet: sheet.write_formula("B2", "=A1/0", None, "#DIV/0!"))
    cure = f"correct the cell in Excel, {AGAIN}"
    assert document.remarks == (Remark("sheet Log, cell B2", "#DIV/0!", "is an error that Excel shows", cure),)


def test_a_number_that_is_no_day_is_a_problem_at_its_cell():
    document = read(lambda book, sheet: sheet.write(0, 0, -5, book.add_format({"num_format": "dd/mm/yyyy"})))
    problem = "is formatted as a date, and is no day"
    assert document.remarks == (Remark("sheet Log, cell A1", "-5", problem, f"correct the cell, {AGAIN}"),)
    assert cells(document) == [[("-5", -5)]]


def test_a_merged_range_is_one_cell_in_every_place():
    def fill(book, sheet):
        sheet.merge_range("A1:C2", "GP")
        for column in range(4):
            sheet.write(2, column, column)
            sheet.write(1, 3, "x")

    rows = next(read(fill).grids()).rows
    assert {id(cell) for row in rows[:2] for cell in row[:3]} == {id(rows[0][0])}
    assert rows[0][0].place == "sheet Log, cell A1"


def test_a_cell_under_a_merged_range_is_a_problem():
    sheet = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells><sheetData>'
    problem = "stands under a merged cell, where Excel does not show it"
    remarks = workbook.read("log.xlsx", with_rows(sheet)).remarks
    assert remarks == (Remark("sheet Log, cell B1", "2", problem, f"unmerge the cells, {AGAIN}"),)


def test_hidden_sheets_are_left_out_and_named():
    def fill(book, sheet):
        sheet.write(0, 0, "x")
        book.add_worksheet("Old").hide()
        book.add_worksheet("Older").very_hidden()
        book.get_worksheet_by_name("Old").write(0, 0, "y")

    document = read(fill)
    cure = f"if it should count, show it in Excel, {AGAIN}"
    assert cells(document) == [[("x", None)]]
    assert document.remarks == tuple(
        Remark(f"sheet {name}", name, "is a hidden sheet, which is left out", cure, note=True)
        for name in ("Old", "Older")
    )


def test_hidden_rows_and_columns_are_read_with_a_note():
    def fill(book, sheet):
        for row in range(4):
            sheet.write_row(row, 0, ["a", "b"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:D", 9, None, {"hidden": True})

    document = read(fill)
    cure = f"if it should not count, delete it in a copy of the workbook, {AGAIN}"
    assert cells(document) == [[("a", None), ("b", None)]] * 4
    assert document.remarks == (
        Remark("sheet Log", "", "holds 2 hidden rows, the first is row 2; what is hidden counts", cure, note=True),
        Remark("sheet Log", "", "holds 1 hidden column, the first is column B; what is hidden counts", cure, note=True),
    )


def test_comments_are_counted_in_a_note():
    def fill(book, sheet):
        sheet.write(0, 0, "x")
        sheet.write_comment("A1", "moved?")
        sheet.write_comment("B7", "why?")

    problem = "carries 2 comments, the first at cell A1, not read"
    cure = "if a comment should count, write it in a cell"
    assert read(fill).remarks == (Remark("sheet Log", "", problem, cure, note=True),)


def test_text_boxes_are_paragraphs():
    def fill(book, sheet):
        sheet.write(0, 0, "x")
        sheet.insert_textbox("C3", "Slow start.\nThen better.")

    found = read(fill).blocks[1]
    assert (found.text, found.place) == ("Slow start.\nThen better.", "sheet Log, text box 1")


def test_a_sheet_of_charts_alone_is_noted():
    def fill(book, sheet):
        sheet.write(0, 0, 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Log!$A$1"})
        book.add_worksheet("Chart").insert_chart("A1", chart)

    cure = "write what they show in cells, if it should count"
    problem = "holds only pictures or charts, which are not read"
    assert read(fill).remarks == (Remark("sheet Chart", "", problem, cure, note=True),)


def test_marks_that_nobody_sees_are_taken_out_with_a_note():
    document = read(lambda book, sheet: sheet.write(0, 0, "Ga\u200breth"))
    assert cells(document) == [[("Gareth", None)]]
    assert [remark.place for remark in document.remarks] == ["sheet Log, cell A1"]


def test_blank_rows_that_follow_one_another_are_one():
    rows = next(read(lambda book, sheet: [sheet.write(0, 0, 1), sheet.write(1_048_575, 0, 2)]).grids()).rows
    assert [row[0].place for row in rows] == [f"sheet Log, cell A{number}" for number in (1, 2, 1_048_576)]


def test_a_million_formatted_rows_take_little_time_and_memory():
    styled = "".join(
        f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, 1_048_577)
    )
    data = with_rows(f'<row r="1"><c r="A1"><v>1</v></c></row>{styled}')
    tracemalloc.start()
    begun = time.monotonic()
    assert cells(workbook.read("log.xlsx", data)) == [[("1", 1)]]
    assert time.monotonic() - begun < 10
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_too_many_rows_are_refused():
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 20_002))
    assert refused(with_rows(rows)) == ("holds over 20,000 rows in sheet Log", DELETE)


def test_too_long_a_text_is_refused():
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 1_000_001}</t></is></c></row>'
    assert refused(with_rows(rows)) == ("holds over 1,000,000 characters in sheet Log, cell A1", DELETE)


def test_cells_far_apart_are_refused_rather_than_filled_up():
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, 15_000))
    wide = "<c><v>1</v></c>" * 100
    problem = "holds over 400,000 cells, blank ones between filled ones among them"
    assert refused(with_rows(f'<row r="1">{wide}</row>{rows}')) == (problem, DELETE)


@pytest.mark.parametrize(
    ("data", "problem", "cure"),
    [
        (b"", "is empty", "look for the file that was meant"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "is protected with a password",
            f"open it in Excel, take the password off, {AGAIN}",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "is a workbook of the old kind (.xls)",
            "open it in Excel and save it as an Excel workbook (.xlsx)",
        ),
        (
            b"Date,Client\n",
            "is no Excel workbook",
            "open it in the program that wrote it, and save it as an Excel workbook (.xlsx)",
        ),
        (b"PK\x03\x04", "is damaged", REPAIR),
    ],
)
def test_what_is_no_workbook_is_named(data, problem, cure):
    assert refused(data) == (problem, cure)


def test_a_workbook_without_a_filled_cell_is_refused():
    nothing = ("holds nothing in any cell", "look for the file that was meant")
    assert refused(written(lambda book, sheet: None)) == nothing


def test_a_workbook_with_words_in_hidden_sheets_alone_names_them():
    def fill(book, sheet):
        book.add_worksheet("Old").hide()
        book.get_worksheet_by_name("Old").write(0, 0, "x")

    problem = "holds nothing in the sheets that are shown; hidden: Old"
    assert refused(written(fill)) == (problem, f"show these, {AGAIN}")


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        ("xl/workbook.xml", None),
        ("xl/workbook.xml", "<workbook"),
        ("xl/worksheets/sheet1.xml", None),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"),
        ("xl/worksheets/sheet1.xml", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
        ("xl/sharedStrings.xml", None),
    ],
)
def test_damaged_or_missing_parts_are_refused(part, xml):
    assert refused(with_parts({part: xml})) == ("is damaged", REPAIR)


def test_a_workbook_without_styles_is_read():
    assert cells(workbook.read("log.xlsx", with_parts({"xl/styles.xml": None}))) == [[("Date", None)]]


def _example(book, sheet):
    sheet.merge_range("A1:C1", "Hours")
    sheet.write_row(1, 0, ["Date", "Client", "Time"])
    sheet.write_datetime(2, 0, datetime(2025, 1, 6), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_row(2, 1, ["GP", 45])
    sheet.write_formula("C4", "=SUM(C3:C3)", None, 45)
    sheet.write_comment("A2", "when")


EXAMPLE = written(_example)
WHOLE = cells(workbook.read("log.xlsx", EXAMPLE))
STORED = io.BytesIO()
with zipfile.ZipFile(io.BytesIO(EXAMPLE)) as packed, zipfile.ZipFile(STORED, "w") as unpacked:
    for each in packed.namelist():
        unpacked.writestr(each, packed.read(each))


def _read_or_refused(data: bytes) -> Document | None:
    try:
        return workbook.read("log.xlsx", data)
    except Unreadable as told:
        assert all(told.args) and len(told.args) == 2
        return None


@given(st.integers(0, len(EXAMPLE) - 1))
def test_a_workbook_cut_short_is_refused(length):
    assert _read_or_refused(EXAMPLE[:length]) is None


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(EXAMPLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_workbook_with_wrong_bytes_is_refused_or_read_as_it_was(flips):
    data = bytearray(EXAMPLE)
    for place, byte in flips:
        data[place] = byte
    document = _read_or_refused(bytes(data))
    assert document is None or cells(document) == WHOLE


@settings(max_examples=300)
@given(st.data())
def test_parts_with_wrong_letters_are_refused_or_read_without_a_traceback(data):
    with zipfile.ZipFile(STORED) as parts:
        name = data.draw(st.sampled_from(parts.namelist()))
        part = bytearray(parts.read(name))
    place = data.draw(st.integers(0, len(part) - 1))
    part[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    _read_or_refused(with_parts({name: bytes(part)}, STORED.getvalue()))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
VALUES = st.one_of(
    TEXTS, st.integers(-(10**9), 10**9), st.floats(0.01, 1e6).map(lambda value: round(value, 4)), st.booleans()
)


@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_written_is_what_is_read(rows):
    def fill(book, sheet):
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                (sheet.write_string if isinstance(value, str) else sheet.write)(number, column, value)

    found = cells(read(fill))
    assert [[text if held is None else held for text, held in row] for row in found] == rows


@given(st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)))
def test_any_day_and_second_is_read_as_written(moment):
    assert one(moment, "dd/mm/yyyy hh:mm:ss")[1] == moment


def test_nothing_is_written_to_the_console(capfd, recwarn):
    read(_example)
    assert (capfd.readouterr(), len(recwarn)) == (("", ""), 0)
