"""One sitting at the desk: what is decided goes through here to the disk, and the results follow it."""

from collections import Counter
from datetime import date

from coachkit import journal
from coachkit.decisions import Decisions
from coachkit.errors import CoachkitError, UsageError
from coachkit.journal import Undone
from coachkit.results import Results
from coachkit.shipped import is_shipped


class Sitting:
    """The results of a practice, which follow each decision, and what was decided in this sitting.

    What is decided is on the disk when `decide` returns; nothing but the counts lives here alone.
    """

    def __init__(self, results: Results, today: date | None = None) -> None:
        self.results = results
        self.made: Counter[str] = Counter()
        self._decisions = Decisions(results.practice, today)

    def decide(self, counted: str, how: str, *given, **named) -> object:
        """Call `Decisions.<how>`; it counts as one more of `counted`. Raises what that raises, with nothing decided."""
        try:
            answer = getattr(self._decisions, how)(*given, **named)
        finally:
            self._follow()
        self.made[counted] += 1
        return answer

    def undo(self) -> Undone:
        """Take the last decision back, also one of an earlier sitting."""
        undone = self._decisions.undo()
        self._follow()
        self.made["taken back"] += 1
        return undone

    def last_criterion(self) -> str:
        """The criterion of the last passage decided on here or in an earlier sitting; blank where there is none."""
        return journal.last(self.results.practice.folder, "evidence").get("criterion", "")

    def remarks(self) -> list[str]:
        """What is to be known before anything is decided: the shipped example, a copy of it, records with problems."""
        practice, said = self.results.practice, []
        if is_shipped(practice.folder):
            said.append(
                "This is the example that ships with coachkit, and nothing is written to it. "
                "`coachkit lab` makes a copy of it to try things on."
            )
        if self.results.example:
            said.append(
                "The finder has learnt from the example’s own texts: what it offers here says nothing about how well it finds in yours."
            )
        if len(practice.problems):
            said.append(
                f"{len(practice.problems)} problem{'s' * (len(practice.problems) > 1)} in the records: "
                "rows that cannot be read are not used here; `coachkit check` lists them."
            )
        return said

    def decided(self) -> str:
        """How many decisions were made in this sitting, in words."""
        made = {name: n for name, n in self.made.items() if name != "taken back"}
        if not self.made:
            return "Nothing decided in this sitting yet."
        parts = [f"{n} {name}" for name, n in self.made.items()]
        return f"Decided in this sitting: {sum(made.values())} ({', '.join(parts)})."

    def _follow(self) -> None:
        if self._decisions.practice is not self.results.practice:
            self.results = self.results.renewed(self._decisions.practice)


_ABOUT = {
    "labels": "a sentence’s label",
    "name_decisions": "a name",
    "evidence": "a passage",
    "cues": "what a criterion sounds like",
}


def taken_back(undone: Undone) -> str:
    """What was taken back, in words; no name."""
    row, before = undone.row, undone.before
    if undone.table != "evidence":
        return f"Taken back: the last decision, on {_ABOUT.get(undone.table, undone.table)}."
    now = f"{before['decision']} again" if before else "not decided any more"
    return f"Taken back: {row['evidence_id']}, which was {row['decision']}, is {now}."


def refusal(error: Exception) -> str:
    """A refusal in one line, as the desk shows it."""
    what = "Not done" if isinstance(error, UsageError) else "Not written"
    return f"{what}: {error}." if isinstance(error, CoachkitError) else f"{what}: {type(error).__name__}: {error}."
