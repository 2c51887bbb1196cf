"""What the tools give where it differs from what the API gives: less at a time, for a model."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field

from assistant.api.schemas import BriefingOut, BriefingTextOut, ChangesOut, SectionOut


class BriefingExcerptOut(BriefingOut):
    """One edition with a stretch of its text."""

    sections: list[SectionOut]
    text: str = Field(description="Characters `start` up to `end` of the stored text, verbatim")
    start: int
    end: int
    total_characters: int
    next_start: int | None = Field(description="Where to read on; null at the end of the text")

    @classmethod
    def cut(cls, whole: BriefingTextOut, start: int, most: int) -> BriefingExcerptOut:
        """Return the stretch that begins at `start` and has at most `most` characters."""
        total = len(whole.text)
        begin = min(start, total)
        end = min(begin + most, total)
        card = {name: getattr(whole, name) for name in BriefingOut.model_fields}
        return cls(
            **card,
            sections=whole.sections,
            text=whole.text[begin:end],
            start=begin,
            end=end,
            total_characters=total,
            next_start=end if end < total else None,
        )


class WhatChangedOut(BaseModel):
    """What differs between two editions of each series that was compared."""

    results: list[ChangesOut]
    left_out: int = Field(description="Changes beyond `limit`, less telling than those given")

    @classmethod
    def cut(cls, found: Sequence[ChangesOut], most: int) -> WhatChangedOut:
        """Return at most `most` changes of each comparison, the most telling ones."""
        results = [each.model_copy(update={"changes": each.changes[:most]}) for each in found]
        return cls(
            results=results, left_out=sum(max(0, len(each.changes) - most) for each in found)
        )
