"""The coach's own words: which section they speak of, what is told of odd files, and when their figures have changed."""

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from coachkit import commentary
from coachkit.errors import Fault


def folder(tmp_path: Path, **files: str | bytes) -> Path:
    """A practice folder with these files of words (`hours="..."` is hours.md)."""
    (tmp_path / "commentary").mkdir(exist_ok=True)
    for name, text in files.items():
        (tmp_path / "commentary" / f"{name}.md").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return tmp_path


def results(path: Path, minutes: int = 60, replaced: str = "C01") -> SimpleNamespace:
    """Stand-in results: every table of a section is the same small one."""
    tables = {name: pd.DataFrame({"minutes": [minutes]}) for names in commentary.SECTIONS.values() for name in names}
    register = SimpleNamespace(replace=lambda text: SimpleNamespace(text=text.replace("Gareth", replaced)))
    return SimpleNamespace(practice=SimpleNamespace(folder=path, register=register), **tables)


def remember(path: Path, seen: dict) -> None:
    (path / "commentary" / commentary.SEEN).write_text(json.dumps(seen), encoding="utf-8")


def seen_now(path: Path, found: SimpleNamespace) -> dict:
    words = commentary.read_commentary(path)
    figures = {item.section: commentary.fingerprint(item.section, found) for item in words}
    return commentary.now_seen(words, commentary.read_seen(path), figures)


def test_a_folder_without_commentary_has_no_words(tmp_path):
    assert commentary.read_commentary(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "text", "section", "markdown"),
    [
        ("note", "---\nsection: hours\n---\n\nSlow *weeks*.\n", "hours", "Slow *weeks*."),
        ("note", '---\r\nsection: "Themes"\r\nwritten: today\r\n---\r\nWords.\r\n', "themes", "Words."),
        ("feedback", "No front matter.", "feedback", "No front matter."),
        ("anything", "No front matter.", "overview", "No front matter."),
        ("hours", "---\n---\nAn empty one.", "hours", "An empty one."),
        ("hours", "A rule below.\n\n---\n\nsection: themes", "hours", "A rule below.\n\n---\n\nsection: themes"),
    ],
)
def test_words_speak_of_the_section_in_their_front_matter_else_of_their_file_name_else_of_the_overview(
    tmp_path, name, text, section, markdown
):
    assert commentary.read_commentary(folder(tmp_path, **{name: text})) == [
        commentary.Commentary(section, markdown, f"{name}.md")
    ]


@pytest.mark.parametrize(
    ("text", "section", "markdown", "fault"),
    [
        (
            "---\nsection: hour\n---\nWords.",
            "overview",
            "Words.",
            Fault(
                "commentary/note.md",
                None,
                "",
                "hour",
                "there is no such section; the words stand in the overview",
                "section is one of overview, coverage, reflection, feedback, themes, hours",
                note=True,
            ),
        ),
        (
            "---\nsection: hours\nWords.",
            "overview",
            "---\nsection: hours\nWords.",
            Fault(
                "commentary/note.md",
                None,
                "",
                "---",
                "the front matter is opened by --- and never closed",
                "close it with a line of ---",
                note=True,
            ),
        ),
        (
            "---\nsection: hours\n---\nCafé.".encode("cp1252"),
            "hours",
            "Café.",
            Fault(
                "commentary/note.md",
                None,
                "",
                "",
                "the file is not UTF-8; it was read as Windows text",
                "save it as UTF-8",
                note=True,
            ),
        ),
    ],
    ids=["unknown section", "unclosed front matter", "Windows text"],
)
def test_an_odd_file_is_told_and_its_words_are_kept(tmp_path, text, section, markdown, fault):
    assert commentary.read_commentary(folder(tmp_path, note=text)) == [
        commentary.Commentary(section, markdown, "note.md", fault)
    ]


def test_words_are_marked_when_their_figures_change_and_stay_marked_until_they_are_edited(tmp_path):
    path = folder(tmp_path, hours="Slow weeks.")
    assert commentary.own_words(results(path, 60), "hours")["changed"] is False
    remember(path, seen_now(path, results(path, 60)))
    assert commentary.own_words(results(path, 60), "hours")["changed"] is False
    assert commentary.own_words(results(path, 90), "hours")["changed"] is True
    remember(path, seen_now(path, results(path, 90)))
    assert commentary.own_words(results(path, 90), "hours")["changed"] is True
    folder(tmp_path, hours="Slow weeks, and busy ones.")
    assert commentary.own_words(results(path, 90), "hours")["changed"] is False
    remember(path, seen_now(path, results(path, 90)))
    assert commentary.own_words(results(path, 60), "hours")["changed"] is True


def test_words_that_move_to_another_section_are_seen_anew(tmp_path):
    path = folder(tmp_path, note="---\nsection: hours\n---\nWords.")
    remember(path, seen_now(path, results(path, 60)))
    folder(tmp_path, note="---\nsection: themes\n---\nWords.")
    assert commentary.own_words(results(path, 90), "themes")["changed"] is False


def test_a_file_that_is_gone_is_forgotten(tmp_path):
    path = folder(tmp_path, hours="Words.", themes="More.")
    remember(path, seen_now(path, results(path)))
    (path / "commentary" / "themes.md").unlink()
    assert list(seen_now(path, results(path))) == ["hours.md"]


@pytest.mark.parametrize("text", ["", "[]", '{"hours.md": 3}', '{"hours.md": {"words": "x"}}', "{"])
def test_a_broken_record_of_what_was_seen_counts_as_none(tmp_path, text):
    path = folder(tmp_path, hours="Words.")
    (path / "commentary" / commentary.SEEN).write_text(text)
    assert commentary.read_seen(path) == {}


def test_words_are_shown_with_names_replaced_and_those_of_one_section_together(tmp_path):
    path = folder(tmp_path, a="---\nsection: hours\n---\nGareth came.", b="---\nsection: hours\n---\nSo did I.")
    assert commentary.own_words(results(path), "hours") == {
        "title": "In your own words",
        "markdown": "C01 came.\n\nSo did I.",
        "changed": False,
    }


def test_a_section_without_words_asks_questions(tmp_path):
    assert commentary.own_words(results(tmp_path), "hours") == {
        "title": "Questions to you",
        "markdown": "",
        "changed": False,
    }


def test_the_overview_lists_each_file_with_its_state(tmp_path):
    path = folder(tmp_path, hours="Slow.", themes="Same.", note="---\nsection: x\n---\nGareth.")
    before = results(path, 60)
    remember(path, seen_now(path, before))
    folder(tmp_path, themes="Edited.", Gareth="New.")
    after = results(path, 90)
    listed = commentary.overview(after)
    assert listed.to_dict("split")["data"] == [
        ["commentary/C01.md", "overview", "figures as you saw them", ""],
        ["commentary/hours.md", "hours", "figures changed", ""],
        [
            "commentary/note.md",
            "overview",
            "figures changed",
            "there is no such section; the words stand in the overview",
        ],
        ["commentary/themes.md", "themes", "figures as you saw them", ""],
    ]
    assert commentary.said(listed) == "4 files of your words on 3 of 6 sections; the figures of 2 have changed since."
    assert commentary.said(listed.iloc[[0]]) == (
        "1 file of your words on 1 of 6 sections; none speaks of figures that have changed since."
    )
    assert commentary.said(listed.iloc[:0]) == (
        "You have not written any commentary yet: put a Markdown file for a section into the folder commentary."
    )
