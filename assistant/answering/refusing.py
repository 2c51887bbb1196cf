"""The plain refusals: not in the briefings, country not covered, ask back. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.question.scope import Scope
from assistant.countries import country_name
from assistant.domain import BriefingCard, Outcome
from assistant.situations.in_force import editions_in_force


def refusal(scope: Scope, cards: Sequence[BriefingCard]) -> tuple[Outcome, str]:
    """Return the outcome and the words for a question that nothing supports."""
    if scope.must_be_asked_back:
        return Outcome.NEEDS_CLARIFICATION, _ask_back(scope, cards)
    if not cards:
        return Outcome.NO_BRIEFING, (
            "The library holds no briefings yet. Add some with `r2p ingest PATH`."
        )
    if scope.is_about_uncovered:
        return not_covered(scope, cards)
    return Outcome.NOT_IN_BRIEFINGS, _not_said(scope, cards)


def _ask_back(scope: Scope, cards: Sequence[BriefingCard]) -> str:
    mention = scope.ambiguous
    if mention is None:
        return _ask_what_is_meant(scope.points_at_nothing, cards)
    covered = {code for card in cards for code in card.countries}
    options = [
        country_name(code) + ("" if code in covered else " (no briefing in the library)")
        for code in mention.iso3
    ]
    return f"“{mention.text}” may mean {_either(options)}. Which one do you mean?"


def _ask_what_is_meant(words: str, cards: Sequence[BriefingCard]) -> str:
    covered = sorted({country_name(code) for card in cards for code in card.countries})
    return (
        f"Which country, place or event do you mean by “{words}”? The question names none. "
        f"The library covers {_joined(covered)}."
    )


def not_covered(scope: Scope, cards: Sequence[BriefingCard]) -> tuple[Outcome, str]:
    """Return the outcome and the words for a question on countries without any briefing."""
    names = _joined([country_name(code) for code in scope.uncovered])
    covered = sorted({country_name(code) for card in cards for code in card.countries})
    return Outcome.NO_BRIEFING, (
        f"The library holds no briefing on {names}. That says nothing about the risk there. "
        f"It covers {_joined(covered)}."
    )


def _not_said(scope: Scope, cards: Sequence[BriefingCard]) -> str:
    subject = (
        f"The briefings on {_joined([country_name(code) for code in scope.countries])}"
        if scope.countries
        else "The briefings"
    )
    when = f" in the editions in force on {scope.as_of.isoformat()}" if scope.as_of else ""
    unheld = [number for number in scope.documents if not _is_held(number, cards)]
    if unheld:
        return f"{subject} do not say{when}. The library does not hold document {_joined(unheld)}."
    if scope.as_of and not _editions(scope, cards):
        return f"{subject} include no edition as early as {scope.as_of.isoformat()}."
    return f"{subject} do not say{when}."


def _is_held(number: str, cards: Sequence[BriefingCard]) -> bool:
    return any(card.symbol and number in card.symbol for card in cards)


def _editions(scope: Scope, cards: Sequence[BriefingCard]) -> list[BriefingCard]:
    return [
        cards[index]
        for index in editions_in_force(cards, scope.as_of)
        if not scope.countries or set(cards[index].countries) & set(scope.countries)
    ]


def _joined(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _either(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)
