"""The desk's first part as widgets, thin over the queue: a criterion, a passage that may evidence it, and what to decide."""

from collections.abc import Callable

import ipywidgets as widgets

from coachkit.desk import markup
from coachkit.desk.keys import Keys, row
from coachkit.desk.parts import Press, ends
from coachkit.desk.queue import Queue
from coachkit.desk.sitting import Sitting
from coachkit.schema import KINDS_IN_WORDS

WIDE = {"flex": "1 1 36rem", "min_width": "20rem"}
NARROW = {"flex": "1 1 16rem", "min_width": "15rem", "padding": "0 0 0 1rem"}


class Passages(widgets.VBox):
    """Candidate passages for a criterion: accept, reject, put off, move their ends."""

    def __init__(self, sitting: Sitting, press: Press, keys: Keys) -> None:
        self.queue, self._press, self._keys = Queue(sitting), press, keys
        self._drawing, self._offered = False, None
        self._criterion, self._source, self._text, self._side, self._progress = (widgets.HTML() for _ in range(5))
        self.reason = widgets.Textarea(
            placeholder="asked for, not required; in your own words", continuous_update=False, rows=2
        )
        self.reason.description, self.reason.style = "How it meets it", {"description_width": "9rem"}
        self.reason.layout = {"width": "auto"}
        keys.box(self.reason, "w")
        self.kind = widgets.Dropdown(description="Kind", style={"description_width": "9rem"}, options=[""])
        self.kind.layout = {"width": "27rem"}
        keys.box(self.kind, "k")
        self.criterion = widgets.Dropdown(description="Criterion", style={"description_width": "9rem"}, options=[""])
        keys.box(self.criterion, "c")
        self.criterion.observe(self._chosen, "value")
        self.sounds = widgets.Textarea(placeholder="in your own words", rows=1)
        self.sounds.description, self.sounds.style = "It sounds like", {"description_width": "9rem"}
        self.sounds.layout, self.sounds.continuous_update = {"flex": "1 1 auto"}, False
        self.sounds.add_class("coachkit-teaches")
        keys.box(self.sounds, "y")
        teach = keys.button("Teach the finder", "t", self._doing(self.teach), "Offer more that sounds like this")
        self._teaching = widgets.HBox([self.sounds, teach], layout={"align_items": "center"})
        self._ends = ends(self.queue, press, keys)
        left = widgets.VBox(
            [
                self._source,
                self._text,
                self._ends,
                self.reason,
                self.kind,
                self._decisions(),
                self._places(),
                self._teaching,
            ],
            layout=WIDE,
        )
        side = widgets.VBox([self._side], layout=NARROW)
        body = widgets.HBox([left, side], layout={"flex_flow": "row wrap"})
        super().__init__([self._criterion, body, self._progress])

    def _decisions(self) -> widgets.HBox:
        does = {
            "Accept": ("a", self.accept, "The passage evidences the criterion", "primary"),
            "Reject": ("r", self.reject, "It does not, and is not offered for it again", ""),
            "Later": ("l", self.later, "It comes back at the end of this criterion’s queue", ""),
        }
        return row(
            *(
                self._keys.button(name, key, self._doing(what), tip, look)
                for name, (key, what, tip, look) in does.items()
            )
        )

    def _places(self) -> widgets.HBox:
        queue = self.queue
        return row(
            self._keys.button(
                "Next passage", "ArrowDown", self._doing(lambda: queue.move(1)), "Look on without deciding"
            ),
            self._keys.button(
                "Passage before", "ArrowUp", self._doing(lambda: queue.move(-1)), "Look back without deciding"
            ),
            self._keys.button(
                "Next criterion",
                "n",
                self._doing(lambda: self._gone(queue.next_criterion)),
                "The next weakest criterion",
            ),
            self._keys.button(
                "Criterion before",
                "p",
                self._doing(lambda: self._gone(queue.previous_criterion)),
                "The criterion shown before",
            ),
            self.criterion,
        )

    def _doing(self, what: Callable[[], str | None]) -> Callable[[], None]:
        return lambda: self._press(what)

    def _gone(self, where: Callable[[], None]) -> str:
        where()
        return self.queue.so_far()

    def accept(self) -> str:
        """Accept the passage on the desk with the reason and kind that stand there."""
        return self.queue.accept(self.reason.value, self.kind.value or "")

    def reject(self) -> str:
        """Reject the passage on the desk."""
        return self.queue.reject(self.reason.value)

    def later(self) -> str:
        """Put the passage on the desk off."""
        return self.queue.later(self.reason.value, self.kind.value or "")

    def teach(self) -> str:
        """Keep what the criterion sounds like, and offer anew."""
        said = self.queue.teach(self.sounds.value)
        self.sounds.value = ""
        return said

    def _chosen(self, change: dict) -> None:
        if not self._drawing and change["new"] not in ("", None, self.queue.criterion):
            self._press(lambda: self.queue.go_to(change["new"]))

    def draw(self) -> None:
        """Show what is on the desk now."""
        queue = self.queue
        queue.follow()
        self._criterion.value = markup.criterion(queue.wording) + markup.state(queue.standing)
        self._side.value = markup.already(queue.accepted) + markup.asked(queue.asked)
        self._progress.value = markup.progress(queue.criteria, queue.criterion)
        self._draw_choices()
        self._draw_offer()

    def _draw_choices(self) -> None:
        options = [
            (f"{r.criterion} ({r.accepted} of {r.needed})", r.criterion) for r in self.queue.criteria.itertuples()
        ]
        self._drawing = True
        if self.criterion.options != tuple(options):
            self.criterion.options = options
        self.criterion.value = self.queue.criterion
        self._drawing = False

    def _draw_offer(self) -> None:
        queue = self.queue
        if queue.offer != self._offered:
            self._offered, self.reason.value = queue.offer, ""
            self._draw_kinds()
        if queue.offer is None:
            self._source.value = f"<p>{NO_MORE.format(criterion=queue.criterion)}</p>"
            self._text.value = ""
            return
        offer = queue.offer
        number = f"Passage {queue.at + 1} of {len(queue.offers)}"
        then = f" Your reason then: “{offer.reason}”." if offer.reason else ""
        self._source.value = (
            f'<p class="source">{markup.source(queue.source)}<span class="quiet"> · {number}</span></p>'
        )
        self._text.value = markup.passage(queue.passage) + markup.lines([f"Offered because: {offer.why}.{then}"])

    def _draw_kinds(self) -> None:
        """The kinds to choose from, that of the source first; what was written for another passage is gone."""
        if self.queue.offer is None:
            return
        default = f"as its source: {KINDS_IN_WORDS[self.queue.kind]} ({self.queue.kind})"
        self.kind.options = [(default, ""), *((f"{words} ({kind})", kind) for kind, words in KINDS_IN_WORDS.items())]
        self.kind.value = self.queue.offer.kind


NO_MORE = "No more passages to offer for {criterion} now. Next criterion (n) goes on; coming back here brings more, where there are any."
