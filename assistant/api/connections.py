"""Work that is worth doing only while the caller is still there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import anyio
from starlette.types import Receive

T = TypeVar("T")


async def while_connected(
    receive: Receive,
    work: Callable[[], Awaitable[T]],
    beside: Callable[[], Coroutine[Any, Any, None]] | None = None,
) -> T | None:
    """Await `work` and cancel it when the client leaves; None says that it left.

    `beside` runs along and is cancelled when `work` ends. The request's body must have been read.
    """
    result: T | None = None
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(_cancel_at_disconnect, receive, group.cancel_scope)
            if beside is not None:
                group.start_soon(beside)
            result = await work()
            group.cancel_scope.cancel()
    except ExceptionGroup as failures:
        # The task group wraps even a single error; handlers look for the error itself.
        raise failures.exceptions[0] from None
    return result


async def _cancel_at_disconnect(receive: Receive, scope: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
