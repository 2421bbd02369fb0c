"""From records as written to rows of the practice's tables: dates, lengths and names settled over the whole import."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.importers.pages import Remark
from coachkit.importers.records import Record, Understood, Written
from coachkit.importers.remarked import Giving, has
from coachkit.importers.steps import Row
from coachkit.importers.timing import day_of, in_doubt, length_of, optional_day
from coachkit.importers.values import choices
from coachkit.importers.values.dating import Dating, turned_round
from coachkit.importers.values.people import Person
from coachkit.importers.who import Who
from coachkit.schema import TABLES, Column
from coachkit.values import Refused, plain

_COLUMNS = {name: {column.name: column for column in table.columns} for name, table in TABLES.items()}
_RATINGS = [column.name for column in TABLES["feedback"].columns if column.reads == "whole"]
_KEPT = "the rest of the row is read, and this is kept as a column of its own"


@dataclass(frozen=True)
class Settled:
    """The rows of an import, file by file, new clients first; and all remarks, by the file's name."""

    rows: tuple[Row, ...]
    remarks: dict[str, tuple[Remark, ...]]


def settle(files: Sequence[Understood], dating: Dating, who: Who) -> Settled:
    """The rows of all files; a record that lacks what its table needs, or is not certain, is a problem instead."""
    done = [_settled(file, dating, who) for file in files]
    rows = [row for one in done for row in one.rows]
    return Settled((*who.proposed(rows), *rows), {one.name: tuple(one.remarks) for one in done})


def _settled(file: Understood, dating: Dating, who: Who) -> Giving:
    giving = Giving(file.name, remarks=list(file.remarks))
    turned = turned_round(file)
    giving.remarks += turned.values()
    doubtful = in_doubt(file)
    giving.remarks += doubtful
    asked = {place for place, remark in turned.items() if not remark.note} | {remark.place for remark in doubtful}
    sheets = [record for record in file.records if record.table == "sheets"]
    for number, record in enumerate(sheets):
        _sheet(record, number, giving, dating)
    for record in file.records:
        match record.table:
            case "contacts":
                _contact(record, file, giving, dating, who, asked)
            case "feedback":
                _feedback(record, giving, dating, who)
            case "clients":
                _client(record, giving, dating, who)
            case "supervision" | "documents":
                _other(record, giving, dating)
    return giving


def _sheet(record: Record, number: int, giving: Giving, dating: Dating) -> None:
    if not has(record, "text"):
        return
    giving.sheets[number] = len(giving.sheets)
    values = _own_id(record) | {"text": record.cells["text"].text} | _day_in(record, "written_on", dating, giving)
    giving.rows.append(Row(giving.name, "sheets", record.place, values, extra=_extra(record)))


def _contact(record: Record, file: Understood, giving: Giving, dating: Dating, who: Who, asked: set[str]) -> None:
    """A contact; a day that Excel may have turned round is asked already, and what else is wrong is told along."""
    if _is_damaged(record):
        return
    day = day_of(record, file, dating, giving)
    length = length_of(record, day, giving)
    client = _client_of(record, who, giving)
    if not (day and length and client) or asked & {cell.place for cell in record.cells.values()}:
        return
    values = {"date": str(day.day), "client_id": client.client_id, "minutes": str(length.minutes)}
    if length.start:
        values["start"] = length.start
    if has(record, "sheet_id"):
        values["sheet_id"] = record.cells["sheet_id"].text.strip()
    chosen, extra = _chosen(record, giving)
    sheet = giving.sheets.get(record.sheet) if record.sheet is not None else None
    name = record.cells["client_id"].text
    giving.rows.append(
        Row(giving.name, "contacts", record.place, chosen | _own_id(record) | values, name, sheet, extra)
    )


def _is_damaged(record: Record) -> bool:
    """Whether a value holds a sign in place of what could not be trusted, which is a problem already."""
    return any("\ufffd" in cell.text for name, cell in record.cells.items() if name != "model")


def _client_of(record: Record, who: Who, giving: Giving) -> Person | None:
    if not has(record, "client_id"):
        giving.lacking(record, "has no client", "write the client's name in the file, and import it again")
        return None
    client = who.contacts[record.cells["client_id"].text]
    if client.problem:
        giving.problem(record.cells["client_id"], client.problem, client.cure)
        return None
    giving.note(record.cells["client_id"], client.note)
    return client


