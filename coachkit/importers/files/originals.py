"""Files, folders and zips as given: the originals that can be read, and what is refused, each by its name."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from coachkit.importers.files import archives
from coachkit.importers.files.kinds import kind_of
from coachkit.importers.files.marks import without_marks
from coachkit.importers.pages import Remark, Unreadable

_CLUTTER = {"thumbs.db", "desktop.ini", "__macosx"}
_MISSING = ("is not there", "check the name and the folder")
_EMPTY_FOLDER = ("holds no files", "give the folder in which the files are")
_NESTED = ("is a zip file inside another", "unpack it and give the files, or give it by itself")


@dataclass(frozen=True)
class Original:
    """One file to be read: its name (folder and zip in front, with "/"), its bytes, and the kind of its reader.

    `kind` is word, oldword, workbook, delimited, text or mail.
    """

    name: str
    data: bytes
    kind: str

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of its bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Refused:
    """One file that is not read, with the reason and the cure."""

    name: str
    remark: Remark


@dataclass(frozen=True)
class Gathered:
    """The files to read in the order given, folders by name; those refused; those given twice, as notes."""

    originals: tuple[Original, ...]
    refused: tuple[Refused, ...]
    repeated: tuple[Refused, ...] = ()


@dataclass(frozen=True)
class _Found:
    """A name with its bytes, or with why there are none."""

    name: str
    data: bytes = b""
    reason: tuple[str, str] | None = None


def gather(paths: Iterable[Path]) -> Gathered:
    """All files that the paths lead to: files, folders (walked by name, links not followed out of them) and zips.

    A file is named from the last part of the path given: "log.csv", "records/2025/log.csv", "sheets.zip/log.csv";
    where two would share a name, more of the path is put in front. The same bytes are read once. Hidden files, locks
    of open files and what systems leave in folders are passed over.
    """
    paths = [Path(path) for path in paths]
    originals: dict[str, Original] = {}
    refused, repeated = [], []
    for found in (inner for path, name in zip(paths, _names(paths), strict=True) for inner in _found(path, name)):
        try:
            original = _original(found)
        except Unreadable as unreadable:
            refused.append(Refused(_shown(found.name), Remark("", "", *unreadable.args)))
            continue
        first = originals.setdefault(original.sha256, original)
        if first is not original:
            repeated.append(Refused(_shown(found.name), _twice(first)))
    return Gathered(tuple(originals.values()), tuple(refused), tuple(repeated))


def _original(found: _Found) -> Original:
    if found.reason:
        raise Unreadable(*found.reason)
    kind = kind_of(found.name, found.data)
    if kind == "zip":
        raise Unreadable(*_NESTED)
    return Original(_shown(found.name), found.data, kind)


def _shown(name: str) -> str:
    """The name as text that a terminal and a CSV can hold, whatever bytes stand in it."""
    return " ".join(without_marks(name.encode("utf-8", "replace").decode("utf-8"))[0].splitlines())


def _twice(first: Original) -> Remark:
    problem = f'is the same file as "{first.name}", byte for byte; it is read once'
    return Remark("", "", problem, "nothing to mend", note=True)


def _names(paths: list[Path]) -> list[str]:
    """The shortest ends of the paths that differ where the paths do."""
    whole = [Path(os.path.abspath(path)) for path in paths]
    names = [path.name for path in whole]
    for count in range(2, 1 + max((len(path.parts) for path in whole), default=0)):
        shared = {
            name for name in names if len({path for path, own in zip(whole, names, strict=True) if own == name}) > 1
        }
        if not shared:
            break
        names = ["/".join(p.parts[-count:]) if n in shared else n for p, n in zip(whole, names, strict=True)]
    return names


# From a path to the files behind it


def _found(path: Path, name: str) -> Iterator[_Found]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        yield _Found(name, reason=_MISSING)
        return
    if stat.S_ISDIR(mode):
        yield from _in_folder(path, name)
    else:
        yield from _in_file(path, name, mode)


def _in_folder(folder: Path, name: str) -> Iterator[_Found]:
    inside = False
    for path in _walked(folder):
        inside = True
        inner = f"{name}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            if not path.resolve().is_relative_to(folder.resolve()):
                yield _Found(inner, reason=("is a link that leads out of the folder", "give the file it leads to"))
            continue
        try:
            yield from _in_file(path, inner, path.lstat().st_mode)
        except OSError:
            yield _Found(inner, reason=_MISSING)
    if not inside:
        yield _Found(name, reason=_EMPTY_FOLDER)


def _walked(folder: Path) -> Iterator[Path]:
    """What lies in a folder and the folders in it, by name; links are given as they are."""
    for path in sorted(_listed(folder), key=lambda path: (path.name.casefold(), path.name)):
        if _clutter(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walked(path)
        else:
            yield path


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _clutter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _CLUTTER


def _in_file(path: Path, name: str, mode: int) -> Iterator[_Found]:
    if not stat.S_ISREG(mode):
        yield _Found(name, reason=("is a device or a pipe, not a file", "give a file"))
        return
    try:
        with path.open("rb") as file:
            data = file.read(archives.MOST_BYTES + 1)
    except OSError:
        yield _Found(name, reason=("cannot be opened", "close it in other programs, and check that you may read it"))
        return
    if name.lower().endswith(".zip"):
        yield from _in_zip(name, data)
    else:
        yield _Found(name, data)


def _in_zip(name: str, data: bytes) -> Iterator[_Found]:
    try:
        if kind_of(name, data) != "zip":
            yield _Found(name, data)
            return
        archive = archives.opened(data)
    except Unreadable as unreadable:
        yield _Found(name, reason=unreadable.args)
        return
    entries = sorted(archive.infolist(), key=lambda entry: archives.name_of(entry).casefold())
    wanted = [entry for entry in entries if not entry.is_dir() and not _in_clutter(archives.name_of(entry))]
    for entry in wanted:
        inner = f"{name}/{archives.name_of(entry).lstrip('/')}"
        if why := archives.leads_out(entry):
            yield _Found(inner, reason=(why, "unpack the zip file yourself and give the files you know"))
            continue
        try:
            yield _Found(inner, archives.content(archive, entry))
        except Unreadable as unreadable:
            yield _Found(inner, reason=unreadable.args)
    if not wanted:
        yield _Found(name, reason=_EMPTY_FOLDER)


def _in_clutter(name: str) -> bool:
    """Whether a part of the name is hidden or clutter; ".." is not, since it is to be told."""
    return any(_clutter(part) for part in name.split("/") if part not in (".", ".."))
