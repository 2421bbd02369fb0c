"""A part of a Word file brought to what a person sees: changes accepted, prompts blank, hidden text and fields' codes gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from coachkit.importers.files.word_fields import TICKED, UNTICKED, settle_fields
from coachkit.importers.files.word_parts import MC, W14, Element, M, W
from coachkit.importers.files.word_styles import Styles, is_on
from coachkit.importers.files.word_text import run_text, symbol

_PROMPT = re.compile(
    r"(click|tap|click or tap)( here)? to (enter|add) (text|a date|a name)\.?|choose an item\.?", re.IGNORECASE
)
_DRAWN = ["{*}" + name for name in "pic imagedata textpath chart relIds".split()]


@dataclass
class Left:
    """What was left out or changed on the way, to be told: (the paragraph's element, the text) for each."""

    changes: int = 0
    prompts: list[tuple[Element, str]] = field(default_factory=list)
    boxes: list[tuple[Element, str]] = field(default_factory=list)
    hidden: list[tuple[Element, str]] = field(default_factory=list)
    struck: list[tuple[Element, str]] = field(default_factory=list)
    contents: list[tuple[Element, str]] = field(default_factory=list)
    renewed: list[tuple[Element, str]] = field(default_factory=list)
    equations: list[tuple[Element, str]] = field(default_factory=list)
    pictures: list[tuple[Element, str]] = field(default_factory=list)


def settle(root: Element, styles: Styles) -> Left:
    """Takes out of a part, in place, what a person does not see of it, and tells what that was."""
    left = Left()
    _choose_alternates(root)
    _accept_changes(root, left)
    _settle_controls(root, left)
    fields = settle_fields(root)
    left.contents, left.renewed = fields.contents, fields.renewed
    _remove_hidden(root, styles, left)
    _remove_struck(root, left)
    _remove_all(root, W + "rt")  # how a word is said, written small above it
    left.equations += [(_paragraph(equation), _text(equation)) for equation in root.iter(M + "oMath")]
    left.pictures += [(_paragraph(drawn), "") for drawn in root.iter(*_DRAWN)]
    return left


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(W + "p"), None)


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(W + "t", M + "t"))


def _remove(element: Element) -> None:
    element.getparent().remove(element)


def _remove_all(root: Element, *tags: str) -> None:
    for element in list(root.iter(*tags)):
        _remove(element)


def _choose_alternates(root: Element) -> None:
    """Keeps one branch of each alternate content: the first that holds text, else the first."""
    for alternate in list(root.iter(MC + "AlternateContent")):
        branches = [branch for branch in alternate if branch.tag in (MC + "Choice", MC + "Fallback")]
        kept = next((branch for branch in branches if _text(branch)), branches[0] if branches else None)
        for branch in branches:
            if branch is not kept:
                alternate.remove(branch)


# Tracked changes

_GONE = [W + "del", W + "moveFrom"]
_FORMER = [W + name + "Change" for name in "pPr rPr sectPr tblPr tblGrid tblPrEx trPr tcPr".split()]


def _accept_changes(root: Element, left: Left) -> None:
    _remove_all(root, *_FORMER)
    left.changes = sum(1 for change in root.iter(*_GONE, W + "ins", W + "moveTo") if _counts(change))
    rows = (mark.iterancestors(W + "tr") for mark in root.iter(*_GONE) if mark.getparent().tag == W + "trPr")
    cells = (mark.iterancestors(W + "tc") for mark in root.iter(W + "cellDel"))
    for around in dict.fromkeys(next(holders, None) for holders in chain(rows, cells)):
        if around is not None:
            _remove(around)
    ended = [mark for mark in root.iter(*_GONE) if _is_mark_of_paragraph(mark)]
    for mark in reversed(ended):  # from the last, so that a long chain of them moves each piece once
        _join_next(mark.getparent().getparent().getparent())
    _remove_all(root, *_GONE)


def _counts(change: Element) -> bool:
    """Whether a person would count the change: the end of a paragraph goes with the words changed in it."""
    if not _is_mark_of_paragraph(change):
        return True
    paragraph = change.getparent().getparent().getparent()
    return next((child for child in paragraph if child.tag == change.tag), None) is None


def _is_mark_of_paragraph(change: Element) -> bool:
    parent = change.getparent()
    return parent.tag == W + "rPr" and parent.getparent() is not None and parent.getparent().tag == W + "pPr"


