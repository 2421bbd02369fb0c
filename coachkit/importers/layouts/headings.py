"""Which column a label means, and which table a set of labels: as the coach decided, else by the crosswalk."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from coachkit.importers.layouts.crosswalk import SERVING, SUREST_FIRST, TABLES_READ, Heading, shipped_crosswalk
from coachkit.importers.layouts.labels import key
from coachkit.importers.pages import Remark
from coachkit.schema import RATINGS, TABLES

READ_ALONE = {"contacts": ("end", "time", "number", "text", "written_on")}
"""Columns that labels may mean besides those of schema.TABLES: they are worked into others."""
MANY = ("text", "number")
"""Columns that several labels of one table may mean together; so may hours and minutes side by side."""
_LONGEST = 200
"""Characters beyond which a text is no label."""
_OTHER = 1.5
"""How much a label of other lists (expenses, actions, an agenda) counts against one of a practice's."""


@dataclass(frozen=True)
class Fit:
    """The table that labels belong to ("" = none) and the column of each label, by its number from 0.

    `either`: the tables between which the labels do not decide. `unsure`: labels that fit several columns equally.
    `doubled`: columns that several labels fit equally, with their numbers; none of them is in `columns`.
    """

    table: str
    columns: dict[int, Heading] = field(default_factory=dict)
    either: tuple[str, ...] = ()
    unsure: dict[int, tuple[str, ...]] = field(default_factory=dict)
    doubled: dict[str, tuple[int, ...]] = field(default_factory=dict)


class Headings:
    """What labels mean, with the coach's decisions (schema.TABLES["import_decisions"]) before all else.

    `remarks` names decisions that mean nothing. `order` is "day", "month" or "": how the coach's dates are written.
    """

    def __init__(self, decisions: pd.DataFrame | None = None) -> None:
        self._crosswalk = shipped_crosswalk()
        self._decided: dict[str, dict[str, str]] = defaultdict(dict)
        self._known: dict[tuple[str, str], tuple[Heading, ...]] = {}
        self.remarks: tuple[Remark, ...] = ()
        for row in () if decisions is None else decisions.itertuples():
            self._take(str(row.reads), str(row.written), str(row.means).strip())
        self.order = self._decided["order"].get("", "")

    def _take(self, reads: str, written: str, means: str) -> None:
        allowed = _allowed(reads)
        if allowed and means.casefold() not in allowed:
            place = f"decisions/import.csv, {reads} {written}".strip()
            problem = f"is nothing that a decision on {_A[reads]} can mean"
            self.remarks += (Remark(place, means, problem, f"write {_CURES[reads]} under means"),)
            return
        named = "" if reads == "order" else _file(written) if reads == "file" else key(written)
        self._decided[reads][named] = means if reads == "client" else means.casefold()

    def client(self, name: str) -> str:
        """The client_id that the coach decided for a name, else ""."""
        return self._decided["client"].get(key(name), "")

    def unit(self, label: str) -> str:
        """The unit ("minutes" or "hours") that the coach decided for a label, else the one that the label names."""
        return self._decided["unit"].get(key(label)) or self._crosswalk.unit(label)

    def table_of(self, file: str) -> str:
        """The table that the coach decided for a file (by its whole name or its last part), "ignore", else ""."""
        decided, name = self._decided["file"], _file(file)
        return decided.get(name) or decided.get(name.rpartition("/")[2], "")

    def meaning(self, label: str, table: str) -> Heading | None:
        """The one column of a table that a label means; None where it means none, or several equally."""
        found = self.meanings(label, table)
        return found[0] if len(found) == 1 else None

    def meanings(self, label: str, table: str) -> tuple[Heading, ...]:
        """The columns of a table that a label fits equally well: none, one, or several between which to ask."""
        asked = (label, table)
        if len(label) > _LONGEST:
            return ()
        if asked not in self._known:
            self._known[asked] = self._meanings(label, table)
        return self._known[asked]

    def _meanings(self, label: str, table: str) -> tuple[Heading, ...]:
        if table and (means := self._decided["column"].get(key(label))):
            column = _column_in(means, table)
            return (Heading(table, column, self.unit(label), "decided"),) if column else ()
        if table and (name := label.strip().lower()).endswith("_id") and name in TABLES[table].names:
            return (Heading(table, name, "", "exact"),)
        found = self._crosswalk.read(label, table)
        if unit := self._decided["unit"].get(key(label)):
            found = {replace(one, unit=unit) for one in found}
        return tuple(sorted(found, key=lambda one: one.column))

    def tables(self, label: str) -> set[str]:
        """The tables of a practice in which a label means a column."""
        return {table for table in TABLES_READ if self.meanings(label, table)}

    def fit(self, labels: Sequence[str], hint: str = "", table: str = "") -> Fit:
        """The table that a header row, or the labels of a form, belong to, by all of them and a hint; else none.

        The hint is what the file, the sheet or a title is called. With `table` the labels are read as that table's.
        """
        if table := table or _own_table(labels):
            return self._columns(labels, table)
        fits = {name: self._columns(labels, name) for name in TABLES_READ}
        hinted = self._hinted(hint)
        whole = {name for name, fit in fits.items() if _whole(name, fit, hinted)}
        whole -= {"sheets"} if "contacts" in whole else set()  # contacts with prose hold all that a sheet does
        scores = {name: self._score(labels, name) + (hinted in SERVING.get(name, (name,))) for name in whole}
        best = max(scores.values(), default=0)
        first = tuple(name for name in TABLES_READ if name in whole and best - scores[name] < 0.01)
        if best <= _OTHER * self._score(labels, ""):
            return Fit("")
        return fits[first[0]] if len(first) == 1 else Fit("", either=first)

    def _score(self, labels: Sequence[str], table: str) -> float:
        """How much the labels speak for a table: each 1 where one kind of table knows it, a half where two do ..."""
        kinds = [{name for name in (*TABLES_READ, "") if self._knows(label, name)} for label in labels]
        return sum(1 / len(known) for known in kinds if table in known)

    def _knows(self, label: str, table: str) -> bool:
        """Whether a label is one of this table; of other lists, one that tells what they are."""
        return any(table or one.column not in ("unclear", "totals") for one in self.meanings(label, table))

    def _hinted(self, hint: str) -> str:
        """The table that a hint names; of several, the one named by the most words."""
        words = f" {key(re.sub(r'[_./-]', ' ', hint))} "
        found = [(len(name.split()), table) for name, table in self._crosswalk.hints if f" {name} " in words]
        longest = {table for length, table in found if length == max(found)[0]}
        return longest.pop() if len(longest) == 1 else ""

    def _columns(self, labels: Sequence[str], table: str) -> Fit:
        """The column of each label of a table; a surer label goes before one that is less so."""
        found = {at: self.meanings(label, table) for at, label in enumerate(labels)}
        unsure = {at: tuple(one.column for one in ones) for at, ones in found.items() if len(ones) > 1}
        columns = {at: ones[0] for at, ones in found.items() if len(ones) == 1}
        doubled = {}
        for column in {one.column for one in columns.values()} - {*MANY, "ignore"}:
            rivals = {at: one for at, one in columns.items() if one.column == column}
            surest = _surest(rivals)
            for at in rivals if len(surest) > 1 and not _hours_and_minutes(rivals) else {*rivals} - {*surest}:
                del columns[at]
            if at_all := tuple(at for at in surest if at not in columns):
                doubled[column] = at_all
        return Fit(table, columns, unsure=unsure, doubled=doubled)


