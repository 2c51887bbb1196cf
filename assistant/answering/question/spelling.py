"""Misspelt names put right by the names that stand in the library: 'Ogosagou' is Ogossagou."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from assistant.answering.question.language_support import foreign_language
from assistant.answering.question.typing_slips import KnownWords

LEAST_LETTERS = 6
"""A shorter word is too near to too many."""
NEAR_ENOUGH = 0.87
"""Share of letters in common (Ratcliff & Obershelp) from which a word is a misspelt name."""
_NAME = re.compile(r"\b[A-Z][^\W\d_]{5,}\b")


class KnownNames:
    """The capitalised words of a library, and every word of it, so that none is put wrong."""

    def __init__(self, texts: Iterable[str]) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        words: set[str] = set()
        for text in texts:
            words.update(re.findall(r"[^\W\d_]{6,}", text.lower()))
            for name in _NAME.findall(text):
                names[name[:2].lower()].add(name)
        self._words = words
        self._slips = KnownWords(words)
        self._names: Mapping[str, set[str]] = names

    def corrected(self, question: str) -> str:
        """Return `question` with each unknown capitalised word replaced by the one name near it.

        Unknown words in small letters are put right where they are a slip of the pen.
        """
        if foreign_language(question) is None:
            question = self._slips.corrected(question)
        return _NAME.sub(
            lambda match: (
                match.group() if _opens(match) else self._nearest(match.group()) or match.group()
            ),
            question,
        )

    def _nearest(self, word: str) -> str | None:
        if word.lower() in self._words or len(word) < LEAST_LETTERS:
            return None
        near = {
            name.lower(): name
            for name in self._names.get(word[:2].lower(), ())
            if abs(len(name) - len(word)) <= 2
            and SequenceMatcher(None, word.lower(), name.lower()).ratio() >= NEAR_ENOUGH
        }
        return next(iter(near.values())) if len(near) == 1 else None


def _opens(match: re.Match[str]) -> bool:
    """True for a word that is capitalised because a sentence begins with it: 'Compare'."""
    before = match.string[: match.start()].rstrip(" \"“'(")
    return not before or before[-1] in ".?!:;"
