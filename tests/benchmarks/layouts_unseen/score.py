"""What a program read of the files, as the import's JSON, held against their truth."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .named import covers, plain
from .truth import ASK, MAY, SAY, Contact, File, Said, Sheet

EXACT, ASKED, TOLD, WRONG, LOST = "exact", "asked", "told", "wrong", "lost"
"""What became of a contact: read exactly; asked about; read otherwise and said so; either of these without a word."""


@dataclass
class Row:
    """A row as the import gives it."""

    table: str
    place: str
    client: str
    values: dict[str, str]

    @property
    def day(self) -> str:
        return self.values.get("date") or ""

    @property
    def minutes(self) -> str:
        return str(self.values.get("minutes") or "")


@dataclass
class Answer:
    """What the import said of one file; `refused` is that stderr names it."""

    rows: list[Row] = field(default_factory=list)
    problems: list[dict] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    refused: bool = False


@dataclass
class Verdict:
    """What became of one thing of a file: a contact, a sheet, a piece of feedback, a meeting or an invented row."""

    file: File
    kind: str
    outcome: str
    why: str
    doubt: bool = False

    @property
    def rightly_asked(self) -> bool:
        return self.doubt and self.outcome == ASKED


def answers(told: dict) -> dict[str, Answer]:
    """The import's JSON by the file's own name."""
    found = {}
    for file in told.get("files", []):
        rows = [
            Row(row.get("table", ""), row.get("place", ""), row.get("client") or "", row.get("values", {}))
            for row in file.get("rows", [])
        ]
        name = re.split(r"[\\/]", file.get("file", ""))[-1]
        found[name] = Answer(rows, file.get("problems", []), file.get("notes", []))
    return found


def verdicts(files: Iterable[File], told: dict[str, Answer], stderr: str = "") -> list[Verdict]:
    """All verdicts over the files of one import, whose rows of one person must share one client_id."""
    paired = []
    for file in files:
        answer = told.get(file.name, Answer(refused=file.name in stderr))
        rows = [row for row in answer.rows if row.table == "contacts"]
        paired.append((file, answer, rows, _pairs(file.contacts, rows)))
    ids = _ids(paired)
    found: list[Verdict] = []
    for file, answer, rows, pairs in paired:
        found += [_contact(file, contact, pairs.get(at), answer, ids) for at, contact in enumerate(file.contacts)]
        taken = {id(row) for row in pairs.values()}
        found += [_invented(file, row, answer) for row in rows if id(row) not in taken]
        found += _sheets(file, answer) + _attached(file, answer, pairs) + _said(file, answer)
        found += _meetings(file, answer) + _register(file, answer)
    return found


def _pairs(contacts: list[Contact], rows: list[Row]) -> dict[int, Row]:
    """The row of each contact that has one, the likest first."""
    ranked = sorted(
        ((_likeness(contact, row), -abs(at - number), at, number)
         for at, contact in enumerate(contacts) for number, row in enumerate(rows)),
        reverse=True,
    )  # fmt: skip
    pairs: dict[int, Row] = {}
    taken: set[int] = set()
    for likeness, _, at, number in ranked:
        if likeness >= 3 and at not in pairs and number not in taken:
            pairs[at] = rows[number]
            taken.add(number)
    return pairs


def _likeness(contact: Contact, row: Row) -> float:
    at_spot = any(re.search(spot, row.place) for spot in contact.spots)
    same_name = plain(row.client) in map(plain, contact.names)
    return (
        4 * at_spot + 2 * (row.day == contact.day.isoformat()) + 1.5 * same_name + (row.minutes == str(contact.minutes))
    )


def _ids(paired: list) -> tuple[dict[str, str], dict[str, str]]:
    """Each person's usual client_id, and each client_id's usual person, over the rows whose name is read as written."""
    pairs = [
        (file.contacts[at].person.key, row.values.get("client_id") or "")
        for file, _, _, matched in paired
        for at, row in matched.items()
        if plain(row.client) in map(plain, file.contacts[at].names) and not file.contacts[at].ask
    ]
    return _usual(pairs), _usual([(client_id, person) for person, client_id in pairs])


def _usual(pairs: list[tuple[str, str]]) -> dict[str, str]:
    counts: dict[str, Counter] = defaultdict(Counter)
    for one, other in pairs:
        counts[one][other] += 1
    return {one: others.most_common(1)[0][0] for one, others in counts.items()}


def _contact(file: File, contact: Contact, row: Row | None, answer: Answer, ids: tuple) -> Verdict:
    if row is None:
        asked = answer.refused or covers(answer.problems, contact, file)
        return Verdict(file, "contact", ASKED if asked else LOST, _shown(contact, None, "not read"), bool(contact.ask))
    faults = _faults(contact, row, ids)
    by_name = bool(contact.ask) or any(fault.startswith(("name", "client_id")) for fault in faults)
    asked = covers(answer.problems, contact, file, by_name)
    noted = asked or covers(answer.notes, contact, file, by_name)
    why = _shown(contact, row, ", ".join(faults))
    if contact.ask in (ASK, SAY):
        said = asked if contact.ask == ASK else noted
        return Verdict(file, "contact", ASKED if said else WRONG, f"read though doubtful: {why}", True)
    if contact.ask == MAY:
        return Verdict(file, "contact", WRONG if faults and not noted else ASKED, why, True)
    return Verdict(file, "contact", EXACT if not faults else TOLD if noted else WRONG, why)


def _faults(contact: Contact, row: Row, ids: tuple[dict[str, str], dict[str, str]]) -> list[str]:
    client_id, key = row.values.get("client_id") or "", contact.person.key
    checks = {
        "date": row.day == contact.day.isoformat(),
        "minutes": row.minutes == str(contact.minutes),
        "name": plain(row.client) in map(plain, contact.names),
        f"client_id {client_id!r} of {contact.person.name}": bool(contact.ask)
        or (bool(client_id) and ids[0].get(key) == client_id and ids[1].get(client_id) == key),
    }
    return [what for what, right in checks.items() if not right]


def _invented(file: File, row: Row, answer: Answer) -> Verdict:
    said = any(remark.get("place") and remark["place"] == row.place for remark in answer.problems + answer.notes)
    why = f"no contact: {row.place}: {row.day} {row.client!r} {row.minutes}"
    return Verdict(file, "invented row", TOLD if said else WRONG, why)


def _sheets(file: File, answer: Answer) -> list[Verdict]:
    texts = [row.values.get("text") or "" for row in answer.rows if row.table == "sheets"]
    return [
        Verdict(
            file,
            "sheet",
            *((EXACT, "") if any(same(sheet, text) for text in texts) else (LOST, _nearest(sheet, texts))),
        )
        for sheet in file.sheets
    ]


def same(sheet: Sheet, text: str) -> bool:
    """Whether a text is the sheet's parts in their order, with nothing but the labels, marks and blanks between."""
    rest, text = [], _spaced(text)
    for part in sheet.parts:
        before, found, text = text.partition(_spaced(part))
        if not found:
            return False
        rest.append(before)
    left = " ".join([*rest, text])
    for label in sheet.labels:
        left = left.replace(_spaced(label), " ")
    return not re.search(r"\w", left)


