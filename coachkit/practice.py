"""Reading and checking a practice folder: its frames with names replaced by ids, and the tables of what was found."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from coachkit import checks, halfway, meaning, shipped, shown
from coachkit.errors import Fault, UsageError
from coachkit.framework import RETIRED, read_frameworks
from coachkit.names import Register
from coachkit.register import near_duplicates
from coachkit.schema import SOURCES, TABLES
from coachkit.settings import Settings, period_date, read_settings
from coachkit.sources import QUOTED, placed, source_rows
from coachkit.tables import Read, read_table, without

_READ_FOR_NAMES = 1000
"""Texts from which the register learns which words are ordinary in a practice: all of a usual one, an even sample of a huge one."""
_OF_RECORDS = ("name", "clients", "contacts", "sheets", "feedback", "supervision", "documents", "sources")
"""What does not change with a decision."""
_IDENTIFYING = ("name", "aliases", "email", "phone")


@dataclass(frozen=True)
class Practice:
    """A practice as read. Every text in its frames has the registered names replaced by ids or roles.

    `framework` has a row a criterion of every framework loaded, `retired` one of an earlier version that a file names with
    what replaced it (framework.RETIRED); `reads` holds the tables as written, names and all, for this class alone;
    `problems` and `notes` have the columns shown.FAULT_COLUMNS; `counts` is the number of rows that stand, by table;
    `left_out_rows` and `left_out_minutes` count what problems leave out.
    """

    folder: Path
    settings: Settings
    framework: pd.DataFrame
    register: Register = field(repr=False)
    reads: dict[str, Read] = field(repr=False)
    faults: tuple[Fault, ...] = field(repr=False)
    counts: dict[str, int]
    left_out_rows: int
    left_out_minutes: int
    retired: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(RETIRED), dtype="str"), repr=False)

    @cached_property
    def name(self) -> str:
        """The folder's name, in which a registered name is replaced too."""
        return self.register.replace(self.folder.name).text

    @cached_property
    def problems(self) -> pd.DataFrame:
        """One row a problem: file, line, column, value, problem, cure. Its row of the records is left out."""
        return shown.faults(self.register, [fault for fault in self.faults if not fault.note])

    @cached_property
    def notes(self) -> pd.DataFrame:
        """One row a remark that leaves nothing out: file, line, column, value, problem, cure."""
        return shown.faults(self.register, [fault for fault in self.faults if fault.note])

    @cached_property
    def clients(self) -> pd.DataFrame:
        """One row a client, without what identifies the client; organisations are O01, O02 ..."""
        frame = self._shown("clients", besides=("organisation",)).drop(columns=list(_IDENTIFYING))
        organisations = pd.Series(
            [self.register.organisation_ids.get(name, "") for name in frame["organisation"]], dtype="str"
        )
        return frame.assign(
            organisation=organisations, sponsor=frame["sponsor"].where(frame["sponsor"] == "", "sponsor")
        )

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """One row a contact that can be read."""
        return self._shown("contacts")

    @cached_property
    def sheets(self) -> pd.DataFrame:
        """One row a contact sheet."""
        return self._with_texts("sheets")

    @cached_property
    def feedback(self) -> pd.DataFrame:
        """One row a piece of feedback."""
        return self._with_texts("feedback")

    @cached_property
    def supervision(self) -> pd.DataFrame:
        """One row a supervision meeting."""
        frame = self._with_texts("supervision")
        return frame.assign(supervisor=frame["supervisor"].where(frame["supervisor"] == "", "supervisor"))

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row a document."""
        return self._with_texts("documents")

    @cached_property
    def contracts(self) -> pd.DataFrame:
        """One row a topic settled with a client."""
        return self._shown("contracts")

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """One row a decision on a criterion of the framework; start and end are where its quote stands now, blank where it is not found."""
        return self._decisions[self._is_known].reset_index(drop=True)

    @cached_property
    def to_judge_again(self) -> pd.DataFrame:
        """One row a decision on a criterion that no framework loaded has: kept, never counted. The columns of `evidence`."""
        return self._decisions[~self._is_known].reset_index(drop=True)

    @cached_property
    def _decisions(self) -> pd.DataFrame:
        return self._quoted("evidence", "source_id")

    @property
    def _is_known(self) -> pd.Series:
        return self._decisions["criterion"].isin(self.framework["criterion"]) | self.framework.empty

    @cached_property
    def labels(self) -> pd.DataFrame:
        """One row a corrected reflection label; start and end are where its quote stands now."""
        return self._quoted("labels", "sheet_id")

    @cached_property
    def theme_decisions(self) -> pd.DataFrame:
        """One row a codebook entry."""
        return self._shown("theme_decisions")

    @cached_property
    def cues(self) -> pd.DataFrame:
        """One row a sentence of what a criterion sounds like."""
        return self._shown("cues")

    @cached_property
    def likes(self) -> pd.DataFrame:
        """One row an own criterion that is like a shipped one."""
        return self._shown("likes")

    @cached_property
    def sources(self) -> pd.DataFrame:
        """One row a text that may hold evidence: every sheet, piece of feedback, supervision meeting and document.

        Columns: source_id, kind, date (a sheet's date is its last contact's, else written_on), client_ids
        (semicolons between), voice, solicited, text (names replaced), replaced (names.Replaced, which turns places in
        `text` into places in the text as written).
        """
        frame = pd.concat([source_rows(self.reads, name) for name in SOURCES], ignore_index=True)
        replaced = [
            self.register.replace(row.written, row.source_id, tuple(filter(None, row.client_ids.split(";"))))
            for row in frame.itertuples()
        ]
        frame = frame.drop(columns="written")
        return frame.assign(
            text=pd.Series([one.text for one in replaced], dtype="str"),
            replaced=pd.Series(replaced, dtype="object"),
        )

    def _with_texts(self, name: str) -> pd.DataFrame:
        """The table with the texts of `sources`, so that a text is replaced once and with its clients in view."""
        texts = self.sources.set_index("source_id")["text"]
        frame = self._shown(name, besides=("text",))
        return frame.assign(text=frame[TABLES[name].key].map(texts).astype("str"))

    def _quoted(self, name: str, key: str) -> pd.DataFrame:
        replaced = self.sources.set_index("source_id")["replaced"]
        quotes = shown.quotes(self.register, self.reads[name].frame, key, replaced)
        return self._shown(name, besides=("quote",)).assign(quote=quotes)

    def _shown(self, name: str, besides: Iterable[str] = ()) -> pd.DataFrame:
        kept = {column.name for column in TABLES[name].columns if column.reads not in ("text", "prose")}
        besides = {*besides, *(_IDENTIFYING if name == "clients" else ())}
        return shown.frame(self.register, self.reads[name].frame, kept | besides)


def find_practice(path: str | Path) -> Path:
    """The folder of a practice; "example" is the one that ships with coachkit.

    Raises UsageError where there is no such folder.
    """
    folder = shipped.data("example") if str(path) == "example" and not Path("example").is_dir() else Path(path)
    if folder.is_file():
        raise UsageError(f"{path}: is a file; give the folder that holds contacts.csv")
    if not folder.is_dir():
        raise UsageError(f"{path}: there is no such folder; `coachkit new {path}` makes an empty practice there")
    return folder.resolve()


def read_practice(path: str | Path, start: str = "", end: str = "", today: date | None = None) -> Practice:
    """The practice in a folder, with all problems and notes at once; `start` and `end` (ISO dates) override its period.

    Raises UsageError for a folder that is not there or a period that is no date, RecordsError where an import into it
    was cut short. A missing or unreadable contacts.csv, or a framework that cannot be read, is a problem among the others.
    """
    folder, today = find_practice(path), today or date.today()
    settings, faults = read_settings(folder, today)
    settings = _period(settings, start, end)
    frameworks = read_frameworks(settings.frameworks, folder)
    unread = [*frameworks.faults, *_model(settings, folder)]
    reads = halfway.steady(folder, lambda: {name: read_table(folder, name, today) for name in TABLES})
    faults += [*unread, *_missing(folder, reads), *(fault for read in reads.values() for fault in read.faults)]
    settings = settings if pd.notna(settings.as_of) else replace(settings, as_of=checks.latest_date(reads))
    found = checks.problems(reads, settings.as_of)
    reads = {name: without(read, found) for name, read in reads.items()}
    register = _register(settings, reads)
    reads, moved = placed(reads)
    remarks = checks.remarks(reads, near_duplicates(reads["clients"].frame))
    remarks += checks.to_judge_again(reads["evidence"], frameworks.criteria["criterion"])
    return Practice(
        folder,
        settings,
        frameworks.criteria,
        register,
        reads,
        (*faults, *found, *moved, *remarks),
        counts={name: len(read.frame) for name, read in reads.items() if read.exists},
        left_out_rows=sum(len(read.left_out) + read.unread for read in reads.values()),
        left_out_minutes=int(reads["contacts"].left_out["minutes"].sum()),
        retired=frameworks.retired,
    )


def read_again(practice: Practice, name: str) -> Practice:
    """The practice with one table of decisions as it stands on the disk now; what does not follow from it is not read again."""
    if name == "name_decisions":
        return replace(read_practice(practice.folder), settings=practice.settings)
    read, file = read_table(practice.folder, name, date.today()), TABLES[name].file
    reads = practice.reads | {name: read}
    found = checks.problems(reads, practice.settings.as_of)
    reads, moved = placed(reads | {name: without(read, found)}, QUOTED.keys() & {name})
    others = [fault for fault in practice.faults if fault.file != file]
    strange = checks.to_judge_again(reads["evidence"], practice.framework["criterion"])
    told = [fault for fault in (*read.faults, *found, *moved, *strange) if fault.file == file]
    again = replace(practice, reads=reads, faults=(*others, *told))
    again.__dict__.update({kept: practice.__dict__[kept] for kept in _OF_RECORDS if kept in practice.__dict__})
    return again


def _missing(folder: Path, reads: dict[str, Read]) -> list[Fault]:
    """A fault for contacts.csv where it is missing, and for tables that are there in other letters."""
    there = [path.relative_to(folder).as_posix() for path in (*folder.glob("*.*"), *folder.glob("decisions/*.*"))]
    missing = {table.file for name, table in TABLES.items() if not reads[name].exists and not reads[name].faults}
    misnamed = sorted((name, name.lower()) for name in there if name not in missing and name.lower() in missing)
    problem = "is not read: the letters of its name differ"
    faults = [Fault(name, None, "", "", problem, f"rename it to {right}") for name, right in misnamed]
    contacts = TABLES["contacts"].file
    if contacts in missing and contacts not in dict(misnamed).values():
        cure = "a practice needs this one table; `coachkit new DIR` writes an empty one"
        faults.append(Fault(contacts, None, "", "", "is missing", cure))
    return faults


def _period(settings: Settings, start: str, end: str) -> Settings:
    first, last = period_date(start, "start"), period_date(end, "end")
    settings = replace(settings, period_start=first) if start else settings
    settings = replace(settings, period_end=last) if end else settings
    if settings.period_start > settings.period_end:
        first, last = f"{settings.period_start:%Y-%m-%d}", f"{settings.period_end:%Y-%m-%d}"
        raise UsageError(f"the period starts on {first}, after its end on {last}")
    return settings


def _model(settings: Settings, folder: Path) -> list[Fault]:
    """A fault for the folder that is named for a model and holds none that can be used; sentences are read without it."""
    wrong = meaning.fault(settings.semantic, folder)
    return [Fault("practice.toml", None, "semantic", settings.semantic, *wrong)] if wrong else []


def _register(settings: Settings, reads: dict[str, Read]) -> Register:
    rows = pd.concat([source_rows(reads, name) for name in SOURCES])
    rows = rows.iloc[:: len(rows) // _READ_FOR_NAMES + 1]
    clients, lost = reads["clients"].frame, reads["clients"].left_out
    clients = pd.concat([clients, lost.assign(client_id=lost["client_id"].replace("", "client"))])
    supervision = pd.concat([reads["supervision"].frame, reads["supervision"].left_out])
    supervisors = [name for name in supervision["supervisor"].unique() if name]
    return Register(
        clients,
        settings.coach,
        supervisors,
        reads["name_decisions"].frame,
        [(row.written, tuple(filter(None, row.client_ids.split(";")))) for row in rows.itertuples()],
    )
