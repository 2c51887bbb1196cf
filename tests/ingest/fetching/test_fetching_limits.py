"""Servers that send too much, too slowly, or nothing that can be used."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import FetchFailed
from ingest.fetching.fetcher import Fetcher
from tests.ingest.fetching.canary import (
    PAGE,
    Canary,
    Line,
    files_in,
    reply,
    url_at,
)


def _chunked(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:  # until the client has had enough
        connection.sendall(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")


def _hollow(connection: socket.socket) -> None:
    """Send gzip that unpacks to nothing, for ever."""
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    connection.sendall(packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH))
    empty_block = b"\0\0\0\xff\xff"  # RFC 1951, section 3.2.4
    while True:
        connection.sendall(empty_block * 10_000)


def _dripping(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        connection.sendall(b"a")
        time.sleep(0.02)


def _dripping_head(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-A: b\r\n")
        time.sleep(0.02)


def _silent(connection: socket.socket) -> None:
    connection.recv(1)


def _endless_head(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-A: " + b"b" * 4000 + b"\r\n")


ZIPPED = "Content-Encoding: gzip"
BOMB = gzip.compress(b"a" * 64 * 2**20)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (reply(b"", length=2**40), "more than 1 MB"),
        (reply(b"a" * (2**20 + 1)), "more than 1 MB"),
        (_chunked, "more than 1 MB"),
        (_hollow, "more than 1 MB"),
        (reply(BOMB, ZIPPED), "more than 1 MB"),
        (reply(gzip.compress(BOMB), "Content-Encoding: gzip, gzip"), "packed as 'gzip, gzip'"),
        (reply(b"x", "Content-Encoding: br"), "packed as 'br'"),
        (reply(gzip.compress(PAGE)[:-9], ZIPPED), "damaged or cut off"),
        (reply(gzip.compress(PAGE) + b"more", ZIPPED), "damaged or cut off"),
        (reply(PAGE, ZIPPED), "damaged or cut off"),
        (reply(PAGE, length=len(PAGE) + 5), "broke off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "did not speak HTTP"),
        (b"", "broke off"),
        (_endless_head, "broke off or did not speak HTTP"),
        (reply(b""), "Nothing came"),
        (reply(b" \n\n "), "Nothing came"),
        (reply(PAGE, status="404 Not Found"), "answered 404 Not Found"),
        (reply(PAGE, status="401 Unauthorized"), "answered 401"),
        (reply(PAGE, status="503 Busy"), "answered 503"),
        (reply(PAGE, status="206 Partial Content"), "answered 206"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "answered 204"),
    ],
)
async def test_what_is_too_large_damaged_or_no_document_fails_with_its_reason(
    line: Line, reason: str, canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/mali.html"] = line

    with pytest.raises(FetchFailed, match=reason):
        await fetcher.fetch(url_at(canary), tmp_path)

    left = [path.stat().st_size for path in files_in(tmp_path)]
    assert sum(left) <= 2**20


@pytest.mark.parametrize("line", [_dripping, _dripping_head, _silent])
async def test_a_slow_server_has_so_many_seconds_in_all(
    line: Callable[[socket.socket], None], canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    canary.lines["/mali.html"] = line
    hasty = replace(fetcher, limits=fetcher.limits.model_copy(update={"timeout_seconds": 0.3}))
    begun = time.monotonic()

    with pytest.raises(FetchFailed, match=r"within 0\.3 seconds"):
        await hasty.fetch(url_at(canary), tmp_path)

    assert time.monotonic() - begun < 2


async def test_a_slow_name_server_counts_too(
    canary: Canary, fetcher: Fetcher, tmp_path: Path
) -> None:
    def slow(_host: str, _port: int) -> tuple[str, ...]:
        time.sleep(0.5)
        return ("127.0.0.1",)

    limits = fetcher.limits.model_copy(update={"timeout_seconds": 0.1})

    with pytest.raises(FetchFailed, match="within"):
        await replace(fetcher, limits=limits, resolve=slow).fetch(url_at(canary), tmp_path)

    assert canary.connections == 0


async def test_a_packed_body_is_unpacked(canary: Canary, fetcher: Fetcher, tmp_path: Path) -> None:
    text = b"Herders fled the valley. " * 20_000
    canary.lines["/mali.txt"] = reply(gzip.compress(text), ZIPPED, "Content-Type: text/plain")

    fetched = await fetcher.fetch(url_at(canary, "/mali.txt"), tmp_path)

    assert fetched.path.read_bytes() == text
