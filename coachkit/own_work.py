"""Read how a coach judges the own coaching in a sentence of a sheet: what helped, what fell short, or neither.

Most sentences of a sheet judge nothing: they tell of the client, of a feeling, or of what is to be done next time.
"""

import re

import numpy as np
import pandas as pd

from coachkit import feedback, linear, readers

JUDGED = ["source_id", "start", "end", "sentence", "polarity", "likeliest", "aspects"]
SURE_FROM = (
    0.6  # a judgement less likely than this is "unsure": from here seven in ten were right on the written sentences
)
SPOKEN_OF_FROM = 0.4  # an aspect less likely than this is left out

_DENIED = re.compile(
    r"\b(?:not|never|nor|no|without|refus\w+|resist\w*|instead of|rather than|stopped (?:my|short)|declin\w+|hardly|nothing|avoid\w*"
    r"|fail\w* to|forgot to|barely|neither|nobody)\b|n't\b"
)
_STEPPED_IN = re.compile(
    r"rescu\w+|fill(?:ed|ing)?|jump(?:ed|ing)? in|le[ap]p?t in|wad(?:ed|ing) in|rush(?:ed|ing)?|interrupt\w*|lectur\w+|advi[sc]\w+|steer\w*"
    r"|talk(?:ed|ing) (?:over|too|on|at)|tak(?:e|ing) over|took (?:over|sides|it on|it personally)|take (?:it|his|her|sides)|preach\w*|reassur\w+"
    r"|offer(?:ed|ing)?|sold|collu\w+|ramb\w+|fix(?:ed|ing)?|finish(?:ed|ing)? (?:his|her|their)|answer(?:ed|ing)? for"
    r"|gave (?:him|her|them) (?:my|the|a|an)|told (?:him|her|them) (?:what|how)|put(?:ting)? words|perform\w*|explain(?:ed|ing)?|chas\w+"
    r"|push(?:ed|ing)?|save[sd]?|bite|rob(?:bed)?|chatt\w+"
)
_DID = re.compile(
    r"listen\w*|heard?|notic\w+|ask(?:ed|ing)?|challeng\w+|stay(?:ed|ing)?|wait(?:ed|ing)?|held|hold(?:ing)?|check(?:ed|ing)?|sa(?:id|y) it|said so"
    r"|told (?:him|her|them) (?:that|straight|plainly|so)|press(?:ed|ing)?|nam(?:ed|ing)|stop(?:ped|ping)?|agreed? (?:on|at|what)|contract\w*|caught"
    r"|tak(?:e|en) in|kept (?:my|to|quiet|still|out|the)|keep (?:to|quiet|my)|let (?:the (?:silence|pause|quiet)|her|him|them)|prepar\w+"
    r"|read my notes|clos(?:ed|ing)|resist\w*|gave (?:him|her|them) (?:room|space|time|his|her|back)|owned up|apologi[sz]\w+|trusted|picked up"
    r"|sat (?:still|on|with)"
)
_MINE = re.compile(r"\b(?:i|i'd|i've|i'm|my|me|myself|mine)\b")
_CLAUSES = re.compile(r"[,;:.!?–—()]| and | but | so | though | because | when | which | while ")
CUES = {
    "fell short": r"\b(?:asham\w+|regret\w*|cross with|annoyed (?:at|with) my|not? proud|kick(?:ed)? myself|should(?:n't| not)? (?:have|never)|ought(?:n't| not)? to"
    r"|wish (?:that )?i|my (?:fault|doing|failing)|mistake|down to me|on me$|better not|coward\w*|chicken|bottled|duck\w*|dodg\w+|fudg\w+|lazy|sloppy"
    r"|too (?:much|many|long|soon|fast|quick|gentle|soft|early|late|general|busy|polite|careful|taken|clever|kind|proud)|botch\w*|clums\w+|mess\b|muddl\w+"
    r"|missed|overlook\w*|walked past|lost (?:the|my|him|her)|no (?:use|help)|of no|wasted?|could have (?:done|been|asked|kicked)|might have"
    r"|if i(?:'m| am) (?:honest|truthful)|to be honest|confess|admit|afraid|fault|wrong\w*|excuse|embarrass\w*|colluded|froze|flattered|vanity|clever"
    r"|showing off|guilty|rather spoils|again$|there (?:i|we) went|i always|my habit|as usual|once more)\b",
    "went well": r"\b(?:glad|pleased|proud|content|satisf\w+|thankful|relieved that i|help(?:ed|s)|worked|landed|paid (?:off|me)|repaid|right (?:call|to|thing|way)|rightly"
    r"|good (?:idea|thing|work|call|question|move)|well\b|worth (?:the|having)|useful|made (?:all the|the|a) difference|made it safe|thanked me|opened|shifted"
    r"|getting better|better than|improv\w+|best (?:thing|question|one)|did more than|enough\b|moved|turned out|the more for|served (?:us|me|him|her)"
    r"|steadied|gave way|came to it|by (?:him|her)self|found a better|came clean|saw at once|could see that it|for once|at last|first time|the old me"
    r"|stand by|chuffed|nicely|smoothly|spot on)\b",
    "next": r"\b(?:next (?:time|month|week|session|meeting|year)|in future|from now on|before (?:we|our|the next)"
    r"|i(?:'ll| shall| will|'m going to|'d like to|'m to| (?:mean|intend|plan|want|hope|must|need|propose) to|'m resolved))\b",
    "supposed": r"\b(?:i (?:suppose|imagine|guess|expect|fancy|dare say|reckon)|perhaps|maybe|to (?:him|her|them)|from (?:his|her|where|the)|it seems"
    r"|must (?:feel|look|seem|be|have)|if i were|in (?:his|her) (?:place|shoes))\b",
    "of the client": r"^(?:he|she|they|his|her|their|the|there|it|what (?:he|she))\b",
    "asks": r"\?",
    "of the coach": r"^i\b",
    "felt": r"\bi (?:felt|was|am|'m)\b",
    "but": r"\b(?:but|though|yet|still)\b",
    "denied": _DENIED.pattern,
}
_CUES = tuple(map(re.compile, CUES.values()))
_COUNTS = tuple(map(re.compile, (r"\bi\b", r"\b(?:he|she|him|her|his|they)\b")))


