"""Checks the reader's artifact, folds it into MiniLM, and converts both for OpenVINO, once."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ModelError
from assistant.library.model_files import ModelFiles, locate_model
from assistant.library.offline import go_offline
from assistant.library.openvino_conversion import MODEL_NAME, WEIGHTS_NAME
from assistant.settings import EmbeddingSettings

if TYPE_CHECKING:
    from assistant.answering.reading.cross_encoder_model import ReaderModel

PACKAGED_READER = Path(__file__).parent / "models" / "reader.safetensors"
READER_SHA256 = "bee8e8ba5afb157a2764b95d106aaef96f4d50588bfe3c5fa0803d3567c841a6"
"""Of the artifact; `python -m evals.reader_training` prints it."""
SIZES_NAME = "sizes.json"
MOST_DIFFERENCE = 0.3
"""Largest difference of a converted logit: a processor may compute in 16 bits."""


@dataclass(frozen=True, slots=True)
class ReaderFiles:
    """The checked artifact and the checked model that it changes."""

    artifact: Path
    minilm: ModelFiles

    @property
    def key(self) -> str:
        """Name of what both make together."""
        return f"reader-{READER_SHA256[:12]}-{self.minilm.sha256[:12]}"


def locate_reader(artifact: Path, cache_dir: Path) -> ReaderFiles:
    """Return the artifact and the packaged MiniLM, both checked.

    Raises:
        ModelError: one of them is missing, or not the pinned one.
    """
    try:
        found = hashlib.sha256(artifact.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(
            f"The embedded reader cannot be read at {artifact}: {error}. Install the package again."
        ) from error
    if found != READER_SHA256:
        raise ModelError(
            f"The embedded reader {artifact} has SHA-256 {found}, but {READER_SHA256} is pinned. "
            "Install the package again."
        )
    # The settings may name another model for search; the adapters fit the packaged one only.
    return ReaderFiles(artifact, locate_model(EmbeddingSettings(), cache_dir))


def load_merged(files: ReaderFiles) -> ReaderModel:
    """Load MiniLM in torch with the adapters folded in; imports torch."""
    go_offline()
    from safetensors.torch import load_file

    from assistant.answering.reading.cross_encoder_model import ReaderModel

    trained = load_file(files.artifact)
    rank = next(tensor.shape[0] for name, tensor in trained.items() if name.endswith(".down"))
    with _quiet():
        model = ReaderModel(files.minilm.folder, rank).eval()
    model.load_trained(trained)
    model.merge()
    return model


def find_or_convert_reader(files: ReaderFiles, cache_dir: Path) -> Path:
    """Return the folder of the converted reader, converting when `cache_dir` has none yet."""
    go_offline()
    import openvino

    folder = cache_dir / f"{files.key}-{openvino.__version__.split('-')[0]}"
    if _is_whole(folder):
        return folder
    # Written beside its place, then renamed: it is there whole or not at all.
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
    return folder


def _is_whole(folder: Path) -> bool:
    try:
        sizes = json.loads((folder / SIZES_NAME).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def _write_model(files: ReaderFiles, workplace: Path) -> None:
    import openvino
    import torch
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    reader = load_merged(files)

    module = reader.eval()
    ids = torch.tensor([[101, 2040, 2741, 102, 1996, 2473, 102], [101, 2043, 102, 2651, 102, 0, 0]])
    example = (ids, (ids > 0).long(), torch.tensor([[0] * 4 + [1] * 3, [0] * 3 + [1] * 4]))
    with torch.no_grad():
        expected = module(*example)[0].numpy()
        decoder = TorchScriptPythonDecoder(module, example_input=example)
    frontend = FrontEndManager().load_by_framework("pytorch")
    model = frontend.convert(frontend.load(decoder))
    openvino.save_model(model, workplace / MODEL_NAME, compress_to_fp16=False)
    found = openvino.Core().compile_model(model, "CPU")([each.numpy() for each in example])[0]
    read = example[1].numpy() > 0
    if abs(found - expected)[read].max() > MOST_DIFFERENCE:
        raise ModelError(
            "The embedded reader gives other scores when it is converted for OpenVINO. "
            "Set R2P_EMBEDDING__BACKEND=torch to use it as it is."
        )
    sizes = {name: (workplace / name).stat().st_size for name in (MODEL_NAME, WEIGHTS_NAME)}
    (workplace / SIZES_NAME).write_text(json.dumps(sizes), encoding="utf-8")


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence what loading and tracing a model prints."""
    from transformers.utils import logging as transformers_logging

    logger = logging.getLogger("transformers")
    level = logger.level
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        logger.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
