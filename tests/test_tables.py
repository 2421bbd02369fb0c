"""One table of a practice folder: every problem with its line, every row accounted for."""

import csv
import io
import re
from datetime import date

import pandas as pd
import pytest
from folders import TODAY, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachkit.schema import TABLES
from coachkit.tables import read_table

HEADER = "contact_id,date,client_id,minutes"


def contacts(folder, text):
    return read_table(write(folder, {"contacts.csv": text}), "contacts", TODAY)


def told(read, notes=False):
    return [(fault.line, fault.column, fault.value, fault.problem) for fault in read.faults if fault.note == notes]


def test_a_missing_file_is_an_empty_table_without_a_problem(tmp_path):
    read = read_table(tmp_path, "sheets", TODAY)
    assert (read.exists, len(read.frame), read.faults) == (False, 0, ())
    assert tuple(read.frame.columns) == TABLES["sheets"].names


def test_a_table_of_a_header_alone_is_empty_and_without_a_problem(tmp_path):
    read = contacts(tmp_path, HEADER + "\n")
    assert (read.exists, len(read.frame), read.faults) == (True, 0, ())


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \n\n"])
def test_an_empty_file_is_a_problem(tmp_path, data):
    read = contacts(tmp_path, data)
    assert told(read) == [(None, "", "", "is empty: expected a header line with the names of the columns")]
    assert not read.exists


def test_every_column_has_its_type_and_unknown_ones_are_kept_as_text(tmp_path):
    frame = contacts(tmp_path, HEADER + ",start,group_size,mood\nK1,2025-01-06,NA,90,9:05,3,007\n").frame
    assert tuple(frame.columns) == (*TABLES["contacts"].names, "mood")
    kinds = {"date": "datetime64[s]", "minutes": "Int64", "group_size": "Int64", "start": "str", "mood": "str"}
    assert {name: str(frame[name].dtype) for name in kinds} == kinds
    assert frame.loc[2, ["client_id", "start", "sheet_id", "mood"]].tolist() == ["NA", "09:05", "", "007"]


def test_lines_are_counted_as_an_editor_shows_them_also_where_a_note_holds_line_breaks(tmp_path):
    read = contacts(tmp_path, HEADER + ',model\nK1,2025-01-06,C01,60,"one\n\ntwo"\n\nK2,2025-02-30,C01,60,\n')
    assert list(read.frame.index) == [2]
    assert told(read) == [(6, "date", "2025-02-30", "is no day of the calendar: February 2025 has no day 30")]


def test_all_problems_of_a_row_are_told_at_once_and_each_once(tmp_path):
    read = contacts(tmp_path, HEADER + ",role\n,2025-13-01,,sixty,singing\nK2,2025-01-06,C01,60,\n")
    assert told(read) == [
        (2, "date", "2025-13-01", "has no month: 13 is not between 1 and 12"),
        (2, "minutes", "sixty", "is not a length of time in a form that can be read"),
        (2, "role", "singing", "is not allowed here: allowed are coaching, mentoring and blend"),
        (2, "contact_id", "", "is blank; every row of contacts.csv needs a contact_id"),
        (2, "client_id", "", "is blank; every row of contacts.csv needs a client_id"),
    ]
    assert (list(read.frame.index), list(read.left_out.index)) == ([3], [2])


def test_a_required_cell_that_only_looks_blank_is_blank(tmp_path):
    read = contacts(tmp_path, HEADER + "\nK1,2025-01-06,C01,\u200b\n")
    assert told(read) == [(2, "minutes", "", "is blank; every row of contacts.csv needs a minutes")]


def test_a_second_row_with_an_id_is_left_out_and_names_the_line_of_the_first(tmp_path):
    read = contacts(tmp_path, HEADER + "\nK1,2025-01-06,C01,60\nK1,2025-01-07,C01,30\nK1,2025-01-08,C01,20\n")
    problem = "stands already in line 2"
    assert told(read) == [(3, "contact_id", "K1", problem), (4, "contact_id", "K1", problem)]
    assert list(read.frame["minutes"]) == [60]


def test_rows_of_a_table_without_a_required_column_are_all_left_out_with_their_other_problems(tmp_path):
    read = contacts(tmp_path, "contact_id,client_id,minutes\nK1,C01,60\nK2,C01,x\n")
    assert told(read) == [
        (1, "date", "", "has no column date; its columns are: contact_id, client_id, minutes"),
        (3, "minutes", "x", "is not a length of time in a form that can be read"),
    ]
    assert (len(read.frame), len(read.left_out), read.left_out["minutes"].sum()) == (0, 2, 60)


def test_a_required_column_that_stands_twice_is_one_problem(tmp_path):
    read = contacts(tmp_path, HEADER + ",minutes\nK1,2025-01-06,C01,60,60\n")
    assert told(read) == [(1, "minutes", "minutes", 'columns 4 and 5 are both called "minutes"; neither is read')]
    assert len(read.left_out) == 1


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("Duration (mins)", "45", 45),
        ("hours", "1.5", 90),
        ("Length in hours", "0.75", 45),
        ("duration", "1h30", 90),
        ("time spent (min)", "20", 20),
        ("Time", "1:30", 90),
    ],
)
def test_a_column_of_lengths_under_another_name_is_taken_for_minutes_with_a_note(tmp_path, header, cell, minutes):
    read = contacts(tmp_path, f"contact_id,date,client_id,start time,{header}\nK1,2025-01-06,C01,09:00,{cell}\n")
    assert list(read.frame["minutes"]) == [minutes]
    name = header.lower().replace(" ", "_")
    assert (None, "minutes", "", f'the column "{name}" is taken for the column minutes') in told(read, notes=True)


