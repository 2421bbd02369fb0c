"""What is worth the coach's attention on the first screen: at most five findings, each with its number and its place."""

import pandas as pd

from coachkit.narrate import records, wording
from coachkit.narrate.evidence import BELOW, in_words, named
from coachkit.narrate.time import amount, forecast
from coachkit.narrate.voices import aspect, by_aspect, voice_n
from coachkit.narrate.wording import count

MOST = 5
_QUOTED_CRITERIA = 4
_LONGEST = 240
_FEWEST_WORDS = 8
_FIRST = 3


def findings(
    *,
    coverage: pd.DataFrame,
    candidates: pd.DataFrame,
    loops: pd.DataFrame,
    triangulation: pd.DataFrame,
    requirements: pd.DataFrame,
    hours_forecast: pd.DataFrame,
    hours_summary: pd.DataFrame,
    notes: pd.DataFrame,
    problems: pd.DataFrame,
    feedback_sentences: pd.DataFrame | None = None,
    sentences: pd.DataFrame | None = None,
    framework: pd.DataFrame | None = None,
) -> list[dict]:
    """At most five findings by importance: text, link (a section's id), quotes (text, place, why, source_id each).

    `feedback_sentences` gives the quotation for what only clients say; `sentences` (the frame of coachkit.text, for
    sheets and all other sources) turns character places into paragraphs; `framework` gives the criteria in words.
    """
    found = [
        _short_of_evidence(coverage, candidates, sentences, framework),
        _not_followed(loops, sentences),
        _only_clients(triangulation, feedback_sentences, sentences),
        _hours(requirements, hours_forecast, hours_summary),
        _records(problems, notes),
    ]
    return [finding for finding in found if finding][:MOST]


def _finding(text: str, link: str, quotes: list[dict] | None = None) -> dict:
    return {"text": text, "link": link, "quotes": quotes or []}


def _quote(text: str, source_id: str, start: object, sentences: pd.DataFrame | None, why: str = "") -> dict:
    return {
        "text": wording.begun(wording.shortened(text, _LONGEST)),
        "place": wording.place(source_id, start, sentences),
        "why": why,
        "source_id": source_id,
    }


def _short_of_evidence(
    coverage: pd.DataFrame,
    candidates: pd.DataFrame,
    sentences: pd.DataFrame | None,
    framework: pd.DataFrame | None,
) -> dict | None:
    below = list(coverage.loc[coverage["status"].isin(BELOW), "criterion"])
    if not below:
        return None
    quotes = _one_each(below[:_QUOTED_CRITERIA], candidates, sentences, framework)
    may = _may_evidence(len(quotes))
    of = count(len(coverage), "criterion", "criteria")
    verb = "is" if len(below) == 1 else "are"
    return _finding(
        f"{len(below)} of {of} {verb} still short of evidence, weakest first {named(below)}{may}.", "coverage", quotes
    )


def _may_evidence(passages: int) -> str:
    if not passages:
        return ""
    return "; this passage may evidence one" if passages == 1 else f"; these passages may evidence the first {passages}"


def _one_each(
    criteria: list[str],
    candidates: pd.DataFrame,
    sentences: pd.DataFrame | None,
    framework: pd.DataFrame | None,
) -> list[dict]:
    """A candidate of each criterion that is not quoted for an earlier one: the likeliest that can be read by itself."""
    quotes, seen = [], set()
    for row in _readable_first(candidates).itertuples():
        if (
            row.criterion in criteria
            and row.criterion not in {q["criterion"] for q in quotes}
            and row.passage not in seen
        ):
            seen.add(row.passage)
            why = f"may evidence {in_words(row.criterion, framework)}; not checked"
            quote = _quote(row.passage, row.source_id, row.start, sentences, why)
            quotes.append({**quote, "criterion": row.criterion})
    return sorted(quotes, key=lambda quote: criteria.index(quote["criterion"]))


def _readable_first(candidates: pd.DataFrame) -> pd.DataFrame:
    """Candidates by rank, but those of eight words or more among a criterion's first three before any others."""
    fits = candidates["passage"].str.split().str.len().ge(_FEWEST_WORDS) & candidates["rank"].le(_FIRST)
    return candidates.assign(aside=~fits).sort_values(["aside", "rank"], kind="stable")


def _not_followed(loops: pd.DataFrame, sentences: pd.DataFrame | None) -> dict | None:
    still_open = loops[loops["status"].eq("open")]
    if still_open.empty:
        return None
    dated = still_open.assign(date=still_open["intention_sheet"].map(_dates(sentences)))
    oldest = dated.sort_values(["date", "intention_sheet", "intention_start"], kind="stable").iloc[0]
    quote = _quote(
        oldest["intention"], oldest["intention_sheet"], oldest["intention_start"], sentences, "no later text found"
    )
    since = f"; the oldest is from {wording.day(oldest['date'])}" if pd.notna(oldest["date"]) else ""
    text = f"For {len(still_open)} of {count(len(loops), 'intention')} that you wrote, no later text was found that carries it out{since}."
    return _finding(text, "reflection", [quote])


