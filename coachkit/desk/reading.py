"""The place to read what stands behind a figure: a list of sources, and the text of one, its words marked."""

from html import escape

import ipywidgets as widgets
import pandas as pd

from coachkit.desk.behind import Behind
from coachkit.narrate import wording

MOST = 200
"""Sources in the list; where there are more, the latest."""
HOW = "Choose a sheet from the list, or click a bar or a point of a figure, to read it here."


class Reading(widgets.VBox):
    """A list of sources, a step to the one before and after, and the text of the one that is chosen.

    `sentences` as `text.sentences` gives them: names are replaced in them, and places are those of the text as written.
    """

    def __init__(self, sentences: pd.DataFrame) -> None:
        self._sentences, self._rows = sentences, sentences.groupby("source_id", sort=False).indices
        self._behind: Behind | None = None
        self._title, self.text = widgets.HTML(), widgets.HTML(layout={"width": "auto"})
        self.list = widgets.Dropdown(description="Read", layout={"width": "28rem"}, style={"description_width": "4rem"})
        self.earlier, self.later = self._step("earlier", -1), self._step("later", 1)
        row = widgets.HBox([self.list, self.earlier, self.later], layout={"flex_flow": "row wrap"})
        super().__init__([self._title, row, self.text], layout={"max_width": "72rem"})
        self.list.observe(self._read, "value")

    def _step(self, name: str, by: int) -> widgets.Button:
        button = widgets.Button(description=name, tooltip=f"Read the {name} one", layout={"width": "5rem"})
        button.on_click(lambda _: self._move(by))
        return button

    def _move(self, by: int) -> None:
        at = (self.list.index or 0) + by
        if 0 <= at < len(self.list.options):
            self.list.index = at

    def offer(self, behind: Behind, opened: bool = True) -> None:
        """List what stands behind a mark, and open the first of it; without `opened` the list waits to be chosen from."""
        self._behind, listed = behind, behind.sources.tail(MOST)
        cut = f" (the latest {MOST} are listed)" if len(behind.sources) > MOST else ""
        options = [] if opened and len(listed) else [("–", "")]
        options += [(_named(row), row.source_id) for row in listed.itertuples()]
        self.list.options = options
        self.list.value = options[0][1]
        self._title.value = f"<h3>{escape(behind.title)}{cut}</h3>"
        self._read()

    def _read(self, _: object = None) -> None:
        source = self.list.value
        self.text.value = self._html(source) if source else f"<p>{HOW}</p>"

    def _html(self, source: str) -> str:
        rows = self._sentences.iloc[self._rows.get(source, [])]
        marks = self._behind.marks[self._behind.marks["source_id"].eq(source)]
        said = [_sentence(row, marks) for row in rows.itertuples()]
        paragraphs = pd.Series(said, dtype="str").groupby(rows["paragraph"].to_numpy()).agg(" ".join)
        body = "".join(f"<p>{words}</p>" for words in paragraphs) or "<p>It holds no text.</p>"
        return f'<div class="text" tabindex="0" role="region" aria-label="Text of {escape(source)}">{body}</div>'


def _named(row: object) -> str:
    """A source in the list, such as `S042, 3 March 2025, C01`."""
    return ", ".join(filter(None, [row.source_id, wording.day(row.date), row.client_ids.replace(";", ", ")]))


def _sentence(row: object, marks: pd.DataFrame) -> str:
    words = escape(wording.begun(row.sentence))
    marked = ((marks["start"] < row.end) & (marks["end"] > row.start)).any()
    return f"<mark>[{words}]</mark>" if marked else words
