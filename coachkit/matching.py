"""Find where the forms of registered names fit in a text, misspelt ones and strangers of the same name told apart."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from coachkit.namewords import NAME_WORDS, TITLES
from coachkit.register import Bearer, Form, forms
from coachkit.senses import KIN, NOT_A_SURNAME, starts_sentence
from coachkit.spelling import fold, plain, within_one_letter

ORDER = {
    "full": 0,
    "organisation": 1,
    "surname": 2,
    "given": 3,
    "part": 4,
    "initials": 5,
    "first_word": 6,
    "derived": 7,
    "nickname": 8,
}
WORD = re.compile(r"[^\W_]+")
PLACE_AFTER = re.compile(
    r" (?:lane|street|road|avenue|park|station|bridge|way|close|square|hill|common|green|river|estuary|beach|moor"
    r"|junction|high)\b",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NEXT = re.compile(r"[ \u00a0]+([^\W\d_][^\W_]*)(?:[-'’‐‑][^\W_]+)*")
_PREVIOUS = re.compile(r"([^\W\d_][\w'’-]*)(\.?)\s+$")
_HALVES = {"given", "nickname", "surname", "part", "first_word"}
_JOINED = re.compile(r"[-‐‑]([A-ZÀ-Þ][a-zß-ÿ][^\W\d_]*)")
_JOINED_BEFORE = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]+[-‐‑]$")
_TITLE_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})\b\.?\s+$", re.I)
_INITIAL_BEFORE = re.compile(r"(?<![\w'’.])(?:[^\W\d_]\.\s?|[^\W\d_]\s)$")
_INTRODUCED = re.compile(
    rf"\b(?:called|named|name is|name was|(?:his|her|their|my|whose|'s|’s)\s(?:\w+ )?(?:{KIN}),?)\s+$", re.I
)


@dataclass(frozen=True)
class Match:
    """A place where forms of registered names fit; a stranger is somebody else who bears the same name."""

    start: int
    end: int
    word: str
    forms: tuple[Form, ...]
    is_stranger: bool = False


class Matcher:
    """Finds the forms of all bearers; `texts` show which words are ordinary here and which spellings are frequent."""

    def __init__(self, bearers: Iterable[Bearer], texts: Iterable[str] = ()) -> None:
        self.index: dict[str, list[Form]] = {}
        for form in sorted(
            {form for bearer in bearers for form in forms(bearer)}, key=lambda form: (ORDER[form.sort], form.words)
        ):
            self.index.setdefault(form.key, []).append(form)
        self._near: dict[str, tuple[Form, ...]] = {}
        self._lower, self._capital = _counted(texts)
        self.ordinary = {
            word for word, known in self.index.items() if word in NAME_WORDS or self._is_ordinary(word, known)
        }

    def _is_ordinary(self, word: str, known: list[Form]) -> bool:
        often = 0 if known[0].bearer.kind == "organisation" else 2  # a name typed in haste is lower case now and then
        return self._lower[word] > often and self._lower[word] * 4 > self._capital[word]

    def all_ordinary(self, form: Form) -> bool:
        """Whether every word of a form is also an ordinary word."""
        return all(word in self.ordinary or word in NAME_WORDS for word in WORD.findall(form.words))

    def matches(self, text: str) -> list[Match]:
        """Every place where a registered form fits, from left to right, none overlapping."""
        folded, places = fold(text)
        found, done = [], 0
        for token in WORD.finditer(folded):
            if token.start() < done:
                continue
            word = token[0]
            start = places[token.start()] if places else token.start()
            known = self.index.get(word)
            if known is None:
                known = self._misspelt(word) if len(word) > 2 and text[start].isupper() else ()
                if not known:
                    continue
                end, fitting = token.end(), known
            else:
                end, fitting = _fitting(known, folded, token)
                if end < 0:
                    continue
            written_end = places[end - 1] + 1 if places else end
            while places and written_end < len(text) and not fold(text[written_end])[0]:
                written_end += 1
            fitting = tuple(form for form in fitting if not form.capital or _is_capital(text[start:written_end], form))
            if fitting:
                match = self._extended(text, Match(start, written_end, word, fitting))
                found.append(match)
                done = end if match.end == written_end else len(fold(text[: match.end])[0])
        return found

    def _misspelt(self, word: str) -> tuple[Form, ...]:
        """The forms that an unknown, seldom word misspells: by one letter, or by its sound (Marc, Mark)."""
        if word not in self._near:
            known = self._lower[word] or self._capital[word] > 2 or word in NAME_WORDS or word in NOT_A_SURNAME
            self._near[word] = () if known else tuple(form for form in self._single if self._is_misspelling(word, form))
        return self._near[word]

    @cached_property
    def _single(self) -> list[Form]:
        every = (form for known in self.index.values() for form in known)
        return [form for form in every if form.sort in ("given", "surname", "part") and form.tail is None]

    def _is_misspelling(self, word: str, form: Form) -> bool:
        name = form.words
        if word[0] != name[0] or word in (f"{name}s", f"{name}es"):
            return form.sort == "given" and len(name) > 2 and _sound(word) == _sound(name)
        distinctive = len(name) > 4 and name not in self.ordinary
        return (distinctive and within_one_letter(word, name)) or (
            form.sort == "given" and _sound(word) == _sound(name)
        )

    def _extended(self, text: str, match: Match) -> Match:
        """The match with its title, initial or misspelt surname; a stranger where another surname follows."""
        sorts = {form.sort for form in match.forms}
        if sorts <= _HALVES and (joined := _JOINED.match(text, match.end)):
            return self._joined(match, joined.end(), plain(joined[1]))
        if sorts <= _HALVES and _JOINED_BEFORE.search(text, max(0, match.start - 40), match.start):
            return replace(match, is_stranger=True)
        if not sorts & {"given", "nickname", "surname", "part", "full"}:
            return match
        if match.word in self.index or "surname" in sorts:
            match = self._with_what_precedes(text, match, sorts)
        following = _NEXT.match(text, match.end)
        capitals = following is not None and following[1][0].isupper() and text[match.start].isupper()
        if match.is_stranger or not capitals or not sorts & {"given", "nickname"}:
            return match
        return self._with_what_follows(text, match, following)

    def _with_what_follows(self, text: str, match: Match, following: re.Match) -> Match:
        """A first name and the capitalised word after it: the bearer's surname, a stranger's, or no name."""
        word = plain(following[1])
        near, whole = self._misspelt(word), plain(following[0]).strip()
        own = tuple(replace(form, sort="full") for form in match.forms if _bears(form.bearer, whole, near))
        if own:
            return replace(match, end=following.end(), forms=own)
        if word in NOT_A_SURNAME or word in self.index:
            return match
        seen = self._lower[word] > 2 and word not in NAME_WORDS  # "told Rhodri Board papers would follow"
        if seen and match.word not in self.ordinary and not PLACE_AFTER.match(text, match.end):
            return match
        shouted = following[1].isupper() and len(following[1]) > 1 and not text[match.start : match.end].isupper()
        return replace(match, is_stranger=not shouted)

    def _joined(self, match: Match, end: int, following: str) -> Match:
        """One half of a double name: with the other half where that too is the bearer's, else a stranger."""
        other = [*self.index.get(following, ()), *self._misspelt(following)]
        own = tuple(
            form
            for form in match.forms
            if any(form.bearer == half.bearer and half.sort in ("part", "surname") for half in other)
        )
        return (
            replace(match, end=end, forms=tuple(replace(form, sort="surname") for form in own))
            if own
            else replace(match, is_stranger=True)
        )

    def _with_what_precedes(self, text: str, match: Match, sorts: set[str]) -> Match:
        before = text[max(0, match.start - 40) : match.start]
        if title := _TITLE_BEFORE.search(before):
            return replace(match, start=match.start - len(title[0]))
        if (
            sorts & {"surname", "part"}
            and (initial := _INITIAL_BEFORE.search(before))
            and initial[0][0].isupper()
            and initial[0].strip() != "I"
        ):
            return replace(match, start=match.start - len(initial[0]))
        if sorts & {"full", "surname"}:
            return match
        if _INTRODUCED.search(before):
            return replace(match, is_stranger=True)
        previous = _PREVIOUS.search(before)
        is_name = (
            previous is not None
            and text[match.start].isupper()
            and previous[1].istitle()
            and not previous[2]
            and "\n" not in previous[0]
            and not starts_sentence(before[: previous.start()])
            and plain(previous[1]) not in self.index
            and plain(previous[1]) not in NOT_A_SURNAME
            and not self._lower[plain(previous[1])]
        )
        return replace(match, is_stranger=is_name)


