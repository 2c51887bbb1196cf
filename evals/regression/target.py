"""What is evaluated: an answer API, at an address or in this process; both speak HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from typing import TYPE_CHECKING

import httpx2

from assistant.api.schemas import (
    AnswerOut,
    BriefingOut,
    BriefingTextOut,
    HealthOut,
    MessageIn,
    PassageOut,
)
from assistant.client import ApiError, ApiUnreachable, AsyncBriefingClient, Retries
from assistant.errors import AssistantError
from assistant.settings import Settings
from evals.regression.cases import RegressionCase

if TYPE_CHECKING:
    from assistant.library.library import Library

IN_PROCESS = "in-process"
SECONDS_TO_ANSWER = 300.0
PATIENCE = Retries(times=3, longest_wait_seconds=90.0)
"""Longer than a minute: the quotas of an API key are counted by the minute."""


class TargetFailed(AssistantError):
    """The answer API gave no answer that can be scored."""


class Target:
    """An answer API, asked politely: a busy one is asked again when it says so."""

    def __init__(self, client: AsyncBriefingClient, name: str) -> None:
        """Wrap a client of the API; `name` is what reports call it."""
        self.name = name
        self._client = client
        self._texts: dict[str, BriefingTextOut] = {}

    async def health(self) -> HealthOut:
        """Return what the API says of itself."""
        with self._failures_named():
            return await self._client.health()

    async def editions(self) -> dict[str, BriefingOut]:
        """Return every edition of the library by its id."""
        with self._failures_named():
            listed = await self._client.briefings()
        return {each.id: each for each in listed.briefings}

    async def text_of(self, briefing_id: str) -> BriefingTextOut:
        """Return an edition with its text, fetched once."""
        if briefing_id not in self._texts:
            with self._failures_named():
                self._texts[briefing_id] = await self._client.briefing(briefing_id)
        return self._texts[briefing_id]

    async def answer(self, case: RegressionCase) -> AnswerOut:
        """Put the question of `case`.

        Raises:
            TargetFailed: no answer came.
        """
        history = [MessageIn(**turn.model_dump()) for turn in case.history]
        with self._failures_named():
            return await self._client.answer(
                case.question, history=history, countries=case.countries, as_of=case.as_of
            )

    async def search(
        self, query: str, countries: list[str], as_of: date | None, limit: int
    ) -> tuple[PassageOut, ...]:
        """Return the passages nearest to `query`, best first."""
        with self._failures_named():
            found = await self._client.search(query, countries=countries, as_of=as_of, limit=limit)
        return tuple(found.passages)

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        try:
            yield
        except ApiUnreachable as error:
            raise TargetFailed(f"{error} Is `r2p serve` running there?") from error
        except ApiError as error:
            raise TargetFailed(f"{self.name} said: {error}") from error


@asynccontextmanager
async def open_target(address: str, settings: Settings) -> AsyncIterator[Target]:
    """Yield the API at `address`; `in-process` opens the library of `settings` and builds one."""
    if address != IN_PROCESS:
        async with AsyncBriefingClient(
            address,
            api_key=settings.api.key.get_secret_value(),
            timeout_seconds=SECONDS_TO_ANSWER,
            retries=PATIENCE,
        ) as client:
            yield Target(client, address)
        return
    from assistant.cli.composition import open_library

    with open_library(settings, "r2p eval") as library:
        async with target_of(library, settings) as target:
            yield target


@asynccontextmanager
async def target_of(library: Library, settings: Settings) -> AsyncIterator[Target]:
    """Yield an API in this process that answers from an open library."""
    from assistant.api.app import create_app
    from assistant.cli.composition import build_service

    app = create_app(build_service(settings, library))
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with AsyncBriefingClient(
        "http://localhost", retries=PATIENCE, transport=transport
    ) as client:
        yield Target(client, IN_PROCESS)
