"""Take apart what stands in a cell for a client: the name, what stands beside it, several names, or none at all."""

import re
from dataclasses import dataclass

from coachkit.namewords import DAYS, MONTHS, TITLES
from coachkit.spelling import hyphened, plain

MEDIA = frozenset(
    """
phone|telephone|tel|call|phone call|telephone call|by phone|on the phone|mobile|zoom|teams|ms teams|microsoft teams
skype|facetime|whatsapp|meet|google meet|webex|video|video call|virtual|online|remote|remotely|email|e mail|mail|text
chat|in person|face to face|f2f|ftf|on site|onsite|office|walk|walk and talk|corridor|in the moment|ad hoc|planned
unplanned|individual|group|three way|1 1|one to one|by video|via zoom|via teams|on zoom|on teams|by email
""".replace("\n", "|").split("|")
)
"""How or where one met, which people write beside a name."""
_POSTS = re.compile(
    r"\b(?:ceo|coo|cfo|cto|cio|cmo|cpo|hr|hrd|md|vp|svp|evp|chief|director|manager|head|lead|leader|officer|partner"
    r"|chair|president|supervisor|consultant|principal|coach|client|coachee|mentee|sponsor|new|executive|senior"
    r"|middle|treasurer|secretary|analyst|engineer)\b"
)
_GROUP = re.compile(
    r"\b(?:group|teams?|leaders|leadership|cohort|circle|board|programme|set|network|partners|directors|managers"
    r"|committee|council|department|squad|panel|class)\b"
)
_NO_NAMES = frozenset(
    """
cant recall|can t recall|cannot recall|cant remember|can t remember|cannot remember|not sure|dont know|don t know
do not know|forgotten|forgot|tbc|tbd|tba|to be confirmed|to follow|various|several|many|multiple|mixed|none|nil|null|nan|na|n a|not applicable
not known|unknown|anon|anonymous|cancelled|canceled|postponed|rescheduled|moved|lunch|dinner|breakfast|break|coffee
holiday|leave|annual leave|sick|no show|dna|did not attend|total|totals|subtotal|sub total|grand total|sum|hours
minutes|travel|admin|supervision|cpd|training|course|meeting|client|clients|coachee|coachees|mentee|name|person
people|team|the team|group|the group|same|same as above|as above|above|ditto|do|self|myself|me|i|us|we|all|everyone
everybody|other|others|misc|miscellaneous|see notes|see above|see below|test|example|x|xx|xxx|yes|no|y|n|true|false
private|confidential|withheld|redacted|internal|external|bank holiday|day off|a client|my client|new client|someone
somebody|nobody|no one|no name|blank|empty|he|she|they|him|her|hr|planning|preparation|prep|notes
""".replace("\n", "|").split("|")
)
_BRACKET = re.compile(r"^([^()\[\]]*)[(\[]([^()\[\]]+)[)\]]([^()\[\]]*)$")
_DASH = re.compile(r"\s+-\s*|\s*-\s+")
_SEVERAL = re.compile(r"\s*[;/+&\n|]\s*|\s+(?:and|with|plus)\s+", re.IGNORECASE)
_WITH_OTHERS = re.compile(r"(?:the|his|her|their|my|a|an)\b", re.IGNORECASE)
_PSEUDONYM = re.compile(r"(?:client|coachee|mentee|participant|leader|manager|person) (?:[a-z]|[0-9]{1,3})")
_PROSE = frozenset("me my his her their about was is were had has called met spoke discussed that this not".split())
_LONGEST = 80
_MOST_WORDS = 6


@dataclass(frozen=True)
class Parted:
    """A cell taken apart: the name, and what stands beside it in brackets or after a dash, "" where nothing does."""

    name: str
    beside: str = ""


def key(text: str) -> str:
    """A name for comparing: lower case, without accents, marks and titles before it, hyphens as blanks, "&" as "and", initials run together."""
    bare = plain(hyphened(text)).replace("'", "").replace("&", " and ")
    words = re.findall(r"[^\W_]+", bare)
    titles = next((place for place, word in enumerate(words) if word not in TITLES), 0)
    words = words[titles:]
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


def parted(text: str) -> Parted:
    """The name in a cell, without what stands in brackets or after a dash; a dash within a name has no blanks."""
    typed = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()).strip(" \"'“”.,;:*")
    if match := _BRACKET.match(typed):
        name, beside = f"{match[1].strip()} {match[3].strip()}".strip(), match[2].strip()
        return Parted(name, beside) if name else Parted(beside)
    first, *more = [part for part in _DASH.split(hyphened(typed), maxsplit=1) if part] or [""]
    if not more:
        return Parted(typed)
    return Parted(more[0], first) if key(first) in MEDIA else Parted(first, more[0])


def several(name: str) -> list[str]:
    """The names in a cell that may hold more than one, [name] where it holds one or is plainly a group's."""
    parts = [part for part in _SEVERAL.split(name) if key(part)]
    if len(parts) < 2 or (is_group(name) and not any(_WITH_OTHERS.match(part) for part in parts)):
        return [name]
    return parts


def is_post(text: str) -> bool:
    """Whether the words name a post, as in "COO" or "head of people"."""
    return bool(_POSTS.search(key(text)))


def is_group(name: str) -> bool:
    """Whether the words are plainly the name of a group."""
    words = key(name).split()
    return len(words) > 1 and bool(_GROUP.search(" ".join(words)))


def is_pseudonym(name: str) -> bool:
    """Whether a client is named by a letter or a number, as in "Client A" or "Coachee 3"."""
    return bool(_PSEUDONYM.fullmatch(key(name)))


def is_filler(name: str) -> bool:
    """Whether the words stand where a name is missing: "TBC", "n/a", "various", "lunch"."""
    if not any(letter.isalpha() for letter in name):
        return True
    return key(name) in _NO_NAMES or name.lstrip()[:1] in ("=", "#", "@")


def is_no_name(name: str) -> bool:
    """Whether the words cannot be anybody's name, if nobody known has it: a number, a date, a whole sentence."""
    words = key(name).split()
    if is_filler(name) or len(name) > _LONGEST:
        return True
    if len(words) > _MOST_WORDS or all(word in MONTHS | DAYS for word in words):
        return True
    counted = any(letter.isdigit() for letter in name) and not (is_pseudonym(name) or is_group(name))
    return counted or (len(words[0]) == 1 and words[0].isascii() and len(words) == 1) or _is_sentence(name)


def _is_sentence(name: str) -> bool:
    """Words of prose, or four words and more of which several begin small, and no group."""
    if _PROSE & set(key(name).split()):
        return True
    small = [word for word in name.split() if word[:1].islower() and len(word) > 3]
    return len(name.split()) > 3 and len(small) > 1 and not is_group(name) and name != name.lower()


def is_short(name: str) -> bool:
    """Whether it is a first name, a surname or initials alone, or a name with an initial in it."""
    words = re.findall(r"[^\W_]+", plain(name))
    return len(key(name).split()) == 1 or any(len(word) == 1 for word in (*words[:1], *words[-1:]))
