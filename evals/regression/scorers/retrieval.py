"""How well passages are found: a search for the question, measured by ir-measures.

The question is searched as the assistant understood it, after names were carried over from the
history. Of one piece of evidence any passage that holds some of it is relevant.
"""

from __future__ import annotations

from typing import Any

import ir_measures

from assistant.api.schemas import EvalScore
from evals.regression.scorers.given import Given, ungraded

RECALL, RECIPROCAL_RANK, NDCG = ir_measures.R @ 10, ir_measures.RR, ir_measures.nDCG @ 10
SEARCH_LIMIT = 20
"""How many passages are asked for."""


def recall_at_10(given: Given) -> EvalScore:
    """Return the share of relevant passages among the first ten."""
    return _measured(given, RECALL)


def reciprocal_rank(given: Given) -> EvalScore:
    """Return one over the rank of the first relevant passage; 0 where none was found."""
    return _measured(given, RECIPROCAL_RANK)


def ndcg_at_10(given: Given) -> EvalScore:
    """Return nDCG of the first ten, every relevant passage being worth the same."""
    return _measured(given, NDCG)


def relevant_passages(given: Given) -> frozenset[str]:
    """Return the ids of the passages that hold some of the evidence."""
    return frozenset[str]().union(*(each.passages for each in given.evidence))


def _measured(given: Given, measure: Any) -> EvalScore:  # noqa: ANN401 - ir-measures has no types
    relevant = relevant_passages(given)
    if not relevant:
        return ungraded("the case names no evidence")
    if given.retrieved is None:
        return ungraded("nothing was searched")
    name = given.case.id
    qrels = [ir_measures.Qrel(name, each, 1) for each in sorted(relevant)]
    # A score from the rank: passages that scored alike must not change places.
    run = [
        ir_measures.ScoredDoc(name, each.passage_id, float(SEARCH_LIMIT - rank))
        for rank, each in enumerate(given.retrieved)
    ]
    value = ir_measures.calc_aggregate([measure], qrels, run)[measure] if run else 0.0
    ranks = [
        str(rank)
        for rank, each in enumerate(given.retrieved, start=1)
        if each.passage_id in relevant
    ]
    reason = f"relevant at rank {', '.join(ranks)}" if ranks else "nothing relevant was found"
    return EvalScore(value=float(value), reason=f"{reason}, of {len(relevant)}")
