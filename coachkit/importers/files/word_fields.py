"""Fields in a Word file: their results stay, their instructions go; page numbers and tables of contents go whole."""

from dataclasses import dataclass, field

from coachkit.importers.files.word_parts import Element, W, whole_number
from coachkit.importers.files.word_styles import is_on

_PAGES = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_RENEWED = {"DATE", "TIME", "SAVEDATE", "PRINTDATE"}
_TEXTS = [W + name for name in "t tab ptab br cr noBreakHyphen sym".split()]
TICKED, UNTICKED = "☒", "☐"


@dataclass
class Fields:
    """What was met in the fields of one part, to be told: (the paragraph's element, the text) for each."""

    contents: list[tuple[Element, str]] = field(default_factory=list)
    renewed: list[tuple[Element, str]] = field(default_factory=list)


@dataclass
class _Open:
    """One field between its begin and its end: its instruction, and the elements of text in it and in its result."""

    begin: Element
    instruction: str = ""
    in_result: bool = False
    unseen: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return _kind(self.instruction)

    @property
    def texts(self) -> list[Element]:
        return self.result if self.in_result else self.unseen


def settle_fields(root: Element) -> Fields:
    """Removes what a person does not see of the fields of a part, and writes the state of form fields as text.

    A field without an end is left as it stands.
    """
    met = Fields()
    for simple in list(root.iter(W + "fldSimple")):
        texts = list(simple.iter(*_TEXTS))
        _settle(_kind(simple.get(W + "instr", "")), texts, met)
    if root.find(f".//{W}fldChar") is not None:
        _settle_complex(root, met)
    return met


def _kind(instruction: str) -> str:
    return (instruction.split() or [""])[0].upper()


def _settle(kind: str, result: list[Element], met: Fields) -> list[Element]:
    """The elements of a result that stay."""
    if kind == "TOC" and result:
        met.contents.append((_paragraph(result[0]), ""))
    if kind in _PAGES or kind == "TOC":
        _remove(result)
        return []
    if kind in _RENEWED and result:
        met.renewed.append((_paragraph(result[0]), "".join(element.text or "" for element in result)))
    return result


def _settle_complex(root: Element, met: Fields) -> None:
    """Walks all runs in order, since a field may begin in one paragraph and end in another."""
    outer: list[_Open] = []
    for element in list(root.iter(W + "fldChar", W + "instrText", *_TEXTS)):
        part = element.get(W + "fldCharType", "") if element.tag == W + "fldChar" else ""
        if part == "begin":
            outer.append(_Open(element))
        elif part == "separate" and outer:
            outer[-1].in_result = True
        elif part == "end" and outer:
            stays = _closed(outer.pop(), met)
            if outer:
                outer[-1].texts.extend(stays)
        elif outer and element.tag == W + "instrText":
            outer[-1].instruction += element.text or ""
        elif outer and element.getparent().tag == W + "r":
            outer[-1].texts.append(element)


def _closed(ended: _Open, met: Fields) -> list[Element]:
    """The elements of text that an ended field leaves."""
    _remove(ended.unseen)
    state = _state(ended.begin)
    if state is None:
        return _settle(ended.kind, ended.result, met)
    _remove(ended.result)
    text = ended.begin.makeelement(W + "t")
    text.text = state
    ended.begin.addnext(text)
    return [text]


def _state(begin: Element) -> str | None:
    """What a form field of the older kind shows where its result does not: a box to tick, a list to choose from."""
    box, choices = begin.find(f"{W}ffData/{W}checkBox"), begin.find(f"{W}ffData/{W}ddList")
    if box is not None:
        marks = [mark for mark in (box.find(W + "checked"), box.find(W + "default")) if mark is not None]
        return TICKED if marks and is_on(marks[0]) else UNTICKED
    if choices is None:
        return None
    entries = [entry.get(W + "val", "") for entry in choices.iter(W + "listEntry")]
    marks = (whole_number(choices.find(W + name)) for name in ("result", "default"))
    chosen = next((mark for mark in marks if mark is not None), 0)
    return entries[chosen] if chosen < len(entries) else ""


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(W + "p"), None)


def _remove(elements: list[Element]) -> None:
    for element in elements:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
