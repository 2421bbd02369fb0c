"""Documents drawn by hand for the tests of the importers: paragraphs, and tables in which "<" and "^" are merged cells."""

from coachkit.importers.layouts.headings import Headings
from coachkit.importers.layouts.layouts import understand
from coachkit.importers.pages import Cell, Document, Grid, Paragraph
from coachkit.importers.records import Understood


def grid(*rows: str, place: str = "table 1", title: str = "", sheet: bool = False) -> Grid:
    """A table of rows written as "a | b | c"; "<" is merged with its left neighbour, "^" with the cell above."""
    split = [[text.strip().replace("\\n", "\n") for text in row.split("|")] for row in rows]
    width = max(map(len, split))
    found: list[list[Cell]] = []
    for number, texts in enumerate(split, start=1):
        found.append([])
        for column, text in enumerate([*texts, *[""] * (width - len(texts))], start=1):
            where = (
                f"sheet {title}, cell {chr(64 + column)}{number}"
                if sheet
                else f"{place}, row {number}, column {column}"
            )
            if text == "<":
                found[-1].append(found[-1][-1])
            else:
                found[-1].append(found[-2][column - 1] if text == "^" else Cell(text, where))
    return Grid(tuple(map(tuple, found)), f"sheet {title}" if sheet else place, title)


def paragraphs(text: str, headings: dict[str, int] | None = None) -> list[Paragraph]:
    """A paragraph for each line that is not blank; `headings` gives the level of the lines that are headings."""
    lines = [line for line in text.split("\n") if line.strip()]
    return [
        Paragraph(line.strip(), f"paragraph {number}", (headings or {}).get(line.strip(), 0))
        for number, line in enumerate(lines, start=1)
    ]


def document(*blocks: Grid | Paragraph | list[Paragraph], name: str = "a.docx", kind: str = "word") -> Document:
    """A document of these blocks."""
    flat = [one for block in blocks for one in (block if isinstance(block, list) else [block])]
    return Document(name, kind, tuple(flat))


def understood(*blocks: Grid | Paragraph | list[Paragraph], name: str = "a.docx", kind: str = "word") -> Understood:
    """What is understood of a document of these blocks, without decisions."""
    return understand(document(*blocks, name=name, kind=kind), Headings(None))


def values(found: Understood, table: str = "contacts") -> list[dict[str, str]]:
    """The cells of the records of a table, as texts."""
    return [{name: cell.text for name, cell in one.cells.items()} for one in found.records if one.table == table]


def problems(found: Understood) -> list[tuple[str, str]]:
    """(value, problem) of what is asked."""
    return [(one.value, one.problem) for one in found.remarks if not one.note]


def notes(found: Understood) -> list[tuple[str, str]]:
    """(value, what is noted)."""
    return [(one.value, one.problem) for one in found.remarks if one.note]
