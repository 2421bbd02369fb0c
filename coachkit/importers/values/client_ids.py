"""Ids of clients: which words are one, and the next that are free; an id is never used again."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_ID = re.compile(r"([A-Za-z]+-?)([0-9]{1,4})")


class ClientIds:
    """The ids of a register, such as C01, and those that an import itself names."""

    def __init__(self, known: Iterable[str]):
        found = [match for match in map(_ID.fullmatch, known) if match]
        prefixes = Counter(match[1] for match in found).most_common(1)
        self._prefix = prefixes[0][0] if prefixes else "C"
        mine = [match[2] for match in found if match[1] == self._prefix]
        self._width = max(map(len, mine), default=2)
        self._spelled = {int(number): f"{self._prefix}{number}" for number in mine}

    def is_one(self, text: str) -> bool:
        """Whether the words are an id as the register writes them, with or without its noughts."""
        match = _ID.fullmatch(text)
        return bool(match) and match[1].lower() == self._prefix.lower()

    def spelled(self, text: str) -> str:
        """An id as the register spells it; one that the register does not hold is taken from now on."""
        number = int(_ID.fullmatch(text)[2])
        return self._spelled.setdefault(number, f"{self._prefix}{number:0{self._width}}")

    def next_free(self, count: int) -> Sequence[str]:
        """The next ids after all that are taken."""
        first = max(self._spelled, default=0) + 1
        return [f"{self._prefix}{number:0{self._width}}" for number in range(first, first + count)]
