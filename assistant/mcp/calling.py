"""Calls of the answer API by the tools; what it refuses becomes an error that says what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

import httpx2
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, ValidationError

from assistant.errors import AssistantError

Reach = Callable[[], Awaitable[AbstractAsyncContextManager[httpx2.AsyncClient]]]
"""Finds the answer API, which may take opening a library first; gives a client of it."""

Reply = TypeVar("Reply", bound=BaseModel)
NOT_OURS = "What answers there is another version of the answer API. Restart it, and this server."


class ApiRefused(ToolError):
    """The API refused; `status` says how."""

    def __init__(self, message: str, status: int) -> None:
        """Say what was refused and what to do."""
        super().__init__(message)
        self.status = status


class ApiCalls:
    """The answer API as the tools call it."""

    def __init__(self, reach: Reach) -> None:
        """Name the way to the API; nothing is sent yet."""
        self._reach = reach

    async def get(
        self, form: type[Reply], path: str, query: Mapping[str, str | None] | None = None
    ) -> Reply:
        """Return what is at `path`, in its wire form; parameters without a value are left out.

        Raises:
            ToolError: the API refused, or does not answer.
        """
        given = {name: value for name, value in (query or {}).items() if value is not None}
        return await self._called(form, "GET", path, params=given)

    async def post(self, form: type[Reply], path: str, body: Mapping[str, object]) -> Reply:
        """Send `body` and return what comes back, in its wire form.

        Raises:
            ToolError: as for `get`.
        """
        return await self._called(form, "POST", path, json=body)

    async def _called(
        self,
        form: type[Reply],
        method: str,
        path: str,
        **content: Any,  # noqa: ANN401 - as the client takes it
    ) -> Reply:
        try:
            async with await self._reach() as client:
                response = await client.request(method, path, **content)
        except AssistantError as error:
            raise ToolError(str(error)) from error
        except httpx2.TransportError as error:
            raise ToolError(
                f"The answer API does not answer ({type(error).__name__}). Ask the user to start "
                "it with `r2p serve`, then try again."
            ) from error
        if response.is_error:
            raise ApiRefused(_refusal(response), response.status_code)
        try:
            return form.model_validate_json(response.content)
        except ValidationError as error:
            raise ToolError(NOT_OURS) from error


def _refusal(response: httpx2.Response) -> str:
    """Return what a problem (RFC 9457) says, with the parts of the request that are wrong."""
    try:
        problem = response.json()
        detail = str(problem["detail"])
        parts = [f"{each['loc'][-1]}: {each['msg']}" for each in problem.get("errors", ())]
    except (ValueError, LookupError, TypeError):
        return f"The answer API failed with status {response.status_code}. Try again later."
    return f"{detail} {'; '.join(parts)}".rstrip()
