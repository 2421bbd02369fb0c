"""A third set of layouts, written after the first two had been used for mending, by somebody new to the importers."""

from pathlib import Path

import layouts_unseen
from layouts_second.practices import WEST, invented
from layouts_unseen.truth import File, Practice

from . import others, word
from .word import THIRD

__all__ = ["THIRD", "all_practices", "others", "word", "written"]


def all_practices() -> dict[str, Practice]:
    """The clients of the second set's first practice, with other contacts and another coach."""
    return {"G": invented("G", "Rhiannon Vaughan", WEST, sheets=220, seed=9041)}


def written(folder: Path, only: str = "") -> dict[str, list[File]]:
    """Write every layout of whose name `only` is a part into folder/<practice>; gives the files by practice."""
    return layouts_unseen.written(folder, only, THIRD, all_practices())
