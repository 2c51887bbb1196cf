"""What an answer about dated editions is worth: both sides found, the right editions cited. Pure.

A number that could not be graded is None, never 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.cases import REFUSALS, EvidenceText
from evals.edition_cases import EditionCase
from evals.folding import fold
from evals.scoring import CitedQuote, GivenAnswer, has_fact, missing_facts, quotes_same_sentence

_MARK = re.compile(r"\[(\d+)\]")
_RULE = re.compile(r"[|\s:-]+")
_NOTHING_SAID = re.compile(
    r".*\bthe (?:briefings|editions|library)\b.*\b(?:do not say|holds? no)\b"
    r"|.*\bnot in the briefings\b|.*\bno level in the briefings held\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EditionScore:
    """How one case went, and why."""

    case: EditionCase
    answer: GivenAnswer
    is_outcome_right: bool
    missing: tuple[str, ...]
    """Facts that stand neither in the text nor in its quotes, each in its first spelling."""
    forbidden: tuple[str, ...]
    """Values of a wrong edition or country in the text."""
    uncited: tuple[str, ...] | None
    """Statements without a mark that resolves; None for a refusal or a case without evidence."""
    evidence_found: int
    evidence_total: int | None
    """None where the documents are not at hand, or the case has no evidence."""
    foreign: tuple[str, ...]
    """Files of citations outside the editions that may be cited."""
    is_in_order: bool | None
    """Whether a timeline tells its facts by date; None where facts are missing."""

    @property
    def is_right(self) -> bool:
        """True where it ended as it should, holds every fact and nothing of a wrong edition."""
        return self.is_outcome_right and not self.missing and not self.forbidden

    @property
    def is_fully_cited(self) -> bool | None:
        """True where every statement has a mark and every quote is verbatim."""
        if self.uncited is None:
            return None
        return not self.uncited and all(quote.is_verbatim for quote in self.answer.quotes)

    @property
    def is_evidence_found(self) -> bool | None:
        """True where every span of the evidence is cited, both sides of a change."""
        if self.evidence_total is None:
            return None
        return self.evidence_found == self.evidence_total


def score_edition_case(
    case: EditionCase,
    answer: GivenAnswer,
    numbers: frozenset[int],
    evidence: Sequence[EvidenceText] | None,
) -> EditionScore:
    """Score one case; `numbers` are those of the citations of the answer."""
    quotes = answer.quotes
    said = "\n".join([answer.text, *(quote.quote for quote in quotes)])
    missing = missing_facts(said, case.facts)
    own = _without_changes(answer.text) if case.kind == "brief" else answer.text
    cited = {int(mark) for mark in _MARK.findall(own)}
    folded = fold(own)
    is_graded = bool(case.evidence) and answer.outcome not in REFUSALS
    is_timeline = case.kind == "timeline" and not missing
    return EditionScore(
        case=case,
        answer=answer,
        is_outcome_right=answer.outcome in case.accepted,
        missing=missing,
        forbidden=tuple(value for value in case.must_not if has_fact(folded, [value])),
        uncited=tuple(uncited_lines(answer.text, numbers)) if is_graded else None,
        evidence_found=sum(is_cited(quotes, wanted) for wanted in evidence or ()),
        evidence_total=len(evidence) if evidence else None,
        foreign=tuple(
            quote.file
            for number, quote in enumerate(quotes, start=1)
            if case.editions and number in cited and quote.file not in case.editions
        ),
        is_in_order=stands_in_order(said, case.facts) if is_timeline else None,
    )


def _without_changes(text: str) -> str:
    """Leave out the part of a brief that tells what changed: it names the edition before."""
    blocks = text.split("\n\n")
    return "\n\n".join(block for block in blocks if not block.startswith("What changed"))


def is_cited(quotes: Sequence[CitedQuote], wanted: EvidenceText) -> bool:
    """Tell whether a quote from the same document overlaps a span of the evidence."""
    return any(
        quote.file == wanted.file and quotes_same_sentence(quote.quote, wanted.text)
        for quote in quotes
    )


def uncited_lines(text: str, numbers: frozenset[int]) -> Iterator[str]:
    """Yield the statements of `text` without a mark that is one of `numbers`.

    Headings, lines that end in a colon, the head and rule of a table, and lines that say what is
    not held state nothing.
    """
    lines = [line.strip() for line in text.splitlines()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_head = following.startswith("|") and _RULE.fullmatch(following) is not None
        if is_head or not _is_statement(line):
            continue
        marks = [int(mark) for mark in _MARK.findall(line)]
        if not marks or not numbers.issuperset(marks):
            yield line


def stands_in_order(text: str, facts: Sequence[Sequence[str]]) -> bool:
    """Tell whether `facts` can be read in their order: each found behind the one before."""
    folded = fold(text)
    at = 0
    for spellings in facts:
        wanted = "|".join(re.escape(fold(spelling)) for spelling in spellings)
        found = re.compile(rf"(?<!\w)(?:{wanted})(?!\w)").search(folded, at)
        if found is None:
            return False
        at = found.start()
    return True


def _is_statement(line: str) -> bool:
    """Tell whether a line says something that needs evidence."""
    is_frame = line.startswith("#") or line.rstrip("*_ ").endswith(":")
    is_empty = _RULE.fullmatch(line) is not None or _NOTHING_SAID.match(line) is not None
    return bool(line) and not is_frame and not is_empty
