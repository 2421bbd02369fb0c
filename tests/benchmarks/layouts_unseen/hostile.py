"""The bad files themselves: locked, cut off, empty, huge, mislabelled, bombs, escapes, macros, marks, random bytes."""

import io
import os
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter
from docx import Document

NAME, DAY, MINUTES = "Gwendolyn Ashby-Tate", "2025-01-06", "45"
HEAD = b"Date,Client,Minutes\r\n"
EXTENSIONS = ("docx", "doc", "xlsx", "csv", "tsv", "txt", "md", "eml", "zip")


@dataclass(frozen=True)
class Bad:
    """A bad file and how it is written.

    One with a `mark` may be read with a note; one that is `unreadable` must leave nothing behind; a `missing` one is not
    there; the name in a `formula` is not looked at.
    """

    name: str
    write: Callable[[Path], object]
    mark: bool = False
    unreadable: bool = True
    missing: bool = False
    formula: bool = False

    def right(self, row: dict) -> bool:
        """Whether a contact that was read of it all the same is the one that it holds (no mark left in its name)."""
        values = row.get("values", {})
        return (
            not self.mark
            or self.formula
            or (values.get("date"), str(values.get("minutes")), row.get("client")) == (DAY, MINUTES, NAME)
        )


BAD: list[Bad] = []


def bad(name: str, data: bytes | Callable[[], bytes], **how: bool) -> None:
    BAD.append(Bad(name, lambda path: path.write_bytes(data if isinstance(data, bytes) else data()), **how))


