"""Fit how surely a sentence corrects what a question takes for granted.

`python -m evals.reader_training.premise_weighing --libraries DIR... --documents DIR... [--test]`

The libraries hold the documents that our questions are on. Fitted on the development half of the
false premises (by a hash of the id), the development half of `premise_questions.jsonl`, all
answerable and unanswerable questions, and questions that were made wrong. Listwise with a null
option at odds 0, as the reader's own weights. The thresholds are those at which few answerable
questions, judged by weights fitted without them, would be corrected. `--test` asks the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from assistant.answering.premises.asking_forms import AskingForm
from assistant.answering.premises.correcting import Entails
from assistant.answering.premises.likely_correction import (
    SENTENCES_READ,
    SURELY_ANSWERED,
    UNLIKELY,
    states_something,
    with_entailment,
)
from assistant.answering.premises.weighing import READ, SKIMMED, WEIGHTS_FILE, odds, product
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.settings import load_settings
from evals.reader_training.premise_material import UNANSWERED, Asked, read_material

FOLDS = 5
SHRINKAGE = 0.02
MOST_FALSE_ALARMS = {"presupposes": 0.05, "whether": 0.05, "asks": 0.005}
"""Share of the answerable questions of each form that may be corrected; the fewest state much."""
_WEIGHT = {"false_premise": 3.0, "true_premise": 3.0, "corrupted": 0.5}

Fitted = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the odds of its likeliest sentence, and whether that one is right."""

    asked: Asked
    odds: float
    is_right: bool


def main() -> int:
    """Fit, print what the fit is worth, and write the weights where asked."""
    given = _parser().parse_args()
    torch.set_num_threads(1)
    documents = {p.name: p for root in given.documents for p in root.rglob("*") if p.is_file()}
    material = [each for folder in given.libraries for each in read_material(folder, documents)]
    encoder = open_cross_encoder(load_settings().embedding, given.libraries[0] / "models")

    def entails(text: str, statement: str) -> tuple[float, float, float]:
        found = encoder.support([(text, statement)])[0]
        return found.entailment, found.neutral, found.contradiction

    ours = [each for each in material if not each.is_test]
    skim = fit(ours, SKIMMED)
    ours = [shortlisted(each, skim, entails) for each in ours]
    judged = judged_by_folds(ours)
    read = fit(ours, READ)
    least = {form.value: least_odds(judged, form) for form in AskingForm}
    print(f"{len(ours)} questions; development, by weights fitted without each fold:")
    print(report(judged, least))
    if given.test:
        tested = [shortlisted(each, skim, entails) for each in material if each.is_test]
        print("test:\n" + report([judged_with(each, read) for each in tested], least))
    if given.write:
        stored = {"skim": _rounded(skim), "read": _rounded(read), "least": _rounded(least)}
        WEIGHTS_FILE.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    return 0


def shortlisted(asked: Asked, skim: Mapping[str, float], entails: Entails) -> Asked:
    """Return the question with the sentences that the assistant would read, read."""
    ranked = sorted(
        zip(asked.alignments, asked.is_right, strict=True),
        key=lambda pair: -odds(skim, pair[0].signals),
    )
    kept = [pair for pair in ranked[:SENTENCES_READ] if odds(skim, pair[0].signals) > UNLIKELY]
    return replace(
        asked,
        alignments=tuple(with_entailment(each, asked.assertion, entails) for each, _ in kept),
        is_right=tuple(is_right for _, is_right in kept),
    )


