"""Tell by the words around it whether a word that is also a name (Will, Hope, Mark) stands for a person."""

import re

# Written for coachkit: English words that people also carry as first names or surnames.
NAME_WORDS = frozenset("""
ace alma amber angel april arch archer art ash aspen august aurora autumn bailey baker ball bank banks barb barber barker basil bass bay
beach bean beau bell belle berry best bill bird bishop black blaze bliss bloom blossom blue bob bond bonny booth bow bowler brand brandy brave
bridge bright brook brooks brown buck bud bull bullock bunny burn burns bush butcher butler candy care carol carpenter carter case cash castle
chambers chance chapel chapman charity chase chastity cherry chip christian chuck church clay cliff close cloud coco coin colt constance cook
cooper coral cotton court crane crisp cross crow crystal curry curt daisy dale dark dash dawn day dean deal dee diamond dick dolly don dot dove
downs drake drew duke dusty eagle earl early earnest east eden english ernest eve ever fair faith fanny farmer favour fawn felicity fern field
fields finch fisher fleet flora flower fly foot ford forest foster fowler fox frank franks free freeman french friend frost fry gale game gardener
garland gates gay gene gentle gift gill gin ginger glass glen glory gold golden good gore grace grand grant grave graves gray green grey grove
guest gus guy hack hale hall ham hammer hand hands hank hardy hare harmony harry hart haste hatch hay hazel head heart heath heather heaven hero
heron hill hills holiday holly holmes honest honey honor honour hood hook hope horn house hunt hunter iris irish ivory ivy jack jade jasmine jay
jean jewel jimmy jolly josh joy judge june justice keen kelly key keys king kit kite kitty knight lake lamb lance land lane lark last laurel law
lea leaf lee leigh liberty light lily little lock long lord love low luck lucky lust major maker mane marble march marina mark marks marsh martin mason
mat maverick max may mead meadow meadows melody mercy merit merry miles mill miller mills milo mint miracle misty moody moon moor moss myrtle
nail nick nightingale noble noon norm north nova oak ocean olive opal page paige painter pam pansy paris parish park parks parson partridge pat
patience patsy peace peacock pearl peel peg penny pepper perry pet petal pete peter petty pike pilgrim pine pip pitch plant plum pollard pond pool poor pope
poppy porter post potter pound power powers pratt price pride priest prince princess prior providence prudence queen quick rain raven ray read red reed
reef reeve regent rex rice rich ridge ring rivers rob robin rock rod roman root rosa rose rosemary rosy rowan ruby rule rush rusty sable saddler saffron
sage sailor salmon salt sally sandy sands saunders savage savvy scarlet school scout self senior serenity sharp shaw shepherd shore short silver singer
skinner skip sky slack small smart smith snow sol song sorrow south spark sparks sparrow speed spencer spring squire stable star starling steel
stella sterling stew stock stone storm stout strand street strong sue sugar summer summers sunny swan sweet swift tailor tanner tawny teal ted temple tender terry
thatcher thorn tiger tiny toby tower towers town tranter trinity true trust tucker tulip turner tyler underwood vale valentine van verity vet vic victor vine violet
wade walker wall walls ward warden warren waters way weaver wells west wheeler white wild will willow win winter winters wise wolf wonder wood
woods woody worth wren wright yard young zen zest
""".split())

MONTHS = frozenset("january february march april may june july august september october november december".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split())
TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend cllr councillor".split())
KIN = (
    "wife|husband|partner|spouse|fianc[eé]e?|girlfriend|boyfriend|son|daughter|child|brother|sister|mother|father|mum|dad|uncle|aunt|aunty"
    "|cousin|nephew|niece|stepson|stepdaughter|grandson|granddaughter|godson|goddaughter|neighbour|friend|dog|cat|baby|toddler|twin"
)
NOT_A_SURNAME = DAYS | MONTHS | frozenset(
    "i he she it we they you the a an and but or so then when if as at in on of to for from by with this that there here his her my our your their"
    " what who why how where which is was has had did not no yes ok christmas easter new year english french german welsh irish re fyi ps".split()
)
# Common abbreviations that are also somebody's initials.
ABBREVIATIONS = frozenset("""
ac ad ai am ap ar ba bbc bc bd bo cc cd ce ceo cfo coo cpd cv da db dc dd dj dm dp dr dt ed er et eu ft ga gb gm gp hc hd hq hr ib icf id ie ii ilm it iv
kc kpi la lo lp md mc mo mp ms nb nhs no np oa ok op pa pc pe ph pj pm po pp pr ps pt qa qc ra rd re rn sa sd sir st ta td tb tv uk un us vc vp vr wc wp
""".split())

