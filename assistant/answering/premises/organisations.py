"""Organisations that briefings name, by mark. Pure."""

from __future__ import annotations

import re

from assistant.answering.premises.premise_origins import ORGANISATIONS
from assistant.library.normaliser import fold

_NAMES = ORGANISATIONS | {
    "Security Council": ("security council", "unsc"),
    "ASEAN": ("asean",),
    "ICC": ("icc", "international criminal court"),
    "ICJ": ("icj", "international court of justice"),
}
_ALL = sorted((n for names in _NAMES.values() for n in names), key=len, reverse=True)
_BODY = re.compile(rf"\b(?:{'|'.join(_ALL)})\b")


def organisations_in(text: str) -> list[tuple[int, int]]:
    """Return the spans of the organisations named."""
    return [match.span() for match in _BODY.finditer(text.lower())]


def organisation_in(text: str) -> str:
    """Return the organisation that `text` names first in our list, or ''."""
    folded = fold(text)
    for mark, names in _NAMES.items():
        if any(re.search(rf"\b{name}\b", folded) for name in names):
            return mark
    return ""
