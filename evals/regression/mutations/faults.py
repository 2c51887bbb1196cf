"""The seeded faults by name, and the measures that must fall when each is in the product."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from assistant.library.library import Library
from assistant.settings import Settings
from evals.regression.mutations import in_answers, in_finding
from evals.regression.mutations.patching import ChangeAnswer, answers_changed

Put = Callable[[Library], AbstractContextManager[None]]
Set = Callable[[Settings], Settings]

EVERYTHING_REFUSED, NOTHING_REFUSED = 0.95, 0.01


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, and how the gate should name it."""

    name: str
    does: str
    caught_by: tuple[str, ...]
    """Measures of which at least one must hold the run back; 'slow' for the seconds."""
    put: Put
    settings: Set


def _in_finding(
    name: str, fault: Callable[[], AbstractContextManager[None]], *caught_by: str
) -> Fault:
    return Fault(name, _said(fault), caught_by, lambda _: fault(), lambda settings: settings)


def _in_answers(name: str, change: ChangeAnswer, *caught_by: str) -> Fault:
    def put(library: Library) -> AbstractContextManager[None]:
        return answers_changed(library, change)

    return Fault(name, _said(change), caught_by, put, lambda settings: settings)


def _threshold(name: str, does: str, threshold: float, *caught_by: str) -> Fault:
    def with_threshold(settings: Settings) -> Settings:
        answering = settings.answering.model_copy(update={"support_threshold": threshold})
        return settings.model_copy(update={"answering": answering})

    return Fault(name, does, caught_by, lambda _: nullcontext(), with_threshold)


def _said(function: Callable[..., object]) -> str:
    """Return what a fault does, as its docstring says it."""
    return (function.__doc__ or "").splitlines()[0].rstrip(".")


FAULTS = (
    _in_finding("keyword half dropped", in_finding.keywords_dropped, "recall_at_10", "ndcg_at_10"),
    _in_finding("meaning half dropped", in_finding.meaning_dropped, "recall_at_10", "ndcg_at_10"),
    _in_finding("index stale", in_finding.index_stale, "right_edition", "evidence_recall"),
    Fault(
        "two editions swapped",
        _said(in_finding.editions_swapped),
        ("right_edition", "facts", "outcome"),
        in_finding.editions_swapped,
        lambda settings: settings,
    ),
    _in_finding("dates ignored", in_finding.dates_ignored, "right_edition", "facts"),
    _in_finding("wrong country alias", in_finding.alias_wrong, "outcome", "right_country"),
    _in_finding("countries ignored", in_finding.countries_ignored, "right_country", "ndcg_at_10"),
    _in_finding("history ignored", in_finding.history_ignored, "facts", "outcome"),
    _in_finding("premises unchecked", in_finding.premises_unchecked, "premise_corrected"),
    _in_finding("editions unanswered", in_finding.editions_unanswered, "facts", "evidence_recall"),
    _in_finding("reader reversed", in_finding.reader_reversed, "evidence_recall"),
    _threshold(
        "threshold up", "Refuse what is not nearly certain", EVERYTHING_REFUSED, "refusal_precision"
    ),
    _threshold("threshold down", "Answer whatever is near", NOTHING_REFUSED, "refusal_recall"),
    _in_answers("refusal turned off", in_answers.refusals_answered, "refusal_recall"),
    _in_answers("figure changed", in_answers.figures_changed, "figure_integrity"),
    _in_answers("qualifier dropped", in_answers.qualifiers_dropped, "figure_integrity"),
    _in_answers("spans off by one", in_answers.spans_off_by_one, "verbatim"),
    _in_answers("citation elsewhere", in_answers.citations_elsewhere, "citation_recall"),
    _in_answers("marks shifted", in_answers.marks_shifted, "marks"),
    _in_answers("first quote alone", in_answers.first_quote_alone, "facts", "evidence_recall"),
    _in_answers("planted image", in_answers.planted_image, "nothing_foreign"),
    _in_answers("slow", in_answers.slow, "slow"),
)
