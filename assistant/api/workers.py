"""Who works where: each kind of blocking work has its own few threads, and a bounded queue.

With one shared pool, twenty slow searches would keep a health check waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")

MAX_ANSWERS_AT_ONCE = 64
MAX_UPLOADS_AT_ONCE = 5  # one is read, four wait
MAX_FETCHES_AT_ONCE = 4
MAX_SEARCHES_AT_ONCE = 64


class Turnstile:
    """Counts who is inside, and turns away whoever comes when it is full."""

    def __init__(self, places: int, wanted: str, retry_after_seconds: int) -> None:
        """Name how many may be inside, what they want, and when to come again."""
        self._places = places
        self._wanted = wanted
        self._retry_after_seconds = retry_after_seconds
        self._inside = 0
        self.refused = 0
        """How many were turned away so far."""

    @property
    def inside(self) -> int:
        """How many are inside."""
        return self._inside

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Take a place for a `with` block; for use in the event loop only.

        Raises:
            HTTPException: 503 with Retry-After, when every place is taken.
        """
        if self._inside >= self._places:
            self.refused += 1
            raise HTTPException(
                503,
                f"{self._places} {self._wanted} are under way or waiting already. "
                f"Try again in {self._retry_after_seconds} seconds.",
                headers={"Retry-After": str(self._retry_after_seconds)},
            )
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1


@dataclass(frozen=True, slots=True)
class Worker:
    """A few threads for one kind of blocking work."""

    limiter: CapacityLimiter

    async def run(self, function: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """Run `function` outside the event loop; waits while the worker's threads are busy."""
        return await to_thread.run_sync(partial(function, *arguments), limiter=self.limiter)


def _worker(threads: int) -> Callable[[], Worker]:
    return lambda: Worker(CapacityLimiter(threads))


@dataclass(frozen=True, slots=True)
class Workers:
    """The workers of one API process."""

    reading: Worker = field(default_factory=_worker(4))
    searching: Worker = field(default_factory=_worker(2))
    ingesting: Worker = field(default_factory=_worker(1))
    checking: Worker = field(default_factory=_worker(1))
    answers: Turnstile = field(default_factory=lambda: Turnstile(MAX_ANSWERS_AT_ONCE, "answers", 5))
    searches: Turnstile = field(
        default_factory=lambda: Turnstile(MAX_SEARCHES_AT_ONCE, "searches", 5)
    )
    uploads: Turnstile = field(
        default_factory=lambda: Turnstile(MAX_UPLOADS_AT_ONCE, "uploads", 30)
    )
    fetches: Turnstile = field(
        default_factory=lambda: Turnstile(MAX_FETCHES_AT_ONCE, "fetches by URL", 30)
    )
