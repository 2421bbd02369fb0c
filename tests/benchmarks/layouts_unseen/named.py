"""Whether what an import remarks on names a contact."""

import re
import unicodedata

from .truth import Contact, File

SMALL_PLACE = re.compile(r"(?i)\b(?:row|cell|line|lines|column|paragraph) \w")
"""A place that is less than a file, a sheet or a table."""


def covers(remarks: list[dict], contact: Contact, file: File, by_name: bool = True) -> bool:
    """Whether any remark names the contact; `by_name`: whether the client's name alone is enough, wherever it stands."""
    return any(_covered(remark, contact, file, by_name) for remark in remarks)


def _covered(remark: dict, contact: Contact, file: File, by_name: bool) -> bool:
    """Whether a remark names the contact: its place, its table as a whole, its name, a label, or a value of its own."""
    place, value = remark.get("place") or "", plain(remark.get("value") or "")
    if any(re.search(spot, place) for spot in contact.spots):
        return True
    if value and value in map(plain, (*contact.labels, *contact.names[:by_name])):
        return True
    whole = not SMALL_PLACE.search(place)
    if not whole and contact.spots:
        return False
    if value and any(_within(value, plain(written)) for written in contact.values):
        return True
    alone = len(file.contacts) == 1
    others = value and any(_within(value, plain(written)) for each in file.contacts for written in each.values)
    return bool(remark.get("problem")) and (
        (alone and not value) or (whole and not others and _of_its_table(place, contact))
    )


def _of_its_table(place: str, contact: Contact) -> bool:
    """Whether a place that is a whole file, sheet or table is one that the contact stands in."""
    table = re.match(r"(?i)(?:sheet (?P<sheet>.+)|(?P<table>table \d+))$", place)
    if not table:
        return True
    written = re.escape(table["sheet"]) + r"\W" if table["sheet"] else table["table"] + ","
    return any(written in spot for spot in contact.spots)


def _within(one: str, other: str) -> bool:
    short, long = sorted([one, other], key=len)
    return one == other or (len(short) >= 4 and short in long)


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", str(text)).casefold().split()).strip(" .,:;")
