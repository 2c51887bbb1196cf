"""Text to unit vectors: one interface; the fast CPU path by default, torch where asked for."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.library.indexed_text import RECIPE_VERSION
from assistant.library.model_files import ModelFiles, locate_model
from assistant.library.model_prompts import ModelPrompts
from assistant.settings import EmbeddingSettings

BATCH_SIZE = 16  # the fastest of 8, 16, 32 and 64 on two cores, with texts sorted by length
REMEMBERED_QUESTIONS = 256


class Embedder(Embeddings):
    """An embedding model as LangChain and the library use it; safe to share between threads."""

    model_id: str
    """Model, hash of its weights, and recipe of the text: what a stored vector depends on."""
    dimension: int

    def __init__(self, prompts: ModelPrompts | None = None) -> None:
        """Start with no questions remembered; `prompts` are put before what is embedded."""
        self.prompts = prompts or ModelPrompts()
        self._remembered: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    @abstractmethod
    def _embed_batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of at most `BATCH_SIZE` texts; called by one thread at a time."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """Return how many of the model's tokens `text` takes, without the marks it adds."""

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of passages or sentences, shape (len(texts), dimension)."""
        return self._embed([self.prompts.document + text for text in texts])

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, so that little is computed on padding.
        tokens = [self.count_tokens(text) for text in texts] if len(texts) > 1 else [0]
        order = sorted(range(len(texts)), key=tokens.__getitem__, reverse=True)
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            with self._lock:
                vectors[batch] = self._embed_batch([texts[index] for index in batch])
        return vectors

    def embed_one(self, text: str) -> NDArray[np.float32]:
        """Return the unit vector of a question, shape (dimension,); recent ones are remembered."""
        with self._lock:
            if text in self._remembered:
                self._remembered.move_to_end(text)
                return self._remembered[text]
        vector: NDArray[np.float32] = self._embed([self.prompts.query + text])[0]
        vector.flags.writeable = False
        with self._lock:
            self._remembered[text] = vector
            if len(self._remembered) > REMEMBERED_QUESTIONS:
                self._remembered.popitem(last=False)
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return vectors as LangChain wants them."""
        return [[float(value) for value in row] for row in self.embed_texts(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one question as LangChain wants it."""
        return [float(value) for value in self.embed_one(text)]


def open_embedder(settings: EmbeddingSettings, cache_dir: Path) -> Embedder:
    """Open the embedding model that `settings` name; `cache_dir` keeps its converted form.

    Raises:
        ModelError: the model is missing, or its weights are not the pinned ones.
    """
    files = locate_model(settings, cache_dir)
    if settings.backend == "torch":
        # Imported here: torch takes seconds to import, and the default path never needs it.
        from assistant.library.torch_embedder import TorchEmbedder

        return TorchEmbedder(files, settings.threads)
    from assistant.library.openvino_embedder import OpenVinoEmbedder

    return OpenVinoEmbedder(files, cache_dir, settings.threads)


def model_id(files: ModelFiles, prompts: ModelPrompts) -> str:
    """Return the id under which vectors of this model, text recipe and prompts are stored."""
    return f"{files.name}@{files.sha256[:12]}+text{RECIPE_VERSION}{prompts.mark}"
