"""Whether a statement says no more than its quotes: figures, dates, qualifiers, terms. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import EditionDate
from assistant.statements.figures import figures_in
from assistant.statements.legal_terms import raised_terms


class FaultKind(StrEnum):
    """What of a statement its quotes do not bear out."""

    FIGURE = "figure"
    DATE = "date"
    QUALIFIER = "qualifier"
    LEGAL_TERM = "legal term"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class IntegrityFault:
    """The words of a statement at fault, and why in a plain sentence."""

    kind: FaultKind
    text: str
    reason: str


def integrity_faults(
    statement: str, quotes: Sequence[str], edition: EditionDate | None = None
) -> tuple[IntegrityFault, ...]:
    """Return what `statement` says beyond `quotes`; `edition` dates days named without a year."""
    del edition
    quoted = {figure.value for quote in quotes for figure in figures_in(quote)}
    figures = [figure for figure in figures_in(statement) if figure.value not in quoted]
    faults = [
        IntegrityFault(
            FaultKind.FIGURE,
            statement[figure.number_start : figure.number_end],
            "No quote states this figure.",
        )
        for figure in figures
    ]
    faults += [
        IntegrityFault(FaultKind.LEGAL_TERM, claim.text, "No quote claims this so firmly.")
        for claim in raised_terms(statement, quotes)
    ]
    return tuple(faults)
