"""The bytes of a text file as text, whatever program wrote it: UTF-8, UTF-16 or Windows-1252."""

import codecs
from collections.abc import Sequence

from coachkit.errors import Fault

SAVE_AGAIN = "open the file in the program that wrote it and save it again as CSV UTF-8"


def decode(data: bytes) -> tuple[str, list[Fault]]:
    """The text of a file, with LF as line ends and no byte order mark, and what is wrong with its bytes.

    UTF-8, UTF-16 with a byte order mark, else Windows-1252 with a note. The text is "" where the bytes are no text.
    """
    if refused := _not_text(data):
        return "", [refused]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, faults = _utf16(data)
    else:
        text, faults = _utf8(data.removeprefix(codecs.BOM_UTF8))
    return line_feeds(text), faults


def _not_text(data: bytes) -> Fault | None:
    if data.startswith(b"PK\x03\x04"):
        cure = "open it in Excel and save the sheet as CSV UTF-8"
        return Fault(problem="is a workbook or another zip file, not text", cure=cure)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or len(data) < 2:
        return None
    half = len(data) // 2
    if max(data[::2].count(0), data[1::2].count(0)) > 0.7 * half:
        cure = f"this is UTF-16 without a byte order mark: {SAVE_AGAIN}"
        return Fault(line=1, problem="holds a NUL byte in nearly every character", cure=cure)
    return None


def _utf16(data: bytes) -> tuple[str, list[Fault]]:
    try:
        return data.decode("utf-16"), []
    except UnicodeDecodeError:
        text = data.decode("utf-16", errors="replace")
    line = 1 + line_feeds(text).partition("\ufffd")[0].count("\n")
    problem = "holds bytes that are not UTF-16, though the file begins as UTF-16"
    return text, [Fault(line=line, problem=problem, cure=SAVE_AGAIN)]


def _utf8(data: bytes) -> tuple[str, list[Fault]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _windows_1252(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))


def _windows_1252(byte_lines: Sequence[bytes]) -> tuple[str, list[Fault]]:
    """Read line by line, since a file put together from two may be UTF-8 in some lines and Windows-1252 in others."""
    lines, foreign, faults = [], [], []
    for number, byte_line in enumerate(byte_lines, start=1):
        try:
            lines.append(byte_line.decode("utf-8"))
        except UnicodeDecodeError:
            foreign.append(number)
            lines.append(byte_line.decode("cp1252", errors="replace"))
            if (undefined := _undefined(byte_line)) is not None:
                problem = f"holds the byte {undefined:#04x}, which is no character in UTF-8 or in Windows-1252"
                faults.append(Fault(line=number, problem=problem, cure=f"type the character again, or {SAVE_AGAIN}"))
    faults.append(_note(foreign))
    return "\n".join(lines), faults


def _note(foreign: Sequence[int]) -> Fault:
    several = f"{len(foreign)} lines (the first is line {foreign[0]}) are"
    which = f"line {foreign[0]} is" if len(foreign) == 1 else several
    cure = f"look at the accents and quotes there; {SAVE_AGAIN}"
    return Fault(line=foreign[0], problem=f"read as Windows-1252: {which} not UTF-8", cure=cure, note=True)


def _undefined(byte_line: bytes) -> int | None:
    return next((byte for byte in byte_line if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)), None)


def line_feeds(text: str) -> str:
    """The text with LF for every line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
