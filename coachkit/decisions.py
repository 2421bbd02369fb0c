"""The one writer of a practice's decisions: each is on the disk, whole, before the call returns, and can be taken back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from coachkit import disk, halfway, journal, places, shipped
from coachkit.errors import UsageError
from coachkit.journal import Undone, save
from coachkit.practice import Practice, read_again, read_practice
from coachkit.schema import TABLES
from coachkit.sources import texts
from coachkit.standing import Line, Standing, read_standing

LOCK = Path("private") / ".lock"
_PATIENCE = 10.0  # seconds to wait for another program that is writing
_SAME = {
    "evidence": ("criterion", "source_id"),
    "labels": ("sheet_id",),
    "name_decisions": ("surface", "source_id"),
    "theme_decisions": ("theme", "action"),
    "cues": ("criterion", "sentence"),
    "likes": ("own_criterion",),
    "contracts": ("client_id", "topic"),
}
"""The columns that two rows share where the second is the first decided anew; passages must overlap as well."""


class Decisions:
    """What a coach decides on a practice. `practice` is as read, with every decision made here in it.

    Every method writes its row before it returns and raises RecordsError, with nothing written, where the table cannot
    be told apart in rows, is open elsewhere or the disk is full, and UsageError for what the practice does not hold.
    Rows and columns that are not touched keep their bytes.
    """

    def __init__(self, practice: Practice, today: date | None = None) -> None:
        self.practice = practice
        self._today = today

    def decide(
        self,
        criterion: str,
        source_id: str,
        start: int,
        end: int,
        decision: str,
        reason: str = "",
        kind: str = "",
    ) -> str:
        """Accept, reject or put off (later) a passage for a criterion; its id in evidence.csv.

        `start` and `end` are places in the source's text as written. A passage that shares half of the shorter one with
        one decided on before for this criterion is that one decided anew: it keeps its id, and its reason where none is
        given, unless it is rejected.
        """
        self._refuse("criterion", criterion, self.practice.framework["criterion"])
        row = {"criterion": criterion, **self._passage("source_id", source_id, start, end), "decision": decision}
        told = {"reason": ""} if decision == "rejected" else {}
        return self.put("evidence", row | told | _told(reason=reason, kind=kind))["evidence_id"]

    def assess(self, evidence_id: str, assessor: str, assessor_decision: str, sampled: str = "") -> None:
        """What an assessor decided on a piece of evidence; `sampled`: yes or no, whether a quality assurer drew it."""
        self.assess_all(
            [
                {"evidence_id": evidence_id, "assessor": assessor, "assessor_decision": assessor_decision}
                | _told(sampled=sampled)
            ]
        )

    def assess_all(self, rows: Sequence[dict[str, str]]) -> None:
        """What an assessor decided on several pieces (evidence_id, assessor, assessor_decision, sampled), in one step.

        The day on which the coach decided stays as it is.
        """
        held = self.practice.reads["evidence"].frame
        days = dict(zip(held["evidence_id"], held["decided_on"].dt.strftime("%Y-%m-%d").fillna(""), strict=True))
        for row in rows:
            self._refuse("evidence_id", row["evidence_id"], days)
        self.put_all("evidence", [{"decided_on": days[row["evidence_id"]], **row} for row in rows])

    def relabel(self, sheet_id: str, start: int, end: int, label: str) -> None:
        """Give a sentence of a sheet the reflection label that is right."""
        self.put("labels", {**self._passage("sheet_id", sheet_id, start, end), "label": label})

    def name(self, surface: str, decision: str, client_id: str = "", source_id: str = "") -> None:
        """Keep words as they are, replace them as a client's name, or say that they are no name; everywhere where no source is given."""
        row = {"surface": surface, "decision": decision} | _told(client_id=client_id, source_id=source_id)
        self.put("name_decisions", row)

    def theme(self, theme: str, action: str, target: str = "") -> None:
        """Rename, merge, split or keep a theme."""
        self.put("theme_decisions", {"theme": theme, "action": action} | _told(target=target))

    def sounds_like(self, criterion: str, sentence: str) -> None:
        """A sentence of what a criterion sounds like, in the coach's words."""
        self._refuse("criterion", criterion, self.practice.framework["criterion"])
        self.put("cues", {"criterion": criterion, "sentence": sentence})

    def like(self, own_criterion: str, criterion: str) -> None:
        """A criterion of an own framework is like a shipped one."""
        self._refuse("criterion", own_criterion, self.practice.framework["criterion"])
        self.put("likes", {"own_criterion": own_criterion, "criterion": criterion})

    def settle(self, client_id: str, topic: str, settled_on: str = "", code: str = "", edition: str = "") -> None:
        """The contract with a client settles a topic, on a date (YYYY-MM-DD), under an edition of a code."""
        row = {"client_id": client_id, "topic": topic} | _told(settled_on=settled_on, code=code, edition=edition)
        self.put("contracts", row)

    def put(self, table: str, row: dict[str, str]) -> dict[str, str]:
        """Write one decision: in place of the row that it decides anew, else as a new row; the row as it stands then."""
        return self.put_all(table, [row])[0]

    def put_all(self, table: str, rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
        """Write several decisions of one table as `put` does, all or none; one undo takes them back together."""
        for row in rows:
            _check_values(table, row)
        if not rows:
            return []
        with self._writing():
            standing = read_standing(self.practice.folder, table)
            pairs = [self._set(standing, row) for row in rows]
            journal.note(self.practice.folder, table, pairs)
            save(standing, self.practice.folder)
        self._again(table)
        return [after for _, after in pairs]

    def _set(self, standing: Standing, row: dict[str, str]) -> tuple[dict[str, str] | None, dict[str, str]]:
        """One row in the working copy of its table: as it stood before, and as it stands then."""
        table = TABLES[standing.name]
        line = self._decided(standing, row)
        before = None if line is None else dict(line.values)
        dated = {"decided_on": f"{self._today or date.today():%Y-%m-%d}"} if "decided_on" in table.names else {}
        given = {**dated, **row}
        if line is None and table.key and not row.get(table.key):
            given = {table.key: self._next_id(standing), **given}
        line = _changed(standing, line, given)
        return before, {name: line.values.get(name, "") for name in table.names}

    def undo(self) -> Undone:
        """Take the last decision that stands back; also one of an earlier day.

        Raises UsageError where there is none, RecordsError, with nothing changed, where its row was changed by hand since.
        """
        with self._writing():
            undone = journal.take_back(self.practice.folder)
        if undone is None:
            raise UsageError("there is no decision to take back")
        self._again(undone.table)
        return undone

    # The row

    def _passage(self, key: str, source_id: str, start: int, end: int) -> dict[str, str]:
        """The columns of a passage, with its words as they are written."""
        written = texts(self.practice.reads)
        self._refuse(key, source_id, written)
        if not 0 <= start < end <= len(written[source_id]):
            raise UsageError(
                f"{source_id} has characters 0 to {len(written[source_id])}; {start} to {end} is no passage of it"
            )
        return {key: source_id, "start": str(start), "end": str(end), "quote": written[source_id][start:end]}

    def _refuse(self, what: str, value: str, known: Iterable[str]) -> None:
        if value not in set(known):
            raise UsageError(f"{what} {value!r} is not there; it is one of {', '.join(list(known)[:40])}")

    def _decided(self, standing: Standing, row: dict[str, str]) -> Line | None:
        """The row of the table that this one decides anew."""
        if row.get(standing.key):
            return standing.by_id().get(row[standing.key])
        same = _SAME[standing.name]
        alike = [
            line for line in standing.lines if all(line.values.get(name, "") == row.get(name, "") for name in same)
        ]
        if "quote" in row:
            text = texts(self.practice.reads)[row[same[-1]]]
            alike = [line for line in alike if _overlap(line.values, row, text)]
        return alike[-1] if alike else None

    def _next_id(self, standing: Standing) -> str:
        """One more than the highest that was ever given: an id is not used again."""
        given = [line.values.get(standing.key, "") for line in standing.lines]
        given += [row.get(standing.key, "") for row in journal.written(self.practice.folder, standing.name)]
        numbers = [int(match[1]) for match in (re.fullmatch(r"E(\d+)", each) for each in given) if match]
        return f"E{max(numbers, default=0) + 1:03}"

    # The files

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The practice's lock, held; a full disk is told in one line."""
        folder = self.practice.folder
        if shipped.is_shipped(folder):
            raise UsageError(
                "the example that ships is not written to; `coachkit lab` makes a copy of it to try things on"
            )
        halfway.check(folder)
        with disk.told(f"{folder.name}: the decision was not written"), disk.alone(folder, folder / LOCK, _PATIENCE):
            yield

    def _again(self, table: str) -> None:
        self.practice = read_again(self.practice, table)


def undo_decision(folder: str | Path) -> str:
    """Take the last decision on the practice in a folder back; what that was, in one sentence.

    Raises UsageError where there is none, RecordsError, with nothing changed, where its row was changed by hand since.
    """
    undone = Decisions(read_practice(folder)).undo()
    rows = f" ({1 + len(undone.others)} rows)" if undone.others else ""
    which = f", {undone.row['evidence_id']}" if undone.table == "evidence" else ""
    stands = "as it stood before" if undone.before else "gone again"
    return f"The last decision, in {TABLES[undone.table].file}{which}{rows}, is taken back: its row is {stands}."


def _told(**values: str) -> dict[str, str]:
    """The values that were given."""
    return {name: value.strip() for name, value in values.items() if value.strip()}


def _check_values(table: str, row: dict[str, str]) -> None:
    for column in TABLES[table].columns:
        value = row.get(column.name, "")
        if value and column.allowed and value not in column.allowed:
            raise UsageError(f"{column.name} {value!r} is not allowed; it is one of {', '.join(column.allowed)}")


def _changed(standing: Standing, line: Line | None, row: dict[str, str]) -> Line:
    if line is None:
        return standing.append(row)
    for name, text in row.items():
        standing.set(line, name, text)
    return line


def _overlap(held: dict[str, str], row: dict[str, str], text: str) -> bool:
    """Whether a passage decided on shares half of the shorter of the two with this one, or both are about the whole source."""
    if not row["quote"] or not row["end"]:
        return not held.get("quote") and not held.get("start")
    start, end = (int(held[name]) if held.get(name) else None for name in ("start", "end"))
    found = places.locate(text, held.get("quote", ""), start, end)
    return found is not None and places.shares_half(found, (int(row["start"]), int(row["end"])))
