"""A qualification as data: its criteria, and the rules about hours that a practice may be checked against."""

import csv
import re
import tomllib
from pathlib import Path

import pandas as pd

from coachkit import shipped
from coachkit.errors import RecordsError

FRAMEWORK_COLUMNS = (
    "criterion",
    "unit",
    "unit_title",
    "outcome",
    "outcome_title",
    "text",
    "evidence_hint",
    "needed",
    "status",
    "source",
    "note",
)
WORDING = ("read", "part-read", "restated", "inferred", "seed", "own")
"""How sure the wording of a criterion is: read in the standard itself ... the coach's own."""

NUMBER_RULES = (
    "hours_total",
    "hours_planned",
    "hours_paid",
    "clients",
    "hours_recent",
    "recent_months",
    "minutes_per_client",
    "supervision_minutes",
    "practice_minutes_per_supervision_minute",
    "feedback_items",
    "feedback_months",
    "currency_months",
    "group_size_max",
)
SWITCH_RULES = ("count_mentoring", "count_unplanned", "count_before_contract")


def framework_path(name: str, folder: Path | None = None) -> Path:
    """The file of a framework: a shipped one by its name, or a path (also relative to the practice folder).

    Raises RecordsError, listing the shipped ones, where there is no such file.
    """
    own = Path(name) if folder is None else folder / name
    for path in (shipped.data("frameworks", f"{name}.csv"), own, Path(name)):
        if path.suffix == ".csv" and path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in shipped.data("frameworks").glob("*.csv") if "-cues" not in path.stem))
    raise RecordsError(f"practice.toml: framework {name!r} is neither a file nor one of those shipped ({known})")


def read_framework(name: str, folder: Path | None = None) -> pd.DataFrame:
    """The criteria of a framework, one row each, in the order of the file; `needed` is a whole number (default 2).

    Columns: FRAMEWORK_COLUMNS; those that an own sheet does not have are blank, `status` then is "own".
    Raises RecordsError where the file is unreadable, has no criteria, or names one twice.
    """
    path = framework_path(name, folder)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if (row.get("criterion") or "").strip()]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RecordsError(f"{path.name}: cannot be read as a framework: {error}") from error
    frame = pd.DataFrame(rows, columns=list(FRAMEWORK_COLUMNS), dtype="str").fillna("")
    frame["criterion"] = frame["criterion"].str.strip()
    frame["status"] = frame["status"].where(frame["status"] != "", "own")
    _refuse_faults(path.name, frame)
    frame["needed"] = pd.to_numeric(frame["needed"].where(frame["needed"] != "", "2")).astype("Int64")
    return frame


def _refuse_faults(name: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        raise RecordsError(f"{name}: has no criteria; a framework needs the columns criterion and text, a row a criterion")
    twice = sorted(frame.loc[frame["criterion"].duplicated(), "criterion"].unique())
    if twice:
        raise RecordsError(f"{name}: criterion {', '.join(twice)} stands there more than once; each may stand once")
    wrong = frame.loc[~frame["needed"].map(lambda text: bool(re.fullmatch(r"\d*", text))), "criterion"]
    if len(wrong):
        raise RecordsError(f"{name}: needed of {', '.join(wrong)} is not a whole number")


def read_preset(name: str) -> tuple[dict[str, float | bool], dict[str, str]]:
    """The rules of a shipped preset (`rules-<name>.toml`) and the source of each.

    Raises RecordsError, listing the shipped ones, where there is none of that name.
    """
    path = shipped.data("frameworks", f"rules-{name}.toml")
    if not path.is_file():
        known = ", ".join(sorted(p.stem.removeprefix("rules-") for p in shipped.data("frameworks").glob("rules-*.toml")))
        raise RecordsError(f"practice.toml: preset {name!r} is not one of those shipped ({known})")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = {key: entry for key, entry in table.items() if key in NUMBER_RULES + SWITCH_RULES}
    return ({key: entry["value"] for key, entry in rules.items()}, {key: entry["source"] for key, entry in rules.items()})
