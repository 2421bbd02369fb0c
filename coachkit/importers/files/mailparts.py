"""The parts of a mail: its headers, the text of its body whatever its coding, and the names of what is attached."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageDefect
from email.headerregistry import Address
from email.message import EmailMessage

from coachkit.encoding import decode, line_feeds
from coachkit.importers.files.webtext import text_of
from coachkit.importers.pages import Remark, Unreadable

_LONGEST_HEADER = 50_000
_CUT = ("Boundary", "Multipart")
_LATIN = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252"}
_UTF8 = {"", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit"}
_BARE_BYTES = re.compile("[\udc80-\udcff]")
_TEXTS = ("utf", "iso8859", "iso2022", "cp", "koi8", "mac", "gb", "big5", "euc", "shift", "hz", "tis", "ptcp", "kz")


@dataclass(frozen=True)
class Header:
    """One header as text, with the people or the day in it where it holds them."""

    text: str = ""
    addresses: tuple[Address, ...] = ()
    day: date | None = None


def parsed(data: bytes) -> EmailMessage:
    """The mail; raises Unreadable where a header is too long to be one."""
    message = message_from_bytes(data, policy=policy.default)
    if any(len(str(value)) > _LONGEST_HEADER for part in message.walk() for _, value in part.raw_items()):
        problem = f"has a line of over {_LONGEST_HEADER:,} characters in its head"
        raise Unreadable(problem, "open it in a mail program and save it as .txt")
    return message


def header(message: EmailMessage, name: str) -> Header:
    """A header of the mail, blank where there is none."""
    value = message[name]
    if value is None:
        return Header()
    sent = getattr(value, "datetime", None)
    return Header(str(value).strip(), getattr(value, "addresses", ()), sent.date() if sent else None)


def unbared(text: str) -> str:
    """A header as text where a program wrote it in bare bytes instead of in the code for headers."""
    return decode(text.encode("utf-8", "surrogateescape"))[0] if _BARE_BYTES.search(text) else text


def body_of(message: EmailMessage) -> tuple[str, list[Remark]]:
    """The text of the body, a web page as lines, and what is wrong with its bytes; raises Unreadable where it is cut."""
    texts, remarks = [], []
    for part in _texts(message):
        text, told = _text(part)
        texts.append(text)
        remarks += told
    _refuse_if_broken(message)
    return "\n".join(texts).replace("\0", "\ufffd"), remarks


def attachments(message: EmailMessage) -> Iterator[str]:
    """The name of each part that is not read as the body."""
    for part in _leaves(message):
        if _attached(part):
            yield part.get_filename() or f"a part of the kind {part.get_content_type()}"


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold no parts; a mail within the mail is one."""
    if part.get_content_maintype() != "multipart" or not part.is_multipart():
        yield part
        return
    for inner in part.iter_parts():
        yield from _leaves(inner)


def _attached(part: EmailMessage) -> bool:
    return (
        part.is_attachment() or bool(part.get_filename()) or part.get_content_type() not in ("text/plain", "text/html")
    )


def _texts(part: EmailMessage) -> list[EmailMessage]:
    """The parts of text that together are the body; of alternatives the plain one, if it says anything."""
    if not part.is_multipart() or part.get_content_maintype() != "multipart":
        return [] if _attached(part) else [part]
    inner = [texts for texts in map(_texts, part.iter_parts()) if texts]
    if part.get_content_subtype() != "alternative":
        return [text for texts in inner for text in texts]
    plain = (texts for texts in inner if texts[0].get_content_type() == "text/plain" and _text(texts[0])[0].strip())
    return next(plain, inner[-1] if inner else [])


def _text(part: EmailMessage) -> tuple[str, list[Remark]]:
    text, remarks = _decoded(part.get_payload(decode=True) or b"", (part.get_content_charset() or "").lower())
    if part.get_content_type() == "text/html":
        return text_of(text), remarks
    told = part["content-type"].params if part["content-type"] else {}
    if str(told.get("format", "")).lower() == "flowed":
        return _unflowed(text, str(told.get("delsp", "")).lower() == "yes"), remarks
    return text, remarks


def _decoded(data: bytes, charset: str) -> tuple[str, list[Remark]]:
    if charset in _LATIN:
        return line_feeds(data.decode("cp1252", errors="replace")), []
    try:
        if charset not in _UTF8 and codecs.lookup(charset).name.startswith(_TEXTS):
            return line_feeds(data.decode(charset)), []
    except (LookupError, ValueError):
        pass
    text, faults = decode(data) if data else ("", [])
    told = [
        Remark(f"line {fault.line}" if fault.line else "", "", fault.problem, fault.cure, fault.note)
        for fault in faults
    ]
    return text, told if charset in _UTF8 else [*told, _other_coding(charset)]


def _other_coding(charset: str) -> Remark:
    problem = f'says that its letters are coded as "{charset}", which does not fit them'
    return Remark("", "", problem, "look at its accents and quotes in a mail program")


def _unflowed(text: str, without_blank: bool) -> str:
    """Lines that a mail program broke, joined again (RFC 3676: a blank at the end of a line says that it goes on)."""
    lines: list[str] = []
    goes_on = ""
    for line in text.split("\n"):
        quotes = re.match(">*", line)[0]
        words = line[len(quotes) :].removeprefix(" ")
        if lines and goes_on == f"{quotes}|" and words != "-- ":
            lines[-1] += words
        else:
            lines.append(f"{quotes} {words}" if quotes else words)
        goes_on = f"{quotes}|" if words.endswith(" ") and words != "-- " else ""
        if goes_on and without_blank:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _refuse_if_broken(message: EmailMessage) -> None:
    """Raise Unreadable where the mail is cut short or its coding is broken, so that no half of it is taken over."""
    found = [_name(defect) for part in message.walk() for defect in part.defects]
    if any(sign in name for name in found for sign in _CUT):
        raise Unreadable("is cut short: a part of it has no end", "save it again from the mail program")
    if any("Base64" in name for name in found):
        raise Unreadable("is damaged: a part of it cannot be decoded in full", "save it again from the mail program")


def _name(defect: MessageDefect) -> str:
    return type(defect).__name__
