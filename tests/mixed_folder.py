"""A folder as a coach keeps it, for tests: six clients in Word sheets, a log, a register, supervision, remarks, mails."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import xlsxwriter
from docx_made import docx, p, tbl, tc, tr, zipped
from test_originals import compound


@dataclass(frozen=True)
class Met:
    """One contact as it truly was: its day, the client, whole minutes, and the sheet that tells it ("" = only the log)."""

    day: date
    client: str
    minutes: int
    sheet: str = ""


DILYS, BJORN, KWAME = "Dilys Hargreave", "Björn Åkerlund", "Kwame Ofori"
SAOIRSE, MAREK, PRITI = "Saoirse Tully", "Marek Wolski", "Priti Anand-Shaw"
CLIENTS = (DILYS, BJORN, KWAME, SAOIRSE, MAREK, PRITI)
MET = (
    Met(date(2025, 1, 6), DILYS, 60, "Sheet 01.docx"),
    Met(date(2025, 1, 14), BJORN, 45, "Sheet 02.docx"),
    Met(date(2025, 1, 16), KWAME, 12, "Sheet 02.docx"),
    Met(date(2025, 1, 21), SAOIRSE, 75, "Sheet 03.docx"),
    Met(date(2025, 1, 23), MAREK, 20, "Sheet 03.docx"),
    Met(date(2025, 2, 4), PRITI, 90, "Sheet 04.docx"),
    Met(date(2025, 2, 11), DILYS, 40, "Sheet 05.docx"),
    Met(date(2025, 2, 13), BJORN, 25, "Sheet 05.docx"),
    Met(date(2025, 2, 18), KWAME, 50, "Sheet 06.docx"),
    Met(date(2025, 2, 25), SAOIRSE, 35, "Sheet 07.md"),
    Met(date(2025, 3, 4), MAREK, 65, "older.zip/Sheet 08.docx"),
    Met(date(2025, 3, 11), PRITI, 10, "older.zip/Sheet 09.docx"),
    Met(date(2025, 3, 18), DILYS, 55),
    Met(date(2025, 3, 20), KWAME, 30),
    Met(date(2025, 3, 27), MAREK, 15),
)
MINUTES = 627
"""All contacts once each, added up by hand."""
SUPERVISION_MINUTES = 165
NOT_READ = ("locked.docx", "torn.docx")
PROSE = {
    "Sheet 01.docx": "Dilys spoke of the depot for half an hour – and then of herself.\n\nI noticed that I was in a hurry.",
    "Sheet 02.docx": "Both talks turned on the same question: who decides?\n\nI asked too much and waited too little.",
    "Sheet 03.docx": "Saoirse came late and left early.\n\nMarek rang from the yard, “only for a minute”.",
    "Sheet 04.docx": "Priti brought a drawing of her team.\n\nNext time I shall ask before I look.",
    "Sheet 05.docx": "The plan for the spring stands.\n\nA short word about the board.",
    "Sheet 06.docx": "Kwame wants a yes from me, and I did not give it.\n\nThat was hard, and right.",
    "Sheet 07.md": "Saoirse has told her staff.\n\nI was glad, and said so too soon.",
    "older.zip/Sheet 08.docx": "Marek read his letter aloud.\n\nI kept still to the end.",
    "older.zip/Sheet 09.docx": "Priti had ten minutes and used them.",
}


def write(folder: Path, leave_out: tuple[str, ...] = ()) -> Path:
    """The folder with all its files in it; `leave_out` names files that are not written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        if name not in leave_out:
            (folder / name).write_bytes(data)
    return folder


def files() -> dict[str, bytes]:
    """Every file by its name."""
    return {
        "Sheet 01.docx": _form("Sheet 01.docx", "Date of contact | 6 January 2025", "Client | Dilys Hargreave", "Duration | 1 hour"),
        "Sheet 02.docx": _table_over_prose(),
        "Sheet 03.docx": _sideways(),
        "Sheet 04.docx": _labelled("Sheet 04.docx", "Date: 4 February 2025", "Coachee: Priti Anand-Shaw", "Time spent: 1h30"),
        "Sheet 05.docx": _headed(),
        "Sheet 06.docx": _four_columns(),
        "Sheet 07.md": _markdown().encode(),
        "older.zip": zipped(_older()),
        "Coaching log 2025.xlsx": _log(),
        "supervision.csv": SUPERVISION.encode("cp1252"),
        "client register.xlsx": _register(),
        "what clients said.txt": QUOTES.encode(),
        "thanks.eml": THANKS.encode(),
        "a word.eml": STRANGER.encode(),
        "locked.docx": compound("EncryptionInfo", "EncryptedPackage"),
        "torn.docx": _form("Sheet 01.docx")[:-300],
    }  # fmt: skip


# Word and Markdown


def _prose(name: str) -> list[str]:
    return [p(line) for line in PROSE[name].split("\n\n")]


def _form(name: str, *rows: str) -> bytes:
    """A table of labels and values with the reflection in its last cell."""
    written = [tr(*row.split(" | ")) for row in rows]
    return docx(p("Contact sheet"), tbl(*written, tr("Reflection", tc(*_prose(name)))))


