"""The main job: the notebooks run on a practice, one page made of them; a draft first, and a rename when all is well."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from coachkit import commentary, notebooks, progress, provenance
from coachkit.errors import RecordsError, RunError
from coachkit.practice import Practice
from coachkit.result_tables import RESULT_TABLES
from coachkit.results import Results, analyse

_stands = "the last good report stands"


@dataclass(frozen=True)
class Made:
    """A report that stands: its page, the numbers of problems and notes in the records, what could not be kept."""

    page: Path
    problems: int
    notes: int
    remarks: tuple[str, ...] = ()


def make_report(
    folder: str | Path,
    out: str | Path = "reports",
    start: str = "",
    end: str = "",
    watch: AbstractContextManager | None = None,
) -> Made:
    """Report on a practice into `out`/<run>: index.html, the executed notebooks, tables/*.csv.

    `watch` is told of each cell (coachkit.progress; by default on stderr). Raises UsageError for a folder or a date
    that cannot be, RecordsError where there are no contacts to read, RunError where the run fails; then what stood in
    `out` stands unchanged.
    """
    results = analyse(folder, start, end)
    practice, parameters = results.practice, {"start": start, "end": end}
    if "contacts" not in practice.counts:
        raise RecordsError("there is no contacts.csv that can be read; `coachkit check` with the same folder says why")
    run = run_name(practice, parameters)
    with _told(), _alone(Path(out), practice):
        page = _drafted(results, parameters, Path(out).resolve() / run, watch or progress.progress())
    remarks = _remember(practice, results)
    return Made(page, len(practice.problems), len(practice.notes), remarks)


def run_name(practice: Practice, parameters: Mapping[str, str]) -> str:
    """A report's folder: practice, as_of and a short hash of all inputs and the model, such as `example-2026-03-31-1a2b3c4d`."""
    as_of = practice.settings.as_of
    dated = "undated" if pd.isna(as_of) else f"{as_of:%Y-%m-%d}"
    made_from = [provenance.hashes(practice.folder), dict(parameters), provenance.VERSION, provenance.model(practice)]
    inputs = json.dumps(made_from, sort_keys=True)
    return f"{_slug(practice)}-{dated}-{hashlib.sha256(inputs.encode()).hexdigest()[:8]}"


def _slug(practice: Practice) -> str:
    return re.sub(r"[^\w-]+", "-", practice.name).strip("-") or "practice"


def _drafted(results: Results, parameters: Mapping[str, str], run: Path, watch: AbstractContextManager) -> Path:
    """Fill a draft beside the run's folder, then put it in its place."""
    draft, old = run.with_name(f".draft-{run.name}"), run.with_name(f".old-{run.name}")
    _recover(run, draft, old)
    try:
        _fill(draft, results, parameters, watch)
        _put(draft, run, old)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return run / "index.html"


def _recover(run: Path, draft: Path, old: Path) -> None:
    """Mend what a run that was killed left behind: its draft goes, and a report that it had put aside comes back."""
    shutil.rmtree(draft, ignore_errors=True)
    if old.exists() and not run.exists():
        old.rename(run)
    shutil.rmtree(old, ignore_errors=True)


def _fill(draft: Path, results: Results, parameters: Mapping[str, str], watch: AbstractContextManager) -> None:
    practice = results.practice
    (draft / "tables").mkdir(parents=True)
    with watch as told:
        notebooks.run_notebooks(
            notebooks.report_notebooks(),
            draft,
            {"practice": str(practice.folder), **parameters},
            on_cell=told,
            shown={str(practice.folder): practice.name},
        )
    for name in RESULT_TABLES:
        _table(results, name).to_csv(
            draft / "tables" / f"{name}.csv", index=False, date_format="%Y-%m-%d", lineterminator="\n"
        )
    (draft / "index.html").write_text(_page(draft, practice), encoding="utf-8", newline="\n")


def _table(results: Results, name: str) -> pd.DataFrame:
    try:
        return getattr(results, name)
    except Exception as error:
        raise RunError(f"table {name}: {type(error).__name__}: {error}; {_stands}") from error


def _page(draft: Path, practice: Practice) -> str:
    import nbformat

    from coachkit.page import page

    executed = {path.stem: nbformat.read(path, as_version=4) for path in sorted(draft.glob("*.ipynb"))}
    return page(executed, f"Practice report: {practice.name}", _period(practice), provenance.VERSION)


def _period(practice: Practice) -> str:
    """The days that a report is about, such as `2 September 2024 to 31 March 2026`."""
    from coachkit.narrate.wording import day

    first, last = practice.settings.period_start, practice.settings.period_end
    dates = practice.contacts["date"]
    first = dates.min() if pd.isna(first) else first
    last = practice.settings.as_of if pd.isna(last) else last
    return "" if pd.isna(first) or pd.isna(last) else f"{day(first)} to {day(last)}"


def _put(draft: Path, run: Path, old: Path) -> None:
    """The draft in the run's place; an earlier report on the same inputs goes only when the new one stands."""
    if run.exists():
        run.rename(old)
    try:
        draft.rename(run)
    except OSError:
        if old.exists():
            old.rename(run)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _remember(practice: Practice, results: Results) -> tuple[str, ...]:
    """Keep beside the coach's words which figures they were seen with; returns why that could not be done, if so."""
    words = commentary.read_commentary(practice.folder)
    seen = commentary.read_seen(practice.folder)
    figures = {section: commentary.fingerprint(section, results) for section in {item.section for item in words}}
    now = commentary.now_seen(words, seen, figures)
    if now == seen:
        return ()
    path = practice.folder / "commentary" / commentary.SEEN
    try:
        draft = path.with_name(f"{path.name}.draft")
        draft.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        return (
            f"commentary/{commentary.SEEN} cannot be written ({error.strerror}); changed figures will not be marked",
        )
    return ()


@contextmanager
def _alone(out: Path, practice: Practice) -> Iterator[None]:
    """Hold the lock of this practice's reports in `out`; the system frees it when a run is killed."""
    from filelock import FileLock, Timeout

    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / f".{_slug(practice)}.lock", timeout=0):
            yield
    except Timeout:
        raise RunError(f"another report on {practice.name} is being made in {out}; wait until it is done") from None


@contextmanager
def _told() -> Iterator[None]:
    """A full disk or a folder that may not be written, in one line."""
    try:
        yield
    except OSError as error:
        where = f"{Path(error.filename).name}: " if error.filename else ""
        raise RunError(f"the report cannot be written: {where}{error.strerror or error}; {_stands}") from error
