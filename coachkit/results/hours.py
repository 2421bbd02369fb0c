"""Results about time: hours, requirements, forecast and cadence."""

from functools import cached_property

import pandas as pd

from coachkit import (
    forecast,
    hours,
)
from coachkit.results.texts import Texts


class Hours(Texts):
    """Result tables about time."""

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
