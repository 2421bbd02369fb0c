"""Reflection labels and their counts, and the loops from intention to deed."""

import folders
import pandas as pd
import pytest
from test_text import sources

from coachkit import knowledge, loops, reflection, results, text
from coachkit.schema import REFLECTION_LABELS

NONE_CORRECTED = pd.DataFrame({"sheet_id": [], "start": [], "end": [], "quote": [], "label": []})
SHEET = "He took three calls and apologised for none. I felt ashamed of it. Next time I will let the silence last."


def labelled(*texts: str, labels: pd.DataFrame = NONE_CORRECTED) -> pd.DataFrame:
    return reflection.sentences(text.sentences(sources(*texts)), labels)


def corrected(start: int, end: int, label: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sheet_id": ["S001"],
            "start": pd.array([start], dtype="Int64"),
            "end": pd.array([end], dtype="Int64"),
            "quote": [""],
            "label": [label],
        }
    )


def test_each_sentence_has_one_of_nine_labels():
    table = labelled(SHEET)
    assert table.columns.tolist() == reflection.SENTENCE
    assert table["label"].tolist() == ["Experience", "Feeling", "Intention"]
    assert table["probability"].between(1 / 9, 1).all()
    assert [SHEET[row.start : row.end] for row in table.itertuples()] == table["sentence"].tolist()


def test_a_corrected_label_outweighs_the_model():
    table = labelled(SHEET, labels=corrected(45, 66, "Difficulty"))
    assert table["label"].tolist() == ["Experience", "Difficulty", "Intention"]
    assert table["probability"][1] == 1


def test_a_corrected_label_without_a_place_changes_nothing():
    nowhere = corrected(0, 0, "Belief").assign(
        start=pd.array([pd.NA], dtype="Int64"), end=pd.array([pd.NA], dtype="Int64")
    )
    pd.testing.assert_frame_equal(labelled(SHEET, labels=nowhere), labelled(SHEET))


def test_a_corrected_label_without_a_place_is_found_by_its_quote_and_counts_at_once(tmp_path):
    files = {
        "contacts.csv": "contact_id,sheet_id,date,client_id,minutes\nK1,S001,2025-01-06,C01,60\n",
        "clients.csv": folders.CLIENTS,
        "sheets.csv": f'sheet_id,written_on,text\nS001,2025-01-06,"{SHEET}"\n',
        "decisions/labels.csv": "sheet_id,start,end,quote,label,decided_on\n"
        "S001,,,I felt ashamed of it.,Difficulty,2025-01-07\n",
    }
    practice = folders.read(tmp_path, files)
    assert [note for note in folders.found(practice.notes) if note[0] == "decisions/labels.csv"] == []
    table = results.Results(practice).reflection_sentences
    assert table["label"].tolist() == ["Experience", "Difficulty", "Intention"]
    assert table["probability"].tolist()[1] == 1


def test_only_sheets_are_labelled():
    assert reflection.sentences(text.sentences(sources(SHEET, kind="feedback")), NONE_CORRECTED).empty


def test_no_sheet_gives_empty_tables():
    empty = labelled()
    assert empty.columns.tolist() == reflection.SENTENCE
    assert empty.empty
    assert reflection.by_sheet(empty).columns.tolist() == ["sheet_id", "sentences", *REFLECTION_LABELS]
    assert reflection.by_sheet(empty).empty
    for profile, key in ((reflection.by_month, "month"), (reflection.by_client, "client_id")):
        assert profile(empty, sources()).columns.tolist() == [key, *reflection.PROFILE]
    assert loops.loops(text.sentences(sources()), empty).columns.tolist() == loops.LOOP
    assert loops.loops(text.sentences(sources()), empty).empty


def test_the_same_sheets_give_the_same_table_and_are_left_as_they_were():
    given = text.sentences(sources(SHEET))
    before = given.copy(deep=True)
    pd.testing.assert_frame_equal(
        reflection.sentences(given, NONE_CORRECTED), reflection.sentences(given, NONE_CORRECTED)
    )
    pd.testing.assert_frame_equal(given, before)


def counted(**labels: list[str]) -> pd.DataFrame:
    rows = [(sheet, label, 0.9) for sheet, found in labels.items() for label in found]
    return pd.DataFrame(rows, columns=["sheet_id", "label", "probability"])


def test_a_sheets_shares_add_up_to_one():
    table = reflection.by_sheet(counted(S001=["Feeling", "Feeling", "Belief", "Other"], S002=["Learning"]))
    assert table["sentences"].tolist() == [4, 1]
    assert table["Feeling"].tolist() == [0.5, 0]
    assert table["Learning"].tolist() == [0, 1]
    assert table[list(REFLECTION_LABELS)].sum(axis=1).tolist() == [1, 1]


MONTH = sources("", "", date=pd.to_datetime(["2025-01-06", "2025-01-20"]))


