"""The measures of a run: what each says, which of them decide, and what none may fall below."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A number from 0 to 1 over the cases of a slice; 1 is best."""

    name: str
    label: str
    says: str
    decides: bool = True
    """False for what is reported and never gates."""
    floor: float | None = None
    """What no run may fall below, whatever the baseline."""


MEASURES = (
    Measure("answered", "answered", "cases that got an answer at all", floor=1.0),
    Measure("passed", "passed", "cases where nothing that decides was wanting"),
    Measure("outcome", "outcome right", "cases that ended as they should"),
    Measure("facts", "facts found", "facts in the text, of all facts asked for"),
    Measure("must_not", "nothing forbidden", "forbidden values that the text does not hold"),
    Measure(
        "citation_recall", "citation recall", "statements that their own citations support (ALCE)"
    ),
    Measure(
        "citation_precision",
        "citation precision",
        "citations that support their statement, or without which it loses its support (ALCE)",
    ),
    Measure("evidence_recall", "evidence cited", "pieces of the case's evidence that are cited"),
    Measure(
        "evidence_precision", "citations on evidence", "citations that touch the case's evidence"
    ),
    Measure("verbatim", "quotes verbatim", "quotes equal to the stored text", floor=1.0),
    Measure("marks", "marks resolve", "[n] marks that point at a citation", floor=1.0),
    Measure("right_country", "right country", "citations on a country of the case", floor=1.0),
    Measure("right_edition", "right edition", "citations of an edition that is right", floor=1.0),
    Measure("nothing_foreign", "nothing foreign", "texts without a link or image", floor=1.0),
    Measure("refusal_precision", "refusal precision", "refusals that were right"),
    Measure("refusal_recall", "refusal recall", "questions without an answer that were refused"),
    Measure("premise_corrected", "premises corrected", "false premises that were corrected"),
    Measure(
        "figure_integrity", "figure integrity", "statements that say no more than their quotes"
    ),
    Measure("recall_at_10", "recall@10", "relevant passages among the first ten found"),
    Measure("reciprocal_rank", "MRR", "one over the rank of the first relevant passage"),
    Measure("ndcg_at_10", "nDCG@10", "ranking of relevant passages among the first ten"),
    Measure(
        "entailed", "entailed", "statements that the reader finds entailed by their quotes", False
    ),
    Measure("judge", "judge", "what the judging chat model thinks of the answer", False),
)

BY_NAME = {measure.name: measure for measure in MEASURES}
"""In the order in which reports show them."""
