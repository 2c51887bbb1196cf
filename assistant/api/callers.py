"""Who may call: only pages and programs that know this API by one of its own names.

A web page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding), or post a form to
it across sites. The Host and Origin headers give both away.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def allowed_hosts(host: str, extra: Iterable[str] = ()) -> frozenset[str] | None:
    """Return the names this API answers to; None for any, where it listens on every address.

    On every address (in a container, on a network) its names are not ours to know: the operator
    has chosen to be reached from elsewhere, and a proxy in front decides about names.
    """
    names = {host.lower(), *(name.lower() for name in extra)}
    if any(_is_every_address(name) for name in names):
        return None
    return LOOPBACK_NAMES | names


class CallerGuard:
    """ASGI middleware that refuses foreign host names and cross-site posts."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str] | None,
        origins: frozenset[str] = frozenset(),
    ) -> None:
        """Wrap `app`; `hosts` as `allowed_hosts` returns them, `origins` as the settings do."""
        self._app = app
        self._hosts = hosts
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or raise.

        Raises:
            HTTPException: 421 for a foreign host, 403 for a post from a foreign page.
        """
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            host = _host_name(f"//{headers.get('host', '')}")
            if self._hosts is not None and host not in self._hosts:
                raise HTTPException(
                    421,
                    "This API does not answer to the host name of this request. "
                    "Use localhost, or the address that R2P_API__HOST names.",
                )
            self._check_origin(scope["method"], headers.get("origin"), host)
        await self._app(scope, receive, send)

    def _check_origin(self, method: str, origin: str | None, host: str | None) -> None:
        if method in SAFE_METHODS or origin is None or origin in self._origins:
            return
        if _host_name(origin) not in (self._hosts or frozenset()) | {host}:
            raise HTTPException(
                403,
                "Posts from web pages of another host are refused. R2P_API__CORS_ORIGINS names "
                "pages that may.",
            )


def _is_every_address(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return False


def _host_name(url: str) -> str | None:
    """Return the lower-case host of a URL, without port and brackets."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
