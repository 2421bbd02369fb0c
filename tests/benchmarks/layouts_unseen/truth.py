"""What is true of a written file: its contacts, sheets, feedback and meetings, and where each of them stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

ASK, SAY, MAY = "ask", "say", "may"
"""A contact that must be asked about (a problem), one that must be asked about or noted, and one that may be read."""


@dataclass(frozen=True)
class Person:
    """A client as the coach knows them; `nick` is an alias that stands in the register, "" where there is none."""

    key: str
    name: str
    nick: str = ""
    group: bool = False

    @property
    def first(self) -> str:
        return self.name if self.group else self.name.split()[0]

    @property
    def initials(self) -> str:
        return self.name if self.group else self.name.split()[0][0] + self.name.split()[1][0]

    @property
    def short(self) -> str:
        return self.name if self.group else f"{self.name.split()[0]} {self.name.split()[1][0]}"

    @property
    def filed(self) -> str:
        return self.name if self.group else f"{self.name.split(' ', 1)[1]}, {self.name.split()[0]}"

    @property
    def called(self) -> str:
        return self.nick or self.first


@dataclass(frozen=True)
class Session:
    """One contact as it was, before anybody wrote it down."""

    day: date
    person: Person
    minutes: int
    start: time
    medium: str

    @property
    def end(self) -> time:
        total = self.start.hour * 60 + self.start.minute + self.minutes
        return time(total // 60, total % 60)


@dataclass(frozen=True)
class Story:
    """One sheet: its prose and the sessions that it is about."""

    text: str
    written_on: date
    sessions: tuple[Session, ...]

    @property
    def paragraphs(self) -> list[str]:
        return [part for part in re.split(r"\s*\n\s*", self.text) if part.strip()]


@dataclass
class Contact:
    """A contact as a file has it: `names` are the writings that count as the written name, the first is the plainest.

    `spots` are patterns of the places at which it stands, `values` what is written of it, `labels` the heads above.
    """

    day: date
    person: Person
    minutes: int
    names: tuple[str, ...]
    values: tuple[str, ...]
    sheet: int | None = None
    spots: tuple[str, ...] = ()
    grid: str = ""
    labels: tuple[str, ...] = ()
    ask: str = ""


@dataclass
class Sheet:
    """A sheet's prose in its parts; `labels` are the words that may stand between them in what is read."""

    parts: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass
class Said:
    """A piece of feedback: its text, its day and the writings that count as who said it."""

    text: str
    day: date
    who: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass
class File:
    """A file and its truth; `meetings` are (day, minutes) of supervision, `register` the clients' names it lists."""

    path: Path
    layout: str
    contacts: list[Contact] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    meetings: list[tuple[date, int]] = field(default_factory=list)
    register: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.name

    def sheet(self, *parts: str, labels: Sequence[str] = ()) -> int:
        """Note a sheet's prose; gives its number in the file."""
        self.sheets.append(Sheet(parts, tuple(labels)))
        return len(self.sheets) - 1

    def contact(
        self,
        session: Session,
        written: str | tuple[str, ...],
        *values: str,
        sheet: int | None = None,
        spot: str | tuple[str, ...] = (),
        grid: str = "",
        labels: Sequence[str] = (),
        ask: str = "",
    ) -> None:
        """Note a contact: the name as written, and what else is written of it."""
        names = (written,) if isinstance(written, str) else written
        spots = (spot,) if isinstance(spot, str) else spot
        self.contacts.append(
            Contact(
                session.day,
                session.person,
                session.minutes,
                names,
                (*names, *values),
                sheet,
                spots,
                grid,
                tuple(labels),
                ask,
            )
        )


@dataclass
class Lot:
    """What a writer gets: a folder to write to, the stories that it is to write, and the practice they come from."""

    folder: Path
    layout: str
    stories: list[Story]
    practice: "Practice"
    files: list[File] = field(default_factory=list)

    @property
    def sessions(self) -> list[Session]:
        return sorted((s for story in self.stories for s in story.sessions), key=lambda s: (s.day, s.start))

    def file(self, name: str) -> File:
        """A file to be written, of this layout; names are unlike over the whole set."""
        self.files.append(File(self.folder / name, self.layout))
        return self.files[-1]


@dataclass
class Practice:
    """A coach's records as they were: `said` goes (text, day, person), `meetings` (day, minutes, supervisor, text)."""

    key: str
    coach: str
    people: list[Person]
    stories: list[Story]
    said: list[tuple[str, date, Person]] = field(default_factory=list)
    meetings: list[tuple[date, int, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """A writer, how many stories it takes from which practice, and which: those with `least` to `most` contacts."""

    name: str
    practice: str
    stories: int
    least: int
    most: int
    write: Callable[[Lot], None]


LAYOUTS: list[Layout] = []


def layout(
    name: str, practice: str = "B", stories: int = 4, least: int = 1, most: int = 9, into: list[Layout] = LAYOUTS
) -> Callable:
    """Enter a writer in a list of layouts."""

    def enter(write: Callable[[Lot], None]) -> Callable[[Lot], None]:
        into.append(Layout(name, practice, stories, least, most, write))
        return write

    return enter


def at_cell(sheet: str, row: int) -> str:
    """The pattern of a place in a row of a workbook."""
    return rf"(?i)(?:^|sheet )\W*{re.escape(sheet)}\W.*(?:\b[A-Z]{{1,2}}{row}\b|\brow {row}\b)"


def at_row(table: int, row: int) -> str:
    """The pattern of a place in a row of a table in a Word file."""
    return rf"(?i)\btable {table}, row {row}\b"


def at_column(table: int, column: int) -> str:
    """The pattern of a place in a column of a table in a Word file."""
    return rf"(?i)\btable {table},.* column {column}\b"


def at_line(number: int) -> str:
    """The pattern of a place in a line of a text or of a delimited file."""
    return rf"(?i)\blines? {number}\b"
