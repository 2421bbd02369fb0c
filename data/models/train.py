"""Learn the shipped weights anew from the gold labels: python data/models/train.py (the same bytes each time)."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "benchmarks")]

import folds  # noqa: E402
import pandas as pd  # noqa: E402

from coachkit import feedback, linear, reflection, text  # noqa: E402


def gold(name: str, key: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences labelled by either reader: row (in `sentences`), fold and the labels; an aspect "none" is blank."""
    both = [folds.labelled(file, key, sentences) for file in (name, f"{name}_second")]
    return pd.concat(both, ignore_index=True).replace("none", "")


def learn(what: str, labelled: pd.DataFrame, sentences: pd.DataFrame, common: pd.DataFrame) -> linear.Linear:
    """One model: polarity, aspects or reflection, from the labelled rows of `sentences`."""
    rows = labelled["row"].tolist()
    seen = (reflection if what == "reflection" else feedback).cues(sentences)[rows]
    column = "label" if what == "reflection" else what
    return linear.learn(
        sentences["sentence"][rows].tolist(),
        labelled[column].tolist(),
        seen,
        common["sentence"].tolist(),
        strength=5,
        balanced=True,
        exclusive=what != "aspects",
        at_least=2 if what == "reflection" else 1,
    )


def main() -> None:
    """Write the three models beside this script."""
    sentences = text.sentences(folds.sources())
    told = {
        "feedback": gold("feedback", "feedback_id", sentences),
        "reflection": gold("reflection", "sheet_id", sentences),
    }
    for what in ("polarity", "aspects", "reflection"):
        model = learn(what, told["reflection" if what == "reflection" else "feedback"], sentences, sentences)
        model.save(Path(__file__).parent / f"{what}.npz")


if __name__ == "__main__":
    main()
