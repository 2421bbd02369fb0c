"""Writing so that a cut at any point leaves the old bytes or the new ones: a copy first, on the disk, then a rename."""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachkit.errors import RecordsError, UsageError


def write(path: Path, data: bytes, mode: int = 0o600) -> None:
    """A new file, on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(path, mode)


def put(path: Path, data: bytes) -> None:
    """These bytes in place of a file, or as a new one, in one step; the rights of a file that stands there are kept."""
    draft = draft_of(path)
    write(draft, data, _mode(path))
    move(draft, path)


def append(path: Path, line: bytes) -> None:
    """One more line at the end of a file, on the disk when this returns; a last line that a cut left unfinished gives way."""
    folder(path.parent)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        whole = file.read().rfind(b"\n") + 1
        file.seek(whole)
        file.truncate()
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def draft_of(path: Path) -> Path:
    """Where the new bytes of a file stand until they take its place."""
    return path.with_name(f".{path.name}.importing")


def move(source: Path, target: Path) -> None:
    """Rename in one step, on the disk when this returns."""
    os.replace(source, target)
    for folder in {source.parent, target.parent}:
        sync(folder)


def give_back(path: Path, kept: Path) -> None:
    """A kept copy in place of a file, with the file's rights; needs no room on the disk."""
    os.chmod(kept, _mode(path))
    move(kept, path)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o600


def sync(folder: Path) -> None:
    """The entries of a folder on the disk; not every system lets a folder be opened."""
    if os.name == "nt" or not folder.is_dir():
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def folder(path: Path) -> Path:
    """A folder that only its owner may look into, made where it is not there yet."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def clear(path: Path) -> None:
    """Take away a folder and all in it, where it is there."""
    if path.is_dir():
        shutil.rmtree(path)


def sha256(data: bytes) -> str:
    """The hash of some bytes, as 64 letters."""
    return hashlib.sha256(data).hexdigest()


def bytes_of(path: Path) -> bytes | None:
    """A file's bytes, None where there is none."""
    return path.read_bytes() if path.exists() else None


@contextmanager
def alone(practice: Path, lock: Path, wait: float = 0) -> Iterator[None]:
    """Hold a practice's lock; the system frees it when the program is killed.

    Raises UsageError where another import, undo or decision holds it for longer than `wait` seconds.
    """
    from filelock import FileLock, Timeout

    folder(lock.parent)
    try:
        with FileLock(lock, timeout=wait, mode=0o600):
            yield
    except Timeout:
        raise UsageError(
            f"{practice.name}: another import, undo or decision is being written there; wait until it is done"
        ) from None


@contextmanager
def told(what: str) -> Iterator[None]:
    """A full disk, or a folder that may not be written, in one line that begins with what was not done."""
    try:
        yield
    except OSError as error:
        where = f"{Path(str(error.filename)).name}: " if error.filename else ""
        raise RecordsError(f"{what}: {where}{error.strerror or error}") from error
