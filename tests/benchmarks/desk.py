"""How long one press of the evidence desk takes in the kernel, from the decision to the next passage drawn, on a copy of the example."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from folds import ROOT  # also puts the project on the path

from coachkit import analyse
from coachkit.desk.evidence import Desk
from coachkit.starter import example_copy

PRESSES = 20


def main() -> int:
    """Print the median and the longest of as many presses, and the time to open."""
    with tempfile.TemporaryDirectory(prefix=f"{ROOT.name}-") as folder:
        practice = example_copy(Path(folder) / "practice")
        began = time.perf_counter()
        desk = Desk(analyse(practice))
        print(f"the desk opens in {time.perf_counter() - began:.1f} s, what it imports late included")
        passages, times = desk._parts["Passages"], []
        for number in range(PRESSES):
            began = time.perf_counter()
            desk.press([passages.accept, passages.reject, passages.later][number % 3])
            times.append(time.perf_counter() - began)
            assert "written" in desk.said.says, desk.said.says
            if number % 5 == 4:
                desk.press(passages.queue.next_criterion)
    print(f"a press: median {statistics.median(times):.2f} s, longest {max(times):.2f} s, {PRESSES} presses")
    return 0


if __name__ == "__main__":
    sys.exit(main())
