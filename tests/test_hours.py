import tomllib
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit import hours, shipped
from coachkit.framework import NUMBER_RULES, SWITCH_RULES, read_preset
from coachkit.schema import TABLES
from coachkit.settings import Settings

PRESETS = sorted(path.stem.removeprefix("rules-") for path in shipped.data("frameworks").glob("rules-*.toml"))
FILTERS = {"recent_months", "feedback_months", "group_size_max", *SWITCH_RULES}


def frame(table: str, *rows: dict) -> pd.DataFrame:
    """A table as the reader hands it on: every column of the schema, blank where a row does not give it."""
    kinds = {"date": "datetime64[s]", "minutes": "Int64", "whole": "Int64"}
    types = {column.name: kinds.get(column.reads, "str") for column in TABLES[table].columns}
    full = [{name: "" if kind == "str" else None for name, kind in types.items()} | row for row in rows]
    return pd.DataFrame(full, columns=list(types)).astype(types)


def contact(number: int, date: str, client: str, minutes: int, role: str = "", planned: str = "", **more) -> dict:
    return {"contact_id": f"K{number}", "date": date, "client_id": client, "minutes": minutes, "role": role,
            "planned": planned, **more}  # fmt: skip


CONTACTS = frame(
    "contacts",
    contact(1, "2025-01-06", "C01", 60, "coaching", "yes", paid="yes", sheet_id="S1"),
    contact(2, "2025-01-06", "C01", 10, "mentoring", "no", paid="no", sheet_id="S1"),
    contact(3, "2025-01-20", "C02", 60, "blend", "yes", paid="yes", sheet_id="S2"),
    contact(4, "2025-02-03", "C01", 30, "coaching", "no", sheet_id="S9"),
    contact(5, "2025-02-10", "C02", 90, "coaching", "yes", paid="yes", format="group", group_size=8),
    contact(6, "2025-02-11", "C03", 45, "coaching", "yes", paid="yes", sheet_id="S2"),
    contact(7, "2025-03-03", "C02", 15),
    contact(8, "2025-03-31", "C01", 20, "mentoring", "yes"),
)
SHEETS = frame("sheets", {"sheet_id": "S1", "text": "He laughed."}, {"sheet_id": "S2", "text": " \n"})
CLIENTS = frame(
    "clients",
    {"client_id": "C01", "consent": "yes", "contracted_on": "2025-01-10"},
    {"client_id": "C02", "contracted_on": None},
    {"client_id": "C03", "consent": "no"},
)
SUPERVISION = frame("supervision", {"date": "2025-01-31", "minutes": 10}, {"date": "2025-03-31", "minutes": 5})
NO_DATES = pd.Series([], dtype="datetime64[s]")
FEEDBACK = frame(
    "feedback",
    {"feedback_id": "F1", "date": "2025-01-01", "client_id": "C01", "voice": "client"},
    {"feedback_id": "F2", "date": "2025-03-01", "client_id": "C02", "voice": "sponsor"},
    {"feedback_id": "F3", "date": "2025-03-01", "client_id": "C02", "voice": "coach"},
    {"feedback_id": "F4", "date": "2025-03-01", "client_id": "C03", "voice": "client"},
    {"feedback_id": "F5", "date": None, "voice": "peer"},
)
AS_OF = pd.Timestamp("2025-03-31")


def settings(start: str = "", end: str = "", **rules) -> Settings:
    dates = {"period_start": pd.Timestamp(start or pd.NaT), "period_end": pd.Timestamp(end or pd.NaT), "as_of": AS_OF}
    return Settings(**dates, rules=rules, rule_sources=dict.fromkeys(rules, "practice.toml"))


def ledger(contacts: pd.DataFrame = CONTACTS, start: str = "", end: str = "", **rules) -> pd.DataFrame:
    return hours.ledger(contacts, SHEETS, CLIENTS, settings(start, end, **rules))


def minutes(table: pd.DataFrame) -> dict:
    return dict(zip(table.iloc[:, 0], table["minutes"], strict=True))


