"""What an import would change: nothing twice, one contact told by two files once, ids that stay, corrections that stand."""

import tempfile
from pathlib import Path

import folders
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import PROSE, contact, done, files, imported, planned, said, sheet, tree

from coachkit.errors import RecordsError, UsageError
from coachkit.importers.changes.plan import plan
from coachkit.importers.steps import Row
from coachkit.standing import read_standing

DAY = "2025-02-03"


@pytest.fixture
def practice(tmp_path):
    """A practice with two contacts and two clients."""
    return folders.write(tmp_path / "practice", {"contacts.csv": folders.CONTACTS, "clients.csv": folders.CLIENTS})


def contacts(folder: Path) -> list[str]:
    return (folder / "contacts.csv").read_text().splitlines()[1:]


# New rows and their ids


def test_a_plan_writes_nothing(practice):
    before = tree(practice)
    planned([sheet("a.docx"), contact("a.docx", "row 1", DAY, "C01", 40, 0)], practice)
    assert tree(practice) == before


def test_ids_go_on_as_the_folder_has_them_by_date_then_file_then_place(practice):
    rows = [
        contact("b.xlsx", "row 2", "2025-03-02", "C01", 10),
        contact("b.xlsx", "row 3", "2025-03-01", "C01", 11),
        contact("a.xlsx", "row 2", "2025-03-02", "C01", 12),
    ]
    assert done(planned(rows, practice)) == [("new", "K5"), ("new", "K3"), ("new", "K4")]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (["K009"], "K010"),
        (["K999"], "K1000"),
        (["7", "8"], "9"),
        (["ada-01", "ada-02"], "ada-03"),
        (["first"], "K001"),
        (["K1", "own"], "K2"),
    ],
)
def test_an_id_is_formed_as_those_that_stand(tmp_path, standing, expected):
    rows = "".join(f"{one},2025-01-0{day},C01,30\n" for day, one in enumerate(standing, start=1))
    folder = folders.write(tmp_path, {"contacts.csv": "contact_id,date,client_id,minutes\n" + rows})
    assert done(planned([contact("a.xlsx", "row 2", DAY, "C01", 40)], folder)) == [("new", expected)]


def test_an_id_that_anything_refers_to_or_that_was_imported_once_is_not_used_again(practice):
    folders.write(practice, {"evidence.csv": "evidence_id,criterion,source_id,decision\nE1,1.1,S007,later\n"})
    imported([sheet("a.docx")], practice)
    text = (practice / "sheets.csv").read_text()
    assert text.splitlines()[1].startswith("S008,")
    (practice / "sheets.csv").write_text("sheet_id,written_on,text\n")
    assert done(planned([sheet("b.docx", "Other words.")], practice)) == [("new", "S009")]


def test_an_id_that_the_source_names_is_kept_where_it_is_free(practice):
    rows = [
        contact("old.csv", "line 2", DAY, "C01", 40, contact_id="K1"),
        contact("old.csv", "line 3", DAY, "C02", 40, contact_id="X9"),
    ]
    made = planned(rows, practice)
    assert done(made) == [("new", "K3"), ("new", "X9")]
    assert said(made) == [("old.csv", "line 2", "K1", "is the id of another row already; this one gets K3")]


def test_contacts_find_the_sheet_that_their_source_names_in_another_file(practice):
    rows = [
        contact("contacts.csv", "line 2", DAY, "C01", 40, sheet_id="S4"),
        Row("sheets.csv", "sheets", "line 2", {"sheet_id": "S4", "text": PROSE}),
    ]
    imported(rows, practice)
    assert contacts(practice)[-1] == "K3,2025-02-03,C01,40,S4"


def test_what_is_no_column_is_kept_under_its_label(practice):
    row = Row(
        "log.xlsx", "contacts", "row 2", {"date": DAY, "client_id": "C01", "minutes": "9"}, extra={"Cost code!": "7"}
    )
    imported([row], practice)
    assert (practice / "contacts.csv").read_text().splitlines()[0] == "contact_id,date,client_id,minutes,cost_code"
    assert contacts(practice)[-1] == "K3,2025-02-03,C01,9,7"


