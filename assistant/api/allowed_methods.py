"""Which methods an address takes: all of them, where the router names those of one route only.

RFC 9110, section 15.5.6, asks for the whole list in the `Allow` header of a 405.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from assistant.api.problems import respond_with_problem

METHOD_NOT_ALLOWED = 405


def method_refusal(
    routes: Iterable[BaseRoute],
) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Return the handler of a 405 for an application with `routes`."""
    described = [route for route in routes if isinstance(route, APIRoute)]

    async def refuse(request: Request, error: Exception) -> Response:
        allowed = allowed_methods(described, request.url.path)
        if isinstance(error, HTTPException) and not allowed:
            allowed = (error.headers or {}).get("Allow", "")
        detail = f"This address takes {allowed or 'other methods'} only."
        refused = HTTPException(METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed})
        return await respond_with_problem(request, refused)

    return refuse


def allowed_methods(routes: Iterable[APIRoute], path: str) -> str:
    """Return the `Allow` header for a path; '' where no route has it.

    An address that is written out outranks one that a placeholder would fit.
    """
    found = [route for route in routes if route.path_regex.match(path)]
    exact = [route for route in found if route.path == path]
    return ", ".join(sorted({name for route in exact or found for name in route.methods or ()}))
