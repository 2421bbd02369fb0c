"""Time `coachkit report` on the example: python tests/benchmarks/report.py.

In one run: the command as a cold process, and beside it stock papermill, one process for each of the same notebooks in
turn, with nbconvert to HTML after each, as a person without coachkit would do it. Prints both and the time by notebook.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coachkit import notebooks, shipped

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
TOLD = re.compile(r"(\S+): cell (\d+) of (\d+)")


def main() -> None:
    """Run both, print."""
    practice = str(shipped.data("example"))
    with tempfile.TemporaryDirectory() as folder:
        report, spans = coachkit_report(practice, folder)
        stock = {path.stem: stock_notebook(path, practice, folder) for path in notebooks.report_notebooks()}
    total = sum(map(sum, stock.values()))
    print(f"coachkit report, a cold process            {report:6.1f} s")
    print(f"papermill and nbconvert, one after another {total:6.1f} s")
    print(f"ratio                                      {report / total:6.2f}")
    print("\nseconds by notebook  coachkit (two at a time)  papermill  nbconvert")
    for name, (ran, converted) in stock.items():
        print(f"{name:20} {spans.get(name, 0):24.1f} {ran:10.1f} {converted:10.1f}")


def coachkit_report(practice: str, folder: str) -> tuple[float, dict[str, float]]:
    """Seconds of the command, and for each notebook from its first cell to when its last one began."""
    began, times = time.perf_counter(), {}
    command = [sys.executable, "-m", "coachkit", "report", practice, "--out", folder]
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        told = []
        for line in process.stderr:
            told.append(line)
            if cell := TOLD.match(line):
                times.setdefault(cell[1], []).append(time.perf_counter())
    if process.returncode:
        sys.exit("".join(told[-20:]))
    return time.perf_counter() - began, {name: at[-1] - at[0] for name, at in times.items()}


def stock_notebook(path: Path, practice: str, folder: str) -> tuple[float, float]:
    """Seconds of papermill and of nbconvert for one notebook."""
    out = Path(folder) / path.name
    run = seconds(
        "papermill", str(path), str(out), "-p", "practice", practice, "--cwd", str(path.parent), "-k", "python3"
    )
    return run, seconds("nbconvert", "--to", "html", str(out))


def seconds(module: str, *arguments: str) -> float:
    """Seconds of `python -m MODULE ARGUMENTS`, which must go well."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", module, *arguments], env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
