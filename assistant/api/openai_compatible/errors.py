"""Errors in OpenAI's own shape, for the addresses that speak OpenAI's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.responses import Response

from assistant.api.openai_compatible.schemas import OpenAiErrorBodyOut, OpenAiErrorOut

PATHS = ("/v1/chat/completions", "/v1/models")
INVALID = "invalid_request_error"
TYPES: dict[int, tuple[str, str | None]] = {
    401: (INVALID, "invalid_api_key"),
    403: ("permission_error", None),
    413: (INVALID, "request_too_large"),
    429: ("rate_limit_error", "rate_limit_exceeded"),
}
"""Type and code by status, where they are not those of an invalid request or of a server error."""


class ChatRefused(Exception):
    """What a request asks for cannot be had here; answered in OpenAI's shape."""

    def __init__(
        self, message: str, param: str | None, code: str | None = None, status: int = 400
    ) -> None:
        """Say what is wrong and what to do, and name the parameter."""
        super().__init__(message)
        self.status = status
        self.error = OpenAiErrorOut(message=message, type=INVALID, param=param, code=code)


def is_openai_path(path: str) -> bool:
    """True where whoever called expects errors in OpenAI's shape."""
    return path in PATHS or path.startswith("/v1/models/")


def refusal_response(refused: ChatRefused) -> Response:
    """Return the HTTP response for a refusal of ours."""
    return _response(refused.status, refused.error, {})


def error_of(status: int, detail: str, errors: Sequence[Mapping[str, object]]) -> OpenAiErrorOut:
    """Turn what a problem says into OpenAI's shape; the first part that is wrong is named."""
    kind, code = TYPES.get(status, ("server_error" if status >= 500 else INVALID, None))
    if not errors:
        return OpenAiErrorOut(message=detail, type=kind, code=code)
    found = [(_name(each.get("loc")), str(each.get("msg", ""))) for each in errors]
    message = "; ".join(f"{name}: {said}" if name else said for name, said in found)
    return OpenAiErrorOut(message=message, type=kind, param=found[0][0] or None, code=code)


def error_response(
    status: int,
    detail: str,
    errors: Sequence[Mapping[str, object]],
    headers: Mapping[str, str],
) -> Response:
    """Return a problem as the HTTP response that OpenAI's clients understand.

    What they know as a bad request, status 400, is 422 elsewhere in this API.
    """
    told = HTTPStatus.BAD_REQUEST if status == HTTPStatus.UNPROCESSABLE_ENTITY else status
    return _response(told, error_of(status, detail, errors), headers)


def _response(status: int, error: OpenAiErrorOut, headers: Mapping[str, str]) -> Response:
    return Response(
        OpenAiErrorBodyOut(error=error).model_dump_json(),
        status_code=status,
        headers=dict(headers),
        media_type="application/json",
    )


def _name(location: object) -> str:
    """Return 'messages.0.role' for where a part of the body stands."""
    parts = location if isinstance(location, tuple | list) else ()
    return ".".join(str(part) for part in parts if part != "body")
