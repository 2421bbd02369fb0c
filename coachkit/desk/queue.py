"""The queue of candidate passages, without widgets: which criterion, which passage of it, and what a decision does to both."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from coachkit.coverage import KIND_OF_SOURCE
from coachkit.desk.passage import OnDesk, Passage
from coachkit.desk.sitting import Sitting
from coachkit.errors import UsageError
from coachkit.journal import Undone
from coachkit.places import shares_half

OFFERED = 10
"""Passages of one visit to a criterion; those put off come after them, and another visit brings more."""
NOTHING = "there is no passage on the desk to decide on"


@dataclass(frozen=True)
class Offer:
    """A passage that may evidence a criterion: where it stands in its source as written, and why it is offered.

    `put_off` is true for one that was put off; it comes with the `reason` and `kind` that were written then, and keeps
    them where no others are given.
    """

    criterion: str
    source_id: str
    start: int
    end: int
    why: str
    put_off: bool = False
    reason: str = ""
    kind: str = ""


class Queue(OnDesk):
    """What stands on the desk: a criterion, its offers, and the passage of one of them with its ends as they were moved.

    It begins where the last decision on evidence was made, if that criterion still needs something, else at the weakest
    criterion. Only decisions, which are on the disk, outlast it.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._passed: list[str] = []
        self._put_off: list[tuple] = []
        self.go_to(self._where_it_was())

    # What stands on the desk

    @property
    def criteria(self) -> pd.DataFrame:
        """The coverage table: one row a criterion, weakest first."""
        return self._sitting.results.coverage

    @property
    def standing(self) -> pd.Series:
        """The row of the coverage table for the criterion on the desk."""
        return self._of(self.criteria)

    @property
    def wording(self) -> pd.Series:
        """The criterion's row in the framework: its own words, its hint, how sure the wording is."""
        return self._of(self._sitting.results.practice.framework)

    @property
    def asked(self) -> pd.Series:
        """What an assessor asks of the criterion's evidence: its row in the table vacsr."""
        return self._of(self._sitting.results.vacsr)

    @property
    def accepted(self) -> pd.DataFrame:
        """The criterion's accepted passages: rows of evidence."""
        evidence = self._sitting.results.practice.evidence
        return evidence[(evidence["criterion"] == self.criterion) & (evidence["decision"] == "accepted")]

    @property
    def offer(self) -> Offer | None:
        """The offer whose passage stands on the desk; None where there is no passage to offer."""
        return self.offers[self.at] if self.offers else None

    @property
    def source(self) -> pd.Series:
        """The source of the passage on the desk."""
        return self._sources.loc[self.offer.source_id]

    @property
    def kind(self) -> str:
        """The kind of evidence that a source of this sort is by default."""
        return KIND_OF_SOURCE[self.source["kind"]]

    # Going through the queue

    def go_to(self, criterion: str) -> None:
        """Put a criterion's first passage on the desk. Raises UsageError where the framework has none of that name."""
        self.criterion = criterion
        self._passed = [*(each for each in self._passed if each != criterion), criterion]
        self._left = OFFERED
        self._load()

    def next_criterion(self) -> None:
        """The weakest criterion that was not on the desk since all were; after the last one they begin again."""
        order = list(self.criteria["criterion"])
        left = [each for each in order if each not in self._passed]
        if not left:
            self._passed, left = [self.criterion], [each for each in order if each != self.criterion] or order
        self.go_to(left[0])

    def previous_criterion(self) -> None:
        """The criterion that was on the desk before this one; the same where there was none."""
        if len(self._passed) > 1:
            self._passed.pop()
            self.go_to(self._passed[-1])

    def move(self, by: int) -> None:
        """Look at a later (1) or an earlier (-1) passage of the criterion without deciding; it stops at both ends."""
        if self.offers:
            self._show(min(max(self.at + by, 0), len(self.offers) - 1))

    # Deciding

    def accept(self, reason: str = "", kind: str = "") -> str:
        """The passage as it stands evidences the criterion; what was done, in words. Raises as `Decisions.decide`."""
        evidence_id = self._decide("accepted", reason, kind)
        return f"{evidence_id} is accepted for {self.criterion}, and written. {self.so_far()}"

    def reject(self, reason: str = "") -> str:
        """The passage does not evidence the criterion, and is not offered for it again."""
        evidence_id = self._decide("rejected", reason, "")
        return f"{evidence_id} is rejected for {self.criterion}, and written. It will not be offered for it again."

    def teach(self, sentence: str) -> str:
        """Keep a sentence, or words, of what the criterion sounds like, and offer anew. Raises as `Decisions.sounds_like`."""
        if not sentence.strip():
            raise UsageError("write words or a sentence of what the criterion sounds like first (y leads to the box)")
        self._sitting.decide("taught", "sounds_like", self.criterion, sentence.strip())
        self._load()
        return f"The finder has learnt it for {self.criterion}, and it is written in decisions/cues.csv."

    def later(self, reason: str = "", kind: str = "") -> str:
        """The passage comes back at the end of the criterion's queue, also after a restart."""
        evidence_id = self._decide("later", reason, kind)
        return f"{evidence_id} is put off, and written. It comes back at the end of {self.criterion}."

    def put_back(self, undone: Undone) -> None:
        """Show the passage of a decision on evidence that was taken back."""
        row = undone.row
        if row["criterion"] in set(self.criteria["criterion"]):
            self.go_to(row["criterion"])
            self._find(row["source_id"], row.get("start", ""), row.get("end", ""))

    def follow(self) -> None:
        """Load the offers again where something else on the desk has changed the results."""
        if self._loaded is not self._sitting.results:
            self._load(self.at)

    def so_far(self) -> str:
        """What the criterion has of what it needs, in words."""
        row = self.standing
        if row["status"] == "covered":
            return f"{self.criterion} has what it needs ({row['accepted']} of {row['needed']}); n goes on to the next."
        if row["status"] == "one-sided":
            return f"{self.criterion} has {row['accepted']} of {row['needed']}, but one-sided: {row['remark']}."
        return f"{self.criterion} has {row['accepted']} of {row['needed']}."

    def _decide(self, decision: str, reason: str, kind: str) -> str:
        if not self.offer:
            raise UsageError(NOTHING)
        offer, (start, end) = self.offer, self.passage.written
        kind = kind or offer.kind or (self.kind if decision == "accepted" else "")
        evidence_id = self._sitting.decide(
            decision, "decide", offer.criterion, offer.source_id, start, end, decision, reason, kind
        )
        if decision == "later":
            self._put_off.append((offer.criterion, offer.source_id, start))
        self._left -= not offer.put_off
        self._load(self.at)
        return evidence_id

    # Loading

    def _of(self, table: pd.DataFrame) -> pd.Series:
        return table[table["criterion"] == self.criterion].iloc[0]

    def _where_it_was(self) -> str:
        """The criterion of the last decision on evidence, if it still falls short; else the weakest."""
        last, short = self._sitting.last_criterion(), self.criteria[self.criteria["status"] != "covered"]
        return last if last in set(short["criterion"]) else next(iter(self.criteria["criterion"]), "")

    def _load(self, at: int = 0) -> None:
        """The offers as the finder and the decisions on the disk have them now; the passage put off last comes last."""
        self._loaded = results = self._sitting.results
        self._sources = results.practice.sources.drop_duplicates("source_id").set_index("source_id")
        waiting = sorted(self._waiting(results.practice.evidence), key=self._put_off_at)
        found = results.candidates_for(self.criterion, self._left + len(waiting))
        fresh = [
            Offer(self.criterion, row.source_id, int(row.start), int(row.end), row.why)
            for row in found.itertuples()
            if not any(_same(one, row.source_id, int(row.start), int(row.end)) for one in waiting)
        ]
        self.offers = [*fresh[: self._left], *waiting]
        self._show(max(min(at, len(self.offers) - 1), 0))

    def _waiting(self, evidence: pd.DataFrame) -> Iterator[Offer]:
        """The passages that were put off for this criterion, as they stood then."""
        mine = evidence[(evidence["criterion"] == self.criterion) & (evidence["decision"] == "later")]
        for row in mine[mine["start"].notna()].itertuples():
            since = "" if pd.isna(row.decided_on) else f" on {row.decided_on.day} {row.decided_on:%B %Y}"
            why = f"you put it off{since}"
            yield Offer(self.criterion, row.source_id, int(row.start), int(row.end), why, True, row.reason, row.kind)

    def _put_off_at(self, offer: Offer) -> int:
        place = (offer.criterion, offer.source_id, offer.start)
        return max((n for n, each in enumerate(self._put_off) if each == place), default=-1)

    def _show(self, at: int) -> None:
        self.at = at
        offer = self.offer
        self.passage = offer and Passage.of_written(self.source["replaced"], offer.start, offer.end)

    def _find(self, source_id: str, start: str, end: str) -> None:
        """Show the offer at a place, or put the place itself in front where the finder does not offer it now."""
        if not (start and end) or source_id not in self._sources.index:
            return
        place = (source_id, int(start), int(end))
        number = next((n for n, offer in enumerate(self.offers) if _same(offer, *place)), None)
        if number is None:
            self.offers.insert(0, Offer(self.criterion, *place, "you took your decision on it back"))
        else:
            self.offers[number] = replace(self.offers[number], start=place[1], end=place[2])
        self._show(number or 0)


def _same(offer: Offer, source_id: str, start: int, end: int) -> bool:
    return offer.source_id == source_id and shares_half((offer.start, offer.end), (start, end))
