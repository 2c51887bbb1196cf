"""Which editions of each series are held, with the line that dates the newest. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from assistant.domain import Briefing, BriefingCard, Citation, EditionDate
from assistant.situations.citing import CitedLine, citation_at
from assistant.situations.status_sentences import date_citation

MOST_DATES = 8
"""Dates named one by one; of more editions the first and the last are."""

LONGEST_QUOTE = 200


def edition_lines(
    cards: Sequence[BriefingCard], get: Callable[[str], Briefing]
) -> tuple[CitedLine, ...]:
    """Return a line for each series among `cards`: its editions, oldest first."""
    ordered = sorted(cards, key=lambda card: (card.series.name, card.edition_date))
    return tuple(
        _line(name, list(editions), get)
        for name, editions in groupby(ordered, key=lambda card: card.series.name)
    )


def dating_citation(briefing: Briefing) -> Citation | None:
    """Quote what dates an edition: its line of update, or else its date as the text prints it."""
    dated = date_citation(briefing)
    if dated is not None:
        return dated
    for printed in (briefing.edition_date.label, briefing.edition_date.iso):
        start = briefing.text.find(printed)
        if start >= 0:
            return _within_sentence(briefing, start, start + len(printed))
    return None


def _within_sentence(briefing: Briefing, start: int, end: int) -> Citation:
    """Cite the short sentence around a span, or the span alone where it is long or none."""
    for sentence in briefing.sentences:
        is_around = sentence.start <= start and end <= sentence.end
        if is_around and sentence.end - sentence.start <= LONGEST_QUOTE:
            return citation_at(briefing, sentence.start, sentence.end)
    return citation_at(briefing, start, end)


def _line(name: str, editions: Sequence[BriefingCard], get: Callable[[str], Briefing]) -> CitedLine:
    dates = [card.edition_date for card in editions]
    noun = "document" if not editions[0].series.kind.is_republished else "edition"
    plural = "" if len(dates) == 1 else "s"
    citation = dating_citation(get(editions[-1].id))
    text = f"{name}: {len(dates)} {noun}{plural}, {_dates(dates)}."
    return CitedLine(text, (citation,) if citation else (), known=(text,))


def _dates(dates: Sequence[EditionDate]) -> str:
    labels = list(dict.fromkeys(each.label for each in dates))
    if len(labels) == 1:
        return f"of {labels[0]}"
    if len(labels) > MOST_DATES:
        return f"from {labels[0]} to {labels[-1]}"
    return f"of {', '.join(labels[:-1])} and {labels[-1]}"
