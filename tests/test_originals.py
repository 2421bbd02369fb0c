"""Whatever is given is gathered by its kind or refused by its name, with what it is and what to do."""

import io
import os
import struct
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document as WordFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from coachkit.importers.files import archives, kinds, mail, marks, oldword, plain, word, workbook
from coachkit.importers.files.originals import gather
from coachkit.importers.pages import Cell, Document, Grid, Paragraph, Remark, Unreadable

READERS = {
    "word": word.read,
    "oldword": oldword.read,
    "workbook": workbook.read,
    "delimited": plain.read_delimited,
    "text": plain.read_text,
    "mail": mail.read,
}
CSV = b"client,date,minutes\nAnn,2025-01-06,45\n"
MAIL = b"From: Priya <p@example.org>\nDate: Mon, 6 Jan 2025 10:00:00 +0000\nMIME-Version: 1.0\n\nThank you.\n"
DAMAGED = ("is damaged or cut short", "copy it again from where it came, or open it and save it again")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx() -> bytes:
    file, held = WordFile(), io.BytesIO()
    file.add_paragraph("Client: Ann Example")
    file.save(held)
    return held.getvalue()


def xlsx() -> bytes:
    book, held = Workbook(), io.BytesIO()
    book.active.append(["Client", "Minutes"])
    book.save(held)
    return held.getvalue()


