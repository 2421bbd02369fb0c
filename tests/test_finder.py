"""The finder: passages that may evidence a criterion, and its own worth."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pandas.testing as pdt
import pytest

from coachkit.finder import CANDIDATES, CHECK, search
from coachkit.likeness import Regression, similarities

FRAMEWORK = pd.DataFrame(
    {
        "criterion": ["hours", "supervision"],
        "text": ["Deliver the required hours", "Meet a supervisor and carry the learning back"],
        "evidence_hint": ["log of minutes", "supervision notes"],
    }
)
CUES = pd.DataFrame(
    [
        ("hours", "I added up the hours in the log last night and every minute has a date beside it."),
        ("hours", "The total of dated meetings in the log comes to ninety hours."),
        ("supervision", "My supervisor asked whose comfort the silence served, and I carried the question back."),
        ("supervision", "What my supervisor said on Monday I tried with the client on Tuesday."),
    ],
    columns=["criterion", "sentence"],
)
CLIENTS = pd.DataFrame({"client_id": ["C01", "C02", "C03"], "consent": ["yes", "yes", "no"]})
TEXTS = [
    (
        "S1",
        "C01",
        "We met in the canteen for half an hour. I added up the minutes in the log and the total is dated. He ate his soup in silence.",
    ),
    (
        "S2",
        "C02",
        "She talked about her garden for a long while. My supervisor asked whose comfort that silence served. It rained on the way home.",
    ),
    ("S3", "C03", "My supervisor asked about the log of hours and minutes. The train was late again that evening."),
    (
        "S4",
        "C01",
        "Nothing came of the plan for the new depot. The log shows nine dated hours since the autumn. Then we said goodbye.",
    ),
]


def _sentences(texts) -> pd.DataFrame:
    rows = []
    for source_id, client, whole in texts:
        start = 0
        for sentence in whole.split(". "):
            rows.append((source_id, "sheet", client, "coach", 1, start, start + len(sentence), sentence))
            start += len(sentence) + 2
    frame = pd.DataFrame(
        rows, columns=["source_id", "kind", "client_ids", "voice", "paragraph", "start", "end", "sentence"]
    )
    return frame.assign(date=pd.Timestamp("2025-01-01")).astype({"date": "datetime64[s]"})


SENTENCES = _sentences(TEXTS)


def _evidence(*rows) -> pd.DataFrame:
    columns = ["evidence_id", "criterion", "source_id", "start", "end", "quote", "decision"]
    return pd.DataFrame(rows, columns=columns).astype({"start": "Int64", "end": "Int64"})


def _link(number: int, criterion: str, decision: str) -> tuple:
    place = SENTENCES.loc[number]
    return f"E{number}", criterion, place["source_id"], place["start"], place["end"], place["sentence"], decision


NONE = _evidence()
SEARCH = search(FRAMEWORK, SENTENCES, CLIENTS, CUES)


def test_what_sounds_like_the_examples_comes_first():
    found = SEARCH.candidates(["hours", "supervision"], NONE)
    first = found[found["rank"] == 1].set_index("criterion")["source_id"].to_dict()
    assert first == {"hours": "S1", "supervision": "S2"}
    assert list(found.columns) == CANDIDATES


def test_passages_whose_only_client_does_not_consent_are_never_offered():
    assert "S3" not in set(SEARCH.candidates(["hours", "supervision"], NONE)["source_id"])


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_what_was_decided_is_not_offered_again_for_that_criterion(decision):
    found = SEARCH.candidates(["hours"], _evidence(_link(1, "hours", decision)))
    over = found[
        (found["source_id"] == "S1")
        & (found["start"] < SENTENCES.at[1, "end"])
        & (found["end"] > SENTENCES.at[1, "start"])
    ]
    assert over.empty


def test_later_comes_back():
    pdt.assert_frame_equal(
        SEARCH.candidates(["hours"], _evidence(_link(1, "hours", "later"))), SEARCH.candidates(["hours"], NONE)
    )


def test_no_two_passages_offered_overlap_and_a_source_gives_two_at_most():
    found = SEARCH.candidates(["hours"], NONE)
    for _, of in found.sort_values("start").groupby("source_id"):
        assert len(of) <= 2
        assert (of["start"].iloc[1:].to_numpy() >= of["end"].iloc[:-1].to_numpy()).all()


def test_the_reason_names_the_accepted_passage_and_the_words_shared():
    evidence = _evidence(_link(1, "hours", "accepted"))
    whys = (
        search(FRAMEWORK, SENTENCES, CLIENTS, CUES.iloc[2:])
        .candidates(["hours"], evidence)
        .set_index("source_id")["why"]
    )
    assert (
        whys["S4"].iloc[0]
        if isinstance(whys["S4"], pd.Series)
        else whys["S4"] == "like your E1; both speak of: dated, log"
    )


def test_an_honest_search_does_not_learn_from_an_example_taken_from_its_own_texts():
    taken = pd.DataFrame([("supervision", TEXTS[0][2].split(". ")[2])], columns=["criterion", "sentence"])
    searching = search(FRAMEWORK, SENTENCES, CLIENTS, pd.concat([CUES, taken]))
    assert searching._seen.tolist() == [False] * 4 + [True] + [False] * 2
    taught = [searching._regressions(honest)[0][2][0]._rows.shape[0] for honest in (True, False)]
    assert taught[1] - taught[0] == 1


def test_a_framework_without_examples_is_searched_by_its_own_words():
    found = search(FRAMEWORK, SENTENCES, CLIENTS, CUES.iloc[:0]).candidates(["hours"], NONE)
    assert len(found) > 0
    assert found["why"].str.startswith("like the criterion's own words").all()


def test_check_counts_each_accepted_passage_once_and_stands_beside_chance():
    evidence = _evidence(
        _link(1, "hours", "accepted"), _link(4, "supervision", "accepted"), _link(0, "hours", "rejected")
    )
    table = SEARCH.check(evidence)
    assert list(table.columns) == CHECK
    assert table[["criterion", "n"]].to_numpy().tolist() == [["hours", 1], ["supervision", 1]]
    assert table["hit_at_10"].tolist() == [1.0, 1.0]
    assert table["random_at_5"].between(0, 1).all()


def learnt(rows, answers, passages, ridge) -> Regression:
    return Regression(rows, similarities(rows), answers, passages, ridge)


def test_what_is_taught_later_gives_what_learning_everything_anew_gives():
    chance = np.random.default_rng(1)
    rows, passages, later = (chance.normal(size=(n, 4)) for n in (9, 6, 2))
    answers = chance.normal(size=(9, 2))
    anew = learnt(np.vstack([rows, later]), np.vstack([answers, [[1, 0], [0, 0]]]), passages, 1.0)
    grown = learnt(rows, answers, passages, 1.0)
    known = {"one": later[0], "other": later[1]}
    for text in known:
        grown.teach([text], lambda texts: np.array([known[each] for each in texts]))
    assert grown.scores(0, {"one": 1, "other": 0}) == pytest.approx(anew.scores(0, {}))
    alone = learnt(np.vstack([rows, later[:1]]), np.vstack([answers, [[1, 0]]]), passages, 1.0)
    assert grown.scores(0, {"one": 1}) == pytest.approx(alone.scores(0, {}))


def test_what_is_taught_as_none_lowers_what_is_like_it_and_what_is_taught_as_one_raises_it():
    taught, passages = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.9, 0.3], [0.1, 0.9]])
    regression = learnt(taught, np.array([[1.0], [0.0]]), passages, 1.0)
    regression.teach(["like it"], lambda texts: np.array([[0.8, 0.2]]))
    none, before, one = (regression.scores(0, told)[0] for told in ({"like it": 0.0}, {}, {"like it": 1.0}))
    assert none < before < one


def test_what_was_rejected_for_a_criterion_is_taught_as_none_for_it_and_for_no_other():
    evidence = _evidence(_link(1, "hours", "rejected"), _link(4, "supervision", "accepted"))
    first, second = SENTENCES.at[1, "sentence"], SENTENCES.at[4, "sentence"]
    assert SEARCH._told(evidence, "hours") == {second: 0.0, first: 0.0}
    assert SEARCH._told(evidence, "supervision") == {second: 1.0}


def test_no_text_gives_no_candidates():
    nothing = search(FRAMEWORK, SENTENCES.iloc[:0], CLIENTS, CUES)
    assert nothing.candidates(["hours"], NONE).empty
    assert nothing.check(NONE).empty


def test_one_sentence_is_offered_once():
    assert len(search(FRAMEWORK, SENTENCES.iloc[[1]], CLIENTS, CUES).candidates(["hours"], NONE)) == 1


def test_the_same_input_gives_the_same_rows_and_stays_as_it_was():
    evidence = _evidence(_link(1, "hours", "accepted"))
    before = [frame.copy(deep=True) for frame in (SENTENCES, CUES, evidence)]
    first = search(FRAMEWORK, SENTENCES, CLIENTS, CUES).candidates(["hours", "supervision"], evidence)
    pdt.assert_frame_equal(
        first, search(FRAMEWORK, SENTENCES, CLIENTS, CUES).candidates(["hours", "supervision"], evidence)
    )
    for frame, was in zip((SENTENCES, CUES, evidence), before, strict=True):
        pdt.assert_frame_equal(frame, was)


def test_importing_the_finder_does_not_load_scikit_learn():
    code = "import sys, coachkit.finder; sys.exit(any(name in sys.modules for name in ('sklearn', 'scipy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_likely_passages_left_out_for_want_of_consent_are_counted_by_criterion():
    offered = SEARCH.candidates(["hours", "supervision"], NONE)
    everybody = search(FRAMEWORK, SENTENCES, CLIENTS.assign(consent="yes"), CUES).candidates(
        ["hours", "supervision"], NONE
    )
    gone = everybody[~everybody["passage"].isin(offered["passage"])].groupby("criterion").size()
    counts = SEARCH.refused(["hours", "supervision"], NONE)
    assert counts.sum() > 0
    assert counts[counts > 0].index.isin(gone.index).all()


def test_nothing_is_left_out_where_everybody_consents():
    agreed = search(FRAMEWORK, SENTENCES, CLIENTS.assign(consent="yes"), CUES)
    assert agreed.refused(["hours", "supervision"], NONE).to_dict() == {"hours": 0, "supervision": 0}
