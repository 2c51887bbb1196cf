"""What the answer API replies, taken apart with the standard library."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import AssistantError

Query = Mapping[str, str | Sequence[str]]
"""Parameters of a request; a sequence is sent as several of one name."""


class ApiRefused(AssistantError):
    """The answer API answered with a problem, or not at all."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file as the API names it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers by lower-case name, and body of a whole response."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @classmethod
    def parsed(cls, response: bytes) -> Reply:
        """Take an HTTP/1 response apart.

        Raises:
            ValueError: it is none.
        """
        head, _, body = response.partition(b"\r\n\r\n")
        status_line, *lines = head.decode("latin-1").split("\r\n")
        version, _, rest = status_line.partition(" ")
        if not version.startswith("HTTP/"):
            raise ValueError("it closed the connection")
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        return cls(int(rest[:3]), headers, body)

    def json(self) -> dict[str, Any]:
        """Return the JSON object that is the body.

        Raises:
            ValueError: it is none.
        """
        payload = json.loads(self.body or b"{}")
        if not isinstance(payload, dict):
            raise ValueError("it is no answer API")  # noqa: TRY004 - what was sent is wrong
        return payload

    def download(self) -> Download:
        """Return the body as a file.

        Raises:
            ApiRefused: it is a problem.
        """
        if self.status >= 400:
            checked(self.status, self.json())
        disposition = self.headers.get("content-disposition", "")
        return Download(disposition.partition('filename="')[2].rstrip('"'), self.body)


def checked(status: int, payload: dict[str, Any], expected: Sequence[int] = ()) -> dict[str, Any]:
    """Return what the API answered.

    Raises:
        ApiRefused: it is a problem (RFC 9457), and the status is not `expected`.
    """
    if status < 400 or status in expected:
        return payload
    said = str(payload.get("detail") or payload.get("title") or f"status {status}")
    raise ApiRefused(said.replace("; see `errors`", f": {_wrong_parts(payload)}"))


def _wrong_parts(payload: Mapping[str, Any]) -> str:
    """Name the parts of a request that cannot be used: 'since: String should match ...'."""
    parts = (f"{each['loc'][-1]}: {each['msg']}" for each in payload.get("errors", ()))
    return "; ".join(parts)
