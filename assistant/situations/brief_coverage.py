"""On what a brief rests, how old that is, and what it does not say. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from assistant.domain import Briefing, BriefingCard, DocumentKind, Notice, NoticeKind
from assistant.situations.brief_holdings import Holdings
from assistant.situations.changes import Change, changes_between, pick_editions
from assistant.situations.citing import CitedLine
from assistant.situations.edition_lines import dating_citation
from assistant.situations.in_force import newer_edition
from assistant.situations.level_schemes import scheme_notice
from assistant.situations.rhythm import in_words, staleness_notice

Place = tuple[str, int, int]
"""A briefing id, and the start and end of what is quoted from it."""
MOST_CHANGES = 5
MOST_PAGE_CHANGES = 3
_TELLING = re.compile(
    r"IDPs|displaced|refugees|stateless|chief of state|head of government|executive branch - note"
    r"|terroris|military - note|security forces|background|government type",
    re.IGNORECASE,
)
"""Fields of a country page in which a change matters to a brief."""
_SILENCE = (
    "What these documents do not cover they do not judge: silence on a place or group says nothing "
    "about the risk there."
)
_SAMPLE = (
    "Some of it is quoted from sample briefings that ship with this software; they are no "
    "publications of the Global Centre for the Responsibility to Protect."
)


def coverage_lines(
    holdings: Holdings, get: Callable[[str], Briefing], today: date
) -> tuple[CitedLine, ...]:
    """Name each series with its editions and the age of the newest, and quote what dates that."""
    newest: dict[str, list[BriefingCard]] = {}
    for card in reversed(holdings.cards):
        newest.setdefault(card.series.id, []).append(card)
    if not newest:
        return (CitedLine("The library holds nothing on it.", ()),)
    return tuple(_series_line(cards, get, today) for cards in newest.values())


def change_lines(
    holdings: Holdings, get: Callable[[str], Briefing], quoted: Collection[Place] = ()
) -> tuple[str, tuple[CitedLine, ...]]:
    """Return what changed since the edition before, with a title that names both editions.

    What is new and stands at a place of `quoted` is in the brief already.
    """
    for newest in (*holdings.briefings, *holdings.pages[:1]):
        pair = pick_editions(holdings.editions_of(newest))
        if pair is None:
            continue
        changes = changes_between(get(pair[0].id), get(pair[1].id))
        told = [
            change
            for change in changes.changes
            if not _is_told(change, quoted)
            and (newest.series.kind is DocumentKind.BRIEFING or _TELLING.search(change.subject))
        ]
        most = MOST_CHANGES if newest.series.kind is DocumentKind.BRIEFING else MOST_PAGE_CHANGES
        lines = tuple(change.line for change in told[:most])
        if lines:
            editions = f"{changes.before.label} to {changes.after.label}"
            return f"What changed, {editions} ({newest.series.publisher})", lines
    return "", ()


def _is_told(change: Change, quoted: Collection[Place]) -> bool:
    """True for a sentence that is new and overlaps what is quoted elsewhere in the brief."""
    after = change.after
    return (
        change.before is None
        and after is not None
        and any(
            after.briefing_id == briefing_id and after.start < end and start < after.end
            for briefing_id, start, end in quoted
        )
    )


def brief_notices(
    holdings: Holdings, cards: Sequence[BriefingCard], today: date
) -> tuple[Notice, ...]:
    """Return what must be said of age, newer editions, level schemes and samples."""
    by_id = {card.id: card for card in cards}
    current = [by_id[each.id] for each in (*holdings.briefings, *holdings.pages)]
    found = [*_newer(current, cards), *_stale(current, holdings.cards, today)]
    found.append(Notice(NoticeKind.SCOPE, _SILENCE))
    history = holdings.situation.history if holdings.situation else ()
    scheme = scheme_notice(step.edition for step in history)
    found.extend([scheme] if scheme else [])
    if any(card.source.is_sample for card in current):
        found.append(Notice(NoticeKind.SAMPLE, _SAMPLE))
    return tuple(found)


def _newer(current: Sequence[BriefingCard], cards: Sequence[BriefingCard]) -> Iterator[Notice]:
    for card in current:
        newer = newer_edition(cards, card)
        if newer is not None:
            yield Notice(
                NoticeKind.NEWER_EDITION,
                f"The edition of {card.edition_date.label} is used for the date asked; a newer "
                f"one of {card.series.name}, of {newer.edition_date.label}, is held.",
            )


def _stale(
    current: Sequence[BriefingCard], cards: Sequence[BriefingCard], today: date
) -> Iterator[Notice]:
    for card in current:
        notice = staleness_notice(card, cards, today)
        if notice is not None:
            yield notice


def _series_line(
    cards: Sequence[BriefingCard], get: Callable[[str], Briefing], today: date
) -> CitedLine:
    citation = dating_citation(get(cards[0].id))
    text = f"{_series(cards, today)}."
    return CitedLine(text, (citation,) if citation else (), known=(text,))


def _series(cards: Sequence[BriefingCard], today: date) -> str:
    newest = cards[0]
    count = "1 edition" if len(cards) == 1 else f"{len(cards)} editions"
    if not newest.series.kind.is_republished:
        count = "1 document" if len(cards) == 1 else f"{len(cards)} documents"
    age = in_words((today - newest.edition_date.day).days)
    which = "of" if len(cards) == 1 else "the newest of"
    return f"{newest.series.name}: {count}, {which} {newest.edition_date.label} ({age} old)"
