"""What the levels mean, before and since March 2023, and when the two must not be mixed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain import BriefingCard, Level, LevelScheme, Notice, NoticeKind

SCHEME_CHANGE = "March 2023"


@dataclass(frozen=True, slots=True)
class LevelDefinition:
    """A level as one of the two schemes defines it, in our own words."""

    level: Level
    scheme: LevelScheme
    meaning: str


_NOW = "Mass atrocities are being committed, and action cannot wait."

DEFINITIONS = (
    LevelDefinition(Level.CURRENT_CRISIS, LevelScheme.THREE_LEVELS, _NOW),
    LevelDefinition(
        Level.IMMINENT_RISK,
        LevelScheme.THREE_LEVELS,
        "Things are about to tip over: without quick action atrocities are very likely soon.",
    ),
    LevelDefinition(
        Level.SERIOUS_CONCERN,
        LevelScheme.THREE_LEVELS,
        "There is a marked danger that atrocities start, or start again, in the time ahead.",
    ),
    LevelDefinition(Level.CURRENT_CRISIS, LevelScheme.TWO_LEVELS, _NOW),
    LevelDefinition(
        Level.IMMINENT_RISK,
        LevelScheme.TWO_LEVELS,
        "There is a marked danger that atrocities happen, or happen again.",
    ),
)
"""Both schemes, the gravest level of each first."""

_GRAVITY = {Level.SERIOUS_CONCERN: 1, Level.IMMINENT_RISK: 2, Level.CURRENT_CRISIS: 3}


def gravity(level: Level | None) -> int:
    """Return 3 for a Current Crisis down to 1 for a Serious Concern, and 0 without a level."""
    return _GRAVITY[level] if level else 0


def definitions_of(scheme: LevelScheme) -> tuple[LevelDefinition, ...]:
    """Return the levels of one scheme, the gravest first."""
    return tuple(each for each in DEFINITIONS if each.scheme is scheme)


def is_comparable(earlier: BriefingCard, later: BriefingCard) -> bool:
    """True where the levels of two editions can be called higher, lower or equal.

    'Current Crisis' kept its meaning in March 2023, so it stands above all others, or equal to
    itself, on either side. 'Imminent Risk' now means about what 'Serious Concern' meant.
    """
    if earlier.level_scheme is later.level_scheme:
        return True
    return Level.CURRENT_CRISIS in (earlier.level, later.level)


def scheme_notice(cards: Iterable[BriefingCard]) -> Notice | None:
    """Return what to say where levels from both sides of March 2023 stand side by side."""
    schemes = {card.level_scheme for card in cards if card.level is not None}
    if not {LevelScheme.THREE_LEVELS, LevelScheme.TWO_LEVELS} <= schemes:
        return None
    return Notice(
        NoticeKind.LEVEL_SCHEME,
        f"The levels were defined anew in {SCHEME_CHANGE}: three before, two since. “Imminent "
        "Risk” now means about what “Serious Concern”, which is gone, meant; only “Current "
        "Crisis” stayed the same.",
    )
