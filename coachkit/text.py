"""Cut texts into sentences and passages that know their place, and compare texts by their words."""

import re

import pandas as pd

SENTENCE = ["source_id", "kind", "date", "client_ids", "voice", "paragraph", "start", "end", "sentence"]
PASSAGE = ["source_id", "kind", "date", "client_ids", "voice", "paragraph", "start", "end", "passage", "first", "last"]

_MARKER = re.compile(r"(?:[-*•‣–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_WRAPPED_FROM = 55  # a line this long without an end mark was broken by a mail program, not by its writer
_STOP = re.compile(r"(?P<mark>[.?!…]+)(?P<closed>[\"'”’)\]»*_]*)\s+(?=(?P<opened>[\"'“‘(\[«*_]*)(?P<next>\w*))")
_ABBREVIATION = re.compile(
    r"(?:(?<!\w)(?:mr|mrs|ms|dr|prof|rev|st|messrs|cf|vs|viz|approx|esp|incl|nos|pp|vol|fig|tel|ext|dept"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|(?<!['’])(?-i:[A-HJ-Z]))|\b(?:[a-z]\.)+[a-z])$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:I|[A-Z]\w+(?: [A-Z]\w+)?) (?:said|says|asked|asks|wrote|replied|answered|wanted to know)\b(?! (?:that|if|whether))"
)
_ROLES = {"sponsor", "supervisor", "coach"}  # stand for names, so they may open a sentence


def sentences(sources: pd.DataFrame) -> pd.DataFrame:
    """One row a sentence of `sources`, in order: its source's columns, paragraph (from 1), start and end (code points
    in the text as written, end exclusive) and sentence (names replaced)."""
    rows = [
        (
            *(getattr(source, column) for column in SENTENCE[:5]),
            paragraph,
            source.replaced.written(start),
            source.replaced.written(end, end=True),
            source.text[start:end],
        )
        for source in sources.itertuples(index=False)
        for paragraph, start, end in spans(source.text)
    ]
    return _typed(pd.DataFrame(rows, columns=SENTENCE), sources)


def passages(sentences: pd.DataFrame, longest: int = 4) -> pd.DataFrame:
    """One row a window of 1 to `longest` adjoining sentences of one paragraph; first and last are row numbers in `sentences`."""
    rows = []
    numbered = sentences.reset_index(drop=True)
    for _, paragraph in numbered.groupby(["source_id", "paragraph"], sort=False):
        opening = paragraph.iloc[0]
        texts, starts, ends = (paragraph[column].tolist() for column in ("sentence", "start", "end"))
        place = [opening[column] for column in PASSAGE[:6]]
        for first in range(len(texts)):
            for last in range(first, min(first + longest, len(texts))):
                words = " ".join(texts[first : last + 1])
                rows.append((*place, starts[first], ends[last], words, opening.name + first, opening.name + last))
    return _typed(pd.DataFrame(rows, columns=PASSAGE), sentences)


def spans(text: str) -> list[tuple[int, int, int]]:
    """The sentences of one text as (paragraph from 1, start, end)."""
    return [
        (number, start, end)
        for number, (opens, closes) in enumerate(_paragraphs(text), start=1)
        for start, end in _sentences(text, opens, closes)
    ]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines, without list markers; a line that a mail program broke is joined to the next."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*[^\s][^\n]*", text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        marker = _MARKER.match(text, start, end)
        if found and not marker and _goes_on(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((marker.end() if marker else start, end))
    return found


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    last_line = text[before[0] : before[1]].rsplit("\n", 1)[-1]
    if text.count("\n", before[1], start) > 1 or last_line[-1] in ".?!…:\"'”’)":
        return False
    return text[start].islower() or len(last_line) >= _WRAPPED_FROM


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, start, stop):
            found.append((start, stop.end("closed")))
            start = stop.end()
    return [*found, (start, end)]


def _ends(text: str, start: int, stop: re.Match) -> bool:
    mark, closed, following = stop["mark"], stop["closed"], stop["next"]
    if mark == "." and _ABBREVIATION.search(text, start, stop.start()):
        return False
    if "." not in mark and closed and _SAID.match(text, stop.end()):
        return False
    runs_on = following[:1].islower() and following not in _ROLES
    return not (runs_on and (closed or mark.startswith(("..", "…"))))


def _typed(frame: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """The same frame with its types held also when it has no row."""
    numbers = dict.fromkeys(frame.columns.intersection(["paragraph", "start", "end", "first", "last"]), "int64")
    texts = dict.fromkeys(frame.columns.difference([*numbers, "date"]), "str")
    return frame.astype({**texts, **numbers, "date": like["date"].dtype})