def _surest(rivals: dict[int, Heading]) -> list[int]:
    """Those labels that mean a column most surely; of lengths all that the coach has not decided, since they may add."""
    ranks = {at: SUREST_FIRST.index(one.by) for at, one in rivals.items()}
    lengths = {one.column for one in rivals.values()} == {"minutes"} and "decided" not in {
        one.by for one in rivals.values()
    }
    return [at for at, rank in ranks.items() if lengths or rank == min(ranks.values())]


def _hours_and_minutes(rivals: dict[int, Heading]) -> bool:
    return sorted(one.unit for one in rivals.values()) == ["hours", "minutes"]


def _own_table(labels: Sequence[str]) -> str:
    """The table of a practice folder whose very columns the labels name, its key among them; else none."""
    names = {label.strip().lower() for label in labels}
    return next((name for name in TABLES_READ if TABLES[name].key in names <= {*TABLES[name].names}), "")


def _whole(table: str, fit: Fit, hinted: str) -> bool:
    """Whether the columns found are enough to make rows of a table."""
    plain = {one.column for one in fit.columns.values() if one.by != "loose"}
    either = {column for columns in fit.unsure.values() for column in columns}
    have = {one.column for one in fit.columns.values()} | {*fit.doubled} | either
    texts = sum(one.column == "text" for one in fit.columns.values())
    named = hinted == table
    if table == "contacts":
        return _whole_contacts(have)
    if table == "feedback":
        told = bool(have & {"date", "client_id", "voice", "solicited", "channel"}) or named
        return len(have & {*RATINGS}) > 1 or ("text" in have and told)
    if table == "supervision":
        return (named or "supervisor" in plain) and bool(have & {"date", "minutes"}) and len(have) > 1
    if table == "clients":
        return "name" in have and len(have - {"kind"}) > 1
    if table == "documents":
        return "title" in have and ("kind" in have or (named and len(have) > 1))
    return texts > 1 or ("text" in have and "written_on" in have)


def _whole_contacts(have: set[str]) -> bool:
    """Whether a day with a length, or with a client and more, or a length with a client or prose, is among them."""
    long = have & {"minutes", "time", "start", "end"}
    more = have & {"role", "planned", "format", "group_size", "medium", "paid", "model", "text"}
    dated = "date" in have and (long or ("client_id" in have and more))
    return bool(dated or (long and have & {"client_id", "text"}))


_A = {"column": "a column", "unit": "a unit", "order": "the order of dates", "file": "a file"}
_CURES = {
    "column": "a column of docs/tables.md, such as contacts.minutes, or ignore",
    "unit": "minutes or hours",
    "order": "day or month, whichever comes first",
    "file": f"{', '.join(TABLES_READ)} or ignore",
}


def _allowed(reads: str) -> frozenset[str]:
    """What a decision of this kind may mean, in lower case; nothing where anything goes."""
    if reads == "column":
        columns = {(table, name) for table in TABLES_READ for name in _column_names(table)}
        return frozenset({"ignore"} | {name for _, name in columns} | {f"{table}.{name}" for table, name in columns})
    listed = {"unit": ("minutes", "hours"), "order": ("day", "month"), "file": (*TABLES_READ, "ignore")}
    return frozenset(listed.get(reads, ()))


def _column_names(table: str) -> tuple[str, ...]:
    return (*TABLES[table].names, *READ_ALONE.get(table, ()))


def _column_in(means: str, table: str) -> str:
    """The column of a table that a decision means; "" where it speaks of another table's."""
    named, _, column = means.rpartition(".")
    return column if named in ("", table) and column in ("ignore", *_column_names(table)) else ""


def _file(name: str) -> str:
    return name.strip().replace("\\", "/").casefold()
