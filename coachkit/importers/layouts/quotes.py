"""Feedback as people keep it: a mail, a file of remarks with a line for who and when, or a form with ratings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coachkit.importers.layouts.columns import is_name
from coachkit.importers.layouts.pieces import words
from coachkit.importers.pages import Document, Paragraph, Remark
from coachkit.importers.records import Record, Written
from coachkit.importers.values import lines
from coachkit.importers.values.name_cells import is_group

_BULLET = re.compile(r"^\s*(?:[-*•+]\s+|\(?\d{1,2}[.)]\s+|>\s?)+")
_DASH = re.compile(r"^\s*(?:[–—]|--?)\s*(?=\S)")
_SAID = re.compile(
    r"\b(?:said|says|wrote|writes|told me|emailed|e-mailed|texted|mailed|commented|remarked|added|replied|by email|in an? e?-?mail"
    r"|on|from|dated|via|by)\b",
    re.I,
)
_CHANNELS = (
    r"e-?mail|mail|text(?: message)?|sms|whatsapp|(?:tele)?phone(?: call)?|call|in person|face to face|corridor"
    r"|in the corridor|remark|form|linkedin|teams|zoom|video|verbal|verbally|spoken|card|note|letter|in passing|voicemail"
)
_CHANNEL = re.compile(rf"(?:by |via |in an? |over )?(?:{_CHANNELS})", re.I)
_VOICE = re.compile(r"client|coachee|mentee|sponsor|peer|supervisor|line manager|manager|colleague|commissioner", re.I)
_ASKED = re.compile(r"(?:un)?solicited|unprompted|asked for|requested|volunteered|unasked", re.I)
_QUOTED = re.compile(r"^[\"“‘'«](.+)[\"”’'»]$", re.S)
_LONGEST = 12


@dataclass(frozen=True)
class Who:
    """What a line says of a piece of feedback: who, when, how, in whose voice; `words` where it holds the words too."""

    cells: dict[str, Written]
    line: str
    words: str = ""
    after: bool = False
    also: tuple[str, ...] = ()


@dataclass
class _Piece:
    who: Who | None = None
    words: list[str] = field(default_factory=list)
    place: str = ""


def letter(document: Document) -> tuple[list[Record], list[Remark]]:
    """The record of a mail: its day, its sender as written, and its words; an earlier mail below is kept apart."""
    head = document.letter
    body, earlier = _own_words(document)
    sender = f"{head.sender} <{head.address}>".strip() if head.address else head.sender
    cells = {
        "client_id": Written(sender, "From"),
        "channel": Written("email", ""),
        "text": Written(body, "the mail's text"),
    }
    if head.sent:
        cells["date"] = Written(head.sent.isoformat(), "Date", "Date", head.sent)
    extra = {"subject": Written(head.subject, "Subject", "Subject")} if head.subject else {}
    remarks = []
    if earlier:
        extra["earlier mail"] = Written(earlier, "the mail's text")
        note = "is an earlier mail quoted below: kept apart from the feedback"
        remarks = [Remark("the mail's text", earlier.split("\n")[0], note, note=True)]
    return [
        Record("feedback", "the mail", {name: one for name, one in cells.items() if one.text}, None, extra)
    ], remarks


_EARLIER = re.compile(r"(?:on\b.{5,120}\bwrote:|-{3,} ?original message ?-{3,}|from:\s.+@.+|_{10,})\s*$", re.I)


def _own_words(document: Document) -> tuple[str, str]:
    """The words of a mail, and those of an earlier one quoted at its end."""
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.text.strip()]
    texts += [cell.text for grid in document.grids() for row in grid.rows for cell in row if cell.text.strip()]
    every = [line for text in texts for line in (*text.split("\n"), "")]
    start = next(
        (at for at, line in enumerate(every) if _EARLIER.match(line.strip()) or line.startswith(">")), len(every)
    )
    if not "".join(every[:start]).strip():
        start = len(every)
    return _trimmed(every[:start]), _trimmed(every[start:])


def _trimmed(texts: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(texts)).strip()


def looks_quoted(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a text is a file of remarks: at least one line for who and when, and as many remarks as such lines."""
    found = [attribution(paragraph.text, paragraph.place) for paragraph in paragraphs]
    named = [who for who in found if who]
    dated = [who for who in named if "date" in who.cells]
    quoted = any(
        _QUOTED.match(_BULLET.sub("", one.text).strip()) or one.text.lstrip().startswith(">") for one in paragraphs
    )
    return (
        bool(dated)
        and len(paragraphs) - len(named) <= 6 * len(named)
        and (len(dated) > 1 or quoted or bool(dated[0].words))
    )


