"""Import files in layouts nobody tuned on, and bad ones, as a program would: import.py [--verbose] [--out FOLDER].

Every practice's files go into one `coachkit import FILE... --into DIR --json` (or with --alone each file into its own),
and what comes back is held against the truth that was written with them: layouts_unseen/README.md. "Exact" is of the
contacts that can be read with certainty; "wrong" and "lost" are without a word: no problem or note names the place or
the value. Intervals are Wilson's (1927), 95%. --only TEXT takes the layouts with that in their name, --no-bad leaves
the bad files out, --check-scorer scores a perfect answer and a spoilt one instead of coachkit's. --set takes one
set alone: the first and the second were used to mend the importers after their first runs, the third was not.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from math import sqrt
from pathlib import Path

import bad_files
import layouts_second
import layouts_third
import layouts_unseen
from layouts_unseen import File, score, scorer_check

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = (score.EXACT, score.ASKED, score.TOLD, score.WRONG, score.LOST)
SETS = {"first": layouts_unseen.written, "second": layouts_second.written, "third": layouts_third.written}
OTHERS = ("sheet", "attached", "feedback", "supervision", "client")


def main() -> int:
    """Write, import, compare, print; 1 where a target is missed."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(asked.out or temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if not asked.check_scorer and (broken := breaks(folder)):
            print(f"coachkit import does not run yet: {broken}", file=sys.stderr)
            return 3
        chosen = SETS if asked.set == "all" else (asked.set,)
        well = [measured(each, folder, asked, Path(temporary)) for each in chosen]
        named = asked.no_bad or asked.check_scorer or bad_files.measure(folder / "bad", asked.verbose)
    return 0 if named and all(well) else 1


def measured(which: str, folder: Path, asked: argparse.Namespace, temporary: Path) -> bool:
    """Write, import and show one set of layouts; whether it reaches the targets."""
    files = SETS[which](folder, asked.only)
    read = scorer_check.check if asked.check_scorer else alone if asked.alone else together
    began = time.perf_counter()
    verdicts = [each for key, some in files.items() for each in read(key, some, temporary)]
    seconds = time.perf_counter() - began
    print(f"The {which} set of layouts")
    show(verdicts, asked.verbose)
    print(f"{sum(map(len, files.values()))} files imported in {seconds:.0f} s\n")
    return reached(verdicts)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for switch in ("verbose", "alone", "no-bad", "check-scorer"):
        parser.add_argument(f"--{switch}", action="store_true")
    parser.add_argument("--set", choices=(*SETS, "all"), default="all", help="which set of layouts")
    parser.add_argument("--out", help="a folder in which the files stay")
    parser.add_argument("--only", default="", help="a part of the names of layouts")
    return parser.parse_args()


def together(key: str, files: list[File], temporary: Path) -> list[score.Verdict]:
    """One import of all files of a practice; where it breaks off, of each half, so that one file spoils few."""
    told, stderr = imported(files, practice_folder(key, temporary))
    if told is None and len(files) > 1:
        print(f"practice {key}: the import of {len(files)} files broke off: {stderr.strip()[-200:]}")
        middle = len(files) // 2
        return together(key, files[:middle], temporary) + together(key, files[middle:], temporary)
    return score.verdicts(files, score.answers(told or {}), said(stderr))


def alone(key: str, files: list[File], temporary: Path) -> list[score.Verdict]:
    """An import to each file, with nothing known from the others."""
    found = []
    for file in files:
        told, stderr = imported([file], practice_folder(key, temporary))
        found += score.verdicts([file], score.answers(told or {}), said(stderr))
    return found


def said(stderr: str) -> str:
    """What stderr says to a person: nothing where it is a traceback."""
    return "" if "Traceback" in stderr else stderr


def imported(files: Iterable[File], into: Path) -> tuple[dict | None, str]:
    """What the command prints as JSON, None where it prints none, and its stderr."""
    command = [sys.executable, "-m", "coachkit", "import", *(str(file.path) for file in files)]
    done = subprocess.run([*command, "--into", str(into), "--json"], capture_output=True, cwd=ROOT, timeout=240)
    stderr = done.stderr.decode("utf-8", "replace")
    try:
        return json.loads(done.stdout.decode("utf-8")), stderr
    except ValueError:
        return None, stderr or done.stdout.decode("utf-8", "replace")


