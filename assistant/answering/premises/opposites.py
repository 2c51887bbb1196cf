"""Words that say the opposite of one another, and words that deny. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from assistant.library.normaliser import tokenise

_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|lacks?|lacked|fail(?:s|ed)?|"
    r"failure|unable|refus\w+|uncontested|no longer|yet to|instead|rather than|although|hardly|"
    r"barely|un(?:able|likely|willing))\b|n['’]t\b",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """True where `text` denies something."""
    return bool(_DENIES.search(text))


def opposed(asked: Iterable[str], said: frozenset[str]) -> frozenset[str]:
    """Return the terms of `asked` whose opposite, and not themselves, are in `said`."""
    table = _opposites()
    return frozenset(term for term in asked if term not in said and table.get(term, set()) & said)


def opposite_words(term: str) -> tuple[str, ...]:
    """Return the words that say the opposite of the word with this stem."""
    return tuple(
        word
        for one, other in _pairs()
        for ours, theirs in ((one, other), (other, one))
        if any(term in tokenise(each) for each in ours)
        for word in theirs
    )


@cache
def _opposites() -> dict[str, set[str]]:
    """The stems that say the opposite of each stem."""
    table: dict[str, set[str]] = defaultdict(set)
    for pair in _pairs():
        one, other = ({term for phrase in side for term in tokenise(phrase)} for side in pair)
        for term in one:
            table[term] |= other - one
        for term in other:
            table[term] |= one - other
    return dict(table)


@cache
def _pairs() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    text = (files("assistant.answering.premises") / "opposites.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((_phrases(one), _phrases(other)) for one, other in map(_halves, lines))


def _halves(line: str) -> list[str]:
    return line.split(":")


def _phrases(words: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in words.split(","))
