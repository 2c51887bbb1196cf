"""The portable path: sentence-transformers on torch, for machines that OpenVINO does not serve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.library.embedding import BATCH_SIZE, Embedder, model_id
from assistant.library.model_files import ModelFiles
from assistant.library.model_prompts import read_prompts
from assistant.library.offline import go_offline
from assistant.library.sentence_transformer import load_encoder


class TorchEmbedder(Embedder):
    """Embeds with sentence-transformers as it comes."""

    def __init__(self, files: ModelFiles, threads: int) -> None:
        """Load the model."""
        super().__init__(read_prompts(files.folder))
        go_offline()
        import torch

        # Two torch threads that wait for each other on a busy two-core machine are slower than one.
        torch.set_num_threads(max(1, threads // 2))
        self._encoder = load_encoder(files)
        self.model_id = model_id(files, self.prompts)
        self.dimension = int(self._encoder.get_embedding_dimension() or 0)

    def count_tokens(self, text: str) -> int:
        """Return how many of the model's tokens `text` takes, without the marks it adds."""
        with self._lock:
            return len(self._encoder.tokenizer.tokenize(text))

    def _embed_batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(
            self._encoder.encode(
                list(texts),
                prompt="",  # ours stands before the texts already
                batch_size=BATCH_SIZE,
                normalize_embeddings=True,
                show_progress_bar=False,
            ),
            dtype=np.float32,
        )
