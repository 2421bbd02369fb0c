"""The settings of a practice (practice.toml): whose it is, its framework, its period, and the rules it is checked by."""

import os
import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from coachkit import encoding
from coachkit.errors import Fault, RecordsError, UsageError
from coachkit.framework import NUMBER_RULES, SWITCH_RULES, read_preset

FILE = "practice.toml"
FRAMEWORK = "ilm-l7-diploma"
KEYS = ("coach", "framework", "beside", "period_start", "period_end", "as_of", "preset", "semantic", "rules")
_DATES = ("period_start", "period_end", "as_of")


@dataclass(frozen=True)
class Settings:
    """What a practice is read and checked by; dates are NaT where nothing is set.

    `beside` names further frameworks, for which evidence is counted too. `semantic` is "auto", "off" or the folder of a model (see `meaning.find`). `rules` holds only the rules that apply (absent = not checked); `rule_sources` says where each figure is from.
    """

    coach: str = ""
    framework: str = FRAMEWORK
    beside: tuple[str, ...] = ()
    period_start: Any = pd.NaT
    period_end: Any = pd.NaT
    as_of: Any = pd.NaT
    preset: str = ""
    semantic: str = "auto"
    rules: dict[str, float | bool] = field(default_factory=dict)
    rule_sources: dict[str, str] = field(default_factory=dict)

    @property
    def frameworks(self) -> tuple[str, ...]:
        """The framework and those beside it."""
        return (self.framework, *self.beside)


def read_settings(folder: Path, today: date | None = None) -> tuple[Settings, list[Fault]]:
    """The settings in the folder's practice.toml, and what is wrong with them; defaults where there is no such file.

    A value that cannot be read is a fault and counts as absent.
    """
    path = folder / FILE
    if not os.path.lexists(path):
        return Settings(), []
    try:
        data = path.read_bytes()
    except OSError as error:
        cure = "put a file that can be opened in its place, or take it away"
        return Settings(), [Fault(FILE, None, "", "", f"cannot be opened: {error.strerror}", cure)]
    text, faults = encoding.decode(data)
    faults = [replace(fault, file=FILE) for fault in faults]
    if any(not fault.note for fault in faults):
        return Settings(), faults
    settings, found = parse_settings(text, today or date.today())
    return settings, faults + found


def parse_settings(text: str, today: date) -> tuple[Settings, list[Fault]]:
    """The settings in the text of a practice.toml, and what is wrong with them."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        cure = 'write settings as key = "text", key = 2025-01-31 or key = 100; see the shipped example'
        return Settings(), [Fault(FILE, int(line[1]) if line else None, "", "", f"cannot be read: {error}", cure)]
    return _checked(table, today)


def _checked(table: dict[str, Any], today: date) -> tuple[Settings, list[Fault]]:
    faults = [_unknown(key, KEYS) for key in table if key not in KEYS]
    texts = {key: _text(table, key, faults) for key in ("coach", "framework", "preset", "semantic")}
    dates = _dated(table, today, faults)
    rules, sources = _preset(texts["preset"], faults)
    own = _rules(table.get("rules", {}), faults)
    settings = Settings(
        texts["coach"],
        texts["framework"] or FRAMEWORK,
        _beside(table, texts["framework"] or FRAMEWORK, faults),
        **dates,
        preset=texts["preset"],
        semantic=texts["semantic"] or "auto",
        rules=rules | own,
        rule_sources=sources | dict.fromkeys(own, FILE),
    )
    return settings, faults


def _dated(table: dict[str, Any], today: date, faults: list[Fault]) -> dict[str, Any]:
    dates = {key: _date(table, key, faults) for key in _DATES}
    if dates["as_of"] > pd.Timestamp(today):
        faults.append(
            _fault("as_of", dates["as_of"].date(), "is in the future", "give a date up to today, or leave it out")
        )
        dates["as_of"] = pd.NaT
    if dates["period_start"] > dates["period_end"]:
        problem = f"is before period_start {dates['period_start']:%Y-%m-%d}"
        faults.append(_fault("period_end", dates["period_end"].date(), problem, "correct one of the two"))
        dates["period_end"] = pd.NaT
    return dates


def _fault(column: str, value: object, problem: str, cure: str) -> Fault:
    return Fault(FILE, None, column, str(value), problem, cure)


def _unknown(key: str, known: tuple[str, ...], column: str = "") -> Fault:
    return _fault(column or key, key, "is not a setting", f"use one of: {', '.join(known)}")


def _text(table: dict[str, Any], key: str, faults: list[Fault]) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return value.strip()
    faults.append(_fault(key, value, "is not text", f'write {key} = "..." with quotation marks'))
    return ""


def _beside(table: dict[str, Any], framework: str, faults: list[Fault]) -> tuple[str, ...]:
    """The further frameworks, each once."""
    names = table.get("beside", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        faults.append(_fault("beside", names, "is not a list of texts", 'write beside = ["other.csv"], with brackets'))
        return ()
    return tuple(name for name in dict.fromkeys(name.strip() for name in names) if name and name != framework)


def _date(table: dict[str, Any], key: str, faults: list[Fault]) -> Any:
    value = table.get(key, "")
    if value == "":
        return pd.NaT
    if isinstance(value, date):
        return pd.Timestamp(value.year, value.month, value.day)
    try:
        return pd.Timestamp(date.fromisoformat(str(value).strip()))
    except ValueError:
        faults.append(_fault(key, value, "is not a date", "write it as 2025-01-31, year first"))
        return pd.NaT


def _preset(name: str, faults: list[Fault]) -> tuple[dict[str, float | bool], dict[str, str]]:
    if not name:
        return {}, {}
    try:
        return read_preset(name)
    except RecordsError as error:
        faults.append(_fault("preset", name, "is not a preset that ships with coachkit", str(error).partition(": ")[2]))
        return {}, {}


def _rules(table: object, faults: list[Fault]) -> dict[str, float | bool]:
    if not isinstance(table, dict):
        faults.append(
            _fault("rules", table, "is not a table of rules", "write [rules] on a line, then hours_total = 100")
        )
        return {}
    rules: dict[str, float | bool] = {}
    for key, value in table.items():
        if key not in NUMBER_RULES + SWITCH_RULES:
            faults.append(_unknown(key, NUMBER_RULES + SWITCH_RULES, "rules"))
        elif key in SWITCH_RULES and not isinstance(value, bool):
            faults.append(_fault(key, value, "is not true or false", f"write {key} = true or {key} = false"))
        elif key in NUMBER_RULES and (
            isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e7
        ):
            faults.append(
                _fault(key, value, "is not a number from 0 up", f"write {key} = 100, without quotation marks")
            )
        else:
            rules[key] = value
    return rules


def period_date(text: str, name: str) -> Any:
    """A date given on the command line or as a notebook's parameter, NaT for blank.

    Raises UsageError where it is not an ISO date.
    """
    if not text:
        return pd.NaT
    try:
        return pd.Timestamp(datetime.strptime(text.strip(), "%Y-%m-%d"))
    except ValueError:
        raise UsageError(f"{name} {text!r} is not a date: write it as 2025-01-31, year first") from None
