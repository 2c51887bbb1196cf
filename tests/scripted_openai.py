"""An OpenAI-compatible chat server on loopback that says what its script tells it to say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CHUNK = 12


@dataclass
class Script:
    """What the server answers, and what it was asked."""

    words: str = ""
    status: int = 200
    breaks_off_after: int | None = None
    """Close the connection after this many chunks."""
    delay_seconds: float = 0.0
    requests: list[dict[str, Any]] = field(default_factory=list)
    retry_after: str | None = None
    """The header that goes with an error."""
    finish: str = "stop"
    """How the model says that it ended; empty: it does not say."""
    chunk_delay_seconds: float = 0.0
    """Silence between two chunks."""
    says: Callable[[dict[str, Any]], str] | None = None
    """Makes the words of what is asked, for a model that reads."""
    following: list[Script] = field(default_factory=list)
    """What answers the second request and those after it; the last one goes on answering."""

    def take(self, request: dict[str, Any]) -> Script:
        """Note a request, and return what answers it."""
        self.requests.append(request)
        turns = [self, *self.following]
        return turns[min(len(self.requests), len(turns)) - 1]

    def words_for(self, request: dict[str, Any]) -> str:
        """Return what is said to a request."""
        return self.says(request) if self.says is not None else self.words


@contextmanager
def scripted_openai(script: Script) -> Iterator[str]:
    """Serve `script` for a `with` block; gives the base URL, ending in /v1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"script": script}))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection by the script of its class."""

    script: Script

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        request = json.loads(self.rfile.read(length))
        script = self.script.take(request)
        time.sleep(script.delay_seconds)
        try:
            self._reply(script, request)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client had enough

    def _reply(self, script: Script, request: dict[str, Any]) -> None:
        if script.status != 200:
            self._send_error_body(script)
        elif request.get("stream"):
            self._stream(script, script.words_for(request))
        else:
            self._send_json(_completion(script, script.words_for(request)))

    def _send_error_body(self, script: Script) -> None:
        body = {"error": {"message": "scripted", "type": "server_error"}}
        headers = {"Retry-After": script.retry_after} if script.retry_after else {}
        self._send_json(body, script.status, headers)

    def _send_json(
        self, content: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, script: Script, words: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        pieces = [words[at : at + CHUNK] for at in range(0, len(words), CHUNK)]
        for number, piece in enumerate(pieces):
            if script.breaks_off_after == number:
                self.close_connection = True
                return
            self._send_chunk({"content": piece}, None)
            time.sleep(script.chunk_delay_seconds)
        self._send_chunk({}, script.finish or None)
        self.wfile.write(b"data: [DONE]\n\n")

    def _send_chunk(self, delta: dict[str, str], finish: str | None) -> None:
        chunk = {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "scripted",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _completion(script: Script, words: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": words}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": script.finish or None}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
