"""Text files come in as they stand: every row and every line, with its place, and nothing lost."""

import csv
import io
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.importers.files.plain import read_delimited, read_text
from coachkit.importers.pages import Grid, Paragraph, Remark, Unreadable

CLOSE = 'close the quote at the end of its cell; write a quote inside a quoted cell twice ("")'
JOINED = "lines that were broken at a width are joined into paragraphs"
UNCLOSED = Remark("line 2", "", "opens a quote that is never closed; the line is read by itself", CLOSE)


def rows(text: str | bytes) -> list[list[str]]:
    (grid,) = read_delimited("log.csv", text if isinstance(text, bytes) else text.encode()).blocks
    return [[cell.text for cell in row] for row in grid.rows]


def places(text: str) -> list[str]:
    (grid,) = read_delimited("log.csv", text.encode()).blocks
    return [row[0].place for row in grid.rows]


def lines(text: str, name: str = "notes.txt") -> list[tuple]:
    """(place, text, heading) of each paragraph, the rows of each grid."""
    found = []
    for block in read_text(name, text.encode()).blocks:
        if isinstance(block, Grid):
            found.append([[cell.text for cell in row] for row in block.rows])
        else:
            found.append((block.place, block.text, block.heading))
    return found


# Delimited files


def test_titles_above_the_header_total_rows_and_blank_rows_between_stay():
    text = "Coaching log, Ann Example\n\nClient;Date;Hours\nC1;06/01/2025;0,75\n;;\n;;\nC2;07/01/2025;1,5\nTotal;;2,25\n;;\n"
    assert rows(text) == [
        ["Coaching log, Ann Example", "", ""],
        ["", "", ""],
        ["Client", "Date", "Hours"],
        ["C1", "06/01/2025", "0,75"],
        ["", "", ""],
        ["C2", "07/01/2025", "1,5"],
        ["Total", "", "2,25"],
    ]
    assert places(text) == [f"line {number}, column 1" for number in (1, 2, 3, 4, 5, 7, 8)]


def test_a_cell_stands_on_its_physical_line():
    (grid,) = read_delimited("log.csv", b'a,b\n"one\ntwo",x\n3,4\n').blocks
    assert [cell.place for row in grid.rows[1:] for cell in row] == [
        "line 2, column 1",
        "line 3, column 2",
        "line 4, column 1",
        "line 4, column 2",
    ]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_whatever_program_wrote_it_the_letters_are_right(coding):
    text = "Client,Notes\nZoë,café – done\n"
    assert rows(text.encode(coding)) == [["Client", "Notes"], ["Zoë", "café – done"]]


def test_windows_letters_are_noted():
    document = read_delimited("log.csv", "Client,Minutes\nZoë,30\n".encode("cp1252"))
    cure = "look at the accents and quotes there; open the file in the program that wrote it and save it again as CSV UTF-8"
    assert document.remarks == (Remark("line 2", "", "read as Windows-1252: line 2 is not UTF-8", cure, note=True),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sep=;\na,1;b\n", [["a,1", "b"]]),
        ("client_id,name,aliases\nC01,Ann,A; B\nC02,Ben,B; D\n", [["client_id", "name", "aliases"], ["C01", "Ann", "A; B"], ["C02", "Ben", "B; D"]]),
        ("Client;Hours;Rate\nA;0,5;1,25\nB;1,5;2,25\n", [["Client", "Hours", "Rate"], ["A", "0,5", "1,25"], ["B", "1,5", "2,25"]]),
        ("Client\tNote\nA\tyes, and no\nB\tno, and yes; both\n", [["Client", "Note"], ["A", "yes, and no"], ["B", "no, and yes; both"]]),
        ("Client|Minutes\nA|45\nB|30\n", [["Client", "Minutes"], ["A", "45"], ["B", "30"]]),
        ("a,b,c\n1\n1,2,3,4\n", [["a", "b", "c", ""], ["1", "", "", ""], ["1", "2", "3", "4"]]),
        ("Ann\nBen\n", [["Ann"], ["Ben"]]),
    ],
)  # fmt: skip
def test_the_delimiter_is_told_by_the_rows_not_by_a_title_or_a_decimal_comma(text, expected):
    assert rows(text) == expected


