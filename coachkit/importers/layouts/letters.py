"""A mail in which a coach notes a contact for herself, told from a mail that is feedback."""

from coachkit.importers.layouts import chapters, listed, outline
from coachkit.importers.layouts.pieces import Opening, Vocabulary
from coachkit.importers.pages import Document, Paragraph, Remark
from coachkit.importers.records import Written

_LENGTHS = frozenset(("minutes", "start", "time"))


def holds_contact(document: Document, vocabulary: Vocabulary) -> bool:
    """Whether a mail gives a contact: its length with its day or its client under labels, or to herself in a heading."""
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    pieces, _ = chapters.headed(listed.completed(outline.read(blocks, vocabulary)), vocabulary)
    labels = [piece.label for piece in pieces if isinstance(piece, Written) and piece.text]
    labels += [
        cell.text for grid in document.grids() for row in grid.rows for cell in row if vocabulary.knows(cell.text)
    ]
    found = (vocabulary.meaning(label, "contacts") for label in labels)
    columns = {heading.column for heading in found if heading}
    if columns & _LENGTHS and columns & {"date", "client_id"}:
        return True
    headed = any(isinstance(piece, Opening) and piece.facts.date for piece in pieces)
    return headed and _to_herself(document)


def _to_herself(document: Document) -> bool:
    letter = document.letter
    return bool(letter and letter.address) and any(letter.address.lower() in to.lower() for to in letter.recipients)


def remarks(document: Document) -> list[Remark]:
    """What is noted of the head of a mail that is read as a contact sheet."""
    letter = document.letter
    head = f"{letter.sender}, {letter.sent}" if letter.sent else letter.sender
    told = [
        Remark(
            "the mail", head, "holds a contact, so that it is read as a contact sheet and not as feedback", note=True
        )
    ]
    if letter.subject:
        told.append(Remark("Subject", letter.subject, "is the subject of the mail: no part of a record", note=True))
    return told
