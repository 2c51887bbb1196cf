"""Looks up what a question takes for granted, and finds the sentence that says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.premise_evidence import sources_of
from assistant.answering.premises.asking_forms import AskingForm, asking_form
from assistant.answering.premises.contradictions import confirms
from assistant.answering.premises.correcting import Correction, correction
from assistant.answering.premises.likely_correction import likely_correction
from assistant.answering.premises.premise_sources import Source
from assistant.answering.premises.premises import Premise, premises_of
from assistant.answering.question.scope import Scope, scope_of_part
from assistant.answering.turn import Part
from assistant.countries import country_codes, find_countries
from assistant.domain import Evidence
from assistant.library.library import Library

MOST_PROBES = 2
"""Premises of one part that are looked up."""

Found = list[tuple[Premise, tuple[Source, ...]]]


class PremiseChecking:
    """Asks the library for the true value of each premise of a question."""

    def __init__(self, library: Library, reading: EvidenceReading) -> None:
        self._library = library
        self._reading = reading

    def correction_for(self, parts: Iterable[Part]) -> Correction | None:
        """Return what the briefings say instead of what a part takes for granted, if they do."""
        return next((made for part in parts if (made := self._for_part(part))), None)

    def _for_part(self, part: Part) -> Correction | None:
        """Return what a rule finds, else what the signals of all sentences make likely.

        Of a country without a briefing nothing can be put right.
        """
        if part.scope.is_about_uncovered:
            return None
        question = part.scope.question
        return self._by_rules(part.scope) or likely_correction(
            question, self.sources(part), self._reading.entails
        )

    def sources(self, part: Part) -> tuple[Source, ...]:
        """Return the sentences that may say otherwise, each once.

        They are those of the part's evidence; for a question that states more than it asks, those
        of replaced editions, too, and those on other countries than it names.
        """
        found = list(part.evidence)
        if asking_form(part.scope.question) is not AskingForm.ASKS:
            found += [each for scope in self._wider(part.scope) for each in self._both(scope)]
        once = {each.passage_id: each for each in reversed(found)}
        return sources_of(tuple(once.values())[::-1], part.judgements)

    def _both(self, scope: Scope) -> tuple[Evidence, ...]:
        """Return the evidence of the editions in force and, where no day is fixed, of earlier."""
        found = self._reading.find(scope)
        if scope.as_of is not None:
            return found
        return (*found, *self._reading.find(scope, is_earlier=True))

    def _wider(self, scope: Scope) -> tuple[Scope, ...]:
        """Return the scope itself, and that of the question without the countries it names."""
        question = scope.question
        for each in reversed(find_countries(question)):
            question = f"{question[: each.start]}{question[each.end :]}"
        if question == scope.question:
            return (scope,)
        cards = self._library.snapshot.cards
        free = scope_of_part(" ".join(question.split()), scope, cards)
        return (scope, replace(free, countries=(), uncovered=(), is_about_uncovered=False))

    def _by_rules(self, scope: Scope) -> Correction | None:
        """Ask the editions in force, then the earlier ones about what those leave open."""
        premises = premises_of(scope.question)[:MOST_PROBES]
        found = [(each, self._probed(each, scope)) for each in premises]
        corrected = self._correction(scope, found)
        if corrected is not None or scope.as_of is not None:
            return corrected
        left_open = [
            each
            for each, sources in found
            if not any(confirms(each, scope.question, source) for source in sources)
        ]
        return self._correction(
            scope, [(each, self._probed(each, scope, is_earlier=True)) for each in left_open]
        )

    def _correction(self, scope: Scope, found: Found) -> Correction | None:
        return correction(scope.question, found, self._reading.entails) if found else None

    def _probed(
        self, premise: Premise, asked: Scope, *, is_earlier: bool = False
    ) -> tuple[Source, ...]:
        """Judge the evidence for the question whose answer confirms or corrects `premise`."""
        scope = scope_of_part(premise.probe, _without(asked, premise), self._library.snapshot.cards)
        evidence = self._reading.find(scope, is_earlier=is_earlier)
        return sources_of(evidence, self._reading.read(scope, evidence))


def _without(asked: Scope, premise: Premise) -> Scope:
    """Return the scope without the countries that the premise itself names, right or wrong."""
    stated = set(country_codes(premise.said))
    return replace(
        asked,
        countries=tuple(each for each in asked.countries if each not in stated),
        uncovered=tuple(each for each in asked.uncovered if each not in stated),
    )
