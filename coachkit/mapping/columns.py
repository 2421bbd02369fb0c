"""The columns of a mapping sheet: how coachkit labels them, and in which words a coach's own sheet may."""

import re
from dataclasses import dataclass

from coachkit.places import locate
from coachkit.schema import KINDS_IN_WORDS

MOST = 32_767
"""Characters that a cell of Excel holds."""
CUT = " […]"
"""What ends a text of which a cell holds the beginning alone."""

ACCEPTED, REFERRED, NOT_YET = "accepted", "referred", "not yet looked at"
ASSESSED = (ACCEPTED, REFERRED, NOT_YET)
"""What an assessor decides on a piece of evidence; the last stands for a blank."""
HOW_TO = "How to read this"
"""The first sheet, which holds no decisions."""
TO_JUDGE_AGAIN = "To be judged again"
"""The sheet of decisions on criteria that no framework loaded has."""


@dataclass(frozen=True)
class MappingColumn:
    """One column: its key, coachkit's label, its width in characters, what stands in it, and who fills it in."""

    key: str
    label: str
    width: int
    means: str
    by: str = "coachkit"


COLUMNS = (
    MappingColumn("ref", "Evidence ref", 9, "The id of the decision in evidence.csv; blank where a criterion has no evidence"),
    MappingColumn("criterion", "Criterion", 11, "The criterion of the framework"),
    MappingColumn("asks", "What the criterion asks", 32, "The criterion's words in that framework"),
    MappingColumn("title", "Title", 20, "The piece of evidence"),
    MappingColumn("kind", "Kind of evidence", 18, "Product, reflective account, witness testimony ..."),
    MappingColumn("date", "Date", 11, "The date of the piece: of a contact sheet that of its last contact"),
    MappingColumn("place", "Place in the document", 26, "Its id, paragraph, sentences of that paragraph, and characters from 0"),
    MappingColumn("quote", "Quotation", 60, "The passage, word for word, with names replaced by ids"),
    MappingColumn("reason", "How it meets the criterion", 40, "The reason as written when it was decided; may be filled in where blank", "the coach"),
    MappingColumn("decision", "Decision", 10, "What was decided on the passage", "the coach"),
    MappingColumn("decided_on", "Decided on", 11, "The day of that decision", "the coach"),
    MappingColumn("client", "Client", 9, "The ids of the clients to whom the passage belongs"),
    MappingColumn("assessor", "Assessor's initials", 10, "Who assessed it", "the assessor"),
    MappingColumn("assessor_decision", "Assessor's decision", 17, f"One of: {', '.join(ASSESSED)}", "the assessor"),
    MappingColumn("sampled", "Sampled", 9, "yes or no: whether a quality assurer drew it", "the quality assurer"),
)  # fmt: skip
LABELS = {column.key: column.label for column in COLUMNS}
FILLED_IN = ("assessor", "assessor_decision", "sampled")
"""The columns that come back filled in."""
OURS = {"ref", "criterion", "quote", "decided_on"}
"""The columns by whose labels a sheet is known as one that coachkit wrote."""
LOOKED_IN = ("source", "title", "place")
"""Columns that say where a passage stands; a sheet may have several of each."""

