"""Frameworks and presets: the shipped ones are whole, an own sheet is read as strictly as a table."""

import pytest
from folders import write

from coachkit import shipped
from coachkit.errors import RecordsError
from coachkit.framework import (
    FRAMEWORK_COLUMNS,
    NUMBER_RULES,
    SWITCH_RULES,
    WORDING,
    framework_path,
    read_framework,
    read_preset,
)

PRESETS = sorted(path.stem.removeprefix("rules-") for path in shipped.data("frameworks").glob("rules-*.toml"))


def test_the_shipped_framework_has_words_and_a_need_for_every_criterion():
    frame = read_framework("ilm-l7-diploma")
    assert tuple(frame.columns) == FRAMEWORK_COLUMNS
    assert {"700-1.3", "700-1.4", "700-2.4", "703-2.2"} <= set(frame["criterion"])
    assert frame["criterion"].is_unique and (frame["text"] != "").all() and (frame["needed"] >= 1).all()
    assert set(frame["status"]) <= set(WORDING)


@pytest.mark.parametrize("name", PRESETS)
def test_each_shipped_preset_has_rules_that_are_known_and_a_source_for_each(name):
    rules, sources = read_preset(name)
    assert rules and set(rules) <= {*NUMBER_RULES, *SWITCH_RULES}
    assert set(sources) == set(rules) and all(sources.values())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_own_sheet_beside_the_practice_is_read_whatever_program_wrote_it(tmp_path, encoding, delimiter):
    text = delimiter.join(["Criterion", "text", "needed", "mine"]) + "\n" + delimiter.join([" A1 ", "Zoë’s", "3", "x"])
    write(tmp_path, {"own.csv": f"{text}\n{delimiter.join(['A2', 'Next', '', ''])}\n".encode(encoding)})
    frame = read_framework("own.csv", tmp_path)
    assert tuple(frame.columns) == FRAMEWORK_COLUMNS
    columns = frame[["criterion", "text", "needed", "status", "unit"]]
    assert columns.values.tolist() == [["A1", "Zoë’s", 3, "own", ""], ["A2", "Next", 2, "own", ""]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "own.csv: is empty: expected a header line with the names of the columns"),
        (
            "criterion,needed\nA1,2\n",
            "own.csv: has no criteria; a framework needs the columns criterion and text, a row a criterion",
        ),
        ("criterion,text\nA1,x\nA2,\n", "own.csv: A2 has no text; every criterion needs one"),
        ("criterion,text\nA1,x\nA1,y\n", "own.csv: criterion A1 stands there more than once; each may stand once"),
        ("criterion,text,needed\nA1,x,two\n", "own.csv: needed of A1 is not a whole number"),
        (
            "criterion,text,needed\nA1,x,99999999999999999999\n",
            "own.csv: needed of A1 is not a whole number",
        ),
        ("criterion,text\nA1,x,y\n", "own.csv: line 2 has 3 cells, but the header has 2; the row is not read"),
    ],
)
def test_an_own_sheet_with_a_fault_is_refused_with_what_is_wrong(tmp_path, text, message):
    write(tmp_path, {"own.csv": text})
    with pytest.raises(RecordsError) as refused:
        read_framework("own.csv", tmp_path)
    assert str(refused.value) == message


@pytest.mark.parametrize("name", ["nope", "../../etc/passwd", "\0", "ilm-l7-diploma.txt"])
def test_a_name_that_is_no_framework_is_refused_with_the_names_of_those_shipped(tmp_path, name):
    with pytest.raises(RecordsError) as refused:
        framework_path(name, tmp_path)
    told = f"practice.toml: framework {name!r} is neither a file nor one of those shipped (ilm-l7-diploma)"
    assert str(refused.value) == told


def test_a_preset_that_does_not_ship_is_refused_with_the_names_of_those_that_do():
    with pytest.raises(RecordsError) as refused:
        read_preset("nope")
    assert str(refused.value) == f"practice.toml: preset 'nope' is not one of those shipped ({', '.join(PRESETS)})"
