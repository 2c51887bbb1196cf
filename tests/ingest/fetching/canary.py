"""A server on loopback that says its lines and remembers whatever reaches it; and who calls out."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from ingest.fetching.addresses import Address, reason_against

PAGE = b"<!doctype html><html><body><p>Herders fled the valley in May.</p></body></html>"
HTML = "Content-Type: text/html"
NAMES = {
    "docs.example": [["127.0.0.1"]],
    "other.example": [["127.0.0.1"]],
    "intranet.example": [["10.1.2.3"]],
    "two.example": [["::1", "127.0.0.1"]],
    "rebinding.example": [["127.0.0.1"], ["10.0.0.1"]],
}
WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

Line = bytes | Callable[[socket.socket], None]


def reply(
    body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None
) -> bytes:
    """Write a whole HTTP response."""
    head = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {length or len(body)}", "", ""]
    return "\r\n".join(head).encode() + body


def moved(location: str, *headers: str, status: str = "302 Found") -> bytes:
    return reply(b"", f"Location: {location}", *headers, status=status)


@dataclass
class Canary:
    """Answers each path with its line; anything else with 404."""

    port: int
    lines: dict[str, Line] = field(default_factory=dict)
    connections: int = 0
    requests: list[str] = field(default_factory=list)
    """The head of each request."""
    server_names: list[str | None] = field(default_factory=list)
    """What each TLS client asked for (SNI)."""

    def paths(self) -> list[str]:
        return [head.split()[1] for head in self.requests]

    def handle(self, connection: socket.socket, tls: ssl.SSLContext | None) -> None:
        self.connections += 1
        with suppress(OSError), connection:
            connection.settimeout(5)
            if tls is None:
                self._answer(connection)
            else:
                with tls.wrap_socket(connection, server_side=True) as wrapped:
                    self._answer(wrapped)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(65536)
            if not received:
                return
            head += received
        self.requests.append(head.decode("latin-1"))
        line = self.lines.get(self.paths()[-1], reply(b"none", status="404 Not Found"))
        if callable(line):
            line(connection)
        else:
            connection.sendall(line)


@contextmanager
def running_canary(tls: ssl.SSLContext | None = None) -> Iterator[Canary]:
    """Listen on a port of 127.0.0.1 for a block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        canary = Canary(listening.getsockname()[1])
        if tls is not None:
            tls.sni_callback = lambda _socket, name, _context: canary.server_names.append(name)

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=canary.handle, args=(connection, tls), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield canary
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(5)


_recording: list[tuple[str, object]] | None = None
"""An audit hook cannot be taken off again; it is idle while this is None."""


def _record(event: str, arguments: tuple[object, ...]) -> None:
    if _recording is None:
        return
    if event in ("socket.connect", "socket.sendto"):
        _recording.append((event, arguments[1]))
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        _recording.append((event, arguments[0]))


sys.addaudithook(_record)


@contextmanager
def audited_sockets() -> Iterator[list[tuple[str, object]]]:
    """Record every connection and name look-up of this process for a block (PEP 578)."""
    global _recording
    _recording = []
    try:
        yield _recording
    finally:
        _recording = None


def allow_canary(address: Address) -> str | None:
    """Judge as ever, but for 127.0.0.1."""
    return None if address == ip_address("127.0.0.1") else reason_against(address)


@dataclass
class Names:
    """A resolver: a table of names, and the spellings of numbers that the system's one knows.

    Of a name with several answers in a list each look-up takes the next, the last one for ever.
    """

    table: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        if host in self.table:
            turns = self.table[host]
            return turns[min(self.asked.count(host), len(turns)) - 1]
        if ":" in host:
            return (host,)
        try:
            return (socket.inet_ntoa(socket.inet_aton(host)),)  # asks nobody
        except OSError:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def url_at(canary: Canary, path: str = "/mali.html", host: str = "docs.example") -> str:
    return f"http://{host}:{canary.port}{path}"
