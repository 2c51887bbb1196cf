"""Whether a question about two editions asks how the level moved, and the line for it. Pure."""

from __future__ import annotations

import re

from assistant.situations.changes import ChangeKind, EditionChanges
from assistant.situations.citing import CitedLine

_LEVEL = re.compile(
    r"\b(?:risk|alert|r2p|own|overall|level|label|rating|ranking|grade|category|classification|"
    r"status|tier)s?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:levels?|labels?|rat(?:ed|ings?)|grades?|categor(?:y|ies)|classifi(?:ed|cation)|tier)\b",
    re.IGNORECASE,
)
_COUNTRY_MOVED = re.compile(
    r"\b(?:is|was|were|has|have|had|did|does)\s+(?:the\s+)?(?:(?-i:[A-Z])[\w.’'-]*\s+)+"
    r"(?:been\s+|get\s+)?(?:"
    r"(?:moved?|gone|go|put|shift(?:ed)?)\s+(?:up|down)|upgraded?|downgraded?|raised|lowered)\b",
    re.IGNORECASE,
)
"""'Was Mali moved up': what moves is the country, and no figure in it."""


def asks_level_move(question: str, topic: str) -> bool:
    """True where the level is all that `question` asks of two editions; `topic` is its topic."""
    rest = _LEVEL.sub(" ", topic).strip()
    is_named = _NAMED.search(topic) is not None and not rest
    return is_named or _COUNTRY_MOVED.search(question) is not None


def level_lines(found: EditionChanges) -> tuple[CitedLine, ...]:
    """Return the line that gives both levels; none where an edition has no level."""
    moved = tuple(change.line for change in found.of_kind(ChangeKind.LEVEL_MOVED))
    stayed = (found.unchanged_level,) if found.unchanged_level is not None else ()
    return moved or stayed
