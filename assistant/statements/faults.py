"""What a statement can say beyond its quotes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What of a statement its quotes do not bear out."""

    FIGURE = "figure"
    DATE = "date"
    QUALIFIER = "qualifier"
    LEGAL_TERM = "legal term"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class IntegrityFault:
    """The words of a statement at fault, and why in a plain sentence."""

    kind: FaultKind
    text: str
    reason: str