def fit(material: Sequence[Asked], names: Sequence[str]) -> Fitted:
    """Return weights and bias that make the correcting sentence, or null, likeliest."""
    usable = [each for each in material if each.alignments and _is_usable(each)]
    rows = torch.tensor(
        [[product(name, a.signals) for name in names] for each in usable for a in each.alignments],
        dtype=torch.float64,
    )
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    rows = (rows - mean) / spread
    right = torch.tensor([is_right for each in usable for is_right in each.is_right])
    counts = torch.tensor([len(each.alignments) for each in usable])
    of = torch.repeat_interleave(torch.arange(len(usable)), counts)
    importance = torch.tensor([_WEIGHT.get(each.kind, 1.0) for each in usable], dtype=torch.float64)
    has_right = torch.tensor([any(each.is_right) for each in usable])
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        shares = torch.exp((rows @ weights + bias).clamp(-30, 30))
        nothing = shares.new_zeros(len(usable))
        whole = nothing.index_add(0, of, shares) + 1
        corrected = nothing.index_add(0, of[right], shares[right])
        won = torch.where(has_right, torch.log(corrected + 1e-12), nothing) - torch.log(whole)
        total = SHRINKAGE * (weights**2).mean() - (importance * won).sum() / importance.sum()
        torch.autograd.backward(total)
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    plain = (weights.detach() / spread).tolist()
    shift = float(bias.detach()) - sum(w * m for w, m in zip(plain, mean.tolist(), strict=True))
    return {"bias": shift, **dict(zip(names, plain, strict=True))}


def _is_usable(asked: Asked) -> bool:
    """A wrong question whose correcting sentence was not found teaches nothing."""
    return any(asked.is_right) or asked.kind not in ("false_premise", "corrupted")


def judged_by_folds(material: Sequence[Asked]) -> list[Judged]:
    """Judge each question by weights fitted without it and what was made of it."""
    judged = []
    for fold in range(FOLDS):
        weights = fit([each for each in material if _fold(each) != fold], READ)
        judged += [judged_with(each, weights) for each in material if _fold(each) == fold]
    return judged


def _fold(asked: Asked) -> int:
    return int(hashlib.md5(asked.id.split()[0].encode()).hexdigest(), 16) % FOLDS  # noqa: S324


def judged_with(asked: Asked, weights: Mapping[str, float]) -> Judged:
    """Judge one question."""
    found = [
        Judged(asked, odds(weights, each.signals), is_right)
        for each, is_right in zip(asked.alignments, asked.is_right, strict=True)
    ]
    best = max(found, key=lambda each: each.odds, default=None)
    is_answered = any(each.signals["answered"] > SURELY_ANSWERED for each in asked.alignments)
    if best is None or is_answered or not states_something(asked.assertion):
        return Judged(asked, float("-inf"), False)
    return best


def least_odds(judged: Sequence[Judged], form: AskingForm) -> float:
    """Return the odds that no more than the share allowed of true questions reach."""
    true = sorted(e.odds for e in judged if e.asked.assertion.form is form and _is_true(e.asked))
    return max(true[len(true) - 1 - int(MOST_FALSE_ALARMS[form.value] * len(true))], -1.0) + 1e-3


def _is_true(asked: Asked) -> bool:
    return asked.kind not in UNANSWERED and asked.kind != "corrupted"


def report(judged: Sequence[Judged], least: Mapping[str, float]) -> str:
    """Return for each group of questions how many are corrected, and how many rightly."""
    kinds: dict[str, Callable[[Asked], bool]] = {
        "false premises": lambda e: e.kind == "false_premise" and not e.id.startswith("premise"),
        "premise questions, false": lambda e: e.id.startswith("premise-false"),
        "premise questions, true": lambda e: e.kind == "true_premise",
        "answerable": lambda e: _is_true(e) and e.kind != "true_premise",
        "unanswerable": lambda e: e.kind == "unanswerable",
        "made wrong": lambda e: e.kind == "corrupted",
    }
    lines = []
    for name, is_of in kinds.items():
        group = [each for each in judged if is_of(each.asked)]
        made = [each for each in group if each.odds >= least[each.asked.assertion.form.value]]
        forms = Counter(each.asked.assertion.form.value for each in made)
        right = sum(each.is_right for each in made)
        lines.append(f"  {name}: {len(made)} of {len(group)}, {right} rightly; {dict(forms)}")
    return "\n".join(lines)


def _rounded(weights: Mapping[str, float]) -> Fitted:
    return {name: round(value, 3) for name, value in weights.items()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--libraries", type=Path, nargs="+", required=True)
    parser.add_argument("--documents", type=Path, nargs="+", required=True)
    parser.add_argument("--test", action="store_true", help="Ask the test half, too.")
    parser.add_argument("--write", action="store_true", help=f"Write {WEIGHTS_FILE.name}.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
