"""A mail as it stands: who sent it, when, and the sender's own words line by line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from email.message import EmailMessage

from coachkit.importers.files import earlier, prose
from coachkit.importers.files.mailparts import attachments, body_of, header, parsed, unbared
from coachkit.importers.files.marks import clean, without_marks
from coachkit.importers.files.plain import lines_of
from coachkit.importers.pages import Document, Letter, Remark, Unreadable

_ODD = (
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    RecursionError,
)  # what email raises on rubbish
_FORWARDS = re.compile(r"\s*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
_NAMED = re.compile(r"[\"']?([^\"'<\[]*?)[\"']?\s*[<\[](?:mailto:)?([^<>\[\]\s]+@[^<>\[\]\s]+)[>\]].*")
_DAY_FIRST = re.compile(r"(?:([A-Za-z]{3,9}),?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:([A-Za-z]{3,9}),?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_KEPT = "the original keeps them"
_MOST_FORWARDS = 10


def read(name: str, data: bytes) -> Document:
    """A mail with its Letter and its sender's own words; raises Unreadable.

    A paragraph's place is its line in the body. Quoted messages and the signature are left out with a note; a message
    that is wholly passed on is read as its first sender's, with that sender's name and day.
    """
    try:
        return _read(name, data)
    except _ODD:
        raise Unreadable("is no mail that can be read", "open it in a mail program and save it as .txt") from None


def _read(name: str, data: bytes) -> Document:
    message = parsed(data)
    letter, remarks = _letter(message)
    text, told = body_of(message)
    remarks += told
    own = earlier.own_words(lines_of(text), forwards=bool(_FORWARDS.match(letter.subject)))
    for _ in range(_MOST_FORWARDS):
        if own.forwarded is None or any(map(str.strip, own.lines)):
            break
        lines, head = earlier.passed_on(lines_of(text), own.forwarded)
        letter, remarks = _first_sender(letter, head, remarks)
        text = "\n".join(lines)
        own = earlier.own_words(lines)
    blocks, joined = prose.blocks_of(own.lines, markdown=False)
    blocks, marked = clean(blocks)
    remarks += [*joined, *marked, *_left_out(own), *_attached(message)]
    if not blocks:
        remarks.append(Remark("", "", "holds no words of its sender", "copy the words you want into a text file"))
    return Document(name, "mail", blocks, tuple(remarks), letter)


# The head of a mail


def _letter(message: EmailMessage) -> tuple[Letter, list[Remark]]:
    sender = header(message, "from")
    people = [str(person) for label in ("to", "cc") for person in header(message, label).addresses]
    first = sender.addresses[0] if sender.addresses else None
    name, address = (first.display_name, first.addr_spec) if first else (sender.text.strip(), "")
    letter = Letter(
        _seen(name), _seen(address), tuple(map(_seen, people)), None, _seen(header(message, "subject").text)
    )
    written = header(message, "date")
    if written.day is None:
        return letter, [_undated(written.text)]
    return replace(letter, sent=written.day), []


def _seen(text: str) -> str:
    return " ".join(without_marks(unbared(text))[0].split())


def _undated(text: str) -> Remark:
    problem = "is no date of a mail" if text else "has no line that says when it was sent"
    return Remark("Date", text, problem, "write the day into a text file with the words, as 2025-01-06")


def _first_sender(letter: Letter, head: dict[str, str], remarks: list[Remark]) -> tuple[Letter, list[Remark]]:
    """The letter of the message that was passed on, as far as its head is certain; else a problem for what is not."""
    remarks = [remark for remark in remarks if remark.place != "Date"]
    note = Remark(
        "", letter.sender or letter.address, "passed this message on; it is read as its first sender's", note=True
    )
    if not head:
        problem = "passes on a message without saying who sent it and when"
        cure = "write who said it and when into a text file with the words"
        return Letter("", "", (), None, letter.subject), [*remarks, Remark("", "", problem, cure)]
    written = head.get("sent") or head.get("date", "")
    sent = day_in_words(written)
    remarks += [note] if sent else [note, _undated(written)]
    name, address = _person(head["from"])
    recipients = tuple(filter(None, re.split(r"\s*;\s*", head.get("to", ""))))
    return Letter(name, address, recipients, sent, head.get("subject", letter.subject)), remarks


def _person(text: str) -> tuple[str, str]:
    if named := _NAMED.fullmatch(text):
        return _seen(named[1]), named[2]
    return ("", text) if re.fullmatch(r"\S+@\S+", text) else (_seen(text), "")


def day_in_words(text: str) -> date | None:
    """The day in "Monday, 6 January 2025 10:15" or "Jan 6, 2025 at 10:15", None where it is not certain.

    A month in figures is not certain, nor is a weekday that is not the day's own.
    """
    for pattern, day, month in ((_DAY_FIRST, 2, 3), (_MONTH_FIRST, 3, 2)):
        found = pattern.search(text)
        if found and (number := _month(found[month])):
            return _day(int(found[4]), number, int(found[day]), found[1] or "")
    return None


def _month(text: str) -> int | None:
    return next((number for number in range(1, 13) if _names(text, datetime(2025, number, 1), "%B")), None)


def _names(text: str, day: date, form: str) -> bool:
    """Whether a word of three letters or more is the English name that starts so."""
    return len(text) > 2 and day.strftime(form).lower().startswith(text.lower().removesuffix("t"))


def _day(year: int, month: int, day: int, weekday: str) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if not weekday or _month(weekday) or _names(weekday, found, "%A") else None


# What is left out


def _left_out(own: earlier.Message) -> Iterable[Remark]:
    if own.forwarded is not None:
        problem = f"passes on a message below its own words: its {_lines(own.quoted)} not read"
        yield Remark("", "", problem, "if it matters, save that message by itself, as a mail or a text file")
    elif own.quoted:
        yield Remark("", "", f"quotes an earlier message: its {_lines(own.quoted)} left out", _KEPT, note=True)
    if own.signature:
        yield Remark("", "", f"ends with a signature: its {_lines(own.signature)} left out", _KEPT, note=True)


def _lines(count: int) -> str:
    return "one line is" if count == 1 else f"{count} lines are"


def _attached(message: EmailMessage) -> Sequence[Remark]:
    cure = "save it and import it by itself if it matters"
    return [Remark("", _seen(file), "is attached and not read", cure, note=True) for file in attachments(message)]
