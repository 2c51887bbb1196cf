"""Fetches one document by its URL, from public addresses only.

Each URL on the way, redirects included, goes through the same steps: it is read once, its host is
resolved once, every address is judged, and the connection goes to one of these addresses by its
number. So it does not matter what a name resolves to later, or how a URL spells an address.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import anyio
import httpx2
from anyio import to_thread

from assistant.errors import FetchFailed
from assistant.settings import FetchSettings, Settings
from ingest.fetching.addresses import (
    Judge,
    Resolve,
    checked_addresses,
    look_up,
    reason_against,
)
from ingest.fetching.bodies import save_body
from ingest.fetching.connecting import open_response
from ingest.fetching.naming import name_fetched
from ingest.fetching.targets import Target, read_target

MAX_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)


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
            seconds = self.limits.timeout_seconds
            async with open_response(target, addresses, self.tls, seconds) as response:
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
