"""An OpenAI-compatible chat server on loopback that says what its script tells it to say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server answers, and what it was asked."""

    words: str = ""
    status: int = 200
    breaks_off_after: int | None = None
    """Close the connection after this many chunks."""
    delay_seconds: float = 0.0
    requests: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def scripted_openai(script: Script) -> Iterator[str]:
    """Serve `script` for a `with` block; gives the base URL, ending in /v1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            script.requests.append(json.loads(self.rfile.read(length)))
            time.sleep(script.delay_seconds)
            if script.status != 200:
                self._send_error_body()
                return
            self._stream()

        def _send_error_body(self) -> None:
            body = json.dumps({"error": {"message": "scripted", "type": "server_error"}}).encode()
            self.send_response(script.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            pieces = [script.words[i : i + 12] for i in range(0, len(script.words), 12)]
            for number, piece in enumerate(pieces):
                if script.breaks_off_after == number:
                    self.close_connection = True
                    return
                self._send_chunk({"content": piece}, None)
            self._send_chunk({}, "stop")
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

    return Handler
