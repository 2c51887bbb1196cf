"""What the library covers, and what it says nothing about. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.countries import country_name, place_name
from assistant.domain import BriefingCard
from assistant.situations.citing import CitedLine


def covered_codes(cards: Iterable[BriefingCard]) -> tuple[str, ...]:
    """Return the ISO3 codes of the countries on which something is held, by name."""
    codes = {code for card in cards if not card.is_superseded for code in card.countries}
    return tuple(sorted(codes, key=country_name))


def covered_line(cards: Sequence[BriefingCard]) -> CitedLine:
    """Say which countries the library covers, and which of them have a level."""
    codes = covered_codes(cards)
    if not codes:
        return CitedLine("The library holds no briefing on any country.", ())
    levelled = {
        code for card in cards if card.level and not card.is_superseded for code in card.countries
    }
    text = f"The library holds documents on {_named(codes)}."
    without = [code for code in codes if code not in levelled]
    if without and levelled:
        text += (
            f" No level is held for {_named(without)}, which does not mean that there is no risk."
        )
    return CitedLine(text, ())


def not_covered_line(countries: Sequence[str], cards: Sequence[BriefingCard]) -> CitedLine | None:
    """Say of which of `countries` nothing is held; None where all are covered."""
    covered = covered_codes(cards)
    missing = [code for code in countries if code not in covered]
    if not missing:
        return None
    text = (
        f"The library holds no briefing on {_named(missing)}, which says nothing about the risk "
        "there."
    )
    return CitedLine(text, ())


def _named(codes: Iterable[str]) -> str:
    names = [place_name((code,), with_article=True) for code in codes]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
