"""Characters that nobody sees: taken out of every text with one note a file, and told where they could mislead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coachkit.importers.pages import Cell, Grid, Paragraph, Remark

_UNSEEN = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202D), *range(0x2060, 0x2070)], ""
)
_OVERRIDES = dict.fromkeys([0x202D, 0x202E], "\ufffd")
_CONTROLS = dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)], "\ufffd")
_ALL = _UNSEEN | _OVERRIDES | _CONTROLS
_SHOWN = 60


def without_marks(text: str) -> tuple[str, bool]:
    """The text without the characters that nobody sees, and whether there were any.

    Zero-width blanks, soft hyphens and marks of direction go; joiners (U+200C, U+200D) stay, since they spell words
    and emoji. An override of direction and a control character, which no reading settles, become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text, False
    clean = text.translate(_ALL)
    return clean, clean != text


def remarks_on(blocks: Iterable[Paragraph | Grid]) -> tuple[Remark, ...]:
    """One note for all unseen marks of a file, at the first; a problem for each text with an override or a control."""
    texts = list(_texts(blocks))
    unseen = [(place, text) for place, text in texts if _any(text, _UNSEEN)]
    turned = [
        Remark(
            place,
            _shown(text),
            "holds a mark that turns the direction of writing: what is seen is not what stands there",
            "type the text again in this place",
        )
        for place, text in texts
        if _any(text, _OVERRIDES)
    ]
    control = [
        Remark(place, _shown(text), "holds a control character, which is no text", "type the text again in this place")
        for place, text in texts
        if _any(text, _CONTROLS)
    ]
    return (*_note(unseen), *turned, *control)


def clean(blocks: Iterable[Paragraph | Grid]) -> tuple[tuple[Paragraph | Grid, ...], tuple[Remark, ...]]:
    """The blocks without unseen marks, a merged cell still one object, and the remarks on what was there."""
    blocks = tuple(blocks)
    return tuple(map(_clean_block, blocks)), remarks_on(blocks)


def _clean_block(block: Paragraph | Grid) -> Paragraph | Grid:
    if isinstance(block, Paragraph):
        return replace(block, text=without_marks(block.text)[0])
    cells = {id(cell): _clean_cell(cell) for row in block.rows for cell in row}
    rows = tuple(tuple(cells[id(cell)] for cell in row) for row in block.rows)
    return replace(block, rows=rows, title=without_marks(block.title)[0])


def _clean_cell(cell: Cell) -> Cell:
    text, changed = without_marks(cell.text)
    return replace(cell, text=text) if changed else cell


def _texts(blocks: Iterable[Paragraph | Grid]) -> Iterator[tuple[str, str]]:
    """(place, text) of every paragraph, title and cell, a merged cell once."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.place, block.text
            continue
        yield block.place, block.title
        cells = {id(cell): cell for row in block.rows for cell in row}
        yield from ((cell.place, cell.text) for cell in cells.values())


def _any(text: str, marks: dict[int, str]) -> bool:
    return not (text.isascii() and text.isprintable()) and any(ord(character) in marks for character in text)


def _note(unseen: Sequence[tuple[str, str]]) -> list[Remark]:
    if not unseen:
        return []
    place, text = unseen[0]
    more = {1: "", 2: " (and one more text)"}.get(len(unseen), f" (and {len(unseen) - 1} more texts)")
    problem = f"holds marks that cannot be seen{more}; they are left out"
    return [Remark(place, _shown(text), problem, "nothing to mend", note=True)]


def _shown(text: str) -> str:
    text = " ".join(without_marks(text)[0].split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
