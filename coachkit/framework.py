"""A qualification as data: its criteria, and the rules about hours that a practice may be checked against."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from coachkit import delimited, encoding, shipped, values
from coachkit.errors import Fault, RecordsError

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
RETIRED = ("criterion", "text", "replaced_by")
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
        if path.suffix.lower() == ".csv" and path.is_file():
            return path
    known = ", ".join(shipped_names())
    raise RecordsError(f"practice.toml: framework {name!r} is neither a file nor one of those shipped ({known})")


def shipped_names() -> list[str]:
    """The names of the frameworks that ship."""
    return sorted(path.stem for path in shipped.data("frameworks").glob("*.csv") if _is_framework(path))


def _is_framework(path: Path) -> bool:
    return path.read_text(encoding="utf-8").startswith("criterion,unit,")


def read_framework(name: str, folder: Path | None = None) -> pd.DataFrame:
    """The criteria of a framework, one row each, in the order of the file; `needed` is a whole number (default 2).

    Columns: FRAMEWORK_COLUMNS; those that an own sheet does not have are blank, `status` then is "own". A row with
    something under replaced_by is no criterion any more (see `read_retired`).
    Raises RecordsError where the file is unreadable, has no criteria or no words for one, or names one twice.
    """
    path = framework_path(name, folder)
    rows = _rows(path)
    return _criteria(path.name, rows[rows["replaced_by"] == ""])


def read_retired(name: str, folder: Path | None = None) -> pd.DataFrame:
    """The criteria of an earlier version that a framework names with what took their place (RETIRED; semicolons between).

    Raises RecordsError where the file is unreadable.
    """
    rows = _rows(framework_path(name, folder)).reindex(columns=list(RETIRED), fill_value="")
    return rows[(rows["replaced_by"] != "") & (rows["criterion"] != "")].reset_index(drop=True)


def _rows(path: Path) -> pd.DataFrame:
    """The rows of the file as text; replaced_by is blank where it has no such column."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecordsError(f"{path.name}: cannot be opened: {error.strerror}") from error
    text, damaged = encoding.decode(data)
    table = delimited.read_rows(text) if text or not damaged else delimited.Table()
    for fault in (*damaged, *table.faults):
        if not fault.note:
            raise RecordsError(f"{path.name}: {f'line {fault.line} ' if fault.line else ''}{fault.problem}")
    frame = pd.DataFrame(table.rows, columns=list(table.header), dtype="str")
    stripped = {name: frame[name].str.strip() for name in RETIRED if name in frame}
    return frame.assign(**{"replaced_by": "", **stripped})


def _criteria(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    frame = rows.reindex(columns=list(FRAMEWORK_COLUMNS), fill_value="").astype("str")
    frame = frame.apply(lambda column: column.str.strip())
    frame = frame[frame["criterion"] != ""].reset_index(drop=True)
    needed = values.read_number(list(frame["needed"].replace("", "2")), 0, 1000)
    _refuse_faults(name, frame, needed)
    status = frame["status"].where(frame["status"].isin(WORDING), "own")
    return frame.assign(status=status, needed=pd.array(needed.values, dtype="Int64"))


def _refuse_faults(name: str, frame: pd.DataFrame, needed: values.Read) -> None:
    wordless = list(frame.loc[frame["text"] == "", "criterion"])
    if frame.empty or len(wordless) == len(frame):
        raise RecordsError(
            f"{name}: has no criteria; a framework needs the columns criterion and text, a row a criterion"
        )
    if wordless:
        raise RecordsError(f"{name}: {', '.join(wordless)} has no text; every criterion needs one")
    twice = sorted(frame.loc[frame["criterion"].duplicated(), "criterion"].unique())
    if twice:
        raise RecordsError(f"{name}: criterion {', '.join(twice)} stands there more than once; each may stand once")
    for at, (problem, _) in needed.faults.items():
        raise RecordsError(f"{name}: needed of {frame['criterion'].iloc[at]} {problem}")


@dataclass(frozen=True)
class Frameworks:
    """The frameworks of a practice together: `criteria` (FRAMEWORK_COLUMNS and framework, its name), `retired`, and what is wrong."""

    criteria: pd.DataFrame
    retired: pd.DataFrame
    faults: tuple[Fault, ...]


def read_frameworks(names: Sequence[str], folder: Path) -> Frameworks:
    """The frameworks named, one below the other; one that cannot be read is a fault and has no criteria.

    A criterion stands in one framework only: that of a later one with the same id is a fault and left out.
    """
    none = pd.DataFrame(columns=[*FRAMEWORK_COLUMNS, "framework"], dtype="str").astype({"needed": "Int64"})
    criteria, retired, faults = [none], [pd.DataFrame(columns=list(RETIRED), dtype="str")], []
    for name in names:
        try:
            found = read_framework(name, folder)
        except RecordsError as error:
            faults.append(_unread(name, "beside" if criteria[1:] or faults else "framework", str(error)))
            continue
        owner = pd.concat(criteria).set_index("criterion")["framework"]
        twice = found["criterion"].isin(owner.index)
        file = framework_path(name, folder).name
        faults += [_twice(file, criterion, owner[criterion]) for criterion in found.loc[twice, "criterion"]]
        criteria.append(found[~twice].assign(framework=name))
        retired.append(read_retired(name, folder))
    return Frameworks(pd.concat(criteria, ignore_index=True), pd.concat(retired, ignore_index=True), tuple(faults))


def _unread(name: str, setting: str, error: str) -> Fault:
    file, _, problem = error.partition(": ")
    return Fault(file, None, setting, name, problem, "name one of those, or mend the file")


def _twice(file: str, criterion: str, owner: str) -> Fault:
    cure = f"give it an id of its own; until then that of {owner} counts"
    return Fault(file, None, "criterion", criterion, f"is a criterion of {owner} too", cure)


def read_preset(name: str) -> tuple[dict[str, float | bool], dict[str, str]]:
    """The rules of a shipped preset (`rules-<name>.toml`) and the source of each.

    Raises RecordsError, listing the shipped ones, where there is none of that name.
    """
    path = shipped.data("frameworks", f"rules-{name}.toml")
    if not path.is_file():
        known = ", ".join(
            sorted(p.stem.removeprefix("rules-") for p in shipped.data("frameworks").glob("rules-*.toml"))
        )
        raise RecordsError(f"practice.toml: preset {name!r} is not one of those shipped ({known})")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = {key: entry for key, entry in table.items() if key in NUMBER_RULES + SWITCH_RULES}
    return (
        {key: entry["value"] for key, entry in rules.items()},
        {key: entry["source"] for key, entry in rules.items()},
    )