def _feedback(record: Record, giving: Giving, dating: Dating, who: Who) -> None:
    values, extra = _chosen(record, giving)
    values |= _own_id(record) | _day_in(record, "date", dating, giving)
    if not any(values.get(column) for column in ("text", *_RATINGS)):
        giving.lacking(record, "holds neither words nor ratings", "write them in the file, or leave it out")
        return
    name = record.cells["client_id"].text if has(record, "client_id") else ""
    if name:
        client = who.sender(name)
        if client and client.problem:
            giving.problem(record.cells["client_id"], client.problem, client.cure)
            return
        values = _said_by(client, record.cells["client_id"], who, giving) | values
        extra |= {} if client else {"said by": name}
    giving.rows.append(Row(giving.name, "feedback", record.place, values, name, None, extra))


def _said_by(client: Person | None, name: Written, who: Who, giving: Giving) -> dict[str, str]:
    """Client and voice of feedback: a client, the sponsor of one, or somebody who is not known."""
    if client:
        giving.note(name, client.note)
        return {"client_id": client.client_id, "voice": "client"}
    if sponsored := who.sponsored_by(name.text):
        giving.note(name, f"is the sponsor of {', '.join(sponsored)}")
        return {"voice": "sponsor", **({"client_id": sponsored[0]} if len(sponsored) == 1 else {})}
    giving.note(
        name,
        "is no client or sponsor in the register, so this is kept without a client and without a voice",
        "add the person to clients.csv (name, alias or email), or fill in client_id and voice in feedback.csv",
    )
    return {}


def _client(record: Record, giving: Giving, dating: Dating, who: Who) -> None:
    if not has(record, "name"):
        giving.lacking(record, "has no name", "write the client's name")
        return
    client = who.listed[record.cells["name"].text]
    if client.problem:
        giving.problem(record.cells["name"], client.problem, client.cure)
        return
    values, extra = _chosen(record, giving)
    values |= {"client_id": client.client_id, "name": client.name}
    if has(record, "client_id") and record.cells["client_id"].text.strip() != client.client_id:
        own = record.cells["client_id"]
        giving.note(own, f"is not the id that {client.name} has here: {client.client_id}")
        extra |= {own.label or "client_id": own.text}
    for column in ("goals_agreed_on", "contracted_on"):
        values |= _day_in(record, column, dating, giving)
    giving.rows.append(Row(giving.name, "clients", record.place, values, client.name, None, extra))


def _other(record: Record, giving: Giving, dating: Dating) -> None:
    """A supervision meeting or a document."""
    values, extra = _chosen(record, giving)
    values |= _own_id(record) | _day_in(record, "date", dating, giving)
    if any(has(record, name) for name in ("minutes", "minutes_more", "start")):
        length = length_of(record, None, giving)
        if length is None:
            return
        values["minutes"] = str(length.minutes)
    giving.rows.append(Row(giving.name, record.table, record.place, values, "", None, extra))


# Values


def _day_in(record: Record, column: str, dating: Dating, giving: Giving) -> dict[str, str]:
    day = optional_day(record, column, dating, giving)
    return {column: str(day)} if day else {}


def _own_id(record: Record) -> dict[str, str]:
    """The id that the source itself names, under a heading that says so."""
    key = TABLES[record.table].key
    return {key: record.cells[key].text.strip()} if has(record, key) else {}


def _extra(record: Record) -> dict[str, str]:
    return {label: written.text for label, written in record.extra.items() if written.text.strip()}


def _chosen(record: Record, giving: Giving) -> tuple[dict[str, str], dict[str, str]]:
    """The values of the columns that hold text, choices or ratings; and what is kept under its own name."""
    values, extra = {}, _extra(record)
    for name, written in record.cells.items():
        column = _COLUMNS[record.table].get(name)
        if column is None or column.reads not in ("text", "prose", "choice", "whole") or not written.text.strip():
            continue
        try:
            values |= _value(column, written.text)
        except Refused as refused:
            problem, cure = refused.args
            giving.problem(written, problem, f"{cure}; {_KEPT}")
            extra[written.label or name] = written.text
    return values, extra


def _value(column: Column, text: str) -> dict[str, str]:
    if column.reads == "prose":
        return {column.name: text}
    if plain(text).startswith("="):
        raise Refused("looks like a formula", "write the value itself")
    if column.reads == "text":
        return {column.name: " ".join(text.split())}
    if column.name == "format" and (told := choices.group_size(text))[0]:
        return dict(zip(("format", "group_size"), told, strict=True))
    value = choices.read_rating(column, text) if column.reads == "whole" else choices.read_word(column, text)
    return {column.name: value} if value else {}
