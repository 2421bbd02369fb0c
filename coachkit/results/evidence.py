"""Results about evidence: coverage, candidates, and what an assessor would ask."""

from functools import cached_property

import pandas as pd

from coachkit import (
    broken,
    coverage,
    crosswalk,
    finder,
    knowledge,
    reliance,
    sampling,
    vacsr,
)
from coachkit.errors import RecordsError, UsageError
from coachkit.framework import read_framework, shipped_names
from coachkit.results.texts import Texts
from coachkit.sampling import SEED, Rehearsal


class Evidence(Texts):
    """Result tables about evidence for criteria."""

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
        """What the coach teaches the finder: decisions on passages, and own sentences of what a criterion sounds like.

        The latter count as accepted passages without a place, so that each is taught in a moment as those are.
        """
        evidence, cues = self.practice.evidence, self.practice.cues
        own = cues[["criterion"]].assign(evidence_id="own words", quote=cues["sentence"], decision="accepted")
        return pd.concat([evidence, own.assign(source_id="")], ignore_index=True) if len(own) else evidence

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
