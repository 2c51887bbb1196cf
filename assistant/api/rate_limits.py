"""How much a caller may send: a quota of questions and one of uploads, kept in memory.

Fixed windows of a minute, which begin with a caller's first request: `Retry-After` is then exact.
The fields are those of draft-ietf-httpapi-ratelimit-headers: `RateLimit` and `RateLimit-Policy` of
the present draft, and the three of its drafts up to 06, which most clients still read.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.body_limit import drain
from assistant.api.security import BRIEFINGS, Caller, caller_in, is_under
from assistant.settings import ApiSettings

WINDOW_SECONDS = 60
UNCOUNTED_ENDS = ("/feedback",)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many requests of one kind a caller may send in a minute."""

    name: str
    setting: int | None
    default: int
    variable: str

    def limit_for(self, caller: Caller, *, is_loopback: bool) -> int:
        """Return the limit for a caller; 0 for none."""
        if self.setting is not None:
            return self.setting
        return 0 if is_loopback and caller.key is None else self.default


def quotas_of(api: ApiSettings) -> Mapping[str, Quota]:
    """Return the quotas that the settings give."""
    found = (
        Quota("asks", api.asks_per_minute, 60, "R2P_API__ASKS_PER_MINUTE"),
        Quota("ingests", api.ingests_per_minute, 120, "R2P_API__INGESTS_PER_MINUTE"),
    )
    return {quota.name: quota for quota in found}


def quota_name(method: str, path: str) -> str | None:
    """Return which quota a request counts against; reading what is stored is free."""
    if method != "POST" or path.endswith(UNCOUNTED_ENDS):
        return None
    return "ingests" if is_under(path, BRIEFINGS) else "asks"


class RateLimits:
    """ASGI middleware that counts requests; it stands behind `AccessGuard`."""

    def __init__(self, app: ASGIApp, quotas: Mapping[str, Quota], *, is_loopback: bool) -> None:
        """Wrap `app`; `is_loopback` as `AccessRules` has it."""
        self._app = app
        self._quotas = quotas
        self._is_loopback = is_loopback
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, saying what is left, or raise.

        Raises:
            HTTPException: 429 with Retry-After when the quota is used up.
        """
        name = quota_name(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if name is None:
            await self._app(scope, receive, send)
            return
        quota, caller = self._quotas[name], caller_in(scope)
        limit = quota.limit_for(caller, is_loopback=self._is_loopback)
        if not limit:
            await self._app(scope, receive, send)
            return
        item = RateLimitItemPerMinute(limit)
        is_within = await self._limiter.hit(item, name, caller.account)
        reset, remaining = await self._limiter.get_window_stats(item, name, caller.account)
        wait = max(1, math.ceil(reset - time.time()))
        fields = _fields(name, limit, remaining, wait)
        if not is_within:
            await drain(scope, receive)
            raise _used_up(quota, limit, wait, fields)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(fields)
            await send(message)

        await self._app(scope, receive, told)


def _fields(name: str, limit: int, remaining: int, wait: int) -> dict[str, str]:
    return {
        "RateLimit-Policy": f'"{name}";q={limit};w={WINDOW_SECONDS}',
        "RateLimit": f'"{name}";r={remaining};t={wait}',
        "RateLimit-Limit": str(limit),
        "RateLimit-Remaining": str(remaining),
        "RateLimit-Reset": str(wait),
    }


def _used_up(quota: Quota, limit: int, wait: int, fields: Mapping[str, str]) -> HTTPException:
    return HTTPException(
        429,
        f"{limit} {quota.name} in a minute are allowed, and they are used up. Try again in "
        f"{wait} seconds; {quota.variable} sets how many there are.",
        headers={**fields, "Retry-After": str(wait)},
    )