def _counted(texts: Iterable[str]) -> tuple[Counter, Counter]:
    """How often each folded word stands in lower case, and otherwise."""
    written, lower, capital = Counter(), Counter(), Counter()
    for text in texts:
        written.update(_LETTERS.findall(text))
    for word, times in written.items():
        (lower if word.islower() else capital)[plain(word)] += times
    return lower, capital


def _fitting(known: list[Form], folded: str, token: re.Match) -> tuple[int, tuple[Form, ...]]:
    ends: dict[int, list[Form]] = {}
    for form in known:
        if form.tail is None:
            ends.setdefault(token.end(), []).append(form)
        elif tail := form.tail.match(folded, token.end()):
            ends.setdefault(tail.end(), []).append(form)
    if not ends:
        return -1, ()
    longest = ends[max(ends)]
    return max(ends), tuple(
        form
        for form in longest
        if (form.sort in ("full", "organisation")) == (longest[0].sort in ("full", "organisation"))
    )


def is_introduced(text: str, match: Match) -> bool:
    """Whether the words before present somebody new: "a colleague called", "his wife"."""
    return bool(_INTRODUCED.search(text[max(0, match.start - 40) : match.start]))


def _is_capital(written: str, form: Form) -> bool:
    return (
        written[0].isupper()
        if form.sort in ("part", "nickname", "first_word")
        else all(letter.isupper() for letter in written if letter.isalpha())
    )


def _bears(bearer: Bearer, following: str, near: tuple[Form, ...]) -> bool:
    if not bearer.surname or bearer.kind == "organisation":
        return False
    is_initial = len(following.strip(".")) == 1 and following[0] == plain(bearer.surname)[0]
    return is_initial or any(form.bearer == bearer and form.sort in ("surname", "part") for form in near)


def _sound(word: str) -> str:
    """How a name sounds, roughly: Marc is Mark, Sara is Sarah, Ann is Anne."""
    for spelt, heard in (("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i")):
        word = word.replace(spelt, heard)
    return re.sub(r"(.)\1+e?$|(.)\2+", r"\1\2", word[0] + word[1:].replace("h", ""))