def required(
    rule: str, *, book: pd.DataFrame | None = None, supervision: pd.DataFrame = SUPERVISION, start="", **rules
):
    book = ledger(start=start) if book is None else book
    table = hours.requirements(book, supervision, FEEDBACK, settings(start, **rules), NO_DATES).set_index("rule")
    needed, have, met = table.loc[rule, ["needed", "have", "met"]]
    return None if pd.isna(needed) else needed, None if pd.isna(have) else have, met


def test_the_summary_counts_what_is_logged_written_and_claimable_and_its_parts():
    assert minutes(hours.summary(ledger(), SUPERVISION, settings())) == {
        "logged": 330,  # 60 + 10 + 60 + 30 + 90 + 45 + 15 + 20
        "on_a_sheet": 70,  # S1; S2 is blank, S9 is not there
        "claimable": 285,  # less the 45 of C03
        "planned": 230,  # 60 + 60 + 90 + 20
        "in_the_moment": 40,  # 10 + 30; the 15 not stated are in neither
        "coaching": 180,  # 60 + 30 + 90
        "mentoring": 30,  # 10 + 20
        "blend": 60,
        "supervision": 15,
    }


def test_supervision_outside_the_period_is_not_counted():
    period = settings(start="2025-02-01")
    assert minutes(hours.summary(ledger(), SUPERVISION, period))["supervision"] == 5


def test_without_a_table_of_sheets_no_contact_is_on_a_sheet():
    book = hours.ledger(CONTACTS, frame("sheets"), CLIENTS, settings())
    assert not book["on_a_sheet"].any()


def test_without_a_register_every_contact_is_claimable():
    book = hours.ledger(CONTACTS, SHEETS, frame("clients"), settings(count_before_contract=False))
    assert (book["reason"] == "").all()


def test_every_contact_left_out_has_the_first_reason_that_holds():
    book = ledger(start="2025-01-20", end="2025-03-03", count_mentoring=False, group_size_max=7)
    assert list(hours.excluded(book).itertuples(index=False, name=None)) == [
        ("K1", 60, "outside the period"),
        ("K2", 10, "outside the period"),  # mentoring too
        ("K5", 90, "switched off by a rule: group_size_max = 7"),
        ("K6", 45, "no consent"),
        ("K8", 20, "outside the period"),
    ]


@pytest.mark.parametrize(
    ("rule", "left_out"),
    [("count_mentoring", ["K2", "K8"]), ("count_unplanned", ["K2", "K4"]), ("count_before_contract", ["K1", "K2"])],
)
def test_a_switch_leaves_out_what_it_names_and_nothing_that_is_not_stated(rule, left_out):
    off = hours.excluded(ledger(**{rule: False})).query("reason != 'no consent'")
    assert list(off["contact_id"]) == left_out
    assert set(off["reason"]) == {f"switched off by a rule: {rule} = false"}
    assert list(hours.excluded(ledger(**{rule: True}))["contact_id"]) == ["K6"]


def test_a_group_of_just_the_largest_size_counts():
    assert list(hours.excluded(ledger(group_size_max=8))["contact_id"]) == ["K6"]


def test_the_waterfall_takes_each_reason_away_in_order():
    book = ledger(start="2025-01-20", count_unplanned=False, group_size_max=7)
    assert minutes(hours.waterfall(book)) == {
        "logged": 330,
        "no consent": -45,
        "outside the period": -70,
        "switched off by a rule: count_unplanned = false": -30,
        "switched off by a rule: group_size_max = 7": -90,
        "claimable": 95,
    }


def test_by_month_keeps_what_is_not_stated():
    assert list(hours.by_month(ledger()).itertuples(index=False, name=None)) == [
        ("2025-01", "blend", "yes", 1, 60),
        ("2025-01", "coaching", "yes", 1, 60),
        ("2025-01", "mentoring", "no", 1, 10),
        ("2025-02", "coaching", "no", 1, 30),
        ("2025-02", "coaching", "yes", 1, 90),
        ("2025-03", "mentoring", "yes", 1, 20),
        ("2025-03", "not stated", "not stated", 1, 15),
    ]


