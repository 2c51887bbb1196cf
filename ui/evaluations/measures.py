"""What the measures of a run are called on the page, and which of them may not fall at all."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.api.schemas import EvalMeasure, EvalRunOut

ALL = "all"
KIND = "kind:"
LABELS = {
    "answered": "answered",
    "passed": "passed",
    "outcome": "outcome right",
    "facts": "facts found",
    "must_not": "nothing forbidden",
    "citation_recall": "citation recall",
    "citation_precision": "citation precision",
    "evidence_recall": "evidence cited",
    "evidence_precision": "citations on evidence",
    "verbatim": "quotes verbatim",
    "marks": "marks resolve",
    "right_country": "right country",
    "right_edition": "right edition",
    "nothing_foreign": "nothing foreign",
    "refusal_precision": "refusal precision",
    "refusal_recall": "refusal recall",
    "premise_corrected": "premises corrected",
    "figure_integrity": "figure integrity",
    "recall_at_10": "recall@10",
    "reciprocal_rank": "MRR",
    "ndcg_at_10": "nDCG@10",
    "entailed": "entailed",
    "judge": "judge",
}
FLOORS = dict.fromkeys(
    ("answered", "verbatim", "marks", "right_country", "right_edition", "nothing_foreign"), 1.0
)
"""What no run may fall below; held to the measures themselves by a test."""


def label_of(measure: str) -> str:
    """Return how a reader knows a measure; one from a newer API goes by its name."""
    return LABELS.get(measure, measure.replace("_", " "))


def is_below_floor(measure: EvalMeasure) -> bool:
    """True where a measure fell below what no run may fall below."""
    floor = FLOORS.get(measure.measure)
    return floor is not None and measure.value is not None and measure.value < floor


def measure_of(run: EvalRunOut, name: str, slice_name: str = ALL) -> EvalMeasure | None:
    """Return a measure of a slice; None where it was not taken."""
    for each in measures_of(run, slice_name):
        if each.measure == name:
            return each
    return None


def measures_of(run: EvalRunOut, slice_name: str = ALL) -> Iterator[EvalMeasure]:
    """Yield the measures of a slice that graded a case, in the order of the run."""
    return (each for each in run.measures if each.slice == slice_name and each.cases)


def kinds_of(run: EvalRunOut) -> list[str]:
    """Return the kinds of question that a run asked."""
    found = {each.slice for each in run.measures if each.slice.startswith(KIND)}
    return sorted(name.removeprefix(KIND) for name in found)


def slice_label(name: str) -> str:
    """Return a slice as words: 'kind:figure' as 'kind figure'."""
    return "all cases" if name == ALL else name.replace(":", " ", 1)
