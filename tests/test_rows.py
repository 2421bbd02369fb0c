"""The rooms stand in rows, and data goes one way: a module imports only from rooms before its own."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

ROWS = """
errors shipped disk
schema intervals result_tables values dates minutes encoding delimited
framework forms meaning knowledge namewords spelling senses register matching names
settings tables places sources codebook codes checks shown starter halfway practice standing journal decisions
words quotations phrases linear readers text commentary
importers mapping
hours forecast whatif themes feedback own_work reach coverage contracting ethics broken strangers vacsr reliance sampling likeness crosswalk finder reflection openings silences deeds loops
triangulation results
narrate figures show
checked progress provenance notebooks page report exports
desk own_notebooks lab
__init__ cli __main__
"""
ROOMS = ROWS.split()
HEAVY = {"sklearn", "scipy", "plotly", "papermill", "nbformat", "nbclient", "nbconvert", "ipywidgets", "jinja2"}
MODULES = sorted((ROOT / "coachkit").rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a file belongs to: the name that follows the package's."""
    return path.relative_to(ROOT / "coachkit").parts[0].removesuffix(".py")


def rooms_imported(source: str, path: Path) -> set[str]:
    """The rooms that a module imports anywhere in it, within functions too."""
    parts = ("coachkit", *path.relative_to(ROOT / "coachkit").with_suffix("").parts)
    dotted = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            dotted |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*parts[: -node.level], *filter(None, [node.module])]) if node.level else node.module
            dotted |= {f"{base}.{alias.name}" for alias in node.names}
    ours = (name.split(".") for name in dotted if name.split(".")[0] == "coachkit")
    return {name[1] if len(name) > 1 and name[1] in ROOMS else "__init__" for name in ours}


def out_of_order(room: str, imported: set[str]) -> list[str]:
    """Those imported rooms that do not stand before the room."""
    return sorted(other for other in imported - {room} if ROOMS.index(other) > ROOMS.index(room))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_rows_above_or_from_its_left(path):
    room = room_of(path)
    assert room in ROOMS, f"{room} has no place yet: give it one in ROWS"
    assert out_of_order(room, rooms_imported(path.read_text("utf-8"), path)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import coachkit.hours", {"hours"}),
        ("from coachkit import hours, report", {"hours", "report"}),
        ("from coachkit.figures.hours import waterfall", {"figures"}),
        ("from coachkit import read_practice", {"__init__"}),
        ("import coachkit", {"__init__"}),
        ("def f():\n    from coachkit.page import page", {"page"}),
        ("from . import text", {"text"}),
        ("from .names import Register", {"names"}),
        ("import pandas", set()),
    ],
)
def test_imports_are_found_however_they_are_written(source, found):
    assert rooms_imported(source, ROOT / "coachkit" / "coverage.py") == found


WAY_OF_AN_IMPORT = "pages records files values layouts steps remarked timing who rows changes importing preview".split()


@pytest.mark.parametrize("path", sorted((ROOT / "coachkit" / "importers").rglob("*.py")), ids=lambda path: path.stem)
def test_an_importer_imports_only_from_what_comes_before_it(path):
    mine = path.relative_to(ROOT / "coachkit" / "importers").parts[0].removesuffix(".py")
    named = re.findall(r"^ *from coachkit\.importers(?:\.(\w+)|) import (\w+)", path.read_text("utf-8"), re.MULTILINE)
    before = {room or name for room, name in named} - {mine}
    later = WAY_OF_AN_IMPORT[WAY_OF_AN_IMPORT.index(mine) :] if mine in WAY_OF_AN_IMPORT else []
    assert before <= {*WAY_OF_AN_IMPORT} - {*later}


def test_an_import_from_a_later_room_is_told():
    assert out_of_order("hours", {"text", "feedback", "report"}) == ["feedback", "report"]


CHECK = """
import coachkit.cli
sys.argv[1:] = ["check", "data/example"]
try:
    coachkit.cli.main()
except SystemExit as done:
    assert done.code == 0, done.code
"""


@pytest.mark.parametrize("does", ["", CHECK], ids=["import", "check"])
def test_neither_the_import_nor_a_check_loads_a_heavy_library(does):
    told = "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    script = f"import json, sys, coachkit\n{does}\n{told}"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert HEAVY.intersection(json.loads(done.stderr.splitlines()[-1])) == set()
