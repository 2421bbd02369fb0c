"""The sheets that mostly tell what happened, each with the sentence that could be opened up and a question to ask of it."""

import re

import pandas as pd

from coachkit import quotations
from coachkit.intervals import wilson

OPENING = ["sheet_id", "sentences", "told", "share", "low", "high", "start", "end", "sentence", "question"]
TELLS = ("Experience", "Other")
MOSTLY = 0.5  # a sheet is offered where at least this share of its sentences tells, as read
FEWEST_SENTENCES = 5
LONG_ENOUGH = 40  # letters of a sentence that is worth opening

_I = r"(?<![Ii]f )\bI(?:['’]d| had| did| then| just| only| also| simply| even| never)*"
_OTHER = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|sponsor|supervisor|C\d+)(?: then| just| only| also| even| at once| both)*"
_WORDS = r"(?: [\w’'-]+){0,5}"

_KINDS = (
    (
        r"(?:waited|wait|paused|kept quiet|kept silent|kept my mouth shut|said nothing|held my tongue|let (?:the silence|the quiet|the pause))",
        r"(?<![Ii]f )\b(?:I|[Ww]e)(?:['’]d| had| did| then| just| only| also)*",
        "what went on in you meanwhile, and what made you go on?",
    ),
    (
        r"(?:asked|ask|wondered aloud|put it to|put the question|enquired)",
        _I,
        "what made you ask this just then, and what else did you want to know?",
    ),
    (
        r"(?:told|tell|gave|give|offered|suggested|advised|explained|drew|shared|lent|answered|showed|jumped in|stepped in|came in|filled|rescued|promised|proposed|set him|set her)",
        _I,
        "what were you after when you did this, and whose need did it meet?",
    ),
    (
        r"(?:said|say|named|began|started|opened|tried|used|repeated|read|pointed|cut|nodded|smiled|laughed|wrote|pressed|pushed|stopped|noticed|watched|thanked|let|stood|sat)",
        _I,
        "what made you do this just then, and what did you leave unsaid?",
    ),
    (
        r"(?:felt|feel|was (?:\w+ )?(?:angry|cross|moved|ashamed|touched|sad|glad|nervous|afraid|tired|relieved|bored|uneasy|proud|hurt|stung|pleased|cold|warmed))",
        _I,
        "what was this feeling about, and what did you do with it in the room?",
    ),
    (
        r"(?:said|says|asked|told|answered|replied|admitted|thought aloud|called|wanted to know|swore|joked|wrote)",
        _OTHER,
        "what did you hear in it, and what did you do with what you heard?",
    ),
    (
        r"(?:wept|cried|laughed|shouted|blushed|shook|stood|sat|left|went|rang|came|looked|turned|took|put|read|brought|made|had|kept|held|broke|fell|began|stopped|\w{3,}ed)",
        _OTHER,
        "how did this reach you, and what did you make of it?",
    ),
    (
        r"(?:pause|silence|quiet)\b(?! that)",
        r"\b(?:[Aa]|[Tt]he|[Tt]hat|[Tt]his|long|his|her)",
        "what went on in you while it was quiet, and what ended it?",
    ),
)
_QUESTIONS = tuple((re.compile(rf"(?<!who )(?:{who}) {does}\b{_WORDS}"), asked) for does, who, asked in _KINDS)
_PLAIN = "what did you make of this at the time, and what do you make of it now?"
_SAYS_SOMETHING = re.compile(rf"(?:{_I}|{_OTHER}|\b(?:it|there|that|this))(?:['’]\w+)? [a-z]", re.IGNORECASE)
_LOGISTICS = re.compile(
    r"invoice|parking|phone number|e-?mail|purchase order|\btrain\b|\bbus\b|traffic|\bvideo\b|\bon screen\b|\bdiary\b|o'clock|half past"
    r"|quarter (?:to|past)|\bbooked\b|\bsnow\b|badge|\baddress\b|\bby phone\b",
    re.IGNORECASE,
)
_HANGS = re.compile(
    r"(?: (?:a|an|the|of|to|and|or|but|that|which|who|in|on|at|for|with|his|her|its|my|if|as|was|is|had|by|from))+$"
)


