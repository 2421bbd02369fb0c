"""A perfect answer to the files and spoilt ones: what the scorer must praise and what it must find out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from . import score
from .truth import File


def check(key: str, files: list[File], temporary: Path) -> list[score.Verdict]:
    """Verdicts on a perfect answer, which must be all praise, and assertions that a spoilt one is found out."""
    answer = perfect(files)
    found = score.verdicts(files, score.answers(answer))
    blamed = [each.why for each in found if each.outcome != score.EXACT and not each.rightly_asked]
    assert not blamed, f"practice {key}: a perfect answer is blamed: {blamed[:5]}"
    for spoil, outcome in SPOILERS.items():
        spoilt = perfect(files)
        if spoil(spoilt):
            outcomes = {each.outcome for each in score.verdicts(files, score.answers(spoilt)) if not each.rightly_asked}
            assert outcome in outcomes, f"practice {key}: {spoil.__name__} was not found out"
    return found


def contacts_of(answer: dict) -> list[tuple[list, dict]]:
    return [(file["rows"], row) for file in answer["files"] for row in file["rows"] if row["table"] == "contacts"]


def other_minutes(answer: dict) -> bool:
    contacts_of(answer)[5][1]["values"]["minutes"] = "601"
    return True


def other_day(answer: dict) -> bool:
    contacts_of(answer)[5][1]["values"]["date"] = "2022-02-02"
    return True


def split_person(answer: dict) -> bool:
    contacts_of(answer)[5][1]["values"]["client_id"] = "new"
    return True


def merged_people(answer: dict) -> bool:
    ids = {row["values"]["client_id"] for _, row in contacts_of(answer)}
    one, other = sorted(ids)[:2]
    for _, row in contacts_of(answer):
        row["values"]["client_id"] = one if row["values"]["client_id"] == other else row["values"]["client_id"]
    return True


def total_as_contact(answer: dict) -> bool:
    rows, row = contacts_of(answer)[5]
    rows.append(row | {"place": "sheet Log, cell A99", "client": "Total", "values": row["values"] | {"minutes": "900"}})
    return True


def dropped(answer: dict) -> bool:
    rows, row = contacts_of(answer)[5]
    rows.remove(row)
    return True


def read_in_doubt(answer: dict) -> bool:
    doubtful = [file for file in answer["files"] if file["problems"]]
    for file in doubtful:
        file["problems"] = []
    return bool(doubtful)


SPOILERS = {
    other_minutes: score.WRONG, other_day: score.WRONG, split_person: score.WRONG, merged_people: score.WRONG,
    total_as_contact: score.WRONG, dropped: score.LOST, read_in_doubt: score.LOST,
}  # fmt: skip


def perfect(files: Iterable[File]) -> dict:
    """The JSON of an import that reads all that can be read and asks about the rest: what the scorer must praise."""
    return {"files": [_perfect(file) for file in files], "applied": False}


def _perfect(file: File) -> dict:
    rows = [
        {"table": "sheets", "place": "", "values": {"sheet_id": f"{file.name}{at}", "text": "\n\n".join(sheet.parts)}}
        for at, sheet in enumerate(file.sheets)
    ]
    for said in file.said:
        rows.append(
            {"table": "feedback", "place": "", "client": said.who[0], "values": _values(said.day, text=said.text)}
        )
    rows += [{"table": "supervision", "place": "", "values": _values(day, minutes=str(m))} for day, m in file.meetings]
    rows += [{"table": "clients", "place": "", "values": {"name": name}} for name in file.register]
    for contact in (contact for contact in file.contacts if not contact.ask):
        sheet_id = "" if contact.sheet is None else f"{file.name}{contact.sheet}"
        values = _values(contact.day, minutes=str(contact.minutes), client_id=contact.person.key, sheet_id=sheet_id)
        rows.append({"table": "contacts", "place": "", "client": contact.names[0], "values": values})
    asked = [next(filter(None, c.values[1:]), c.names[0]) for c in file.contacts if c.ask]
    return {
        "file": str(file.path),
        "rows": rows,
        "problems": [{"place": "", "value": value} for value in asked],
        "notes": [],
    }


def _values(day: date, **others: str) -> dict[str, str]:
    return {"date": day.isoformat(), **others}
