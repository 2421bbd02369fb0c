"""The coach's own mapping sheet: each row whose criterion and passage are certain becomes accepted evidence, the rest is asked about."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from coachkit import dates, values
from coachkit.importers.pages import Remark
from coachkit.importers.values.choices import read_word
from coachkit.mapping.columns import LABELS, kind_of
from coachkit.mapping.criteria import Criteria
from coachkit.mapping.reading import Line
from coachkit.mapping.sources import Passage, Passages
from coachkit.mapping.steps import FILLED, NEW, SAME, Step
from coachkit.places import locate
from coachkit.practice import Practice
from coachkit.schema import TABLES

_COLUMNS = {column.name: column for column in TABLES["evidence"].columns}
_EVIDENCE = ("quote", "reason", "source", "title", "place", "ref", "date")
"""What makes a row of evidence; without any of it a row is a heading or a gap."""
_FILLED = ("reason", "kind", "assessor", "assessor_decision", "sampled")


class Older:
    """The rows of a coach's own sheet; `steps` and `remarks` say what they bring and what is asked."""

    def __init__(self, lines: Sequence[Line], practice: Practice, today: date) -> None:
        self._criteria = Criteria(practice.framework)
        self._passages = Passages(practice)
        self._held = practice.reads["evidence"].frame.astype({"start": "object"}).to_dict("records")
        self._new: set[tuple] = set()
        self.steps: list[Step] = []
        self.remarks: list[Remark] = []
        days = {key: self._days(lines, key, today) for key in ("date", "decided_on")}
        for line, day, decided_on in zip(lines, days["date"], days["decided_on"], strict=True):
            if any(map(line.text, _EVIDENCE)):
                self._take(line, day, decided_on)

    def _days(self, lines: Sequence[Line], key: str, today: date) -> list[date | None]:
        """The dates of a column; one that cannot be read is told, and a row is then found by its words or its source's id alone."""
        read = dates.read_dates([_day_text(line, key) for line in lines], today=today)
        for at, (problem, cure) in read.faults.items():
            self.remarks.append(Remark(lines[at].at(key), lines[at].text(key), problem, cure, note=True))
        self.remarks += [Remark("", "", note, "nothing to mend if it is so", note=True) for note in read.notes]
        return read.values

    def _take(self, line: Line, day: date | None, decided_on: date | None) -> None:
        if not line.text("criterion"):
            cure = "write the criterion in each row; one that stands in a row above is not taken over"
            self.remarks.append(Remark(line.at("criterion"), "", "is blank: this row names no criterion", cure))
            return
        criteria, asked = self._criteria.named(line)
        self.remarks += asked
        if not criteria:
            return
        found = self._passages.find(line, day)
        if isinstance(found, Remark):
            self.remarks.append(found)
            return
        decision = self._read(line, "decision", lambda text: _choice("decision", text), note=False)
        if decision is None:
            return
        self._note_on(line, found, day)
        told = {"decision": decision or "accepted", "decided_on": f"{decided_on:%Y-%m-%d}" if decided_on else ""}
        told |= {"reason": line.text("reason"), "kind": self._read(line, "kind", _kind) or ""}
        told |= {key: line.text(key) for key in ("assessor", "assessor_decision")}
        told["sampled"] = self._read(line, "sampled", lambda text: read_word(_COLUMNS["sampled"], text)) or ""
        for criterion in criteria:
            self._settle(line, criterion, found, told)

    def _read(self, line: Line, key: str, reader: Callable[[str], str], note: bool = True) -> str | None:
        """A value by its reader; None where it is not understood, which is told (a note where the row stands without it)."""
        try:
            return reader(line.text(key))
        except values.Refused as refused:
            self.remarks.append(Remark(line.at(key), line.text(key), *refused.args, note=note))
            return None

    def _note_on(self, line: Line, found: Passage, day: date | None) -> None:
        own = self._passages.day_of(found.source_id)
        if day and own and day != own:
            problem = f"is not the date of {found.source_id}, which is {own:%Y-%m-%d}"
            cure = f"nothing to mend if {found.source_id} is meant"
            self.remarks.append(Remark(line.at("date"), line.text("date"), problem, cure, note=True))

    def _settle(self, line: Line, criterion: str, found: Passage, told: dict[str, str]) -> None:
        """A new decision, or what the row adds to one that stands."""
        key = (criterion, found)
        if key in self._new:
            self.steps.append(Step(line.place, SAME, "", criterion))
            return
        self._new.add(key)
        held = next((row for row in self._held if row["criterion"] == criterion and self._is_same(row, found)), None)
        if held is None:
            filled = {name: text for name, text in told.items() if text}
            self.steps.append(
                Step(
                    line.place,
                    NEW,
                    "",
                    criterion,
                    {"criterion": criterion, **found.values(self._passages.written), **filled},
                )
            )
            return
        self._add_to(line, held, told)

    def _add_to(self, line: Line, held: dict, told: dict[str, str]) -> None:
        ref = held["evidence_id"]
        if held["decision"] != told["decision"]:
            problem = f"is {told['decision']} here; {ref} says {held['decision']}"
            cure = f"decide on {ref} anew in the evidence desk or in evidence.csv"
            self.remarks.append(Remark(line.place, line.text("criterion"), problem, cure))
            return
        brings = {name: told[name] for name in _FILLED if told[name] and not held[name]}
        for name in _FILLED:
            if told[name] and held[name] and told[name] != held[name]:
                problem = f"differs from the {LABELS[name].lower()} of {ref}, which stays"
                self.remarks.append(
                    Remark(
                        line.at(name), told[name], problem, "change it in evidence.csv if this one is right", note=True
                    )
                )
        self.steps.append(Step(line.place, FILLED if brings else SAME, ref, held["criterion"], brings))

    def _is_same(self, row: dict, found: Passage) -> bool:
        """Whether a decision that stands is on this passage: half of the shorter is shared, or both are on the whole source."""
        if row["source_id"] != found.source_id:
            return False
        start = row["start"]
        span = locate(self._passages.written[found.source_id], row["quote"], *_numbers(start, row["end"]))
        if span is None or found.span is None:
            return span is None and found.span is None and not row["quote"]
        shared = min(span[1], found.span[1]) - max(span[0], found.span[0])
        return 2 * shared >= min(span[1] - span[0], found.span[1] - found.span[0])


def _day_text(line: Line, key: str) -> str:
    """A date as written; one that a workbook holds without its time of day."""
    held = line.cells[key].held if key in line.cells else None
    return f"{held:%Y-%m-%d}" if isinstance(held, date) else line.text(key)


def _numbers(start: object, end: object) -> tuple[int | None, int | None]:
    return tuple(None if pd.isna(place) else int(place) for place in (start, end))


def _choice(name: str, text: str) -> str:
    read = values.read_choice([text], _COLUMNS[name].allowed)
    if read.faults:
        raise values.Refused(*read.faults[0])
    return read.values[0]


def _kind(text: str) -> str:
    if text and not kind_of(text):
        raise values.Refused(
            "is not a kind of evidence that is known; that of its source is taken",
            f"write one of {', '.join(_COLUMNS['kind'].allowed)}",
        )
    return kind_of(text)
