"""Replace registered names in a text by ids and roles, and remember each place but never the name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from coachkit.matching import ORDER, PLACE_AFTER, WORD, Match, Matcher, is_introduced
from coachkit.register import Bearer, Form, bearers, near_duplicates, organisation_ids
from coachkit.senses import are_initials, is_person, starts_sentence
from coachkit.spelling import plain

__all__ = ["Register", "Replaced", "near_duplicates"]

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.])(?:\+|\(?0)\d[\d ()\u00a0-]{7,}\d(?!\w)")


@dataclass(frozen=True)
class Replaced:
    """A text with its names replaced; `names` holds (start, end, shown, kind), places in the text as written."""

    text: str
    names: tuple[tuple[int, int, str, str], ...] = ()

    @cached_property
    def _spans(self) -> tuple[list[int], list[int], list[int], list[int]]:
        shift, starts, ends = 0, [], []
        for start, end, shown, _ in self.names:
            starts.append(start + shift)
            shift += len(shown) - (end - start)
            ends.append(end + shift)
        return starts, ends, [name[0] for name in self.names], [name[1] for name in self.names]

    def written(self, offset: int, end: bool = False) -> int:
        """The place in the text as written of a place in `.text`.

        Inside a name it is the name's start, or with `end` (an exclusive end) the name's end.
        """
        starts, ends, written_starts, written_ends = self._spans
        return _carried(offset, end, starts, ends, written_starts, written_ends)

    def shown_at(self, offset: int, end: bool = False) -> int:
        """The place in `.text` of a place in the text as written; inside a name as `written` has it."""
        starts, ends, written_starts, written_ends = self._spans
        return _carried(offset, end, written_starts, written_ends, starts, ends)


def _carried(
    offset: int, end: bool, starts: list[int], ends: list[int], other_starts: list[int], other_ends: list[int]
) -> int:
    number = (bisect_left if end else bisect_right)(starts, offset) - 1
    if number < 0:
        return offset
    if offset < ends[number] or (end and offset == ends[number]):
        return other_ends[number] if end else other_starts[number]
    return offset - ends[number] + other_ends[number]


class Register:
    """Who is registered, and how each may be written.

    `texts` are the practice's texts, each with the ids of its clients: from them it learns which words are ordinary
    in this practice, and which namesakes of a client belong to another client's world. `decisions` (surface,
    source_id, decision, client_id) outweigh all rules.
    """

    def __init__(
        self,
        clients: pd.DataFrame,
        coach: str = "",
        supervisors: Iterable[str] = (),
        decisions: pd.DataFrame | None = None,
        texts: Iterable[tuple[str, Iterable[str]]] = (),
    ) -> None:
        self.bearers = tuple(bearers(clients, coach, supervisors))
        self.organisation_ids = organisation_ids(clients)
        self.ids = tuple(dict.fromkeys(bearer.shown for bearer in self.bearers))
        self._contacts = dict(_contacts(clients))
        self._kinds = {bearer.shown: bearer.kind for bearer in self.bearers}
        self._decisions = (
            []
            if decisions is None
            else [_decision(row) for row in decisions.fillna("").to_dict("records") if row["surface"]]
        )
        texts = [(text, tuple(clients_of)) for text, clients_of in texts]
        self._matcher = Matcher(self.bearers, (text for text, _ in texts))
        self._strangers: dict[str, set[str]] = {}
        for text, clients_of in texts:
            for match in self._matcher.matches(text) if clients_of else ():
                if match.is_stranger:
                    for client in clients_of:
                        self._strangers.setdefault(client, set()).add(match.word)

    def replace(self, text: str, source_id: str = "", context_clients: Iterable[str] = ()) -> Replaced:
        """The text with every registered name replaced; `context_clients` are the clients whom the text is about."""
        decided = self._decided(text, source_id)
        taken = [*decided, *self._contacts_in(text)]
        matches = [match for match in self._matcher.matches(text) if not any(_yields(match, span) for span in taken)]
        shown = [
            (match.start, match.end, *who)
            for match, who in zip(matches, self._who(text, matches, frozenset(context_clients)), strict=True)
            if who
        ]
        shown += [span for span in taken if span[2] and not any(s[0] < span[1] and span[0] < s[1] for s in shown)]
        return _replaced(text, sorted(shown))

    def leaks(self, text: str) -> list[str]:
        """Registered full names, surnames and organisations that still stand in a text; decisions are not asked."""
        return [
            text[match.start : match.end]
            for match in self._matcher.matches(text)
            if not match.is_stranger and any(self._leaks(form, text, match) for form in match.forms)
        ]

    def _leaks(self, form: Form, text: str, match: Match) -> bool:
        if form.sort == "first_word" and PLACE_AFTER.match(text, match.end):
            return False
        if form.sort == "full":
            return not self._matcher.all_ordinary(form) or text[match.start].isupper()
        if form.sort in ("surname", "organisation", "first_word"):
            return form.words not in self._matcher.ordinary or (
                text[match.start].isupper() and not starts_sentence(text[: match.start])
            )
        return False

    # who is meant

    def _who(self, text: str, matches: list[Match], context: frozenset[str]) -> list[tuple[str, str] | None]:
        fits = [(form, match) for match in matches for form in match.forms]
        named = {form.bearer for form, match in fits if form.sort == "full" and text[match.start].isupper()}
        spoken_of = named | {form.bearer for form, match in fits if not context and _is_surely_given(form, match, text)}
        strangers = {match.word for match in matches if match.is_stranger}.union(
            *(self._strangers.get(client, ()) for client in context)
        )
        found = []
        for match in matches:
            standing = self._standing(text, match, context, spoken_of, strangers)
            found.append(_one_of(standing, context, named) if standing else None)
        return found

    def _standing(
        self, text: str, match: Match, context: frozenset[str], spoken_of: set[Bearer], strangers: set[str]
    ) -> tuple[Form, ...]:
        """Those forms of a match that stand for their bearer here."""
        at_home = any(form.bearer.clients & context for form in match.forms)
        if match.is_stranger and not (at_home and is_introduced(text, match)):
            return ()
        if (
            not at_home
            and match.word in strangers
            and {form.sort for form in match.forms} <= {"given", "nickname", "part"}
        ):
            return ()
        about = at_home or any(form.bearer in spoken_of for form in match.forms)
        return tuple(form for form in match.forms if self._stands(form, text, match, about))

    def _stands(self, form: Form, text: str, match: Match, about: bool) -> bool:
        written, before, after = (
            text[match.start : match.end],
            text[max(0, match.start - 40) : match.start],
            text[match.end : match.end + 40],
        )
        if form.sort == "nickname":
            return about and (match.word not in self._matcher.ordinary or is_person(written, before, after, about))
        if form.sort in ("initials", "derived"):
            return are_initials(plain(written).replace(".", ""), before, after, about, form.sort == "initials")
        if form.sort == "full":
            ordinary = written.islower() and self._matcher.all_ordinary(form)
            return not ordinary or (about and after[:1] in ",.;:)")
        if form.sort == "first_word" and PLACE_AFTER.match(text, match.end):
            return False
        if match.word not in self._matcher.index and form.sort == "given":
            return about or len(form.words) > 5
        if match.word in self._matcher.ordinary and WORD.fullmatch(plain(written)):
            return is_person(written, before, after, about)
        return True

    # addresses and decisions

    def _contacts_in(self, text: str) -> list[tuple[int, int, str, str]]:
        found = (
            [(m.start(), m.end(), self._owner(m[0]), "contact") for m in _EMAIL.finditer(text)] if "@" in text else []
        )
        return found + [
            (m.start(), m.end(), self._contacts.get(_digits(m[0]), "phone number"), "contact")
            for m in _PHONE.finditer(text)
        ]

    def _owner(self, address: str) -> str:
        local = [
            form.bearer.shown
            for word in WORD.findall(plain(address.split("@")[0]))
            for form in self._matcher.index.get(word, ())
            if form.sort != "derived"
        ]
        return self._contacts.get(plain(address)) or (local[0] if len(set(local)) == 1 else "e-mail address")

    def _decided(self, text: str, source_id: str) -> list[tuple[int, int, str, str]]:
        places = [
            (m, shown)
            for pattern, where, shown in self._decisions
            if where in ("", source_id)
            for m in pattern.finditer(text)
        ]
        decided = [
            (m.start(), m.end(), shown if shown is None else shown or self._registered(m[0])) for m, shown in places
        ]
        return [(*span, self._kinds.get(span[2], "client")) for span in decided]

    def _registered(self, surface: str) -> str:
        return next((form.bearer.shown for match in self._matcher.matches(surface) for form in match.forms), "person")


def _replaced(text: str, names: list[tuple[int, int, str, str]]) -> Replaced:
    kept: list[tuple[int, int, str, str]] = []
    pieces, done = [], 0
    for name in names:
        if name[0] >= done:
            kept.append(name)
            pieces += [text[done : name[0]], name[2]]
            done = name[1]
    return Replaced("".join([*pieces, text[done:]]), tuple(kept))


def _is_surely_given(form: Form, match: Match, text: str) -> bool:
    return (
        form.sort == "given"
        and not match.is_stranger
        and text[match.start].isupper()
        and not starts_sentence(text[: match.start])
    )


def _one_of(standing: tuple[Form, ...], context: frozenset[str], named: set[Bearer]) -> tuple[str, str]:
    """The bearer meant: at home in the text, else named in full in it; where that does not decide, just "client"."""
    best = min(ORDER[form.sort] for form in standing)
    for choice in (
        [form.bearer for form in standing if form.bearer.clients & context and form.bearer.kind == "client"],
        [form.bearer for form in standing if form.bearer.clients & context],
        [form.bearer for form in standing if form.bearer in named],
        [form.bearer for form in standing if ORDER[form.sort] == best],
    ):
        if len({bearer.shown for bearer in choice}) == 1:
            return choice[0].shown, choice[0].kind
    return "client", "client"


def _yields(match: Match, span: tuple[int, int, str | None, str]) -> bool:
    """Whether a match gives way to a decided span: it touches it and does not wholly contain more than it."""
    touches = match.start < span[1] and span[0] < match.end
    return touches and not (
        match.start <= span[0] and span[1] <= match.end and match.end - match.start > span[1] - span[0]
    )


def _decision(row: dict[str, str]) -> tuple[re.Pattern, str, str | None]:
    surface = r"\s+".join(map(re.escape, str(row["surface"]).split()))
    shown = str(row.get("client_id", "")) if row["decision"] == "replace" else None
    return re.compile(rf"(?<!\w){surface}(?!\w)"), str(row.get("source_id", "")), shown


def _contacts(clients: pd.DataFrame) -> Iterable[tuple[str, str]]:
    for row in clients.fillna("").to_dict("records"):
        if row.get("email"):
            yield plain(str(row["email"]).strip()), row["client_id"]
        if row.get("phone"):
            yield _digits(str(row["phone"])), row["client_id"]


def _digits(phone: str) -> str:
    """The digits of a telephone number, the British prefix +44 read as 0."""
    digits = re.sub(r"\D", "", phone)
    return "0" + digits.removeprefix("44").removeprefix("0") if phone.strip().startswith("+44") else digits
