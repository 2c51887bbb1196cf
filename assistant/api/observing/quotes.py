"""Checks the quotes of answers once more: the chain has checked them, this checks the chain."""

from __future__ import annotations

import anyio.to_thread

from assistant.api.observing.answerings import Recheck
from assistant.api.service import BriefingLibrary
from assistant.citations import verified
from assistant.domain import Answer
from assistant.errors import AssistantError


def recheck_of(library: BriefingLibrary) -> Recheck:
    """Return the check of an answer against what `library` holds, outside the event loop."""

    async def recheck(answer: Answer) -> int:
        return await anyio.to_thread.run_sync(unverified_quotes, library, answer)

    return recheck


def unverified_quotes(library: BriefingLibrary, answer: Answer) -> int:
    """Count the quotes of an answer that are not in the stored text; blocking."""

    def stored_text(briefing_id: str) -> str | None:
        try:
            return library.get(briefing_id).text
        except AssistantError:
            return None

    _, failed = verified((*answer.citations, *answer.nearest), stored_text)
    return len(failed)
