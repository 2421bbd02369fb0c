"""Which column of a table is which of ours, where the header leaves it open: decided by the values that stand below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from coachkit.importers.layouts import by_values
from coachkit.importers.layouts.headers import Header, Row
from coachkit.importers.layouts.headings import Heading
from coachkit.importers.pages import Cell, Remark
from coachkit.importers.records import Written
from coachkit.importers.values import lengths, lines
from coachkit.values import Refused, plain

_SEVERAL = frozenset(("text", "number"))
_TOPIC = re.compile(
    r"(?:(?:main|key|session|coaching|client'?s?) )?(?:topic|focus|subject|agenda|issue|theme|purpose|aim|objective|goal"
    r"|activity|activitie|event)s?(?:/\w+)?(?: (?:of|for) (?:the )?(?:session|contact|coaching)| discussed| covered)?",
    re.I,
)
_MOST_WORDS = 7


@dataclass(frozen=True)
class Plan:
    """The columns of a table by place: label, our column and unit; `over_rows` are cells merged over several rows."""

    labels: dict[int, str]
    columns: dict[int, Heading]
    remarks: tuple[Remark, ...] = ()
    over_rows: frozenset[int] = frozenset()

    def column(self, at: int) -> str:
        """Our column at a place, "" where there is none."""
        return self.columns[at].column if at in self.columns else ""

    def unit(self, at: int) -> str:
        """The unit that the header gives, minutes or hours."""
        return self.columns[at].unit if at in self.columns else ""

    def is_number(self, label: str) -> bool:
        """Whether a label stands over running numbers, which carry nothing."""
        return any(self.labels.get(at) == label and one.column == "number" for at, one in self.columns.items())


def plan(header: Header, body: Sequence[Row], top: Row) -> Plan:
    """The plan of a table: a column "Time" by its values, columns of one meaning told apart or asked about."""
    found = dict(header.columns)
    labels = dict(header.labels)
    body = [row for row in body if not header.repeats(row)]
    remarks = _left_out(found, labels, top) + _unsure(header, labels, body, top) + _times(found, labels, body, top)
    for column in sorted({heading.column for heading in found.values()} - _SEVERAL):
        places = [at for at, heading in sorted(found.items()) if heading.column == column]
        if len(places) > 1:
            remarks += _several(column, places, found, labels, body, top)
    for at in [at for at in found if header.table == "contacts" and _is_topic(labels[at], _values(body, at))]:
        del found[at]
    if header.table == "contacts":
        by_values.tell(found, labels, body)
        remarks += _told_by_values(found, labels, top)
    for at, heading in found.items():
        if heading.column == "minutes" and heading.unit == "hours" and _shows_decimals(_values(body, at)):
            found[at] = Heading(heading.table, heading.column, lengths.DECIMAL_HOURS, heading.by)
    return Plan(labels, found, tuple(remarks), _over_rows(body))


def _told_by_values(found: dict[int, Heading], labels: dict[int, str], top: Row) -> list[Remark]:
    """Dates under a label that does not say so: read, since every row holds one and no other column does."""
    dates = [at for at, one in found.items() if one.column == "date" and one.by == by_values.BY_VALUES]
    problem = "stands over a day in every row, and is read as the date of the contacts"
    cure = "if it is another date, decide so in decisions/import.csv (reads=column, means=ignore)"
    return [Remark(top[at].place, labels[at], problem, cure, note=True) for at in dates]


def _left_out(found: dict[int, Heading], labels: dict[int, str], top: Row) -> list[Remark]:
    """Columns that the coach decided to leave out."""
    ignored = [at for at, heading in found.items() if heading.column == "ignore"]
    return [Remark(top[at].place, labels[at], "is left out, as decided", note=True) for at in ignored]


def _unsure(header: Header, labels: dict[int, str], body: Sequence[Row], top: Row) -> list[Remark]:
    """Labels that fit several columns equally: asked about where anything stands below them."""
    cure = "decide once in decisions/import.csv (reads column) what this label means"
    return [
        Remark(top[at].place, labels[at], f"may mean {' or '.join(means)}: it is not read as either", cure)
        for at, means in header.unsure.items()
        if _values(body, at)
    ]


def _over_rows(body: Sequence[Row]) -> frozenset[int]:
    seen: dict[int, int] = {}
    for row in body:
        for key in {id(cell) for cell in row if cell.text.strip()}:
            seen[key] = seen.get(key, 0) + 1
    return frozenset(key for key, count in seen.items() if count > 1)


def _values(body: Sequence[Row], at: int) -> list[Cell]:
    return [row[at] for row in body if at < len(row) and row[at].text.strip()]


def _shows_decimals(values: Sequence[Cell]) -> bool:
    """Whether hours stand in a column with three decimals or more, as nobody writes minutes."""
    return any(re.fullmatch(r"\d{0,2}[.,]\d{3,}(?: ?h.*)?", cell.text.strip().lower()) for cell in values)


def _is_topic(label: str, values: Sequence[Cell]) -> bool:
    """Whether a column names in a few words what a contact was about, which is no reflection on it."""
    texts = [cell.text.strip() for cell in values]
    short = all(len(text.split()) <= _MOST_WORDS and not re.search(r"[.!?…]$|\n", text) for text in texts)
    return short and bool(_TOPIC.fullmatch(" ".join(label.split()).strip(" :?*")))


# A column called Time


def _times(found: dict[int, Heading], labels: dict[int, str], body: Sequence[Row], top: Row) -> list[Remark]:
    remarks = []
    for at in [at for at, heading in found.items() if heading.column == "time"]:
        others = {heading.column for place, heading in found.items() if place != at}
        column = kind_of_time(_values(body, at), others)
        if column:
            found[at] = Heading(found[at].table, column, found[at].unit, found[at].by)
            continue
        del found[at]
        example = next(iter(_values(body, at)), top[at])
        problem = f'stands under "{labels[at]}" and may be a time of day or a length of time'
        cure = (
            f'call the column "Start" or "Duration", or decide once in decisions/import.csv how "{labels[at]}" is read'
        )
        remarks.append(Remark(example.place, example.text.strip(), problem, cure))
    return remarks


def kind_of_time(values: Sequence[Cell], others: set[str]) -> str:
    """minutes (lengths, or ranges that give one), start (times of day), or "" where the values leave it open."""
    kinds = {_kind(value) for value in values} - {""}
    if not kinds:
        return "start"
    if kinds <= {"range"} and "minutes" not in others:
        return "minutes"
    if kinds <= {"clock", "range", "either"} and others & {"minutes", "end"}:
        return "start"
    if kinds <= {"length", "range", "either"} and "length" in kinds:
        return "minutes"
    return "start" if kinds <= {"clock", "either"} and "clock" in kinds else ""


def _kind(cell: Cell) -> str:
    text = plain(cell.text).lower()
    if facts := _range(text):
        return facts
    if isinstance(cell.held, time):
        return "clock" if cell.held.hour >= 7 else "length" if cell.held.hour == 0 else "either"
    match = re.fullmatch(r"(\d{1,2})[:.](\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?", text)
    if match:
        hour = int(match[1])
        return "clock" if match[3] or hour >= 7 else "length" if hour == 0 else "either"
    if re.fullmatch(r"\d{1,2}\s*[ap]\.?m\.?|noon|midday", text):
        return "clock"
    return "length" if re.search(r"\d|hour|half|quarter", text) else ""


def _range(text: str) -> str:
    return "range" if lines.facts(text).clock and re.search(r"\d\s*(?:am|pm)?\s*(?:-|to|until|till)\s*\d", text) else ""


# Two columns of one meaning


def _several(
    column: str, places: list[int], found: dict[int, Heading], labels: dict[int, str], body: Sequence[Row], top: Row
) -> list[Remark]:
    """Of columns with one meaning: the ones that hold something, one where all say the same; else the coach is asked."""
    used = [at for at in places if _values(body, at)]
    for at in [at for at in places if at not in used]:
        del found[at]
    if len(used) < 2 or _same(used, body):
        for at in used[1:]:
            del found[at]
        return []
    if column == "minutes" and len(used) == 2:
        return _two_lengths(used, found, labels, body, top)
    return [_asked(column, used, found, labels, top)]


def _same(places: Sequence[int], body: Sequence[Row]) -> bool:
    return all(len({row[at].text.strip() for at in places}) == 1 for row in body)


def _asked(column: str, places: list[int], found: dict[int, Heading], labels: dict[int, str], top: Row) -> Remark:
    for at in places:
        del found[at]
    names = " and ".join(f'"{labels[at]}"' for at in places)
    problem = f"may be either of two columns for one thing ({names}); neither is read"
    cure = "leave one of them out in decisions/import.csv (reads column, means ignore), or rename it in the file"
    return Remark(top[places[0]].place, labels[places[0]], problem, cure)


def _two_lengths(
    places: list[int], found: dict[int, Heading], labels: dict[int, str], body: Sequence[Row], top: Row
) -> list[Remark]:
    """Hours and minutes that add up, or one length in two units, or a question."""
    units = {found[at].unit: at for at in places}
    if set(units) != {"hours", "minutes"}:
        return _two_of_one_unit(places, found, labels, body, top)
    hours, minutes = units["hours"], units["minutes"]
    both = [row for row in body if _number(row[hours]) and _number(row[minutes])]
    if both and all(_close(60 * _number(row[hours]), _number(row[minutes])) for row in both):
        del found[hours]
        note = f'"{labels[hours]}" and "{labels[minutes]}" are one length in two units: the minutes are read'
        return [Remark(top[hours].place, labels[hours], note, note=True)]
    whole = all(_number(row[hours]) == int(_number(row[hours])) and _number(row[minutes]) < 60 for row in both)
    if not whole or any(_number(cell) is None for at in places for cell in _values(body, at)):
        return [_asked("minutes", places, found, labels, top)]
    found[minutes] = Heading(found[minutes].table, "minutes_more", "minutes", found[minutes].by)
    return []


def _two_of_one_unit(
    places: list[int], found: dict[int, Heading], labels: dict[int, str], body: Sequence[Row], top: Row
) -> list[Remark]:
    """Two lengths that are everywhere the same length are one; else the coach is asked."""
    read = [[_length(row[at], labels[at], found[at].unit) for at in places] for row in body]
    if all(first == second or None in (first, second) for first, second in read) and any(first for first, _ in read):
        full = max(places, key=lambda at: len(_values(body, at)))
        for at in places:
            if at != full:
                del found[at]
        return []
    return [_asked("minutes", places, found, labels, top)]


def _length(cell: Cell, label: str, unit: str) -> int | None:
    try:
        return lengths.read_length(cell.text, cell.held, label=label, unit=unit).minutes if cell.text.strip() else None
    except Refused:
        return None


def _number(cell: Cell) -> float | None:
    text = cell.text.strip().replace(",", ".")
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def _close(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) < 0.6


# What a text is by itself


_NOT_A_NAME = re.compile(
    r"\b(?:log|hours?|contacts?|sheets?|coaching|mentoring|records?|table|total|data|notes?|sessions?|clients?|minutes"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|term|quarter|year"
    r"|week|month|spring|summer|autumn|winter|group|paid|planned|unplanned|moment|feedback|supervision|reflections?)\b",
    re.I,
)


_PARTICLES = frozenset(
    "ap ab ferch de da do dos das del della di du la le van von der den ter bin ibn al el y e".split()
)


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: one to four words, each with a capital, none of them a coach's term.

    Words such as ap, de or van that stand before a surname are not counted.
    """
    words = text.split()
    each = [word for at, word in enumerate(words) if word not in _PARTICLES or at == len(words) - 1]
    return (
        1 <= len(each) <= 4
        and all(re.fullmatch(r"[^\W\d_][\w'’.-]*", word) and word[0].isupper() for word in each)
        and not _NOT_A_NAME.search(text)
    )


def is_day(written: Written) -> bool:
    """Whether a text is a date of a year and nothing else."""
    text = plain(written.text)
    return isinstance(written.held, date) or (bool(re.search(r"\d", text)) and _all_date(text))


def _all_date(text: str) -> bool:
    facts = lines.facts(text)
    return bool(facts.date) and not facts.rest and not facts.length and bool(re.search(r"\d.*\D.*\d", facts.date))
