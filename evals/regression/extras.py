"""What a run reports beside its own measures: it never decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from assistant.api.schemas import EvalScore
from assistant.settings import Settings
from evals.regression.scorers.given import Given

Extra = Callable[[Given], Awaitable[EvalScore]]


@dataclass(frozen=True, slots=True)
class Extras:
    """Which of them are wanted."""

    judge: bool = False
    entailment: bool = False


def open_extras(wanted: Extras, settings: Settings) -> Mapping[str, Extra]:
    """Return the scorers that are `wanted`, by the name of their measure."""
    extras: dict[str, Extra] = {}
    if wanted.entailment:
        from evals.regression.entailing import Entailment

        extras["entailed"] = Entailment(settings).score
    if wanted.judge:
        from evals.regression.judging import Judge

        extras["judge"] = Judge(settings).score
    return extras