def test_by_client_adds_up_each_role_and_leaves_out_who_does_not_consent():
    assert list(hours.by_client(ledger()).itertuples(index=False, name=None)) == [
        ("C01", "coaching", "no", 1, 30),
        ("C01", "coaching", "yes", 1, 60),
        ("C01", "mentoring", "no", 1, 10),
        ("C01", "mentoring", "yes", 1, 20),
        ("C02", "blend", "yes", 1, 60),
        ("C02", "coaching", "yes", 1, 90),
        ("C02", "not stated", "not stated", 1, 15),
    ]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"hours_total": 4.75}, (285, 285, "yes")),
        ({"hours_total": 5}, (300, 285, "no")),
        ({"hours_planned": 4}, (240, 230, "no")),
        ({"hours_paid": 3.5}, (210, 210, "yes")),
        ({"hours_recent": 2, "recent_months": 2}, (120, 155, "yes")),  # after 31 January: 30 + 90 + 15 + 20
        ({"hours_recent": 1}, (60, None, "not checked")),
        ({"clients": 2}, (2, 2, "yes")),
        ({"clients": 3}, (3, 2, "no")),
        ({"minutes_per_client": 120}, (120, 120, "yes")),  # C01 has 120, C02 165
        ({"minutes_per_client": 121}, (121, 120, "no")),
        ({"supervision_minutes": 15}, (15, 15, "yes")),
        ({"practice_minutes_per_supervision_minute": 19}, (19, 19, "yes")),  # 285 / 15
        ({"practice_minutes_per_supervision_minute": 18.5}, (18.5, 19, "no")),
        ({"feedback_items": 3}, (3, 3, "yes")),  # F1, F2, F5
        ({"feedback_items": 2, "feedback_months": 1}, (2, 1, "no")),  # F2: F5 has no date
        ({"currency_months": 24}, (24, None, "not checked")),
    ],
)
def test_a_requirement_compares_what_is_needed_with_what_is_there(rules, expected):
    assert required(next(iter(rules)), **rules) == expected


def test_the_last_month_begins_on_the_day_after_its_date_a_month_ago_and_ends_today():
    today = replace(settings(hours_recent=1, recent_months=1), as_of=pd.Timestamp("2025-03-03"))
    table = hours.requirements(ledger(), SUPERVISION, FEEDBACK, today, NO_DATES).set_index("rule")
    assert table.loc["hours_recent", "have"] == 105  # 90 + 15; neither 3 February's 30 nor 31 March's 20


def test_a_rule_that_is_not_set_is_not_checked_but_shows_what_is_there():
    assert required("hours_total") == (None, 285, "not checked")


def test_feedback_before_the_period_is_not_counted():
    assert required("feedback_items", start="2025-02-01", feedback_items=3) == (3, 2, "no")


@pytest.mark.parametrize(("day", "have"), [("2025-02-01", 2), ("2025-01-31", 2), ("2025-01-30", 3)])
def test_currency_is_the_age_of_the_oldest_evidence_in_months_begun(day, have):
    today = replace(settings(currency_months=2), as_of=pd.Timestamp("2025-03-31"))
    dates = pd.Series(pd.to_datetime([day, "2025-03-30"]))
    table = hours.requirements(ledger(), SUPERVISION, FEEDBACK, today, dates).set_index("rule")
    assert list(table.loc["currency_months", ["needed", "have", "met"]]) == [2, have, "yes" if have == 2 else "no"]


def test_currency_without_evidence_is_not_checked():
    assert required("currency_months", currency_months=12) == (12, None, "not checked")


def test_practice_without_supervision_fails_the_ratio_and_shows_no_figure():
    none = frame("supervision")
    rule = "practice_minutes_per_supervision_minute"
    assert required(rule, supervision=none, **{rule: 35}) == (35, None, "no")
    assert required(rule, supervision=none, book=ledger(frame("contacts")), **{rule: 35}) == (35, 0, "yes")


