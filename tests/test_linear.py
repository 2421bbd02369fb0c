"""Linear models of short texts: shades of a label, and what is kept of a model."""

import numpy as np
import pytest

from coachkit import linear

TEXTS = ["kind and warm", "warm and kind", "you pushed me", "pushed hard", "late again", "late and lost"]
SHADES = ["positive", "positive", "positive/pushed", "positive/pushed", "negative", "negative"]


@pytest.fixture
def model():
    return linear.learn(TEXTS, SHADES, np.zeros((6, 0)), [], strength=10)


def test_the_shades_of_a_label_add_up_to_it(model):
    assert model.shades == ("negative", "positive", "positive/pushed")
    assert model.labels == ("negative", "positive")
    chances = model.probabilities(["kind", "pushed", "late"], np.zeros((3, 0)))
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    assert chances.argmax(axis=1).tolist() == [1, 1, 0]


def test_the_words_of_every_shade_tell_for_the_label(model):
    assert sorted(model.telling_words("they pushed and were warm", "positive")) == ["pushed", "warm"]
    assert model.telling_words("they pushed and were warm", "negative") == []


def test_a_model_is_read_as_it_was_written(model, tmp_path):
    model.save(tmp_path / "model.npz")
    kept = linear.load(tmp_path / "model.npz")
    assert (kept.shades, kept.labels) == (model.shades, model.labels)
    texts, none = ["kind but late", "pushed"], np.zeros((2, 0))
    np.testing.assert_allclose(kept.probabilities(texts, none), model.probabilities(texts, none), atol=1e-2)


def test_balance_raises_a_rare_label():
    texts, labels = [*TEXTS, "late and kind"], ["often"] * 6 + ["rare"]
    plain, even = (
        linear.learn(texts, labels, np.zeros((7, 0)), [], strength=1, balanced=share) for share in (0.0, 1.0)
    )
    asked = (["late and kind"], np.zeros((1, 0)))
    assert even.probabilities(*asked)[0, 1] > plain.probabilities(*asked)[0, 1]
