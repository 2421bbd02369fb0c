"""Lines that a program broke at a width, told from lines that a person ended."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

NARROWEST, WIDEST = 55, 100
_SHORT = 40  # with a width of 55 or more only the last line of a paragraph is as short
_LABEL = re.compile(r"[\"'“‘*]*[A-Z][\w '’/()&-]{0,40}:(?:\s|$)|(?:on|from|to|sent|date|subject):", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*•–—>|#=]|\d+[.)/:-]|\(?[a-z][.)]\s)")


def runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Consecutive lines cut into what may be paragraphs: before a label, an item or a date, and after a short line."""
    run: list[str] = []
    for line in lines:
        if run and (len(run[-1].rstrip()) < _SHORT or _begins_anew(line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def broken_by_a_program(lines: Sequence[str]) -> bool:
    """Whether consecutive lines are one paragraph of prose broken at a width.

    All of it must hold: the longest line has 55 to 100 characters; no line could have held the first word of the next
    within that width, as is so wherever a program breaks lines; no later line begins like a label, an item of a list
    or a date; at least half of the later lines begin with a small letter.
    """
    width = max(len(line.rstrip()) for line in lines)
    if len(lines) < 2 or not NARROWEST <= width <= WIDEST or any(map(_begins_anew, lines[1:])):
        return False
    full = all(len(line.rstrip()) + 1 + len(later.split()[0]) > width for line, later in pairwise(lines))
    small = sum(line.lstrip()[0].islower() for line in lines[1:])
    return full and 2 * small >= len(lines) - 1


def _begins_anew(line: str) -> bool:
    return bool(_LABEL.match(line) or _ITEM.match(line))