def test_a_bare_number_under_a_header_without_a_unit_is_a_problem(tmp_path):
    read = contacts(tmp_path, "contact_id,date,client_id,length\nK1,2025-01-06,C01,60\n")
    assert told(read) == [(2, "minutes", "60", 'has no unit, and the header "length" has none')]


def test_where_two_columns_may_hold_the_length_neither_is_taken(tmp_path):
    read = contacts(tmp_path, "contact_id,date,client_id,hours,mins\nK1,2025-01-06,C01,1,60\n")
    [problem] = told(read)
    assert problem[3] == "has no column minutes; its columns are: contact_id, date, client_id, hours, mins"


def test_a_folder_in_the_place_of_a_file_is_a_problem(tmp_path):
    (tmp_path / "contacts.csv").mkdir()
    read = read_table(tmp_path, "contacts", TODAY)
    assert told(read) == [(None, "", "", "cannot be opened: Is a directory")]


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    write(tmp_path, {"contacts.csv": HEADER})
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert told(read_table(tmp_path, "contacts", TODAY)) == [(None, "", "", "cannot be opened: Permission denied")]


def test_a_row_with_a_byte_that_is_no_character_is_left_out(tmp_path):
    read = contacts(tmp_path, HEADER.encode() + b"\nK1,2025-01-06,C01,60\nK2,2025-01-06,C\x8101,30\n")
    problem = "holds the byte 0x81, which is no character in UTF-8 or in Windows-1252"
    assert told(read) == [(3, "", "", problem)]
    assert list(read.frame["contact_id"]) == ["K1"]


@pytest.mark.parametrize(
    ("rows", "unread", "problem"),
    [
        ("K1,2025-01-06\n", 1, "has 2 cells, but the header has 4; the row is not read"),
        ("K1,2025-01-06,C01,60,x\n", 1, "has 5 cells, but the header has 4; the row is not read"),
        ("K1,2025-01-06,C\x0001,60\n", 1, "holds a NUL byte, which is no character; the row is not read"),
        ('K1,"2025-01-06,C01,60\n', 1, "opens a quote that is never closed; line 2 is not read"),
    ],
)
def test_rows_that_cannot_be_told_apart_are_counted_and_their_ids_may_be_referred_to(tmp_path, rows, unread, problem):
    read = contacts(tmp_path, f"{HEADER}\n{rows}K2,2025-01-06,C01,30\n")
    assert [fault[3] for fault in told(read)] == [problem]
    assert (read.unread, list(read.frame["contact_id"])) == (unread, ["K2"])
    assert [read.may_hold(value) for value in ("K1", "K2", "K", "K9")] == [True, True, False, False]


# The register


def clients(folder, text):
    return read_table(write(folder, {"clients.csv": text}), "clients", TODAY)


def test_a_client_with_a_value_that_cannot_be_read_stays_with_name_and_consent(tmp_path):
    read = clients(tmp_path, "client_id,name,contracted_on,consent\nC01,Ada Quill,31/02/2025,no\n")
    assert len(told(read)) == 1
    assert read.frame.loc[2, ["name", "consent"]].tolist() == ["Ada Quill", "no"]
    assert pd.isna(read.frame.loc[2, "contracted_on"])


def test_a_consent_that_cannot_be_read_counts_as_no_until_it_is_mended(tmp_path):
    read = clients(tmp_path, "client_id,name,consent\nC01,Ada Quill,withdrawn\nC02,Bo Marsh,\n")
    assert list(read.frame["consent"]) == ["no", ""]
    assert read.faults[0].cure == "write one of these, or leave it blank; until then it counts as no"


def test_a_refusal_in_any_of_two_rows_with_one_id_holds(tmp_path):
    read = clients(tmp_path, "client_id,name,consent\nC01,Ada Quill,yes\nC01,Ada Quill,no\n")
    assert list(read.frame["consent"]) == ["no"]


def test_a_row_of_the_register_that_does_not_fit_keeps_its_names_for_replacing_and_is_not_shown(tmp_path):
    read = clients(tmp_path, "client_id,name,aliases,consent\nC01,Ada Quill\nC02,Bo Marsh,,yes\n")
    assert told(read) == [(2, "", "", "has 2 cells, but the header has 4; the row is not read")]
    assert read.left_out[["client_id", "name"]].values.tolist() == [["C01", "Ada Quill"]]
    assert read.unread == 0
    assert read.faults[0].cure.endswith("; until then names in the register are not sure to be replaced")


# Whatever is written comes back

CELL = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0\r\ufeff\ufffd"), max_size=30)
ROWS = st.lists(st.tuples(st.dates(date(1950, 1, 1), TODAY), st.integers(1, 1440), CELL), min_size=1, max_size=8)


def encodable(rows, encoding):
    """Whether the texts can be written so; two neighbours beyond ASCII may be one character of UTF-8 as well."""
    text = "\n".join(text for _, _, text in rows)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return not re.search(r"[^\x00-\x7f]{2}", text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ROWS,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_comes_back_as_it_was_written(tmp_path, rows, delimiter, encoding, day, end):
    if encoding == "cp1252" and not encodable(rows, encoding):
        encoding = "utf-8"
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["contact_id", "date", "client_id", "minutes", "model"])
    writer.writerows((f"K{at}", f"{when:{day}}", "C01", length, text) for at, (when, length, text) in enumerate(rows))
    read = contacts(tmp_path, buffer.getvalue().encode(encoding))
    assert [fault for fault in read.faults if not fault.note] == []
    frame = read.frame
    got = list(zip(frame["date"].dt.date, frame["minutes"], frame["model"], strict=True))
    assert got == [tuple(row) for row in rows]
