"""Fit the weights that tell what a question asks of the editions, and measure them.

`python -m evals.reader_training.asks` fits them to the dev half, writes them beside the product's
code and prints how each kind comes out in cross-validation. `--held-out` asks the other half.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import StratifiedKFold  # type: ignore[import-untyped]

from assistant.answering.question.ask_features import ask_features
from assistant.answering.question.ask_masking import masked
from assistant.answering.question.ask_recognising import (
    PACKAGED_WEIGHTS,
    AskWeights,
    chosen,
    packaged_weights,
)
from assistant.answering.question.edition_asks import EditionAsk, edition_ask
from assistant.library.embedding import Embedder, open_embedder
from assistant.settings import EmbeddingSettings
from evals.reader_training.ask_examples import AskExample, fact_questions, phrasings
from evals.reader_training.ask_report import ask_report

_DATASETS = Path(__file__).resolve().parents[1] / "datasets"
_KINDS = (None, *EditionAsk)
_MEANING_SCALE = 3.0
_FEATURE_SCALE = 0.5
_INVERSE_PENALTY = 10.0
_FOLDS = 5
_SEED = 1


def main() -> int:
    """Fit and write the weights, or measure those that are packaged on the held-out half."""
    given = _parser().parse_args()
    embedder = open_embedder(EmbeddingSettings(), given.models)
    if given.held_out:
        examples = phrasings(_DATASETS, "held_out")
        chances = _asked(packaged_weights(), _inputs(embedder, examples))
    else:
        examples = [*phrasings(_DATASETS, "dev"), *fact_questions(_DATASETS)]
        inputs = _inputs(embedder, examples)
        chances = _cross_validated(inputs, examples)
        _write(_fitted(inputs, examples, embedder.model_id.split("+")[0]))
    found = [chosen(each.scope, row) for each, row in zip(examples, chances, strict=True)]
    before = [edition_ask(each.scope) for each in examples]
    print(ask_report(examples, before, found))
    return 0


def _inputs(embedder: Embedder, examples: Sequence[AskExample]) -> NDArray[np.float32]:
    """Return vectors and features of each question side by side, each as the product has them."""
    return np.stack(
        [
            np.concatenate(
                [embedder.embed_one(masked(each.scope.question)), ask_features(each.scope)]
            )
            for each in examples
        ]
    )


def _fitted(
    inputs: NDArray[np.float32], examples: Sequence[AskExample], model_id: str
) -> AskWeights:
    dimension = 384
    scales = np.full(inputs.shape[1], _FEATURE_SCALE, dtype=np.float32)
    scales[:dimension] = _MEANING_SCALE
    kinds = [_KINDS.index(each.ask) for each in examples]
    model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=2000)
    model.fit(inputs * scales, kinds)
    weights = (model.coef_ * scales).astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    return AskWeights(model_id, weights[:, :dimension], weights[:, dimension:], bias)


def _cross_validated(
    inputs: NDArray[np.float32], examples: Sequence[AskExample]
) -> NDArray[np.float32]:
    """Return the probabilities of each example by weights fitted without its fold."""
    strata = [f"{each.is_phrasing} {each.ask if each.is_phrasing else ''}" for each in examples]
    chances = np.empty((len(examples), len(_KINDS)), dtype=np.float32)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    for kept, asked in folds.split(inputs, strata):
        weights = _fitted(inputs[kept], [examples[at] for at in kept], "")
        chances[asked] = _asked(weights, inputs[asked])
    return chances


def _asked(weights: AskWeights, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    at = weights.of_meaning.shape[1]
    return np.stack([weights.probabilities(row[:at], row[at:]) for row in inputs])


def _write(weights: AskWeights) -> None:
    tensors = {
        "of_meaning": np.ascontiguousarray(weights.of_meaning),
        "of_features": np.ascontiguousarray(weights.of_features),
        "bias": weights.bias,
    }
    save_file(tensors, PACKAGED_WEIGHTS, metadata={"model_id": weights.model_id})
    print(f"Wrote {PACKAGED_WEIGHTS.name} ({PACKAGED_WEIGHTS.stat().st_size} bytes).")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--held-out", action="store_true", help="Measure the packaged weights.")
    parser.add_argument("--models", type=Path, default=Path("build/models"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
