"""Every result table once: the file in a report's `tables/`, what one row is, and its columns."""

from coachkit.schema import REFLECTION_LABELS, Column, Table


def _table(name: str, row: str, **columns: str) -> Table:
    return Table(f"{name}.csv", row, tuple(Column(column, means) for column, means in columns.items()))


_PLACE = {
    "start": "where it begins in the source's text as written, in characters from 0",
    "end": "where it ends, exclusive, in characters",
}
_ROLE = "coaching, mentoring, blend or not stated"
_PLANNED = "yes = planned, no = in the moment, or not stated"

_TABLES = (
    _table(
        "hours_summary",
        "one measure of time",
        measure="logged, on_a_sheet, claimable, planned, in_the_moment, coaching, mentoring, blend or supervision",
        minutes="whole minutes",
    ),
    _table(
        "hours_by_month",
        "claimable time of one month, role and planned or not",
        month="YYYY-MM",
        role=_ROLE,
        planned=_PLANNED,
        contacts="number of contacts",
        minutes="whole minutes",
    ),
    _table(
        "hours_by_client",
        "claimable time of one client, role and planned or not",
        client_id="the client",
        role=_ROLE,
        planned=_PLANNED,
        contacts="number of contacts",
        minutes="whole minutes",
    ),
    _table(
        "hours_excluded",
        "one readable contact that is not claimable",
        contact_id="the contact",
        minutes="whole minutes",
        reason="the one reason why it is left out",
    ),
    _table(
        "hours_forecast",
        "one date for one hours rule",
        rule="the rule",
        status="met, forecast or not enough history",
        quantile="0.1, 0.5 or 0.9; blank where met",
        date="date on which the rule was met, or the forecast date; blank where none is in sight",
    ),
    _table(
        "requirements",
        "one rule",
        rule="the rule's key",
        unit="minutes, clients, items, months or a ratio",
        needed="what the rule asks; blank = not checked",
        have="what the records show",
        met="yes, no or not checked",
        source="where the figure comes from",
    ),
    _table(
        "themes",
        "one theme in one sheet",
        sheet_id="the sheet",
        theme="the theme's label",
        weight="share of the sheet, 0 to 1",
    ),
    _table(
        "theme_terms",
        "one term of one theme",
        theme="the theme's label",
        term="the term",
        weight="weight in the theme, largest first",
    ),
    _table(
        "theme_passages",
        "one passage that shows a theme",
        theme="the theme's label",
        source_id="the source",
        **_PLACE,
        passage="the words, names replaced by ids",
    ),
    _table(
        "feedback_sentences",
        "one sentence of feedback",
        feedback_id="the piece of feedback",
        **_PLACE,
        sentence="the words, names replaced by ids",
        polarity="judgement of the coaching: positive, negative, mixed, neutral or unsure",
        likeliest="the likeliest polarity, never unsure",
        score="-1 (negative) to 1 (positive)",
        aspects="what it speaks of, separated by semicolons; blank = none",
        cues="the words that decided",
    ),
    _table(
        "triangulation",
        "one subject in one voice",
        subject="an aspect or a theme",
        kind="aspect or theme",
        voice="coach, client, sponsor, supervisor or peer",
        n="sentences that are not unsure, and own ratings",
        positive="how many are positive",
        negative="how many are negative",
        reading="coach beside client: too few, only coach, only client, contradiction or agreed",
    ),
    _table(
        "rating_gaps",
        "one rated item of one client",
        client_id="the client",
        item="what was rated",
        coach="mean of the coach's own ratings, 1 to 5",
        client="mean of the client's ratings, 1 to 5",
        n="number of the client's ratings",
        gap="coach less client",
    ),
    _table(
        "coverage",
        "one criterion, weakest first",
        criterion="the criterion",
        needed="accepted passages that it needs",
        accepted="accepted passages that it has",
        sources="number of distinct sources",
        clients="number of distinct clients",
        kinds="kinds of evidence, separated by semicolons",
        latest="date of the latest source",
        status="missing, thin, one-sided or covered",
        remark="what else the coach should know",
    ),
    _table(
        "candidates",
        "one passage that may evidence a criterion below its need",
        criterion="the criterion",
        rank="1 to 10, likeliest first",
        source_id="the source",
        **_PLACE,
        passage="the words, names replaced by ids",
        score="the finder's own measure, larger is likelier",
        why="terms shared, and what it resembles",
    ),
    _table(
        "finder_check",
        "one criterion: the finder's own worth on the accepted links, each left out in turn",
        criterion="the criterion",
        n="accepted links tried",
        hit_at_5="share found among the first 5",
        hit_at_10="share found among the first 10",
        random_at_5="the same for passages drawn by chance",
        longest_at_5="the same for the longest passages",
    ),
    _table(
        "reflection_sentences",
        "one sentence of a sheet",
        sheet_id="the sheet",
        **_PLACE,
        sentence="the words, names replaced by ids",
        label="one of CEReD's nine labels",
        probability="how sure the method is, 0 to 1; 1 = corrected by the coach",
    ),
    _table(
        "reflection_by_sheet",
        "one sheet",
        sheet_id="the sheet",
        sentences="number of sentences",
        **{label: f"share of sentences labelled {label}, 0 to 1" for label in REFLECTION_LABELS},
    ),
    _table(
        "loops",
        "one stated intention",
        intention_sheet="the sheet that states it",
        intention_start="where it begins, in characters from 0",
        intention_end="where it ends, exclusive",
        intention="the words, names replaced by ids",
        closing_source="the later source in which it was done; blank = open",
        closing_start="where that begins",
        closing_end="where that ends, exclusive",
        closing="the words",
        status="closed or open",
        lag_days="days from intention to closing",
    ),
)

RESULT_TABLES: dict[str, Table] = {table.file.removesuffix(".csv"): table for table in _TABLES}
"""The result tables by name, in the order of the documentation."""
