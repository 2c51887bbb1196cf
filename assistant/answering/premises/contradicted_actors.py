"""Who a sentence says did it, where that is not whom a question names. Pure."""

from __future__ import annotations

import re

from assistant.answering.premises.actor_candidates import TITLE, candidates
from assistant.answering.premises.premise_actors import actor_in
from assistant.answering.premises.premise_origins import ORGANISATIONS, organisation_in, origins_in
from assistant.answering.premises.shared_subject import deed_of
from assistant.answering.premises.verb_forms import base_of
from assistant.countries import country_codes
from assistant.library.normaliser import fold, tokenise

_WORD = re.compile(r"[^\W_][\w’'-]*")
_REACH = 90
"""An actor stands within this many characters of what it did."""
_GAP = 45
"""At most this many characters stand between an actor and what it did."""
_FALL = re.compile(
    r"\b(?:overthr[eo]wn?|ousted|deposed|toppled|resigned|stepped down|removed|forced (?:\w+ )?out|"
    r"died|fled|killed|fall of|fell)\b",
    re.IGNORECASE,
)
_OBJECT_REACH = 60


def other_actor(said: str, question: str, clause: str) -> tuple[int, int] | None:
    """Return the span of whoever does in `clause` what the question says that `said` does."""
    actor = actor_in(question)
    if actor is None or names_actor(said, clause):
        return None
    deed = deed_of(base_of(actor.verb))
    spots = [m for m in _WORD.finditer(clause) if deed_of(base_of(m.group())) == deed]
    others = question[: actor.start] + question[actor.end :]
    if actor.is_asked_for:
        return _first(said, others, clause, 0, len(clause))
    for spot in spots:
        found = _agent(said, others, clause, spot.start(), spot.end())
        if found is not None:
            return found
    return None


def other_origin(said: str, noun: str, clause: str) -> tuple[int, int] | None:
    """Return the span of another people or body that the same noun belongs to in `clause`."""
    if names_actor(said, clause):
        return None
    stem = tokenise(noun)
    for start, end, other in origins_in(clause):
        if tokenise(other) == stem and bool(organisation_in(said)) == bool(
            organisation_in(clause[start:end])
        ):
            return start, end
    return None


def other_fate(said: str, text: str) -> tuple[int, int] | None:
    """Return the span that tells that the office-holder fell: 'was overthrown'."""
    name = fold(said).split()[-1]
    for match in _FALL.finditer(text):
        around = text[max(0, match.start() - _OBJECT_REACH) : match.end() + _OBJECT_REACH]
        if re.search(rf"\b{re.escape(name)}\b", fold(around)):
            return match.span()
    return None


def names_actor(said: str, clause: str) -> bool:
    """True where `clause` names the actor that a question names as `said`."""
    codes = set(country_codes(said))
    if codes and codes & set(country_codes(clause)):
        return True
    organisation = organisation_in(said)
    folded = fold(clause)
    if organisation:
        return any(re.search(rf"\b{name}\b", folded) for name in ORGANISATIONS[organisation])
    words = [word for word in re.findall(r"\d?[A-Z][\w’'-]+", said) if not TITLE.fullmatch(word)]
    return any(re.search(rf"\b{re.escape(fold(word))}\b", folded) for word in words)


def _agent(said: str, others: str, clause: str, start: int, end: int) -> tuple[int, int] | None:
    """The nearest actor of the same kind before the deed, or after 'by'."""
    by = re.match(r"[^.;]{0,40}?\bby\s+|(?P<apposed>,)\s+", clause[end:])
    if by is not None:
        at = end + by.end()
        found = _first(said, others, clause, at, min(len(clause), at + _REACH))
        if found is not None and found[0] - at <= (0 if by["apposed"] else 25):
            return found
    last = _last(said, others, clause, max(0, start - _REACH), start)
    if last is None or not _leads_to(clause[last[1] : start]):
        return None
    return last


def _leads_to(between: str) -> bool:
    """True where an actor and a deed with these words between them belong together."""
    return len(between) <= _GAP and not re.search(r"[,;:]", between)


def _first(said: str, others: str, clause: str, start: int, end: int) -> tuple[int, int] | None:
    return next(iter(candidates(said, others, clause, start, end)), None)


def _last(said: str, others: str, clause: str, start: int, end: int) -> tuple[int, int] | None:
    found = candidates(said, others, clause, start, end)
    return found[-1] if found else None
