"""`coachkit import` and `coachkit undo` as a person runs them on a folder of all kinds, from preview to report."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

import mixed_folder as mixed
import pytest
from importing import tree

from conftest import ROOT


def run(*arguments, cwd):
    command = [sys.executable, "-m", "coachkit", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, env=environment, cwd=cwd, timeout=300, check=False)


def lines(done):
    return done.stdout.decode("utf-8").splitlines()


def told(done):
    """What a run said, its line breaks and indents taken out."""
    return " ".join(done.stdout.decode("utf-8").split())


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def minutes(folder):
    return sum(int(row["minutes"]) for row in rows(folder, "contacts"))


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """A folder with the mixed records in records/, where nothing has been imported."""
    folder = tmp_path_factory.mktemp("coach")
    mixed.write(folder / "records")
    return folder


@pytest.fixture(scope="module")
def previewed(given):
    """(the run, the folder before it) of a preview of all records."""
    before = tree(given)
    return run("import", "records", "--into", "practice", cwd=given), before


@pytest.fixture(scope="module")
def as_json(given):
    return json.loads(run("import", "records", "--into", "practice", "--json", cwd=given).stdout)


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A folder in which all records are imported into practice/, and the run that did it."""
    folder = tmp_path_factory.mktemp("imported")
    mixed.write(folder / "records")
    done = run("import", "records", "--into", "practice", "--apply", cwd=folder)
    return folder, done


@pytest.fixture
def folder(imported, tmp_path):
    """A copy of it for a test of its own."""
    return Path(shutil.copytree(imported[0], tmp_path / "copy"))


# The preview


def test_a_preview_writes_nothing_and_exits_1_where_it_could_not_read_everything(given, previewed):
    done, before = previewed
    assert (done.returncode, done.stderr) == (1, b"")
    assert tree(given) == before
    assert not (given / "practice").exists()


def test_every_line_of_a_preview_fits_a_terminal(previewed):
    assert [line for line in lines(previewed[0]) if len(line) > 80] == []


def test_a_preview_names_each_layout_and_its_columns_first(previewed):
    first = " ".join(" ".join(lines(previewed[0])[: lines(previewed[0]).index("Contacts")]).split())
    for said in (
        "2 files, such as records/a word.eml: a mail",
        "records/client register.xlsx: a table of 6 clients Client name -> name; Organisation -> organisation;",
        "records/Coaching log 2025.xlsx: a log of 15 contacts, header in row 3, total in row 19 left out Date -> date;",
        "records/Sheet 02.docx: a table of 2 contacts with one reflection Date -> date; Coachee -> client_id;",
        "records/Sheet 03.docx: a table on its side of 2 contacts",
        "records/Sheet 05.docx: 2 contacts under headings",
        "records/supervision.csv: a table of 2 supervision meetings Date -> date; Supervisor -> supervisor; Hours -> minutes;",
        "records/what clients said.txt: a text of 2 pieces of feedback",
        "2 files, such as records/locked.docx: not read",
    ):
        assert said in first
    layouts = [line for line in lines(previewed[0])[: lines(previewed[0]).index("Contacts")] if line[:1].strip()]
    counted = sum(int(found[1]) if (found := re.match(r"(\d+) files", line)) else 1 for line in layouts)
    assert counted == len(mixed.files()) + 1  # the zip holds two


def test_a_preview_shows_each_contact_once_with_its_day_minutes_and_client(previewed):
    shown = [re.match(r"  (\d{4}-\d\d-\d\d) +(\d+)  C\d\d (.{1,18})  K\d{3}", line) for line in lines(previewed[0])]
    found = sorted((one[1], int(one[2]), one[3].strip()) for one in shown if one)
    assert found == sorted((str(met.day), met.minutes, met.client[:18]) for met in mixed.MET)


def test_a_preview_says_what_was_read_how(previewed):
    said = told(previewed[0])
    for note in (
        '"Total | 627" is a total: left out; it agrees with the rows above it (627 minutes)',
        '"Olwen Peake <olwen@elsewhere.example>" is no client or sponsor in the register, so this is kept without a '
        "client and without a voice",
        "records/supervision.csv, line 2: read as Windows-1252: line 2 is not UTF-8",
    ):
        assert note in said


