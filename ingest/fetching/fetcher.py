"""Fetches one document by its URL, from public addresses only.

Each URL on the way, redirects included, goes through the same steps: it is read once, its host is
resolved once, every address is judged, and the connection goes to one of these addresses by its
number. So it does not matter what a name resolves to later, or how a URL spells an address.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import anyio
import httpx2
from anyio import to_thread

from assistant import __version__
from assistant.errors import FetchFailed
from assistant.settings import FetchSettings, Settings
from ingest.fetching.addresses import (
    Address,
    Judge,
    Resolve,
    checked_addresses,
    look_up,
    reason_against,
)
from ingest.fetching.bodies import ENCODINGS, save_body
from ingest.fetching.naming import name_fetched
from ingest.fetching.targets import Target, read_target

MAX_REDIRECTS = 3
MAX_ADDRESSES_TRIED = 4
_CONNECT_SECONDS = 10
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": f"r2p-briefing-assistant/{__version__}",
    "Accept": "text/html, application/pdf, text/plain, text/markdown, */*;q=0.5",
    "Accept-Encoding": ENCODINGS,
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A document that was fetched, as a file to ingest."""

    path: Path
    hints: dict[str, str]
    """What a manifest row would say: the URL it came from in the end, and when."""

    @property
    def file_name(self) -> str:
        """The name by which results show it."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class _Moved:
    location: str


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches documents; the parts that reach outside can be replaced for tests."""

    limits: FetchSettings
    max_megabytes: int
    resolve: Resolve = look_up
    judge: Judge = reason_against
    tls: ssl.SSLContext | None = None
    """None: the authorities that this machine trusts."""
    now: Callable[[], datetime] = field(default=_now)

    @classmethod
    def of(cls, settings: Settings) -> Fetcher:
        """Return the fetcher that the settings ask for."""
        return cls(settings.fetch, settings.ingest.max_file_megabytes)

    async def fetch(self, url: str, folder: Path) -> FetchedFile:
        """Fetch the document at `url` into the empty `folder`.

        Raises:
            AddressRefused: the URL, or one it redirects to, may not be fetched; nothing was
                sent there.
            FetchFailed: no document came, or too much, or too slowly.
        """
        seconds = self.limits.timeout_seconds
        try:
            with anyio.fail_after(seconds):
                return await self._follow(url, folder)
        except TimeoutError as error:
            raise FetchFailed(
                f"The document did not come within {seconds:g} seconds. Try again, add the file "
                "itself, or raise R2P_FETCH__TIMEOUT_SECONDS."
            ) from error

    async def _follow(self, url: str, folder: Path) -> FetchedFile:
        target = read_target(url, self.limits.allowed_ports)
        for _ in range(MAX_REDIRECTS + 1):
            came = await self._ask(target, folder)
            if isinstance(came, FetchedFile):
                return came
            target = target.redirected(came.location, self.limits.allowed_ports)
        raise FetchFailed(
            f"The URL was redirected more than {MAX_REDIRECTS} times. Find the document in a "
            "browser and use its own URL."
        )

    async def _ask(self, target: Target, folder: Path) -> FetchedFile | _Moved:
        addresses = await to_thread.run_sync(
            partial(checked_addresses, target.host, target.port, self.resolve, self.judge),
            abandon_on_cancel=True,
        )
        try:
            async with self._response(target, addresses) as response:
                if response.status_code in _REDIRECTS:
                    return _Moved(_location(response))
                _check_status(response)
                return await self._save(target, response, folder)
        except httpx2.RequestError as error:
            raise FetchFailed(
                f"'{target.host}' broke off or did not speak HTTP ({type(error).__name__}). "
                "Try again, or add the file itself."
            ) from error

    async def _save(self, target: Target, response: httpx2.Response, folder: Path) -> FetchedFile:
        unnamed = folder / "fetched"
        await save_body(response, unnamed, self.max_megabytes)
        content_type = response.headers.get("content-type", "")
        name = await to_thread.run_sync(name_fetched, unnamed, target.url.path, content_type)
        named = await anyio.Path(unnamed).rename(folder / name)
        fetched_at = self.now().isoformat(timespec="seconds")
        return FetchedFile(Path(named), {"url": str(target.url), "retrieved_at": fetched_at})

    @asynccontextmanager
    async def _response(
        self, target: Target, addresses: Sequence[Address]
    ) -> AsyncIterator[httpx2.Response]:
        """Yield the response of the first address that takes a connection."""
        tls = self.tls or _trusted(target)
        async with httpx2.AsyncClient(
            verify=tls,
            trust_env=False,  # no proxy and no netrc: what was judged is what is connected to
            follow_redirects=False,
            timeout=httpx2.Timeout(self.limits.timeout_seconds, connect=_CONNECT_SECONDS),
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


def _location(response: httpx2.Response) -> str:
    location: str = response.headers.get("location", "")
    if not location:
        raise FetchFailed("The server redirects without saying where to. Check the URL.")
    return location


def _check_status(response: httpx2.Response) -> None:
    if response.status_code != 200:
        raise FetchFailed(
            f"The server answered {response.status_code} {response.reason_phrase[:60]}. Check the "
            "URL in a browser."
        )
