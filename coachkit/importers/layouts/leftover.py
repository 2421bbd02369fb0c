"""The last look at a file: whatever of its words stands in no record, no label and no remark is asked about."""

import re
from collections.abc import Iterator

from coachkit.importers.pages import Document, Paragraph, Remark
from coachkit.importers.records import Understood

_IDLE = frozenset(
    "at by client coachee contact conversation date dated duration email emailed for from in length lasting meeting mentee"
    " minutes no number of on page replied said session sheet the time to told via when with wrote writes".split()
)
"""Words that only lead to a date, a name or a length, as in: Gareth said on 12 May 2025."""
_LONGEST = 1500


def remarks(document: Document, found: Understood) -> Iterator[Remark]:
    """A question for each paragraph and each cell that holds words which nothing else gives back."""
    told = _told(found)
    seen: set[int] = set()
    for text, place, key in _texts(document):
        if key not in seen and not _words(text) - _IDLE <= told:
            seen.add(key)
            cure = "look at it in the file; what matters in it can be written under a label of its own"
            yield Remark(place, text[:_LONGEST], "found no place among the records: it is not read", cure)


def _texts(document: Document) -> Iterator[tuple[str, str, int]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.place, id(block)
        else:
            yield from ((cell.text, cell.place, id(cell)) for row in block.rows for cell in row if cell.text)


def _told(found: Understood) -> set[str]:
    told = {word for label in found.columns for word in _words(label)}
    for record in found.records:
        for label, written in (*record.cells.items(), *record.extra.items()):
            told |= _words(written.text) | _words(written.label) | _words(label)
    for remark in found.remarks:
        told |= _words(remark.value)
    return told


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text.casefold()))
