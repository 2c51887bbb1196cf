"""Whether a sentence holds the kind of thing that a question asks for. Pure."""

from __future__ import annotations

import re

from assistant.answering.question.answer_types import Expected, can_hold
from assistant.answering.question.held_names import groups_held, names_held
from assistant.answering.question.scope import Scope
from assistant.domain import MONTHS

_AHEAD = re.compile(
    r"\b(?:will|shall|until|by(?=\s+(?:the (?:end|start|middle)\b|early|late|mid\b|next|[\d]|"
    rf"(?:{'|'.join(MONTHS)})\b))|expected|scheduled|due|planned|expires?|next|upcoming)\b",
    re.IGNORECASE,
)
_FORESEEN = re.compile(
    r"\b(?:will|expected|projected|planned|forecast|scheduled|anticipated|likely to)\b",
    re.IGNORECASE,
)
_ASKS_OFFICE = re.compile(
    r"^\W*who (?:currently )?(?:leads?|led|governs?|governed|rules?|ruled|runs?|heads?|"
    r"is in (?:charge|command)|commands?|commanded|chairs?|chaired|will (?:lead|head|chair))\b"
    r"|\bwho (?:is|was)\b.{0,30}\b(?:president|prime minister|head of (?:state|government))\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:presidents?|prime minister|head|chief|leaders?|led|chair\w*|king|emir|governor|general|"
    r"commander|captain|colonel|council|junta|regime|rul(?:es?|ed|ers?)|governs?|governed|took "
    r"power|seized|overthr[eo]w\w*|ousted|elected|coup|commanded|run by)\b",
    re.IGNORECASE,
)
_ASKS_EVENT = re.compile(
    r"\bwhat (?:else )?(?:happened|took place|occurred)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:should|must|shall|urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|upon|for)|demand(?:s|ed)?|"
    r"requests?|encourages?)\b",
    re.IGNORECASE,
)


def holds_expected(scope: Scope, text: str) -> bool:
    """True where `text` can hold the kind of thing asked for.

    Where the question asks what will be, a date or a figure of the past does not do; what
    happened is not told by what should be done.
    """
    if not can_hold(scope.answer_type, text):
        return False
    if asks_office(scope.question) and not _names_holder(scope, text):
        return False
    if _ASKS_EVENT.search(scope.question) and _DEMAND.search(text):
        return False
    if not scope.asks_ahead:
        return True
    if scope.answer_type is Expected.DATE:
        return bool(_AHEAD.search(text))
    return scope.expected is not Expected.FIGURE or bool(_FORESEEN.search(text))


def asks_office(question: str) -> bool:
    """True where it asks who is in office: many words tell that, and a sentence must name one."""
    return _ASKS_OFFICE.search(question) is not None


def _names_holder(scope: Scope, text: str) -> bool:
    """True where an office stands in `text`, and a name that the question does not give."""
    if not _OFFICE.search(text):
        return False
    line = re.sub(r"\s", " ", text)
    return bool(names_held(line, scope.question) or groups_held(line, scope.question))
