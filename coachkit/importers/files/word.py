"""A Word document as paragraphs and tables: what a person sees in it, in reading order, each word once.

The XML is walked here rather than taken from docx2python, which repeats text boxes, takes a cell apart around a table
inside it, cannot tell a merged cell from a blank one, keeps deleted rows, text moved away, hidden text, the prompts of
empty controls and instructions of fields, and drops hyphens that do not break; a test holds the words read here to its
words where it is right. The signs and numbers of lists are left out, only their text is kept. Author and dates in the
file's properties are not read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coachkit.importers.files import marks
from coachkit.importers.files.word_blocks import Story, read_blocks
from coachkit.importers.files.word_parts import Element, Parts, R, W
from coachkit.importers.files.word_remarks import remarks_on, unknown_symbols
from coachkit.importers.files.word_seen import Left, settle
from coachkit.importers.files.word_styles import Styles, is_on
from coachkit.importers.pages import Document, Grid, Paragraph, Remark, Unreadable

Block = Paragraph | Grid
_MOST_ROWS = 20_000
_PAGE_WORDS = re.compile(r"\W*(page)?\W*(of)?\W*", re.IGNORECASE)  # what is left of "Page 2 of 3"


def read(name: str, data: bytes) -> Document:
    """The document in the bytes of a .docx file: headers, body, footnotes, endnotes, footers.

    Raises pages.Unreadable where it is damaged, protected, no Word document, or holds no text.
    """
    try:
        return _File(name, Parts(data)).document()
    except RecursionError:
        raise Unreadable("has tables or controls inside each other too many times", "flatten them in Word") from None


@dataclass
class _Reading:
    """One story as read: its blocks, where its paragraphs stand, and what was left out of it."""

    story: Story
    left: Left
    blocks: list[Block] = field(default_factory=list)


class _File:
    """One Word file while it is read."""

    def __init__(self, name: str, parts: Parts):
        self.name, self.parts = name, parts
        self.styles = Styles(next(parts.related_trees("styles"), None))
        self.root = parts.tree(parts.main)
        self.body = self.root.find(W + "body")
        if self.root.tag != W + "document" or self.body is None:
            problem = "is no Word document, whatever its name says"
            raise Unreadable(problem, "open it in the program that wrote it, and give it the ending of that program")
        if sum(1 for _ in self.root.iter(W + "tr")) > _MOST_ROWS:
            raise Unreadable(f"has tables of over {_MOST_ROWS:,} rows", "split it, by year for example")
        self.readings: list[_Reading] = []

    def document(self) -> Document:
        """The whole file."""
        body = self._read(self.body, "")  # first, since the changes accepted there tell the sections and notes in use
        notes = [*self._notes("footnote"), *self._notes("endnote")]
        blocks = [*self._margins("header"), *body, *notes, *self._margins("footer")]
        remarks = [*self._remarks(), *unknown_symbols(blocks)]
        blocks, unseen = marks.clean(blocks)
        if not any(map(_has_text, blocks)):
            raise _no_text(self.readings)
        return Document(self.name, "word", blocks, (*remarks, *unseen))

    def _read(self, root: Element, name: str) -> list[Block]:
        reading = _Reading(Story(self.styles, name), settle(root, self.styles))
        if name in ("header", "footer"):
            reading.left.pictures.clear()  # a logo is nothing to tell of every file
        reading.blocks = list(read_blocks(root, reading.story))
        self.readings.append(reading)
        return reading.blocks

    def _margins(self, kind: str) -> list[Block]:
        """The headers or footers that some page shows, each different block once."""
        met: dict[object, Block] = {}
        parts = self.parts.related(self.parts.main)
        for part in dict.fromkeys(self._shown_margins(kind)):
            root = self.parts.tree(parts.get(part, ("", ""))[1]) if part in parts else None
            for block in [] if root is None else self._read(root, kind):
                if isinstance(block, Grid) or not _PAGE_WORDS.fullmatch(block.text):
                    met.setdefault(_content(block), block)
        return list(met.values())

    def _shown_margins(self, kind: str) -> Iterator[str]:
        """Ids of the headers or footers in use: those of first and even pages only where these have their own."""
        settings = next(self.parts.related_trees("settings"), None)
        even = settings is not None and _has(settings, "evenAndOddHeaders")
        for section in self.root.iter(W + "sectPr"):
            used = {"default": True, "first": _has(section, "titlePg"), "even": even}
            for reference in section.iter(W + kind + "Reference"):
                if used.get(reference.get(W + "type", "default"), True):
                    yield reference.get(R + "id", "")

    def _notes(self, kind: str) -> Iterator[Block]:
        """The footnotes or endnotes that the body refers to, numbered in the order in which it does."""
        referred = [mark.get(W + "id", "") for mark in self.body.iter(f"{W}{kind}Reference")]
        root = next(self.parts.related_trees(kind + "s"), None) if referred else None
        notes = {} if root is None else {note.get(W + "id", ""): note for note in root.iter(W + kind)}
        for number, note_id in enumerate(dict.fromkeys(referred), start=1):
            if note_id in notes:
                yield from self._read(notes[note_id], f"{kind} {number}")

    def _remarks(self) -> Iterator[Remark]:
        comments = next(self.parts.related_trees("comments"), None)
        lefts = [(reading.left, reading.story.places) for reading in self.readings]
        yield from remarks_on(lefts, 0 if comments is None else len(comments.findall(W + "comment")))
        for reading in self.readings:
            yield from reading.story.remarks


def _has(element: Element, name: str) -> bool:
    mark = element.find(W + name)
    return mark is not None and is_on(mark)


def _content(block: Block) -> object:
    if isinstance(block, Paragraph):
        return block.text
    return tuple(tuple(cell.text for cell in row) for row in block.rows)


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return any(cell.text.strip() for row in block.rows for cell in row)


def _no_text(readings: Iterable[_Reading]) -> Unreadable:
    if any(reading.left.pictures for reading in readings):
        problem = "holds pictures and no text, as a scanned page does"
        return Unreadable(problem, "type what they show, or give the file that was printed")
    if any(reading.story.remarks for reading in readings):
        problem = "holds its text in a file of its own inside it, which is not read"
        return Unreadable(problem, "open it in Word and save it again as a Word document (.docx)")
    return Unreadable("holds no text", "check that it is the right file")
