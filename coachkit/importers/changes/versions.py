"""Which row of a file is which row of its earlier version, so that ids stay when a file is changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from coachkit.encoding import line_feeds

Told = tuple[str, Mapping[str, str]]
"""A row of a file as it is told: its place and its values."""
Fit = tuple[int, int, int, int]
"""Two rows that may be one: in how much they agree, less than 0; how far apart they stand; the new one; the old one."""
_TELLING = {
    "contacts": ("date", "client_id", "minutes", "start"),
    "sheets": ("text", "written_on"),
    "feedback": ("text", "date", "client_id"),
    "supervision": ("date", "minutes", "text"),
    "documents": ("title", "date", "text"),
    "clients": ("client_id", "name"),
}


def paired(table: str, old: Sequence[Told], new: Sequence[Told]) -> dict[int, int]:
    """The index of the old row for each new one that has one; both are the rows of one file for one table.

    Rows of exactly the same values go together first, then those that agree in most of what tells rows apart (in two
    things at least), then those at the same place, then those in the same order where as many are left of both.
    Contacts go together by place or order only where client or day is the same.
    """
    found = _exact(old, new)
    for candidates in (_agreeing_in_two, _at_one_place):
        _take(found, candidates(table, old, new, *_without_partner(found, old, new)))
    free, left = _without_partner(found, old, new)
    if len(free) == len(left):
        found |= {one: other for one, other in zip(left, free, strict=True) if _may_go(table, new[one], old[other])}
    return found


def _without_partner(found: dict[int, int], old: Sequence[Told], new: Sequence[Told]) -> tuple[list[int], list[int]]:
    """The indices of the old and the new rows that no other goes with yet."""
    gone = set(found.values())
    return [at for at in range(len(old)) if at not in gone], [at for at in range(len(new)) if at not in found]


def _exact(old: Sequence[Told], new: Sequence[Told]) -> dict[int, int]:
    """Rows of the same values, at the same place if possible, else the first with the first."""
    by_values: dict[frozenset, list[int]] = defaultdict(list)
    for at, (_, values) in enumerate(old):
        by_values[_bare(values)].append(at)
    found: dict[int, int] = {}
    for here in (True, False):
        for at, (place, values) in enumerate(new):
            twins = by_values[_bare(values)]
            other = next((twin for twin in twins if old[twin][0] == place or not here), None)
            if at not in found and other is not None:
                found[at] = other
                twins.remove(other)
    return found


def _bare(values: Mapping[str, str]) -> frozenset:
    """What a row says of itself: without what it refers to."""
    return frozenset((name, line_feeds(text)) for name, text in values.items() if text and name != "sheet_id")


def _agreeing_in_two(
    table: str, old: Sequence[Told], new: Sequence[Told], free: Sequence[int], left: Sequence[int]
) -> set[Fit]:
    """Rows that agree in two of the things that tell rows apart, those that agree in more first, then the nearest."""
    found = set()
    for names in combinations(_TELLING[table], 2):
        alike: dict[tuple, list[int]] = defaultdict(list)
        for other in free:
            alike[tuple(old[other][1].get(name, "") for name in names)].append(other)
        for one in left:
            said = tuple(new[one][1].get(name, "") for name in names)
            found |= {_fit(table, old, new, one, other) for other in (alike.get(said, ()) if all(said) else ())}
    return found


def _fit(table: str, old: Sequence[Told], new: Sequence[Told], one: int, other: int) -> Fit:
    mine, theirs = new[one][1], old[other][1]
    agreeing = sum(bool(mine.get(name)) and mine.get(name) == theirs.get(name) for name in _TELLING[table])
    return -agreeing, abs(one - other), one, other


def _at_one_place(
    table: str, old: Sequence[Told], new: Sequence[Told], free: Sequence[int], left: Sequence[int]
) -> set[Fit]:
    """Rows at the same place that may be one."""
    at = {old[other][0]: other for other in reversed(free)}
    here = ((one, at[new[one][0]]) for one in left if new[one][0] in at)
    return {_fit(table, old, new, one, other) for one, other in here if _may_go(table, new[one], old[other])}


def _may_go(table: str, new: Told, old: Told) -> bool:
    """Whether two rows may be one that was changed: of contacts, client or day must be the same."""
    return table != "contacts" or any(new[1].get(name) == old[1].get(name) for name in ("date", "client_id"))


def _take(found: dict[int, int], fits: Iterable[Fit]) -> None:
    """Add the best of the pairs that fit, each row once."""
    done = set(found.values())
    for *_, one, other in sorted(fits):
        if one not in found and other not in done:
            found[one] = other
            done.add(other)
