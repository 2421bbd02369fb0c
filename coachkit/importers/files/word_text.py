"""The text of one paragraph of a Word file, once the XML holds only what a person sees."""

import re
from collections.abc import Iterator

from coachkit.importers.files.word_parts import MC, Element, M, W

_THROUGH = {
    *(W + name for name in "sdt sdtContent ins moveTo smartTag customXml hyperlink fldSimple dir bdo".split()),
    *(W + name for name in "ruby rubyBase".split()),
    *(MC + name for name in "AlternateContent Choice Fallback".split()),
}
_KEYS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_TYPED = {0x0A: " ", 0x0D: " ", 0xA0: " ", 0x202F: " ", 0x2011: "-"}
_OUTER = re.compile(r"^[^\S\t]+|[^\S\t]+$")  # leading tabs are empty columns, so they stay

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "☐"}
_SYMBOL = {
    0x44: "Δ", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π", 0xA3: "≤", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": {}, "webdings": {}, "symbol": _SYMBOL}


def flow(parent: Element) -> Iterator[Element]:
    """The children as Word lays them out: those of content controls, links, insertions and the like in their place."""
    for child in parent:
        if child.tag in _THROUGH:
            yield from flow(child)
        else:
            yield child


def paragraph_text(paragraph: Element) -> str:
    """Its text: tabs as tabs, breaks of line, column and page as LF, nothing else at its ends; no bullet or number.

    Blanks that do not break are plain blanks, hyphens that do not break plain hyphens. A symbol that no table here
    knows is U+FFFD.
    """
    return _OUTER.sub("", "".join(map(_piece, flow(paragraph))))


def _piece(child: Element) -> str:
    if child.tag == W + "r":
        return run_text(child)
    if child.tag in (M + "oMath", M + "oMathPara"):
        return _equation(child)
    return ""


def run_text(run: Element) -> str:
    """The text of one run, with its signs as they show in its font."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(W + "ascii", "")
    return "".join(run_text(child) if child.tag == W + "r" else _written(child, font) for child in flow(run))


def _written(child: Element, font: str) -> str:
    if child.tag == W + "t":
        text = (child.text or "").translate(_TYPED)
        return "".join(_symbol(ord(character), font) for character in text) if font.lower() in _FONTS else text
    if child.tag == W + "sym":
        return symbol(child.get(W + "char", ""), child.get(W + "font", ""))
    return _KEYS.get(child.tag, "")


def symbol(code: str, font: str) -> str:
    """The character that a font shows for a code in hexadecimal digits."""
    return _symbol(int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0xFFFD, font)


def _symbol(code: int, font: str) -> str:
    """The character that a font shows for a code; those of fonts of symbols lie at U+F000 to U+F0FF too."""
    known = _FONTS.get(font.lower())
    if known is None:
        return chr(code) if chr(code).isprintable() else "\ufffd"
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return chr(low) if low <= 0x20 else known.get(low, "\ufffd")


def _equation(equation: Element) -> str:
    """An equation in one line, with a stroke before each denominator."""
    return "".join("/" if part.tag == M + "den" else part.text or "" for part in equation.iter(M + "t", M + "den"))
