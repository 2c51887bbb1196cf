"""Levels and coverage as lines in our words, each with the quote that it rests on. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.countries import place_name
from assistant.domain import Briefing, BriefingCard, Level
from assistant.situations.citing import CitedLine
from assistant.situations.status import LevelStep, Moved, Situation
from assistant.situations.status_sentences import date_citation

NO_LEVEL = "no level in the briefings held, which does not mean that there is no risk"


def countries_at(level: Level | None, situations: Sequence[Situation]) -> tuple[CitedLine, ...]:
    """Return a line for each country whose newest level is `level`; None: those without one."""
    return tuple(level_line(each) for each in situations if each.level is level)


def level_line(situation: Situation) -> CitedLine:
    """Say the level and its edition, as in 'Mali: Serious Concern, edition of 15 May 2019'."""
    edition, citation = situation.edition, situation.level_citation
    if situation.level is None or edition is None or citation is None:
        return CitedLine(f"{situation.name}: {NO_LEVEL}.", ())
    text = f"{situation.name}: {situation.level.value}, {_edition(edition)}."
    later = situation.newest_briefing
    if later is not None and later.edition_date.day > edition.edition_date.day:
        text += f" The newer edition of {later.edition_date.label} gives no level."
    return CitedLine(text, (citation,))


def history_lines(situation: Situation) -> tuple[CitedLine, ...]:
    """Return a line for each edition with a level, oldest first; a change cites both editions."""
    steps = situation.history
    first = tuple(_first_line(step) for step in steps[:1])
    return first + tuple(_step_line(before, step) for before, step in pairwise(steps))


def last_updated_line(situation: Situation, get: Callable[[str], Briefing]) -> CitedLine:
    """Say of when the newest briefing is, and the newest document where that is a later one."""
    briefing, newest = situation.newest_briefing, situation.newest_any
    name = place_name((situation.country,), with_article=True)
    if briefing is None:
        text = f"The library holds no briefing on {name}."
    else:
        text = f"The newest briefing held on {name} is the {_edition(briefing)}."
    if briefing is None or newest.edition_date.day > briefing.edition_date.day:
        text += f" The newest document is of {newest.edition_date.label} ({newest.series.name})."
    citation = date_citation(get(briefing.id)) if briefing else None
    return CitedLine(text, (citation,) if citation else ())


def _edition(card: BriefingCard) -> str:
    return f"edition of {card.edition_date.label} ({card.series.publisher})"


def _first_line(step: LevelStep) -> CitedLine:
    text = f"{step.edition.edition_date.label}: {step.level.value}, the first level held."
    return CitedLine(text, (step.citation,))


def _step_line(before: LevelStep, step: LevelStep) -> CitedLine:
    how = {
        Moved.RAISED: f"raised from {before.level.value}",
        Moved.LOWERED: f"lowered from {before.level.value}",
        Moved.UNCHANGED: "unchanged",
        Moved.REDEFINED: f"after {before.level.value}, under the new definitions of March 2023",
    }.get(step.moved, "")
    text = f"{step.edition.edition_date.label}: {step.level.value}, {how}."
    return CitedLine(text, (before.citation, step.citation))
