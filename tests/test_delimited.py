"""A delimited text becomes rows with their physical lines, and every row that cannot be read is told."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.delimited import DELIMITERS, Table, read_rows
from coachkit.encoding import SAVE_AGAIN
from coachkit.errors import Fault

QUOTE_CURE = 'close the quote at the end of its cell; write a quote inside a quoted cell twice ("")'
TOO_MUCH = "a cell that holds a comma must stand in double quotes; else remove what is too much"
TOO_LITTLE = "add the missing commas; a cell that holds a line break must stand in double quotes"


def test_rows_are_read_as_text_with_their_lines():
    assert read_rows("client_id,note\nC01,well\nNA, 007 \n") == Table(
        ("client_id", "note"), [("C01", "well"), ("NA", " 007 ")], [2, 3]
    )


def test_a_row_begins_on_its_physical_line_also_after_notes_with_line_breaks():
    table = read_rows('a,b\n1,"one\n\ntwo"\n\n2,x\n')
    assert (table.rows, table.lines) == ([("1", "one\n\ntwo"), ("2", "x")], [2, 6])


def test_separators_of_lines_other_than_lf_are_part_of_a_text():
    assert read_rows("a,b\n1,x\u2028y\x0bz\x85\n").rows == [("1", "x\u2028y\x0bz\x85")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end):
    assert read_rows(end.join(["a,b", "1,2", ""])) == Table(("a", "b"), [("1", "2")], [2])


@pytest.mark.parametrize(("delimiter", "name"), [(";", "semicolon"), ("\t", "tab")])
def test_another_delimiter_than_the_comma_is_found_and_noted(delimiter, name):
    table = read_rows(f"client{delimiter}note\nC01{delimiter}yes, and no\n")
    problem = f"cells are separated by {name}s, not by commas"
    note = Fault(line=1, problem=problem, cure="nothing to mend if the columns are right", note=True)
    assert table == Table(("client", "note"), [("C01", "yes, and no")], [2], delimiter, [note])


def test_the_delimiter_is_the_one_that_fits_the_rows():
    table = read_rows('a;b,c;d\n1;2;3\n4;"5;6";7\n')
    assert (table.delimiter, table.rows) == (";", [("1", "2", "3"), ("4", "5;6", "7")])


def test_a_file_of_one_column_has_commas_as_delimiter():
    assert read_rows("note\nfirst\n") == Table(("note",), [("first",)], [2])


def test_the_line_with_which_excel_tells_the_delimiter_is_no_header():
    table = read_rows("sep=;\na;b\n1;2\n")
    assert (table.header, table.rows, table.lines, table.delimiter) == (("a", "b"), [("1", "2")], [3], ";")


def test_a_header_alone_is_a_table_without_rows():
    assert read_rows("a,b\n") == Table(("a", "b"))


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file_is_a_problem(text):
    problem = "is empty: expected a header line with the names of the columns"
    assert read_rows(text) == Table(faults=[Fault(problem=problem, cure="restore the file, or remove it")])


def test_blank_lines_and_lines_of_empty_cells_are_passed_over():
    table = read_rows("\n\na,b\n\n1,2\n , \n,\n3,4\n")
    assert (table.rows, table.lines, table.faults) == ([("1", "2"), ("3", "4")], [5, 8], [])


def test_a_row_with_too_many_cells_is_left_out_and_told():
    table = read_rows("id,note,minutes\nK1,well,45\nK2,first, then more,30\n")
    problem = "has 4 cells, but the header has 3; the row is not read"
    assert table.rows == [("K1", "well", "45")]
    assert table.faults == [Fault(line=3, value="K2 | first |  then more | 30", problem=problem, cure=TOO_MUCH)]


def test_columns_do_not_shift_when_every_row_has_one_cell_too_many():
    table = read_rows("id,minutes\nK1,45,x\nK2,30,y\n")
    assert table.rows == []
    assert [fault.line for fault in table.faults] == [2, 3]


def test_a_row_with_too_few_cells_is_left_out_and_told():
    table = read_rows("id,note,minutes\nK1,a note that\nbreaks off,45\nK2\n")
    assert table.rows == []
    assert table.faults == [
        Fault(
            line=2,
            value="K1 | a note that",
            problem="has 2 cells, but the header has 3; the row is not read",
            cure=TOO_LITTLE,
        ),
        Fault(
            line=3,
            value="breaks off | 45",
            problem="has 2 cells, but the header has 3; the row is not read",
            cure=TOO_LITTLE,
        ),
        Fault(line=4, value="K2", problem="has 1 cell, but the header has 3; the row is not read", cure=TOO_LITTLE),
    ]


def test_the_cure_of_a_ragged_row_names_the_files_own_delimiter():
    cure = "a cell that holds a semicolon must stand in double quotes; else remove what is too much"
    assert read_rows("a;b\n1;2\n1;2;3\n").faults[1].cure == cure


def test_empty_cells_beyond_the_last_column_are_tolerated():
    assert read_rows("a,b,,\n1,2,,\n3,4\n5,6,,,, \n") == Table(
        ("a", "b"), [("1", "2"), ("3", "4"), ("5", "6")], [2, 3, 4]
    )


def test_headers_are_read_in_lower_case_with_underscores_and_noted():
    table = read_rows(" Client ID ,Group-Size,date\nC01,2,x\n")
    problem = 'headers are read in lower case with underscores: " Client ID " as client_id, "Group-Size" as group_size'
    assert table.header == ("client_id", "group_size", "date")
    assert table.faults == [Fault(line=1, problem=problem, cure="nothing to mend", note=True)]


def test_columns_of_the_same_name_are_a_problem_and_none_is_read():
    table = read_rows("minutes,id,minutes\n45,K1,50\n")
    problem = 'columns 1 and 3 are both called "minutes"; neither is read'
    cure = "rename or remove the one that is not meant"
    assert (table.header, table.rows) == (("id",), [("K1",)])
    assert table.faults == [Fault(line=1, column="minutes", value="minutes", problem=problem, cure=cure)]


def test_three_columns_of_the_same_name_are_one_problem():
    [fault] = read_rows("a,a,b,a\n1,2,3,4\n").faults
    assert fault.problem == 'columns 1, 2 and 4 are all called "a"; none is read'


def test_a_column_without_a_name_is_a_problem_where_it_holds_values():
    table = read_rows("a,,c\n1,,3\n4,5,6\n")
    problem = "column 2 has no name in the header, but holds values (the first on line 3); the column is not read"
    cure = "write the column's name in the header, or empty the column"
    assert (table.header, table.rows) == (("a", "c"), [("1", "3"), ("4", "6")])
    assert table.faults == [Fault(line=1, value="5", problem=problem, cure=cure)]


def test_a_column_without_a_name_or_values_is_passed_over():
    assert read_rows("a,,c\n1,,3\n") == Table(("a", "c"), [("1", "3")], [2])


def test_a_nul_is_a_problem_of_its_physical_line():
    table = read_rows('a,b\n1,"x\ny\0"\n2,z\n')
    cure = f"type the cell again; if every line has them, the file is UTF-16: {SAVE_AGAIN}"
    assert table.rows == [("2", "z")]
    assert table.faults == [
        Fault(line=3, problem="holds a NUL byte, which is no character; the row is not read", cure=cure)
    ]


def test_a_stray_quote_inside_an_unquoted_cell_is_text():
    assert read_rows('a,b\n1,the 5" disc\n2,say "no" now\n').rows == [("1", 'the 5" disc'), ("2", 'say "no" now')]


def test_a_doubled_quote_inside_a_quoted_cell_is_one_quote():
    assert read_rows('a,b\n1,"""No"", he said, ""not now"""\n').rows == [("1", '"No", he said, "not now"')]


def test_an_unclosed_quote_names_the_line_that_opens_it_and_the_other_rows_are_read():
    table = read_rows('a,b\n1,x\n2,"he said\n3,y\n4,z\n')
    problem = "opens a quote that is never closed; line 3 is not read"
    assert (table.rows, table.lines) == ([("1", "x"), ("3", "y"), ("4", "z")], [2, 4, 5])
    assert table.faults == [Fault(line=3, problem=problem, cure=QUOTE_CURE)]


def test_an_unclosed_quote_does_not_swallow_the_rows_up_to_the_next_quoted_cell():
    table = read_rows('a,b,c\n1,"he said,45\n2,x,30\n3,"well, yes",15\n')
    problem = "opens a quote that is never closed: the next quote, on line 4, has text after it; line 2 is not read"
    assert table.rows == [("2", "x", "30"), ("3", "well, yes", "15")]
    assert table.faults == [Fault(line=2, problem=problem, cure=QUOTE_CURE)]


def test_an_unclosed_quote_in_a_long_note_is_named_by_the_line_that_opens_it():
    table = read_rows('a,b,c\nS1,"one\ntwo","three\nfour\nS2,x,y\n')
    problem = "opens a quote that is never closed; lines 2 to 4 are not read"
    assert table.rows == [("S2", "x", "y")]
    assert table.faults == [Fault(line=3, problem=problem, cure=QUOTE_CURE)]


def test_text_after_a_closing_quote_is_a_problem_not_a_guess():
    table = read_rows('a,b\n1,"No" he said\n2,x\n')
    problem = "opens a quote that is never closed: the next quote, on line 2, has text after it; line 2 is not read"
    assert table.rows == [("2", "x")]
    assert table.faults == [Fault(line=2, problem=problem, cure=QUOTE_CURE)]


def test_an_unclosed_quote_in_the_header_leaves_nothing_to_read():
    problem = "opens a quote that is never closed; lines 1 to 2 are not read"
    assert read_rows('"a,b\n1,2\n') == Table(faults=[Fault(line=1, problem=problem, cure=QUOTE_CURE)])


def test_faults_come_in_the_order_of_their_lines():
    table = read_rows('A,b\n1\n2,"x\n3,4\n5,6,7\n')
    assert [fault.line for fault in table.faults] == [1, 2, 3, 5]


def test_a_cell_may_be_of_any_length_and_csvs_own_limit_is_left_as_it_was():
    before = csv.field_size_limit()
    assert len(read_rows(f'a,b\n1,"{"long " * 100_000}"\n').rows[0][1]) == 500_000
    assert csv.field_size_limit() == before


CELLS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["K1", "K2"]), CELLS, CELLS), max_size=6), st.sampled_from(list(DELIMITERS)))
def test_what_csv_writes_is_read_back_the_same(rows, delimiter):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [("a", "b", "c"), *rows]
    )
    table = read_rows(written.getvalue())
    assert table.rows == rows
    lines = written.getvalue().split("\n")
    assert all(lines[line - 1].startswith(f'"{row[0]}"') for line, row in zip(table.lines, rows, strict=True))


@given(st.text('ab,;\t"\n \0', max_size=60))
def test_any_text_is_read_or_explained_line_by_line(text):
    table = read_rows(text)
    assert all(len(row) == len(table.header) for row in table.rows)
    assert len(table.lines) == len(table.rows)
    assert table.lines == sorted(set(table.lines))
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in table.faults if fault.line)
