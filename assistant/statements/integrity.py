"""Whether a statement says no more than its quotes: figures, dates, qualifiers, terms. Pure.

It does not judge what the words mean: a statement may be free of faults and still be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain import EditionDate
from assistant.statements.date_faults import date_faults
from assistant.statements.faults import FaultKind, IntegrityFault
from assistant.statements.figure_faults import figure_faults, read_figures
from assistant.statements.legal_terms import raised_terms
from assistant.statements.source_faults import source_faults

__all__ = ["FaultKind", "IntegrityFault", "integrity_faults"]

_MARK = re.compile(r"\[\d+(?:\s*[,–-]\s*\d+)*\]")


def integrity_faults(
    statement: str, quotes: Sequence[str], edition: EditionDate | None = None
) -> tuple[IntegrityFault, ...]:
    """Return what `statement` says beyond `quotes`.

    Args:
        statement: One sentence or more; citation marks such as [1] are passed over.
        quotes: The verbatim words that it rests on, each read by itself.
        edition: The date of the quotes' edition: it gives days without a year theirs, and may be
            named itself.
    """
    said = _MARK.sub(lambda mark: " " * len(mark.group()), statement)
    return tuple(_faults(said, quotes, edition))


def _faults(
    statement: str, quotes: Sequence[str], edition: EditionDate | None
) -> Iterator[IntegrityFault]:
    said, quoted = read_figures(statement, quotes)
    yield from figure_faults(statement, quotes, said, quoted)
    yield from source_faults(statement, said, quoted)
    yield from date_faults(statement, quotes, edition)
    for claim in raised_terms(statement, quotes):
        reason = f"No quote claims this as {claim.strength.value}, or more firmly."
        yield IntegrityFault(FaultKind.LEGAL_TERM, claim.text, reason)