def openings(reflection_sentences: pd.DataFrame) -> pd.DataFrame:
    """One row a sheet that mostly tells (OPENING), in the sheets' order; none as better or worse.

    told = sentences labelled Experience or Other, share of all with its 90% interval (Wilson 1927): a sheet stands here where
    share is MOSTLY or more, and it has five sentences or more; only where low is MOSTLY or more is that sure. sentence is the
    one nearest to the coach's own part (see `question`), quotations, asides and arrangements passed over.
    """
    counts = reflection_sentences.assign(told=reflection_sentences["label"].isin(TELLS))
    table = counts.groupby("sheet_id", sort=False)["told"].agg(sentences="size", told="sum").reset_index()
    table["share"] = table["told"] / table["sentences"]
    table["low"], table["high"] = wilson(table["told"], table["sentences"])
    table = table[(table["share"] >= MOSTLY) & (table["sentences"] >= FEWEST_SENTENCES)]
    sheets = dict(list(reflection_sentences.groupby("sheet_id", sort=False)))
    chosen = [_opened(sheets[sheet]) for sheet in table["sheet_id"]]
    places = pd.DataFrame(chosen, columns=["start", "end", "sentence", "question"], index=table.index)
    numbers = dict.fromkeys(["sentences", "told", "start", "end"], "int64")
    texts = dict.fromkeys(["sheet_id", "sentence", "question"], "str")
    return table.join(places)[OPENING].astype(numbers | texts).reset_index(drop=True)


def question(own: str) -> str:
    """A question to ask of a sentence (its own words, quotations left out) that names the words it is about.

    In this order: a pause of the coach's, a question, something given, another deed, a feeling; then what the other said, what
    the other did, a silence; then the sentence as a whole.
    """
    return _asked(own)[1]


def _asked(own: str) -> tuple[int, str]:
    """How far the sentence is from the coach's own part (0 = a deed of the coach's), and the question."""
    for rank, (pattern, asked) in enumerate(_QUESTIONS):
        if found := pattern.search(own):
            return max(rank - 4, 0), f"You write “{_cut(own, found.start(), found.end())}”: {asked}"
    return len(_QUESTIONS), f"You write “{_cut(own, 0, len(' '.join(own.split()[:6])))}”: {_PLAIN}"


def _cut(own: str, start: int, end: int) -> str:
    """The words at a place, without a word that hangs at the end, and with dots where the sentence goes on."""
    words = own[start:end].strip(" ,;:(-–—.?!…")
    return f"{_HANGS.sub('', words)} …" if re.match(r"\s*\w", own[end:]) else words


def _opened(sheet: pd.DataFrame) -> tuple[int, int, str, str]:
    """start, end, sentence and question of the sentence of a sheet that tells and is nearest to the coach's own part, of these
    the one that came nearest to another label."""
    told = sheet.assign(own=quotations.own_words(sheet).str.strip())[sheet["label"].isin(TELLS)]
    fit = told[told["own"].map(_can_be_opened)]
    among = told if fit.empty else fit
    asked = [_asked(own) for own in among["own"].where(among["own"].ne(""), among["sentence"])]
    among = among.assign(rank=[rank for rank, _ in asked], question=[words for _, words in asked])
    best = among.sort_values(["rank", "probability"], kind="stable").iloc[0]
    return best["start"], best["end"], best["sentence"], best["question"]


def _can_be_opened(own: str) -> bool:
    """Whether own words are a whole sentence about more than an arrangement, not an aside and not a piece of a quotation."""
    begins = own[:1].isupper() or own[:1].isdigit()
    return bool(
        begins
        and len(own) >= LONG_ENOUGH
        and _SAYS_SOMETHING.search(own)
        and not _LOGISTICS.search(own.replace("’", "'"))
    )