def breaks(folder: Path) -> str:
    """The last line of the traceback that the import of one plain line ends with, "" where it does not."""
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        plain = File(Path(temporary) / "plain.csv", "")
        plain.path.write_text("Date,Client,Minutes\n2025-01-06,Ada Quill,45\n", encoding="utf-8")
        told, stderr = imported([plain], Path(temporary) / "practice")
    return stderr.strip().splitlines()[-1] if told is None and "Traceback" in stderr else ""


def practice_folder(key: str, temporary: Path) -> Path:
    """Practice A is there already, with its register and no contacts yet; the others begin with the import."""
    folder = temporary / f"practice {key}"
    shutil.rmtree(folder, ignore_errors=True)
    if key == "A":
        example = ROOT / "data" / "example"
        folder.mkdir()
        for name in ("clients.csv", "practice.toml"):
            shutil.copy(example / name, folder)
        head = (example / "contacts.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        (folder / "contacts.csv").write_text(head + "\n", encoding="utf-8")
    return folder


def show(verdicts: list[score.Verdict], verbose: bool) -> None:
    """A line to each layout and the totals, and with `verbose` all that went wrong."""
    print(f"{'layout':<70}{'n':>4}" + "".join(f"{column:>7}" for column in COLUMNS) + f"{'extra':>7}")
    for name in dict.fromkeys(each.file.layout for each in verdicts):
        mine = [each for each in verdicts if each.file.layout == name]
        line = [each for each in mine if each.kind == "contact"]
        counts = Counter(each.outcome for each in line)
        extra = sum(each.kind == "invented row" and each.outcome == score.WRONG for each in mine)
        others = "  ".join(f"{kind} {told(mine, kind)}" for kind in OTHERS if any(each.kind == kind for each in mine))
        print(
            f"{name[:69]:<70}{len(line):>4}"
            + "".join(f"{counts[c] or '':>7}" for c in COLUMNS)
            + f"{extra or '':>7}  {others}"
        )
        if verbose:
            print(
                *(
                    f"    {each.outcome}: {each.file.name}: {each.why}"
                    for each in mine
                    if each.outcome != score.EXACT and not each.rightly_asked
                ),
                sep="\n",
            )
    totals(verdicts)


def told(verdicts: list[score.Verdict], kind: str) -> str:
    mine = [each for each in verdicts if each.kind == kind]
    return f"{sum(each.outcome == score.EXACT for each in mine)}/{len(mine)}"


def totals(verdicts: list[score.Verdict]) -> None:
    """The figures that the targets are set on."""
    contacts = [each for each in verdicts if each.kind == "contact"]
    certain, doubtful = [c for c in contacts if not c.doubt], [c for c in contacts if c.doubt]
    silent = [each for each in verdicts if silently_wrong(each)]
    lost = [each for each in contacts if each.outcome == score.LOST]
    print()
    share("contacts read exactly, of those that can be (target 97%)", [c.outcome == score.EXACT for c in certain])
    share("doubtful contacts asked about", [c.outcome == score.ASKED for c in doubtful])
    share(
        "contacts or rows wrong without a word (target 0)",
        [silently_wrong(each) for each in contacts] + [True] * (len(silent) - sum(map(silently_wrong, contacts))),
    )
    share("contacts lost without a word (target 0)", [each in lost for each in contacts])
    for kind in OTHERS:
        share(f"{kind}: right", [each.outcome == score.EXACT for each in verdicts if each.kind == kind])


def silently_wrong(verdict: score.Verdict) -> bool:
    return verdict.kind in ("contact", "invented row") and verdict.outcome == score.WRONG


def reached(verdicts: list[score.Verdict]) -> bool:
    certain = [each.outcome == score.EXACT for each in verdicts if each.kind == "contact" and not each.doubt]
    lost = any(each.kind == "contact" and each.outcome == score.LOST for each in verdicts)
    return sum(certain) >= 0.97 * len(certain) and not lost and not any(map(silently_wrong, verdicts))


def share(name: str, right: list[bool]) -> None:
    if right:
        low, high = wilson(sum(right), len(right))
        print(f"{name:<62}{sum(right):>5} of {len(right):<5}{sum(right) / len(right):>7.1%}  [{low:.1%}, {high:.1%}]")


def wilson(count: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95% interval of a share after Wilson (1927)."""
    middle, spread = count + z * z / 2, z * sqrt(count * (n - count) / n + z * z / 4)
    return max(0.0, (middle - spread) / (n + z * z)), min(1.0, (middle + spread) / (n + z * z))


if __name__ == "__main__":
    sys.exit(main())
