"""Connects to an address that was judged, and asks it for a URL under the URL's own name."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx2

from assistant import __version__
from assistant.errors import FetchFailed
from ingest.fetching.addresses import Address
from ingest.fetching.bodies import ENCODINGS
from ingest.fetching.targets import Target

MAX_ADDRESSES_TRIED = 4
_CONNECT_SECONDS = 10
_HEADERS = {
    "User-Agent": f"r2p-briefing-assistant/{__version__}",
    "Accept": "text/html, application/pdf, text/plain, text/markdown, */*;q=0.5",
    "Accept-Encoding": ENCODINGS,
    "Connection": "close",
}


@asynccontextmanager
async def open_response(
    target: Target, addresses: Sequence[Address], tls: ssl.SSLContext | None, seconds: float
) -> AsyncIterator[httpx2.Response]:
    """Yield the response of the first of `addresses` that takes a connection, its body unread.

    `tls` says whom to trust; None: the authorities of this machine.

    Raises:
        FetchFailed: none takes a connection, or the host cannot prove who it is.
    """
    async with httpx2.AsyncClient(
        verify=tls or _trusted(target),
        trust_env=False,  # no proxy and no netrc: what was judged is what is connected to
        follow_redirects=False,
        timeout=httpx2.Timeout(seconds, connect=_CONNECT_SECONDS),
    ) as client:
        response = await _first_response(client, target, addresses[:MAX_ADDRESSES_TRIED])
        try:
            yield response
        finally:
            await response.aclose()


def _trusted(target: Target) -> ssl.SSLContext:
    """Return this machine's authorities; none for http, as loading them takes a while."""
    if target.is_encrypted:
        return httpx2.create_ssl_context(trust_env=False)
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


async def _first_response(
    client: httpx2.AsyncClient, target: Target, addresses: Sequence[Address]
) -> httpx2.Response:
    failure: Exception | None = None
    for address in addresses:
        request = client.build_request(
            "GET",
            target.at(address),
            headers={**_HEADERS, "Host": target.host_header},
            extensions={"sni_hostname": target.host},
        )
        try:
            return await client.send(request, stream=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            _check_certificate(error, target)
            failure = error
    raise FetchFailed(
        f"'{target.host}' takes no connection on port {target.port}. Try again later, or add the "
        "file itself."
    ) from failure


def _check_certificate(error: Exception, target: Target) -> None:
    """Raise where no other address would do better: the host cannot prove who it is."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            raise FetchFailed(
                f"'{target.host}' could not be proved to be itself: its TLS certificate or "
                "protocol is not accepted. Nothing was asked of it."
            ) from error
        cause = cause.__cause__ or cause.__context__
