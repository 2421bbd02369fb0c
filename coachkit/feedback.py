"""Read feedback sentence by sentence: how it judges the coaching, and which aspect it speaks of.

Polarity is the judgement of the coaching, not the mood of the words: being challenged is praise where the client
says so, and "I would have liked more structure" is criticism.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from coachkit import linear, readers
from coachkit.schema import VOICES

SENTENCE = ["feedback_id", "start", "end", "sentence", "polarity", "likeliest", "score", "aspects", "cues"]

SURE_FROM = 0.48  # a polarity less likely than this is "unsure"
SPOKEN_OF_FROM = 0.5  # an aspect less likely than this is left out

_HARD = (
    r"squirm|uncomfort|not (?:a )?comfortable|\bhated|furious|\bcross\b|\bmad\b|\bhook\b|challeng|push(?:ed)?\b|awkward|excruciat|dread|cheek|trick"
    r"|painful|hard (?:on|question|time)|annoy|agony|table|stung|rude|blunt|straight|bruis|unsettl|sweat|provok|no escape|let me off|didn't enjoy|grill"
)
_GOOD_OF_IT = (
    r"grateful|thank|need(?:ed)?\b|more of (?:it|that|the same)|carry on|keep (?:at|doing|on)|ever since|little else|nothing else"
    r"|best thing|glad|useful|wouldn't (?:have )?miss|wouldn't be without|not be without|did me (?:more )?good|exactly what|worth|making of|don't go soft|chewing|right to"
)
CUES = {
    "challenge as praise": rf"(?:{_HARD}).*(?:{_GOOD_OF_IT})|(?:{_GOOD_OF_IT}).*(?:{_HARD})",
    "challenge": _HARD,
    "good of it": _GOOD_OF_IT,
    "wish": r"(?:would|should|'d) (?:have )?(?:liked?|sooner|rather|welcome|prefer|value)|could have|might have|\bwish|\bhoped|wouldn't (?:have )?minded?"
    r"|less of|fewer|half as many|\bsooner\b|\bharder\b|could be better|would be better|could do with|without\b|more often|next time|want(?:s|ed)? more",
    "too": r"\btoo\b|a (?:bit|shade|touch|little)\b|inclined|\bstill\b|never quite|\bagain\b|sometimes|minus|gets? in the way|grumble|small thing|drift|wander"
    r"|if i may|forgive me|late\b|muddle|unclear|confus|lost\b|wast|softe?n|let(?:s|ting)? (?:him|her|people|them|me) off|on the other hand",
    "but": r"\b(?:but|though|although|however|provided|yet|still|otherwise|even if|that said)\b",
    "thanks": r"\bthank|grateful|\bta\b|appreciat",
    "plain praise": r"\b(?:good|great|brilliant|excellent|helpful|help(?:ed|s)?|useful|best|trust|clear|kind|fair(?:ly)?|gracious|courtesy|skil(?:l|ful)|careful(?:ly)?"
    r"|loved?|wonderful|valu(?:ed|able)|sharp|patient|steady|calm|safe|honest|liked|enjoyed|recommend|impress|better|easier|well)\b",
    "only polite": r"perfectly|\bfine\b|satisfactory|\bnice\b|pleasant|no complaints|i'm sure|no doubt|i suppose|marvellous|one is told|as ever|i gather",
    "logistics": r"can we|could we|could you send|invoice|parking|\blink\b|\broom\b|phone|ring me|\bring\b|@|0{4}|\b0(?:st|nd|rd|th)\b|half past|o'clock|book(?:ed|ing)"
    r"|monday|tuesday|wednesday|thursday|friday|january|february|march\b|april|june|july|august|september|october|november|december|train|video|address|calendar|diary|\btime to\b|form\b|free on|away from",
    "outcome": r"\bnow\b|since\b|first time|\bslept|\bhome\b|went (?:in|well|to)|told (?:him|her|them|me)|said (?:no|yes)|stopped|started|gone|changed|since then|no longer|managed|by saturday|i have (?:been|done|had)|\bi did\b",
    "listening": r"listen|hear|silence|quiet|pause|talk(?:ing|ed)?\b|own words|interrupt|finish|stories|story|shut up|space|words back|gap",
    "questioning": r"question|\bask(?:ed|s|ing)?\b",
    "trust": r"\btrust|confiden(?:t|ce)|secret|safe|come back to me|never told|stops? with you|honest|early|varnish|to my face",
    "structure": r"structure|shape|wander|drift|settled|decided|\bclock\b|agenda|goal|\bend\b|finish|map|plan|diagram|model|where we are|set up|clear|summar|\bsteps?\b|half page|focus|method",
    "presence": r"\bkind|warm|calm|charm|presence|present\b|attention|patient|steady|holds?\b|gentle|eggshells|soothing|tidy|rescu|half there|\bthere\b",
    "ethics": r"confiden|ethic|fair(?:ly)?|names?\b|boundar|conflict|told nothing|told a little|what's said|won't tell|isn't yours|secret|privat|invoice went|signed|agreement|consent|in front of|overhear",
    "asks": r"\?",
}
_SARCASTIC = re.compile(
    r"^(?:(?:oh|well|ah|so|yes|yeah|how)\b[,!]? )*(?:how |just |absolutely |simply )?(?:marvellous|brilliant|wonderful|lovely|great|fantastic|splendid|super|delightful|terrific|charming)[,.!:;…–-]+ *"
    r"(?:another|yet another|one more)\b"
    r"|thanks (?:a bunch|for nothing|a million for)|\byeah,? right\b|\bbig surprise\b|\bas if (?:i|we) had(?:n't)? "
    r"|\b(?:so|such) (?:glad|fun|a joy) (?:i (?:paid|gave up|drove|got up)|to (?:pay|be told|be asked))|riveting|money well spent, (?:i'm sure|no doubt)"
    r"|\bslow clap\b|\(not\)|\bnot!$|, i don't think\W*$"
)
_CUES = {name: re.compile(pattern) for name, pattern in CUES.items()}
_COUNTS = tuple(
    map(
        re.compile,
        (
            r"\byou|\byour|\bcoach\b",
            r"\b(?:i|me|my)\b",
            r"\b(?:she|her)\b",
            r"\b(?:not|never|no|nothing|nobody)\b|n't\b",
        ),
    )
)


def sentences(
    feedback_sentences: pd.DataFrame,
    asked: tuple[readers.Reader, readers.Reader] | None = None,
) -> pd.DataFrame:
    """One row a sentence of feedback: feedback_id, start, end (code points), sentence, polarity, likeliest, score (-1 to 1), aspects, cues.

    `feedback_sentences` is `text.sentences` of the feedback. score is the chance of positive less that of negative;
    polarity is "unsure" where the likeliest has less than SURE_FROM or the words have a turn of sarcasm; cues are the words that decided, between semicolons.
    `asked` (the readers of polarity and of aspects) are the shipped ones unless others are given.
    """
    ours = feedback_sentences[feedback_sentences["kind"] == "feedback"].reset_index(drop=True)
    polarity, aspect = asked or (readers.load("polarity"), readers.load("aspects"))
    texts, seen = ours["sentence"].tolist(), read_by(ours)
    placed = ours[["source_id", "sentence"]]
    chances = polarity.probabilities(placed, seen)
    likeliest = [polarity.labels[number] for number in chances.argmax(axis=1)] if texts else []
    meant = ~ours["sentence"].map(linear.plain).str.contains(_SARCASTIC).to_numpy(bool)
    sure = (chances.max(axis=1, initial=0.0) >= SURE_FROM) & meant
    score = chances[:, polarity.labels.index("positive")] - chances[:, polarity.labels.index("negative")]
    spoken_of = aspect.probabilities(placed, seen)
    why = [_why(polarity.own.words, one, label) for one, label in zip(texts, likeliest, strict=True)]
    table = ours.rename(columns={"source_id": "feedback_id"}).assign(
        likeliest=pd.Series(likeliest, dtype="str"),
        polarity=pd.Series(np.where(sure, likeliest, "unsure") if texts else [], dtype="str"),
        score=score.round(4),
        aspects=pd.Series(_aspects(aspect.labels, spoken_of), dtype="str"),
        cues=pd.Series(why, dtype="str"),
    )
    return table[SENTENCE]


def read_by(sentences: pd.DataFrame) -> np.ndarray:
    """What a sentence of feedback (source_id, start, voice, sentence) is read by beside its words: its cues, its place and its voice."""
    return np.hstack([cues(sentences), _setting(sentences)])


def cues(sentences: pd.DataFrame) -> np.ndarray:
    """What a reader would go by, as numbers from 0 to 1: CUES, counts of persons and negations, and length."""
    plain = sentences["sentence"].map(linear.plain)
    said = [plain.str.contains(cue).to_numpy(float) for cue in _CUES.values()]
    counted = [plain.str.count(pattern).clip(upper=4).to_numpy(float) / 4 for pattern in _COUNTS]
    length = np.log1p(plain.str.len().to_numpy(float)) / 6
    return np.column_stack([*said, *counted, length, plain.str.len() < 25, mood(sentences["sentence"])]).astype(float)


def _setting(sentences: pd.DataFrame) -> np.ndarray:
    """Where each sentence stands in its piece of feedback (source_id) and whose voice it is, as numbers from 0 to 1."""
    pieces = sentences.groupby("source_id")["start"]
    number, of = pieces.cumcount().to_numpy(), pieces.transform("size").to_numpy()
    voices = [sentences["voice"].to_numpy(str) == voice for voice in VOICES]
    return np.column_stack(
        [number == 0, number == of - 1, number / np.maximum(of - 1, 1), np.minimum(of, 8) / 8, *voices]
    ).astype(float)


def mood(texts: Iterable[str]) -> np.ndarray:
    """How the words of each text sound by themselves, after VADER (Hutto & Gilbert 2014): compound (-1 to 1, twice its weight), and the shares of pleasant and unpleasant words."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    read = SentimentIntensityAnalyzer().polarity_scores
    found = [(2 * said["compound"], 2 * said["pos"], 2 * said["neg"]) for said in map(read, texts)]
    return np.array(found).reshape(len(found), 3)


def _aspects(labels: tuple[str, ...], chances: np.ndarray) -> list[str]:
    return [
        ";".join(label for label, chance in zip(labels, row, strict=True) if chance >= SPOKEN_OF_FROM)
        for row in chances
    ]


def _why(model: linear.Linear, sentence: str, label: str, most: int = 4) -> str:
    """The words of the cues, then the other words, that spoke for the label, as they stand in the sentence in lower case."""
    plain = linear.plain(sentence)
    matches = zip(_CUES, [cue.search(plain) for cue in _CUES.values()], model.cue_weights(label), strict=False)
    spoke = sorted(
        (-weight, name if name == "challenge as praise" else match[0])
        for name, match, weight in matches
        if match and weight > 0
    )
    found = [*(word.strip() for _, word in spoke), *model.telling_words(sentence, label)]
    return ";".join(list(dict.fromkeys(found))[:most])
