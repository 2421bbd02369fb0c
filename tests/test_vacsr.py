"""What an assessor asks of each criterion: counted where it can be, blank where not, and said in words."""

import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit.coverage import coverage
from coachkit.settings import Settings
from coachkit.vacsr import VACSR, days_to_writing, judged, vacsr

FRAMEWORK = pd.DataFrame({"criterion": ["1.1", "1.2"], "needed": pd.array([2, 2], "Int64")})
CLIENTS = pd.DataFrame({"client_id": ["C01", "C02", "C03"], "consent": ["yes", "", "no"]})
SOURCES = pd.DataFrame(
    {
        "source_id": ["S1", "S2", "F1", "S3"],
        "kind": ["sheet", "sheet", "feedback", "sheet"],
        "date": pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]).astype("datetime64[s]"),
        "client_ids": ["C01", "C02", "C02", "C03"],
        "voice": ["coach", "coach", "client", "coach"],
    }
)
DAYS = pd.Series({"S1": 2, "S2": 15, "S3": 1})
SETTINGS = Settings(as_of=pd.Timestamp("2025-03-31"))


def link(
    criterion="1.1", source="S1", quote="a", reason="", decision="accepted", start=0, assessed="", kind=""
) -> tuple:
    return criterion, source, start, quote, kind, decision, reason, assessed


def decided(*links: tuple) -> pd.DataFrame:
    columns = ["criterion", "source_id", "start", "quote", "kind", "decision", "reason", "assessor_decision"]
    return pd.DataFrame(list(links), columns=columns).astype({"start": "Int64"} | dict.fromkeys(columns[3:], "str"))


def row(*links: tuple, criterion: str = "1.1", settings: Settings = SETTINGS, days: pd.Series = DAYS) -> dict:
    evidence = decided(*links)
    table = vacsr(coverage(FRAMEWORK, evidence, SOURCES, CLIENTS), evidence, SOURCES, CLIENTS, days, settings)
    return table.set_index("criterion").loc[criterion].to_dict()


THREE = (link(reason="It shows it."), link(source="S2", start=None), link(source="F1", reason="She says so."))


def test_each_question_is_counted_where_it_can_be():
    told = row(*THREE)
    assert {name: told[name] for name in VACSR[1:10]} == {
        "needed": 2,
        "accepted": 3,
        "reasons": 2,
        "in_time": 1,
        "dated": 2,
        "third_party": 1,
        "found": 2,
        "quoted": 3,
        "age_days": 30,
    }
    assert [told[name] for name in ("current", "sources", "clients", "kinds")] == ["", 3, 2, 2]


def test_it_is_said_in_words():
    told = row(*THREE)
    assert told["computed"] == (
        "authentic: 1 of 2 written within 14 days of the contact, 1 in a third party’s voice, 2 of 3 quotes still found; "
        "current: latest source 30 days old; sufficient: 3 accepted, 2 needed; 3 sources, 2 clients, 2 kinds"
    )
    assert told["asked"] == "valid: how each passage meets the criterion, typed for 2 of 3"
    assert told["blank"] == ("current: no rule says how old it may be; reliable: no assessor has judged these passages")


def test_a_criterion_with_nothing_accepted_has_blanks_and_no_noughts():
    told = row(*THREE, criterion="1.2")
    assert (told["accepted"], told["computed"], told["asked"]) == (0, "sufficient: none of 2", "")
    assert all(pd.isna(told[name]) for name in VACSR[3:17] if name != "current")
    assert told["blank"] == "valid, authentic, current and reliable: nothing is accepted"
    assert row(link(decision="rejected", assessed="rejected"))["blank"] == (
        "valid, authentic and current: nothing is accepted"
    )


def test_a_reason_that_nobody_typed_is_none_of_one_and_not_blank():
    assert row(link())["reasons"] == 0


def test_a_passage_whose_only_client_does_not_consent_counts_for_nothing():
    told = row(link(source="S3", reason="It does.", assessed="accepted"))
    assert told["accepted"] == 0
    assert pd.isna(told["reasons"]) and pd.isna(told["judged_again"])


@pytest.mark.parametrize(
    ("months", "current", "words"), [(1, "yes", "within 1 months"), (0, "no", "more than 0 months")]
)
def test_the_latest_source_is_held_against_the_rule_where_there_is_one(months, current, words):
    settings = Settings(as_of=pd.Timestamp("2025-03-31"), rules={"currency_months": months})
    told = row(*THREE, settings=settings)
    assert told["current"] == current
    assert f"current: latest source 30 days old, {words};" in told["computed"]
    assert told["blank"] == "reliable: no assessor has judged these passages"


def test_an_assessors_decision_beside_the_coachs_tells_how_reliable_it_is():
    told = row(
        link(assessed="Accepted"),
        link(source="S2", assessed="not met"),
        link(source="F1", decision="rejected", assessed="rejected"),
        link(source="F1", assessed="hm"),
    )
    assert (told["judged_again"], told["agreed"], told["unread"]) == (3, 2, 1)
    assert told["computed"].endswith("; reliable: an assessor decided 2 of 3 as the coach did")
    assert told["blank"].endswith("; reliable: 1 decision of an assessor not read as accepted or rejected")


def test_what_is_put_off_or_not_assessed_is_not_judged_twice():
    evidence = decided(link(decision="later", assessed="accepted"), link(), link(assessed=" MET "), link(assessed="no"))
    assert list(judged(evidence)) == ["", "", "agreed", "differed"]


def test_a_sheet_is_written_so_many_days_after_its_first_contact():
    day = lambda *texts: pd.to_datetime(list(texts)).astype("datetime64[s]")  # noqa: E731
    contacts = pd.DataFrame(
        {
            "sheet_id": ["S1", "S1", "S2", "S3", ""],
            "date": day("2025-01-05", "2025-01-03", "2025-01-09", "2025-01-03", "2025-01-01"),
        }
    )
    sheets = pd.DataFrame(
        {"sheet_id": ["S1", "S2", "S3", "S4"], "written_on": day("2025-01-10", "2025-01-08", "", "2025-01-08")}
    )
    assert days_to_writing(contacts, sheets).to_dict() == {"S1": 7}


def test_where_no_writing_is_dated_it_is_blank_and_said():
    told = row(link(source="F1"), days=DAYS.iloc[:0])
    assert pd.isna(told["in_time"]) and pd.isna(told["dated"])
    assert told["blank"].startswith("authentic: not known when it was written and of which day it tells; ")


def test_no_evidence_and_no_criteria_give_the_columns():
    none = decided()
    table = coverage(FRAMEWORK, none, SOURCES, CLIENTS)
    assert list(vacsr(table, none, SOURCES, CLIENTS, DAYS, SETTINGS).columns) == VACSR
    assert vacsr(table.head(0), none, SOURCES.head(0), CLIENTS, DAYS, SETTINGS).empty


def test_the_order_is_that_of_coverage_and_the_input_stays_as_it_was():
    evidence, before = decided(*THREE), decided(*THREE)
    table = coverage(FRAMEWORK, evidence, SOURCES, CLIENTS)
    assert list(vacsr(table, evidence, SOURCES, CLIENTS, DAYS, SETTINGS)["criterion"]) == ["1.2", "1.1"]
    pdt.assert_frame_equal(evidence, before)
