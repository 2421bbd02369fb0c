"""Evidence whose quote is gone: the text most like it, in its place as written."""

import pandas as pd

from coachkit.broken import BROKEN_LINKS, broken_links
from coachkit.names import Replaced

TEXT = "Ada was late. We sat by the window and spoke of her team. It rained."
SHOWN = Replaced(TEXT.replace("Ada", "C01"), ((0, 3, "C01", "client"),))
SOURCES = pd.DataFrame({"source_id": ["S1"], "text": [SHOWN.text], "replaced": [SHOWN]})


def evidence(*rows: tuple) -> pd.DataFrame:
    columns = ["evidence_id", "criterion", "source_id", "decision", "quote", "start"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[:5], "str") | {"start": "Int64"})
    return frame.assign(end=frame["start"])


def test_the_nearest_text_is_the_sentence_most_like_the_quote_with_its_place_as_written():
    lost = ("E1", "Q1", "S1", "accepted", "We sat by the window and spoke of her.", None)
    (row,) = broken_links(evidence(lost), SOURCES).to_dict("records")
    start = TEXT.index("We sat")
    assert (row["nearest"], row["nearest_start"]) == ("We sat by the window and spoke of her team.", start)
    assert TEXT[row["nearest_start"] : row["nearest_end"]] == row["nearest"]
    assert row["likeness"] == round(2 * 38 / (38 + 43), 2)


def test_the_nearest_text_shows_ids_where_names_are_written():
    (row,) = broken_links(evidence(("E1", "Q1", "S1", "later", "C01 was too late.", None)), SOURCES).to_dict("records")
    assert (row["nearest"], row["nearest_start"], row["nearest_end"]) == ("C01 was late.", 0, len("Ada was late."))


def test_a_source_that_is_gone_leaves_the_nearest_text_blank():
    (row,) = broken_links(evidence(("E1", "Q1", "S9", "accepted", "It rained.", None)), SOURCES).to_dict("records")
    assert row["nearest"] == ""
    assert [pd.isna(row[name]) for name in ("nearest_start", "nearest_end", "likeness")] == [True] * 3


def test_a_link_that_stands_and_one_about_its_whole_source_are_not_broken():
    found = broken_links(
        evidence(("E1", "Q1", "S1", "accepted", "It rained.", 58), ("E2", "Q1", "S1", "accepted", "", None)), SOURCES
    )
    assert found.empty
    assert list(found.columns) == BROKEN_LINKS
    assert str(found["nearest_start"].dtype) == "Int64"


def test_no_evidence_has_no_broken_link_and_stays_as_it_was():
    none = evidence()
    assert broken_links(none, SOURCES).empty
    pd.testing.assert_frame_equal(none, evidence())
