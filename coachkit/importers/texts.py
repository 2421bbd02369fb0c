"""The prose of one sheet: its sections in order, each label kept as a line before its words where there are several."""

import re
from dataclasses import dataclass, field

_GENERIC = re.compile(
    r"(?:(?:my|coach's|coach|session|meeting|additional|general)\s+)?(?:reflections?|reflective (?:notes?|log|account)|notes?"
    r"|comments?|text|account|narrative|write-?up|record|journal(?: entry)?|remarks?|summary)"
    r"(?: (?:on|of) (?:the |this )?(?:session|contact|meeting)s?)?",
    re.I,
)


@dataclass
class Part:
    """One section: its label ("" where it has none), its paragraphs, and where it begins."""

    label: str
    place: str
    texts: list[str] = field(default_factory=list)


@dataclass
class Text:
    """The sections of one text, in order."""

    parts: list[Part] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there are any words in it."""
        return any(part.texts for part in self.parts)

    def begin(self, label: str, place: str) -> None:
        """A section with this label."""
        self.parts.append(Part(label, place))

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
    def whole(self) -> str:
        """All of it, paragraphs set apart by a blank line; a single section named like Notes loses its label."""
        full = [part for part in self.parts if part.texts or (part.label and not _GENERIC.fullmatch(part.label))]
        if len(full) == 1 and _GENERIC.fullmatch(full[0].label):
            return "\n\n".join(full[0].texts)
        return "\n\n".join("\n".join(filter(None, (part.label, "\n\n".join(part.texts)))) for part in full)
