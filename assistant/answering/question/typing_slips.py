"""Words with one letter too many, too few or out of place, by the words of the library. Pure.

Only a word that stands nowhere in the library is put right, and only where one word of the library
alone is a single slip away. Another ending, as in 'attackers', is no slip, and of wrong letters
only a vowel for a vowel is: 'present' is no slip for 'prevent'.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

LEAST_LETTERS = 7
"""A shorter word is too near to too many."""
_VOWELS = frozenset("aeiouy")
_WORD = re.compile(r"\b[a-z]{7,}\b")


class KnownWords:
    """The words of a library, by first letter and length."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            alike[word[0], len(word)].append(word)
        self._alike: Mapping[tuple[str, int], list[str]] = alike

    def corrected(self, question: str) -> str:
        """Return `question` with each unknown word in small letters that is a slip put right."""
        return _WORD.sub(lambda match: self._meant(match.group()) or match.group(), question)

    def _meant(self, word: str) -> str | None:
        if word in self._words:
            return None
        near = {
            known
            for length in (len(word) - 1, len(word), len(word) + 1)
            for known in self._alike.get((word[0], length), ())
            if _is_one_slip(word, known)
        }
        return near.pop() if len(near) == 1 else None


def _is_one_slip(word: str, known: str) -> bool:
    """True where a letter before the last is added, left out or swapped, or a vowel is wrong."""
    shorter = min(len(word), len(known))
    at = next((i for i in range(shorter) if word[i] != known[i]), shorter)
    if at >= shorter - 1:
        return False
    if len(word) == len(known):
        is_vowel = word[at] in _VOWELS and known[at] in _VOWELS
        is_swapped = word[at : at + 2] == known[at : at + 2][::-1]
        is_wrong = is_vowel and word[at + 1 :] == known[at + 1 :]
        return is_wrong or (is_swapped and word[at + 2 :] == known[at + 2 :])
    longer, other = (word, known) if len(word) > len(known) else (known, word)
    return longer[at + 1 :] == other[at:]
