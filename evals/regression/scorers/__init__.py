"""What an answer is worth: each scorer is a pure function from what was given to a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.api.schemas import EvalScore
from evals.regression.scorers.citations import (
    evidence_precision,
    evidence_recall,
    right_country,
    right_edition,
    verbatim,
)
from evals.regression.scorers.given import Given
from evals.regression.scorers.outcomes import (
    answered,
    outcome,
    premise_corrected,
    refusal_precision,
    refusal_recall,
)
from evals.regression.scorers.passing import passed
from evals.regression.scorers.retrieval import ndcg_at_10, recall_at_10, reciprocal_rank
from evals.regression.scorers.support import (
    citation_precision,
    citation_recall,
    figure_integrity,
)
from evals.regression.scorers.texts import facts, marks, must_not, nothing_foreign

Scorer = Callable[[Given], EvalScore]

SCORERS: Mapping[str, Scorer] = {
    scorer.__name__: scorer
    for scorer in (
        answered,
        outcome,
        facts,
        must_not,
        citation_recall,
        citation_precision,
        evidence_recall,
        evidence_precision,
        verbatim,
        marks,
        right_country,
        right_edition,
        nothing_foreign,
        refusal_precision,
        refusal_recall,
        premise_corrected,
        figure_integrity,
        recall_at_10,
        reciprocal_rank,
        ndcg_at_10,
    )
}
"""By the name of the measure that each counts for; `passed` is made of the others."""


def score(given: Given) -> dict[str, EvalScore]:
    """Score one case by every measure."""
    scores = {name: scorer(given) for name, scorer in SCORERS.items()}
    return {**scores, "passed": passed(scores)}
