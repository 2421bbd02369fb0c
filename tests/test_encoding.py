"""Bytes become text, and what is wrong with them is told by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.encoding import SAVE_AGAIN, decode, line_feeds
from coachkit.errors import Fault

WRITTEN = "client,note\nC01,“Zoë – très bien”\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_or_without_a_byte_order_mark(codec):
    assert decode(WRITTEN.encode(codec)) == (WRITTEN, [])


@pytest.mark.parametrize(("mark", "codec"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_is_read_in_both_byte_orders(mark, codec):
    assert decode(mark + WRITTEN.encode(codec)) == (WRITTEN, [])


def test_windows_1252_is_read_with_a_note_that_names_the_line():
    text, faults = decode(WRITTEN.encode("cp1252"))
    assert text == WRITTEN
    assert faults == [
        Fault(
            line=2,
            problem="read as Windows-1252: line 2 is not UTF-8",
            cure="look at the accents and quotes there; open the file in the program that wrote it "
            "and save it again as CSV UTF-8",
            note=True,
        )
    ]


def test_a_file_put_together_from_two_encodings_loses_neither():
    text, [fault] = decode("a\nZoë\n".encode() + "Zoë\nRené\n".encode("cp1252"))
    assert text == "a\nZoë\nZoë\nRené\n"
    assert fault.problem == "read as Windows-1252: 2 lines (the first is line 3) are not UTF-8"


def test_a_byte_that_is_no_character_is_a_problem_that_names_its_line():
    text, faults = decode(b"a,b\r\n1,x\r\n2,\x81\r\n")
    assert text == "a,b\n1,x\n2,\ufffd\n"
    assert faults[0] == Fault(
        line=3,
        problem="holds the byte 0x81, which is no character in UTF-8 or in Windows-1252",
        cure=f"type the character again, or {SAVE_AGAIN}",
    )
    assert [fault.note for fault in faults] == [False, True]


def test_utf_16_that_breaks_off_is_a_problem_that_names_the_line():
    text, faults = decode("\ufeffa\nb".encode("utf-16-le") + b"\x00")
    assert text == "a\nb\ufffd"
    problem = "holds bytes that are not UTF-16, though the file begins as UTF-16"
    assert faults == [Fault(line=2, problem=problem, cure=SAVE_AGAIN)]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_not_guessed(codec):
    cure = f"this is UTF-16 without a byte order mark: {SAVE_AGAIN}"
    fault = Fault(line=1, problem="holds a NUL byte in nearly every character", cure=cure)
    assert decode("client_id,date\nC01,2025-01-06\n".encode(codec)) == ("", [fault])


def test_a_workbook_is_not_read_as_text():
    fault = Fault(
        problem="is a workbook or another zip file, not text", cure="open it in Excel and save the sheet as CSV UTF-8"
    )
    assert decode(b"PK\x03\x04\x14\x00") == ("", [fault])


def test_every_line_end_becomes_lf_also_in_quotes():
    assert decode(b'a,b\r\n1,"x\r\ny\rz"\r') == ('a,b\n1,"x\ny\nz"\n', [])
    assert line_feeds("one\ntwo") == "one\ntwo"


def test_an_empty_file_is_an_empty_text():
    assert decode(b"") == ("", [])
    assert decode(b"\xef\xbb\xbf") == ("", [])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_explained(data):
    text, faults = decode(data)
    assert "\r" not in text
    assert text or faults or data in (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
