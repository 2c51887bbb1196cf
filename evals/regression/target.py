"""What is evaluated: an answer API, at an address or in this process; both speak HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING

import httpx2

from assistant.api.schemas import (
    AnswerOut,
    BriefingListOut,
    BriefingOut,
    BriefingTextOut,
    HealthOut,
    PassageOut,
    SearchOut,
)
from assistant.errors import AssistantError
from assistant.settings import Settings
from evals.regression.cases import RegressionCase

if TYPE_CHECKING:
    from assistant.library.library import Library

IN_PROCESS = "in-process"
SECONDS_TO_ANSWER = 300.0
TRIES = 4
BUSY = (429, 503)
LONGEST_WAIT_SECONDS = 30.0


class TargetFailed(AssistantError):
    """The answer API gave no answer that can be scored."""


class Target:
    """An answer API, asked politely: a busy one is asked again when it says so."""

    def __init__(self, client: httpx2.AsyncClient, name: str) -> None:
        """Wrap a client whose base address is the API's; `name` is what reports call it."""
        self.name = name
        self._client = client
        self._texts: dict[str, BriefingTextOut] = {}

    async def health(self) -> HealthOut:
        """Return what the API says of itself."""
        return HealthOut.model_validate_json(await self._get("/healthz"))

    async def editions(self) -> dict[str, BriefingOut]:
        """Return every edition of the library by its id."""
        listed = BriefingListOut.model_validate_json(await self._get("/v1/briefings"))
        return {each.id: each for each in listed.briefings}

    async def text_of(self, briefing_id: str) -> BriefingTextOut:
        """Return an edition with its text, fetched once."""
        if briefing_id not in self._texts:
            body = await self._get(f"/v1/briefings/{briefing_id}")
            self._texts[briefing_id] = BriefingTextOut.model_validate_json(body)
        return self._texts[briefing_id]

    async def answer(self, case: RegressionCase) -> AnswerOut:
        """Put the question of `case`.

        Raises:
            TargetFailed: no answer came.
        """
        body = {
            "question": case.question,
            "history": [turn.model_dump() for turn in case.history],
            "countries": list(case.countries),
            "as_of": case.as_of.isoformat() if case.as_of else None,
        }
        return AnswerOut.model_validate_json(await self._send("POST", "/v1/answers", body))

    async def search(
        self, query: str, countries: list[str], as_of: date | None, limit: int
    ) -> tuple[PassageOut, ...]:
        """Return the passages nearest to `query`, best first."""
        day = as_of.isoformat() if as_of else None
        body = {"query": query, "countries": countries, "as_of": day, "limit": limit}
        found = SearchOut.model_validate_json(await self._send("POST", "/v1/search", body))
        return tuple(found.passages)

    async def _get(self, path: str) -> str:
        return await self._send("GET", path, None)

    async def _send(self, method: str, path: str, body: object) -> str:
        for tried in range(1, TRIES + 1):
            try:
                response = await self._client.request(method, path, json=body)
            except httpx2.HTTPError as error:
                why = str(error) or type(error).__name__
                raise TargetFailed(
                    f"Nothing answers at {self.name} ({why}). Is `r2p serve` running there?"
                ) from error
            if response.status_code not in BUSY or tried == TRIES:
                break
            await asyncio.sleep(_wait_of(response))
        if response.status_code != httpx2.codes.OK:
            raise TargetFailed(
                f"{self.name} said {response.status_code} to {method} {path}: {response.text[:300]}"
            )
        return response.text


@asynccontextmanager
async def open_target(address: str, settings: Settings) -> AsyncIterator[Target]:
    """Yield the API at `address`; `in-process` opens the library of `settings` and builds one."""
    if address != IN_PROCESS:
        async with httpx2.AsyncClient(base_url=address, timeout=SECONDS_TO_ANSWER) as client:
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
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://localhost", timeout=None
    ) as client:
        yield Target(client, IN_PROCESS)


def _wait_of(response: httpx2.Response) -> float:
    """Return the seconds that a busy API asks to wait."""
    asked = response.headers.get("retry-after", "")
    return min(float(asked), LONGEST_WAIT_SECONDS) if asked.isdigit() else 1.0
