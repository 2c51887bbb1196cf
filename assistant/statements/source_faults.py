"""Figures whose quotes name who says so, where the statement does not. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.statements.faults import FaultKind, IntegrityFault
from assistant.statements.figure_faults import same_figures
from assistant.statements.figure_sources import names_source
from assistant.statements.figures import Figure


def source_faults(
    statement: str, said: Sequence[Figure], quoted: Sequence[Figure]
) -> Iterator[IntegrityFault]:
    """Yield the figures that all quotes put in someone's mouth and `statement` in nobody's."""
    for figure in said:
        sources = [each.source for each in same_figures(figure, quoted)]
        if sources and all(sources) and not any(names_source(statement, each) for each in sources):
            words = statement[figure.start : figure.number_end]
            reason = f"The quote gives this as the word of {sources[0]}."
            yield IntegrityFault(FaultKind.SOURCE, words, reason)
