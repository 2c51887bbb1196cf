"""What the Council does in a resolution, sentence by sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Briefing, Sentence
from assistant.statements.figures import Figure

DECIDES = re.compile(
    r"\b(?:decides?|authori[sz]es?|approves?|extends?|renews?|establishes|recalls its decision)\b",
    re.IGNORECASE,
)
DECIDES_OR_ASKS = re.compile(rf"{DECIDES.pattern}|\brequests\b", re.IGNORECASE)
_RECITES = re.compile(r"[A-Z][a-z]+ing\b")
_POINT = re.compile(r"\([a-z]+\)|[–-] ")


@dataclass(frozen=True, slots=True)
class Act:
    """A sentence of a resolution, and what of it answers."""

    start: int
    end: int
    said: str = ""
    """The words that answer; '' where the whole sentence does."""
    figure: Figure | None = None


def acting(briefing: Briefing, verbs: re.Pattern[str] = DECIDES) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences in which the Council acts, each with its text, and the points under it.

    What a preamble recites is none, whatever its verbs.
    """
    is_acting = False
    for sentence in briefing.sentences:
        text = briefing.text[sentence.start : sentence.end]
        if not _POINT.match(text):
            is_acting = bool(verbs.search(text)) and not _RECITES.match(text)
        if is_acting:
            yield sentence, text
