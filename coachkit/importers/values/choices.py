"""The words by which people say what a table allows in a column: "ad hoc" is not planned, "1:1" is individual."""

import re
from collections.abc import Mapping
from functools import lru_cache

from coachkit.schema import Column
from coachkit.values import Refused, plain, read_choice, read_number

_WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {
        "coaching": "coach|coaching session|coaching conversation|coaching only|c|executive coaching",
        "mentoring": "mentor|mentoring session|mentoring conversation|mentoring only|m",
        "blend": "both|mix|mixed|blended|coaching and mentoring|coaching & mentoring|coaching/mentoring|coaching mentoring|c/m|c & m",
    },
    "planned": {
        "yes": "planned|scheduled|formal|booked|in the diary|diarised|arranged|pre-arranged|y|p|planned session|planned contact",
        "no": "in the moment|ad hoc|unplanned|informal|spontaneous|impromptu|corridor|drop in|unscheduled|n|itm|not planned|opportunistic|on the hoof",
    },
    "format": {
        "individual": "1:1|1-1|1 to 1|1-to-1|121|1 2 1|1-2-1|one to one|one-to-one|one on one|1 on 1|single|i|ind",
        "group": "team|group coaching|team coaching|g|team session|group session",
        "three_way": "3 way|3-way|three way|three way meeting|3 way meeting|tripartite|3-way meeting|three-way meeting",
    },
    "paid": {
        "yes": "paid|fee|fee paying|fee-paying|charged|invoiced|y",
        "no": "unpaid|pro bono|pro-bono|probono|free|no charge|not paid|internal|n|voluntary",
    },
    "solicited": {
        "yes": "asked for|requested|solicited|y|asked|on request|invited|i asked",
        "no": "unsolicited|volunteered|natural|spontaneous|not asked for|n|unprompted|offered|not asked",
    },
    "consent": {
        "yes": "given|agreed|y|signed|consents|consented|granted|obtained|ok",
        "no": "refused|declined|n|withheld|not given|withdrawn|does not consent|objects",
    },
    "voice": {
        "client": "coachee|mentee|the client|client feedback|participant",
        "sponsor": "line manager|manager|boss|commissioner|hr|hr director|the sponsor",
        "peer": "colleague|fellow coach|observer|peer coach",
        "supervisor": "coaching supervisor|coach supervisor|tutor",
        "coach": "self|own|me|myself|own rating|self assessment|self-assessment|the coach",
    },
    "seniority": {
        "executive": "exec|c suite|c-suite|board|director|board level|chief officer|executive level|executive leader",
        "senior": "senior manager|senior leader|head of|head of service|senior management|senior level",
        "middle": "middle manager|manager|team leader|middle management|middle level",
    },
    "kind": {
        "person": "individual|one person",
        "group": "team|cohort|set",
        "code_of_practice": "code of ethics|code of conduct|code|code of practice",
        "cpd": "course|training|continuing professional development|reading|webinar|workshop",
        "plan": "development plan|action plan|coaching plan|pdp",
        "contract": "coaching contract|contracting",
        "agreement": "coaching agreement|three way agreement|memorandum",
        "essay": "assignment|paper|critique",
    },
}
_TICKS = {"☒": "yes", "☑": "yes", "✓": "yes", "✔": "yes", "✗": "no", "✘": "no", "☐": "no"}
_FOR_YES = ("planned", "paid", "solicited", "consent")
_OUT_OF_FIVE = r"([1-5])(?:[.,]0+)?(?: ?(?:/|out of|of) ?5)?(?: ?(?:stars?|points?))?"


@lru_cache(maxsize=4096)
def read_word(column: Column, text: str) -> str:
    """The value that `column` allows for what is written, "" where nothing is.

    Raises Refused where the words are none that are known.
    """
    typed = plain(text).strip(" .")
    if not typed:
        return ""
    folded = typed.lower()
    known = {word: value for value, words in _WORDS.get(column.name, {}).items() for word in words.split("|")}
    if column.name == "consent" and folded == "☐":
        raise Refused("is a box without a tick: refused, or not filled in yet", "write yes or no")
    if column.name in _FOR_YES and folded in _TICKS:
        return _TICKS[folded]
    if known.get(folded) in column.allowed:
        return known[folded]
    read = read_choice([typed], column.allowed)
    if read.faults:
        raise Refused(*read.faults[0])
    return read.values[0]


def read_rating(column: Column, text: str) -> str:
    """A rating as the table holds it: "4/5" and "4 out of 5" are 4; raises Refused for anything else."""
    typed = plain(text)
    match = re.fullmatch(_OUT_OF_FIVE, typed, re.IGNORECASE)
    read = read_number([match[1] if match else typed], column.low, column.high)
    if read.faults:
        raise Refused(*read.faults[0])
    return "" if read.values[0] is None else str(read.values[0])


def group_size(text: str) -> tuple[str, str]:
    """(format, people beside the coach) of words such as "group of 5" or "team (6)"; ("", "") for others."""
    match = re.fullmatch(
        r"(group|team)(?: of| size)?[ :,(]+([0-9]{1,2})(?: people| persons)?\)?", plain(text), re.IGNORECASE
    )
    return ("group", match[2]) if match else ("", "")
