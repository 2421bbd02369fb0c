"""Time `coachkit check` on 100,000 contacts and 20,000 sheets: python tests/benchmarks/check.py [CONTACTS SHEETS].

Prints seconds and peak memory of the command as a process, beside reading the same files with pandas.read_csv as text
in a process of its own, in the same run. The practice is made from a seed, in a temporary folder.
"""

import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

GIVEN = "Ada Björn Celia Dmitri Esther Faisal Gwen Hope Idris Joy Kit Lena Mark Nuala Omar Petra Rose Sunil Tess Will".split()
SURNAMES = "Quill Marsh Okonkwo Delamere Vance Pargiter Nakamura Frost Carrow Bell".split()
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo ya ken tor mal dis ling ster ver".split()
READ_WITH_PANDAS = "import pandas, sys; [pandas.read_csv(path, dtype=str) for path in sys.argv[1:]]"
MEASURED = "import resource, runpy, sys; code = 0\ntry:\n    {run}\nexcept SystemExit as done:\n    code = done.code\n" \
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)\nsys.exit(code)"  # fmt: skip


def main(contacts: int = 100_000, sheets: int = 20_000) -> None:
    """Make the practice, check it, read it with pandas, print."""
    with tempfile.TemporaryDirectory() as folder:
        practice = Path(folder)
        make(practice, contacts, sheets, clients=200)
        files = sorted(map(str, practice.glob("*.csv")))
        size = sum(Path(file).stat().st_size for file in files) / 1e6
        run = f"sys.argv = ['coachkit', 'check', {folder!r}]; runpy.run_module('coachkit', run_name='__main__')"
        check = measured(MEASURED.format(run=run))
        plain = measured(MEASURED.format(run=READ_WITH_PANDAS.replace("sys.argv[1:]", repr(files))))
    print(f"{contacts:,} contacts, {sheets:,} sheets, {size:.0f} MB")
    print(f"coachkit check         {check[0]:5.1f} s  {check[1]:5.0f} MB at its peak")
    print(f"pandas.read_csv alone  {plain[0]:5.1f} s  {plain[1]:5.0f} MB at its peak")
    print(f"ratio                  {check[0] / plain[0]:5.1f}")


def measured(script: str) -> tuple[float, float]:
    """Seconds and peak megabytes of a Python script as a process of its own."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return seconds, int(done.stderr.splitlines()[-1]) / 1024


def make(folder: Path, contacts: int, sheets: int, clients: int) -> None:
    """A practice without problems: each sheet of some 600 varied words that name its client now and then."""
    chance = random.Random(8589)
    names = [f"{GIVEN[at % 20]} {SURNAMES[at // 20]}{'ley' * (at % 3)}" for at in range(clients)]
    words = [
        "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(8000)
    ] + "will may hope mark".split()
    register = [(f"C{at:03}", name, "yes", date(2020, 1, 1)) for at, name in enumerate(names)]
    written = [date(2020, 1, 6) + timedelta(days=at % 2000) for at in range(sheets)]
    prose = [(f"S{at:05}", day, text(chance, words, names[at % clients])) for at, day in enumerate(written)]
    log = [
        (
            f"K{at:06}",
            f"S{at % sheets:05}",
            written[at % sheets],
            f"C{at % sheets % clients:03}",
            chance.randint(10, 120),
        )
        for at in range(contacts)
    ]
    tables = {
        "clients": (register, ["client_id", "name", "consent", "contracted_on"]),
        "sheets": (prose, ["sheet_id", "written_on", "text"]),
        "contacts": (log, ["contact_id", "sheet_id", "date", "client_id", "minutes"]),
    }
    for name, (rows, columns) in tables.items():
        pd.DataFrame(rows, columns=columns).to_csv(folder / f"{name}.csv", index=False)


def text(chance: random.Random, words: list[str], name: str) -> str:
    """Some 600 words in four paragraphs, with line breaks, commas and quotes, and the client's name in each."""
    paragraphs = []
    for _ in range(4):
        said = chance.choices(words, k=148)
        said[chance.randint(10, 130)] = chance.choice([name, name.split()[0]])
        said[chance.randint(10, 130)] = f'"{chance.choice(words)},'
        said[chance.randint(10, 130)] += '."'
        paragraphs.append(" ".join(said).capitalize() + ".")
    return "\n\n".join(paragraphs)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
