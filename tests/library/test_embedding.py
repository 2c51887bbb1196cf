from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.library.embedding import Embedder, open_embedder
from assistant.settings import EmbeddingSettings
from tests.library.fakes import HashingEmbedder

SENTENCES = (
    "Militias burnt the village and its granaries.",
    "Armed men set homes and food stores on fire.",
    "The council renewed the mandate of the mission for a year.",
)


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def minilm(cache_dir: Path) -> Embedder:
    return open_embedder(EmbeddingSettings(threads=1), cache_dir)


def test_real_model_gives_unit_vectors_in_which_like_meanings_are_near(minilm: Embedder) -> None:
    vectors = minilm.embed_texts(SENTENCES)
    assert vectors.shape == (3, minilm.dimension) == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_converted_model_agrees_with_sentence_transformers(
    minilm: Embedder, cache_dir: Path
) -> None:
    torch = open_embedder(EmbeddingSettings(backend="torch", threads=1), cache_dir)
    texts = [*SENTENCES, "word " * 600, "Ünïcode – 人権", "."]
    cosines = (minilm.embed_texts(texts) * torch.embed_texts(texts)).sum(axis=1)
    assert cosines.min() > 0.999
    assert torch.model_id == minilm.model_id
    assert [torch.count_tokens(text) for text in texts] == [
        minilm.count_tokens(text) for text in texts
    ]


def test_tokens_are_counted_beyond_what_the_model_reads(minilm: Embedder) -> None:
    assert minilm.count_tokens("word " * 600) == 600


def test_second_opening_needs_neither_torch_nor_the_network(
    cache_dir: Path, minilm: Embedder
) -> None:
    program = f"""
import sys
calls = []
outward = ("socket.connect", "socket.getaddrinfo", "socket.sendto")
sys.addaudithook(lambda event, _: calls.append(event) if event in outward else None)
from pathlib import Path
from assistant.library.embedding import open_embedder
from assistant.settings import EmbeddingSettings
embedder = open_embedder(EmbeddingSettings(threads=1), Path({str(cache_dir)!r}))
embedder.embed_one("a question")
print(sorted({{"torch", "transformers", "sentence_transformers"}} & set(sys.modules)))
print(calls, sys.modules["openvino_telemetry"], embedder.model_id)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines() == ["[]", f"[] None {minilm.model_id}"]


def test_weights_that_are_not_the_pinned_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"settings pin 0000.*Restore the pinned file"):
        open_embedder(EmbeddingSettings(model_sha256="0" * 64), tmp_path)


def test_weights_changed_after_they_were_checked_are_refused(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    weights = model / "model.safetensors"
    weights.write_bytes(b"first")
    cache = tmp_path / "cache"
    for moment, content in enumerate((b"first", b"other")):
        weights.write_bytes(content)
        os.utime(weights, ns=(moment, moment))  # two writes can fall into one tick of the clock
        with pytest.raises(ModelError, match="has SHA-256") as refusal:
            open_embedder(EmbeddingSettings(model_dir=model), cache)
        messages = str(refusal.value)
    assert "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa" in messages


def test_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="R2P_EMBEDDING__MODEL_DIR"):
        open_embedder(EmbeddingSettings(model_dir=tmp_path), tmp_path)


def test_order_of_texts_is_kept_though_batches_are_by_length() -> None:
    embedder = HashingEmbedder()
    texts = [f"{'word ' * (number % 7)}text{number}" for number in range(50)]
    together = embedder.embed_texts(texts)
    assert np.allclose(together, np.stack([embedder.embed_one(text) for text in texts]))


def test_question_asked_again_is_not_embedded_again() -> None:
    embedder = HashingEmbedder()
    first, again = embedder.embed_one("Who fled?"), embedder.embed_one("Who fled?")
    assert np.array_equal(first, again)
    assert embedder.embedded == ["Who fled?"]
    with pytest.raises(ValueError, match="read-only"):
        again[0] = 1.0


def test_threads_never_meet_inside_the_model() -> None:
    class Guarded(HashingEmbedder):
        busy = 0

        def _embed_batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
            self.busy += 1
            assert self.busy == 1
            result = super()._embed_batch(texts)
            self.busy -= 1
            return result

    embedder = Guarded()
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(embedder.embed_one, [f"question {n % 20}" for n in range(300)]))
    assert np.array_equal(results[0], results[20])


def test_langchain_interface_gives_plain_lists() -> None:
    embedder = HashingEmbedder()
    assert embedder.embed_documents(["a text"]) == [embedder.embed_query("a text")]
