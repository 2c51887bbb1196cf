"""Answers on levels and coverage, from what the newest edition of each country says. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.edition_asks import level_named
from assistant.answering.question.scope import Scope
from assistant.countries import place_name
from assistant.domain import BriefingCard, Notice, Outcome
from assistant.situations.citing import CitedLine
from assistant.situations.coverage import covered_line, not_covered_line
from assistant.situations.edition_lines import dating_citation, edition_lines
from assistant.situations.level_schemes import gravity, scheme_notice
from assistant.situations.status import Moved, Situation, situations
from assistant.situations.status_lines import (
    countries_at,
    history_lines,
    last_updated_line,
    level_line,
)

_ALL_LEVELS = re.compile(
    r"\blevels? of\b|\blevels?\b.*\b(?:all|each|every)\b|\b(?:all|each|every)\b.*\blevels?\b",
    re.IGNORECASE,
)
_LOWERED = re.compile(
    r"\b(?:lowered|downgraded|reduced|improved|eased|(?:go|went|gone|going|moved) down|fell|fallen|"
    r"dropped)\b",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\b(?:raised|upgraded|increased|worsened|(?:go|went|gone|going|moved) up|rose|risen)\b",
    re.IGNORECASE,
)


def countries_at_level(view: LibraryView, scope: Scope) -> Draft | None:
    """List the countries at the level named, or at the gravest one held."""
    held = _situations(view, scope)
    levelled = [each for each in held if each.level is not None]
    if not levelled:
        return None
    day = _day_asked(scope)
    when = f"in the editions in force on {day.isoformat()}" if day else "in the newest edition held"
    level = level_named(scope.question)
    moved = _move_asked(scope)
    if moved and level is None:
        return _moved_countries(view, levelled, moved)
    if level is None and not _ALL_LEVELS.search(scope.question):
        level = max((each.level for each in levelled), key=gravity)
    lines = countries_at(level, held) if level else tuple(map(level_line, levelled))
    notices = _scheme_notices(levelled)
    if not lines and level:
        newest = tuple(map(level_line, levelled))
        groups = [LineGroup(f"No country is at {level.value} {when}. The levels there", newest)]
        return cited_draft(groups, view.stored_text, Outcome.ANSWERED, notices)
    heading = f"At {level.value} {when}" if level else f"The levels {when}"
    return cited_draft([LineGroup(heading, lines)], view.stored_text, notices=notices)


def level_of(view: LibraryView, scope: Scope) -> Draft | None:
    """Say the level of the countries asked about, and of when it is."""
    held = _asked(view, scope)
    given = [each for each in held if each.level is not None]
    if not held and (day := _day_asked(scope)) and view.on(scope):
        return _none_as_early(view, scope, day)
    if not given:
        return _no_level(view, scope, held)
    missing = not_covered_line(scope.uncovered, view.cards)
    lines = (*map(level_line, held), *((missing,) if missing else ()))
    claimed = level_named(scope.question)
    is_wrong = claimed is not None and all(each.level is not claimed for each in given)
    is_whole = missing is None and len(given) == len(held)
    outcome = Outcome.ANSWERED if is_whole else Outcome.PARTLY_ANSWERED
    outcome = Outcome.PREMISE_CORRECTED if is_wrong else outcome
    if is_wrong and claimed is not None:
        lead = f"Not {claimed.value}. {lines[0].text}"
        lines = (CitedLine(lead, lines[0].citations), *lines[1:])
    return cited_draft([LineGroup("", lines)], view.stored_text, outcome, _scheme_notices(given))


def level_history(view: LibraryView, scope: Scope) -> Draft | None:
    """Give the level of each edition, oldest first, with how it moved."""
    held = [each for each in _asked(view, scope) if each.history]
    ever = _ever_line(scope, held)
    groups = [LineGroup("", (ever,))] if ever else []
    groups += [LineGroup(f"Levels of {each.name}", history_lines(each)) for each in held]
    if not held:
        return _no_level(view, scope, _asked(view, scope))
    cards = [step.edition for each in held for step in each.history]
    notice = scheme_notice(cards)
    return cited_draft(
        groups, view.stored_text, notices=(notice,) if notice else (), sets_editions_apart=True
    )


def last_updated(view: LibraryView, scope: Scope) -> Draft | None:
    """Say of when the newest edition on each country asked about is."""
    lines = tuple(_updated_line(view, each) for each in _asked(view, scope))
    return cited_draft([LineGroup("", lines)], view.stored_text)


def coverage(view: LibraryView, scope: Scope) -> Draft | None:
    """Say which countries, or which editions on a country, the library holds."""
    held = _asked(view, scope) if scope.countries else situations(view.cards, view.get)
    if not scope.countries and scope.is_about_uncovered:
        return None
    if scope.countries:
        groups = [
            LineGroup(
                f"The library holds on {each.name}",
                edition_lines(view.on(replace(scope, countries=(each.country,))), view.get),
            )
            for each in held
        ]
        return cited_draft(groups, view.stored_text)
    opening = covered_line(view.cards)
    lines = tuple(_updated_line(view, each) for each in held)
    draft = cited_draft([LineGroup("Newest editions", lines)], view.stored_text)
    return _opened(draft, opening.text)


def _updated_line(view: LibraryView, situation: Situation) -> CitedLine:
    line = last_updated_line(situation, view.get)
    newest = situation.newest_briefing or situation.newest_any
    text = line.text
    if situation.newest_briefing is None:
        dated = f"{newest.edition_date.label} ({newest.series.name})"
        text = f"The newest document held on {situation.name} is of {dated}."
    citation = dating_citation(view.get(newest.id))
    return CitedLine(text, line.citations or ((citation,) if citation else ()), known=(text,))


def _opened(draft: Draft | None, opening: str) -> Draft | None:
    if draft is None:
        return None
    return replace(draft, text=f"{opening}\n\n{draft.text}")


def _situations(view: LibraryView, scope: Scope) -> tuple[Situation, ...]:
    cards = [card for card in view.cards if scope.publisher in card.series.publisher]
    return situations(cards, view.get, _day_asked(scope))


def _asked(view: LibraryView, scope: Scope) -> list[Situation]:
    wanted = scope.countries
    cards = view.on(scope)
    found = {each.country: each for each in situations(cards, view.get, _day_asked(scope))}
    return [found[code] for code in wanted if code in found]


def _day_asked(scope: Scope) -> date | None:
    """Return the day whose editions answer: the one asked for, or the end of a period named."""
    if scope.as_of is not None or not scope.periods:
        return scope.as_of
    last = max(period.last for period in scope.periods)
    return None if last == date.max else last


def _scheme_notices(held: Sequence[Situation]) -> tuple[Notice, ...]:
    cards: list[BriefingCard] = [each.edition for each in held if each.edition is not None]
    notice = scheme_notice(cards)
    return (notice,) if notice else ()


def _no_level(view: LibraryView, scope: Scope, held: Sequence[Situation]) -> Draft | None:
    """Refuse plainly: no level is held, which is not to say that there is no risk."""
    missing = not_covered_line(scope.uncovered, view.cards)
    if missing is not None and not held:
        return None
    day = _day_asked(scope)
    when = f" in force on {day.isoformat()}" if day else ""
    lines = [
        level_line(each).text.replace("briefings held", f"briefings held{when}") for each in held
    ]
    if missing is not None:
        lines.append(missing.text)
    return Draft(Outcome.NOT_IN_BRIEFINGS, "\n\n".join(lines)) if lines else None


def _ever_line(scope: Scope, held: Sequence[Situation]) -> CitedLine | None:
    """Answer 'has it ever been at ...' and 'how long' in a line that cites each edition."""
    level = level_named(scope.question)
    if level is None or len(held) != 1:
        return None
    history, asked = held[0].history, f"{held[0].name} at {level.value}?"
    steps = [step for step in history if step.level is level]
    if not steps:
        citations = tuple(step.citation for step in history)
        return CitedLine(f"{asked} No, in no edition held.", citations, known=(level.value,))
    dates = [step.edition.edition_date.label for step in steps]
    if steps == list(history) and steps[1:]:
        told = f"in every edition held, from {dates[0]} to {dates[-1]}"
    else:
        several = f"editions of {', '.join(dates[:-1])} and {dates[-1]}"
        told = f"in the {several if dates[1:] else f'edition of {dates[0]}'}"
    return CitedLine(
        f"{asked} Yes: {told}.", tuple(step.citation for step in steps), known=(told, *dates)
    )


def _move_asked(scope: Scope) -> tuple[Moved, ...]:
    lowered, raised = _LOWERED.search(scope.question), _RAISED.search(scope.question)
    return ((Moved.LOWERED,) if lowered else ()) + ((Moved.RAISED,) if raised else ())


def _moved_countries(
    view: LibraryView, held: Sequence[Situation], moved: Sequence[Moved]
) -> Draft | None:
    """List the steps up or down of every country; where there is none, give the levels held."""
    lines = tuple(
        CitedLine(f"{each.name}, {line.text}", line.citations)
        for each in held
        for step, line in zip(each.history, history_lines(each), strict=True)
        if step.moved in moved
    )
    words = " or ".join(each.value for each in moved)
    if lines:
        return cited_draft(
            [LineGroup(f"Levels {words} from one edition held to the next", lines)],
            view.stored_text,
            sets_editions_apart=True,
        )
    heading = f"No level was {words} between the editions held. The newest levels held"
    return cited_draft([LineGroup(heading, tuple(map(level_line, held)))], view.stored_text)


def _none_as_early(view: LibraryView, scope: Scope, day: date) -> Draft:
    first = min(view.on(scope), key=lambda card: card.edition_date)
    place = place_name(scope.countries, with_article=True)
    return Draft(
        Outcome.NOT_IN_BRIEFINGS,
        f"The briefings on {place} include no edition as early as {day.isoformat()}. "
        f"The first held is of {first.edition_date.label}.",
    )
