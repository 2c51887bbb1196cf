"""The report of an asking run: a table by kind, the totals, and the failures with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.scoring import CaseScore, percentile, refusal_score, share


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where and against what a run was made."""

    date: str
    machine: str
    half: str
    answered_by: str
    files: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of some cases; None where there was nothing to grade."""

    cases: int
    passed: float | None
    outcome: float | None
    facts: float | None
    evidence: float | None


def totals(scores: Sequence[CaseScore]) -> Totals:
    """Sum up some cases."""
    graded = [score for score in scores if score.is_evidence_found is not None]
    return Totals(
        cases=len(scores),
        passed=share(sum(score.has_passed for score in scores), len(scores)),
        outcome=share(sum(score.is_outcome_right for score in scores), len(scores)),
        facts=share(
            sum(score.facts_found for score in scores), sum(score.facts_total for score in scores)
        ),
        evidence=share(sum(score.is_evidence_found is True for score in graded), len(graded)),
    )


def table(scores: Sequence[CaseScore]) -> list[str]:
    """Return a Markdown table with a row for each kind and one for all."""
    kinds = dict.fromkeys(score.kind for score in scores)
    rows = [(kind, totals([score for score in scores if score.kind == kind])) for kind in kinds]
    return [
        "| kind | cases | passed | outcome right | facts found | evidence cited |",
        "|---|---:|---:|---:|---:|---:|",
        *(_row(name, sums) for name, sums in [*rows, ("**all**", totals(scores))]),
    ]


def headline(scores: Sequence[CaseScore]) -> list[str]:
    """Return the numbers over all cases that the table does not hold."""
    refusals = refusal_score(scores)
    quotes = sum(score.quotes for score in scores)
    verbatim = share(sum(score.quotes_verbatim for score in scores), quotes)
    foreign = sum(score.quotes_of_wrong_country for score in scores)
    seconds = [score.seconds for score in scores if score.seconds is not None]
    return [
        f"- refusal precision {number(refusals.precision)}, recall {number(refusals.recall)}",
        f"- quotes verbatim {number(verbatim)} of {quotes} (must be 1.000)",
        f"- quotes from a document on a wrong country: {foreign}",
        f"- cases without an answer: {sum(score.outcome is None for score in scores)}",
        f"- latency p50 {number(percentile(seconds, 50))} s, "
        f"p95 {number(percentile(seconds, 95))} s",
    ]


def failures(scores: Sequence[CaseScore]) -> list[str]:
    """Return a line for each case that did not pass, with every reason."""
    return [f"{score.id}: {'; '.join(score.reasons)}" for score in scores if not score.has_passed]


def report(scores: Sequence[CaseScore], run: Circumstances) -> str:
    """Return the whole report as Markdown, without a word of any document or answer."""
    return "\n".join(
        [
            f"# Asking the corpus questions: the {run.half} half",
            "",
            f"Measured on {run.date} on {run.machine}, answered by {run.answered_by} "
            f"from {run.files} documents. Only the {run.half} half of "
            "`evals/datasets/corpus_questions.jsonl` was asked.",
            "",
            *headline(scores),
            "",
            *table(scores),
            "",
            "Failing cases: "
            + (", ".join(s.id for s in scores if not s.has_passed) or "none")
            + ".",
            "",
        ]
    )


def number(value: float | None) -> str:
    """Write a number to three places, or a dash for what could not be graded."""
    return "–" if value is None else f"{value:.3f}"


def _row(name: str, sums: Totals) -> str:
    """Return one row of the table."""
    cells = (sums.passed, sums.outcome, sums.facts, sums.evidence)
    return f"| {name} | {sums.cases} | " + " | ".join(number(cell) for cell in cells) + " |"
