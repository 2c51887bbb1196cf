"""What a reader must know beside an answer: samples, newer and older editions. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.domain import BriefingCard, Citation, Notice, NoticeKind
from assistant.situations.in_force import newer_edition
from assistant.situations.rhythm import staleness_notice


def edition_notices(
    citations: Sequence[Citation],
    cards: Sequence[BriefingCard],
    today: date,
    *,
    sets_editions_apart: bool = False,
) -> tuple[Notice, ...]:
    """Return the notices that the cited editions call for, each once.

    An answer that `sets_editions_apart` names the date of each itself: no newer one is pointed at.
    """
    by_id = {card.id: card for card in cards}
    cited = [by_id[key] for key in dict.fromkeys(c.briefing_id for c in citations) if key in by_id]
    old = [notice for card in cited if (notice := staleness_notice(card, cards, today))]
    newer = [notice for card in cited if (notice := _newer(card, cards))]
    notices = list(dict.fromkeys([*([] if sets_editions_apart else newer), *old]))
    if any(card.source.is_sample for card in cited):
        notices.append(
            Notice(
                NoticeKind.SAMPLE,
                "Quoted from a sample briefing that ships with this software; it is not a "
                "publication of the Global Centre for the Responsibility to Protect.",
            )
        )
    return tuple(notices)


def _newer(card: BriefingCard, cards: Sequence[BriefingCard]) -> Notice | None:
    newer = newer_edition(cards, card)
    if newer is None:
        return None
    return Notice(
        NoticeKind.NEWER_EDITION,
        f"This rests on the edition of {card.edition_date.label}. The newest edition of "
        f"{card.series.name} is of {newer.edition_date.label}.",
    )
