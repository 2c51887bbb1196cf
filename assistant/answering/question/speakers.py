"""Who is said to have said it: 'according to OHCHR', 'in the Global Centre's view'. Pure."""

from __future__ import annotations

import re

_NAME = (
    r"(?:the\s+)?(?P<name>[A-Z][\w'’-]*?(?:(?:\s+(?:of|for|the|and|on)){0,3}\s+[A-Z][\w'’-]*?)*?)"
)
_SAID_BY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:according to|in the words of|as (?:reported|stated|estimated|documented) by|"
        rf"reported by|estimated by|selon|d['’]après)\s+{_NAME}(?=['’]s?\b|[\s,.?)]|$)"
        r"(?!\s+[A-Z])",
        rf"\b(?i:in|by|on|from)\s+{_NAME}['’]s?\s+(?:own\s+)?(?i:view|opinion|estimates?|"
        r"reading|assessment|words|eyes|count|judge?ment|telling|account|figures)\b",
        rf"\b(?:does|did|do|has|had)\s+{_NAME}\s+(?i:report(?:ed)?|estimated?|say|said|claim(?:ed)?|"
        r"documented?|count(?:ed)?|believed?|stated?)\b",
        rf"(?:,\s*|\b)(?i:says|reports|estimates|claims)\s+{_NAME}(?=[\s,.?)]*$)",
    )
)
_DOCUMENTS = re.compile(
    r"\b(?:factbook|briefings?|editions?|resolutions?|monitor|pages?|updates?|reports?|documents?)"
    r"\b|^(?:whom|which|what)$",
    re.IGNORECASE,
)


def speaker_named(question: str) -> str:
    """Return the name of whoever the question says must have said it; '' where no one is named.

    A document is no speaker: 'according to the Factbook' names where to look.
    """
    for pattern in _SAID_BY:
        match = pattern.search(question)
        if match and not _DOCUMENTS.search(match["name"]):
            return match["name"]
    return ""
