"""When two rows tell of one thing: the same contact in a sheet and in a log, the same prose in two files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.importers.steps import Row
from coachkit.schema import RATINGS
from coachkit.standing import Line

Values = Mapping[str, str]
_AGREE = {
    "contacts": ("date", "client_id", "minutes"),
    "sheets": ("text",),
    "feedback": ("text", "date"),
    "supervision": ("date", "minutes"),
    "documents": ("title", "date", "text"),
}
"""Columns that agree in rows that tell of one thing."""
_NOT_AGAINST = {
    "contacts": ("start", "role", "planned", "format", "medium", "sheet_id"),
    "sheets": (),
    "feedback": ("client_id", "voice", *RATINGS),
    "supervision": ("text", "format"),
    "documents": ("kind",),
}
"""Columns that must not say different things in them."""
_MEDIA = {
    "in person": "in person|in_person|face to face|face-to-face|f2f|office|room|walk|corridor|on site|onsite",
    "phone": "phone|telephone|mobile|tel",
    "video": "video|zoom|teams|skype|meet|online|virtual|webex",
    "writing": "email|e-mail|mail|chat|text|letter",
}
LONG_PROSE = 100
"""Characters from which the same prose in two files is one sheet, whoever and whenever its contacts are."""


@dataclass(eq=False)
class Thing:
    """What one or several rows tell of: values so far, the files that tell it, and its record where it stands already.

    `told` are the rows of this import that tell it, with their values.
    """

    values: dict[str, str]
    files: set[str]
    line: Line | None = None
    told: list[tuple[Row, dict[str, str]]] = field(default_factory=list)
    id: str = ""

    def tell(self, row: Row, file: str, values: Values) -> None:
        """One more row tells of it; what was blank is filled."""
        self.told.append((row, dict(values)))
        self.files.add(file)
        self.values |= {column: text for column, text in values.items() if not self.values.get(column)}


def key(table: str, values: Values) -> tuple[str, ...]:
    """The values that agree in rows that tell of one thing."""
    return tuple(_text(values, column) for column in _AGREE[table])


def agrees(table: str, one: Values, other: Values) -> bool:
    """Whether two rows of one key, from different files, tell of one thing.

    Feedback and documents without words are one only where everything said of them is the same.
    """
    if not any(key(table, one)[:1]):
        return {**one} == {**other}
    return not against(table, one, other)


def against(table: str, one: Values, other: Values) -> list[str]:
    """The columns in which both say something, and not the same."""
    columns = [name for name in _NOT_AGAINST[table] if one.get(name) and other.get(name)]
    return [name for name in columns if not _alike(name, one[name], other[name])]


def differing(one: Values, other: Values) -> list[str]:
    """The columns in which both say something, and not word for word the same."""
    return [name for name in one if one[name] and other.get(name) and _text(one, name) != _text(other, name)]


def _alike(column: str, one: str, other: str) -> bool:
    if column == "medium":
        kinds = {_medium(one), _medium(other)}
        return len(kinds) == 1 or "" in kinds
    return one.split() == other.split()


def _medium(text: str) -> str:
    """The kind of medium, "" where it is none that we know."""
    said = text.lower()
    return next((kind for kind, words in _MEDIA.items() if any(word in said for word in words.split("|"))), "")


def _text(values: Values, column: str) -> str:
    """The words of a value: how blanks and lines fall between them differs between a cell and a page."""
    return " ".join(values.get(column, "").split())


def is_one_sheet(text: str, contacts: set, others: set) -> bool:
    """Whether the same prose is one sheet: it is long, or one of its contacts (date, client) is the same."""
    return len(text.strip()) >= LONG_PROSE or bool(contacts & others)


def matched(
    rows: Sequence[Values], things: Sequence[Thing], fits: Sequence[Sequence[bool]]
) -> Iterator[tuple[int, Thing]]:
    """(index of a row, thing) for the rows of one file that tell of things known already, one to one.

    `fits` has, for each row, whether each thing fits. Where several do, those that agree in more columns go together;
    else the first with the first.
    """
    fitting = [
        (-_shared(row, thing.values), at, number)
        for at, row in enumerate(rows)
        for number, thing in enumerate(things)
        if fits[at][number]
    ]
    rows_done, things_done = set(), set()
    for _, at, number in sorted(fitting):
        if at not in rows_done and number not in things_done:
            rows_done.add(at)
            things_done.add(number)
            yield at, things[number]


def _shared(one: Values, other: Values) -> int:
    return sum(bool(text) and _text(one, column) == _text(other, column) for column, text in one.items())


def are_apart(one: Values, other: Values) -> bool:
    """Whether both contacts state when they began and the one was over before the other."""
    spans = [_span(values) for values in (one, other)]
    if None in spans:
        return False
    earlier, later = sorted(spans)
    return earlier[1] <= later[0]


def _span(values: Values) -> tuple[int, int] | None:
    if not values.get("start") or not values.get("minutes"):
        return None
    hours, minutes = map(int, values["start"].split(":"))
    begun = 60 * hours + minutes
    return begun, begun + int(values["minutes"])
