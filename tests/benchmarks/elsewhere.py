"""What reading coaching costs elsewhere: python tests/benchmarks/elsewhere.py FOLDER [--model FOLDER], or make bench SETS=FOLDER.

FOLDER holds the public sets, which are not shipped: vader-tweets.csv and vader-amazon.csv (id, mean_rating, text; from the
repository cjhutto/vaderSentiment, MIT), cered-train.csv and cered-val.csv (from EduMUNI/reflection-classification, Apache-2.0).
The score of `feedback.sentences` is correlated with the raters' mean, in five folds that the models of other writing have
not seen; the labels of `reflection.sentences` are compared with CEReD's validation part.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from folds import between, meant

import train  # isort: skip
from coachkit import feedback, meaning, readers, reflection

FOLDS = 5


def rated(ratings: pd.DataFrame) -> np.ndarray:
    """The score of each text, by readers whose models of other writing have not seen its fold."""
    fold, scores = np.random.default_rng(0).integers(0, FOLDS, len(ratings)), np.zeros(len(ratings))
    shipped, aspects = readers.load("polarity"), readers.load("aspects")
    coaching = [sentence for name in train.GOLD for sentence in train.written(name)["sentence"]]
    for number in range(FOLDS):
        seen, unseen = ratings[fold != number], ratings[fold == number]
        kind = train.learn_kind(coaching, seen["sentence"].tolist())
        asked = replace(shipped, other=readers.Blend(train.learn_ratings(seen)), kind=kind)
        told = unseen.assign(
            kind="feedback", source_id=unseen["id"].astype(str), start=0, end=unseen["sentence"].str.len(), voice=""
        )
        scores[fold == number] = feedback.sentences(told, (asked, aspects))["score"]
    return scores


def diaries(validation: pd.DataFrame, model: meaning.Meaning | None) -> pd.Series:
    """Whether each sentence of CEReD's validation part gets its label."""
    told = validation.assign(
        kind="sheet", source_id=[f"S{n}" for n in range(len(validation))], start=0, end=validation["sentence"].str.len()
    )
    nothing = pd.DataFrame(columns=["sheet_id", "start", "end", "label"])
    return reflection.sentences(told, nothing, model)["label"] == validation["label"]


def main() -> int:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--model", default="off", help='"off" (words alone), "auto" or the folder of model.onnx')
    args = asked.parse_args()
    if args.folder is None:
        print(
            "nothing measured: the public sets are not shipped. Give a folder that holds vader-tweets.csv, vader-amazon.csv, "
            "cered-train.csv and cered-val.csv: make bench SETS=FOLDER, or python tests/benchmarks/elsewhere.py FOLDER"
        )
        return 0
    model = meant(args.model)
    ratings = train.ratings(args.folder)
    scores, mood = rated(ratings), feedback.mood(ratings["sentence"])[:, 0]
    for name, rows in ratings.groupby("set").groups.items():
        ours, theirs = (
            np.corrcoef(one[rows], ratings.loc[rows, "mean_rating"].astype(float))[0, 1] for one in (scores, mood)
        )
        print(f"{name}: {len(rows)} texts, correlation of the score {ours:.3f}, of VADER's compound {theirs:.3f}")
    right = diaries(train.public(args.folder, "cered-val.csv"), model)
    print(f"CEReD's validation part: {len(right)} sentences, accuracy {right.mean():.3f} {between(right)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
