"""Files that an import must refuse by name, or remark on, in under ten seconds: python bad_files.py [--verbose].

Each goes into a process of its own, with a limit on memory. It must print a problem (for marks, formulas and the like a
problem or a note) in its JSON, or a line on stderr that names the file; leave no traceback and no file, end with code
0, 1 or 2; and, with --apply, write nothing where nothing can be read and nothing outside the practice.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from layouts_unseen.hostile import BAD, Bad

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEMORY = 10, 3 * 1024**3


@dataclass
class Run:
    """What one process did with one bad file; `faults` is empty where it did as it must."""

    bad: Bad
    seconds: float
    said: str
    faults: list[str]


def measure(folder: Path, verbose: bool = False) -> bool:
    """Write the bad files, import each, print a line to each that fails (with `verbose` to all); true if none does."""
    folder.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as workers:
        runs = list(workers.map(lambda bad: tried(bad, folder), BAD))
    for run in runs:
        if verbose or run.faults:
            print(f"  {'; '.join(run.faults) or 'well':<40} {run.seconds:4.1f} s  {run.bad.name}: {run.said[:110]!r}")
    well, slowest = [run for run in runs if not run.faults], max(runs, key=lambda run: run.seconds)
    print(f"bad files refused by name, nothing written{len(well):>25} of {len(runs)}, the slowest {slowest.bad.name} in {slowest.seconds:.1f} s, all in {time.perf_counter() - began:.0f} s")  # fmt: skip
    return len(well) == len(runs)


def tried(bad: Bad, folder: Path) -> Run:
    """Import one bad file as it must be possible to, then with --apply."""
    path = folder / bad.name
    if not path.exists() and not bad.missing:
        bad.write(path)
    with tempfile.TemporaryDirectory() as work:
        try:
            began = time.perf_counter()
            shown = run(path, Path(work), [])
            seconds = time.perf_counter() - began
            applied = run(path, Path(work), ["--apply"])
        except subprocess.TimeoutExpired:
            return Run(bad, SECONDS * 2.0, "", ["killed after twice the time"])
        stderr = shown.stderr.decode("utf-8", "replace")
        remarks, rows = told(shown.stdout)
        said = next((remark["problem"] for remark in remarks if not remark["note"]), "") or " ".join(
            stderr.splitlines()[-1:]
        )
        faults = [what for what, wrong in {
            "not named": not named(bad, remarks, stderr),
            "traceback": b"Traceback" in shown.stderr + shown.stdout + applied.stderr + applied.stdout,
            f"ended with {shown.returncode} and {applied.returncode}": not {shown.returncode, applied.returncode} <= {0, 1, 2},
            "too slow": seconds > SECONDS,
            "wrote without --apply": bool(shown.left),
            "wrote where it must not": any(escaped(Path(work), folder)) or (bad.unreadable and bool(applied.left)),
            "read wrongly": any(not bad.right(row) for row in rows),
            "leaked": b"root:" in shown.stdout + shown.stderr,
        }.items() if wrong]  # fmt: skip
        return Run(bad, seconds, said, faults)


def run(path: Path, work: Path, switches: list[str]) -> subprocess.CompletedProcess:
    """One import as a process; `left` on what it returns are the files that it left."""
    command = [
        sys.executable,
        "-m",
        "coachkit",
        "import",
        str(path),
        "--into",
        str(work / "practice"),
        "--json",
        *switches,
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, capture_output=True, cwd=work, timeout=2 * SECONDS, env=environment, preexec_fn=_limited,
    )  # fmt: skip
    done.left = [left for left in work.rglob("*") if left.is_file()]
    return done


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def told(stdout: bytes) -> tuple[list[dict], list[dict]]:
    """Every remark (`note` says which kind) and every contact of the import's JSON."""
    try:
        files = json.loads(stdout.decode("utf-8"))["files"]
    except (ValueError, KeyError):
        return [], []
    remarks = [
        {"problem": "", **remark, "note": kind == "notes"}
        for file in files
        for kind in ("problems", "notes")
        for remark in file.get(kind, [])
    ]
    return remarks, [row for file in files for row in file.get("rows", []) if row.get("table") == "contacts"]


def named(bad: Bad, remarks: list[dict], stderr: str) -> bool:
    if any(bad.mark or not remark["note"] for remark in remarks):
        return True
    return bool(re.search(re.escape(bad.name), stderr)) and "Traceback" not in stderr


def escaped(work: Path, folder: Path) -> list[Path]:
    """Files that a zip tried to put elsewhere."""
    places: list[Callable[[], list[Path]]] = [
        lambda: [left for left in work.rglob("*") if left.is_file() and work / "practice" not in left.parents],
        lambda: (
            list(work.parent.glob("escaped*")) + list(folder.glob("escaped*")) + list(folder.parent.glob("escaped*"))
        ),
        lambda: list(Path("/tmp").glob("escaped*")) + list(ROOT.glob("escaped*")),
    ]
    return [left for place in places for left in place()]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(0 if measure(Path(temporary), "--verbose" in sys.argv) else 1)
