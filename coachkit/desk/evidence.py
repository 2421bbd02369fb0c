"""The evidence desk: decide on passages, broken links, labels and names, by button or key, each on the disk before the next is shown."""

import os
from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from coachkit.desk import markup
from coachkit.desk.keys import Keys, row
from coachkit.desk.offering import Passages
from coachkit.desk.parts import Broken, Sentences, Strangers
from coachkit.desk.sitting import Sitting, refusal, taken_back
from coachkit.errors import CoachkitError
from coachkit.results import Results, analyse

_PARTS = {
    "Passages": ("e", Passages, "Passages that may evidence a criterion"),
    "Broken links": ("b", Broken, "Evidence whose quote is no longer found in its source"),
    "Reflection sentences": ("s", Sentences, "Labels of sentences, least sure first"),
    "Names": ("m", Strangers, "Likely names that are in no register"),
}
_KEYS = (
    "Keys work while the focus is in the desk (a click on the text, or Tab). A key stands beside each name; "
    "in a box, Esc leads back to the desk and Ctrl+Enter accepts. Every decision is on the disk before the next passage is shown."
)


def evidence_desk(practice: str = "") -> widgets.VBox:
    """The evidence desk of a practice; a blank one is that which `coachkit lab` was started for, else the example.

    Where the practice cannot be read, one line says why.
    """
    try:
        return Desk(analyse(practice or os.environ.get("COACHKIT_PRACTICE") or "example"))
    except CoachkitError as error:
        return widgets.VBox([widgets.HTML(f"<p><b>{escape(refusal(error))}</b></p>")])


class Desk(widgets.VBox):
    """The parts of the desk under one row of buttons; `part` is the one that is shown."""

    def __init__(self, results: Results) -> None:
        self.sitting = Sitting(results)
        self.said = Keys()
        self._remarks, self._counts = widgets.HTML(markup.lines(self.sitting.remarks(), "")), widgets.HTML()
        self._parts: dict[str, widgets.VBox] = {}
        self._place = widgets.VBox()
        self.part = ""
        turns = [
            self.said.button(name, key, lambda name=name: self.turn_to(name), tip)
            for name, (key, _, tip) in _PARTS.items()
        ]
        self._turns = dict(zip(_PARTS, turns, strict=True))
        undo = self.said.button("Undo", "u", lambda: self.press(self.undo), "Take the last decision back")
        top = row(*turns, widgets.HTML("&nbsp;&nbsp;"), undo)
        super().__init__(
            [widgets.HTML(markup.STYLE), self._remarks, top, self.said, self._place, self._counts],
            layout={"overflow": "visible"},
        )
        self.add_class("coachkit-desk")
        self.turn_to(next(iter(_PARTS)))

    def turn_to(self, name: str) -> None:
        """Show a part of the desk."""

        def show() -> None:
            if name not in self._parts:
                self._parts[name] = _PARTS[name][1](self.sitting, self.press, self.said)
                self._place.children = tuple(self._parts.values())
            self.part = name
            for each, part in self._parts.items():
                part.layout.display = "" if each == name else "none"
            for each, turn in self._turns.items():
                turn.icon = "check" if each == name else ""

        self.press(show)

    def press(self, does: Callable[[], str | None]) -> None:
        """Do what a press asks for, say what was done or why it was not, and show what is on the desk then."""
        said = None
        try:
            said = does()
            self._parts[self.part].draw()
        except (CoachkitError, OSError) as error:
            said = refusal(error)
        finally:
            self._counts.value = markup.lines([self.sitting.decided(), _KEYS])
            self.said.answer(said or "")

    def undo(self) -> str:
        """Take the last decision back, whichever part it was made in."""
        undone = self.sitting.undo()
        for name, part in self._parts.items():
            if name != "Passages":
                part.review.load()
        if undone.table == "evidence":
            self._parts["Passages"].queue.put_back(undone)
        return taken_back(undone)