def test_a_month_counts_its_sheets_and_gives_each_share_an_interval():
    table = reflection.by_month(counted(S001=["Feeling"] * 3, S002=["Belief"]), MONTH)
    assert table["label"].tolist() == list(REFLECTION_LABELS)
    assert set(table["month"]) == {"2025-01"}
    assert set(table["sheets"]) == {2}
    assert set(table["sentences"]) == {4}
    feeling = table.set_index("label").loc["Feeling"]
    assert feeling["share"] == 0.75
    assert feeling["low"] == pytest.approx(0.3561, abs=1e-4)  # Wilson for 3 of 4 at 90%
    assert feeling["high"] == pytest.approx(0.9421, abs=1e-4)


def misread(read: int, right: int, others: int, missed: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"label": list(REFLECTION_LABELS), "read": read, "right": right, "others": others, "missed": missed}
    )


def feeling(labelled: pd.DataFrame, table: pd.DataFrame | None) -> pd.Series:
    return reflection.by_month(labelled, MONTH, table).set_index("label").loc["Feeling"]


def test_a_label_that_is_never_misread_leaves_the_interval_as_it_is():
    given = counted(S001=["Feeling"] * 3, S002=["Belief"])
    pd.testing.assert_series_equal(feeling(given, misread(10, 10, 10, 0)), feeling(given, None))
    pd.testing.assert_series_equal(feeling(given, misread(0, 0, 0, 0).head(0)), feeling(given, None))


def test_a_label_that_is_misread_widens_the_interval_and_leaves_the_share():
    given = counted(S001=["Feeling"] * 3, S002=["Belief"])
    plain, wide = feeling(given, None), feeling(given, misread(10, 9, 10, 0))  # 2.7 of 4, give or take
    assert wide["share"] == 0.75
    # the variance of three readings, each right at .9, which was measured on ten
    doubt = 1.645**2 * 0.9 * 0.1 * (3 + 9 / 10) / 4**2
    assert wide["low"] == pytest.approx(0.675 - ((0.75 - plain["low"]) ** 2 + doubt) ** 0.5)
    assert wide["high"] == pytest.approx(min(0.75 + ((plain["high"] - 0.75) ** 2 + doubt) ** 0.5, 1))


def test_what_the_coach_labelled_is_not_misread():
    given = counted(S001=["Feeling"] * 3, S002=["Belief"]).assign(probability=1.0)
    pd.testing.assert_series_equal(feeling(given, misread(10, 5, 10, 5)), feeling(given, None))


def test_each_sheet_has_its_own_interval():
    table = reflection.of_sheets(counted(S002=["Feeling"] * 3 + ["Belief"], S001=["Other"]))
    assert table.columns.tolist() == ["sheet_id", *reflection.PROFILE[1:]]
    assert table["sheet_id"].tolist() == ["S001"] * 9 + ["S002"] * 9
    one = table[(table["sheet_id"] == "S002") & (table["label"] == "Feeling")].iloc[0]
    assert (one["share"], one["sentences"]) == (0.75, 4)
    assert one["low"] == pytest.approx(0.3561, abs=1e-4)


def test_the_shipped_misreadings_are_of_the_nine_labels_and_of_all_gold_sentences():
    for mode in ("words", "meaning"):
        table = knowledge.read_misread(mode)
        assert set(table["label"]) == set(REFLECTION_LABELS)
        assert table["read"].sum() == 754
        assert set(table["read"] + table["others"]) == {754}
        assert (table["right"] <= table["read"]).all()
        assert (table["missed"] <= table["others"]).all()


def followed(*texts: str, dates: list[str], clients: str | list[str] = "C01") -> pd.DataFrame:
    told = text.sentences(sources(*texts, date=pd.to_datetime(dates), client_ids=clients))
    return loops.loops(told, reflection.sentences(told, NONE_CORRECTED))


LATER = "It was raining. So this time I let the silence last, a full minute, and he filled it. We talked of the budget."


def test_an_intention_is_closed_by_the_later_sheet_that_does_it():
    table = followed(SHEET, LATER, dates=["2025-01-06", "2025-01-27"])
    assert table["intention"].tolist() == ["Next time I will let the silence last."]
    assert table["status"].tolist() == ["closed"]
    assert table["closing_source"].tolist() == ["S002"]
    assert (
        LATER[table["closing_start"][0] : table["closing_end"][0]]
        == "So this time I let the silence last, a full minute, and he filled it."
    )
    assert table["lag_days"].tolist() == [21]


@pytest.mark.parametrize(
    ("later", "dates", "clients"),
    [
        (LATER, ["2025-01-27", "2025-01-06"], "C01"),
        (LATER, ["2025-01-06", "2025-01-27"], ["C01", "C02"]),
        ("We talked of the budget, and the bus was late.", ["2025-01-06", "2025-01-27"], "C01"),
    ],
    ids=["the deed came first", "another client", "another matter"],
)
def test_an_intention_stays_open_without_a_later_deed_with_the_same_client(later, dates, clients):
    table = followed(SHEET, later, dates=dates, clients=clients)
    assert table["status"].tolist() == ["open"]
    assert table["closing"].tolist() == [""]
    assert table["lag_days"].isna().all()


def test_a_clients_own_plan_in_quotes_is_no_intention_of_the_coach():
    assert followed('"I\'ll have a word with him on Friday," said C01.', dates=["2025-01-06"]).empty


def test_one_sheet_alone_leaves_its_intentions_open():
    assert followed(SHEET, dates=["2025-01-06"])["status"].tolist() == ["open"]