def read(paragraphs: Sequence[Paragraph]) -> tuple[list[Record], list[Remark]]:
    """A record for each remark in a text; a remark that nobody is named for is a question."""
    items = [(one, attribution(one.text, one.place)) for one in paragraphs if one.text.strip()]
    titles = []
    while items and items[0][1] is None and _is_title(items[0][0], [who for _, who in items[1:2]]):
        titles.append(items.pop(0)[0])
    after = _stands_after(items)
    pieces = _pieces(items, after)
    remarks = [Remark(one.place, one.text, "is a title: not feedback", note=True) for one in titles]
    records = []
    for piece in pieces:
        record, remark = _record(piece)
        records += [record] if record else []
        remarks += [remark] if remark else []
    return records, remarks


def _is_title(paragraph: Paragraph, following: Sequence[Who | None]) -> bool:
    text = paragraph.text.strip()
    quoted = bool(_QUOTED.match(text)) or text.startswith((">", "“", '"', "‘"))
    return not quoted and words(text) <= 10 and (paragraph.heading > 0 or not re.search(r"[.!?…,]$", text))


def _stands_after(items: Sequence[tuple[Paragraph, Who | None]]) -> bool:
    """Whether the lines for who and when stand below their remarks: by dashes, else by how the text begins."""
    alone = [who for _, who in items if who and not who.words]
    if any(who.after for who in alone):
        return True
    return bool(items) and items[0][1] is None and bool(alone)