def docx(text: str = f"Client: {NAME}\nDate: {DAY}\nDuration: {MINUTES} mins") -> bytes:
    document, out = Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def xlsx(*rows: list) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows or (["Date", "Client", "Minutes"], [DAY, NAME, int(MINUTES)]):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def csv(client: str = NAME, day: str = DAY, minutes: str = MINUTES) -> bytes:
    return HEAD + f'{day},"{client}",{minutes}\r\n'.encode()


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(package: bytes, part: str, data: bytes) -> bytes:
    """The package with one part put in or put in place of another."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped(entries | {part: data})


def compound(*streams: str) -> bytes:
    """An OLE compound file with these streams, 4,608 bytes of noise each, as a locked or an old Office file is."""
    chance, size = random.Random(7), 9
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    fat, data = [0xFFFFFFFD, 0xFFFFFFFE], b""
    for at, name in enumerate(streams, start=1):
        begin = len(fat)
        fat += [*range(begin + 1, begin + size), 0xFFFFFFFE]
        data += chance.randbytes(512 * size)
        entries.append(_entry(name, 2, begin, 512 * size, right=at + 1 if at < len(streams) else 0xFFFFFFFF))
    entries += [_entry("", 0, 0, 0)] * (4 - len(entries))
    header = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
                         0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))) + b"".join(entries) + data


def _entry(name: str, kind: int, begin: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    written = (name + "\0").encode("utf-16-le") if name else b""
    return struct.pack("<64sHBBIII16sI8s8sIQ", written, len(written), kind, 1, 0xFFFFFFFF, right, child, b"", 0, b"", b"",
                       begin, size)  # fmt: skip


def bomb(megabytes: int, name: str, others: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, data in (others or {}).items():
            archive.writestr(other, data)
        with archive.open(name, "w", force_zip64=True) as entry:
            for _ in range(megabytes):
                entry.write(bytes(1 << 20))
    return out.getvalue()


def nested(depth: int) -> bytes:
    data = zipped({"zeros.txt": bytes(10 << 20)})
    for level in range(depth):
        data = zipped({f"{level}-{at}.zip": data for at in range(10)})
    return data


def laughs(close: bytes) -> bytes:
    lines = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">' + lines + b"]>" + close


def outside(close: bytes) -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>' + close


WORD_BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Client: &l9;</w:t></w:r></w:p></w:body></w:document>'
SHEET_BODY = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'


def long_table() -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>"
    row = "<w:tr>" + "".join(cell % text for text in (DAY, NAME, "45 mins")) + "</w:tr>"
    head = "<w:tr>" + "".join(cell % text for text in ("Date", "Client", "Time spent")) + "</w:tr>"
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {names}><w:body><w:tbl>{head}{row * 100_000}</w:tbl></w:body></w:document>"
    return with_part(docx(), "word/document.xml", body.encode())


def long_workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Date", "Client", "Minutes"])
    for row in range(1, 100_001):
        sheet.write_row(row, 0, [DAY, NAME, 45])
    book.close()
    return out.getvalue()


def fat_workbook() -> bytes:
    sheet = SHEET_BODY.replace(b"&l9;", b"x" * (10 << 20))
    return with_part(xlsx(), "xl/worksheets/sheet1.xml", sheet)


def symlinked() -> bytes:
    link = zipfile.ZipInfo("notes.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def locked_zip() -> bytes:
    """A zip whose one entry says that it is encrypted, in both of its headers."""
    data = bytearray(zipped({"log.csv": csv()}, zipfile.ZIP_STORED))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def macros() -> bytes:
    kinds = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        types = archive.read("[Content_Types].xml")
    types = types.replace(b"</Types>", kinds).replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", b"vnd.ms-word.document.macroEnabled.main+xml"
    ).replace(b"application/vnd.ms-word.document", b"application/vnd.ms-word.document")  # fmt: skip
    return with_part(with_part(docx(), "[Content_Types].xml", types), "word/vbaProject.bin", compound("VBA", "PROJECT"))


def mail(body: str, head: str = "") -> bytes:
    return f"From: {NAME} <g@firm.example>\nTo: c@coach.example\nSubject: x\nDate: Mon, 6 Jan 2025 09:00:00 +0000\n{head}\n{body}".encode()


# Locked, cut off, empty
bad("locked.xlsx", compound("EncryptionInfo", "EncryptedPackage"))
bad("locked.docx", compound("EncryptionInfo", "EncryptedPackage"))
bad("locked.zip", locked_zip)
bad("cut.docx", lambda: docx()[: len(docx()) // 2])
bad("cut.xlsx", lambda: xlsx()[: len(xlsx()) * 2 // 3])
bad("cut.zip", lambda: zipped({"a.csv": csv() * 50})[:-30])
bad("cut.doc", compound("WordDocument", "1Table")[:2000])
bad("cut quote.csv", HEAD + b'2025-01-06,"Gwendolyn Ash')
bad("cut.eml", mail('--x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVsbG8gd29yb', 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n'))  # fmt: skip
for extension in EXTENSIONS:
    bad(f"empty.{extension}", b"")
bad("blank.txt", b" \n\t\n  \n")
bad("mark only.csv", b"\xef\xbb\xbf")
bad("no text.docx", lambda: docx(""))
bad("no cells.xlsx", lambda: xlsx([]))
bad("no entries.zip", lambda: zipped({}))

# Huge
bad("fat cell.csv", lambda: csv(client="x" * (10 << 20)))
bad("fat cell.xlsx", fat_workbook)
bad("fat paragraph.docx", lambda: docx("x" * (10 << 20)))
bad("fat line.txt", lambda: b"x" * (10 << 20))
bad("long.csv", lambda: HEAD + csv()[len(HEAD) :] * 100_000)
bad("long.xlsx", long_workbook)
bad("long.docx", long_table)
bad("long.txt", lambda: f"6 January 2025 - {NAME} - 45 mins\n".encode() * 100_000)
bad("many.zip", lambda: zipped({f"{at}.txt": b"" for at in range(70_000)}, zipfile.ZIP_STORED))

# Bombs
bad("flat bomb.zip", lambda: bomb(1024, "log.csv"))
bad("flat bomb.docx", lambda: bomb(600, "word/document.xml", {"[Content_Types].xml": b"<Types/>"}))
bad("flat bomb.xlsx", lambda: bomb(600, "xl/worksheets/sheet1.xml", {"[Content_Types].xml": b"<Types/>"}))
bad("nested bomb.zip", lambda: nested(3))
bad("laughs.docx", lambda: with_part(docx(), "word/document.xml", laughs(WORD_BODY)))
bad("laughs.xlsx", lambda: with_part(xlsx(), "xl/worksheets/sheet1.xml", laughs(SHEET_BODY)))
bad("outside.docx", lambda: with_part(docx(), "word/document.xml", outside(WORD_BODY)))
bad("outside.xlsx", lambda: with_part(xlsx(), "xl/worksheets/sheet1.xml", outside(SHEET_BODY)))

# Escapes and links
bad("up.zip", lambda: zipped({"../escaped.csv": csv()}))
bad("far up.zip", lambda: zipped({"a/../../../../../../tmp/escaped.csv": csv()}))
bad("rooted.zip", lambda: zipped({"/tmp/escaped.csv": csv()}))
bad("drive.zip", lambda: zipped({"C:\\escaped.csv": csv()}))
bad("backslashes.zip", lambda: zipped({"..\\..\\escaped.csv": csv()}))
bad("link.zip", symlinked)
bad("screen codes.zip", lambda: zipped({"\x1b[2Jlog.pdf": b"%PDF-1.7"}))
BAD.append(Bad("pipe.txt", lambda path: os.mkfifo(path)))
BAD.append(Bad("not there.docx", lambda path: None, missing=True))

# Not what the name says
bad("workbook.csv", xlsx)
bad("word.xlsx", docx)
bad("workbook.docx", xlsx)
bad("word.txt", docx)
bad("list.xlsx", csv)
bad("zip.docx", lambda: zipped({"log.csv": csv()}))
bad("old workbook.xlsx", compound("Workbook", "SummaryInformation"))
bad("old.xls", compound("Workbook", "SummaryInformation"))
bad("page.docx", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
bad("page.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
bad("photo.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400))
bad("web.xlsx", b"<html><table><tr><td>Date</td></tr></table></html>")
bad("rich.doc", b"{\\rtf1\\ansi Client: Gwendolyn\\par}")
bad("program.txt", b"MZ\x90\x00" + bytes(300))
bad("macros.docm", macros)
bad("macros.docx", macros)
bad("macros.xlsm", lambda: with_part(xlsx(), "xl/vbaProject.bin", compound("VBA", "PROJECT")))

# Random bytes
for at, extension in enumerate(EXTENSIONS):
    bad(f"noise.{extension}", random.Random(at).randbytes(5000))

# May be read with a word: marks and formulas
bad("override name.csv", csv(client="Gwendolyn \u202eAshby-Tate\u202c"), mark=True, unreadable=False)
bad(
    "override name.docx",
    lambda: docx(f"Client: \u202e{NAME}\nDate: {DAY}\nDuration: 45 mins"),
    mark=True,
    unreadable=False,
)
bad("zero width name.csv", csv(client="Gwen\u200bdolyn Ashby\u2060-Tate"), mark=True, unreadable=False)
bad("zero width day.csv", csv(day="2025-\u200b01-06"), mark=True, unreadable=False)
bad("zero width day.txt", f"6 Janu\u200bary 2025 – {NAME} – 4\ufeff5 mins\n".encode(), mark=True, unreadable=False)
bad("direction marks.xlsx", lambda: xlsx(["Date", "Client", "Minutes"], ["\u200e2025-01-06", f"\u200f{NAME}", 45]), mark=True, unreadable=False)  # fmt: skip
bad("soft hyphen.docx", lambda: docx(f"Client: Gwen\u00addolyn Ashby-Tate\nDate: {DAY}\nDuration: 45 mins"), mark=True, unreadable=False)  # fmt: skip
bad("formula minutes.csv", csv(minutes="=45+15"), unreadable=False)
bad("formula client.csv", csv(client="=cmd|'/C calc'!A0"), mark=True, formula=True, unreadable=False)
bad("formula day.csv", csv(day='"=DATE(2025;1;6)"'), unreadable=False)
bad("link client.csv", csv(client="@SUM(1+1)*cmd"), mark=True, formula=True, unreadable=False)
bad("formula text.xlsx", lambda: xlsx(["Date", "Client", "Minutes"], [DAY, NAME, "'=45"]), unreadable=False)
bad("formula alone.xlsx", lambda: xlsx(["Date", "Client", "Minutes"], [DAY, NAME, "=A1*45"]), unreadable=False)
