"""Figures whose quotes name who says so, where the statement does not. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.statements.faults import FaultKind, IntegrityFault
from assistant.statements.figure_faults import same_figures
from assistant.statements.figures import Figure

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SMALL = frozenset("the of for on and in to a an de des du la by at".split())


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


def names_source(statement: str, source: str) -> bool:
    """True where `statement` names `source`: by a short form of its own, or half of its words."""
    statement, source = (re.sub(r"United\s+Nations", "UN", each) for each in (statement, source))
    words = [word for word in _WORD.findall(source) if word.lower() not in _SMALL]
    present = {word.lower() for word in _WORD.findall(statement)}
    shorts = {word for word in words if word.isupper() and len(word) > 2}
    shorts.add("".join(word[0] for word in words if word[0].isupper() and word not in shorts))
    if any(short.lower() in present for short in shorts if len(short) > 1):
        return True
    named = sum(word.lower() in present for word in words)
    return bool(words) and named * 2 >= len(words)
