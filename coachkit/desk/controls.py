"""Controls that the desk's pages share: boxes to tick under one name, and a field for a day."""

from collections.abc import Mapping
from html import escape

import ipywidgets as widgets
import pandas as pd
import traitlets

NAME = {"width": "6rem", "flex": "0 0 auto"}
"""The room that the name of a control has."""


class Ticks(widgets.HBox):
    """Boxes to tick under one name; `value` has the options ticked, and changes once when all or none are."""

    value = traitlets.Tuple()

    def __init__(self, name: str, options: Mapping[str, str]) -> None:
        box = {"width": "auto", "margin": "0 1rem 0 0"}
        self.boxes = {
            o: widgets.Checkbox(True, description=text, indent=False, layout=box) for o, text in options.items()
        }
        every = [self._button(name, "all", True), self._button(name, "none", False)] if len(options) > 4 else []
        row = widgets.Box(
            [*self.boxes.values(), *every], layout={"flex_flow": "row wrap", "max_height": "9rem", "overflow": "auto"}
        )
        super().__init__([widgets.HTML(f"<b>{escape(name)}</b>", layout=NAME), row], layout={"align_items": "center"})
        for each in self.boxes.values():
            each.observe(self._ticked, "value")
        self._ticked()

    def _ticked(self, change: object = None) -> None:
        self.value = tuple(option for option, box in self.boxes.items() if box.value)

    def _button(self, name: str, word: str, ticked: bool) -> widgets.Button:
        button = widgets.Button(description=word, tooltip=f"{name}: {word}", layout={"width": "4rem"})
        button.on_click(lambda _: self.tick(ticked))
        return button

    def tick(self, ticked: bool) -> None:
        """Tick all boxes, or none."""
        with self.hold_trait_notifications():
            for box in self.boxes.values():
                box.value = ticked


def day(name: str, value: pd.Timestamp) -> widgets.DatePicker:
    """A field for a date, not a list of months: JupyterLab takes the arrow keys and letters of lists for its own."""
    day = None if pd.isna(value) else value.date()
    return widgets.DatePicker(
        value=day, description=name, style={"description_width": NAME["width"]}, layout={"width": "16rem"}
    )
