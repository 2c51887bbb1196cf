"""How the levels of two editions stand to each other, cited on both sides. Pure."""

from __future__ import annotations

from assistant.domain import Briefing, Level, LevelScheme
from assistant.situations.changing.findings import Change, ChangeKind
from assistant.situations.citing import CitedLine
from assistant.situations.level_schemes import gravity
from assistant.situations.status_sentences import level_citation

SUBJECT = "Level"
_NOTE = (
    "The levels were redefined in March 2023. Before, there were three; “Imminent Risk” now means "
    "about what “Serious Concern” meant, which no longer exists. Only “Current Crisis” kept its "
    "meaning, so the two labels cannot simply be compared."
)


def level_moved(before: Briefing, after: Briefing) -> Change | None:
    """Return the change of level; None where it stayed or an edition gives none."""
    if before.level is None or after.level is None or before.level is after.level:
        return None
    return Change(
        kind=ChangeKind.LEVEL_MOVED,
        section=_section(after, after.level),
        subject=SUBJECT,
        text=f"Level {_direction(before, after)}: {before.level.value} → {after.level.value}",
        old=before.level.value,
        new=after.level.value,
        before=level_citation(before, before.level),
        after=level_citation(after, after.level),
    )


def level_stayed(before: Briefing, after: Briefing) -> CitedLine | None:
    """Return a line that says that the level stayed; None where it moved or there is none."""
    if before.level is None or after.level is None or before.level is not after.level:
        return None
    cited = level_citation(before, before.level), level_citation(after, after.level)
    return CitedLine(f"The level stayed {after.level.value}.", cited)


def scheme_note(before: Briefing, after: Briefing) -> str:
    """Say what must be said where the levels are defined differently; '' where they are not."""
    if before.level is None or after.level is None:
        return ""
    return _NOTE if _schemes_differ(before, after) else ""


def _direction(before: Briefing, after: Briefing) -> str:
    crisis = Level.CURRENT_CRISIS in (before.level, after.level)
    if _schemes_differ(before, after) and not crisis:
        return "renamed under other definitions"
    return "raised" if gravity(after.level) > gravity(before.level) else "lowered"


def _schemes_differ(before: Briefing, after: Briefing) -> bool:
    schemes = {before.level_scheme, after.level_scheme}
    return {LevelScheme.THREE_LEVELS, LevelScheme.TWO_LEVELS} <= schemes


def _section(briefing: Briefing, level: Level) -> str:
    return level_citation(briefing, level).section