_WORDINGS = {
    "sampled": r"(iqa |iv |eqa )?sampled( by .*)?|(iqa|iv|eqa) sample",
    "assessor_decision": r"assessors? (decision|judge?ment|outcome|result)|decision of (the )?assessor|(assessment|assessor) decision",
    "assessor": r"assessors?( s)? initials?|assessor|assessed by|initials of (the )?assessor",
    "own_initials": r"(candidates?|learners?|coach|my|own) (initials?|signature)|initials?|signature",
    "decided_on": r"decided on|date (of )?deci(ded|sion)|decision date|mapped on",
    "decision": r"decision|status|my decision|coach(es)? decision",
    "reason": r"how (it|this|the evidence|they|evidence) meets?( .*)?|how met|justification|rationale|reasons?( .*)?|why( .*)?|explanation|claim"
    r"|how (the )?criteri(on|a) (is|are) met|meets( the)? criteri(on|a)( by| how)?",
    "quote": r"quot(e|es|ation|ations)|extracts?|passages?|excerpts?|(exact )?words|what (i|it) (wrote|says)|text from .*|verbatim",
    "asks": r"(what )?(the )?criteri(on|a) (asks( for)?|text|wording|description|statement|in full|title)|(text|wording|description) of (the )?criteri(on|a)"
    r"|requirements?|what it asks( for)?|assessment criteri(on|a) (text|wording|description)|the learner can|wording",
    "criterion": r"(unit (and|no|number) )?(assessment )?criteri(on|a)( ref(erence)?| no| number| id| code| met| covered)?s?|ac( ref| no)?s?|acs"
    r"|unit criteri(on|a)|unit and (ac|criteri(on|a))|unit ac|(standard|competency|competence|performance criteri(on|a)|pc)( ref| no)?s?",
    "unit": r"units?( no| number| ref| title)?",
    "ref": r"(evidence|portfolio|item) (ref(erence)?|no|number|id|code)s?( no| number)?|ref(erence)?( no)?|item|no|number",
    "kind": r"(kind|type|category|form|method|nature)( of( the)? evidence)?|evidence (kind|type)|assessment method",
    "date": r"date( of .*)?|dated|when|session date|evidence date",
    "place": r"(place|page|location|where|para(graph)?|line)( .*)?|found (at|in)|p(age)? no",
    "source": r"source( id)?|(contact )?sheets?( no| number| id| ref)?|document( no| ref| id| name)?|file( name)?|piece|sheet id|source document",
    "title": r"title|(evidence )?(title|description|name)( of( the)? evidence)?|evidence|description|what it is|evidence (title|description).*",
    "client": r"clients?( id| name| initials?)?|coachee|who",
}  # fmt: skip
_PATTERNS = {key: re.compile(words) for key, words in _WORDINGS.items()}
_KNOWN = {*_WORDINGS, *LABELS}


def key_of(label: str, decided: dict[str, str]) -> str:
    """The key of the column that a label means, "" where it means none; `decided` holds the coach's own choices by label."""
    said = plain(label)
    if said in decided:
        return decided[said]
    ours = next((key for key, own in LABELS.items() if plain(own) == said), "")
    return ours or next((key for key, pattern in _PATTERNS.items() if pattern.fullmatch(said)), "")


def decided_keys(written: list[str], means: list[str]) -> dict[str, str]:
    """By plain label the key that decisions/import.csv gives it: evidence.quote, or quote; ignore leaves a column out."""
    keys = [meant.strip().casefold().removeprefix("evidence.").replace("source_id", "source") for meant in means]
    both = zip(map(plain, written), keys, means, strict=True)
    own = {
        label: key
        for label, key, meant in both
        if key in _KNOWN and (meant.startswith("evidence.") or "." not in meant)
    }
    return own | {plain(label): "" for label, meant in zip(written, means, strict=True) if meant.casefold() == "ignore"}


def plain(label: str) -> str:
    """A label in lower case, without signs, with single blanks: "Assessor's decision:" is "assessors decision"."""
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’]", "", label.replace("&", " and ")).casefold()).split())


def kind_of(text: str) -> str:
    """The code of a kind of evidence in a code or in words, "" where it is neither."""
    said = plain(text)
    codes = {code.casefold(): code for code in KINDS_IN_WORDS}
    words = {name: code for code, name in KINDS_IN_WORDS.items()}
    words |= {f"{name}s": code for name, code in words.items()}
    return codes.get(said) or words.get(said) or words.get(said.partition(" ")[2], "")


def fitted(text: str) -> str:
    """A text as a cell can hold it: of one that is too long the beginning, marked."""
    return text if len(text) <= MOST else text[: MOST - len(CUT)] + CUT


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ at most in blanks, line breaks, quotation marks, dashes and dots, as spreadsheets change them."""
    whole = one.strip()
    return other.strip() == whole or (bool(other.strip()) and locate(whole, other) == (0, len(whole)))