def test_what_was_not_understood_stands_last_and_the_very_end_says_what_to_do(previewed):
    shown = lines(previewed[0])
    assert shown[shown.index("Not understood, and not taken over (2)") :] == [
        "Not understood, and not taken over (2)",
        "  records/locked.docx: is protected by a password",
        "      -> open it with its password, take the password off (File, Info, Protect)",
        "        and save it again",
        "  records/torn.docx: is damaged or cut short",
        "      -> copy it again from where it came, or open it and save it again",
        "",
        "To be added or changed: 15 contacts, 9 sheets, 6 clients, 4 pieces of feedback,",
        "  2 supervision meetings. All contacts here: 627 minutes (10 h 27 min).",
        "Nothing is written yet: the same command with --apply writes it to practice.",
    ]


def test_a_preview_in_which_all_was_understood_exits_0(given):
    done = run("import", "records/Sheet 01.docx", "--into", "practice", cwd=given)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Not understood" not in told(done)
    assert not (given / "practice").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "records/Sheet 01.docx"), "Missing option '--into'"),
        (("import", "--into", "practice"), "Missing argument 'FILE...'"),
        (
            ("import", "records/Sheet 01.docx", "nowhere.docx", "--into", "practice"),
            "coachkit: usage: nowhere.docx: there is no such file; check the name and the folder",
        ),
        (("import", "records/Sheet 01.docx", "--into", "records/supervision.csv"), "is a file; give a folder"),
        (("import", "records/Sheet 01.docx", "--into", "."), "holds other things and no practice"),
        (("undo", "nowhere"), "nowhere: there is no such folder"),
    ],
)
def test_a_call_that_cannot_be_meant_exits_2_in_one_plain_message(given, arguments, said):
    done = run(*arguments, cwd=given)
    error = done.stderr.decode("utf-8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in " ".join(error.split())
    assert "Traceback" not in error


# JSON


def test_json_has_the_shape_that_programs_rely_on(as_json):
    assert list(as_json) == ["files", "clients", "faults", "remarks", "applied"]
    assert as_json["applied"] is False
    for file in as_json["files"]:
        assert list(file) == ["file", "layout", "columns", "rows", "problems", "notes"]
        assert all(isinstance(text, str) for text in (file["file"], file["layout"], *file["columns"].values()))
        for row in file["rows"]:
            needed = {"table", "place", "values"} | ({"client"} if row["table"] == "contacts" else set())
            assert needed <= row.keys()
            assert all(isinstance(text, str) for text in row["values"].values())
        for remark in (*file["problems"], *file["notes"]):
            assert list(remark) == ["place", "value", "problem", "cure"]


def test_json_has_every_file_in_the_order_given_with_refused_ones_last(as_json):
    names = {f"records/{name}" for name in mixed.files()} - {"records/older.zip"}
    assert {file["file"] for file in as_json["files"]} == names | {
        "records/older.zip/Sheet 08.docx",
        "records/older.zip/Sheet 09.docx",
    }
    assert [file["file"] for file in as_json["files"]][-2:] == [f"records/{name}" for name in mixed.NOT_READ]
    assert [file["layout"] for file in as_json["files"]][-2:] == ["not read", "not read"]


def test_values_in_json_are_as_the_csv_holds_them(as_json):
    by_file = {file["file"].removeprefix("records/"): file for file in as_json["files"]}
    sheets = [met for met in mixed.MET if met.sheet]
    found = Counter(
        (name, row["client"], row["values"]["date"], row["values"]["minutes"])
        for name, file in by_file.items()
        for row in file["rows"]
        if row["table"] == "contacts"
    )
    expected = Counter((met.sheet, met.client, str(met.day), str(met.minutes)) for met in sheets)
    expected += Counter(("Coaching log 2025.xlsx", met.client, str(met.day), str(met.minutes)) for met in mixed.MET)
    assert found == expected
    assert [row["values"]["minutes"] for row in by_file["supervision.csv"]["rows"]] == ["90", "75"]


# What is written


def test_apply_says_what_it_wrote_and_where_the_originals_are(imported):
    _, done = imported
    assert done.stderr == b""
    assert told(done).endswith(
        "Imported into practice: 6 clients, 15 contacts, 4 pieces of feedback, 9 sheets and 2 supervision meetings new. "
        "The originals are kept in practice/private/originals; `coachkit undo practice` takes the import back. "
        "All contacts here: 627 minutes (10 h 27 min)."
    )


def test_json_of_an_import_that_wrote_says_so(tmp_path):
    mixed.write(tmp_path / "records")
    done = run("import", "records/Sheet 01.docx", "--into", "practice", "--apply", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["applied"] is True
    assert minutes(tmp_path / "practice") == 60


def test_what_was_imported_has_no_problems(imported):
    done = run("check", "practice", cwd=imported[0])
    assert (done.returncode, lines(done)[-1]) == (0, "No problems.")


def test_contacts_that_stand_in_a_sheet_and_in_the_log_are_counted_once(imported):
    practice = imported[0] / "practice"
    names = {row["client_id"]: row["name"] for row in rows(practice, "clients")}
    found = Counter(
        (row["date"], names[row["client_id"]], int(row["minutes"]), bool(row["sheet_id"]))
        for row in rows(practice, "contacts")
    )
    assert found == Counter((str(met.day), met.client, met.minutes, bool(met.sheet)) for met in mixed.MET)
    assert minutes(practice) == mixed.MINUTES
    assert sum(int(row["minutes"]) for row in rows(practice, "supervision")) == mixed.SUPERVISION_MINUTES


def test_each_sheet_holds_its_prose_and_belongs_to_its_contacts(imported):
    practice = imported[0] / "practice"
    texts = {row["sheet_id"]: re.sub(r"\n+", "\n\n", row["text"]) for row in rows(practice, "sheets")}
    names = {row["client_id"]: row["name"] for row in rows(practice, "clients")}
    found, expected = defaultdict(set), defaultdict(set)
    for row in rows(practice, "contacts"):
        if row["sheet_id"]:
            found[texts[row["sheet_id"]]].add(names[row["client_id"]])
    for met in mixed.MET:
        if met.sheet:
            expected[mixed.PROSE[met.sheet]].add(met.client)
    assert found == expected


def test_remarks_and_mails_become_feedback_of_those_who_said_them(imported):
    practice = imported[0] / "practice"
    names = {row["client_id"]: row["name"] for row in rows(practice, "clients")} | {"": ""}
    found = {(row["date"], names[row["client_id"]], row["voice"], row["text"]) for row in rows(practice, "feedback")}
    assert found == {
        ("2025-02-05", mixed.PRITI, "client", "Thank you for yesterday. The drawing hangs over my desk."),
        ("2025-02-12", mixed.DILYS, "client", "You let me finish, and nobody does that."),
        ("2025-03-06", mixed.MAREK, "client", "I left with one thing to do instead of nine."),
        ("2025-03-07", "", "", "Marek has changed in these weeks, and everybody sees it."),
    }


def test_originals_are_kept_byte_for_byte_under_their_hash(imported):
    kept = {path.name: path.read_bytes() for path in (imported[0] / "practice/private/originals").iterdir()}
    read = {path.name: path.read_bytes() for path in (imported[0] / "records").iterdir()}
    with zipfile.ZipFile(imported[0] / "records/older.zip") as older:
        read |= {name: older.read(name) for name in older.namelist()}
    wanted = {
        sha256(data).hexdigest(): data for name, data in read.items() if name not in ("older.zip", *mixed.NOT_READ)
    }
    assert {name.partition(".")[0]: data for name, data in kept.items()} == wanted


def test_no_path_in_the_practice_names_a_client(imported):
    paths = " ".join(str(path.relative_to(imported[0])) for path in (imported[0] / "practice").rglob("*")).lower()
    words = {word.lower() for name in mixed.CLIENTS for word in re.split(r"[ -]", name)}
    assert [word for word in sorted(words) if word in paths] == []


# Again, changed, taken back


def test_applied_again_nothing_is_added_and_that_is_said(folder):
    before = tree(folder)
    done = run("import", "records", "--into", "practice", "--apply", cwd=folder)
    assert tree(folder) == before
    assert "Nothing new to write. All contacts here: 627 minutes (10 h 27 min)." in told(done)
    assert re.search(r"and \d+ more: imported on \d{4}-\d\d-\d\d already", told(done))


def test_a_file_given_twice_is_read_once_and_that_is_said(given, tmp_path):
    copy = shutil.copy(given / "records/Sheet 01.docx", tmp_path / "my copy.docx")
    done = run("import", given / "records/Sheet 01.docx", copy, "--into", tmp_path / "practice", cwd=tmp_path)
    assert 'my copy.docx: is the same file as "Sheet 01.docx", byte for byte; it is read once' in told(done)
    assert "All contacts here: 60 minutes (1 h 00 min)." in told(done)


def test_a_changed_file_shows_its_change_and_keeps_its_ids(folder):
    practice, sheet = folder / "practice", folder / "records/Sheet 04.docx"
    alone = folder / "alone"
    run("import", sheet, "--into", alone, "--apply", cwd=folder)
    before = rows(alone, "contacts") + rows(alone, "sheets")
    lines_now = ("Date: 4 February 2025", "Coachee: Priti Anand-Shaw", "Time spent: 95 min")
    sheet.write_bytes(mixed._labelled("Sheet 04.docx", *lines_now))
    done = run("import", sheet, "--into", alone, "--apply", cwd=folder)
    after = rows(alone, "contacts") + rows(alone, "sheets")
    assert re.search("2025-02-04 +95 .*, changes$", done.stdout.decode(), re.MULTILINE)
    assert "Changes to what stands K001 minutes: 90 -> 95 (Sheet 04.docx, paragraph 2)" in told(done)
    assert [row | {"minutes": "95"} if "minutes" in row else row for row in before] == after
    assert minutes(practice) == mixed.MINUTES


def test_undo_restores_the_practice_exactly_and_the_same_import_writes_the_same_bytes(folder):
    extra = folder / "records" / "late.txt"
    extra.write_text("Date: 3 April 2025\nClient: Kwame Ofori\nDuration: 33 min\nReflection:\nA short walk.\n", "utf-8")
    before = tree(folder / "practice")
    run("import", extra, "--into", "practice", "--apply", cwd=folder)
    once = tree(folder / "practice")
    assert minutes(folder / "practice") == mixed.MINUTES + 33
    undone = run("undo", "practice", cwd=folder)
    assert (undone.returncode, undone.stderr) == (0, b"")
    assert _without_lock(tree(folder / "practice")) == before
    run("import", extra, "--into", "practice", "--apply", cwd=folder)
    assert _without_records(tree(folder / "practice")) == _without_records(once)


def test_undo_of_the_first_import_leaves_no_folder_behind(folder):
    undone = run("undo", "practice", cwd=folder)
    assert (undone.returncode, undone.stderr) == (0, b"")
    assert not (folder / "practice").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["records"]


def _without_lock(found):
    """The tree without the empty file by which two imports keep out of each other's way, which stays."""
    return {name: data for name, data in found.items() if name != "private/.lock"}


def _without_records(found):
    """The tree without what is remembered of imports, which says when they were made."""
    return {name: data for name, data in _without_lock(found).items() if not name.endswith("record.json")}


def test_undo_is_refused_once_evidence_stands_on_an_imported_sheet(folder):
    practice = folder / "practice"
    sheet = rows(practice, "sheets")[0]
    quote = sheet["text"].split("\n")[0]
    with (practice / "evidence.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows_header(practice, "evidence"))
        decided = {"evidence_id": "E001", "criterion": "700-1.2", "source_id": sheet["sheet_id"], "quote": quote}
        writer.writerow(decided | {"start": 0, "end": len(quote), "decision": "accepted"})
    before = tree(practice)
    done = run("undo", "practice", cwd=folder)
    error = " ".join(done.stderr.decode("utf-8").split())
    assert (done.returncode, done.stdout) == (1, b"")
    assert (
        "is not taken back, and nothing was changed: evidence.csv, line 2 stands on S001, which the import added"
        in error
    )
    assert _without_lock(tree(practice)) == before


def rows_header(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


# Decisions


@pytest.fixture
def unclear(tmp_path):
    """A log with a length that has no unit, a client by initials, and a label that is nothing known."""
    (tmp_path / "log.csv").write_text("Date,Client,Zeit,Ort\n2025-01-06,DH,2,Zoom\n2025-01-13,DH,3,Office\n", "utf-8")
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice/contacts.csv").write_text("contact_id,date,client_id,minutes\n", "utf-8")
    (tmp_path / "practice/clients.csv").write_text(
        "client_id,name,consent\nC01,Dilys Hargreave,yes\nC02,David Hume-Harris,yes\nC03,Dora Hartigan,yes\n", "utf-8"
    )
    return tmp_path


def decide(folder, *decisions):
    (folder / "practice/decisions").mkdir(exist_ok=True)
    written = "".join(f"{decision},2025-05-01\n" for decision in decisions)
    (folder / "practice/decisions/import.csv").write_text(f"reads,written,means,decided_on\n{written}", "utf-8")


def test_what_is_not_certain_is_asked_with_the_decision_that_would_settle_it(unclear):
    (unclear / "log.csv").write_text("Date,Client,Length,Ort\n2025-01-06,DH,2,Zoom\n", "utf-8")
    done = run("import", "log.csv", "--into", "practice", cwd=unclear)
    said = told(done)
    assert done.returncode == 1
    assert (
        '"DH" fits Dilys Hargreave (C01), David Hume-Harris (C02) and Dora Hartigan (C03) -> write the full name, or '
        "add a row to decisions/import.csv (reads=client, written=DH, means=C01)"
    ) in said
    assert (
        '"2" has no unit: neither it nor "Length" gives one -> write 45 min or 1.5 h, or decide the unit of "Length" in '
        "decisions/import.csv (reads=unit, means=minutes)"
    ) in said
    assert "Nothing new to write." in said


def test_a_decision_is_used_by_the_next_import_and_by_all_after_it(unclear):
    decide(unclear, "client,DH,C03", "column,Zeit,minutes", "unit,Zeit,hours", "column,Ort,medium")
    first = run("import", "log.csv", "--into", "practice", "--apply", cwd=unclear)
    assert (first.returncode, first.stderr) == (0, b"")
    kept = [(row["client_id"], row["minutes"], row["medium"]) for row in rows(unclear / "practice", "contacts")]
    assert kept == [("C03", "120", "Zoom"), ("C03", "180", "Office")]
    (unclear / "more.csv").write_text("Date,Client,Zeit,Ort\n2025-02-03,DH,1,Phone\n", "utf-8")
    run("import", "more.csv", "--into", "practice", "--apply", cwd=unclear)
    assert minutes(unclear / "practice") == 360
    run("undo", "practice", cwd=unclear)
    assert len((unclear / "practice/decisions/import.csv").read_text("utf-8").splitlines()) == 5


def test_a_decision_that_means_nothing_is_told_with_its_cure(unclear):
    decide(unclear, "unit,Zeit,furlongs")
    done = run("import", "log.csv", "--into", "practice", cwd=unclear)
    assert done.returncode == 1
    assert (
        'decisions/import.csv, unit Zeit: "furlongs" is nothing that a decision on a unit can mean '
        "-> write minutes or hours under means"
    ) in told(done)


# A whole practice


def test_the_tables_of_a_practice_come_into_a_new_one_with_the_same_hours(tmp_path, example):
    tables = [
        example / f"{name}.csv" for name in ("clients", "contacts", "sheets", "feedback", "supervision", "documents")
    ]
    done = run("import", *tables, "--into", "again", "--apply", cwd=tmp_path)
    assert done.returncode == 0, done.stdout.decode()[-3000:]
    for table in ("contacts", "supervision"):
        assert _hours(tmp_path / "again", table) == _hours(example, table)
    for table, column in (("sheets", "text"), ("feedback", "text"), ("documents", "text"), ("clients", "name")):
        found, wanted = (Counter(row[column] for row in rows(place, table)) for place in (tmp_path / "again", example))
        assert found == wanted


def _hours(folder, table):
    """Minutes by day, client and role (contacts), or by day and supervisor."""
    found = Counter()
    for row in rows(folder, table):
        by = ("date", "client_id", "role", "planned") if table == "contacts" else ("date", "supervisor")
        found[tuple(row[name] for name in by)] += int(row["minutes"])
    return found


def test_a_report_on_an_imported_practice_has_its_hours(folder):
    done = run("report", "practice", "--out", "reports", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    page = folder / done.stdout.decode().strip()
    assert page.name == "index.html"
    with (page.parent / "tables/hours_summary.csv").open(encoding="utf-8") as file:
        summary = {row["measure"]: int(row["minutes"]) for row in csv.DictReader(file)}
    on_a_sheet = sum(met.minutes for met in mixed.MET if met.sheet)
    assert (summary["logged"], summary["on_a_sheet"], summary["supervision"]) == (627, on_a_sheet, 165)
    assert not any(name in page.read_text("utf-8") for name in mixed.CLIENTS)
