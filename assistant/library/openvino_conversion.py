"""Converts a sentence-transformers model for OpenVINO, once; the only user of torch by default.

What the model computes, its pooling and its longest text are read from sentence-transformers;
afterwards `OpenVinoEmbedder` needs neither it nor torch. Measured on two cores: about 160
passages a second against 10 to 31 in torch, with vectors alike to a cosine of 0.9999.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError
from assistant.library.model_files import ModelFiles
from assistant.library.offline import go_offline
from assistant.library.sentence_transformer import load_encoder

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

MODEL_NAME = "model.xml"
WEIGHTS_NAME = "model.bin"
TOKENIZER_NAME = "tokenizer.json"
DESCRIPTION_NAME = "description.json"
LEAST_COSINE = 0.999  # 0.9999 was measured, in bfloat16
EXAMPLES = ("A text.", "Another, longer text.")


@dataclass(frozen=True, slots=True)
class ConvertedModel:
    """What the embedder must know of a converted model."""

    inputs: tuple[str, ...]
    """Names of the model's inputs, in order: 'input_ids', 'attention_mask', ..."""
    max_tokens: int
    pad_id: int
    pad_token: str
    dimension: int
    sizes: dict[str, int]
    """Bytes of each file, to notice one that was cut short."""


def find_or_convert(files: ModelFiles, cache_dir: Path) -> tuple[Path, ConvertedModel]:
    """Return the folder of the converted model and its description, converting when needed."""
    go_offline()
    import openvino

    version = openvino.__version__.split("-")[0]
    folder = cache_dir / f"{files.sha256[:16]}-{version}"
    if (found := _read_description(folder)) is None:
        _convert(files, folder)
        found = _read_description(folder)
        assert found is not None  # noqa: S101 - written a line above
    return folder, found


def _read_description(folder: Path) -> ConvertedModel | None:
    try:
        record = json.loads((folder / DESCRIPTION_NAME).read_text(encoding="utf-8"))
        description = ConvertedModel(**{**record, "inputs": tuple(record["inputs"])})
        whole = all(
            (folder / name).stat().st_size == size for name, size in description.sizes.items()
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return description if whole else None


def _convert(files: ModelFiles, folder: Path) -> None:
    """Write the converted model beside `folder`, then rename: it is there whole or not at all."""
    workplace = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir(parents=True)
    try:
        with _quiet():
            _write_model(files, workplace)
        shutil.rmtree(folder, ignore_errors=True)
        workplace.rename(folder)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence what tracing a model prints: deprecations, and every constant found in it."""
    from transformers.utils import logging as transformers_logging

    loggers = [logging.getLogger(name) for name in ("sentence_transformers", "transformers")]
    levels = [logger.level for logger in loggers]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _write_model(files: ModelFiles, workplace: Path) -> None:
    import openvino
    import torch
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    encoder = load_encoder(files)
    example = _inputs(encoder, EXAMPLES)
    module = _embedding_module(encoder, tuple(example))
    with torch.no_grad():
        decoder = TorchScriptPythonDecoder(module, example_input=tuple(example.values()))
    frontend = FrontEndManager().load_by_framework("pytorch")
    model = frontend.convert(frontend.load(decoder))
    if _least_cosine(encoder, module, openvino.Core().compile_model(model, "CPU")) < LEAST_COSINE:
        raise ModelError(
            f"The model in {files.folder} gives other vectors when it is converted for OpenVINO. "
            "Set R2P_EMBEDDING__BACKEND=torch to use it as it is."
        )
    # Full precision on disk; the processor's own best type is chosen when it is compiled.
    openvino.save_model(model, workplace / MODEL_NAME, compress_to_fp16=False)
    encoder.tokenizer.backend_tokenizer.save(str(workplace / TOKENIZER_NAME))
    description = ConvertedModel(
        inputs=tuple(example),
        max_tokens=int(encoder.max_seq_length or 0),
        pad_id=int(encoder.tokenizer.pad_token_id),
        pad_token=str(encoder.tokenizer.pad_token),
        dimension=int(encoder.get_embedding_dimension() or 0),
        sizes={path.name: path.stat().st_size for path in workplace.iterdir()},
    )
    (workplace / DESCRIPTION_NAME).write_text(json.dumps(asdict(description)), encoding="utf-8")


def _inputs(encoder: SentenceTransformer, texts: Sequence[str]) -> dict[str, torch.Tensor]:
    """Return the tensors that the model reads of `texts`, by name."""
    import torch

    return {
        name: value
        for name, value in encoder.preprocess(list(texts)).items()
        if isinstance(value, torch.Tensor)
    }


def _least_cosine(encoder: SentenceTransformer, module: torch.nn.Module, compiled: Any) -> float:  # noqa: ANN401
    """Compare both forms on batches of other shapes than the one that was traced.

    What tracing takes for a constant shows only then: a longest text, a mask, a position.
    """
    import torch

    cosines: list[float] = []
    for texts in (EXAMPLES, [EXAMPLES[0]], [*EXAMPLES, "word " * int(encoder.max_seq_length or 0)]):
        tensors = _inputs(encoder, texts).values()
        with torch.no_grad():
            expected = module(*tensors).numpy()
        found = compiled([tensor.numpy() for tensor in tensors])[0]
        cosines.append(float((found * expected).sum(axis=1).min()))
    return min(cosines)


def _embedding_module(encoder: SentenceTransformer, names: tuple[str, ...]) -> torch.nn.Module:
    """Wrap all of a SentenceTransformer, pooling included, as tensors in and one tensor out."""
    import torch

    class EmbeddingModule(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
            features = self.encoder(dict(zip(names, inputs, strict=True)))
            return torch.nn.functional.normalize(features["sentence_embedding"], p=2, dim=1)

    return EmbeddingModule().eval()
