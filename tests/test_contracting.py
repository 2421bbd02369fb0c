"""Contracts: which topics are settled with whom, when and under which edition, on a practice small enough to add up by hand."""

import pandas as pd

from coachkit import contracting, knowledge
from coachkit.contracting import by_client, by_topic, contract_topics, refused

ICF = "ICF Code of Ethics"
TOPICS = pd.DataFrame(
    {"topic_id": ["fees", "records", "nature"], "topic": ["Fees", "Notes", "What it is"], "code_refs": "1"}
)
CODES = knowledge.read_codes()
AS_OF = pd.Timestamp("2025-12-31")
NO_DAY = pd.NaT


def days(*texts):
    return pd.to_datetime(list(texts)).astype("datetime64[s]")


def frame(*rows):
    table = pd.DataFrame(rows, columns=["client_id", "topic", "settled_on", "code", "edition"]).astype("str")
    return table.assign(settled_on=pd.to_datetime(table["settled_on"]).astype("datetime64[s]"))


CONTACTS = pd.DataFrame(
    {"client_id": ["C01", "C01", "C02", "C03"], "date": days("2025-01-10", "2025-02-10", "2025-01-20", "2025-01-05")}
)
CLIENTS = pd.DataFrame({"client_id": ["C01", "C02", "C03"], "consent": ["yes", "", "no"]})
CONTRACTS = frame(
    ("C01", "fees", "2025-01-10", ICF, "2020"),
    ("C01", "records", "2025-01-11", "Global Code of Ethics", "2021"),
    ("C01", "parking", "2025-01-10", "", ""),
    ("C02", "fees", "2025-01-02", ICF, "2020"),
    ("C02", "fees", "2025-06-01", ICF, "2025"),
    ("C02", "nature", "", "", ""),
    ("C02", "records", "2025-06-01", ICF, "2020"),
    ("C03", "fees", "2025-01-01", "", ""),
)


def made(contracts=CONTRACTS, contacts=CONTACTS, clients=CLIENTS):
    return contract_topics(contracts, contacts, clients, TOPICS, CODES, AS_OF)


def row(client: str, topic: str) -> tuple:
    found = made().set_index(["client_id", "topic"]).loc[(client, topic)]
    return tuple(found.where(found.notna(), None))


def test_a_client_has_one_row_a_topic_in_the_order_of_the_topics_then_those_that_are_none_of_them():
    table = made()
    assert list(table.columns) == contracting.TOPICS
    assert list(zip(table["client_id"], table["topic"], strict=True)) == [
        *(("C01", topic) for topic in ("fees", "records", "nature", "parking")),
        *(("C02", topic) for topic in ("fees", "records", "nature")),
    ]


def test_the_day_of_the_first_contact_counts_as_before_it_and_an_edition_replaced_since_is_remarked():
    since = "the 2025 edition has come into force since"
    assert row("C01", "fees") == ("yes", pd.Timestamp("2025-01-10"), ICF, "2020", "2020", "yes", since)


def test_a_day_after_is_no_and_an_edition_without_dates_is_not_checked():
    said = "which edition was in force then is not checked; after the first contact (2025-01-10)"
    assert row("C01", "records") == ("yes", pd.Timestamp("2025-01-11"), "Global Code of Ethics", "2021", "", "no", said)


def test_a_topic_not_recorded_is_blank_and_never_no():
    assert row("C01", "nature") == ("", None, "", "", "", "", "")


def test_a_topic_settled_anew_shows_the_latest_day_and_goes_by_the_first():
    said = "first settled on 2025-01-02"
    assert row("C02", "fees") == ("yes", pd.Timestamp("2025-06-01"), ICF, "2025", "2025", "yes", said)


def test_an_edition_that_was_not_in_force_is_told_beside_the_one_that_was():
    said = "the 2025 edition was in force then; after the first contact (2025-01-20)"
    assert row("C02", "records") == ("yes", pd.Timestamp("2025-06-01"), ICF, "2020", "2025", "no", said)


def test_a_topic_without_a_date_is_settled_and_its_order_not_known():
    assert row("C02", "nature") == ("yes", None, "", "", "", "", "no date")


def test_a_topic_that_is_none_of_them_is_kept_and_not_counted():
    assert row("C01", "parking")[-1] == "none of the 3 topics, not counted"
    assert list(by_client(made(), TOPICS)["of"]) == [3, 3]


def test_a_client_who_does_not_consent_is_left_out_and_named():
    assert "C03" not in set(made()["client_id"])
    assert refused(CONTRACTS, CLIENTS) == ["C03"]


def test_without_any_recorded_topic_there_is_no_row():
    assert len(made(CONTRACTS.head(0))) == 0
    assert len(by_client(made(CONTRACTS.head(0)), TOPICS)) == len(by_topic(made(CONTRACTS.head(0)), TOPICS)) == 0


def test_a_client_with_a_contact_and_no_contract_has_every_topic_open():
    table = made(CONTRACTS[CONTRACTS["client_id"] == "C01"])
    assert set(table.loc[table["client_id"] == "C02", "settled"]) == {""}


def test_by_client_counts_before_and_after_and_lists_what_is_open():
    assert by_client(made(), TOPICS).values.tolist() == [
        ["C01", 2, 3, 1, 1, pd.Timestamp("2025-01-11"), f"Global Code of Ethics 2021;{ICF} 2020", "nature"],
        ["C02", 3, 3, 1, 1, pd.Timestamp("2025-06-01"), f"{ICF} 2020;{ICF} 2025", ""],
    ]


def test_by_topic_is_least_settled_first_and_lists_with_whom_it_is_open():
    assert by_topic(made(), TOPICS).values.tolist() == [
        ["nature", "What it is", "1", 1, 2, 0, "C01"],
        ["fees", "Fees", "1", 2, 2, 2, ""],
        ["records", "Notes", "1", 2, 2, 0, ""],
    ]


def test_the_frames_are_left_as_they_were():
    before = [frame.copy() for frame in (CONTRACTS, CONTACTS, CLIENTS)]
    made()
    for one, was in zip((CONTRACTS, CONTACTS, CLIENTS), before, strict=True):
        pd.testing.assert_frame_equal(one, was)
