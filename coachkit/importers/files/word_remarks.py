"""What is said of a Word file beside its text: one note for each kind of thing that was left out or is uncertain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coachkit.importers.files.word_parts import Element
from coachkit.importers.files.word_seen import Left
from coachkit.importers.pages import Cell, Grid, Paragraph, Remark

_SHOWN = 60
_KINDS = {
    "hidden": (
        "is hidden text, which is left out{more}",
        "show it in Word (Font, Hidden) if it belongs to the record",
    ),
    "prompts": (
        "is the prompt of a field that nobody has filled in; it is read as blank{more}",
        "fill it in in Word if something belongs there",
    ),
    "boxes": (
        "is shown in a box whose stored state is the other one; it is read as shown{more}",
        "tick or clear the box in Word once more",
    ),
    "renewed": (
        "is a date that Word itself renews, so it may not be the day of the record{more}",
        "type the date in its place if it is another day",
    ),
    "contents": ("holds a table of contents, which is left out since it repeats the headings{more}", "nothing to mend"),
    "equations": (
        "is an equation, read as plain text in one line{more}",
        "type it as plain text if it reads otherwise",
    ),
    "pictures": (
        "holds a picture, a chart or another object, in which no text is read{more}",
        "type what is written in it if it belongs to the record",
    ),
}
"""By the field of Left: (the problem, the cure) of its note."""


def remarks_on(parts: Sequence[tuple[Left, Mapping[Element, str]]], comments: int) -> Iterator[Remark]:
    """The notes on what was left out of a file's parts: (what that was, the places of paragraphs by element) for each."""
    if changes := sum(left.changes for left, _ in parts):
        problem = f"holds {_counted(changes, 'tracked change')}; it is read as if all were accepted"
        yield Remark("", "", problem, "reject in Word what is not meant, and accept the rest", note=True)
    for left, places in parts:
        for element, text in left.struck:
            problem = "is struck through, and so left out"
            yield Remark(places.get(element, ""), shown(text), problem, "type it again if it counts", note=True)
    if comments:
        problem = f"holds {_counted(comments, 'comment')}, left out since only the text itself is read"
        yield Remark("", "", problem, "copy into the text what belongs to the record", note=True)
    for kind, (problem, cure) in _KINDS.items():
        found = [(places.get(element, ""), text) for left, places in parts for element, text in getattr(left, kind)]
        if found:
            place, text = found[0]
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            yield Remark(place, shown(text), problem.format(more=more), cure, note=True)


def unknown_symbols(blocks: Iterable[Paragraph | Grid]) -> Iterator[Remark]:
    """A problem for each paragraph and cell with a symbol that could not be read, shown there as U+FFFD."""
    for at in _texts(blocks):
        if "\ufffd" in at.text:
            problem = "holds a symbol that cannot be read"
            yield Remark(at.place, shown(at.text), problem, "type a plain character in its place")


def _texts(blocks: Iterable[Paragraph | Grid]) -> Iterator[Paragraph | Cell]:
    """Every paragraph and every cell, a merged cell once."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from {id(cell): cell for row in block.rows for cell in row}.values()


def shown(text: str) -> str:
    """A text as it fits in a line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" + "s" * (count != 1)
