"""The sheet that coachkit wrote, come back: what an assessor filled in, and the reasons that the coach did."""

from collections.abc import Iterable, Iterator
from functools import cached_property

import pandas as pd

from coachkit.importers.files.marks import without_marks
from coachkit.importers.pages import Remark
from coachkit.importers.values.choices import read_word
from coachkit.mapping.columns import ASSESSED, FILLED_IN, LABELS, NOT_YET, fitted, plain, same_words
from coachkit.mapping.reading import Line
from coachkit.mapping.steps import ASSESSED as BY_ASSESSOR
from coachkit.mapping.steps import FILLED, SAME, Step
from coachkit.practice import Practice
from coachkit.schema import TABLES
from coachkit.values import Refused

_SAMPLED = next(column for column in TABLES["evidence"].columns if column.name == "sampled")
_WRITE_AGAIN = "`coachkit mapping` writes the sheet anew; fill it in there"


class Returned:
    """The rows of a sheet that coachkit wrote, held against the decisions as they stand; `steps` and `remarks` say what they bring."""

    def __init__(self, lines: Iterable[Line], practice: Practice) -> None:
        self._practice = practice
        self._told: dict[str, Line] = {}
        self.steps: list[Step] = []
        self.remarks: list[Remark] = []
        for line in lines:
            self._take(line)

    @cached_property
    def _held(self) -> dict[str, dict]:
        """The decisions as written, by id."""
        return _by_id(self._practice.reads["evidence"].frame)

    @cached_property
    def _shown(self) -> dict[str, dict]:
        """The decisions as the sheet shows them, by id."""
        return _by_id(pd.concat([self._practice.evidence, self._practice.to_judge_again]))

    def _take(self, line: Line) -> None:
        ref = line.text("ref")
        faults = list(self._faults(line, ref))
        self.remarks += faults
        if faults or not ref:
            return
        first = self._told.setdefault(ref, line)
        if first is not line:
            self.remarks += [*self._told_twice(first, line, ref)]
            return
        held = self._held[ref]
        entries = {key: self._entry(line, key, held[key]) for key in FILLED_IN}
        brings = {key: text for key, text in entries.items() if text and text != held[key]}
        reason = self._reason(line, held, self._shown[ref])
        does = BY_ASSESSOR if brings else FILLED if reason else SAME
        kept = {key: held[key] for key in ("assessor", "assessor_decision")} if brings else {}
        values = kept | brings | ({"reason": reason} if reason else {})
        self.steps.append(Step(line.place, does, ref, held["criterion"], values))

    def _faults(self, line: Line, ref: str) -> Iterator[Remark]:
        """What keeps a row from being taken: its decision is not there, or it is not the passage that was decided on."""
        if not ref:
            for key in (*FILLED_IN, "reason", "quote"):
                if line.text(key) and plain(line.text(key)) != NOT_YET:
                    cure = "write it beside a passage that has an evidence ref; accept one for this criterion first"
                    yield Remark(line.at(key), line.text(key), "stands in a row that has no evidence ref", cure)
            return
        if ref not in self._held:
            broken = ref in self._practice.reads["evidence"].ids
            problem = (
                "has a problem in evidence.csv, so nothing is written to it" if broken else "is no id in evidence.csv"
            )
            cure = (
                "`coachkit check` says how to mend it"
                if broken
                else "correct the ref; a passage decided on is not given another id"
            )
            yield Remark(line.at("ref"), ref, problem, cure)
            return
        shown, held = self._shown[ref], self._held[ref]
        quotes = [fitted(without_marks(text)[0]) for text in (shown["quote"], held["quote"])]
        if not any(same_words(text, line.text("quote")) for text in quotes):
            yield Remark(
                line.at("quote"), line.text("quote"), f"is not the passage of {ref} in evidence.csv", _WRITE_AGAIN
            )
        for key in ("criterion", "decision"):
            if line.text(key) and line.text(key) != shown[key]:
                cure = f"put {shown[key]} back; to decide anew, use the evidence desk or evidence.csv"
                yield Remark(line.at(key), line.text(key), f"is not the {key} of {ref}, which is {shown[key]}", cure)

    def _told_twice(self, first: Line, line: Line, ref: str) -> Iterator[Remark]:
        """A second row of one decision brings nothing; where it says something else, that is asked about."""
        for key in FILLED_IN:
            if line.text(key) != first.text(key):
                problem = f'differs from "{first.text(key)}", which another row of {ref} has ({first.at(key)})'
                yield Remark(
                    line.at(key), line.text(key), problem, "make the two the same, or take one of the rows out"
                )

    def _entry(self, line: Line, key: str, held: str) -> str:
        """What was filled in, as evidence.csv holds it; "" where it is blank or cannot be read."""
        text = "" if plain(line.text(key)) == NOT_YET else line.text(key)
        if not text:
            if held and key in line.cells:
                problem = f"is blank; evidence.csv keeps {held}"
                self.remarks.append(
                    Remark(
                        line.at(key), "", problem, "nothing to mend, unless it should be taken away there", note=True
                    )
                )
            return ""
        if key == "sampled":
            try:
                return read_word(_SAMPLED, text)
            except Refused as refused:
                self.remarks.append(Remark(line.at(key), text, *refused.args))
                return ""
        if key == "assessor_decision":
            return self._decision(line, text)
        return text

    def _decision(self, line: Line, text: str) -> str:
        if plain(text) in ASSESSED:
            return plain(text)
        problem = f"is kept as it is written; the list has {', '.join(ASSESSED)}"
        self.remarks.append(
            Remark(line.at("assessor_decision"), text, problem, "nothing to mend if it is meant so", note=True)
        )
        return text

    def _reason(self, line: Line, held: dict, shown: dict) -> str:
        """A reason that was filled in where there was none; another in place of one is asked about."""
        text = line.text("reason")
        if text and not held["reason"]:
            return text
        if text and not same_words(fitted(shown["reason"]), text):
            cure = "change it in evidence.csv, or put the old one back"
            self.remarks.append(
                Remark(line.at("reason"), text, f"is another {LABELS['reason'].lower()} than evidence.csv has", cure)
            )
        return ""


def holds_more(lines: Iterable[Line], practice: Practice) -> bool:
    """Whether a sheet holds something that a person wrote in it and that evidence.csv does not have, or is not one of coachkit's."""
    shown = _by_id(pd.concat([practice.evidence, practice.to_judge_again]))
    for line in lines:
        held = shown.get(line.text("ref"), {})
        texts = {key: line.text(key) for key in (*FILLED_IN, "reason") if plain(line.text(key)) != NOT_YET}
        if not line.ours or any(
            text and not same_words(fitted(held.get(key, "")), text) for key, text in texts.items()
        ):
            return True
    return False


def _by_id(frame: pd.DataFrame) -> dict[str, dict]:
    return {row["evidence_id"]: row for row in frame.to_dict("records")}
