"""Whether the library can answer, looked up at most once every few seconds."""

from __future__ import annotations

import time

import anyio

from assistant.api.logs import log_failure
from assistant.api.schemas import ReadinessOut
from assistant.api.service import BriefingLibrary
from assistant.api.workers import Worker
from assistant.errors import AssistantError

FRESH_SECONDS = 5.0


class Readiness:
    """The last check, and one check at a time."""

    def __init__(self, library: BriefingLibrary, fresh_seconds: float = FRESH_SECONDS) -> None:
        """Name the library, and how long one check holds."""
        self._library = library
        self._fresh_seconds = fresh_seconds
        self._lock = anyio.Lock()
        self._last: ReadinessOut | None = None
        self._checked_at = 0.0

    async def current(self, worker: Worker) -> ReadinessOut:
        """Return the last check while it is fresh, else a new one made in `worker`."""
        async with self._lock:
            age_seconds = time.monotonic() - self._checked_at
            if self._last is None or age_seconds >= self._fresh_seconds:
                self._last = await worker.run(check_library, self._library)
                self._checked_at = time.monotonic()
            return self._last


def check_library(library: BriefingLibrary) -> ReadinessOut:
    """Check the library; what fails is a result here, not an error. Blocking."""
    try:
        health = library.check()
    except AssistantError as error:
        return _not_ready(str(error))
    except Exception as error:  # noqa: BLE001 - a probe must say "not ready", whatever broke
        log_failure("readiness check failed", error)
        return _not_ready(f"failed with {type(error).__name__}; the log says where")
    return ReadinessOut(
        status="ready" if health.is_healthy else "not ready",
        briefings=health.briefings,
        passages=health.passages,
        checks=dict(health.checks),
    )


def _not_ready(reason: str) -> ReadinessOut:
    return ReadinessOut(status="not ready", briefings=0, passages=0, checks={"library": reason})
