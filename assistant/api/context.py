"""What a route reaches through its request: the service, and the workers it may use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.api.idempotency import KeysUnderWay
from assistant.api.jobs import JobBoard
from assistant.api.readiness import Readiness
from assistant.api.service import ApiService
from assistant.api.workers import Workers


@dataclass(frozen=True, slots=True)
class ApiContext:
    """The state of one API process."""

    service: ApiService
    readiness: Readiness
    workers: Workers = field(default_factory=Workers)
    jobs: JobBoard = field(default_factory=JobBoard)
    keys: KeysUnderWay = field(default_factory=KeysUnderWay)


async def context_of(request: Request) -> ApiContext:
    """Return the context that `create_app` stored."""
    context: ApiContext = request.app.state.context
    return context


Context = Annotated[ApiContext, Depends(context_of)]


class Takes:
    """A dependency that refuses a body of another media type, before the body is judged."""

    def __init__(self, media_type: str) -> None:
        """Name the one media type the route takes."""
        self._media_type = media_type

    async def __call__(self, request: Request) -> None:
        """Check the request.

        Raises:
            HTTPException: 415 with the media type to send instead.
        """
        sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if sent != self._media_type:
            raise HTTPException(
                415,
                f"This address takes {self._media_type} only. Send it with that Content-Type.",
                headers={"Accept-Post": self._media_type},
            )