_WORD_AFTER = frozenset(  # after Will, Hope, Mark at the head of a sentence: the ordinary word
    "i you he she it we they me him us them my your his her its our their the a an this that these those all everyone everybody anyone someone there"
    " some any no one each both not to of for be have do so against my nothing something things people period".split()
)
_IRREGULAR = (
    "said|told|came|went|had|was|is|has|did|does|got|took|gave|rang|thought|knew|felt|saw|left|kept|found|made|sat|stood|wrote|put|ran|spoke|began|held"
    "|let|meant|met|sent|brought|bought|caught|chose|drew|drove|ate|fell|forgot|grew|heard|hid|laid|led|lost|paid|rose|shook|shut|slept|swore|taught|tore"
    "|threw|understood|woke|won|wore|broke|read|cut|hit|isn't|wasn't|hasn't|hadn't|didn't|doesn't|also|never|then|just|already|still|again|himself|herself"
)
_VERB_AFTER = re.compile(rf"\s+(?:{_IRREGULAR}|\w{{2,}}ed|(?:say|ask|tell|come|go|want|think|know|feel|see|find|need|look|seem|call|ring|work|live|keep|run|tend)e?s)\b", re.I)
_LOWER_AFTER = re.compile(rf"(?:['’]s\b|\s+(?:{_IRREGULAR}|asked|wanted|called|looked|laughed|nodded|smiled|shouted|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)", re.I)
_STARTS = re.compile(r"(?:^|[.?!…:\n]|[\"“‘(\[«*•–—]|(?:^|\s)[-'’])[\"'”’)\]»*_\s]*$")
_CLAUSE = re.compile(r"(?:^|[.?!…:;,\n(\"“–—-]|\b(?:then|and|but|when|because|that|if|where|until|while|after|before))\s*$", re.I)
_MONTH_BEFORE = re.compile(r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|by|since|until|till|during|last|next|early|late|mid|this|of|from|to|through|between|before|after))[ -]$", re.I)
_SUBJECT_BEFORE = re.compile(r"\b(?:i|we|you|they)\s$", re.I)
_MONTH_AFTER = re.compile(r",?\s+(?:the\s+)?\d")
_DETERMINED = re.compile(r"\b(?:a|an|the|his|her|their|my|your|our|its|any|some|no|local|every|own|new|see|another)\s$", re.I)
_ADJOINED = re.compile(r"[\s-]+(?:appointment|surgery|practice|referral|letter|visit|check|trainee|receptionist|meeting|team|department|role|models?|level|grade)s?\b", re.I)
_AND_CAPITAL = re.compile(r"\s+(?:and|or|&)\s+[A-Z]")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+(?:['’]\w+)?)")


def starts_sentence(before: str) -> bool:
    """Whether a word that follows `before` opens a sentence, a quotation or a line."""
    return bool(_STARTS.search(before[-12:])) or not before.strip()


def is_person(word: str, before: str, after: str, about: bool) -> bool:
    """Whether an ordinary word that is also a registered name stands for the person.

    `before` and `after` are the text around it; `about` says that the text is known to be about that person.
    """
    if word.islower():
        return about and bool(_LOWER_AFTER.match(after)) and bool(_CLAUSE.search(before[-12:]))
    if word.lower() in MONTHS and (_MONTH_BEFORE.search(before[-12:]) or _MONTH_AFTER.match(after)):
        return False
    if re.match(r"['’]s\b", after):
        return True
    if word.isupper() and len(word) > 1 or starts_sentence(before):
        return _opens_with_person(word.lower(), after, about)
    return not (_SUBJECT_BEFORE.search(before[-12:]) and word.lower() in {"will", "may", "hope", "mark"} and not _VERB_AFTER.match(after))


def _opens_with_person(word: str, after: str, about: bool) -> bool:
    following = _NEXT_WORD.match(after)
    if following is None:
        return about or after[:1] in ",:"
    if following[1].lower() in _WORD_AFTER:
        return False
    if _VERB_AFTER.match(after):
        return about or not re.match(r"\s+(?:is|was|has|had|does|did)\b", after)
    return about and (word not in {"will", "may"} or bool(_AND_CAPITAL.match(after)) or following[1].lower() in {"on", "at", "in", "with", "from", "by", "who"})


def are_initials(initials: str, before: str, after: str, about: bool, registered: bool) -> bool:
    """Whether capitals stand for a person: never after an article or possessive, or before a noun that they qualify.

    `registered` = written as an alias in the register; initials that are only derived need a text about the person.
    """
    if _DETERMINED.search(before[-12:]) or _ADJOINED.match(after):
        return False
    return about or (registered and initials.lower() not in ABBREVIATIONS)