def _table_over_prose() -> bytes:
    rows = ("Date | Coachee | Time spent | How", "14/01/2025 | Björn Åkerlund | 45 mins | video", "16/01/2025 | Kwame Ofori | 12 mins | phone")  # fmt: skip
    return docx(tbl(*(tr(*row.split(" | ")) for row in rows)), p("My reflection"), *_prose("Sheet 02.docx"))


def _sideways() -> bytes:
    rows = (" | Contact 1 | Contact 2", "Date | 21 January 2025 | 23 January 2025", "Client | Saoirse Tully | Marek Wolski", "Length | 1 h 15 | 20 min")  # fmt: skip
    return docx(tbl(*(tr(*row.split(" | ")) for row in rows)), p("Reflection"), *_prose("Sheet 03.docx"))


def _labelled(name: str, *lines: str) -> bytes:
    return docx(p("Session record"), *(p(line) for line in lines), p("Reflection:"), *_prose(name))


def _headed() -> bytes:
    first, second = _prose("Sheet 05.docx")
    return docx(
        p("Contact sheet 5"),
        p("Contact 1 – 11th Feb 2025, Dilys Hargreave, 40 mins"), first,
        p("Contact 2 – 13th Feb 2025, Björn Åkerlund, 25 mins"), second,
    )  # fmt: skip


def _four_columns() -> bytes:
    rows = ("Client | Kwame Ofori | Date | 18 Feb 2025", "Duration | 50 minutes | Planned? | yes")
    return docx(tbl(*(tr(*row.split(" | ")) for row in rows)), p("Notes"), *_prose("Sheet 06.docx"))


def _markdown() -> str:
    return f"# Contact sheet 7\n\nDate: 25 February 2025\nClient: Saoirse Tully\nDuration: 35 min\n\n## Reflection\n\n{PROSE['Sheet 07.md']}\n"


def _older() -> dict[str, bytes]:
    eight = _labelled("older.zip/Sheet 08.docx", "Date: 4 March 2025", "Coachee: Marek Wolski", "Time spent: 65 min")
    nine = _form("older.zip/Sheet 09.docx", "Date of contact | 11 March 2025", "Client | Priti Anand-Shaw", "Duration | 10 mins")  # fmt: skip
    return {"Sheet 08.docx": eight, "Sheet 09.docx": nine}


# Workbooks, CSV, remarks and mails


def _log() -> bytes:
    """All contacts under two rows of title, with real dates and dates as text in turn, and the whole in hours below."""
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet, day = book.add_worksheet("Log"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(0, 0, "Coaching log 2025")
    for column, label in enumerate(("Date", "Client", "Minutes", "Planned?", "Paid?")):
        sheet.write(2, column, label)
    for row, met in enumerate(MET, start=3):
        if row % 3:
            sheet.write_datetime(row, 0, met.day, day)
        else:
            sheet.write_string(row, 0, f"{met.day:%d %B %Y}")
        sheet.write_row(row, 1, [met.client, met.minutes, "yes" if met.minutes > 20 else "no", "yes"])
    sheet.write(len(MET) + 3, 0, "Total")
    sheet.write_formula(len(MET) + 3, 2, f"=SUM(C4:C{len(MET) + 3})", None, MINUTES)
    book.close()
    return held.getvalue()


def _register() -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet("Clients")
    sheet.write_row(0, 0, ["Client name", "Organisation", "Level", "Sponsor", "Consent", "Email"])
    for row, name in enumerate(CLIENTS, start=1):
        address = f"{name.split()[0].lower().replace('ö', 'o')}@client.example"
        sheet.write_row(row, 0, [name, "Fenwick Haulage", "senior manager", "Odile Marchetti", "given", address])
    book.close()
    return held.getvalue()


SUPERVISION = (
    "Date;Supervisor;Hours;Notes\r\n"
    "29/01/2025;Dr Ines Castellanos;1,5;Took Björn's question – who decides? – and my hurry.\r\n"
    '26/03/2025;Dr Ines Castellanos;1,25;"Kwame, and the yes.\r\nShe asked what I was afraid of."\r\n'
)
QUOTES = (
    "“You let me finish, and nobody does that.” – Dilys Hargreave, 12 February 2025\n\n"
    "“I left with one thing to do instead of nine.” – Marek Wolski, 6 March 2025\n"
)
THANKS = (
    "From: Priti Anand-Shaw <priti@client.example>\nTo: Isolde Kerr <isolde@coach.example>\nSubject: Thank you\n"
    "Date: Wed, 5 Feb 2025 09:12:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
    "Thank you for yesterday. The drawing hangs over my desk.\n"
)
STRANGER = (
    "From: Olwen Peake <olwen@elsewhere.example>\nTo: Isolde Kerr <isolde@coach.example>\nSubject: What I hear\n"
    "Date: Fri, 7 Mar 2025 17:40:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
    "Marek has changed in these weeks, and everybody sees it.\n"
)