def test_a_proposed_client_comes_only_with_a_row_that_is_booked_to_it_and_fills_nothing(practice):
    rows = [
        contact("log.xlsx", "row 2", DAY, "C03", 40),
        Row("", "clients", "", {"client_id": "C03", "name": "Cleo Vance"}),
        Row("", "clients", "", {"client_id": "C04", "name": "Nobody"}),
        Row("", "clients", "", {"client_id": "C01", "name": "Ada Q", "email": "a@example.org"}),
    ]
    made = planned(rows, practice)
    assert done(made)[1:] == [("new", "C03"), ("same", ""), ("same", "C01")]
    assert made.steps[3].changes == {}


def test_a_client_table_fills_blanks_and_asks_where_the_register_says_otherwise(practice):
    values = {"client_id": "C01", "name": "Ada Quill", "consent": "no", "organisation": "Harrow"}
    made = planned([Row("clients.xlsx", "clients", "row 2", values)], practice)
    assert made.steps[0].changes == {"organisation": ("", "Harrow")}
    assert said(made) == [
        ("clients.xlsx", "row 2", "no", "is told here for consent of C01, but clients.csv says yes, which is kept")
    ]


# One contact told by two files


def test_a_contact_in_a_sheet_and_in_a_log_is_one_contact(practice):
    rows = [
        contact("log.xlsx", "row 2", DAY, "C01", 40, medium="phone"),
        sheet("ada.docx"),
        contact("ada.docx", "table 1, row 2", DAY, "C01", 40, 0, start="10:00"),
    ]
    made = imported(rows, practice)
    assert done(made) == [("same", "K3"), ("new", "S001"), ("new", "K3")]
    assert contacts(practice)[-1] == "K3,2025-02-03,C01,40,S001,10:00,phone"
    assert said(made) == [
        (
            "log.xlsx",
            "row 2",
            "2025-02-03, C01, 40 minutes",
            "is told in ada.docx, table 1, row 2 too, and is kept once",
        )
    ]


def test_a_contact_typed_by_hand_gets_its_sheet_and_keeps_its_id(practice):
    rows = [sheet("ada.docx"), contact("ada.docx", "row 1", "2025-01-06", "C01", 60, 0)]
    made = planned(rows, practice)
    assert done(made) == [("new", "S001"), ("changed", "K1")]
    assert made.steps[1].changes == {"sheet_id": ("", "S001")}
    assert said(made) == [
        (
            "ada.docx",
            "row 1",
            "2025-01-06, C01, 60 minutes",
            "is told in contacts.csv, line 2 (K1) too, and is kept once",
        )
    ]


def test_two_alike_contacts_in_one_file_are_two_and_match_another_file_one_to_one(practice):
    sheets = [sheet("ada.docx"), *(contact("ada.docx", f"row {n}", DAY, "C01", 15, 0) for n in (1, 2))]
    log = [contact("log.xlsx", f"row {n}", DAY, "C01", 15) for n in (2, 3, 4)]
    assert [row_id for _, row_id in done(planned([*sheets, *log], practice))] == ["S001", "K3", "K4", "K3", "K4", "K5"]


def test_lengths_that_differ_between_sheet_and_log_are_asked_about(practice):
    rows = [
        sheet("ada.docx"),
        contact("ada.docx", "row 1", DAY, "C01", 45, 0),
        contact("log.xlsx", "row 2", DAY, "C01", 40),
    ]
    made = planned(rows, practice)
    assert done(made)[2] == ("asks", "")
    assert said(made) == [
        (
            "log.xlsx",
            "row 2",
            "2025-02-03, C01, 40 minutes",
            "is told here, but ada.docx, row 1 tells of 45 minutes, on the same day with the same client",
        )
    ]


def test_the_same_length_at_two_times_that_cannot_be_one_is_two_contacts_with_a_word(practice):
    rows = [
        sheet("ada.docx"),
        contact("ada.docx", "row 1", DAY, "C01", 15, 0, start="10:00"),
        contact("log.xlsx", "row 2", DAY, "C01", 15, start="15:00"),
    ]
    assert [does for does, _ in done(planned(rows, practice))] == ["new", "new", "new"]


def test_a_log_with_a_remark_of_a_few_words_on_a_contact_that_a_sheet_tells_too_is_asked_about(practice):
    rows = [
        *(sheet("a.docx"), contact("a.docx", "row 1", DAY, "C01", 15, 0)),
        *(sheet("log.csv", "Delegation."), contact("log.csv", "row 1", DAY, "C01", 15, 0)),
    ]
    assert done(planned(rows, practice))[3] == ("asks", "")


