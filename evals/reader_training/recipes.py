"""All that decides what is learnt, besides the examples: a recipe for each of two stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recipe:
    """One stage of training."""

    passes: Mapping[str, float] = field(default_factory=dict)
    """How often each source is seen; near misses and untrue statements are made anew each time."""
    seed: int = 3
    rank: int = 64
    batch_tokens: int = 2400
    """Tokens of a batch, padding included."""
    rate: float = 5e-4
    warm_up: float = 0.05
    weight_decay: float = 0.01
    span_weight: float = 0.3
    """Weight of pointing at the answer's ends beside finding its sentence."""
    window_weight: float = 0.5
    """Weight of judging whether a window holds any answer."""
    statement_weight: float = 1.0


RECIPES = {
    "general": Recipe(
        passes={
            "squad2": 5,
            "qed": 1.5,
            "covid_qa": 0.5,
            "briefings": 4,
            "inference": 0.7,
            "claims": 1,
            "corrupted": 0.6,
        }
    ),
    "evened": Recipe(
        passes={
            "squad2": 1.5,
            "qed": 0.5,
            "briefings": 2,
            "inference": 0.1,
            "claims": 0.3,
            "corrupted": 0.1,
        },
        seed=4,
        rate=3e-4,
    ),
}
"""Stages, in order. Questions on encyclopaedia paragraphs, searches, papers and briefings; then
SNLI and MultiNLI, WiCE's training half, and statements made of the documents themselves. The second
stage goes on from the first, every question ending in one question mark."""


def learning_rate(step: int, steps: int, recipe: Recipe) -> float:
    """Return the share of the full rate at `step`: it rises, then falls to nothing."""
    rising = max(1, round(steps * recipe.warm_up))
    return min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))
