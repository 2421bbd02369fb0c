"""A result table to one plotly figure whose title is the finding; drawn light, dark, wide, narrow and without colour."""

from coachkit.figures.chart import CONFIG, Chart
from coachkit.figures.contracting import contract_map
from coachkit.figures.coverage import coverage_grid
from coachkit.figures.feedback import feedback_strip, rating_gaps, voices
from coachkit.figures.hours import hours_calendar, hours_cumulative, hours_months, hours_waterfall
from coachkit.figures.profile import reflection_bands, reflection_by_client, reflection_profile
from coachkit.figures.reflection import loops_arcs, silence_map
from coachkit.figures.relying import reliance_bars, sampling_chances
from coachkit.figures.supposing import hours_supposed
from coachkit.figures.themes import themes_by_client, themes_over_time

__all__ = [
    "CONFIG",
    "Chart",
    "contract_map",
    "coverage_grid",
    "feedback_strip",
    "hours_calendar",
    "hours_cumulative",
    "hours_months",
    "hours_supposed",
    "hours_waterfall",
    "loops_arcs",
    "rating_gaps",
    "reflection_bands",
    "reflection_by_client",
    "reflection_profile",
    "reliance_bars",
    "sampling_chances",
    "silence_map",
    "themes_by_client",
    "themes_over_time",
    "voices",
]
