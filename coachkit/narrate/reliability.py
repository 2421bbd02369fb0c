"""How far a reading can be trusted, from what was measured on clients that it had learnt nothing from."""

from coachkit import knowledge
from coachkit.meaning import Meaning

_SAID = {
    "polarity": (
        "How sure is this? On feedback of clients that it had learnt nothing from it judged {accuracy:.0%} of {n} sentences as a careful "
        "reader did (90% interval {low:.0%} to {high:.0%}), and {sure:.0%} of those that it does not call unsure; two readers agree on {readers:.0%}."
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
        "How sure is this? On {n} sheets it agrees with a careful reader's main themes at {nmi:.2f} (mutual information; 0 is chance, 1 is always), "
        "and dropping a tenth of the sheets hardly moves it ({ari:.2f} on the same scale)."
    ),
}


def reliability(question: str, meaning: Meaning | None = None) -> str:
    """How well "polarity", "reflection", "loops" or "themes" is read, by words alone or with `meaning`.

    On the example itself the shipped weights have seen the answers, so it looks better there than it is; this is said.
    """
    measured = knowledge.read_measured()
    mode = "meaning" if meaning else "words"
    rows = measured[measured["question"].eq(question) & measured["mode"].isin([mode, "both"])]
    figures = {row.measure: float(row.value) for row in rows.itertuples()}
    return _SAID[question].format(**figures | {"n": int(figures["n"])})
