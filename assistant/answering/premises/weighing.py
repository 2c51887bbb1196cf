"""How surely a sentence corrects a question: logistic weights over the signals of an alignment.

The weights stand in `weights.json`; `evals.reader_training.premise_weighing` fits and writes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from assistant.answering.premises.asking_forms import AskingForm

WEIGHTS_FILE = Path(__file__).parent / "weights.json"
SKIMMED = (
    *"shared shared_near behind held slots_held opposite denied answers similar supported".split(),
    *"answered answerable slots terms clash other_kind fit choices in_passage confirmed".split(),
    *"level document date amount country organisation name group".split(),
    *"clash*shared clash*held clash*fit clash*shared*fit clash*confirmed clash*supported".split(),
    *"clash*similar opposite*shared opposite*held opposite*supported other_kind*fit".split(),
    *"other_kind*shared denied*shared clash*answered opposite*answered".split(),
)
"""Signals, and products of signals, that are known before a sentence is read as an entailment."""
READ = (
    *SKIMMED,
    *"entailed contradicted contradicted*shared clash*contradicted clash*entailed".split(),
    *"opposite*contradicted denied*contradicted".split(),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the two judgements, and the least odds at which a correction is made."""

    skim: Mapping[str, float]
    read: Mapping[str, float]
    least: Mapping[str, float]

    @classmethod
    def of(cls, stored: Mapping[str, Mapping[str, float]]) -> Self:
        """Take weights as `weights.json` has them."""
        return cls(stored["skim"], stored["read"], stored["least"])

    def least_odds(self, form: AskingForm) -> float:
        """Return the odds from which a correction is made of a question of this form."""
        return self.least[form.value]


@cache
def packaged_weights() -> Weights:
    """Load the packaged weights once."""
    return Weights.of(json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")))


def odds(weights: Mapping[str, float], signals: Mapping[str, float]) -> float:
    """Return the log-odds that `weights` make of `signals`."""
    return weights["bias"] + sum(
        weight * product(name, signals) for name, weight in weights.items() if name != "bias"
    )


def product(name: str, signals: Mapping[str, float]) -> float:
    """Return a signal, or the product of those that a '*' joins."""
    value = 1.0
    for each in name.split("*"):
        value *= signals[each]
    return value
