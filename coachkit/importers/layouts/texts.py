"""The prose of one sheet: its sections in order, each label kept as a line before its words where there are several."""

import re
from dataclasses import dataclass, field

_GENERIC = re.compile(
    r"(?:(?:my|coach's|coach|session|meeting|additional|general)\s+)?(?:reflections?|reflective (?:notes?|log|account)|notes?"
    r"|comments?|text|account|narrative|write-?up|record|journal(?: entry)?|remarks?|summary)"
    r"(?: (?:on|of) (?:the |this )?(?:session|contact|meeting)s?)?",
    re.I,
)

_LONG, _SHORT = 12, 2
"""Words of what is a sentence even without a full stop, and with one."""


@dataclass
class Part:
    """One section: its label ("" where it has none), its paragraphs, and where it begins.

    `known` where its label is one of a form; `inline` where its words began on the line of the label.
    """

    label: str
    place: str
    known: bool = False
    inline: bool = False
    texts: list[str] = field(default_factory=list)


@dataclass
class Text:
    """The sections of one text, in order."""

    parts: list[Part] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there are any words in it."""
        return any(part.texts for part in self.parts)

    def begin(self, label: str, place: str, *, known: bool = False, inline: bool = False) -> None:
        """A section with this label."""
        self.parts.append(Part(label, place, known, inline))

    def end(self) -> None:
        """The last section ends: what comes next stands under no label."""
        if self.parts:
            self.parts.append(Part("", ""))

    def add(self, text: str, place: str) -> None:
        """A paragraph of the open section."""
        if not self.parts:
            self.parts.append(Part("", place))
        self.parts[-1].place = self.parts[-1].place or place
        self.parts[-1].texts.append(text)

    @property
    def place(self) -> str:
        """Where its words begin."""
        return next((part.place for part in self.parts if part.texts), "")

    @property
    def is_prose(self) -> bool:
        """Whether it stands under a label for prose, or holds a sentence; titles, names and values alone are none."""
        full = [part for part in self.parts if part.texts]
        return any(part.known or _is_generic(part) or any(map(_is_sentence, part.texts)) for part in full)

    @property
    def whole(self) -> str:
        """All of it, paragraphs set apart by a blank line.

        A single section loses a label that is a form's own or is named like Notes; a line "What it was: the depot"
        within prose stays as it stands.
        """
        full = [part for part in self.parts if part.texts or (part.label and not _is_generic(part))]
        if full and all(part.inline for part in full[1:]) and _may_lose_its_label(full[0], full[1:]):
            return "\n\n".join(["\n\n".join(full[0].texts), *map(_line, full[1:])])
        return "\n\n".join("\n".join(filter(None, (part.label, "\n\n".join(part.texts)))) for part in full)


def _is_sentence(text: str) -> bool:
    words = text.split()
    if words[-1:] in (["no."], ["nr."]):
        return False
    return len(words) >= _LONG or (len(words) >= _SHORT and text.rstrip("\"'”’)»*_ ")[-1:] in (*".?!…",))


def _is_generic(part: Part) -> bool:
    return bool(_GENERIC.fullmatch(part.label))


def _may_lose_its_label(part: Part, others: list[Part]) -> bool:
    """Whether a section's label only says that these are the words: alone, or with lines of a label within its prose."""
    if others:
        return not part.inline and bool(part.texts) and (_is_generic(part) or not part.label)
    return bool(part.texts) and (part.known or _is_generic(part))


def _line(part: Part) -> str:
    return "\n\n".join([f"{part.label}: {part.texts[0]}", *part.texts[1:]]) if part.texts else f"{part.label}:"