def test_requirements_name_every_rule_that_asks_for_something_its_unit_and_its_source():
    table = hours.requirements(ledger(), SUPERVISION, FEEDBACK, settings(clients=2), NO_DATES)
    assert list(table.columns) == ["rule", "unit", "needed", "have", "met", "source"]
    assert set(table["rule"]) == set(NUMBER_RULES) - FILTERS
    assert set(table["unit"]) == {"minutes", "clients", "items", "ratio", "months"}
    assert dict(zip(table["rule"], table["source"], strict=True))["clients"] == "practice.toml"
    assert (table.loc[table["rule"] != "clients", "source"] == "").all()


def test_the_cadence_has_every_week_also_the_empty_ones():
    weeks = hours.cadence(ledger(), AS_OF)
    assert len(weeks) == 13 * 3  # Mondays 6 January to 31 March
    filled = weeks[weeks["contacts"] > 0].assign(week=weeks["week"].dt.strftime("%m-%d"))
    assert list(filled.itertuples(index=False, name=None)) == [
        ("01-06", "yes", 1, 60),
        ("01-06", "no", 1, 10),
        ("01-20", "yes", 1, 60),
        ("02-03", "no", 1, 30),
        ("02-10", "yes", 1, 90),
        ("03-03", "not stated", 1, 15),
        ("03-31", "yes", 1, 20),
    ]
    assert weeks["minutes"].sum() == 285


def test_gaps_show_each_clients_longest_pause_first():
    shown = hours.gaps(ledger(count_mentoring=False), pd.Timestamp("2025-04-02"))
    dates = ["first", "last", "gap_from", "gap_to"]
    shown = shown.assign(**{column: shown[column].dt.strftime("%m-%d") for column in dates})
    assert list(shown.itertuples(index=False, name=None)) == [
        ("C01", 4, "01-06", "03-31", 56, "02-03", "03-31", 2),  # mentoring was a meeting all the same
        ("C02", 3, "01-20", "03-03", 21, "01-20", "02-10", 30),
    ]


def test_a_single_contact_has_no_pause_and_one_week():
    one = ledger(CONTACTS.head(1))
    [row] = hours.gaps(one, pd.Timestamp("2025-01-08")).to_dict("records")
    assert pd.isna(row["longest_gap_days"]) and pd.isna(row["gap_from"]) and pd.isna(row["gap_to"])
    assert (row["contacts"], row["days_since"]) == (1, 2)
    assert hours.cadence(one, pd.Timestamp("2025-01-08"))["minutes"].tolist() == [60, 0, 0]
    assert minutes(hours.waterfall(one)) == {"logged": 60, "claimable": 60}
    assert hours.by_month(one).to_dict("records") == [
        {"month": "2025-01", "role": "coaching", "planned": "yes", "contacts": 1, "minutes": 60}
    ]


def test_an_empty_log_gives_empty_tables_with_their_columns():
    empty = hours.ledger(frame("contacts"), frame("sheets"), frame("clients"), Settings(rules={"group_size_max": 9}))
    assert empty.empty and list(empty.columns) == list(ledger().columns)
    assert set(minutes(hours.summary(empty, frame("supervision"), Settings())).values()) == {0}
    assert minutes(hours.waterfall(empty)) == {"logged": 0, "claimable": 0}
    for table, columns in [
        (hours.by_month(empty), ["month", "role", "planned", "contacts", "minutes"]),
        (hours.by_client(empty), ["client_id", "role", "planned", "contacts", "minutes"]),
        (hours.excluded(empty), ["contact_id", "minutes", "reason"]),
        (hours.cadence(empty, pd.NaT), ["week", "planned", "contacts", "minutes"]),
        (hours.gaps(empty, pd.NaT), list(hours.gaps(ledger(), AS_OF).columns)),
    ]:
        assert table.empty and list(table.columns) == columns
    rules = {"hours_total": 1, "minutes_per_client": 1, "feedback_items": 1, "feedback_months": 1}
    table = hours.requirements(empty, frame("supervision"), frame("feedback"), Settings(rules=rules), NO_DATES)
    assert table.loc[table["met"] == "no", "have"].tolist() == [0, 0, 0]


