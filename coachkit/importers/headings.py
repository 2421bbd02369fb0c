"""Which column a label means: as the coach decided, else by the crosswalk of data/forms; never by a wild guess."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import pandas as pd

from coachkit import forms
from coachkit.importers.labels import Label, Vocabulary, inside_brackets, key, outside_brackets
from coachkit.importers.pages import Remark
from coachkit.schema import TABLES

READ_ALONE = {"contacts": ("end", "time", "number", "text", "written_on")}
"""Columns that labels may mean besides those of schema.TABLES: they are worked into others."""
MANY = ("text", "number")
"""Columns that several labels of one table may mean together; so may hours and minutes side by side."""
_TABLES = ("contacts", "feedback", "supervision", "clients", "documents", "sheets")
_SERVING = {"contacts": ("contacts", "sheets")}
_OTHER = 1.5
"""How much a label of other lists (expenses, actions, an agenda) counts against one of a practice's."""
_HOW = ("decided", "exact", "words", "core", "slip", "loose")
"""How a heading was found, surest first."""


@dataclass(frozen=True)
class Heading:
    """The column that a label means: its table, the unit that the label names, and how it was found (one of _HOW).

    The column "ignore" is the coach's decision to leave the values out.
    """

    table: str
    column: str
    unit: str = ""
    by: str = ""


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


class _Crosswalk:
    """The headings of one table, for finding letter for letter, by what the words mean, and by the words that must not miss."""

    def __init__(self, rows: pd.DataFrame, vocabulary: Vocabulary) -> None:
        self.by: dict[str, dict] = {name: defaultdict(set) for name in ("exact", "words", "loose")}
        self.headings: dict[str, list[str]] = defaultdict(list)
        for row in rows.itertuples():
            self.headings[row.column].append(row.heading)
            label = vocabulary.read(row.heading)
            found = (row.column, row.unit)
            if row.status == "loose":
                self.by["loose"][label.told].add(found)
                continue
            self.by["exact"][label.key].add(found)
            self.by["words"][label.ideas].add(found)

    def find(self, label: Label, how: str) -> set[tuple[str, str]]:
        """The columns and units that this label means, when compared in this way."""
        asked = {"words": label.ideas, "core": label.core, "loose": label.told}.get(how, label.key)
        return self.by["words" if how == "core" else how].get(asked, set()) if asked else set()


@cache
def _shipped() -> tuple[Vocabulary, dict[str, _Crosswalk], tuple[tuple[str, str], ...]]:
    rows = forms.crosswalk()
    hints = rows[rows["column"] == "*"]
    rows = rows[rows["column"] != "*"]
    vocabulary = Vocabulary(forms.vocabulary(), rows["heading"])
    walks = {
        table: _Crosswalk(rows[rows["table"].isin(_SERVING.get(table, (table,)))], vocabulary)
        for table in (*_TABLES, "")
    }
    return vocabulary, walks, tuple((key(row.heading), row.table) for row in hints.itertuples())


