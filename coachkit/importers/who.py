"""Who is meant in one import: the clients of the register, of client tables, of contacts, and who gave feedback."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from coachkit.importers.records import Record, Understood
from coachkit.importers.steps import Row
from coachkit.importers.values.people import People, Person
from coachkit.schema import TABLES

_ADDRESS = re.compile(r"<?([\w.+'-]+@[\w.-]+\w)>?")
_COLUMNS = list(TABLES["clients"].names)


@dataclass(frozen=True)
class Who:
    """Every name of an import with the person it is, by the words as written.

    `contacts` are booked to clients, `listed` stand in client tables; `register` holds all of these, known and new,
    as clients.csv does. Whoever gives feedback is settled last, and is never made a client by it.
    """

    contacts: dict[str, Person]
    listed: dict[str, Person]
    senders: dict[str, Person]
    register: pd.DataFrame

    def sender(self, name: str) -> Person | None:
        """The client who sent or said it; None where it is somebody else."""
        found = self.senders.get(_without_address(name, self.register))
        return None if found is None or found.proposed else found

    def sponsored_by(self, name: str) -> list[str]:
        """The ids of the clients whose sponsor it is."""
        said = _without_address(name, self.register).lower()
        names = self.register["sponsor"].str.lower().str.split("[;,]", regex=True)
        return list(self.register.loc[[said in map(str.strip, each) for each in names], "client_id"])

    def proposed(self, rows: Iterable[Row]) -> list[Row]:
        """A row for each new client to whom a contact is booked and whom no client table lists."""
        booked = {row.values["client_id"] for row in rows if row.table == "contacts"}
        new = [one for one in _by_id(self.contacts).values() if one.proposed]
        listed = {one.client_id for one in self.listed.values()}
        return [
            Row("", "clients", "", {"client_id": one.client_id, "name": one.name}, one.name)
            for one in new
            if one.client_id in booked - listed
        ]


def settle_names(files: Sequence[Understood], clients: pd.DataFrame, decided: Mapping[str, str], coach: str) -> Who:
    """Every name of the import settled: against `clients`, the register as written, and against one another.

    `decided` leads from a name as written to the client_id that the coach decided on.
    """
    own = _with(clients, _rows_with_own_id(files, clients))
    listed = People(own, decided, coach).settle(_names(files, "clients", "name"))
    known = _with(clients, _listed_rows(files, listed, set(clients["client_id"])))
    decided = _own_ids(files, listed) | dict(decided)
    contacts = People(known, decided, coach).settle(_names(files, "contacts", "client_id"))
    new = [one for one in _by_id(contacts).values() if one.proposed]
    known = _with(known, [{"client_id": one.client_id, "name": one.name} for one in new])
    names = [_without_address(name, known) for name in _names(files, "feedback", "client_id")]
    return Who(contacts, listed, People(known, decided, coach).settle(names), known)


def _client_records(files: Sequence[Understood]) -> Iterable[Record]:
    return (record for file in files for record in file.records if record.table == "clients" and "name" in record.cells)


def _rows_with_own_id(files: Sequence[Understood], clients: pd.DataFrame) -> list[dict[str, str]]:
    """The clients of client tables that name an id of their own, where it is free."""
    rows: dict[str, dict[str, str]] = {}
    for record in _client_records(files):
        own = record.cells["client_id"].text.strip() if "client_id" in record.cells else ""
        if is_id(own) and own not in set(clients["client_id"]):
            rows.setdefault(own, _texts(record) | {"client_id": own})
    named = set(clients["name"])
    return [row for row in rows.values() if row["name"] not in named]


def _own_ids(files: Sequence[Understood], listed: dict[str, Person]) -> dict[str, str]:
    """From the ids that client tables name to those that their clients have here."""
    own = {}
    for record in _client_records(files):
        one = listed.get(record.cells["name"].text)
        if one and one.client_id and "client_id" in record.cells:
            own[record.cells["client_id"].text.strip()] = one.client_id
    return {written: client_id for written, client_id in own.items() if is_id(written) and written != client_id}


def _texts(record: Record) -> dict[str, str]:
    return {name: cell.text for name, cell in record.cells.items() if name in _COLUMNS}


def is_id(text: str) -> bool:
    """Whether a text is an id such as C01, and not a running number or a name."""
    return bool(re.fullmatch(r"[A-Za-z]{1,4}[-_]?[0-9]{1,5}", text))


def _names(files: Sequence[Understood], table: str, column: str) -> list[str]:
    records = (record for file in files for record in file.records if record.table == table)
    cells = (record.cells[column].text for record in records if column in record.cells)
    return list(dict.fromkeys(text for text in cells if text.strip()))


def _listed_rows(files: Sequence[Understood], listed: dict[str, Person], known: set[str]) -> list[dict[str, str]]:
    """The clients of client tables who are not in the register yet, each once."""
    rows = {}
    for record in _client_records(files):
        one = listed.get(record.cells["name"].text)
        if one and one.client_id and one.client_id not in known:
            rows[one.client_id] = _texts(record) | {"client_id": one.client_id, "name": one.name}
    return list(rows.values())


def _with(clients: pd.DataFrame, rows: list[dict[str, str]]) -> pd.DataFrame:
    new = pd.DataFrame(rows, columns=_COLUMNS, dtype="str")
    return pd.concat([clients[_COLUMNS].astype("str"), new], ignore_index=True).fillna("")


def _by_id(people: dict[str, Person]) -> dict[str, Person]:
    return {one.client_id: one for one in people.values() if one.client_id}


def _without_address(name: str, known: pd.DataFrame) -> str:
    """The id of the client with the mail address that stands there, else the name without the address."""
    address = _ADDRESS.search(name)
    mine = known.loc[known["email"].str.lower() == address[1].lower(), "client_id"] if address else ()
    if len(mine) == 1:
        return mine.iloc[0]
    return _ADDRESS.sub("", name).strip(" \"'<>()") or name
