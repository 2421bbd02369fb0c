"""The crosswalk of data/forms at work: which columns of a table a label may mean, and how surely."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from coachkit import forms
from coachkit.importers.layouts.labels import Label, Vocabulary, inside_brackets, key, outside_brackets

TABLES_READ = ("contacts", "feedback", "supervision", "clients", "documents", "sheets")
"""The tables of a practice that an import fills."""
SERVING = {"contacts": ("contacts", "sheets")}
"""Tables that take headings of others too: a contact sheet holds contacts and their prose."""
SUREST_FIRST = ("decided", "exact", "words", "core", "slip", "loose")
"""How a heading is found: as decided by the coach; letter for letter; by its words in any order; by these without the
spare ones; with one slip of the pen put right; as a name that may mean the column. The last two are worth a note."""


@dataclass(frozen=True)
class Heading:
    """The column that a label means: its table, the unit that the label names, and how it was found (SUREST_FIRST).

    The column "ignore" is the coach's decision to leave the values out.
    """

    table: str
    column: str
    unit: str = ""
    by: str = ""


class _Headings:
    """The headings of one table, for finding letter for letter, by what the words mean, and as a loose name."""

    def __init__(self, rows: pd.DataFrame, vocabulary: Vocabulary) -> None:
        self.by: dict[str, dict] = {name: defaultdict(set) for name in ("exact", "words", "loose")}
        self.of: dict[str, list[str]] = defaultdict(list)
        for row in rows.itertuples():
            self.of[row.column].append(row.heading)
            label, found = vocabulary.read(row.heading), (row.column, row.unit)
            if row.status == "loose":
                self.by["loose"][label.told].add(found)
                continue
            self.by["exact"][label.key].add(found)
            self.by["words"][label.ideas].add(found)

    def find(self, label: Label, how: str) -> set[tuple[str, str]]:
        """The columns and units that this label means, when compared in this way."""
        asked = {"words": label.ideas, "core": label.core, "loose": label.told}.get(how, label.key)
        return self.by["words" if how == "core" else how].get(asked, set()) if asked else set()


class Crosswalk:
    """All headings by table; `hints` are names of files and sheets with the table that each names."""

    def __init__(self, rows: pd.DataFrame, words: pd.DataFrame) -> None:
        named = rows["column"] == "*"
        self.hints = tuple((key(row.heading), row.table) for row in rows[named].itertuples())
        rows = rows[~named]
        self._vocabulary = Vocabulary(words, rows["heading"])
        self._tables = {
            table: _Headings(rows[rows["table"].isin(SERVING.get(table, (table,)))], self._vocabulary)
            for table in (*TABLES_READ, "")
        }

    def unit(self, label: str) -> str:
        """The unit that a label names: "minutes", "hours" or ""."""
        return self._vocabulary.read(label).unit

    def read(self, label: str, table: str) -> set[Heading]:
        """What a label means: as it stands, without its brackets, or with a slip of the pen put right."""
        outside = outside_brackets(label)
        if found := self._found(label, table) or self._without_brackets(label, outside, table):
            return found
        whole, outside = self._vocabulary.mended(label), self._vocabulary.mended(outside)
        found = self._found(whole, table) or self._without_brackets(label, outside, table)
        return {replace(one, by="slip") for one in found}

    def _without_brackets(self, label: str, outside: str, table: str) -> set[Heading]:
        """What a label means without its brackets, where these say no more than other headings of that column."""
        found = self._found(outside, table) if outside != label and not self._vocabulary.sums(label) else set()
        columns = {one.column for one in found}
        headings = " ".join(name for column in columns for name in self._tables[table].of[column])
        if not all(self._vocabulary.besides(words, headings) for words in inside_brackets(label)):
            return set()
        return {_heading(table, one.column, self.unit(label), one.unit, one.by) for one in found}

    def _found(self, text: str, table: str) -> set[Heading]:
        label = self._vocabulary.read(text)
        for how in self._ways(label):
            for part in filter(None, (label, label.bare)):
                found = self._tables[table].find(part, how)
                found = {one for one in found if part is label or one[0] in ("minutes", "time")}
                if found := {one for one in found if one[0] != "minutes" or not self._vocabulary.sums(text)}:
                    return {_heading(table, column, label.unit, unit, how) for column, unit in found}
        return set()

    def _ways(self, label: Label) -> tuple[str, ...]:
        """How a label may be compared, surest first; one that is known as something else is not read by its words."""
        elsewhere = self._tables[""]
        if elsewhere.find(label, "exact"):
            return ("exact", "loose")
        return ("exact", "loose", "words") if elsewhere.find(label, "words") else ("exact", "loose", "words", "core")


def _heading(table: str, column: str, named: str, usual: str, how: str) -> Heading:
    """A heading with the unit that the label names, else the usual one; a time that is told in a unit is a length."""
    column = "minutes" if column == "time" and named else column
    return Heading(table, column, (named or usual) if column == "minutes" else "", how)


@cache
def shipped_crosswalk() -> Crosswalk:
    """The crosswalk of data/forms, read once."""
    return Crosswalk(forms.crosswalk(), forms.vocabulary())
