"""What a URL asks for, once it is one that may be tried: web scheme, plain host, usual port."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv6Address

import httpx2

from assistant.errors import AddressRefused
from ingest.fetching.addresses import Address

MAX_URL_CHARACTERS = 2000
_PORTS = {"http": 80, "https": 443}
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_USER = re.compile(r"(?:[^/?#]*:)?//[^/?#]*@")  # also an empty one, which the parser drops
_IPV6 = re.compile(r"[0-9a-f:.]+")


@dataclass(frozen=True, slots=True)
class Target:
    """One URL to fetch: read once, so that nothing later can read it otherwise."""

    url: httpx2.URL
    """Without its fragment; its host in ASCII, without the dot that may end it."""
    host: str
    port: int

    @property
    def host_header(self) -> str:
        """The host as the server is told it, with a port where it is not the usual one."""
        return self.url.netloc.decode("ascii")

    @property
    def is_encrypted(self) -> bool:
        """True for https."""
        return self.url.scheme == "https"

    def at(self, address: Address) -> httpx2.URL:
        """Return the URL with `address` in the place of the host, so that no name is looked up."""
        return self.url.copy_with(host=str(address), port=self.port)

    def redirected(self, location: str, ports: Collection[int]) -> Target:
        """Return the target of a redirect, checked as the first one was.

        Raises:
            AddressRefused: it may not be fetched, or leads from https back to http.
        """
        target = read_target(location, ports, base=self.url)
        if self.is_encrypted and not target.is_encrypted:
            raise AddressRefused(
                f"'{self.host}' sends on from https to an unencrypted address. Download the file "
                "and add that."
            )
        return target


def read_target(text: str, ports: Collection[int], base: httpx2.URL | None = None) -> Target:
    """Read a URL, relative to `base` where there is one.

    Raises:
        AddressRefused: it is no URL of the web, holds a user name, or names a port that is not
            among `ports`.
    """
    if len(text) > MAX_URL_CHARACTERS:
        raise AddressRefused(
            f"The URL has {len(text)} characters; at most {MAX_URL_CHARACTERS} are read."
        )
    try:
        url = httpx2.URL(text) if base is None else base.join(text)
    except (httpx2.InvalidURL, ValueError) as error:
        raise AddressRefused(f"This is no URL that can be read ({error}). Check it.") from error
    if url.scheme not in _PORTS:
        raise AddressRefused(
            f"Only http and https URLs are fetched, and this one is '{url.scheme or 'none'}'."
        )
    if url.userinfo or _USER.match(text):
        raise AddressRefused("URLs with a user name or password are not fetched. Leave it out.")
    host = _plain_host(url)
    port = _PORTS[url.scheme] if url.port is None else url.port
    if port not in ports:
        raise AddressRefused(
            f"Port {port} is not fetched from; allowed are {', '.join(map(str, sorted(ports)))}. "
            "R2P_FETCH__PORTS says which."
        )
    return Target(url.copy_with(host=host, fragment=None), host, port)


def _plain_host(url: httpx2.URL) -> str:
    """Return the host in ASCII, without the dot of a fully qualified name."""
    host = url.raw_host.decode("ascii").lower()
    if ":" in host:
        if _IPV6.fullmatch(host):
            return str(IPv6Address(host))
    elif _HOST.fullmatch(host.removesuffix(".")):
        return host.removesuffix(".")
    raise AddressRefused("The URL names no host, or one with characters that no host name has.")
