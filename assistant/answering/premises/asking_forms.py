"""How a question asks, and so how much of it is stated. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

_AUXILIARIES = r"(?:did|do|does|is|are|was|were|has|have|had|may|can|could|will|would|should|must)"
_LEAD_IN = re.compile(
    r"^\W*(?:in|according to|from|for|per|as|on|under|after|during|since)\b[^,:?]{3,80}[,:]"
    r"\s+(?=(?:(?:on|for|under|by) )?(?:why|how|what|when|where|who|which)\b)",
    re.IGNORECASE,
)
_PRESUPPOSES = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:why|how come|what (?:made|led|caused|explains|motivated|"
    r"prompted|drove|(?:reasons?|grounds|excuse) (?:did|do|does|has|have|had|was|were))|"
    r"how (?:did|do|does|has|have|was|were|come)|on what (?:grounds|evidence|basis)|for what)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    rf"^\W*(?:{_AUXILIARIES})\b|\bright\?$|\bis it true\b",
    re.IGNORECASE,
)


class AskingForm(StrEnum):
    """How much of a question is stated rather than asked."""

    PRESUPPOSES = "presupposes"
    """'Why did X do Y?' states all but the reason."""
    WHETHER = "whether"
    """'Did X do Y?' asks whether the statement holds."""
    ASKS = "asks"
    """Asks for a value, and states only what stands around it."""


def asking_form(question: str) -> AskingForm:
    """Return how `question` asks."""
    bare = bare_question(question)
    if _PRESUPPOSES.search(bare):
        return AskingForm.PRESUPPOSES
    return AskingForm.WHETHER if _WHETHER.search(bare) else AskingForm.ASKS


def bare_question(question: str) -> str:
    """Return `question` without what leads to it: 'In the May briefing, how did ...'."""
    return _LEAD_IN.sub("", question)
