"""The tables and headings that antiword finds in a file, from what it writes as DocBook."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_LEVELS = {"chapter": 1, "sect1": 2, "sect2": 3, "sect3": 4, "sect4": 5, "sect5": 6}

Rows = list[list[str]]


@dataclass(frozen=True)
class Structure:
    """The tables in order, each as rows of texts, and the level of each heading by its letters."""

    tables: list[Rows] = field(default_factory=list)
    headings: dict[str, int] = field(default_factory=dict)


def structure_of(written: bytes) -> Structure:
    """What DocBook says about a file; nothing where it is not well formed, as happens with odd files."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        book = etree.fromstring(re.sub(rb"<!DOCTYPE[^>\[]*>", b"", written, count=1), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Structure()
    tables = [
        [list(map(_text, row.iter("entry"))) for row in table.iter("row")] for table in book.iter("informaltable")
    ]
    titles = [(_text(title), _LEVELS.get(title.getparent().tag, 0)) for title in book.iter("title")]
    return Structure(tables, {letters(text): level for text, level in titles if level and letters(text)})


def _text(element: Iterable) -> str:
    return re.sub(r"[ \t]+", " ", "".join(element.itertext())).strip()


def letters(text: str) -> str:
    """A text without its blanks and strokes, by which the same words are known in another layout."""
    return re.sub(r"[\s|]+", "", text)


def same_letters(lines: Iterable[str], rows: Iterable[Iterable[str]]) -> bool:
    """Whether drawn lines and rows hold the same characters, in whatever order."""
    return Counter(letters("".join(lines))) == Counter(letters("".join("".join(row) for row in rows)))
