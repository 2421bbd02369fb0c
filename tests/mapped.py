"""A small practice for tests of mapping sheets, and sheets as a coach or an assessor would fill them in."""

from pathlib import Path

import openpyxl
from folders import CONTACTS, write

from coachkit.practice import read_practice
from coachkit.results import Results

ADA = "I asked Ada what she would lose. She was silent for a long time.\nThen we wrote a contract together."
BO = "Björn wanted answers. I gave none, and he found his own."
FILES = {
    "contacts.csv": CONTACTS.replace("contact_id,date", "contact_id,sheet_id,date")
    .replace("K1,", "K1,S1,")
    .replace("K2,", "K2,S2,"),
    "clients.csv": "client_id,name,consent\nC01,Ada Quill,yes\nC02,Björn Marsh,yes\n",
    "sheets.csv": f'sheet_id,written_on,text\nS1,2025-01-06,"{ADA}"\nS2,2025-01-20,"{BO}"\n',
    "feedback.csv": "feedback_id,date,client_id,voice,text\nF1,2025-02-03,C01,client,You never let me off the hook.\n",
    "supervision.csv": "supervision_id,date,text\nV1,2025-02-10,We spoke of silence.\n",
    "documents.csv": "document_id,title,kind,date,text\nD1,My code of practice,code_of_practice,2025-01-02,What I hold to.\n",
    "own.csv": "criterion,unit,unit_title,text\n1.1,1,Practice,Uses silence\n1.2,1,Practice,Agrees a contract\n2.1,2,Review,Takes feedback\n",
    "practice.toml": 'framework = "own.csv"\n',
    "evidence.csv": "evidence_id,criterion,source_id,start,end,quote,kind,decision,reason,decided_on,assessor,assessor_decision,sampled\n"
    "E001,1.1,S1,0,32,I asked Ada what she would lose.,,accepted,Waits for her,2025-03-01,,,\n"
    "E002,2.1,F1,,,,,accepted,,2025-03-02,,,\n"
    "E003,1.1,S2,0,21,Björn wanted answers.,,rejected,,2025-03-02,,,\n",
}


def practice(folder: Path, **files: str) -> Path:
    """The practice in a folder; `files` in place of its own by stem, such as evidence="..."."""
    named = {
        next((name for name in FILES if name.startswith(f"{stem}.")), f"{stem}.csv"): text
        for stem, text in files.items()
    }
    return write(folder / "kim", FILES | named)


def results(folder: Path) -> Results:
    """Its results."""
    return Results(read_practice(folder))


def rows(file: Path, sheet: str) -> list[tuple]:
    """The cells of one sheet, below its labels."""
    return list(openpyxl.load_workbook(file)[sheet].iter_rows(min_row=2, values_only=True))


def filled(file: Path, to: Path, **cells: object) -> Path:
    """A copy of a workbook with some cells filled in; `cells` as unit_1_M2="JB" (the sheet "1", the cell M2)."""
    book = openpyxl.load_workbook(file)
    for name, value in cells.items():
        _, sheet, cell = name.split("_")
        book[sheet][cell] = value
    book.save(to)
    return to


def workbook(file: Path, **sheets: list[tuple]) -> Path:
    """A workbook of a coach's own: a sheet of rows by each name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(file)
    return file


NEW_VERSION = (
    "criterion,text,replaced_by\nA,Works with silence,\nB,Waits,\n1.1,Uses silence,A; B\n2.1,Takes feedback,\n"
)
"""A framework in which 1.1 has given way to A and B, 1.2 is gone and 2.1 has stayed."""
