"""Between frameworks: which shipped criteria an own one is like, and which criteria a decision on an earlier version may meet now."""

import re

import pandas as pd

from coachkit.likeness import Words
from coachkit.words import WORD

LIKE = ["own_criterion", "criterion", "likeness", "confirmed"]
AGAIN = ["evidence_id", "criterion", "source_id", "quote", "decision", "proposals", "by"]
PROPOSED = 3
"""How many criteria are proposed, likeliest first."""


def like_proposals(own: pd.DataFrame, shipped: pd.DataFrame, likes: pd.DataFrame) -> pd.DataFrame:
    """One row an own criterion and a shipped one that it may be like (LIKE), likeliest first; none where there is no own criterion.

    `own` and `shipped` as frameworks. likeness: of their words, 0 (none shared) to 1 (the same), a rank and no chance;
    confirmed: yes where `likes` holds the pair, which then is shown wherever it ranks.
    """
    confirmed = set(zip(likes["own_criterion"], likes["criterion"], strict=True))
    scores = _shared_words(_wording(own), shipped)
    rows = [
        (criterion, other, round(likeness, 2), "yes" if (criterion, other) in confirmed else "no")
        for criterion, row in zip(own["criterion"], scores.to_dict("records"), strict=True)
        for rank, (other, likeness) in enumerate(sorted(row.items(), key=lambda item: -item[1]))
        if (rank < PROPOSED and likeness > 0) or (criterion, other) in confirmed
    ]
    return pd.DataFrame(rows, columns=LIKE).astype(dict.fromkeys(LIKE, "str") | {"likeness": "float64"})


def to_judge_again(
    decisions: pd.DataFrame, framework: pd.DataFrame, retired: pd.DataFrame, cues: pd.DataFrame, earlier: pd.DataFrame
) -> pd.DataFrame:
    """One row a decision on a criterion that no framework loaded has (AGAIN); what it may meet now is proposed, never taken.

    `proposals`: criteria of `framework`, semicolons between: those that `retired` names in place of the old one; else the
    likeliest by the old one's wording (in `retired` or `earlier`: criterion, text); else by the passage's own words and the
    coach's reason. `by` says which: replaced_by, wording or passage. `cues`: criterion, sentence.
    """
    successors = {row.criterion: _known(row.replaced_by, framework["criterion"]) for row in retired.itertuples()}
    texts = pd.concat([earlier, retired])[["criterion", "text"]]
    wording = {criterion: text for criterion, text in texts.itertuples(index=False) if text}
    by_wording = _shared_words([wording.get(criterion, "") for criterion in decisions["criterion"]], framework)
    by_passage = _sounding((decisions["quote"] + " " + decisions["reason"]).tolist(), framework, cues)
    rows = []
    for at, row in enumerate(decisions.itertuples()):
        named = successors.get(row.criterion, [])
        likely = (by_wording if row.criterion in wording else by_passage).iloc[at]
        first = named or list(likely[likely > 0].sort_values(ascending=False, kind="stable").index[:PROPOSED])
        by = "replaced_by" if named else "wording" if row.criterion in wording else "passage"
        of_row = (row.evidence_id, row.criterion, row.source_id, row.quote, row.decision)
        rows.append((*of_row, ";".join(first), by if first else ""))
    return pd.DataFrame(rows, columns=AGAIN, dtype="str")


def _known(replaced_by: str, criteria: pd.Series) -> list[str]:
    known = set(criteria)
    return [name for name in map(str.strip, re.split("[;,]", replaced_by)) if name in known]


def _wording(framework: pd.DataFrame) -> list[str]:
    """What is said of each criterion: its words, hint, and the titles that it stands under."""
    said = framework[["text", "evidence_hint", "outcome_title", "unit_title"]]
    return [" ".join(filter(None, row)) for row in said.itertuples(index=False)]


def _shared_words(asked: list[str], framework: pd.DataFrame) -> pd.DataFrame:
    """The cosine, over words and letters, of each text with the words of each criterion: a row a text, a column a criterion."""
    criteria, wording = framework["criterion"].tolist(), _wording(framework)
    if not asked or not any(map(WORD.search, wording)):
        return pd.DataFrame(0.0, index=range(len(asked)), columns=criteria)
    reading = Words(asked + wording, _alone(len(asked)), wording)
    return pd.DataFrame((reading.passages @ reading.examples.T).toarray(), columns=criteria)


def _sounding(asked: list[str], framework: pd.DataFrame, cues: pd.DataFrame) -> pd.DataFrame:
    """How far each passage sounds like each criterion: the cosine with its words, and that with all its example sentences."""
    own = cues[cues["criterion"].isin(framework["criterion"])].groupby("criterion")["sentence"].agg(" ".join)
    blank = dict.fromkeys(("evidence_hint", "outcome_title", "unit_title"), "")
    spoken = framework.assign(text=[own.get(criterion, "") for criterion in framework["criterion"]], **blank)
    return _shared_words(asked, framework) + _shared_words(asked, spoken)


def _alone(count: int) -> pd.DataFrame:
    return pd.DataFrame({"first": range(count), "last": range(count)})
