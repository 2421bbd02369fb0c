"""Sentences as vectors: which model is used, that the same text has the same vector, and what is remembered."""

import importlib.util
import shutil
import socket

import numpy as np
import pytest

from coachkit import meaning, read_practice
from coachkit.results import Results

SENTENCES = [
    "I let the silence run.",
    "Nobody spoke for a minute, and neither did I.",
    "The invoice went to the wrong box.",
]


@pytest.fixture
def model(tmp_path):
    found, said = meaning.find("auto", tmp_path)
    assert found, said
    return found


def missing(monkeypatch, *names: str) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in names else find(name))


def test_the_installed_model_is_used_and_named(tmp_path):
    found, said = meaning.find("", tmp_path)
    assert found.model.name == "model.onnx"
    assert said == (
        "Reflection labels, intentions and passages for criteria are read by their words and by sentence embeddings of "
        "all-MiniLM-L6-v2 (int8), "
        "on this computer; feedback and themes by their words alone."
    )


@pytest.mark.parametrize(
    ("lacking", "setting", "why"),
    [
        ((), "off", 'semantic = "off"'),
        (("onnxruntime",), "auto", "onnxruntime not installed"),
        ((meaning.PACKAGE,), "auto", "no model is installed or named"),
        ((), "nowhere", "no model.onnx in the folder"),
    ],
)
def test_without_a_model_words_alone_are_read_and_it_is_said_why(monkeypatch, tmp_path, lacking, setting, why):
    missing(monkeypatch, *lacking)
    found, said = meaning.find(setting, tmp_path)
    assert found is None
    assert said.startswith("Sentences are read by their words alone: ")
    assert why in said


def test_another_model_is_never_run(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.onnx").write_bytes(b"another")
    found, said = meaning.find("mine", tmp_path)
    assert found is None
    assert "SHA-256" in said
    assert meaning.SHA256 in meaning.fault("mine", tmp_path)[1]


def test_a_folder_that_is_named_for_a_model_is_checked_with_the_records(tmp_path):
    (tmp_path / "practice.toml").write_text('semantic = "models"\n', encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(
        "contact_id,date,client_id,minutes\nK001,2025-01-06,C01,60\n", encoding="utf-8"
    )
    practice = read_practice(tmp_path)
    problems = practice.problems
    assert problems.loc[problems["column"] == "semantic", "problem"].tolist() == ["names a folder without model.onnx"]
    assert Results(practice).meaning is None


def test_a_text_has_the_same_vector_alone_and_in_company(model):
    together = model.vectors(SENTENCES)
    assert together.shape == (3, meaning.WIDTH)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    for number, text in enumerate(SENTENCES):
        np.testing.assert_array_equal(meaning.Meaning(model.model).vectors([text])[0], together[number])
    assert together[0] @ together[1] > together[0] @ together[2]


def test_no_text_and_an_empty_one(model):
    assert model.vectors([]).shape == (0, meaning.WIDTH)
    assert np.isfinite(model.vectors([""])).all()


def test_ids_of_clients_and_firms_are_not_read(model):
    one, other = model.vectors(["C01 of O01 laughed.", "C14 of O07 laughed."])
    np.testing.assert_array_equal(one, other)


def test_vectors_are_remembered_by_hash_and_not_computed_again(model, monkeypatch):
    first = model.vectors(SENTENCES)
    kept = model.kept.read_bytes()
    assert not any(text.encode() in kept for text in SENTENCES)
    again = meaning.Meaning(model.model, model.kept)
    monkeypatch.setattr(meaning.Meaning, "_vector", lambda *_: pytest.fail("computed again"))
    np.testing.assert_array_equal(again.vectors(SENTENCES), first)


def test_what_is_remembered_lies_in_a_cache_that_git_leaves_alone_and_may_be_deleted(model, tmp_path):
    first = model.vectors(SENTENCES)
    cache = tmp_path / ".cache"
    assert model.kept == cache / "meaning.npz"
    assert (cache / ".gitignore").read_text("utf-8") == "*\n"
    assert not (tmp_path / "private").exists()
    shutil.rmtree(cache)
    np.testing.assert_array_equal(meaning.Meaning(model.model, model.kept).vectors(SENTENCES), first)
    assert model.kept.exists()


@pytest.mark.parametrize("torn", [b"", b"PK\x03\x04 torn", None])
def test_a_torn_file_of_vectors_is_made_again(model, torn):
    first = model.vectors(SENTENCES)
    kept = model.kept.read_bytes()
    model.kept.write_bytes(kept[: len(kept) // 2] if torn is None else torn)
    np.testing.assert_array_equal(meaning.Meaning(model.model, model.kept).vectors(SENTENCES), first)
    assert len(model.kept.read_bytes()) == len(kept)
    assert sorted(path.name for path in model.kept.parent.iterdir()) == [".gitignore", "meaning.npz"]


def test_a_folder_that_cannot_be_written_to_is_left_as_it_is(model, tmp_path):
    file = tmp_path / "file"
    file.write_text("in the way")
    blocked = meaning.Meaning(model.model, file / meaning.CACHE / "meaning.npz")
    assert blocked.vectors(SENTENCES).shape == (3, meaning.WIDTH)


def test_nothing_is_asked_of_a_network(model, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("connected"))
    assert model.vectors(["A sentence that nobody has read before."]).any()
