"""The function words of each language, read from function_words.txt, by BCP 47 code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class FunctionWord:
    """One entry of the file."""

    code: str
    part: str
    """'linking' or 'asking'; the file says what they are."""
    word: str
    is_searched: bool


@cache
def words_of(code: str, part: str = "") -> frozenset[str]:
    """Return the function words of a language, or those of one part of them."""
    return frozenset(
        each.word for each in _entries() if each.code == code and part in ("", each.part)
    )


@cache
def stop_words(code: str) -> frozenset[str]:
    """Return the folded words of a language that the keyword index leaves out."""
    return frozenset(each.word for each in _entries() if each.code == code and not each.is_searched)


@cache
def word_weights() -> Mapping[str, float]:
    """Return what each word tells of its language: 1/n where n languages have it."""
    codes = {each.code for each in _entries()}
    owners = Counter(word for code in codes for word in words_of(code))
    return {word: 1 / count for word, count in owners.items()}


@cache
def _entries() -> tuple[FunctionWord, ...]:
    text = (files("assistant.library") / "function_words.txt").read_text(encoding="utf-8")
    found: list[FunctionWord] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            left_out, _, also_searched = line.partition(" | ")
            code, part, *stops = left_out.split()
            found += [FunctionWord(code, part, word, is_searched=False) for word in stops]
            found += [
                FunctionWord(code, part, word, is_searched=True) for word in also_searched.split()
            ]
    return tuple(found)
