"""Records in layouts that coachkit was not tuned on, each written with its truth beside it."""

from collections.abc import Iterator
from pathlib import Path

from . import delimited, doubtful, remarks, score, scorer_check, texts, word_forms, word_logs, workbooks
from .practices import all_practices
from .truth import LAYOUTS, File, Layout, Lot, Practice, Story

__all__ = ["LAYOUTS", "File", "all_practices", "delimited", "doubtful", "remarks", "score", "scorer_check", "texts", "word_forms", "word_logs",
           "workbooks", "written"]  # fmt: skip


def written(
    folder: Path, only: str = "", layouts: list[Layout] = LAYOUTS, practices: dict[str, Practice] | None = None
) -> dict[str, list[File]]:
    """Write every layout of whose name `only` is a part into folder/<practice>; gives the files by practice."""
    files: dict[str, list[File]] = {}
    for key, practice in (practices or all_practices()).items():
        (folder / key).mkdir(parents=True, exist_ok=True)
        for chosen, stories in _dealt(practice, layouts):
            if only.lower() in chosen.name.lower():
                lot = Lot(folder / key, chosen.name, stories, practice)
                chosen.write(lot)
                files.setdefault(key, []).extend(lot.files)
    return files


def _dealt(practice: Practice, layouts: list[Layout]) -> Iterator[tuple[Layout, list[Story]]]:
    """Each layout of a practice with stories of its own, the choosiest first: no contact stands in two files."""
    left = list(practice.stories)
    mine = (each for each in layouts if each.practice == practice.key)
    for chosen in sorted(mine, key=lambda each: each.most - each.least):
        fit = [story for story in left if chosen.least <= len(story.sessions) <= chosen.most][: chosen.stories]
        if len(fit) < chosen.stories:
            raise ValueError(f"{chosen.name}: practice {practice.key} has too few stories left")
        left = [story for story in left if story not in fit]
        yield chosen, fit
