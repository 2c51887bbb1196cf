"""What an answer is worth: pure functions from a case and an answer to a score with its reasons.

A number that could not be graded is None, never 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Outcome
from evals.cases import REFUSALS, Case, EvidenceText
from evals.folding import fold, words_of

SHARED_WORDS = 8  # a run this long in one document is that sentence, not a formula of the genre


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quote of an answer, with what was found out about it from the answer API."""

    file: str
    quote: str
    is_verbatim: bool
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What the assistant said to one case."""

    outcome: Outcome
    text: str
    quotes: tuple[CitedQuote, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class CaseScore:
    """How one case went, and why."""

    id: str
    kind: str
    expected: Outcome
    outcome: Outcome | None
    """None where the answer API gave no answer."""
    facts_found: int
    facts_total: int
    is_evidence_found: bool | None
    """None where the case has no evidence, or the corpus is not at hand."""
    quotes: int
    quotes_verbatim: int
    quotes_of_wrong_country: int
    seconds: float | None
    reasons: tuple[str, ...]

    @property
    def has_passed(self) -> bool:
        """True where nothing was found wanting."""
        return not self.reasons

    @property
    def is_outcome_right(self) -> bool:
        """True where the question ended as it should."""
        return self.outcome == self.expected


@dataclass(frozen=True, slots=True)
class RefusalScore:
    """How well refusing is judged; None where nothing was, or should have been, refused."""

    precision: float | None
    recall: float | None


def has_fact(folded_text: str, spellings: Iterable[str]) -> bool:
    """Tell whether one of the `spellings` stands in `folded_text` as whole words or numbers."""
    return any(
        re.search(rf"(?<!\w)(?<!\d\.){re.escape(fold(spelling))}(?!\w|\.\d)", folded_text)
        for spelling in spellings
    )


def missing_facts(text: str, facts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the first spelling of each fact that `text` does not hold."""
    folded = fold(text)
    return tuple(spellings[0] for spellings in facts if not has_fact(folded, spellings))


def quotes_same_sentence(quote: str, evidence: str) -> bool:
    """Tell whether two texts of one document overlap: they share a run of words.

    Page headers and line breaks inside the raw evidence leave enough of the run whole.
    """
    ours, theirs = words_of(quote), words_of(evidence)
    length = min(SHARED_WORDS, len(ours), len(theirs))
    return length > 0 and not _runs(ours, length).isdisjoint(_runs(theirs, length))


def is_evidence_cited(
    quotes: Sequence[CitedQuote], evidence: Sequence[EvidenceText]
) -> bool | None:
    """Tell whether a quote overlaps the evidence; None without any evidence to compare with."""
    if not evidence:
        return None
    return any(
        quote.file == wanted.file and quotes_same_sentence(quote.quote, wanted.text)
        for quote in quotes
        for wanted in evidence
    )


def score_case(
    case: Case,
    answer: GivenAnswer | None,
    evidence: Sequence[EvidenceText],
    countries: frozenset[str],
) -> CaseScore:
    """Score one case; `countries` are those of the documents that hold its evidence.

    `answer` is None where the answer API gave none: everything there is to find is missing then.
    """
    quotes = answer.quotes if answer is not None else ()
    missing = missing_facts(answer.text if answer is not None else "", case.facts)
    found = is_evidence_cited(quotes, evidence)
    verbatim = sum(quote.is_verbatim for quote in quotes)
    foreign = [quote for quote in quotes if is_foreign(quote.countries, countries)]
    reasons = [
        *_outcome_reasons(case, answer),
        *(f"fact missing: {fact}" for fact in missing),
        *(["evidence not cited"] if found is False else []),
        *([f"{len(quotes) - verbatim} quotes not verbatim"] if verbatim < len(quotes) else []),
        *(f"wrong country: {quote.file}" for quote in foreign),
    ]
    return CaseScore(
        id=case.id,
        kind=case.kind,
        expected=case.expected_outcome,
        outcome=answer.outcome if answer is not None else None,
        facts_found=len(case.facts) - len(missing),
        facts_total=len(case.facts),
        is_evidence_found=found,
        quotes=len(quotes),
        quotes_verbatim=verbatim,
        quotes_of_wrong_country=len(foreign),
        seconds=answer.seconds if answer is not None else None,
        reasons=tuple(reasons),
    )


def is_foreign(cited: Sequence[str], expected: frozenset[str]) -> bool:
    """Tell whether a document on the `cited` countries is about none of the expected ones.

    Thematic documents, which are about no country, are never foreign.
    """
    return bool(cited) and bool(expected) and expected.isdisjoint(cited)


def refusal_score(scores: Iterable[CaseScore]) -> RefusalScore:
    """Return precision and recall of refusing, whatever the reason given for the refusal."""
    graded = [score for score in scores if score.outcome is not None]
    refused = [score for score in graded if score.outcome in REFUSALS]
    expected = [score for score in graded if score.expected in REFUSALS]
    right = sum(score.expected in REFUSALS for score in refused)
    return RefusalScore(precision=share(right, len(refused)), recall=share(right, len(expected)))


def share(part: int, whole: int) -> float | None:
    """Return `part / whole`, or None of nothing."""
    return part / whole if whole else None


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Return the nearest-rank percentile of `values`, or None of none."""
    ranked = sorted(values)
    if not ranked:
        return None
    return ranked[max(math.ceil(percent / 100 * len(ranked)), 1) - 1]


def _outcome_reasons(case: Case, answer: GivenAnswer | None) -> list[str]:
    """Say how the outcome is wrong, if it is."""
    if answer is None:
        return ["no answer from the API"]
    if answer.outcome == case.expected_outcome:
        return []
    return [f"{answer.outcome} instead of {case.expected_outcome}"]


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """Return every run of `length` words."""
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
