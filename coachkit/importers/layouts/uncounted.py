"""Contacts that say of themselves that they did not take place, or were something else: asked about, not counted."""

import re

from coachkit.importers.layouts.drafts import Contact
from coachkit.importers.layouts.pieces import bare, words
from coachkit.importers.pages import Remark
from coachkit.importers.records import Written

_NOT_HELD = r"cancell?ed|canc\.?|dna|did ?n[o']t attend|no[ -]?show|not held|postponed|rescheduled|rearranged|missed|void|absent"
_NOT_YET = r"booked|scheduled for|to be held|tbc|provisional|upcoming|forthcoming|planned for"
_ELSE = (
    r"(?:peer |group |my )?supervision|cpd|training|admin(?:istration)?|travel(?:ling)?|prep(?:aration)?|write[- ]?up|holiday"
    r"|annual leave|sick(?: leave)?|reading|tutorial|assessment"
)
_WHOLE = re.compile(
    rf"(?:(?:{_NOT_HELD})(?: .*)?|.* (?:{_NOT_HELD})|{_NOT_YET}|(?:{_ELSE})(?: (?:with|by|for|session|time) .*)?)", re.I
)
_UNHELD = re.compile(rf"(?:{_NOT_HELD})(?: .*)?|.* (?:{_NOT_HELD})", re.I)
_ATTENDED = re.compile(r"(?:attended|attendance|held|took place|completed|did it take place)", re.I)
_CALLED_OFF = re.compile(r"(?:is |was )?(?:marked as )?(?:cancell?ed|no show|dna|did not attend|missed|absent)", re.I)
_YES = re.compile(r"yes|y|true|1|x|[✓✔☒☑]", re.I)
_MOST_WORDS = 6
_READ_ELSEWHERE = ("planned", "date", "minutes", "minutes_more", "start", "end", "model")


def asked(contact: Contact) -> Remark | None:
    """The question about a contact that is marked as none, None where nothing marks it."""
    cells = [written for column, written in contact.cells.items() if column not in _READ_ELSEWHERE]
    marks = [written for written in (*cells, *contact.extra.values()) if _marks(written)]
    marks += [one for one in _lengths(contact) if not re.search(r"\d", one.text) and _marks(one)]
    if not marks:
        return None
    said = (
        f"{marks[0].label}: {marks[0].text}"
        if marks[0].label and (_is_no(marks[0]) or _is_ticked_off(marks[0]))
        else marks[0].text
    )
    if _not_held(marks[0]) and not any(re.search(r"[1-9]", one.text) for one in _lengths(contact)):
        return Remark(contact.place, said, "says that it did not take place: it is no contact and left out", note=True)
    cure = "take the contact out of the file if it is none; else take this word out"
    return Remark(
        contact.place, said, "marks this as no contact with a client that took place: it is not counted", cure
    )


def _lengths(contact: Contact) -> list[Written]:
    return [contact.cells[name] for name in ("minutes", "minutes_more", "start", "end") if name in contact.cells]


def _not_held(written: Written) -> bool:
    """Whether a mark says that a contact did not take place, rather than that it was something else or is to come."""
    text = " ".join(written.text.split()).strip(" .()*")
    return _is_no(written) or _is_ticked_off(written) or bool(_UNHELD.fullmatch(text))


def _is_no(written: Written) -> bool:
    return written.text.strip(" .()*").lower() in ("no", "n", "false")


def _is_ticked_off(written: Written) -> bool:
    """Whether a label such as Cancelled is answered with yes."""
    label = " ".join(re.split(r"[_\W]+", bare(written.label)))
    return bool(_CALLED_OFF.fullmatch(label) and _YES.fullmatch(written.text.strip(" .()*")))


def _marks(written: Written) -> bool:
    text = " ".join(written.text.split()).strip(" .()*")
    if (_ATTENDED.fullmatch(bare(written.label)) and _is_no(written)) or _is_ticked_off(written):
        return True
    return words(text) <= _MOST_WORDS and bool(_WHOLE.fullmatch(text))
