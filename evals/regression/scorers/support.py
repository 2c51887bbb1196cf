"""Whether citations support what they stand behind: ALCE's recall and precision, and figures.

Gao et al., Enabling Large Language Models to Generate Text with Citations, EMNLP 2023, section 3:
a statement counts for recall where all its citations together support it; a citation counts for
precision where it supports its statement by itself, or the statement loses its support without it.
There a model of entailment judges support; here containment does, which gives the same number every
time: most words of the statement stand in the quotes, and nothing in it goes beyond them in figure,
date, qualifier, source or legal term. The reader's entailment is reported beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.api.schemas import CitationOut, EvalScore
from assistant.domain import EditionDate, Precision
from assistant.library.languages import ENGLISH
from assistant.library.normaliser import question_terms
from assistant.statements.integrity import FaultKind, IntegrityFault, integrity_faults
from evals.regression.scorers.given import Given, share_score, ungraded
from evals.regression.scorers.statements import Statement, statements_of

ENOUGH_WORDS = 0.5
"""Share of a statement's content words that must stand in its quotes or name their editions."""
_QUOTED = re.compile("“([^“”]+)”")
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
"""By the length of a date as ISO 8601 writes it."""


def citation_recall(given: Given) -> EvalScore:
    """Count the statements that their own citations, taken together, support."""
    if not given.has_answered:
        return ungraded("nothing was answered")
    said = statements_of(given.text)
    weak = [each for each in said if not is_supported(each, _behind(given, each))]
    reason = f"unsupported: {weak[0].text[:160]}" if weak else "every statement is supported"
    return share_score(len(said) - len(weak), len(said), reason)


def citation_precision(given: Given) -> EvalScore:
    """Count the citations that support their statement, or without which it loses its support."""
    if not given.has_answered:
        return ungraded("nothing was answered")
    total, idle = 0, list[int]()
    for statement in statements_of(given.text):
        cited = _behind(given, statement)
        total += len(cited)
        idle += [each.number for each in cited if not _is_relevant(statement, each, cited)]
    reason = f"citations that add nothing: {sorted(set(idle))}" if idle else "every one is needed"
    return share_score(total - len(idle), total, reason)


def figure_integrity(given: Given) -> EvalScore:
    """Count the statements whose figures, dates, qualifiers, sources and terms are all quoted."""
    if not given.has_answered or given.answer is None:
        return ungraded("nothing was answered")
    said = statements_of(given.text)
    faults = [
        found
        for each in said
        if (found := faults_of(each, _behind(given, each) or given.answer.citations))
    ]
    reason = (
        f"{faults[0][0].kind.value} {faults[0][0].text!r}: {faults[0][0].reason}"
        if faults
        else "nothing goes beyond the quotes"
    )
    return share_score(len(said) - len(faults), len(said), reason)


def is_supported(statement: Statement, cited: Sequence[CitationOut]) -> bool:
    """Tell whether `cited` together say what `statement` says."""
    if not cited or faults_of(statement, cited):
        return False
    words = set(question_terms(statement.text, (ENGLISH,)))
    known = {word for each in cited for word in question_terms(_known(each), (ENGLISH,))}
    return not words or len(words & known) / len(words) >= ENOUGH_WORDS


def faults_of(statement: Statement, cited: Sequence[CitationOut]) -> tuple[IntegrityFault, ...]:
    """Return what `statement` says beyond the quotes, read with the edition that leaves least.

    What names the editions is no claim. A statement that is one verbatim run of words out of a
    quote keeps its source through the citation, so that it need not repeat it.
    """
    quotes = [each.quote for each in cited]
    said = _without_names(statement.text, cited)
    editions = {each.edition_date: _edition_of(each) for each in cited}
    readings = [integrity_faults(said, quotes, each) for each in editions.values()]
    faults = min(readings, key=len, default=())
    if _is_fragment(said, quotes):
        return tuple(each for each in faults if each.kind is not FaultKind.SOURCE)
    return faults


def _without_names(text: str, cited: Sequence[CitationOut]) -> str:
    """Blank out what names the editions: series, publisher, title and date."""
    names = {
        name
        for each in cited
        for name in (each.series, each.publisher, each.title, each.edition_label)
    }
    for name in sorted(names, key=len, reverse=True):
        # "April 2013" names an edition, but not inside "25 April 2013".
        text = re.sub(rf"(?<!\d )\b{re.escape(name)}", " " * len(name), text)
    return text


def _is_fragment(said: str, quotes: Sequence[str]) -> bool:
    inside = _QUOTED.fullmatch(said.strip())
    return inside is not None and any(inside.group(1) in quote for quote in quotes)


def _behind(given: Given, statement: Statement) -> list[CitationOut]:
    citations = given.answer.citations if given.answer is not None else []
    return [each for each in citations if each.number in statement.marks]


def _is_relevant(statement: Statement, citation: CitationOut, cited: Sequence[CitationOut]) -> bool:
    others = [each for each in cited if each is not citation]
    return is_supported(statement, [citation]) or not is_supported(statement, others)


def _known(citation: CitationOut) -> str:
    """Return the words that a statement may use: those quoted, and what names the edition."""
    named = (citation.title, citation.series, citation.edition_label, citation.section)
    return " ".join((citation.quote, *named))


def _edition_of(citation: CitationOut) -> EditionDate:
    written = citation.edition_date
    whole = f"{written}-01-01"[:10] if len(written) == 4 else f"{written}-01"[:10]
    return EditionDate(date.fromisoformat(whole), _PRECISIONS[len(written)])
