"""How far a run has come, by notebook and cell: a live display on a terminal, plain lines anywhere else."""

import sys
import threading
from contextlib import AbstractContextManager
from typing import TextIO


def progress(stream: TextIO | None = None) -> AbstractContextManager:
    """What suits the stream (stderr by default); within `with`, call it with notebook, cell (1, 2, ...) and cells."""
    stream = stream or sys.stderr
    return Live(stream) if stream.isatty() else Lines(stream)


class Lines(AbstractContextManager):
    """A line a cell, such as `04-coverage: cell 3 of 9`."""

    def __init__(self, stream: TextIO):
        self._stream, self._lock = stream, threading.Lock()

    def __call__(self, notebook: str, cell: int, cells: int) -> None:
        """Write the line of a cell that begins."""
        with self._lock:
            print(f"{notebook}: cell {cell} of {cells}", file=self._stream, flush=True)

    def __exit__(self, *error) -> None:
        return None


class Live(AbstractContextManager):
    """A bar for each notebook under way, drawn by rich; a notebook that is done leaves its bar full."""

    def __init__(self, stream: TextIO):
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("cell {task.completed} of {task.total}"))
        self._bars, self._lock, self._tasks = Progress(*columns, console=Console(file=stream)), threading.Lock(), {}

    def __enter__(self):
        self._bars.start()
        return self

    def __call__(self, notebook: str, cell: int, cells: int) -> None:
        """Move the notebook's bar to a cell that begins."""
        with self._lock:
            if notebook not in self._tasks:
                self._tasks[notebook] = self._bars.add_task(notebook, total=cells)
            self._bars.update(self._tasks[notebook], completed=cell, total=cells)

    def __exit__(self, *error) -> None:
        self._bars.stop()
