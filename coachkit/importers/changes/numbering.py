"""Ids for new rows: formed as the table's own are, after the highest that was ever used, and never one used before."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from coachkit import encoding
from coachkit.schema import SOURCES, TABLES

_FIRST = {"contacts": "K001", "sheets": "S001", "clients": "C01", "feedback": "F001"}
_FIRST |= {"supervision": "V01", "documents": "D01"}


def new_ids(table: str, standing: Iterable[str], used: Iterable[str], folder: Path) -> Iterator[str]:
    """Ids without end: `standing` ids of the table show how they are formed, `used` ones are passed over too.

    So are all that stand as a whole cell anywhere in the practice's tables, where ids begin with a letter.
    """
    prefix, width = _form([one for one in standing if re.search(r"\d$", one)] or [_FIRST[table]])
    taken = {*standing, *used}
    shaped = re.compile(re.escape(prefix) + r"(\d{1,15})")
    numbers = [int(match[1]) for one in taken if (match := shaped.fullmatch(one))]
    highest = max([*numbers, *_in_cells(prefix, folder)], default=0)
    ids = (f"{prefix}{number:0{width}}" for number in count(highest + 1))
    return (one for one in ids if one not in taken)


def _form(ids: list[str]) -> tuple[str, int]:
    """What ids begin with, and how many digits follow."""
    first, last = min(ids), max(ids)
    same = next((at for at, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), len(first))
    prefix = re.sub(r"\d+$", "", first[:same])
    if not re.fullmatch(re.escape(prefix) + r"\d+", ids[-1]):
        prefix = next((match[1] for one in reversed(ids) if (match := re.fullmatch(r"(.*?)\d+", one))), "")
    digits = [len(one) - len(prefix) for one in ids if re.fullmatch(re.escape(prefix) + r"\d+", one)]
    return prefix, max(digits, default=3)


def _in_cells(prefix: str, folder: Path) -> Iterator[int]:
    """The numbers of everything in the folder's tables that looks like such an id and fills a cell."""
    if not prefix:
        return
    cell = re.compile(rf"(?:^|[,;\t\"\n]){re.escape(prefix)}(\d{{1,15}})(?=[,;\t\"\n]|$)")
    for table in TABLES.values():
        path = folder / table.file
        text = encoding.decode(path.read_bytes())[0] if path.is_file() else ""
        yield from (int(match[1]) for match in cell.finditer(text))


def shared_with(table: str) -> tuple[str, ...]:
    """The tables in which an id of this table may not stand again: passages are cited by the id of their source."""
    return tuple(SOURCES) if table in SOURCES else (table,)
