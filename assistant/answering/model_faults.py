"""What went wrong with a chat model, told by what its client raises, whoever the provider is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from langchain_core.exceptions import ModelConnectionError, ModelError, ModelTimeoutError

FIRST_WAIT_SECONDS = 0.5
"""Before the second try where the server does not say when; doubled for each further one."""
_LONGEST_WAIT_SECONDS = 3600.0
_STATUS = {
    400: "did not accept the request",
    401: "did not accept the key; check R2P_MODEL__API_KEY",
    403: "did not accept the key; check R2P_MODEL__API_KEY",
    404: "is not there; check R2P_MODEL__NAME and R2P_MODEL__BASE_URL",
    413: "found the evidence too long; lower R2P_MODEL__MAX_EVIDENCE_TOKENS",
    429: "has no capacity left for us (429)",
}


@dataclass(frozen=True, slots=True)
class ModelFault:
    """Why a call failed, and whether it may be tried again before a word has come."""

    reason: str
    """Goes on from 'The chat model'."""
    may_retry: bool = False
    wait_seconds: float | None = None
    """What the server asks for, where it does."""


def fault_in(error: Exception, timeout_seconds: float) -> ModelFault:
    """Tell the fault from what was raised."""
    if isinstance(error, TimeoutError | ModelTimeoutError) or "Timeout" in type(error).__name__:
        return ModelFault(f"was silent for more than {timeout_seconds:g} seconds")
    status = _status_of(error)
    if status is None:
        is_away = isinstance(error, ModelConnectionError | OSError) or "Connect" in _name(error)
        return ModelFault(f"cannot be reached ({_name(error)})", may_retry=is_away)
    if status == 429 or status >= 500:
        reason = _STATUS.get(status, f"answered with error {status}")
        return ModelFault(reason, may_retry=True, wait_seconds=_wait_in(_headers_of(error)))
    return ModelFault(_STATUS.get(status, f"refused the request ({status})"))


def _status_of(error: Exception) -> int | None:
    """Return the HTTP status, which each provider's client keeps in one of two places."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and status > 0:
            return status
    is_away = isinstance(error, ModelConnectionError)
    return 500 if isinstance(error, ModelError) and error.is_retryable and not is_away else None


def _headers_of(error: Exception) -> Mapping[str, str]:
    headers = getattr(getattr(error, "response", None), "headers", None)
    return headers if isinstance(headers, Mapping) else {}


def _wait_in(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After (RFC 9110, section 10.2.3): seconds, or a date."""
    value = headers.get("retry-after") or headers.get("Retry-After") or ""
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            return None
    return min(max(0.0, seconds), _LONGEST_WAIT_SECONDS)


def _name(error: Exception) -> str:
    return type(error).__name__
