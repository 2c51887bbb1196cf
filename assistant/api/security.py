"""Who calls, and what they may: API keys, asked for in front of every route.

Whatever is not listed here needs the scope `read`, so that a new route is never open by oversight.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from anyio import CapacityLimiter
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.body_limit import drain
from assistant.api.workers import Worker
from assistant.errors import SettingsError
from assistant.library.keys import ApiKey, ReadKeys, matching_key
from assistant.library.keys import Scope as KeyScope

OPEN_PATHS = frozenset({"/", "/healthz", "/readyz", "/openapi.json"})
BRIEFINGS, JOBS = "/v1/briefings", "/v1/jobs"
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})  # a question is posted
OWN_THINGS = ("/v1/conversations/", "/mcp")
"""What a caller may also change and end: conversations of its own, sessions of its own."""
CALLER = "caller"


@dataclass(frozen=True, slots=True)
class AccessRules:
    """When a key is asked for, and which there are."""

    read_keys: ReadKeys
    is_loopback: bool
    """Only programs on this machine reach the API."""
    allow_unauthenticated: bool = False

    def asks_for_key(self, keys: Sequence[ApiKey]) -> bool:
        """Tell whether a caller needs a key; one that was revoked still keeps the door shut."""
        return bool(keys) or not (self.is_loopback or self.allow_unauthenticated)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request."""

    address: str
    key: ApiKey | None = None
    """None: no key is asked for, and everything is allowed."""

    def allows(self, scope: KeyScope) -> bool:
        """Tell whether the caller may do what `scope` names."""
        return self.key is None or self.key.allows(scope)

    @property
    def account(self) -> str:
        """What the caller's quota and jobs are kept under: the key, else the address."""
        return f"key {self.key.name}" if self.key else f"address {_network_of(self.address)}"


def caller_of(request: Request) -> Caller:
    """Return who sent a request; where nobody guards the API, someone who may do everything."""
    return caller_in(request.scope)


def caller_in(scope: Scope) -> Caller:
    """Return the caller that `AccessGuard` found."""
    found: Caller | None = scope.get("state", {}).get(CALLER)
    return found or Caller(address_of(scope))


def address_of(scope: Scope) -> str:
    """Return the address a request came from; '' where the server does not know it."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def needed_scope(method: str, path: str) -> KeyScope:
    """Return what a key must allow for a request."""
    if is_under(path, JOBS) or (method == "POST" and is_under(path, BRIEFINGS)):
        return KeyScope.INGEST
    if method in READING_METHODS or path.startswith(OWN_THINGS):
        return KeyScope.READ
    return KeyScope.ADMIN


def is_under(path: str, root: str) -> bool:
    """Tell whether `path` is `root`, or something below it."""
    return path == root or path.startswith(f"{root}/")


class AccessGuard:
    """ASGI middleware that refuses callers without the key that a request needs."""

    def __init__(self, app: ASGIApp, rules: AccessRules) -> None:
        """Wrap `app`."""
        self._app = app
        self._rules = rules
        self._worker = Worker(CapacityLimiter(2))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its caller, or raise.

        Raises:
            HTTPException: 401 without a key that is known, 403 where the key does not allow it.
        """
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        keys = await self._worker.run(self._rules.read_keys)
        if not self._rules.asks_for_key(keys):
            await self._app(scope, receive, send)
            return
        try:
            key = _admitted(scope, keys)
        except HTTPException:
            await drain(scope, receive)
            raise
        scope.setdefault("state", {})[CALLER] = Caller(address_of(scope), key)
        with structlog.contextvars.bound_contextvars(api_key=key.name):
            await self._app(scope, receive, send)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches what listens on `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def ensure_guarded(host: str, keys: Sequence[ApiKey], *, allow_unauthenticated: bool) -> None:
    """Refuse to serve others without a key.

    Raises:
        SettingsError: other machines reach `host`, and anyone could call.
    """
    if is_loopback(host) or allow_unauthenticated or any(key.revoked_at is None for key in keys):
        return
    raise SettingsError(
        f"Other machines reach an API on {host!r}, and no API key is defined. Make one with "
        "`r2p keys add NAME --scope read` and start again, listen on 127.0.0.1, or let anyone "
        "call with R2P_API__ALLOW_UNAUTHENTICATED=true."
    )


def _admitted(scope: Scope, keys: Sequence[ApiKey]) -> ApiKey:
    sent = _key_sent(Headers(scope=scope))
    if not sent:
        raise _unauthorized(
            "This API asks for a key, and none came with the request. Send it as "
            "`Authorization: Bearer KEY`; `r2p` and the chat page send what R2P_API__KEY holds. "
            "`r2p keys add NAME` makes one."
        )
    key = matching_key(sent, keys)
    if key is None or key.revoked_at is not None:
        raise _unauthorized(
            "The key of this request is unknown or was revoked. `r2p keys list` shows the keys "
            "there are.",
            ', error="invalid_token"',
        )
    needed = needed_scope(scope["method"], scope["path"])
    if not key.allows(needed):
        raise HTTPException(
            403,
            f"The key {key.name!r} does not allow this: it takes the scope {needed.value!r}. "
            f"`r2p keys add NAME --scope {needed.value}` makes one that does.",
            headers={
                "WWW-Authenticate": 'Bearer realm="r2p", error="insufficient_scope", '
                f'scope="{needed.value}"'
            },
        )
    return key


def _unauthorized(detail: str, error: str = "") -> HTTPException:
    """Return the refusal of RFC 6750, section 3."""
    return HTTPException(401, detail, headers={"WWW-Authenticate": f'Bearer realm="r2p"{error}'})


def _key_sent(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return headers.get("x-api-key", "").strip()


def _network_of(address: str) -> str:
    """Return what one customer of a network holds: an IPv4 address, or an IPv6 /64 (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
