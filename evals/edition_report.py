"""The report of the questions about dated editions: tables by kind, and failures to tune by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.asking_report import number
from evals.cases import Half
from evals.edition_scoring import EditionScore
from evals.scoring import percentile, share


@dataclass(frozen=True, slots=True)
class EditionRun:
    """One half, asked and scored."""

    half: Half
    scores: tuple[EditionScore, ...]
    control: float | None
    """Share of changes and comparisons whose evidence a plain dense search finds whole."""
    left_out: tuple[str, ...] = ()
    """Libraries that were not named, whose questions were not asked."""


def edition_table(scores: Sequence[EditionScore]) -> Iterator[str]:
    """Yield the lines of a table with a row for each kind and one for all."""
    yield (
        "| kind | cases | right | outcome | facts | fully cited | evidence, all sides "
        "| quotes | not verbatim | wrong edition or country |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for kind in dict.fromkeys(score.case.kind for score in scores):
        yield _row(kind, [score for score in scores if score.case.kind == kind])
    yield _row("**all**", scores)


def edition_lines(run: EditionRun) -> Iterator[str]:
    """Yield the table of one half and the numbers that stand beside it."""
    yield from (f"{run.half.replace('_', ' ')}, {len(run.scores)} questions:", "")
    yield from (*edition_table(run.scores), "")
    told = [score.is_in_order for score in run.scores if score.is_in_order is not None]
    seconds = [score.answer.seconds for score in run.scores]
    yield f"- complete timelines in order of date: {sum(told)} of {len(told)}"
    yield (
        "- control: all evidence of a change or comparison among the ten passages nearest in "
        f"meaning, without an edition filter: {number(run.control)}"
    )
    yield (
        f"- seconds an answer: p50 {number(percentile(seconds, 50))}, "
        f"p95 {number(percentile(seconds, 95))}"
    )
    yield from (f"- not asked: the questions on {name}" for name in run.left_out)
    yield ""


def failing_cases(scores: Sequence[EditionScore]) -> Iterator[str]:
    """Yield question, answer and what is wanting, for each case that fell short."""
    for score in scores:
        reasons = list(_reasons(score))
        if reasons:
            yield f"{score.case.id} {score.case.kind}: {score.case.question}"
            yield from (f"    - {reason}" for reason in reasons)
            yield from (f"    > {line}" for line in score.answer.text.splitlines() if line)


def edition_report(runs: Sequence[EditionRun], circumstances: str, command: str) -> str:
    """Return the whole report as Markdown, without a word of any document or answer."""
    lines = ["# Questions about dated editions", "", circumstances, "", f"`{command}`", ""]
    lines += [
        "Right: the expected outcome, every fact, and no value of another edition or country. "
        "Fully cited: each statement has a mark that resolves, and each quote is verbatim. "
        "Evidence: every span needed is quoted, so both sides of a change or comparison.",
        "",
    ]
    if all(run.half == "dev" for run in runs):
        lines += ["Held-out questions were not asked: these numbers are to tune by.", ""]
    for run in runs:
        lines += edition_lines(run)
    return "\n".join(lines)


def _reasons(score: EditionScore) -> Iterator[str]:
    """Say what is wanting in one answer."""
    if not score.is_outcome_right:
        yield f"{score.answer.outcome} instead of {score.case.expected_outcome}"
    yield from (f"fact missing: {fact}" for fact in score.missing)
    yield from (f"says {value}, which is wrong here" for value in score.forbidden)
    if score.is_evidence_found is False:
        yield f"{score.evidence_found} of {score.evidence_total} evidence spans cited"
    yield from (f"without a mark: {line}" for line in score.uncited or ())
    verbatim = sum(quote.is_verbatim for quote in score.answer.quotes)
    if verbatim < len(score.answer.quotes):
        yield f"{len(score.answer.quotes) - verbatim} quotes not verbatim"
    yield from (f"cites {file}" for file in dict.fromkeys(score.foreign))
    if score.is_in_order is False:
        yield "not in order of date"


def _row(name: str, scores: Sequence[EditionScore]) -> str:
    """Return one row of the table."""
    wanted = sum(len(score.case.facts) for score in scores)
    missing = sum(len(score.missing) for score in scores)
    quotes = [quote for score in scores for quote in score.answer.quotes]
    cells = (
        number(share(sum(score.is_right for score in scores), len(scores))),
        number(share(sum(score.is_outcome_right for score in scores), len(scores))),
        number(share(wanted - missing, wanted)),
        number(_share_true([score.is_fully_cited for score in scores])),
        number(_share_true([score.is_evidence_found for score in scores])),
        str(len(quotes)),
        str(sum(not quote.is_verbatim for quote in quotes)),
        str(sum(len(score.foreign) for score in scores)),
    )
    return f"| {name} | {len(scores)} | " + " | ".join(cells) + " |"


def _share_true(graded: Sequence[bool | None]) -> float | None:
    """Return the share of True among what could be graded."""
    known = [value for value in graded if value is not None]
    return share(sum(known), len(known))
