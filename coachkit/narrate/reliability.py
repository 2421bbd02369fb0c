"""How far a reading can be trusted, from what was measured on clients that it had learnt nothing from."""

from coachkit import knowledge
from coachkit.meaning import Meaning

_SAID = {
    "polarity": (
        "How sure is this? On feedback of clients that it had learnt nothing from it judged {accuracy:.0%} of {n} sentences as a careful "
        "reader did (90% interval {low:.0%} to {high:.0%}), and {sure:.0%} of those that it does not call unsure; two readers agree on {readers:.0%}."
    ),
    "own work": (
        "How sure is your own voice here? Whether a sentence of a sheet judges the own coaching is hard to tell, and only clear judgements count: "
        "of the {judged:.0f} that it took for one among {n} hand-labelled sentences, it judged {right:.0%} as a careful reader did (90% interval "
        "{low:.0%} to {high:.0%}), and took {opposite:.0%} for their opposite. Take it as a pointer, and open the quotations."
    ),
    "reflection": (
        "How sure is this? On sheets of clients that it had learnt nothing from it agrees with a careful reader at kappa {kappa:.2f} "
        "(90% interval {low:.2f} to {high:.2f}; 0 is chance, 1 is always; {n} sentences); two readers agree at {readers:.2f}."
    ),
    "loops": (
        "How sure is this? With clients that it had learnt nothing from it found {found:.0%} of {n} intentions, and the right later sheet for "
        "{right:.0%} of those that were carried out; {wrong:.0%} of the later texts that it names are wrong. Open means not found."
    ),
    "themes": (
        "How sure is this? On {n} sheets it shares {nmi:.2f} with a careful reader's main themes (normalised mutual information: the same "
        "themes dealt out at random share {chance:.2f}, themes that agree wholly 1). After dropping a tenth of the sheets it sorts the others "
        "much as before: {ari:.2f} (adjusted Rand index: 0 is chance, 1 is the very same)."
    ),
}


_EXPECT = "This was measured on another coach's prose; expect less on yours."
_EXAMPLE = (
    "This is the example practice itself: what reads it was made with these very texts and answers in view, so it looks better here than it is; "
    "expect less on your own prose."
)


def reliability(question: str, meaning: Meaning | None = None, example: bool = False) -> str:
    """How well "polarity", "own work", "reflection", "loops" or "themes" is read, by words alone or with `meaning`, and what to expect of it on this practice."""
    measured = knowledge.read_measured()
    mode = "meaning" if meaning else "words"
    rows = measured[measured["question"].eq(question) & measured["mode"].isin([mode, "both"])]
    figures = {row.measure: float(row.value) for row in rows.itertuples()}
    said = _SAID[question].format(**figures | {"n": int(figures["n"])})
    if question == "own work" and example:
        return said  # it has learnt nothing from the example
    return f"{said} {_EXAMPLE if example else _EXPECT}"
