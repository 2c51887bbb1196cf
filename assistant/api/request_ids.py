"""A short name for every request, given by the caller or made here, that logs and errors carry."""

from __future__ import annotations

import re
import uuid

from starlette.types import Scope

REQUEST_ID_HEADER = "X-Request-ID"
_SAFE = re.compile(r"[A-Za-z0-9._-]{8,64}")


def choose_request_id(offered: str | None) -> str:
    """Return the caller's id where it is safe to log and to send back, else a new one."""
    if offered is not None and _SAFE.fullmatch(offered):
        return offered
    return uuid.uuid4().hex


def remember_request_id(scope: Scope, request_id: str) -> None:
    """Keep the id with the request, where `request_id_of` finds it."""
    scope.setdefault("state", {})["request_id"] = request_id


def request_id_of(scope: Scope) -> str:
    """Return the id that the outermost middleware gave this request."""
    request_id: str = scope["state"]["request_id"]
    return request_id