class Headings:
    """What labels mean, with the coach's decisions (schema.TABLES["import_decisions"]) before all else.

    `remarks` names decisions that mean nothing. `order` is "day", "month" or "": how the coach's dates are written.
    """

    def __init__(self, decisions: pd.DataFrame | None = None) -> None:
        self._vocabulary, self._walks, self._hints = _shipped()
        self._decided: dict[str, dict[str, str]] = defaultdict(dict)
        self.remarks: tuple[Remark, ...] = ()
        for row in () if decisions is None else decisions.itertuples():
            self._take(row.reads, str(row.written), str(row.means).strip())
        self.order = self._decided["order"].get("", "")
        self._known: dict[tuple[str, str], tuple[Heading, ...]] = {}

    def _take(self, reads: str, written: str, means: str) -> None:
        allowed = _allowed(reads)
        if allowed and means.casefold() not in allowed:
            cure = f"write one of {', '.join(sorted(allowed))} under means"
            place = f"decisions/import.csv, {reads} {written}"
            self.remarks += (Remark(place, means, f"is nothing that a {reads} can mean", cure, note=True),)
            return
        named = "" if reads == "order" else _file(written) if reads == "file" else key(written)
        self._decided[reads][named] = means if reads == "client" else means.casefold()

    def client(self, name: str) -> str:
        """The client_id that the coach decided for a name, else ""."""
        return self._decided["client"].get(key(name), "")

    def unit(self, label: str) -> str:
        """The unit ("minutes" or "hours") that the coach decided for a label, else the one that the label names."""
        return self._decided["unit"].get(key(label)) or self._vocabulary.read(label).unit

    def table_of(self, file: str) -> str:
        """The table that the coach decided for a file (by its whole name or its last part), else ""."""
        decided = self._decided["file"]
        return decided.get(_file(file)) or decided.get(_file(file).rpartition("/")[2], "")

    def meaning(self, label: str, table: str) -> Heading | None:
        """The one column of a table that a label means; None where it means none, or several equally."""
        found = self.meanings(label, table)
        return found[0] if len(found) == 1 else None

    def meanings(self, label: str, table: str) -> tuple[Heading, ...]:
        """The columns of a table that a label fits equally well: none, one, or several between which to ask."""
        asked = (label, table)
        if asked not in self._known:
            self._known[asked] = self._meanings(label, table)
        return self._known[asked]

    def _meanings(self, label: str, table: str) -> tuple[Heading, ...]:
        if (means := self._decided["column"].get(key(label))) and (column := _column_in(means, table)):
            return (Heading(table, column, self.unit(label), "decided"),)
        found = self._written(label, table)
        if unit := self._decided["unit"].get(key(label)):
            found = {replace(one, unit=unit) for one in found}
        return tuple(sorted(found, key=lambda one: one.column))

    def _written(self, label: str, table: str) -> set[Heading]:
        """What the crosswalk says of a label: as it stands, without its brackets, or with a slip of the pen put right."""
        if found := self._found(label, table) or self._without_brackets(label, outside_brackets(label), table):
            return found
        outside = self._vocabulary.mended(outside_brackets(label))
        whole = self._vocabulary.mended(label)
        found = self._found(whole, table) or self._without_brackets(label, outside, table)
        return {replace(one, by="slip") for one in found}

    def _without_brackets(self, label: str, outside: str, table: str) -> set[Heading]:
        """What a label means without its brackets, where these say no more than other headings of that column."""
        found = self._found(outside, table) if outside != label and not self._vocabulary.sums(label) else set()
        columns = {one.column for one in found}
        headings = " ".join(name for column in columns for name in self._walks[table].headings[column])
        if not all(self._vocabulary.besides(words, headings) for words in inside_brackets(label)):
            return set()
        unit = self._vocabulary.read(label).unit
        return {replace(one, unit=_unit(one.column, unit, one.unit)) for one in found}

    def _found(self, text: str, table: str) -> set[Heading]:
        label = self._vocabulary.read(text)
        for how in self._ways(label):
            for part in filter(None, (label, label.bare)):
                found = self._walks[table].find(part, how)
                found = {one for one in found if part is label or one[0] in ("minutes", "time")}
                if found := {one for one in found if one[0] != "minutes" or not self._vocabulary.sums(text)}:
                    return {Heading(table, column, _unit(column, label.unit, unit), how) for column, unit in found}
        return set()

    def _ways(self, label: Label) -> tuple[str, ...]:
        """How a label may be compared, surest first; one that is known as something else is not read by its words."""
        elsewhere = self._walks[""]
        if elsewhere.find(label, "exact"):
            return ("exact", "loose")
        return ("exact", "loose", "words") if elsewhere.find(label, "words") else ("exact", "loose", "words", "core")

    def tables(self, label: str) -> set[str]:
        """The tables of a practice in which a label means a column."""
        return {table for table in _TABLES if self.meanings(label, table)}

    def fit(self, labels: Sequence[str], hint: str = "", table: str = "") -> Fit:
        """The table that a header row, or the labels of a form, belong to, by all of them and a hint; else none.

        The hint is what the file, the sheet or a title is called. With `table` the labels are read as that table's.
        """
        fits = {name: self._columns(labels, name) for name in ((table,) if table else _TABLES)}
        if table:
            return fits[table]
        weights = self._weights(labels, fits)
        hinted = self._hinted(hint)
        scores = {
            name: sum(weights[at] for at in {*fit.columns, *fit.unsure}) + (hinted in _SERVING.get(name, (name,)))
            for name, fit in fits.items()
            if _whole(name, fit, hinted)
        }
        if "contacts" in scores:
            scores.pop("sheets", None)  # contacts with prose hold all that a sheet does
        other = sum(_OTHER * weights[at] for at, label in enumerate(labels) if self._known_elsewhere(label))
        best = max(scores.values(), default=0)
        if best <= other:
            return Fit("")
        first = tuple(name for name in scores if best - scores[name] < 0.01)
        return fits[first[0]] if len(first) == 1 else Fit("", either=first)

    def _known_elsewhere(self, label: str) -> bool:
        """Whether a label is one of lists that are none of a practice's tables."""
        return any(one.column not in ("unclear", "totals") for one in self.meanings(label, ""))

    def _weights(self, labels: Sequence[str], fits: dict[str, Fit]) -> list[float]:
        """How telling each label is: 1 where one kind of table knows it, a half where two do, and so on."""
        known = [sum(at in {*fit.columns, *fit.unsure} for fit in fits.values()) for at in range(len(labels))]
        return [
            1 / max(1, count + self._known_elsewhere(label)) for count, label in zip(known, labels, strict=True)
        ]

    def _hinted(self, hint: str) -> str:
        """The table that a hint names; of several, the one named by the most words."""
        words = f" {key(re.sub(r'[_./-]', ' ', hint))} "
        found = sorted((len(name.split()), table) for name, table in self._hints if f" {name} " in words)
        longest = {table for length, table in found if length == found[-1][0]}
        return longest.pop() if len(longest) == 1 else ""

    def _columns(self, labels: Sequence[str], table: str) -> Fit:
        """The column of each label of a table; a surer label goes before one that is less so."""
        found = {at: self.meanings(label, table) for at, label in enumerate(labels)}
        unsure = {at: tuple(one.column for one in ones) for at, ones in found.items() if len(ones) > 1}
        sure = {at: ones[0] for at, ones in found.items() if len(ones) == 1}
        columns, doubled = dict(sure), {}
        for column in {one.column for one in sure.values()} - {*MANY, "ignore"}:
            rivals = [at for at, one in sure.items() if one.column == column]
            surest = _surest(rivals, sure)
            if column == "minutes" and sorted(sure[at].unit for at in surest) == ["hours", "minutes"]:
                continue
            for at in rivals if len(surest) > 1 else {*rivals} - {*surest}:
                del columns[at]
            if len(surest) > 1:
                doubled[column] = tuple(surest)
        return Fit(table, columns, unsure=unsure, doubled=doubled)


