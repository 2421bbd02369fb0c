"""All results of one practice: every table is computed once, when it is first asked for, from the checked frames."""

from dataclasses import dataclass
from pathlib import Path

from coachkit.practice import Practice, read_practice
from coachkit.results.codes import Codes
from coachkit.results.evidence import Evidence
from coachkit.results.hours import Hours
from coachkit.results.reading import Reading


def analyse(practice: str | Path = "example", start: str = "", end: str = "") -> "Results":
    """The results of the practice in a folder ("example" ships with coachkit); `start` and `end` override its period.

    Raises UsageError as `read_practice` does.
    """
    return Results(read_practice(practice, start, end))


_OF_ALL = ("contacts", "sheets", "feedback", "supervision", "documents", "clients", "name_decisions")
_KEPT = {
    **dict.fromkeys(("sentences", "sources", "sentences_in_period", "example", "_meaning", "ledger"), ()),
    **dict.fromkeys(("feedback_sentences", "feedback_in_period", "hours_forecast"), ()),
    "_themes": ("theme_decisions",),
    "_moments": ("likes",),
    **dict.fromkeys(("contract_topics", "contracts_by_client", "contracts_by_topic"), ("contracts",)),
    "_search": ("likes",),
    **dict.fromkeys(("reflection_sentences", "loops", "openings"), ("labels",)),
}
"""What takes time and does not follow from decisions on evidence, and the tables of decisions that it does follow from."""


@dataclass(frozen=True)
class Results(Hours, Evidence, Codes, Reading):
    """The result tables of a practice as attributes, each with the columns of its entry in `RESULT_TABLES`.

    Beside them: `ledger` and what follows from it (`waterfall`, `cumulative`, `fan`, `cadence`, `gaps`), and the
    tables by month and by client that figures draw. Sheets and feedback count where their date is in the period, also
    as passages that are offered; accepted evidence is not filtered.
    """

    def renewed(self, practice: Practice) -> "Results":
        """The results of the same practice after a decision; what does not follow from decisions on evidence is not computed again.

        `practice` as `decisions.Decisions` holds it.
        """
        again = Results(practice)
        read, before = practice.reads, self.practice.reads
        changed = {name for name in read if read[name] is not before[name]}
        kept = {name for name, follows in _KEPT.items() if changed.isdisjoint((*follows, *_OF_ALL))}
        again.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return again
