"""Which row of a file is which row of its earlier version, so that ids stay when a file is changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coachkit.encoding import line_feeds

Told = tuple[str, Mapping[str, str]]
"""A row of a file as it is told: its place and its values."""
_MOST_COMPARED = 1_000_000
"""Pairs of rows of which each is looked at; in files where more have changed, those at the same place go first."""
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
    free, left = _without_partner(found, old, new)
    if len(free) * len(left) > _MOST_COMPARED:
        at_place = {old[other][0]: other for other in free}
        here = [(one, at_place[new[one][0]]) for one in left if new[one][0] in at_place]
        _take(found, [(-_agreeing_in_two(table, new[one], old[other]), 0, one, other) for one, other in here])
    for fit in (_agreeing_in_two, _at_one_place):
        free, left = _without_partner(found, old, new)
        _take(
            found, [(-fit(table, new[one], old[other]), abs(one - other), one, other) for one in left for other in free]
        )
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


def _agreeing(table: str, new: Told, old: Told) -> int:
    names = _TELLING[table]
    return sum(bool(new[1].get(name)) and new[1].get(name) == old[1].get(name) for name in names)


def _agreeing_in_two(table: str, new: Told, old: Told) -> int:
    agreeing = _agreeing(table, new, old)
    return agreeing if agreeing > 1 else 0


def _at_one_place(table: str, new: Told, old: Told) -> int:
    return int(new[0] == old[0] and _may_go(table, new, old))


def _may_go(table: str, new: Told, old: Told) -> bool:
    """Whether two rows may be one that was changed: of contacts, client or day must be the same."""
    return table != "contacts" or any(new[1].get(name) == old[1].get(name) for name in ("date", "client_id"))


def _take(found: dict[int, int], fits: list[tuple[int, int, int, int]]) -> None:
    """Add the best of the pairs that fit, each row once."""
    done = set(found.values())
    for worth, _, one, other in sorted(fits):
        if worth and one not in found and other not in done:
            found[one] = other
            done.add(other)
