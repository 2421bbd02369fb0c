"""The parts of a Word file, found by their relationships and parsed without DTD, entities or network."""

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from coachkit.importers.pages import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

Element = Any
"""An lxml element; lxml is imported where a part is parsed."""

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
}
_AGAIN = "open it in Word and save it again as a Word document (.docx)"
_ENCRYPTED = 1
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Parts:
    """A Word file's parts; `main` is the name of the part with its text. Raises Unreadable."""

    def __init__(self, data: bytes):
        self._zip = _opened(data)
        self._names = {_folded(info.filename): info for info in self._zip.infolist()}
        told = next((name for kind, name in self.related("").values() if kind == "officeDocument"), "")
        self.main = told if _folded(told) in self._names else "word/document.xml"
        if _folded(self.main) not in self._names:
            raise Unreadable("has no part that holds its text, so it is damaged or no Word document", _AGAIN)

    def tree(self, name: str) -> Element | None:
        """The root of a part in the usual namespaces, None where there is no such part. Raises Unreadable."""
        info = self._names.get(_folded(name))
        return None if info is None else _parsed(self._bytes(info))

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """{relationship id: (kind, part name)} of the parts that a part ("" for the file) refers to inside the file."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", base + ".rels"))
        links = [] if root is None else [link for link in root if link.get("TargetMode") != "External"]
        return {
            link.get("Id", ""): (
                posixpath.basename(link.get("Type", "")),
                posixpath.normpath(posixpath.join("/", folder, link.get("Target", "").replace("\\", "/"))).lstrip("/"),
            )
            for link in links
        }

    def related_trees(self, kind: str) -> Iterator[Element]:
        """The roots of the main part's parts of one kind, such as styles."""
        for found, name in self.related(self.main).values():
            if found == kind and (root := self.tree(name)) is not None:
                yield root

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("is protected by a password", "save a copy without a password")
        try:
            return self._zip.read(info)
        except _DAMAGED:
            raise Unreadable("is damaged: a part of it cannot be unpacked", _AGAIN) from None


def whole_number(element: Element | None) -> int | None:
    """The whole number that an element holds as its value, None where it holds none."""
    value = "" if element is None else element.get(W + "val", "")
    return int(value) if value.isdecimal() and len(value) < 20 else None


def _opened(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        raise Unreadable(
            "is protected by a password, or is an older Word document (.doc) under another name",
            "save a copy without a password as a Word document (.docx)",
        )
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _DAMAGED:
        raise Unreadable("is no Word document, or only the beginning of one", _AGAIN) from None


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parsed(data: bytes) -> Element:
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<\0!\0D\0O\0C\0" in data or b"\0<\0!\0D\0O\0C" in data:
        raise Unreadable("holds a document type declaration, which no Word document needs", _AGAIN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable("is damaged: a part of it is no well-formed XML", _AGAIN) from None
    if "purl.oclc.org/ooxml" not in " ".join(uri or "" for uri in root.nsmap.values()):
        return root
    data = etree.tostring(root, encoding="UTF-8")
    for strict, usual in _STRICT.items():
        data = data.replace(b'="' + strict + b'"', b'="' + usual.strip("{}").encode() + b'"')
    return etree.fromstring(data, parser)
