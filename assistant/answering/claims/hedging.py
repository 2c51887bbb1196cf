"""Whether a written sentence states what the words that it retells only report. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library.normaliser import tokenise

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|apparently|supposedly|alleged|suspected"
    r"|(?:is|are|was|were|has been|have been) (?:\w+ly )?"
    r"(?:said|reported|accused|believed|suspected|alleged|thought|feared)"
    r"(?: to(?: have)?| of(?: having)?)?"
    r"|(?:may|might|could) (?:have|be|amount))\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:report|alleg|accus|suspect|belie|claim|said|say|accord|may\b|might|could|apparent|purport"
    r"|supposed|describ|attribut|call|regard|consider|suggest|thought|fear|blam|possib|implicat)",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"(?:^|[.;]\s)((?:[A-Z]{3,}|[A-Z]\w+(?: [A-Z]\w+)+|The Church)) "
    r"(?:counts?|counted|estimates?|estimated|puts?|regards?|reports?)\b"
)
_RISK = re.compile(r"\b(?:risk|threat|danger) of\b", re.IGNORECASE)
_KEEPS_RISK = re.compile(
    r"\b(?:risk|threat|danger|peril|fac(?:e|es|ing)\b|vulnerab|prevent|prone|likel|warn|expos|could"
    r"|may\b|might|fear|concern|menac|brink|verge|imminent(?:ly)? (?:risk|threat|danger))",
    re.IGNORECASE,
)
_SCOPE = 3


def hedging_faults(statement: str, window: str) -> Iterator[str]:
    """Yield a reason where the statement leaves out that something is only reported."""
    terms = set(tokenise(statement))
    if not _KEPT.search(statement):
        for match in _HEDGE.finditer(window):
            scope = set(tokenise(window[match.end() :])[:_SCOPE])
            if scope and len(scope & terms) >= min(2, len(scope)):
                yield f"what it cites only says “{match.group()}”"
                return
    if not _KEEPS_RISK.search(statement):
        for match in _RISK.finditer(window):
            scope = set(tokenise(window[match.end() :])[:2])
            if scope and scope <= terms:
                yield f"what it cites only says “{match.group()}”"
                return
    for match in _COUNTS.finditer(window):
        scope = set(tokenise(window[match.end() :])[:_SCOPE])
        is_named = bool(set(tokenise(match.group(1))) & terms) or _KEPT.search(statement)
        if not is_named and len(scope & terms) >= min(2, len(scope)):
            yield f"what it cites gives this as the word of {match.group(1)}"
