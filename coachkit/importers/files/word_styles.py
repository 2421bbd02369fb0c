"""What a Word file's styles say about a paragraph: whether it is a heading, and whether its text is hidden."""

import re
from collections.abc import Iterator

from coachkit.importers.files.word_parts import Element, W, whole_number

_LONGEST_CHAIN = 100
_BODY_TEXT = 9  # the outline level, counted from 0, of what is no heading


class Styles:
    """The styles of one file by id; built-in names are English in every language of Word, ids are not.

    `hidden` holds the ids of the styles whose text is hidden.
    """

    def __init__(self, root: Element | None = None):
        found = [] if root is None else root.iter(W + "style")
        self._by_id = {style.get(W + "styleId", ""): style for style in found}
        self.hidden = {style_id for style_id in self._by_id if self._hides(style_id)}

    def heading(self, paragraph: Element) -> int:
        """1 to 9 for a heading, 1 for a title, 0 for anything else: its own outline level before its style's."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return 0
        own = _level(properties)
        return self._of_style(_value(properties.find(W + "pStyle"))) if own is None else own

    def _hides(self, style_id: str) -> bool:
        marks = (style.find(f"{W}rPr/{W}vanish") for style in self._chain(style_id))
        return next((is_on(mark) for mark in marks if mark is not None), False)

    def _of_style(self, style_id: str) -> int:
        if style_id not in self._by_id:
            return _named(style_id)
        for style in self._chain(style_id):
            name = _value(style.find(W + "name"))
            level = _level(style.find(W + "pPr"))
            if level is None:
                level = _named(name) or None
            if level is not None:
                return level
        return 0

    def _chain(self, style_id: str) -> Iterator[Element]:
        """The style, then those that it is based on."""
        met: set[str] = set()
        while style_id in self._by_id and style_id not in met and len(met) < _LONGEST_CHAIN:
            met.add(style_id)
            yield self._by_id[style_id]
            style_id = _value(self._by_id[style_id].find(W + "basedOn"))


def is_on(mark: Element) -> bool:
    """Whether a property that is on or off is on."""
    return mark.get(W + "val", "true").lower() not in ("0", "false", "off")


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(W + "val", "")


def _level(properties: Element | None) -> int | None:
    """1 to 9 from an outline level, 0 where it says body text, None where it says nothing."""
    level = None if properties is None else whole_number(properties.find(W + "outlineLvl"))
    if level is None:
        return None
    return level + 1 if level < _BODY_TEXT else 0


def _named(name: str) -> int:
    match = re.fullmatch(r"heading ?([1-9])", name, re.IGNORECASE)
    return int(match[1]) if match else int(name.lower() == "title")
