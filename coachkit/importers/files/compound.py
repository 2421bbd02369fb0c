"""The old container of Microsoft Office (a compound file): the names of what it holds, and whether it is whole."""

import struct

from coachkit.importers.pages import Unreadable

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_FREE = 0xFFFFFFFF
_ENTRY = 128
_IN_HEADER = 109  # sectors of the allocation table that the header lists


def streams(data: bytes) -> frozenset[str]:
    """The names of the streams and storages in a compound file; raises Unreadable where it is damaged or cut short.

    The layout is that of Microsoft's open specification MS-CFB: a header, an allocation table that chains sectors,
    a chain of directory entries of 128 bytes that begin with the name in UTF-16.
    """
    try:
        return frozenset(_names(data))
    except (struct.error, IndexError, UnicodeError):
        raise Unreadable("is damaged or cut short", "copy it again from where it came") from None


def _names(data: bytes) -> list[str]:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    table = _table(data, size)
    used = max((sector for sector, following in enumerate(table) if following != _FREE), default=0)
    if len(data) < (used + 2) * size:  # the header counts as one
        raise IndexError
    names, sector, seen = [], struct.unpack_from("<I", data, 48)[0], set()
    while sector < _LAST_SECTOR and sector not in seen:
        seen.add(sector)
        block = data[(sector + 1) * size : (sector + 2) * size]
        names += [_name(block[place : place + _ENTRY]) for place in range(0, len(block), _ENTRY)]
        sector = table[sector]
    return [name for name in names if name]


def _table(data: bytes, size: int) -> list[int]:
    """For each sector the one that follows it, from all sectors of the allocation table."""
    listed = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    further, seen = struct.unpack_from("<I", data, 68)[0], set()
    while further < _LAST_SECTOR and further not in seen:
        seen.add(further)
        *more, further = _words(data, further, size)
        listed += more
    held = [sector for sector in listed if sector < _LAST_SECTOR]
    if len(held) * size > len(data):
        raise IndexError
    return [following for sector in held for following in _words(data, sector, size)]


def _words(data: bytes, sector: int, size: int) -> tuple[int, ...]:
    return struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le") if entry[66] else ""