@pytest.mark.parametrize(("column", "one", "other"), [("role", "coaching", "mentoring"), ("medium", "phone", "Zoom")])
def test_what_contradicts_is_asked_about_not_merged(practice, column, one, other):
    rows = [
        sheet("ada.docx"),
        contact("ada.docx", "row 1", DAY, "C01", 15, 0, **{column: one}),
        contact("log.xlsx", "row 2", DAY, "C01", 15, **{column: other}),
    ]
    made = planned(rows, practice)
    assert done(made)[2] == ("asks", "")
    assert said(made)[0][3] == (
        f"is told here, but ada.docx, row 1 tells of 15 minutes, {column} {one}, on the same day with the same client"
    )


def test_two_files_with_prose_of_their_own_for_alike_contacts_are_two_with_a_word(practice):
    rows = [
        *(sheet("a.docx"), contact("a.docx", "row 1", DAY, "C01", 15, 0)),
        *(sheet("b.docx", "Quite other words, and many. " * 5), contact("b.docx", "row 1", DAY, "C01", 15, 0)),
    ]
    made = planned(rows, practice)
    assert done(made) == [("new", "S001"), ("new", "K3"), ("new", "S002"), ("new", "K4")]
    assert said(made) == [
        (
            "b.docx",
            "row 1",
            "2025-02-03, C01, 15 minutes",
            "is told here, and a.docx, row 1 tells of 15 minutes on the same day; kept as two contacts",
        )
    ]


def test_the_same_prose_in_two_files_is_one_sheet_and_its_contact_one_contact(practice):
    rows = [row for file in ("a.doc", "a.docx") for row in (sheet(file), contact(file, "row 1", DAY, "C01", 15, 0))]
    assert done(planned(rows, practice)) == [("new", "S001"), ("new", "K3"), ("same", "S001"), ("same", "K3")]


def test_a_few_alike_words_about_other_contacts_are_two_sheets(practice):
    rows = [
        *(sheet("a.xlsx", "Went well."), contact("a.xlsx", "row 1", DAY, "C01", 15, 0)),
        *(sheet("b.xlsx", "Went well."), contact("b.xlsx", "row 1", DAY, "C02", 15, 0)),
    ]
    assert [row_id for _, row_id in done(planned(rows, practice))] == ["S001", "K3", "S002", "K4"]


def test_feedback_with_the_same_words_and_date_is_kept_once_but_not_of_two_clients(practice):
    def remark(file: str, client: str) -> Row:
        return Row(file, "feedback", "line 1", {"date": DAY, "text": "Thank you.", "client_id": client})

    rows = [remark("a.eml", "C01"), remark("b.txt", "C01"), remark("c.txt", "C02")]
    assert done(planned(rows, practice)) == [("new", "F001"), ("same", "F001"), ("new", "F002")]


# The same file again


LOG = [contact("log.xlsx", f"row {n}", f"2025-03-0{n}", "C01", 10 * n) for n in (2, 3, 4)]


def test_the_same_file_again_adds_nothing_and_says_when_it_came(practice):
    imported(LOG, practice)
    again = planned(LOG, practice)
    assert done(again) == [("same", "K3"), ("same", "K4"), ("same", "K5")]
    assert again.again == {"log.xlsx": "imported on 2026-11-23 already"}
    assert again.is_empty


def test_the_same_file_under_another_name_adds_nothing(practice):
    imported(LOG, practice)
    renamed = [Row("copy.xlsx", row.table, row.place, row.values) for row in LOG]
    again = plan(renamed, [("copy.xlsx", files(LOG)[0][2])], practice)
    assert again.again == {"copy.xlsx": "imported on 2026-11-23 already"}
    assert again.is_empty


def test_a_file_given_twice_is_read_once(practice):
    copies = [Row("zip/log.xlsx", row.table, row.place, row.values) for row in LOG]
    made = plan([*LOG, *copies], [("log.xlsx", "a"), ("zip/log.xlsx", "a")], practice)
    assert [row_id for _, row_id in done(made)] == ["K3", "K4", "K5"] * 2
    assert said(made) == [("zip/log.xlsx", "", "", "is the same file as log.xlsx, and is read once")]


def test_a_row_that_could_not_be_read_then_comes_in_with_the_same_file_now(practice):
    imported(LOG[:2], practice)
    again = planned(LOG, practice)
    assert done(again) == [("same", "K3"), ("same", "K4"), ("new", "K5")]
    assert said(again) == [
        ("log.xlsx", "", "", "was imported on 2026-11-23 already; 1 of its rows could not be read then, or otherwise")
    ]


