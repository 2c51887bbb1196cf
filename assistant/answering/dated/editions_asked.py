"""Refuses what no edition can answer: what is not held, still to come, or of the assistant itself.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.about_assistant import asks_about_assistant
from assistant.answering.question.documents_asked import dated_edition_named, day_before_edition
from assistant.answering.question.scope import Scope
from assistant.countries import place_name
from assistant.domain import BriefingCard, Outcome
from assistant.statements.periods import Period

_REPUBLISHED_NOUN = re.compile(r"\b(?:editions?|pages?|snapshots?|factbook|versions?)\b", re.I)
_FORECAST = re.compile(
    r"^\W*(?:and |but |so )?will\b(?! you)"
    r"|\bwho(?:['’]ll| will)\b|\bnext (?:week|month|year)\b|\btomorrow\b|\bin the (?:coming|next) "
    r"|\bgoing to\b.*\?",
    re.IGNORECASE,
)
MOST_NAMED = 8
"""Editions named one by one where another is asked for."""


def edition_not_held(view: LibraryView, scope: Scope) -> Draft | None:
    """Refuse where the edition that the question names by its date is not held.

    Another edition does not say what that one said. 'As of 2019' names no edition: it asks for
    what was in force.
    """
    dated = dated_edition_named(scope.question)
    is_other = scope.wants_edition_before or day_before_edition(scope.question) or scope.documents
    if dated is None or is_other or not scope.countries:
        return None
    held = view.on(scope)
    if _REPUBLISHED_NOUN.search(scope.question):
        held = tuple(card for card in held if card.series.kind.is_republished)
    if not held or any(dated.holds(card.edition_date.day) for card in held):
        return None
    return Draft(Outcome.NOT_IN_BRIEFINGS, _not_held(scope, dated, held))


def asks_forecast(scope: Scope) -> bool:
    """True where the question asks what will be, which no edition can tell."""
    if scope.documents or scope.as_of is not None or scope.said_by:
        return False
    return scope.asks_ahead and _FORECAST.search(scope.question) is not None


def forecast_refused(scope: Scope) -> Draft:
    """Say that the editions tell what was, and not what will be."""
    on = f" on {place_name(scope.countries, with_article=True)}" if scope.countries else ""
    text = f"The briefings{on} do not say: they tell what was when they were written, not what "
    return Draft(Outcome.NOT_IN_BRIEFINGS, f"{text}will be.")


def own_workings_refused(scope: Scope) -> Draft | None:
    """Refuse where the assistant's own prompt or settings are asked for, and no country is."""
    if scope.countries or scope.documents or not asks_about_assistant(scope.question):
        return None
    return Draft(
        Outcome.NOT_IN_BRIEFINGS,
        "The briefings do not say how this assistant is set up. Ask what they say of populations "
        "at risk.",
    )


def _not_held(scope: Scope, dated: Period, held: Sequence[BriefingCard]) -> str:
    place = place_name(scope.countries, with_article=True)
    dates = sorted({card.edition_date for card in held})
    labels = list(dict.fromkeys(each.label for each in dates))
    if len(labels) > MOST_NAMED:
        told = f"from {labels[0]} to {labels[-1]}"
    else:
        told = f"of {', '.join(labels[:-1])} and {labels[-1]}" if labels[1:] else f"of {labels[0]}"
    return f"The library holds no edition of {dated.text} on {place}. It holds editions {told}."
