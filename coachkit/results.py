"""All results of one practice: every table is computed once, when it is first asked for, from the checked frames."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from coachkit import (
    broken,
    contracting,
    coverage,
    crosswalk,
    ethics,
    feedback,
    finder,
    forecast,
    hours,
    knowledge,
    loops,
    openings,
    reach,
    reflection,
    reliance,
    sampling,
    shipped,
    silences,
    text,
    themes,
    triangulation,
    vacsr,
)
from coachkit.errors import RecordsError, UsageError
from coachkit.framework import read_framework, shipped_names
from coachkit.meaning import Meaning
from coachkit.meaning import find as find_meaning
from coachkit.practice import Practice, read_practice
from coachkit.sampling import SEED, Rehearsal


def analyse(practice: str | Path = "example", start: str = "", end: str = "") -> "Results":
    """The results of the practice in a folder ("example" ships with coachkit); `start` and `end` override its period.

    Raises UsageError as `read_practice` does.
    """
    return Results(read_practice(practice, start, end))


_OF_ALL = ("contacts", "sheets", "feedback", "supervision", "documents", "clients", "name_decisions")
_KEPT = {
    **dict.fromkeys(("sentences", "sources", "sentences_in_period", "example", "_meaning", "ledger"), ()),
    **dict.fromkeys(("feedback_sentences", "feedback_in_period", "hours_forecast"), ()),
    "_themes": ("theme_decisions",),
    "_moment_search": (),
    **dict.fromkeys(("contract_topics", "contracts_by_client", "contracts_by_topic"), ("contracts",)),
    "_search": ("likes",),
    **dict.fromkeys(("reflection_sentences", "loops", "openings"), ("labels",)),
}
"""What takes time and does not follow from decisions on evidence, and the tables of decisions that it does follow from."""


@dataclass(frozen=True)
class Results:
    """The result tables of a practice as attributes, each with the columns of its entry in `RESULT_TABLES`.

    Beside them: `ledger` and what follows from it (`waterfall`, `cumulative`, `fan`, `cadence`, `gaps`), and the
    tables by month and by client that figures draw. Sheets and feedback count where their date is in the period, also
    as passages that are offered; accepted evidence is not filtered.
    """

    practice: Practice

    def renewed(self, practice: Practice) -> "Results":
        """The results of the same practice after a decision; what does not follow from decisions on evidence is not computed again.

        `practice` as `decisions.Decisions` holds it.
        """
        again = Results(practice)
        read, before = practice.reads, self.practice.reads
        changed = {name for name in read if read[name] is not before[name]}
        kept = {name for name, follows in _KEPT.items() if changed.isdisjoint((*follows, *_OF_ALL))}
        again.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return again

    # The texts

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

    # Hours

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """One row a readable contact, with the reason why it is not claimable (see `hours.ledger`)."""
        practice = self.practice
        return hours.ledger(practice.contacts, practice.sheets, practice.clients, practice.settings)

    @cached_property
    def hours_summary(self) -> pd.DataFrame:
        """One row a measure of time."""
        return hours.summary(self.ledger, self.practice.supervision, self.practice.settings)

    @cached_property
    def hours_by_month(self) -> pd.DataFrame:
        """One row a month, role and planned or not."""
        return hours.by_month(self.ledger)

    @cached_property
    def hours_by_client(self) -> pd.DataFrame:
        """One row a client, role and planned or not."""
        return hours.by_client(self.ledger)

    @cached_property
    def hours_excluded(self) -> pd.DataFrame:
        """One row a contact that is not claimable, with its one reason."""
        return hours.excluded(self.ledger)

    @cached_property
    def waterfall(self) -> pd.DataFrame:
        """One row a step from logged to claimable minutes."""
        return hours.waterfall(self.ledger)

    @cached_property
    def requirements(self) -> pd.DataFrame:
        """One row a rule: what it needs, what there is, and whether it is met."""
        practice = self.practice
        accepted = practice.evidence.loc[practice.evidence["decision"] == "accepted", "source_id"]
        dates = practice.sources.set_index("source_id")["date"].reindex(accepted)
        return hours.requirements(self.ledger, practice.supervision, practice.feedback, practice.settings, dates)

    @cached_property
    def hours_forecast(self) -> pd.DataFrame:
        """One row a date for an hours rule."""
        return forecast.forecast(self.ledger, self.practice.settings)

    @cached_property
    def cadence(self) -> pd.DataFrame:
        """One row a week and planned or not, with the empty weeks."""
        return hours.cadence(self.ledger, self.practice.settings.as_of)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """One row a client, the longest pause first."""
        return hours.gaps(self.ledger, self.practice.settings.as_of)

    def cumulative(self, rule: str = "hours_total") -> pd.DataFrame:
        """One row a day: the claimable minutes that a rule counts, added up."""
        return forecast.cumulative(self.ledger, rule)

    def fan(self, rule: str = "hours_total") -> pd.DataFrame:
        """One row a week ahead to a rule's target; empty where the rule is met or not asked for."""
        asked = rule in self.practice.settings.rules
        settings = self.practice.settings
        return (
            forecast.fan(self.ledger, settings, rule) if asked else pd.DataFrame(columns=["week", "q10", "q50", "q90"])
        )

    # Coverage

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """One row a criterion, weakest first."""
        return coverage.with_left_out(self._accepted, self._search.refused(self._short, self._taught))

    @cached_property
    def _accepted(self) -> pd.DataFrame:
        practice = self.practice
        return coverage.coverage(practice.framework, practice.evidence, practice.sources, practice.clients)

    @cached_property
    def links(self) -> pd.DataFrame:
        """One row an accepted passage that counts for a criterion (see `coverage.links`)."""
        practice = self.practice
        return coverage.links(practice.evidence, practice.sources, practice.clients, practice.framework["criterion"])

    @cached_property
    def vacsr(self) -> pd.DataFrame:
        """One row a criterion, weakest first: what an assessor asks, as far as it can be computed."""
        practice = self.practice
        days = vacsr.days_to_writing(practice.contacts, practice.sheets)
        return vacsr.vacsr(
            self._accepted, practice.evidence, practice.sources, practice.clients, days, practice.settings
        )

    @cached_property
    def reliance(self) -> pd.DataFrame:
        """One row a source, client, month or kind that accepted evidence rests on."""
        return reliance.reliance(self.links, self.practice.sources, self.practice.clients)

    @property
    def sampling(self) -> pd.DataFrame:
        """One row a criterion: the chance that a quality assurer's sample shows it."""
        return self._rehearsal.sampling

    @property
    def sample(self) -> pd.DataFrame:
        """One row a piece that the first of the rehearsed draws takes."""
        return self._rehearsal.sample

    @cached_property
    def _rehearsal(self) -> Rehearsal:
        return self.rehearse()

    def rehearse(self, k: int = 0, seed: int = SEED) -> Rehearsal:
        """A quality assurer's sample of `k` pieces rehearsed (see `sampling.rehearse`); 0 is as many as it says there."""
        return sampling.rehearse(self._accepted, self.links, k, seed)

    @property
    def _short(self) -> list[str]:
        return list(self._accepted.loc[self._accepted["accepted"] < self._accepted["needed"], "criterion"])

    @cached_property
    def _search(self) -> finder.Search:
        practice = self.practice
        return finder.search(practice.framework, self.sentences_in_period, practice.clients, self._cues, self.meaning)

    @property
    def _cues(self) -> pd.DataFrame:
        """What a criterion sounds like: of the shipped frameworks, and borrowed for own criteria."""
        practice = self.practice
        shipped_cues = [knowledge.read_cues(name) for name in practice.settings.frameworks]
        return pd.concat([*shipped_cues, knowledge.borrowed_cues(practice.likes)])

    @cached_property
    def _taught(self) -> pd.DataFrame:
        """What the coach teaches the finder: decisions on passages, and sentences of what a criterion sounds like."""
        return finder.taught(self.practice.evidence, self.practice.cues)

    @cached_property
    def like_proposals(self) -> pd.DataFrame:
        """One row a criterion of an own framework and a shipped one that it may be like, to be confirmed."""
        framework, names = self.practice.framework, shipped_names()
        own = framework[~framework["framework"].isin(names)]
        shipped = pd.concat([read_framework(name) for name in names]) if len(own) else framework.iloc[:0]
        return crosswalk.like_proposals(own, shipped, self.practice.likes)

    @cached_property
    def to_judge_again(self) -> pd.DataFrame:
        """One row a decision on a criterion that no framework loaded has, with the criteria that it may meet now."""
        practice, names = self.practice, shipped_names()
        asked = practice.to_judge_again
        earlier = pd.concat([read_framework(name) for name in names]) if len(asked) else practice.framework.iloc[:0]
        return crosswalk.to_judge_again(asked, practice.framework, practice.retired, self._cues, earlier)

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """One row a passage that may evidence a criterion below its need; one that is only one-sided has what it needs."""
        return self._search.candidates(self._short, self._taught)

    def candidates_for(self, criterion: str, k: int = 10) -> pd.DataFrame:
        """The first `k` candidates for one criterion, also where it is covered; columns of candidates.csv.

        Raises UsageError, listing the criteria, where the framework has none of that name; RecordsError where it cannot be read.
        """
        known = list(self.practice.framework["criterion"])
        if not known:
            raise RecordsError(
                "the framework cannot be read, so it has no criteria; `coachkit check` with the same folder says why"
            )
        if criterion not in known:
            raise UsageError(f"{criterion!r} is not a criterion of this framework; it has {', '.join(known)}")
        return self._search.candidates([criterion], self._taught, k)

    @cached_property
    def finder_check(self) -> pd.DataFrame:
        """One row a criterion: how often the finder finds an accepted passage that it has not been told of."""
        return self._search.check(self._taught)

    @cached_property
    def broken_links(self) -> pd.DataFrame:
        """One row a decision whose quote is no longer found, beside the text that is most like it."""
        return broken.broken_links(self.practice.evidence, self.practice.sources)

    # Codes of practice

    @cached_property
    def contract_topics(self) -> pd.DataFrame:
        """One row a client and topic that a contract settles, or not yet."""
        practice, topics = self.practice, knowledge.read_topics()
        written = (practice.contracts, practice.contacts, practice.clients)
        return contracting.contract_topics(*written, topics, knowledge.read_codes(), practice.settings.as_of)

    @cached_property
    def contracts_by_client(self) -> pd.DataFrame:
        """One row a client: how many topics the contract settles."""
        return contracting.by_client(self.contract_topics, knowledge.read_topics())

    @cached_property
    def contracts_by_topic(self) -> pd.DataFrame:
        """One row a topic: with how many clients it is settled."""
        return contracting.by_topic(self.contract_topics, knowledge.read_topics())

    @property
    def contracts_left_out(self) -> list[str]:
        """The clients whose contract is left out, since they do not consent."""
        return contracting.refused(self.practice.contracts, self.practice.clients)

    @cached_property
    def _moment_search(self) -> finder.Search:
        read = self.sentences_in_period
        return ethics.search(read, self.practice.clients, knowledge.read_moments(), self.meaning)

    @property
    def _asked_moments(self) -> pd.DataFrame:
        practice = self.practice
        asked = knowledge.asked_moments(practice.settings.frameworks, practice.likes)
        return asked[asked["criterion"].isin(practice.framework["criterion"])]

    @cached_property
    def ethical_moments(self) -> pd.DataFrame:
        """One row a passage that may hold an ethical moment, to be read, and the criteria that it is offered for."""
        told = (knowledge.read_moments(), self.practice.evidence, self._asked_moments)
        return ethics.moments(self._moment_search, *told)

    @cached_property
    def ethical_left_out(self) -> int:
        """How many such passages are not offered, since their only client does not consent."""
        told = (knowledge.read_moments(), self.practice.evidence, self._asked_moments)
        return ethics.left_out(self._moment_search, *told)

    # Reflection

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

    # Feedback

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

    # Themes

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
