"""An empty practice folder to begin with: headed tables, settings, and a README that says what goes where."""

import os
import shutil
import tempfile
from pathlib import Path

from coachkit import knowledge, shipped
from coachkit.errors import UsageError
from coachkit.schema import TABLES, Table

_SETTINGS = """\
# Settings of this practice. Lines that begin with # are off.
# coach = "Your Name"            # shown as "coach" wherever it stands in a text
framework = "ilm-l7-diploma"     # or the file of your own mapping sheet: criterion, text, needed
# beside = ["other.csv"]         # further frameworks; evidence is counted for all of them
# period_start = 2025-01-01      # contacts outside the period are logged, not claimable
# period_end = 2025-12-31
# as_of = 2025-12-31             # "today" everywhere; without it, the latest date in the records
# preset = "icf-acc"             # a body's published figures; what stands below overrides them
# semantic = "auto"              # sentence embeddings: "auto" if a model is installed, "off", or the folder of model.onnx

[rules]                          # a rule that is absent is not checked
hours_total = 100
"""

_README = """\
# A practice

Plain files, UTF-8 CSV, one header line each; only contacts.csv must have rows, and every other table may be deleted.
Times are whole minutes (90, 1h30 or 1.5 h); dates are best written 2025-01-31. Nothing here leaves this computer.

| file | one row is |
|---|---|
{rows}

- `coachkit check DIR` names every problem, with file, line, column and how to mend it.
- `coachkit report DIR` makes the report. Your own words for a section go in `commentary/hours.md` (and so on).
- The columns are explained in coachkit's docs/tables.md. Required: {required}.

## The topics of contracts.csv

A row for each topic that a client's contract settles, with the date, the code of practice and its edition
(such as ICF Code of Ethics, 2025). A topic that is none of these is kept and not counted.

| topic | what the contract settles |
|---|---|
{topics}
"""


def new_practice(path: str | Path) -> Path:
    """An empty practice in a new folder; returns the folder.

    Raises UsageError where the folder exists and is not empty. The folder appears whole or not at all.
    """
    folder = Path(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{path}: stands there already and is not empty; nothing was written")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-practice-", dir=folder.parent) as draft:
            _fill(Path(draft) / "practice")
            os.replace(Path(draft) / "practice", folder)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    return folder


def example_copy(path: str | Path) -> Path:
    """A copy of the example practice, to decide and change things in: made where there is none yet; returns the folder.

    Raises UsageError where something else stands there. The folder appears whole or not at all.
    """
    folder = Path(path)
    if folder.is_dir() and shipped.is_example(folder):
        return folder
    if folder.exists():
        raise UsageError(f"{path}: stands there already and is not a copy of the example; nothing was written")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-practice-", dir=folder.parent) as draft:
            left = shutil.ignore_patterns(".*", "private")
            copy = shutil.copytree(shipped.data("example"), Path(draft) / "practice", ignore=left)
            os.replace(copy, folder)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    return folder


def _fill(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for table in TABLES.values():
        file = folder / table.file
        file.parent.mkdir(exist_ok=True)
        file.write_text(",".join(table.names) + "\n", encoding="utf-8")
    (folder / "commentary").mkdir()
    (folder / "practice.toml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "README.md").write_text(_readme(), encoding="utf-8")


def _readme() -> str:
    rows = "\n".join(f"| {table.file} | {table.row} |" for table in TABLES.values())
    topics = "\n".join(f"| {row.topic_id} | {row.topic} |" for row in knowledge.read_topics().itertuples())
    return _README.format(rows=rows, required=_required(TABLES["contacts"]), topics=topics)


def _required(table: Table) -> str:
    return ", ".join(column.name for column in table.columns if column.required)