def judgements(sentences: pd.DataFrame) -> pd.DataFrame:
    """One row a sentence (source_id, start, end, sentence): polarity (positive, negative, neutral or unsure), likeliest, and aspects (; between).

    positive = something that the coach did, or left, helped; negative = it fell short; neutral = no judgement of the own
    coaching. A sentence is "unsure" where the likeliest has less than SURE_FROM.
    """
    read, spoken_of = readers.load("own-work"), readers.load("own-work-aspects")
    own = sentences.reset_index(drop=True)
    chances = read.probabilities(own, cues(own))
    likeliest = pd.Series([read.labels[number] for number in chances.argmax(axis=1)] if len(own) else [], dtype="str")
    about = spoken_of.probabilities(own, feedback.cues(own))
    table = own.assign(
        likeliest=likeliest,
        polarity=likeliest.where(chances.max(axis=1, initial=0.0) >= SURE_FROM, "unsure"),
        aspects=pd.Series([_named(spoken_of.labels, row) for row in about], dtype="str"),
    )
    return table[JUDGED]


def _named(aspects: tuple[str, ...], chances: np.ndarray) -> str:
    return ";".join(aspect for aspect, chance in zip(aspects, chances, strict=True) if chance >= SPOKEN_OF_FROM)


def cues(sentences: pd.DataFrame) -> np.ndarray:
    """What a reader would go by, as numbers from 0 to 1: whether the coach stepped in or did the work, or denies it; CUES; persons; length."""
    plain = sentences["sentence"].map(linear.plain)
    done = np.array([_done(text) for text in plain], dtype=float).reshape(len(plain), 4)
    said = [plain.str.contains(cue).to_numpy(float) for cue in _CUES]
    counted = [plain.str.count(pattern).clip(upper=4).to_numpy(float) / 4 for pattern in _COUNTS]
    return np.column_stack([done, *said, np.log1p(plain.str.len().to_numpy(float)) / 6, *counted]).astype(float)


def _done(plain: str) -> tuple[bool, ...]:
    """Whether a clause says that the coach stepped in, or that not; and that the coach did what a coach does, or that not."""
    clauses = [(clause, bool(_DENIED.search(clause)), bool(_MINE.search(clause))) for clause in _CLAUSES.split(plain)]
    stepped_in = [(denied, mine) for clause, denied, mine in clauses if _STEPPED_IN.search(clause)]
    did = [denied for clause, denied, mine in clauses if mine and _DID.search(clause)]
    return (
        any(mine and not denied for denied, mine in stepped_in),
        any(denied for denied, _ in stepped_in),
        not all(did),
        any(did),
    )
