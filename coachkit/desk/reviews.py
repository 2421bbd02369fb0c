"""What else a coach decides on at the desk, without widgets: links that broke, labels of sentences, names in no register."""

from functools import cached_property

import pandas as pd

from coachkit.desk.passage import OnDesk, Passage
from coachkit.desk.sitting import Sitting
from coachkit.errors import UsageError
from coachkit.places import shares_half
from coachkit.sources import texts
from coachkit.strangers import strangers


class Review(OnDesk):
    """Things to decide on, one at a time; `row` is the one on the desk, None where nothing is left."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.at = 0
        self.load()

    @property
    def left(self) -> pd.DataFrame:
        """One row a thing that is still to be decided on."""
        raise NotImplementedError

    @property
    def row(self) -> pd.Series | None:
        """The thing on the desk."""
        return None if self._left.empty else self._left.iloc[self.at]

    @property
    def how_many(self) -> int:
        """How many there are to decide on."""
        return len(self._left)

    def move(self, by: int) -> None:
        """Look at a later (1) or an earlier (-1) one without deciding; it stops at both ends."""
        self._show(self.at + by)

    def load(self) -> None:
        """What is left as the decisions on the disk have it now."""
        self._left = self.left
        self._show(self.at)

    def _show(self, at: int) -> None:
        self.at = max(min(at, len(self._left) - 1), 0)
        self.passage = None if self.row is None else self._passage(self.row)

    def _passage(self, row: pd.Series) -> Passage | None:
        return None

    def _of_written(self, source_id: str, start: int, end: int) -> Passage | None:
        sources = self._sitting.results.practice.sources
        mine = sources.loc[sources["source_id"] == source_id, "replaced"]
        return None if mine.empty or pd.isna(start) else Passage.of_written(mine.iloc[0], int(start), int(end))

    def _asked(self) -> pd.Series:
        if self.row is None:
            raise UsageError("there is nothing on the desk to decide on")
        return self.row


class BrokenLinks(Review):
    """Evidence whose quote is no longer found: link it to the nearest text, or keep it as it is."""

    def __init__(self, sitting: Sitting) -> None:
        self._kept: set[str] = set()
        super().__init__(sitting)

    @property
    def left(self) -> pd.DataFrame:
        """The table broken_links without those kept in this sitting."""
        links = self._sitting.results.broken_links
        return links[~links["evidence_id"].isin(self._kept)].reset_index(drop=True)

    def relink(self) -> str:
        """The passage on the desk is what the evidence quotes from now on; its decision stands. Raises as `Decisions.put`."""
        row = self._asked()
        if self.passage is None:
            raise UsageError(f"{row['source_id']} is not among the records, so there is nothing to link to")
        start, end = self.passage.written
        quote = texts(self._sitting.results.practice.reads)[row["source_id"]][start:end]
        link = {"evidence_id": row["evidence_id"], "start": str(start), "end": str(end), "quote": quote}
        self._sitting.decide("linked again", "put", "evidence", link)
        self.load()
        return f"{row['evidence_id']} quotes this passage now, and it is written."

    def keep(self) -> str:
        """Leave the evidence as it is; it is shown again the next time."""
        row = self._asked()
        self._kept.add(row["evidence_id"])
        self.load()
        return (
            f"{row['evidence_id']} stays as it is, quote and all; it is shown again the next time the desk is opened."
        )

    def _passage(self, row: pd.Series) -> Passage | None:
        return self._of_written(row["source_id"], row["nearest_start"], row["nearest_end"])


class Labels(Review):
    """The sentences of sheets with the label that was read, least sure first, without those that the coach has labelled."""

    @cached_property
    def _read(self) -> pd.DataFrame:
        return self._sitting.results.reflection_sentences.sort_values("probability", kind="stable")

    @property
    def left(self) -> pd.DataFrame:
        """Rows of reflection_sentences, least sure first."""
        labels = self._sitting.results.practice.labels.dropna(subset=["start", "end"])
        decided = labels.groupby("sheet_id")
        mine = {sheet: list(zip(rows["start"], rows["end"], strict=True)) for sheet, rows in decided}
        done = [
            any(shares_half((row.start, row.end), place) for place in mine.get(row.sheet_id, ()))
            for row in self._read.itertuples()
        ]
        return self._read[[not each for each in done]].reset_index(drop=True)

    def label(self, label: str) -> str:
        """The sentence on the desk has this label. Raises as `Decisions.relabel`."""
        row = self._asked()
        self._sitting.decide("labelled", "relabel", row["sheet_id"], int(row["start"]), int(row["end"]), label)
        self.load()
        same = "as it was read" if label == row["label"] else f"not {row['label']}"
        return f"The sentence of {row['sheet_id']} is {label}, {same}, and it is written."

    def _passage(self, row: pd.Series) -> Passage | None:
        return self._of_written(row["sheet_id"], row["start"], row["end"])


class Names(Review):
    """Likely names that are in no register, most frequent first, without those decided on."""

    @cached_property
    def _found(self) -> pd.DataFrame:
        results = self._sitting.results
        return strangers(results.sentences, results.practice.reads["name_decisions"].frame)

    @property
    def left(self) -> pd.DataFrame:
        """Rows of `strangers.strangers`."""
        decided = self._sitting.results.practice.reads["name_decisions"].frame
        everywhere = decided.loc[decided["source_id"] == "", "surface"]
        return self._found[~self._found["surface"].isin(everywhere)].reset_index(drop=True)

    @property
    def clients(self) -> list[str]:
        """The ids of the clients in the register."""
        return list(self._sitting.results.practice.clients["client_id"])

    def decide(self, decision: str, client_id: str = "") -> str:
        """What to do with the name everywhere: keep, replace (by a client's id, or "person") or not_a_name."""
        surface = self._asked()["surface"]
        self._sitting.decide("of names", "name", surface, decision, client_id)
        self.load()
        what = {
            "keep": "stays as it is",
            "replace": f"is shown as {client_id or 'person'}",
            "not_a_name": "is no name",
        }
        return f"“{surface}” {what[decision]}, everywhere; the decision is on the disk."