def _surest(rivals: list[int], sure: dict[int, Heading]) -> list[int]:
    """Those labels that mean their column most surely."""
    best = min(_HOW.index(sure[at].by) for at in rivals)
    return [at for at in rivals if _HOW.index(sure[at].by) == best]


def _whole(table: str, fit: Fit, hinted: str) -> bool:
    """Whether the columns found are enough to make rows of a table."""
    have = {one.column for one in fit.columns.values()} | {*fit.doubled}
    lengths = have & {"minutes", "time", "start", "end"}
    texts = sum(one.column == "text" for one in fit.columns.values())
    if table == "contacts":
        rest = have & {"role", "planned", "format", "group_size", "medium", "paid", "model", "text"}
        dated = "date" in have and (lengths or ("client_id" in have and rest))
        return bool(dated or (lengths and have & {"client_id", "text"}))
    if table == "feedback":
        rated = len(have & {"trust", "listening", "questioning", "challenge", "structure", "progress"}) > 1
        told = have & {"date", "client_id", "voice", "solicited", "channel"} or hinted == table
        return rated or bool("text" in have and told)
    if table == "supervision":
        named = "supervisor" in have or hinted == table
        return named and bool(have & {"date", "minutes"}) and len(have) > 1
    if table == "clients":
        return "name" in have and len(have - {"kind"}) > 1
    if table == "documents":
        return "title" in have and ("kind" in have or (hinted == table and len(have) > 1))
    return bool(texts > 1 or ("text" in have and "written_on" in have))


def _unit(column: str, named: str, usual: str) -> str:
    return (named or usual) if column == "minutes" else ""


def _allowed(reads: str) -> frozenset[str]:
    """What a decision of this kind may mean, in lower case; nothing where anything goes."""
    if reads == "column":
        names = {column for table in _TABLES for column in _column_names(table)}
        return frozenset({"ignore"} | names | {f"{table}.{name}" for table in _TABLES for name in _column_names(table)})
    return {
        "unit": frozenset({"minutes", "hours"}),
        "order": frozenset({"day", "month"}),
        "file": frozenset({*_TABLES, "ignore"}),
    }.get(reads, frozenset())


def _column_names(table: str) -> tuple[str, ...]:
    return (*TABLES[table].names, *READ_ALONE.get(table, ()))


def _column_in(means: str, table: str) -> str:
    """The column of a table that a decision means; "" where it speaks of another table's."""
    named, _, column = means.rpartition(".")
    return column if named in ("", table) and column in ("ignore", *_column_names(table)) else ""


def _file(name: str) -> str:
    return name.strip().replace("\\", "/").casefold()
