"""A result table to one sentence: computed, in British English, to the coach, with units and with n beside every figure."""

from coachkit.narrate.contracting import contracts, editions, may_show
from coachkit.narrate.contracting import moments as ethical_moments
from coachkit.narrate.evidence import candidates, coverage, finder_check, may_evidence
from coachkit.narrate.first_screen import findings
from coachkit.narrate.questions import prompts
from coachkit.narrate.reaching import age, reach
from coachkit.narrate.records import notes
from coachkit.narrate.reflecting import apart, asked, loops, of_sheets, opened, openings, reflection, silences
from coachkit.narrate.reliability import reliability
from coachkit.narrate.relying import alone, readiness, reliance, sample, sampling, vacsr
from coachkit.narrate.subjects import by_client as themes_by_client
from coachkit.narrate.subjects import by_month as themes_by_month
from coachkit.narrate.subjects import themes
from coachkit.narrate.supposing import supposed
from coachkit.narrate.time import by_client, by_month, cadence, excluded, forecast, gaps, hours, requirements, waterfall
from coachkit.narrate.versions import frameworks
from coachkit.narrate.voices import cells, feedback, rating_gaps, read_as, triangulation

__all__ = [
    "age",
    "alone",
    "apart",
    "asked",
    "by_client",
    "by_month",
    "cadence",
    "candidates",
    "cells",
    "contracts",
    "coverage",
    "editions",
    "ethical_moments",
    "excluded",
    "feedback",
    "finder_check",
    "findings",
    "forecast",
    "frameworks",
    "gaps",
    "hours",
    "loops",
    "may_evidence",
    "may_show",
    "notes",
    "of_sheets",
    "opened",
    "openings",
    "prompts",
    "rating_gaps",
    "reach",
    "read_as",
    "readiness",
    "reflection",
    "reliability",
    "reliance",
    "requirements",
    "sample",
    "sampling",
    "silences",
    "supposed",
    "themes",
    "themes_by_client",
    "themes_by_month",
    "triangulation",
    "vacsr",
    "waterfall",
]
