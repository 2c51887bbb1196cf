"""Fit how the reader's signals are weighed, and how its odds become a probability.

`python -m evals.reader_training.weighing --corpus-library DIR --samples-library DIR [--write]`

Both folders are libraries into which the shared corpus, and the sample briefings, were ingested.
Fitted on the development half of the corpus questions and on those sample questions that never
trained the reader; the held-out half is not opened. Listwise with a null option at odds 0, as the
reader itself is trained; the probability by logistic regression on odds from sixfold fitting
(Platt, 1999).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from assistant.answering.reading.reader import WEIGHTS_FILE
from evals.reader_training.signals_read import NAMES, Read, read_corpus_cases, read_sample_questions

FOLDS = 6
SHRINKAGE = 0.02
READINGS = ("reading", "passage_reading")
_SKIMMED = [number for number, name in enumerate(NAMES) if name not in READINGS]
_ALL = list(range(len(NAMES)))

Fitted = tuple[torch.Tensor, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Lead:
    """The odds of the likeliest sentence of a question, and whether it answers."""

    odds: float
    is_right: bool
    is_answerable: bool


def main() -> int:
    """Fit, print what the fit is worth, and write the weights where asked."""
    given = _parser().parse_args()
    torch.set_num_threads(1)
    asked = list(read_corpus_cases(given.corpus_library))
    samples = list(read_sample_questions(given.samples_library))
    leads = leads_by_folds([*asked, *samples])
    slope, shift = calibrated(leads)
    skim, read = fit([*asked, *samples], _SKIMMED), fit([*asked, *samples], _ALL)
    threshold = best_threshold(leads, slope, shift)
    answerable = [lead for lead in leads if lead.is_answerable]
    print(f"{len(asked)} corpus and {len(samples)} sample questions, {len(leads)} in folds")
    print(f"lead right {sum(lead.is_right for lead in answerable) / len(answerable):.3f}")
    print(f"probability = sigmoid({slope:.3f} odds + {shift:.3f}); threshold {threshold:.2f}")
    weights = {
        "skim": _named(skim, _SKIMMED),
        "read": _named(read, _ALL),
        "slope": round(slope, 4),
        "shift": round(shift, 4),
    }
    print(json.dumps(weights, indent=2))
    if given.write:
        WEIGHTS_FILE.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    return 0


def fit(asked: Sequence[Read], columns: Sequence[int]) -> Fitted:
    """Return weights and bias that make the answering sentence, or null, likeliest."""
    weights = torch.zeros(len(columns), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")
    usable = [each for each in asked if each.answers.any() or not each.is_answerable]

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = SHRINKAGE * (weights**2).mean()
        for each in usable:
            odds = each.signals[:, columns] @ weights + bias
            whole = torch.logsumexp(torch.cat([odds, odds.new_zeros(1)]), 0)
            right = torch.logsumexp(odds[each.answers], 0) if each.answers.any() else 0.0
            total = total + (whole - right) / len(usable)
        torch.autograd.backward(total)
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return weights.detach(), bias.detach()


def leads_by_folds(asked: Sequence[Read]) -> list[Lead]:
    """Return the lead of each question, by weights fitted without it."""
    leads = []
    for fold in range(FOLDS):
        kept = [each for number, each in enumerate(asked) if number % FOLDS != fold]
        weights, bias = fit(kept, _ALL)
        for each in asked[fold::FOLDS]:
            odds = each.signals @ weights + bias
            best = int(odds.argmax())
            leads.append(Lead(float(odds[best]), bool(each.answers[best]), each.is_answerable))
    return leads


def calibrated(leads: Sequence[Lead]) -> tuple[float, float]:
    """Return slope and shift of the logistic regression of right leads on their odds."""
    odds = torch.tensor([lead.odds for lead in leads], dtype=torch.float64)
    right = torch.tensor([float(lead.is_right) for lead in leads], dtype=torch.float64)
    line = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        missed = torch.nn.functional.binary_cross_entropy_with_logits(
            line[0] * odds + line[1], right
        )
        torch.autograd.backward(missed)
        return missed

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    slope, shift = line.detach().tolist()
    return slope, shift


def best_threshold(leads: Sequence[Lead], slope: float, shift: float) -> float:
    """Return the probability below which refusing is right most often, over all questions."""
    pairs = [
        (float(torch.sigmoid(torch.tensor(slope * lead.odds + shift))), lead.is_answerable)
        for lead in leads
    ]
    grid = [number / 100 for number in range(5, 80)]
    return max(grid, key=lambda cut: sum((share >= cut) is asks for share, asks in pairs))


def _named(fitted: Fitted, columns: Sequence[int]) -> dict[str, float]:
    weights, bias = fitted
    named = {NAMES[column]: round(float(w), 3) for column, w in zip(columns, weights, strict=True)}
    return {"bias": round(float(bias), 3), **named}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus-library", type=Path, required=True)
    parser.add_argument("--samples-library", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help=f"Write {WEIGHTS_FILE.name}.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
