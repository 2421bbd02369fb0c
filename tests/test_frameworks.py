"""Frameworks beside each other, own criteria like shipped ones, and decisions made for an earlier version."""

import pandas as pd
import pytest
from folders import found
from mapped import NEW_VERSION, practice, results, rows

from coachkit import crosswalk, knowledge, narrate
from coachkit.decisions import Decisions
from coachkit.exports.mapping import write_mapping
from coachkit.framework import read_framework, read_retired
from coachkit.practice import read_practice
from coachkit.settings import Settings, parse_settings

BESIDE = 'framework = "own.csv"\nbeside = ["other.csv"]\n'
OTHER = "criterion,unit,text\nX1,Other,Takes part in regular supervision\nX2,Other,Works to a code of practice\n"


def read(folder, toml: str, **files: str):
    path = practice(folder, **files)
    (path / "practice.toml").write_text(toml)
    return read_practice(path)


# Beside each other


def test_evidence_is_counted_for_the_criteria_of_every_framework(tmp_path):
    evidence = "evidence_id,criterion,source_id,decision\nE1,1.1,S1,accepted\nE2,X1,V1,accepted\n"
    folder = read(tmp_path, BESIDE, other=OTHER, evidence=evidence).folder
    r = results(folder)
    assert list(zip(r.practice.framework["criterion"], r.practice.framework["framework"], strict=True)) == [
        ("1.1", "own.csv"), ("1.2", "own.csv"), ("2.1", "own.csv"), ("X1", "other.csv"), ("X2", "other.csv"),
    ]  # fmt: skip
    accepted = r.coverage.set_index("criterion")["accepted"]
    assert accepted.to_dict() == {"1.1": 1, "1.2": 0, "2.1": 0, "X1": 1, "X2": 0}
    assert set(r.links["criterion"]) == {"1.1", "X1"}


def test_a_criterion_that_two_frameworks_have_is_a_problem_and_that_of_the_first_counts(tmp_path):
    kim = read(tmp_path, BESIDE, other="criterion,text\n1.1,Something else\nX1,Listens\n")
    assert found(kim.problems) == [("other.csv", None, "criterion", "1.1", "is a criterion of own.csv too")]
    assert kim.problems["cure"].tolist() == ["give it an id of its own; until then that of own.csv counts"]
    texts = kim.framework.set_index("criterion")["text"]
    assert (texts["1.1"], texts["X1"]) == ("Uses silence", "Listens")


def test_a_framework_beside_that_is_not_there_is_a_problem_and_the_others_stand(tmp_path):
    kim = read(tmp_path, 'framework = "own.csv"\nbeside = ["gone.csv"]\n')
    told = "framework 'gone.csv' is neither a file nor one of those shipped (ilm-l7-diploma)"
    assert found(kim.problems) == [("practice.toml", None, "beside", "gone.csv", told)]
    assert kim.framework["criterion"].tolist() == ["1.1", "1.2", "2.1"]


@pytest.mark.parametrize(
    ("toml", "beside", "problem"),
    [
        ('beside = ["a.csv", "a.csv", " b.csv ", "ilm-l7-diploma", ""]', ("a.csv", "b.csv"), []),
        ('beside = "a.csv"', (), ["is not a list of texts"]),
        ("beside = [1]", (), ["is not a list of texts"]),
        ("", (), []),
    ],
)
def test_further_frameworks_are_a_list_of_names(toml, beside, problem):
    settings, faults = parse_settings(toml, pd.Timestamp("2026-01-01").date())
    assert (settings.beside, [fault.problem for fault in faults]) == (beside, problem)
    assert Settings(framework="x", beside=("y",)).frameworks == ("x", "y")


def test_the_cues_of_a_shipped_framework_are_searched_by_wherever_it_stands_among_them(tmp_path):
    kim = read(tmp_path, 'framework = "own.csv"\nbeside = ["ilm-l7-diploma"]\n')
    examples = results(kim.folder)._search.examples
    assert (examples["origin"] == "an example").sum() == len(knowledge.read_cues("ilm-l7-diploma"))


# Own criteria like shipped ones


def test_an_own_criterion_is_proposed_as_like_shipped_ones_and_confirmed_by_the_coach(tmp_path):
    folder = read(tmp_path, 'framework = "other.csv"\n', other=OTHER).folder
    proposed = results(folder).like_proposals
    assert proposed.groupby("own_criterion").size().to_dict() == {"X1": 3, "X2": 3}
    assert set(proposed["confirmed"]) == {"no"}
    assert "700-2.4" in set(proposed.loc[proposed["own_criterion"] == "X2", "criterion"])
    Decisions(read_practice(folder)).like("X1", "702-2.3")
    again = results(folder)
    assert again.like_proposals.query("confirmed == 'yes'")[["own_criterion", "criterion"]].values.tolist() == [
        ["X1", "702-2.3"]
    ]
    assert (again._search.examples.query("origin == 'an example'")["criterion"] == "X1").all()


