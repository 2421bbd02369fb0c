"""An old Word file is read by antiword, which is watched, ended in time and leaves nothing behind."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from coachkit.importers.files import converter, oldword
from coachkit.importers.pages import Grid, Remark, Unreadable

SAVE = "open it in Word and save it as .docx"
INSTALL = f"install antiword (Debian, Ubuntu: apt-get install antiword; macOS: brew install antiword), or {SAVE}"
HEADERS = Remark(
    "", "", "has its headers and footers, if any, left out by antiword", f"if they matter, {SAVE}", note=True
)


@pytest.fixture
def antiword(tmp_path, monkeypatch):
    """A way to put a program of our own in antiword's place, with temporary folders where the test can see them."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))

    def put(script: str) -> None:
        program = tmp_path / "bin" / "antiword"
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(0o755)

    yield put
    assert list((tmp_path / "temp").iterdir()) == []


def refusal(data: bytes = b"x") -> tuple:
    with pytest.raises(Unreadable) as refused:
        oldword.read("a.doc", data)
    return refused.value.args


def writes(text: str, book: str = "") -> str:
    """A program that writes a text, or that as DocBook where asked for it."""
    return f"case \"$*\" in *\" db \"*) cat <<'END'\n{book}\nEND\n;; *) cat <<'END'\n{text}\nEND\n;; esac\n"


def found(document) -> list:
    return [
        [[cell.text for cell in row] for row in block.rows]
        if isinstance(block, Grid)
        else (block.place, block.text, block.heading)
        for block in document.blocks
    ]


def test_without_antiword_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert refusal() == ("is a Word file of the old kind, which only antiword can read here", INSTALL)


def test_paragraphs_and_headings_come_in_order(antiword):
    book = "<book><title>x</title><chapter><title><emphasis>January</emphasis></title><para>Client: Ann</para></chapter></book>"
    antiword(writes("\nJanuary\n\nClient: Ann\n[pic]\nMinutes: 40", book))
    document = oldword.read("a.doc", b"x")
    assert found(document) == [
        ("paragraph 1", "January", 1),
        ("paragraph 2", "Client: Ann", 0),
        ("paragraph 3", "Minutes: 40", 0),
    ]
    pictures = Remark("", "", "holds pictures (1), which are not read", "nothing to mend", note=True)
    assert document.remarks == (HEADERS, pictures)


DRAWN = "|Date      |Note        |\n|6 Jan     |went well,  |\n|          |more to come|\n|          |Ben too     |"


def test_the_rows_of_a_table_are_those_of_docbook_where_the_characters_are_the_same(antiword):
    rows = [["Date", "Note"], ["6 Jan", "went well, more to come"], ["", "Ben too"]]
    body = "".join("<row>" + "".join(f"<entry>{cell}</entry>" for cell in row) + "</row>" for row in rows)
    antiword(writes(DRAWN, f"<book><informaltable><tgroup><tbody>{body}</tbody></tgroup></informaltable></book>"))
    document = oldword.read("a.doc", b"x")
    assert (found(document), document.remarks) == ([rows], (HEADERS,))
    assert document.blocks[0].rows[2][1].place == "table 1, row 3, column 2"


def test_the_rows_of_a_table_told_by_its_lines_alone_are_asked(antiword):
    antiword(writes(DRAWN, "<book><informaltable>"))
    document = oldword.read("a.doc", b"x")
    assert found(document) == [[["Date", "Note"], ["6 Jan", "went well, more to come Ben too"]]]
    problem = "has rows that are told apart by its drawn lines alone"
    assert document.remarks == (HEADERS, Remark("table 1", "", problem, f"compare its rows, or {SAVE}"))


def test_what_antiword_complains_of_is_a_problem(antiword):
    antiword(writes("Client: Ann") + "echo 'Skipping an unmatched table row' >&2\n")
    problem = 'may not be read in full: antiword says "Skipping an unmatched table row"'
    assert oldword.read("a.doc", b"x").remarks == (
        HEADERS,
        Remark("", "", problem, f"compare it with the file, or {SAVE}"),
    )


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("exit 3", ("is not read: antiword fails at it", SAVE)),
        ("printf '\\377\\376\\200'", ("is not read: antiword makes no text of it", SAVE)),
        ("exit 0", ("holds no text that antiword can find", SAVE)),
        (
            "echo 'Encrypted documents are not supported' >&2; exit 1",
            ("is protected by a password", "take the password off in Word and save it as .docx"),
        ),
    ],
)
def test_a_failing_antiword_is_a_refusal(antiword, script, expected):
    antiword(script)
    assert refusal() == expected


def test_a_program_that_does_not_start_is_a_refusal(antiword, tmp_path):
    antiword("")
    (tmp_path / "bin" / "antiword").write_text("#!/no/such/program\n")
    assert refusal() == ("cannot be read, since antiword does not start", INSTALL)


def running(mark: str) -> bool:
    """Whether a process with that word in its command line is there (one that has ended may wait to be taken note of)."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark in process.read_bytes().decode(errors="replace"):
                return True
        except OSError:
            continue
    return False


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("ending", ["sleep 98.7654", "exit 0"])
def test_what_hangs_is_ended_with_all_that_it_started(antiword, monkeypatch, ending):
    monkeypatch.setattr(oldword, "MOST_SECONDS", 1)
    antiword(f"trap '' TERM\n(trap '' TERM; sleep 98.7654; sleep 98.7654) &\necho Client\n{ending}\n")
    before = time.monotonic()
    if ending == "exit 0":
        assert found(oldword.read("a.doc", b"x")) == [("paragraph 1", "Client", 0)]
    else:
        assert refusal() == ("was not read by antiword within 1 seconds", SAVE)
    assert time.monotonic() - before < 5
    time.sleep(0.1)
    assert not running("98.7654")


def test_endless_output_is_stopped(antiword, monkeypatch):
    monkeypatch.setattr(converter, "MOST_BYTES", 100_000)
    antiword("while :; do echo rubbish rubbish rubbish; done")
    assert refusal() == ("was not read by antiword within 8 seconds", SAVE)


@pytest.mark.skipif(not shutil.which("antiword"), reason="antiword is not installed")
def test_the_real_antiword_refuses_what_is_no_word_file():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)) == ("is not read: antiword fails at it", SAVE)
    assert subprocess.run(["antiword", "-h"], capture_output=True).stderr
