"""Zip files held to limits before and while they are unpacked: sizes, names, passwords, and the XML in office files."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from coachkit.importers.pages import Unreadable

MOST_BYTES = 50_000_000
"""The most bytes that one file may have, packed or unpacked."""
MOST_BYTES_UNPACKED = 300_000_000
MOST_ENTRIES = 5_000
MOST_RATIO = 200
_RATIO_FROM = 1_000_000  # a small file may well be a row of blanks
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = tuple("<!DOCTYPE".encode(coding) for coding in ("ascii", "utf-16-le", "utf-16-be"))
_CODINGS = re.compile(rb"""encoding\s*=\s*["'](?!utf-?8|utf-?16|us-ascii|iso-8859-1|windows-1252)""", re.IGNORECASE)
_DAMAGED = ("is damaged or cut short", "copy it again from where it came, or open it and save it again")
_BOMB = "take it out unless you know who made it; else unpack it yourself and give the files"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_BROKEN_TOO = (KeyError, IndexError, OverflowError, MemoryError)


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive, its list of contents within the limits; raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, *_BROKEN_TOO):
        raise Unreadable(*_DAMAGED) from None
    _within_limits(archive)
    return archive


def _within_limits(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"holds {len(entries):,} files: up to {MOST_ENTRIES:,} are read", "give it in parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("is protected by a password", "unpack it with the password and give the files")
    if sum(entry.file_size for entry in entries) > MOST_BYTES_UNPACKED:
        raise Unreadable(f"swells to over {MOST_BYTES_UNPACKED // 1_000_000} MB when unpacked", _BOMB)
    for entry in entries:
        _entry_within_limits(entry)


def _entry_within_limits(entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MOST_BYTES:
        raise Unreadable(f'holds "{entry.filename}", which swells to over {MOST_BYTES // 1_000_000} MB', _BOMB)
    if entry.file_size > max(_RATIO_FROM, MOST_RATIO * entry.compress_size):
        raise Unreadable(f'holds "{entry.filename}", which swells to over {MOST_RATIO} times its size', _BOMB)


def content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of one entry, never more than it says (which the limits hold); raises Unreadable where they differ."""
    try:
        with archive.open(entry) as packed:
            return packed.read()
    except (*_BROKEN, *_BROKEN_TOO):
        raise Unreadable(*_DAMAGED) from None


def name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name with "/" between folders, also where it was packed on Windows or on a Mac."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def leads_out(entry: zipfile.ZipInfo) -> str:
    """Why an entry must not be unpacked ("" where it may be): its name or its kind leads out of the archive."""
    name = name_of(entry)
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "has a name that begins at the root of a disk"
    if ".." in PurePosixPath(name).parts:
        return 'has ".." in its name, which leads out of the zip file'
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "is a link to another file, not a file"
    return ""


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every part of an office file, all within the limits and its XML free of entities.

    Raises Unreadable. Every part is unpacked in full, so that a file cut short is told here.
    """
    archive = opened(data)
    for entry in archive.infolist():
        if why := leads_out(entry):
            raise Unreadable(f'holds "{name_of(entry)}", which {why[0].lower()}{why[1:]}', "do not use this file")
        held = content(archive, entry)
        if entry.filename.lower().endswith(_XML):
            _plain_xml(held)
        yield entry.filename, held


def _plain_xml(part: bytes) -> None:
    if any(mark in part for mark in _DOCTYPE) or _CODINGS.search(part[:200]):
        problem = "holds XML that defines its own characters (a DOCTYPE), which no word processor writes"
        raise Unreadable(problem, "do not use this file; ask who sent it for a copy saved by Word or Excel")
