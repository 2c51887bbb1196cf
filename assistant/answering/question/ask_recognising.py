"""Tells what a question asks of the editions: patterns, and weights fitted to free phrasings.

The weights (`models/asks.safetensors`, see `models/asks.md`) are a multinomial logistic regression
over the sentence embedding of the masked question and over `ask_features`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from assistant.answering.question.ask_features import ask_features
from assistant.answering.question.ask_masking import masked
from assistant.answering.question.edition_asks import (
    EditionAsk,
    asks_cause_or_meaning,
    edition_ask,
    fits,
    names_another_level,
)
from assistant.answering.question.scope import Scope
from assistant.statements.periods import dates_named

PACKAGED_WEIGHTS = Path(__file__).parent / "models" / "asks.safetensors"
CERTAIN = 0.75
"""How likely it must be that editions are asked about; chosen on the dev half, see the card."""
EXCLUDED = 0.5
"""Where it is less likely than this, a pattern that fits is taken to have fitted by accident."""
LIKELIEST = 0.25
"""So likely the ask must be that the scope allows; less, and what was asked did not fit."""

_SETS_APART = re.compile(
    r"\b(?:chang|differ|compar|contrast|since|than|new|add|drop|remov|delet|revis|updat|shift|mov|"
    r"rais|lower|still|longer|rise|rose|risen|fell|fall|grew|grow|more|less|few|increas|decreas|"
    r"both|versus|vs|between|side by side|higher|worse|against)",
    re.IGNORECASE,
)
"""Words that set one edition or country beside another."""
_RATING = re.compile(r"\b(?:ratings?|rated|levels?)\b", re.IGNORECASE)
_NEWEST_HELD = re.compile(
    r"\b(?:which|what)(?:['’]s| is| are)? (?:\w+ ){0,3}(?:briefing|edition|page|update)s?\b"
    r".*\b(?:most recent|newest|latest|most up[ -]to[ -]date)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskWeights:
    """Logistic regression: one row for each kind of ask, the first for a fact."""

    model_id: str
    """The embedding model whose vectors the weights were fitted to."""
    of_meaning: NDArray[np.float32]
    """Shape (kinds, dimension)."""
    of_features: NDArray[np.float32]
    """Shape (kinds, features)."""
    bias: NDArray[np.float32]
    """Shape (kinds,)."""

    def probabilities(
        self, vector: NDArray[np.float32], features: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return how likely each of (None, *EditionAsk) is, shape (kinds,)."""
        scores = self.of_meaning @ vector + self.of_features @ features + self.bias
        powers = np.exp(scores - scores.max())
        shares: NDArray[np.float32] = powers / powers.sum()
        return shares


class AskRecogniser:
    """Tells questions about editions from questions for a fact in them."""

    def __init__(self, embed: Callable[[str], NDArray[np.float32]], model_id: str) -> None:
        """Use the packaged weights where `embed` is the model that they were fitted to.

        With any other embedding model the patterns decide alone.
        """
        self._embed = embed
        weights = packaged_weights()
        self._weights = weights if model_id.split("+")[0] == weights.model_id else None

    def ask(self, scope: Scope) -> EditionAsk | None:
        """Return what the question asks of the editions; None where it asks for a fact in them."""
        if not scope.countries and _NEWEST_HELD.search(scope.question):
            return EditionAsk.COVERAGE
        if self._weights is None or asks_cause_or_meaning(scope.question):
            return edition_ask(scope)
        vector = self._embed(masked(scope.question))
        return chosen(scope, self._weights.probabilities(vector, ask_features(scope)))


def chosen(scope: Scope, chances: NDArray[np.float32]) -> EditionAsk | None:
    """Return the likeliest ask that the scope allows; where none is likely, what a pattern found.

    A pattern is believed against all odds where two documents are named: few facts need both.

    `chances` are those of (None, *EditionAsk), shape (kinds,).
    """
    by_pattern, likely = edition_ask(scope), 1 - float(chances[0])
    sets_documents_apart = by_pattern is not None and len(scope.documents) > 1
    if asks_cause_or_meaning(scope.question):
        return None
    if likely < EXCLUDED and not sets_documents_apart:
        return None
    if likely < CERTAIN or names_another_level(scope.question):
        return by_pattern
    fitting = [
        (float(chance), ask)
        for ask, chance in zip(EditionAsk, chances[1:], strict=True)
        if fits(ask, scope)
    ]
    chance, ask = max(fitting)
    if by_pattern is None and ask is EditionAsk.CHANGES and _names_one_edition(scope):
        return None
    if ask is EditionAsk.COMPARISON and not _SETS_APART.search(scope.question):
        if by_pattern is EditionAsk.TIMELINE:
            return by_pattern
        ask = EditionAsk.LEVEL if _RATING.search(scope.question) else ask
    return ask if chance >= LIKELIEST else by_pattern


def _names_one_edition(scope: Scope) -> bool:
    """True where one edition is named and neither a date nor a word sets it beside another."""
    is_one = scope.as_of is not None and not scope.wants_edition_before and not scope.periods
    if len(dates_named(scope.question)) > 1:
        return False
    return is_one and _SETS_APART.search(scope.question) is None


@cache
def packaged_weights() -> AskWeights:
    """Read the weights that come with the product."""
    with safe_open(PACKAGED_WEIGHTS, framework="numpy") as stored:
        return AskWeights(
            model_id=stored.metadata()["model_id"],
            of_meaning=stored.get_tensor("of_meaning"),
            of_features=stored.get_tensor("of_features"),
            bias=stored.get_tensor("bias"),
        )
