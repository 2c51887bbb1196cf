"""How a client speaks HTTP: the same for both kinds."""

from __future__ import annotations

from typing import Any

import httpx2

from assistant.client.calls import Call

TIMEOUT_SECONDS = 300.0
CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 60.0
"""The API sends a ping every 15 s while it streams: after a minute without, it is gone."""
STREAM_HEADERS = {"Accept": "text/event-stream"}


def client_options(base_url: str, api_key: str | None, timeout_seconds: float) -> dict[str, Any]:
    """Return how the HTTP client is made."""
    return {
        "base_url": base_url,
        "timeout": httpx2.Timeout(timeout_seconds, connect=CONNECT_SECONDS),
        "headers": {"Authorization": f"Bearer {api_key}"} if api_key else {},
        # Proxy variables must not carry questions to another machine.
        "trust_env": False,
    }


def request_of(call: Call[Any]) -> dict[str, Any]:
    """Return a call as the arguments of a request."""
    options: dict[str, Any] = {
        "method": call.method,
        "url": call.path,
        "params": dict(call.query) or None,
        "headers": {"Accept": "*/*", **call.headers},
    }
    if call.files:
        options["files"] = [("files", (name, content)) for name, content in call.files]
        options["data"] = dict(call.fields)
    elif call.body is not None:
        options["json"] = call.body
    return options


def stream_request_of(call: Call[Any], timeout_seconds: float) -> dict[str, Any]:
    """Return a call as the arguments of a request whose reply is a stream of events."""
    options = request_of(call)
    options["headers"] = {**call.headers, **STREAM_HEADERS}
    silence = min(SILENCE_SECONDS, timeout_seconds)
    options["timeout"] = httpx2.Timeout(silence, connect=CONNECT_SECONDS)
    return options