def _join_next(paragraph: Element) -> None:
    """Moves the content before that of the next paragraph, as Word does where the end of a paragraph is deleted."""
    following = paragraph.getnext()
    while following is not None and following.tag not in (W + "p", W + "tbl"):
        following = following.getnext()
    if following is None or following.tag != W + "p":
        return
    place = int(following.find(W + "pPr") is not None)
    following[place:place] = [child for child in paragraph if child.tag != W + "pPr"]
    _remove(paragraph)


# Content controls


def _settle_controls(root: Element, left: Left) -> None:
    for control in list(root.iter(W + "sdt")):
        content, properties = control.find(W + "sdtContent"), control.find(W + "sdtPr")
        if content is None or properties is None:
            continue
        box, shown = properties.find(W14 + "checkbox"), _text(content).strip()
        if box is not None:
            _write_state(content, box, left)
        elif _is_prompt(properties, shown):
            left.prompts += [(_first_paragraph(control), shown)] if shown else []
            _remove_all(content, W + "t", W + "sym")


def _is_prompt(properties: Element, shown: str) -> bool:
    mark = properties.find(W + "showingPlcHdr")
    return (mark is not None and is_on(mark)) or bool(_PROMPT.fullmatch(shown))


def _first_paragraph(control: Element) -> Element | None:
    around = _paragraph(control)
    return next(control.iter(W + "p"), None) if around is None else around


def _write_state(content: Element, box: Element, left: Left) -> None:
    """A ticked or empty box in place of the sign that the form has for it; where they disagree, what is seen counts."""
    shown = "".join(run_text(run) for run in content.iter(W + "r")).strip()
    checked = box.find(W14 + "checked")
    if checked is None or len(shown) > 1:
        return
    ticked = checked.get(W14 + "val", "1") in ("1", "true", "on")
    if shown == _sign(box, not ticked) != _sign(box, ticked):
        ticked = not ticked
        left.boxes.append((_first_paragraph(content), shown))
    state = content.makeelement(W + "t")
    state.text = TICKED if ticked else UNTICKED
    signs = list(content.iter(W + "t", W + "sym"))
    if signs:
        signs[0].addprevious(state)
    for sign in signs:
        _remove(sign)


def _sign(box: Element, ticked: bool) -> str:
    """The sign that a check box shows for a state, Word's own where the form says nothing."""
    told = box.find(W14 + ("checkedState" if ticked else "uncheckedState"))
    if told is None:
        return TICKED if ticked else UNTICKED
    return symbol(told.get(W14 + "val", ""), told.get(W14 + "font", ""))


# Hidden text


def _remove_hidden(root: Element, styles: Styles, left: Left) -> None:
    for element in list(_hidden(root, styles)):
        if element.getparent() is not None:
            if (text := _text(element)).strip():
                left.hidden.append((_told_at(element), text))
            _remove(element)


def _remove_struck(root: Element, left: Left) -> None:
    """Text that somebody struck through is taken back by hand, as a deletion is."""
    for mark in list(root.iter(W + "strike", W + "dstrike")):
        run = mark.getparent().getparent()
        if is_on(mark) and run is not None and run.tag == W + "r" and run.getparent() is not None:
            if (text := _text(run)).strip():
                left.struck.append((_paragraph(run), text))
            _remove(run)


def _told_at(element: Element) -> Element | None:
    """The paragraph by which a hidden run or row is told: its own, else the next that stands."""
    if element.tag == W + "r":
        return _paragraph(element)
    return next(element.itersiblings(W + "tr"), element).find(f".//{W}p")


def _hidden(root: Element, styles: Styles) -> Iterator[Element]:
    """Runs and rows of tables that Word does not show; what a run says of itself stands before its styles."""
    for run in root.iter(W + "r"):
        own = run.find(f"{W}rPr/{W}vanish")
        if is_on(own) if own is not None else styles.hidden and _style_hides(run, styles):
            yield run
    for mark in root.iter(W + "hidden"):
        if mark.getparent().tag == W + "trPr" and is_on(mark):
            yield mark.getparent().getparent()


def _style_hides(run: Element, styles: Styles) -> bool:
    paragraph = _paragraph(run)
    of_run = run.find(f"{W}rPr/{W}rStyle")
    of_paragraph = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
    return any(style is not None and style.get(W + "val") in styles.hidden for style in (of_run, of_paragraph))
