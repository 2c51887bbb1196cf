"""Opens the reader on the fast CPU path, or in torch where the settings say so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder import CrossEncoder, Floats, Forward, Integers
from assistant.answering.reading.cross_encoder_conversion import (
    PACKAGED_READER,
    ReaderFiles,
    find_or_convert_reader,
    load_merged,
    locate_reader,
)
from assistant.library.openvino_conversion import MODEL_NAME
from assistant.settings import EmbeddingSettings


def open_cross_encoder(
    settings: EmbeddingSettings, cache_dir: Path, artifact: Path = PACKAGED_READER
) -> CrossEncoder:
    """Open the reader; `cache_dir` keeps its converted form, so that only the first time is slow.

    It always reads with the packaged MiniLM, whatever model the settings name for search.

    Raises:
        ModelError: the reader or MiniLM is missing, or not the pinned one.
    """
    files = locate_reader(artifact, cache_dir)
    tokenizer = Tokenizer.from_file(str(files.minilm.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    if settings.backend == "torch":
        return CrossEncoder(_torch_forward(files, settings.threads), tokenizer)
    return CrossEncoder(_openvino_forward(files, cache_dir, settings.threads), tokenizer)


def _openvino_forward(files: ReaderFiles, cache_dir: Path, threads: int) -> Forward:
    folder = find_or_convert_reader(files, cache_dir)
    import openvino

    model = openvino.Core().compile_model(
        str(folder / MODEL_NAME),
        "CPU",
        {"INFERENCE_NUM_THREADS": str(threads), "PERFORMANCE_HINT": "LATENCY"},
    )

    def forward(ids: Integers, mask: Integers, types: Integers) -> tuple[Floats, Floats]:
        made = model([ids, mask, types])
        # Copies: the next call writes into the same memory.
        return np.array(made[0], dtype=np.float32), np.array(made[1], dtype=np.float32)

    return forward


def _torch_forward(files: ReaderFiles, threads: int) -> Forward:
    import torch

    torch.set_num_threads(threads)
    model = load_merged(files)

    def forward(ids: Integers, mask: Integers, types: Integers) -> tuple[Floats, Floats]:
        with torch.inference_mode():
            tokens, judged = model(*(torch.from_numpy(array) for array in (ids, mask, types)))
            return tokens.numpy(), judged.numpy()

    return forward
