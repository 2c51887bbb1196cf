"""Decides whether a hyphen at the end of a line belongs to the word or to the line."""

from __future__ import annotations

import re
from collections import Counter

_ENDS_IN_HYPHEN = re.compile(r"([^\W\d_]+)[-‐]$")
_STARTS_WITH_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+[-‐][^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATING_PREFIXES = frozenset(
    "all anti co counter cross ex far gender half high inter long low mid multi non post pre pro "
    "re secretary self semi short so state status sub then under vice war well".split()
)
_CLOSED_FIRST = frozenset("with over out there where some any every can what when who".split())
_CLOSED_SECOND = frozenset("self selves ever thing where ward wards".split())
"""Words that, beside another word, nearly always make one word: 'withdrawn', 'himself'."""


class Hyphenation:
    """What one document itself says about its hyphenated words."""

    def __init__(self, text: str) -> None:
        folded = text.casefold()
        self._hyphenated = Counter(_HYPHENATED.findall(folded))
        self._words = Counter(_WORD.findall(folded))

    def join(self, before: str, after: str) -> str:
        """Two lines as one: a broken word mended, a compound kept, a space everywhere else."""
        if before.endswith(("–", "/")) and before[-2:-1].isalnum() and after[:1].isalnum():
            return before + after
        if not before.endswith(("-", "‐")) or before[-2:-1].isspace() or not after[:1].isalnum():
            return f"{before} {after}"
        head, tail = _ENDS_IN_HYPHEN.search(before), _STARTS_WITH_LETTERS.match(after)
        if head is None or tail is None or self._is_compound(head[1], tail[0]):
            return before + after
        return before[:-1] + after

    def _is_compound(self, head: str, tail: str) -> bool:
        first, second = head.casefold(), tail.casefold()
        if f"{first}-{second}" in self._hyphenated:
            return True
        if first + second in self._words:
            return False
        if tail[0].isupper() or first in _HYPHENATING_PREFIXES:
            return True
        if first in _CLOSED_FIRST or second in _CLOSED_SECOND:
            return False
        # A half that the document also uses alone is a word; a torn-off syllable is not.
        return self._words[first] > 1 and self._words[second] > 1
