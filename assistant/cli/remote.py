"""Speaks to a running answer API with the standard library: importing this costs nothing."""

from __future__ import annotations

import http.client
import json
import os
import uuid
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from assistant.data_folder import data_dir_from, read_owner
from assistant.errors import AssistantError

TIMEOUT_SECONDS = 300


class ApiRefused(AssistantError):
    """The running answer API answered with a problem."""


def running_api() -> str | None:
    """Return the address of the answer API that holds our data folder, if one does."""
    owner = read_owner(data_dir_from(os.environ))
    return owner.url if owner else None


def get(url: str, path: str, query: dict[str, str] | None = None) -> dict[str, object]:
    """GET `path` and return the JSON object it answers with."""
    suffix = f"?{urlencode(query)}" if query else ""
    return _exchange(url, "GET", quote(path) + suffix, None, {})


def post_json(url: str, path: str, body: dict[str, object]) -> dict[str, object]:
    """POST `body` as JSON and return the JSON object that comes back."""
    return _exchange(
        url, "POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )


def post_file(url: str, path: str, file: Path, fields: dict[str, str]) -> dict[str, object]:
    """POST `file` with form `fields` and return the JSON object that comes back."""
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    safe_name = file.name.replace('"', "'").replace("\r", " ").replace("\n", " ")
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; '
        f'filename="{safe_name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode()
    )
    body = b"".join([*parts, file.read_bytes(), f"\r\n--{boundary}--\r\n".encode()])
    return _exchange(
        url, "POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    )


def _exchange(
    url: str, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> dict[str, object]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(
        parts.hostname or "127.0.0.1", parts.port, timeout=TIMEOUT_SECONDS
    )
    try:
        connection.request(method, path, body, {"Accept": "application/json", **headers})
        response = connection.getresponse()
        payload = json.loads(response.read() or b"{}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ApiRefused(
            f"The answer API at {url} did not answer ({error}). Is `r2p serve` still running?"
        ) from error
    finally:
        connection.close()
    if response.status >= 400:
        raise ApiRefused(str(payload.get("detail") or payload.get("title") or response.status))
    return dict(payload)
