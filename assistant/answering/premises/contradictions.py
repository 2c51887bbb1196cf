"""Does a sentence say otherwise than a premise? Only where it is surely about the same thing.

Pure. A sentence says otherwise when it shares what else the question says, holds a value of the
same kind in the same role, and neither it nor its passage holds the value that was asserted.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.premises.contradicted_actors import (
    names_actor,
    other_actor,
    other_fate,
    other_origin,
)
from assistant.answering.premises.contradicted_values import (
    holds_date_of,
    holds_figure_of,
    holds_level,
    other_date,
    other_figure,
    other_level,
)
from assistant.answering.premises.premise_sources import (
    SURE,
    Contradiction,
    Source,
    clauses_of,
    strength_of,
)
from assistant.answering.premises.premises import Premise, PremiseKind
from assistant.answering.premises.shared_subject import is_state, subject_of
from assistant.answering.premises.subject_words import subject_terms
from assistant.answering.question.terms import content_terms
from assistant.countries import country_codes, country_name, find_countries

NEARLY_ALL = 0.9
CONFIRMING, CONFIRMING_WITHOUT_A_NAME = 0.5, 0.75
_INSTITUTIONS = content_terms(
    "ICC International Criminal Court Prosecutor Secretary-General Special Representative UN EU "
    "African Union President Minister General Commission Chapter Rome Statute Human Rights"
)
_Finder = Callable[[Premise, str, Source], Contradiction | None]


def contradiction(premise: Premise, question: str, source: Source) -> Contradiction | None:
    """Return what `source` says instead of `premise`, None where it does not surely do so."""
    return _FINDERS[premise.kind](premise, question, source)


def confirms(premise: Premise, question: str, source: Source) -> bool:
    """True where a sentence on the same thing holds the asserted value."""
    subject = subject_of(question, premise.start, premise.end)
    for _, clause in clauses_of(source.text):
        if not _holds(premise, question, clause):
            continue
        shared = subject.shared(clause, source.heading)
        least = CONFIRMING_WITHOUT_A_NAME if shared.has_missing_name else CONFIRMING
        if shared.own >= least:
            return True
    return False


def _holds(premise: Premise, question: str, text: str) -> bool:
    match premise.kind:
        case PremiseKind.LEVEL:
            return holds_level(premise, text)
        case PremiseKind.FIGURE:
            return holds_figure_of(premise, question, text)
        case PremiseKind.DATE:
            return holds_date_of(premise, text)
        case PremiseKind.ACTOR | PremiseKind.ORIGIN:
            return names_actor(premise.said, text)
        case PremiseKind.OFFICE:
            return "since" in text and names_actor(premise.said, text)
        case PremiseKind.PLACE | PremiseKind.STATEMENT:
            return bool(set(country_codes(premise.said)) & set(country_codes(text)))


def _other_actor(premise: Premise, question: str, source: Source) -> Contradiction | None:
    return _in_a_clause(
        premise, question, source, lambda clause: other_actor(premise.said, question, clause)
    )


def _other_origin(premise: Premise, question: str, source: Source) -> Contradiction | None:
    noun = question[premise.end :].split(maxsplit=1)[0]
    return _in_a_clause(
        premise, question, source, lambda clause: other_origin(premise.said, noun, clause)
    )


def _in_a_clause(
    premise: Premise,
    question: str,
    source: Source,
    find: Callable[[str], tuple[int, int] | None],
) -> Contradiction | None:
    subject = subject_of(question, premise.start, premise.end)
    for start, clause in clauses_of(source.text):
        strength = strength_of(subject, clause, source)
        found = find(clause) if strength else None
        if found is not None:
            span = (start + found[0], start + found[1])
            return Contradiction(premise, source.text[slice(*span)], *span, strength)
    return None


def _other_place(premise: Premise, question: str, source: Source) -> Contradiction | None:
    said, over = set(country_codes(premise.said)), country_codes(source.heading)
    everywhere = set(country_codes(f"{source.heading} {source.text} {source.passage}"))
    if len(over) != 1 or said & everywhere or source.probability < SURE:
        return None
    subject = subject_of(question, premise.start, premise.end)
    named = (subject.names & subject_terms(source.text)) - _INSTITUTIONS
    strength = strength_of(subject, source.text, source)
    if strength < NEARLY_ALL or not named:
        return None
    here = next((e for e in find_countries(source.text) if set(e.iso3) == set(over)), None)
    span = (here.start, here.end) if here and is_state(here) else (0, len(source.text))
    return Contradiction(premise, country_name(over[0]), *span, strength)


def _other_fate(premise: Premise, question: str, source: Source) -> Contradiction | None:
    del question
    found = other_fate(premise.said, source.text)
    if found is None:
        return None
    return Contradiction(premise, source.text[slice(*found)], *found, strength=0.8)


_FINDERS: dict[PremiseKind, _Finder] = {
    PremiseKind.LEVEL: other_level,
    PremiseKind.FIGURE: other_figure,
    PremiseKind.DATE: other_date,
    PremiseKind.ACTOR: _other_actor,
    PremiseKind.ORIGIN: _other_origin,
    PremiseKind.OFFICE: _other_fate,
    PremiseKind.PLACE: _other_place,
    PremiseKind.STATEMENT: lambda *_: None,
}
