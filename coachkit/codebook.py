"""What in the coach's codebook of themes does nothing, or not what was meant: a note for each such row."""

from difflib import get_close_matches

import pandas as pd

from coachkit.errors import Fault
from coachkit.knowledge import UNNAMED
from coachkit.schema import TABLES

_NEAR = 0.75  # how alike two labels are that are taken for one misspelt
_TARGETS = {
    "rename": "write the new label",
    "merge": "write the theme to merge it into",
    "split": "write the words that the new theme takes out of it",
}


def remarks(decisions: pd.DataFrame, subjects: pd.Series) -> list[Fault]:
    """One note a fault of `decisions` (theme, action, target; the index is the line), read in order; `subjects` are the shipped labels."""
    now, ever, found = {*subjects, UNNAMED}, {*subjects, UNNAMED}, []
    for row in decisions.itertuples():
        found += _row(row, now, ever)
        ever |= {row.theme} if row.action == "keep" else {row.target} - {""}
        now |= {row.theme} if row.action == "keep" else {row.target} - {""}
        if row.action in ("rename", "merge") and row.target not in ("", row.theme):
            now -= {row.theme}
    return found


def _row(row, now: set[str], ever: set[str]) -> list[Fault]:
    """The notes of one row: split and keep know a theme by its earlier label too, rename and merge by its present one."""
    found = []
    if row.action == "keep":
        near = _nearest(row.theme, ever)
        if row.theme not in ever and near:
            found.append(_note(row, "theme", f"is not a theme, though nearly “{near}”", _cure(near)))
    elif row.theme not in (ever if row.action == "split" else now):
        found.append(
            _note(
                row,
                "theme",
                "is not a theme of the report, so the row changes none",
                _cure(_nearest(row.theme, now)),
            )
        )
    if row.action in _TARGETS and not row.target:
        found.append(_note(row, "target", "is blank, so the row does nothing", _TARGETS[row.action]))
    elif row.action == "merge" and row.target not in now:
        found.append(_note(row, "target", "is not a theme, so the row only renames", _cure(_nearest(row.target, now))))
    return found


def _nearest(label: str, known: set[str]) -> str:
    """The known label that is most like one; "" where none is."""
    plain = {each.casefold(): each for each in sorted(known)}
    near = get_close_matches(label.casefold(), list(plain), 1, _NEAR)
    return plain[near[0]] if near else ""


def _cure(near: str) -> str:
    return f"write “{near}” if that is meant" if near else "write a theme's label as the report shows it"


def _note(row, column: str, problem: str, cure: str) -> Fault:
    file = TABLES["theme_decisions"].file
    return Fault(file, int(row.Index), column, getattr(row, column), problem, cure, note=True)
