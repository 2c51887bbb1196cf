"""One thing that a text states: of what kind it is, where it stands, what it is compared by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.premises.amounts import Amount


class SlotKind(StrEnum):
    """What kind of thing fills a slot."""

    LEVEL = "level"
    DOCUMENT = "document"
    DATE = "date"
    AMOUNT = "amount"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    NAME = "name"
    GROUP = "group"

    @property
    def is_actor(self) -> bool:
        """True for who can have done something."""
        return self in _ACTORS


_ACTORS = (SlotKind.COUNTRY, SlotKind.ORGANISATION, SlotKind.NAME, SlotKind.GROUP)


@dataclass(frozen=True, slots=True)
class Slot:
    """What `text[start:end]` states; an amount's `said` goes on to the noun that it counts."""

    kind: SlotKind
    said: str
    start: int
    end: int
    keys: frozenset[str] = frozenset()
    """Two slots of one kind that share a key are the same thing."""
    amount: Amount | None = None
