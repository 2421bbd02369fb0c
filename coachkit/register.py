"""Read the register of clients into persons and organisations, and each into the forms in which it may be written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from coachkit.senses import TITLES

_PARTICLES = frozenset("van von der den de del della di da do dos la le du al el bin binti ibn ap st ten ter mac y".split())
_GROUP_WORDS = re.compile(r"\b(?:group|team|leaders|cohort|circle|board|programme|set|network|partners|directors|managers|the)\b", re.I)
_ORGANISATION_TAIL = frozenset("the a an st saint royal north south east west new city university college school trust company group national".split())
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){2,4}")
_SHORT_FORMS = [  # names that one person goes by; only where the text is about that person
    frozenset(family.split())
    for family in """
daniel dan danny|william will bill billy liam|robert rob bob bobby robbie|richard rich rick dick richie|thomas tom tommy|tomasz tomek tom|james jim jimmy jamie
michael mike mick mickey|christopher chris kit|matthew matt|andrew andy drew|anthony tony|david dave|stephen steve|steven steve|edward ed ted eddie|oliver ollie olly
alexander alex sandy|alexandra alex sandra|benjamin ben|samuel sam|samantha sam|joseph joe|joshua josh|jonathan jon|nicholas nick nicky|peter pete|philip phil|phillip phil
patrick pat paddy|patricia pat trish|charles charlie|charlotte charlie lottie|frederick fred freddie|george georgie|gregory greg|henry harry hal|kenneth ken|lawrence larry
leonard len|martin marty|raymond ray|ronald ron|simon si|timothy tim|victoria vicky tori|vincent vince|zachary zac zak|gareth gaz|gary gaz|elizabeth liz lizzie beth betty
catherine cath kate cathy|katherine kath kate kathy|katharine kate|margaret maggie meg peggy|susan sue|rebecca becky bex|jennifer jen jenny|jessica jess|deborah deb debbie
rachel rach|bethan beth|bethany beth|abigail abby|amanda mandy|christine chris|christina chris tina|eleanor ellie nell|emily em|frances fran|francis frank|gillian gill
helen nell|isabel izzy|jacqueline jackie|josephine jo|joanna jo|judith judy|kimberley kim|madeleine maddy|natalie nat|natasha tasha|olivia liv|pamela pam|philippa pip
penelope penny|rosemary rosie|siobhan shiv|stephanie steph|teresa tess|theresa tess|valerie val|veronica ronnie|mohammed mo|muhammad mo
""".strip().replace("\n", "|").split("|")
]
_SINGLE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"}
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
    """The text in lower case without accents, and the place of each of its characters in the text (None = the same)."""
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


@dataclass(frozen=True)
class Bearer:
    """A registered person, group or organisation: what is shown in its place and the clients in whose texts it is at home."""

    shown: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    clients: frozenset[str] = frozenset()
    is_group: bool = False
    given: tuple[str, ...] = ()
    surname: str = ""


@dataclass(frozen=True)
class Form:
    """One way in which a bearer may be written: the folded words, and how sure it is.

    `sort` is full, surname, part (of a hyphenated surname), given, initials (registered), derived (initials), nickname, organisation or first_word.
    """

    bearer: Bearer
    sort: str
    words: str
    capital: bool = False
    tail: re.Pattern | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """The first word, by which the form is found."""
        return re.match(r"[^\W_]+", self.words)[0]


def bearers(clients: pd.DataFrame, coach: str, supervisors: Iterable[str]) -> list[Bearer]:
    """Everyone and everything whose name is replaced, in the order of the register; organisations are numbered as they first appear."""
    found: list[Bearer] = []
    rows = [{column: str(value).strip() for column, value in row.items()} for row in clients.fillna("").to_dict("records")]
    for row in rows:
        found.extend(_client(row))
    sponsored: dict[str, set[str]] = {}
    for row in rows:
        for sponsor in _persons_in(row.get("sponsor", "")):
            sponsored.setdefault(sponsor, set()).add(row["client_id"])
    found.extend(_person("sponsor", "sponsor", name, frozenset(ids)) for name, ids in sponsored.items())
    found.extend(_person("supervisor", "supervisor", name) for name in dict.fromkeys(supervisors) for name in _persons_in(name))
    found.extend(_person("coach", "coach", name) for name in _persons_in(coach))
    found.extend(
        Bearer(organisation_id, "organisation", name, clients=frozenset(r["client_id"] for r in rows if plain(r.get("organisation", "")) == plain(name)))
        for name, organisation_id in organisation_ids(clients).items()
    )
    return found


def organisation_ids(clients: pd.DataFrame) -> dict[str, str]:
    """O01, O02 ... by organisation as written, numbered by first appearance; spellings that differ in accents or case share one."""
    numbers: dict[str, str] = {}
    written = [str(name).strip() for name in clients.get("organisation", pd.Series(dtype=str)).fillna("")]
    for name in filter(None, written):
        numbers.setdefault(plain(name), f"O{len(numbers) + 1:02}")
    return {name: numbers[plain(name)] for name in dict.fromkeys(filter(None, written))}


def _persons_in(cell: str) -> list[str]:
    """The names in a cell that may hold several persons, each with a job title after a comma or in brackets."""
    names = [re.split(r"[,(]|\s[–—-]\s", part)[0].strip() for part in re.split(r"[;/]|\s+(?:and|&)\s+", cell)]
    return [name for name in names if name[:1].isupper()]


def _client(row: dict[str, str]) -> Iterator[Bearer]:
    client_id, name = row["client_id"], row.get("name", "")
    last_first = re.fullmatch(r"(\S+(?: \S+)?), (\S+)", name)
    name = f"{last_first[2]} {last_first[1]}" if last_first else name
    aliases = tuple(filter(None, (alias.strip() for alias in row.get("aliases", "").split(";"))))
    circle = frozenset({client_id})
    if row.get("kind") == "group" or (row.get("kind") != "person" and _is_phrase(name)):
        members = [alias for alias in aliases if " " in alias and not _is_phrase(alias)]
        yield Bearer(client_id, "client", name, tuple(a for a in aliases if a not in members), circle, True)
        yield from (_person(client_id, "client", member, circle) for member in members)
    elif name or aliases:
        yield _person(client_id, "client", name, circle, aliases)


def _is_phrase(name: str) -> bool:
    words = [word for word in name.split() if word.lower() not in _PARTICLES]
    return len(words) > 1 and (bool(_GROUP_WORDS.search(name)) or any(word[0].islower() for word in words))


def _person(shown: str, kind: str, name: str, clients: frozenset[str] = frozenset(), aliases: tuple[str, ...] = ()) -> Bearer:
    words = [word for word in name.split() if word.strip(".").lower() not in TITLES]
    last = len(words) - 1
    while last > 1 and words[last - 1].lower() in _PARTICLES:
        last -= 1
    given, surname = tuple(words[:last]) or tuple(words), " ".join(words[last:]) if last > 0 else ""
    return Bearer(shown, kind, name, aliases, clients, False, given, surname)


def forms(bearer: Bearer) -> Iterator[Form]:
    """All forms of one bearer, possessives and titles aside."""
    if bearer.kind == "organisation":
        yield from _organisation_forms(bearer)
    elif bearer.is_group:
        yield from _phrases(bearer, (bearer.name, *bearer.aliases))
    else:
        yield from _name_forms(bearer)
        yield from _phrases(bearer, bearer.aliases)


def _name_forms(bearer: Bearer) -> Iterator[Form]:
    given, surname = bearer.given, bearer.surname
    if surname:
        yield _form(bearer, "full", " ".join((*given, surname)))
        yield _form(bearer, "full", f"{given[0]} {surname}")
        if "'" in plain(surname):
            yield _form(bearer, "surname", plain(surname).replace("'", ""))
        yield _form(bearer, "surname", surname)
        parts = [part for part in re.split(r"[\s-]", _hyphened(surname)) if len(part) > 2 and part.lower() not in _PARTICLES]
        if len(parts) > 1:
            yield from (_form(bearer, "full", f"{given[0]} {part}") for part in parts)
            yield from (_form(bearer, "part", part, True) for part in parts)
        for letters in _own_initials(bearer):
            yield from _initials(bearer, "derived", letters)
    if len(given) > 1:
        yield _form(bearer, "full", " ".join(given))
    if given:
        yield _form(bearer, "given", given[0])
        yield from (_form(bearer, "nickname", short, True) for short in _short_forms(plain(given[0])))


def _short_forms(given: str) -> set[str]:
    return {short for family in _SHORT_FORMS if given in family for short in family} - {given}


def _own_initials(bearer: Bearer) -> set[str]:
    words = re.findall(r"[^\W_]+", plain(f"{bearer.given[0]} {bearer.surname}").replace("'", ""))
    return {"".join(word[0] for word in words), words[0][0] + words[1][0]}


def _initials(bearer: Bearer, sort: str, letters: str) -> Iterator[Form]:
    yield _form(bearer, sort, letters, True)
    yield _form(bearer, sort, ".".join(letters) + ".", True)


def _phrases(bearer: Bearer, aliases: Iterable[str]) -> Iterator[Form]:
    for alias in aliases:
        if not any(letter.isupper() for letter in alias):
            continue  # "the five" names nobody
        if alias.isupper() and _INITIALS.fullmatch(alias):
            yield from _initials(bearer, "initials", "".join(re.findall(r"[^\W_]", alias)))
        elif " " in alias:
            yield _form(bearer, "full", alias)
        else:
            yield _form(bearer, "surname" if plain(alias) == plain(bearer.surname) else "given", alias)


def _organisation_forms(bearer: Bearer) -> Iterator[Form]:
    yield _form(bearer, "organisation", bearer.name)
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", bearer.name)
    if "&" in bearer.name:
        yield _form(bearer, "organisation", bearer.name.replace("&", "and"))
    first = next((word for word in words if plain(word) not in {"the", "a"}), "")
    if len(first) > 3 and first != bearer.name and plain(first) not in _ORGANISATION_TAIL:
        yield _form(bearer, "first_word", first, True)


def _hyphened(name: str) -> str:
    return "".join("-" if letter in _HYPHENS else letter for letter in name)


def _form(bearer: Bearer, sort: str, words: str, capital: bool = False) -> Form:
    folded = plain(words)
    first, rest = re.match(r"\W*([^\W_]+)(.*)", folded, re.DOTALL).groups()
    tail = re.compile(_loosened(rest, sort in {"initials", "derived"}) + r"(?![^\W_])") if rest else None
    return Form(bearer, sort, first + rest, capital, tail)


def _loosened(rest: str, dotted: bool) -> str:
    """A pattern for the rest of a form: any white space, hyphen or space, apostrophe or none, dots or none."""
    pattern = []
    for separator, word in re.findall(r"([\W_]*)([^\W_]*)", rest):
        if dotted:
            pattern.append(r"\.?[\s-]?" if word else r"\.?")
        elif "-" in separator:
            pattern.append(r"(?:\s*-\s*|\s+)")
        elif "'" in separator:
            pattern.append(r"\s?'?\s?")
        elif separator.strip() in ("", ".", ",") and separator:
            pattern.append(r"[.,]?\s+" if " " in separator else r"\.?")
        elif separator:
            pattern.append(r"\s*" + re.escape(separator.strip()) + r"\s*")
        pattern.append(re.escape(word))
    return "".join(pattern)


def near_duplicates(clients: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of client ids whose names look like the same person: accents, one letter, or an initial and the surname."""
    people = [(row["client_id"], _person("", "", str(row.get("name", "")))) for row in clients.fillna("").to_dict("records")]
    return [(a_id, b_id) for (a_id, a), (b_id, b) in combinations(people, 2) if _alike(a, b)]


def _alike(one: Bearer, other: Bearer) -> bool:
    a, b = (re.sub(r"[\W_]+", " ", plain(person.name)).strip() for person in (one, other))
    if not (a and b):
        return False
    if a.replace(" ", "") == b.replace(" ", "") or (min(len(a), len(b)) > 5 and within_one_letter(a, b)):
        return True
    initial = min(len(one.given[0].strip(".")), len(other.given[0].strip("."))) == 1
    return initial and a[0] == b[0] and bool(one.surname) and plain(one.surname) == plain(other.surname)


def within_one_letter(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed, or two neighbours exchanged make the one word the other."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    same = next((place for place in range(len(a)) if a[place] != b[place]), len(a))
    if len(a) < len(b):
        return a[same:] == b[same + 1 :]
    return a[same + 1 :] == b[same + 1 :] or (a[same + 2 :] == b[same + 2 :] and a[same : same + 2] == b[same : same + 2][::-1])
