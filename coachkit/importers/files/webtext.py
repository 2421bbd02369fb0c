"""The text of a mail written as a web page: a line for each block, quoted messages with "> " in front."""

from html import unescape
from html.parser import HTMLParser

from coachkit.importers.files.webtable import Table

_BLOCKS = frozenset(
    "address article blockquote body dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset(("td", "th"))
_SPACED = frozenset("p h1 h2 h3 h4 h5 h6 blockquote".split())
_UNSEEN = frozenset("head script style title template".split())
_LEAST_PIECE = 10_000


def text_of(html: str) -> str:
    """What a person sees, line by line; cells of a row are parted by tabs, items of a list begin with "- "."""
    reader = _Reader()
    html = html.replace(
        "<![", "<!"
    )  # Word's marked sections, at which the parser may give up, become plain declarations
    piece = max(_LEAST_PIECE, len(html) // 50 + 1)
    for start in range(0, len(html), piece):  # close() would go over a page of open tags once for each of them
        reader.feed(html[start : start + piece])
    reader.handle_data(unescape(reader.rawdata))
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._unseen = 0
        self._quotes: list[bool] = []
        self._quoted = 0
        self._tables: list[Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if tag == "br":
            self._end(always=True)
        elif tag in _BLOCKS or tag in _CELLS:
            self._end()
        self._begin_of_table(tag)
        if tag == "blockquote":
            values = dict(attrs)
            self._quotes.append(values.get("type") == "cite" or "gmail_quote" in (values.get("class") or ""))
            self._quoted += self._quotes[-1]
        elif tag == "li":
            self._line.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _BLOCKS or tag in _CELLS:
            self._end()
        if tag in _SPACED:
            self._keep("")
        if tag == "table" and self._tables:
            self._end_table()
        if tag == "blockquote" and self._quotes:
            self._quoted -= self._quotes.pop()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line += filter(str.strip if not self._line else None, [" ".join(f"x{data}x".split())[1:-1]])

    def _begin_of_table(self, tag: str) -> None:
        """A table, or a row or a cell of the one that is open."""
        if tag == "table":
            for table in self._tables:
                table.nests = True
            self._tables.append(Table())
        elif self._tables and tag == "tr":
            self._tables[-1].begin_row()
        elif self._tables and tag in _CELLS:
            self._tables[-1].begin_cell()

    def _end_table(self) -> None:
        for line in self._tables.pop().lines():
            self._keep(line)

    def _keep(self, line: str) -> None:
        if not self._tables or not self._tables[-1].take(line):
            self._lines.append(line)

    def text(self) -> str:
        self._end()
        while self._tables:
            self._end_table()
        return "\n".join(self._lines)

    def _end(self, *, always: bool = False) -> None:
        text = "".join(self._line).strip(" ")
        if text.strip() or always:
            self._keep("> " * (self._quoted > 0) + text)
        self._line = []
