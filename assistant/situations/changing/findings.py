"""What comparing two editions finds: one change, and all changes between two editions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Citation
from assistant.situations.citing import CitedLine


class ChangeKind(StrEnum):
    """How what the later edition says relates to what the earlier one said."""

    LEVEL_MOVED = "level moved"
    UPDATED = "updated"
    """The same subject with another figure, date or value: for a later date, or for none given."""
    CONTRADICTED = "contradicted"
    """Another value for the very same date and scope."""
    DIFFERENT_SCOPE = "different scope"
    """Figures that are not comparable: another place, another group of people."""
    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    """Other words with the same figures, dates and names."""


@dataclass(frozen=True, slots=True)
class EditionIdentity:
    """What names an edition where two are set side by side."""

    id: str
    label: str
    """The edition's date as a reader sees it."""
    title: str
    series: str
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two editions, each side cited where it says something."""

    kind: ChangeKind
    section: str
    """Label of the section in which it stands; of the later edition where both have it."""
    subject: str
    """What it is about: the field 'Population', 'troop ceiling', 'internally displaced people'."""
    text: str
    """One plain line: 'Population: 19,553,397 (July 2020 est.) → 20,741,769 (2022 est.)'."""
    old: str
    new: str
    before: Citation | None
    after: Citation | None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The quotes it rests on, the earlier edition first."""
        return tuple(citation for citation in (self.before, self.after) if citation is not None)

    @property
    def line(self) -> CitedLine:
        """The change as a line with its quotes."""
        return CitedLine(self.text, self.citations)


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What differs between two editions of one series, the most telling first."""

    before: EditionIdentity
    after: EditionIdentity
    changes: tuple[Change, ...]
    unchanged_level: CitedLine | None
    """'The level stayed Serious Concern', cited on both sides; None where it moved or is none."""
    scheme_note: str
    """What must be said where the levels of the two editions are defined differently, else ''."""
    compared_sections: tuple[str, ...]
    """Labels of the sections that both editions have."""

    def of_kind(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of these kinds, in order."""
        return tuple(change for change in self.changes if change.kind in kinds)