def _nearest(sheet: Sheet, texts: list[str]) -> str:
    begin = _spaced(sheet.parts[0])[:30]
    near = next((text for text in texts if begin in _spaced(text)), "")
    return f"sheet {begin!r}...: " + (
        f"came back as {near[:90]!r}... ({len(near)} characters)" if near else "not among the sheets"
    )


def _attached(file: File, answer: Answer, pairs: dict[int, Row]) -> list[Verdict]:
    """Whether each contact that was read hangs on its sheet, or on none."""
    texts = {row.values.get("sheet_id"): row.values.get("text") or "" for row in answer.rows if row.table == "sheets"}
    found = []
    for at, row in pairs.items():
        number, text = file.contacts[at].sheet, texts.get(row.values.get("sheet_id") or "", "")
        right = not text if number is None else _spaced(file.sheets[number].parts[0]) in _spaced(text)
        found.append(
            Verdict(
                file,
                "attached",
                EXACT if right else WRONG,
                f"{_shown(file.contacts[at], row, 'hangs on')} {text[:40]!r}",
            )
        )
    return found


def _said(file: File, answer: Answer) -> list[Verdict]:
    rows, found = [row for row in answer.rows if row.table == "feedback"], []
    for said in file.said:
        near = next((row for row in rows if same(Sheet((said.text,), said.labels), row.values.get("text") or "")), None)
        found.append(Verdict(file, "feedback", EXACT if near and _same_head(near, said) else LOST, _unsaid(said, near)))
    return found


def _same_head(row: Row, said: Said) -> bool:
    who = row.client or row.values.get("client_id") or ""
    return row.day == said.day.isoformat() and bool(who) and (not row.client or plain(who) in map(plain, said.who))


def _unsaid(said: Said, row: Row | None) -> str:
    return f"feedback of {said.who[0]} on {said.day}: " + (f"{row.day} {row.client!r}" if row else "not found")


def _meetings(file: File, answer: Answer) -> list[Verdict]:
    rows = Counter((row.day, row.minutes) for row in answer.rows if row.table == "supervision")
    return [
        Verdict(
            file,
            "supervision",
            EXACT if rows[(day.isoformat(), str(minutes))] else LOST,
            f"supervision {day} {minutes}",
        )
        for day, minutes in file.meetings
    ]


def _register(file: File, answer: Answer) -> list[Verdict]:
    names = {plain(row.values.get("name") or row.client) for row in answer.rows if row.table == "clients"}
    return [
        Verdict(file, "client", EXACT if plain(name) in names else LOST, f"client {name}") for name in file.register
    ]


def _shown(contact: Contact, row: Row | None, why: str) -> str:
    read = f" <> {row.place}: {row.day} {row.client!r} {row.minutes}" if row else ""
    return f"{why}: {contact.day} {contact.names[0]!r} {contact.minutes} as {contact.values[1:]}{read}"


def _spaced(text: str) -> str:
    """The text with every run of blanks that holds a line break as one line break."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip()
    return re.sub(r"[ \t]*(?:\r?\n[ \t]*)+", "\n", text)
