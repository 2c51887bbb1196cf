"""What a question takes for granted: a level, a number, a date, an actor, an office, a country.

Pure. 'Why did Morocco mediate the agreement?' asks for a reason and states an actor. Each premise
comes with a probe, the question whose answer confirms or corrects it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.premises.amounts import amounts_in
from assistant.answering.premises.asking_forms import AskingForm, asking_form
from assistant.answering.premises.premise_actors import actor_in, office_in, who_question
from assistant.answering.premises.premise_origins import origins_in
from assistant.answering.premises.premise_words import DATE, OPENING, without
from assistant.answering.question.scope import edition_date_named
from assistant.countries import find_countries
from assistant.domain import Level


class PremiseKind(StrEnum):
    """What kind of thing is taken for granted."""

    LEVEL = "level"
    FIGURE = "figure"
    DATE = "date"
    ACTOR = "actor"
    OFFICE = "office"
    ORIGIN = "origin"
    PLACE = "place"
    STATEMENT = "statement"
    """Anything else: all that the question states, or a slot of it."""


@dataclass(frozen=True, slots=True)
class Premise:
    """Something that `question[start:end]` states as a fact."""

    kind: PremiseKind
    said: str
    start: int
    end: int
    probe: str
    """Asks for the true value, with the premise taken out."""


_LEVEL = re.compile("|".join(level.value for level in Level), re.IGNORECASE)
_PRESUPPOSES = re.compile(
    r"\bwhy\b|\bhow come\b|^\W*(?:(?:and|so|but)\s+)?(?:how|when|where)\b"
    r"|\b(?:grounds?|reasons?|purpose|basis)\b",
    re.IGNORECASE,
)
_ASKS_A_VALUE = re.compile(r"\bhow (?:many|much|long|far|large|big|old|often)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|no longer|never|rather than|instead of|from|besides|unlike)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def premises_of(question: str) -> tuple[Premise, ...]:
    """Return what `question` states as a fact besides what it asks for, likeliest wrong first."""
    levels = tuple(_levels(question))
    found = levels or tuple(each for find in _finders(question) for each in find(question))
    return tuple(each for each in found if not _DENIED.search(question[: each.start]))


def _finders(question: str) -> tuple[Callable[[str], Iterator[Premise]], ...]:
    """What to look for: a question for a value may well name a wrong actor that nobody meant."""
    states = asking_form(question) is AskingForm.PRESUPPOSES or _PRESUPPOSES.search(question)
    if states and not _ASKS_A_VALUE.search(question):
        return (_figures, _offices, _actors, _origins, _dates, _places)
    return (_figures, _offices, _asked_for, _origins)


def _levels(question: str) -> Iterator[Premise]:
    for match in _LEVEL.finditer(question):
        countries = [each.text for each in find_countries(question) if not each.is_demonym]
        where = f" {' and '.join(countries)}" if countries else ""
        dated = DATE.search(question)
        when = f" in the briefing of {dated.group()}" if dated else ""
        probe = f"What risk level is given to{where}{when}?"
        yield Premise(PremiseKind.LEVEL, match.group(), match.start(), match.end(), probe)


def _figures(question: str) -> Iterator[Premise]:
    for amount in amounts_in(question):
        noun = question[amount.end : amount.noun_end].strip(" -")
        names_a_choice = re.search(r"\b(?:which|what)\s+$", question[: amount.start], re.IGNORECASE)
        if (not noun and not amount.unit) or names_a_choice:
            continue
        asked = "what share of" if amount.unit == "percent" else f"how many {noun}".rstrip()
        opening = OPENING.match(question)
        rest = without(question, amount.start, amount.noun_end)
        tail = rest[opening.end() :].strip() if opening else rest
        probe = f"{asked[:1].upper()}{asked[1:]} {tail}".rstrip(" ?.") + "?"
        said = question[amount.start : amount.noun_end]
        yield Premise(PremiseKind.FIGURE, said, amount.start, amount.noun_end, probe)


def _dates(question: str) -> Iterator[Premise]:
    if edition_date_named(question):
        return
    found = list(DATE.finditer(question))
    for match in found:
        if len(found) > 1:
            return
        rest = without(question, *match.span())
        opening = OPENING.match(rest)
        tail = rest[opening.end() :].strip() if opening else rest
        yield Premise(PremiseKind.DATE, match.group(), *match.span(), f"When {tail}")


def _actors(question: str) -> Iterator[Premise]:
    found = actor_in(question)
    if found is not None:
        probe = who_question(question, found)
        yield Premise(PremiseKind.ACTOR, found.said, found.start, found.end, probe)


def _origins(question: str) -> Iterator[Premise]:
    actor = actor_in(question)
    for start, end, noun in origins_in(question):
        if actor and start < actor.end and actor.start < end:
            continue
        rest = without(question, start, end)
        said = question[start:end]
        probe = f"Whose {noun}, and from where: {rest[:1].lower()}{rest[1:]}"
        yield Premise(PremiseKind.ORIGIN, said, start, end, probe)


def _asked_for(question: str) -> Iterator[Premise]:
    """Yield the actor of 'which EU body', which even a question for a value takes for granted."""
    found = actor_in(question)
    if found is not None and found.is_asked_for:
        yield from _actors(question)


def _offices(question: str) -> Iterator[Premise]:
    found = office_in(question)
    if found is not None:
        probe = f"Is {found.said} still in office, or was {found.name} overthrown?"
        yield Premise(PremiseKind.OFFICE, found.said, found.start, found.end, probe)


def _places(question: str) -> Iterator[Premise]:
    for mention in find_countries(question):
        if mention.is_demonym or mention.is_ambiguous or len(mention.iso3) != 1:
            continue
        if not re.search(r"\b(?:in|of)\s+(?:the\s+)?$", question[: mention.start]):
            continue
        rest = without(question, mention.start, mention.end)
        yield Premise(PremiseKind.PLACE, mention.text, mention.start, mention.end, rest)
