"""Running another program on one file: watched, stopped in time with all that it started, and nothing left behind."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 50_000_000
_LOOK_AGAIN_SECONDS = 0.02


class Stopped(Exception):
    """The program took too long or wrote too much, and was ended."""


@dataclass(frozen=True)
class Ran:
    """What a program that ended by itself left: its exit code, and what it wrote to standard output and error."""

    code: int
    written: bytes
    complaints: bytes


def run(command: Sequence[str], folder: Path, deadline: float) -> Ran:
    """The program run in a folder of its own until a deadline of time.monotonic(); raises Stopped and OSError.

    It has a session of its own, so that whatever it starts is ended with it.
    """
    written, complaints = folder / "written", folder / "complaints"
    with written.open("wb") as out, complaints.open("wb") as err:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
    try:
        while process.poll() is None:
            if time.monotonic() > deadline or max(_size(written), _size(complaints)) > MOST_BYTES:
                raise Stopped
            time.sleep(_LOOK_AGAIN_SECONDS)
    finally:
        _end(process)
    if max(_size(written), _size(complaints)) > MOST_BYTES:
        raise Stopped
    return Ran(process.returncode, written.read_bytes(), complaints.read_bytes())


def _size(path: Path) -> int:
    return path.stat().st_size


def _end(process: subprocess.Popen) -> None:
    """End the program's whole group, also what it left running after its own end."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