def _pieces(items: Sequence[tuple[Paragraph, Who | None]], after: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    open_ = _Piece()
    for paragraph, who in items:
        if who is None:
            open_.words.append(paragraph.text)
            open_.place = open_.place or paragraph.place
        elif who.words:
            pieces += [open_] if open_.words or open_.who else []
            pieces.append(_Piece(who, [who.words], paragraph.place))
            open_ = _Piece() if after else pieces.pop()
        elif after:
            pieces.append(_Piece(who, open_.words, open_.place or paragraph.place))
            open_ = _Piece()
        else:
            pieces += [open_] if open_.words or open_.who else []
            open_ = _Piece(who, [], paragraph.place)
    return [*pieces, *([open_] if open_.words or open_.who else [])]


def _record(piece: _Piece) -> tuple[Record | None, Remark | None]:
    text = "\n\n".join(map(_bare, piece.words)).strip()
    if piece.who is None:
        cure = "write a line for who said it and when beside it, such as: Priya, 3 March 2025 (email)"
        return None, Remark(piece.place, text, "has no line that says who said it and when", cure)
    if not text:
        return None, Remark(
            piece.place, piece.who.line, "has no words beside it", "write what was said, or take the line out"
        )
    cells = piece.who.cells | {"text": Written(text, piece.place)}
    extra = {"also": Written("; ".join(piece.who.also), piece.place)} if piece.who.also else {}
    return Record("feedback", piece.place, cells, None, extra), None


def _bare(text: str) -> str:
    """The words without the marks of a list or a quotation around them."""
    lines_ = [re.sub(r"^\s*>\s?", "", line) for line in text.split("\n")]
    text = _BULLET.sub("", "\n".join(lines_)).strip()
    match = _QUOTED.match(text)
    return match[1].strip() if match and not re.search(r"[\"“”]", match[1]) else text


# Who and when


def attribution(text: str, place: str) -> Who | None:
    """What a line says of who gave feedback and when, alone or before or after the words; None where it says nothing."""
    quoted = text.lstrip().startswith(">")
    listed = None if quoted else _before(_BULLET.sub("", text).strip(), place)
    if listed:
        return listed
    plain = text.strip() if quoted else _BULLET.sub("", text).strip()
    if dash := _DASH.match(plain.lstrip("> ")):
        return _who(plain.lstrip("> ")[dash.end() :], place, "", True)
    if quoted:
        return None
    return _alone(plain, place) or _after(plain, place)


def _alone(text: str, place: str) -> Who | None:
    bare = text.rstrip(" :,.")
    if words(bare) > _LONGEST or re.search(r"[\"“”?!]|\. ", bare):
        return None
    facts = lines.facts(bare)
    return _who(bare, place, "", False) if facts.date else None


def _before(text: str, place: str) -> Who | None:
    for match in re.finditer(r":\s+|\s+[–—-]\s+(?=[\"“‘])|,?\s+(?=[“\"])", text):
        head, said = text[: match.start()], text[match.end() :]
        if words(head) > _LONGEST:
            return None
        if said.strip() and lines.facts(head).date and (who := _who(head, place, said.strip(), False)):
            return who
    return None


def _after(text: str, place: str) -> Who | None:
    match = re.match(r"(.+[.!?…\"”’])\s*(?:[–—]|-{1,2}|\()\s*([^–—]{3,90})$", text, re.S)
    if not match or words(match[2]) > _LONGEST or not lines.facts(match[2]).date:
        return None
    return _who(match[2].rstrip(" )"), place, match[1].strip(), True)


def _who(line: str, place: str, said: str, after: bool) -> Who | None:
    """The parts of a line by their look: a date, a name, a channel, a voice; None where it names neither who nor when."""
    facts = lines.facts(line.strip())
    cells = {"date": Written(facts.date, place)} if facts.date and "date" not in facts.more else {}
    also = [*(part for part in (facts.length, facts.clock) if part)]
    for part in (one.strip(" :.,") for rest in facts.rest for one in re.split(r"[,;()|]|\s[–—-]\s", rest)):
        told = {column: Written(text, place) for column, text in _told(part).items() if column not in cells}
        cells |= told
        also += [part] if part and not told else []
    if after and not said and "date" in cells and "client_id" not in cells and len(also) == 1:
        cells["client_id"] = Written(also.pop(), place)
    known = "client_id" in cells or ("date" in cells and not also)
    return Who(cells, line, said, after, tuple(also)) if known and ("date" in cells or after) else None


def _told(part: str) -> dict[str, str]:
    """What one part of a line says, by column."""
    if _ASKED.fullmatch(part):
        return {"solicited": "no" if part.lower()[:2] in ("un", "vo") else "yes"}
    if _CHANNEL.fullmatch(part):
        return {"channel": part}
    if _VOICE.fullmatch(part):
        return {"voice": part}
    by = re.search(rf"\b(?:by|via|in an?|over) ({_CHANNELS})\b|\b(e-?mail|text)ed\b", part, re.I)
    name = _SAID.sub("", re.sub(rf"\b(?:by|via|in an?|over) (?:{_CHANNELS})\b", "", part, flags=re.I)).strip(" :,.")
    if not name or not _is_person(name):
        return {}
    return {"client_id": name} | ({"channel": by[1] or by[2]} if by else {})


def _is_person(text: str) -> bool:
    return (
        is_name(text)
        or is_group(text)
        or bool(
            re.fullmatch(r"(?:[A-Z]\.? ?){2,3}|C\d{1,3}|(?:the |my )?[a-z]+(?: [a-z]+)? (?:of|at|to) [A-Z]\w+", text)
        )
    )
