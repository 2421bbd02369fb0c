"""The parts of a workbook's zip, as far as they are read: its sheets, formats, strings, comments and text boxes."""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zipfile import ZipFile

from coachkit.importers.pages import Unreadable

CELL_LIMIT = 1_000_000
"""Characters in one cell. Excel itself keeps 32,767."""
_UNPACKED_LIMIT = 300_000_000
_STRINGS_LIMIT = 1_000_000
_PIECE = 1 << 14
_STYLED_ONLY = re.compile(rb'<c r="[A-Z0-9]+"(?: [a-z]+="[^"<>]*")*\s*(?:/>|></c>)')
_EMPTY_ROW = re.compile(rb'<row [^<>]*?\br="[^<>]*?(?:/>|>\s*</row>)')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Damaged(Exception):
    """What no program that writes workbooks leaves behind."""


@dataclass(frozen=True)
class Sheet:
    """One sheet as the workbook lists it; `state` is visible, hidden or veryHidden, `kind` worksheet, chartsheet ..."""

    name: str
    state: str
    kind: str
    part: str


class Parts:
    """What a workbook's parts say; raises Unreadable where they are too large, and whatever damaged parts raise."""

    def __init__(self, data: bytes):
        self._zip = ZipFile(io.BytesIO(data))
        self._names = {name.lower().replace("\\", "/"): name for name in self._zip.namelist()}
        self.main = next(self._related("", "officeDocument"), "xl/workbook.xml")
        if not self.has(self.main):
            raise Damaged("there is no workbook in it")
        if self.main.endswith(".bin"):
            raise Unreadable(
                "is a binary workbook (.xlsb)", "open it in Excel and save it as an Excel workbook (.xlsx)"
            )

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lower() in self._names

    @cached_property
    def _workbook(self) -> ET.Element:
        return self._tree(self.main)

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904, as Excel for the Mac once did."""
        return _true(self._first(self._workbook, "workbookPr").get("date1904"))

    @property
    def not_calculated(self) -> bool:
        """Whether the program that wrote it left all formulas to be calculated when it is opened."""
        return _true(self._first(self._workbook, "calcPr").get("fullCalcOnLoad"))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in their order."""
        targets = {one.get("Id"): one for one in self._relations(self.main)}
        found = []
        for sheet in self._workbook.iterfind("{*}sheets/{*}sheet"):
            relation = targets[next(value for key, value in sheet.attrib.items() if key.endswith("}id"))]
            part, kind = self._target(self.main, relation), posixpath.basename(relation.get("Type", ""))
            found.append(Sheet(sheet.attrib["name"], sheet.get("state", "visible"), kind, part))
        return tuple(found)

    def unpacked(self, sheets: list[Sheet]) -> int:
        """Bytes that these sheets unpack to."""
        return sum(self._zip.getinfo(self._names[one.part.lower()]).file_size for one in sheets)

    @cached_property
    def formats(self) -> list[str]:
        """The number format of each style of cells, as Excel writes it."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        part = next(self._related(self.main, "styles"), "")
        if not part:
            return []
        styles = self._tree(part)
        own = {
            int(one.attrib["numFmtId"]): one.get("formatCode", "") for one in styles.iterfind("{*}numFmts/{*}numFmt")
        }
        known = BUILTIN_FORMATS | own
        return [known.get(int(xf.get("numFmtId", 0)), "General") for xf in styles.iterfind("{*}cellXfs/{*}xf")]

    @cached_property
    def strings(self) -> list[str]:
        """The texts that cells share, by number."""
        part = next(self._related(self.main, "sharedStrings"), "")
        texts: list[str] = []
        if not part:
            return texts
        with self._open(part) as source:
            for _, element in ET.iterparse(source):
                if local(element) == "si":
                    texts.append(text_of(element))
                    element.clear()
                    if len(texts) > _STRINGS_LIMIT:
                        raise Unreadable(*too_large(f"over {_STRINGS_LIMIT:,} texts"))
        return texts

    def events(self, sheet: Sheet) -> Iterator[tuple[str, ET.Element]]:
        """(start or end, element) of a sheet, without the cells and rows that hold nothing but a format."""
        with self._open(sheet.part) as source:
            yield from ET.iterparse(_Filled(source), events=("start", "end"))

    def comments(self, sheet: Sheet) -> list[str]:
        """The cells that carry a comment, such as B4."""
        parts = [part for part in self._related(sheet.part, "comments") if self.has(part)]
        return [one.get("ref", "") for part in parts for one in self._tree(part).iterfind("{*}commentList/{*}comment")]

    def text_boxes(self, sheet: Sheet) -> list[str]:
        """The words of each text box that lies on a sheet."""
        parts = [part for part in self._related(sheet.part, "drawing") if self.has(part)]
        bodies = (body for part in parts for body in self._tree(part).iterfind(".//{*}txBody"))
        texts = ("\n".join(_joined(line) for line in body.iterfind("{*}p")) for body in bodies)
        return list(dict.fromkeys(text for text in texts if text.strip()))

    def has_picture(self, sheet: Sheet) -> bool:
        """Whether a picture, a chart or a shape lies on a sheet."""
        return any(self.has(part) for part in self._related(sheet.part, "drawing"))

    # the zip itself

    def _related(self, part: str, kind: str) -> Iterator[str]:
        wanted = (one for one in self._relations(part) if posixpath.basename(one.get("Type", "")) == kind)
        return (self._target(part, one) for one in wanted if one.get("TargetMode") != "External")

    def _relations(self, part: str) -> list[ET.Element]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        return list(self._tree(relations)) if self.has(relations) else []

    def _target(self, part: str, relation: ET.Element) -> str:
        target = relation.attrib["Target"].replace("\\", "/")
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")

    def _tree(self, part: str) -> ET.Element:
        with self._open(part) as source:
            return ET.parse(source).getroot()

    def _open(self, part: str) -> "_Checked":
        info = self._zip.getinfo(self._names[part.lower()])
        if info.file_size > _UNPACKED_LIMIT:
            raise Unreadable(*too_large(f"a part that unpacks to {info.file_size // 1_000_000:,} million characters"))
        return _Checked(self._zip.open(info))

    @staticmethod
    def _first(root: ET.Element, name: str) -> ET.Element:
        found = root.find(f"{{*}}{name}")
        return ET.Element(name) if found is None else found


class _Checked(io.BufferedReader):
    """A part whose head declares no document type, since no workbook needs one and it can unfold without end."""

    def __init__(self, raw: io.BufferedIOBase):
        super().__init__(raw, _PIECE)
        if b"<!DOCTYPE" in self.peek(_PIECE):
            raise Damaged("a part declares a document type")


class _Filled:
    """A sheet's XML without cells and rows that hold nothing but a format, of which there may be a million."""

    def __init__(self, source: io.BufferedIOBase):
        self._source, self._rest = source, b""

    def read(self, _size: int = -1) -> bytes:
        """The next piece, b"" at the end."""
        while piece := self._source.read(_PIECE):
            cut = piece.rfind(b"<") if b"<" in piece else len(piece)
            whole, self._rest = self._rest + piece[:cut], piece[cut:]
            if filled := _EMPTY_ROW.sub(b"", _STYLED_ONLY.sub(b"", whole)):
                return filled
        rest, self._rest = self._rest, b""
        return rest


def local(element: ET.Element) -> str:
    """An element's name without its namespace, which two kinds of workbook write differently."""
    return element.tag.rpartition("}")[2]


def text_of(element: ET.Element | None) -> str:
    """The text of a shared or inline string, its runs joined, without the guide to its pronunciation."""
    if element is None:
        return ""
    pieces = [one if local(one) == "t" else one.find("{*}t") for one in element if local(one) in ("t", "r")]
    return unescaped("".join(one.text or "" for one in pieces if one is not None))


def unescaped(text: str) -> str:
    """The text with LF as line ends and _x000D_ and its like as the characters that they stand for."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def too_large(what: str) -> tuple[str, str]:
    """Problem and cure of a workbook that is larger than any log of contacts."""
    return f"holds {what}", "delete what does not belong to the log, or split it over several workbooks"


def _joined(line: ET.Element) -> str:
    return "".join(one.text or "" for one in line.iterfind(".//{*}t"))


def _true(text: str | None) -> bool:
    return text in ("1", "true")
