"""Whether a write of several tables was cut short: until it is set right, half an import is not read."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coachkit.errors import RecordsError

IMPORTS = Path("private") / "imports"
MARKERS = ("halfway", "undoing")
"""Folders under IMPORTS that stand there only while an import is being written, or taken back."""

_Result = TypeVar("_Result")


def check(folder: Path) -> None:
    """Raises RecordsError where an import into the practice was cut short, or is being written this moment."""
    if any((folder / IMPORTS / name).exists() for name in MARKERS):
        raise RecordsError(f"{folder.name}: an import was cut short; `coachkit undo {folder}` sets it right")


def steady(folder: Path, read: Callable[[], _Result]) -> _Result:
    """What `read` returns, read again where an import was written meanwhile.

    Raises RecordsError as `check` does.
    """
    while True:
        check(folder)
        before = _imports(folder)
        result = read()
        check(folder)
        if before == _imports(folder):
            return result


def _imports(folder: Path) -> list[str]:
    """The names of the records of imports; each import adds one, and an undo takes one away."""
    there = folder / IMPORTS
    return sorted(path.name for path in there.iterdir() if path.name.isdigit()) if there.is_dir() else []