def test_a_changed_file_changes_its_rows_and_ids_stay_though_places_move(practice):
    imported(LOG, practice)
    changed = [
        contact("log.xlsx", "row 2", "2025-03-01", "C02", 5),
        contact("log.xlsx", "row 3", "2025-03-02", "C01", 20),
        contact("log.xlsx", "row 4", "2025-03-03", "C01", 35),
        contact("log.xlsx", "row 5", "2025-03-04", "C01", 40),
    ]
    made = imported(changed, practice, version="2")
    assert done(made) == [("new", "K6"), ("same", "K3"), ("changed", "K4"), ("same", "K5")]
    assert made.steps[2].changes == {"minutes": ("30", "35")}
    assert contacts(practice)[2:] == [
        "K3,2025-03-02,C01,20",
        "K4,2025-03-03,C01,35",
        "K5,2025-03-04,C01,40",
        "K6,2025-03-01,C02,5",
    ]


def test_a_row_that_the_coach_corrected_is_not_overwritten(practice):
    imported(LOG, practice)
    path = practice / "contacts.csv"
    path.write_text(path.read_text().replace("C01,40", "C01,50"))
    changed = [*LOG[:2], contact("log.xlsx", "row 4", "2025-03-04", "C01", 55)]
    for _ in range(2):
        made = imported(changed, practice, version="2")
        assert done(made)[2] == ("asks", "K5")
        assert said(made, note=False) == [
            (
                "log.xlsx",
                "row 4",
                "55",
                "is what the file now says, but you corrected minutes to 50 in contacts.csv (K5)",
            )
        ]
        assert contacts(practice)[-1] == "K5,2025-03-04,C01,50"


def test_a_row_that_a_new_version_no_longer_holds_is_kept_with_a_note_given_once(practice):
    imported(LOG, practice)
    made = imported(LOG[:2], practice, version="2")
    assert said(made) == [
        ("log.xlsx", "row 4", "2025-03-04, C01, 40", "is no longer in this file; K5 is kept in contacts.csv")
    ]
    assert said(planned(LOG[:2], practice, version="3")) == []
    assert done(planned(LOG, practice, version="4")) == [("same", "K3"), ("same", "K4"), ("same", "K5")]


def test_a_row_that_the_coach_took_out_stays_out(practice):
    imported(LOG, practice)
    path = practice / "contacts.csv"
    path.write_text(path.read_text().replace("K5,2025-03-04,C01,40\n", ""))
    made = planned(LOG, practice)
    assert made.is_empty
    assert said(made) == [
        (
            "log.xlsx",
            "row 4",
            "2025-03-04, C01, 40",
            "came in as K5, which was taken out of contacts.csv since; it stays out",
        )
    ]


def test_a_file_that_changes_what_another_file_says_too_is_asked_about(practice):
    first = [
        sheet("ada.docx"),
        contact("ada.docx", "row 1", DAY, "C01", 40, 0),
        contact("log.xlsx", "row 2", DAY, "C01", 40),
    ]
    imported(first, practice)
    made = planned([contact("log.xlsx", "row 2", DAY, "C01", 45)], practice, version="2")
    assert done(made) == [("asks", "K3")]
    assert said(made)[0][3] == "is what the file now says for minutes of K3, but ada.docx, row 1 says 40"
    both = [
        sheet("ada.docx"),
        contact("ada.docx", "row 1", DAY, "C01", 45, 0),
        contact("log.xlsx", "row 2", DAY, "C01", 45),
    ]
    assert [step.does for step in planned(both, practice, version="2").steps] == ["same", "changed", "same"]


def test_changed_prose_keeps_its_sheet(practice):
    imported([sheet("a.docx"), contact("a.docx", "row 1", DAY, "C01", 15, 0)], practice)
    made = imported(
        [sheet("a.docx", "New words."), contact("a.docx", "row 1", DAY, "C01", 15, 0)], practice, version="2"
    )
    assert done(made) == [("changed", "S001"), ("same", "K3")]
    assert (practice / "sheets.csv").read_text().splitlines()[1] == "S001,,New words."


