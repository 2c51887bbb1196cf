"""The body of a response: unpacked in small pieces, and counted while it is read."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import anyio
import httpx2

from assistant.errors import FetchFailed

ENCODINGS = "gzip"
"""What is asked for; of every other the cost of unpacking is not ours to bound."""
_MEGABYTE = 1024 * 1024
_PIECE_BYTES = 256 * 1024
_GZIP_WINDOW = zlib.MAX_WBITS | 16  # zlib's way to say: with the header of RFC 1952


async def save_body(response: httpx2.Response, path: Path, max_megabytes: int) -> None:
    """Write the unpacked body to `path`.

    Raises:
        FetchFailed: it is larger than `max_megabytes`, packed or unpacked; or it is damaged, or
            packed in a way that was not asked for.
    """
    limit = max_megabytes * _MEGABYTE
    _check_declared_size(response, limit)
    unpacked = 0
    async with await anyio.open_file(path, "xb") as file:
        async for piece in _unpacked(response):
            unpacked += len(piece)
            if max(unpacked, response.num_bytes_downloaded) > limit:
                raise _too_large(limit)
            await file.write(piece)


def _check_declared_size(response: httpx2.Response, limit: int) -> None:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> FetchFailed:
    return FetchFailed(
        f"The document has more than {limit // _MEGABYTE} MB, and no more are read. Split it, or "
        "raise R2P_INGEST__MAX_FILE_MEGABYTES."
    )


async def _unpacked(response: httpx2.Response) -> AsyncIterator[bytes]:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        async for chunk in response.aiter_raw(_PIECE_BYTES):
            yield chunk
        return
    if encoding not in ("gzip", "x-gzip"):
        raise FetchFailed(
            f"The document came packed as '{encoding[:40]}', which was not asked for. Download the "
            "file and add that."
        )
    gzip = zlib.decompressobj(_GZIP_WINDOW)
    async for chunk in response.aiter_raw(_PIECE_BYTES):
        for piece in _pieces(gzip, chunk):
            yield piece
    if not gzip.eof:
        raise _damaged()


def _pieces(gzip: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    """Unpack `chunk` piece by piece, so that a bomb never lies unpacked in memory.

    There is a piece, if an empty one, for every chunk, so that what comes is counted.
    """
    waiting = chunk
    try:
        while True:
            piece = gzip.decompress(waiting, _PIECE_BYTES)
            waiting = gzip.unconsumed_tail
            yield piece
            if not (piece or waiting):
                break
    except zlib.error as error:
        raise _damaged() from error
    if gzip.unused_data:
        raise _damaged()


def _damaged() -> FetchFailed:
    return FetchFailed("The document came damaged or cut off. Try again, or add the file itself.")
