"""The two editions as they are compared, and what is found before it is worded. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from assistant.domain import Briefing, DocumentKind
from assistant.situations.changing.clauses import Clause, Field, fields_of
from assistant.situations.changing.findings import ChangeKind
from assistant.situations.changing.names import all_name_words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One edition, cut into fields and clauses, with the words of all names in it."""

    briefing: Briefing
    fields: tuple[Field, ...]
    clauses: tuple[Clause, ...]
    name_words: frozenset[str]

    @classmethod
    def of(cls, briefing: Briefing) -> Self:
        """Cut an edition."""
        fields = fields_of(briefing)
        clauses = tuple(clause for field in fields for clause in field.clauses)
        return cls(briefing, fields, clauses, all_name_words(briefing.text))

    def label(self, clause: Clause) -> str:
        """Return the label of the field in which a clause stands; '' in running text."""
        return self.fields[clause.field].label

    def section(self, clause: Clause) -> str:
        """Return the label of the section in which a clause stands."""
        return self.briefing.sections[self.fields[clause.field].section].label


@dataclass(frozen=True, slots=True)
class Sides:
    """The earlier and the later edition."""

    old: Side
    new: Side

    @property
    def are_acts(self) -> bool:
        """True for resolutions, whose paragraphs are what the Council decides and asks."""
        kinds = {side.briefing.series.kind for side in (self.old, self.new)}
        return kinds == {DocumentKind.RESOLUTION}

    @property
    def are_republished(self) -> bool:
        """True where the later edition takes the place of the earlier one."""
        return self.new.briefing.series.kind.is_republished


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference, not yet worded nor cited."""

    kind: ChangeKind
    subject: str
    section: str
    old: str
    """What the earlier edition says, as shown in the line; '' where it says nothing."""
    new: str
    before: Span | None
    after: Span | None
    remark: str = ""
    """Why the two cannot be compared, or that both are given for the same date."""
    line: str = ""
    """The difference in one line, where it is not `old` → `new`."""
