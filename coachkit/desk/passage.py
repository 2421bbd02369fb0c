"""A passage in its source as the desk shows it: where it stands among sentences and words, and how its ends move."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from coachkit import text
from coachkit.names import Replaced
from coachkit.narrate.wording import count

_WORD = re.compile(r"\S+")
MOVES = {
    "start back": "a sentence more at the beginning",
    "start on": "a sentence less at the beginning",
    "end back": "a sentence less at the end",
    "end on": "a sentence more at the end",
    "start a word back": "a word more at the beginning",
    "start a word on": "a word less at the beginning",
    "end a word back": "a word less at the end",
    "end a word on": "a word more at the end",
}
"""How an end of a passage may move, and what that does."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a source: `start` and `end` are places in the text as shown, names replaced by ids."""

    shown: Replaced
    start: int
    end: int

    @classmethod
    def of_written(cls, shown: Replaced, start: int, end: int) -> "Passage":
        """The passage at two places in the text as written."""
        return cls(shown, shown.shown_at(start), shown.shown_at(end, end=True))

    @property
    def written(self) -> tuple[int, int]:
        """Its start and end in the text as written."""
        return self.shown.written(self.start), self.shown.written(self.end, end=True)

    @property
    def words(self) -> str:
        """What it says, names replaced."""
        return self.shown.text[self.start : self.end]

    @property
    def reach(self) -> str:
        """Where it begins and ends, by its first and last words."""
        words = self.words.split()
        return f"From “{' '.join(words[:5])}” to “{' '.join(words[-5:])}”: {count(len(words), 'word')}."

    def moved(self, move: str) -> "Passage":
        """The passage with one end moved, as MOVES names it; the same where there is no further to go."""
        end, *what, way = move.split()
        places = self._words if what else self._sentences
        opens, closes = [place for place, _ in places], [place for _, place in places]
        if end == "start":
            before = opens[bisect_left(opens, self.start) - 1] if bisect_left(opens, self.start) else self.start
            after = next((place for place in opens if self.start < place < self.end), self.start)
            return replace(self, start=before if way == "back" else after)
        later = bisect_right(closes, self.end)
        before = max((place for place in closes if self.start < place < self.end), default=self.end)
        return replace(self, end=before if way == "back" else closes[later] if later < len(closes) else self.end)

    def chosen(self, start: int, end: int) -> "Passage":
        """The whole words between two places; the same passage where there are none."""
        touched = [(opens, closes) for opens, closes in self._words if opens < end and start < closes]
        return replace(self, start=touched[0][0], end=touched[-1][1]) if touched else self

    @cached_property
    def around(self) -> tuple[int, int]:
        """The stretch to show it in: its paragraphs, and at least the sentence before and the one after."""
        spans = text.spans(self.shown.text)
        mine = [number for number, (_, start, end) in enumerate(spans) if start < self.end and self.start < end]
        if not mine:
            return self.start, self.end
        paragraphs = {spans[number][0] for number in mine}
        near = spans[max(0, mine[0] - 1) : mine[-1] + 2] + [span for span in spans if span[0] in paragraphs]
        return min(start for _, start, _ in near), max(end for _, _, end in near)

    @property
    def goes_on(self) -> tuple[bool, bool]:
        """Whether there is more of the source before and after what is shown."""
        start, end = self.around
        return bool(self.shown.text[:start].strip()), bool(self.shown.text[end:].strip())

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return [(start, end) for _, start, end in text.spans(self.shown.text)]

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.shown.text)]


class OnDesk:
    """What lies on the desk with a passage whose ends can be moved; None where nothing does."""

    passage: Passage | None = None

    def span(self, move: str) -> str:
        """Move one end of the passage (see MOVES); where it begins and ends then, in words."""
        self.passage = self.passage and self.passage.moved(move)
        return self.passage.reach if self.passage else ""

    def choose(self, start: int, end: int) -> str:
        """Take the whole words between two places of the text as shown for the passage."""
        self.passage = self.passage and self.passage.chosen(start, end)
        return self.passage.reach if self.passage else ""
