"""Made practice folders of any size, for what is measured on whole practices rather than on texts."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import folds

CONTACTS_A_YEAR = 400
CONTACTS_A_CLIENT = 25
SENTENCES_A_SHEET = 8
FIRST = date(2000, 1, 3)


def make(folder: Path, contacts: int) -> Path:
    """A practice of so many contacts, 400 a year, 25 a client, three sheets for five contacts, feedback for every tenth.

    A sheet holds eight sentences drawn from the example's; the hours that its rule asks for are twice those that there are.
    """
    dice, clients = random.Random(contacts), max(2, contacts // CONTACTS_A_CLIENT)
    folder.mkdir(parents=True)
    numbers = range(contacts)
    days = [FIRST + timedelta(days=number * 365 // CONTACTS_A_YEAR) for number in numbers]
    who = [
        f"C{1 + min(clients - 1, number * clients // contacts // 8 * 8 + dice.randrange(8)):04}" for number in numbers
    ]
    minutes = [dice.choice([12, 15, 20, 60, 60, 75, 90]) for _ in numbers]
    prose = _prose("sheet")
    sheets = [
        [
            f"S{number:05}",
            days[min(contacts - 1, number * 5 // 3 + 2)],
            " ".join(dice.choices(prose, k=SENTENCES_A_SHEET)),
        ]
        for number in range(contacts * 3 // 5)
    ]
    rows = [
        [f"K{n:05}", f"S{min(len(sheets) - 1, n * 3 // 5):05}", days[n], who[n], minutes[n], "coaching", "yes" if minutes[n] >= 60 else "no"]
        for n in numbers
    ]  # fmt: skip
    said = _prose("feedback")
    heard = [[f"F{n:05}", days[n], who[n], "client", " ".join(dice.choices(said, k=4))] for n in range(0, contacts, 10)]
    _write(folder / "contacts.csv", "contact_id sheet_id date client_id minutes role planned", rows)
    _write(folder / "sheets.csv", "sheet_id written_on text", sheets)
    _write(folder / "feedback.csv", "feedback_id date client_id voice text", heard)
    settings = f'semantic = "off"\n[rules]\nhours_total = {2 * sum(minutes) // 60}\n'
    (folder / "practice.toml").write_text(settings, encoding="utf-8")
    return folder


def _prose(kind: str) -> list[str]:
    """The sentences of the example's sheets or feedback, without names."""
    from coachkit import text

    sources = folds.sources()
    return list(text.sentences(sources[sources["kind"].eq(kind)])["sentence"])


def _write(path: Path, header: str, rows: list[list]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(), *rows])
