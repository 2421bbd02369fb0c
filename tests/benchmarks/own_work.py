"""How a coach judges the own coaching, against 160 hand-labelled sentences of the example's sheets: python tests/benchmarks/own_work.py [--wrong N].

The shipped weights have learnt nothing of the example (only the written sentences), so they are used as they are; the gold
was labelled before anything was read; the balance of labels and SURE_FROM were settled with its figures in view. The cues were written by somebody who had labelled it.
What it is worth on the written sentences, in five folds of writers, is printed first.
"""

import sys

import numpy as np
import pandas as pd
from feedback import aspects_f1
from folds import arguments, between, labelled, sources

from coachkit import feedback, own_work, text

SURE = (0.35, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
JUDGED = ["negative", "positive"]


def on_the_written() -> pd.DataFrame:
    """The written sentences with what is read in them by a model that has learnt nothing from their writers."""
    import train

    told = train.written("own work")
    writers = told["source_id"].str.split("-").str[0]
    fold = writers.map({writer: number % 5 for number, writer in enumerate(sorted(set(writers)))})
    found = []
    for number in range(5):
        kept, left = told[fold != number].reset_index(drop=True), told[fold == number].reset_index(drop=True)
        model = train.learn_own_work(kept, "polarity")
        chances = model.probabilities(left["sentence"].tolist(), own_work.cues(left))
        found.append(left.assign(likeliest=np.array(model.labels)[chances.argmax(axis=1)], chance=chances.max(axis=1)))
    return pd.concat(found, ignore_index=True)


def macro(right: pd.Series, found: pd.Series) -> float:
    from sklearn.metrics import f1_score

    return f1_score(right, found, average="macro", labels=sorted(set(right)), zero_division=0)


def told_of(name: str, right: pd.Series, found: pd.Series) -> None:
    """Accuracy and macro-F1 of a reading, with their intervals."""
    same = right == found
    print(f"{name}: accuracy {same.mean():.3f} {between(same)}", end=", ")
    drawn = between(len(right), lambda rows: macro(right.iloc[rows], found.iloc[rows]))
    print(f"macro-F1 {macro(right, found):.3f} {drawn}")


def main() -> int:
    """Print the figures."""
    from sklearn.metrics import confusion_matrix

    args = arguments()
    written = on_the_written()
    told_of(f"{len(written)} written sentences, in folds of writers", written["polarity"], written["likeliest"])
    for least in SURE:
        judged = written[written["likeliest"].isin(JUDGED) & written["chance"].ge(least)]
        print(
            f"  judged from {least:.2f}: {len(judged)}, right in {(judged['polarity'] == judged['likeliest']).mean():.3f}"
        )

    sentences = text.sentences(sources())
    gold = labelled("own_work", "sheet_id", sentences)
    own = sentences.loc[gold["row"]].reset_index(drop=True)
    found = own_work.judgements(own)
    as_feedback = feedback.sentences(own.assign(kind="feedback", voice="coach"))
    told_of(f"{len(gold)} sentences of the example", gold["polarity"], found["likeliest"])
    told_of("  the model of client feedback on the same", gold["polarity"], as_feedback["likeliest"])
    told_of("  every sentence neutral", gold["polarity"], found["likeliest"].where(found.index < 0, "neutral"))
    labels = sorted(set(gold["polarity"]))
    print(pd.DataFrame(confusion_matrix(gold["polarity"], found["likeliest"], labels=labels), labels, labels))
    for name, polarity in (("judged", found["polarity"]), ("  as client feedback", as_feedback["polarity"])):
        for these in (JUDGED, *([one] for one in JUDGED)):
            sure = polarity.isin(these)
            right = (gold["polarity"] == polarity)[sure]
            opposite = (gold["polarity"].isin(JUDGED) & ~(gold["polarity"] == polarity))[sure].mean()
            print(
                f"{name} {' or '.join(these)}: {sure.sum()} of {len(sure)}, right in {right.mean():.3f} {between(right)}, the opposite in {opposite:.3f}"
            )

    def of_aspects(table: pd.DataFrame) -> str:
        all_of = aspects_f1(gold["aspects"], table["aspects"])
        return f"{all_of:.3f} {between(len(gold), lambda rows: aspects_f1(gold['aspects'].iloc[rows], table['aspects'].iloc[rows]))}"

    print(f"aspects, micro F1: {of_aspects(found)}; the model of client feedback {of_aspects(as_feedback)}")
    wrong = gold[gold["polarity"] != found["likeliest"]]
    for row in wrong.sample(min(args.wrong, len(wrong)), random_state=0).itertuples():
        print(f"  {row.polarity} read as {found['likeliest'][row.Index]}: {row.sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
