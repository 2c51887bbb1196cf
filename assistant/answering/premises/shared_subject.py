"""How much of what a question says, beside one premise, a sentence is about as well. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.premises.premise_words import OPENING
from assistant.answering.premises.subject_words import EMPTY, marked, subject_terms
from assistant.answering.question.terms import asked_terms, content_terms, said_terms
from assistant.countries import CountryMention, country_codes, country_name, find_countries
from assistant.domain import MONTHS
from assistant.library.normaliser import tokenise

_NAME = re.compile(r"(?<![.?!] )(?<!^)\b[A-Z][\w’'-]+|\b\d{3,4}\b")
_AROUND = 50
NAME_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Shared:
    """Shares between 0 and 1."""

    near: float
    """Of the subject's words, in the sentence or what stands over it."""
    own: float
    """Of those that do not stand over it, in the sentence itself."""
    weight: float
    """How much of the subject's words the sentence itself holds; a name counts twice."""
    has_missing_name: bool
    is_anchored: bool
    """True where a country or a name of the question is in the sentence or over it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about without one premise."""

    terms: tuple[str, ...]
    names: frozenset[str]
    countries: frozenset[str]

    def shared(self, text: str, heading: str) -> Shared:
        """Compare with a sentence and what stands over it."""
        said, over = subject_terms(text), subject_terms(heading)
        own = [term for term in self.terms if term not in over]
        covered = set(country_codes(f"{text} {heading}"))
        is_elsewhere = bool(self.countries) and not self.countries & covered
        missing = self.names - said - over
        return Shared(
            near=self._share(self.terms, said | over),
            own=self._share(own, said),
            weight=sum(map(self._weight, said & set(self.terms) | over & self.names)),
            has_missing_name=bool(missing) or is_elsewhere,
            is_anchored=bool(self.countries & covered or self.names & (said | over)),
        )

    def around(self, text: str, start: int, end: int) -> float:
        """Return the share of the subject's words near `start` to `end`."""
        return self._share(self.terms, subject_terms(text[max(0, start - _AROUND) : end + _AROUND]))

    def _weight(self, term: str) -> float:
        return NAME_WEIGHT if term in self.names else 1.0

    def _share(self, terms: Iterable[str], said: frozenset[str]) -> float:
        weights = [(self._weight(term), term in said) for term in terms]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, is_in in weights if is_in) / total if total else 1.0


def subject_of(question: str, start: int, end: int) -> Subject:
    """Return what `question` is about without `question[start:end]`."""
    opening = OPENING.match(question)
    at = opening.end() if opening else 0
    rest = " ".join((question[at:start], question[max(at, end) :]))
    countries = frozenset(country_codes(rest))
    states = [each.text for each in find_countries(rest) if is_state(each)]
    places = frozenset().union(*map(said_terms, states))
    names = frozenset(
        term for match in _NAME.finditer(f"x {rest}") for term in marked(tokenise(match.group()))
    )
    dates = content_terms(" ".join(MONTHS))
    dropped = places | EMPTY
    terms = tuple(dict.fromkeys(t for t in marked(asked_terms(rest)) if t not in dropped))
    kept = names - dropped - dates - {n for n in names if re.fullmatch(r"(?:19|20)\d\d", n)}
    return Subject(terms, kept & frozenset(terms), countries)


def is_state(mention: CountryMention) -> bool:
    """True where a country itself is named, not a town or region of it."""
    if mention.is_demonym or mention.text.isupper() or len(mention.iso3) != 1:
        return True
    ours, full = set(tokenise(mention.text)), set(tokenise(country_name(mention.iso3[0])))
    return bool(ours & full) or mention.text == "Burma"


def deed_of(word: str) -> str:
    """Return the mark of what is done, one for all words that say the same."""
    return marked(tokenise(word))[0] if tokenise(word) else ""
