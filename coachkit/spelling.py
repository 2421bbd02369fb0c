"""Compare how names are spelt: without case, accents and kinds of hyphen, and one letter apart."""

import unicodedata

_SINGLE = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
}
_HYPHENS = "‐‑‒–—―−﹣－"
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


class _Folding(dict):
    def __missing__(self, code: int) -> str:
        letter = chr(code).lower()
        plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        folded = "".join(_SINGLE.get(c, c) for c in plain)
        if letter in _HYPHENS:
            folded = "-"
        if letter in _DROPPED or unicodedata.combining(letter[0]):
            folded = ""
        self[code] = folded if not chr(code).isspace() else chr(code)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> tuple[str, list[int] | None]:
    """The text in lower case without accents, and each character's place in the text (None = unmoved)."""
    if text.isascii():
        return text.lower().replace("`", "'"), None
    folded = text.translate(_FOLDING)
    if all(len(_FOLDING[code]) == 1 for code in set(map(ord, text))):
        return folded, None
    places = [place for place, letter in enumerate(text) for _ in _FOLDING[ord(letter)]]
    return folded, [*places, len(text)]


def plain(text: str) -> str:
    """The text in lower case without accents, for comparing."""
    return fold(text)[0]


def hyphened(name: str) -> str:
    """The name with every kind of hyphen and dash as the plain one."""
    return "".join("-" if letter in _HYPHENS else letter for letter in name)


def within_one_letter(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed, or two neighbours exchanged make the one word the other."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    same = next((place for place in range(len(a)) if a[place] != b[place]), len(a))
    if len(a) < len(b):
        return a[same:] == b[same + 1 :]
    return a[same + 1 :] == b[same + 1 :] or (
        a[same + 2 :] == b[same + 2 :] and a[same : same + 2] == b[same : same + 2][::-1]
    )
