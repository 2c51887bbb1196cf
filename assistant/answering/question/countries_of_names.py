"""The countries that names of the library belong to: who asks of Konduga asks of Nigeria."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

LEAST_LETTERS = 4
_INSIDE_A_SENTENCE = re.compile(rf"(?<=[a-z,;] )[A-Z][\w’'-]{{{LEAST_LETTERS - 1},}}")
_CAPITALISED = re.compile(rf"\b[A-Z][\w’'-]{{{LEAST_LETTERS - 1},}}")
_SMALL = re.compile(rf"\b[a-z][\w’'-]{{{LEAST_LETTERS - 1},}}")
_TIMES = frozenset(
    "January February March April June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
"""Written with a capital letter, and of no country."""
_POSSESSIVE = re.compile(r"['’]s?$")


class CountriesOfNames:
    """Which countries all documents are on that hold a name; built once for a library."""

    def __init__(self, documents: Iterable[tuple[str, Collection[str]]]) -> None:
        """Take passages with the ISO codes of the countries that their document is on."""
        held: dict[str, frozenset[str]] = {}
        small: set[str] = set()
        for text, countries in documents:
            small.update(_SMALL.findall(text))
            on = frozenset(countries)
            for name in map(_bare, _INSIDE_A_SENTENCE.findall(text)):
                held[name] = held.get(name, on) & on
        self._countries = {
            name: codes
            for name, codes in held.items()
            if codes and name.lower() not in small and name not in _TIMES
        }

    def countries_meant(self, question: str) -> tuple[str, ...]:
        """Return the countries to which every name of `question` belongs that belongs to any.

        Empty where it holds no such name, or where its names belong to different countries.
        """
        known = [
            self._countries[name]
            for name in map(_bare, _CAPITALISED.findall(question))
            if name in self._countries
        ]
        return tuple(sorted(frozenset[str].intersection(*known))) if known else ()


def _bare(name: str) -> str:
    return _POSSESSIVE.sub("", name)
