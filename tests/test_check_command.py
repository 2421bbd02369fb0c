"""`coachkit new` and `coachkit check` as a person runs them: what is printed, where, and the exit code."""

import json
import os
import subprocess
import sys

from folders import CLIENTS, CONTACTS, write

from conftest import ROOT


def run(*arguments, **environment):
    command = [sys.executable, "-m", "coachkit", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)


def lines(output):
    return output.decode("utf-8").splitlines()


def test_a_practice_without_problems_exits_0_also_with_notes(tmp_path):
    log = "contact_id,date,client_id,minutes\nK1,2025-01-06,C01,300\n"
    done = run("check", write(tmp_path, {"contacts.csv": log}))
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines(done.stdout) == [
        "Notes (1)",
        "  contacts.csv line 2, minutes '300': is over four hours",
        "      -> nothing to mend if it was so; check that the unit is minutes",
        "Read: 1 contacts.",
        "No problems.",
    ]


def test_problems_exit_1_and_say_what_is_left_out(tmp_path):
    log = CONTACTS + "K3,2025-02-30,C01,30\nK4,2025-02-31,C01,30\nK5,2025-01-06,C01,0\n"
    done = run("check", write(tmp_path, {"contacts.csv": log}))
    assert (done.returncode, done.stderr) == (1, b"")
    assert lines(done.stdout) == [
        "Problems (3)",
        "  contacts.csv line 4, date '2025-02-30': is no day of the calendar: February",
        "    2025 has no day 30",
        "  contacts.csv line 5, date '2025-02-31': is no day of the calendar: February",
        "    2025 has no day 31",
        "      -> correct the day or the month",
        "  contacts.csv line 6, minutes '0': is no time at all",
        "      -> write how long the contact was, or take the row out if it did not take",
        "         place",
        "Read: 2 contacts.",
        "3 problems; until all is mended 3 rows are left out, with 60 minutes that could",
        "  be read.",
    ]


def test_one_problem_in_several_rows_is_told_once_with_all_its_places(tmp_path):
    log = CONTACTS + "K3,soon,C01,30\nK4,later,C01,30\nK5,2025-01-06,C01,30\nK6,never,C01,30\n"
    done = run("check", write(tmp_path, {"contacts.csv": log}))
    assert lines(done.stdout)[1:4] == [
        "  contacts.csv line 4, date 'soon'; line 5 'later'; and line 7 'never': is not a",
        "    date in a form that can be read",
        "      -> write the date as 2025-01-06 or 6 January 2025",
    ]


def test_a_flood_of_problems_is_told_in_part_and_whole_in_json(tmp_path):
    log = "contact_id,date,client_id,minutes\n" + "".join(f"K{n},soon,C01,{n} s\n" for n in range(1000))
    log += "".join(f"L{n},2025-02-01,C01,{n}.25 min\n" for n in range(1000, 1400))
    folder = write(tmp_path, {"contacts.csv": log})
    told = lines(run("check", folder).stdout)
    assert len(told) < 1000
    assert "  and 102 more (--json names them)" in told
    assert len(json.loads(run("check", folder, "--json").stdout)["problems"]) == 2400


def test_json_has_problems_notes_and_counts(tmp_path):
    files = {"contacts.csv": "contact_id;date;client_id;minutes\nK1;2025-01-06;C09;60\n", "clients.csv": CLIENTS}
    done = run("check", write(tmp_path, files), "--json")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout) == {
        "problems": [
            {
                "file": "contacts.csv",
                "line": 2,
                "column": "client_id",
                "value": "C09",
                "problem": "is not a client_id in clients.csv",
                "cure": "correct it, or add its row to clients.csv",
            }
        ],
        "notes": [
            {
                "file": "contacts.csv",
                "line": 1,
                "column": "",
                "value": "",
                "problem": "cells are separated by semicolons, not by commas",
                "cure": "nothing to mend if the columns are right",
            }
        ],
        "counts": {"clients": 2, "contacts": 0},
    }


def test_a_problem_about_a_whole_file_has_no_line_in_json(tmp_path):
    [problem] = json.loads(run("check", tmp_path, "--json").stdout)["problems"]
    assert (problem["file"], problem["line"], problem["problem"]) == ("contacts.csv", None, "is missing")


def test_a_terminal_that_cannot_show_a_letter_does_not_stop_the_check(tmp_path):
    log = "contact_id,date,client_id,minutes\nK1,früh,C01,60\n"
    folder = write(tmp_path, {"contacts.csv": log})
    done = run("check", folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"fr\\xfch" in done.stdout
    assert json.loads(run("check", folder, "--json", PYTHONIOENCODING="ascii").stdout)["problems"][0]["value"] == "früh"


def test_a_value_does_not_steer_the_terminal(tmp_path):
    log = 'contact_id,date,client_id,minutes,"a\x1b[2J"\nK1,\x1b[31mred,C01,60,\n'
    assert b"\x1b" not in run("check", write(tmp_path, {"contacts.csv": log})).stdout


def test_a_folder_that_is_not_there_exits_2_with_one_line(tmp_path):
    done = run("check", tmp_path / "gone")
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = lines(done.stderr)
    assert line.startswith("coachkit: usage: ") and "there is no such folder" in line


def test_new_makes_a_practice_that_check_passes_and_refuses_to_write_over_it(tmp_path):
    folder = tmp_path / "my practice"
    made = run("new", folder)
    assert (made.returncode, made.stderr) == (0, b"")
    assert lines(made.stdout) == [f"{folder}: an empty practice; its README.md says what goes where"]
    assert run("check", folder).returncode == 0
    again = run("new", folder)
    assert (again.returncode, again.stdout) == (2, b"")
    assert lines(again.stderr) == [
        f"coachkit: usage: {folder}: stands there already and is not empty; nothing was written"
    ]
