"""Which criterion a cell of a mapping sheet names, and the criteria that a sheet defines itself."""

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from coachkit.errors import UsageError
from coachkit.importers.pages import Remark
from coachkit.mapping.reading import Line

_WORDS = re.compile(r"(?<![a-z])(?:unit|ac|lo|pc|assessment|criterion|criteria|ref|no)s?(?![a-z])\.?")
_UNIT = re.compile(r"\s*unit\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\n&]|\band\b")
_FEWEST = 2  # parts of an id that may stand for the whole of one, as 1.3 does for 700-1.3
_CODED = re.compile(r"\s*((?:[A-Za-z]{0,4}[-. ]?)?\d[\d.\-/]*[a-z]?)[\s:.)–—-]+([^\W\d].*)", re.DOTALL)


class Criteria:
    """The criteria of the frameworks loaded, found by an id in the ways in which people write one."""

    def __init__(self, framework: pd.DataFrame) -> None:
        self.known = tuple(framework["criterion"])
        self._parts = {criterion: _parts(criterion) for criterion in self.known}
        units = zip(framework["criterion"], framework["unit"], strict=True)
        self._with_unit = {criterion: (*_parts(unit), *_parts(criterion)) for criterion, unit in units}

    def named(self, line: Line) -> tuple[list[str], list[Remark]]:
        """The criteria that a row names, and a problem for each that is not known or may be several."""
        cell = line.cells["criterion"]
        if isinstance(cell.held, date):
            cure = "write it as text, with an apostrophe before it"
            return [], [Remark(cell.place, cell.text, "is a date, where a criterion should stand", cure)]
        found, asked = [], []
        several = [cell.text.strip()] if _UNIT.match(cell.text) else _BETWEEN.split(cell.text)
        for written in filter(None, map(str.strip, several)):
            may_be = self._may_be(written, line)
            if len(may_be) == 1:
                found += may_be
            else:
                asked.append(_asked(cell.place, written, may_be, self.known))
        return list(dict.fromkeys(found)), asked

    def _may_be(self, written: str, line: Line) -> list[str]:
        """By the whole id, else with the row's unit before it, else by its end."""
        asked = [_parts(written)]
        if isinstance(line.cells["criterion"].held, float):  # 1.10 that a spreadsheet holds as a number shows as 1.1
            asked.append((*asked[0][:-1], f"{asked[0][-1]}0"))
        units = [_parts(unit) for unit in (line.text("unit"), line.unit) if unit]
        whole = [(*unit, *parts) for unit in units for parts in asked]
        for wanted in (asked, whole):
            if found := [criterion for criterion, parts in self._parts.items() if parts in wanted]:
                return found
        if found := [criterion for criterion, parts in self._with_unit.items() if parts in asked]:
            return found
        ends = [parts for parts in asked if len(parts) >= _FEWEST]
        return [one for one, parts in self._parts.items() if any(parts[-len(end) :] == end for end in ends)]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+|\d+", _WORDS.sub(" ", text.casefold())))


def _asked(place: str, written: str, may_be: list[str], known: tuple[str, ...]) -> Remark:
    if may_be:
        return Remark(place, written, f"may be {' or '.join(may_be)}", "write the whole id of the criterion")
    some = ", ".join(known[:3]) + (f" ... ({len(known)} in all)" if len(known) > 3 else "")
    cure = f"write one of {some}; for criteria of the sheet's own, add --framework OUT.csv"
    return Remark(place, written, "is not a criterion of this framework", cure)


def framework_of(lines: Iterable[Line], file: str) -> tuple[pd.DataFrame, list[Remark]]:
    """The criteria that a sheet defines, a row each (criterion, unit, text, status, source), and a problem where one has two wordings.

    A criterion's words stand in a column of their own, or after its id in one cell. Raises UsageError where there are none.
    """
    rows: dict[str, dict[str, str]] = {}
    asked = []
    defined = [(line, *_defined(line)) for line in lines]
    ids = [(line.text("unit") or line.unit, criterion) for line, criterion, text in defined if criterion and text]
    units = pd.DataFrame({*ids}, columns=["unit", "criterion"])
    shared = bool(units["criterion"].duplicated().any())
    for line, criterion, text in defined:
        if not criterion or not text:
            continue
        unit = line.text("unit") or line.unit
        own = f"{unit}-{criterion}" if shared and unit else criterion
        first = rows.setdefault(own, {"criterion": own, "unit": unit, "text": text, "status": "own", "source": file})
        if first["text"] != text:
            problem = f'is another wording of {own} than "{first["text"][:80]}"'
            asked.append(Remark(line.at("asks"), text, problem, "give each criterion one wording; the first is taken"))
    if not rows:
        raise UsageError(f"{file}: defines no criteria; give each an id and its words, in two columns or in one cell")
    return pd.DataFrame(rows.values(), dtype="str"), asked


def _defined(line: Line) -> tuple[str, str]:
    """The id and the words of the criterion of a row."""
    criterion, text = line.text("criterion"), line.text("asks")
    if not text and (coded := _CODED.fullmatch(criterion)):
        return coded[1].rstrip(".-/"), " ".join(coded[2].split())
    return criterion, " ".join(text.split())
