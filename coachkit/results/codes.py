"""Results about codes of practice: what contracts settle, and passages that may hold an ethical moment."""

from functools import cached_property

import pandas as pd

from coachkit import (
    contracting,
    ethics,
    knowledge,
)
from coachkit.results.texts import Texts


class Codes(Texts):
    """Result tables about codes of practice."""

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
    def _moments(self) -> pd.DataFrame:
        practice = self.practice
        asked = knowledge.asked_moments(practice.settings.frameworks, practice.likes)
        asked = asked[asked["criterion"].isin(practice.framework["criterion"])]
        return ethics.moments(self.sentences_in_period, knowledge.read_moments(), asked)

    @cached_property
    def ethical_moments(self) -> pd.DataFrame:
        """One row a passage with an ethical moment, and the criteria that it is offered for."""
        return ethics.offered(self._moments, self.sources, self.practice.clients)

    @property
    def ethical_examples(self) -> pd.DataFrame:
        """One row a kind of moment: the most telling passage."""
        return ethics.one_each(self.ethical_moments)

    @property
    def ethical_left_out(self) -> int:
        """How many such passages are not offered, since their only client does not consent."""
        return len(self._moments) - len(self.ethical_moments)
