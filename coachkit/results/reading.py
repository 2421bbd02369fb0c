"""Results of reading the words: reflection, feedback and themes."""

from functools import cached_property

import pandas as pd

from coachkit import (
    feedback,
    hours,
    knowledge,
    loops,
    openings,
    reach,
    reflection,
    silences,
    themes,
    triangulation,
)
from coachkit.results.texts import Texts


class Reading(Texts):
    """Result tables about what the words say."""

    @cached_property
    def reflection_sentences(self) -> pd.DataFrame:
        """One row a sentence of a sheet, with its label."""
        return reflection.sentences(self.sentences_in_period, self.practice.labels, self.meaning)

    @cached_property
    def reflection_by_sheet(self) -> pd.DataFrame:
        """One row a sheet: the share of each label."""
        return reflection.by_sheet(self.reflection_sentences)

    @cached_property
    def reflection_by_month(self) -> pd.DataFrame:
        """One row a month and label: share and interval."""
        return reflection.by_month(self.reflection_sentences, self.sources, self._misread)

    @cached_property
    def reflection_by_client(self) -> pd.DataFrame:
        """One row a client and label: share and interval."""
        return reflection.by_client(self.reflection_sentences, self.sources, self._misread)

    @cached_property
    def reflection_of_sheets(self) -> pd.DataFrame:
        """One row a sheet and label: share and interval."""
        return reflection.of_sheets(self.reflection_sentences, self._misread)

    @property
    def _misread(self) -> pd.DataFrame:
        return knowledge.read_misread("meaning" if self.meaning else "words")

    @cached_property
    def openings(self) -> pd.DataFrame:
        """One row a sheet that tells what happened and little else, with a sentence to open up."""
        return openings.openings(self.reflection_sentences)

    @cached_property
    def silences(self) -> pd.DataFrame:
        """One row a topic that a coach may never write about: how many sheets speak of it."""
        return silences.silences(self.silence_sentences, self._sheets, knowledge.read_silences())

    @cached_property
    def silences_by_month(self) -> pd.DataFrame:
        """One row a topic and month."""
        return silences.by_month(self.silence_sentences, self._sheets, knowledge.read_silences())

    @cached_property
    def silence_sentences(self) -> pd.DataFrame:
        """One row a topic and a sentence that speaks of it."""
        return silences.sentences(self.reflection_sentences, knowledge.read_silences())

    @property
    def silence_examples(self) -> pd.DataFrame:
        """One row a topic: the most telling sentence that speaks of it."""
        return silences.one_each(self.silence_sentences)

    @property
    def _sheets(self) -> pd.DataFrame:
        return self.sources[self.sources["kind"] == "sheet"]

    @cached_property
    def loops(self) -> pd.DataFrame:
        """One row a stated intention, with where it was carried out."""
        return loops.loops(self.sentences_in_period, self.reflection_sentences, self.meaning)

    @cached_property
    def feedback_sentences(self) -> pd.DataFrame:
        """One row a sentence of feedback: polarity, aspects, and the cues that decided."""
        return feedback.sentences(self.sentences_in_period)

    @cached_property
    def feedback_in_period(self) -> pd.DataFrame:
        """One row a piece of feedback within the period; one without a date counts."""
        given = self.practice.feedback
        return given[hours.in_period(given["date"], self.practice.settings)].reset_index(drop=True)

    @cached_property
    def feedback_reach(self) -> pd.DataFrame:
        """One row a client: hours, and the feedback there is."""
        practice = self.practice
        return reach.reach(self.feedback_in_period, self.ledger, practice.clients, practice.settings.as_of)

    @cached_property
    def triangulation_sentences(self) -> pd.DataFrame:
        """One row a subject and a sentence of some voice that speaks of it: what triangulation counts."""
        return triangulation.spoken(
            self.reflection_sentences,
            self.feedback_sentences,
            self.theme_terms,
            self.themes,
            self.feedback_in_period,
        )

    @cached_property
    def triangulation(self) -> pd.DataFrame:
        """One row a subject and voice."""
        return triangulation.triangulation(self.triangulation_sentences)

    @cached_property
    def rating_gaps(self) -> pd.DataFrame:
        """One row a client and rated item: the coach's own rating beside the client's."""
        return triangulation.rating_gaps(self.feedback_in_period)

    @cached_property
    def _themes(self) -> themes.Themes:
        return themes.themes(self.sources, self.practice.theme_decisions, knowledge.read_subjects())

    @property
    def themes(self) -> pd.DataFrame:
        """One row a theme in a sheet."""
        return self._themes.sheet_themes

    @property
    def theme_terms(self) -> pd.DataFrame:
        """One row a term of a theme."""
        return self._themes.terms

    @property
    def theme_passages(self) -> pd.DataFrame:
        """One row a passage that shows a theme."""
        return self._themes.passages

    @property
    def themes_choice(self) -> str:
        """Why there are as many themes as there are, in one sentence."""
        return self._themes.choice

    @cached_property
    def themes_by_month(self) -> pd.DataFrame:
        """One row a month and theme."""
        return themes.by_month(self.themes, self.sources)

    @cached_property
    def themes_by_client(self) -> pd.DataFrame:
        """One row a client and theme."""
        return themes.by_client(self.themes, self.sources)