def zipped(files: dict, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def office(**more: bytes) -> bytes:
    """The least that is a Word document, with other parts."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'.encode()
    return zipped({"[Content_Types].xml": types, "word/document.xml": b"<w/>"} | more)


def compound(*names: str) -> bytes:
    """A compound file that holds nothing but a directory of these names: header, allocation table, directory."""
    entries = b""
    for name in ("Root Entry", *names, "", "")[:4]:
        held = name.encode("utf-16-le") + b"\0\0" if name else b""
        entries += held.ljust(64, b"\0") + struct.pack("<HB", len(held), 2 if name else 0).ljust(64, b"\0")
    header = bytearray(b"\xff" * 512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<I", header, 76, 0)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    return bytes(header) + table + entries


def given_as(folder: Path, name: str, data: bytes) -> tuple:
    """(kind or "", problem, cure) of a file by that name."""
    (folder / name).write_bytes(data)
    gathered = gather([folder / name])
    if gathered.originals:
        (original,) = gathered.originals
        assert (original.name, original.data, original.sha256) == (name, data, sha256(data).hexdigest())
        return original.kind, "", ""
    (refused,) = gathered.refused
    assert (refused.name, refused.remark.note) == (name, False)
    return "", refused.remark.problem, refused.remark.cure


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", docx(), "word"),
        ("A.DOCX", docx(), "word"),
        ("a.xlsx", xlsx(), "workbook"),
        ("a.doc", compound("WordDocument"), "oldword"),
        ("a.csv", CSV, "delimited"),
        ("a.tsv", CSV.replace(b",", b"\t"), "delimited"),
        ("a.txt", b"She said it helped.", "text"),
        ("a.txt", "client\tdate\nAnn\t6 Jan\n".encode("utf-16"), "delimited"),
        ("a.md", b"# January", "text"),
        ("a.markdown", b"# January", "text"),
        ("a.eml", MAIL, "mail"),
        ("a.eml", b"From: Priya\nSubject: thanks\n\nGood.", "mail"),
        ("a.txt", b"From: Priya\nDate: 6 Jan\n\nGood.", "text"),
    ],
)
def test_a_file_is_of_the_kind_that_its_bytes_and_its_ending_say(tmp_path, name, data, kind):
    assert given_as(tmp_path, name, data) == (kind, "", "")


WORD, EXCEL, TYPE = kinds._WORD, kinds._EXCEL, "type what matters into a Word or text file"


@pytest.mark.parametrize(
    ("name", "data", "problem", "cure"),
    [
        ("a.csv", docx(), "is a Word document, though its name ends in .csv", 'name it "a.docx" and give it again'),
        ("a.xlsx", docx(), "is a Word document, though its name ends in .xlsx", 'name it "a.docx" and give it again'),
        ("a.doc", docx(), "is a Word document, though its name ends in .doc", 'name it "a.docx" and give it again'),
        ("a.xls", xlsx(), "is an Excel workbook, though its name ends in .xls", 'name it "a.xlsx" and give it again'),
        (
            "a",
            docx(),
            "is a Word document, though its name has no ending that says so",
            'name it "a.docx" and give it again',
        ),
        ("a.docx", b"words", "is plain text, though its name ends in .docx", 'name it "a.txt" and give it again'),
        ("a.txt", MAIL, "is a mail, though its name ends in .txt", 'name it "a.eml" and give it again'),
        ("a.eml", b"words", "is no mail: it has no line From, Date or Subject at its top", 'name it "a.txt"'),
        ("a.docx", compound("EncryptedPackage"), "is protected by a password", kinds._UNLOCK),
        ("a.xlsx", compound("EncryptedPackage"), "is protected by a password", kinds._UNLOCK),
        (
            "a.docx",
            compound("WordDocument"),
            "is a Word file of the old kind, though its name ends in .docx",
            'name it "a.doc" and give it again',
        ),
        ("a.xlsx", compound("Workbook"), "is an Excel workbook of the old kind (.xls)", EXCEL),
        ("a.xls", compound("Book"), "is an Excel workbook of the old kind (.xls)", EXCEL),
        (
            "a.msg",
            compound("__properties_version1.0"),
            "is an Outlook message (.msg)",
            "open it in Outlook and save it as .eml or .txt",
        ),
        ("a.doc", b"{\\rtf1 Ann}", "is an RTF text", WORD),
        ("a.doc", b"<html><p>Ann</html>", "is a web page (HTML)", WORD + ", or as .xlsx if it is a table"),
        ("a.xls", b"\n<!DOCTYPE HTML>\n<table>", "is a web page (HTML)", WORD + ", or as .xlsx if it is a table"),
        ("a.xml", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "is a workbook in XML", EXCEL),
        (
            "a.pdf",
            b"%PDF-1.7",
            "is a PDF",
            "save the Word or Excel file that it was made from, or copy its text into one",
        ),
        ("a.jpg", b"\xff\xd8\xff\xe0", "is a picture", TYPE),
        ("a.heic", b"\0\0\0\x18ftypheic", "is a picture, film or sound", TYPE),
        (
            "a.odt",
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "is an OpenDocument text (.odt)",
            "open it in its program and save it as .docx",
        ),
        (
            "a.ods",
            zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            "is an OpenDocument spreadsheet (.ods)",
            "open it in its program and save it as .xlsx",
        ),
        (
            "a.pages",
            zipped({"Index/Document.iwa": b"x"}),
            "is a file of Pages, Numbers or Keynote",
            "open it and export it to Word or Excel (File, Export To)",
        ),
        ("a.xlsb", office(**{"xl/workbook.bin": b"x"}), "is an Excel workbook of the binary kind (.xlsb)", EXCEL),
        (
            "a.docx",
            office(**{"word/vbaProject.bin": b"x"}),
            "is a file with macros",
            "open it and save it without macros, as .docx or .xlsx",
        ),
        ("a.json", b"{}", "is plain text, though its name ends in .json", 'name it "a.txt" and give it again'),
        ("a.dat", bytes(range(32)) * 9, "is no kind of file that is known here", kinds._UNKNOWN.cure),
        ("a.csv", b"", "is empty", "restore it from a copy, or take it out"),
        ("a.docx", b" \r\n\t\0", "is empty", "restore it from a copy, or take it out"),
        ("a.docx", docx()[:-40], *DAMAGED),
        ("a.docx", docx()[: len(docx()) // 2], *DAMAGED),
        ("a.doc", compound("WordDocument")[:-1], DAMAGED[0], "copy it again from where it came"),
        (
            "a.docx",
            office(**{"word/styles.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            "holds XML that defines its own characters (a DOCTYPE), which no word processor writes",
            "do not use this file; ask who sent it for a copy saved by Word or Excel",
        ),
        (
            "a.docx",
            office(**{"word/../../x.xml": b"<x/>"}),
            'holds "word/../../x.xml", which has ".." in its name, which leads out of the zip file',
            "do not use this file",
        ),
    ],
)
def test_what_is_not_read_is_refused_with_what_it_is_and_what_to_do(tmp_path, name, data, problem, cure):
    assert given_as(tmp_path, name, data) == ("", problem, cure)


def test_a_file_over_50_mb_is_refused_without_being_read_whole(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.write(b"a,b\n")
        file.truncate(2_000_000_000)
    (refused,) = gather([tmp_path / "a.csv"]).refused
    assert refused.remark == Remark(
        "", "", "is larger than 50 MB", "give it in parts, without pictures; unpack a zip file first"
    )


# Folders


def test_a_folder_is_walked_by_name_without_clutter(tmp_path):
    folder = tmp_path / "records"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.csv", "A.csv", "sub/c.csv", ".DS_Store", "~$b.docx", "Thumbs.db", ".hidden.csv", "desktop.ini"):
        (folder / name).write_bytes(CSV + name.encode())
    gathered = gather([folder])
    assert [original.name for original in gathered.originals] == ["records/A.csv", "records/b.csv", "records/sub/c.csv"]
    assert (gathered.refused, gathered.repeated) == ((), ())


def test_links_are_not_followed_out_of_a_folder(tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    (tmp_path / "other.csv").write_bytes(CSV)
    (folder / "own.csv").write_bytes(CSV)
    (folder / "away.csv").symlink_to(tmp_path / "other.csv")
    (folder / "inner.csv").symlink_to(folder / "own.csv")
    (folder / "up").symlink_to(tmp_path)
    gathered = gather([folder])
    assert [original.name for original in gathered.originals] == ["records/own.csv"]
    assert [(refused.name, refused.remark.problem) for refused in gathered.refused] == [
        ("records/away.csv", "is a link that leads out of the folder"),
        ("records/up", "is a link that leads out of the folder"),
    ]


def test_what_is_missing_empty_or_no_file_is_refused_by_name(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    gathered = gather([tmp_path / "none.csv", tmp_path / "folder", tmp_path / "pipe.csv", Path("nul\0.csv")])
    assert [(refused.name, refused.remark.problem) for refused in gathered.refused] == [
        ("none.csv", "is not there"),
        ("folder", "holds no files"),
        ("pipe.csv", "is a device or a pipe, not a file"),
        ("nul\ufffd.csv", "is not there"),
    ]


def test_the_same_bytes_are_read_once_with_a_note(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(CSV)
    gathered = gather([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "a.csv"])
    assert [original.name for original in gathered.originals] == ["a.csv"]
    note = Remark("", "", 'is the same file as "a.csv", byte for byte; it is read once', "nothing to mend", note=True)
    assert [(repeated.name, repeated.remark) for repeated in gathered.repeated] == [("b.csv", note), ("a.csv", note)]


def test_files_that_share_a_name_are_told_apart_by_their_folders(tmp_path):
    for year in ("2024", "2025"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "log.csv").write_bytes(CSV + year.encode())
    gathered = gather([tmp_path / "2024" / "log.csv", tmp_path / "2025" / "log.csv"])
    assert [original.name for original in gathered.originals] == ["2024/log.csv", "2025/log.csv"]


# Zips


def in_zip(folder: Path, data: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """The names gathered from a zip, and the names refused with their problems."""
    (folder / "a.zip").write_bytes(data)
    gathered = gather([folder / "a.zip"])
    names = [original.name for original in gathered.originals]
    return names, [(refused.name, refused.remark.problem) for refused in gathered.refused]


def test_a_zip_is_read_like_a_folder(tmp_path):
    files = {"sub/b.csv": CSV, "a.docx": docx(), "__MACOSX/._a.docx": b"x", ".DS_Store": b"x", "sub/": b""}
    assert in_zip(tmp_path, zipped(files)) == (["a.zip/a.docx", "a.zip/sub/b.csv"], [])


def test_names_that_lead_out_of_a_zip_are_refused_and_the_rest_is_read(tmp_path):
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    files = {"../up.csv": CSV, "/root.csv": CSV, "C:\\disk.csv": CSV, link: b"/etc/passwd", "good.csv": CSV}
    names, refused = in_zip(tmp_path, zipped(files))
    assert names == ["a.zip/good.csv"]
    assert sorted(refused) == [
        ("a.zip/../up.csv", 'has ".." in its name, which leads out of the zip file'),
        ("a.zip/C:/disk.csv", "has a name that begins at the root of a disk"),
        ("a.zip/link.csv", "is a link to another file, not a file"),
        ("a.zip/root.csv", "has a name that begins at the root of a disk"),
    ]


def test_a_zip_in_a_zip_is_refused_by_name(tmp_path):
    files = {"inner.zip": zipped({"a.csv": CSV}), "b.csv": CSV}
    assert in_zip(tmp_path, zipped(files)) == (["a.zip/b.csv"], [("a.zip/inner.zip", "is a zip file inside another")])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (zipped({"a.csv": bytes(40_000_000)}), 'holds "a.csv", which swells to over 200 times its size'),
        (zipped({"a.csv": bytes(50_000_001)}), 'holds "a.csv", which swells to over 50 MB'),
        (zipped({f"{n}.csv": bytes(45_000_000) for n in range(7)}), "swells to over 300 MB when unpacked"),
        (zipped({f"{n}.csv": b"" for n in range(5_001)}), "holds 5,001 files: up to 5,000 are read"),
        (zipped({}), "holds no files"),
        (zipped({"a.csv": CSV})[:-8], DAMAGED[0]),
    ],
)
def test_a_zip_beyond_the_limits_is_refused(tmp_path, data, problem):
    assert in_zip(tmp_path, data) == ([], [("a.zip", problem)])


def test_a_zip_that_belies_its_own_sizes_is_never_unpacked_beyond_them(tmp_path):
    true = zipped({"a.csv": bytes(40_000_000)})
    lying = true.replace(struct.pack("<I", 40_000_000), struct.pack("<I", 4_000))
    assert in_zip(tmp_path, lying) == ([], [("a.zip/a.csv", DAMAGED[0])])


def test_a_bomb_within_a_word_document_is_refused(tmp_path):
    bomb = office(**{"word/styles.xml": b"<w>" + b" " * 30_000_000})
    problem = 'holds "word/styles.xml", which swells to over 200 times its size'
    assert given_as(tmp_path, "a.docx", bomb)[:2] == ("", problem)


def test_a_zip_with_a_password_is_refused(tmp_path):
    data = bytearray(zipped({"a.csv": CSV}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert in_zip(tmp_path, bytes(data)) == ([], [("a.zip", "is protected by a password")])


# Whatever bytes


SEEDS = {
    ".docx": docx(),
    ".xlsx": xlsx(),
    ".csv": CSV,
    ".eml": MAIL,
    ".doc": compound("WordDocument"),
    ".zip": zipped({"a.csv": CSV}),
}


def read_or_refused(folder: Path, name: str, data: bytes) -> None:
    """Gathered and read, the file gives documents or named reasons, and nothing else."""
    (folder / name).write_bytes(data)
    gathered = gather([folder / name])
    assert gathered.originals or gathered.refused
    for refused in gathered.refused:
        assert refused.name.startswith(name) and refused.remark.problem and refused.remark.cure
    for original in gathered.originals:
        try:
            assert isinstance(READERS[original.kind](original.name, original.data), Document)
        except Unreadable as unreadable:
            problem, cure = unreadable.args
            assert problem and cure


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"From: a\nDate: b\n", b"{\\rtf", b"\xff\xfe"]
    ),
    ending=st.sampled_from([*kinds.READ_AS, ".zip", ".xls", ".pdf", ""]),
)
def test_no_bytes_under_any_ending_bring_a_traceback(tmp_path, data, head, ending):
    read_or_refused(tmp_path, f"a{ending}", head + data)


@FUZZ
@given(
    ending=st.sampled_from(sorted(SEEDS)),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=4),
    kept=st.one_of(st.just(1.0), st.floats(0.05, 1)),
)
def test_a_real_file_damaged_anywhere_is_read_or_refused(tmp_path, ending, flips, kept):
    data = bytearray(SEEDS[ending])
    for where, byte in flips:
        data[int(where * len(data))] = byte
    read_or_refused(tmp_path, f"a{ending}", bytes(data[: max(1, int(kept * len(data)))]))


@FUZZ
@given(kind=st.sampled_from(sorted(READERS)), data=st.binary(max_size=300))
def test_the_readers_themselves_take_any_bytes(kind, data):
    try:
        assert isinstance(READERS[kind]("a", data), Document)
    except Unreadable as unreadable:
        assert all(unreadable.args)


def test_no_part_of_an_office_file_is_larger_than_the_limits_say():
    assert {name for name, _ in archives.parts(docx())} >= {"[Content_Types].xml", "word/document.xml"}


# Characters that nobody sees


def test_unseen_marks_are_taken_out_with_one_note_at_the_first():
    shared = Cell("An\u00adn", "table 1, row 1, column 1")
    blocks = (
        Paragraph("6\u200b Jan", "paragraph 1"),
        Grid(((shared, shared),), "table 1"),
        Paragraph("👩\u200d💼", "paragraph 2"),
    )
    (first, grid, last), remarks = marks.clean(blocks)
    assert (first.text, grid.rows[0][0].text, last.text) == ("6 Jan", "Ann", "👩\u200d💼")
    assert grid.rows[0][0] is grid.rows[0][1]
    problem = "holds marks that cannot be seen (and one more text); they are left out"
    assert remarks == (Remark("paragraph 1", "6 Jan", problem, "nothing to mend", note=True),)


def test_an_override_of_direction_and_a_control_character_are_problems_at_their_place():
    (turned, control), remarks = marks.clean([Paragraph("\u202e06", "line 1"), Paragraph("3\x000", "line 2")])
    assert (turned.text, control.text) == ("\ufffd06", "3\ufffd0")
    cure = "type the text again in this place"
    assert remarks == (
        Remark(
            "line 1",
            "\ufffd06",
            "holds a mark that turns the direction of writing: what is seen is not what stands there",
            cure,
        ),
        Remark("line 2", "3\ufffd0", "holds a control character, which is no text", cure),
    )
