"""Which part of a briefing a question is answered from. Pure."""

from __future__ import annotations

import re

from assistant.answering.question.expecting import ASKS_ACTION
from assistant.domain import SectionType

_SECTIONS = (
    (
        re.compile(
            r"\b(?:international|un|council|regional) (?:response|reaction|action)\b|"
            r"\bhow (?:has|have|did|is|are) .*\b(?:respond\w*|react\w*)\b|"
            r"\bwhat (?:has|have) .*\b(?:community|council|un|nations|union)\b.* done\b",
            re.IGNORECASE,
        ),
        SectionType.INTERNATIONAL_RESPONSE,
    ),
    (
        re.compile(
            r"\b(?:who|which (?:people|populations?|groups?)) (?:is|are) at risk\b|"
            r"\bpopulations? at risk\b|\bsummar(?:y|ise|ize)\b|\boverview\b",
            re.IGNORECASE,
        ),
        SectionType.SUMMARY,
    ),
    (
        re.compile(
            r"\b(?:root )?causes?\b|\broots? of\b|\borigins? of\b|\bbackground (?:to|of)\b",
            re.IGNORECASE,
        ),
        SectionType.BACKGROUND,
    ),
)


def section_wanted(question: str) -> SectionType | None:
    """Return the part of a briefing that such a question is answered from, if there is one."""
    for pattern, section in _SECTIONS:
        if pattern.search(question):
            return section
    return SectionType.NECESSARY_ACTION if ASKS_ACTION.search(question) else None
