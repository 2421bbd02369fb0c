"""What a file is, told by its bytes and its ending together; what is not read is refused with what to save it as."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from coachkit.importers.files import archives, compound
from coachkit.importers.pages import Unreadable

READ_AS = {
    ".docx": "word",
    ".doc": "oldword",
    ".xlsx": "workbook",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "text",
    ".md": "text",
    ".eml": "mail",
}
"""The endings of the files that are read, and the kind of each."""
_LISTED = "Word (.docx, .doc), Excel (.xlsx), .csv, .tsv, .txt, .md and .eml files are read"


@dataclass(frozen=True)
class _Form:
    """What bytes are: in words, the endings under which they are read, or what to do with them instead."""

    words: str
    endings: tuple[str, ...] = ()
    cure: str = ""


_WORD = "open it in Word and save it as a Word document (.docx)"
_EXCEL = "open it in Excel and save it as an Excel workbook (.xlsx)"
_UNLOCK = "open it with its password, take the password off (File, Info, Protect) and save it again"
_TYPE_IT = "type what matters into a Word or text file"
_DOCX = _Form("a Word document", (".docx",))
_XLSX = _Form("an Excel workbook", (".xlsx",))
_DOC = _Form("a Word file of the old kind", (".doc",))
_TEXT = _Form("plain text", (".txt", ".csv", ".tsv", ".md", ".eml"))
_MAIL = _Form("a mail", (".eml",))
_ZIP = _Form("a zip file", (".zip",))
_UNKNOWN = _Form("no kind of file that is known here", (), f"save it as another kind: {_LISTED}")

_BEGINNINGS = (
    (b"{\\rtf", _Form("an RTF text", (), _WORD)),
    (b"%PDF", _Form("a PDF", (), "save the Word or Excel file that it was made from, or copy its text into one")),
    (b"\x89PNG", _Form("a picture", (), _TYPE_IT)),
    (b"\xff\xd8\xff", _Form("a picture", (), _TYPE_IT)),
    (b"GIF8", _Form("a picture", (), _TYPE_IT)),
    (b"II*\0", _Form("a picture", (), _TYPE_IT)),
    (b"MM\0*", _Form("a picture", (), _TYPE_IT)),
    (b"BM", _Form("a picture", (), _TYPE_IT)),
    (b"7z\xbc\xaf", _Form("a 7-Zip archive", (), "unpack it and give the folder")),
    (b"Rar!", _Form("a RAR archive", (), "unpack it and give the folder")),
    (b"\x1f\x8b", _Form("a gzip archive", (), "unpack it and give the files")),
    (b"MZ", _Form("a program", (), "do not open it unless you know who sent it")),
)
_IN_COMPOUND = (
    ("EncryptedPackage", _Form("protected by a password", (), _UNLOCK)),
    ("WordDocument", _DOC),
    ("Workbook", _Form("an Excel workbook of the old kind (.xls)", (), _EXCEL)),
    ("Book", _Form("an Excel workbook of the old kind (.xls)", (), _EXCEL)),
    ("PowerPoint Document", _Form("a PowerPoint file", (), _TYPE_IT)),
    (
        "__properties_version1.0",
        _Form("an Outlook message (.msg)", (), "open it in Outlook and save it as .eml or .txt"),
    ),
)
_MIMETYPES = (
    (b"opendocument.text", _Form("an OpenDocument text (.odt)", (), "open it in its program and save it as .docx")),
    (
        b"opendocument.spreadsheet",
        _Form("an OpenDocument spreadsheet (.ods)", (), "open it in its program and save it as .xlsx"),
    ),
    (b"opendocument", _Form("an OpenDocument file", (), _TYPE_IT)),
    (b"epub", _Form("an e-book", (), _TYPE_IT)),
)
_MACROS = _Form("a file with macros", (), "open it and save it without macros, as .docx or .xlsx")
_MAIN = re.compile(rb"""ContentType\s*=\s*["']application/vnd\.([^"']+?)\.main\+xml["']""")
_MAIN_PARTS = {
    b"openxmlformats-officedocument.wordprocessingml.document": _DOCX,
    b"openxmlformats-officedocument.spreadsheetml.sheet": _XLSX,
    b"openxmlformats-officedocument.wordprocessingml.template": _Form("a Word template", (), _WORD),
    b"openxmlformats-officedocument.spreadsheetml.template": _Form("an Excel template", (), _EXCEL),
    b"openxmlformats-officedocument.presentationml.presentation": _Form("a PowerPoint file", (), _TYPE_IT),
}
_MARKUP = (
    (re.compile(r"<!doctype html|<html", re.IGNORECASE), "a web page (HTML)", f"{_WORD}, or as .xlsx if it is a table"),
    (re.compile(r"progid=\"Word.Document|<w:wordDocument"), "a Word file in XML", _WORD),
    (re.compile(r"progid=\"Excel.Sheet|urn:schemas-microsoft-com:office:spreadsheet"), "a workbook in XML", _EXCEL),
    (re.compile(r"\s*<\?xml"), "an XML file", _TYPE_IT),
)
_HEADER = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+", re.ASCII)
_MAIL_ONLY = re.compile(r"^(?:mime-version|message-id|received|return-path|x-mailer):", re.IGNORECASE | re.MULTILINE)
_MAIL_HEAD = re.compile(r"^(?:from|date|subject|to):", re.IGNORECASE | re.MULTILINE)
_PIECE = 20_000


def kind_of(name: str, data: bytes) -> str:
    """The kind as which a file is read: word, oldword, workbook, delimited, text, mail or zip; raises Unreadable."""
    ending = PurePosixPath(name).suffix.lower().replace(".markdown", ".md").replace(".tab", ".tsv")
    _neither_empty_nor_huge(data)
    form = _form(data)
    if form is _TEXT and ending == ".eml":
        raise Unreadable("is no mail: it has no line From, Date or Subject at its top", f'name it "{_stem(name)}.txt"')
    if not form.endings:
        raise Unreadable(f"is {form.words}", form.cure)
    if ending not in form.endings:
        raise Unreadable(_contradiction(form, ending), f'name it "{_stem(name)}{form.endings[0]}" and give it again')
    if ending == ".txt" and _columns_by_tabs(data):
        return "delimited"
    return "zip" if form is _ZIP else READ_AS[ending]


def _neither_empty_nor_huge(data: bytes) -> None:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("is empty", "restore it from a copy, or take it out")
    if len(data) > archives.MOST_BYTES:
        most = f"{archives.MOST_BYTES // 1_000_000} MB"
        raise Unreadable(f"is larger than {most}", "give it in parts, without pictures; unpack a zip file first")


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _contradiction(form: _Form, ending: str) -> str:
    if ending in (*READ_AS, ".zip"):
        return f"is {form.words}, though its name ends in {ending}"
    return f"is {form.words}, though its name " + (f"ends in {ending}" if ending else "has no ending that says so")


def _form(data: bytes) -> _Form:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _packed(data)
    if data.startswith(compound.MAGIC):
        return _in_compound(data)
    for beginning, form in _BEGINNINGS:
        if data.startswith(beginning) and not (len(beginning) == 2 and _is_text(data)):
            return form
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        return _Form("a picture, film or sound", (), _TYPE_IT)
    return _written(data) if _is_text(data) else _UNKNOWN


def _in_compound(data: bytes) -> _Form:
    names = compound.streams(data)
    for stream, form in _IN_COMPOUND:
        if stream in names:
            return form
    return _UNKNOWN


def _packed(data: bytes) -> _Form:
    archive = archives.opened(data)
    names = {entry.filename for entry in archive.infolist()}
    if "[Content_Types].xml" in names:
        return _office(data)
    if "mimetype" in names:
        mimetype = archives.content(archive, archive.getinfo("mimetype"))
        return next((form for sign, form in _MIMETYPES if sign in mimetype), _UNKNOWN)
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        return _Form(
            "a file of Pages, Numbers or Keynote", (), "open it and export it to Word or Excel (File, Export To)"
        )
    return _ZIP


def _office(data: bytes) -> _Form:
    parts = {name: (held if name == "[Content_Types].xml" else b"") for name, held in archives.parts(data)}
    types = parts["[Content_Types].xml"]
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        return _MACROS
    if any(name.lower().endswith("workbook.bin") for name in parts):
        return _Form("an Excel workbook of the binary kind (.xlsb)", (), _EXCEL)
    found = {_MAIN_PARTS[main] for main in _MAIN.findall(types) if main in _MAIN_PARTS}
    if len(found) != 1:
        raise Unreadable("is a zip file that holds neither a Word document nor an Excel workbook", "save it again")
    return found.pop()


def _is_text(data: bytes) -> bool:
    """Whether nearly all of the beginning is text: bytes of control are few, or it is UTF-16."""
    piece = data[:_PIECE]
    if piece.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(piece):
        return True
    return sum(piece.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13)) <= len(piece) // 100


def utf16_without_mark(data: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" where bytes without a byte order mark are certainly that, else ""."""
    piece = data[: _PIECE & ~1]
    half = len(piece) // 2
    for coding, zeros, letters in (("utf-16-le", piece[1::2], piece[::2]), ("utf-16-be", piece[::2], piece[1::2])):
        if half > 1 and len(data) % 2 == 0 and zeros.count(0) > 0.7 * half and not letters.count(0):
            return coding
    return ""


def _written(data: bytes) -> _Form:
    beginning = _beginning(data)
    for sign, words, cure in _MARKUP:
        where = beginning if words == "an XML file" else beginning[:4000]
        if beginning.lstrip("\ufeff \t\r\n").startswith("<") and sign.search(where):
            return _Form(words, (), cure)
    head = _HEADER.match(beginning)
    if head and _MAIL_ONLY.search(head[0]):
        return _MAIL
    if head and len({line.lower() for line in _MAIL_HEAD.findall(head[0])}) >= 2:
        return _Form("plain text", _TEXT.endings)  # a mail as pasted: both .eml and .txt will do
    return _TEXT


def _beginning(data: bytes) -> str:
    coding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else utf16_without_mark(data) or "utf-8"
    text = data[: _PIECE & ~1].decode(coding, errors="replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _columns_by_tabs(data: bytes) -> bool:
    """Whether a text is what Excel saves as "Unicode text": every line with the same number of tabs."""
    lines = [line for line in _beginning(data).split("\n") if line.strip()]
    lines = lines[:-1] if len(data) > _PIECE else lines
    tabs = {line.count("\t") for line in lines}
    return len(lines) > 1 and len(tabs) == 1 and tabs.pop() > 0
