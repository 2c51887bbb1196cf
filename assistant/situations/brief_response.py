"""What has been done and what is asked for, as lines of a brief. Pure."""

from __future__ import annotations

from datetime import date

from assistant.domain import Briefing, SectionType, Sentence
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import (
    is_about,
    paragraphs,
    quoted_line,
    sentence_text,
    sentences_of,
)
from assistant.situations.citing import CitedLine
from assistant.statements.event_dates import event_dates_in

MOST_RESPONSES = 3


def response_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote what the newest briefing tells of the response, the latest dated sentences."""
    lead = holdings.lead
    if lead is None:
        return ()
    told = [
        sentence
        for sentence in sentences_of(lead, SectionType.INTERNATIONAL_RESPONSE)
        if is_about(lead, sentence, holdings.country)
    ]
    latest = sorted(told, key=lambda each: (_latest(lead, each), each.start))[-MOST_RESPONSES:]
    return tuple(
        quoted_line(lead, each.start, each.end)
        for each in sorted(latest, key=lambda each: each.start)
    )


def action_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote all that the newest briefing says must be done, by paragraph, whole."""
    lead = holdings.lead
    if lead is None:
        return ()
    asked = sentences_of(lead, SectionType.NECESSARY_ACTION)
    return tuple(
        quoted_line(lead, start, end, longest=None) for start, end in paragraphs(lead, asked)
    )


def _latest(briefing: Briefing, sentence: Sentence) -> date:
    dates = event_dates_in(sentence_text(briefing, sentence), briefing.edition_date)
    return max((each.last for each in dates if each.last < date.max), default=date.min)
