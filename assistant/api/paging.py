"""Pages of the list of briefings: a cursor names the last entry seen, not a position.

What is added or removed meanwhile neither repeats nor hides an entry that was there all the time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from assistant.domain import BriefingCard


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: after this edition, in a list with these filters."""

    series: str
    day: str
    precision: str
    revision: int
    id: str
    filters: str
    """A digest; a cursor of another list would skip what it has never shown."""

    @classmethod
    def after(cls, card: BriefingCard, filters: str) -> Cursor:
        """Return the cursor behind `card`."""
        printed = card.edition_date
        return cls(
            series=card.series.name,
            day=printed.day.isoformat(),
            precision=printed.precision.value,
            revision=card.revision,
            id=card.id,
            filters=filters,
        )

    def is_before(self, other: Cursor) -> bool:
        """Tell whether `other` is listed later: by series, and in it the newest first."""
        if self.series != other.series:
            return self.series < other.series
        return self._age > other._age

    @property
    def _age(self) -> tuple[str, str, int, str]:
        return (self.day, self.precision, self.revision, self.id)

    def encoded(self) -> str:
        """Return the cursor as a caller carries it."""
        text = json.dumps(asdict(self), separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


_CURSOR = TypeAdapter(Cursor)


def filters_digest(*filters: object) -> str:
    """Return what tells one list from another."""
    return hashlib.sha256(repr(filters).encode()).hexdigest()[:12]


def page_of(
    cards: Sequence[BriefingCard], cursor: str | None, limit: int | None, filters: str
) -> tuple[list[BriefingCard], str | None]:
    """Return the cards behind `cursor`, `limit` at most, and the cursor of the next page.

    Raises:
        HTTPException: 422 for a cursor that is none of this list.
    """
    kept = list(cards)
    if cursor is not None:
        last = _decoded(cursor, filters)
        kept = [card for card in kept if last.is_before(Cursor.after(card, filters))]
    if limit is None or len(kept) <= limit:
        return kept, None
    return kept[:limit], Cursor.after(kept[limit - 1], filters).encoded()


def _decoded(cursor: str, filters: str) -> Cursor:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        found = _CURSOR.validate_json(text, strict=True)
    except (binascii.Error, ValidationError, ValueError) as error:
        raise HTTPException(
            422, "This cursor is none of ours. Send `next_cursor` as it came, or leave it out."
        ) from error
    if found.filters != filters:
        raise HTTPException(
            422,
            "This cursor is of a list with other filters. Send the same country, series_id and "
            "newest with it, or begin without a cursor.",
        )
    return found
