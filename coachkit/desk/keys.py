"""The desk's buttons, the keys that press them, and the line that says what a press did."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import anywidget
import ipywidgets as widgets
import traitlets

NAMES = {
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "Shift+ArrowLeft": "Shift ←",
    "Shift+ArrowRight": "Shift →",
}
"""How the keys that are no letter are shown."""


Box = TypeVar("Box", widgets.Textarea, widgets.Dropdown)


class Keys(anywidget.AnyWidget):
    """Presses the button of a key while the focus is in the desk, and shows `says`, read aloud by screen readers.

    A press comes as one message with what stands in the boxes at that moment, since a kernel may take messages of
    several widgets in another order than they were sent in. It waits for the answer to the press before, and one that
    was made before the last answer was shown (`turn` counts them) does nothing. `selected`: start and end of the words
    chosen by mouse when the button was pressed, or None.
    """

    _esm = Path(__file__).with_name("keys.js").read_text("utf-8")
    says = traitlets.Unicode().tag(sync=True)
    turn = traitlets.Int().tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.selected: tuple[int, int] | None = None
        self._buttons: list[widgets.Button] = []
        self._boxes: list[widgets.Textarea | widgets.Dropdown] = []
        self.on_msg(self._heard)

    def button(self, name: str, key: str, does: Callable[[], None], tip: str, look: str = "") -> widgets.Button:
        """A button with its key shown beside its name."""
        shown = NAMES.get(key, key)
        made = widgets.Button(description=f"{name} ({shown})", tooltip=f"{tip}. Key: {shown}", button_style=look)
        made.layout = {"width": "auto", "flex": "0 0 auto"}
        made.on_click(lambda _: does())
        return self._known(made, self._buttons, f"key-{key}", "press")

    def box(self, made: Box, key: str) -> Box:
        """A box for words or a choice that a key leads to; its name ends in the key."""
        made.description = f"{made.description} ({key})"
        return self._known(made, self._boxes, f"box-{key}", "holds")

    def answer(self, says: str) -> None:
        """Say what was done; the next press may come."""
        self.selected = None
        with self.hold_sync():
            self.says, self.turn = says, self.turn + 1

    def _known(self, made: widgets.DOMWidget, among: list, by_key: str, by_number: str) -> widgets.DOMWidget:
        made.add_class(by_key)
        made.add_class(f"{by_number}-{len(among)}")
        among.append(made)
        return made

    def _heard(self, _: object, content: dict, buffers: object) -> None:
        """A press: {press, turn, boxes: {number: words or number of the choice}, selected}."""
        for number, held in content["boxes"].items():
            if content["turn"] == self.turn:
                setattr(self._boxes[int(number)], "value" if isinstance(held, str) else "index", held)
        if content["turn"] == self.turn:
            self.selected = content["selected"] and tuple(content["selected"])
            self._buttons[content["press"]].click()


def row(*children: widgets.Widget) -> widgets.HBox:
    """Controls beside each other, in more lines where the page is narrow."""
    return widgets.HBox(children, layout={"flex_flow": "row wrap", "align_items": "center"})
