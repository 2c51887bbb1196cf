"""The words of a question that say in which edition to look, and not what for. Pure.

'In the May 2019 edition on Mali, who was elected?' asks who was elected; once that edition alone is
searched, its date must not draw sentences that tell of May 2019.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.question.documents_asked import EDITION_DATE, NEWEST_EDITION
from assistant.answering.question.scope import Scope

_LED_IN = re.compile(
    r"\b(?:(?:as )?(?:told|said|given|stated|described|mentioned) (?:in|by)|a[a-z]{4,6}ing to|"
    r"in the words of|going by|judging by|reading|in|per|by)\s+(?:the\s+|its\s+|your\s+)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^\W*(?:the\s+)?$", re.IGNORECASE)
_TOLD_BY = re.compile(
    r"\s+(?:that|which|whom?)\s+(?:the\s+)?$|(?:^\W*|,\s*)as\s+(?:the\s+)?(?:[A-Z]\w+\s+)?$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\s+(?:(?:mention|name|list|recount|report|describe|give|count|note|tell|speak|put|ha)s?"
    r"(?:\s+(?:of|it))?)\b(?=\s*(?:[,.?]|$))",
    re.IGNORECASE,
)
"""'That the latest briefing mentions', 'As the 2019 edition tells it'."""
_ON_WHAT = re.compile(
    r"\s+(?:on|of|for|about)\s+(?:the\s+)?(?:[A-Z][\w'’.-]*(?:\s+(?:of|the|and)(?=\s+(?:the\s+)?[A-Z]))*\s*)+"
    r"(?=\W|$)"
)
_MARK = re.compile(r"\s*[,:–-]\s*")
FEWEST_WORDS = 2
"""With fewer words left the edition itself is asked about."""


def scope_to_read(scope: Scope) -> Scope:
    """Return the scope with the question that is put to the sentences of the edition named."""
    if not scope.editions:
        return scope
    return replace(scope, question=without_edition_phrase(scope.question))


def without_edition_phrase(question: str) -> str:
    """Return `question` without 'in the May 2019 edition on Mali'; as it is where it needs that."""
    match = EDITION_DATE.search(question) or NEWEST_EDITION.search(question)
    if match is None or match.groupdict().get("as_of"):
        return question
    start, end = match.span()
    start += len("that ") if match.group().lower().startswith("that ") else 0
    end += len(" page") if question[end:].startswith(" page") else 0
    led, told = _LED_IN.search(question[:start]), _TOLD_BY.search(question[:start])
    behind = _ON_WHAT.match(question, end)
    if told is not None and led is None:
        led, behind = told, _TELLS.match(question, end)
        if behind is None:
            return question
    end = behind.end() if behind else end
    mark = _MARK.match(question, end)
    if led is None and not (mark and _OPENS.match(question[:start])):
        return question
    before = question[: led.start() if led else 0].rstrip(" ,(")
    after = question[mark.end() if mark else end :].lstrip()
    rest = f"{before} {after}".strip() if after[:1].isalnum() else f"{before}{after}"
    return f"{rest[:1].upper()}{rest[1:]}" if len(rest.split()) >= FEWEST_WORDS else question
