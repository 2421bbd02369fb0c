"""The texts that all results are read from, and what they are read with."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from coachkit import (
    hours,
    shipped,
    text,
)
from coachkit.meaning import Meaning
from coachkit.meaning import find as find_meaning
from coachkit.practice import Practice


@dataclass(frozen=True)
class Texts:
    """The texts of a practice; what all results have in common."""

    practice: Practice

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence of every source (see `text.sentences`)."""
        return text.sentences(self.practice.sources)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """One row a source within the period; one without a date counts."""
        sources = self.practice.sources
        return sources[hours.in_period(sources["date"], self.practice.settings)].reset_index(drop=True)

    @cached_property
    def sentences_in_period(self) -> pd.DataFrame:
        """One row a sentence of a source within the period."""
        return self.sentences[self.sentences["source_id"].isin(self.sources["source_id"])].reset_index(drop=True)

    @property
    def meaning(self) -> Meaning | None:
        """The model by which sentences are read beside their words, or None."""
        return self._meaning[0]

    @cached_property
    def example(self) -> bool:
        """Whether this is the example that ships, whose texts the program has learnt from."""
        return shipped.is_example(self.practice.folder)

    @property
    def read_with(self) -> str:
        """Whether sentences are read by their meaning too, in one sentence, with the reason where they are not."""
        return self._meaning[1]

    @cached_property
    def _meaning(self) -> tuple[Meaning | None, str]:
        return find_meaning(self.practice.settings.semantic, self.practice.folder)
