"""Forms as data: what they ask, what of it a practice answers, and what the forms' data must be like."""

import json

import pandas as pd
import pytest
from folders import CONTACTS, read, write
from typer.testing import CliRunner

from coachkit import checked, forms, shipped
from coachkit.cli import app
from coachkit.errors import UsageError

NAMES = ["ilm-diary", "ilm-feedback-form", "ilm-reflective-log", "own-form"]
TYPICAL = pd.DataFrame(
    [
        ("contacts", "date", "Date", "", "on which day", "restated"),
        ("contacts", "number", "Sheet", "", "which sheet", "own"),
        ("", "", "Signature", "", "who signed", "inferred"),
    ],
    columns=list(forms.FORM_COLUMNS),
)


def test_the_forms_that_ship_are_named():
    assert forms.form_names() == NAMES


def test_an_unknown_form_is_refused_with_the_list_of_forms():
    with pytest.raises(UsageError) as refused:
        forms.read_form("common")
    assert str(refused.value) == f"there is no form 'common'; those shipped are {', '.join(NAMES)}"


@pytest.mark.parametrize("name", NAMES)
def test_each_question_of_a_form_has_words_and_a_status_and_stands_once(name):
    form = forms.read_form(name)
    assert tuple(form.columns) == forms.FORM_COLUMNS
    assert (form[["heading", "asks"]] != "").all(axis=None)
    assert set(form["status"]) <= {"restated", "inferred", "own"}
    assert not form["asks"].duplicated().any() and not form["heading"].duplicated().any()
    assert ((form["table"] == "") == (form["column"] == "")).all()


def test_the_readme_of_the_forms_says_that_they_are_not_official():
    readme = shipped.data("forms", "README.md").read_text("utf-8")
    assert "**None of this is an awarding body's wording**" in readme
    assert [name for name in (*NAMES, "common", "words") if f"{name}.csv" not in readme] == []


def test_a_question_is_answered_by_the_filled_rows_of_its_column():
    contacts = pd.DataFrame({"date": ["2025-01-06", "", None], "sheet_id": ["S1", "S1", " "]})
    found = forms.answered(TYPICAL, {"contacts": contacts})
    assert found.astype("object").where(found.notna(), None).values.tolist() == [
        ["on which day", "restated", "contacts", "date", 1, 3],
        ["which sheet", "own", "contacts", "sheet_id", 2, 3],
        ["who signed", "inferred", "", "", None, None],
    ]


def test_a_table_of_no_rows_answers_no_question_and_a_form_of_none_asks_nothing():
    empty = forms.answered(TYPICAL, {"contacts": pd.DataFrame({"date": [], "sheet_id": []})})
    assert empty["filled"].tolist() == [0, 0, pd.NA] and empty["rows"].isna().tolist() == [False, False, True]
    assert len(forms.answered(TYPICAL.head(0), {})) == 0


def test_what_a_form_asks_is_shown_80_wide_and_then_what_it_would_have_asked(tmp_path):
    lines = checked.as_text(read(tmp_path, {"contacts.csv": CONTACTS}), "ilm-diary").splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[:6] == [
        "Read: 2 contacts.",
        "No problems.",
        "",
        "What the form ilm-diary asks, in our words, and where this practice answers it",
        "  on which day the session was                   contacts.date            2 of 2",
        "~ at what time it began                          contacts.start           0 of 2",
    ]
    apart = lines.index("The form would have asked (where a column is named, it could stand there):")
    assert "  how long it was                                contacts.minutes         2 of 2" in lines[:apart]
    assert lines[apart + 1 : apart + 6] == [
        "~ for which organisation the client works        clients.organisation",
        "  at which level of the organisation the client  clients.seniority",
        "    works",
        "  how many hours there have been up to this",
        "    session",
    ]
    assert lines[-1] == "~ is not known of this form: such forms often ask it."


def test_prose_is_not_said_to_answer_a_question(tmp_path):
    files = {"contacts.csv": CONTACTS, "sheets.csv": "sheet_id,written_on,text\nS1,2025-01-06,We met.\n"}
    lines = checked.as_text(read(tmp_path, files), "own-form").splitlines()
    assert lines[-1] == "A column text holds whole prose, which may or may not answer the question."


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_a_form_changes_no_exit_code_and_stands_in_json(tmp_path):
    folder = write(tmp_path, {"contacts.csv": CONTACTS})
    assert run(folder, "--form", "ilm-diary").exit_code == 0
    shown = json.loads(run(folder, "--form", "own-form", "--json").stdout)
    assert list(shown) == ["problems", "notes", "counts", "form"]
    assert shown["form"][1] == {
        "asks": "on which day the contact was",
        "status": "own",
        "table": "contacts",
        "column": "date",
        "filled": 2,
        "rows": 2,
    }
    write(tmp_path, {"contacts.csv": CONTACTS + "K3,soon,C01,30\n"})
    assert run(folder, "--form", "ilm-diary").exit_code == 1


def test_an_unknown_form_is_a_usage_error(tmp_path):
    done = run(write(tmp_path, {"contacts.csv": CONTACTS}), "--form", "ilm")
    assert isinstance(done.exception, UsageError) and done.exception.exit_code == 2
    assert done.stdout == ""
