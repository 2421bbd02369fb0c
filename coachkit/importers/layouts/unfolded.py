"""Tables whose contacts do not stand one to a row, or whose length stands in one of several columns, set out as a log."""

from coachkit.importers.layouts import abreast, crossed, given_names, parted
from coachkit.importers.layouts.pieces import Vocabulary
from coachkit.importers.pages import Grid, Remark


def unfold(grid: Grid, vocabulary: Vocabulary, hint: str) -> tuple[Grid, list[Remark]]:
    """The table as a log of one row a contact, with what is remarked of that; the table itself where it is one, or none."""
    grid, named = given_names.joined(grid, vocabulary)
    for way in (abreast, crossed, parted):
        if found := way.unfold(grid, vocabulary, hint):
            return found[0], [*named, *found[1]]
    return grid, named
