"""When a request is sent again: where it can do no harm, and where the API asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx2

from assistant.client.calls import Call
from assistant.client.replies import retry_after

BUSY = (429, 503)
"""The API says so before it has done anything, so that any request may be sent again."""
FIRST_PAUSE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a request is sent again, and how long one waits for it at most."""

    times: int = 2
    longest_wait_seconds: float = 30.0
    """Where the API asks for a longer wait, the problem is raised and says so."""

    def pause(
        self, call: Call[Any], sent: int, outcome: httpx2.Response | httpx2.TransportError
    ) -> float | None:
        """Return the seconds to wait before a call goes out again; None where it is settled."""
        if sent > self.times:
            return None
        if isinstance(outcome, httpx2.TransportError):
            pause = FIRST_PAUSE_SECONDS * 2.0 ** (sent - 1)
            return min(pause, self.longest_wait_seconds) if call.is_safe else None
        asked = retry_after(outcome) if outcome.status_code in BUSY else None
        return asked if asked is not None and asked <= self.longest_wait_seconds else None


NO_RETRIES = Retries(times=0)
