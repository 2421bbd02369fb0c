"""Learn the shipped weights anew, the same bytes each time: python data/models/train.py [FOLDER OF PUBLIC SETS] [FOLDER OF model.onnx].

Without the public sets (cered-train.csv; vader-tweets.csv and vader-amazon.csv) the models of other writing stay as
they are; without the sentence model those of meaning do.
"""

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "benchmarks")]

import folds  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from threadpoolctl import threadpool_limits  # noqa: E402

from coachkit import feedback, knowledge, linear, meaning, own_work, readers, reflection, text  # noqa: E402

HERE = Path(__file__).parent
QUESTIONS = ("polarity", "aspects", "reflection")
GOLD = {"feedback": "feedback_id", "reflection": "sheet_id"}
SURE_RATING = 2.5  # a mean rating (-4 to 4) from which a text is wholly positive or negative
LEAN = {"mixed": 0.4, "negative": 0.7}  # said too often in the folds, so their odds are multiplied
WRITTEN_COUNTS = {"polarity": 0.3}  # how much a written sentence counts, where not 1
TOLD = ["sentence", "source_id", "start", "end", "fold", "count", "polarity", "aspects", "reflection"]


def of(question: str) -> str:
    """The gold file of a question."""
    return question if question == "reflection" else "feedback"


