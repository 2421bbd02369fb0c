"""Result tables about time."""

from coachkit.result_tables.declared import declared

_ROLE = "coaching, mentoring, blend or not stated"
_PLANNED = "yes = planned, no = in the moment, or not stated"

HOURS = (
    declared(
        "hours_summary",
        "one measure of time",
        measure="logged, on_a_sheet, claimable, planned, in_the_moment, coaching, mentoring, blend or supervision",
        minutes="whole minutes",
    ),
    declared(
        "hours_by_month",
        "claimable time of one month, role and planned or not",
        month="YYYY-MM",
        role=_ROLE,
        planned=_PLANNED,
        contacts="number of contacts",
        minutes="whole minutes",
    ),
    declared(
        "hours_by_client",
        "claimable time of one client, role and planned or not",
        client_id="the client",
        role=_ROLE,
        planned=_PLANNED,
        contacts="number of contacts",
        minutes="whole minutes",
    ),
    declared(
        "hours_excluded",
        "one readable contact that is not claimable",
        contact_id="the contact",
        minutes="whole minutes",
        reason="the one reason why it is left out",
    ),
    declared(
        "hours_forecast",
        "one date for one hours rule",
        rule="the rule",
        status="met, forecast or not enough history",
        quantile="0.1, 0.5 or 0.9; blank where met",
        date="date on which the rule was met, or the forecast date; blank where none is in sight",
    ),
    declared(
        "requirements",
        "one rule",
        rule="the rule's key",
        unit="minutes, clients, items, months or a ratio",
        needed="what the rule asks; blank = not checked",
        have="what the records show",
        met="yes, no or not checked",
        source="where the figure comes from",
    ),
)
