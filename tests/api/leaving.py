"""A caller that sends a request and leaves as soon as the work on it has begun."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.api.fakes import Stage


def leave_once_started(
    stage: Stage, url: str, body: Mapping[str, object], headers: Mapping[str, str] | None = None
) -> None:
    """Post `body` and close the connection when the chain is at work."""
    with under_way(stage, url, body, headers):
        pass


@contextmanager
def under_way(
    stage: Stage, url: str, body: Mapping[str, object], headers: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Post `body`, and be gone at the end of a block that begins when the chain is at work."""
    parts = urlsplit(url)
    sent = json.dumps(body).encode()
    fields = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "Content-Length": str(len(sent)),
        **(headers or {}),
    }
    head = [f"POST {parts.path} HTTP/1.1", *(f"{name}: {fields[name]}" for name in fields), "", ""]
    stage.chain.started.clear()
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall("\r\n".join(head).encode() + sent)
        assert stage.chain.started.wait(20), "the work did not begin"
        yield