# The tables as they stand


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b"contact_id,date,client_id,minutes\r\nK1,06/01/2025,C01,1h\r\n",
            b"contact_id,date,client_id,minutes\r\nK1,06/01/2025,C01,1h\r\nK2,2025-02-03,C01,40\r\n",
        ),
        (
            b'\xef\xbb\xbfminutes,note,contact_id,client_id,date\n60,"a\nb",K1,C01,2025-01-06',
            b'\xef\xbb\xbfminutes,note,contact_id,client_id,date\n60,"a\nb",K1,C01,2025-01-06\n40,,K2,C01,2025-02-03\n',
        ),
        (
            "contact_id;date;client_id;Duration (hours)\nK1;2025-01-06;C01;1,5\n".encode("utf-16"),
            b'contact_id,date,client_id,Duration (hours)\nK1,2025-01-06,C01,"1,5"\nK2,2025-02-03,C01,40 min\n',
        ),
    ],
)
def test_columns_line_ends_and_rows_of_a_table_stay_as_they_are(tmp_path, before, after):
    folder = folders.write(tmp_path, {"contacts.csv": before})
    made = planned([contact("a.xlsx", "row 2", DAY, "C01", 40)], folder)
    assert [(change.before, change.after) for change in made.changes] == [(before, after)]


def test_a_table_that_is_rewritten_as_utf_8_is_noted(tmp_path):
    folder = folders.write(
        tmp_path, {"contacts.csv": "contact_id,date,client_id,minutes,é\nK1,2025-01-06,C01,60,è\n".encode("cp1252")}
    )
    assert said(planned([contact("a.xlsx", "row 2", DAY, "C01", 40)], folder)) == [
        ("", "contacts.csv", "", "was in Windows-1252; it would be written as UTF-8 with commas")
    ]


def test_a_table_whose_rows_cannot_be_told_apart_refuses_the_import(tmp_path):
    folder = folders.write(
        tmp_path / "p", {"contacts.csv": 'contact_id,date,client_id,minutes\nK1,"2025-01-06,C01,60\n'}
    )
    with pytest.raises(RecordsError) as told:
        planned([contact("a.xlsx", "row 2", DAY, "C01", 40)], folder)
    assert str(told.value) == (
        "contacts.csv: its rows cannot be told apart, so nothing can be written into it; "
        f"`coachkit check {folder}` says what is wrong and how to mend it"
    )


def test_rows_that_cannot_be_read_are_told_since_nothing_is_compared_with_them(practice):
    (practice / "contacts.csv").write_text(folders.CONTACTS + "K3,31/02/2025,C01,30\nK4,2025-01-21\n")
    assert said(planned([contact("a.xlsx", "row 2", DAY, "C01", 40)], practice)) == [
        (
            "",
            "contacts.csv",
            "",
            "contacts.csv holds 2 rows that cannot be read; what comes in is not compared with such rows",
        )
    ]


def test_a_folder_of_other_things_is_not_made_a_practice(tmp_path):
    folder = folders.write(tmp_path / "letters", {"aunt.txt": "Dear"})
    with pytest.raises(UsageError) as told:
        planned(LOG, folder)
    assert (
        str(told.value)
        == f"{folder}: holds other things and no practice; give a practice folder, or the name of a new one"
    )


def test_no_import_is_planned_upon_one_that_was_cut_short(practice):
    (practice / "private" / "imports" / "halfway").mkdir(parents=True)
    with pytest.raises(RecordsError) as told:
        planned(LOG, practice)
    assert str(told.value) == f"practice: an import was cut short; `coachkit undo {practice}` sets it right"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\r,;"'), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, st.sampled_from(["\n", "\r\n"]))
def test_rows_that_are_not_touched_keep_their_bytes_whatever_stands_in_them(notes, added, end):
    quoted = ['"' + note.replace('"', '""') + '"' for note in notes]
    lines = [f"{note},D{at},x" for at, note in enumerate(quoted)]
    data = end.join(["title,document_id,own", *lines, ""]).encode()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "documents.csv").write_bytes(data)
        standing = read_standing(folder, "documents")
        assert standing.after() == data
        standing.append({"document_id": "D9", "text": added})
        after = standing.after()
        (folder / "documents.csv").write_bytes(after)
        again = read_standing(folder, "documents")
        assert [line.values["document_id"] for line in again.lines][-1] == "D9"
        assert again.lines[-1].values.get("text", "") == added.replace("\r\n", "\n").replace("\r", "\n")
        assert all(line.encode() in after for line in lines)
