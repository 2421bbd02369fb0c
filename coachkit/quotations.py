"""Whose words a sentence holds: what stands in quotation marks is mostly another's, and is taken out."""

import re

import pandas as pd

CARRIED = 3  # sentences without a mark after which a quotation counts as never closed

_DOUBLE = re.compile(r"[“”«»\"]")
_SINGLE = re.compile(r"(?<!\w)‘(?:[^‘’]|’(?=\w))*’")


def own_words(sentences: pd.DataFrame, source: str = "sheet_id") -> pd.Series:
    """Each sentence with what it quotes as blanks, every place kept; a quotation may run over several sentences.

    `sentences`: `source` (the column with the text's id), start, sentence.
    """
    bare = pd.Series("", index=sentences.index, dtype="str")
    for _, rows in sentences.sort_values("start", kind="stable").groupby(source, sort=False):
        bare[rows.index] = _unquoted(rows["sentence"].tolist())
    return bare


def _unquoted(texts: list[str]) -> list[str]:
    found, quoting, waited = [], False, 0
    for text in texts:
        marks = [(mark.start(), _opens(text, mark.start())) for mark in _DOUBLE.finditer(text)]
        quoting = quoting and waited < CARRIED
        waited = 0 if marks else waited + 1
        bare, quoting = _blanked(text, marks, quoting)
        found.append(_SINGLE.sub(lambda quoted: " " * len(quoted[0]), bare))
    return found


def _opens(text: str, at: int) -> bool:
    """Whether a quotation mark opens: by its form, or by a blank, bracket or dash before it."""
    return text[at] in "“«" or (text[at] == '"' and (at == 0 or text[at - 1] in " \t\n([{—–-"))


def _blanked(text: str, marks: list[tuple[int, bool]], quoting: bool) -> tuple[str, bool]:
    """The text with its quotations as blanks, and whether the last still runs on; one that only closes here began before."""
    if marks:
        quoting = not marks[0][1]
    begin = 0 if quoting else None
    for at, opens in marks:
        if opens and begin is None:
            begin = at
        elif not opens and begin is not None:
            text, begin = text[:begin] + " " * (at + 1 - begin) + text[at + 1 :], None
    return (text, False) if begin is None else (text[:begin] + " " * (len(text) - begin), True)
