"""Web pages elsewhere that may call the API (CORS): those the settings name, and no others.

No cookies are used, so none are allowed; a page sends its key in a header.
"""

from __future__ import annotations

from typing import Any

from assistant.api.request_ids import REQUEST_ID_HEADER

METHODS = ("GET", "POST", "PATCH", "DELETE")
SENT_HEADERS = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "Last-Event-ID",
    "MCP-Protocol-Version",
    "Mcp-Session-Id",
    "Prefer",
    "X-API-Key",
    REQUEST_ID_HEADER,
)
READ_HEADERS = (
    "Content-Disposition",
    "Link",
    "Location",
    "Mcp-Session-Id",
    "Preference-Applied",
    "RateLimit",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "WWW-Authenticate",
    REQUEST_ID_HEADER,
)


def origins_in(setting: str) -> frozenset[str]:
    """Return the origins that R2P_API__CORS_ORIGINS lists; browsers write them in lower case."""
    return frozenset(origin.strip().lower() for origin in setting.split(",") if origin.strip())


def cors_options(origins: frozenset[str]) -> dict[str, Any]:
    """Return the options of Starlette's CORSMiddleware for these origins."""
    return {
        "allow_origins": sorted(origins),
        "allow_methods": METHODS,
        "allow_headers": SENT_HEADERS,
        "expose_headers": READ_HEADERS,
        "allow_credentials": False,
    }
