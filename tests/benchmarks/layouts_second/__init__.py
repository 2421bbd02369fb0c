"""A second set of layouts, by somebody who had not seen the importers, each written with its truth beside it."""

from pathlib import Path

import layouts_unseen
from layouts_unseen.truth import File

from . import asked, books, decoys, exports, forms, logs, notes, others
from .dealt import SECOND
from .practices import all_practices

__all__ = [
    "SECOND",
    "all_practices",
    "asked",
    "books",
    "decoys",
    "exports",
    "forms",
    "logs",
    "notes",
    "others",
    "written",
]


def written(folder: Path, only: str = "") -> dict[str, list[File]]:
    """Write every layout of whose name `only` is a part into folder/<practice>; gives the files by practice."""
    return layouts_unseen.written(folder, only, SECOND, all_practices())
