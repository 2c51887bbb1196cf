"""How a question asks, and so how much of it is stated. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

_AUXILIARIES = r"(?:did|do|does|is|are|was|were|has|have|had|may|can|could|will|would|should|must)"
_PRESUPPOSES = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:why|how come|what (?:made|led|caused|explains|motivated|"
    r"prompted|drove)|how (?:did|do|does|has|have|was|were|come)|on what grounds|for what)\b",
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
    if _PRESUPPOSES.search(question):
        return AskingForm.PRESUPPOSES
    return AskingForm.WHETHER if _WHETHER.search(question) else AskingForm.ASKS
