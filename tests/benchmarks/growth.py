"""How the time of all text analysis grows with the number of sheets, words alone: python tests/benchmarks/growth.py [--most 10000].

Made practices: sheets drawn from the example's, each with its sentences in another order, seven sheets a client, a piece of
feedback for every third sheet and a supervision meeting for every sixteenth, over as many years as it takes. Each size is read in turn by one process; the exponent is the
slope of log time on log sheets, by least squares.
"""

import argparse
import sys
import time

import numpy as np
import pandas as pd
from folds import sources

from coachkit import feedback, finder, framework, knowledge, loops, openings, reflection, silences, text, triangulation
from coachkit.names import Replaced
from coachkit.schema import TABLES
from coachkit.themes import themes

FRAMEWORK = "ilm-l7-diploma"
SIZES = (100, 300, 1000, 3000, 10000)
SHEETS_OF_A_CLIENT = 7
DAYS_BETWEEN = 4


def made(size: int) -> pd.DataFrame:
    """The texts of a practice of so many sheets, as `Practice.sources` gives them."""
    random, example = np.random.default_rng(size), sources()
    drawn = {kind: example[example["kind"] == kind] for kind in ("sheet", "feedback", "supervision")}
    counts = {"sheet": size, "feedback": size // 3, "supervision": size // 16}
    tables = []
    for kind, count in counts.items():
        table = drawn[kind].iloc[random.integers(0, len(drawn[kind]), count)].reset_index(drop=True)
        number = np.arange(count)
        table["source_id"] = [f"{kind[0].upper()}{one:06}" for one in number]
        who = [f"C{1 + one * size // count // SHEETS_OF_A_CLIENT:05}" for one in number]
        table["client_ids"] = "" if kind == "supervision" else who
        table["date"] = pd.Timestamp("2000-01-03") + pd.to_timedelta(DAYS_BETWEEN * number * size // count, "D")
        texts = [_shuffled(one, random) for one in table["text"]]
        tables.append(table.assign(text=texts, replaced=[Replaced(one, ()) for one in texts]))
    return pd.concat(tables, ignore_index=True)


def _shuffled(written: str, random: np.random.Generator) -> str:
    """The text with its sentences in another order, so that no two are alike."""
    parts = written.replace("\n", " ").split(". ")
    random.shuffle(parts)
    return ". ".join(parts)


def analysed(texts: pd.DataFrame) -> dict[str, float]:
    """Seconds of each part of the text analysis."""
    decisions = pd.DataFrame(columns=list(TABLES["theme_decisions"].names))
    corrected = pd.DataFrame(columns=["sheet_id", "start", "end", "label"])
    topics, subjects = knowledge.read_silences(), knowledge.read_subjects()
    sheets, spans = texts[texts["kind"] == "sheet"], {}

    def timed(part: str, read):
        began = time.perf_counter()
        result = read()
        spans[part] = time.perf_counter() - began
        return result

    told = timed("sentences", lambda: text.sentences(texts))
    labelled = timed("reflection", lambda: reflection.sentences(told, corrected))
    timed(
        "profiles",
        lambda: (
            reflection.by_sheet(labelled),
            reflection.by_month(labelled, texts),
            reflection.by_client(labelled, texts),
        ),
    )
    timed("openings", lambda: openings.openings(labelled))
    spoken = timed("silences", lambda: silences.sentences(labelled, topics))
    timed(
        "silences by month",
        lambda: (silences.silences(spoken, sheets, topics), silences.by_month(spoken, sheets, topics)),
    )
    timed("loops", lambda: loops.loops(told, labelled))
    found = timed("themes", lambda: themes(texts, decisions, subjects))
    judged = timed("feedback", lambda: feedback.sentences(told))
    own = texts.loc[texts["kind"] == "feedback", ["source_id", "voice"]].rename(columns={"source_id": "feedback_id"})
    own = own.assign(client_id="", **dict.fromkeys(triangulation.RATINGS, pd.NA))
    timed(
        "triangulation",
        lambda: triangulation.triangulation(
            triangulation.spoken(labelled, judged, found.terms, found.sheet_themes, own)
        ),
    )
    criteria, clients = (
        framework.read_framework(FRAMEWORK),
        pd.DataFrame({"client_id": sorted(set(sheets["client_ids"]))}),
    )
    search = timed(
        "finder, made ready",
        lambda: finder.search(criteria, told, clients.assign(consent="yes"), knowledge.read_cues(FRAMEWORK)),
    )
    nothing = pd.DataFrame(columns=list(TABLES["evidence"].names))
    timed("finder, four criteria", lambda: search.candidates(criteria["criterion"].head(4), nothing))
    return spans


def main() -> int:
    """Print the seconds of each part at each size, and the exponent."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--most", type=int, default=max(SIZES))
    sizes = [size for size in SIZES if size <= asked.parse_args().most]
    analysed(made(sizes[0]))  # what is loaded once is not counted
    table = pd.DataFrame({size: analysed(made(size)) for size in sizes})
    table.loc["all"] = table.sum()
    table["exponent"] = [
        np.polyfit(np.log(sizes), np.log(row[sizes].to_numpy(float)), 1)[0] for _, row in table.iterrows()
    ]
    print("seconds by number of sheets")
    print(table.round(3).to_string())
    print(f"all text analysis grows with the number of sheets to the power of {table.at['all', 'exponent']:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