def test_no_analysis_changes_its_input():
    book = ledger()
    before = [each.copy(deep=True) for each in (CONTACTS, SHEETS, CLIENTS, SUPERVISION, FEEDBACK, book)]
    rules = settings(hours_total=1, feedback_months=1, recent_months=1, count_mentoring=False, group_size_max=2)
    hours.ledger(CONTACTS, SHEETS, CLIENTS, rules)
    hours.summary(book, SUPERVISION, rules)
    hours.requirements(book, SUPERVISION, FEEDBACK, rules, NO_DATES)
    for analysis in (hours.by_month, hours.by_client, hours.excluded, hours.waterfall):
        analysis(book)
    hours.cadence(book, AS_OF)
    hours.gaps(book, AS_OF)
    for old, new in zip(before, (CONTACTS, SHEETS, CLIENTS, SUPERVISION, FEEDBACK, book), strict=True):
        pd.testing.assert_frame_equal(old, new)


logs = st.lists(
    st.tuples(
        st.dates(min_value=pd.Timestamp("2024-12-01").date(), max_value=AS_OF.date()),
        st.sampled_from(["C01", "C02", "C03", "C04"]),
        st.integers(min_value=1, max_value=300),
        st.sampled_from(["coaching", "mentoring", "blend", ""]),
        st.sampled_from(["yes", "no", ""]),
        st.one_of(st.none(), st.integers(min_value=1, max_value=30)),
    ),
    max_size=12,
)
switches = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(SWITCH_RULES, st.booleans()) | {"group_size_max": st.just(15)}
)


@given(logs, switches, st.sampled_from(["", "2025-01-15"]))
def test_whatever_the_log_every_minute_is_either_claimable_or_left_out_once(rows, rules, start):
    contacts = [
        contact(number, str(date), client, length, role, planned, group_size=size)
        for number, (date, client, length, role, planned, size) in enumerate(rows)
    ]
    book = ledger(frame("contacts", *contacts), start, **rules)
    summary = minutes(hours.summary(book, SUPERVISION, settings()))
    assert summary["logged"] == sum(row[2] for row in rows)
    assert hours.excluded(book)["minutes"].sum() == summary["logged"] - summary["claimable"]
    assert hours.excluded(book)["contact_id"].is_unique
    for table in (hours.by_month(book), hours.by_client(book), hours.cadence(book, AS_OF)):
        assert table["minutes"].sum() == summary["claimable"]
        assert table["contacts"].sum() == len(hours.claimable(book))
    steps = hours.waterfall(book)["minutes"]
    assert steps.iloc[:-1].sum() == steps.iloc[-1] == summary["claimable"]


@pytest.mark.parametrize("name", PRESETS)
def test_every_figure_of_a_preset_is_a_known_rule_with_its_source_and_how_sure_it_is(name):
    table = tomllib.loads(shipped.data("frameworks", f"rules-{name}.toml").read_text(encoding="utf-8"))
    assert table and set(table) <= {*NUMBER_RULES, *SWITCH_RULES}
    for entry in table.values():
        assert set(entry) == {"value", "source", "confidence", "note"}
        assert entry["value"] > 0 and entry["source"] and entry["note"]
        assert entry["confidence"] in ("high", "medium-high", "medium")


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("icf-acc", {"hours_total": 100, "hours_paid": 75, "clients": 8, "hours_recent": 25, "recent_months": 18}),
        ("icf-pcc", {"hours_total": 500, "hours_paid": 450, "clients": 25, "hours_recent": 50, "recent_months": 18}),
        ("icf-mcc", {"hours_total": 2500, "hours_paid": 2250}),
        ("emcc-eia-foundation", {"hours_total": 50, "clients": 5, "feedback_items": 5, "feedback_months": 12}),
        (
            "emcc-eia-practitioner",
            {"hours_total": 100, "clients": 10, "feedback_items": 5, "feedback_months": 12,
             "practice_minutes_per_supervision_minute": 35},
        ),
        ("ilm-l7-diploma", {"hours_total": 100}),
        ("ilm-l7-certificate", {"hours_planned": 20}),
    ],
)  # fmt: skip
def test_a_preset_asks_what_its_body_asks(name, rules):
    assert read_preset(name)[0] == rules
    assert name in PRESETS


def test_no_preset_is_without_a_test():
    assert len(PRESETS) == 7
