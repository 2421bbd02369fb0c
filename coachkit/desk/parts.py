"""The reviews of the evidence desk as widgets, thin over what they show: broken links, labels of sentences, names."""

from collections.abc import Callable

import ipywidgets as widgets

from coachkit.desk import markup
from coachkit.desk.keys import Keys, row
from coachkit.desk.passage import MOVES
from coachkit.desk.queue import Queue
from coachkit.desk.reviews import BrokenLinks, Labels, Names, Review
from coachkit.desk.sitting import Sitting
from coachkit.schema import REFLECTION_LABELS

Press = Callable[[Callable[[], str | None]], None]
"""Does something, says what was done or why not, and shows what is on the desk then."""


def ends(on: Queue | Review, press: Press, keys: Keys) -> widgets.VBox:
    """Buttons that move the ends of the passage on the desk, sentence by sentence and word by word, or take the words chosen by mouse."""

    def move(name: str, key: str, how: str) -> widgets.Button:
        return keys.button(name, key, lambda: press(lambda: on.span(how)), MOVES[how].capitalize())

    def chosen() -> str | None:
        if keys.selected is None:
            return "Choose words of the text with the mouse first; by keyboard the arrow keys move its ends."
        return on.choose(*keys.selected)

    begins = row(
        move("Begin earlier", "[", "start back"),
        move("Begin later", "{", "start on"),
        move("word back", "ArrowLeft", "start a word back"),
        move("word on", "ArrowRight", "start a word on"),
        keys.button("Words I chose", "x", lambda: press(chosen), "The words chosen by mouse are the passage"),
    )
    closes = row(
        move("End earlier", "}", "end back"),
        move("End later", "]", "end on"),
        move("word back", "Shift+ArrowLeft", "end a word back"),
        move("word on", "Shift+ArrowRight", "end a word on"),
    )
    return widgets.VBox([begins, closes])


class Reviewing(widgets.VBox):
    """A review under its name: the thing on the desk, and buttons to decide on it."""

    name, nothing = "", ""

    def __init__(self, review: Review, press: Press, keys: Keys) -> None:
        self.review, self._press, self._keys = review, press, keys
        self._head, self._text = widgets.HTML(), widgets.HTML()
        self._buttons = widgets.VBox(self._controls())
        super().__init__([self._head, self._text, self._buttons])

    def _controls(self) -> list[widgets.Widget]:
        raise NotImplementedError

    def _shown(self) -> tuple[str, str]:
        raise NotImplementedError

    def _doing(self, what: Callable[[], str | None]) -> Callable[[], None]:
        return lambda: self._press(what)

    def _places(self) -> widgets.HBox:
        move = self.review.move
        return row(
            self._keys.button("Next", "ArrowDown", self._doing(lambda: move(1)), "Look on without deciding"),
            self._keys.button("Before", "ArrowUp", self._doing(lambda: move(-1)), "Look back without deciding"),
        )

    def draw(self) -> None:
        """Show what is on the desk now."""
        head = f"<h2>{self.name}: {self.review.how_many} to decide on</h2>"
        some = self.review.row is not None
        said, text = self._shown() if some else (f"<p>{self.nothing}</p>", "")
        self._head.value, self._text.value = head + said, text
        self._buttons.layout.display = "" if some else "none"


class Broken(Reviewing):
    """Links whose quote is no longer found: link to the nearest text, or keep."""

    name = "Broken links"
    nothing = "Every quote of your evidence still stands in its source."

    def __init__(self, sitting: Sitting, press: Press, keys: Keys) -> None:
        super().__init__(BrokenLinks(sitting), press, keys)

    def _controls(self) -> list[widgets.Widget]:
        links = self.review
        choose = row(
            self._keys.button(
                "Link to this text", "i", self._doing(links.relink), "Quote this text from now on", "primary"
            ),
            self._keys.button("Keep as it is", "k", self._doing(links.keep), "Leave the quote as it was"),
        )
        return [ends(links, self._press, self._keys), choose, self._places()]

    def _shown(self) -> tuple[str, str]:
        link = self.review.row
        quote = markup.marked(link["quote"], "")
        head = f"{link['evidence_id']}, {link['decision']} for {link['criterion']}, quotes what {link['source_id']} does not hold any more:"
        if self.review.passage is None:
            return markup.lines([head], ""), quote + markup.lines(
                [f"{link['source_id']} is not among the records."], ""
            )
        alike = f"The text there that is most like it ({link['likeness']:.0%} of the characters in common):"
        return markup.lines([head], ""), quote + markup.lines([alike], "") + markup.passage(self.review.passage)


class Sentences(Reviewing):
    """Sentences of sheets with the label that was read, least sure first: give each the right one."""

    name = "Reflection sentences"
    nothing = "Every sentence of your sheets has a label from you."

    def __init__(self, sitting: Sitting, press: Press, keys: Keys) -> None:
        super().__init__(Labels(sitting), press, keys)

    def _controls(self) -> list[widgets.Widget]:
        labels = self.review
        nine = [
            self._keys.button(
                label, str(number), self._doing(lambda label=label: labels.label(label)), f"The sentence is {label}"
            )
            for number, label in enumerate(REFLECTION_LABELS, 1)
        ]
        return [row(*nine), self._places()]

    def _shown(self) -> tuple[str, str]:
        sentence = self.review.row
        head = (
            f"{sentence['sheet_id']}: read as {sentence['label']}, with a probability of {sentence['probability']:.2f}"
        )
        return markup.lines([head], "source"), markup.passage(self.review.passage)


class Strangers(Reviewing):
    """Likely names that are in no register: keep, replace, or no name."""

    name = "Names in no register"
    nothing = "No likely name is left that is in no register."

    def __init__(self, sitting: Sitting, press: Press, keys: Keys) -> None:
        self.client = widgets.Dropdown(description="by", style={"description_width": "3.5rem"}, options=[""])
        keys.box(self.client, "c")
        super().__init__(Names(sitting), press, keys)
        self.client.options = [("“person”", ""), *((each, each) for each in self.review.clients)]

    def _controls(self) -> list[widgets.Widget]:
        decide = self.review.decide
        choose = row(
            self._keys.button("Keep", "k", self._doing(lambda: decide("keep")), "The name stays as it is written"),
            self._keys.button("Not a name", "o", self._doing(lambda: decide("not_a_name")), "The words are no name"),
            self._keys.button(
                "Replace", "d", self._doing(lambda: decide("replace", self.client.value or "")), "Shown as chosen"
            ),
            self.client,
        )
        return [choose, self._places()]

    def _shown(self) -> tuple[str, str]:
        name = self.review.row
        places = "1 place" if name["n"] == 1 else f"{name['n']} places"
        head = f"“{name['surface']}”, {places}; the first is in {name['source_id']}:"
        return markup.lines([head], "source"), markup.marked(name["sentence"], name["surface"])