def gold(name: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences labelled by either reader (TOLD and row, the number in `sentences`), each reader counting half."""
    both = [folds.labelled(file, GOLD[name], sentences) for file in (name, f"{name}_second")]
    told = pd.concat(both, ignore_index=True).replace("none", "").rename(columns={"label": "reflection"})
    place = sentences.loc[told["row"], ["sentence", "source_id", "start", "end"]].reset_index(drop=True)
    return told.drop(columns=place.columns, errors="ignore").join(place).assign(count=0.5)


WRITTEN = {"feedback": "feedback-sentences", "reflection": "sheet-sentences", "own work": "own-work-sentences"}


def written(name: str) -> pd.DataFrame:
    """The sentences written and labelled for this purpose (TOLD), each counting once; they belong to no fold."""
    with (HERE / "written" / f"{WRITTEN[name]}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        table = pd.DataFrame(list(lines), columns=lines.fieldnames, dtype=object).astype(str)
    table = table.replace("none", "").rename(columns={"label": "reflection", "source": "source_id"})
    end = table["sentence"].str.len().add(1).groupby(table["source_id"]).cumsum()
    return table.assign(start=end - table["sentence"].str.len() - 1, end=end, fold=-1, count=1.0)


def taught(question: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """All sentences that a question is learnt from, those of the gold first; praise of a challenge is a shade of praise."""
    more = written(of(question)).assign(count=WRITTEN_COUNTS.get(question, 1.0))
    told = pd.concat([gold(of(question), sentences), more], ignore_index=True)
    if question == "polarity":
        told.loc[(told["polarity"] == "positive") & (told["challenge_as_praise"] == "yes"), "polarity"] += "/challenged"
    return told


def cues(question: str, told: pd.DataFrame, sentences: pd.DataFrame) -> np.ndarray:
    """What a reader of the question would go by in each sentence that is told; those of the gold stand in `sentences`."""
    read = READ[question]
    ours = told[told["fold"] >= 0]
    return np.vstack([read(sentences)[ours["row"].astype(int)], read(told[told["fold"] < 0])])


READ = {"polarity": feedback.read_by, "aspects": feedback.read_by, "reflection": reflection.cues}


def learn(question: str, told: pd.DataFrame, seen: np.ndarray, common: list[str]) -> linear.Linear:
    """The model of coaching prose: `told` with `seen`, its cues; `common` are unlabelled sentences."""
    return linear.learn(
        told["sentence"].tolist(),
        told[question].tolist(),
        seen,
        common,
        strength={"polarity": 3, "aspects": 2, "reflection": 5}[question],
        balanced=0.5 if question == "polarity" else 1,
        exclusive=question != "aspects",
        at_least=2,
        counts=told["count"].to_numpy(float),
        views=("words", "shape") if question == "aspects" else tuple(linear.VIEWS),
    )


def leaning(model: linear.Linear, lean: dict[str, float]) -> linear.Linear:
    """The model with the odds of some labels multiplied."""
    return replace(model, intercept=model.intercept + np.log([lean.get(shade, 1) for shade in model.shades]))


def learn_meaning(told: pd.DataFrame, vectors: np.ndarray) -> linear.Linear:
    """Reflection of sentences by what they mean, from their vectors alone. Feedback is read worse with vectors than without."""
    return linear.learn(
        told["sentence"].tolist(),
        told["reflection"].tolist(),
        vectors,
        [],
        strength=5,
        balanced=1,
        counts=told["count"].to_numpy(float),
        views=(),
    )


OWN_WORK = {"own-work": "polarity", "own-work-aspects": "aspects"}


def learn_own_work(told: pd.DataFrame, question: str) -> linear.Linear:
    """How a coach judges the own coaching ("polarity"), or what of it a sentence speaks of ("aspects"), from the written sentences alone."""
    texts, seen = told["sentence"].tolist(), (own_work if question == "polarity" else feedback).cues(told)
    exclusive = question == "polarity"
    return linear.learn(
        texts,
        told[question].tolist(),
        seen,
        texts,
        strength=2,
        balanced=0.5,
        exclusive=exclusive,
        at_least=2,
    )


def learn_ratings(ratings: pd.DataFrame) -> linear.Linear:
    """Polarity of other writing, from texts with a mean rating: each counts in part as positive, negative and neutral."""
    rating = (ratings["mean_rating"].astype(float) / SURE_RATING).clip(-1, 1).to_numpy()
    parts = {"positive": rating.clip(0), "negative": (-rating).clip(0), "neutral": 1 - np.abs(rating)}
    each = pd.concat([ratings.assign(label=label, count=part) for label, part in parts.items()], ignore_index=True)
    each = each[each["count"] > 0]
    seen = feedback.read_by(each.assign(source_id=np.arange(len(each)), start=0, voice=""))
    return linear.learn(
        each["sentence"].tolist(),
        each["label"].tolist(),
        seen,
        [],
        5,
        at_least=3,
        counts=each["count"].to_numpy(),
        views=("words", "characters"),
    )


def learn_diaries(diaries: pd.DataFrame) -> linear.Linear:
    """Reflection of other writing, from diaries; a sentence of which its two readers were sure counts more."""
    told = diaries.assign(
        source_id=[str(number) for number in diaries.index], start=0, end=diaries["sentence"].str.len()
    )
    return linear.learn(
        told["sentence"].tolist(),
        told["label"].tolist(),
        reflection.cues(told),
        [],
        2,
        at_least=3,
        counts=sureness(diaries),
        views=("words", "characters"),
    )


def sureness(diaries: pd.DataFrame) -> np.ndarray:
    """How much a sentence of the diaries counts, from what its readers said of their own certainty (1 to 7)."""
    return diaries["confidence"].map(lambda cell: (min(np.mean(json.loads(cell)), 6) / 5) ** 1.5).to_numpy(float)


def learn_kind(coaching: list[str], elsewhere: list[str]) -> linear.Linear:
    """Whether a sentence sounds like coaching prose; the practice of the example is not among what it learns from."""
    texts = coaching + elsewhere
    labels = [readers.COACHING] * len(coaching) + [readers.ELSEWHERE] * len(elsewhere)
    return linear.learn(
        texts, labels, np.zeros((len(texts), 0)), [], 5, balanced=1, at_least=3, views=("words", "characters")
    )


def public(folder: Path, name: str) -> pd.DataFrame:
    """A public set, its text as `sentence`."""
    table = pd.read_csv(next(folder.rglob(name)), keep_default_na=False)
    return table.rename(columns={"text": "sentence"}).astype({"sentence": "str"})


def ratings(folder: Path) -> pd.DataFrame:
    """The rated texts of both public sets, with the set's name."""
    sets = [public(folder, f"vader-{name}.csv").assign(set=name) for name in ("tweets", "amazon")]
    return pd.concat(sets, ignore_index=True)


def examples(model: Path) -> None:
    """Write the vectors of the examples of criteria, in the form that a practice keeps its own in."""
    kept = meaning.EXAMPLES
    kept.unlink(missing_ok=True)
    cues = pd.concat([knowledge.read_cues(path.stem) for path in sorted((ROOT / "data" / "frameworks").glob("*.csv"))])
    known = meaning.Meaning(model)
    known.vectors(cues["sentence"].tolist())
    meaning.write(kept, known.known)


def main(public_sets: str = "", model: str = "") -> None:
    """Write the models beside this script."""
    sentences = text.sentences(folds.sources())
    told = {question: taught(question, sentences) for question in QUESTIONS}
    meant = meaning.find(model or meaning.AUTOMATIC, Path())[0]
    for question in QUESTIONS:
        seen = cues(question, told[question], sentences)
        own = learn(question, told[question], seen, sentences["sentence"].tolist())
        leaning(own, LEAN if question == "polarity" else {}).save(HERE / f"{question}.npz")
        if meant and question == "reflection":
            vectors = meaning.Meaning(meant.model).vectors(told[question]["sentence"].tolist())
            learn_meaning(told[question], vectors).save(HERE / "reflection-meaning.npz")
    if meant:
        examples(meant.model)
    for name, question in OWN_WORK.items():
        learn_own_work(written("own work"), question).save(HERE / f"{name}.npz")
    if public_sets:
        rated, diaries = ratings(Path(public_sets)), public(Path(public_sets), "cered-train.csv")
        learn_ratings(rated).save(HERE / "polarity-elsewhere.npz")
        learn_diaries(diaries).save(HERE / "reflection-elsewhere.npz")
        if meant:
            told = diaries.assign(reflection=diaries["label"], count=sureness(diaries))
            vectors = meaning.Meaning(meant.model).vectors(told["sentence"].tolist())
            learn_meaning(told, vectors).save(HERE / "reflection-elsewhere-meaning.npz")
        coaching = [sentence for name in GOLD for sentence in written(name)["sentence"]]
        learn_kind(coaching, [*rated["sentence"], *diaries["sentence"]]).save(HERE / "kind.npz")


if __name__ == "__main__":
    with threadpool_limits(1):  # sums of several threads differ in their last digits from one computer to the next
        main(*sys.argv[1:])
