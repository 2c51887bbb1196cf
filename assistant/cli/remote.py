"""Speaks to a running answer API with the standard library: importing this costs little."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from assistant.cli.output import report
from assistant.cli.replies import ApiRefused, Download, Query, Reply, checked
from assistant.data_folder import data_dir_from, read_owner

TOO_MANY_REQUESTS = 429
KEY_VARIABLE = "R2P_API__KEY"
ANSWER_SECONDS = 300
MAX_QUOTA_WAITS = 3
QUOTA_WINDOW_SECONDS = 60
START_SECONDS = 120
"""An API holds its data folder for some seconds before it answers; longest at the first start."""


def running_api() -> str | None:
    """Return the address of the answer API that holds our data folder, if one does."""
    owner = read_owner(data_dir_from(os.environ))
    return owner.url if owner else None


class RemoteApi:
    """The answer API that listens at an address."""

    def __init__(self, url: str) -> None:
        """Name the address; nothing is sent yet."""
        parts = urlsplit(url)
        self._url = url
        self._address = parts.netloc
        self._host = parts.hostname or "127.0.0.1"
        self._port = parts.port or 80

    def get(
        self, path: str, query: Query | None = None, expected: Sequence[int] = ()
    ) -> dict[str, Any]:
        """Return the JSON object at `path`, also for an error status that is `expected`."""
        suffix = f"?{urlencode(query, doseq=True)}" if query else ""
        return self._exchange("GET", quote(path) + suffix, b"", {}, expected)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send `body` and return the JSON object that comes back."""
        sent = json.dumps(body).encode()
        return self._exchange("POST", path, sent, {"Content-Type": "application/json"})

    def download(self, path: str, body: dict[str, Any]) -> Download:
        """Send `body` and return the file that comes back."""
        sent = json.dumps(body).encode()
        return self._send("POST", path, sent, {"Content-Type": "application/json"}).download()

    def post_file(self, path: str, file: Path, fields: Mapping[str, str]) -> dict[str, Any]:
        """Send `file` with form `fields` and return the JSON object that comes back."""
        boundary, body = _multipart(file, fields)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._exchange("POST", path, body, headers)

    def _exchange(
        self,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        expected: Sequence[int] = (),
    ) -> dict[str, Any]:
        reply = self._send(method, path, body, headers)
        for _ in range(MAX_QUOTA_WAITS):
            if reply.status != TOO_MANY_REQUESTS:
                break
            _wait_for_quota(reply)
            reply = self._send(method, path, body, headers)
        try:
            return checked(reply.status, reply.json(), expected)
        except ValueError as error:
            raise self._silent(error) from error

    def _send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Speak HTTP/1.0 (RFC 1945): the server closes the connection behind its answer.

        That is all it takes here, and importing `http.client` would take longer than the answer.
        """
        head = {**headers, **_key_header(), "Host": self._address, "Accept": "application/json"}
        lines = [f"{method} {path} HTTP/1.0", *(f"{name}: {head[name]}" for name in head)]
        request = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
        with self._connect() as connection:
            try:
                connection.sendall(request)
                return Reply.parsed(_read_to_end(connection))
            except (OSError, ValueError) as error:
                raise self._silent(error) from error

    def _silent(self, error: Exception) -> ApiRefused:
        return ApiRefused(
            f"The answer API at {self._url} did not answer "
            f"({error or type(error).__name__}). Is `r2p serve` still running?"
        )

    def _connect(self) -> socket.socket:
        """Connect, waiting for an API that is still loading."""
        deadline = time.monotonic() + START_SECONDS
        is_told = False
        while True:
            try:
                connection = socket.create_connection((self._host, self._port))
            except OSError as error:
                if time.monotonic() > deadline or running_api() != self._url:
                    raise ApiRefused(
                        f"Nothing answers at {self._url} ({error.strerror or error}). "
                        "Is `r2p serve` still running?"
                    ) from error
                if not is_told:
                    report(f"Waiting for the answer API at {self._url} ...")
                    is_told = True
                time.sleep(0.1)
            else:
                connection.settimeout(ANSWER_SECONDS)
                return connection


def _key_header() -> dict[str, str]:
    """Return the header with our API key, where one is set."""
    key = "".join(os.environ.get(KEY_VARIABLE, "").split())
    return {"Authorization": f"Bearer {key}"} if key else {}


def _wait_for_quota(reply: Reply) -> None:
    """Wait as long as the API says that our quota takes to come back."""
    said = reply.headers.get("retry-after", "")
    seconds = min(int(said), QUOTA_WINDOW_SECONDS) if said.isdigit() else 1
    report(f"The answer API takes no more for now; going on in {seconds} s ...")
    time.sleep(seconds)


def _read_to_end(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        return stream.read()


def _multipart(file: Path, fields: Mapping[str, str]) -> tuple[str, bytes]:
    """Return a boundary, and a form (RFC 7578) with `fields` and the content of `file`."""
    boundary = os.urandom(16).hex()
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    safe_name = "".join(" " if ch in '"\\' or not ch.isprintable() else ch for ch in file.name)
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; '
        f'filename="{safe_name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode()
    )
    return boundary, b"".join([*parts, file.read_bytes(), f"\r\n--{boundary}--\r\n".encode()])
