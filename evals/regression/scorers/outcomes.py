"""How a case ended, and whether it should have: refusals and corrected premises among them."""

from __future__ import annotations

from assistant.api.schemas import EvalScore
from assistant.domain import Outcome
from evals.cases import REFUSALS
from evals.regression.scorers.given import Given, ungraded
from evals.scoring import missing_facts


def answered(given: Given) -> EvalScore:
    """Tell whether an answer came at all."""
    if given.answer is None:
        return EvalScore(value=0.0, reason=f"no answer: {given.error}")
    return EvalScore(value=1.0, reason="an answer came")


def outcome(given: Given) -> EvalScore:
    """Tell whether the question ended as it should."""
    came = given.answer.outcome if given.answer is not None else None
    if came in given.case.accepted:
        return EvalScore(value=1.0, reason=f"{came} as expected")
    wanted = " or ".join(given.case.accepted)
    return EvalScore(value=0.0, reason=f"{came or 'no answer'} instead of {wanted}")


def refusal_precision(given: Given) -> EvalScore:
    """Tell of a refusal whether it was right; nothing of what was answered."""
    if given.answer is None or given.answer.outcome not in REFUSALS:
        return ungraded("nothing was refused")
    if any(each in REFUSALS for each in given.case.accepted):
        return EvalScore(value=1.0, reason="rightly refused")
    return EvalScore(value=0.0, reason="refused, though the briefings answer")


def refusal_recall(given: Given) -> EvalScore:
    """Tell of what must be refused whether it was; nothing of the rest."""
    if not given.case.expects_refusal:
        return ungraded("nothing is to be refused")
    if given.answer is None:
        return EvalScore(value=0.0, reason="no answer came")
    if given.answer.outcome in (*REFUSALS, *given.case.accepted):
        return EvalScore(value=1.0, reason="rightly refused")
    return EvalScore(value=0.0, reason="answered, though the briefings do not say")


def premise_corrected(given: Given) -> EvalScore:
    """Tell whether a false premise was corrected, with the value that is right."""
    if given.case.expected_outcome is not Outcome.PREMISE_CORRECTED:
        return ungraded("nothing false is taken for granted")
    if given.answer is None or given.answer.outcome not in given.case.accepted:
        return EvalScore(value=0.0, reason="the false premise stands uncorrected")
    missing = missing_facts(given.text, given.case.facts)
    if missing:
        return EvalScore(value=0.0, reason=f"corrected without what is right: {missing[0]}")
    return EvalScore(value=1.0, reason="corrected")