def _dates(sentences: pd.DataFrame | None) -> dict[str, object]:
    if sentences is None:
        return {}
    return sentences.drop_duplicates("source_id").set_index("source_id")["date"].to_dict()


def _only_clients(
    triangulation: pd.DataFrame, feedback_sentences: pd.DataFrame | None, sentences: pd.DataFrame | None
) -> dict | None:
    """The aspect that only clients judge, most often first; where there is none, the one where you and they are furthest apart."""
    theirs = triangulation[triangulation["voice"].eq("client") & triangulation["kind"].eq("aspect")]
    theirs = theirs[theirs["subject"].ne("logistics")]  # neutral by its nature, so a difference about it says little
    judged = theirs["positive"] + theirs["negative"] >= wording.FEW
    only = theirs[judged & theirs["reading"].eq("only client")]
    differ = theirs[judged & theirs["reading"].eq("contradiction")]
    if only.empty and differ.empty:
        return None
    if len(only):
        most = only.loc[only["n"].idxmax()]
        yours = voice_n(triangulation, most["kind"], most["subject"], "coach")
        text = f"Only your clients judge {aspect(most['subject'])}: {count(most['n'], 'sentence')} of theirs (n = {most['n']}), {yours or 'none'} of yours."
        brighter = most["positive"] >= most["negative"]
    else:
        apart = differ.apply(lambda row: _positive(row) - _positive(_coach(triangulation, row)), axis=1)
        most = differ.loc[apart.abs().idxmax()]
        text = f"You and your clients differ about {aspect(most['subject'])}: {_shares(triangulation, most)}."
        brighter = apart[most.name] > 0
    return _finding(text, "feedback", _said_of(most["subject"], brighter, feedback_sentences, sentences))


def _coach(triangulation: pd.DataFrame, client: pd.Series) -> pd.Series:
    """The coach's numbers on the subject of a client's row; zeros where the coach says nothing."""
    same = triangulation["subject"].eq(client["subject"]) & triangulation["kind"].eq(client["kind"])
    return triangulation.loc[same & triangulation["voice"].eq("coach"), ["positive", "negative", "n"]].sum()


def _positive(voice: pd.Series) -> float:
    return voice["positive"] / voice["n"] if voice["n"] else 0.0


def _shares(triangulation: pd.DataFrame, client: pd.Series) -> str:
    yours = _coach(triangulation, client)
    return f"{_read(client[['positive', 'negative', 'n']], 'their')}, {_read(yours, 'your')}"


def _read(voice: pd.Series, whose: str) -> str:
    """How one voice's sentences read: too few are only counted."""
    n = int(voice["n"])
    if n < wording.FEW:
        return f"{whose} {count(n, 'sentence')} {'is' if n == 1 else 'are'} too few to say"
    positive, negative = (wording.number(100 * voice[name] / n) for name in ("positive", "negative"))
    return f"of {whose} {count(n, 'sentence')} {positive}% read as positive and {negative}% as negative"


def _said_of(
    subject: str, brighter: bool, feedback_sentences: pd.DataFrame | None, sentences: pd.DataFrame | None
) -> list[dict]:
    """What a client says of a subject: the most positive sentence where they see it `brighter`, else the most negative."""
    if feedback_sentences is None:
        return []
    said = by_aspect(feedback_sentences).query("aspect == @subject and polarity != 'unsure'")
    if sentences is not None:
        said = said[said["feedback_id"].isin(sentences.loc[sentences["voice"].eq("client"), "source_id"])]
    if said.empty:
        return []
    scores = said["score"].astype(float)
    row = said.loc[scores.idxmax() if brighter else scores.idxmin()]
    return [_quote(row["sentence"], row["feedback_id"], row["start"], sentences)]


def _hours(requirements: pd.DataFrame, hours_forecast: pd.DataFrame, hours_summary: pd.DataFrame) -> dict | None:
    asked = requirements[requirements["rule"].str.startswith("hours_") & requirements["met"].eq("no")]
    minutes = dict(zip(hours_summary["measure"], hours_summary["minutes"], strict=True))
    logged, claimable = minutes.get("logged", 0), minutes.get("claimable", 0)
    uncounted = (
        f"{wording.hours(logged - claimable)} of {wording.hours(logged)} logged cannot be claimed"
        if logged > claimable
        else ""
    )
    if asked.empty:
        return _finding(f"{uncounted}.", "hours") if uncounted else None
    short = asked.iloc[0]
    likely = forecast(hours_forecast[hours_forecast["rule"].eq(short["rule"])]) if len(hours_forecast) else ""
    when = likely.removesuffix(".").partition(": ")[2]
    parts = [f"For {wording.rule(short['rule'])} you have {amount(short)}", when, uncounted]
    return _finding("; ".join(part for part in parts if part) + ".", "hours")


def _records(problems: pd.DataFrame, notes: pd.DataFrame) -> dict | None:
    if len(problems):
        return _finding(records.notes(problems, notes.head(0)), "records")
    kinds = records.by_kind(notes)
    if kinds.empty:
        return None
    return _finding(f"Your records hold {kinds['text'].iloc[0]}; nothing is lost, but an assessor may ask.", "records")
