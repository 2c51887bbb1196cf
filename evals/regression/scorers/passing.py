"""Whether a case passed: nothing that it asks for is wanting."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.api.schemas import EvalScore

NEEDED = (
    "answered",
    "outcome",
    "facts",
    "must_not",
    "verbatim",
    "marks",
    "right_country",
    "right_edition",
    "nothing_foreign",
    "evidence_recall",
)
"""Each must be whole. The other measures count, but a case can pass without them."""


def passed(scores: Mapping[str, EvalScore]) -> EvalScore:
    """Tell whether every measure that a case needs is whole; its reasons are those that are not."""
    wanting = [
        f"{scores[name].reason}"
        for name in NEEDED
        if name in scores and scores[name].value is not None and scores[name].value != 1.0
    ]
    return EvalScore(value=float(not wanting), reason="; ".join(wanting) or "nothing is wanting")
