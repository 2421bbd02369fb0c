"""Where the files that ship with coachkit stand: in a checkout beside the package, in an installed wheel inside it."""

import filecmp
from pathlib import Path

VERSION = "0.1.0"

_package = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds `data` and `notebooks`."""
    inside = _package / "_shipped"
    return inside if inside.is_dir() else _package.parent


def data(*parts: str) -> Path:
    """A shipped data file or folder, such as `data("frameworks", "ilm-l7-diploma.csv")`."""
    return root().joinpath("data", *parts)


def is_example(folder: Path) -> bool:
    """Whether a practice's sheets or feedback are those of the shipped example, wherever a copy of it lies."""
    both = ((folder / name, data("example", name)) for name in ("sheets.csv", "feedback.csv"))
    return any(mine.is_file() and filecmp.cmp(mine, theirs, shallow=False) for mine, theirs in both)


def is_shipped(folder: Path) -> bool:
    """Whether a folder is the shipped example itself, which is never written to."""
    return folder.resolve() == data("example").resolve()


def notebooks() -> Path:
    """The folder of the shipped notebooks."""
    return root() / "notebooks"
