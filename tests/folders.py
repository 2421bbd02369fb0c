"""Practice folders for tests, written from the text of their files."""

from datetime import date
from pathlib import Path

import pandas as pd

from coachkit.practice import Practice, read_practice

TODAY = date(2026, 6, 30)
CONTACTS = "contact_id,date,client_id,minutes\nK1,2025-01-06,C01,60\nK2,2025-01-20,C02,45\n"
CLIENTS = "client_id,name,consent\nC01,Ada Quill,yes\nC02,Björn Marsh,yes\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The folder with these files in it; text is written as UTF-8."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path, files: dict[str, str | bytes], today: date = TODAY) -> Practice:
    """The practice in a folder with these files in it."""
    return read_practice(write(folder, files), today=today)


def found(frame: pd.DataFrame) -> list[tuple]:
    """(file, line, column, value, problem) of problems or notes; line None where there is none."""
    rows = frame.astype("object").where(frame.notna(), None).to_dict("records")
    return [tuple(row[name] for name in ("file", "line", "column", "value", "problem")) for row in rows]
