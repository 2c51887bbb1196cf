"""Of what kind those are who are counted: civilians, children, soldiers, rebels. Pure.

'How many civilians died?' is not answered by how many soldiers and rebels did. People of no
kind may be anyone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.held_spans import held_spans
from assistant.answering.reading.short_answers import counted_phrase


class Counted(StrEnum):
    """A kind of people."""

    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    SOLDIERS = "soldiers"
    POLICE = "police"
    PEACEKEEPERS = "peacekeepers"
    FIGHTERS = "fighters"


_WORDS = {
    Counted.CIVILIANS: r"civilians?|villagers?|bystanders?|non-combatants?|herders?|farmers?",
    Counted.CHILDREN: r"child\w*|kids?|minors?|boys?|girls?",
    Counted.WOMEN: r"women|woman|girls?",
    Counted.SOLDIERS: r"soldiers?|troops?|military|army|security forces",
    Counted.POLICE: r"police\w*|security forces",
    Counted.PEACEKEEPERS: r"peacekeepers?|blue helmets?|soldiers?|troops?|police\w*|personnel",
    Counted.FIGHTERS: r"rebels?|fighters?|militants?|insurgents?|separatists?|gunmen|terrorists?",
}
_KINDS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WORDS.items()}


def counts_another_kind(question: str, text: str) -> bool:
    """True where `question` counts one kind, and all that `text` counts is of others."""
    wanted = _kinds(counted_phrase(question))
    held = (text[slice(*span)] for span in held_spans(Expected.FIGURE, text, question))
    told = [_kinds(words) for words in held if re.search(r"[a-z]", words)]
    return bool(wanted and told) and all(kinds and not kinds & wanted for kinds in told)


def _kinds(text: str) -> frozenset[Counted]:
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(text))
