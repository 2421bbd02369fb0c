"""Which passage a row of a coach's own mapping sheet means: by its words, by the id of its source, or by a date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from coachkit.importers.pages import Remark
from coachkit.mapping.columns import plain
from coachkit.mapping.reading import Line
from coachkit.places import Span, locate
from coachkit.practice import Practice
from coachkit.sources import texts

_AROUND = " \t\n\r\"“”‘’'«»"
_GOES_ON = re.compile(r"^(?:…|\.\.\.)|(?:…|\.\.\.)$")
_HOW = "copy the words as they stand in the source, or give the id of its sheet, feedback, meeting or document"


@dataclass(frozen=True)
class Passage:
    """Where a row's evidence stands; no `span` = the whole source."""

    source_id: str
    span: Span | None = None

    def values(self, written: Mapping[str, str]) -> dict[str, str]:
        """The columns of evidence.csv."""
        start, end = self.span or ("", "")
        quote = written[self.source_id][start:end] if self.span else ""
        return {"source_id": self.source_id, "start": str(start), "end": str(end), "quote": quote}


class Passages:
    """The sources of a practice, to find a passage in; nothing is found that fits two of them equally."""

    def __init__(self, practice: Practice) -> None:
        self.written = texts(practice.reads)
        rows = practice.sources
        self._shown = {row.source_id: (row.text, row.replaced) for row in rows.itertuples()}
        self._dates = {row.source_id: row.date.date() for row in rows.itertuples() if pd.notna(row.date)}
        documents = practice.reads["documents"].frame
        titles = pd.Series(documents["document_id"].tolist(), index=[plain(title) for title in documents["title"]])
        self._titled = titles[~titles.index.duplicated(keep=False)].drop("", errors="ignore").to_dict()

    def find(self, line: Line, day: date | None) -> Passage | Remark:
        """The passage of a row, or the problem why it is not certain."""
        named, quote = self.named(line), line.text("quote")
        if quote:
            return self._quoted(line, quote, named, day)
        where = line.seen[0].place if line.seen else line.place
        if len(named) > 1:
            return Remark(
                where,
                ", ".join(named),
                "names more than one source",
                "give each a row of its own, or quote the passage",
            )
        if named:
            return Passage(named[0])
        return self._dated(line, where, day)

    def named(self, line: Line) -> list[str]:
        """The sources whose id, or whose title as a document, stands in the row."""
        found: dict[str, None] = {}
        for cell in line.seen:
            words = re.findall(r"[\w-]+", cell.text)
            found |= dict.fromkeys(word for word in words if word in self.written and re.search(r"[^\W\d]", word))
            if title := self._titled.get(plain(cell.text)):
                found[title] = None
        return list(found)

    def day_of(self, source_id: str) -> date | None:
        """The date of a source, where it has one."""
        return self._dates.get(source_id)

    def _quoted(self, line: Line, quote: str, named: list[str], day: date | None) -> Passage | Remark:
        spans = {source: span for source in self.written if (span := self._span(source, quote))}
        place, shown = line.at("quote"), line.text("quote")
        if not spans:
            return Remark(place, shown, f"stands in no source of this practice{_in(named)}", _HOW)
        within = [source for source in spans if not named or source in named]
        if not within:
            return Remark(
                place,
                shown,
                f"stands in {' and '.join(spans)}, not in {' or '.join(named)}",
                "correct the one or the other",
            )
        dated = [source for source in within if day and self._dates.get(source) == day]
        chosen = within if len(within) == 1 else dated
        if len(chosen) != 1:
            return Remark(
                place,
                shown,
                f"stands in {len(within)} sources: {', '.join(within[:10])}",
                "say which: give its id, or quote more",
            )
        return Passage(chosen[0], spans[chosen[0]])

    def _span(self, source: str, quote: str) -> Span | None:
        """Where the words stand in a source as written; with quotation marks or dots around them, or names replaced, too."""
        bare = quote.strip(_AROUND)
        for words in dict.fromkeys((quote, bare, _GOES_ON.sub("", bare).strip(_AROUND))):
            if not words:
                continue
            if span := locate(self.written[source], words):
                return span
            text, replaced = self._shown[source]
            if span := locate(text, words):
                return replaced.written(span[0]), replaced.written(span[1], end=True)
        return None

    def _dated(self, line: Line, where: str, day: date | None) -> Passage | Remark:
        if day is None:
            return Remark(
                where, line.text("title"), "gives no quotation, id or date by which its source could be found", _HOW
            )
        of_day = [source for source, own in self._dates.items() if own == day]
        if len(of_day) == 1:
            return Passage(of_day[0])
        told = f"of {', '.join(of_day[:10])}" if of_day else "of no source of this practice"
        return Remark(
            line.at("date"),
            f"{day:%Y-%m-%d}",
            f"is the date {told}",
            "give the id of the one that is meant, or quote the passage",
        )


def _in(named: list[str]) -> str:
    return f", so not in {' or '.join(named)}" if named else ""