def test_a_quote_that_is_never_closed_is_a_problem_at_its_line_and_loses_no_row():
    document = read_delimited("log.csv", b'a,b\n1,"He said\n2,x\n3,"fine"\n')
    assert [[cell.text for cell in row] for row in document.blocks[0].rows] == [
        ["a", "b"],
        ["1", "He said"],
        ["2", "x"],
        ["3", "fine"],
    ]
    assert document.remarks == (UNCLOSED,)


def test_a_quote_open_to_the_end_of_the_file_loses_no_row():
    document = read_delimited("log.csv", b'a,b\n1,"He said\n2,x\n')
    assert [[cell.text for cell in row] for row in document.blocks[0].rows] == [
        ["a", "b"],
        ["1", "He said"],
        ["2", "x"],
    ]
    assert document.remarks == (UNCLOSED,)


def test_text_after_a_closing_quote_is_kept_with_a_note():
    document = read_delimited("log.csv", b'a,b\n"6 Jan, 2025","Good" she said\n')
    assert [cell.text for cell in document.blocks[0].rows[1]] == ["6 Jan, 2025", "Good she said"]
    problem = "holds a quoted cell with text after its closing quote; the cell is read without these quotes"
    assert document.remarks == (Remark("line 2", "", problem, "nothing to mend if the text is right", note=True),)


@pytest.mark.parametrize(
    ("data", "problem", "cure"),
    [
        (b"a,b\n" * 20_001, "has more than 20,000 rows", "split it by year"),
        (
            b"a,b\n1," + b"x" * 1_000_001,
            "has a cell of over 1,000,000 characters (line 2, column 2)",
            "shorten that cell, or split the file there",
        ),
        (b"a," * 600 + b"b", "has a row of 601 cells: up to 500 are read", "take out what is too much"),
        (b"\n , \n", "is empty", "restore it from a copy, or take it out"),
        (b"\xef\xbb\xbf", "is empty", "restore it from a copy, or take it out"),
    ],
)
def test_a_file_beyond_the_limits_is_refused(data, problem, cure):
    with pytest.raises(Unreadable) as refused:
        read_delimited("log.csv", data)
    assert refused.value.args == (problem, cure)


def test_a_hundred_thousand_blank_rows_below_the_last_do_no_harm():
    assert rows("a,b\n1,2\n" + ",\n" * 100_000) == [["a", "b"], ["1", "2"]]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=12)


@given(
    table=st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)),
    delimiter=st.sampled_from(",;\t|"),
    coding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_a_table_that_a_program_wrote_comes_back_cell_by_cell(table, delimiter, coding):
    header = [f"Label {number}" for number in range(len(table[0]))]
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *table])
    expected = [header, *([text.strip() for text in row] for row in table if any(map(str.strip, row)))]
    found = [row for row in rows(held.getvalue().encode(coding)) if any(row)]
    width = max(len(row) for row in found)
    assert found == [row[:width] for row in expected]


# Text


def test_every_line_is_a_paragraph_with_its_place():
    text = "---\ndate: 2025-01-06\n---\n\n6th Jan – Ann – 40 mins\n  7th Jan – Ben – 30 mins\n"
    assert lines(text) == [
        ("line 1", "---", 0),
        ("line 2", "date: 2025-01-06", 0),
        ("line 3", "---", 0),
        ("line 5", "6th Jan – Ann – 40 mins", 0),
        ("line 6", "7th Jan – Ben – 30 mins", 0),
    ]


def test_markdown_has_headings_tables_and_bold_labels():
    text = "# January #\n**Client:** Ann\n\n| Date | Note |\n|:---|---|\n| 6 Jan | a \\| b |\n| 7 Jan |\n\nMore\n====\n"
    assert lines(text, "notes.md") == [
        ("line 1", "January", 1),
        ("line 2", "Client: Ann", 0),
        [["Date", "Note"], ["6 Jan", "a | b"], ["7 Jan", ""]],
        ("line 9", "More", 1),
    ]


