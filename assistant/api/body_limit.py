"""A cap on request bodies, whether they announce their length or come in chunks.

FastAPI's own `max_body_size` answers in plain text where a Content-Length is sent; ours raises, so
that the answer is a problem like every other.
"""

from __future__ import annotations

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DRAIN_SECONDS = 2.0


class BodyLimit:
    """ASGI middleware that refuses bodies over `max_bytes`."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        """Wrap `app`."""
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what it sends.

        Raises:
            HTTPException: 413 when the body is, or says it is, too large.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        announced = headers.get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced) > self._max_bytes:
            await drain(scope, receive)
            raise self._too_large()
        received = 0

        async def count() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                await drain(scope, receive)
                raise self._too_large()
            return message

        await self._app(scope, count, send)

    def _too_large(self) -> HTTPException:
        megabytes = self._max_bytes // 2**20
        return HTTPException(
            413,
            f"The request body is over {megabytes} MB. Send fewer or smaller files at a time, "
            "or raise R2P_API__MAX_BODY_MEGABYTES.",
        )


async def drain(scope: Scope, receive: Receive) -> None:
    """Throw away what still comes of a body that is refused, for a moment.

    Closing a connection with unread input resets it, and the client would lose our answer. A
    client that waits to be told to go on (RFC 9110, section 10.1.1) has sent nothing yet.
    """
    if Headers(scope=scope).get("expect", "").lower() == "100-continue":
        return
    with anyio.move_on_after(DRAIN_SECONDS):
        while (await receive()).get("more_body", False):
            pass
