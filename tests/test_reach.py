"""Whom feedback has reached: the client's own words, apart from what others say of the client."""

import pandas as pd

from coachkit import narrate
from coachkit.reach import REACH, reach

AS_OF = pd.Timestamp("2025-03-01")


def given(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns)


ITEMS = given(
    client_id=["C01", "C01", "C01", "C02", "C02", "C03", ""],
    voice=["client", "client", "sponsor", "coach", "peer", "client", "client"],
    solicited=["yes", "no", "yes", "no", "", "yes", "yes"],
    date=pd.to_datetime(
        ["2025-01-30", "2025-01-02", "2025-02-27", "2025-02-28", "2025-02-01", "2025-02-24", "2025-02-28"]
    ),
)
LEDGER = given(client_id=["C01", "C01", "C02", "C03"], minutes=pd.array([60, 12, 90, 48], dtype="Int64"))
CLIENTS = given(client_id=["C01", "C02", "C03", "C04"])
TABLE = reach(ITEMS, LEDGER, CLIENTS, AS_OF)


def test_a_clients_own_pieces_count_beside_the_time_and_least_heard_stand_first():
    assert TABLE.columns.tolist() == REACH
    assert TABLE["client_id"].tolist() == ["C02", "C04", "C03", "C01"]
    assert TABLE["minutes"].tolist() == [90, 0, 48, 72]
    assert TABLE["items"].tolist() == [0, 0, 1, 2]
    assert TABLE["solicited"].tolist() == [0, 0, 1, 1]
    assert TABLE["unsolicited"].tolist() == [0, 0, 0, 1]


def test_a_sponsors_later_word_does_not_make_the_clients_own_newer():
    assert TABLE["days_since"].tolist() == [pd.NA, pd.NA, 5, 30]
    assert TABLE["items_of_others"].tolist() == [1, 0, 0, 1]


def test_an_empty_practice_reaches_nobody():
    items = given(client_id=[], voice=[], solicited=[], date=pd.to_datetime([]))
    ledger = given(client_id=pd.Series([], dtype="str"), minutes=pd.array([], dtype="Int64"))
    table = reach(items, ledger, given(client_id=pd.Series([], dtype="str")), AS_OF)
    assert table.columns.tolist() == REACH
    assert table.empty
    assert narrate.reach(table) == "You have no clients yet who could give feedback."
    assert narrate.age(table) == "No feedback of a client has a date."


def test_who_has_given_none_is_told_by_hours():
    assert narrate.reach(TABLE) == (
        "2 of 4 clients have given feedback; you asked for 2 of 3 pieces (beside 2 pieces of sponsors, supervisors and peers). "
        "2.0 of your 3.5 hours are with clients who have given feedback; C02 and C04 (1.5 hours) have given none."
    )
    assert narrate.reach(TABLE.tail(1)) == (
        "1 of 1 client has given feedback; you asked for 1 of 2 pieces (beside 1 piece of sponsors, supervisors and peers). "
        "All of your 1.2 hours are with them."
    )
    assert narrate.reach(TABLE.head(1)) == (
        "Your 1 client has given no feedback yet (beside 1 piece of sponsors, supervisors and peers)."
    )
    assert narrate.reach(TABLE.head(2).tail(1)) == "Your 1 client has given no feedback yet."


def test_the_age_of_the_latest_words_is_told_at_as_of():
    assert narrate.age(TABLE) == "On 1 March 2025 the oldest latest word of a client is C01’s, 30 days old."
    more = TABLE.assign(items=1, latest=AS_OF - pd.to_timedelta([7, 1, 5, 30], unit="D"), days_since=[7, 1, 5, 30])
    assert narrate.age(more) == (
        "On 1 March 2025 the latest words of 4 clients are from 1 day (C04) to 30 days (C01) old, half of them over 6 days."
    )
    assert narrate.age(TABLE.head(2)) == "No feedback of a client has a date."