def test_a_confirmed_pair_is_shown_wherever_it_ranks():
    own = read_framework("ilm-l7-diploma").iloc[:1].assign(criterion="A1")
    shipped = read_framework("ilm-l7-diploma")
    likes = pd.DataFrame({"own_criterion": ["A1"], "criterion": ["703-2.2"]})
    table = crosswalk.like_proposals(own, shipped, likes)
    assert table.iloc[0].tolist() == ["A1", "700-1.1", 1.0, "no"]
    assert (len(table), table.iloc[-1].tolist()[:2], table["confirmed"].tolist()[-1]) == (4, ["A1", "703-2.2"], "yes")


def test_a_shipped_framework_alone_has_nothing_to_propose(example):
    assert results(example).like_proposals.empty


# A new version


def test_a_decision_on_a_criterion_that_is_gone_is_kept_to_be_judged_again_and_counts_for_nothing(tmp_path):
    folder = read(tmp_path, 'framework = "new.csv"\n', new=NEW_VERSION).folder
    r = results(folder)
    assert (len(r.practice.problems), r.practice.counts["evidence"], r.practice.left_out_rows) == (0, 3, 0)
    assert r.practice.evidence["evidence_id"].tolist() == ["E002"]
    assert r.coverage.set_index("criterion")["accepted"].to_dict() == {"2.1": 1, "A": 0, "B": 0}
    assert r.to_judge_again[["evidence_id", "criterion", "source_id", "quote", "decision"]].values.tolist() == [
        ["E001", "1.1", "S1", "I asked C01 what she would lose.", "accepted"],
        ["E003", "1.1", "S2", "C02 wanted answers.", "rejected"],
    ]


def test_what_the_new_version_names_in_its_place_is_proposed_first(tmp_path):
    assert read_retired_of(tmp_path, NEW_VERSION) == [["1.1", "Uses silence", "A; B"]]
    again = results(tmp_path / "kim").to_judge_again
    assert again[["proposals", "by"]].drop_duplicates().values.tolist() == [["A;B", "replaced_by"]]


def read_retired_of(tmp_path, new: str) -> list[list[str]]:
    folder = read(tmp_path, 'framework = "new.csv"\n', new=new).folder
    assert "1.1" not in set(read_framework("new.csv", folder)["criterion"])
    return read_retired("new.csv", folder).values.tolist()


def test_without_such_a_column_the_words_of_the_old_criterion_or_of_the_passage_propose(tmp_path):
    new = "criterion,text\nA,Justify that coaches have supervision\nB,Loses what she would ask\n"
    evidence = (
        "evidence_id,criterion,source_id,start,end,quote,decision\nE1,700-3.4,V1,,,,accepted\n"
        'E2,Z9,S1,0,32,"I asked Ada what she would lose.",later\n'
    )
    r = results(read(tmp_path, 'framework = "new.csv"\n', new=new, evidence=evidence).folder)
    assert [(row.proposals.split(";")[0], row.by) for row in r.to_judge_again.itertuples()] == [
        ("A", "wording"),
        ("B", "passage"),
    ]


def test_a_decision_to_judge_again_has_a_sheet_of_its_own_in_the_mapping_sheet(tmp_path):
    folder = read(tmp_path, 'framework = "new.csv"\n', new=NEW_VERSION).folder
    file = write_mapping(results(folder), tmp_path / "out.xlsx")
    assert [row[:3] for row in rows(file, "To be judged again")] == [("E001", "1.1", "A; B")]
    assert [row[0] for row in rows(file, "new")] == [None, None, "E002"]


def test_decided_anew_for_a_new_criterion_it_counts_and_the_old_decision_stays(tmp_path):
    folder = read(tmp_path, 'framework = "new.csv"\n', new=NEW_VERSION).folder
    Decisions(read_practice(folder)).decide("A", "S1", 0, 32, "accepted")
    r = results(folder)
    assert r.coverage.set_index("criterion")["accepted"]["A"] == 1
    assert r.to_judge_again["evidence_id"].tolist() == ["E001", "E003"]


def test_without_a_framework_that_can_be_read_nothing_is_to_be_judged_again(tmp_path):
    kim = read(tmp_path, 'framework = "gone.csv"\n')
    assert (len(kim.evidence), len(kim.to_judge_again)) == (3, 0)
    assert [note for note in found(kim.notes) if note[2] == "criterion"] == []


def test_the_sentence_counts_what_is_to_be_judged_again_and_what_is_confirmed():
    again = pd.DataFrame({"criterion": ["1.1", "1.1", "1.2"], "proposals": ["A;B", "", ""]})
    likes = pd.DataFrame({"own_criterion": ["X", "X", "Y"], "confirmed": ["no", "yes", "no"]})
    none = "No decision waits to be judged again for another version of the framework."
    assert narrate.frameworks(again.iloc[:0], likes.iloc[:0]) == none
    assert narrate.frameworks(again.iloc[:1], likes) == (
        "1 decision was made for what no framework loaded has (1.1): it is kept, counted for nothing, and to be judged again; "
        "to_judge_again.csv proposes criteria for 1 of 1. "
        "Of 2 own criteria, 1 is confirmed as like a shipped one; like_proposals.csv proposes."
    )
    assert narrate.frameworks(again, likes.iloc[2:]) == (
        "3 decisions were made for what no framework loaded has (1.1 and 1.2): they are kept, counted for nothing, and to be judged again; "
        "to_judge_again.csv proposes criteria for 1 of 3. "
        "Of 1 own criterion, 0 are confirmed as like a shipped one; like_proposals.csv proposes."
    )
