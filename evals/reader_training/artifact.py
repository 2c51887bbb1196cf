"""Writes what training changed: adapters and head in half precision, and how to load them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import save

from assistant.answering.reading.cross_encoder_model import ADAPTER_SCALE, ReaderModel
from evals.reader_training.recipes import Recipe

ARTIFACT_NAME = "reader.safetensors"
CONFIG_NAME = "reader.json"


@dataclass(frozen=True, slots=True)
class Written:
    """The artifact as it lies on disk."""

    path: Path
    size_bytes: int
    sha256: str


def write_artifact(
    model: ReaderModel, recipe: Recipe, started_from: str | None, folder: Path
) -> Written:
    """Write `reader.safetensors` and `reader.json` into `folder`."""
    tensors = {
        name: tensor.to(torch.float16).contiguous()
        for name, tensor in model.trained_state().items()
    }
    stored = save(tensors)
    path = folder / ARTIFACT_NAME
    path.write_bytes(stored)
    sha256 = hashlib.sha256(stored).hexdigest()
    config = {
        "rank": recipe.rank,
        "adapter_scale": ADAPTER_SCALE,
        "sha256": sha256,
        "started_from": started_from,
        "recipe": asdict(recipe),
    }
    text = json.dumps(config, indent=2) + "\n"
    (folder / CONFIG_NAME).write_text(text, encoding="utf-8")
    return Written(path, len(stored), sha256)