def test_in_a_text_file_a_hash_and_stars_are_text():
    assert lines("# 3\n**so**\n") == [("line 1", "# 3", 0), ("line 2", "**so**", 0)]


PROSE = (
    "we talked about the board and how the meeting went, which was not at all as she had hoped; the chair had "
    "spoken first and nobody else had been heard at the end of it, which troubled her more than she had thought"
)


@pytest.mark.parametrize("width", [60, 72, 78])
def test_prose_broken_at_a_width_is_joined_with_one_note(width):
    text = f"Client: Ann\n{fill('Reflection: ' + PROSE, width)}\nNext time: listen.\n\n{fill(PROSE, width)}\n"
    document = read_text("notes.txt", text.encode())
    assert [block.text for block in document.blocks] == [
        "Client: Ann",
        "Reflection: " + PROSE,
        "Next time: listen.",
        PROSE,
    ]
    assert document.remarks == (Remark("line 2", "", JOINED + ", here and in 1 more", "nothing to mend", note=True),)


@pytest.mark.parametrize(
    "text",
    [
        "06/01/2025 – Gareth P – 40 mins – talked through the board paper\n13/01/2025 – Gareth P – 40 mins – talked through the board paper",
        "Ann told me that the sessions were the best part of her month.\nBen told me that he would have liked more structure in them.",
        "- one thing that was said at length in this long enough line of text\n- another thing",
        "short lines\nof a verse\nstay apart",
        f"Date: 6 January 2025\n{PROSE}",
    ],
)  # fmt: skip
def test_lines_that_a_person_ended_stay_apart(text):
    assert [line for _, line, _ in lines(text)] == text.split("\n")


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=90), min_size=1
    )
)
def test_no_letter_of_a_text_is_lost(written):
    text = "\n".join(written)
    if not text.strip():
        return
    blocks = read_text("notes.txt", text.encode()).blocks
    told = [b.text if isinstance(b, Paragraph) else "".join(c.text for row in b.rows for c in row) for b in blocks]
    marks = str.maketrans("", "", "|=-: \\")
    assert "".join("".join(told).translate(marks).split()) == "".join(text.translate(marks).split())


@pytest.mark.parametrize(
    ("data", "problem", "cure"),
    [
        (b"a\n" * 20_001, "has more than 20,000 lines", "split it by year"),
        (
            b"a\n" + b"x" * 1_000_001,
            "has a line of over 1,000,000 characters (line 2)",
            "shorten that line, or split the file there",
        ),
        (b" \n\t", "is empty", "restore it from a copy, or take it out"),
    ],
)
def test_a_text_beyond_the_limits_is_refused(data, problem, cure):
    with pytest.raises(Unreadable) as refused:
        read_text("notes.txt", data)
    assert refused.value.args == (problem, cure)


def test_unseen_marks_in_a_table_are_noted_once():
    document = read_delimited("log.csv", "Client,Date\n\u200bAnn,\u200e6 Jan\n".encode())
    assert [cell.text for cell in document.blocks[0].rows[1]] == ["Ann", "6 Jan"]
    problem = "holds marks that cannot be seen (and one more text); they are left out"
    assert document.remarks == (Remark("line 2, column 1", "Ann", problem, "nothing to mend", note=True),)


def test_more_cells_than_a_coach_ever_has_are_refused_in_time():
    with pytest.raises(Unreadable) as refused:
        read_delimited("log.csv", (b"a," * 499 + b"b\n") * 2_001)
    assert refused.value.args == (
        "has more than 1,000,000 cells, with blank ones",
        "split it by year, or take out columns",
    )


def test_strokes_without_measure_are_lines_not_a_table():
    assert [text for _, text, _ in lines("|" * 600 + "\n|a|\n")] == ["|" * 600, "|a|"]
