"""What a report was made from: each input with its hash, and the versions of what read it."""

import hashlib
import platform
from importlib import metadata
from pathlib import Path

import pandas as pd

from coachkit import commentary, meaning
from coachkit.practice import Practice
from coachkit.shipped import VERSION

LIBRARIES = ("pandas", "scikit-learn", "plotly", "papermill", "jinja2", "markdown-it-py")
"""The libraries on which the figures and the page of a report depend."""

_NOT_READ = ("private", meaning.CACHE)


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a practice that a report depends on, by its path; private/ and caches are not read."""
    files = ((file.relative_to(folder), file) for file in sorted(folder.rglob("*")) if file.is_file())
    return {
        path.as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for path, file in files
        if path.parts[0] not in _NOT_READ and path.name != commentary.SEEN
    }


def model(practice: Practice) -> str:
    """The SHA-256 of the model by which sentences are read beside their words; "" where it is by words alone."""
    return meaning.SHA256 if meaning.find(practice.settings.semantic, practice.folder)[0] else ""


def inputs(practice: Practice) -> pd.DataFrame:
    """One row an input file: file (names replaced), bytes, hash (the first 12 characters of its SHA-256)."""
    named, folder = practice.register.replace, practice.folder
    rows = [(named(name).text, (folder / name).stat().st_size, digest[:12]) for name, digest in hashes(folder).items()]
    return pd.DataFrame(rows, columns=["file", "bytes", "hash"])


def inputs_said(inputs: pd.DataFrame) -> str:
    """How many files the report rests on."""
    files = "1 file" if len(inputs) == 1 else f"{len(inputs)} files"
    return f"The report rests on {files}; a change in any of them, or in the model that sentences are read with, gives it another folder, so no report is overwritten by another."


def versions() -> pd.DataFrame:
    """One row a program that took part: program, version."""
    rows = [("coachkit", VERSION), ("python", platform.python_version())]
    return pd.DataFrame(
        [*rows, *((name, metadata.version(name)) for name in LIBRARIES)], columns=["program", "version"]
    )


def versions_said(versions: pd.DataFrame) -> str:
    """With what the report was made."""
    known = dict(zip(versions["program"], versions["version"], strict=True))
    return f"Made by coachkit {known['coachkit']} on Python {known['python']}, on this computer, with nothing fetched from anywhere."
