"""Another level, figure or date than the one that a question takes for granted. Pure."""

from __future__ import annotations

import re

from assistant.answering.premises.amounts import Amount, amounts_in, are_at_odds, count_the_same
from assistant.answering.premises.premise_sources import (
    Contradiction,
    Source,
    clauses_of,
    strength_of,
)
from assistant.answering.premises.premise_words import DATE, part_of
from assistant.answering.premises.premises import Premise
from assistant.answering.premises.shared_subject import Subject, subject_of
from assistant.answering.reading.signals import is_level_line
from assistant.countries import country_codes
from assistant.domain import Level

_SYMBOL_YEAR = re.compile(r"(?:\b\d{3,4} )?\((?:19|20)\d{2}\)")
SAME_THING = 0.8
"""A date is only at odds where nearly all else is shared."""
SAME_FIGURE = 0.04
"""Figures this near, as a share, are one figure rounded."""


def _stands_in(asserted: re.Match[str], text: str) -> bool:
    parts = [part_of(asserted, part) for part in ("day", "month")]
    words = " ".join(part for part in parts if part) or part_of(asserted, "year")
    return bool(re.search(rf"\b{words}\b", text))


def other_level(premise: Premise, question: str, source: Source) -> Contradiction | None:
    """The level line of the edition in question, where it gives another level."""
    found = re.search("|".join(level.value for level in Level), source.text)
    asserted = premise.said.casefold()
    if found is None or not is_level_line(source.text) or found.group().casefold() == asserted:
        return None
    if found.group().casefold() in question.casefold():
        return None
    asked, over = set(country_codes(question)), set(country_codes(source.heading))
    if not asked or not asked <= over or not _is_of_date(question, source.heading):
        return None
    return Contradiction(premise, found.group(), *found.span(), strength=1.0)


def _is_of_date(question: str, heading: str) -> bool:
    """True where every month and year of the question stands in the heading."""
    return all(
        part in heading
        for match in DATE.finditer(question)
        for part in (part_of(match, "month"), part_of(match, "year"))
        if part
    )


def other_figure(premise: Premise, question: str, source: Source) -> Contradiction | None:
    """Another figure for the same thing; the one asserted stands nowhere in the passage."""
    asserted = _amount(premise, question)
    if asserted is None or _counts(asserted, source.passage or source.text):
        return None
    subject = subject_of(question, premise.start, premise.end)
    best: Contradiction | None = None
    for start, clause in clauses_of(source.text):
        found = [each for each in amounts_in(clause) if are_at_odds(asserted, each)]
        if not found or len(found) > 2:
            continue
        strength = strength_of(subject, clause, source)
        if strength and (best is None or strength > best.strength):
            amount = _nearest(found, subject, clause)
            span = (start + amount.start, start + amount.noun_end)
            best = Contradiction(premise, source.text[slice(*span)], *span, strength)
    return best


def _nearest(found: list[Amount], subject: Subject, clause: str) -> Amount:
    """Return the amount around which most of the subject's words stand."""
    return max(found, key=lambda each: subject.around(clause, each.start, each.noun_end))


def _amount(premise: Premise, question: str) -> Amount | None:
    return next((each for each in amounts_in(question) if each.start == premise.start), None)


def _counts(asserted: Amount, text: str) -> bool:
    return any(
        abs(each.value - asserted.value) <= SAME_FIGURE * asserted.value
        and (count_the_same(asserted, each) or asserted.value > 20)
        for each in amounts_in(text)
    )


def other_date(premise: Premise, question: str, source: Source) -> Contradiction | None:
    """Another date for the same thing; the one asserted stands nowhere near."""
    asserted = DATE.fullmatch(premise.said)
    if asserted is None:
        return None
    subject = subject_of(question, premise.start, premise.end)
    if subject.shared(source.text, source.heading).own < SAME_THING:
        return None
    bare = _SYMBOL_YEAR.sub(lambda match: " " * len(match.group()), source.text)
    found = [each for each in DATE.finditer(bare) if _is_as_exact(each, asserted)]
    if len(found) != 1 or not _dates_differ(asserted, found[0], source):
        return None
    strength = strength_of(subject, source.text, source)
    if not strength:
        return None
    return Contradiction(premise, found[0].group(), *found[0].span(), strength)


def _is_as_exact(found: re.Match[str], asserted: re.Match[str]) -> bool:
    return all(part_of(found, part) for part in ("month", "day") if part_of(asserted, part))


def _dates_differ(asserted: re.Match[str], found: re.Match[str], source: Source) -> bool:
    around = f"{source.heading} {source.passage or source.text}"
    for part in ("year", "month", "day"):
        ours, theirs = part_of(asserted, part), part_of(found, part)
        if ours and theirs and ours != theirs:
            return not _stands_in(asserted, around)
        if ours and not theirs and part != "year":
            return False
    return False


def holds_level(premise: Premise, text: str) -> bool:
    """True for a level line with the level asserted."""
    return is_level_line(text) and premise.said.casefold() in text.casefold()


def holds_figure_of(premise: Premise, question: str, text: str) -> bool:
    """True where `text` has the figure asserted, or one that rounds to it."""
    asserted = _amount(premise, question)
    return asserted is not None and _counts(asserted, text)


def holds_date_of(premise: Premise, text: str) -> bool:
    """True where `text` has the date asserted."""
    asserted = DATE.fullmatch(premise.said)
    return asserted is not None and _stands_in(asserted, text)
